"""The queue as its template needs it. Pure: cards and the present time come in, rows go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from desk import formatting, requests
from desk.texts import Texts
from domain import reference
from domain.model import Priority, TicketRef
from domain.ports import QueueFilter, TicketCard

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Look:
    """When, where and in which language somebody looks."""

    now: datetime
    zone: tzinfo
    t: Texts
    overdue_after: Mapping[Priority, timedelta]

    def waiting(self, card: TicketCard) -> str:
        """Say how long the member has been waiting; empty when he is not."""
        return formatting.span(self.now - card.waiting_since, self.t) if card.waiting_since else ""

    def overdue(self, card: TicketCard) -> bool:
        """Tell whether the member waits longer than the ticket's priority allows."""
        return card.waiting_since is not None and self.now - card.waiting_since > self.overdue_after[card.priority]


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which stretch of the queue is looked at; rides along in the addresses."""

    part: QueueFilter = QueueFilter.OPEN
    search: str = ""
    before: str = ""

    @classmethod
    def of(cls, query: QueryParams) -> "QueueQuery":
        """Read it from an address; nonsense is left out."""
        return cls(requests.part(query), requests.search(query), requests.ref(query.get("before", "")) or "")

    def address(self, ref: TicketRef | None = None, **changes: str) -> str:
        """Give the address of the queue, or of a ticket beside it, with some values changed."""
        return (f"/desk/tickets/{ref}" if ref else "/desk") + self.suffix(**changes)

    def action(self, ref: TicketRef, name: str) -> str:
        """Give the address that a form of the ticket is sent to."""
        return f"/desk/tickets/{ref}/{name}{self.suffix()}"

    def suffix(self, **changes: str) -> str:
        """Give the query with its question mark, or nothing where all is as usual."""
        values = {"part": self.part.value, "q": self.search, "before": self.before} | changes
        wanted = urlencode({name: value for name, value in values.items() if value and (name, value) != ("part", "open")})
        return f"?{wanted}" if wanted else ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the queue to choose."""

    part: QueueFilter
    address: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket in the queue."""

    card: TicketCard
    written: str
    address: str
    waiting: str
    """How long the member waits, in words; empty when nobody does."""
    overdue: bool
    current: bool


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue's column."""

    query: QueueQuery
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    next_address: str
    """Of the following page; empty on the last one."""
    first_address: str
    """Of the first page; empty when this is it."""


def tabs(query: QueueQuery, counts: Mapping[QueueFilter, int]) -> tuple[Tab, ...]:
    """List the parts with their counts."""
    return tuple(
        Tab(part, query.address(part=part.value, before=""), counts.get(part, 0), part is query.part) for part in QueueFilter
    )


def rows(cards: Sequence[TicketCard], query: QueueQuery, current: TicketRef | None, look: Look) -> tuple[Row, ...]:
    """Make the page's rows of cards; the one that is open beside the queue is marked."""
    return tuple(
        Row(
            card,
            reference.written(card.ref),
            query.address(card.ref),
            look.waiting(card),
            look.overdue(card),
            card.ref == current,
        )
        for card in cards[:PAGE_SIZE]
    )


def further(query: QueueQuery, cards: Sequence[TicketCard]) -> str:
    """Give the address of the page after these cards; empty when there is none."""
    return query.address(before=cards[PAGE_SIZE - 1].ref) if len(cards) > PAGE_SIZE else ""
