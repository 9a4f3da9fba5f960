"""What is true of writing in every system: composed letters, letters that look alike, apostrophes, capitals."""

from __future__ import annotations

import re
import unicodedata

#: Latin letters that look like a Cyrillic one, each above its twin. The last five are h for һ (U+04BB), the schwas U+0259 and U+018F
#: for ә and Ә (U+04D9, U+04D8), the barred o U+0275 and U+019F for ө and Ө (U+04E9, U+04E8).
_LATIN = "ABCEHIKMOPTXYaceikopxyhəƏɵƟ"
_CYRILLIC = "АВСЕНІКМОРТХУасеікорхуһәӘөӨ"

_LATIN_LETTER = re.compile("[A-Za-zəƏɵƟ]")
_CYRILLIC_LETTER = re.compile("[Ѐ-ԯ]")

#: Everything that is typed for an apostrophe or a prime, and for a double one.
SINGLE = "'’‘ʼʹʻ′`´"
DOUBLE = "\"”“ʺ″ˮ"

#: A stress mark may stand on any vowel of a Cyrillic text without being part of its spelling.
STRESS = "\u0300\u0301"

#: Joins two letters that stand for one.
TIE = "\u0361"


def composed(text: str) -> str:
    """The text in NFC."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


class Lookalikes:
    """Puts right the letters of one script inside words of the other, as far as ``letters`` has the twin.

    A run of lookalikes is replaced only where it touches a letter of the right script and no other letter of the wrong one:
    the Latin i of «Көшесi», but nothing in "IT-компания" or «iPhoneом».
    """

    def __init__(self, script: str, letters: frozenset[str]) -> None:
        wrong, right = (_LATIN, _CYRILLIC) if script == "Cyrl" else (_CYRILLIC, _LATIN)
        twins = {a: b for a, b in zip(wrong, right, strict=True) if b.lower() in letters}
        self._twins = str.maketrans(twins)
        self._foreign = _LATIN_LETTER if script == "Cyrl" else _CYRILLIC_LETTER
        own, other = ("Ѐ-ԯ", "A-Za-z") if script == "Cyrl" else ("A-Za-z", "Ѐ-ԯ")
        run = f"[{''.join(twins)}]+"
        self._runs = re.compile(f"(?<=[{own}]){run}(?![{other}])|(?<![{other}]){run}(?=[{own}])") if twins else None

    def undone(self, text: str) -> str:
        """The text with every letter in the script of its word."""
        if self._runs is None or self._foreign.search(text) is None:
            return text
        return self._runs.sub(self._twin, text)

    def _twin(self, run: re.Match[str]) -> str:
        return run[0].translate(self._twins)


def capitals(own: dict[str, str]) -> dict[int, str]:
    """A table for ``str.translate`` that makes capitals; ``own`` has those that differ from Unicode's (i → İ)."""
    return str.maketrans(own)


def title(text: str, table: dict[int, str]) -> str:
    """The text with its first letter a capital: shch → Shch, 'a → 'A. What a tie joins is one letter: t͡s → T͡S (T͡Svetaeva).

    >>> title("shch", {})
    'Shch'
    """
    for at, char in enumerate(text):
        if char.isalpha():
            end = at + (3 if text[at + 1:at + 2] == TIE else 1)
            return text[:at] + upper(text[at:end], table) + text[end:]
    return text


def upper(text: str, table: dict[int, str]) -> str:
    """The text in capitals."""
    return text.translate(table).upper()
