"""Patterns for spaCy's entity ruler, one JSON object a line (https://spacy.io/usage/rule-based-matching#entityruler)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ...model import Entity

TITLE = "spaCy, patterns of the entity ruler"

#: Kind → the label that spaCy's own models use.
_LABELS = {"person": "PERSON", "place": "LOC", "institution": "ORG", "term": "TERM"}
_POLITICAL = {"country", "territory", "capital", "city", "town", "village", "district", "prefecture", "region"}


def write(entities: Iterable[Entity]) -> Iterator[str]:
    """A phrase pattern a stated form, weak ones left out: the ruler asks for no other evidence."""
    for entity in entities:
        label = "GPE" if entity.kind == "place" and entity.type in _POLITICAL else _LABELS[entity.kind]
        for text in dict.fromkeys(name.text for name in entity.names if not name.weak):
            yield json.dumps({"label": label, "pattern": text, "id": entity.id}, ensure_ascii=False) + "\n"
