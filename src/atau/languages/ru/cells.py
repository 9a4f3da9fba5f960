"""Sets of cases and genders, each in one number, so that words agree where an *and* of theirs leaves something."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .weights import weights
from .writing import CASE_NAMES

GENDERS = "mfnp"
GENDER_NAMES = ("Gender=Masc|Number=Sing", "Gender=Fem|Number=Sing", "Gender=Neut|Number=Sing", "Number=Plur")

#: A set of cases and genders (the plural is one of them): bit 4c + g is case c and gender g of `GENDERS`.
Cells = int

MASCULINE, FEMININE, NEUTER, PLURAL = 0x111111, 0x222222, 0x444444, 0x888888
#: All genders in the nominative, and in the genitive.
NOMINATIVE, GENITIVE = 0x00000F, 0x0000F0
ALL: Cells = 0xFFFFFF


def cell_of(case: int, gender: str) -> Cells:
    """The set of one case, 0–5, and one gender: f, m, n, or p in the plural.

    >>> cell_of(0, "m"), cell_of(1, "p") == GENITIVE & PLURAL
    (1, True)
    """
    return 1 << (len(GENDERS) * case + GENDERS.index(gender))


#: How likely something is, and in which cases and genders.
Share = tuple[float, Cells]


class _Cases(NamedTuple):
    """What a set of cases and genders comes to: how frequent its cases are together and its most frequent one alone, with what the
    features of that are, and its cases in all genders."""

    share: float
    most: float
    features: str
    all_genders: Cells


@cache
def _cases(cells: Cells) -> _Cases:
    shares = [share if cells >> 4 * case & 0xF else 0.0 for case, share in enumerate(weights()["cases"])]
    case = shares.index(max(shares))
    genders = (MASCULINE if cells == ALL else cells) >> 4 * case & 0xF
    features = f"Case={CASE_NAMES[case]}|{GENDER_NAMES[(genders & -genders).bit_length() - 1]}"
    return _Cases(sum(shares), max(shares), features, sum(0xF << 4 * case for case, share in enumerate(shares) if share))


def in_all_cases(shares: list[Share]) -> tuple[float, str]:
    """The sum over the cases of the likeliest share in each, and the features of the likeliest case."""
    if len(shares) == 1:
        ((share, cells),) = shares
        its = _cases(cells)
        return share * its.share, its.features
    shares.sort(reverse=True)
    whole, best, features, free = 0.0, -1.0, "", ALL
    for share, cells in shares:
        if cells & free:
            its = _cases(cells & free)
            whole += share * its.share
            free &= ~its.all_genders
            if share * its.most > best:
                best, features = share * its.most, its.features
    return whole, features
