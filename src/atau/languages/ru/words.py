"""One Russian word as found: the names and words that it may be a form of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from .declension import Ending, is_fixed, is_particle, ordinals, undecline
from .dictionary import LONGEST, Entry, Key, entries
from .ends import likelihoods
from .heads import apposed_heads, heads
from .weights import weights
from .writing import LETTERS, VOWELS, abbreviated

#: At each case and gender the nominatives with how likely they are, likeliest first; ``None`` for a word that stays as it is.
Choice = tuple[str | None, float]
Readings = Mapping[Key, tuple[Choice, ...]]

_PLAIN = re.compile("[А-ЯЁ][а-яё]+")  # one capital, no hyphen
_CYRILLIC = re.compile("[а-яё]+(?:-[а-яё]+)*")
_CAPITALS_LAST = re.compile("[А-ЯЁ][а-яёА-ЯЁ]*[а-яё][а-яёА-ЯЁ]*[А-ЯЁ]{2}")  # СПбГПУ
_ABBREVIATION = re.compile("([А-ЯЁ]{2,})(?:ами|ах|ам|ом|ем|ов|а|у|е|ы)")
_ORDINAL = re.compile("([0-9]+-)(.{1,3})")
_TAIL = re.compile("(.+?)(-(?:на|де|ла|эль)-.+|-[0-9]+)")

_NEGLIGIBLE = 0.00005  # of the likeliest reading: too little to look at
_SKY = ("ский*", "цкий*", "ская*", "цкая*")
_WOMENS_SURNAMES = ("ова", "ева", "ёва", "ина", "ына", "ская", "стая")
_NAMES = ("given", "surname")
_OTHER, _UNKNOWN = frozenset(["other"]), frozenset(["unknown"])
_COMPOUND = range(3, 8)  # letters before a dictionary word, in a word made up of two: опер|штаб


@dataclass(frozen=True, slots=True)
class Word:
    """The readings of a word, and the roles that it may have.

    How likely it is to stay as it is in all cases: ``fixed`` at any place, ``syllable`` among other words, ``woman`` among other words of a
    woman's name. ``masculine`` is the entry under which dictionaries list a small adjective.
    """

    readings: Readings
    roles: frozenset[str]
    fixed: float = 0.0
    syllable: float = 0.0
    woman: float = 0.0
    masculine: str = ""


@lru_cache(maxsize=65536)
def word(text: str, personal: bool = False) -> Word:
    """Read one word, without the quotes and stops around it; ``personal`` where it is part of a person's full name."""
    lower = text.lower()
    if len(text) > LONGEST:
        return Word({}, frozenset(["foreign"]), 1.0)
    if len(text) < 2 or (text == lower and is_particle(lower)):
        return Word({}, frozenset(["particle"]), 1.0)
    tail = _TAIL.fullmatch(text) if "-" in text else None
    if tail is not None and not entries(lower):
        return _tailed(word(tail[1]), tail[2].lower())
    if "-" in text and not text[0].isdigit() and lower[-1] in LETTERS and (not entries(lower) or _apposed(text, lower)):
        return _double(text, personal)
    ordinal = _ORDINAL.fullmatch(lower)
    if ordinal is not None:
        return _numbered(ordinal[1], ordinal[2])
    if _CYRILLIC.fullmatch(lower) is None:
        return Word({}, frozenset(["foreign"]), 1.0)
    if is_fixed(lower) and text != lower:
        return Word({}, _UNKNOWN, 1.0)
    if (abbreviated(text) and (len(text) < 5 or not entries(lower))) or _CAPITALS_LAST.fullmatch(text) is not None:
        return Word({}, frozenset(["abbreviation"]), 1.0)
    short = _ABBREVIATION.fullmatch(text)
    if short is not None:
        return Word({(case, "m"): ((short[1].lower(), 1.0),) for case in range(1, 6)}, frozenset(["abbreviation"]))
    return _read(lower, "small" if text == lower else "personal" if personal else "capital")


def _numbered(number: str, end: str) -> Word:
    """An adjective written as a number with the end of its case: 5-го is of 5-й, 16-й may be of 16-я."""
    readings = {key: ((number + nominative, 1.0),) for key, nominative in ordinals(end).items()}
    return Word(readings, frozenset(["adjective" if readings else "foreign"]), 0.0 if readings else 1.0)


def _apposed(text: str, lower: str) -> bool:
    """Whether a double word is the name of a town with an adjective, of which the dictionary knows the adjective: Каменске-Уральском."""
    first, _, second = text.rpartition("-")
    return second[:1].isupper() and first[-1].lower() != "о" and {entry.role for entry in entries(lower)} >= {"adjective"}


def roles(text: str) -> frozenset[str]:
    """The roles of a word that is no part of a person's name, for less than reading it: most words are asked for no more."""
    lower = text.lower()
    if text == lower or text.isupper() or len(text) > LONGEST or _PLAIN.fullmatch(text) is None:
        return word(text).roles
    known = _senses(lower, "capital")
    return _OTHER if known is None else _roles_of(known)


def _read(lower: str, written: str) -> Word:
    known = _senses(lower, written)
    return Word({}, _OTHER, 1.0) if known is None else _weighed(lower, known, written)


def _senses(lower: str, written: str) -> list[Entry] | None:
    """The readings of the dictionary that count, those of its last part for a compound; ``None`` for a word that is never inflected."""
    known = entries(lower)
    useful = _inflected(lower, [entry for entry in known if entry.role not in ("other", "verb")])
    small = written == "small"
    unnamed = known and (not useful or (small and len(useful) < len(known) and len(lower) < 4))
    if unnamed and (small or any(entry.role == "other" for entry in known)):
        return None
    return useful or ([] if written == "personal" else _compound(lower, 4 if small else 6))


def _roles_of(known: list[Entry]) -> frozenset[str]:
    return frozenset([entry.role for entry in known]) if known else _UNKNOWN


def _inflected(lower: str, known: list[Entry]) -> list[Entry]:
    """The readings without that of a name left uninflected in -у or -е, where one of an inflected name fits: Карине is of Карина."""
    if lower[-1] in "уюе" and any(entry.role in ("given", "place") and entry.nominative != lower for entry in known):
        return [entry for entry in known if entry.role != "fixed" and (entry.role != "given" or entry.nominative != lower)]
    return known


def _compound(lower: str, least: int) -> list[Entry]:
    """The readings of an unknown word that ends in a noun of the dictionary, of so many letters at least: оперштабом."""
    for cut in _COMPOUND:
        found = [entry for entry in entries(lower[cut:]) if entry.role == "noun"] if len(lower) - cut >= least else []
        if found:
            return [Entry("compound", entry.key, lower[:cut] + entry.nominative) for entry in found]
    return []


def _weighed(lower: str, known: list[Entry], written: str) -> Word:
    """The readings of the dictionary and those by rule, each as likely as its nominative is as a name."""
    if known and written == "small" and known[0].role != "compound":
        return _common(lower, known)
    forms = [(ending, stem, stem + ending.counted) for ending, stem in undecline(lower)]
    counted = [name for ending, _, name in forms if ending.of != "plural"]
    likely = likelihoods([*[entry.nominative for entry in known], *counted, lower])
    factor = _factor(known, written)
    found: dict[Key, dict[str, float]] = {}
    _keep_listed(found, known, likely, written)
    if VOWELS.isdisjoint(lower[:-3]):
        forms = [form for form in forms if not VOWELS.isdisjoint(form[2])]
    _keep_declined(found, forms, likely, _rules(written, factor), written == "small")
    return _still(lower, _likely_ones(found), known, likely[lower] * factor, written == "small")


def _keep_declined(
    found: dict[Key, dict[str, float]],
    forms: list[tuple[Ending, str, str]],
    likely: Mapping[str, float],
    rules: Mapping[str, float],
    small: bool,
) -> None:
    plural_of = weights()["word"]["plural_of"]
    for ending, stem, name in forms:
        weight = rules[ending.of]
        if small and ending.singular == "ой":
            weight *= rules["stressed"]
        plural = ending.of == "plural"
        if not plural:
            weight *= likely[name]
            if ending.counted[-1:] == "*" and name.endswith(_SKY):
                weight *= rules["sky"]
        nominative = stem + ending.nominative
        for key in ending.keys:
            _keep(found, key, nominative, weight)
            if plural:
                _keep(found, key, stem + ending.singular, weight * plural_of)


def _common(lower: str, known: list[Entry]) -> Word:
    """A small word of the dictionary, which is hardly ever a name."""
    found: dict[Key, dict[str, float]] = {}
    _keep_listed(found, known, {}, "small")
    return _still(lower, _likely_ones(found), known, 0.0, True)


def _keep_listed(found: dict[Key, dict[str, float]], known: list[Entry], likely: Mapping[str, float], written: str) -> None:
    roles, plural_of = weights()[written], weights()["word"]["plural_of"]
    for entry in known:
        weight = _listed(entry, likely, written) * roles.get(entry.role, 1.0)
        _keep(found, entry.key, entry.nominative, weight)
        if entry.key[1] == "p" and entry.role != "adjective" and entry.lemma and entry.lemma not in heads():
            _keep(found, entry.key, entry.lemma, weight * plural_of)


@cache
def _rules(written: str, factor: float) -> Mapping[str, float]:
    """How likely an unknown word is a form of each class of types; ``sky`` is how much likelier in -ский."""
    figures = weights()["word"]
    of_surname = max(factor, figures["unlisted_surname"])
    woman = figures["womans_surname_personal" if written == "personal" else "womans_surname"]
    plain = {"name": 1.0, "place": 1.0, "neuter": figures["neuter"], "plural": figures["plural_name"]}
    plain |= {"plural_place": figures["plural_place"], "adjective": figures["adjective_small" if written == "small" else "adjective"]}
    rules = {of: figure * factor for of, figure in plain.items()}
    sky = 1.0 if written == "small" else figures["adjective_sky"] / figures["adjective"]
    return rules | {"surname": of_surname, "woman": woman * of_surname, "sky": sky, "stressed": figures["stressed_small"]}


def _factor(known: list[Entry], written: str) -> float:
    """How likely a word is to be something else than what the dictionary says."""
    figures: Mapping[str, float] = weights()["word"]
    if not known:
        return 1.0
    if known[0].role == "compound":
        return figures["beside_compound"]
    if written == "personal" and not any(entry.role in _NAMES for entry in known):
        return figures["unlisted_personal"]
    given: float = weights()[written]["given"]
    return figures["unlisted"] * given


def _likely_ones(found: Mapping[Key, Mapping[str, float]]) -> Readings:
    least = _NEGLIGIBLE * max([max(choices.values()) for choices in found.values()], default=0.0)
    readings = {}
    for key, choices in found.items():
        likely = [choice for choice in choices.items() if choice[1] > least]
        if likely:
            if len(likely) > 1:
                likely.sort(key=_weight)
            readings[key] = tuple(likely)
    return readings


def _weight(choice: tuple[str, float]) -> float:
    return -choice[1]


def _still(lower: str, readings: Readings, known: list[Entry], likely: float, small: bool) -> Word:
    """The word with how likely it is to stay as it is."""
    figures = weights()["word"]
    roles = _roles_of(known)
    if "fixed" in roles and not small:
        return Word(readings, roles, figures["fixed_listed"])
    if lower[-1] in VOWELS:
        rare = figures["fixed_a"] if lower[-1] in "аяы" else figures["fixed_vowel"]
        fixed = likely * rare
        return Word(
            readings, roles, fixed if fixed > _NEGLIGIBLE else 0.0, masculine=known[0].lemma if small and roles == {"adjective"} else ""
        )
    if small:
        return Word(readings, roles, masculine=known[0].lemma if roles == {"adjective"} else "")
    listed = any(entry.role in _NAMES and entry.nominative == lower for entry in known)
    woman = figures["woman"] * (figures["woman_listed"] if listed else likely)
    return Word(readings, roles, syllable=_syllable(lower, known), woman=woman)


def _syllable(lower: str, known: list[Entry]) -> float:
    """How likely a word that ends in a consonant is to stay as it is within a name: Ким Чен Ына, Скай Линка."""
    figures: Mapping[str, float] = weights()["word"]
    return figures["syllable"] if len(lower) < 5 else 0.0 if known else figures["stiff"]


def _listed(entry: Entry, likely: Mapping[str, float], written: str) -> float:
    figures: Mapping[str, float] = weights()["word"]
    role, gender = "noun" if entry.role == "compound" else entry.role, entry.key[1]
    plural: float = weights()["plural"][role] if gender == "p" else 1.0
    if entry.nominative in heads() or entry.nominative in apposed_heads():
        return figures["head"] * plural
    if gender == "f" and entry.role == "surname" and entry.nominative.endswith(_WOMENS_SURNAMES):
        return figures["womans_surname_personal" if written == "personal" else "womans_surname"]
    if entry.role == "fixed":
        return 2 * figures["fixed_listed"]
    if entry.role == "compound":
        return figures["compound"] * plural
    if gender == "n" and entry.role == "adjective":
        plural = figures["neuter_listed"]
    if entry.share is not None:
        return (0.1 + 0.9 * entry.share) * plural
    least = 1.0 if role in ("noun", "adjective") else figures["listed"]
    return plural * (least + (1 - least) * likely.get(entry.nominative, 0.0))


def _keep(found: dict[Key, dict[str, float]], key: Key, nominative: str, weight: float) -> None:
    choices = found.get(key)
    if choices is None:
        found[key] = {nominative: weight}
    elif weight > choices.get(nominative, -1.0):
        choices[nominative] = weight


def _tailed(head: Word, tail: str) -> Word:
    """Ростова-на-Дону: what follows stays."""
    readings = {key: tuple((f"{nominative}{tail}", weight) for nominative, weight in choices) for key, choices in head.readings.items()}
    return Word(readings, head.roles, head.fixed)


def _double(text: str, personal: bool) -> Word:
    """Both halves where the first can be in the case of the second; else the second alone."""
    first, _, second = text.rpartition("-")
    before, after = word(first, personal), word(second, personal)
    if after.fixed == 1.0:
        return _tailed(before, f"-{second.lower()}")
    readings = {
        key: tuple(
            (f"{half}-{nominative}", likely * weight)
            for half, likely in _halves(before, key, first.lower())
            for nominative, weight in choices
        )
        for key, choices in after.readings.items()
    }
    return Word(readings, after.roles - {"other"}, after.fixed, woman=after.woman)


def _halves(half: Word, key: Key, text: str) -> list[tuple[str, float]]:
    """The nominatives of the first half of a double word: it is in the case of the second, or a nominative already (Касым-Жомартом)."""
    inflected = [(nominative, weight) for nominative, weight in half.readings.get(key, ())[:2] if nominative]
    nominatives = [choices[0][1] for (case, gender), choices in half.readings.items() if case == 0 and gender != "p"]
    asis = (text, max(*nominatives, half.fixed, _NEGLIGIBLE))
    return [choice for choice in inflected if choice[0] != text] + [asis] if key[0] else [asis]
