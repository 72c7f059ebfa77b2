"""The queue as its template needs it. Pure: cards and the present time come in, rows go out."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final
from urllib.parse import urlencode

from desk import due, formatting
from desk.due import DueView
from desk.queue_query import QueueQuery
from desk.texts import Texts
from domain import reference
from domain.calendar import Calendar
from domain.deskports import MemberFound
from domain.duties import Regulation
from domain.model import ConversationId, OfficerId, Stage, TicketRef
from domain.ticketports import COUNTED, QueueFilter, TicketCard

PAGE_SIZE: Final = 50
_STAGES: Final = tuple(stage for stage in Stage if stage.is_open)


@dataclass(frozen=True, slots=True)
class Look:
    """When, where and in which language somebody looks."""

    now: datetime
    calendar: Calendar
    t: Texts

    @property
    def zone(self) -> tzinfo:
        """The association's time zone."""
        return self.calendar.tz

    def waiting(self, card: TicketCard) -> str:
        """Say how long the member has been waiting; empty when he is not."""
        return formatting.span(self.now - card.waiting_since, self.t) if card.waiting_since else ""

    def due(self, card: TicketCard) -> DueView:
        """Say how the ticket stands by its due time."""
        return due.view(card.due_at, self.now, self.calendar, self.t)


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the queue to choose."""

    part: QueueFilter
    address: str
    count: str
    """How many there are, `999+` where there are more than are counted; empty in what a search found."""
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket in the queue."""

    card: TicketCard
    written: str
    address: str
    waiting: str
    """How long the member waits, in words; empty when nobody does."""
    due: DueView
    unread: bool
    """The member said something since this officer last looked."""
    current: bool
    part: str = ""
    """Of a hit of a search: the part of the queue in which it stands."""
    doubtful: bool = False
    """A message to the member may not have arrived."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to narrow the queue down to."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member whom a search names."""

    address: str
    channel: str
    found: MemberFound


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue's column."""

    query: QueueQuery
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    """What the queue can be narrowed down by: a field's name with its choices."""
    next_address: str
    """Of the following page; empty on the last one."""
    first_address: str
    """Of the first page; empty when this is it."""
    members: tuple[MemberRow, ...] = ()
    """Members whom a search names."""


def tabs(query: QueueQuery, counts: Mapping[QueueFilter, int]) -> tuple[Tab, ...]:
    """List the parts with their counts; while something is searched for, all of them first, and nothing is counted."""
    parts = [part for part in QueueFilter if part is not QueueFilter.ALL]
    return tuple(
        Tab(
            part,
            query.address(part=part.value, before=""),
            "" if query.search else _count(counts.get(part, 0)),
            part is query.part,
        )
        for part in ([QueueFilter.ALL, *parts] if query.search else parts)
    )


def _count(found: int) -> str:
    return f"{COUNTED - 1}+" if found >= COUNTED else str(found)


def rows(  # noqa: PLR0913, PLR0917 - what a row shows
    cards: Sequence[TicketCard],
    query: QueueQuery,
    current: TicketRef | None,
    unread: AbstractSet[TicketRef],
    look: Look,
    reader: OfficerId,
    doubtful: AbstractSet[ConversationId] = frozenset(),
) -> tuple[Row, ...]:
    """Make the page's rows of cards; the one that is open beside the queue is marked, and read."""
    return tuple(
        Row(
            card,
            reference.written(card.ref),
            query.address(card.ref),
            look.waiting(card),
            look.due(card),
            card.ref in unread and card.ref != current,
            card.ref == current,
            part_of(card, reader, look.now) if query.part is QueueFilter.ALL else "",
            card.conversation in doubtful,
        )
        for card in cards[:PAGE_SIZE]
    )


def part_of(card: TicketCard, reader: OfficerId, now: datetime) -> QueueFilter:
    """Say in which part of the queue a ticket stands for this officer, the most telling first."""
    if not card.stage.is_open:
        return QueueFilter.RESOLVED
    if card.officer == reader:
        return QueueFilter.MINE
    if card.due_at is not None and card.due_at <= now:
        return QueueFilter.OVERDUE
    return QueueFilter.UNASSIGNED if card.officer is None else QueueFilter.OPEN


def members(found: Sequence[MemberFound], t: Texts) -> tuple[MemberRow, ...]:
    """Make rows that lead to members' pages."""
    return tuple(
        MemberRow(f"/desk/members?{urlencode({'of': one.conversation})}", formatting.channel_words(one.conversation, t), one)
        for one in found
    )


def choices(
    query: QueueQuery, regulation: Regulation, channels: Sequence[str], t: Texts
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """List what the queue can be narrowed down to."""
    departments = {name: one.title.get(t.language, name) for name, one in regulation.departments.items()}
    reached = {name: t(f"channel.{name}") if t.has(f"channel.{name}") else name for name in channels}
    stages = {stage.value: t(f"stage.{stage}") for stage in _STAGES}
    named = (("department", departments, query.department), ("channel", reached, query.channel), ("stage", stages, query.stage))
    return tuple(
        (field, tuple(Choice(value, label, value == chosen) for value, label in found.items()))
        for field, found, chosen in named
    )


def further(query: QueueQuery, cards: Sequence[TicketCard]) -> str:
    """Give the address of the page after these cards; empty when there is none."""
    return query.address(before=cards[PAGE_SIZE - 1].ref) if len(cards) > PAGE_SIZE else ""
