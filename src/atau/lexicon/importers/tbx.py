"""TBX, the TermBase eXchange of ISO 30042: version 3 (conceptEntry, langSec, termSec) and version 2 (termEntry, langSet, tig or ntig)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

from ...errors import AtauError
from .lines import each, opened
from .names import Written, entity
from .values import Asked, Item

TITLE = "TBX, ISO 30042"
INPUT = "a termbase of version 2 or 3, .tbx or .xml, plain or compressed"

_CONCEPTS, _LANGUAGES, _TERMS = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}, {"termSec", "tig", "ntig"}
_LANG, _ID = "{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}id"
#: What a term is said to be (administrativeStatus or termType) → its status.
_STATUSES = {
    "preferredTerm-admn-sts": "canonical", "admittedTerm-admn-sts": "also", "deprecatedTerm-admn-sts": "misspelt",
    "supersededTerm-admn-sts": "former", "abbreviation": "short", "acronym": "short", "initialism": "short", "shortForm": "short",
}  # fmt: skip


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """A concept an entity, a term unless another kind is asked for."""
    numbered = enumerate((concept for path in paths for concept in _concepts(path)), 1)
    return each(numbered, start, lambda found: _entity(found[0], found[1], asked))


def _concepts(path: Path) -> Iterator[tuple[str, list[Written]]]:
    """Each concept once it is read whole; what was read before it is let go."""
    with opened(path) as file:
        events = Xml.iterparse(file, ("start", "end"))
        try:
            parents: list[Xml.Element] = []
            for event, element in events:
                if event == "start":
                    parents.append(element)
                    continue
                parents.pop()
                if _local(element) in _CONCEPTS:
                    yield element.get("id") or element.get(_ID) or "", list(_written(element))
                    parents[-1].clear()
        except Xml.ParseError as error:
            raise AtauError(f"{path}: not well-formed XML: {error}") from error


def _written(concept: Xml.Element) -> Iterator[Written]:
    for section in (element for element in concept if _local(element) in _LANGUAGES):
        for group in (element for element in section if _local(element) in _TERMS):
            term = next((element for element in group.iter() if _local(element) == "term"), None)
            if term is not None:
                yield Written("".join(term.itertext()), section.get(_LANG, ""), _status(group))


def _status(group: Xml.Element) -> str:
    """The status that the notes of a term give it, whether as termNote with a type or as elements of their own."""
    said = {"".join(element.itertext()).strip() for element in group.iter() if element.get("type") or ":" in element.tag}
    return next((status for word, status in _STATUSES.items() if word in said), "also")


def _local(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def _entity(number: int, concept: tuple[str, list[Written]], asked: Asked) -> Item:
    key, written = concept
    written = sorted(written, key=lambda one: one.status != "canonical")
    return entity(key or f"concept-{number}", asked.kind or "term", written, asked)
