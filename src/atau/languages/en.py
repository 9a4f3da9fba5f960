"""English: names have no cases but the possessive."""

from __future__ import annotations

import re

from .forms import BaseForm, Inflected

CODE = "en"

_POSSESSIVE = re.compile(r"(?:['’ʼ`´＇][sS]|(?<=[sS])['’ʼ＇])$")

_PLURAL = re.compile(r"the (?:two )?(?:([A-Z]\w+(?:s|x|z|ch|sh))es|([A-Z]\w+[^\Ws])s)")


def inflect(name: str, *, kind: str | None = None, sex: str | None = None, family: tuple[int, int] | None = None) -> tuple[Inflected, ...]:
    """Nothing: a possessive is recognised after the name, not listed beforehand."""
    return ()


def base_forms(found: str, *, kind: str | None = None) -> list[BaseForm]:
    """The name without its possessive, then the name as it is, then the one name of a family or pair named together.

    >>> [base.text for base in base_forms("Kazakhstan's")], [base.text for base in base_forms("the United States’")][:2]
    (['Kazakhstan', "Kazakhstan's"], ['the United States', 'the United States’'])
    >>> [base.text for base in base_forms("Xi'an")], [base.text for base in base_forms("the Nazarbayevs'")]
    (["Xi'an"], ['the Nazarbayevs', "the Nazarbayevs'", 'Nazarbayev'])
    """
    if not found.strip():
        return []
    ending = _POSSESSIVE.search(found, len(found) - 2 if len(found) > 2 else 0)
    if ending is None or not any(map(str.isalnum, found[: ending.start()])):
        return [BaseForm(found, "Case=Nom", 0.9), *_of_plural(found, "Case=Nom")]
    bare = found[: ending.start()]
    return [BaseForm(bare, "Case=Gen", 0.9), BaseForm(found, "Case=Nom", 0.1), *_of_plural(bare, "Case=Gen")]


def _of_plural(name: str, case: str) -> list[BaseForm]:
    """The singular of a name in the plural after an article: the Nazarbayevs, the Joneses, the two Koreas."""
    plural = _PLURAL.fullmatch(name)
    return [] if plural is None else [BaseForm(plural[1] or plural[2], f"{case}|Number=Plur", 0.05)]
