"""What Mujib is waiting for in a conversation: one frozen value for each thing, holding just what is valid in it.

All states stand here and nowhere else. `domain.codec` stores them as JSON with their name as `kind` and `VERSION` as `v`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.model import Candidate, InboundId, OfficerId, TicketKind, TicketRef

VERSION = 1
"""Of the stored form of states; raise it with an upcast in `domain.codec`."""


class FormKind(StrEnum):
    """A form that a member fills in by chat."""

    SUPPORT = "support"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that the member put aside; it rides along in the states until he resumes it."""

    form: FormKind
    answers: tuple[tuple[str, str], ...] = ()
    said: tuple[InboundId, ...] = ()
    """The messages in which he gave them, whose words go where the form is thrown away or lapses."""


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is awaited. `topic` and `entry` are what was answered last, so that a follow-up can refer to it."""

    entry: str = ""
    topic: str = ""
    misses: int = 0
    """Attempts in a row that were not understood."""
    courtesies: int = 0
    """Greetings, thanks and the like in a row."""
    draft: Draft | None = None
    added: TicketRef | None = None
    """What the member sent just now went into this ticket, and he was told so."""
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clarifying:
    """The member was asked which of the candidates he means."""

    question: str
    offered: tuple[Candidate, ...]
    misses: int = 0
    draft: Draft | None = None
    entry: str = ""
    topic: str = ""
    """What was answered before he was asked: words that choose none of them may go on from that."""
    answered: bool = False
    """Another question of his was answered since."""


@dataclass(frozen=True, slots=True)
class Describing:
    """The member is telling a complaint, a suggestion or what he wants of an officer."""

    matter: TicketKind
    misses: int = 0
    ticket: TicketRef | None = None
    """The words are added to this ticket; None: they open one."""
    draft: Draft | None = None
    added_at: datetime | None = None
    """When he was told that something went into it."""
    heard_at: datetime | None = None
    """When he last wrote something beside that; None: not since it was opened."""
    entry: str = ""
    """What was answered meanwhile, so that a follow-up can refer to it."""
    topic: str = ""
    called_at: datetime | None = None
    """When he was told that an officer was called, and wrote nothing since."""
    owed: str = ""
    """What the officer asked him to send, in the officer's words, while the ticket waits for it."""
    courtesies: int = 0
    """Sighs and the like in a row."""
    wished_up: bool = False
    """He read that his wish for somebody higher is written down."""
    endangered: bool = False
    """He told of danger to life: whatever else he says goes there, and he reads again whom to call."""
    begun: str = ""
    """What he said with the wish to tell, until a ticket is opened: «عندي شكوى على المقاول»."""


@dataclass(frozen=True, slots=True)
class FillingForm:
    """Field after field is asked; `answers` holds (field, value) of those given."""

    form: FormKind
    answers: tuple[tuple[str, str], ...] = ()
    misses: int = 0
    doubted: str = ""
    """The answer to this field that did not look right, as the member was told; he may insist on it."""
    said: tuple[InboundId, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmingForm:
    """All fields are given; the member checks them."""

    form: FormKind
    answers: tuple[tuple[str, str], ...]
    misses: int = 0
    said: tuple[InboundId, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningForm:
    """The member signs the statement of correctness with his full name."""

    form: FormKind
    answers: tuple[tuple[str, str], ...]
    misses: int = 0
    said: tuple[InboundId, ...] = ()


@dataclass(frozen=True, slots=True)
class WithOfficer:
    """An officer owns the chat; the bot is silent."""

    ticket: TicketRef
    officer: OfficerId
    officer_name: str
    draft: Draft | None = None
    question: str = ""
    """What the member wrote since the officer's last words: it is carried on when the chat is handed back."""


class Wish(StrEnum):
    """What a member wants of a ticket that he has not named."""

    ADD = "add"
    """His words belong to it."""
    UNSOLVED = "unsolved"
    """It is not solved."""
    CALL_OFF = "call_off"
    """It is not wanted any more."""
    RAISE = "raise"
    """It is to go to somebody higher."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """The member was asked which of his tickets he means."""

    wish: Wish
    offered: tuple[TicketRef, ...]
    words: str = ""
    about: InboundId | None = None
    """The message in which he said it."""
    asked_at: datetime | None = None
    misses: int = 0
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class AwaitingRating:
    """A rating of a resolved ticket was asked for; anything else that the member says is handled as usual."""

    ticket: TicketRef
    misses: int = 0
    """Times that it was asked for once more."""
    draft: Draft | None = None
    said: str = ""
    """Words that may be a remark on the service, or that it is not solved: they go with what he says next of it."""
    entry: str = ""
    """What was answered meanwhile, so that a follow-up can refer to it."""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class AwaitingComment:
    """A rating was given; the next words may be its comment."""

    ticket: TicketRef
    score: int
    draft: Draft | None = None
    said: str = ""
    """The comment, where it came already: further words are added to it."""
    entry: str = ""
    """What was answered meanwhile, so that a follow-up can refer to it."""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class NamingProxy:
    """The member sends somebody to an assembly in his place; his next words are that person's name."""

    announcement: int
    misses: int = 0
    draft: Draft | None = None


State = (
    Idle
    | Clarifying
    | Describing
    | FillingForm
    | ConfirmingForm
    | SigningForm
    | WithOfficer
    | Choosing
    | AwaitingRating
    | AwaitingComment
    | NamingProxy
)
InForm = FillingForm | ConfirmingForm | SigningForm
"""The states in which a form is at hand."""
