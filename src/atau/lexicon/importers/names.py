"""Names as foreign lists hold them, made fit for the lexicon: tags, letters, what each is to its entity."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ...errors import UnknownLanguageError
from ...model import LANGUAGES, Entity, Name, language
from ...sound import similarity
from ...text import CYRILLIC, HAN, LATIN, scripts, traditional
from ..dates import as_stated
from ..schema import is_number
from ..writing import is_simplified, is_traditional
from .values import Asked, Item, Skipped

#: Tags of Wikimedia that BCP 47 would read otherwise: Kazakh of Turkey is written in Latin letters.
_WIKIMEDIA = {"kk-tr": "kk-Latn"}
_SUBTAG = re.compile(r"[A-Za-z]{4}|[A-Za-z]{2}|\d{3}")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_KAZAKH = frozenset("әғқңөұүһі")
_HIDDEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･", "·"))


def tag(code: str) -> str | None:
    """The tag under which names of a language code are kept, ``None`` for a language that is not served.

    >>> tag("kk-cyrl"), tag("zh-tw"), tag("zh-hans"), tag("kk_Arab"), tag("zh-yue"), tag("de")
    ('kk', 'zh-Hant', 'zh', 'kk-Arab', None, None)
    """
    code = code.replace("_", "-")
    if not all(_SUBTAG.fullmatch(part) for part in code.split("-")[1:]):
        return None
    try:
        return _WIKIMEDIA.get(code.lower()) or language(code)
    except UnknownLanguageError:
        return None


def guessed(text: str) -> str | None:
    """The language of a name whose source does not tell, as far as its letters tell it; ``None`` where they leave it open.

    >>> guessed("Tokayev"), guessed("Токаев"), guessed("Нұрсұлтан"), guessed("托卡耶夫"), guessed("普京總統")
    ('en', 'ru', 'kk', 'zh', 'zh-Hant')

    Тоқаев may be Uzbek or Tajik, too, Өлкө Kyrgyz, Сіно Ukrainian: only ұ, or і with another of the letters, is Kazakh for sure.

    >>> guessed("Тоқаев"), guessed("Сіно"), guessed("Үлгі")
    (None, None, 'kk')
    """
    found = scripts(text)
    if found == {LATIN}:
        return "en"
    if found == {HAN}:
        return "zh-Hant" if any(map(is_traditional, text)) else "zh"
    letters = {letter for letter in text.lower() if letter.isalpha()}
    if found != {CYRILLIC}:
        return None
    if letters <= _RUSSIAN:
        return "ru"
    kazakh = letters & _KAZAKH
    sure = "ұ" in kazakh or ("і" in kazakh and len(kazakh) > 1)
    return "kk" if sure and letters <= _RUSSIAN | _KAZAKH else None


def cleaned(text: str, lang: str) -> str:
    """The name composed, without hidden characters and stray spaces; in Chinese with the middle dot of Chinese names."""
    text = text.encode("utf-8", "ignore").decode("utf-8")  # a lone surrogate cannot be written
    text = " ".join(unicodedata.normalize("NFC", text.translate(_HIDDEN)).split())
    return text.translate(_DOTS) if lang.startswith("zh") else text


@dataclass(frozen=True, slots=True)
class Written:
    """A name as the source has it: its text, its language code, and what it is to the entity."""

    text: str
    code: str
    status: str = "also"
    family: str = ""
    since: str | None = None
    until: str | None = None
    weak: bool = False


def entity(key: str, kind: str, written: Iterable[Written], asked: Asked, **facts: Any) -> Item:
    """An entity of the names that can be kept, the first preferred one of a language being its canonical name."""
    names = list(_kept(written, asked))
    if not names:
        return Skipped("no name in a language asked for", key)
    ranked = _ranked(names)
    if all(name.status != "canonical" for name in ranked):
        return Skipped("no name that is in force", key)
    return Entity(slug(key), kind, tuple(ranked), **dict(_usable(facts)))


def _usable(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is known, less dates and numbers that the lexicon's check would refuse."""
    for field, value in facts.items():
        if field == "same_as":
            value = {catalogue: number for catalogue, number in value.items() if is_number(catalogue, number)}
        elif field in ("born", "died"):
            value = as_stated(value or "")
        if value:
            yield field, value


def _kept(written: Iterable[Written], asked: Asked) -> Iterator[Name]:
    for one in written:
        lang = tag(one.code)
        text = cleaned(one.text, lang or "")
        if lang is None or not text:
            continue
        lang = _chinese(text) or lang if lang.startswith("zh") else lang
        if lang in asked.langs:
            since, until = as_stated(one.since or ""), as_stated(one.until or "")
            yield Name(text, lang, one.status, _span(text, one.family), since, until, one.weak)


def _chinese(text: str) -> str | None:
    """The writing that the characters show, where they show one: lists keep Traditional names under plain zh, and the reverse."""
    if any(map(is_traditional, text)):
        return "zh-Hant"
    return "zh" if any(map(is_simplified, text)) else None


def _span(text: str, family: str) -> tuple[int, int] | None:
    """Where the family name stands, if it is the first or the last part of the name."""
    if not family or len(family) >= len(text):
        return None
    if text.endswith((f" {family}", f"·{family}")):
        return len(text) - len(family), len(text)
    return (0, len(family)) if text.startswith(f"{family} ") or (text.startswith(family) and scripts(text) == {HAN}) else None


def _ranked(names: Sequence[Name]) -> list[Name]:
    """One canonical name a language, each form once, Traditional ones that conversion gives left out; in the order of languages."""
    derived = {traditional(name.text) for name in names if name.lang == "zh"}
    distinct: dict[tuple[str, str], Name] = {}
    for name in sorted(names, key=lambda name: name.status not in ("canonical", "also")):
        if name.lang != "zh-Hant" or name.text not in derived:
            distinct.setdefault((name.lang, name.text), name)
    by_language = sorted(distinct.values(), key=lambda name: LANGUAGES.index(name.lang))
    best = {lang: _best(list(of), names[0]) for lang, of in groupby(by_language, key=lambda name: name.lang)}
    return [_as_canonical(name) if best[name.lang] is name else _as_also(name) for name in by_language]


def _best(names: list[Name], main: Name) -> Name:
    """The name of one language that is preferred; of several that are as good, the one that sounds most like the entity's main name."""
    top = min(map(_preference, names))
    equals = [name for name in names if _preference(name) == top]
    stated = equals[0].status == "canonical" or len(equals) == 1
    return equals[0] if stated else max(equals, key=lambda name: similarity(main.text, name.text))


def _preference(name: Name) -> tuple[bool, int]:
    return name.weak, ("canonical", "also", "short", "former", "misspelt").index(name.status)


def _as_canonical(name: Name) -> Name:
    """The best name of a language is its canonical one, unless it is out of force, wrong, or too common."""
    return replace(name, status="canonical") if name.status in ("also", "short") and not name.weak else name


def _as_also(name: Name) -> Name:
    return replace(name, status="also") if name.status == "canonical" else name


def slug(key: str) -> str:
    """A key of the lexicon for a source's own: itself where it is one, else made so, and kept apart from its like by a hash.

    >>> slug("q42"), slug("NK-aU5y")
    ('q42', 'nk-au5y-800daf')
    """
    made = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    if made and made == key:
        return key
    return f"{made}-{hashlib.blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=3).hexdigest()}".strip("-")


def first(values: Mapping[str, Any], field: str) -> str:
    """The first of a field's values, "" if there is none."""
    found = values.get(field) or [""]
    return str(found[0])
