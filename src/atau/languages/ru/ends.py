"""How likely each of several names is by how names end; see ``ends.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from .weights import weights
from .writing import LETTERS, shared

_LONGEST = 5  # letters of an end in the table
_CONTEXT = 4  # letters of the common stem to look at, at most


def by_ends(nominatives: Iterable[str]) -> dict[str, float]:
    """How likely each of several nominatives of one form is by its end; they sum to one.

    >>> found = by_ends(["канагав", "канагава"])
    >>> found["канагава"] > found["канагав"]
    True
    """
    names = list(dict.fromkeys(nominatives))
    if len(names) == 1:
        return {names[0]: 1.0}
    plain = [name.replace("ё", "е") for name in names] if "ё" in "".join(names) else names
    stem = shared(min(plain), max(plain))
    last = max(stem - _CONTEXT, len(max(plain, key=len)) - _LONGEST, 0)
    count_of, trust = _ends().get, weights()["ends"]["trust"]  # names that must share an end before it says more than a shorter end
    counts, whole = [trust / len(names)] * len(names), trust
    for start in range(stem, last - 1, -1):
        scale = trust / whole
        counts = [count_of(name[start:], 0) + scale * count for name, count in zip(plain, counts)]  # noqa: B905 - twice as fast
        whole = sum(counts)
        if whole < trust + 0.5:
            break  # nor has any name a longer end
    return {name: count / whole for name, count in zip(names, counts)}  # noqa: B905


def rows(name: str) -> str:
    """The rows of a table beside this module, without its header."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8").rpartition("\n#")[2].partition("\n")[2]


@cache
def _ends() -> Mapping[str, int]:
    cells = rows("ends.tsv").split()
    ends = dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
    return ends | {mark: sum(ends.get(letter + mark, 0) for letter in LETTERS) for mark in ("", "*")}
