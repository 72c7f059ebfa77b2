"""What a step wants done, as data. The engine performs effects inside its transaction; nothing else does."""

from dataclasses import dataclass
from datetime import datetime

from domain.model import Candidate, HandoverReason, Language, OfficerId, Priority, Reply, Stage, TicketKind, TicketRef
from domain.states import State


@dataclass(frozen=True, slots=True)
class Say:
    """Send a reply to this conversation, after those said before."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Open a ticket for this conversation's member."""

    ref: TicketRef
    kind: TicketKind
    subject: str
    """One line for the queue: the member's words or the form's name."""
    reason: HandoverReason
    priority: Priority = Priority.NORMAL
    topic: str = ""
    candidates: tuple[Candidate, ...] = ()
    """What the bot would have answered, for the officer to see."""
    details: tuple[tuple[str, str], ...] = ()
    """Field and value of a form."""


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write into a ticket's history what the member added, or what happened; officers see it, the member does not."""

    ticket: TicketRef
    text: str


@dataclass(frozen=True, slots=True)
class AssignTicket:
    """The officer owns the ticket from now on; bot replies not yet sent in this conversation are dropped."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class ReleaseTicket:
    """Nobody owns the ticket any more; it is back in the queue."""

    ticket: TicketRef


@dataclass(frozen=True, slots=True)
class MoveTicket:
    """The ticket enters another stage."""

    ticket: TicketRef
    stage: Stage


@dataclass(frozen=True, slots=True)
class Escalate:
    """A person with more authority must look at an existing ticket."""

    ticket: TicketRef
    reason: HandoverReason
    priority: Priority = Priority.HIGH


@dataclass(frozen=True, slots=True)
class RecordRating:
    """The member's rating of a resolved ticket, 1 to 5; a later one of the same ticket replaces it."""

    ticket: TicketRef
    score: int


@dataclass(frozen=True, slots=True)
class RecordComment:
    """The member's words on his rating."""

    ticket: TicketRef
    text: str


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """What the bot made of a question: kept for learning and for the desk. `chosen` is the entry answered or picked."""

    question: str
    decision: str
    """answer, clarify, action, handover, picked or none_of_these."""
    chosen: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Remind:
    """Send `TimerFired(key, payload)` to this conversation at `at`; an earlier one with the same key is replaced."""

    at: datetime
    key: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class CancelReminder:
    """Forget the reminder with this key, if there is one."""

    key: str


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The conversation's language from now on; `chosen` if the member said so himself."""

    language: Language
    chosen: bool


@dataclass(frozen=True, slots=True)
class SetConsent:
    """The member wants notices, or not."""

    notices: bool
    proof: str
    """The member's words or the provider's code."""


Effect = (
    Say
    | OpenTicket
    | AddNote
    | AssignTicket
    | ReleaseTicket
    | MoveTicket
    | Escalate
    | RecordRating
    | RecordComment
    | RecordDecision
    | Remind
    | CancelReminder
    | SetLanguage
    | SetConsent
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a handler returns: the state to be in next, and what to do."""

    state: State
    effects: tuple[Effect, ...] = ()
