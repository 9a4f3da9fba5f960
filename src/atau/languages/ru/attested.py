"""How likely a Russian word is to be a form of each of several names, by the words that are met in text; see ``attested.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from .ends import by_ends, rows
from .weights import weights

START = 3  # letters that the names of a line begin with


def likelihoods(nominatives: Iterable[str]) -> dict[str, float]:
    """How likely each of several nominatives of one form is; they sum to one. Their ends count, and whether they are met themselves.

    >>> found = likelihoods(["бенфик", "бенфика"])
    >>> found["бенфика"] > 0.9
    True
    """
    likely = by_ends(nominatives)
    if len(likely) == 1:
        return likely
    met = [_met(name.replace("ё", "е") if "ё" in name else name) for name in likely]
    whole = sum(met)
    if not whole:
        return likely
    trust = weights()["ends"]["trust"]
    return {name: (trust * share + count) / (trust + whole) for (name, share), count in zip(likely.items(), met, strict=True)}


def _met(name: str) -> int:
    return _names(name[:START]).get(name[START:], 0)


@cache
def _names(start: str) -> Mapping[str, int]:
    rest = _lines().get(start)
    if rest is None:
        return {}
    cells = rest.split("\t")
    return dict(zip(cells[::2], map(int, cells[1::2]), strict=True))


@cache
def _lines() -> Mapping[str, str]:
    """The lines of the table by their starts: a line is taken apart when a name of it is asked for."""
    return {start: rest for start, _, rest in (line.partition("\t") for line in rows("attested.tsv").splitlines())}
