"""English: names have no cases but the possessive."""

from __future__ import annotations

import re

from .forms import BaseForm, Inflected

CODE = "en"

_POSSESSIVE = re.compile(r"(?:['’ʼ`´＇][sS]|(?<=[sS])['’ʼ＇])$")


def inflect(name: str, *, kind: str | None = None, sex: str | None = None, family: tuple[int, int] | None = None) -> tuple[Inflected, ...]:
    """Nothing: a possessive is recognised after the name, not listed beforehand."""
    return ()


def base_forms(found: str, *, kind: str | None = None) -> list[BaseForm]:
    """The name without its possessive, then the name as it is.

    >>> [base.text for base in base_forms("Kazakhstan's")], [base.text for base in base_forms("the United States’")]
    (['Kazakhstan', "Kazakhstan's"], ['the United States', 'the United States’'])
    >>> [base.text for base in base_forms("Xi'an")]
    ["Xi'an"]
    """
    if not found.strip():
        return []
    asis = BaseForm(found, "Case=Nom", 0.1)
    ending = _POSSESSIVE.search(found, len(found) - 2 if len(found) > 2 else 0)
    if ending is None or not any(map(str.isalnum, found[: ending.start()])):
        return [BaseForm(found, "Case=Nom", 0.9)]
    return [BaseForm(found[: ending.start()], "Case=Gen", 0.9), asis]
