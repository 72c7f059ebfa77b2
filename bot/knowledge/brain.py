"""What Mujib knows and how it decides, for one process: the library, and a decider trained on it and on what was learnt.

Training takes a minute at the first start and after the knowledge was edited; what was trained is kept in the data folder.
"""

import itertools
import multiprocessing
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.config import Settings
from bot.knowledge import orphans
from domain.errors import StorageError
from domain.teaching import Lesson
from faq import decide, learning, library
from faq.decision import Decider
from faq.entries import Entry
from faq.experts import encoder, seating, shelf
from faq.experts.encoder import Encoder
from faq.experts.training import knowing
from faq.library import Library
from faq.matcher import Example, Matcher
from faq.scales import Thresholds

_log = structlog.get_logger()
_MANY = 1_000
"""Phrasings whose training is worth a process of its own."""
_TOLD_EVERY = 20
"""Seconds of a training after which we say that it goes on."""


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
    sense = sentences(settings)
    if (matcher := shelf.kept(folder(settings), entries, sense, learnt)) is None:
        _log.info("knowledge.training", takes="a minute or two", when="at the first start, and after the knowledge was edited")
        matcher = _trained(folder(settings), entries, sense, learnt)
    if matcher.weighed > seating.LARGEST:
        effect = "entries keep equal parts"
        _log.warning("knowledge.many_examples", examples=matcher.weighed, weighed=seating.LARGEST, effect=effect)
    return of(settings, known, matcher, answer)


def of(settings: Settings, known: Library, matcher: Matcher, answer: float | None = None) -> Brain:
    """Put knowledge and a trained matcher together."""
    matcher = knowing(matcher, known.entries.values())
    return Brain(known, decide.decider(matcher, known.entries.values(), thresholds(settings, answer)), matcher)


def _trained(place: Path, entries: Sequence[Entry], sense: Encoder | None, learnt: Sequence[Example]) -> Matcher:
    """Train and keep a matcher; a large one in a process of its own, of which nothing stays (1.3 GB, and 100 MB for good).

    Raises `StorageError`.
    """
    daemonic = multiprocessing.current_process().daemon  # may not have processes, and ends soon itself
    if not daemonic and sum(len(entry.phrasings) for entry in entries) > _MANY:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _quiet) as child:
            training = child.submit(_train, place, entries, sense is not None, learnt)
            try:
                _await(training)
            except BrokenProcessPool as error:
                raise StorageError("the training was ended from outside: it needs 1.3 GB of memory") from error
        if (matcher := shelf.kept(place, entries, sense, learnt)) is not None:
            return matcher
    return shelf.trained(place, entries, sense, learnt)


def _await(training: Future[None]) -> None:
    """Wait for a training, and tell whoever waits with us that it goes on. Raises what it raises."""
    for seconds in itertools.count(_TOLD_EVERY, _TOLD_EVERY):
        if wait([training], _TOLD_EVERY).done:
            break
        _log.info("knowledge.still_training", seconds=seconds)
    training.result()
    _log.info("knowledge.trained", effect="kept: the next start takes seconds")


def _quiet() -> None:
    """End with whoever waits for us, and at an interrupt without a word: he tells of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    orphans.end_with_parent()


def _train(place: Path, entries: Sequence[Entry], sense: bool, learnt: Sequence[Example]) -> None:  # noqa: FBT001
    shelf.trained(place, entries, encoder.installed() if sense else None, learnt)


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
