"""What kind of place a name says it names: its class word set aside, replaced by another of the class, or supplied."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

from ..model import Entity
from ..text import CYRILLIC, HAN, key, scripts

#: A class word is of so many words, or Chinese characters, at most; and so many letters, or Chinese characters, are left of a name.
_LONGEST, _LEFT = 6, {True: 2, False: 3}
#: Russian adjectives of places, and as they are written in Latin letters.
_ADJECTIVE = re.compile("(?:[сц]к(?:ий|ой)|[st]k(?:iy|ii|ij|yy|i|y|oy))$")


@dataclass(frozen=True, slots=True)
class Class:
    """One table of ``classes.toml``."""

    words: tuple[str, ...]
    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    added: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    adjectives: bool = False

    def bears(self, entity: Entity) -> bool:
        """Whether an entity is a place of this class: by its type, or by a word of the class in a name that is stated of it."""
        if entity.kind != "place" or (self.countries and (entity.country or "").removeprefix("place/") not in self.countries):
            return False
        return entity.type in self.types or any(self in found for name in entity.names for _, found in parted(key(name.text)))


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("classes.toml").read_text(encoding="utf-8"))


@cache
def classes() -> tuple[Class, ...]:
    """The tables of ``classes.toml``."""
    return tuple(_class(table) for table in _data().values() if isinstance(table, dict))


@cache
def _peoples() -> frozenset[str]:
    return frozenset(_data()["peoples"])


def _class(table: dict[str, Any]) -> Class:
    words = chain.from_iterable(table.get(script, ()) for script in ("latin", "cyrillic", "han"))
    spelt, added, joined = (tuple(map(key, found)) for found in (words, table.get("added", ()), table.get("joined", ())))
    types, countries = (frozenset(table.get(column, ())) for column in ("types", "countries"))
    return Class(spelt, types, countries, added, joined, "adjectives" in table)


@cache
def _bearing() -> dict[str, tuple[Class, ...]]:
    """Class word → the classes that it is of; ``-si`` for one that is joined to the name."""
    spelt = [(word, each) for each in classes() for word in (*each.words, *(f"-{end}" for end in each.joined))]
    return {word: tuple(each for other, each in spelt if other == word) for word, _ in spelt}


def is_class_word(folded: str) -> bool:
    """Whether a folded word says what kind of place a name names.

    >>> is_class_word("region"), is_class_word("politician")
    (True, False)
    """
    return folded in _bearing()


def parted(folded: str) -> Iterator[tuple[str, tuple[Class, ...]]]:
    """A folded name without its class word, where it has one, with the classes that the word is of.

    >>> [[bare for bare, _ in parted(name)] for name in ("республика алтай", "city of almaty", "安徽省", "texas")]
    [['алтай'], ['almaty'], ['安徽'], []]
    """
    for bare, word in _in_han(folded) if HAN in scripts(folded) else _in_letters(folded):
        if word in _bearing():
            yield bare, _bearing()[word]
            if (unpeopled := _without_peoples(bare)) != bare:
                yield unpeopled, _bearing()[word]


def _without_peoples(bare: str) -> str:
    words = bare.split(" ")
    while len(words) > 1 and words[-1] in _peoples():
        words.pop()
    return " ".join(words)


def _in_han(folded: str) -> Iterator[tuple[str, str]]:
    for at in range(max(_LEFT[True], len(folded) - _LONGEST), len(folded)):
        yield folded[:at], folded[at:]


def _in_letters(folded: str) -> Iterator[tuple[str, str]]:
    words = folded.split(" ")
    for at in range(1, len(words)):
        before, behind = " ".join(words[:at]), " ".join(words[at:])
        yield before, behind
        if words[at] != "of":
            yield behind.removeprefix("the "), before.removesuffix(" of")
    bare, hyphen, end = folded.rpartition("-")
    if hyphen:
        yield bare, end
    elif len(words) == 1:
        yield from ((folded[:-size], f"-{folded[-size:]}") for size in (2, 3) if len(folded) > size + _LEFT[False])


Change = tuple[str, Class, str]


def changes(folded: str, few: bool = False) -> Iterator[Change]:
    """(Name to look up, class, what was done) for a name with a class word: with the others of the class, then without.

    With ``few`` only with those that the lexicon writes.

    >>> names = [name for name, *_ in changes("anhui sheng")]
    >>> names[0], names[-1]
    ('anhui province', 'anhui')
    """
    for bare, found in parted(folded):
        if len(bare) >= _LEFT[HAN in scripts(bare)]:
            for each in found:
                yield from _with(bare, each, each.added if few else each.words, f"another class word than in {folded!r}")
            yield from ((bare, each, f"the class word of {folded!r} set aside") for each in found)


def additions(folded: str) -> Iterator[Change]:
    """The same for a bare name: with the class words that the lexicon writes and the name may lack.

    >>> "amasya province" in [name for name, *_ in additions("amasya")], [name for name, *_ in additions("amangeldy") if "rayon" in name]
    (True, [])
    """
    adjective = _ADJECTIVE.search(folded) is not None
    for each in classes():
        if adjective or not each.adjectives:
            yield from _with(folded, each, each.added, f"a class word supplied to {folded!r}")


def _with(bare: str, each: Class, words: tuple[str, ...], step: str) -> Iterator[Change]:
    """A bare name with words of a class in its script, where they may stand."""
    written = scripts(bare)
    for word in words:
        if scripts(word) == written:
            yield from ((name, each, step) for name in _joined(bare, word, written))


def _joined(bare: str, word: str, written: set[int]) -> tuple[str, ...]:
    if HAN in written:
        return (f"{bare}{word}",)
    return (f"{bare} {word}", f"{word} {bare}") if CYRILLIC in written else (f"{bare} {word}",)
