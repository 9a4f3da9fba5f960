"""Single names: resolved, and compared by sound; how many a second on one core."""

from __future__ import annotations

import random

import rapidfuzz

import atau

from .material import forms, names, unknown
from .measure import Figure, per_second, seconds, tell


def run() -> None:
    exact, strangers = names("exact"), unknown()
    exact, others = exact[::2], exact[1::2]
    column = random.Random(0).choices(others, k=200_000)
    known = sorted({form.text for form in forms()})
    process = rapidfuzz.process
    atau.resolve("Tokaev")  # opens the index
    tell(f"resolve, among {len(known):,} forms; each name once", [
        Figure("resolve, exact form", per_second(atau.resolve, exact), "names/s"),
        Figure("resolve, case form", per_second(atau.resolve, names("inflected")), "names/s"),
        Figure("resolve, respelled", per_second(atau.resolve, names("respelled")), "names/s"),
        Figure("resolve, unknown (by sound, last of all)", per_second(atau.resolve, strangers[:300]), "names/s"),
        Figure("resolve_many, a column with repeats", len(column) / seconds(lambda: list(atau.resolve_many(column)), runs=1), "names/s"),
        Figure("rapidfuzz extractOne, unknown", per_second(lambda name: process.extractOne(name, known), strangers[-20:]), "names/s"),
    ])  # fmt: skip
    _sound(*(names("exact", lang, 3_000) for lang in ("en", "ru", "zh")))


def _sound(english: list[str], russian: list[str], chinese: list[str]) -> None:
    pairs = [*zip(english, russian, strict=False), *zip(english, chinese, strict=False)]
    others = list(zip(russian, chinese, strict=False))
    many = english + russian + chinese
    tell("similarity by sound, across scripts; each pair once", [
        Figure("similarity, one pair", per_second(lambda pair: atau.similarity(*pair), pairs), "pairs/s"),
        Figure("similarities, one against many", len(many) / seconds(lambda: atau.similarities("Mirziyoyev", many), runs=1), "pairs/s"),
        Figure("rapidfuzz WRatio (letters alone)", per_second(lambda pair: rapidfuzz.fuzz.WRatio(*pair), others), "pairs/s"),
    ])  # fmt: skip
