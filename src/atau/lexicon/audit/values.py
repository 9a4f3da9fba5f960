"""What a source states of an entity, and where that is not what the lexicon states."""

from __future__ import annotations

from typing import NamedTuple


class Stated(NamedTuple):
    """The names that a source has for an entity of the lexicon in one language."""

    entity: str
    lang: str
    names: tuple[str, ...]


class Disagreement(NamedTuple):
    """Names in one language, none of which the other side has."""

    entity: str
    lang: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
