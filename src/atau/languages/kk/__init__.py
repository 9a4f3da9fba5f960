"""Kazakh: a stem and a legal chain of suffixes."""

from __future__ import annotations

from ..forms import Inflected
from .base import base_forms
from .grammar import chains, features
from .stems import hyphenated, stem_class, voiced

CODE = "kk"


def inflect(name: str, *, kind: str | None = None, sex: str | None = None, family: tuple[int, int] | None = None) -> tuple[Inflected, ...]:
    """Nothing: what follows a Kazakh stem is recognised by `chains`, not listed beforehand."""
    return ()


__all__ = ["CODE", "base_forms", "chains", "features", "hyphenated", "inflect", "stem_class", "voiced"]
