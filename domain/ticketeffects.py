"""Effects on tickets, as data: what changes one, and what is written down of it. `domain.effects` has the closed union."""

from dataclasses import dataclass

from domain.alarms import Alarm
from domain.model import (
    Candidate,
    DepartmentId,
    HandoverReason,
    InboundId,
    OfficerId,
    PostId,
    Priority,
    Stage,
    TicketKind,
    TicketRef,
)


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
    name: str = ""
    """The member's, as he stated it with his signature below."""


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write into a ticket's history what the member added, or what happened; officers see it, the member does not."""

    ticket: TicketRef
    text: str
    about: InboundId | None = None
    """The message that it speaks of, where that is an earlier one than this turn's."""


@dataclass(frozen=True, slots=True)
class AssignTicket:
    """The officer owns the ticket and the chat from now on; bot replies not yet sent in this conversation are dropped."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class ReleaseTicket:
    """Nobody owns the ticket any more; it is back in the queue."""

    ticket: TicketRef


@dataclass(frozen=True, slots=True)
class AllotTicket:
    """The ticket, not the chat, belongs to an officer from now on."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class RouteTicket:
    """The ticket goes into the queue of a post; nobody owns it any more."""

    ticket: TicketRef
    department: DepartmentId
    post: PostId


@dataclass(frozen=True, slots=True)
class SetPriority:
    """The ticket is this urgent from now on."""

    ticket: TicketRef
    priority: Priority


@dataclass(frozen=True, slots=True)
class SetSubject:
    """The ticket's one line for the queue."""

    ticket: TicketRef
    subject: str


@dataclass(frozen=True, slots=True)
class LinkTickets:
    """Two tickets belong together, or do not any more."""

    ticket: TicketRef
    other: TicketRef
    together: bool = True


@dataclass(frozen=True, slots=True)
class MergeTicket:
    """The ticket is a duplicate of another: it is closed, and its stage kept for the day on which it proves to be none."""

    ticket: TicketRef
    into: TicketRef


@dataclass(frozen=True, slots=True)
class UnmergeTicket:
    """The ticket was no duplicate: it is in the stage again in which it was."""

    ticket: TicketRef


@dataclass(frozen=True, slots=True)
class AlertOfficer:
    """Tell an officer at the desk what he should know of a ticket; `what` is a word of `Alarm`."""

    ticket: TicketRef
    officer: OfficerId
    what: Alarm


@dataclass(frozen=True, slots=True)
class AlertPost:
    """Tell all who hold a post."""

    ticket: TicketRef
    post: PostId
    what: Alarm


@dataclass(frozen=True, slots=True)
class RecordJudgement:
    """The clock did something about a ticket: these keys of `domain.escalation` count as done."""

    ticket: TicketRef
    keys: tuple[str, ...]


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
class RatingNotAsked:
    """No rating is asked for; why is kept with the ticket, where officers see it."""

    ticket: TicketRef
    why: str
    """A `domain.reminders.NotAsked`."""


TicketChange = (
    OpenTicket | AllotTicket | ReleaseTicket | RouteTicket | MoveTicket | Escalate | SetPriority | MergeTicket | UnmergeTicket
)
"""What changes the facts of a ticket: where it is, whose it is, how urgent."""
TicketRecord = (
    AddNote
    | SetSubject
    | LinkTickets
    | RecordRating
    | RecordComment
    | RatingNotAsked
    | RecordJudgement
    | AlertOfficer
    | AlertPost
)
"""What is written down of a ticket, or told about it at the desk."""
