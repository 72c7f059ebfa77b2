"""What can follow from a member's words: the closed union that `faq.decide` gives and `handlers` act upon."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol, assert_never

from domain.model import Candidate, HandoverReason


@dataclass(frozen=True, slots=True)
class Answer:
    """Sure enough: answer with this entry."""

    entry: str
    confidence: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Clarify:
    """Unsure: ask which of the candidates is meant; none at all means that there is nothing to go on (offer the menu)."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """The member wants something done: an action of docs/reference/knowledge-format.md."""

    action: str
    entry: str
    confidence: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """A person must answer. `entry` names the silent entry whose reason is told; else it is empty."""

    reason: HandoverReason
    entry: str
    candidates: tuple[Candidate, ...]


ALONE: Final[Mapping[str, str]] = {
    "call_off": "ticket_status",
    "keep": "ticket_status",
    "arrived": "ticket_status",
    "rate": "ticket_status",
    "relay": "officer",
    "raise": "officer",
    "call_me": "officer",
    "unsolved": "complaint",
    "will_send": "thanks",
    "solved": "thanks",
    "waits": "thanks",
    "comfort": "greeting",
    "pause": "thanks",
    "hurry": "ticket_status",
    "language": "menu",
    "resume": "menu",
}
"""What is done on words about a request, or a settled matter, where there is none: `mujib ask` knows no requests.

Others rely on the names on the right, which are fixed.
"""

Decision = Answer | Clarify | Act | Handover


def subject_of(decision: Decision) -> str:
    """Name what a sure decision is about; empty for an unsure one."""
    match decision:
        case Answer(entry=name) | Act(entry=name) | Handover(entry=name):
            return name
        case Clarify():
            return ""
        case never:
            assert_never(never)


def action_of(decision: Decision) -> str:
    """Name the action that is decided on; empty for whatever else is."""
    return decision.action if isinstance(decision, Act) else ""


def confidence_of(decision: Decision) -> float:
    """Give how sure a decision is of what it names."""
    if isinstance(decision, Answer | Act):
        return decision.confidence
    return max((one.confidence for one in decision.candidates if one.entry == subject_of(decision)), default=0.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the questions in a message, and what was decided on it."""

    question: str
    decision: Decision
    by_habit: bool = False
    """The words left a doubt, and the member's own earlier choices settled it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What went before in the conversation, for questions that lean on it («والثاني؟», «كم؟»)."""

    entry: str = ""
    """The entry answered last."""
    topic: str = ""
    offered: tuple[str, ...] = ()
    """Entries offered and not yet chosen from."""
    member: str = ""
    """The conversation of whoever asks; empty where that is not to matter."""


class Decider(Protocol):
    """Decides on a whole message: pure, no I/O, never raises on any text."""

    def __call__(self, text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        """Split the message into its questions (at least one) and decide on each."""
        ...
