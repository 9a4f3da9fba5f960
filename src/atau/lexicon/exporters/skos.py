"""SKOS in Turtle: a concept an entity, its names as labels, its numbers in other catalogues as exact matches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ...model import Entity, Name

TITLE = "SKOS, Turtle"

#: Where the concepts stand; a reader who publishes them replaces it by an address of his own.
BASE = "https://atau.invalid/"
_PREFIXES = f"""\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@base <{BASE}> .

<> a skos:ConceptScheme .
"""
#: BCP 47 in full where the lexicon's own tag leaves the script open.
_TAGS = {"zh": "zh-Hans", "kk": "kk-Cyrl"}
_MATCHES = {"wikidata": "wd:{}", "geonames": "<https://sws.geonames.org/{}/>"}


def write(entities: Iterable[Entity]) -> Iterator[str]:
    """The canonical name of a language is its preferred label, a misspelling a hidden one, any other an alternative one."""
    yield _PREFIXES
    for entity in entities:
        statements = " ;\n    ".join(_statements(entity))
        yield f"\n<{entity.id}> a skos:Concept ;\n    {statements} .\n"


def _statements(entity: Entity) -> Iterator[str]:
    yield "skos:inScheme <>"
    preferred = {(name.lang, name.text) for name in entity.names if name.status == "canonical"}
    labels = dict.fromkeys((_property(name), name.lang, name.text) for name in entity.names)
    for kind, lang, text in labels:
        if kind == "skos:prefLabel" or (lang, text) not in preferred:  # SKOS keeps the three sorts of labels disjoint
            yield f"{kind} {json.dumps(text, ensure_ascii=False)}@{_TAGS.get(lang, lang)}"
    for catalogue, number in entity.same_as.items():
        if catalogue in _MATCHES:
            yield f"skos:exactMatch {_MATCHES[catalogue].format(number)}"
    if entity.part_of:
        yield f"skos:broader <{entity.part_of}>"


def _property(name: Name) -> str:
    return {"canonical": "skos:prefLabel", "misspelt": "skos:hiddenLabel"}.get(name.status, "skos:altLabel")
