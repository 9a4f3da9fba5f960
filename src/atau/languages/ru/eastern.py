"""Chinese, Korean and Vietnamese names in Russian: all syllables stay but the last, which inflects where it ends in a consonant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...transliteration.syllables import syllable_rules
from .writing import VOWELS, vowels

_SYLLABLE = re.compile("[А-ЯЁ][а-яё]{0,5}")
_ENDING = re.compile("(?:[ауеяю]|[ое]м)$")
_OBLIQUE = re.compile("[А-ЯЁ][а-яё]+(?:[ауеяю]|[ое]м)")


def inflects_last(texts: Sequence[str]) -> bool:
    """Whether the words look like such a name whose last word is in an oblique case.

    >>> inflects_last(["Ким", "Чен", "Нама"]), inflects_last(["Цзян", "Цзэминя"]), inflects_last(["Джо", "Байдена"])
    (True, True, False)
    """
    *first, last = texts
    if len(texts) not in (2, 3) or _OBLIQUE.fullmatch(last) is None or not all(map(_SYLLABLE.fullmatch, first)):
        return False
    if len(first) == 2:
        return all(vowels(text) == 1 for text in first)
    return _chinese(1).fullmatch(first[0].lower()) is not None


def is_eastern(texts: Sequence[str]) -> bool:
    """Whether the words look like such a name in the nominative: Chinese, of one syllable and of one or two, or three of a syllable each.

    >>> is_eastern(["Дэн", "Сяопин"]), is_eastern(["Ким", "Чен", "Ын"]), is_eastern(["Лев", "Толстой"])
    (True, True, False)
    """
    if len(texts) == 3:
        return all(vowels(text) == 1 or _chinese(1).fullmatch(text.lower()) is not None for text in texts)
    return len(texts) == 2 and all(_chinese(n).fullmatch(text.lower()) is not None for n, text in enumerate(texts, 1))


def is_family_name(nominative: str, of: int) -> bool:
    """Whether a lower-case nominative is one syllable that inflects: a Chinese one in a name of two words.

    >>> is_family_name("дэн", 2), is_family_name("ким", 3), is_family_name("ли", 2), is_family_name("иван", 2)
    (True, True, False, False)
    """
    return _inflects(nominative, of, 1)


def may_be_family_name(form: str, of: int) -> bool:
    """Whether a word can be a case form of one, by its letters alone: it costs less than to read it.

    >>> may_be_family_name("Дэна", 2), may_be_family_name("Цзюанем", 2), may_be_family_name("Иваном", 2), may_be_family_name("Киму", 3)
    (True, True, False, True)
    """
    if of == 3:
        return vowels(form) <= 2
    stem = _ENDING.sub("", form.lower())
    return any(_chinese(1).fullmatch(name) is not None for name in (stem, f"{stem}ь", f"{stem}й"))


def is_given_name(nominative: str, of: int) -> bool:
    """Whether a lower-case nominative that ends in a consonant can be the last word in a name of so many words.

    >>> is_given_name("цзэминь", 2), is_given_name("цзэмин", 2), is_given_name("цзэминя", 2), is_given_name("нам", 3)
    (True, True, False, True)
    """
    return _inflects(nominative, of, 2)


def _inflects(nominative: str, of: int, syllables: int) -> bool:
    """Whether it ends in a consonant, and is one syllable, or at most so many Chinese ones in a name of two words."""
    if nominative[-1] in VOWELS:
        return False
    return vowels(nominative) == 1 if of == 3 else _chinese(syllables).fullmatch(nominative) is not None


@cache
def _chinese(most: int) -> re.Pattern[str]:
    """Chinese syllables, at most so many, in the transcription of Palladius."""
    rules = syllable_rules("zh-Cyrl-palladius")
    whole = "|".join(sorted(rules.whole.values(), key=len, reverse=True))
    initials, finals = "|".join(rules.initials.values()), "|".join(sorted(rules.finals.values(), key=len, reverse=True))
    syllable = f"(?:(?:{initials})(?:{finals})|{whole})"
    return re.compile(f"{syllable}(?:ъ?{syllable}){{0,{most - 1}}}")
