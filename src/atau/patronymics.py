"""A patronymic that the lexicon does not state, beside a name that it does: Бердібек Машбекұлы Сапарбаев, Скаков Абылкаир Бактыбаевич."""

from __future__ import annotations

import re
from typing import NamedTuple

from .expand.people import patronymics
from .languages import kk, patronymic_ends, ru
from .linking import Linked, Links
from .model import Entity, Mention
from .sound import similarity
from .text import ARABIC, CYRILLIC, LATIN, class_of, fold

#: Russian ones in all cases, where they are in Cyrillic: in Latin letters they do not decline.
_SONS, _DAUGHTERS = ([end for end in patronymic_ends("russian", "short", sexes=sex) if class_of(end[0]) == CYRILLIC] for sex in "mf")
_RUSSIAN_ENDS = (
    *(end + case for end in _SONS for case in ("", "а", "у", "е", "ем", "ом")),
    *(end[:-1] + case for end in _DAUGHTERS for case in ("а", "у", "ой", "ою", "ы", "е")),
    *(end for end in patronymic_ends("russian") if class_of(end[0]) == LATIN),
)
_RUSSIAN = "|".join(sorted(_RUSSIAN_ENDS, key=len, reverse=True))
_KAZAKH_ENDS = patronymic_ends("kazakh")
#: In Arabic script also as a word of its own.
_KAZAKH = "|".join(f" ?{end}" if class_of(end[0]) == ARABIC else end for end in _KAZAKH_ENDS)
_PATRONYMIC = rf"[^\W\d_][\w’']{{2,}}?(?:{_RUSSIAN}|{_KAZAKH})"
_AFTER = re.compile(rf" (?P<father>{_PATRONYMIC})(?P<suffixes>\w*)(?!-)")
_FOLLOWING = re.compile(rf" [^\W\d_][\w’'-]+ {_PATRONYMIC}(?!\w)")
_BEFORE = re.compile(rf"(?:^|[^\w-])(?P<given>[^\W\d_][\w’'-]+) (?P<father>{_PATRONYMIC}) $")
#: The last letters of patronymics in all these forms: most words before a name are told from one by them, at little cost.
_LAST = frozenset(end[-3:] for end in (*_RUSSIAN_ENDS, *_KAZAKH_ENDS))
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


def with_fathers(text: str, mentions: list[Mention], links: Links) -> list[Mention]:
    """The mentions of a text, those of people with the patronymics beside them that the lexicon does not state."""
    found: list[Mention] = []
    for mention in mentions:
        if mention[5].entity.kind == "person":  # the match, by its place as the quickest
            grown = _with_following(text, mention) if " " in mention[2] else _with_preceding(text, mention, links)
            if grown is not None:
                while found and found[-1].start >= grown.start:  # a part of the name that is also somebody's: Эмомали
                    found.pop()
                mention = grown
        found.append(mention)
    return found


def _with_following(text: str, mention: Mention) -> Mention | None:
    """A mention of somebody by family and given name, with the patronymic after it."""
    father = after(text, mention[1])
    if father is None or not belongs(mention.match.entity, father):
        return None
    return mention._replace(end=father.end, text=text[mention.start : father.end], lemma=f"{mention.lemma} {nominative(father)}")


def _with_preceding(text: str, mention: Mention, links: Links) -> Mention | None:
    """A mention of somebody by a family name, with the given name and the patronymic before it."""
    start, _, written, lang, lemma, _ = mention
    if (father := before(text, start)) is None:
        return None
    found = named(text, father, start, start + len(lemma if written.startswith(lemma) else written), lang, links)
    if found is None or found.linked[0].entity.id != mention.id:
        return None
    return mention._replace(start=found.start, text=text[found.start : mention.end], lemma=found.lemma)


def named(text: str, given_and_father: tuple[int, Father], start: int, stem: int, lang: str, links: Links) -> Named | None:
    """Who has the family name that stands after a given name and a patronymic (`before`), where but one in the lexicon may."""
    (first, father), index = given_and_father, links.index
    written = f"{text[first : father.start - 1]} {text[start:stem]}"
    number = index.key(fold(written))
    postings = [] if number is None else [*index.of_key(number)]
    if number is None or len({index.owner(posting) for posting in postings}) != 1:
        return None
    linked = links.link(number, postings, lang, False)
    if not belongs(linked[0].entity, father):
        return None
    given, _, family = (linked[2] or written).partition(" ")
    return Named(first, linked, f"{given} {nominative(father)} {family}")


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
    return Father(found.start("father"), found.end(), found["father"]) if _may_end(found["father"], found["suffixes"]) else None


def _may_end(father: str, suffixes: str) -> bool:
    """Whether a patronymic may go on so: one of Kazakh by its suffixes."""
    if not suffixes:
        return True
    return _is_kazakh(father) and suffixes.lower() in kk.chains({CYRILLIC: "Cyrl", ARABIC: "Arab"}.get(class_of(father[0]), "Latn"))


def of_another(text: str, end: int) -> bool:
    """Whether a given name and a patronymic follow a family name, so that its bearer is only who is known by all three.

    >>> of_another("Токаеву Ерлану Маратовичу", 7), of_another("Токаев Касым-Жомарт", 6)
    (True, False)
    """
    return text[end + 1 : end + 2].isupper() and _FOLLOWING.match(text, end, end + 2 * _REACH) is not None


def before(text: str, start: int) -> tuple[int, Father] | None:
    """Where the given name begins that stands with a patronymic before a family name, and that patronymic.

    >>> before("Сенатор Бердібек Машбекұлы Сапарбаев", 27)
    (8, Father(start=17, end=26, text='Машбекұлы'))
    >>> before("депутат Бердібек Сапарбаев", 17) is None
    True
    """
    if text[start - 4 : start - 1] not in _LAST:
        return None
    first = max(0, start - 2 * _REACH)
    if (found := _BEFORE.search(text[first:start])) is None or found["given"][0].islower():
        return None
    return first + found.start("given"), Father(first + found.start("father"), first + found.end("father"), found["father"])


def belongs(entity: Entity, father: Father) -> bool:
    """Whether a person may have this patronymic: none is stated, or one of a father whose name sounds like it (Кемелұлы, Кемелевич)."""
    stated = patronymics(entity)
    name = _fathers_name(father.text)
    return not stated or any(similarity(name, _fathers_name(other)) >= _ALIKE for other in stated)


def allows(name: str, entity: Entity) -> bool:
    """Whether a person may have a name, by the patronymic in it: Олжас Иванович Бектенов is not Олжас Абаевич Бектенов."""
    words = name.split()
    fathers = [Father(0, len(word), word) for word in words if _WHOLE.fullmatch(word)] if len(words) > 2 else []
    return all(belongs(entity, father) for father in fathers)


_WHOLE = re.compile(_PATRONYMIC)
#: Two spellings of one father's name sound at least so alike.
_ALIKE = 0.7


def _fathers_name(patronymic: str) -> str:
    return _SUFFIX.sub("", patronymic) or patronymic


def _is_kazakh(patronymic: str) -> bool:
    return patronymic.endswith(_KAZAKH_ENDS)


def nominative(father: Father) -> str:
    """A patronymic in the nominative.

    >>> nominative(Father(0, 12, "Бактыбаевичу")), nominative(Father(0, 9, "Жамбылұлы"))
    ('Бактыбаевич', 'Жамбылұлы')
    """
    if _is_kazakh(father.text):
        return father.text
    return next((form.text for form in ru.base_forms(father.text, kind="person")), father.text)
