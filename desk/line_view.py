"""The lines of a conversation as their template, and the topics of the officers' room, need them. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from desk import formatting
from desk.texts import Texts
from domain import reasons, reference
from domain.deskports import Told
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import Attachment, ConversationId, Language, TicketRef
from domain.ticketports import Line, Speaker

_FAILED: Final = frozenset({"dead", "uncertain", "dropped"})
_NOTE: Final = "note"
_OF_TICKETS: Final = frozenset({"linked", "unlinked", "merged"})
_MOST_QUOTED: Final = 120
"""Letters of what the member replied to."""
_NO_FILES: Final = frozenset({AttachmentKind.LOCATION, AttachmentKind.CONTACT, AttachmentKind.STICKER})
_PLACE: Final = re.compile(r"(-?\d{1,3}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)", re.ASCII)
"""Degrees of latitude and longitude, as channels write what stands on a place that was sent."""
_ENUMERATED: Final = {
    "moved": "stage.",
    "escalated": "reason.",
    "opened": "reason.",
    "prioritised": "priority.p",
    "unrated": "unrated.",
}
"""Events whose value is a word of ours, and how the keys of its translations begin."""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the conversation."""

    id: str
    look: str
    """member, bot, officer, note or event."""
    name: str
    text: str
    time: str
    full_time: str
    iso: str
    day: str
    """The heading above the line where a new day begins."""
    language: Language
    options: tuple[str, ...]
    attachment: AttachmentReceived | None
    status: str
    """Of a line to the member, as a key of the texts; empty for others."""
    failed: bool
    reason: str
    channel: str = ""
    """Where it was said, if elsewhere."""
    conversation: str = ""
    """In which it stands."""
    ticket: TicketRef | None = None
    """Whose history it stands in, if another ticket's than the one that is looked at."""
    quoted: str = ""
    """What the member replied to."""
    edited: bool = False
    """It replaces what the member wrote before."""
    coming: bool = False
    """A file that is being fetched."""
    shown_at: str = ""
    """Where a file can be seen that could not be fetched."""
    doubtful: str = ""
    """The message's id, where the officer may settle whether it arrived."""

    @property
    def place(self) -> str:
        """The coordinates of a place that the member sent; empty for anything else."""
        found = self.attachment is not None and self.attachment.media is AttachmentKind.LOCATION and _PLACE.fullmatch(self.text)
        return f"{found[1]},{found[2]}" if found else ""

    @property
    def is_file(self) -> bool:
        """True for an attachment that is, or was, a file."""
        return self.attachment is not None and self.attachment.media not in _NO_FILES

    @property
    def picture(self) -> bool:
        """True for an attachment that can be shown where it stands."""
        return self.attachment is not None and self.attachment.media is AttachmentKind.IMAGE and bool(self.attachment.file)


@dataclass(frozen=True, slots=True)
class Here:
    """What is looked at: lines from elsewhere say where they stand."""

    conversation: ConversationId | None = None
    ticket: TicketRef | None = None
    posts: Mapping[str, str] = field(default_factory=dict)
    """The posts' names, for what was sent to one."""
    settles: bool = False
    """The officer may settle messages in doubt."""
    topic: str = ""
    """The address of the ticket's topic in the officers' room."""
    kept: Callable[[str], str] = str
    """Gives what the assistant kept in a ticket in the reader's language."""


def line_views(told: Iterable[Told], now: datetime, zone: tzinfo, t: Texts, here: Here) -> tuple[LineView, ...]:
    """Make the lines, with a heading where a new day begins.

    Those of other conversations name their channel, those in the history of other tickets name the ticket.
    """
    views: list[LineView] = []
    last_day = ""
    texts: list[str] = []
    sent = 0
    for conversation, line in ((one.conversation, one.line) for one in told):
        if line.speaker is Speaker.MEMBER:
            texts += [line.text.strip()] if line.text.strip() else []
            sent += line.attachment is not None
        if _is_echo(line, texts, sent):
            sent -= sent > 0 and not _repeats(line.text, texts)
            continue
        day = formatting.day_heading(line.at, now, zone, t)
        views.append(_line(line, conversation, "" if day == last_day else day, zone, t, here))
        last_day = day
    return tuple(views)


def _is_echo(line: Line, texts: Sequence[str], sent: int) -> bool:
    """Tell whether a note of the bot's only says again what the member wrote, pressed or sent, which stands in the talk itself.

    Of what he `sent` the notes are no sentences: «أرسل العضو صورة».
    """
    if line.speaker is not Speaker.NOTE or line.status != _NOTE or line.name:
        return False
    return _repeats(line.text, texts) or (sent > 0 and not line.text.rstrip().endswith("."))


def _repeats(note: str, texts: Sequence[str]) -> bool:
    """Tell whether a note is the member's own words, even behind what they are."""
    return note.strip() in texts or note.strip().endswith(tuple(f": {text}" for text in texts))


def _line(  # noqa: PLR0913, PLR0917 - what a line shows
    line: Line, conversation: ConversationId, day: str, zone: tzinfo, t: Texts, here: Here
) -> LineView:
    to_member = line.speaker in {Speaker.BOT, Speaker.OFFICER}
    # notes that officers wrote have a name and a look of their own; what else stands in a ticket's history is quiet
    look = "event" if line.speaker is Speaker.NOTE and not (line.status == _NOTE and line.name) else str(line.speaker)
    return LineView(
        id=line.id,
        look=look,
        name=line.name,
        text=_event_words(line, t, here) if line.speaker is Speaker.NOTE else line.text,
        time=formatting.clock_time(line.at, zone),
        full_time=formatting.both_dates(line.at, zone, t),
        iso=line.at.isoformat(),
        day=day,
        language=line.language,
        options=tuple(option.label for option in line.options) if to_member else (),
        attachment=line.attachment or (_sent(line.sent) if line.sent else None),
        status=line.status if to_member else "",
        failed=to_member and line.status in _FAILED,
        reason=reasons.words(line.reason, t.language),
        channel="" if conversation == here.conversation else formatting.channel_words(conversation, t),
        conversation=conversation,
        ticket=None if line.ticket == here.ticket else line.ticket,
        quoted=formatting.shortened(line.quoted, _MOST_QUOTED),
        edited=line.edited,
        coming=bool(line.attachment and line.attachment.reference) and not line.reason,
        shown_at=here.topic if conversation == here.conversation and unfetched(line) else "",
        doubtful=line.id.removeprefix("o") if here.settles and to_member and line.status == "uncertain" else "",
    )


def unfetched(line: Line) -> bool:
    """Tell whether a line is of a file that the member sent and nobody could fetch."""
    return line.attachment is not None and not line.attachment.file and bool(line.attachment.message and line.reason)


def _sent(file: Attachment) -> AttachmentReceived:
    """Show a file for the member as one of his: from our store, where it stays."""
    media = AttachmentKind.IMAGE if file.is_picture else AttachmentKind.DOCUMENT
    return AttachmentReceived(media, name=file.name, mime=file.mime, size=file.size, file=file.file)


def _event_words(line: Line, t: Texts, here: Here) -> str:
    """Say what happened; a kind or a value that has no words is shown as it stands."""
    if line.status == _NOTE:
        return here.kept(line.text)
    known = f"{_ENUMERATED.get(line.status, '')}{line.text}"
    as_it_stands = here.posts.get(line.text, line.text) if line.status == "routed" else _named(line)
    value = t(known) if line.status in _ENUMERATED and t.has(known) else as_it_stands
    key = f"event.{line.status}"
    return t(key, value=value) if t.has(key) else f"{line.status} {value}".strip()


def _named(line: Line) -> str:
    """Give an event's value; a ticket's number as it is written."""
    return reference.written(TicketRef(line.text)) if line.status in _OF_TICKETS and line.text else line.text
