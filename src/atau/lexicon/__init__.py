"""The lexicon: people's TOML files read into values, checked, shown and counted."""

from __future__ import annotations

from .reading import check, read
from .report import Stats, show, stats
from .values import Collision, Lexicon, OfficeKind, Problem, Source

__all__ = ["Collision", "Lexicon", "OfficeKind", "Problem", "Source", "Stats", "check", "read", "show", "stats"]
