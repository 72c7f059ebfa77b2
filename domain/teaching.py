"""What people say of the bot's decisions, and what follows from it: labels, lessons, and the ports that keep them.

A `Label` is one press of a member or an officer; a `Lesson` is a phrasing that was learnt from labels. Must not know how
lessons are drawn (`faq.learning`) nor how they are trained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.model import Candidate, ConversationId, OfficerId


class Source(StrEnum):
    """What somebody pressed; the first three are stored as the decision of a row of `decision`."""

    PICKED = "picked"
    """A member chose an entry among those offered."""
    NONE_OF_THESE = "none_of_these"
    NOT_HELPED = "not_helped"
    """A member was not helped by the entry that answered him: this says what it is not."""
    OFFICER = "officer"
    """An officer said which entry answers, or that none does."""


@dataclass(frozen=True, slots=True)
class Label:
    """One person's word on one text."""

    text: str
    """Without personal data."""
    entry: str
    """Empty: no entry answers it."""
    teacher: str
    """The member's conversation, or the officer's id: two labels of one teacher are one voice."""
    source: Source
    at: datetime


@dataclass(frozen=True, slots=True)
class Lesson:
    """A phrasing that was learnt, or waits for more people to agree."""

    mark: str
    """Names it: the same words and entry have the same mark at each training."""
    text: str
    entry: str
    """Empty: no entry answers it."""
    weight: float
    """In training; 0: it waits for others to agree and changes nothing yet."""
    members: int
    """How many taught it."""
    officer: OfficerId | None
    """Whose word it is; None where members agreed."""
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A lesson as it is kept."""

    id: int
    lesson: Lesson
    officer_name: str
    live: bool
    """The model that answers was trained on it."""
    removed: bool
    """It is out of the next model, and is never learnt again."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, what the bot made of it, and what an officer said of that."""

    id: int
    question: str
    decision: str
    """As in `domain.effects.RecordDecision`."""
    chosen: str
    candidates: tuple[Candidate, ...]
    at: datetime
    verdict: str | None = None
    """The entry that an officer named; empty: none answers; None: no officer said anything."""
    officer_name: str = ""
    by_habit: bool = False
    """The member's own earlier choices on the same words settled a doubt."""


@dataclass(frozen=True, slots=True)
class Training:
    """One attempt to learn."""

    at: datetime
    live: bool
    """False: it made the regression questions worse, and the model before it stayed."""
    lessons: int
    answer: float | None
    """Probability from which questions are answered, set from the labelled traffic; None: too little was labelled."""
    note: str
    """Figures, as people read them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision with what is known of whether it was right; what thresholds are set from."""

    question: str
    decision: str
    candidates: tuple[Candidate, ...]
    checked: bool = False
    """It was drawn by lot to be put before an officer."""
    picked: str | None = None
    """What the member pressed: an entry, or empty for none of these; None: nothing."""
    helped: bool = True
    """False: the member said that the answer did not help."""
    verdict: str | None = None
    """What an officer said, as in `Judged`."""


class Teaching(Protocol):
    """What officers teach, as the desk needs it."""

    async def questions(self, conversation: ConversationId, limit: int = 3) -> tuple[Judged, ...]:
        """Give the last questions of a conversation, the newest first. Raises `StorageError`."""
        ...

    async def to_check(self, limit: int = 10) -> tuple[Judged, ...]:
        """Give answers of late, one in five, on which nobody has said anything. Raises `StorageError`."""
        ...

    async def judge(self, question: int, entry: str, officer: OfficerId) -> None:
        """Say which entry answers a question (empty: none); the last word counts. Raises `BadInput`, `StorageError`."""
        ...

    async def lessons(self, limit: int = 500) -> tuple[Kept, ...]:
        """List what was learnt and what waits, the newest first. Raises `StorageError`."""
        ...

    async def remove(self, lesson: int, officer: OfficerId | None) -> bool:
        """Take a lesson out for ever; False where there is none. Raises `StorageError`."""
        ...

    async def trainings(self, limit: int = 5) -> tuple[Training, ...]:
        """Give the last trainings, the newest first. Raises `StorageError`."""
        ...


class School(Protocol):
    """What a training needs."""

    async def labels(self, limit: int = 20_000) -> tuple[Label, ...]:
        """Give the newest labels, the oldest of them first. Raises `StorageError`."""
        ...

    async def outcomes(self, limit: int = 2_000) -> tuple[Outcome, ...]:
        """Give the newest questions with what is known of each, the oldest of them first. Raises `StorageError`."""
        ...

    async def forgotten(self) -> frozenset[str]:
        """Give the marks of lessons that were removed. Raises `StorageError`."""
        ...

    async def live(self) -> tuple[Lesson, ...]:
        """Give the lessons of the model that answers. Raises `StorageError`."""
        ...

    async def version(self) -> tuple[int, float | None]:
        """Name the model that answers, and give its threshold; 0 where nothing was learnt yet. Raises `StorageError`."""
        ...

    async def fresh(self) -> tuple[int, int]:
        """Count the labels since the last training, and the lessons that answer and must go. Raises `StorageError`."""
        ...

    async def publish(self, lessons: Sequence[Lesson], training: Training) -> int:
        """Keep lessons and how the training went, in one step; where it is live, they replace all others. Gives its number."""
        ...
