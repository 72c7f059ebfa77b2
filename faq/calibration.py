"""Turns scores into probabilities. Numbers only; knows no texts."""

import numpy as np

from faq.kernels import Vector

SHARPNESS = 32.0
"""Makes the probabilities of one phrasing in twelve, held out of training, likeliest (28 to 36 by script)."""
FEWEST = 350
"""Classes for which the sharpness was measured; where there are fewer, the others are imagined and score 0. Without them a text
like nothing would be given to some entry with confidence, and the more surely the fewer entries there are."""


def probabilities(scores: Vector) -> Vector:
    """Give each class its probability; what is missing to 1 belongs to entries that do not exist."""
    highest = scores.max()
    powers = np.exp(SHARPNESS * (scores - highest))
    imagined = max(0, FEWEST - len(scores)) * np.exp(-SHARPNESS * highest)
    return np.asarray(powers / (powers.sum() + imagined))
