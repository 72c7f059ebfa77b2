"""What officers do to a conversation, as it comes in: a closed union of frozen values, a part of `domain.inbound.Inbound`."""

from dataclasses import dataclass

from domain.model import Attachment, DepartmentId, OfficerId, Priority, Stage, TicketRef


@dataclass(frozen=True, slots=True)
class OfficerTook:
    """An officer takes the chat over."""

    ticket: TicketRef
    officer: OfficerId
    name: str
    """How the member is told who it is: «الأستاذ سالم»."""


@dataclass(frozen=True, slots=True)
class OfficerReplied:
    """An officer's words for the member."""

    ticket: TicketRef
    officer: OfficerId
    text: str
    name: str = ""
    """How the member is told who writes; needed where the officer answers without having taken the chat."""
    attachment: Attachment | None = None
    """Sent with the words, which then may be empty."""


@dataclass(frozen=True, slots=True)
class OfficerHandedBack:
    """The officer gives the chat back to the bot; the ticket stays open."""

    ticket: TicketRef
    officer: OfficerId
    """Who does it."""
    whose: OfficerId | None = None
    """Whose chat it was, where somebody else gives it back for him; None: his own."""


@dataclass(frozen=True, slots=True)
class OfficerResolved:
    """The officer says that the matter is settled."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class OfficerMoved:
    """The officer puts the ticket into another stage; the member is told."""

    ticket: TicketRef
    officer: OfficerId
    stage: Stage
    line: str = ""
    """His own words with the ready sentence; where the member is waited for, what he owes."""


@dataclass(frozen=True, slots=True)
class OfficerReassigned:
    """The ticket goes to a colleague, and the chat with it where an officer has it."""

    ticket: TicketRef
    officer: OfficerId
    """Who does it."""
    to: OfficerId
    name: str
    """How the member is told who it is."""


@dataclass(frozen=True, slots=True)
class OfficerReferred:
    """The officer sends the ticket to the post above his (`handling.3`)."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class OfficerSetPriority:
    """The ticket is more, or less, urgent."""

    ticket: TicketRef
    officer: OfficerId
    priority: Priority


@dataclass(frozen=True, slots=True)
class OfficerSetDepartment:
    """Another department answers for the ticket: it goes to that one's queue."""

    ticket: TicketRef
    officer: OfficerId
    department: DepartmentId


@dataclass(frozen=True, slots=True)
class OfficerSetSubject:
    """The ticket's one line for the queue."""

    ticket: TicketRef
    officer: OfficerId
    subject: str


@dataclass(frozen=True, slots=True)
class OfficerLinked:
    """The ticket belongs together with another one, of whomever; or does not any more."""

    ticket: TicketRef
    officer: OfficerId
    other: TicketRef
    together: bool = True


@dataclass(frozen=True, slots=True)
class OfficerMerged:
    """The ticket is a duplicate: it is closed and goes on in another one. None: it was none, and is what it was before."""

    ticket: TicketRef
    officer: OfficerId
    into: TicketRef | None


@dataclass(frozen=True, slots=True)
class RequestDecided:
    """The committee, or whoever may decide in its place, accepts or refuses what a member asked for."""

    ticket: TicketRef
    officer: OfficerId
    accepted: bool
    reason: str
    """Told to the member as it stands."""


@dataclass(frozen=True, slots=True)
class ContactLogged:
    """An officer writes down a visit, call or letter, in a conversation `hand:...` of its own."""

    officer: OfficerId
    subject: str
    text: str = ""
    """What was said."""
    details: tuple[tuple[str, str], ...] = ()
    """Field and value: who it was, the number, the way he came."""


OfficerAct = (
    OfficerTook
    | OfficerReplied
    | OfficerHandedBack
    | OfficerResolved
    | OfficerMoved
    | OfficerReassigned
    | OfficerReferred
    | OfficerSetPriority
    | OfficerSetDepartment
    | OfficerSetSubject
    | OfficerLinked
    | OfficerMerged
    | RequestDecided
)
"""What is done about a ticket that is there."""
