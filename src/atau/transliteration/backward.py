"""Reading a system backwards: the likeliest source of what it wrote, and the next likeliest.

A written word is cut into pieces that the system writes, and each piece is read as every source that gives it. A beam search keeps
the spellings that are commonest in the language, and those that the system writes back as the very word come first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import Protocol

from .writing import DOUBLE, SINGLE, Lookalikes, composed

#: How many spellings of a word are followed at a time. With fewer, the right one is lost before its end is read.
BEAM = 48

#: A longer run of letters is no word: it is read in stretches of this length, one spelling of each, so that time stays linear.
LONGEST = 48

#: What it costs to be written back otherwise than found: more than any word's letters.
ASTRAY = 1000.0

#: Marks that are also quotation marks, and so belong to a word only where they cannot be one.
_QUOTES = "'’‘\"”“"

#: A spelling so far and its cost.
Spelling = tuple[float, str]


class Language(Protocol):
    """How likely a spelling is in the language that is read back."""

    def extended(self, so_far: str, piece: str) -> Spelling:
        """What it costs to go on with a piece, and the spelling with it."""

    def ended(self, spelling: str) -> float:
        """What it costs to end there."""


class Backward:
    """A system read backwards. Immutable after construction, safe to share between threads, picklable."""

    def __init__(
        self, edges: Mapping[str, tuple[str, ...]], write: Callable[[str], str], language: Language,
        script: str, alphabet: str, capitals: Mapping[str, str], reads: Mapping[str, str],
    ) -> None:
        self._edges = {written: sources for written, sources in edges.items() if written}
        self._silent = edges.get("", ())
        self._widest = max(map(len, self._edges), default=1)
        self._write = write
        self._language = language
        self._small = str.maketrans({large: small for small, large in reversed(list(capitals.items()))})
        self._reads = reads
        self._lookalikes = Lookalikes(script, frozenset(alphabet))
        self._words = _words(alphabet, capitals)
        self._marks = _marks(alphabet)

    def best(self, text: str) -> str:
        """The text with every word read back the likeliest way."""
        known: dict[str, str] = {}

        def read(match: re.Match[str]) -> str:
            word = match[0]
            if word not in known:
                known[word] = self.spellings(word, 1)[0][1]
            return known[word]

        return composed(self._words.sub(read, self._prepared(text)))

    def several(self, text: str, limit: int) -> list[str]:
        """The whole text, likeliest reading first; no more than ``limit`` of them."""
        return combined(self._parts(self._prepared(text)), self.spellings, limit)

    def _prepared(self, text: str) -> str:
        for found, read in self._reads.items():
            text = text.replace(found, read)
        return self._lookalikes.undone(composed(text))

    def _parts(self, text: str) -> Iterator[tuple[str, bool]]:
        end = 0
        for match in self._words.finditer(text):
            yield text[end:match.start()], False
            yield match[0], True
            end = match.end()
        yield text[end:], False

    def spellings(self, word: str, limit: int) -> list[Spelling]:
        """The sources of one word, likeliest first, with their costs; the word itself where it can't have been written."""
        if len(word) > LONGEST:
            return [(ASTRAY, "".join(self._stretch(word[at:at + LONGEST]) for at in range(0, len(word), LONGEST)))]
        small = self._lowered(word)
        found = self._search(small, BEAM)
        if not found:
            return [(ASTRAY, word)]
        ranked: list[Spelling] = []
        faithful = 0
        for cost, spelling in sorted(found):
            astray = self._write(spelling).translate(self._marks) != small
            faithful += not astray
            ranked.append((cost + ASTRAY * astray, cased_like(word, spelling)))
            if faithful == limit:
                break
        return nsmallest(limit, ranked)

    def _lowered(self, word: str) -> str:
        return word.translate(self._small).lower().translate(self._marks)

    def _stretch(self, letters: str) -> str:
        """A part of what is too long for a word, read the way that looks best from left to right."""
        found = self._search(self._lowered(letters), 1)
        return cased_like(letters, min(found)[1]) if found else letters

    def _search(self, word: str, beam: int) -> list[Spelling]:
        """Spellings of the whole word, by a beam over the places where a piece can end."""
        columns: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
        columns[0][""] = 0.0
        for start in range(len(word)):
            column = _cheapest(columns[start], beam)
            columns[start] = {}
            for end in range(start + 1, min(start + self._widest, len(word)) + 1):
                for source in self._edges.get(word[start:end], ()):
                    self._extend(columns[end], column, source)
        return [(cost + self._language.ended(spelling), spelling) for spelling, cost in columns[-1].items()]

    def _extend(self, column: dict[str, float], before: list[Spelling], source: str) -> None:
        """Every spelling with the source added, and with a letter after it that is not written at all."""
        for cost, so_far in before:
            more, spelling = self._language.extended(so_far, source)
            _keep(column, spelling, cost + more)
            for silent in self._silent:
                still_more, longer = self._language.extended(spelling, silent)
                _keep(column, longer, cost + more + still_more)


def combined(parts: Iterable[tuple[str, bool]], spellings: Callable[[str, int], list[Spelling]], limit: int) -> list[str]:
    """A whole text whose parts are words, read one way or another, and what is not (False): the likeliest first, at most ``limit``."""
    readings: list[tuple[float, tuple[object, ...]]] = [(0.0, ())]
    known: dict[str, list[Spelling]] = {}
    for part, is_word in parts:
        if is_word and part not in known:
            known[part] = spellings(part, limit)
        choices = known[part] if is_word else [(0.0, part)]
        longer = ((cost + more, (before, piece)) for cost, before in readings for more, piece in choices)
        readings = nsmallest(limit, longer, key=lambda reading: reading[0])
    return list(dict.fromkeys(composed(_unchained(chain)) for _, chain in readings))


def _keep(column: dict[str, float], spelling: str, cost: float) -> None:
    if cost < column.get(spelling, float("inf")):
        column[spelling] = cost


def _cheapest(column: dict[str, float], beam: int) -> list[Spelling]:
    return nsmallest(beam, ((cost, spelling) for spelling, cost in column.items()))


def _unchained(chain: tuple[object, ...]) -> str:
    pieces = []
    while chain:
        chain, piece = chain  # type: ignore[assignment]
        pieces.append(str(piece))
    return "".join(reversed(pieces))


def cased_like(word: str, spelling: str) -> str:
    """The spelling in capitals, with one capital, or as it is, after the word it was read from."""
    letters = [char for char in word if char.isalpha()]
    if not letters or not letters[0].isupper():
        return spelling
    if len(letters) > 1 and all(char.isupper() for char in letters if char.lower() != char.upper()):
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:]


def _words(alphabet: str, capitals: Mapping[str, str]) -> re.Pattern[str]:
    """Runs of the system's letters, with its apostrophes as far as they can't be quotation marks."""
    letters = "".join(char for char in alphabet if char not in SINGLE + DOUBLE)
    letter = f"[{re.escape(letters + letters.upper() + ''.join(capitals.values()))}]"
    marks = (SINGLE if _own(alphabet, SINGLE) else "") + (DOUBLE if _own(alphabet, DOUBLE) else "")
    if not marks:
        return re.compile(f"{letter}+")
    sure = "".join(char for char in marks if char not in _QUOTES)
    final = f"(?:[{re.escape(sure)}]|{_closing(alphabet)})" if sure else _closing(alphabet)
    return re.compile(f"{letter}(?:{letter}|[{re.escape(marks)}]+(?={letter})|{final})*")


def _closing(alphabet: str) -> str:
    """An apostrophe at the end of a word, unless the word is in single quotation marks: those open after a space."""
    return r"(?<=\w)['’](?![\w])" if _own(alphabet, SINGLE) else r"(?!)"


def _own(alphabet: str, marks: str) -> list[str]:
    return [char for char in alphabet if char in marks]


def _marks(alphabet: str) -> dict[int, str]:
    """Whatever else is typed for an apostrophe, to the one that the system writes, the first where it writes two."""
    table: dict[str, str] = {}
    for marks in (SINGLE, DOUBLE):
        own = _own(alphabet, marks)
        if own:
            table |= dict.fromkeys((mark for mark in marks if mark not in own), own[0])
    return str.maketrans(table)
