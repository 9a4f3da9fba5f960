"""Hanyu Pinyin: syllables out of words, tones out of letters, and both back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .system import language_document

#: The combining marks of the four tones; the fifth is unmarked.
MARKS = "\u0304\u0301\u030c\u0300"

#: A syllable that begins with one of these is set off by an apostrophe inside a word (GB/T 16159-2012, 6.4.1).
OPEN = "aoeê"

_VOWELS = "aeiouüê"

#: Interjections that bear a tone without a vowel; hm and hng bear none.
_VOWELLESS = ("m", "n", "ng")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable without its tone, and the tone: 1 to 5, 0 where none was given."""

    plain: str
    tone: int = 0


@cache
def syllables() -> frozenset[str]:
    """Every syllable, without tones."""
    return frozenset(language_document("zh")["syllables"].split())


@cache
def _known() -> Mapping[str, str]:
    """Every spelling of a syllable → the syllable."""
    respelt: Mapping[str, str] = language_document("zh")["respelt"]
    return {**{syllable: syllable for syllable in syllables()}, **respelt}


def parsed(reading: str) -> Syllable:
    """A syllable with its tone as a mark or as a digit.

    >>> parsed("lǚ"), parsed("xi2")
    (Syllable(plain='lü', tone=3), Syllable(plain='xi', tone=2))
    """
    plain, tone = unmarked(reading)
    if plain[-1:].isdigit():
        plain, tone = plain[:-1], int(plain[-1])
    return Syllable(_known().get(plain, plain), tone)


def unmarked(text: str) -> tuple[str, int]:
    """The text without tone marks, and the last tone that was marked."""
    letters = unicodedata.normalize("NFD", text)
    tones = [MARKS.index(char) + 1 for char in letters if char in MARKS]
    return unicodedata.normalize("NFC", "".join(char for char in letters if char not in MARKS)), tones[-1] if tones else 0


def marked(syllable: Syllable) -> str:
    """The syllable with its tone mark where it belongs: on a, e or ê, on the o of ou, else on the last vowel.

    >>> marked(Syllable("lüe", 4)), marked(Syllable("gui", 4)), marked(Syllable("ma", 5))
    ('lüè', 'guì', 'ma')
    """
    plain = syllable.plain
    places = [plain.find(vowel) for vowel in ("a", "e", "ê", "ou")]
    places += [place for place in range(len(plain) - 1, -1, -1) if plain[place] in _VOWELS] + [0] * (plain in _VOWELLESS)
    at = next((place for place in places if place >= 0), None)
    if at is None or not 1 <= syllable.tone <= 4:
        return plain
    return unicodedata.normalize("NFC", plain[:at + 1] + MARKS[syllable.tone - 1] + plain[at + 1:])


def split(word: str) -> list[Syllable] | None:
    """The syllables of a word in small letters, or None where it is no pinyin.

    >>> [syllable.plain for syllable in split("xi'an")], [syllable.plain for syllable in split("tiananmen")], split("shrimp")
    (['xi', 'an'], ['tian', 'an', 'men'], None)
    """
    found: list[Syllable] = []
    for chunk, digit in re.findall(r"([^0-9'’‘ʼ]+)([0-5]?)", word):
        part = _chunk(chunk)
        if part is None or (digit and len(part) > 1):
            return None
        found += [Syllable(part[0].plain, int(digit))] if digit else part
    return found or None


def _chunk(chunk: str) -> list[Syllable] | None:
    """The syllables between two apostrophes. A consonant before a vowel begins a syllable: danan is da-nan, else it were dan'an."""
    plain = "".join(unmarked(char)[0] for char in chunk)
    ends = _cut(plain, strict=True) or _cut(plain, strict=False)
    if ends is None:
        return None
    starts = [0, *ends[:-1]]
    return [Syllable(_known()[plain[a:b]], unmarked(chunk[a:b])[1]) for a, b in zip(starts, ends, strict=True)]


def _cut(plain: str, *, strict: bool) -> list[int] | None:
    """Where the syllables end, the first as long as can be; ``strict`` lets none end before a vowel."""
    known, size = _known(), len(plain)
    following: list[int | None] = [None] * size + [size]
    for start in range(size - 1, -1, -1):
        ends = range(min(start + 6, size), start, -1)
        fits = (end for end in ends if plain[start:end] in known and following[end] is not None)
        following[start] = next((end for end in fits if not strict or plain[end:end + 1] not in tuple(_VOWELS)), None)
    if following[0] is None:
        return None
    ends_found, at = [], 0
    while at < size:
        at = following[at] or size
        ends_found.append(at)
    return ends_found
