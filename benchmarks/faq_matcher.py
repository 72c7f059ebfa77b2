"""Mujib's matcher for the FAQ harness: python HARNESS.py --matcher benchmarks.faq_matcher:factory --data FOLDER --n 5,10.

`factory` answers as members are answered. Where the teacher is installed (`make teacher`) it reads the phrasings while the
matcher is trained, and the student learns from these and from what ships; no question waits for it. `thorough` has the
same encoder read each question too: better, and 40 ms dearer. Figures: docs/reference/matching-figures.md.
"""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from benchmarks import second
from faq import dialect, library, matcher, normalise
from faq.experts import encoder, lore, teacher, training
from faq.experts.kernels import Vector
from faq.experts.student import Lore

Phrasings = tuple[tuple[str, str], ...]
"""Texts with the FAQ that each asks for."""


class Match:
    """The harness's face of a matcher."""

    def __init__(self, trained: matcher.Matcher) -> None:
        """Take a trained matcher."""
        self._matcher = trained

    def match(self, text: str) -> list[tuple[str, float]]:
        """Give ids and confidences, best first."""
        return [(candidate.entry, candidate.confidence) for candidate in self._matcher.rank(text).candidates]


def factory(faqs: Sequence[Mapping[str, Any]]) -> Match:
    """Build what the harness calls: the default installation."""
    return Match(_trained(_phrasings(faqs), is_thorough=False))


def thorough(faqs: Sequence[Mapping[str, Any]]) -> Match:
    """Build the same with a second encoder in the path of each question. Raises `ImportError` where one is not installed."""
    return Match(_trained(_phrasings(faqs), is_thorough=True))


def _phrasings(faqs: Sequence[Mapping[str, Any]]) -> Phrasings:
    return tuple((question, faq["id"]) for faq in faqs for question in faq["questions"])


@lru_cache(2)
def _trained(phrasings: Phrasings, *, is_thorough: bool) -> matcher.Matcher:
    """Train once for all questions that a set has; 15 to 40 s of CPU with what ships."""
    examples = [matcher.Example(*one) for one in phrasings]
    encode = second.both() if is_thorough else encoder.installed()
    return matcher.train(examples, dialect.load(), encode, lore=_lore([text for text, _ in phrasings]))


def _lore(texts: Sequence[str]) -> Lore | None:
    """Have the teacher read the phrasings, beside what it said of those that ship; None where it is not installed."""
    if not teacher.is_installed():
        return None
    read = list(dict.fromkeys(map(normalise.plain, texts)))
    said: dict[str, Vector] = dict(zip(read, teacher.Teacher()(read), strict=True))
    ships = training.examples(library.load(library.PACKAGED).entries.values())
    heard = dict.fromkeys(normalise.plain(one.text) for one in ships)
    return Lore(ChainMap(said, dict(_shipped(heard))), tuple(heard), lore.VERSION)


def _shipped(texts: Mapping[str, None]) -> list[tuple[str, Vector]]:
    said = lore.shipped()
    return [(text, said[text]) for text in texts if text in said]
