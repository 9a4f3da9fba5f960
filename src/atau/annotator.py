"""A text → its mentions: scan, choose leftmost-longest, link in context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, pairwise

import numpy as np

from .document import Document, Known
from .index import Index
from .index.scan import Found, Scanner
from .joined import with_states
from .model import Mention
from .pool import without_collection
from .text import addresses

#: Short documents are scanned together, up to so many characters at a time.
_TOGETHER = 1 << 16
_BETWEEN = "\n\n"


class Annotator:
    """The names of one index, found in texts."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.scanner = Scanner(index)
        self.known = Known(index, self.scanner)

    def annotate(self, text: str, lang: str | None = None, at: str | None = None) -> list[Mention]:
        """The mentions of one text, sorted and disjoint."""
        if not text:
            return []
        found = self._found(text)
        with without_collection():
            return Document(self.known, text, lang, at, found).mentions()

    def titled(self, name: str, lang: str | None, at: str | None) -> Mention | None:
        """The person in a name that holds titles besides, and of what: 习近平主席, Президент РК К.-Ж. Токаев."""
        found = self.annotate(name, lang, at)
        people = [mention for mention in found if mention.kind == "person"]
        pieces = [name[end:start] for end, start in pairwise([0, *chain.from_iterable((m.start, m.end) for m in found), len(name)])]
        titles = [word.strip(",") for piece in pieces[::2] for word in piece.split()]
        sure = len(people) == 1 and not people[0].match.ambiguous and bool(titles) and all(map(self.known.titles.is_title, titles))
        return people[0] if sure else None

    def joined(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions of a text with those of states that Chinese joins by one character each."""
        return with_states(text, mentions, self.index, self.scanner.words.crossed)

    def annotate_many(
        self, texts: Iterable[str], lang: str | None = None, at: str | None = None, joined: bool = False
    ) -> Iterator[list[Mention]]:
        """The mentions of each text, in order; short texts are scanned together."""
        for text, mentions in self._annotated(texts, lang, at):
            yield self.joined(text, mentions) if joined else mentions

    def _annotated(self, texts: Iterable[str], lang: str | None, at: str | None) -> Iterator[tuple[str, list[Mention]]]:
        batch: list[str] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text)
            if size >= _TOGETHER:
                yield from zip(batch, self._batch(batch, lang, at), strict=True)
                batch, size = [], 0
        yield from zip(batch, self._batch(batch, lang, at), strict=True)

    def _batch(self, texts: list[str], lang: str | None, at: str | None) -> list[list[Mention]]:
        if len(texts) == 1:
            return [self.annotate(texts[0], lang, at)]
        found = self._found(_BETWEEN.join(texts))
        begins = accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0)
        with without_collection():
            return [
                Document(self.known, text, lang, at, found.between(begin, begin + len(text))).mentions()
                for text, begin in zip(texts, begins, strict=False)
            ]

    def _found(self, text: str) -> Found:
        """The matches in a text, in order, without those in addresses: what is named there is a page, an account, a file."""
        found = self.scanner.scan(text).ordered()
        inside = [np.arange(*found.within(start, end)) for start, end in addresses(text)]
        return found.take(np.delete(np.arange(len(found.start)), np.concatenate(inside))) if inside else found
