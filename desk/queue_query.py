"""Which stretch of the queue is looked at, as addresses and forms carry it along. Pure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from desk import requests
from domain.model import Stage, TicketRef
from domain.ticketports import Narrowing, QueueFilter


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """A part of the queue, what is searched for, and what it is narrowed down to."""

    part: QueueFilter = QueueFilter.OPEN
    search: str = ""
    before: str = ""
    department: str = ""
    channel: str = ""
    stage: str = ""

    @classmethod
    def of(cls, query: QueryParams) -> "QueueQuery":
        """Read it from an address; nonsense is left out."""
        return cls(
            requests.part(query),
            requests.search(query),
            requests.ref(query.get("before", "")) or "",
            requests.name(query, "department"),
            requests.name(query, "channel"),
            requests.stage(query.get("stage", "")) or "",
        )

    @property
    def narrowing(self) -> Narrowing:
        """What is narrowed down to."""
        return Narrowing(self.department, self.channel, Stage(self.stage) if self.stage else None)

    @property
    def is_narrowed(self) -> bool:
        """True where a department, channel or stage is chosen."""
        return bool(self.department or self.channel or self.stage)

    def address(self, ref: TicketRef | None = None, **changes: str) -> str:
        """Give the address of the queue, or of a ticket beside it, with some values changed."""
        return (f"/desk/tickets/{ref}" if ref else "/desk") + self.suffix(**changes)

    def action(self, ref: TicketRef, name: str) -> str:
        """Give the address that a form of the ticket is sent to."""
        return f"/desk/tickets/{ref}/{name}{self.suffix()}"

    def suffix(self, **changes: str) -> str:
        """Give the query with its question mark, or nothing where all is as usual."""
        wanted = urlencode(self.fields(**changes))
        return f"?{wanted}" if wanted else ""

    def fields(self, **changes: str) -> dict[str, str]:
        """Give the query as a form's hidden fields; what is as usual is left out."""
        values = {
            "part": self.part.value,
            "q": self.search,
            "department": self.department,
            "channel": self.channel,
            "stage": self.stage,
            "before": self.before,
        } | changes
        usual = QueueFilter.ALL if values["q"] else QueueFilter.OPEN
        return {name: value for name, value in values.items() if value and (name, value) != ("part", usual.value)}
