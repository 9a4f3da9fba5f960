"""What class a Kazakh stem belongs to, by harmony and last sound: words of any origin, abbreviations, digits, foreign script."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .grammar import BACK, BITS, FRONT, SOUNDS

_HARMONY = dict.fromkeys("аоұыяё", (BACK,)) | dict.fromkeys("әеөүіэ", (FRONT,)) | dict.fromkeys("иую", (BACK, FRONT))
_BOTH = (BACK, FRONT)
_ANY = sum(BITS[harmony, sound] for harmony in _BOTH for sound in SOUNDS if sound != "weak")

#: The last letter → the sounds that it may stand for. Loans keep б в г д, which take what voiceless sounds take.
_LAST = (
    dict.fromkeys("аәеоөэёяұү", ("vowel",)) | dict.fromkeys("ыі", ("vowel", "theirs")) | dict.fromkeys("уию", ("glide", "vowel"))
    | dict.fromkeys("рй", ("glide",)) | {"л": ("lateral",), "з": ("buzz",), "ж": ("buzz", "voiceless"), "ғ": ("weak",)}
    | dict.fromkeys("мнң", ("nasal",)) | dict.fromkeys("бвгдтсшщчцфхһ", ("voiceless",))
)
_VOWELS = frozenset("аәеоөэёяыіуиюұү")

#: Ends after which usage varies: Russian surnames, and letters that Kazakh back words do not end in.
_OPEN_ENDS = ("ев", "ов", "кс")
_FOREIGN_ENDS = frozenset("кгчщцф")

_VOICED = {"қ": "ғ", "к": "г", "п": "б"}

#: Native nouns whose last vowel drops before a vowel: халық → халқы, мойын → мойны.
_DROPPING = frozenset(("халық", "мойын", "орын", "ерін", "мұрын", "қойын", "ауыз", "көрік", "құлық"))
_DROPPING_ENDS = frozenset(word[-1] for word in _DROPPING)
_BETWEEN = re.compile(r"[\s-]")

#: Digits as they are read, by their ends, longest first: (harmony, sound).
_NUMERALS = {
    "000": (BACK, "nasal"), "00": (FRONT, "buzz"), "10": (BACK, "nasal"), "20": (BACK, "vowel"), "30": (BACK, "buzz"), "40": (BACK, "stop"),
    "50": (FRONT, "glide"), "60": (BACK, "voiceless"), "70": (FRONT, "voiceless"), "80": (FRONT, "nasal"), "90": (BACK, "nasal"),
    "0": (FRONT, "lateral"), "1": (FRONT, "glide"), "2": (FRONT, "vowel"), "3": (FRONT, "voiceless"), "4": (FRONT, "voiceless"),
    "5": (FRONT, "voiceless"), "6": (BACK, "vowel"), "7": (FRONT, "vowel"), "8": (FRONT, "buzz"), "9": (BACK, "buzz"),
}

#: Latin letters by the sounds that they may stand for at the end of a foreign name.
_LATIN = (
    dict.fromkeys("aoáéóäöüūėə", ("vowel",))
    | dict.fromkeys("yiıīíý", ("vowel", "glide", "theirs"))
    | dict.fromkeys("uúw", ("vowel", "glide"))
    | dict.fromkeys("mnñńŋ", ("nasal",)) | {"r": ("glide",)}
    | {"l": ("lateral",), "z": ("buzz", "voiceless"), "j": ("buzz", "voiceless")} | dict.fromkeys("bcdfghkpqstvxşçš", ("voiceless",))
)
#: The last word of a stem, read backwards.
_LAST_WORD = re.compile(r"[\W_]*([^\W_]+)")


def stem_class(stem: str) -> int:
    """The classes of a stem as bits; ``chains()[rest] & stem_class(stem)`` is true when the word is well formed.

    More than one harmony or sound stands open where usage varies: after и, у, ю, in -ев, after loan к г and ь, in abbreviations,
    those in Latin letters above all, whose letters may be read in English or Kazakh. A final ы or і may or may not be a possessive.

    >>> from .grammar import chains
    >>> def legal(stem: str, rest: str) -> bool: return bool(chains().get(rest, 0) & stem_class(stem))
    >>> legal("Тоқаев", "тың"), legal("Тоқаев", "дың"), legal("ұйымы", "на"), legal("АҚШ", "тың"), legal("NATO", "ға")
    (True, False, True, True, True)
    >>> legal("Қытай", "тан"), legal("Қазақ", "ы"), legal("қазағ", "ы"), legal("2025", "тің")
    (False, False, True, True)
    """
    found = _LAST_WORD.match(stem[::-1])
    return _ANY if found is None else _class_of(found[1][::-1])


@lru_cache(maxsize=65536)
def _class_of(word: str) -> int:
    if word[-1].isdigit():
        return _digits(word)
    if word[-1].casefold() in _LATIN or word[-1] in "eE":
        return _ANY if len(word) > 1 and word.isupper() else _latin(word.casefold())
    if word[-1].casefold() not in _LAST and word[-1] not in "ьъ" and word[-1].casefold() not in _VOICED:
        return _ANY
    if len(word) > 1 and word[-2:].isupper():
        return _abbreviation(word.casefold())
    return _word(word.casefold())


def voiced(stem: str) -> str | None:
    """The stem as it stands before a vowel, where that differs: қ к п become ғ г б, and a few nouns drop their last vowel.

    >>> voiced("Қазақ"), voiced("мектеп"), voiced("халық"), voiced("банк"), voiced("Алматы")
    ('Қазағ', 'мектеб', 'халқ', None, None)
    """
    if stem[-1:].casefold() in _DROPPING_ENDS and _BETWEEN.split(stem.casefold())[-1] in _DROPPING:
        return stem[:-2] + stem[-1]
    if stem[-1:] in _VOICED and stem[-2:-1].casefold() in _VOWELS:
        return stem[:-1] + _VOICED[stem[-1]]
    return None


def hyphenated(stem: str) -> bool:
    """Whether a suffix may be joined to the stem by a hyphen: after abbreviations, digits, foreign script and closing quotes.

    >>> hyphenated("ШЫҰ"), hyphenated("NATO"), hyphenated("G20"), hyphenated("«Қазатомөнеркәсіп»"), hyphenated("Астана")
    (True, True, True, True, False)
    """
    return _ends_foreign(stem[-2:])


@lru_cache(maxsize=4096)
def _ends_foreign(last: str) -> bool:
    if not last or last[-1].isspace() or last[-1] == "-":
        return False
    final = last[-1]
    return not final.isalpha() or final.casefold() in _LATIN or final in "eE" or (len(last) > 1 and last.isalpha() and last.isupper())


@cache
def _bits(harmonies: tuple[int, ...], sounds: tuple[str, ...]) -> int:
    return sum(BITS[harmony, sound] for harmony in harmonies for sound in dict.fromkeys(sounds))


def _digits(word: str) -> int:
    for length in (3, 2, 1):
        if word[-length:] in _NUMERALS:
            harmony, sound = _NUMERALS[word[-length:]]
            return BITS[harmony, sound]
    return _ANY


def _latin(word: str) -> int:
    """A final e may be silent: Google-дың, Deutsche-нің."""
    sounds = ("vowel", *_LATIN.get(word[-2:-1], ())) if word[-1] == "e" else _LATIN[word[-1]]
    return _bits(_BOTH, sounds)


def _abbreviation(word: str) -> int:
    """Read as a word or by the names of its letters, which may end in a vowel, or for what it stands for: ҚР-ның, АҚШ-тың, АҚШ-на."""
    return _bits(_BOTH, (*_last(word), "vowel", "theirs"))


def _word(word: str) -> int:
    return _bits(_harmony(word), _last(word))


def _last(word: str) -> tuple[str, ...]:
    letters = word.rstrip("ьъ") or word
    if letters[-1] in _VOICED:
        return ("stop",) if letters[-2:-1] in _VOWELS else ("voiceless",)
    if word.endswith("нь"):
        return ("nasal", "glide")
    return _LAST.get(letters[-1], ("voiceless",))


def _harmony(word: str) -> tuple[int, ...]:
    """By the last vowel. The у of ау, еу is a glide and does not count; -ов, -ев, soft and foreign ends leave the choice open."""
    if word.endswith(_OPEN_ENDS) or "ь" in word[-3:]:
        return _BOTH
    at = next((n for n in range(len(word) - 1, -1, -1) if word[n] in _VOWELS and not (word[n] == "у" and word[n - 1 : n] in _VOWELS)), None)
    if at is None or word[at + 1 : -1].startswith("у"):
        return _BOTH
    harmony = _HARMONY[word[at]]
    return _BOTH if word[-1] in _FOREIGN_ENDS and harmony == (BACK,) else harmony
