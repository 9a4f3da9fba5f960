"""Reading a lexicon: all of it or, where something is wrong, all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import LexiconError
from ..model import KINDS
from .collisions import check_collisions, check_numbers
from .entries import Entry, to_entry
from .facts import check_facts
from .files import TableFile, load
from .people import check_person
from .references import Known, check_circles, check_references, known_tables, moves
from .schema import check_order, check_schema
from .values import Collision, Lexicon, OfficeKind, Problem, Source
from .writing import check_writing


def read(paths: Iterable[str | Path]) -> Lexicon:
    """The lexicon in the given folders and files. What is only doubtful stands in its ``problems``.

    A folder's files are known by their place (``people/``, ``titles.toml``); a file by itself also by a line ``kind = "person"``.
    Raises `LexiconError`, which lists every error, if there is one.
    """
    files, problems, entries, collisions = _examine(paths)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        listed = "".join(f"\n  {problem}" for problem in errors)
        raise LexiconError(f"the lexicon has {len(errors)} error{'s' if len(errors) > 1 else ''}:{listed}")
    return Lexicon(
        entities=tuple(sorted((entry.entity for entry in entries), key=lambda entity: entity.id)),
        offices={key: _office(key, table) for key, table in _tables(files, "office")},
        titles={key: {lang: tuple(words) for lang, words in table.items()} for key, table in _tables(files, "title")},
        collisions=collisions,
        sources={key: Source(key, **table) for key, table in _tables(files, "source")},
        moved=moves(known_tables(files)),
        problems=tuple(problems),
        agreed=dict(_tables(files, "agreed")),
    )


def check(paths: Iterable[str | Path]) -> list[Problem]:
    """Everything that is wrong or doubtful, in the order of files and lines."""
    return _examine(paths)[1]


Examined = tuple[list[TableFile], list[Problem], list[Entry], tuple[Collision, ...]]


def _examine(paths: Iterable[str | Path]) -> Examined:
    """Files, problems, and what could be read in spite of them."""
    files, problems = load([paths] if isinstance(paths, str | Path) else paths)
    faults = [problem for file in files for problem in check_schema(file)]
    broken = {(problem.file, problem.key) for problem in faults}
    sound = [file.without(key for name, key in broken if name == str(file.path)) for file in files]
    entries = [to_entry(file, key) for file in sound if file.sort in KINDS for key, table in file.tables.items() if "moved_to" not in table]
    entries = _known_once(entries)
    collisions = tuple(Collision(key, tuple(table["entities"]), table["reason"]) for key, table in _tables(sound, "collision"))
    problems += faults
    problems += _check_tables(files, known_tables(files))
    problems += _check_entries(entries, collisions)
    return files, sorted(problems, key=lambda problem: (problem.file, problem.line)), entries, collisions


def _known_once(entries: list[Entry]) -> list[Entry]:
    """The entries less the imported ones that the lexicon has itself, as the number in some catalogue says."""
    own = {pair for entry in entries if not entry.file.imported for pair in entry.entity.same_as.items()}
    return [entry for entry in entries if not entry.file.imported or own.isdisjoint(entry.entity.same_as.items())]


def _check_tables(files: Sequence[TableFile], known: Known) -> Iterator[Problem]:
    for file in files:
        yield from check_order(file)
        yield from check_references(file, known)
    yield from check_circles(known)


def _check_entries(entries: Sequence[Entry], collisions: Sequence[Collision]) -> Iterator[Problem]:
    """What is doubtful in an entry, or shared with others, is asked of those that people wrote; an imported one must only be readable."""
    written = [entry for entry in entries if not entry.file.imported]
    for entry in entries:
        yield from check_writing(entry)
    for entry in written:
        yield from check_facts(entry)
        if entry.entity.kind == "person":
            yield from check_person(entry)
    yield from check_collisions(written, collisions)
    yield from check_numbers(written)


def _tables(files: Iterable[TableFile], sort: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return (item for file in files if file.sort == sort for item in file.tables.items())


def _office(key: str, table: dict[str, Any]) -> OfficeKind:
    country, institution = table.get("country"), table.get("institution")
    return OfficeKind(key, table["role"], country and f"place/{country}", institution and f"institution/{institution}")
