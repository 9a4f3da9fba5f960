"""Multilingual names and terms normalised: English, Chinese, Russian and Kazakh forms to one canonical ID.

>>> import atau
>>> atau.resolve("Токаевым").id
'person/kassym-jomart-tokayev'
>>> [(mention.text, mention.id) for mention in atau.annotate("Xi Jinping arrived in Astana.")]
[('Xi Jinping', 'person/xi-jinping'), ('Astana', 'place/astana')]

The functions are methods of a default `Resolver`, which opens the shipped lexicon when it is first needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from .clustering import Group
from .clustering import cluster as _cluster
from .errors import (
    AtauError,
    IndexFileError,
    LexiconError,
    NotReversibleError,
    UnknownEntityError,
    UnknownKindError,
    UnknownLanguageError,
    UnknownSystemError,
)
from .matching import Pair
from .matching import match as _match
from .model import Entity, Form, Match, Mention, Name, Office
from .resolver import Resolver
from .resolver import shared as _shared
from .sound import similarities, similarity
from .transliteration import System, guess_original, systems, transliterate, transliterations

__all__ = [
    "AtauError",
    "Entity",
    "Form",
    "Group",
    "IndexFileError",
    "LexiconError",
    "Match",
    "Mention",
    "Name",
    "NotReversibleError",
    "Office",
    "Pair",
    "Resolver",
    "System",
    "UnknownEntityError",
    "UnknownKindError",
    "UnknownLanguageError",
    "UnknownSystemError",
    "annotate",
    "annotate_many",
    "base_form",
    "candidates",
    "cluster",
    "entity",
    "guess_original",
    "match",
    "normalise",
    "resolve",
    "resolve_many",
    "same",
    "similarities",
    "similarity",
    "systems",
    "transliterate",
    "transliterations",
]
__version__ = "0.1.0"


@cache
def _default() -> Resolver:
    return _shared()


def resolve(name: str, *, kind: str | None = None, lang: str | None = None, at: str | None = None) -> Match | None:
    """The entity meant by a name, or ``None`` if none is likely enough or two are as likely.

    >>> resolve("托卡葉夫").id
    'person/kassym-jomart-tokayev'
    >>> resolve("") is None
    True
    """
    return _default().resolve(name, kind=kind, lang=lang, at=at)


def candidates(name: str, *, kind: str | None = None, lang: str | None = None, at: str | None = None, limit: int = 5) -> list[Match]:
    """The entities that a name may mean, best first; ``[]`` if none.

    ``kind`` keeps one kind; ``lang`` says in which language the name is written; ``at`` (an ISO date, or a year) is when it was said.
    """
    return _default().candidates(name, kind=kind, lang=lang, at=at, limit=limit)


def annotate(text: str, lang: str | None = None, *, at: str | None = None, joined: bool = False) -> list[Mention]:
    """The mentions in a text, sorted and disjoint; offsets into the text as given. ``at`` is the date of the text.

    With ``joined`` also the states that Chinese joins by one character each.

    >>> [(mention.text, mention.id) for mention in annotate("中哈关系", joined=True)]
    [('中', 'place/china'), ('哈', 'place/kazakhstan')]
    """
    return _default().annotate(text, lang, at=at, joined=joined)


def annotate_many(
    texts: Iterable[str | None], lang: str | None = None, *, at: str | None = None, joined: bool = False
) -> Iterator[list[Mention]]:
    """The mentions of each text of a column (any iterable, or an Arrow array), in order; none for a missing one.

    ``at`` is the date of all of them, ``joined`` as for `annotate`. Missing and bad rows are treated as in `resolve_many`.
    """
    return _default().annotate_many(texts, lang, at=at, joined=joined)


def normalise(text: str, to: str = "en", *, lang: str | None = None) -> str:
    """The text with each mention that is not ambiguous replaced by the canonical name of its entity.

    >>> normalise("哈薩克共和國", to="en")
    'Kazakhstan'
    """
    return _default().normalise(text, to, lang=lang)


def base_form(text: str, lang: str | None = None) -> str:
    """The likeliest nominative of a name or phrase as found, in the lexicon or not; the text itself where there is nothing to change.

    >>> base_form("Шанхайской организацией сотрудничества"), base_form("Тоқаевтың"), base_form("Kazakhstan's"), base_form("")
    ('Шанхайская организация сотрудничества', 'Тоқаев', 'Kazakhstan', '')

    Raises `UnknownLanguageError` for a language that the library does not serve.
    """
    return _default().base_form(text, lang)


def resolve_many(
    names: Iterable[str | None], *, kind: str | None = None, lang: str | None = None, at: str | None = None
) -> Iterator[Match | None]:
    """The match of each name of a column (any iterable, or an Arrow array), in order; ``None`` where `resolve` says so.

    Each distinct name is resolved once; an iterable is read in chunks. What is missing (``None``, NaN) passes through. A row that is no
    text has no result and does not stop the rest: a warning names it by its number, counted from 0.

    >>> [match and match.id for match in resolve_many(["Токаевым", None, "Astana"])]
    ['person/kassym-jomart-tokayev', None, 'place/astana']
    """
    return _default().resolve_many(names, kind=kind, lang=lang, at=at)


def same(a: str, b: str) -> float:
    """Whether two names mean one entity, 0.0 … 1.0: by the lexicon where it knows both, else by their sound.

    >>> same("SCO", "ШОС") > 0.9
    True
    """
    return _default().same(a, b)


def match(names: Iterable[str], others: Iterable[str]) -> Iterator[Pair | None]:
    """The best counterpart of each name in another column, in order; ``None`` where none is sure enough.

    By the lexicon where it knows both, else by sound, among the names that an index of sounds brings up.

    >>> [pair and pair.other for pair in match(["ШОС", "Zaparov", "Smith"], ["Самаркандов", "上海合作组织", "扎帕罗夫"])]
    ['上海合作组织', '扎帕罗夫', None]
    """
    return _match(names, others, _default())


def cluster(names: Iterable[str]) -> list[Group]:
    """Groups of names that are one, each around its fullest name, in the order in which they begin; the order of the names does not matter.

    A name that fits two groups equally well stays alone, and no group holds two names that contradict each other.

    >>> [group.names for group in cluster(["Петров", "Ivan Petrov", "Пётр Сидоров", "Пётр Петров", "Иван Петров", "Sidorov P."])]
    [('Петров',), ('Ivan Petrov', 'Иван Петров'), ('Пётр Сидоров', 'Sidorov P.'), ('Пётр Петров',)]
    """
    return _cluster(names, _default())


def entity(entity_id: str) -> Entity:
    """The entity with an ID; `UnknownEntityError` names the nearest.

    >>> entity("place/kazakhstan").name("zh-Hant")
    '哈薩克斯坦'
    """
    return _default().entity(entity_id)
