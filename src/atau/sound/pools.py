"""One token against many at once, in numpy arrays: the sums of `align.log_odds` for a whole pool, a symbol of the query at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .align import FLOOR, LONGEST, UNHEARD
from .costs import Costs, costs
from .symbols import SCRIPTS

Floats = NDArray[np.float64]
_ORDER = tuple(SCRIPTS.values())
#: So many tokens, of like length, are worked on at once: what a pass needs stays in the processor's cache.
_BLOCK = 2048
#: Stands for all pieces that the costs do not know.
_UNKNOWN = "?"


class Pool:
    """Tokens of one script, to be compared with any number of others."""

    def __init__(self, script: str, tokens: Sequence[str]) -> None:
        self.script, self.tokens = script, tokens
        self.lengths = np.array([len(token) for token in tokens], np.intp)
        self._by_length = np.argsort(self.lengths, kind="stable")
        self._blocks: dict[tuple[int, str], _Coded] = {}

    def log_odds(self, script: str, query: str) -> Floats:
        """The logarithm of the odds of the query, of a script, with each token."""
        found = np.empty(len(self.tokens), np.float64)
        for start in range(0, len(self.tokens), _BLOCK):
            chosen = self._by_length[start : start + _BLOCK]
            found[chosen] = self._block(start, script).log_odds(query)
        return found

    def _block(self, start: int, script: str) -> _Coded:
        if (start, script) not in self._blocks:
            tokens = [self.tokens[at] for at in self._by_length[start : start + _BLOCK]]
            self._blocks[start, script] = _Coded(tokens, self.script, script)
        return self._blocks[start, script]


class _Coded:
    """Some tokens, their pieces numbered as far as the costs against one script know them."""

    def __init__(self, tokens: Sequence[str], script: str, against: str) -> None:
        self._rows_are_ours = _ORDER.index(against) <= _ORDER.index(script)
        self._costs: Costs = costs(against, script) if self._rows_are_ours else costs(script, against)
        self._lengths = np.array([len(token) for token in tokens], np.intp)
        self._width = int(self._lengths.max(initial=0))
        known = self._costs.pieces if self._rows_are_ours else self._costs.against
        numbers: dict[str, int] = {"": 0, _UNKNOWN: 1}
        longest = 1 if script == "han" else self._costs.tallest if self._rows_are_ours else LONGEST
        self._pieces = {
            length: _numbered(tokens, length, self._width, numbers, None if length == 1 else known) for length in range(1, longest + 1)
        }
        self._known = list(numbers)
        self._tallest = 1 if against == "han" else LONGEST if self._rows_are_ours else self._costs.tallest
        self._odds = lru_cache(maxsize=4096)(self._odds_of)

    def log_odds(self, query: str) -> Floats:
        insert = self._odds("")[self._pieces[1]]
        start = np.zeros((self._width + 1, len(self._lengths)), np.float64)
        start[0] = 1
        columns = [_inserted(start, insert)]
        for at in range(1, len(query) + 1):
            column = columns[-1] * self._odds(query[at - 1])[0]
            for size in range(1, min(self._tallest, at) + 1):
                odds = self._odds(query[at - size : at])
                if odds.any():
                    self._step(column, columns[at - size], odds)
            columns.append(_inserted(column, insert))
        sums = columns[-1][self._lengths, np.arange(len(self._lengths))]
        return np.log(np.maximum(sums, np.exp(FLOOR)))

    def _step(self, column: Floats, before: Floats, odds: Floats) -> None:
        for length, numbers in self._pieces.items():
            column[length:] += before[:-length] * odds.take(numbers[length:])

    def _odds_of(self, piece: str) -> Floats:
        """The odds of a piece of the query with each numbered piece; in place 0, with nothing."""
        if self._rows_are_ours:
            odds = self._costs.column(piece, self._known)
        else:
            row = self._costs.row(piece, self._known)
            odds = [row.get(other, 0.0) for other in self._known]
        found = np.array(odds, np.float64)
        if not piece:
            alone = [at for at, other in enumerate(self._known) if len(other) == 1 and not found[at]]
            found[alone] = UNHEARD
        elif len(piece) == 1 and not found[0]:
            found[0] = UNHEARD
        return found


def _numbered(tokens: Sequence[str], length: int, width: int, numbers: dict[str, int], known: frozenset[str] | None) -> NDArray[np.intp]:
    """In row ``at``, the number of the piece of this length that ends there, in each token; `_UNKNOWN` where none is known."""
    found = np.full((width + 1, len(tokens)), numbers[_UNKNOWN], np.intp)
    for column, token in enumerate(tokens):
        for at in range(length, len(token) + 1):
            piece = token[at - length : at]
            if known is None or piece in known:
                found[at, column] = numbers.setdefault(piece, len(numbers))
    return found


def _inserted(column: Floats, insert: Floats) -> Floats:
    for at in range(1, len(column)):
        column[at] += column[at - 1] * insert[at]
    return column
