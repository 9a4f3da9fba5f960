"""One module a language, with the same functions in each: the case forms of a name, and the way back from a form to its nominative.

Every module has ``CODE``, ``inflect(name, kind=, sex=, family=)`` and ``base_forms(found, kind=)``; a new one is found by its presence.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from ..model import language
from .forms import BaseForm, Inflected
from .given import given_names
from .patronymics import KINDS, patronymic_ends
from .states import states_of

__all__ = ["KAZAKH", "KINDS", "BaseForm", "Inflected", "codes", "given_names", "module", "patronymic_ends", "states_of", "written_in"]

#: Letters of Kazakh that Russian has not.
KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@cache
def codes() -> tuple[str, ...]:
    """The languages there are modules for.

    >>> codes()
    ('en', 'kk', 'ru', 'zh')
    """
    return tuple(sorted(name for _, name, _ in iter_modules(__path__) if len(name) == 2))


@cache
def module(lang: str) -> ModuleType:
    """The module that serves a language tag; `UnknownLanguageError` where there is none.

    >>> module("zh-Hant").CODE
    'zh'
    """
    return import_module(f"{__name__}.{language(lang).partition('-')[0]}")


def written_in(text: str) -> str:
    """The likeliest of the four languages, by the letters alone: Kazakh letters, Cyrillic, Han, anything else.

    >>> written_in("Тоқаев"), written_in("Токаев"), written_in("托卡耶夫"), written_in("Tokayev")
    ('kk', 'ru', 'zh', 'en')
    """
    if KAZAKH.search(text):
        return "kk"
    if _CYRILLIC.search(text):
        return "ru"
    return "zh" if _HAN.search(text) else "en"
