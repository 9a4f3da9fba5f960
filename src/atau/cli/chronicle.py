"""What a corpus says of its entities: how often each is named in every period, how it is spelt, and beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

from .blocks import Block
from .periods import period
from .records import Document, Fields
from .summary import Summary, forget_rare, ranked
from .work import Work, count

#: So many entities of a document, those it names most, are taken to stand together: pairs grow with the square.
_TOGETHER = 40

UNDATED = "undated"


@dataclass(slots=True)
class Chronicle:
    """Counts by entity: ``mentions`` and ``documents`` by (ID, period), ``spellings`` by (ID, text), ``pairs`` by two IDs.

    ``sizes`` counts all documents of a period.
    """

    summary: Summary = field(default_factory=Summary)
    sizes: Counter[str] = field(default_factory=Counter)
    mentions: Counter[tuple[str, str]] = field(default_factory=Counter)
    documents: Counter[tuple[str, str]] = field(default_factory=Counter)
    spellings: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Chronicle) -> None:
        self.summary.add(other.summary)
        for mine, theirs in zip(self._counters(), other._counters(), strict=True):
            mine.update(theirs)
        forget_rare(self.spellings)
        forget_rare(self.pairs)

    def _counters(self) -> tuple[Counter[Any], ...]:
        return self.sizes, self.mentions, self.documents, self.spellings, self.pairs

    def ranked(self) -> list[tuple[str, int]]:
        """The IDs of all entities with their mentions, the commonest first."""
        return ranked(self.summary.entities)

    def take(self, document: Document, mentions: Sequence[Any], when: str) -> None:
        """Add one document."""
        named = Counter([mention.match.entity.id for mention in mentions])
        self.sizes[when] += 1
        self.spellings.update([(mention.match.entity.id, " ".join(mention.text.split())) for mention in mentions])
        for entity, times in named.items():
            self.mentions[entity, when] += times
            self.documents[entity, when] += 1
        self.pairs.update(combinations(sorted(entity for entity, _ in named.most_common(_TOGETHER)), 2))


@dataclass(slots=True)
class Counted:
    """What came of a block."""

    problems: list[str]
    chronicle: Chronicle


@dataclass(frozen=True)
class Counting:
    """The work of ``atau count`` on any block."""

    index: str | None
    fields: Fields
    by: str

    @cached_property
    def _work(self) -> Work:
        return Work(self.index, self.fields, "jsonl", counted=True)

    def __call__(self, block: Block) -> Counted:
        done = Counted([], Chronicle())
        for document, mentions in self._work.annotated(block, done.problems):
            count(document, mentions, done.chronicle.summary, self._work.titles)
            done.chronicle.take(document, mentions, self._when(document))
        done.chronicle.summary.problems = len(done.problems)
        return done

    def _when(self, document: Document) -> str:
        if self.by == "source":
            return "unnamed" if document.source in (None, "") else str(document.source)
        return period(document.date, self.by) or UNDATED
