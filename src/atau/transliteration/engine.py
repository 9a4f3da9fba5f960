"""From a system's ID to something that writes and reads: compiled when first used, then kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from ..errors import NotReversibleError
from .backward import Backward
from .habits import habits
from .rules import Rules, rules
from .syllables import Syllables, SyllableSpelling, syllable_rules
from .system import document, system
from .table import Table


class Writer(Protocol):
    """Writes a text in the target script."""

    def write(self, text: str) -> str: ...


class Reader(Protocol):
    """Reads back what a system wrote."""

    def best(self, text: str) -> str: ...

    def several(self, text: str, limit: int) -> list[str]: ...


class Inverse:
    """The reader of a system that loses nothing: the same engine with its table turned round."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def best(self, text: str) -> str:
        return self._table.write(text)

    def several(self, text: str, limit: int) -> list[str]:
        return [self._table.write(text)]


@cache
def writer(system_id: str) -> Writer:
    """The compiled system."""
    if "syllables" in document(system_id):
        return Syllables(syllable_rules(system_id))
    return Table(rules(system_id))


@cache
def reader(system_id: str) -> Reader:
    """The compiled system, read backwards; `NotReversibleError` where too much is lost."""
    header = system(system_id)
    if header.reversible == "no":
        raise NotReversibleError(f"{system_id} ({header.title}) can't be reversed: it keeps too little of what it reads")
    if "syllables" in document(system_id):
        return _syllable_reader(system_id)
    ruled = rules(system_id)
    if header.reversible == "exact" and not ruled.contexts:
        return Inverse(Table(_inverse(ruled)))
    write, language = writer(system_id).write, habits(header.lang)
    return Backward(_edges(ruled), write, language, header.target, header.alphabet, ruled.capitals, ruled.reads)


def _syllable_reader(system_id: str) -> Backward:
    ruled = syllable_rules(system_id)
    table = Syllables(ruled)
    return Backward(table.edges(), table.write, SyllableSpelling(), ruled.target, ruled.alphabet, {}, {})


def _edges(ruled: Rules) -> Mapping[str, tuple[str, ...]]:
    """Every source of what is written, in the order of the file."""
    edges: dict[str, list[str]] = {}
    for source, written in [*ruled.letters.items(), *((context.of, context.to) for context in ruled.contexts)]:
        edges.setdefault(written, []).append(source)
    edges |= {rule.prefix: [""] for rule in ruled.words}
    return {written: tuple(dict.fromkeys(sources)) for written, sources in edges.items()}


def _inverse(ruled: Rules) -> Rules:
    """The rules that read what these write; where two letters are written alike, the first in the file wins."""
    letters: dict[str, str] = {}
    for source, written in ruled.letters.items():
        letters.setdefault(written, source)
    return Rules(ruled.target, ruled.script, ruled.alphabet, ruled.source, letters, (), (), {}, {})
