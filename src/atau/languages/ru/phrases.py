"""From a Russian word or phrase as found to the nominatives that it may come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from heapq import nlargest
from operator import itemgetter
from typing import overload

from ..forms import BaseForm
from .cells import ALL, FEMININE, GENITIVE, MASCULINE, NEUTER, NOMINATIVE, PLURAL, Cells, Share, in_all_cases
from .declension import is_particle
from .eastern import inflects_last, is_eastern, is_family_name, is_given_name, may_be_family_name
from .heads import apposed_heads, heads, is_preposition, last_heads
from .weights import weights
from .words import Reading, Word, is_fathers_name, noun, one_of_several, roles, word
from .writing import TOKEN, VOWELS, recase, recaser, shared, vowels

#: U+0301 over a vowel, which shows how a word is read and is no part of it.
_STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])\u0301")

_CYRILLIC, _LATIN = re.compile("[а-яёА-ЯЁ]"), re.compile("[a-zA-Z]")
#: Latin letters → the Cyrillic letters that look like them.
_LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")

#: The words of a phrase in the nominative; ``None`` for one that stays as it is.
Nominatives = tuple[str | None, ...]
#: How likely the words of a phrase are to have their nominatives, and in which cases and genders they agree then.
Agreement = tuple[Nominatives, float, Cells]

_first, _second = itemgetter(0), itemgetter(1)


def base_forms(found: str, *, kind: str | None = None) -> list[BaseForm]:
    """The nominatives that a found word or phrase may come from, best first, capitals, hyphens and quotes kept.

    The words of a person's name, and a head with its adjectives, must agree in case and gender; what depends on the head stays.

    >>> [base_forms(text)[0].text for text in ("Касым-Жомартом Токаевым", "Шанхайской организацией сотрудничества", "Ростова-на-Дону")]
    ['Касым-Жомарт Токаев', 'Шанхайская организация сотрудничества', 'Ростов-на-Дону']
    """
    return list(_base_forms(_STRESS.sub("", found) if "\u0301" in found else found, kind == "person"))


@lru_cache(maxsize=65536)
def _base_forms(found: str, personal: bool) -> tuple[BaseForm, ...]:
    words, spans = _tokens(found)
    if not words:
        return (BaseForm(found, "Case=Nom", 0.1),) if found.strip() else ()
    if len(words) > 1 and found[spans[0][1]].isspace() and (is_preposition(words[0], words[1]) or _begins_with_a_verb(words)):
        return (BaseForm(found, "Case=Nom", 1.0),)
    plain = list(map(_plain, words))
    by_nominatives: dict[Nominatives, list[Share]] = {}
    for nominatives, share, cells in _agreements(plain, personal):
        by_nominatives.setdefault(nominatives, []).append((share, cells))
    texts: dict[str, list[Share]] = {}
    recasers = list(map(_recaser, words, plain))
    for nominatives, its in by_nominatives.items():
        texts.setdefault(_rebuild(found, spans, recasers, nominatives), []).extend(its)
    shares = [(*in_all_cases(shares), text) for text, shares in texts.items()]
    whole = sum([share for share, _, _ in shares]) or 1.0
    shares.sort(key=_first, reverse=True)
    forms = [BaseForm(text, features, share / whole) for share, features, text in shares]
    return tuple(forms) if found in texts else (*forms, BaseForm(found, "Case=Nom", 0.0))


def _tokens(found: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text, and where they stand."""
    if found.isalpha():
        return [found], [(0, len(found))]
    tokens = list(TOKEN.finditer(found))
    return [token.group() for token in tokens], [token.span() for token in tokens]


def _begins_with_a_verb(words: Sequence[str]) -> bool:
    """Whether a title of small words begins with a word that is never inflected: Жить не по лжи, Как закалялась сталь."""
    return words[1].islower() and word(words[0]).roles == {"other"}


def _plain(word: str) -> str:
    """A word with plain hyphens, and Cyrillic letters for Latin ones among them that look alike."""
    if word.isalpha() and _LATIN.search(word) is None:
        return word
    plain = word.replace("\u2010", "-").replace("\u2011", "-")
    alike = plain.translate(_LOOKALIKES)
    return alike if _CYRILLIC.search(plain) is not None and _LATIN.search(alike) is None else plain


class _Words(Sequence[Word]):
    """The words of a phrase, each read when it is looked at: what follows the head of an institution's name is not."""

    def __init__(self, texts: list[str], personal: bool = False) -> None:
        self.texts, self.personal = texts, personal

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [word(text, self.personal) for text in self.texts[at]]
        return word(self.texts[at], self.personal)


def _agreements(texts: list[str], personal: bool) -> Iterable[Agreement]:
    if len(texts) == 1:
        return _of_one(word(texts[0]))
    for readings in (_of_eastern, _of_both, _of_eastern_in_a_vowel, _of_last_head) if len(texts) < 4 else ():
        found = list(readings(texts))
        if found:
            return found
    words = _Words(texts)
    if personal or _like_a_person(words):
        return _agreeing(_Words(texts, True)[:])
    if _has_initials(words):
        return _agreeing(words[:])
    return _of_many(words)


_SELDOM = 0.01  # a Chinese name in a vowel that is a form of another, a last word in a consonant that is left as it is
_NAMES = frozenset(["given", "surname", "fixed"])
_COMMON = frozenset(["noun", "compound"])
_THINGS = frozenset(["noun", "adjective", "place", "compound"])


def _has_initials(words: _Words) -> bool:
    """Whether letters stand before or after a word that is no thing (Корпус А): a name of which the sex is not known."""
    lengths = sorted(map(len, words.texts))
    if lengths[:-1] != [1] * (len(words) - 1) or not all(text[0].isupper() for text in words.texts):
        return False
    return not roles(max(words.texts, key=len)) <= _THINGS


def _like_a_person(words: _Words) -> bool:
    """Whether all words have a capital and the first is a given name, or another is one only, or the second is a patronymic."""
    if not all(text[0].isupper() or is_particle(text) for text in words.texts):
        return False
    if len(words) > 2 and is_fathers_name(words.texts[1]) and (heads() | apposed_heads()).isdisjoint(_names(words[0])):
        return True
    first = roles(words.texts[0])
    if first <= _THINGS:
        return False
    return "given" in first or any("given" in its and its <= _NAMES for its in map(roles, words.texts))


def _of_one(w: Word) -> Iterator[Agreement]:
    for nominative, weight, cells in w.readings:
        yield (w.masculine if w.masculine and cells & (FEMININE | NEUTER) else nominative,), weight, cells
    if w.fixed:
        yield (None,), w.fixed, ALL


def _of_eastern(texts: list[str]) -> Iterator[Agreement]:
    """The last word declined and the others as they are: Цзян Цзэминя, Ким Чен Нама."""
    if not inflects_last(texts):
        return
    before = [None] * (len(texts) - 1)
    for nominative, weight, cells in word(texts[-1], True).readings:
        oblique = cells & MASCULINE & ~NOMINATIVE
        if oblique and nominative and is_given_name(nominative, len(texts)):
            yield (*before, nominative), weight, oblique


def _of_eastern_in_a_vowel(texts: list[str]) -> Iterator[Agreement]:
    """A name of two words that ends in a vowel and so stays, or seldom is a form of another: Ли Бо."""
    if len(texts) == 2 and is_eastern(texts) and texts[1][-1] in VOWELS:
        yield (None, None), 1.0, ALL
        yield from ((nominatives, _SELDOM * share, cells) for nominatives, share, cells in _agreeing(_Words(texts, True)[:]))


def _of_last_head(texts: list[str]) -> Iterator[Agreement]:
    """A Turkic or Persian noun declined after words that stay: Жогорку Кенеша; not Золотой Орды, Сенат Олий Мажлиса."""
    if any("adjective" in roles(text) for text in texts[:-1]) or not heads().isdisjoint(_names(word(texts[0]))):
        return
    for nominative, weight, cells in word(texts[-1]).readings:
        if nominative in last_heads():
            yield (*[None] * (len(texts) - 1), nominative), weight, cells


def _of_both(texts: list[str]) -> Iterator[Agreement]:
    """The first word of such a name declined, and the last where it can be: Дэна Сяопина, Суна Тао, Кима Чен Нама."""
    first, *middle, last = texts
    if not may_be_family_name(first, len(texts)) or not all(vowels(text) == 1 for text in middle):
        return
    names = [reading for reading in word(first, True).readings if reading[0] and is_family_name(reading[0], len(texts))]
    lasts = [its for its in word(last, True).readings if names and its[0] and is_given_name(its[0], len(texts)) and its[2] & ~NOMINATIVE]
    if names and not lasts and is_eastern([names[0][0] or "", *middle, last]) and "given" not in roles(first):
        lasts = [(None, 1.0, ALL)]
    for family, share, cells in names:
        for given, weight, its in lasts:
            both = cells & its & MASCULINE & ~NOMINATIVE
            if both:
                yield (family, *([None] * len(middle)), given), share * weight, both


def _of_many(words: _Words) -> Iterable[Agreement]:
    found = list(_of_extents(words))
    if not found and "adjective" in words[0].roles:
        return _agreeing([words[0], one_of_several(words.texts[1])])
    return found


def _of_extents(words: _Words) -> Iterator[Agreement]:
    for agreeing, apposed, share in _extents(words):
        first = words[:agreeing]
        together = _agreeing([*first[:-1], noun(words.texts[agreeing - 1], first[-1])] if agreeing > 1 else first)
        if agreeing < apposed:
            together = list(_appose(together, _agreeing(words[agreeing:apposed]), apposed - agreeing))
        for nominatives, score, cells in together:
            yield nominatives, score * share, cells


#: How many readings of each word to look at, by the number of words, and how many agreements of the words so far.
_MOST, _KEPT = {1: 20, 2: 20, 3: 10, 4: 8}, 24


def _agreeing(words: Sequence[Word]) -> list[Agreement]:
    """The words in one case and gender: each choice of nominatives, and how likely all together are."""
    most = _MOST.get(len(words), 3)
    found: list[Agreement] = [((), 1.0, ALL)]
    for n, w in enumerate(words, 1):
        readings = _readings_among(w, len(words), n == len(words))[:most]
        found = [
            ((*chosen, nominative), score * weight, both)
            for chosen, score, agreeing in found
            for nominative, weight, cells in readings
            if (both := agreeing & cells)
        ]
        if len(words) > 2 and len(found) > _KEPT:
            found = nlargest(_KEPT, found, key=_second)
    return found


def _readings_among(w: Word, among: int, last: bool) -> Sequence[Reading]:
    """The readings of a word with those that it stays as it is, likeliest first: the last in a name seldom, but that of a woman."""
    still: list[Reading] = [(None, w.fixed, ALL)] if w.fixed else []
    if among > 1 and w.syllable > w.fixed:
        still = [(None, w.syllable * _SELDOM if last else w.syllable, ALL)]
    if among > 1 and w.woman > (0.0 if last else w.syllable):
        still.append((None, w.woman, FEMININE))
    return sorted((*w.readings, *still), key=_second, reverse=True) if still else w.readings


def _appose(heads: list[Agreement], names: list[Agreement], length: int) -> Iterator[Agreement]:
    """What follows a head of another gender: the likeliest in the same case, or as it is (реки Нарын)."""
    asis: tuple[Nominatives, float] = ((None,) * length, weights()["phrase"]["no_apposition"])
    for cells in [numbers & 0xF << 4 * case for case in range(6) for numbers in (PLURAL, ALL & ~PLURAL)]:
        likeliest = max([name for name in names if name[2] & cells], key=_second, default=None)
        after = [asis] if likeliest is None else [likeliest[:2], asis]
        for nominatives, score, its in heads:
            for more, factor in after if its & cells else ():
                yield (*nominatives, *more), score * factor, its & cells


def _extents(words: _Words) -> Iterator[tuple[int, int, float]]:
    """How many words agree with each other, how many after them stand in the same case, and how likely that is."""
    agreeing, apposed = _extent(words)
    yield agreeing, apposed, 1.0
    shorter = next((n + 1 for n in range(agreeing - 1) if words[n].roles.isdisjoint(("adjective", "fixed", "foreign"))), agreeing)
    if shorter < agreeing and _may_depend(words[shorter]):
        yield shorter, shorter, weights()["phrase"]["shorter"]


def _may_depend(w: Word) -> bool:
    """Whether a word may stand after a head without being in its case: in the genitive, as a name in the nominative, or as what stays."""
    return bool(w.cells & (GENITIVE | NOMINATIVE)) or not w.cells


def _extent(words: _Words) -> tuple[int, int]:
    if "abbreviation" in words[0].roles:
        return 1, 1
    for n, w in enumerate(words):
        if n and "other" in w.roles:
            return n, n
        if n + 1 < len(words) and w.roles & {"noun", "fixed"}:
            end = _end(words, n)
            if end is not None:
                return n + 1, end
    return len(words), len(words)


def _end(words: _Words, n: int) -> int | None:
    """Where the words end that stand in one case with a noun, if it is the head; ``None`` if the name goes on."""
    head, after = words[n], words[n + 1]
    if not heads().isdisjoint(_names(head)):
        return n + 1
    if "adjective" in head.roles:
        return None
    if (head.roles == {"fixed"} and after.roles <= {"place", "noun"}) or not _goes_on(words.texts[n + 1], head, after):
        return n + 1
    if not apposed_heads().isdisjoint(_names(head)):
        return _end_of_name(words.texts, n + 1)
    if head.roles <= _COMMON and "place" in after.roles and after.cells & GENITIVE:
        return n + 1
    return n + 1 if words.texts[n].islower() else None


def _names(w: Word) -> set[str | None]:
    return {nominative for nominative, _, _ in w.readings}


def _goes_on(text: str, head: Word, w: Word) -> bool:
    """Whether a word may belong to the same name as the one before: it has a capital, and agrees where it is a common word."""
    if not text[:1].isupper() or w.roles & {"abbreviation", "foreign"}:
        return False
    return not w.roles & {"noun", "adjective"} or bool(head.cells & w.cells & ~PLURAL)


def _end_of_name(texts: Sequence[str], start: int) -> int:
    end = start
    while end < len(texts) and texts[end][0].isupper():
        end += 1
    return end


def _rebuild(found: str, spans: Sequence[tuple[int, int]], recasers: Sequence[Callable[[str], str]], nominatives: Nominatives) -> str:
    """The text with nominatives in place of its first words."""
    out, at = "", 0
    for (start, end), recased, nominative in zip(spans, recasers, nominatives):  # noqa: B905 - what follows a head has no nominative
        if nominative is not None:
            out += found[at:start] + recased(nominative)
            at = end
    return out + found[at:]


def _recaser(word: str, plain: str) -> Callable[[str], str]:
    """What gives a nominative the capitals of the word, and its letters and hyphens as far as they go."""
    return recaser(plain) if plain == word else partial(_as_written, word, plain)


def _as_written(word: str, plain: str, nominative: str) -> str:
    text = recase(plain, nominative)
    common = shared(plain, text)
    return word[:common] + text[common:]
