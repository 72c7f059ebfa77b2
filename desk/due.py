"""Due times in words: what is left of the association's working time, or by how much it is overdue. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desk import formatting
from desk.texts import Texts
from domain import clocks
from domain.calendar import Calendar
from domain.ticketports import TicketFile

SOON: Final = timedelta(hours=1)
"""Working time before its due time from which on a ticket is marked."""
FAR: Final = timedelta(days=7)
"""From here on days are told, and the hours of work between are not counted: that costs time, and nobody asks."""


@dataclass(frozen=True, slots=True)
class DueView:
    """A due time as it is shown."""

    span: str = ""
    """The working time alone: «1 س 20 د»; empty where nothing is due."""
    words: str = ""
    tone: str = ""
    """late, soon, or nothing special."""

    @property
    def late(self) -> bool:
        """True where it is overdue."""
        return self.tone == "late"


def view(at: datetime | None, now: datetime, calendar: Calendar, t: Texts) -> DueView:
    """Say how much working time is left until `at`, or has passed since."""
    if at is None:
        return DueView()
    late = at <= now
    length = abs(now - at)
    if length > FAR:
        span, near = t("span.days", n=length.days), False
    else:
        length = clocks.between(calendar, min(at, now), max(at, now))
        span, near = formatting.working(length, t), length <= SOON
    tone = "late" if late else "soon" if near else ""
    return DueView(span, t("due.late" if late else "due.left", span=span), tone)


def milestones(file: TicketFile, now: datetime, calendar: Calendar, t: Texts) -> tuple[tuple[str, DueView], ...]:
    """Give what a ticket has still to reach, by name."""
    named = (("first", file.first_answer_due), ("next", file.next_answer_due), ("resolution", file.resolution_due))
    return tuple((t(f"due.{name}"), view(at, now, calendar, t)) for name, at in named if at is not None)
