"""Every name in a text, found in blocks by hashed prefixes: all matches whose boundaries are right, overlapping ones included.

A pattern is looked for where a word begins (or at any Han character) by the hash of its first characters; for each length that
patterns with this beginning have, the whole is looked up by its hash. A Kazakh stem may go on into a legal chain of suffixes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text import CYRILLIC, HAN, LATIN, OTHER, hidden, table, visible
from ..text.folding import INVISIBLE, one_script
from ..text.scripts import classes
from .hashing import BLOCK, Table, beginnings, find, hashes_of, pieces, sums
from .numbers import placed
from .patterns import FILTER_BITS, FIRST_UPPER, HANZI, HYPHENED, NEVER_BARE, PREFIXES, SUFFIXED, Kind
from .reader import Index
from .words import LONGEST, Words

Ints = NDArray[np.int64]

CODE, CLASS, _UPPER, HIDDEN = (1 << 21) - 1, 21, 1 << 24, 1 << 25
_BITS = np.array([1 << n for n in range(len(PREFIXES))], np.uint8)
#: How far before and after a block its text is looked at: more than the longest pattern with its suffixes, and a word before.
BEFORE, AFTER = 64, 512
APOSTROPHE, HYPHEN, SPACE, S, DOLLAR, LINE_END = (ord(char) for char in "'- s$\n")


@cache
def packed() -> NDArray[np.uint32]:
    """Folded code, class, capital and invisibility of every code point in one number, so that text is looked up once."""
    codes = np.arange(0x110000, dtype=np.uint32)
    folds = table()
    codes[np.fromiter(folds, np.int64, len(folds))] = np.fromiter(folds.values(), np.uint32, len(folds))
    codes |= classes().astype(np.uint32) << CLASS
    everything = range(0x250), range(0x370, 0x590), range(0x1E00, 0x2000), range(0xFF21, 0xFF3B)
    codes[[code for part in everything for code in part if chr(code).isupper()]] |= _UPPER
    codes[[code for code in (*range(0xAD, 0x20A0), *range(0xFE00, 0xFF00)) if INVISIBLE.match(chr(code))]] |= HIDDEN
    return codes


@dataclass(frozen=True, slots=True)
class Found:
    """Matches as arrays: ``stem`` is where the pattern ends, ``end`` where its suffixes do."""

    start: Ints
    stem: Ints
    end: Ints
    pattern: Ints

    def take(self, which: Ints | NDArray[np.bool_]) -> Found:
        return Found(self.start[which], self.stem[which], self.end[which], self.pattern[which])

    def narrow(self, length: int) -> Found:
        """In half the memory, where the text is short enough for that."""
        return self if length >= 1 << 31 else Found(*(getattr(self, name).astype(np.int32) for name in self.__slots__))

    def ordered(self) -> Found:
        """From left to right, the longest first where several begin together."""
        return self.take(np.lexsort((-self.end, self.start)))

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Between which places of an ordered lot those stand that begin in a stretch of text."""
        low, high = self.start.searchsorted(np.array((first, last), self.start.dtype)).tolist()  # of another type it would copy all
        return low, high

    def between(self, first: int, last: int) -> Found:
        """Those of an ordered lot that begin in a stretch of text, with offsets from its start."""
        low, high = self.within(first, last)
        return Found(self.start[low:high] - first, self.stem[low:high] - first, self.end[low:high] - first, self.pattern[low:high])


def _joined(found: list[Found]) -> Found:
    if len(found) == 1:
        return found[0]
    return Found(*(np.concatenate([getattr(f, name) for f in found]) for name in Found.__slots__))


class Block:
    """A stretch of text as arrays: folded codes, running hash sums, where words begin and end, where capitals are."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        folded = packed().take(codes)
        self.hidden = bool((folded & HIDDEN).any()) or _has_gap(codes, (folded & np.uint32(CODE)) == SPACE)
        self.upper = (folded & _UPPER) != 0
        kinds = self._kinds(folded)
        for start, end in _mixed_words(kinds):
            folded[start:end] = packed()[np.frombuffer(one_script(text[start:end]).encode("utf-32-le"), np.uint32)]
            kinds[start:end] = self._kinds(folded[start:end])
        self.codes = folded & np.uint32(CODE)
        self.kinds = kinds
        self.running = sums(self.codes)
        self.words = (kinds != OTHER) & (kinds != HAN)
        self.bounds = self._bounds()

    @staticmethod
    def _kinds(folded: NDArray[np.uint32]) -> NDArray[np.uint8]:
        return ((folded >> np.uint32(CLASS)) & np.uint32(7)).astype(np.uint8)

    def _bounds(self) -> NDArray[np.bool_]:
        """Whether a word may begin or end before each character, and after the last."""
        bounds = np.ones(len(self.codes) + 1, bool)
        np.logical_not(self.words[1:] & self.words[:-1], out=bounds[1:-1])
        inner = np.flatnonzero(self.codes[1:-1] == APOSTROPHE) + 1
        inner = inner[self.words[inner - 1] & self.words[inner + 1]]
        possessive = (self.codes[inner + 1] == S) & bounds[inner + 2]
        bounds[inner[~possessive]] = False
        bounds[inner[~possessive] + 1] = False
        bounds[np.flatnonzero(self.codes == DOLLAR)] &= ~np.append(False, self.words[:-1])[self.codes == DOLLAR]  # US$, HK$
        return bounds


def _has_gap(codes: NDArray[np.uint32], spaces: NDArray[np.bool_]) -> bool:
    """Whether two characters of white space stand together that are not both line ends, which part paragraphs."""
    pairs = np.flatnonzero(spaces[1:] & spaces[:-1])
    return bool(((codes[pairs] != LINE_END) | (codes[pairs + 1] != LINE_END)).any())


def _mixed_words(kinds: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """The spans of letters in which a Latin letter stands beside a Cyrillic one."""
    latin, cyrillic = kinds == LATIN, kinds == CYRILLIC
    if not (latin.any() and cyrillic.any()):
        return
    end = 0
    for at in np.flatnonzero((latin[1:] & cyrillic[:-1]) | (latin[:-1] & cyrillic[1:])).tolist():
        if at < end:
            continue
        start = at
        while start > 0 and kinds[start - 1] in (LATIN, CYRILLIC):
            start -= 1
        end = at + 1
        while end < len(kinds) and kinds[end] in (LATIN, CYRILLIC):
            end += 1
        yield start, end


def _offsets(length: int, spans: list[tuple[int, int, str]]) -> tuple[Ints, Ints]:
    """Where each visible character of a text of some length begins and ends in the text as given, from its hidden spans."""
    counts, ends = np.ones(length, np.int64), np.arange(1, length + 1)
    for start, end, seen in spans:
        counts[start], counts[start + 1 : end], ends[start] = len(seen), 0, end
    return np.repeat(np.arange(length), counts), np.repeat(ends, counts)


class Scanner:
    """The patterns of an index, mapped, and the search for them."""

    def __init__(self, index: Index) -> None:
        def array(name: str) -> NDArray[Any]:
            return np.asarray(index.container.section(name))

        def hashed(name: str) -> Table:
            return Table(array(f"{name}_buckets"), array(f"{name}_checks"))

        self.index = index
        self._table, self._pattern = hashed("scan"), array("scan_pattern")
        self._kind, self._changed = array("scan_kind"), array("scan_changed")
        self._class, self._flags, self._upper, self._script = map(array, ("kind_class", "kind_flags", "kind_upper", "kind_script"))
        self._prefixes, self._filter = hashed("prefix"), array("prefix_filter")
        self._first, self._lengths = placed(array("prefix_first"), array("prefix_first_past")), array("prefix_length")
        self._chains, self._chain_kind, self._chain_class = hashed("chain"), array("chain_kind"), array("chain_class")
        self.words = Words(hashed("words"), array("words_weight"))

    def kinds(self) -> Kind:
        """The columns of what is true of each pattern."""
        return Kind(*(column[self._kind] for column in (self._class, self._flags, self._upper, self._script)))

    def keys(self) -> NDArray[np.uint32]:
        """The number of the key of each pattern."""
        return np.append(np.arange(len(self._kind) - len(self._changed), dtype=np.uint32), self._changed)

    def pattern(self, folded: str) -> int:
        """The number of the pattern that a folded text is, or -1."""
        place = int(find(self._table, hashes_of([folded]))[0])
        return -1 if place < 0 else int(self._pattern[place])

    def scan(self, text: str) -> Found:
        """All matches in a text, in no order, offsets into the text as given."""
        found = []
        for at in range(0, max(1, len(text)), BLOCK):
            first, limit = max(0, at - BEFORE), min(at + BLOCK, len(text))
            piece = text[first : at + BLOCK + AFTER]
            block = Block(piece)
            part = self._slowly(piece, at - first, limit - first) if block.hidden else self._scan(block, at - first, limit - first)
            found.append(Found(part.start + first, part.stem + first, part.end + first, part.pattern).narrow(len(text)))
        return _joined(found)

    def _slowly(self, text: str, first: int, last: int) -> Found:
        """The matches in a block with invisible or uncomposed characters: found without them, and the offsets mapped back."""
        spans = list(hidden(text))
        begin, finish = _offsets(len(text), spans)
        found = self._scan(Block(visible(text, spans)), *np.searchsorted(begin, (first, last)).tolist())
        return Found(begin[found.start], finish[found.stem - 1], finish[found.end - 1], found.pattern)

    def _scan(self, block: Block, first: int, last: int) -> Found:
        starts = np.flatnonzero(block.bounds[first:last] & (block.codes[first:last] != SPACE)) + first
        start, prefix = self._begun(block, starts)
        start, end = self._ended(block, start, prefix)
        place = find(self._table, pieces(block.running, start, end))
        hit = np.flatnonzero(place >= 0)
        found = self._whole_words(block, start[hit], end[hit], self._pattern[place[hit]])
        return self._uncut(block, self._cased(block, found))

    def _begun(self, block: Block, starts: Ints) -> tuple[Ints, Ints]:
        """Where patterns may begin, and by which prefix."""
        begun, found = [], []
        for n, hashes in enumerate(beginnings(block.running, starts, PREFIXES)):
            hashes += np.uint64(PREFIXES[n])
            likely = np.flatnonzero(self._filter.take((hashes >> np.uint64(64 - FILTER_BITS)).view(np.int64)) & _BITS[n])
            begun.append(starts.take(likely))
            found.append(hashes.take(likely))
        at, prefix = np.concatenate(begun), find(self._prefixes, np.concatenate(found))
        hit = np.flatnonzero(prefix >= 0)
        return at[hit], prefix[hit]

    def _ended(self, block: Block, start: Ints, prefix: Ints) -> tuple[Ints, Ints]:
        """Where they may end: at each length that patterns of the prefix have, if a word ends there or suffixes may follow."""
        begin = self._first[prefix]
        count = self._first[prefix + 1] - begin
        start = np.repeat(start, count)
        row = np.arange(len(start)) + np.repeat(begin - np.cumsum(count) + count, count)
        length = self._lengths.take(row)
        end = start + (length >> 1)
        fits = block.bounds.take(end, mode="clip") | ((length & 1) != 0)
        fits &= end < len(block.bounds)
        which = np.flatnonzero(fits)
        return start.take(which), end.take(which)

    def _whole_words(self, block: Block, start: Ints, stem: Ints, pattern: Ints) -> Found:
        """Matches that end where a word does, or go on into suffixes; abbreviations also with suffixes after a hyphen."""
        flags = self._flags[self._kind[pattern]]
        bound = block.bounds[stem]
        bare = np.flatnonzero(bound & ((flags & NEVER_BARE) == 0))
        grown = np.flatnonzero(~bound & ((flags & SUFFIXED) != 0))
        hyphened = np.flatnonzero(bound & ((flags & HYPHENED) != 0))
        hyphened = hyphened[np.append(block.codes, 0)[stem[hyphened]] == HYPHEN]
        which = np.concatenate([grown, hyphened])
        plain = Found(start[bare], stem[bare], stem[bare], pattern[bare])
        if not len(which):
            return plain
        begin = np.concatenate([stem[grown], stem[hyphened] + 1])
        return _joined([plain, self._suffixes(block, start[which], stem[which], begin, pattern[which])])

    def _suffixes(self, block: Block, start: Ints, stem: Ints, begin: Ints, pattern: Ints) -> Found:
        """Those of the stems after which the rest of the word, from ``begin`` on, is a legal chain."""
        bounds = np.flatnonzero(block.bounds)
        end = bounds[np.minimum(np.searchsorted(bounds, begin, "right"), len(bounds) - 1)]
        chain = find(self._chains, pieces(block.running, begin, np.maximum(end, begin)))
        legal = np.flatnonzero((chain >= 0) & ((self._chain_class[self._chain_kind[chain]] & self._class[self._kind[pattern]]) != 0))
        return Found(start[legal], stem[legal], end[legal], pattern[legal])

    def _cased(self, block: Block, found: Found) -> Found:
        """Those whose capitals are where the name needs them."""
        capitals = np.concatenate([[0], np.cumsum(block.upper)])
        kind = self._kind[found.pattern]
        enough = capitals[found.stem] - capitals[found.start] >= self._upper[kind]
        first = block.upper[found.start] | ((self._flags[kind] & FIRST_UPPER) == 0)
        return found.take(enough & first)

    def _uncut(self, block: Block, found: Found) -> Found:
        """Those that are not pieces of longer Chinese words."""
        han = np.flatnonzero((self._flags[self._kind[found.pattern]] & HANZI) != 0)
        han = han[found.stem[han] - found.start[han] < 2 * LONGEST]
        if not len(han):
            return found
        keep = np.ones(len(found.start), bool)
        keep[han] = ~self.words.cut(block.codes, block.running, found.start[han], found.stem[han])
        return found.take(keep)
