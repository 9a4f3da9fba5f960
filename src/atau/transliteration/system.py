"""Which systems there are, and what each says of itself: the folder ``systems`` is the registry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ..errors import UnknownLanguageError, UnknownSystemError, nearest
from .extras import ASCII

#: What ``reverses`` may say: every text comes back; the likeliest one does; nothing can.
REVERSIBLE = ("exact", "likeliest", "no")


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair that the standard itself, or someone else who applied it, printed; ``origin`` says who."""

    source: str
    target: str
    origin: str


@dataclass(frozen=True, slots=True)
class System:
    """One transliteration system as its file describes it.

    ``script`` and ``target`` are ISO 15924 codes; ``alphabet`` holds every letter that the system may write, lower case;
    ``reversible`` is one of `REVERSIBLE`; ``source`` cites where the rules were read; ``example`` is a name, the same for all systems of a
    language, that shows where they differ.
    """

    id: str
    lang: str
    script: str
    target: str
    title: str
    authority: str
    year: int | None
    status: str
    source: str
    reversible: str
    alphabet: str
    example: str
    samples: tuple[Sample, ...]


def folder() -> Traversable:
    """The folder with one sub-folder a language and one file a system."""
    return files(__package__) / "systems"


@cache
def ids() -> tuple[str, ...]:
    """The IDs of all systems, from the names of the files alone."""
    found = [
        f"{language.name}-{file.name.removesuffix('.toml')}"
        for language in folder().iterdir() if language.is_dir()
        for file in language.iterdir() if file.name.endswith(".toml") and file.name != "language.toml"
    ]
    return tuple(sorted(found))


def check_id(system_id: str) -> str:
    """The ID itself, or `UnknownSystemError`."""
    if system_id in ids():
        return system_id
    raise UnknownSystemError(f"unknown transliteration system {system_id!r}{nearest(system_id, (*ids(), ASCII))}")


@cache
def document(system_id: str) -> Mapping[str, Any]:
    """A system's file as read, with what it is ``based_on`` merged in: tables key by key, everything else replaced."""
    lang, _, rest = check_id(system_id).partition("-")
    read = tomllib.loads((folder() / lang / f"{rest}.toml").read_text(encoding="utf-8"))
    base = read.pop("based_on", None)
    return read if base is None else _merged(document(base), read)


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The base without its samples, overlaid with the system's own entries; its own contexts come before the base's."""
    result = {key: value for key, value in base.items() if key != "samples"}
    for key, value in own.items():
        if isinstance(value, dict):
            value = {**result.get(key, {}), **value}
        elif key == "contexts":
            value = [*value, *result.get(key, [])]
        result[key] = value
    return result


@cache
def language_document(lang: str) -> Mapping[str, Any]:
    """What all systems of a language share: its script, its alphabet, its classes of letters."""
    return tomllib.loads((folder() / lang / "language.toml").read_text(encoding="utf-8"))


def _header(system_id: str, field: str, kind: type) -> Any:
    value = document(system_id).get(field)
    if isinstance(value, kind):
        return value
    raise ValueError(f"{system_id}: {field!r} must be a {kind.__name__}, not {value!r}")


@cache
def system(system_id: str) -> System:
    """The description of one system.

    >>> system("ru-Latn-bgn").title
    'BGN/PCGN 1947 romanisation of Russian'

    Raises `UnknownSystemError` for an ID that names no file, `ValueError` for a file that breaks the format.
    """
    lang, target = check_id(system_id).split("-")[:2]
    read, language = document(system_id), language_document(lang)
    reversible = read.get("reverses")
    if reversible not in REVERSIBLE:
        raise ValueError(f"{system_id}: 'reverses' must be one of {', '.join(REVERSIBLE)}, not {reversible!r}")
    samples = tuple(Sample(**sample) for sample in read.get("samples", ()))
    return System(
        system_id, lang, read.get("script", language["script"]), target,
        _header(system_id, "title", str), _header(system_id, "authority", str), read.get("year"),
        _header(system_id, "status", str), _header(system_id, "source", str), reversible, _alphabet(system_id),
        language.get("example", samples[0].source if samples else ""), samples,
    )


def _alphabet(system_id: str) -> str:
    """The letters that a system writes: its own, unless what it wrote is written on by another."""
    onward = document(system_id).get("then")
    return system(onward).alphabet if onward else _header(system_id, "alphabet", str)


def systems(lang: str | None = None) -> tuple[System, ...]:
    """All systems, or those that write the names of one language, sorted by ID.

    >>> systems("ru-Cyrl")[0].lang
    'ru'

    Raises `UnknownLanguageError` for a language that no system writes.
    """
    if lang is None:
        return tuple(map(system, ids()))
    if not isinstance(lang, str):
        raise TypeError(f"lang must be a str or None, not {type(lang).__name__}")
    found = tuple(system(known) for known in ids() if known.partition("-")[0] == lang.partition("-")[0])
    if not found:
        languages = sorted({known.partition("-")[0] for known in ids()})
        expected = f"expected one of {', '.join(languages)}{nearest(lang, languages)}"
        raise UnknownLanguageError(f"no transliteration system for {lang!r}: {expected}")
    return found
