"""The index of the shipped lexicon: how large, how soon open, how long in the building."""

from __future__ import annotations

import tempfile
from pathlib import Path

import atau

from .material import ROOT, entities, forms
from .measure import Figure, seconds, tell


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shipped.atau"
        building = seconds(lambda: atau.Resolver.build([ROOT / "lexicon"]).save(path), runs=1)
        opening = seconds(lambda: atau.Resolver.open(path), runs=20)
        tell(f"the index: {len(entities()):,} entities, {len(forms()):,} forms", [
            Figure("built from the lexicon", building, "s", "less"),
            Figure("opened", opening * 1000, "ms", "less"),
            Figure("size", path.stat().st_size / 1e6, "MB", "less"),
        ])  # fmt: skip
