"""From which probability questions are answered: what judged traffic shows to be safe, approached step by step. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.config import Settings
from bot.knowledge import brain
from domain.teaching import Outcome
from faq import certainty, thresholds
from faq.entries import Entry

_STEP: Final = 0.1
"""By which the threshold falls in one training at most; up it goes at once."""
_BOUNDS: Final = (0.25, 0.9)


def threshold(settings: Settings, outcomes: Sequence[Outcome], entries: Mapping[str, Entry], now: float | None) -> float | None:
    """Give the probability from which to answer: what judged traffic shows to be safe, approached step by step."""
    judged = [_judged(one, entries) for one in outcomes if any(each.entry in entries for each in one.candidates[:1])]
    safe = thresholds.lowest(thresholds.weighted(judged))
    if safe is None or not settings.learning.thresholds:
        return now
    from_ = brain.thresholds(settings, now).answer
    return round(min(max(safe, from_ - _STEP, _BOUNDS[0]), _BOUNDS[1]), 3)


def _judged(outcome: Outcome, entries: Mapping[str, Entry]) -> tuple[str, float, float | None]:
    """Give the kind of a decision, how sure it was, and whether its first entry was right as far as anyone said.

    Answers are judged by lot only: those who complain, or come to an officer, are no fair sample of those who were answered.
    """
    first, sure = outcome.candidates[0].entry, certainty.of(outcome.candidates, entries)
    by_member = outcome.verdict is None
    said = outcome.picked if by_member else outcome.verdict
    if outcome.decision in {"answer", "action"}:
        if not outcome.helped:
            return "unhelped", sure, 0.0
        said = outcome.verdict if outcome.checked else None
    if said is None:
        return outcome.decision, sure, None
    right = first == said or (said in entries and certainty.same(entries[first], entries[said]))
    return outcome.decision, sure, thresholds.picked(right) if by_member else float(right)
