"""From a foreign list to files that `Resolver.build` takes: streaming, in bounded memory, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from ..errors import AtauError
from ..model import Entity
from .entries import Stated
from .files import FOLDERS
from .importers import Asked, Item, Skipped, importer
from .toml import slashed, table
from .writing import findings

#: So many entities stand in a file: what an editor opens at once.
SHARD = 2_000
#: Records between two notes of how far the import is.
_STEP = 5_000
_EXAMPLES = 3
_STATE = "state.json"
_HEADER = re.compile(r"^\[([a-z0-9-]+)\]$", re.MULTILINE)
_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


@dataclass(slots=True)
class Report:
    """How an import went: records read, entities and names written, and of what was left out how many, why, and a few examples."""

    records: int = 0
    entities: int = 0
    names: int = 0
    files: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def skip(self, one: Skipped) -> None:
        self.skipped[one.reason] = self.skipped.get(one.reason, 0) + 1
        if self.skipped[one.reason] <= _EXAMPLES:
            self.examples.setdefault(one.reason, []).append(one.example)

    def reasons(self) -> list[tuple[str, int]]:
        """Why records or names were left out, the commonest reason first."""
        return sorted(self.skipped.items(), key=lambda pair: (-pair[1], pair[0]))


def import_names(
    format: str, paths: Sequence[Path], out: Path, asked: Asked, resume: bool = False, told: Callable[[Report], None] = lambda _: None
) -> Report:
    """Read files of a format and write the entities found to a folder, or to one file whose name ends in .toml.

    What is written stands beside its place until all is done. An import that was interrupted is taken up with ``resume``: records read
    before are passed over. ``told`` is called from time to time with the report so far. Raises `AtauError` for what cannot be read.
    """
    module = importer(format)
    if module.INPUT and not paths:
        raise AtauError(f"{format} is read from files: {module.INPUT}")
    if out.exists() and not (out.is_file() and out.suffix == ".toml"):
        raise AtauError(f"{out} is there already: remove it, or name another place")
    work = _Work(format, out, _sources(paths), asked, resume)
    try:
        _run(module, paths, asked, work, told)
        work.finish()
    except BaseException:
        if not work.report.files:
            shutil.rmtree(work.folder)
        raise
    return work.report


def _sources(paths: Sequence[Path]) -> list[list[Any]]:
    return [[str(path.resolve()), path.stat().st_size, path.stat().st_mtime] for path in paths]


def _run(module: ModuleType, paths: Sequence[Path], asked: Asked, work: _Work, told: Callable[[Report], None]) -> None:
    for item in _items(module, paths, asked, work.report.records):
        work.report.records += 1
        if isinstance(item, Skipped):
            work.report.skip(item)
        else:
            work.take(item)
        if work.report.records % _STEP == 0:
            told(work.report)


def _items(module: ModuleType, paths: Sequence[Path], asked: Asked, start: int) -> Iterator[Item]:
    """What a module reads; whatever may be wrong with a file, cut short or of another format, as an `AtauError`."""
    try:
        yield from module.read(paths, asked, start)
    except AtauError:
        raise
    except (OSError, EOFError, ValueError, zlib.error, csv.Error) as error:
        raise AtauError(f"{', '.join(map(str, paths)) or module.TITLE}: cannot be read: {error}") from error


class _Work:
    """The folder in which an import is made, and what of it is not yet on disk."""

    def __init__(self, format: str, out: Path, sources: list[list[Any]], asked: Asked, resume: bool) -> None:
        self.format, self.out = format, out
        self.folder = out.with_name(out.name + ".part")
        self.report = Report()
        self._question = [format, sources, asked.kind, sorted(asked.classes), sorted(asked.langs)]
        self._waiting: dict[str, dict[str, Entity]] = defaultdict(dict)
        self._keys: set[int] = set()
        if self.folder.exists():
            self._take_up() if resume else self._refuse()
        else:
            self.folder.mkdir()

    def _refuse(self) -> None:
        raise AtauError(f"{self.folder} is left from an import that was interrupted: go on with --resume, or remove it")

    def _take_up(self) -> None:
        """Go on where the last whole note of the state was made; files written after it are made again."""
        state = json.loads((self.folder / _STATE).read_text("utf-8")) if (self.folder / _STATE).exists() else None
        if state is None or state["question"] != self._question:
            raise AtauError(f"{self.folder} is of another import, or of files that have changed since: remove it and begin anew")
        self.report = Report(**state["report"])
        for path in self.folder.rglob("*.toml"):
            if int(path.stem.rpartition("-")[2]) > self.report.files:
                path.unlink()
            else:
                self._keys.update(_mark(path.parent.name, key) for key in _HEADER.findall(path.read_text("utf-8")))

    def take(self, entity: Entity) -> None:
        """Keep an entity for the next file, less the names that are not in the letters of their languages."""
        checked = self._checked(entity)
        mark = _mark(_FOLDER_OF[entity.kind], entity.id)
        if mark in self._keys:
            self.report.skip(Skipped("a key that has come before", entity.id))
        elif checked is not None:
            self._keys.add(mark)
            self._waiting[entity.kind][entity.id] = checked
            if self.out.suffix != ".toml" and sum(map(len, self._waiting.values())) >= SHARD:
                self.flush()

    def _checked(self, entity: Entity) -> Entity | None:
        """The entity with what of its names the lexicon's own check accepts."""
        names = []
        for name in entity.names:
            faults = (message for severity, message in findings(Stated("", slashed(name), name), entity) if severity == "error")
            if fault := next(faults, ""):
                self.report.skip(Skipped("a name not in the letters of its language", f"{entity.id}: {name.lang}: {fault}"))
            else:
                names.append(name)
        if all(name.status != "canonical" for name in names):
            return None
        return replace(entity, names=tuple(names))

    def flush(self) -> None:
        """Write what waits, each kind to a file of its own, then note how far the import is."""
        self.report.files += 1
        for kind, entities in self._waiting.items():
            folder = self.folder / _FOLDER_OF[kind]
            folder.mkdir(exist_ok=True)
            (folder / f"{self.format}-{self.report.files:05d}.toml").write_text(self._text(kind, entities), "utf-8")
            self.report.entities += len(entities)
            self.report.names += sum(len(entity.names) for entity in entities.values())
        self._waiting.clear()
        note = self.folder / f"{_STATE}.new"
        note.write_text(json.dumps({"question": self._question, "report": asdict(self.report)}, ensure_ascii=False), "utf-8")
        os.replace(note, self.folder / _STATE)

    def _text(self, kind: str, entities: dict[str, Entity]) -> str:
        tables = "\n\n".join(table(key, entities[key]) for key in sorted(entities))
        return f'# Imported by atau: do not edit, import anew.\nkind = "{kind}"\nimported = "{self.format}"\n\n{tables}\n'

    def finish(self) -> None:
        """Move what was made to its place."""
        if self.out.suffix == ".toml" and len(self._waiting) > 1:
            kinds = ", ".join(sorted(self._waiting))
            raise AtauError(f"{self.out}: one file holds one kind, and here are {kinds}: name a folder")
        if any(self._waiting.values()):
            self.flush()
        if not self.report.entities:
            raise AtauError(f"nothing to write: {_reasons(self.report)}")
        self._move()

    def _move(self) -> None:
        (self.folder / _STATE).unlink()
        if self.out.suffix == ".toml":
            os.replace(next(self.folder.rglob("*.toml")), self.out)
            shutil.rmtree(self.folder)
        else:
            os.replace(self.folder, self.out)


def _mark(folder: str, key: str) -> int:
    """A key as a number, since millions of them are held to tell repetitions."""
    return hash((folder, key))


def _reasons(report: Report) -> str:
    return "; ".join(f"{count} {reason}" for reason, count in report.reasons()) or "the source has no record"
