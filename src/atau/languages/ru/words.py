"""One Russian word as found: the names and words that it may be a form of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, reduce
from operator import itemgetter, or_

from ..patronymics import patronymic_ends
from .attested import likelihoods
from .cells import FEMININE, GENDERS, MASCULINE, NOMINATIVE, Cells
from .declension import Ending, is_childs, is_fixed, is_particle, is_possible, ordinals, undecline, was_plural
from .dictionary import LONGEST, Entry, entries, paradigms
from .heads import apposed_heads, heads
from .weights import weights
from .writing import LETTERS, VOWELS, abbreviated, vowels

#: A nominative (``None`` for a word that stays as it is), how likely it is, and in which cases and genders the word then stands.
Reading = tuple[str | None, float, Cells]

_PLAIN = re.compile("[А-ЯЁа-яё][а-яё]+")  # a capital at most, no hyphen
_CYRILLIC = re.compile("[а-яё]+(?:-[а-яё]+)*")
_CAPITALS_LAST = re.compile("[А-ЯЁ][а-яёА-ЯЁ]*[а-яё][а-яёА-ЯЁ]*[А-ЯЁ]{2}")  # СПбГПУ
_ABBREVIATION = re.compile("([А-ЯЁ]{2,})(?:ами|ах|ам|ом|ем|ов|а|у|е|ы)")
_ORDINAL = re.compile("([0-9]+-)(.{1,3})")
_IRISH = re.compile("([ОДЛ][’'])([А-ЯЁ][а-яё]+)")  # О’Салливан, Д’Артаньян
_TAIL = re.compile("(.+?)(-(?:на|де|ла|эль)-.+|-[0-9]+)")

_weight = itemgetter(1)
_NEGLIGIBLE = 0.00005  # of the likeliest reading: too little to look at
_SKY = ("ский*", "цкий*", "ская*", "цкая*")
_WOMENS_SURNAMES = ("ова", "ева", "ёва", "ина", "ына", "ская", "стая")
_DATIVES = ("ову", "еву", "ину")  # of surnames, as which a name in -у hardly ends
_OF_MEN = ("ов", "ев", "ёв", "ский", "цкий")  # no woman's surname, and no form of one in the singular
_NAMES = ("given", "surname")
_PLURALS = ("plural", "plural_adjective")
_OTHER, _UNKNOWN = frozenset(["other"]), frozenset(["unknown"])
_SON, _DAUGHTER = (patronymic_ends("russian", sexes=sex) for sex in "mf")
_SHORT = 5  # letters: shorter words in capitals are abbreviations, as longer ones of so many may be
_ADJECTIVE_LAST = 0.1  # what an adjective counts where a noun is expected
_UNLIKELY = 0.1  # of the likeliest reading: too little to make words agree
_CUTS = range(3, 8)  # letters before a dictionary word, in a word made up of two: опер|штаб
_HUMP = re.compile("([А-ЯЁ][а-яёА-ЯЁ]*[а-яё])[А-ЯЁ][а-яё]+")  # where a capital shows them: Базис|Банк
_LEAST = 3  # letters of a dictionary word that begins with such a capital


@dataclass(frozen=True, slots=True)
class Word:
    """The readings of a word, likeliest first, and the roles that it may have.

    How likely it is to stay as it is in all cases: ``fixed`` at any place, ``syllable`` among other words, ``woman`` among other words of a
    woman's name. ``masculine`` is the entry under which dictionaries list a small adjective.
    """

    readings: Sequence[Reading]
    roles: frozenset[str]
    fixed: float = 0.0
    syllable: float = 0.0
    woman: float = 0.0
    masculine: str = ""

    @property
    def cells(self) -> Cells:
        """The cases and genders in which it is likely to stand, if it does not stay as it is."""
        likely = _UNLIKELY * max([weight for _, weight, _ in self.readings], default=0.0)
        return reduce(or_, [cells for _, weight, cells in self.readings if weight >= likely], 0)


@lru_cache(maxsize=65536)
def word(text: str, personal: bool = False) -> Word:
    """Read one word, without the quotes and stops around it; ``personal`` where it is part of a person's full name."""
    lower = text.lower()
    if len(text) > LONGEST:
        return Word((), frozenset(["foreign"]), 1.0)
    if len(text) < 2 or (text == lower and is_particle(lower)):
        return Word((), frozenset(["particle"]), 1.0)
    if _PLAIN.fullmatch(text) is None:
        return _unusual(text, lower, personal)
    if text != lower and (is_fixed(lower) or (is_childs(lower) and not entries(lower))):
        return Word((), _UNKNOWN, 1.0)
    read = _read(lower, _written(text, lower, personal))
    return replace(read, fixed=weights()["word"]["plural_surname"]) if personal and was_plural(lower) else read


def _written(text: str, lower: str, personal: bool) -> str:
    return "small" if text == lower else "personal" if personal else "capital"


def _unusual(text: str, lower: str, personal: bool) -> Word:
    """A word that has hyphens, digits or several capitals."""
    tail = _TAIL.fullmatch(text) if "-" in text else None
    if tail is not None and not entries(lower):
        return _tailed(word(tail[1]), tail[2].lower())
    if "-" in text and not text[0].isdigit() and lower[-1] in LETTERS and (not entries(lower) or _apposed(text, lower)):
        return _double(text, personal)
    irish = _IRISH.fullmatch(text)
    if irish is not None:
        after = word(irish[2], personal)
        return replace(after, readings=[(f"{irish[1].lower()}{name}", weight, cells) for name, weight, cells in after.readings])
    ordinal = _ORDINAL.fullmatch(lower)
    if ordinal is not None:
        return _numbered(ordinal[1], ordinal[2])
    if _CYRILLIC.fullmatch(lower) is None:
        return Word((), frozenset(["foreign"]), 1.0)
    if is_fixed(lower) and text != lower:
        return Word((), _UNKNOWN, 1.0)
    if _is_abbreviation(text, lower) or _CAPITALS_LAST.fullmatch(text) is not None:
        return Word((), frozenset(["abbreviation"]), 1.0)
    short = _ABBREVIATION.fullmatch(text)
    if short is not None:
        return Word(((short[1].lower(), 1.0, MASCULINE & ~NOMINATIVE),), frozenset(["abbreviation"]))
    hump = _HUMP.fullmatch(text)
    known = _compound(lower, [len(hump[1])], _LEAST) if hump is not None else []
    if known:
        return _weighed(lower, [entry._replace(role="noun") for entry in known], "capital")
    return _read(lower, _written(text, lower, personal))


def _is_abbreviation(text: str, lower: str) -> bool:
    """Whether a word in capitals is no word written in capitals, as those of the dictionary and the long ones with vowels are: ЛУКОЙЛА."""
    if not abbreviated(text) or len(text) < _SHORT:
        return abbreviated(text)
    return not entries(lower) and (len(text) == _SHORT or vowels(lower) < 2)


def _numbered(number: str, end: str) -> Word:
    """An adjective written as a number with the end of its case: 5-го is of 5-й, 16-й may be of 16-я."""
    readings = tuple((number + nominative, 1.0, cells) for nominative, cells in ordinals(end))
    return Word(readings, frozenset(["adjective" if readings else "foreign"]), 0.0 if readings else 1.0)


def _apposed(text: str, lower: str) -> bool:
    """Whether a double word is the name of a town with an adjective, of which the dictionary knows the adjective: Каменске-Уральском."""
    first, _, second = text.rpartition("-")
    return second[:1].isupper() and first[-1].lower() != "о" and {entry.role for entry in entries(lower)} >= {"adjective"}


def noun(text: str, w: Word) -> Word:
    """The last word of a phrase, which is a noun rather than an adjective: Железной дорогой."""
    if not w.roles >= {"adjective", "noun"}:
        return w
    nouns = {entry.nominative for entry in entries(text.lower()) if entry.role == "noun"}
    readings = [(name, weight if name in nouns else weight * _ADJECTIVE_LAST, cells) for name, weight, cells in w.readings]
    return replace(w, readings=sorted(readings, key=_weight, reverse=True))


def one_of_several(text: str) -> Word:
    """A word in the plural as that of one of those that it stands for: областей in Владимирской (и Рязанской) областей."""
    lower = text.lower()
    lemmas = {
        (entry.lemma, entry.cells) for entry in entries(lower) if entry.gender == "p" and entry.role in ("noun", "place") and entry.lemma
    }
    readings = [
        (lemma, 1.0, cells >> GENDERS.index("p") - GENDERS.index(known.gender))
        for lemma, cells in lemmas
        for known in paradigms(lemma)
        if known.role == "noun" and known.gender != "p"
    ]
    return Word(readings, frozenset(["noun"]))


def roles(text: str) -> frozenset[str]:
    """The roles of a word that is no part of a person's name, for less than reading it: most words are asked for no more."""
    lower = text.lower()
    if text == lower or len(text) > LONGEST or _PLAIN.fullmatch(text) is None:
        return word(text).roles
    known = _senses(lower, "capital")
    return _OTHER if known is None else _roles_of(known)


def _read(lower: str, written: str) -> Word:
    known = _senses(lower, written)
    return Word((), _OTHER, 1.0) if known is None else _weighed(lower, known, written)


def _senses(lower: str, written: str) -> list[Entry] | None:
    """The readings of the dictionary that count, those of its last part for a compound; ``None`` for a word that is never inflected."""
    known = entries(lower)
    small = written == "small"
    named = [entry for entry in known if entry.role not in ("other", "verb")]
    useful = _inflected(lower, named, small)
    unnamed = known and (not named or (small and len(named) < len(known) and len(lower) < 4))
    if unnamed and (small or any(entry.role == "other" for entry in known)):
        return None
    if written == "personal":
        useful = [entry for entry in useful if entry.gender != "n"]
    found = useful or ([] if small else _fathers_name(lower))
    return found or ([] if written == "personal" else _unknown_head(lower) or _compound(lower, _CUTS, 4 if small else 6))


def _roles_of(known: list[Entry]) -> frozenset[str]:
    return frozenset([entry.role for entry in known]) if known else _UNKNOWN


def _inflected(lower: str, known: list[Entry], small: bool) -> list[Entry]:
    """The readings without that of a name left uninflected in -у or -е, where one of an inflected name fits: Карине is of Карина.

    So it is with a small noun that ends in -у or in a consonant: порту is no city.
    """
    roles = ("noun",) if small and lower[-1] != "е" else ("given", "place")
    if (small or lower[-1] in "уюе") and any(entry.role in roles and entry.nominative != lower for entry in known):
        return [entry for entry in known if entry.role != "fixed" and (entry.role != "given" or entry.nominative != lower)]
    return known


def _fathers_name(lower: str) -> list[Entry]:
    """The readings of a patronymic that the dictionary lacks, by its end: Айылчиевичем, Ерлановна."""
    found = []
    for ending, stem in undecline(lower):
        nominative = stem + ending.nominative
        for gender, ends, cells in (("m", _SON, MASCULINE), ("f", _DAUGHTER, FEMININE)):
            if ending.of == "name" and ending.cells & cells and nominative.endswith(ends):
                found.append(Entry("given", gender, ending.cells & cells, nominative))
    return found


def is_fathers_name(text: str) -> bool:
    """Whether a word can be a form of a patronymic, by its end."""
    return bool(_fathers_name(text.lower()))


def _unknown_head(lower: str) -> list[Entry]:
    """The readings of a class of institutions that the dictionary lacks, such as маслихат, or that ends in one: Агробанку."""
    return [
        Entry("noun", "m", ending.cells & MASCULINE, nominative)
        for ending, stem in undecline(lower)
        if not ending.nominative and ((nominative := stem) in heads() or nominative.endswith(_joined_heads()))
    ]


@cache
def _joined_heads() -> tuple[str, ...]:
    """The masculine heads long enough to be told at the end of a word."""
    return tuple(head for head in heads() if head[-1] not in VOWELS | {"ь", "й"} and len(head) >= _SHORT - 1)


def _compound(lower: str, cuts: Iterable[int], least: int) -> list[Entry]:
    """The readings of an unknown word that ends in a noun of the dictionary, of so many letters at least: оперштабом."""
    for cut in cuts:
        found = [entry for entry in entries(lower[cut:]) if entry.role == "noun"] if len(lower) - cut >= least else []
        if found:
            found = [entry for entry in found if entry.nominative in heads()] or found  # a bank and no jar
            return [Entry("compound", entry.gender, entry.cells, lower[:cut] + entry.nominative) for entry in found]
    return []


def _weighed(lower: str, known: list[Entry], written: str) -> Word:
    """The readings of the dictionary and those by rule, each as likely as its nominative is as a name."""
    if known and written == "small" and known[0].role != "compound":
        return _common(lower, known)
    forms = [(ending, stem, name) for ending, stem in undecline(lower) if is_possible(name := stem + ending.counted)]
    counted = [name for ending, _, name in forms if ending.of != "plural"]
    likely = likelihoods([*[entry.nominative for entry in known], *counted, lower])
    factor = _factor(known, written)
    if VOWELS.isdisjoint(lower[:-3]):
        forms = [form for form in forms if not VOWELS.isdisjoint(form[2])]
    readings = _listed(known, likely, written)
    readings += _declined(forms, likely, _rules(written, factor), written == "small")
    return _still(lower, readings, known, likely[lower] * factor, written == "small")


def _common(lower: str, known: list[Entry]) -> Word:
    """A small word of the dictionary, which is hardly ever a name."""
    return _still(lower, _listed(known, {}, "small"), known, 0.0, True)


def _declined(forms: list[tuple[Ending, str, str]], likely: Mapping[str, float], rules: Mapping[str, float], small: bool) -> list[Reading]:
    """The readings by rule."""
    found: list[Reading] = []
    for ending, stem, name in forms:
        weight = rules[ending.of]
        if small and ending.singular == "ой":
            weight *= rules["stressed_small"]
        if ending.of != "plural":
            weight *= likely[name]
            if ending.counted[-1:] == "*" and name.endswith(_SKY):
                weight *= rules["sky"]
        if ending.of in _PLURALS:
            found.append((stem + ending.singular, weight * rules["plural_of"], ending.cells))
        found.append((stem + ending.nominative, weight, ending.cells))
    return found


def _listed(known: list[Entry], likely: Mapping[str, float], written: str) -> list[Reading]:
    """The readings of the dictionary."""
    roles, plural_of = weights()[written], weights()["word"]["plural_of"]
    found: list[Reading] = []
    for entry in known:
        weight = _likelihood(entry, likely, written) * roles.get(entry.role, 1.0)
        found.append((entry.nominative, weight, entry.cells))
        if entry.gender == "p" and entry.role != "adjective" and entry.lemma and entry.lemma not in heads():
            found.append((entry.lemma, weight * plural_of, entry.cells))
    return found


@cache
def _rules(written: str, factor: float) -> Mapping[str, float]:
    """How likely an unknown word is a form of each class of types; ``sky`` is how much likelier in -ский."""
    figures = weights()["word"]
    of_surname = max(factor, figures["unlisted_surname"])
    woman = figures["womans_surname_personal" if written == "personal" else "womans_surname"]
    neuter = 0.0 if written == "personal" else figures["neuter"]
    plain = {"name": 1.0, "place": 1.0, "neuter": neuter, "plural": figures["plural_name"]}
    adjective = figures["adjective_small" if written == "small" else "adjective"]
    plain |= {"adjective": adjective, "neuter_adjective": adjective * figures["neuter_listed"]}
    plain |= {"plural_place": figures["plural_place"], "plural_adjective": adjective * figures["plural_adjective"]}
    rules = {of: figure * factor for of, figure in plain.items()}
    sky = 1.0 if written == "small" else figures["adjective_sky"] / figures["adjective"]
    rules |= {name: figures[name] for name in ("plural_of", "stressed_small")}
    return rules | {"surname": of_surname, "woman": woman * of_surname, "sky": sky}


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


def _likely_ones(readings: list[Reading]) -> Sequence[Reading]:
    """The readings that count, likeliest first."""
    readings.sort(key=_weight, reverse=True)
    least = _NEGLIGIBLE * readings[0][1] if readings else 0.0
    while readings and readings[-1][1] <= least:
        readings.pop()
    return readings


def _still(lower: str, found: list[Reading], known: list[Entry], likely: float, small: bool) -> Word:
    """The word with how likely it is to stay as it is."""
    figures = weights()["word"]
    roles, readings = _roles_of(known), _likely_ones(found)
    masculine = known[0].lemma if small and roles == {"adjective"} else ""
    if "fixed" in roles and not small:
        mans = any(entry.role == "surname" and entry.nominative == lower for entry in known)  # which stays if a woman's
        return Word(readings, roles, 0.0 if mans else figures["fixed_listed"])
    if lower[-1] in VOWELS:
        fixed = likely * figures["fixed_a" if lower[-1] in "ая" else "fixed_y" if lower[-1] == "ы" else "fixed_vowel"]
        fixed *= figures["fixed_surname"] if lower.endswith(_DATIVES) else 1.0
        return Word(readings, roles, fixed if fixed > _NEGLIGIBLE else 0.0, masculine=masculine)
    if small:
        return Word(readings, roles, masculine=masculine)
    listed = any(entry.role in _NAMES and entry.nominative == lower for entry in known)
    woman = 0.0 if lower.endswith(_OF_MEN) else figures["woman"] * (figures["woman_listed"] if listed else likely)
    return Word(readings, roles, syllable=_syllable(lower, known, likely), woman=woman)


def _syllable(lower: str, known: list[Entry], likely: float) -> float:
    """How likely a word that ends in a consonant is to stay as it is within a name: Ким Чен Ына, Скай Линка."""
    figures: Mapping[str, float] = weights()["word"]
    return figures["syllable"] if len(lower) < 5 else 0.0 if known else figures["stiff"] * likely


def _likelihood(entry: Entry, likely: Mapping[str, float], written: str) -> float:
    figures: Mapping[str, float] = weights()["word"]
    role, gender = "noun" if entry.role == "compound" else entry.role, entry.gender
    plural: float = weights()["plural"][role] if gender == "p" else 1.0
    if entry.nominative in heads() or entry.nominative in apposed_heads() or (gender == "p" and entry.lemma in heads()):
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


def _tailed(head: Word, tail: str) -> Word:
    """Ростова-на-Дону: what follows stays."""
    return Word([(f"{nominative}{tail}", weight, cells) for nominative, weight, cells in head.readings], head.roles, head.fixed)


def _double(text: str, personal: bool) -> Word:
    """All parts, of which those before the last are in its case or nominatives already (Касым-Жомартом)."""
    first, _, second = text.rpartition("-")
    after = word(second, personal)
    if after.fixed == 1.0:
        return _tailed(word(first, personal), f"-{second.lower()}")
    readings = list(after.readings)
    for part in reversed(first.split("-")):
        before = word(part, personal)
        readings = [
            (f"{half}-{nominative}", likely * weight, both)
            for nominative, weight, cells in readings
            for half, likely, both in _halves(before, cells, part.lower())
        ]
    readings.sort(key=_weight, reverse=True)
    return Word(readings, after.roles - {"other"}, after.fixed, woman=after.woman)


def _halves(half: Word, cells: Cells, text: str) -> Iterator[tuple[str, float, Cells]]:
    """The nominatives of the first half of a double word: it is in the case of the second, or a nominative already (Касым-Жомартом)."""
    for nominative, weight, its in half.readings:
        both = its & cells & ~NOMINATIVE
        if both and nominative and nominative != text:
            yield nominative, weight, both
    nominatives = [weight for _, weight, its in half.readings if its & NOMINATIVE]
    yield text, max(*nominatives, half.fixed, _NEGLIGIBLE), cells
