"""A lexicon as people look at it: one entity in lines, all of it in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import KINDS, STATUSES, Entity, Name
from .facts import CORE
from .values import Lexicon


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a lexicon. ``coverage`` is the share of a kind's entities that have a canonical name in each core language."""

    entities: int
    names: int
    kinds: Mapping[str, int]
    types: Mapping[str, Mapping[str, int]]
    statuses: Mapping[str, int]
    coverage: Mapping[str, Mapping[str, float]]
    languages: float


def stats(lexicon: Lexicon) -> Stats:
    """Entities by kind and type, names by status; ``languages`` is how many of the four an entity has on average."""
    by_kind = {kind: [entity for entity in lexicon.entities if entity.kind == kind] for kind in KINDS}
    names = [name for entity in lexicon.entities for name in entity.names]
    statuses = Counter(name.status for name in names)
    core = [name for name in names if name.status == "canonical" and name.lang in CORE]
    return Stats(
        entities=len(lexicon.entities),
        names=len(names),
        kinds={kind: len(entities) for kind, entities in by_kind.items()},
        types={kind: dict(Counter(entity.type or "—" for entity in entities).most_common()) for kind, entities in by_kind.items()},
        statuses={status: statuses[status] for status in STATUSES},
        coverage={kind: _coverage(entities) for kind, entities in by_kind.items() if entities},
        languages=len(core) / len(lexicon.entities) if lexicon.entities else 0.0,
    )


def _coverage(entities: list[Entity]) -> dict[str, float]:
    named = Counter(name.lang for entity in entities for name in entity.names if name.status == "canonical")
    return {lang: named[lang] / len(entities) for lang in CORE}


def show(entity: Entity) -> str:
    """An entity in lines: what is known of it, then its names by status and language.

    >>> print(show(Entity("person/abai", "person", (Name("Abai", "en"), Name("Абай", "kk")), born="1845")))
    person/abai
      born       1845
      canonical  en       Abai
                 kk       Абай
    """
    facts = [f"  {label:10} {value}" for label, value in _facts(entity)]
    return "\n".join([entity.id, *facts, *_name_lines(entity)])


def _facts(entity: Entity) -> Iterator[tuple[str, str]]:
    for label in ("type", "sex", "born", "died", "country", "part_of"):
        if value := getattr(entity, label):
            yield label, value
    for office in entity.office:
        yield "office", f"{office.of}{_years(office.since, office.until)}"
    yield from entity.same_as.items()
    if entity.source:
        yield "source", ", ".join(entity.source)


def _years(since: str | None, until: str | None) -> str:
    return f", {since or ''}–{until or ''}" if since or until else ""


def _name_lines(entity: Entity) -> Iterator[str]:
    last = ""
    for name in entity.names:
        yield f"  {name.status if name.status != last else '':10} {name.lang:8} {_name(name)}"
        last = name.status


def _name(name: Name) -> str:
    text = name.text
    if name.family is not None:
        start, end = name.family
        text = f"{text[:start]}/{text[start:end]}/{text[end:]}"
    return f"{text}{_years(name.since, name.until)}{', weak' if name.weak else ''}"
