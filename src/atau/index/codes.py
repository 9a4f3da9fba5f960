"""Small numbers for small vocabularies, as the columns of an index hold them."""

from __future__ import annotations

from typing import Literal

HOWS = ("exact", "inflected", "respelled", "sound")
PARTS = ("whole", "family", "given-patronymic", "given-part", "initials", "apposed")

#: Flags of postings.
WEAK = 1

#: The columns of the postings and the type codes of their items.
COLUMNS: dict[str, Literal["I", "H", "B", "f"]] = {
    "entity": "I", "name": "H", "text": "I", "nominative": "I", "steps": "I",
    "lang": "B", "how": "B", "part": "B", "flags": "B", "weight": "f",
}  # fmt: skip
