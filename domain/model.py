"""The words that all packages use: ids, members, tickets, what goes out (`domain.inbound` has what comes in). Frozen values."""

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
    blocked: bool = False
    """He shut the channel, and was not asked since whether he wants notices again."""
    number_asked: bool = False
    """He was asked for a telephone number for news."""
    number: str = ""
    """The one that he gave for that, as `+966501234567`; nobody vouches for it."""

    @property
    def is_by_hand(self) -> bool:
        """True where an officer only writes down what was said elsewhere: nothing that Mujib says gets there."""
        return self.conversation.startswith(BY_HAND)


BY_HAND: Final = "hand:"
"""How the ids of conversations begin that no channel carries: a visit, a call, a letter."""
NOBODYS: Final = ":0"
"""How the ids of conversations end that gather what belongs to no member, as what is said in groups."""


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
    DANGER = "danger"
    """He, or somebody with him, may be in danger to life."""
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
    studied: bool = False
    """It was put before the committee, now or before."""
    version: int = 0
    """Counts the changes that are written: what was planned on an older one is void."""
    merged_into: TicketRef | None = None
    """The ticket with which it goes on, where it was a duplicate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that the matcher thought of, and how sure it was (probability 0 to 1)."""

    entry: str
    confidence: float


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
    PRESENCE = "presence"
    """Who is in the chat now: said where it can be said at once, and never a reason to call the member."""


class Author(StrEnum):
    """Who speaks."""

    BOT = "bot"
    OFFICER = "officer"


_PICTURES: Final = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for a member."""

    file: str
    """Its name in our store."""
    name: str
    """As its sender called it; to be shown, never to be trusted."""
    mime: str
    size: int
    """Bytes."""
    address: str
    """Where it can be fetched from, by an address that nobody can guess."""
    words: str
    """The sentence with that address, for channels that cannot show the file itself."""

    @property
    def is_picture(self) -> bool:
        """True for what every channel that shows pictures takes as one."""
        return self.mime in _PICTURES


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
    copied: str = ""
    """Something in the text that the member may want to copy, such as a new ticket's number; empty: nothing."""
    share: str = ""
    """Label of a button by which he shares his own telephone number, where he is asked for it; empty: he is not."""
    share_over: bool = False
    """He is not asked for it any more: that button goes away."""
    attachment: Attachment | None = None
    """Goes with the text, which then may be empty."""
    answers: str = ""
    """The provider's number of the message that this answers, where others wait too; empty where that is plain or unknown."""
    repeated: bool = False
    """It goes once more, and nobody knows whether it arrived before: the member is told so."""
    numbers_only: bool = False
    """Its options are numbered lines and nothing to press: the provider refused what would carry them."""
    void_at: datetime | None = None
    """From when it is of no use any more, as a one-time code or a reminder of a visit is: it does not go out then."""
    stages: tuple[tuple[TicketRef, Stage], ...] = ()
    """The tickets' stages of which it tells, where it says nothing else: it does not go out once all have moved on."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An earlier message of ours to which the member's words are a reply."""

    reply: Reply
    ticket: TicketRef | None = None
    """On which an officer wrote it."""
