"""From paths to parsed tables, and from a table back to its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import nearest
from .values import Problem

#: Folder → the sort of table that its files hold.
FOLDERS = {"people": "person", "places": "place", "institutions": "institution", "terms": "term", "offices": "office"}

#: File name → the sort of table that it holds.
SINGLES = {"titles.toml": "title", "sources.toml": "source", "collisions.toml": "collision", "agreed.toml": "agreed"}

SORTS = (*FOLDERS.values(), *SINGLES.values())

_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_HEADER = re.compile(rf"\s*\[\[?\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]\]?\s*(?:#.*)?$")
_FIELD = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TOML_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file of a lexicon: its tables, all of one sort, and its text, in which lines are looked up.

    ``imported`` names the list from elsewhere that the file was made of: its names are many, and no one has looked at each.
    """

    path: Path
    sort: str
    tables: Mapping[str, Any]
    text: str
    imported: str = ""

    def line(self, key: str, field: str = "", form: str = "") -> int:
        """The line of a field in a table; with ``form``, the first line from there on that holds it."""
        lines = _lines(self.text)
        top = lines.get((key, ""), lines.get(("", key), 1))
        start = lines.get((key, field)) or lines.get((key, field.split(".")[0])) or top
        return _seek(self.text, start, form) if form else start

    def without(self, keys: Iterable[str]) -> TableFile:
        """The same file less some of its tables."""
        left_out = set(keys)
        return replace(self, tables={key: table for key, table in self.tables.items() if key not in left_out}) if left_out else self

    def problem(self, key: str, message: str, field: str = "", form: str = "", severity: str = "error") -> Problem:
        return Problem(str(self.path), self.line(key, field, form), key, message, severity)


@lru_cache(maxsize=256)
def _lines(text: str) -> Mapping[tuple[str, str], int]:
    """(table, dotted field) → line, with "" for the table's own header.

    tomllib gives no positions; files of one statement a line need no more than this.
    """
    lines: dict[tuple[str, str], int] = {}
    table, prefix = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table, prefix = _split(header[1])
            lines.setdefault((table, prefix), number)
        elif field := _FIELD.match(line):
            lines.setdefault((table, ".".join(part for part in (prefix, ".".join(_parts(field[1]))) if part)), number)
    return lines


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]


def _split(dotted: str) -> tuple[str, str]:
    first, *rest = _parts(dotted)
    return first, ".".join(rest)


@lru_cache(maxsize=256)
def _split_lines(text: str) -> list[str]:
    return text.split("\n")


def _seek(text: str, start: int, form: str) -> int:
    lines = _split_lines(text)
    for number in range(start, len(lines) + 1):
        if form in lines[number - 1]:
            return number
        if number > start and _HEADER.match(lines[number - 1]):
            break
    return start


def load(paths: Iterable[str | Path]) -> tuple[list[TableFile], list[Problem]]:
    """Every file under the paths that can be read, each once, in the order of the paths; and what is wrong with the others."""
    files: list[TableFile] = []
    problems: list[Problem] = []
    for path in _find(paths):
        loaded = _load(path)
        if isinstance(loaded, Problem):
            problems.append(loaded)
        else:
            files.append(loaded)
    return files, problems


def _find(paths: Iterable[str | Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        for file in sorted(path.rglob("*.toml")) if path.is_dir() else [path]:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _load(path: Path) -> TableFile | Problem:
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax_problem(path, text, str(error))
    except UnicodeDecodeError as error:
        return Problem(str(path), 1, "", f"not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}")
    except OSError as error:
        return Problem(str(path), 1, "", f"cannot be read: {error.strerror or error}")
    return _sorted_file(path, text, tables)


def _syntax_problem(path: Path, text: str, message: str) -> Problem:
    found = _TOML_LINE.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    return Problem(str(path), line, "", f"not TOML: {_TOML_LINE.sub('', message)}")


def _sorted_file(path: Path, text: str, tables: dict[str, Any]) -> TableFile | Problem:
    """The file with its sort, which its folder, its name or its ``kind`` tells."""
    placed = FOLDERS.get(path.absolute().parent.name) or SINGLES.get(path.name)
    declared = tables.pop("kind", None) if isinstance(tables.get("kind"), str) else None
    imported = tables.pop("imported", "") if isinstance(tables.get("imported"), str) else ""
    sort = declared or placed
    if sort in SORTS:
        return TableFile(path, sort, tables, text, imported)
    if declared:
        return Problem(str(path), 1, "", f"unknown kind {declared!r}: expected one of {', '.join(SORTS)}{nearest(declared, SORTS)}")
    folders = ", ".join(FOLDERS)
    return Problem(str(path), 1, "", f'what kind is it? Put it into one of the folders {folders}, or open it with: kind = "person"')
