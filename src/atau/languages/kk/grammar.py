"""The legal chains of Kazakh suffixes, compiled from ``suffixes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
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
Chains = dict[str, str]


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
        return _compiled()[0]
    if script not in WRITTEN:
        raise UnknownSystemError(f"no Kazakh text is written in the script {script!r}: expected Cyrl, {', '.join(WRITTEN)}")
    found: dict[str, int] = {}
    together = "\n".join(_compiled()[0])
    for name in WRITTEN[script]:
        for chain, bits in zip(transliterate(together, name).casefold().split("\n"), _compiled()[0].values(), strict=True):
            chain = chain.translate(_HAMZA)
            found[chain] = found.get(chain, 0) | bits
    return MappingProxyType(found)


def features(chain: str) -> str:
    """What a legal chain says, as Universal Dependencies would write it.

    >>> features("ларында")
    'Number=Plur|Person[psor]=3|Case=Loc'
    """
    return _compiled()[1][chain]


@cache
def _compiled() -> tuple[Mapping[str, int], Mapping[str, str]]:
    bits: dict[str, int] = {}
    meaning: dict[str, str] = {}
    for (harmony, sound), bit in BITS.items():
        state, ending = ("theirs", "vowel") if sound == "theirs" else ("bare", sound)
        for chain, said in _after(state, harmony, ending).items():
            bits[chain] = bits.get(chain, 0) | bit
            meaning.setdefault(chain, said)
    return MappingProxyType(bits), MappingProxyType(meaning)


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
def _after(state: str, harmony: int, sound: str) -> Chains:
    """All chains from here on, with what they say."""
    found: Chains = {}
    for suffix, shape, turned in _shapes(state, harmony, sound):
        said = str(suffix["features"])
        found.setdefault(shape, said)
        for rest, more in _after(str(suffix["then"]), turned, _ENDS.get(shape[-1], "voiceless")).items():
            found.setdefault(shape + rest, f"{said}|{more}".strip("|"))
    return found


def _shapes(state: str, harmony: int, sound: str) -> Iterator[tuple[Suffix, str, int]]:
    """The suffixes possible here, each in its shape and with the harmony that it leaves behind."""
    for suffix in _suffixes().get(state, ()):
        shapes = _row(suffix, sound).split()
        if len(shapes) == 1:
            yield suffix, shapes[0], FRONT
        elif shapes:
            yield suffix, shapes[harmony], harmony


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
