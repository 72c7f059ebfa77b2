"""Status updates at work: the leader has due plans judged, and officers see, hold and add to what comes next.

Decides nothing itself: when is `domain.updates`, what is said `handlers.office.news`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain import updates
from domain.errors import BadInput
from domain.model import TicketRef
from domain.outreach import NextUpdate
from domain.ports import Clock, Signals
from domain.updates import Digest, Hours, Matter, Rhythm
from storage.outreach.plans import Plans

LONGEST_LINE: Final = 500
"""Characters that an officer adds to an update."""
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class News:
    """Tells members of their tickets (`domain.outreach.Updates`)."""

    plans: Plans
    rhythm: Rhythm
    hours: Hours
    clock: Clock
    signals: Signals

    async def tell(self) -> int:
        """Have all that is due told, each once; give how many members were looked at. Raises `StorageError`."""
        now, total = self.clock.now(), 0

        def judge(matters: Sequence[Matter], notices: bool) -> Digest:  # noqa: FBT001 - the shape that storage calls
            return updates.digest(matters, now, self.rhythm, self.hours, notices=notices)

        while looked := await self.plans.look(now, judge, _AT_ONCE):
            total += looked
        return total

    async def next(self, ticket: TicketRef) -> NextUpdate | None:
        """Give the next update; None where there is no such ticket. Raises `StorageError`."""
        found = await self.plans.of(ticket)
        if found is None:
            return None
        matter, notices = found
        at = updates.due_at(matter, self.rhythm, self.hours) if notices else None
        return NextUpdate(at, matter.told_at, matter.held_until, matter.line)

    async def unrated(self, ticket: TicketRef) -> str:
        """Give why a resolved ticket has no rating; empty where there is nothing of it. Raises `StorageError`."""
        return await self.plans.unrated(ticket)

    async def hold(self, ticket: TicketRef, until: datetime | None) -> None:
        """Send no update before that time; None: no longer held. Raises `StorageError`."""
        await self.plans.change(ticket, held_until=until)
        self.signals.publish("desk")

    async def add_line(self, ticket: TicketRef, line: str) -> None:
        """Have these words go out with the next update; empty: none. Raises `BadInput` if too long, `StorageError`."""
        words = " ".join(line.split())
        if len(words) > LONGEST_LINE:
            raise BadInput("too_long")
        await self.plans.change(ticket, line=words)
        self.signals.publish("desk")
