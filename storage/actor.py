"""Who does something to tickets, and where: read from the row of the message that was handled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args

from sqlalchemy.engine import Connection

from domain import codec
from domain.casefile import Rules
from domain.inbound import ClockRan, TimerFired
from domain.model import ConversationId, InboundId, OfficerId, TicketRef
from domain.officeracts import ContactLogged, OfficerAct

_OFFICERS: Final = frozenset(kind.__name__ for kind in (*get_args(OfficerAct), ContactLogged))
_CLOCKS: Final = frozenset({TimerFired.__name__, ClockRan.__name__})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who caused a change."""

    kind: str
    """member, bot or officer."""
    officer: OfficerId | None = None
    ticket: TicketRef | None = None
    """The ticket on which an officer acted."""
    inbound: InboundId = InboundId(0)  # noqa: RUF009 - a number
    """The message in which he did it."""

    @classmethod
    def of(cls, cause: Mapping[str, Any] | None, message: InboundId) -> "Actor":
        """Tell from the row of the message that was handled."""
        if cause is None or cause["kind"] in _CLOCKS:
            return cls("bot", inbound=message)
        if cause["kind"] in _OFFICERS:
            inbound = codec.load_inbound(cause["payload"])
            if isinstance(inbound, OfficerAct):
                return cls("officer", inbound.officer, inbound.ticket, message)
            if isinstance(inbound, ContactLogged):
                return cls("officer", inbound.officer, inbound=message)
        return cls("member", inbound=message)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when work is done: a conversation whose lane is locked."""

    connection: Connection
    conversation: ConversationId
    now: datetime
    rules: Rules
