"""From a Russian word or phrase as found to the nominatives that it may come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from ..forms import BaseForm
from .declension import is_particle
from .dictionary import Key
from .eastern import inflects_last, is_given_name
from .heads import apposed_heads, heads
from .weights import weights
from .words import Choice, Word, roles, word
from .writing import CASE_NAMES, GENDER_NAMES, TOKEN, recaser

#: U+0301 over a vowel, which shows how a word is read and is no part of it.
_STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])\u0301")

_KEYS: tuple[Key, ...] = tuple((case, gender) for case in range(6) for gender in "mfnp")

#: The words of a phrase in the nominative; ``None`` for one that stays as it is.
Nominatives = tuple[str | None, ...]
#: How likely each nominative is in each case, with the likeliest gender there.
Cases = dict[int, tuple[float, Key]]
Scores = dict[Nominatives, Cases]

_MENS, _WOMENS = {(case, "m") for case in range(6)}, {(case, "f") for case in range(6)}
_FEATURES = {(case, gender): f"Case={CASE_NAMES[case]}|{GENDER_NAMES[gender]}" for case, gender in _KEYS}


def base_forms(found: str, *, kind: str | None = None) -> list[BaseForm]:
    """The nominatives that a found word or phrase may come from, best first, capitals, hyphens and quotes kept.

    The words of a person's name, and a head with its adjectives, must agree in case and gender; what depends on the head stays.

    >>> [base_forms(text)[0].text for text in ("Касым-Жомартом Токаевым", "Шанхайской организацией сотрудничества", "Ростова-на-Дону")]
    ['Касым-Жомарт Токаев', 'Шанхайская организация сотрудничества', 'Ростов-на-Дону']
    """
    return list(_base_forms(_STRESS.sub("", found) if "\u0301" in found else found, kind == "person"))


@lru_cache(maxsize=65536)
def _base_forms(found: str, personal: bool) -> tuple[BaseForm, ...]:
    tokens = list(TOKEN.finditer(found))
    if not tokens:
        return (BaseForm(found, "Case=Nom", 0.1),) if found.strip() else ()
    texts: dict[str, Cases] = {}
    words, spans = [token.group() for token in tokens], [token.span() for token in tokens]
    recasers = list(map(_recaser, words))
    for nominatives, cases in _scores(list(map(_plain, words)), personal).items():
        text = _rebuild(found, spans, recasers, nominatives)
        texts[text] = _joined(texts[text], cases) if text in texts else cases
    shares = [(sum([score for score, _ in cases.values()]), text) for text, cases in texts.items()]
    whole = sum([share for share, _ in shares]) or 1.0
    if len(shares) > 1:
        shares.sort(key=_share, reverse=True)
    forms = [BaseForm(text, _FEATURES[max(texts[text].values())[1]], share / whole) for share, text in shares]
    return tuple(forms) if found in texts else (*forms, BaseForm(found, "Case=Nom", 0.0))


def _plain(word: str) -> str:
    """A word with plain hyphens."""
    return word if word.isalpha() else word.replace("\u2010", "-").replace("\u2011", "-")


def _share(form: tuple[float, str]) -> float:
    return form[0]


def _joined(one: Cases, other: Cases) -> Cases:
    """The likelier score of each case."""
    return {case: max(rows[case] for rows in (one, other) if case in rows) for case in one | other}


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


def _scores(texts: list[str], personal: bool) -> Scores:
    if len(texts) == 1:
        return _of_one(word(texts[0]))
    if len(texts) < 4 and inflects_last(texts):
        scores = _of_eastern(texts)
        if scores:
            return scores
    words = _Words(texts)
    if personal or _like_a_person(words):
        scores = {}
        _add_agreeing(scores, _Words(texts, True), len(texts), len(texts), 1.0)
        return scores
    return _of_many(words)


_NAMES = frozenset(["given", "surname", "fixed"])
_COMMON = frozenset(["noun", "compound"])
_THINGS = frozenset(["noun", "adjective", "place", "compound"])


def _like_a_person(words: _Words) -> bool:
    """Whether all words have a capital and the first is a given name, or another is one and nothing else."""
    if not all(text[0].isupper() or is_particle(text) for text in words.texts):
        return False
    first = roles(words.texts[0])
    if first <= _THINGS:
        return False
    return "given" in first or any("given" in its and its <= _NAMES for its in map(roles, words.texts))


def _of_one(w: Word) -> Scores:
    scores: Scores = {}
    shares = weights()["cases"]
    for key, choices in w.readings.items():
        share = shares[key[0]]
        for nominative, weight in choices:
            _raise(scores, (w.masculine if w.masculine and key[1] in "fn" else nominative,), key, weight * share)
    if w.fixed:
        for case, share in enumerate(shares):
            _raise(scores, (None,), (case, "m"), w.fixed * share)
    return scores


def _of_eastern(texts: list[str]) -> Scores:
    """The last word declined and the others as they are: Цзян Цзэминя, Ким Чен Нама."""
    scores: Scores = {}
    shares = weights()["cases"]
    for key, choices in word(texts[-1], True).readings.items():
        for nominative, weight in choices:
            if key[0] and key[1] == "m" and nominative and is_given_name(nominative, len(texts)):
                _raise(scores, (*[None] * (len(texts) - 1), nominative), key, weight * shares[key[0]])
    return scores


def _of_many(words: _Words) -> Scores:
    scores: Scores = {}
    for agreeing, apposed, share in _extents(words):
        _add_agreeing(scores, words, agreeing, apposed, share)
    return scores


def _add_agreeing(scores: Scores, words: Sequence[Word], agreeing: int, apposed: int, share: float) -> None:
    shares = weights()["cases"]
    together, further = words[:agreeing], words[agreeing:apposed]
    for key in _keys(together):
        likely = share * shares[key[0]]
        if not further:
            for nominatives, score in _agreements(together, key):
                _raise(scores, nominatives, key, score * likely)
            continue
        after = _appose(further, key[0])
        for nominatives, score in _agreements(together, key):
            for more, factor in after:
                _raise(scores, (*nominatives, *more), key, score * factor * likely)


def _raise(scores: Scores, nominatives: Nominatives, key: Key, score: float) -> None:
    cases = scores.get(nominatives)
    if cases is None:
        scores[nominatives] = {key[0]: (score, key)}
    elif key[0] not in cases or cases[key[0]][0] < score:
        cases[key[0]] = score, key


def _keys(words: Sequence[Word]) -> Iterable[Key]:
    """The cases and genders in which every word can stand; one gender a case is enough for words that all stay as they are."""
    keys: set[Key] | None = None
    for w in words:
        if not w.fixed and not w.syllable:
            own = w.readings.keys() | (_WOMENS if w.woman else set())
            keys = own if keys is None else keys & own
    if keys is None:
        womens = _WOMENS if any(w.woman for w in words) else set()
        keys = _MENS.union(womens, *[w.readings for w in words])
    return sorted(keys)


def _extents(words: _Words) -> Iterator[tuple[int, int, float]]:
    """How many words agree with each other, how many after them stand in the same case, and how likely that is."""
    agreeing, apposed = _extent(words)
    yield agreeing, apposed, 1.0
    shorter = next((n + 1 for n in range(agreeing - 1) if "adjective" not in words[n].roles and "fixed" not in words[n].roles), agreeing)
    if shorter < agreeing:
        yield shorter, shorter, weights()["phrase"]["shorter"]


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
    if head.roles <= _COMMON and "place" in after.roles and any(case == 1 for case, _ in after.readings):
        return n + 1
    return n + 1 if words.texts[n].islower() else None


def _names(w: Word) -> set[str | None]:
    return {nominative for choices in w.readings.values() for nominative, _ in choices}


def _goes_on(text: str, head: Word, w: Word) -> bool:
    """Whether a word may belong to the same name as the one before: it has a capital, and agrees where it is a common word."""
    if not text[:1].isupper() or w.roles & {"abbreviation", "foreign"}:
        return False
    return not w.roles & {"noun", "adjective"} or not head.readings.keys().isdisjoint(key for key in w.readings if key[1] != "p")


def _end_of_name(texts: Sequence[str], start: int) -> int:
    end = start
    while end < len(texts) and texts[end][0].isupper():
        end += 1
    return end


def _agreements(words: Sequence[Word], key: Key) -> list[tuple[Nominatives, float]]:
    """The words in one case and gender: each choice of nominatives, and how likely all together are."""
    found: list[tuple[Nominatives, float]] = [((), 1.0)]
    for w in words:
        choices = _choices(w, key, len(words))
        if len(choices) == 1:
            ((nominative, weight),) = choices
            found = [((*chosen, nominative), score * weight) for chosen, score in found]
        else:
            found = [((*chosen, nominative), score * weight) for chosen, score in found for nominative, weight in choices]
    return found


#: How many nominatives of each word to look at, by the number of words.
_MOST = {1: 4, 2: 3, 3: 2, 4: 2}


def _choices(w: Word, key: Key, among: int) -> Sequence[Choice]:
    """The likeliest choices for a word, fewer among many words."""
    still = w.fixed if among == 1 else max(w.fixed, w.syllable, w.woman if key[1] == "f" else 0.0)
    choices = w.readings.get(key, ())
    most = _MOST.get(among, 1)
    if not still or (len(choices) >= most and choices[most - 1][1] > still):
        return choices[:most]
    place = sum([weight > still for _, weight in choices])
    return (*choices[:place], (None, still), *choices[place:])[:most]


def _appose(words: Sequence[Word], case: int) -> list[tuple[Nominatives, float]]:
    """The words after a head of another gender: in the same case, or as they are (реки Нарын)."""
    found = [agreement for gender in "mfnp" for agreement in _agreements(words, (case, gender))]
    asis = ((None,) * len(words), weights()["phrase"]["no_apposition"])
    return [*sorted(found, key=_likelihood)[-1:], asis]


def _likelihood(agreement: tuple[Nominatives, float]) -> float:
    return agreement[1]


def _rebuild(found: str, spans: Sequence[tuple[int, int]], recasers: Sequence[Callable[[str], str]], nominatives: Nominatives) -> str:
    """The text with nominatives in place of its first words."""
    out, at = "", 0
    for (start, end), recased, nominative in zip(spans, recasers, nominatives):  # noqa: B905 - what follows a head has no nominative
        if nominative is not None:
            out += found[at:start] + recased(nominative)
            at = end
    return out + found[at:]


def _recaser(word: str) -> Callable[[str], str]:
    """What gives a nominative the capitals and the hyphens of the word."""
    plain = _plain(word)
    recased = recaser(plain)
    return recased if plain == word else lambda nominative: recased(nominative).replace("-", "\u2011" if "\u2011" in word else "\u2010")
