"""The endings by which patronymics are told; see ``patronymics.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: What patronymics are made with.
KINDS = ("russian", "short", "kazakh", "turkic", "turkish")


def patronymic_ends(*kinds: str, sexes: str = "mf") -> tuple[str, ...]:
    """What patronymics of these kinds (`KINDS`) end in, in the nominative and in lower case, in every script.

    Source: reference grammars of Russian and Kazakh.

    >>> patronymic_ends("short"), patronymic_ends("russian", sexes="f")[:3]
    (('авич', 'мич', 'нич', 'авна', 'шна'), ('овна', 'евна', 'ична'))
    """
    return tuple(end for kind in kinds for sex in sexes for end in _table()[kind][sex])


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("patronymics.toml").read_text(encoding="utf-8"))
