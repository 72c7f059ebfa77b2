"""What Mujib knows and how it decides, for one process: the library, and a decider trained on it."""

from dataclasses import dataclass

import structlog

from bot.config import Settings
from faq import decide, encoder, library, training
from faq.decide import Thresholds
from faq.decision import Decider
from faq.library import Library

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Brain:
    """What is known, and the decider."""

    library: Library
    decide: Decider


def load(settings: Settings) -> Brain:
    """Read the knowledge and train on it. Raises `KnowledgeError` naming file and line."""
    known = library.load(library.PACKAGED)
    entries = list(known.entries.values())
    wanted = encoder.installed() if settings.matching.encoder else None
    if settings.matching.encoder and wanted is None:
        _log.warning("knowledge.no_encoder")
    matcher = training.build(entries, wanted)
    return Brain(known, decide.decider(matcher, entries, thresholds(settings)))


def thresholds(settings: Settings) -> Thresholds:
    """Give the configured thresholds where there are any, the measured ones elsewhere."""
    chosen = {"answer": settings.matching.answer, "offer": settings.matching.offer}
    return Thresholds(**{name: value for name, value in chosen.items() if value is not None})
