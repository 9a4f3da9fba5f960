"""How likely an unknown word is to be a name in the nominative, by how names end; see ``ends.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from .weights import weights
from .writing import LETTERS, shared

_LONGEST = 5  # letters of an end in the table
_CONTEXT = 4  # letters of the common stem to look at, at most


def likelihoods(nominatives: Iterable[str]) -> dict[str, float]:
    """How likely each of several nominatives of one form is; they sum to one.

    >>> found = likelihoods(["канагав", "канагава"])
    >>> found["канагава"] > found["канагав"]
    True
    """
    names = list(dict.fromkeys(nominatives))
    if len(names) == 1:
        return {names[0]: 1.0}
    plain = [name.replace("ё", "е") for name in names] if "ё" in "".join(names) else names
    stem = shared(min(plain), max(plain))
    deepest = min(_CONTEXT, max(0, _LONGEST - len(max(plain, key=len)) + stem))
    count_of, trust = _ends().get, weights()["ends"]["trust"]  # names that must share an end before it says more than a shorter end
    counts, shares = [1] * len(names), [1 / len(names)] * len(names)
    for start in range(stem, max(stem - deepest, 0) - 1, -1):
        counts = [count and count_of(name[start:], 0) for name, count in zip(plain, counts)]  # noqa: B905 - twice as fast
        whole = sum(counts)
        if not whole:
            break  # nor has any name a longer end
        whole += trust
        shares = [(count + trust * share) / whole for count, share in zip(counts, shares)]  # noqa: B905
    return dict(zip(names, shares, strict=True))


@cache
def _ends() -> Mapping[str, int]:
    source = files(__package__).joinpath("ends.tsv").read_text(encoding="utf-8")
    *_, rows = source.rpartition("#")
    cells = rows.partition("\n")[2].split()
    ends = dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
    return ends | {mark: sum(ends.get(letter + mark, 0) for letter in LETTERS) for mark in ("", "*")}
