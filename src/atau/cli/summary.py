"""What was found in a corpus, in numbers: counted block by block and added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any

#: So many of each kind of thing are told, and so many different ones kept: beyond that the rare ones are forgotten.
SHOWN = 10
KEPT = 200_000


@dataclass(slots=True)
class Summary:
    """Counts of documents, of problems, and of what was named; ``unknown`` counts capitalised words that no mention covers."""

    documents: int = 0
    problems: int = 0
    mentions: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    ambiguous: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def add(self, other: Summary) -> None:
        self.documents += other.documents
        self.problems += other.problems
        self.mentions += other.mentions
        for mine, theirs in zip(self._counters(), other._counters(), strict=True):
            mine.update(theirs)
            forget_rare(mine)

    def _counters(self) -> tuple[Counter[str], ...]:
        return self.entities, self.ambiguous, self.unknown

    def plain(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> Summary:
        values: dict[str, Any] = {name: Counter(value) if isinstance(value, dict) else value for name, value in plain.items()}
        return cls(**values)

    def told(self, limit: int = 100) -> dict[str, Any]:
        """What ``--summary`` writes."""
        named = {"entities": self.entities, "ambiguous": self.ambiguous, "unknown": self.unknown}
        return {"documents": self.documents, "problems": self.problems, "mentions": self.mentions} | {
            name: {"mentions": counter.total(), "distinct": len(counter), "commonest": dict(ranked(counter, limit))}
            for name, counter in named.items()
        }


def ranked(counter: Counter[Any], limit: int | None = None) -> list[tuple[Any, int]]:
    """The commonest first, equals in the order of their names, so that two runs say the same."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:limit]


def forget_rare(counter: Counter[Any]) -> None:
    """Drop what was seen least where there is too much to keep."""
    if len(counter) > KEPT:
        for key, _ in ranked(counter)[KEPT // 2 :]:
            del counter[key]


def lines(summary: Summary) -> list[str]:
    """The summary as a person reads it."""
    entities, ambiguous, unknown = summary.entities, summary.ambiguous, summary.unknown
    told = [
        f"{summary.documents:,} documents, {summary.mentions:,} mentions of {len(entities):,} entities",
        f"  commonest: {_commonest(entities)}" if entities else "",
        f"  ambiguous: {ambiguous.total():,} mentions of {len(ambiguous):,}: {_commonest(ambiguous)}" if ambiguous else "",
        f"  unknown capitalised: {unknown.total():,} of {len(unknown):,}: {_commonest(unknown)}" if unknown else "",
        f"  {summary.problems:,} could not be read" if summary.problems else "",
    ]
    return [line for line in told if line]


def _commonest(counter: Counter[str]) -> str:
    return ", ".join(f"{key} ×{count:,}" for key, count in ranked(counter, SHOWN))
