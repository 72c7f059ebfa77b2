"""Mujib's matcher for the FAQ harness: python HARNESS.py --matcher benchmarks.faq_matcher:factory --data FOLDER --n 5,10."""

from collections.abc import Mapping, Sequence
from typing import Any

from faq import dialect, encoder, matcher


class Match:
    """The harness's face of a matcher."""

    def __init__(self, faqs: Sequence[Mapping[str, Any]]) -> None:
        """Train on the questions of all FAQs."""
        examples = [matcher.Example(question, faq["id"]) for faq in faqs for question in faq["questions"]]
        self._matcher = matcher.train(examples, dialect.load(), encoder.installed())

    def match(self, text: str) -> list[tuple[str, float]]:
        """Give ids and confidences, best first."""
        return [(candidate.entry, candidate.confidence) for candidate in self._matcher.rank(text).candidates]


def factory(faqs: Sequence[Mapping[str, Any]]) -> Match:
    """Build what the harness calls."""
    return Match(faqs)
