"""SKOS, the W3C's Simple Knowledge Organization System, in Turtle or RDF/XML (https://www.w3.org/TR/skos-reference/)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...errors import AtauError
from ...model import KINDS
from .lines import each, opened
from .names import Written, entity
from .values import Asked, Item, Skipped

TITLE = "SKOS, Turtle or RDF/XML"
INPUT = "a thesaurus: .ttl, .rdf or .xml, plain or compressed"

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_STATUSES = {"prefLabel": "canonical", "altLabel": "also", "hiddenLabel": "misspelt"}
_MATCHES = {
    "wikidata": re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)"),
    "geonames": re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)/?.*"),
}
_FORMATS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".nt": "nt"}

#: A concept → its labels (property, text, language) and links.
Concepts = dict[str, list[tuple[str, str, str]]]


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """A concept an entity, a term unless another kind is asked for or its address has one (…/person/abai)."""
    concepts: Concepts = defaultdict(list)
    for path in paths:
        _load(path, concepts)
    return each(sorted(concepts.items()), start, lambda found: _entity(found[0], found[1], asked))


def _load(path: Path, concepts: Concepts) -> None:
    """Add the labels and links of a file. Of all that it says, only they are held in memory."""
    try:
        from rdflib import Graph, Literal
        from rdflib.plugins.stores.memory import SimpleMemory
    except ImportError:
        raise AtauError(f"{path}: reading SKOS needs the package rdflib: pip install 'atau[lists]'") from None

    class Labels(SimpleMemory):
        """A store that keeps nothing but what an import needs."""

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
            subject, predicate, value = triple
            name = str(predicate).removeprefix(_SKOS)
            if name in _STATUSES and isinstance(value, Literal):
                concepts[str(subject)].append((name, str(value), value.language or "en"))
            elif name == "exactMatch":
                concepts[str(subject)].append((name, str(value), ""))

    suffix = next((suffix for suffix in path.suffixes if suffix in _FORMATS), "")
    if not suffix:
        raise AtauError(f"{path}: expected a name that ends in {', '.join(_FORMATS)}")
    with opened(path) as file:
        try:
            Graph(store=Labels()).parse(file, format=_FORMATS[suffix])
        except Exception as error:  # the parsers of rdflib raise errors of many kinds, all of them about the file
            raise AtauError(f"{path}: {error}") from error


def _entity(address: str, stated: list[tuple[str, str, str]], asked: Asked) -> Item:
    *_, kind, key = f"//{address}".replace("#", "/").rstrip("/").split("/")
    written = [Written(text, lang, _STATUSES[name]) for name, text, lang in sorted(set(stated)) if name in _STATUSES]
    if not written:
        return Skipped("no label", address)
    written.sort(key=lambda one: one.status != "canonical")
    return entity(key, asked.kind or (kind if kind in KINDS else "term"), written, asked, same_as=_same_as(stated))


def _same_as(stated: list[tuple[str, str, str]]) -> Mapping[str, str]:
    links = [address for name, address, _ in stated if name == "exactMatch"]
    found = ((catalogue, pattern.fullmatch(link)) for link in links for catalogue, pattern in _MATCHES.items())
    return {catalogue: match[1] for catalogue, match in found if match}
