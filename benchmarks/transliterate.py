"""Transliteration: Mchar a second on one core, single words and one long text, against PyICU and iuliia where they have the system."""

from __future__ import annotations

import re
from collections.abc import Callable

import atau

from .material import names
from .measure import Figure, peer, seconds, tell

#: Our system → ICU's transform and iuliia's schema of the same letters, where there are any.
SYSTEMS = {
    "ru-Latn-iso9": ("ru", "Cyrillic-Latin", "GOST_779"),
    "ru-Latn-wikipedia": ("ru", "", "WIKIPEDIA"),
    "ru-Latn-bgn": ("ru", "ru-ru_Latn/BGN", "BGN_PCGN"),
    "kk-Latn-2021": ("kk", "", ""),
    "kk-Arab": ("kk", "", ""),
    "zh-Latn-pinyin": ("zh", "Han-Latin", ""),
    "zh-Cyrl-palladius": ("zh", "", ""),
    "ru-Hans-xinhua": ("ru", "", ""),
}

#: Mchar of words, of the long text, and of the long text that ICU gets: it slows with the square of the length.
WORDS, LONG, SHORTER = 0.3, 10.0, 0.3


def run() -> None:
    for system, (lang, transform, schema) in SYSTEMS.items():
        words = [word for name in names("exact", lang) for word in re.split(r"[\s·-]+", name) if word]
        figures = _ours(system, words)
        if transform:
            figures += _icu(transform, words)
        if schema:
            figures += _iuliia(schema, words)
        tell(f"transliterate: {system}, names of the lexicon", figures)


def _ours(system: str, words: list[str]) -> list[Figure]:
    atau.transliterate(words[0], system)  # compiles the system
    return [
        _words("atau, words", words, lambda word: atau.transliterate(word, system)),
        _text(f"atau, one text of {LONG:g} Mchar", words, LONG, lambda text: atau.transliterate(text, system)),
    ]


def _icu(transform: str, words: list[str]) -> list[Figure]:
    if (icu := peer("icu")) is None:
        return []
    write = icu.Transliterator.createInstance(transform).transliterate
    return [_words("ICU, words", words, write), _text(f"ICU, one text of {SHORTER:g} Mchar", words, SHORTER, write)]


def _iuliia(schema: str, words: list[str]) -> list[Figure]:
    if (iuliia := peer("iuliia")) is None:
        return []
    write = getattr(iuliia, schema).translate
    return [_words("iuliia, words", words, write), _text(f"iuliia, one text of {SHORTER:g} Mchar", words, SHORTER, write)]


def _words(who: str, words: list[str], write: Callable[[str], str]) -> Figure:
    """Words one by one, over and over until there are enough."""
    many = _enough(words, WORDS)
    return Figure(who, sum(map(len, many)) / 1e6 / seconds(lambda: [write(word) for word in many]), "Mchar/s")


def _text(who: str, words: list[str], size: float, write: Callable[[str], str]) -> Figure:
    text = " ".join(_enough(words, size))
    return Figure(who, len(text) / 1e6 / seconds(lambda: write(text), runs=2), "Mchar/s")


def _enough(words: list[str], size: float) -> list[str]:
    times = size * 1e6 / sum(len(word) + 1 for word in words)
    return words * int(times) + words[:int(len(words) * (times % 1))]
