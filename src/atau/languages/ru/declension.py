"""Names by rule: the declension types of ``declensions.toml``, forwards and backwards."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from .cells import Cells, cell_of
from .writing import LETTERS, VOWELS, vowels

NOM, GEN, DAT, ACC, INS, LOC = range(6)


Row = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Declension:
    """A type: whose it is, its genders, the ends of its nominatives (or they themselves, if ``whole``) and the number of their vowels if it
    matters, how many letters they lose, its endings by case, its masculine."""

    of: str
    genders: str
    ends: tuple[str, ...]
    whole: bool
    vowels: int
    cut: int
    singular: Row
    plural: Row
    masculine: str

    @property
    def stems(self) -> tuple[str, ...]:
        """What its stems end in."""
        return tuple(end[: len(end) - self.cut] for end in self.ends)

    def suits(self, word: str) -> bool:
        """Whether a lower-case nominative ends so."""
        if self.whole:
            return word in self.ends
        return word.endswith(self.ends) and self.vowels in (0, vowels(word))


@dataclass(frozen=True, slots=True)
class Ending:
    """The cells of a type that end alike, met from the end of a form.

    ``of`` is that of the type, but woman for a woman's surname, neuter, plural, or one of these and of what; ``cells`` are the cases
    and genders; ``nominative`` ends that of the same number, ``singular`` that of one. ``counted`` ends what `likelihoods` knows the
    nominative as: the masculine with * where it declines as an adjective, a woman's surname by the man's. ``loose`` is set where stems end
    in one letter at most, ``vowels`` is that of the type.
    """

    of: str
    cells: Cells
    nominative: str
    counted: str
    singular: str
    stems: tuple[str, ...]
    loose: bool
    vowels: int


@cache
def declensions() -> tuple[Declension, ...]:
    """All types, in their order."""
    table = tomllib.loads(files(__package__).joinpath("declensions.toml").read_text(encoding="utf-8"))
    return tuple(map(_declension, table.values()))


def _declension(row: Mapping[str, Any]) -> Declension:
    rows = _row(row["singular"]), _row(row.get("plural", ""))
    ends, whole, count = tuple(row["ends"].split()), row.get("whole", False), row.get("vowels", 0)
    return Declension(row["of"], row["gender"], ends, whole, count, row["cut"], *rows, row.get("masculine", ""))


def _row(endings: str) -> Row:
    return tuple(tuple(ending.split("/")) for ending in endings.replace("-", "").split(" ")) if endings else ()


@cache
def endings() -> Mapping[str, Mapping[str, tuple[Ending, ...]]]:
    """Every ending → the last letter of a stem → the cells that it may be."""
    table: dict[str, dict[str, list[Ending]]] = {}
    for declension in declensions():
        for ending, cell in _cells(declension):
            for letter in {stem[-1:] for stem in cell.stems}:
                for last in letter or LETTERS:
                    table.setdefault(ending, {}).setdefault(last, []).append(cell)
    return {ending: {last: tuple(cells) for last, cells in by_last.items()} for ending, by_last in table.items()}


def _cells(declension: Declension) -> Iterator[tuple[str, Ending]]:
    loose = all(len(stem) < 2 for stem in declension.stems)
    for row, genders in ((declension.singular, declension.genders), (declension.plural, "p")):
        alike: dict[tuple[str, str], Cells] = {}
        for (case, alternatives), gender in product(enumerate(row), genders):
            for ending in alternatives:
                which = ending, _class(declension.of, gender)
                alike[which] = alike.get(which, 0) | cell_of(case, gender)
        for (ending, of), cells in alike.items():
            nominative = row[NOM][0]
            counted = _counted(declension, of, nominative)
            one = declension.singular[NOM][0]
            yield ending, Ending(of, cells, nominative, counted, one, declension.stems, loose, declension.vowels)


def _counted(declension: Declension, of: str, nominative: str) -> str:
    if declension.of == "adjective":
        return f"{declension.masculine or declension.singular[NOM][0]}*"
    return nominative[:-1] if of == "woman" else nominative


def _class(of: str, gender: str) -> str:
    if gender == "p":
        return "plural" if of in ("name", "surname") else f"plural_{of}"
    if gender == "n":
        return "neuter_adjective" if of == "adjective" else "neuter"
    return "woman" if (of, gender) == ("surname", "f") else of


@lru_cache(maxsize=64)
def undecline(word: str) -> Sequence[tuple[Ending, str]]:
    """Each way in which a lower-case word can be a form of a name, with the stem of that name.

    >>> {stem + ending.nominative for ending, stem in undecline("токаевым") if ending.of == "surname"}
    {'токаев'}
    """
    found = []
    table = endings()
    for length in range(min(3, len(word) - 1), -1, -1):
        stem = word[: len(word) - length]
        by_last = table.get(word[len(stem) :])
        if by_last is not None:
            found += [(ending, stem) for ending in by_last.get(stem[-1], ()) if _joins(stem, ending)]
            if length and stem.endswith("ц") and stem[-2:-1] not in VOWELS:
                found += [(ending, _with_e(stem)) for ending in by_last.get("ц", ()) if not ending.singular]
    return found


def _joins(stem: str, ending: Ending) -> bool:
    if not ending.loose and not stem.endswith(ending.stems):
        return False
    return not ending.vowels or vowels(stem + ending.singular) == ending.vowels


def decline(word: str, gender: str, of: tuple[str, ...]) -> tuple[tuple[str, ...], ...] | None:
    """The six cases of a lower-case nominative, each with its alternatives; ``None`` for a name that is not inflected.

    >>> decline("токаев", "m", ("surname", "name"))[INS], decline("ли", "m", ("surname", "name"))
    (('токаевым',), None)
    """
    declension = declension_of(word, gender, of)
    return None if declension is None else _forms(word, declension, declension.singular)


def decline_plural(word: str, of: tuple[str, ...]) -> tuple[tuple[str, ...], ...] | None:
    """The same of the plural of a man's surname."""
    declension = declension_of(word, "m", of)
    return None if declension is None or not declension.plural else _forms(word, declension, declension.plural)


def declension_of(word: str, gender: str, of: tuple[str, ...]) -> Declension | None:
    """The first type that suits."""
    if ("surname" in of and was_plural(word)) or is_fixed(word) or is_childs(word) or (word[-2:-1] in VOWELS and word[-1:] == "а"):
        return None
    return next((d for d in declensions() if d.of in of and gender in d.genders and d.suits(word)), None)


def ordinals(end: str) -> list[tuple[str, Cells]]:
    """The ends of the nominatives of a number that ends so after a hyphen, each with a case and gender that it stands for.

    >>> ordinals("ю") == [("я", cell_of(ACC, "f"))]
    True
    """
    rows = _exceptions().ordinals
    cited = [ends.split("/")[0] for ends in rows[NOM]]
    return [
        (nominative, cell_of(case, gender))
        for case, row in enumerate(rows)
        for gender, ends, nominative in zip("mfnp", row, cited, strict=True)
        if end in ends.split("/")
    ]


def is_fixed(word: str) -> bool:
    """Whether a lower-case name is listed as one that is not inflected."""
    return word in _exceptions().fixed


def is_particle(word: str) -> bool:
    """Whether a lower-case word is a particle inside names: фон, аль, оглы."""
    return word in _exceptions().particles


def is_childs(word: str) -> bool:
    """Whether a lower-case name ends in what says whose child one is.

    >>> is_childs("байтурсынулы"), is_childs("дракулы")
    (True, False)
    """
    return _exceptions().sons.fullmatch(word) is not None


def was_plural(word: str) -> bool:
    """Whether a lower-case surname was an adjective in the plural, so that it stays as it is.

    >>> was_plural("долгих"), was_plural("черных"), was_plural("рерих")
    (True, True, False)
    """
    return word.endswith(_exceptions().indeclinable)


def is_possible(nominative: str) -> bool:
    """Whether a name can end so."""
    return _exceptions().impossible.fullmatch(nominative) is None


def is_kin(word: str) -> bool:
    """Whether a lower-case word after a surname and a hyphen tells namesakes of one family apart: младший, отец."""
    return word in _exceptions().kin


def _forms(word: str, declension: Declension, row: Row) -> tuple[tuple[str, ...], ...]:
    stem = _stem(word, declension.cut)
    forms = [tuple(stem + ending for ending in alternatives) for alternatives in row]
    return ((word,), *forms[1:]) if row is declension.singular else tuple(forms)


def _stem(word: str, cut: int) -> str:
    stems = _exceptions().stems
    if word in stems:
        return stems[word]
    return _without_e(word) if word.endswith("ец") else word[: len(word) - cut]


def _without_e(word: str) -> str:
    """What stands before the endings of a name in -ец: a short one keeps its vowel between consonants, as nouns do (Хейфеца, мудреца).

    >>> [_without_e(word) for word in ("гришковец", "кореец", "стрелец", "швец", "хейфец")]
    ['гришковц', 'корейц', 'стрельц', 'швец', 'хейфец']
    """
    before, one_more = word[-3:-2], word[-4:-3]
    count = vowels(word)
    if before in VOWELS:
        return f"{word[:-2]}йц"
    if one_more in VOWELS and count > 1:
        return f"{word[:-2]}ьц" if before == "л" else f"{word[:-2]}ц"
    return word if count < 3 else f"{word[:-2]}ц"


def _with_e(stem: str) -> str:
    """The nominative of such a name.

    >>> [_with_e(stem) for stem in ("гришковц", "корейц", "стрельц")]
    ['гришковец', 'кореец', 'стрелец']
    """
    return f"{stem[:-1].removesuffix('й').removesuffix('ь')}ец"


@dataclass(frozen=True, slots=True)
class _Exceptions:
    """The lists of ``names.toml``."""

    particles: frozenset[str]
    fixed: frozenset[str]
    sons: re.Pattern[str]
    impossible: re.Pattern[str]
    indeclinable: tuple[str, ...]
    kin: frozenset[str]
    stems: Mapping[str, str]
    ordinals: tuple[tuple[str, ...], ...]


@cache
def _exceptions() -> _Exceptions:
    table = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    ordinals = tuple(tuple(row.split()) for row in table["ordinals"])
    particles, fixed, kin = (frozenset(table[name]) for name in ("particles", "fixed", "kin"))
    sons, impossible = re.compile(table["sons"]), re.compile(table["impossible"])
    return _Exceptions(particles, fixed, sons, impossible, tuple(table["indeclinable"]), kin, table["stems"], ordinals)
