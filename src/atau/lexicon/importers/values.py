"""What an import is asked for, and what becomes of each record."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import LANGUAGES, Entity


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records to take: of these classes (all if none is named), in these languages; ``kind`` is for sources that tell none."""

    kind: str = ""
    classes: frozenset[str] = frozenset()
    langs: frozenset[str] = frozenset(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record, or a name of one, that was not taken over: why, and which it is."""

    reason: str
    example: str


Item = Entity | Skipped
