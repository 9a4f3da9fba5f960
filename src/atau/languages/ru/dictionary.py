"""What pymorphy3's dictionary says of a Russian word: one reading a paradigm cell, with the nominative of the same number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from .ends import likelihoods
from .opencorpora import Tag, cell, cells, exact, frequencies, places, spellings, words
from .weights import weights
from .writing import shared

#: A case, 0–5, and a gender: m, f, n, or p in the plural.
Key = tuple[int, str]

Rows = list[tuple[str, Tag, str]]
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_CASE_OF = {case: n for n, case in enumerate(CASES)} | {"gen2": 1, "acc2": 3, "loc2": 5}
_VARIANTS = ("V-oy", "V-ey", "V-ie")
_MARKS = ("Supr", "pssv", "past", "V-ie", "V-be", "Arch")
#: Longer than any word of the dictionary.
LONGEST = 64
_VERBS = ("VERB", "INFN", "ADJS", "PRTS", "GRND", "COMP")
_GENDER_OF = {"masc": "m", "femn": "f", "neut": "n"}


class Entry(NamedTuple):
    """A reading of a dictionary word: a tuple, since a word has a dozen and they are made by the ten thousand.

    ``role`` is adjective, noun, given (names and patronymics), surname, place, fixed, verb (and short adjectives) or other; ``key`` is the
    case, 0–5, and the gender, m, f, n, or p in the plural. ``share`` is how often the word stands for this nominative in the corpus behind
    the dictionary, ``None`` where it is not met there. ``lemma`` is the entry of an adjective or of a noun in the plural.
    """

    role: str
    key: Key
    nominative: str
    share: float | None = None
    lemma: str = ""


@lru_cache(maxsize=65536)
def entries(word: str) -> tuple[Entry, ...]:
    """All readings of a lower-case word; none for a word that the dictionary does not hold."""
    found: dict[Entry, tuple[str, str]] = {}
    for spelling, node in spellings(word):
        for role, keys, prefix, cut, nominative, lemma, tag in _cells_at(node):
            stem = spelling[len(prefix) : len(spelling) - cut]
            cited = spelling if nominative is None else stem + nominative
            listed = "" if lemma is None else stem + lemma
            if spelling != word:  # written without the dots of its ё, so its nominative is too
                cited, listed = cited.replace("ё", "е"), listed.replace("ё", "е")
            for key in keys:
                found[Entry(role, key, cited, None, listed)] = spelling, tag
    if len({entry[2] for entry in found}) < 2:
        return tuple(found)
    return _with_shares(found)


def roles(word: str) -> frozenset[str]:
    """What a lower-case word may be, as `Entry` says: a given name or patronymic in some case, a noun in the nominative (слава, роман), …

    >>> "given" in roles("евгении"), {"given", "noun"} <= roles("роман"), "given" in roles("медведев"), "noun" in roles("болот")
    (True, True, False, False)
    """
    return frozenset(entry.role for entry in entries(word) if entry.role != "noun" or entry.nominative == word)


def _with_shares(found: Mapping[Entry, tuple[str, str]]) -> tuple[Entry, ...]:
    tags: dict[str, set[str]] = {}
    for spelling, tag in found.values():
        tags.setdefault(spelling, set()).add(tag)
    met = {(spelling, tag): share for spelling, its in tags.items() for tag, share in frequencies(spelling, its).items()}
    if not met:
        return _of_either_sex(found)
    shares: dict[tuple[str, str], float] = {}
    for role, nominative, where in {(entry.role, entry.nominative, where) for entry, where in found.items()}:
        shares[role, nominative] = shares.get((role, nominative), 0.0) + met.get(where, 0.0)
    whole = sum(shares.values())
    return tuple(entry._replace(share=shares[entry.role, entry.nominative] / whole) for entry in found)


def _of_either_sex(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """A form that is not met in the corpus, of a man's or of a woman's given name: as often as the woman's nominative is met as either."""
    given = {entry.key[1]: entry.nominative for entry in found if entry.role == "given"}
    if not given.keys() >= {"m", "f"}:
        return tuple(found)
    cited = any(entry.role == "given" and entry.key == (0, "f") for entry in found)
    mans = _mans(given["m"], given["f"], not cited)
    shares = {"m": mans, "f": 1 - mans}
    return tuple(entry._replace(share=shares.get(entry.key[1])) if entry.role == "given" else entry for entry in found)


def _mans(man: str, woman: str, inflected: bool) -> float:
    """How likely a man's given name is meant and not the woman's: as the woman's nominative is met, else as names end."""
    for entry in entries(woman) if inflected else ():
        if entry.nominative == man and entry.role == "given" and entry.share is not None:
            return entry.share
    prior: float = weights()["word"]["mans_given"]
    likely = likelihoods([man, woman])
    mans, womans = prior * likely[man], (1 - prior) * likely[woman]
    return mans / (mans + womans)


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How a dictionary word declines: its role, its gender (p in the plural), whether it names living beings, its six cases, its plural."""

    role: str
    gender: str
    animate: bool
    cases: tuple[tuple[str, ...], ...]
    plural: str


@lru_cache(maxsize=8192)
def paradigms(word: str) -> tuple[Paradigm, ...]:
    """The paradigms in which a lower-case word is a nominative."""
    found = []
    for paradigm, index in exact(word):
        rows = cells(paradigm)
        prefix, tag, suffix = rows[index]
        if tag.case == "nomn" and _role(tag) not in ("fixed", "verb", "other"):
            stem = word[len(prefix) : len(word) - len(suffix)]
            cases = tuple(_forms_of(rows, tag, case, prefix, stem, word[len(prefix) :]) for case in CASES)
            plural = next((prefix + stem + s for _, t, s in rows if {"NOUN", "plur", "nomn"} <= t.marks), "")
            found.append(Paradigm(_role(tag), _tag(tag)[2], tag.animacy == "anim", ((word,), *cases[1:]), plural))
    return tuple(found)


def _forms_of(rows: Rows, tag: Tag, case: str, prefix: str, stem: str, nominative: str) -> tuple[str, ...]:
    """The forms of one case that have the number, gender and degree of the tag; where the accusative has two, that of things.

    Of two stems the nearest to the nominative's counts: людей and not человек, высшей and not высочайшей.
    """
    living = (None, tag.animacy or "inan")
    forms = [
        stem + suffix
        for p, other, suffix in rows
        if p == prefix and other.case == case and other.animacy in living and _alike(tag, other) and not _is_variant(other)
    ]
    nearest = max((shared(form, nominative) for form in forms), default=0)
    return tuple(prefix + form for form in forms if shared(form, nominative) == nearest)


def _is_variant(tag: Tag) -> bool:
    """Whether a form is the rarer of two, such as the instrumental in -ою."""
    return any(mark in tag for mark in _VARIANTS)


class _Cell(NamedTuple):
    """What is the same for all words in one cell of a paradigm: what to cut from either end, and the endings to put on."""

    role: str
    keys: tuple[Key, ...]
    prefix: str
    cut: int
    nominative: str | None
    lemma: str | None
    tag: str


_cells_of: dict[int, tuple[_Cell, ...]] = {}


def _cells_at(node: int) -> tuple[_Cell, ...]:
    """The cells of all places of a node of `spellings`: the same for all words with the same children."""
    children = words().children(node)
    cells = _cells_of.get(children)
    if cells is None:
        cells = _cells_of[children] = tuple(_cell(paradigm, index) for paradigm, index in places(node))
    return cells


@cache
def _cell(paradigm: int, index: int) -> _Cell:
    prefix, tag, suffix = cell(paradigm, index)
    role, case, genders = _tag(tag)
    keys = tuple((case, gender) for gender in genders)
    if role in ("verb", "other"):
        return _Cell(role, keys, prefix, len(suffix), None, None, tag.text)
    of_lemma = "masc" if role == "adjective" else "sing" if role == "noun" and genders == "p" else ""
    if case == 0 and not of_lemma:
        return _Cell(role, keys, prefix, len(suffix), suffix, None, tag.text)
    rows = cells(paradigm)
    wanted = suffix
    if case != 0:
        answers = (s for p, t, s in rows if p == prefix and _answers(tag, t))
        wanted = max(answers, key=lambda s: shared(s, suffix), default=suffix)
    lemma = next((s for p, t, s in rows if p == prefix and of_lemma in t and "nomn" in t and t.part == tag.part), None)
    return _Cell(role, keys, prefix, len(suffix), wanted, lemma, tag.text)


@cache
def _tag(tag: Tag) -> tuple[str, int, str]:
    genders = "p" if tag.number == "plur" else _GENDER_OF.get(tag.gender or "", "mf")
    return _role(tag), _CASE_OF.get(tag.case or "", 0), genders


@cache
def _role(tag: Tag) -> str:
    if "Fixd" in tag and "Name" in tag:
        return "given"
    if "Fixd" in tag or ("Abbr" in tag and "Infr" not in tag and tag.part == "NOUN" and tag.number is None):
        return "fixed"
    if tag.part in ("ADJF", "PRTF") or (tag.part == "NPRO" and tag.gender is not None):
        return "adjective"
    if tag.part != "NOUN" or tag.case == "voct":
        return "verb" if tag.part in _VERBS else "other"
    if "Name" in tag or "Patr" in tag:
        return "given"
    if "Surn" in tag:
        return "surname"
    return "place" if "Geox" in tag else "noun"


def _answers(tag: Tag, other: Tag) -> bool:
    """Whether the other tag is the nominative that belongs to the tag."""
    return other.case == "nomn" and _alike(tag, other)


@cache
def _alike(tag: Tag, other: Tag) -> bool:
    """Whether two cells of a paradigm differ in nothing but case: the same number, gender, degree, voice and tense."""
    if other.number != tag.number or other.part != tag.part or (tag.number != "plur" and other.gender != tag.gender):
        return False
    return all((mark in tag) == (mark in other) for mark in _MARKS)
