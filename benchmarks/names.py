"""A list of a million names, made for measuring: people put together from the given and family names of the shipped lexicon.

    python -m benchmarks.names 250000 > people.csv
    atau lexicon import table people.csv --out people
    atau lexicon build people -o people.atau --jobs 2
    python -m benchmarks.names 250000 people.atau       # resolves them all
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator

import atau
from atau.expand.people import parts
from atau.model import Entity

from .material import entities
from .measure import Figure, seconds, tell

LANGUAGES = ("en", "ru", "kk", "zh")


def rows(people: int) -> Iterator[tuple[str, str, str]]:
    """ID, language and form, the same ones at each run: the family name of one person with the given name of another."""
    dice = random.Random(0)
    known = [names for entity in entities() if entity.kind == "person" and len(names := _parts(entity)) == len(LANGUAGES)]
    for number in range(people):
        family, given = dice.choice(known), dice.choice(known)
        for lang in LANGUAGES:
            yield f"person/p{number:07}", lang, _form(lang, given[lang][0], family[lang][1])


def _parts(entity: Entity) -> dict[str, tuple[str, str]]:
    """Language → given and family name, where the family name stands last."""
    found: dict[str, tuple[str, str]] = {}
    for name in entity.names:
        p = parts(name)
        if name.status == "canonical" and p is not None and p.given and not p.family_first:
            found[name.lang] = (p.given, p.family)
    return found


def _form(lang: str, given: str, family: str) -> str:
    return f"{given}{'·' if lang == 'zh' else ' '}/{family}/"


def resolve(people: int, index: str) -> None:
    """How many names a second, each once, a new resolver finds, and how many of them mean one of these people."""
    names = list(dict.fromkeys(form.replace("/", "") for _, _, form in rows(people)))
    resolver = atau.Resolver.open(index)
    found: list[atau.Match | None] = []
    took = seconds(lambda: found.extend(resolver.resolve_many(names)), runs=1)
    tell(f"{len(names):,} names of {people:,} people", [
        Figure("resolved", len(names) / took, "names/s"),
        Figure("found, and shared by no two", 100 * sum(match is not None for match in found) / len(names), "%"),
    ])  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 2:
        resolve(int(sys.argv[1]), sys.argv[2])
    else:
        writer = csv.writer(sys.stdout)
        writer.writerow(("id", "lang", "form"))
        writer.writerows(rows(int(sys.argv[1])))
