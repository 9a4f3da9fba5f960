"""Arrow: columns of text in, struct columns out; and record batches or tables with such a column added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, TypeVar

import pyarrow as pa

from ..columns import arrow, encoded
from ..model import Match, Mention
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
    ['Қасым-Жомарт Тоқаев', None, 'Шанхай ынтымақтастық ұйымы']
    """
    resolver = resolver or shared()
    column = arrow(names, "names")
    if column is None:
        return _matches(resolver.resolve_many(names, **options), to)
    distinct, rows = encoded(column)
    return _matches(resolver.resolve_many(distinct, **options), to).take(rows)


def annotate(texts: Iterable[Any], *, resolver: Resolver | None = None, **options: Any) -> pa.ListArray:
    """For each text of a column the list of its mentions, each a struct `MENTION`. ``options`` are those of `atau.annotate`."""
    found = [*(resolver or shared()).annotate_many(texts, **options)]
    offsets = pa.array([0, *accumulate(map(len, found))], pa.int32())
    return pa.ListArray.from_arrays(offsets, _struct([*map(_told, chain.from_iterable(found))], MENTION))


def normalise(texts: Iterable[Any], *, to: str = "en", resolver: Resolver | None = None, **options: Any) -> pa.StringArray:
    """Each text of a column as `atau.normalise` writes it, null for a missing one."""
    return pa.array((resolver or shared()).normalise_many(texts, to, **options), pa.string())


def add(data: Data, column: str, verb: Callable[..., pa.Array] = resolve, *, into: str = "atau", **options: Any) -> Data:
    """A record batch or table with a column more: what ``verb`` (`resolve`, `annotate` or `normalise`) makes of one of its columns."""
    added: Data = data.append_column(into, verb(data.column(column), **options))
    return added


def _matches(matches: Iterable[Match | None], to: str) -> pa.StructArray:
    found = [*matches]
    entities = {match.entity.id: match.entity for match in found if match is not None}
    names = {entity_id: entity.name(to) for entity_id, entity in entities.items()}
    rows = [(m.entity.id, m.entity.kind, m.score, m.how, names[m.entity.id]) if m is not None else _NOTHING for m in found]
    return _struct(rows, MATCH, mask=pa.array([row is _NOTHING for row in rows], pa.bool_()))


_NOTHING = (None,) * MATCH.num_fields


def _told(mention: Mention) -> tuple[Any, ...]:
    match = mention.match
    return *mention[:5], match.entity.id, match.entity.kind, match.score, match.how


def _struct(rows: Sequence[tuple[Any, ...]], kind: pa.StructType, mask: pa.Array | None = None) -> pa.StructArray:
    columns = zip(*rows, strict=True) if rows else [()] * kind.num_fields
    arrays = [pa.array(values, field.type) for values, field in zip(columns, kind, strict=True)]
    return pa.StructArray.from_arrays(arrays, fields=[*kind], mask=mask)
