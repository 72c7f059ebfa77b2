"""Turns scores into probabilities, and fits how sharply. Numbers only; knows no texts."""

import numpy as np

from faq.kernels import Vector


def softmax(scores: Vector, sharpness: float) -> Vector:
    """Give probabilities that add up to 1; the sharper, the nearer the first comes to 1."""
    powers = np.exp(sharpness * (scores - scores.max()))
    return np.asarray(powers / powers.sum())
