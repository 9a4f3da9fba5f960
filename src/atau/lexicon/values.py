"""What a lexicon is once it has been read, and what may be wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Entity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a lexicon file: where it stands, and what was expected instead.

    >>> print(Problem("people/x.toml", 3, "anna", "unknown key 'naem'"))
    people/x.toml:3: [anna] unknown key 'naem'
    """

    file: str
    line: int
    key: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        table = f"[{self.key}] " if self.key else ""
        mark = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.file}:{self.line}: {table}{mark}{self.message}"


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """An office that people hold. ``country`` and ``institution`` are IDs; ``role`` is a key of ``titles.toml``."""

    key: str
    role: str
    country: str | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reader can check a form; ``licence`` is that of the page."""

    key: str
    title: str
    address: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Collision:
    """Entities (by ID) that share a form on purpose."""

    form: str
    entities: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that was read. ``entities`` are sorted by ID; ``moved`` leads from a retired ID to the one in force.

    ``agreed`` says of an entity where it differs from another source on purpose: source → language → reason.
    """

    entities: tuple[Entity, ...]
    offices: Mapping[str, OfficeKind]
    titles: Mapping[str, Mapping[str, tuple[str, ...]]]
    collisions: tuple[Collision, ...]
    sources: Mapping[str, Source]
    moved: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    agreed: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
