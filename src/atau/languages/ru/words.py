"""One Russian word as found: the names and words that it may be a form of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .declension import Ending, is_particle, undecline
from .dictionary import LONGEST, Entry, entries
from .ends import likelihoods
from .heads import apposed_heads, heads
from .writing import VOWELS, abbreviated

#: (case, gender), and at each the nominatives with how likely they are, likeliest first; ``None`` for a word that stays as it is.
Key = tuple[int, str]
Choice = tuple[str | None, float]
Readings = Mapping[Key, tuple[Choice, ...]]

_CYRILLIC = re.compile("[а-яё]+(?:-[а-яё]+)*")
_ABBREVIATION = re.compile("([А-ЯЁ]{2,})(?:ами|ах|ам|ом|ем|ов|а|у|е|ы)")
_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_TAIL = re.compile("(.+?)(-(?:на|де|ла|эль|оф)-.+|-[0-9]+)")

#: How often names stand in each case, in Russian text.
CASE_SHARES = (0.51, 0.25, 0.04, 0.05, 0.06, 0.09)

#: How likely a dictionary word is to be meant as what it is, written with a capital and without.
_CAPITAL = {"name": 1.0, "place": 1.0, "fixed": 1.0, "noun": 0.5, "adjective": 0.4}
_SMALL = {"name": 0.05, "place": 0.1, "fixed": 1.0, "noun": 1.0, "adjective": 1.0}
_PLURAL = {"name": 0.03, "place": 0.6, "fixed": 0.6, "noun": 0.3, "adjective": 0.6}

_LISTED = 0.6  # a name that the dictionary knows, however rare its end
_UNLISTED = 0.04  # a name that the dictionary does not know, spelt like a form of one that it knows
_SURNAME = 0.05  # the same of one that ends like a Russian surname
_ADJECTIVE = 0.1  # an unknown name that ends like an adjective
_SKY = 0.5  # the same of one in -ский
_SKY_ENDS = ("ский", "цкий", "ская", "цкая")
_NEGLIGIBLE = 0.001  # of the likeliest reading: too little to look at
_NEUTER = 0.2  # an unknown place in -ово, -ино, -ье
_PLURAL_NAME = 0.05  # an unknown name in the plural
_FIXED_LISTED = 0.5  # a name that the dictionary leaves uninflected
_FIXED = 1.0  # an unknown name that ends in a vowel is not inflected
_FIXED_A = 0.03  # the same of one in -а or -я
_WOMAN = 0.3  # a name that ends in a consonant belongs to a woman, and is not inflected
_WOMANS_SURNAME = 0.25  # men are read before women: Токаева
_WOMENS_SURNAMES = ("ова", "ева", "ёва", "ина", "ына", "ская", "стая")
_SYLLABLE = 0.1  # a syllable of a name of the Far East is not inflected: Ким Чен Ына


@dataclass(frozen=True, slots=True)
class Word:
    """The readings of a word, and the roles that it may have.

    How likely it is to stay as it is in all cases: ``fixed`` at any place, ``syllable`` among other words, ``woman`` among other words of a
    woman's name.
    """

    readings: Readings
    roles: frozenset[str]
    fixed: float = 0.0
    syllable: float = 0.0
    woman: float = 0.0


@lru_cache(maxsize=65536)
def word(text: str) -> Word:
    """Read one word, without the quotes and stops around it."""
    lower = text.lower()
    if len(text) > LONGEST:
        return Word({}, frozenset(["foreign"]), 1.0)
    if len(text) < 2 or (text == lower and is_particle(lower)):
        return Word({}, frozenset(["particle"]), 1.0)
    tail = _TAIL.fullmatch(text)
    if tail is not None and not entries(lower):
        return _tailed(word(tail[1]), tail[2].lower())
    if "-" in text and lower[-1] in _LETTERS and not entries(lower):
        return _double(text)
    if _CYRILLIC.fullmatch(lower) is None:
        return Word({}, frozenset(["foreign"]), 1.0)
    if abbreviated(text) and (len(text) < 5 or not entries(lower)):
        return Word({}, frozenset(["abbreviation"]), 1.0)
    short = _ABBREVIATION.fullmatch(text)
    if short is not None:
        return Word({(case, "m"): ((short[1].lower(), 1.0),) for case in range(1, 6)}, frozenset(["abbreviation"]))
    return _read(text, lower)


def _read(text: str, lower: str) -> Word:
    known = entries(lower)
    useful = [entry for entry in known if entry.role != "other"]
    if known and (not useful or (text == lower and len(useful) < len(known) and len(lower) < 4)):
        return Word({}, frozenset(["other"]), 1.0)
    weights = _SMALL if text == lower else _CAPITAL
    return _weighed(lower, useful, weights)


def _weighed(lower: str, known: list[Entry], weights: Mapping[str, float]) -> Word:
    """The readings of the dictionary and those by rule, each as likely as its nominative is as a name."""
    forms = list(undecline(lower))
    singular = [nominative for ending, nominative in forms if ending.gender != "p" or ending.of == "place"]
    likely = likelihoods([*(entry.nominative for entry in known), *singular, lower])
    factor = _UNLISTED * weights["name"] if known else 1.0
    found: dict[Key, dict[str, float]] = {}
    for entry in known:
        _keep(found, (entry.case, entry.gender), entry.nominative, _listed(entry, likely) * weights[entry.role])
    for ending, nominative in forms:
        weight = _by_rule(ending, nominative, likely.get(nominative, 0.0), weights is _SMALL)
        weight *= max(factor, _SURNAME) if ending.of == "surname" else factor
        _keep(found, (ending.case, ending.gender), nominative, weight)
        if ending.gender == "p" and ending.of != "place":
            _keep(found, (ending.case, "p"), nominative.removesuffix(ending.nominative) + ending.singular, weight / 2)
    least = _NEGLIGIBLE * max((weight for choices in found.values() for weight in choices.values()), default=0.0)
    readings = {key: likely_ones for key, choices in found.items() if (likely_ones := _sorted(choices, least))}
    return _still(lower, readings, known, likely[lower] * factor, weights is _SMALL)


def _sorted(choices: Mapping[str, float], least: float) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((choice for choice in choices.items() if choice[1] > least), key=lambda choice: -choice[1]))


def _still(lower: str, readings: Readings, known: list[Entry], likely: float, small: bool) -> Word:
    """The word with how likely it is to stay as it is."""
    roles = frozenset(entry.role for entry in known) or frozenset(["unknown"])
    if "fixed" in roles and not small:
        return Word(readings, roles, _FIXED_LISTED / 2)
    if lower[-1] in VOWELS:
        rare = _FIXED_A if lower[-1] in "ая" else _FIXED
        return Word(readings, roles, 0.0 if roles & {"noun", "adjective", "place"} else likely * rare)
    if small:
        return Word(readings, roles)
    listed = any(entry.role == "name" and entry.nominative == lower for entry in known)
    return Word(readings, roles, syllable=_SYLLABLE if len(lower) < 5 else 0.0, woman=_WOMAN * (0.5 if listed else likely))


def _by_rule(ending: Ending, nominative: str, likely: float, small: bool) -> float:
    """How likely an unknown word is a form of this type."""
    if ending.gender == "p":
        return _PLURAL_NAME * (likely if ending.of == "place" else 0.2)
    if ending.of == "adjective":
        return 0.9 if small else likely * (_SKY if nominative.endswith(_SKY_ENDS) else _ADJECTIVE)
    if ending.of == "surname" and ending.gender == "f":
        return likely * _WOMANS_SURNAME
    if ending.gender == "n":
        return likely * _NEUTER
    return likely


def _listed(entry: Entry, likely: Mapping[str, float]) -> float:
    plural = _PLURAL[entry.role] if entry.gender == "p" else 1.0
    if entry.nominative in heads() or entry.nominative in apposed_heads():
        return 2 * plural
    if entry.gender == "f" and entry.nominative.endswith(_WOMENS_SURNAMES):
        return _WOMANS_SURNAME
    if entry.role == "fixed":
        return _FIXED_LISTED
    if entry.share is not None:
        return (0.1 + 0.9 * entry.share) * plural
    return plural * (1.0 if entry.role in ("noun", "adjective") else _LISTED + (1 - _LISTED) * likely[entry.nominative])


def _keep(found: dict[Key, dict[str, float]], key: Key, nominative: str, weight: float) -> None:
    choices = found.setdefault(key, {})
    choices[nominative] = max(weight, choices.get(nominative, 0.0))


def _tailed(head: Word, tail: str) -> Word:
    """Ростова-на-Дону: what follows stays."""
    readings = {key: tuple((f"{nominative}{tail}", weight) for nominative, weight in choices) for key, choices in head.readings.items()}
    return Word(readings, head.roles, head.fixed)


def _double(text: str) -> Word:
    """Both halves where the first can be in the case of the second; else the second alone."""
    first, _, second = text.rpartition("-")
    before, after = word(first), word(second)
    if after.fixed == 1.0:
        return _tailed(before, f"-{second.lower()}")
    readings = {
        key: tuple((f"{half}-{nominative}", weight) for half in _halves(before, key, first.lower()) for nominative, weight in choices)
        for key, choices in after.readings.items()
    }
    return Word(readings, after.roles - {"other"}, after.fixed, woman=after.woman)


def _halves(half: Word, key: Key, text: str) -> tuple[str, ...]:
    """The nominatives of the first half of a double word, likeliest first: it may be one already (Касым-Жомартом)."""
    inflected = [(nominative, weight * CASE_SHARES[key[0]]) for nominative, weight in half.readings.get(key, ())[:2] if nominative]
    nominatives = [choices[0][1] for (case, gender), choices in half.readings.items() if case == 0 and gender != "p"]
    asis = (text, max(nominatives, default=_NEGLIGIBLE) * CASE_SHARES[0])
    ordered = sorted([*inflected, asis] if key[0] else [asis], key=lambda choice: -choice[1])
    return tuple(dict.fromkeys(nominative for nominative, _ in ordered))
