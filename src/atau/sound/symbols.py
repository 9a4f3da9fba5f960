"""Names as symbols that can be aligned: letters of one script, or Han characters with the two halves of their readings."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ..text import ARABIC, CYRILLIC, HAN, LATIN, LETTER, class_of, key
from ..transliteration import han_readings, transliterate

#: Scripts that costs are learned between, in the order of their files' names.
SCRIPTS = {LATIN: "latin", CYRILLIC: "cyrillic", HAN: "han"}

#: щ in German and in French: longer than any piece that is learned.
_SHCH = re.compile("schtsch|chtch")
_INITIAL = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)")


@cache
def model() -> Mapping[str, Any]:
    """What was learned besides the tables: the letters kept as they are written, and the calibration."""
    parsed: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("model.toml").read_text(encoding="utf-8"))
    return parsed


@cache
def _letter(char: str) -> str:
    """A letter as the tables know it: itself if it was seen often enough in names, else its folded letters."""
    if char in model()["letters"]:
        return char
    return "".join(c for c in key(char) if c.isalpha())


@lru_cache(maxsize=65536)
def symbols(token: str) -> tuple[str, str]:
    """The script of one token and its symbols; script ``""`` where nothing can be read.

    >>> symbols("Тоқаев"), symbols("普京"), symbols("توقايەۆ"), symbols("№")
    (('cyrillic', 'тоқаев'), ('han', '普京'), ('cyrillic', 'тоқаев'), ('', ''))
    """
    token = unicodedata.normalize("NFC", token.lower())
    kinds = {class_of(char) for char in token}
    if ARABIC in kinds:
        token = transliterate(token, "kk-Arab", reverse=True).lower()
    elif LETTER in kinds:
        token = in_ascii(token)
    read = "".join(map(_letter, _SHCH.sub("shch", token)))
    script = next((SCRIPTS[kind] for char in read if (kind := class_of(char)) in SCRIPTS), "")
    return (script, "".join(char for char in read if SCRIPTS.get(class_of(char)) == script)) if script else ("", "")


def in_ascii(text: str) -> str:
    """Letters of scripts outside the four by Unidecode, the extra ``unidecode``; without it they are not heard."""
    try:
        from unidecode import unidecode
    except ImportError:
        return text
    return "".join(unidecode(char).lower() if class_of(char) == LETTER else char for char in text)


@cache
def syllable(char: str) -> str:
    """The reading of a Han character without its tone.

    >>> syllable("夫"), syllable("吕")
    ('fu', 'lu')
    """
    return key(han_readings(char)[0])


@cache
def halves(reading: str) -> tuple[str, str]:
    """A reading's initial and final, marked as such.

    >>> halves("zhang"), halves("er")
    (('<zh', '>ang'), ('<', '>er'))
    """
    found = _INITIAL.fullmatch(reading)
    return (f"<{found[1]}", f">{found[2]}") if found else ("<", f">{reading}")


def width(text: str) -> int:
    """How many columns a text takes in a terminal: a Han character takes two."""
    return sum(2 if class_of(char) == HAN else 1 for char in text)
