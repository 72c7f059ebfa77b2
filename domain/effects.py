"""What a step wants done, as data: the closed union of effects, of which those on tickets stand in `domain.ticketeffects`.

The engine performs effects inside its transaction; nothing else does.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.assembly import AnnouncementId, Answer
from domain.model import Candidate, ConversationId, InboundId, Language, Reply
from domain.quiet import MessageClass
from domain.states import State
from domain.ticketeffects import AssignTicket, TicketChange, TicketRecord


@dataclass(frozen=True, slots=True)
class Say:
    """Send a reply to this conversation, after those said before."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class AskNumber:
    """The member is asked for a telephone number for news, and is not asked again."""


@dataclass(frozen=True, slots=True)
class KeepNumber:
    """News that do not reach him here may go to this number, as `+966501234567`."""

    number: str


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
    """Take the member who brought an invitation's word for the one to whom it was given; nothing where it is void."""

    word: str


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
