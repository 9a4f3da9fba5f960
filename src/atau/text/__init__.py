"""What is true of writing, of no one language: folding, scripts, offsets."""

from __future__ import annotations

from .addresses import addresses
from .folding import fold, hidden, key, simplify, table, traditional, visible
from .scripts import ARABIC, CYRILLIC, DIGIT, HAN, LATIN, LETTER, OTHER, class_of, scripts

__all__ = [
    "ARABIC", "CYRILLIC", "DIGIT", "HAN", "LATIN", "LETTER", "OTHER",
    "addresses", "class_of", "fold", "hidden", "key", "scripts", "simplify", "table", "traditional", "visible",
]  # fmt: skip
