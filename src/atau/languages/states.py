"""Adjectives of states, by which an organ of state is told to be theirs; see ``states.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ..text import fold

#: The case forms of a Russian adjective in -ский, after -ск; the Kazakh suffix of what is of a place.
_RUSSIAN = re.compile("(?<=[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_KAZAKH = re.compile("(?<=..)[лдт][ыі][қк]$")


@cache
def adjectives() -> dict[str, str]:
    """Folded adjective, a Russian one without its ending → the key of the state.

    >>> adjectives()["uzbek"], adjectives()["узбекск"], adjectives()["өзбек"]
    ('uzbekistan', 'uzbekistan', 'uzbekistan')
    """
    table = tomllib.loads(files(__package__).joinpath("states.toml").read_text(encoding="utf-8"))
    words = ((word, key) for key, langs in table.items() for found in langs.values() for word in found)
    return {_RUSSIAN.sub("", fold(word)): key for word, key in words}


def states_of(word: str) -> Iterator[str]:
    """What an adjective may be of: the key of a state for one that is listed, and the name to which Kazakh has put a suffix.

    >>> [*states_of("Узбекского")], [*states_of("өзбекстандық")], [*states_of("Большого")]
    (['uzbekistan'], ['өзбекстан'], [])
    """
    spelt = fold(word)
    if (key := adjectives().get(_RUSSIAN.sub("", spelt))) is not None:
        yield key
    elif _KAZAKH.search(spelt):
        yield _KAZAKH.sub("", spelt)
