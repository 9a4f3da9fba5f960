"""The engine of systems that write Chinese syllable by syllable, out of Han characters or out of pinyin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..text import simplify
from .han import single_readings, surname_readings, word_readings
from .pinyin import OPEN, Syllable, marked, parsed, split, syllables
from .system import document, system
from .writing import composed

_HAN = "〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003fffd"
_LATIN = "a-zA-ZüÜêÊāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛńňǹḿŃŇǸḾ"
_TEXT = re.compile(rf"(?P<han>[{_HAN}]+)|(?<!\w)[{_LATIN}]+(?:[0-5]|['’‘ʼ]?[{_LATIN}]+)*(?!\w)")
_GIVEN_NAME = re.compile(rf" ([{_HAN}]{{1,2}})(?![{_HAN}])")
_INITIAL = re.compile("[zcs]h|[bpmfdtnlgkhjqxrzcs]")

#: Stands between two syllables until it is known what is written there.
_SEAM = "\x1f"

#: Systems that make no sense without tones: pinyin that has none is left alone.
_TONAL = ("marks", "zhuyin")

#: What is written behind a syllable for its tone: none stated, the four, and the neutral one. Zhuyin leaves the first unmarked.
_TONES = {"none": [""] * 6, "superscripts": ["", "¹", "²", "³", "⁴", "⁵"], "zhuyin": ["˙", "", "ˊ", "ˇ", "ˋ", "˙"]}


@dataclass(frozen=True, slots=True)
class SyllableRules:
    """How a system writes syllables, and what it puts between them.

    A syllable is looked up in ``whole``, else put together from ``initials`` and ``finals``. ``tones`` is none, marks, superscripts or
    zhuyin. ``words`` has words in simplified characters that are written otherwise, where they stand alone.
    ``separator`` stands between two syllables of a word where the first ends with one of ``after`` and the second begins with one
    of ``before`` (empty = anything). ``capital`` says whether a word read from Han begins with a capital.
    """

    target: str
    alphabet: str
    initials: Mapping[str, str]
    finals: Mapping[str, str]
    whole: Mapping[str, str]
    words: Mapping[str, str]
    tones: str
    separator: str
    after: str
    before: str
    capital: bool


def syllable_rules(system_id: str) -> SyllableRules:
    """The rules of a system that writes syllable by syllable; `ValueError` for a file that breaks the format."""
    header = system(system_id)
    read: Mapping[str, Any] = document(system_id)["syllables"]
    unknown = read.keys() - {"initials", "finals", "whole", "words", "tones", "separator", "after", "before", "capital"}
    if unknown:
        raise ValueError(f"{system_id}: syllables: unknown {', '.join(sorted(unknown))}")
    return SyllableRules(
        header.target, header.alphabet, read.get("initials", {}), read.get("finals", {}), read.get("whole", {}), read.get("words", {}),
        read.get("tones", "none"), read.get("separator", ""), read.get("after", ""), read.get("before", ""), read.get("capital", True),
    )


class _Memory(dict[str, str]):
    """What is written for each character or reading met so far: as many as there are, 20,000 and 1,400, however long the text."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, key: str) -> str:
        written = self[key] = self._make(key)
        return written

    def __reduce__(self) -> tuple[type[_Memory], tuple[Callable[[str], str]]]:
        return _Memory, (self._make,)


class Syllables:
    """A compiled system. Immutable but for what it remembers, safe to share between threads, picklable."""

    def __init__(self, rules: SyllableRules) -> None:
        self._rules = rules
        self._readings = _Memory(self._reading)
        self._chars = _Memory(self._char)
        after, before = (f"[{chars}]" if chars else "(?s:.)" for chars in (rules.after, rules.before))
        self._seam = re.compile(f"(?<={after}){_SEAM}(?={before})")

    def write(self, text: str) -> str:
        """The text in the target script: Han and pinyin are written, everything else passes."""
        return composed(_TEXT.sub(self._write, composed(text)))

    def edges(self) -> dict[str, tuple[str, ...]]:
        """The syllables by what is written for them, commoner ones first, and the separator, which says nothing."""
        edges: dict[str, list[str]] = {}
        tones = range(1, 6) if self._rules.tones == "zhuyin" else (0,)
        for plain in sorted(syllables(), key=lambda plain: (len(plain) < 2, plain)):
            for syllable in (Syllable(plain, tone) for tone in tones):
                edges.setdefault(self._syllable(syllable), []).append(marked(syllable))
        for word, written in self._rules.words.items():
            edges[written.lower()] = ["".join(parsed(single_readings()[char]).plain for char in word)]
        if self._rules.separator.strip():
            edges[self._rules.separator] = [""]
        return {written: tuple(sources) for written, sources in edges.items()}

    def _write(self, match: re.Match[str]) -> str:
        if not match["han"]:
            return self._from_pinyin(match[0])
        given = _GIVEN_NAME.match(match.string, match.end()) if len(match[0]) == 1 else None
        return self._from_han(match[0], given[1] if given else "")

    def _from_han(self, text: str, given: str) -> str:
        """A run of characters; ``given`` is a given name behind it, where the run may be a surname that was cut off."""
        simple = simplify(text)
        if self._rules.words and (known := self._rules.words.get(simple)):
            return known
        chars = self._chars
        written = [chars[char] for char in text]
        for start, readings in ((0, surname_readings(simple + simplify(given))), *word_readings(simple)):
            written[start:start + len(readings)] = [self._readings[reading] for reading in readings]
        word = self._joined(written)
        return word[:1].upper() + word[1:] if self._rules.capital else word

    def _char(self, char: str) -> str:
        return self._readings[single_readings().get(char, char)]

    def _reading(self, reading: str) -> str:
        syllable = parsed(reading)
        return self._syllable(syllable if self._rules.tones in _TONAL else Syllable(syllable.plain))

    def _from_pinyin(self, word: str) -> str:
        found = split(word.lower())
        if found is None or (self._rules.tones in _TONAL and not any(syllable.tone for syllable in found)):
            return word
        written = self._joined([self._syllable(syllable) for syllable in found])
        if len(word) > 1 and word.isupper():
            return written.upper()
        return written[:1].upper() + written[1:] if word[0].isupper() else written

    def _joined(self, written: list[str]) -> str:
        if not self._rules.separator:
            return "".join(written)
        if not self._rules.after and not self._rules.before:
            return self._rules.separator.join(written)
        return self._seam.sub(self._rules.separator, _SEAM.join(written)).replace(_SEAM, "")

    def _syllable(self, syllable: Syllable) -> str:
        plain, rules = syllable.plain, self._rules
        if rules.tones == "marks":
            return marked(syllable)
        written = rules.whole.get(plain) or self._composed(plain)
        return written + _TONES[rules.tones][syllable.tone] if plain in syllables() else written

    def _composed(self, plain: str) -> str:
        """Initial and final put together; a character that isn't a syllable stays itself. After j, q, x and y, u is ü."""
        if not self._rules.finals:
            return plain
        match = _INITIAL.match(plain)
        initial = match[0] if match else ""
        final = plain[len(initial):]
        if initial in ("j", "q", "x") and final.startswith("u"):
            final = "ü" + final[1:]
        if final not in self._rules.finals:
            return plain
        return self._rules.initials.get(initial, "") + self._rules.finals[final]


class SyllableSpelling:
    """Pinyin put together syllable by syllable: the fewer, the likelier."""

    def extended(self, so_far: str, piece: str) -> tuple[float, str]:
        """The word with one more syllable, set off by an apostrophe where it must be."""
        apart = "'" if so_far and piece[:1] in tuple(OPEN) else ""
        return (1.0 if piece else 0.0), so_far + apart + piece

    def ended(self, spelling: str) -> float:
        """Nothing: a word may end after any syllable."""
        return 0.0
