"""Entities that share a form or a catalogue number: on purpose, or by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from ..text import key
from .entries import Entry, Stated
from .values import Collision, Problem

Holder = tuple[Entry, Stated]


def check_collisions(entries: Sequence[Entry], listed: Sequence[Collision]) -> Iterator[Problem]:
    """Pairs of entities with a form in common that no collision lists: an error within a kind, a warning across kinds.

    A form that one of the two marks as weak is no problem: there it is said already that it alone decides nothing.
    """
    allowed = {pair for collision in listed for pair in combinations(sorted(set(collision.entities)), 2)}
    for first, second, forms in _pairs(entries):
        if _pair(first, second) not in allowed:
            yield _problem(first, second, forms)


def _pair(first: Entry, second: Entry) -> tuple[str, str]:
    a, b = sorted((first.entity.id, second.entity.id))
    return a, b


def _pairs(entries: Sequence[Entry]) -> list[tuple[Entry, Entry, list[Stated]]]:
    """Pairs of entries with the forms of the second that the first has too; of many holders of one form, each with the next."""
    pairs: dict[tuple[str, str], tuple[Entry, Entry, list[Stated]]] = {}
    for holders in _holders(entries).values():
        for (first, _), (second, form) in pairwise(holders):
            pairs.setdefault(_pair(first, second), (first, second, []))[2].append(form)
    return list(pairs.values())


def _holders(entries: Sequence[Entry]) -> dict[tuple[str, str], list[Holder]]:
    """(language, folded form) → who has it, each entity once; only where there are several."""
    holders: dict[tuple[str, str], dict[str, Holder]] = defaultdict(dict)
    for entry in entries:
        for form in entry.stated:
            if not form.name.weak:
                holders[form.name.lang, key(form.name.text)].setdefault(entry.entity.id, (entry, form))
    return {form: list(by_id.values()) for form, by_id in holders.items() if len(by_id) > 1}


def _problem(first: Entry, second: Entry, forms: Sequence[Stated]) -> Problem:
    shared = ", ".join(dict.fromkeys(f"{form.name.lang} {form.name.text!r}" for form in forms))
    severity = "error" if first.entity.kind == second.entity.kind else "warning"
    where = f"{first.file.path}:{first.file.line(first.key)}"
    message = f"{shared}: so is {first.entity.id} named ({where}): list both in collisions.toml, or mark it weak"
    return second.file.problem(second.key, message, forms[0].field, forms[0].raw, severity)


def check_numbers(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Two entities with one number in a catalogue: one of the two is wrong, or they are the same."""
    holders: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for catalogue, number in entry.entity.same_as.items():
            first = holders.setdefault((catalogue, number), entry)
            if first is not entry:
                message = f"same_as.{catalogue} {number} is that of {first.entity.id} too ({first.file.path}:{first.file.line(first.key)})"
                yield entry.file.problem(entry.key, message, f"same_as.{catalogue}", number)
