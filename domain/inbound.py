"""What comes in: all that a member, an officer or the clock can do to a conversation, as a closed union of frozen values.

What officers do stands in `domain.officeracts`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.model import NO_POST, ConversationId, Language, OfficerId, PostId, TicketRef
from domain.officeracts import ContactLogged, OfficerAct


@dataclass(frozen=True, slots=True)
class TextReceived:
    """The member wrote."""

    text: str
    edited: bool = False
    """It replaces something that he wrote before."""
    reply_to: str = ""
    """The provider's id of the message that it answers, where the channel tells."""
    wish: str = ""
    """The option whose command stood in front of the words, as in `/complaint words`."""
    message: str = ""
    """Its number at the provider, where an answer can show which message it answers."""
    unheard: bool = False
    """What was said to him last may not have reached him, and goes to him once more."""


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """The member pressed an option; `option` is its id."""

    option: str


class AttachmentKind(StrEnum):
    """What a member can send beside words."""

    IMAGE = "image"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    LOCATION = "location"
    CONTACT = "contact"
    STICKER = "sticker"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AttachmentReceived:
    """The member sent something that is not words; `file` names the stored copy, empty where there is none."""

    media: AttachmentKind
    name: str = ""
    mime: str = ""
    size: int = 0
    file: str = ""
    caption: str = ""
    reference: str = ""
    """The provider's handle, by which the channel fetches the file later; empty where there is nothing to fetch."""
    follows: bool = False
    """Part of the same message as the attachment before it (an album): kept with it, not answered again."""
    message: str = ""
    """The provider's number of the message that holds it, where it can be copied by that."""


@dataclass(frozen=True, slots=True)
class ConversationStarted:
    """The member opened the chat without writing yet."""

    payload: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The member switched the language on the page."""

    language: Language


class ClockAct(StrEnum):
    """What the clock does about a ticket, as `domain.escalation` judged."""

    WARN = "warn"
    NUDGE = "nudge"
    REASSIGN = "reassign"
    PASS_UP = "pass_up"  # noqa: S105 - no password


@dataclass(frozen=True, slots=True)
class ClockRan:
    """The clock does something about a ticket that was kept waiting; void if the ticket changed since."""

    ticket: TicketRef
    version: int
    """Of the ticket that was judged."""
    act: ClockAct
    cause: str
    """A `domain.escalation.Cause`."""
    keys: tuple[str, ...]
    """What counts as done with it."""
    officer: OfficerId | None = None
    """Who is warned, or from whom it is taken."""
    to: OfficerId | None = None
    """Who gets it."""
    name: str = ""
    """How the member is told who gets it."""
    post: PostId = NO_POST
    """Whose holders are nudged, or to which it is passed up."""
    tell_member: bool = False


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A reminder is due: the `Remind` with this key and version."""

    key: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """The member rated a ticket on its page, by the link that he was sent; nothing needs to be said in the conversation."""

    ticket: TicketRef
    score: int
    """1 to 5."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class MemberOptedOut:
    """The provider says that the member stopped this channel."""

    blocked: bool = False
    """He shut it altogether, rather than say that he wants no messages."""


@dataclass(frozen=True, slots=True)
class MemberReturned:
    """The provider says that the member who shut this channel opened it again."""


CARD = "card"
"""The origin of what was read from a card."""


@dataclass(frozen=True, slots=True)
class CardRead:
    """A contact card that the member sent was fetched, or cannot be had. He did not say whose it is."""

    number: str
    """Its one telephone number; empty where there is none, or several."""


FILE = "file"
"""The origin of what became of a member's file."""


@dataclass(frozen=True, slots=True)
class FileLost:
    """A file that the member sent cannot be had, or is of no accepted type: nobody will see it. `name` is as he called it."""

    name: str
    copied: bool = False
    """But officers have it in the topic of his ticket, where its provider copies it."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that asks for nothing, with the reason why."""

    reason: str


Inbound = (
    TextReceived
    | ChoiceMade
    | AttachmentReceived
    | ConversationStarted
    | LanguageChosen
    | OfficerAct
    | ContactLogged
    | ClockRan
    | TimerFired
    | RatingGiven
    | MemberOptedOut
    | MemberReturned
    | CardRead
    | FileLost
    | Ignored
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An inbound with what the channel says about it."""

    conversation: ConversationId
    provider_id: str
    """Unique within `origin`: the same id twice is the same message."""
    origin: str
    """Who numbered it: `channel:account` of a member's message, `desk`, `timer` or `card`."""
    inbound: Inbound
    sent_at: datetime
    """The provider's time; where it gives none, the time of arrival."""
    sender_name: str = ""
    account: str = ""
    """The provider's lasting id of the sender, where it has one beside his address."""
    phone: str = ""
    """His number as the provider vouches for it, where his address shows none."""
