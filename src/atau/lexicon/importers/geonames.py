"""GeoNames: alternateNamesV2.txt, and beside it, if at hand, allCountries.txt or the table of one country
(https://download.geonames.org/export/dump/readme.txt)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from ...text import LATIN, scripts
from .grouping import grouped
from .lines import each, opened
from .names import Written, entity, tag
from .values import Asked, Item, Skipped

TITLE = "GeoNames"
INPUT = "alternateNamesV2.txt, and allCountries.txt or KZ.txt for what each place is"

#: Columns of the two tables.
_ALTERNATE, _GEONAME = 10, 19
#: Feature code → the type of a place.
TYPES = {
    "ADM1": "region", "ADM2": "district", "AIRP": "airport", "CONT": "continent", "DSRT": "desert", "LK": "lake", "MT": "mountain",
    "MTS": "mountain", "PASS": "pass", "PCLI": "country", "PEN": "peninsula", "PPLA": "city", "PPLC": "capital", "PRT": "port",
    "SEA": "sea", "STM": "river",
}  # fmt: skip


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """A place for each number that has a name in a language asked for; ``classes`` are feature codes, known from the second table."""
    return each(grouped(chain.from_iterable(map(_rows, paths))), start, lambda found: _place(found[0], found[1], asked))


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """What is of use in one file, by the number of the place: names in the four languages, links to Wikidata, names and feature codes."""
    with opened(path) as file:
        for line in file:
            row = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
            if len(row) == _GEONAME:
                yield row[0], ["", row[1], row[7]]
            elif len(row) in (_ALTERNATE, 8, 4) and (row[2] == "wkdt" or tag(row[2])):
                yield row[1], row[2:]


def _place(number: str, rows: list[list[str]], asked: Asked) -> Item:
    named = next((row for row in rows if not row[0]), ["", "", ""])
    if asked.classes and named[2] not in asked.classes:
        return Skipped("of no class asked for", f"{number} ({named[2] or 'not in a table of places'})")
    wikidata = [("wikidata", row[1]) for row in rows if row[0] == "wkdt"]
    same_as = dict([("geonames", number), *wikidata])
    written = [_written(row) for row in rows if row[0] not in ("", "wkdt")]
    written.sort(key=lambda one: one.status != "canonical")
    if scripts(named[1]) == {LATIN}:
        written.append(Written(named[1], "en"))
    return entity(f"geonames-{number}", "place", written, asked, type=TYPES.get(named[2]), same_as=same_as)


def _written(row: list[Any]) -> Written:
    """A row of alternate names: preferred, short, colloquial, historic are "1" or nothing, then come years as the source has them."""
    code, text, preferred, short, colloquial, historic, since, until = [*row, *[""] * 8][:8]
    if historic == "1":
        return Written(text, code, "former", since=_year(since), until=_year(until))
    status = "short" if short == "1" else "canonical" if preferred == "1" else "also"
    return Written(text, code, status, weak=colloquial == "1")


def _year(text: str) -> str | None:
    """The year that a date begins with, where it does: the column is free text.

    >>> _year("1961"), _year("19980506"), _year("Middle Ages")
    ('1961', '1998', None)
    """
    return text[:4] if text[:4].isdecimal() and text.isascii() and len(text) in (4, 8, 10) else None
