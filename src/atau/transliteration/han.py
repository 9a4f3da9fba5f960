"""How Han characters are read in names: one reading each, other ones in certain surnames, places and words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..text import simplify


@dataclass(frozen=True, slots=True)
class _Exceptions:
    """Readings by surname and by word; ``alone`` are surnames that need no telling; the pattern finds the words, longest first."""

    surnames: Mapping[str, tuple[str, ...]]
    alone: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def single_readings() -> Mapping[str, str]:
    """The reading of each character: ICU's, or the one usual in names."""
    table: dict[str, str] = {}
    for line in _file("han.tsv").splitlines():
        if not line.startswith("#"):
            reading, chars = line.split("\t")
            table |= dict.fromkeys(chars, reading)
    usual: Mapping[str, str] = tomllib.loads(_file("names.toml"))["usual"]
    return {**table, **usual}


def word_readings(simple: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where in a Simplified text a word begins that is read otherwise than character by character, and its readings."""
    exceptions = _exceptions()
    for match in exceptions.pattern.finditer(simple):
        yield match.start(), exceptions.words[match[0]]


def surname_readings(simple: str) -> tuple[str, ...]:
    """How the surname is read that a short Simplified text begins with by itself, or nothing where it begins with none, or with a word.

    >>> surname_readings("曾庆红"), surname_readings("单位")
    (('zēng',), ())
    """
    exceptions = _exceptions()
    if 2 < len(simple) < 5 and simple[:2] in exceptions.surnames:
        return exceptions.surnames[simple[:2]]
    if 1 < len(simple) < 4 and simple[0] in exceptions.alone and simple[1] not in _word_seconds()[simple[0]]:
        return exceptions.surnames[simple[0]]
    return ()


@cache
def _word_seconds() -> Mapping[str, str]:
    """With what words go on that begin with a surname."""
    return dict(line.split("\t") for line in _file("surname-words.tsv").splitlines() if not line.startswith("#"))


@cache
def _exceptions() -> _Exceptions:
    read = tomllib.loads(_file("names.toml"))
    words = {word: tuple(reading.split()) for word, reading in read["words"].items()}
    surnames = {name: tuple(reading.split()) for name, reading in read["surnames"].items()}
    return _Exceptions(surnames, frozenset(read["alone"]), words, _alternation(words))


def _alternation(words: Mapping[str, object]) -> re.Pattern[str]:
    """A pattern for any of the words, grouped by first character so that most of a text is passed at one look."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()))


def _file(name: str) -> str:
    return (files(__package__) / "readings" / name).read_text(encoding="utf-8")


def han_readings(text: str, *, surname: bool = False) -> list[str]:
    """One reading a character, in Hanyu Pinyin with tone marks; a character that isn't read stands for itself.

    With ``surname`` the text is one person's name, and its first character or two are read as a surname.

    >>> han_readings("长安"), han_readings("曾庆红", surname=True)
    (['cháng', 'ān'], ['zēng', 'qìng', 'hóng'])

    Sources: ICU's Han-Latin; for names the list in ``readings/names.toml``. Raises `TypeError` for anything but a string.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    single, exceptions = single_readings(), _exceptions()
    readings = [single.get(char, char) for char in text]
    simple = simplify(text)
    for start, word in word_readings(simple):
        readings[start:start + len(word)] = word
    if surname:
        known = next((simple[:length] for length in (2, 1) if simple[:length] in exceptions.surnames), "")
        readings[:len(known)] = exceptions.surnames.get(known, ())
    return readings
