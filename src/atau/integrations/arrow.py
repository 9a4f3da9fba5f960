"""Arrow: columns of text in, struct columns out; and record batches or tables with such a column added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any, TypeVar

import pyarrow as pa

from ..columns import arrow, encoded
from ..model import Entity, Match, Mention, language
from ..resolver import Resolver, shared

Data = TypeVar("Data", pa.RecordBatch, pa.Table)

#: What is told of a name; ``name`` is the canonical one in the language that ``to`` asks for.
MATCH = pa.struct([("id", pa.string()), ("kind", pa.string()), ("score", pa.float64()), ("how", pa.string()), ("name", pa.string())])
#: What is told of a mention in a text.
MENTION = pa.struct([
    ("start", pa.int64()), ("end", pa.int64()), ("text", pa.string()), ("lang", pa.string()), ("lemma", pa.string()), ("id", pa.string()),
    ("kind", pa.string()), ("score", pa.float64()), ("how", pa.string()),
])  # fmt: skip


def resolve(names: Iterable[Any], *, to: str = "en", resolver: Resolver | None = None, **options: Any) -> pa.StructArray:
    """For each name of a column a struct `MATCH`, null where `atau.resolve` gives ``None``. ``options`` are those of `atau.resolve`.

    >>> resolve(["Токаевым", None, "上合组织"], to="kk").field("name").to_pylist()
    ['Қасым-Жомарт Кемелұлы Тоқаев', None, 'Шанхай ынтымақтастық ұйымы']
    """
    resolver = resolver or shared()
    column = arrow(names, "names")
    names_to = _names(resolver.version, to)
    if column is None:
        return _matches(resolver.resolve_many(names, **options), names_to)
    distinct, rows = encoded(column)
    return _matches(resolver.resolve_many(distinct, **options), names_to).take(rows)


def annotate(texts: Iterable[Any], *, resolver: Resolver | None = None, **options: Any) -> pa.ListArray:
    """For each text of a column the list of its mentions, each a struct `MENTION`. ``options`` are those of `atau.annotate`."""
    found = [*(resolver or shared()).annotate_many(texts, **options)]
    offsets = pa.array([0, *accumulate(map(len, found))], pa.int32())
    rows = [*map(_told, chain.from_iterable(found))]
    columns = zip(*rows, strict=True) if rows else [()] * MENTION.num_fields
    arrays = [pa.array(values, field.type) for values, field in zip(columns, MENTION, strict=True)]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(arrays, fields=[*MENTION]))


def normalise(texts: Iterable[Any], *, to: str = "en", resolver: Resolver | None = None, **options: Any) -> pa.StringArray:
    """Each text of a column as `atau.normalise` writes it, null for a missing one."""
    return pa.array((resolver or shared()).normalise_many(texts, to, **options), pa.string())


def add(data: Data, column: str, verb: Callable[..., pa.Array] = resolve, *, into: str = "atau", **options: Any) -> Data:
    """A record batch or table with a column more: what ``verb`` (`resolve`, `annotate` or `normalise`) makes of one of its columns."""
    added: Data = data.append_column(into, verb(data.column(column), **options))
    return added


def _matches(matches: Iterable[Match | None], names: _Names) -> pa.StructArray:
    found = [*matches]
    entities = {match.entity.id: match.entity for match in found if match is not None}
    places = {entity_id: place for place, entity_id in enumerate(entities)}
    rows = pa.array([None if match is None else places[match.entity.id] for match in found], pa.int32())
    told = [*entities], [entity.kind for entity in entities.values()], [*map(names.of, entities.values())]
    ids, kinds, named = (pa.array(values, pa.string()).take(rows) for values in told)
    scores = pa.array([None if match is None else match.score for match in found], pa.float64())
    hows = pa.array([None if match is None else match.how for match in found], pa.string())
    return pa.StructArray.from_arrays([ids, kinds, scores, hows, named], fields=[*MATCH], mask=rows.is_null())


class _Names:
    """The canonical names of entities in one language, each made once: hosts ask for a few thousand rows at a time, again and again."""

    def __init__(self, to: str) -> None:
        self._to = language(to)
        self._known: dict[str, str] = {}

    def of(self, entity: Entity) -> str:
        name = self._known.get(entity.id)
        if name is None:
            name = self._known[entity.id] = entity.name(self._to)
        return name


@lru_cache(maxsize=16)
def _names(version: str, to: str) -> _Names:
    return _Names(to)


def _told(mention: Mention) -> tuple[Any, ...]:
    match = mention.match
    return *mention[:5], match.entity.id, match.entity.kind, match.score, match.how
