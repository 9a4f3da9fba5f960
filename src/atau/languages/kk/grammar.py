"""The legal chains of Kazakh suffixes, compiled from ``suffixes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from ...errors import UnknownSystemError
from ...transliteration import transliterate

#: How the sound at the end of a stem chooses the shape of a suffix; see the head of ``suffixes.toml``.
SOUNDS = ("vowel", "glide", "lateral", "nasal", "buzz", "voiceless", "stop", "weak")
BACK, FRONT = 0, 1

#: The bit of each class of stems: a harmony and a last sound, or a harmony and a possessive of the 3rd person.
BITS = {(harmony, sound): 1 << (2 * n + harmony) for n, sound in enumerate((*SOUNDS, "theirs")) for harmony in (BACK, FRONT)}

#: The last sound of a suffix, by its last letter.
_ENDS = {"л": "lateral", "з": "buzz"} | dict.fromkeys("рй", "glide") | dict.fromkeys("мнң", "nasal") | dict.fromkeys("аеыі", "vowel")

#: The systems in which running Kazakh text is found in other scripts; those of maps, libraries and passports write names only.
WRITTEN = {
    "Latn": ("kk-Latn-2021", "kk-Latn-2021-01", "kk-Latn-2019", "kk-Latn-2018", "kk-Latn-qazaqparat"),
    "Arab": ("kk-Arab",),
}

#: The sign of front vowels stands where a word in Arabic script begins, never at a suffix: تەڭىزىنىڭ.
_HAMZA = dict.fromkeys(map(ord, "\u0621\u0674"))

Suffix = Mapping[str, str | list[str]]


@cache
def chains(script: str = "Cyrl") -> Mapping[str, int]:
    """Every legal chain of suffixes → the classes of stems after which it is legal, as bits.

    In another script each chain stands as the systems of `WRITTEN` write it.

    >>> chains()["тың"] == BITS[BACK, "voiceless"] | BITS[BACK, "stop"]
    True
    >>> "дағылардың" in chains(), "дық" in chains(), "ларге" in chains(), chains("Latn")["tyñ"] == chains()["тың"]
    (True, False, False, True)

    Raises `UnknownSystemError` for a script that no Kazakh text is written in.
    """
    if script == "Cyrl":
        return _compiled()
    if script not in WRITTEN:
        raise UnknownSystemError(f"no Kazakh text is written in the script {script!r}: expected Cyrl, {', '.join(WRITTEN)}")
    found: dict[str, int] = {}
    together = "\n".join(chains())
    for name in WRITTEN[script]:
        for chain, bits in zip(transliterate(together, name).casefold().split("\n"), chains().values(), strict=True):
            chain = chain.translate(_HAMZA)
            found[chain] = found.get(chain, 0) | bits
    return MappingProxyType(found)


@lru_cache(maxsize=4096)
def features(chain: str) -> str:
    """What a legal chain says, as Universal Dependencies would write it.

    >>> features("ларында")
    'Number=Plur|Person[psor]=3|Case=Loc'
    """
    return next(said for harmony, sound in BITS for said in _said(*_begun(sound), harmony, chain))


def _begun(sound: str) -> tuple[str, str]:
    """The state and the sound that a stem of a class leaves."""
    return ("theirs", "vowel") if sound == "theirs" else ("bare", sound)


def _said(state: str, sound: str, harmony: int, chain: str) -> Iterator[str]:
    """What a chain says from here on, each way that it can be taken apart."""
    for suffix, shape, turned in _shapes(state, sound, harmony):
        if chain == shape:
            yield str(suffix["features"])
        elif chain.startswith(shape):
            for more in _said(*_after(suffix, shape), turned, chain[len(shape) :]):
                yield f"{suffix['features']}|{more}".strip("|")


def _after(suffix: Suffix, shape: str) -> tuple[str, str]:
    """The state and the sound that a suffix leaves."""
    return str(suffix["then"]), _ENDS.get(shape[-1], "voiceless")


@cache
def _compiled() -> Mapping[str, int]:
    """Every legal chain: the first suffix, for all stems that may bear it, with all that may follow it."""
    first: dict[tuple[str, int, str, str], int] = {}
    for (harmony, sound), bit in BITS.items():
        for suffix, shape, turned in _shapes(*_begun(sound), harmony):
            start = shape, turned, *_after(suffix, shape)
            first[start] = first.get(start, 0) | bit
    found: dict[str, int] = {}
    for (shape, turned, state, sound), bits in first.items():
        for rest in _rests(state, sound, turned):
            chain = shape + rest
            found[chain] = found.get(chain, 0) | bits
    return MappingProxyType(found)


@cache
def _rests(state: str, sound: str, harmony: int) -> tuple[str, ...]:
    """All chains from here on, and that there is none."""
    found = {"": None}
    for suffix, shape, turned in _shapes(state, sound, harmony):
        found.update(dict.fromkeys([shape + rest for rest in _rests(*_after(suffix, shape), turned)]))
    return tuple(found)


@cache
def _suffixes() -> Mapping[str, list[Suffix]]:
    """The suffixes that may be added in each state."""
    table: dict[str, list[Suffix]] = {}
    source = files(__package__).joinpath("suffixes.toml").read_text(encoding="utf-8")
    for suffix in tomllib.loads(source).values():
        for state in suffix["after"]:
            table.setdefault(state, []).append(suffix)
    return table


@cache
def _shapes(state: str, sound: str, harmony: int) -> list[tuple[Suffix, str, int]]:
    """The suffixes possible here, each in its shape and with the harmony that it leaves behind."""
    shaped = ((suffix, _row(suffix, sound).split()) for suffix in _suffixes().get(state, ()))
    return [(suffix, shapes[0], FRONT) if len(shapes) == 1 else (suffix, shapes[harmony], harmony) for suffix, shapes in shaped if shapes]


def _row(suffix: Suffix, sound: str) -> str:
    """The back and the front shape after a sound, or nothing."""
    keys = [sound]
    if sound == "stop":
        keys += ["voiceless"]
    if sound != "weak":
        keys += ["all"]
    if sound not in ("vowel", "stop"):
        keys += ["joined"]
    return next((str(suffix[key]) for key in keys if key in suffix), "")
