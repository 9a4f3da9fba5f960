"""Names of places in other European languages (Moskau, Varsovie), of which the index holds no form; see ``exonyms.tsv``."""

from __future__ import annotations

from functools import cache
from importlib import resources

from ..text import key


@cache
def _places() -> dict[str, str]:
    lines = resources.files(__package__).joinpath("exonyms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key(name): place for place, names in rows for name in names.split("|")}


def abroad(folded: str) -> str | None:
    """The key of the place that a folded name is of in another language.

    >>> abroad("moskau"), abroad("moscow")
    ('moscow', None)
    """
    return _places().get(folded)
