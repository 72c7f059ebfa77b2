"""What became of an announcement: counts, each recipient with the reason, and a file of them for spreadsheets."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response, StreamingResponse

from desk import spreadsheets
from desk.office import Office
from desk.outreach.announcement_view import Look
from desk.texts import Texts
from desk.visits import SignedVisit
from domain import reasons
from domain.announcementports import AnnouncementCard, Attendance, Outcome, RecipientLine, Which
from domain.assembly import Answer, proven
from domain.model import ConversationId
from domain.ticketports import telephone

PAGE_SIZE: Final = 100
_IN_FILE: Final = 1000
"""Recipients read at a time for the file."""
_UNDER_WAY: Final = (Outcome.WAITING, Outcome.QUEUED)
_ARRIVED: Final = (Outcome.SENT, Outcome.DELIVERED, Outcome.READ)
_SILENT: Final = "silent"
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    total: int
    settled: int
    """Neither waiting nor on the way."""
    arrived: int
    counts: tuple[tuple[str, int, str], ...]
    """Outcome, persons, and the address of their list."""

    @property
    def is_out(self) -> bool:
        """True where nothing is left to be sent, unless what fails later goes another way."""
        return 0 < self.total == self.settled


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient on the page."""

    name: str
    number: str
    """His telephone number, where the channel has it."""
    of: str
    channel: str
    line: RecipientLine
    reason: str
    times: tuple[tuple[str, datetime], ...]


def which(query: QueryParams) -> Which:
    """Read which recipients are wanted."""
    outcome, answer = query.get("outcome", ""), query.get("answer", "")
    return Which(
        Outcome(outcome) if outcome in set(Outcome) else None,
        Answer(answer) if answer in set(Answer) else None,
        silent=answer == _SILENT,
    )


async def page(office: Office, visit: SignedVisit, card: AnnouncementCard, look: Look) -> dict[str, Any]:
    """Give what the page of a run shows."""
    service, number, query = office.unasked.announcements, card.announcement.id, visit.request.query_params
    base, wanted, after = f"/desk/announcements/{number}", which(query), _place(query)
    found = await service.recipients(number, wanted, after, PAGE_SIZE)
    narrowed = {name: query[name] for name in ("outcome", "answer") if query.get(name)}
    further = {**narrowed, "after": str(found[-1][0])} if len(found) == PAGE_SIZE else {}
    return {
        "progress": _progress(await service.results(number), base),
        "attendance": _attendance(await service.attendance(number), card, base) if card.announcement.assembly else None,
        "people": [_row(line, look.t) for _, line in found],
        "wanted": narrowed.get("outcome") or narrowed.get("answer") or "",
        "further": f"{base}?{urlencode(further)}#people" if further else "",
        "file": f"{base}/recipients.csv{'?' if narrowed else ''}{urlencode(narrowed)}",
        "everybody": f"{base}#people",
    }


def _progress(counts: Mapping[Outcome, int], base: str) -> Progress:
    """Reckon how far a run is."""
    total = sum(counts.values())
    return Progress(
        total,
        total - sum(counts.get(outcome, 0) for outcome in _UNDER_WAY),
        sum(counts.get(outcome, 0) for outcome in _ARRIVED),
        tuple((one.value, counts[one], f"{base}?outcome={one.value}#people") for one in Outcome if counts.get(one)),
    )


@dataclass(frozen=True, slots=True)
class Present:
    """Who comes to an assembly, as far as they said so."""

    invited: int
    present: int
    proven: int
    needed: int
    """For the quorum; 0: none is reckoned."""
    counts: tuple[tuple[str, int, str], ...]


def _attendance(found: Attendance, card: AnnouncementCard, base: str) -> Present:
    """Set what members answered beside the quorum."""
    assembly = card.announcement.assembly
    quorum = assembly.quorum if assembly else 0
    said = [(answer.value, found.answers.get(answer, 0)) for answer in Answer]
    silent = found.invited - sum(count for _, count in said)
    counts = tuple((name, count, f"{base}?answer={name}#people") for name, count in (*said, (_SILENT, silent)))
    return Present(found.invited, found.present, found.proven, -(-found.invited * quorum // 100), counts)


def _row(line: RecipientLine, t: Texts) -> Row:
    """Put a recipient's result into words."""
    address = line.conversation or line.person
    receipt = line.receipt
    times = (("sent", receipt.sent_at), ("delivered", receipt.delivered_at), ("read", receipt.read_at))
    return Row(
        name=line.name,
        number=number(line),
        of=address,
        channel=_channel(line, t),
        line=line,
        reason=reason(line, t),
        times=tuple((name, at) for name, at in times if at),
    )


def reason(line: RecipientLine, t: Texts) -> str:
    """Say why it did not arrive: in our words where it was decided here, else in the channel's."""
    key = f"not_sent.{line.reason}"
    words = t(key) if t.has(key) else reasons.words(line.reason, t.language)
    return f"{words}: {reasons.words(line.detail, t.language)}" if line.detail else words


def number(line: RecipientLine) -> str:
    """Give the telephone number by which he is reached; empty where there is none."""
    return telephone(line.conversation or ConversationId(line.person))


def _channel(line: RecipientLine, t: Texts) -> str:
    if not line.conversation:
        return ""
    name = line.conversation.partition(":")[0]
    return t(f"channel.{name}") if t.has(f"channel.{name}") else name


def _place(query: QueryParams) -> int:
    text = query.get("after", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0  # noqa: PLR2004 - digits of a number in the database


# ---- the file --------------------------------------------------------------------------------------------------------


def file(office: Office, card: AnnouncementCard, wanted: Which, t: Texts) -> Response:
    """Give all recipients as comma-separated values, read and sent page by page."""
    name = f"announcement-{card.announcement.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_lines(office, card, wanted, t), 200, headers, "text/csv; charset=utf-8")


async def _lines(office: Office, card: AnnouncementCard, wanted: Which, t: Texts) -> AsyncIterator[str]:
    heads = ["name", "address", "channel", "language", "outcome", "reason", "sent", "delivered", "read"]
    asked = card.announcement.assembly is not None
    heads += ["proven", "answer", "answered", "proxy"] if asked else []
    yield _BOM + spreadsheets.written([[t(f"recipient.{head}") for head in heads]])
    after = 0
    while found := await office.unasked.announcements.recipients(card.announcement.id, wanted, after, _IN_FILE):
        yield spreadsheets.written(_cells(line, office, t, asked=asked) for _, line in found)
        after = found[-1][0]


def _cells(line: RecipientLine, office: Office, t: Texts, *, asked: bool) -> Sequence[str]:
    receipt = line.receipt

    def at(moment: datetime | None) -> str:
        return f"{moment.astimezone(office.zone):%Y-%m-%d %H:%M}" if moment else ""

    cells = [
        line.name,
        number(line),
        _channel(line, t),
        t(f"language.{line.language}"),
        t(f"reached.{line.outcome}"),
        reason(line, t),
    ]
    cells += [at(receipt.sent_at), at(receipt.delivered_at), at(receipt.read_at)]
    if asked:
        answer = t(f"attendance.{receipt.answer}") if receipt.answer else ""
        cells += [at(proven(receipt)), answer, at(receipt.answered_at), receipt.proxy_name]
    return cells
