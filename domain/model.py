"""The words that every room uses: ids, members, tickets, what comes in and what goes out. Frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType

ConversationId = NewType("ConversationId", str)
"""`channel:account:contact`, for instance `web:main:3f9c…`. The lane of one member on one channel."""
OfficerId = NewType("OfficerId", int)
TicketRef = NewType("TicketRef", str)
"""`T` and digits, the last of them a check digit: `T1532-8` when written, `T15328` when stored."""
InboundId = NewType("InboundId", int)
OutboundId = NewType("OutboundId", int)


class Language(StrEnum):
    """A language that Mujib speaks."""

    ARABIC = "ar"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a conversation is with, as far as the channel tells."""

    conversation: ConversationId
    name: str = ""
    language: Language = Language.ARABIC
    language_chosen: bool = False
    """The member chose the language; otherwise it follows what he writes."""
    notices: bool = True
    """False after an opt-out: no notices or announcements, but answers to what he asks."""
    greeted: bool = False


# ---- tickets ---------------------------------------------------------------------------------------------------------


class TicketKind(StrEnum):
    """What a ticket is for."""

    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    SUPPORT = "support"
    REGISTRATION = "registration"


class Stage(StrEnum):
    """Where a ticket stands, in the association's words."""

    RECEIVED = "received"
    WITH_OFFICER = "with_officer"
    WAITING_FOR_MEMBER = "waiting_for_member"
    WITH_DEPARTMENT = "with_department"
    WITH_COMMITTEE = "with_committee"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def is_open(self) -> bool:
        """True while somebody still owes the member something."""
        return self not in {Stage.RESOLVED, Stage.CLOSED}


class Priority(IntEnum):
    """How soon a ticket wants a person; the higher, the sooner."""

    NORMAL = 0
    HIGH = 1
    URGENT = 2


class HandoverReason(StrEnum):
    """Why a matter goes to a person."""

    ASKED = "asked"
    """The member asked for an officer."""
    SILENT = "silent"
    """The association is known to have approved no answer to this."""
    UNCLEAR = "unclear"
    """No entry fits well enough."""
    MISSED_TWICE = "missed_twice"
    """Two attempts to understand failed."""
    SENSITIVE = "sensitive"
    """Money, law, death, inheritance or another person's data."""
    ANGER = "anger"
    """The member is angry or in distress."""
    OUT_OF_SCOPE = "out_of_scope"
    """Nothing that an association answers."""
    FORM = "form"
    """A request or registration to be handled."""
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    LOW_RATING = "low_rating"
    NOT_SOLVED = "not_solved"
    FAULT = "fault"
    """Mujib itself failed on a message."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A member's matter, as a conversation step sees it."""

    ref: TicketRef
    kind: TicketKind
    stage: Stage
    subject: str
    opened_at: datetime
    changed_at: datetime
    officer: OfficerId | None = None
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that the matcher thought of, and how sure it was (probability 0 to 1)."""

    entry: str
    confidence: float


# ---- what comes in ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextReceived:
    """The member wrote."""

    text: str
    edited: bool = False
    """It replaces something that he wrote before."""
    reply_to: str = ""
    """The provider's id of the message that it answers, where the channel tells."""


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


@dataclass(frozen=True, slots=True)
class ConversationStarted:
    """The member opened the chat without writing yet."""

    payload: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The member switched the language on the page."""

    language: Language


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


@dataclass(frozen=True, slots=True)
class OfficerHandedBack:
    """The officer gives the chat back to the bot; the ticket stays open."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class OfficerResolved:
    """The officer says that the matter is settled."""

    ticket: TicketRef
    officer: OfficerId


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A reminder is due: the `Remind` with this key and version."""

    key: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class MemberOptedOut:
    """The provider says that the member stopped this channel."""


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
    | OfficerTook
    | OfficerReplied
    | OfficerHandedBack
    | OfficerResolved
    | TimerFired
    | MemberOptedOut
    | Ignored
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An inbound with what the channel says about it."""

    conversation: ConversationId
    provider_id: str
    """Unique within `origin`: the same id twice is the same message."""
    origin: str
    """Who numbered it: `channel:account` of a member's message, `desk`, or `timer`."""
    inbound: Inbound
    sent_at: datetime
    """The provider's time; where it gives none, the time of arrival."""
    sender_name: str = ""


# ---- what goes out ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `id` is ASCII, at most 48 bytes, and means the same wherever and whenever it is pressed."""

    id: str
    label: str


class Purpose(StrEnum):
    """Why a message is sent: decides what rules of delivery apply."""

    REPLY = "reply"
    OFFICER = "officer"
    NOTICE = "notice"
    ANNOUNCEMENT = "announcement"


class Author(StrEnum):
    """Who speaks."""

    BOT = "bot"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a member, as intent: channels decide how it looks. One reply is one message where the channel can."""

    text: str
    """Paragraphs parted by an empty line; `**bold**` is the only markup."""
    options: tuple[Option, ...] = ()
    language: Language = Language.ARABIC
    purpose: Purpose = Purpose.REPLY
    author: Author = Author.BOT
    officer_name: str = ""
    """Shown beside an officer's words."""
