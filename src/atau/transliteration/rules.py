"""A system's file, checked and made ready to compile: letters, contexts, conditions on whole words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .system import document, language_document, system

#: What a context may say besides the letters themselves: a word's start and a word's end.
START, END = "^", "$"


@dataclass(frozen=True, slots=True)
class Context:
    """``of`` is written ``to`` where one of ``after`` stands before it and one of ``before`` behind it (empty = anything).

    Each condition is a string of letters or an edge of the word.
    """

    of: str
    to: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordRule:
    """``prefix`` is written before a word that has one of the letters ``has`` and none of ``lacks``."""

    has: str
    lacks: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one system: lower case throughout; ``source`` and ``alphabet`` are the letters read and the letters written."""

    script: str
    target: str
    source: str
    alphabet: str
    letters: Mapping[str, str]
    contexts: tuple[Context, ...]
    words: tuple[WordRule, ...]
    capitals: Mapping[str, str]
    reads: Mapping[str, str]


def rules(system_id: str) -> Rules:
    """The rules of a system that writes letter by letter.

    Raises `ValueError`, which names the system and the field, for a file that breaks the format.
    """
    header, read = system(system_id), document(system_id)
    language = language_document(header.lang)
    classes = {**language.get("classes", {}), **read.get("classes", {})}
    shared = list(_shared(system_id, read))
    plain = {key: out for table in shared if not _conditions(table) for key, out in table["letters"].items()}
    letters = {**plain, **read.get("letters", {})}
    entries = [*read.get("contexts", ()), *(entry for table in shared if _conditions(table) for entry in _entries(table))]
    return Rules(
        header.script, header.target, read.get("letters_read", language["alphabet"]), header.alphabet, _lower(system_id, letters),
        tuple(context for entry in entries for context in _contexts(system_id, entry, classes)),
        tuple(WordRule("".join(entry["has"].split()), "".join(entry["lacks"].split()), entry["prefix"]) for entry in read.get("words", ())),
        read.get("capitals", {}), read.get("reads", {}),
    )


def _lower(system_id: str, letters: Mapping[str, str]) -> Mapping[str, str]:
    for key in letters:
        if key != key.lower():
            raise ValueError(f"{system_id}: letters: {key!r} must be lower case; the engine makes the capitals")
    return letters


def _contexts(system_id: str, entry: Mapping[str, Any], classes: Mapping[str, str]) -> Iterable[Context]:
    unknown = entry.keys() - {"of", "to", "after", "before"}
    if unknown or "of" not in entry or "to" not in entry:
        raise ValueError(f"{system_id}: contexts: {dict(entry)} must have 'of' and 'to', may have 'after' and 'before', and nothing else")
    after, before = (_condition(system_id, entry.get(side, ""), classes) for side in ("after", "before"))
    return (Context(of, entry["to"], after, before) for of in ([" "] if entry["of"] == " " else entry["of"].split()))


def _condition(system_id: str, words: str, classes: Mapping[str, str]) -> tuple[str, ...]:
    """The alternatives of a condition: "^ VOWEL ь" is the word's start, any vowel, or ь. Names of classes are capitals."""
    found: list[str] = []
    for word in words.split():
        if word.isascii() and word.isupper():
            if word not in classes:
                raise ValueError(f"{system_id}: contexts: unknown class {word!r}: expected one of {', '.join(classes)}")
            found += classes[word]
        else:
            found.append(word)
    return tuple(found)


def _shared(system_id: str, read: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The tables of letters that share their conditions: lists first, then matrices."""
    for table in read.get("where", ()):
        if "letters" not in table:
            raise ValueError(f"{system_id}: where: {dict(table)} must have 'letters'")
        yield table
    for matrix in read.get("matrix", ()):
        if matrix.keys() != {"heads", "rows"}:
            raise ValueError(f"{system_id}: matrix: expected 'heads' and 'rows', not {', '.join(matrix)}")
        yield from _matrix(system_id, matrix)


def _conditions(table: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in table.items() if key != "letters"}


def _entries(table: Mapping[str, Any]) -> Iterable[Mapping[str, str]]:
    """The contexts of letters that share their conditions."""
    return ({"of": of, "to": to, **_conditions(table)} for of, to in table["letters"].items())


def _matrix(system_id: str, matrix: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The letters of a matrix, a table for each line of ``heads``: every initial of a row with every final of a column.

    Initials or finals that share a row or column are joined by "/"; "-" is no initial, no final, or an empty cell.
    """
    for head in matrix["heads"]:
        columns = head["columns"].split()
        letters: dict[str, str] = {}
        for initials, row in matrix["rows"].items():
            cells = row.split()
            if len(cells) != len(columns):
                raise ValueError(f"{system_id}: matrix: row {initials!r} has {len(cells)} cells, expected {len(columns)}")
            for finals, cell in zip(columns, cells, strict=True):
                letters |= dict.fromkeys(_spellings(initials, finals), cell) if cell != "-" else {}
        yield {**{key: value for key, value in head.items() if key != "columns"}, "letters": letters}


def _spellings(initials: str, finals: str) -> Iterable[str]:
    spelt = ((initial + final).replace("-", "") for initial in initials.split("/") for final in finals.split("/"))
    return (letters for letters in spelt if letters)
