"""Log odds made a probability: that two tokens are one name, where true pairs, near misses and chance pairs come equally often."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from .costs import table
from .symbols import model

#: The edges of a name in the tables of neighbouring letters.
_START, _END = "^", "$"
#: Odds of two neighbours that no name held.
_NEVER = 0.05


@cache
def weights(letters: str, other: str) -> tuple[float, ...]:
    """What the features of two tokens count for, between two scripts; see `features`."""
    return tuple(model()["calibration"][f"{letters}-{other}"])


@lru_cache(maxsize=65536)
def commonness(script: str, symbols: str) -> float:
    """How much likelier the letters of a token follow each other in names than by chance, as a logarithm.

    What is usual says less than its letters: two names in -ovich are not yet one. Han characters are taken one by one: 0.

    >>> commonness("latin", "petrovich") > commonness("latin", "hcivortep")
    True
    """
    if script == "han":
        return 0.0
    rows = table(script)
    letters = [_START, *symbols, _END]
    return sum(math.log(rows.get(one, {}).get(after, _NEVER)) for one, after in pairwise(letters))


def features(log_odds: float, common: float, length: int) -> tuple[float, ...]:
    """A constant; the log odds, and those a symbol; shortness; `commonness`, and that a symbol. ``length`` is of both names together."""
    return 1.0, log_odds, log_odds / length, 1 / length, common, common / length


def logit(learned: Sequence[float], log_odds: Any, common: Any, length: Any) -> Any:
    """The calibrated logit of two tokens, for numbers as for arrays of numpy."""
    constant, total, each, short, usual, usual_each = learned
    return constant + total * log_odds + usual * common + (each * log_odds + short + usual_each * common) / length


def probability(value: float) -> float:
    """A logit as a probability.

    >>> probability(0.0), round(probability(3.0), 2), probability(-900.0)
    (0.5, 0.95, 0.0)
    """
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
