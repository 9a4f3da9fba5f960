"""What pymorphy3's dictionary says of a Russian word: its readings, each with the nominative of the same number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import fsum
from typing import NamedTuple

from .attested import likelihoods
from .cells import NOMINATIVE, Cells, cell_of
from .opencorpora import Tag, cell, cells, exact, frequencies, nominatives, places, spellings, words
from .weights import weights
from .writing import shared

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
    """A reading of a dictionary word: a tuple, since a word has several and they are made by the ten thousand.

    ``role`` is adjective, noun, given (names and patronymics), surname, place, fixed, verb (and short adjectives) or other; ``gender`` is
    m, f, n, or p in the plural; ``cells`` are its cases. ``share`` is how often the word stands for this nominative in the corpus behind
    the dictionary, ``None`` where it is not met there. ``lemma`` is the entry of an adjective or of a noun in the plural.
    """

    role: str
    gender: str
    cells: Cells
    nominative: str
    share: float | None = None
    lemma: str = ""


@lru_cache(maxsize=65536)
def entries(word: str) -> tuple[Entry, ...]:
    """All readings of a lower-case word; none for a word that the dictionary does not hold."""
    found: list[tuple[Entry, str, frozenset[str]]] = []
    nodes = spellings(word)
    for spelling, node in nodes:
        group = _group_at(node)
        stem = spelling[: len(spelling) - group.cut]
        undotted = spelling != word  # written without the dots of its ё, so its nominative is too
        for role, gender, its, prefix, cited, listed, tags in group.readings:
            bare = stem[prefix:]
            entry = Entry(role, gender, its, bare + cited, None, "" if listed is None else bare + listed)
            found.append((_undotted(entry) if undotted else entry, spelling, tags))
    several = group.several if len(nodes) == 1 else len({entry.nominative for entry, _, _ in found}) > 1
    return _with_shares(found) if several else tuple([entry for entry, _, _ in found])


def _undotted(entry: Entry) -> Entry:
    return entry._replace(nominative=entry.nominative.replace("ё", "е"), lemma=entry.lemma.replace("ё", "е"))


def roles(word: str) -> frozenset[str]:
    """What a lower-case word may be, as `Entry` says: a given name or patronymic in some case, a noun in the nominative (слава, роман), …

    >>> "given" in roles("евгении"), {"given", "noun"} <= roles("роман"), "given" in roles("медведев"), "noun" in roles("болот")
    (True, True, False, False)
    """
    return frozenset(entry.role for entry in entries(word) if entry.role != "noun" or entry.nominative == word)


def _with_shares(found: Sequence[tuple[Entry, str, frozenset[str]]]) -> tuple[Entry, ...]:
    tags: dict[str, set[str]] = {}
    where: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for entry, spelling, its in found:
        tags.setdefault(spelling, set()).update(its)
        where.setdefault((entry.role, entry.nominative), set()).update([(spelling, tag) for tag in its])
    met = {(spelling, tag): share for spelling, its in tags.items() for tag, share in frequencies(spelling, its).items()}
    if not met:
        return _of_either_sex(_of_usual_adjectives([entry for entry, _, _ in found]))
    shares = {which: fsum([met.get(tag, 0.0) for tag in its]) for which, its in where.items()}  # in any order
    whole = sum(shares.values())
    counted = {spelling for spelling, _ in met}  # the corpus may have only one of е and ё
    return tuple([
        entry._replace(share=shares[entry.role, entry.nominative] / whole) if spelling in counted else entry for entry, spelling, _ in found
    ])


def _of_usual_adjectives(found: Sequence[Entry]) -> Sequence[Entry]:
    """A form that is not met in the corpus, of either of two adjectives: of the one whose nominative is met, большой and not больший."""
    lemmas = {entry.lemma for entry in found if entry.role == "adjective"}
    met = {lemma for lemma in lemmas if frequencies(lemma, {cell(*place)[1].text for place in exact(lemma)})} if len(lemmas) > 1 else lemmas
    return [entry._replace(share=0.0) if entry.lemma in lemmas - met else entry for entry in found] if met else found


def _of_either_sex(found: Sequence[Entry]) -> tuple[Entry, ...]:
    """A form that is not met in the corpus, of a man's or of a woman's given name: as often as the woman's nominative is met as either."""
    given = {entry.gender: entry.nominative for entry in found if entry.role == "given"}
    if not given.keys() >= {"m", "f"}:
        return tuple(found)
    cited = any(entry.role == "given" and entry.gender == "f" and entry.cells & NOMINATIVE for entry in found)
    mans = _mans(given["m"], given["f"], not cited)
    shares = {"m": mans, "f": 1 - mans}
    return tuple(entry._replace(share=shares.get(entry.gender)) if entry.role == "given" else entry for entry in found)


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
    """What is the same for all words in one cell of a paradigm: their ends, and those of the nominative and the lemma."""

    role: str
    case: int
    genders: str
    prefix: str
    suffix: str
    nominative: str | None
    lemma: str | None
    tag: str


class _Group(NamedTuple):
    """The readings of all words that stand in the same cells.

    ``cut`` is how many letters of a word the ends stand for; a reading has its role, gender and cells, how many letters to cut before, the
    ends of nominative and lemma, and its tags; ``several`` is set where not all nominatives are the same.
    """

    cut: int
    readings: tuple[tuple[str, str, Cells, int, str, str | None, frozenset[str]], ...]
    several: bool


_groups: dict[int, _Group] = {}


def _group_at(node: int) -> _Group:
    """The readings of a node of `spellings`: the same for all nodes with the same children."""
    children = words().children(node)
    group = _groups.get(children)
    if group is None:
        group = _groups[children] = _group([_cell(paradigm, index) for paradigm, index in places(node)])
    return group


def _group(cells: Sequence[_Cell]) -> _Group:
    cells = [cell for cell in cells if not any(mark in cell.tag for mark in _VARIANTS)] or cells  # герою is of герой and hardly of Гера
    tail = max([cell.suffix for cell in cells], key=len)
    found: dict[tuple[str, str, int, str, str | None], tuple[Cells, set[str]]] = {}
    for role, case, genders, prefix, suffix, nominative, lemma, tag in cells:
        start = tail[: len(tail) - len(suffix)]
        cut, cited = (0, tail) if nominative is None else (len(prefix), start + nominative)
        for gender in genders:
            which = role, gender, cut, cited, None if lemma is None else start + lemma
            its, tags = found.get(which, (0, set()))
            found[which] = its | cell_of(case, gender), tags | {tag}
    readings = [(*which[:2], its, *which[2:], frozenset(tags)) for which, (its, tags) in found.items()]
    return _Group(len(tail), tuple(readings), len({cited for _, _, _, cited, _ in found}) > 1)


@cache
def _cell(paradigm: int, index: int) -> _Cell:
    prefix, tag, suffix = cell(paradigm, index)
    role, case, genders = _tag(tag)
    if role in ("verb", "other"):
        return _Cell(role, case, genders, prefix, suffix, None, None, tag.text)
    of_lemma = "masc" if role == "adjective" else "sing" if role == "noun" and genders == "p" else ""
    if case == 0 and not of_lemma:
        return _Cell(role, case, genders, prefix, suffix, suffix, None, tag.text)
    rows = nominatives(paradigm)
    wanted = suffix
    if case != 0:
        answers = (s for p, t, s in rows if p == prefix and _alike(tag, t))
        wanted = max(answers, key=lambda s: shared(s, suffix), default=suffix)
    lemma = next((s for p, t, s in rows if p == prefix and of_lemma in t and t.part == tag.part), None)
    return _Cell(role, case, genders, prefix, suffix, wanted, lemma, tag.text)


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


@cache
def _alike(tag: Tag, other: Tag) -> bool:
    """Whether two cells of a paradigm differ in nothing but case: the same number, gender, degree, voice and tense."""
    if other.number != tag.number or other.part != tag.part or (tag.number != "plur" and other.gender != tag.gender):
        return False
    return all((mark in tag) == (mark in other) for mark in _MARKS)
