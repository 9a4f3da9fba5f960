"""The lexicon in formats of others: one module a format, each with ``TITLE`` and ``write(entities)``, which yields text."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from ...errors import AtauError, nearest


def formats() -> list[str]:
    """The formats that can be written, by their being there.

    >>> formats()
    ['csv', 'skos', 'spacy']
    """
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def exporter(name: str) -> ModuleType:
    """The module that writes a format; `AtauError` names the known ones."""
    if name not in formats():
        raise AtauError(f"unknown format {name!r}: expected one of {', '.join(formats())}{nearest(name, formats())}")
    return import_module(f".{name}", __package__)
