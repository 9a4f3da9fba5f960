"""Coarse keys of sound, by which candidates are found: strings over one small alphabet (``letters.toml``; Han by its readings)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from ..text import HAN, LETTER, class_of, key
from ..transliteration import han_readings, transliterate
from .symbols import in_ascii

_ARABIC = re.compile("[\u0600-\u06ff]+")
_NOT_HEARD = re.compile("[^a-zSZC ]")
_DOUBLE = re.compile(r"(.)\1+")
#: Apostrophes and quotes are not heard.
_SILENT = str.maketrans("", "", "'\"’")


@cache
def _letters() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One pattern of all letter groups, the longest first, and what each stands for."""
    tables = tomllib.loads(resources.files(__package__).joinpath("letters.toml").read_text(encoding="utf-8"))
    groups = {**tables["Latin"], **tables["Cyrillic"]}
    return re.compile("|".join(sorted(map(re.escape, groups), key=len, reverse=True))), groups


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """The sounds of a name, its tokens separated by spaces; empty where nothing can be read.

    >>> sound("Тоқаев"), sound("Tokayev"), sound("习近平"), sound("Си Цзиньпин")
    ('tokaev', 'tokaev', 'SiZinping', 'si Czinpin')
    """
    text = _read(key(name).translate(_SILENT).replace("-", " ").replace("·", " "))
    pattern, groups = _letters()
    heard = pattern.sub(lambda match: groups[match[0]], text)
    return _DOUBLE.sub(r"\1", " ".join(_NOT_HEARD.sub("", heard).split()))


def _read(text: str) -> str:
    """The text in letters: Han by their readings, Kazakh in Arabic script by its letters."""
    if any(class_of(char) == HAN for char in text):
        text = "".join(key(han_readings(char)[0]) if class_of(char) == HAN else char for char in text)
    text = _ARABIC.sub(lambda match: transliterate(match[0], "kk-Arab", reverse=True).lower(), text)
    return in_ascii(text) if any(class_of(char) == LETTER for char in text) else text
