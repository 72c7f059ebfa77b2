"""Changes to the tickets of one conversation, each with its event: who did what, and when. Must not decide anything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, literal, select
from sqlalchemy.engine import Connection

from domain import codec, effects
from domain.model import (
    ConversationId,
    OfficerHandedBack,
    OfficerId,
    OfficerReplied,
    OfficerResolved,
    OfficerTook,
    Stage,
    TicketRef,
    TimerFired,
)
from storage import mapping, tables

_OFFICERS = (OfficerTook, OfficerReplied, OfficerHandedBack, OfficerResolved)
_OFFICERS_KINDS = frozenset(kind.__name__ for kind in _OFFICERS)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who caused a change."""

    kind: str
    """member, bot or officer."""
    officer: OfficerId | None = None
    ticket: TicketRef | None = None
    """The ticket on which an officer acted."""

    @classmethod
    def of(cls, cause: Mapping[str, Any] | None) -> "Actor":
        """Tell from the row of the message that was handled."""
        if cause is None or cause["kind"] == TimerFired.__name__:
            return cls("bot")
        if cause["kind"] in _OFFICERS_KINDS:
            inbound = codec.load_inbound(cause["payload"])
            if isinstance(inbound, _OFFICERS):
                return cls("officer", inbound.officer, inbound.ticket)
        return cls("member")


class Casework:
    """The tickets of one conversation, open for changes; its lane is locked."""

    def __init__(self, connection: Connection, conversation: ConversationId, now: datetime, place: Callable[[], int]) -> None:
        """Date everything `now`; `place` hands out the conversation's next position."""
        self.changed = False
        self._connection = connection
        self._conversation = conversation
        self._now = now
        self._place = place

    def open(self, effect: effects.OpenTicket, actor: Actor) -> None:
        """Open a ticket: the member waits from now on."""
        values = [value for _, value in effect.details]
        row = {
            "ref": effect.ref,
            "conversation": self._conversation,
            "kind": effect.kind.value,
            "stage": Stage.RECEIVED.value,
            "subject": mapping.storable(effect.subject),
            "reason": effect.reason.value,
            "priority": int(effect.priority),
            "topic": mapping.storable(effect.topic),
            "candidates": mapping.dump_candidates(effect.candidates),
            "details": mapping.dump_details(effect.details),
            "search": mapping.searchable(effect.ref, effect.subject, self._member_name(), *values),
            "waiting_since": self._now,
            "opened_at": self._now,
            "changed_at": self._now,
        }
        self._connection.execute(tables.ticket.insert(), row)
        self._event(effect.ref, "opened", effect.reason.value, actor)

    def note(self, ticket: TicketRef, text: str, actor: Actor) -> None:
        """Add words to the history; a member who adds some waits for an answer."""
        if actor.kind == "member":
            self._change(ticket, waiting_since=self._waiting())
        self._event(ticket, "note", text, actor)

    def answered(self, actor: Actor) -> None:
        """Note that the officer has answered: the member does not wait any more."""
        if actor.ticket is not None:
            self._change(actor.ticket, waiting_since=None)

    def assign(self, ticket: TicketRef, officer: OfficerId, actor: Actor) -> None:
        """Make the officer the ticket's owner."""
        self._change(ticket, officer=officer, stage=Stage.WITH_OFFICER.value)
        self._event(ticket, "assigned", str(officer), actor)

    def release(self, ticket: TicketRef, actor: Actor) -> None:
        """Put the ticket back into the queue."""
        self._change(ticket, officer=None)
        self._event(ticket, "released", "", actor)

    def move(self, ticket: TicketRef, stage: Stage, actor: Actor) -> None:
        """Put the ticket into another stage; who reopens it waits again."""
        self._change(ticket, stage=stage.value)
        if stage is Stage.REOPENED:
            self._change(ticket, waiting_since=self._now)
        elif not stage.is_open:
            self._change(ticket, waiting_since=None)
        self._event(ticket, "moved", stage.value, actor)

    def escalate(self, effect: effects.Escalate, actor: Actor) -> None:
        """Raise the ticket's priority and wait for a person."""
        priority = tables.ticket.c.priority
        self._change(
            effect.ticket,
            priority=case((priority > int(effect.priority), priority), else_=int(effect.priority)),
            reason=effect.reason.value,
            waiting_since=self._waiting(),
        )
        self._event(effect.ticket, "escalated", effect.reason.value, actor)

    def rate(self, ticket: TicketRef, score: int, actor: Actor) -> None:
        """Set the rating; a later one replaces it."""
        self._change(ticket, rating=score, rated_at=self._now)
        self._event(ticket, "rated", str(score), actor)

    def comment(self, ticket: TicketRef, text: str, actor: Actor) -> None:
        """Set the comment on the rating."""
        self._change(ticket, comment=mapping.storable(text))
        self._event(ticket, "commented", text, actor)

    def _member_name(self) -> str:
        name = select(tables.conversation.c.name).where(tables.conversation.c.id == self._conversation)
        return self._connection.execute(name).scalar_one_or_none() or ""

    def _waiting(self) -> Any:
        """Keep since when the member waits; now, if he did not."""
        return func.coalesce(tables.ticket.c.waiting_since, literal(self._now, tables.Moment()))

    def _change(self, ticket: TicketRef, **values: object) -> None:
        """Change the ticket if it is this conversation's: no step reaches another member's."""
        mine = (tables.ticket.c.ref == ticket) & (tables.ticket.c.conversation == self._conversation)
        self._connection.execute(tables.ticket.update().where(mine).values(changed_at=self._now, **values))

    def _event(self, ticket: TicketRef, kind: str, value: str, actor: Actor) -> None:
        self.changed = True
        row = {
            "conversation": self._conversation,
            "position": self._place(),
            "at": self._now,
            "kind": kind,
            "actor": actor.kind,
            "officer": actor.officer,
            "value": mapping.storable(value),
            "key": "",
        }
        insert_event(self._connection, ticket, row)


def insert_event(connection: Connection, ticket: TicketRef, row: Mapping[str, Any]) -> None:
    """Write an event into the history of a ticket of the row's conversation; one of another conversation's is left alone."""
    mine = (tables.ticket.c.ref == ticket) & (tables.ticket.c.conversation == row["conversation"])
    columns = tables.ticket_event.c
    values = [literal(value, columns[name].type).label(name) for name, value in row.items()]
    chosen = select(tables.ticket.c.ref, *values).where(mine)
    connection.execute(tables.ticket_event.insert().from_select(["ticket", *row], chosen))
