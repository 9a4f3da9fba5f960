"""How names sound, across scripts and without a lexicon: pieces of writing aligned at learned odds, names compared part by part.

>>> similarity("Mirziyoyev", "Мирзиёев") > 0.9, similarity("Tokayev", "Tokarev") < 0.5, similarity("", "")
(True, True, 0.0)
"""

from __future__ import annotations

from collections.abc import Iterable

from . import compare
from .explain import Alignment, alignment
from .names import audible, parts

__all__ = ["Alignment", "alignment", "audible", "parts", "similarities", "similarity"]


def similarity(a: str, b: str) -> float:
    """How alike two names sound, 0.0 … 1.0: the probability that they are spellings of one name. Names that cannot be read are not alike.

    >>> similarity("Xi Jinping", "习近平") > 0.9, similarity("Садыр Жапаров", "阿克尔别克·扎帕罗夫") < 0.1
    (True, True)
    """
    return compare.similarity(_text(a, "a"), _text(b, "b"))


def similarities(name: str, names: Iterable[str]) -> list[float]:
    """One name against many, all at once: what `similarity` gives for each, to a thousandth.

    >>> similarities("Tokayev", ["Тоқаев", "托卡耶夫", ""])[2]
    0.0
    """
    from .columns import similarities

    return similarities(_text(name, "name"), tuple(_text(other, "names") for other in names))


def _text(value: str, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be str, not {type(value).__name__}")
    return value
