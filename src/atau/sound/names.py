"""A name in its parts: what is heard of it, without titles, legal forms and particles written apart."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ..languages import patronymic_ends
from ..text import key
from .symbols import symbols

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʻʼ‘`][^\W\d_]+)*\.?|\d+")
#: Between initials there need be no space: Н.А.Назарбаев, К.-Ж.
_INITIALS = re.compile(r"(?<![^\W\d_])((?:[^\W\d_]|[А-ЯЁӘҚҒҢҮҰӨІ][а-яё]|[A-Z]h)\.)-?(?=[^\W\d_])")
#: No part of a name has more symbols; what is behind them does not count.
LONGEST_PART = 40
#: Names that have no longer part than this are too short to be known by ear.
_LETTERS, _CHARACTERS = 5, 3
_PATRONYMIC = re.compile(rf".{{2}}(?:{'|'.join(patronymic_ends('russian', 'kazakh', 'turkic'))})$")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003fffd]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: its script and symbols, and whether only an initial is given."""

    script: str
    symbols: str
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in parts, and the numbers in it."""

    parts: tuple[Part, ...]
    numbers: tuple[str, ...]


@cache
def words() -> Mapping[str, Any]:
    """The lists of ``names.toml``."""
    parsed = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    sets = {name: frozenset(value) for name, value in parsed.items() if isinstance(value, list)}
    surnames = {script: tuple(map(re.compile, endings)) for script, endings in parsed["surnames"].items()}
    sets["frame"] = sets["titles"] | sets["legal_forms"]
    return {**sets, "surnames": surnames}


#: The key of a word: it is asked for in several lists.
_key = lru_cache(maxsize=65536)(key)


@lru_cache(maxsize=65536)
def parts(name: str) -> Parts:
    """The parts of a name as it is written, in its order.

    >>> [part.symbols for part in parts("Президент Қ.Тоқаев").parts], [part.symbols for part in parts("Kemel uly").parts]
    (['қ', 'тоқаев'], ['kemeluly'])
    >>> parts("ТОО «Газпром нефть 2»").numbers
    ('2',)
    """
    found = _WORD.findall(_INITIALS.sub(r"\1 ", unicodedata.normalize("NFC", name)))
    said = [word for word in _without_frame(found) if not word.isdigit()]
    return Parts(tuple(_parts(said)), tuple(word.lstrip("0") for word in found if word.isdigit()))


def _without_frame(found: list[str]) -> list[str]:
    """The words without titles and legal forms, unless nothing else is there."""
    frame = words()["frame"]
    bare = [word for word in map(_bare_han, found) if _key(word.rstrip(".")) not in frame]
    return bare if any(not word.isdigit() for word in bare) else found


def _bare_han(word: str) -> str:
    """A Chinese word without the title or legal form at its end."""
    if not _HAN.fullmatch(word):
        return word
    return next((word[: -len(end)] for end in _han_frames() if word.endswith(end) and len(word) > len(end) + 1), word)


@cache
def _han_frames() -> tuple[str, ...]:
    return tuple(sorted(filter(_HAN.fullmatch, words()["frame"]), key=len, reverse=True))


def _parts(said: list[str]) -> Iterator[Part]:
    lists = words()
    joined: list[str] = []
    for word in said:
        bare = _key(word.rstrip("."))
        if joined and (bare in lists["joined_before"] or _key(joined[-1]) in lists["joined_behind"]):
            joined[-1] += word
        else:
            joined.append(word)
    for word in joined:
        script, whole = symbols(word.rstrip("."))
        read = whole[:LONGEST_PART]
        if read:
            yield Part(script, read, (len(read) == 1 and script != "han") or (word.endswith(".") and len(read) == 2 and script != "han"))


def is_patronymic(part: Part) -> bool:
    """Whether a part is a father's name by its ending: one that is not heard costs little."""
    return _PATRONYMIC.search(part.symbols) is not None


def sex(part: Part) -> str:
    """``m`` or ``f`` for a surname that says so by its ending, in Russian or by a Chinese transcription; else nothing."""
    man, woman = words()["surnames"].get(part.script, (None, None))
    if woman is not None and woman.search(part.symbols):
        return "f"
    return "m" if man is not None and man.search(part.symbols) else ""


def audible(name: str) -> bool:
    """Whether there is enough of a name to know it by ear: five letters, or three characters.

    >>> audible("Zaparov"), audible("Ли"), audible("扎帕罗夫"), audible("李强")
    (True, False, True, False)
    """
    said = parts(name).parts
    return any(len(part.symbols) >= (_CHARACTERS if part.script == "han" else _LETTERS) for part in said)
