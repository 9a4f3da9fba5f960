"""Russian: six cases, by rule for names and by pymorphy3's dictionary for common words."""

from __future__ import annotations

from .dictionary import roles
from .inflection import inflect
from .phrases import base_forms

CODE = "ru"

__all__ = ["CODE", "base_forms", "inflect", "roles"]
