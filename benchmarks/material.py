"""What is measured on: names and forms of the shipped lexicon, and the texts of ``examples/``."""

from __future__ import annotations

import random
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from atau.expand import expand
from atau.lexicon import read
from atau.model import Entity, Form

ROOT = Path(__file__).parent.parent


@cache
def entities() -> tuple[Entity, ...]:
    return tuple(read([ROOT / "lexicon"]).entities)


@cache
def forms() -> tuple[Form, ...]:
    """Every written form that the index is built from, without regard to what context it would need."""
    return tuple(form for entity in entities() for form in expand(entity))


def names(how: str, lang: str = "", limit: int = 20_000) -> list[str]:
    """Different forms that came about in this way, in an order that is random and always the same."""
    texts = sorted({form.text for form in forms() if form.how == how and form.lang.startswith(lang)})
    random.Random(0).shuffle(texts)
    return texts[:limit]


def unknown(limit: int = 2_000) -> list[str]:
    """Put together from pieces of known names, in no lexicon: what a resolver meets in a column of strangers."""
    dice = random.Random(0)
    pieces = sorted({name[at : at + 4] for name in names("exact", "en") + names("exact", "ru") for at in range(0, len(name) - 3, 4)})
    pieces = [piece for piece in pieces if piece.isalpha()]
    made = {"".join(dice.sample(pieces, 3)).capitalize() for _ in range(limit)}
    return sorted(made - {form.text for form in forms()})


def documents(megabytes: float) -> list[str]:
    """The example texts over and over, in all their languages; each with a number of its own, so that no two are equal."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    size = sum(len(text.encode()) for text in texts) / len(texts)
    count = max(len(texts), round(megabytes * 1e6 / size))
    return [f"{number}. {text}" for number, text in enumerate(islice(cycle(texts), count))]


def size_in_megabytes(texts: list[str]) -> float:
    """Of their UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6
