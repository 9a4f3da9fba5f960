"""Letters and tokens of Russian names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

#: A word with its hyphens (U+2010 and U+2011 too) and stress marks (U+0301), without quotes and stops.
TOKEN = re.compile(r"[\w\u0301]+(?:[-\u2010\u2011’'][\w\u0301]+)*")

VOWELS = frozenset("аеёиоуыэюя")
LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")

CASE_NAMES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


def vowels(text: str) -> int:
    """How many vowels a word has."""
    return sum(letter in VOWELS for letter in text.lower())


def shared(one: str, other: str) -> int:
    """How many letters two words begin with in common.

    >>> shared("Токаев", "Токио")
    3
    """
    n = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        n += 1
    return n


def recase(found: str, lower: str) -> str:
    """A lower-case word with the capitals of the word that it is a form of.

    >>> recase("Салтыковым-Щедриным", "салтыков-щедрин"), recase("АЛМАТЫ", "алматы"), recase("КазМунайГаз", "казмунайгаза")
    ('Салтыков-Щедрин', 'АЛМАТЫ', 'КазМунайГаза')
    """
    return recaser(found)(lower)


def recaser(found: str) -> Callable[[str], str]:
    """What `recase` does for one word found, for as many others as there are."""
    if found.islower():
        return str
    if len(found) > 1 and found.isupper():
        return str.upper
    return str.capitalize if "-" not in found and found[1:].islower() else partial(_mixed, found)


def _mixed(found: str, lower: str) -> str:
    mine, theirs = found.split("-"), lower.split("-")
    if len(mine) == len(theirs) > 1:
        return "-".join(map(recase, mine, theirs))
    common = shared(found.lower(), lower)
    return found[:common] + lower[common:]


def abbreviated(word: str) -> bool:
    """Whether a word is written as an abbreviation: МИД, ЕАЭС, США."""
    return len(word) > 1 and word.isupper()
