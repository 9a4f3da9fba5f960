"""Whether each form is written in the letters of its language.

A Latin ``c`` in a Cyrillic word looks right and is never found again; so the check names such a letter by its code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..model import Entity
from ..text import ARABIC, CYRILLIC, HAN, LATIN, OTHER, class_of, simplify, traditional
from .entries import Entry, Stated
from .values import Problem

#: Severity and message.
Finding = tuple[str, str]

_SCRIPTS = {"en": LATIN, "zh": HAN, "zh-Hant": HAN, "ru": CYRILLIC, "kk": CYRILLIC, "kk-Latn": LATIN, "kk-Arab": ARABIC}
_SCRIPT_NAMES = {LATIN: "Latin", HAN: "Chinese", CYRILLIC: "Cyrillic", ARABIC: "Arabic"}

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS = {"ru": _RUSSIAN, "kk": _RUSSIAN + "әғқңөұүһі"}
_ALPHABET_NAMES = {"ru": "Russian", "kk": "Kazakh"}

#: Latin letters that look like a Cyrillic one.
_LOOKALIKES = frozenset("ABCEHIKMOPTXYaceiopxyh")

#: What needs no closer look: the alphabet, digits, and common punctuation.
_PLAIN = {
    "en": re.compile(r"[A-Za-z0-9 '’.,&()/–-]*"),
    "ru": re.compile(r"[А-Яа-яЁё0-9 .,№«»()/–-]*"),
    "kk": re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі0-9 .,№«»()/–-]*"),
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]+")
_ROMAN = re.compile(r"[IVXLCDM]+")
_HIDDEN = re.compile("[\\x00-\\x1f\\x7f\\xa0\\xad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]")
_DOTS = re.compile("[•‧∙⋅・･]")


def check_writing(entry: Entry) -> Iterator[Problem]:
    """What is wrong with the letters, spaces and marks of an entry's forms."""
    for form in entry.stated:
        for severity, message in findings(form, entry.entity):
            yield entry.file.problem(entry.key, f"{form.field}: {message}", form.field, form.raw, severity)


def findings(form: Stated, entity: Entity) -> Iterator[Finding]:
    """What is wrong with one form of an entity: severity and message of each fault."""
    text, lang = form.name.text, form.name.lang
    yield from _slashes(form.raw, entity.kind)
    yield from _spaces(text)
    plain = _PLAIN.get(lang)
    if plain is None or not plain.fullmatch(text):
        yield from _letters(form, entity)


def _slashes(raw: str, kind: str) -> Iterator[Finding]:
    count = raw.count("/")
    if count and kind == "person" and (count != 2 or "//" in raw):
        yield "error", f"{raw!r}: a family name stands between two slashes"
    if kind == "person" and ("/ /" in raw or re.search(r"/\s[^/]*/|/[^/]*\s/", raw)):
        yield "error", f"{raw!r}: no space just inside the slashes"
    if count > 1 and kind != "person":
        yield "error", f"{raw!r}: slashes mark the family names of people only"


def _spaces(text: str) -> Iterator[Finding]:
    if text != text.strip() or "  " in text:
        yield "error", f"{text!r}: stray space"
    if not text.isascii():
        if found := _HIDDEN.search(text):
            yield "error", f"{text!r}: stray {_named(found[0])}"
        if not unicodedata.is_normalized("NFC", text):
            yield "error", f"{text!r}: not in the composed form NFC: write {unicodedata.normalize('NFC', text)!r}"


def _letters(form: Stated, entity: Entity) -> Iterator[Finding]:
    text, lang = form.name.text, form.name.lang
    words = _WORD.findall(text)
    for word in words:
        yield from _word(word, lang, entity.kind)
    if lang in _ALPHABETS:
        yield from _borrowed(text, words, entity)
    if _SCRIPTS[lang] == HAN:
        yield from _chinese(text, lang)


def _word(word: str, lang: str, kind: str) -> Iterator[Finding]:
    """The letters of one word that are not of its language. A whole Latin word is let be: BRICS, kaz.inform.kz."""
    home = _SCRIPTS[lang]
    scripts = {class_of(letter) for letter in word} - {OTHER}
    if scripts == {home}:
        yield from _alphabet(word, lang, kind)
    elif scripts != {LATIN}:
        fit = (home, OTHER, LATIN) if home == HAN else (home, OTHER)
        if strange := [letter for letter in dict.fromkeys(word) if class_of(letter) not in fit]:
            severity = "warning" if _compound(word) else "error"
            yield severity, f"{', '.join(map(_named, strange))} in the {_SCRIPT_NAMES[home]} word {word!r}"


def _compound(word: str) -> bool:
    """Whether a word is written in two scripts on purpose, like «АКИpress»: no Latin stretch of it would pass for Cyrillic."""
    return all(len(part) > 1 and not _LOOKALIKES.issuperset(part) for part in _LATIN.findall(word)) and _LATIN.search(word) is not None


def _alphabet(word: str, lang: str, kind: str) -> Iterator[Finding]:
    """Letters of a neighbour's alphabet. Official Russian does write «область Жетісу» and «Рухани жаңғыру»: an error for people only."""
    alphabet = _ALPHABETS.get(lang)
    if alphabet is None:
        return
    if strange := [letter for letter in dict.fromkeys(word) if letter.lower() not in alphabet]:
        yield "error" if kind == "person" else "warning", f"not {_ALPHABET_NAMES[lang]}: {', '.join(map(_named, strange))} in {word!r}"


def _borrowed(text: str, words: list[str], entity: Entity) -> Iterator[Finding]:
    """Latin words in a Cyrillic form: right in BRICS and kaz.inform.kz, wrong in the names of people.

    Latin that the English names have too is meant; other Latin that could be read as Cyrillic may be a slip of the keyboard.
    """
    kind = entity.kind
    latin = [word for word in words if class_of(word[0]) == LATIN and not _ROMAN.fullmatch(word)]
    if latin and (kind == "person" or (kind == "place" and len(latin) == len(words))):
        yield "error", f"{text!r}: {latin[0]!r} is Latin: the name of a {kind} is written in Cyrillic"
        return
    for word in latin:
        if _LOOKALIKES.issuperset(word) and word.lower() not in _english_words(entity):
            yield "warning", f"{text!r}: {word!r} is Latin, but each of its letters looks like a Cyrillic one"


def _english_words(entity: Entity) -> set[str]:
    return {word.lower() for name in entity.names if name.lang == "en" for word in _WORD.findall(name.text)}


def _chinese(text: str, lang: str) -> Iterator[Finding]:
    if found := _DOTS.search(text):
        yield "error", f"{text!r}: {_named(found[0])}: the middle dot of Chinese names is '·' (U+00B7)"
    for letter in dict.fromkeys(text):
        if lang == "zh" and is_traditional(letter):
            yield "error", f"{_named(letter)} in {text!r} is Traditional: zh is written in Simplified characters ({simplify(letter)})"
        elif lang == "zh-Hant" and is_simplified(letter):
            yield "error", f"{_named(letter)} in {text!r} is Simplified: zh-Hant is written in Traditional characters"


def is_traditional(letter: str) -> bool:
    """Whether a character is used in Traditional writing only: GB 2312, the standard of Simplified computing, has no place for it.

    >>> is_traditional("國"), is_traditional("国"), is_traditional("乾")
    (True, False, False)
    """
    return simplify(letter) != letter and not _in_charset(letter, "gb2312")


def is_simplified(letter: str) -> bool:
    """Whether a character is used in Simplified writing only: Big5, the standard of Traditional computing, has no place for it.

    >>> is_simplified("国"), is_simplified("國"), is_simplified("后")
    (True, False, False)
    """
    return traditional(letter) != letter and not _in_charset(letter, "big5")


@lru_cache(maxsize=16384)
def _in_charset(letter: str, charset: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _named(letter: str) -> str:
    """A character by sight, code point and name, since the eye is what it deceives.

    >>> _named("e")
    "letter 'e' (U+0065 LATIN SMALL LETTER E)"
    """
    word = "letter" if letter.isalpha() else "character"
    return f"{word} {letter!r} (U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')})"
