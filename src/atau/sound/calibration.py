"""Log odds made a probability: that two tokens are one name, where true pairs, near misses and chance pairs come equally often."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from .symbols import model


@cache
def weights(letters: str, other: str) -> tuple[float, ...]:
    """What a constant, the log odds, the log odds a symbol, and the shortness of the names count for, between two scripts."""
    return tuple(model()["calibration"][f"{letters}-{other}"])


def features(log_odds: float, length: int) -> tuple[float, ...]:
    """``length`` is the number of symbols of both names together."""
    return 1.0, log_odds, log_odds / length, 1 / length


def logit(learned: Sequence[float], log_odds: float, length: int) -> float:
    """The calibrated logit of two tokens, for numbers as for arrays of numpy."""
    constant, total, each, short = learned
    return constant + total * log_odds + (each * log_odds + short) / length


def probability(value: float) -> float:
    """A logit as a probability.

    >>> probability(0.0), round(probability(3.0), 2), probability(-900.0)
    (0.5, 0.95, 0.0)
    """
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
