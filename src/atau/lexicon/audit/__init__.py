"""The lexicon compared with what others state of the same entities: one module a source, each with ``stated(lexicon)``."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from ...errors import AtauError, nearest
from ...text import key
from ..values import Lexicon
from .values import Disagreement, Stated

__all__ = ["Disagreement", "Stated", "disagreements", "sources"]


def sources() -> list[str]:
    """The sources to compare with, by their being there.

    >>> sources()
    ['geonames', 'icu', 'pycountry']
    """
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "values")


def disagreements(lexicon: Lexicon, source: str) -> list[Disagreement]:
    """Where none of an entity's names in a language is one of the source's, and the lexicon does not say that this is meant.

    Raises `AtauError` for an unknown source, or one whose package is not installed.
    """
    if source not in sources():
        raise AtauError(f"unknown source {source!r}: expected one of {', '.join(sources())}{nearest(source, sources())}")
    agreed = {(entity, lang) for entity, by_source in lexicon.agreed.items() for lang in by_source.get(source, ())}
    found = _differing(lexicon, import_module(f".{source}", __package__).stated(lexicon))
    return [one for one in found if (one.entity, one.lang) not in agreed]


def _differing(lexicon: Lexicon, stated: Iterator[Stated]) -> Iterator[Disagreement]:
    entities = {entity.id: entity for entity in lexicon.entities}
    for theirs in stated:
        ours = list(dict.fromkeys(name.text for name in entities[theirs.entity].names if name.lang == theirs.lang))
        if theirs.names and ours and not {key(text) for text in ours} & {key(text) for text in theirs.names}:
            yield Disagreement(theirs.entity, theirs.lang, tuple(ours), theirs.names)
