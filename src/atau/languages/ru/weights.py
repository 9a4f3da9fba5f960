"""The figures of ``weights.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def weights() -> Mapping[str, Any]:
    """All tables; each figure is read where it is used."""
    return tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
