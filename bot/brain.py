"""What Mujib knows and how it decides, for one process: the library, and a decider trained on it.

Training takes a minute at the first start and after the knowledge was edited; what was trained is kept in the data folder.
"""

from dataclasses import dataclass

import structlog

from bot.config import Settings
from faq import decide, encoder, library, shelf
from faq.decide import Thresholds
from faq.decision import Decider
from faq.encoder import Encoder
from faq.library import Library
from faq.matcher import Matcher

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Brain:
    """What is known, and the decider."""

    library: Library
    decide: Decider
    matcher: Matcher


def load(settings: Settings) -> Brain:
    """Read the knowledge and what was trained on it. Raises `KnowledgeError` naming file and line, or `StorageError`."""
    known = library.load(library.PACKAGED)
    entries = list(known.entries.values())
    matcher = shelf.ready(settings.server.data / "knowledge", entries, _encoder(settings))
    return Brain(known, decide.decider(matcher, entries, thresholds(settings)), matcher)


def thresholds(settings: Settings) -> Thresholds:
    """Give the configured thresholds where there are any, the measured ones elsewhere."""
    chosen = {"answer": settings.matching.answer, "offer": settings.matching.offer}
    return Thresholds(**{name: value for name, value in chosen.items() if value is not None})


def _encoder(settings: Settings) -> Encoder | None:
    if not settings.matching.encoder:
        return None
    if (found := encoder.installed()) is None:
        _log.warning("knowledge.no_encoder", effect="answers are found by words alone")
    return found
