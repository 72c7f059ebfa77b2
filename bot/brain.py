"""What Mujib knows and how it decides, for one process: the library, and a decider trained on it and on what was learnt.

Training takes a minute at the first start and after the knowledge was edited; what was trained is kept in the data folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.config import Settings
from domain.teaching import Lesson
from faq import decide, encoder, learning, library, seating, shelf
from faq.decide import Thresholds
from faq.decision import Decider
from faq.encoder import Encoder
from faq.library import Library
from faq.matcher import Matcher

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, repr=False)
class Brain:
    """What is known, and the decider."""

    library: Library
    decide: Decider
    matcher: Matcher
    version: int = 0
    """Of what was learnt; 0: nothing yet."""

    def __repr__(self) -> str:
        """Say little: asyncio writes out the result of a runner's task, which here took minutes."""
        return f"Brain(version={self.version})"

    def wake(self) -> None:
        """Have the sentence encoder read its weights (1.5 s), so that no member waits for that."""
        if self.matcher.encoder:
            self.matcher.encoder(["مجيب"])


def load(settings: Settings, lessons: Sequence[Lesson] = (), answer: float | None = None) -> Brain:
    """Read the knowledge and what was trained on it and on these lessons; `answer` is the threshold that traffic has set.

    Raises `KnowledgeError` naming file and line, or `StorageError`.
    """
    known = library.load(source(settings))
    entries = list(known.entries.values())
    learnt = learning.examples(lessons, known.entries.keys())
    matcher = shelf.ready(folder(settings), entries, sentences(settings), learnt, _training)
    if len(matcher.examples) > seating.LARGEST and (count := matcher.weighed()) > seating.LARGEST:
        _log.warning("knowledge.many_examples", examples=count, weighed=seating.LARGEST, effect="entries keep equal parts")
    return of(settings, known, matcher, answer)


def of(settings: Settings, known: Library, matcher: Matcher, answer: float | None = None) -> Brain:
    """Put knowledge and a trained matcher together."""
    return Brain(known, decide.decider(matcher, known.entries.values(), thresholds(settings, answer)), matcher)


def _training() -> None:
    """Tell whoever waits for the first start what it is that takes so long."""
    _log.info("knowledge.training", takes="a minute or two", when="at the first start, and after the knowledge was edited")


def source(settings: Settings) -> Path:
    """Give where the knowledge stands."""
    return settings.matching.knowledge or library.PACKAGED


def folder(settings: Settings) -> Path:
    """Give where trained models and vectors are kept."""
    return settings.server.data / "knowledge"


def thresholds(settings: Settings, answer: float | None = None) -> Thresholds:
    """Give the configured thresholds where there are any, then what traffic has set, the measured ones elsewhere."""
    configured = settings.matching.answer
    chosen = {"answer": answer if configured is None else configured, "offer": settings.matching.offer}
    return Thresholds(**{name: value for name, value in chosen.items() if value is not None})


def sentences(settings: Settings) -> Encoder | None:
    """Give the sentence encoder, where it is wanted and installed."""
    if not settings.matching.encoder:
        return None
    if (found := encoder.installed()) is None:
        _log.warning("knowledge.no_encoder", effect="answers are found by words alone")
    return found
