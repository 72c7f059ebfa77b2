"""What a ticket's topic in the officers' room says: title, card, lines. Pure.

No more of a member than an officer needs to answer: national ids, phones and IBANs are hidden, forms stay at the desk.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from typing import Final

from desk import formatting, line_view, talk_view
from desk.teaching.candidates import Lookup
from desk.texts import Texts
from domain import reference
from domain.deskports import Told
from domain.model import DepartmentId, HandoverReason, Option, Priority, TicketRef
from domain.ticketports import Line, TicketCard, TicketFile
from faq import privacy
from handlers.texts import kept

TAKE, RESOLVE, BACK = "room:take", "room:resolve", "room:back"
_QUOTED: Final = 600
"""Letters of the bot's own words: officers know them."""
_UNARRIVED: Final = {"uncertain": "room.in_doubt", "parked": "status.parked"}
"""What is said of an officer's words that did not arrive; else that they did not."""
_CANDIDATES: Final = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """In whose words, and with whose knowledge, a topic speaks."""

    t: Texts
    lookup: Lookup
    zone: tzinfo
    public_url: str
    departments: Mapping[DepartmentId, str]
    """How each is called."""
    posts: Mapping[str, str] = field(default_factory=dict)
    """As above."""

    def address(self, ref: TicketRef) -> str:
        """Give the ticket's page at the desk."""
        return f"{self.public_url}/desk/tickets/{ref}"


def title(file: TicketFile, t: Texts) -> str:
    """Name the topic: the reference first, for a line that begins with an Arabic word would show it reversed."""
    name = f"{_flat(file.card.member_name)} · " if file.card.member_name else ""
    return f"{reference.written(file.card.ref)} {name}{_matter(file.card, t)}: {_flat(file.card.subject)}"


def _matter(one: TicketCard, t: Texts) -> str:
    """Say of what kind it is; danger goes before that."""
    return t("reason_short.danger" if one.reason is HandoverReason.DANGER else f"kind.{one.kind}")


def subject(given: str, file: TicketFile, t: Texts) -> str:
    """Give the subject that a topic's name says, without what `title` puts before it."""
    bare = " ".join(given.split())
    name = f"{_flat(file.card.member_name)} ·"
    for before in (reference.written(file.card.ref), file.card.ref, name, f"{_matter(file.card, t)}:"):
        bare = bare.removeprefix(before).strip()
    return bare


def card(file: TicketFile, words: Wording) -> str:
    """Tell how the ticket stands, why it is here, and what the bot would have answered.

    The subject is the topic's name, and the member's own words stand whole in the message that follows.
    """
    t, one = words.t, file.card
    urgent = (t(f"priority.p{one.priority.value}"),) if one.priority is not Priority.NORMAL else ()
    head = " · ".join((f"\u2066{reference.written(one.ref)}\u2069", _matter(one, t), *urgent))
    stated = f" ({t('queue.stated')})" if one.name_stated else ""
    stands = (
        t("room.who", value=f"{_plain(one.member_name)}{stated}") if one.member_name else t("queue.unnamed"),
        t("room.why", value=t(f"reason.{one.reason}")),
        t("room.where", value=formatting.channel_words(one.conversation, t)),
        t("room.stage", value=t(f"stage.{one.stage}")),
        t("room.owner", value=one.officer_name) if one.officer_name else t("room.nobody"),
    )
    how = t("room.how_by_hand" if file.contact.is_by_hand else "room.how")
    there = f"room.how_{one.conversation.partition(':')[0]}"
    parts = (
        "\n".join((f"**{head}**", *stands)),
        "\n".join(_candidates(file, words)),
        "\n".join((how, *((t(there),) if t.has(there) else ()), t("room.at_desk", address=words.address(one.ref)))),
    )
    return "\n\n".join(part for part in parts if part)


def left(ref: TicketRef, department: DepartmentId, words: Wording) -> str:
    """Say which department has the ticket now, and where it is gone on with."""
    return words.t("room.left", value=words.departments.get(department, department), address=words.address(ref))


def options(file: TicketFile, t: Texts) -> tuple[Option, ...]:
    """Give what can be pressed below the card."""
    if not file.card.stage.is_open or file.card.merged_into:
        return ()
    if file.card.officer is None:
        return (Option(TAKE, t("room.take")),)
    back = () if file.contact.is_by_hand else (Option(BACK, t("room.back")),)
    return (Option(RESOLVE, t("room.resolve")), *back)


def lines(told: Sequence[Line], file: TicketFile, there: Collection[str], now: datetime, words: Wording) -> str:
    """Say what happened; what was written in the topic itself is said again only where it did not reach the member."""
    here = line_view.Here(
        file.card.conversation, file.card.ref, words.posts, kept=partial(kept.read, language=words.t.language)
    )
    views = line_view.line_views((Told(file.card.conversation, one) for one in told), now, words.zone, words.t, here)
    return "\n\n".join(filter(None, (_line(view, words.t, known=view.id in there) for view in views)))


def _line(view: line_view.LineView, t: Texts, *, known: bool) -> str:
    failed = f"**{t(_UNARRIVED.get(view.status, 'room.not_sent'))}**: {view.reason}" if view.failed or _waits(view) else ""
    if view.ticket is not None or (known and not failed):
        return ""
    text, by = _plain(view.text), f" · {_plain(view.name)}" if view.name else ""
    match view.look:
        case "member":
            return "\n".join(filter(None, (_answering(view, t), f"**{t('room.member')}:** {text}".strip(), _attached(view, t))))
        case "bot":
            return "\n".join(filter(None, (f"**{t('room.bot')}:** {text[:_QUOTED]}", failed)))
        case "officer":
            return "\n".join(filter(None, (f"**{_plain(view.name)}:** {text}", failed)))
        case "note":
            return f"**{t('room.note', name=_plain(view.name))}:** {text}"
        case _:
            return f"- {text}{by}"


def _waits(view: line_view.LineView) -> bool:
    """Tell whether an officer's words are kept until the member opens what announces them, or writes."""
    return view.look == "officer" and view.status == "parked"


def _answering(view: line_view.LineView, t: Texts) -> str:
    """Say before a member's words what they change or answer."""
    edited = f"({t('talk.edited')})" if view.edited else ""
    return edited or (f"{t('talk.answers')} «{_flat(view.quoted)}»" if view.quoted else "")


def _attached(view: line_view.LineView, t: Texts) -> str:
    if view.attachment is None:
        return ""
    kind = f"media.{view.attachment.media}"
    sent = t(kind) if t.has(kind) else str(view.attachment.media)
    return t("room.sent_file" if view.attachment.file else "room.sent", value=f"{sent} {_flat(view.attachment.name)}".strip())


def _candidates(file: TicketFile, words: Wording) -> Iterator[str]:
    language = words.t.language
    found = talk_view.suggestions(file.candidates[:_CANDIDATES], words.lookup, language, file.contact.language)
    if found:
        yield words.t("room.candidates")
    for one in found:
        yield f"- {one.title} ({one.percent}%)" + "".join(f"\n  {clause}" for clause in one.clauses[:2])


def _plain(text: str) -> str:
    """Give somebody's words without our markup in them, and without numbers that are nobody's business here."""
    return privacy.hidden(text).replace("**", "*")


def _flat(text: str) -> str:
    return " ".join(_plain(text).split())
