"""How like a few words are to the follow-ups that are written for entries: «بكم؟», "who decides?". Pure; knows no thread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faq.experts import kernels
from faq.experts.kernels import Index, Numbers, Vector
from faq.experts.panels import features
from faq.reading import Reading


@dataclass(frozen=True, slots=True)
class FollowUps:
    """All follow-ups, as rows of their features."""

    rows: Index
    owners: Numbers
    """The class of each row."""

    def likeness(self, reading: Reading, classes: int) -> Vector:
        """Give for each class the likeness, 0 to 1, to the nearest of its follow-ups."""
        nearest = np.zeros(classes, np.float32)
        if len(self.owners):
            np.maximum.at(nearest, self.owners, self.rows.against(features(reading)))
        return nearest


def follow_ups(readings: Sequence[Reading], owners: Sequence[int]) -> FollowUps:
    """Index what is written for these classes."""
    return FollowUps(kernels.index([features(reading) for reading in readings]), np.array(owners, np.int32))
