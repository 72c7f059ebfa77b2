"""Turns scores into probabilities. Numbers only; knows no texts."""

import numpy as np

from faq.experts.kernels import Vector

SHARPNESS = 32.0
"""Makes the probabilities of one phrasing in twelve, held out of training, likeliest (28 to 36 by script)."""
OF_WORDS = 19.0
"""The same where meaning was not asked: words alone say less for the same lead."""
FEWEST = 350
"""Classes for which the sharpness was measured; where there are fewer, the others are imagined and score 0. Without them a text
like nothing would be given to some entry with confidence, and the more surely the fewer entries there are."""


def probabilities(scores: Vector, sharpness: float = SHARPNESS) -> Vector:
    """Give each class its probability; what is missing to 1 belongs to entries that do not exist."""
    highest = scores.max()
    powers = np.exp(sharpness * (scores - highest))
    imagined = max(0, FEWEST - len(scores)) * np.exp(-sharpness * highest)
    return np.asarray(powers / (powers.sum() + imagined))
