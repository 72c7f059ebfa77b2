"""What a dialogue's member was told of his tickets, without a database: plans change as `storage.outreach.plans` has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain import notices, updates
from domain.effects import Effect, Say
from domain.inbound import TimerFired
from domain.model import Author, Stage, Ticket, TicketRef
from domain.updates import Hours, Matter, Rhythm
from handlers.context import House

LOOK = timedelta(hours=2)
"""From one look at the plans to the next."""


@dataclass
class Told:
    """The plans of one conversation's tickets."""

    house: House
    matters: dict[TicketRef, Matter] = field(default_factory=dict)

    def keep(self, tickets: Sequence[Ticket], effects: Sequence[Effect], now: datetime) -> None:
        """Follow the stages, and note what was heard."""
        said = [effect.reply for effect in effects if isinstance(effect, Say)]
        for ticket in tickets:
            known = self.matters.get(ticket.ref)
            if known is None or known.stage is not ticket.stage:
                entered = Matter(ticket.ref, ticket.kind, ticket.stage, now)
                if known:
                    entered = replace(entered, told_stage=known.told_stage, told_at=known.told_at)
                self.matters[ticket.ref] = replace(entered, told_stage=ticket.stage, told_at=now) if said else entered
        if any(reply.author is Author.OFFICER for reply in said):
            mine = [matter for matter in self.matters.values() if matter.stage is Stage.WITH_OFFICER]
            self.matters |= {matter.ref: replace(matter, told_at=now) for matter in mine}

    def news(self, now: datetime) -> TimerFired | None:
        """Give what is to be told now, if anything."""
        hours = Hours(self.house.calendar, self.house.outreach.sending)
        digest = updates.digest(self.matters.values(), now, Rhythm(), hours, notices=True)
        for item in digest.items:
            told = replace(self.matters[item.ref], told_stage=item.stage, told_at=now, held_until=None, line="")
            self.matters[item.ref] = told
        return TimerFired(notices.NEWS, notices.dump_news(digest.items)) if digest.items else None
