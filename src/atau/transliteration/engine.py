"""From a system's ID to something that writes and reads: compiled when first used, then kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from ..errors import NotReversibleError
from .backward import Backward
from .extras import extra_reader, extra_writer, is_extra
from .habits import habits
from .rules import Rules, rules
from .syllables import Syllables, SyllableSpelling, syllable_rules
from .system import document, system
from .table import Table

#: Readings of the language between that are tried for each of a name that was written by way of it.
TRIED = 6


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


class Relay:
    """A system that writes by way of another language: what its own table wrote, a second system writes on, and reads first."""

    def __init__(self, system_id: str, second: str) -> None:
        self._table = Table(rules(system_id))
        self._back = _backward(system_id, self._table.write, document(system_id)["alphabet"], system(second).script)
        self._second = second

    def write(self, text: str) -> str:
        return writer(self._second).write(self._table.write(text))

    def best(self, text: str) -> str:
        return self.several(text, TRIED)[0]

    def several(self, text: str, limit: int) -> list[str]:
        """Readings of each reading between: those first that are written so, then by how far down the two lists they stand."""
        found: dict[str, int] = {}
        for rank, between in enumerate(reader(self._second).several(text, max(limit, TRIED))):
            for further, name in enumerate(self._back.several(between, limit)):
                found[name] = min(found.get(name, rank + further), rank + further)
        return sorted(found, key=lambda name: (self.write(name) != text, found[name]))[:limit]


@cache
def writer(system_id: str) -> Writer:
    """The compiled system."""
    if is_extra(system_id):
        return extra_writer(system_id)
    if "syllables" in document(system_id):
        return Syllables(syllable_rules(system_id))
    if onward := document(system_id).get("then"):
        return Relay(system_id, onward)
    return Table(rules(system_id))


@cache
def reader(system_id: str) -> Reader:
    """The compiled system, read backwards; `NotReversibleError` where too much is lost."""
    if is_extra(system_id):
        return extra_reader(system_id)
    header = system(system_id)
    if header.reversible == "no":
        raise NotReversibleError(f"{system_id} ({header.title}) can't be reversed: it keeps too little of what it reads")
    if "syllables" in document(system_id):
        return _syllable_reader(system_id)
    if onward := document(system_id).get("then"):
        return Relay(system_id, onward)
    ruled = rules(system_id)
    if header.reversible == "exact" and not ruled.contexts:
        return Inverse(Table(_inverse(ruled)))
    return _backward(system_id, writer(system_id).write, header.alphabet, header.target)


def _backward(system_id: str, write: Callable[[str], str], alphabet: str, target: str) -> Backward:
    """What reads back a text in the target script that a table wrote letter by letter."""
    ruled = rules(system_id)
    return Backward(edges(ruled), write, habits(system(system_id).lang), target, alphabet, ruled.capitals, ruled.reads)


def _syllable_reader(system_id: str) -> Backward:
    ruled = syllable_rules(system_id)
    table = Syllables(ruled)
    return Backward(table.edges(), table.write, SyllableSpelling(), ruled.target, ruled.alphabet, {}, {})


def edges(ruled: Rules) -> Mapping[str, tuple[str, ...]]:
    """Every source of what is written, in the order of the file."""
    found: dict[str, list[str]] = {}
    for source, written in [*ruled.letters.items(), *((context.of, context.to) for context in ruled.contexts)]:
        found.setdefault(written, []).append(source)
    found |= {rule.prefix: [""] for rule in ruled.words}
    return {written: tuple(dict.fromkeys(sources)) for written, sources in found.items()}


def _inverse(ruled: Rules) -> Rules:
    """The rules that read what these write; where two letters are written alike, the first in the file wins."""
    letters: dict[str, str] = {}
    for source, written in ruled.letters.items():
        letters.setdefault(written, source)
    return Rules(ruled.target, ruled.script, ruled.alphabet, ruled.source, letters, (), (), {}, {})
