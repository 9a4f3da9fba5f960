"""The engine of systems that write Chinese syllable by syllable, out of Han characters or out of pinyin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..text import simplify
from .han import single_readings, surname_readings, word_readings
from .pinyin import OPEN, Syllable, marked, parsed, split, syllables
from .system import document, system
from .writing import composed

_HAN = "〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003fffd"
_LATIN = "a-zA-ZüÜêÊāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛńňǹḿŃŇǸḾ"
_A_HAN = re.compile(f"[{_HAN}]")
_PINYIN = re.compile(rf"(?<!\w)[{_LATIN}]+(?:[0-5]|['’‘ʼ]?[{_LATIN}]+)*(?!\w)")
#: A short run of characters between others than characters, or one before a given name: what may be a person's name.
_NAME = re.compile(rf"(?<![{_HAN}])(?:[{_HAN}]{{2,4}}|[{_HAN}] [{_HAN}]{{1,2}})(?![{_HAN}])")
_INITIAL = re.compile("[zcs]h|[bpmfdtnlgkhjqxrzcs]")

#: Stand before and behind a syllable until it is known what is written between two. No character ever will be these two.
_BEGUN, _ENDED = "\ufdd0", "\ufdd1"
_SEAM = _ENDED + _BEGUN
_OURS = re.compile(f"([{_BEGUN}{_ENDED}])")
_FIRST = re.compile(f"(?s:{_BEGUN}(.))")

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


_Key = TypeVar("_Key", int, str)


class _Memory(dict[_Key, str]):
    """What is written for each character or reading met so far: as many as there are, however long the text."""

    def __init__(self, make: Callable[[_Key], str]) -> None:
        self._make: Callable[[_Key], str] = make

    def __missing__(self, key: _Key) -> str:
        written = self[key] = self._make(key)
        return written

    def __reduce__(self) -> tuple[type[_Memory[_Key]], tuple[Callable[[_Key], str]]]:
        return _Memory, (self._make,)


class Syllables:
    """A compiled system. Immutable but for what it remembers, safe to share between threads, picklable."""

    def __init__(self, rules: SyllableRules) -> None:
        self._rules = rules
        self._readings: _Memory[str] = _Memory(self._reading)
        self._chars: _Memory[int] = _Memory(self._char)
        after, before = (f"[{chars}]" if chars else "(?s:.)" for chars in (rules.after, rules.before))
        self._seam = re.compile(f"{_SEAM}(?<={after}{_SEAM})(?={before})")
        self._words = re.compile(f"(?:{'|'.join(rules.words)})(?![{_HAN}])") if rules.words else None

    def write(self, text: str) -> str:
        """The text in the target script: Han and pinyin are written, everything else passes."""
        text = composed(text)
        if _OURS.search(text):
            return composed("".join(part if _OURS.match(part) else self._write(part) for part in _OURS.split(text)))
        return composed(self._write(text))

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

    def _write(self, text: str) -> str:
        text = _PINYIN.sub(self._from_pinyin, text)
        return self._from_han(text) if _A_HAN.search(text) else text

    def _from_han(self, text: str) -> str:
        if self._words is not None:
            text = "".join(self._words_apart(text))
        text = self._joined("".join(self._syllables(text))).replace(_ENDED, "")
        return _FIRST.sub(_capital, text) if self._rules.capital else text.replace(_BEGUN, "")

    def _words_apart(self, text: str) -> Iterator[str]:
        """The text with the words that are written otherwise, where no character stands beside them."""
        end = 0
        for match in self._words.finditer(simplify(text)) if self._words is not None else ():
            if not _A_HAN.match(text[match.start() - 1:match.start()]):
                yield text[end:match.start()]
                yield self._rules.words[match[0]]
                end = match.end()
        yield text[end:]

    def _syllables(self, text: str) -> Iterator[str]:
        """The text with every character as a syllable between marks, by the word it stands in or by itself."""
        end = 0
        for start, readings in _unusual(simplify(text)):
            yield text[end:start].translate(self._chars)
            yield "".join(f"{_BEGUN}{self._readings[reading]}{_ENDED}" for reading in readings)
            end = start + len(readings)
        yield text[end:].translate(self._chars)

    def _char(self, code: int) -> str:
        char = chr(code)
        return f"{_BEGUN}{self._readings[single_readings().get(char, char)]}{_ENDED}" if _A_HAN.match(char) else char

    def _reading(self, reading: str) -> str:
        syllable = parsed(reading)
        return self._syllable(syllable if self._rules.tones in _TONAL else Syllable(syllable.plain))

    def _from_pinyin(self, match: re.Match[str]) -> str:
        word = match[0]
        found = split(word.lower())
        if found is None or (self._rules.tones in _TONAL and not any(syllable.tone for syllable in found)):
            return word
        written = self._joined(_SEAM.join(self._syllable(syllable) for syllable in found))
        if len(word) > 1 and word.isupper():
            return written.upper()
        return written[:1].upper() + written[1:] if word[0].isupper() else written

    def _joined(self, written: str) -> str:
        """Syllables with the separator between two that need it, and nothing between others."""
        separator = self._rules.separator
        if separator and (self._rules.after or self._rules.before):
            return self._seam.sub(separator, written).replace(_SEAM, "")
        return written.replace(_SEAM, separator)

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


def _unusual(simple: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where in a Simplified text characters are read otherwise than one by one: in words, and as surnames where no word begins."""
    found = {match.start(): readings for match in _NAME.finditer(simple) if (readings := surname_readings(match[0].replace(" ", "")))}
    words = dict(word_readings(simple))
    taken = {at for start, readings in words.items() for at in range(start, start + len(readings))}
    surnames = {start: readings for start, readings in found.items() if taken.isdisjoint(range(start, start + len(readings)))}
    yield from sorted((words | surnames).items())




def _capital(match: re.Match[str]) -> str:
    return match[1].upper()


class SyllableSpelling:
    """Pinyin put together syllable by syllable: the fewer, the likelier."""

    def extended(self, so_far: str, piece: str) -> tuple[float, str]:
        """The word with one more syllable, set off by an apostrophe where it must be."""
        apart = "'" if so_far and piece[:1] in tuple(OPEN) else ""
        return (1.0 if piece else 0.0), so_far + apart + piece

    def ended(self, spelling: str) -> float:
        """Nothing: a word may end after any syllable."""
        return 0.0
