"""What a step wants done, as data. The engine performs effects inside its transaction; nothing else does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.assembly import AnnouncementId, Answer
from domain.model import (
    Candidate,
    ConversationId,
    DepartmentId,
    HandoverReason,
    InboundId,
    Language,
    OfficerId,
    PostId,
    Priority,
    Reply,
    Stage,
    TicketKind,
    TicketRef,
)
from domain.quiet import MessageClass
from domain.states import State


class Alarm(StrEnum):
    """What an officer is told at the desk: of a ticket of his, or of an announcement."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SILENT = "silent"
    """The member waits for his answer."""
    UNTAKEN = "untaken"
    """Nobody has taken it up."""
    ROUTED = "routed"
    """It came into the queue of his post."""
    GIVEN = "given"
    """It is his now."""
    TAKEN_AWAY = "taken_away"
    """It is not his any more."""
    TAKEN_MEANWHILE = "taken_meanwhile"
    """A colleague was quicker: what he did about it was not done."""
    REOPENED = "reopened"
    ANSWERED = "answered"
    """The member gave what he was waited for."""
    VISIT = "visit"
    """The member comes soon."""
    SITTING = "sitting"
    """The committee sits on it soon."""
    TASK = "task"
    """Something has to be done about it soon."""
    TO_APPROVE = "to_approve"
    """An announcement waits for his approval, or for that of another who may approve it."""
    APPROVED = "approved"
    """His announcement was approved."""
    SENT_BACK = "sent_back"
    """His announcement is a draft again."""
    RUN_ENDED = "run_ended"
    """His announcement is done: every recipient has a result."""


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
class AskNumber:
    """The member is asked for a telephone number for news, and is not asked again."""


@dataclass(frozen=True, slots=True)
class KeepNumber:
    """News that do not reach him here may go to this number, as `+966501234567`."""

    number: str


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


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """What the bot made of a question: kept for learning and for the desk. `chosen` is the entry answered or picked."""

    question: str
    decision: str
    """answer, clarify, action, handover, picked, none_of_these or not_helped (whose `question` is that of the last answer)."""
    chosen: str
    candidates: tuple[Candidate, ...]
    by_habit: bool = False
    """The member's own earlier choices on the same words settled a doubt."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Send `TimerFired(key, payload)` to this conversation at `at`; an earlier one with the same key is replaced."""

    at: datetime
    key: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class RemindIn:
    """As `Remind`, in another conversation of the same member; where it is somebody else's nothing happens."""

    conversation: ConversationId
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
    message: MessageClass | None = None
    """The class of messages that it is about; None: all of which he did not ask for."""
    blocked: bool = False
    """He shut the channel: to be asked once when he is back."""


@dataclass(frozen=True, slots=True)
class OfferNotices:
    """He is asked whether he wants notices again; not to be asked another time."""


@dataclass(frozen=True, slots=True)
class RecordAttendance:
    """What the member answers to the notice of an assembly; a later answer replaces it."""

    announcement: AnnouncementId
    answer: Answer
    proxy_name: str = ""


@dataclass(frozen=True, slots=True)
class ForgetWords:
    """The words of these messages of the member's are erased, and what was answered to them."""

    messages: tuple[InboundId, ...]


@dataclass(frozen=True, slots=True)
class FollowInvitation:
    """Take the member who brought an invitation's word for the one to whom it was given; nothing where it is good no more."""

    word: str


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
MemberEffect = SetLanguage | SetConsent | OfferNotices | AskNumber | KeepNumber | RecordAttendance
"""What is learnt of the member."""
ConversationEffect = RecordDecision | Remind | RemindIn | CancelReminder | ForgetWords | FollowInvitation
"""What is kept of the conversation, or asked of it later."""
ChatEffect = Say | AssignTicket
"""What shows in the chat at once: words, and who has it."""

Effect = ChatEffect | ConversationEffect | MemberEffect | TicketChange | TicketRecord


@dataclass(frozen=True, slots=True)
class Step:
    """What a handler returns: the state to be in next, and what to do."""

    state: State
    effects: tuple[Effect, ...] = ()
