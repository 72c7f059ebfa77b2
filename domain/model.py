"""The words that every room uses: ids, members, tickets, what comes in and what goes out. Frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final, NewType

ConversationId = NewType("ConversationId", str)
"""`channel:account:contact`, for instance `web:main:3f9c…`. The lane of one member on one channel."""
OfficerId = NewType("OfficerId", int)
TicketRef = NewType("TicketRef", str)
"""`T` and digits, the last of them a check digit: `T1532-8` when written, `T15328` when stored."""
PostId = NewType("PostId", str)
"""An office at the association, by its name in the regulation of duties; several officers may hold it."""
DepartmentId = NewType("DepartmentId", str)
"""A part of the association, by its name in the regulation of duties."""
NO_POST: Final = PostId("")
NO_DEPARTMENT: Final = DepartmentId("")
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

    @property
    def is_by_hand(self) -> bool:
        """True where an officer only writes down what was said elsewhere: nothing that Mujib says gets there."""
        return self.conversation.startswith(BY_HAND)


BY_HAND: Final = "hand:"
"""How the ids of conversations begin that no channel carries: a visit, a call, a letter."""


# ---- tickets ---------------------------------------------------------------------------------------------------------


class TicketKind(StrEnum):
    """What a ticket is for."""

    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    SUPPORT = "support"
    REGISTRATION = "registration"
    CONTACT = "contact"
    """A visit, call or letter that an officer wrote down."""


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
    LOGGED = "logged"
    """An officer wrote down a contact that came by no channel of ours."""


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
    priority: Priority = Priority.NORMAL
    topic: str = ""
    post: PostId = NO_POST
    """In whose queue it is."""
    started_at: datetime | None = None
    """When it was opened, or last reopened; None where that is not known here."""
    since: datetime | None = None
    """Since when it is with its owner, or in its queue; None as above."""
    version: int = 0
    """Counts the changes that are written: what was planned on an older one is void."""
    merged_into: TicketRef | None = None
    """The ticket with which it goes on, where it was a duplicate."""


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
    name: str = ""
    """How the member is told who writes; needed where the officer answers without having taken the chat."""


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
    topic: str = ""
    details: tuple[tuple[str, str], ...] = ()
    """Field and value: who it was, the number, the way he came."""


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
    | OfficerMoved
    | OfficerReassigned
    | OfficerReferred
    | OfficerSetPriority
    | OfficerSetDepartment
    | OfficerSetSubject
    | OfficerLinked
    | OfficerMerged
    | RequestDecided
    | ContactLogged
    | ClockRan
    | TimerFired
    | RatingGiven
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
