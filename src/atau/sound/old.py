"""How names sound, across scripts: a first, coarse version by declared tables and an edit distance.

A name becomes a string over a small alphabet of sounds (``letters.toml``; Han by their readings); two names are compared token by token,
in any order. What is heard in one and not in the other costs; vowels cost less than consonants.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from ..text import HAN, LETTER, class_of, key
from ..transliteration import han_readings, transliterate

__all__ = ["similarities", "similarity", "sound"]

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
    return _in_ascii(text) if any(class_of(char) == LETTER for char in text) else text


def _in_ascii(text: str) -> str:
    """Letters of scripts outside the four by Unidecode, the extra ``unidecode``; without it they are not heard."""
    try:
        from unidecode import unidecode
    except ImportError:
        return text
    return "".join(unidecode(char).lower() if class_of(char) == LETTER else char for char in text)


def similarity(a: str, b: str) -> float:
    """How alike two names sound, 0.0 … 1.0. Names that cannot be read are not alike.

    >>> similarity("Mirziyoyev", "Мирзиёев") > 0.9, similarity("Tokayev", "Japarov") < 0.5, similarity("", "")
    (True, True, 0.0)
    """
    return _alike(sound(_text(a, "a")), sound(_text(b, "b")))


def similarities(name: str, names: Iterable[str]) -> list[float]:
    """One name against many."""
    heard = sound(_text(name, "name"))
    return [_alike(heard, sound(other)) for other in names]


def _text(value: str, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be str, not {type(value).__name__}")
    return value


@lru_cache(maxsize=65536)
def _alike(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    joined = JaroWinkler.similarity(a.replace(" ", ""), b.replace(" ", ""))
    skeleton = fuzz.ratio(_skeleton(a), _skeleton(b)) / 100
    return float(max(fuzz.token_sort_ratio(a, b) / 100, joined) * 0.6 + skeleton * 0.4)


_VOWELS = str.maketrans("", "", "aeiou ")


def _skeleton(heard: str) -> str:
    return heard.translate(_VOWELS)
