"""Given names, by which a surname of the lexicon beside one is told to be another person's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files


def given_names() -> Iterator[str]:
    """The given names of ``given.toml``, of all languages.

    >>> "Chad" in set(given_names())
    True
    """
    table = tomllib.loads(files(__package__).joinpath("given.toml").read_text(encoding="utf-8"))
    for names in table.values():
        yield from names
