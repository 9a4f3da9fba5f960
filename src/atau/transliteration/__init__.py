"""Names from one script into another by published systems, each a file in ``systems`` that says what it is and where it comes from.

>>> transliterate("Тоқаев", "kk-Latn-2021")
'Toqaev'
>>> transliterate("Tokayev", "ru-Latn-bgn", reverse=True)
'Токаев'
>>> guess_original("Chtchoukine", to="ru", limit=1)
['Щукин']
"""

from __future__ import annotations

from .engine import reader, writer
from .han import han_readings
from .original import guess_original
from .system import Sample, System, system, systems

__all__ = ["Sample", "System", "guess_original", "han_readings", "system", "systems", "transliterate", "transliterations"]


def transliterate(text: str, system_id: str, *, reverse: bool = False) -> str:
    """The text in the other script, or with ``reverse`` the likeliest text that the system would write so.

    >>> transliterate("ЩУКИН, Щукин", "ru-Latn-bgn")
    'SHCHUKIN, Shchukin'

    What the system doesn't know passes unchanged. Beside the systems of `systems` there are any transform of ICU as ``icu:<its ID>``, with
    the extra ``icu``, and ``ascii``, with the extra ``unidecode``; without the extra, `AtauError` says what to install. Raises
    `UnknownSystemError` for an ID that names no system, `NotReversibleError` where ``reverse`` can't be, `TypeError` for anything but
    strings.
    """
    _check(text, system_id)
    return reader(system_id).best(text) if reverse else writer(system_id).write(text)


def transliterations(text: str, system_id: str, *, reverse: bool = False, limit: int = 10) -> list[str]:
    """What `transliterate` gives and, where reading back is a guess, the next likeliest, best first; at most ``limit`` of them.

    >>> transliterations("Aleksei", "ru-Latn-icao", reverse=True, limit=2)
    ['Алексей', 'Алексеи']

    Raises what `transliterate` raises, and `ValueError` for a limit below 1.
    """
    _check(text, system_id)
    if not isinstance(limit, int):
        raise TypeError(f"limit must be an int, not {type(limit).__name__}")
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    return reader(system_id).several(text, limit) if reverse else [writer(system_id).write(text)]


def _check(text: str, system_id: str) -> None:
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    if not isinstance(system_id, str):
        raise TypeError(f"system_id must be a str, not {type(system_id).__name__}")
