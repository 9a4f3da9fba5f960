"""Chinese: names do not inflect."""

from __future__ import annotations

from ..forms import BaseForm, Inflected
from .states import state_of, state_runs

CODE = "zh"
__all__ = ["CODE", "base_forms", "inflect", "state_of", "state_runs"]


def inflect(name: str, *, kind: str | None = None, sex: str | None = None, family: tuple[int, int] | None = None) -> tuple[Inflected, ...]:
    """Nothing: Chinese has no case forms."""
    return ()


def base_forms(found: str, *, kind: str | None = None) -> list[BaseForm]:
    """The name as it is.

    >>> [base.text for base in base_forms("托卡耶夫")]
    ['托卡耶夫']
    """
    return [BaseForm(found, "", 1.0)] if found.strip() else []
