"""A patronymic that the lexicon does not state, beside a name that it does: Бердібек Машбекұлы Сапарбаев, Скаков Абылкаир Бактыбаевич."""

from __future__ import annotations

import re
from typing import NamedTuple

from .expand.people import parts
from .languages import module
from .linking import Linked
from .model import Entity
from .sound import similarity

#: Russian -ович, -овна and their cases; Kazakh -ұлы, -қызы in three scripts, in Arabic script also as a word of its own.
_RUSSIAN = r"(?:[оеё]вич|[ьнм]ич)(?:а|у|е|ем|ом)?|(?:[оеё]вн|[ин]ичн)(?:а|у|ой|ою|ы|е)"
_KAZAKH = "ұлы|улы|қызы|кызы|uly|ūly|úly|ulı|qyzy|qızı| ?ۇلى| ?قىزى"
_PATRONYMIC = rf"[^\W\d_][\w’']{{2,}}?(?:{_RUSSIAN}|{_KAZAKH})"
#: What may follow Kazakh -ұлы: its case endings.
_ENDING = r"(?:н[ыі]ң|н[аеыі]?|н?[дт][ае]|на?н|мен|ның|nyń|nyñ|nyŋ|n[ae]?|nda|nan|men|نىڭ|نا|ن|ندا|نان|مەن)?"
_AFTER = re.compile(rf" (?P<father>{_PATRONYMIC})(?P<ending>{_ENDING})(?![\w-])")
_BEFORE = re.compile(rf"(?:^|[^\w-])(?P<given>[^\W\d_][\w’'-]+) (?P<father>{_PATRONYMIC}) $")
#: The last letters of patronymics: few words end so, and most are told by that.
_LAST = frozenset("чауемйюыіyıىي")
_SUFFIX = re.compile(f"(?:{_RUSSIAN}|{_KAZAKH})$")
_REACH = 48


class Father(NamedTuple):
    """Where a patronymic stands, and its text without case endings of Kazakh."""

    start: int
    end: int
    text: str


class Named(NamedTuple):
    """Somebody named with a patronymic that the lexicon does not state: where the name begins, who it is, and the whole nominative."""

    start: int
    linked: Linked
    lemma: str


def after(text: str, end: int) -> Father | None:
    """The patronymic that follows a family name with its given name.

    >>> text = "Скакову Абылкаиру Бактыбаевичу"
    >>> after(text, 17)
    Father(start=18, end=30, text='Бактыбаевичу')
    >>> after("Шәпкенов Серік Жамбылұлының", 14).text, after("Скаков Абылкаир сказал", 15)
    ('Жамбылұлы', None)
    """
    first = text[end + 1 : end + 2]
    if first.islower() or not first.isalpha() or (found := _AFTER.match(text, end, end + _REACH)) is None:
        return None
    return Father(found.start("father"), found.end(), found["father"])


def before(text: str, start: int) -> tuple[int, Father] | None:
    """Where the given name begins that stands with a patronymic before a family name, and that patronymic.

    >>> before("Сенатор Бердібек Машбекұлы Сапарбаев", 27)
    (8, Father(start=17, end=26, text='Машбекұлы'))
    >>> before("депутат Бердібек Сапарбаев", 17) is None
    True
    """
    first = max(0, start - 2 * _REACH)
    if text[start - 2 : start - 1] not in _LAST or (found := _BEFORE.search(text[first:start])) is None:
        return None
    if found["given"][0].islower():
        return None
    return first + found.start("given"), Father(first + found.start("father"), first + found.end("father"), found["father"])


def belongs(entity: Entity, father: Father) -> bool:
    """Whether a person may have this patronymic: none is stated, or one of a father whose name sounds like it (Кемелұлы, Кемелевич)."""
    stated = {p.patronymic for name in entity.names if (p := parts(name)) is not None and p.patronymic}
    name = _fathers_name(father.text)
    return not stated or any(similarity(name, _fathers_name(other)) >= _ALIKE for other in stated)


#: Two spellings of one father's name sound at least so alike.
_ALIKE = 0.7


def _fathers_name(patronymic: str) -> str:
    return _SUFFIX.sub("", patronymic) or patronymic


def nominative(father: Father) -> str:
    """A patronymic in the nominative.

    >>> nominative(Father(0, 12, "Бактыбаевичу")), nominative(Father(0, 9, "Жамбылұлы"))
    ('Бактыбаевич', 'Жамбылұлы')
    """
    if father.text.endswith(tuple(_KAZAKH.replace(" ?", "").split("|"))):
        return father.text
    return next((form.text for form in module("ru").base_forms(father.text, kind="person")), father.text)
