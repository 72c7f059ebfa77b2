"""Sets the probability from which a question is answered, by decisions that people have judged.

Pure. Uses the probabilities with which decisions were made, before anyone had judged them: an honest forecast that needs
no model to be trained twice. Careful while little is known: precision less a standard error must hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

PRECISION: Final = 0.95
FEWEST: Final = 40
"""Judged decisions at or above a threshold before it is trusted."""
MORE: Final = 1.25
"""Times the samples of one threshold that the next one to be tried has."""
ERRORS: Final = 2.0
"""Standard errors by which the precision must be above what is wanted."""
SLIPS: Final = 0.05
"""Share of members who press an option that they do not mean: their words alone would make all that is answered look wrong."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A judged decision."""

    confidence: float
    right: float
    """1 where the likeliest entry was the right one, else 0; as `picked` says where a member judged."""
    weight: float = 1.0
    """How many decisions it stands for: one over the share of its kind that is judged."""


def picked(right: bool) -> float:  # noqa: FBT001 - the one thing that is asked
    """Give what a member's choice says: of those who are right some press another option, so a right one counts for more."""
    return right / (1 - SLIPS)


def lowest(samples: Iterable[Sample], precision: float = PRECISION) -> float | None:
    """Give the lowest confidence from which answers are right often enough; None where too little is known to say so.

    Precision is weighted; its standard error is that of the effective number of samples, with one right and one wrong
    answer added, so that a short row of right answers does not pass for certainty. Few thresholds are tried, each with a
    quarter more samples than the one before: of every one that could be, some pass by luck. Where something is found, what
    is answered from there on is right as often as wanted in nine trainings of ten, for traffic like the judged.
    """
    best = None
    right = total = squares = 0.0
    look = FEWEST
    ordered = sorted(samples, key=lambda one: -one.confidence)
    for number, one in enumerate(ordered, 1):
        right += one.weight * one.right
        total += one.weight
        squares += one.weight * one.weight
        is_last = number == len(ordered) or ordered[number].confidence < one.confidence
        if number < look or not is_last:
            continue
        look = max(number + 1, int(number * MORE))
        if _safe(min(1.0, right / total), total * total / squares) >= precision:
            best = one.confidence
    return best


def _safe(share: float, number: float) -> float:
    smoothed = (share * number + 1) / (number + 2)
    return share - ERRORS * sqrt(smoothed * (1 - smoothed) / number)


def weighted(kinds: Sequence[tuple[str, float, float | None]]) -> list[Sample]:
    """Make samples of decisions by kind, confidence and whether each was right (None: nobody said).

    A sample stands for the decisions of its kind that nobody judged: those that are easy to judge do not count for more.
    """
    sizes: dict[str, list[int]] = {}
    for kind, _, right in kinds:
        counts = sizes.setdefault(kind, [0, 0])
        counts[0] += 1
        counts[1] += right is not None
    return [
        Sample(confidence, right, sizes[kind][0] / sizes[kind][1]) for kind, confidence, right in kinds if right is not None
    ]
