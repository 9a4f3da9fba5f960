"""The common nouns of ``heads.toml``, which decide what after them is inflected."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def heads() -> frozenset[str]:
    """Classes of institutions, places and works: what follows stays as it is."""
    return frozenset(_lists()["heads"])


@cache
def apposed_heads() -> frozenset[str]:
    """Nouns after which a name stands in the same case."""
    return frozenset(_lists()["apposed"])


def is_preposition(word: str, following: str) -> bool:
    """Whether the first word of a title is a preposition, so that the rest is in its case: О in «О мышах», not in «О Джинтао»."""
    lower = word.lower()
    return lower in _prepositions() and (lower not in _lists()["surnames_too"] or following.islower())


@cache
def last_heads() -> frozenset[str]:
    """Turkic and Persian nouns that end a name and alone decline in it."""
    return frozenset(_lists()["last"])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(_lists()["prepositions"])


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("heads.toml").read_text(encoding="utf-8"))
