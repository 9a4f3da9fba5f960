"""The two values that every language module gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Inflected(NamedTuple):
    """A form of a name to expect in running text, with its features as Universal Dependencies write them."""

    text: str
    features: str


@dataclass(frozen=True, slots=True)
class BaseForm:
    """A nominative that a found form may come from; ``features`` are those of the found form, ``score`` (0…1) how likely it is."""

    text: str
    features: str
    score: float
