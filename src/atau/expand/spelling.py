"""Other spellings of one name: romanisations by system, respellings by rule, British and American words, keyboards."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, product, repeat
from typing import Any

from ..model import Entity
from ..text import HAN, fold, scripts
from ..transliteration import transliterate

_MOST_RESPELT = 28
_SHORTEST = 5


@cache
def rules() -> Mapping[str, Any]:
    """``rules.toml``, read once."""
    return tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))


@cache
def weight(of: str) -> float:
    """How sure a form made in this way is."""
    return float(rules()["weights"][of])


@cache
def _respellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), into) for pattern, into in rules()["respellings"]["rules"])


def respells(country: str | None) -> bool:
    """Whether names of this country's people are spelt in many ways in Latin letters."""
    return country is not None and country.removeprefix("place/") in rules()["respellings"]["countries"]


def romanises(entity_id: str, country: str | None) -> bool:
    """Whether an entity, by its ID and country, is one whose Cyrillic names are romanised.

    >>> romanises("place/astana", "place/kazakhstan"), romanises("place/russia", None), romanises("place/andes", None)
    (True, True, False)
    """
    return {entity_id.removeprefix("place/"), (country or "").removeprefix("place/")} & set(rules()["romanised"]) != set()


def in_chinese(text: str, lang: str, country: str | None) -> tuple[str, str] | None:
    """(Chinese transcription, system) of a place's Kazakh or Russian name, where its country's places are transcribed by rule.

    >>> in_chinese("Ақкөл ауданы", "kk", "place/kazakhstan"), in_chinese("Пенза", "ru", "place/russia")
    (('阿科尔区', 'kk-Hans-xinhua'), None)
    """
    table = rules()["transcribed"]
    system = table["systems"].get(lang)
    if system is None or (country or "").removeprefix("place/") not in table["countries"]:
        return None
    bare, _, last = text.rpartition(" ")
    word = table["classes"].get(last, "") if bare else ""
    stem = bare if word else text
    if not stem.istitle() or stem.endswith(("ский", "ская", "ское")):  # another class word, or a name that agrees with one
        return None
    written = transliterate(stem, system) + word
    return (written, system) if len(written) >= table["shortest"] and scripts(written) == {HAN} else None


@lru_cache(maxsize=1 << 16)
def respellings(token: str) -> tuple[str, ...]:
    """Other Latin spellings of one token of a Turkic or Iranian name, folded, the token itself first.

    >>> respellings("japarov")[:3]
    ('japarov', 'zhaparov', 'dzhaparov')
    """
    token = fold(token)
    if len(token) < _SHORTEST:
        return (token,)
    found = dict.fromkeys([token, *_applied([token])])
    for other in _applied(list(found)[1:]):
        if len(found) >= _MOST_RESPELT:
            break
        found.setdefault(other)
    return tuple(found)[:_MOST_RESPELT]


@cache
def _respelt(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), into) for pattern, into in rules()["respelt"].get(lang, ()))


@lru_cache(maxsize=1 << 12)
def respelt(token: str, lang: str) -> tuple[str, ...]:
    """Other Cyrillic spellings of one part of a Turkic or Iranian name, each by one rule.

    >>> respelt("Дания", "kk"), respelt("Галымкаир", "ru")[:2]
    (('Дәния', 'Данія', 'Данья'), ('Галимкаир', 'Галымкаыр'))
    """
    if len(token) <= _SHORTEST - 2:
        return ()
    lower = token.lower()
    found = dict.fromkeys(pattern.sub(into, lower, count=1) for pattern, into in _respelt(lang))
    return tuple("-".join(map(str.capitalize, other.split("-"))) for other in found if other != lower)


def waters(text: str, entity: Entity) -> Iterator[str]:
    """The Kazakh name of a river or a lake with the class word that belongs to it."""
    word = rules()["classes"]["waters"].get(entity.type or "")
    if word is not None and " " not in text and text[:1].isupper():
        yield f"{text} {word}"


def _applied(tokens: Iterable[str]) -> Iterator[str]:
    found = (pattern.sub(into, token, count=1) for token in tokens for pattern, into in _respellings())
    return (spelling for spelling in found if len(spelling) >= 3)


@lru_cache(maxsize=1 << 16)
def romanised(text: str, lang: str, kind: str) -> tuple[tuple[str, str], ...]:
    """(Latin spelling, system) of a Cyrillic name by each of the systems used for names of its kind."""
    return next(romanised_together([text], lang, kind))


def romanised_together(texts: Sequence[str], lang: str, kind: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """What `romanised` gives for each of some names."""
    systems = rules()["systems"][kind].get(lang, ())
    for spellings in zip(*(_written(texts, system) for system in systems), strict=True) if systems else repeat((), len(texts)):
        found: dict[str, str] = {}
        for spelling, system in zip(spellings, systems, strict=True):
            found.setdefault(spelling, system)
        yield tuple(found.items())


def _written(texts: Sequence[str], system: str) -> list[str]:
    """Texts of one line in another script, all at once: a line ends a word as the end of a text does."""
    return transliterate("\n".join(texts), system).split("\n")


def in_other_words(text: str, lang: str) -> list[str]:
    """The text with its words as others write them (as on the other side of the ocean), in every combination; the text itself first.

    >>> in_other_words("Poverty Reduction Centre", "en"), in_other_words("Театр имени Ауэзова", "ru")
    (['Poverty Reduction Centre', 'Poverty Reduction Center'], ['Театр имени Ауэзова', 'Театр им. Ауэзова'])
    """
    texts = [text]
    lower = text.lower()
    for one, pattern, two in _words(lang):
        if one in lower and pattern.search(text):
            texts += [pattern.sub(_cased(two), other) for other in texts]
    return texts


@cache
def _words(lang: str) -> list[tuple[str, re.Pattern[str], str]]:
    """Words written in two ways, as letters and as a pattern, each with the other way."""
    pairs = [pair for one, other in rules()["words"].get(lang, ()) for pair in ((one, other), (other, one))]
    return [(one, re.compile(rf"\b{re.escape(one)}(?!\w)", re.IGNORECASE), two) for one, two in pairs]


def _cased(word: str) -> Callable[[re.Match[str]], str]:
    return lambda match: word.capitalize() if match[0][0].isupper() else word


@cache
def _keyboard() -> dict[int, str]:
    pairs = rules()["keyboard"]["kk"]
    return str.maketrans({case(pair[0]): case(pair[1]) for pair in pairs for case in (str.lower, str.upper)})


def russian_keyboard(text: str) -> str:
    """Kazakh as typed without Kazakh letters.

    >>> russian_keyboard("Қасым-Жомарт Тоқаев")
    'Касым-Жомарт Токаев'
    """
    return text.translate(_keyboard())


def in_arabic_script(texts: Sequence[str]) -> Iterator[list[str]]:
    """Each Kazakh name in Arabic script, as the system writes it and as papers also do."""
    pairs = [way for pair in rules()["arabic"]["pairs"] for way in (pair, pair[::-1])]
    ways = [*(("-", hyphen) for hyphen in rules()["arabic"]["hyphens"]), *pairs]
    for written in _written(texts, "kk-Arab"):
        yield [written, *(written.replace(one, two) for one, two in ways if one in written)]


def in_latin_letters(written: str) -> Iterator[str]:
    """A Kazakh name in Latin letters as the system writes it, but for what papers never write, and as they also do.

    >>> list(in_latin_letters("AQSH")), list(in_latin_letters("ırrıgasıa"))
    (['AQSh'], ['ırrıgasıa', 'ırrıgasııa'])
    """
    for one, other in rules()["latin"]["capitals"] if written.isupper() else ():
        written = written.replace(one, other)
    yield written
    yield from (written.replace(one, other) for one, other in rules()["latin"]["pairs"] if one in written)


def other_classes(text: str, entity: Entity) -> Iterator[str]:
    """The Kazakh name of a region that ends with a class word with the others that are used for the same class."""
    words = rules()["classes"]["kk-regions"] if entity.type == "region" else ()
    ending = next((word for word in words if text.endswith(" " + word)), None)
    if ending is not None:
        yield from (text.removesuffix(ending) + word for word in words if word != ending)


def other_transcriptions(text: str) -> Iterator[str]:
    """A foreign name in Chinese with the characters that other papers use for the same syllables, one kind at a time.

    >>> list(other_transcriptions("托卡耶夫"))
    ['托卡叶夫']
    """
    for pair in rules()["transcription"]["pairs"]:
        for one, two in (pair, reversed(pair)):
            if one in text:
                yield text.replace(one, two)


_HYPHEN = re.compile("(?<=\\w)[-–—](?=\\w)")


def hyphenations(text: str) -> Iterator[str]:
    """A term or institution with its dashes tight, spaced, or read as spaces."""
    if _HYPHEN.search(text):
        yield _HYPHEN.sub(" - ", text)
    elif " - " in text or " – " in text or " — " in text:
        yield re.sub(" [-–—] ", "-", text)


_QUOTES = str.maketrans("", "", '"«»“”„《》「」')


def unquoted(text: str) -> Iterator[str]:
    """The name without quotation marks, where it has any."""
    bare = text.translate(_QUOTES).strip()
    if bare != text and bare:
        yield bare


Spelling = tuple[str, str]


def combinations(families: Iterable[Spelling], givens: Iterable[Spelling], most: int) -> Iterator[tuple[Spelling, Spelling]]:
    """Combinations of the spellings of the two parts of a name, at most so many."""
    return islice(product(families, givens), most)
