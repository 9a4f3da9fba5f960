"""A table of forms, one a row: CSV, TSV or Parquet. What ``atau lexicon export --to csv`` writes is read back as it was.

Columns: ``id`` (a key, or an ID such as person/abai), ``lang`` (a BCP 47 tag), ``form`` (slashes may mark a family name); and where known
``kind``, ``status`` (canonical, also, short, former, misspelt), ``weak`` (1 for a form that is also a common word), ``from`` and ``to``
(years of former names).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from ...errors import AtauError
from ...model import KINDS, STATUSES
from ..entries import split_family
from .grouping import grouped
from .lines import each, opened
from .names import Written, entity, tag
from .values import Asked, Item, Skipped

TITLE = "CSV, TSV or Parquet of forms"
INPUT = "forms.csv, .tsv (plain or compressed) or .parquet: columns id, lang, form, and kind, status, weak, from, to"

_NEEDED = ("id", "lang", "form")
_READ = (*_NEEDED, "kind", "status", "weak", "from", "to")


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """An entity for each ID, whatever the order of the rows."""
    return each(grouped(chain.from_iterable(map(_keyed, paths))), start, lambda found: _entity(found[0], found[1], asked))


def _keyed(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    rows = _parquet(path) if path.suffix == ".parquet" else _delimited(path)
    for row in rows:
        yield str(row["id"]), {field: str(row.get(field) or "") for field in _READ}


def _delimited(path: Path) -> Iterator[Mapping[str, Any]]:
    with opened(path) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        reader = csv.DictReader(text, delimiter="\t" if ".tsv" in path.suffixes else ",")
        _check_columns(path, reader.fieldnames or ())
        yield from reader


def _parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise AtauError(f"{path}: reading Parquet needs the package pyarrow: pip install 'atau[parquet]'") from None
    file = parquet.ParquetFile(path)
    _check_columns(path, file.schema_arrow.names)
    for batch in file.iter_batches(columns=[name for name in _READ if name in file.schema_arrow.names]):
        yield from batch.to_pylist()


def _check_columns(path: Path, columns: Iterable[str]) -> None:
    if missing := [name for name in _NEEDED if name not in set(columns)]:
        raise AtauError(f"{path}: no column {', '.join(missing)}: expected {', '.join(_NEEDED)}, and {', '.join(_READ[3:])} where known")


def _entity(key: str, rows: list[dict[str, str]], asked: Asked) -> Item:
    prefix, _, rest = key.partition("/")
    kind = next((row["kind"] for row in rows if row["kind"]), prefix if rest else asked.kind)
    if kind not in KINDS:
        return Skipped("of no known kind", f"{key} ({kind or 'none told: use --kind'})")
    if strange := next((row for row in rows if row["status"] not in (*STATUSES, "") or tag(row["lang"]) is None), None):
        return Skipped("a row with an unknown status or language", f"{key}: {strange['lang']} {strange['form']} {strange['status']}")
    return entity(rest or key, kind, map(_written, rows), asked)


def _written(row: Mapping[str, str]) -> Written:
    text, span = split_family(row["form"])
    family = text[slice(*span)] if span else ""
    return Written(text, row["lang"], row["status"] or "also", family, row["from"] or None, row["to"] or None, row["weak"] == "1")
