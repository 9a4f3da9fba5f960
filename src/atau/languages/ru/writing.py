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
GENDERS = "mfnp"
GENDER_NAMES = ("Gender=Masc|Number=Sing", "Gender=Fem|Number=Sing", "Gender=Neut|Number=Sing", "Number=Plur")

#: A set of cases and genders (the plural is one of them): bit 4c + g is case c and gender g of `GENDERS`.
Cells = int

MASCULINE, FEMININE, NEUTER, PLURAL = 0x111111, 0x222222, 0x444444, 0x888888
#: All genders in the nominative, and in the genitive.
NOMINATIVE, GENITIVE = 0x00000F, 0x0000F0
ALL: Cells = 0xFFFFFF


def cell_of(case: int, gender: str) -> Cells:
    """The set of one case, 0–5, and one gender: f, m, n, or p in the plural.

    >>> cell_of(0, "m"), cell_of(1, "p") == GENITIVE & PLURAL
    (1, True)
    """
    return 1 << (len(GENDERS) * case + GENDERS.index(gender))


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
