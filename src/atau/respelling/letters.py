"""Other letters for the same name: those of old fonts, those of other romanisations; and the legal form that registers put beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ..sound.names import words
from ..text import HAN, LATIN, scripts
from ..transliteration import transliterations

#: So many rules are applied one after another, and so many spellings are tried: those that need fewer first.
_DEEPEST, _MOST = 3, 120
#: A shorter name is too easily another's, a longer one no place's.
_SHORTEST, _LONGEST = 4, 60
_MARKS = ' "«»“”,'


@dataclass(frozen=True, slots=True)
class Habits:
    """How names of some countries are spelt in Latin letters in more than one way."""

    countries: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("letters.toml").read_text(encoding="utf-8"))


@cache
def _letters() -> dict[int, int]:
    tables = (_data()[name] for name in ("fonts", "japanese"))
    return {found: meant for table in tables for found, meant in str.maketrans(table["found"], table["meant"]).items()}


@cache
def _all_habits() -> tuple[Habits, ...]:
    return tuple(map(_habits, _data()["latin"]))


def _habits(table: dict[str, list[Any]]) -> Habits:
    rules = tuple((re.compile(pattern), other) for pattern, other in table["rules"])
    return Habits(frozenset(f"place/{country}" for country in table["countries"]), rules)


def modern(folded: str) -> str:
    """A folded name with the letters of today: Kazakh ones for what fonts older than Unicode put, Simplified for Japanese characters.

    >>> modern("аќтґбе облысы"), modern("広州市")
    ('ақтөбе облысы', '广州市')
    """
    return folded.translate(_letters())


def unframed(folded: str) -> Iterator[str]:
    """The name of a body without its legal form and the quotation marks around it, then without the next one that stands in it.

    >>> [*unframed('публичное акционерное общество "аэрофлот"')], [*unframed('ао "нк "ктж"')]
    (['аэрофлот'], ['нк "ктж', 'ктж'])
    """
    bare = folded
    for _ in range(_DEEPEST):
        bare = next(filter(None, _without_form(bare)), "")
        if not bare:
            return
        yield bare


def _without_form(folded: str) -> Iterator[str]:
    for phrase in _data()["legal"]["before"]:
        if folded.startswith((f"{phrase} ", f'{phrase} "')):
            yield folded.removeprefix(phrase).strip(_MARKS)
    for phrase in _data()["legal"]["behind"]:
        if folded.endswith(phrase if HAN in scripts(phrase) else (f" {phrase}", f'"{phrase}')):
            yield folded.removesuffix(phrase).strip(_MARKS)


def is_registered(folded: str) -> bool:
    """Whether a folded name has a legal form, so that it is a body's.

    >>> is_registered('ао "астана"'), is_registered("астана")
    (True, False)
    """
    return any(map(bool, _without_form(folded))) or not words()["legal_forms"].isdisjoint(folded.split())


def romanisations(folded: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Other Latin spellings of a place name, each with the countries whose places are spelt so; those of fewest changes first.

    >>> next(name for name, countries in romanisations("qaraghandy") if "place/kazakhstan" in countries and "q" not in name)
    'karaghandy'
    """
    if scripts(folded) != {LATIN} or not _SHORTEST <= len(folded) <= _LONGEST:
        return
    for habits in _all_habits():
        yield from ((name, habits.countries) for name in _spellings(folded, habits))


def read_abroad(name: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """What a name in Latin letters is in Russian if the press of another country wrote it, by which system, and whose names are so.

    >>> next(read_abroad("miedwiediew"))[:2], [*read_abroad("medvedev")]
    (('медведев', 'ru-Latn-pl-pwn'), [])
    """
    table = _data()["abroad"]
    if scripts(name) != {LATIN} or len(name) > _LONGEST or re.search(table["seldom"], name) is None:
        return
    countries = frozenset(f"place/{country}" for country in table["countries"])
    for system in table["systems"]:
        yield from ((text, system, countries) for text in transliterations(name, system, reverse=True, limit=table["ways"]))


def _spellings(folded: str, habits: Habits) -> list[str]:
    found, latest = {folded: None}, [folded]
    for _ in range(_DEEPEST):
        made = (pattern.sub(other, name) for name in latest for pattern, other in habits.rules)
        latest = [name for name in dict.fromkeys(made) if name not in found]
        found |= dict.fromkeys(latest[: _MOST - len(found)])
    return [*found][1:]
