"""What a text says around a name: titles, other entities, years, the words beside a surname. Evidence, not part of the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from .errors import AtauError
from .index import Index
from .languages import kk, ru
from .model import Entity, Form, Office
from .text import CYRILLIC, HAN, LATIN, class_of, fold, table, traditional

#: Each begins with letters of its own, by which a text is searched thirty times as fast as by a class of characters.
_YEARS = [re.compile(f"{century}(?<![0-9]{century})[0-9][0-9](?![0-9])") for century in ("19", "20")]
#: A given name and the first half of a double surname: Мария Иванова-.
_DOUBLE = re.compile(r"(?:^|[^\w-])([^\W\d_]\w+) [^\W\d_]\w+-$")
_INITIAL = re.compile(r"(?:^|[\s(«\"“.-])[^\W\d_]\. ?$")
#: Words with their combining marks, so that composed and decomposed text read alike; the one before is read backwards.
_WORD_BEFORE = re.compile(r" ([\w'’\u0300-\u036f-]*[^\W\d_])")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w'’\u0300-\u036f-]*)")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;\"«»“”\n。！？]\s*)$")
_LONGEST_TITLE = 4

#: The words beside names are few, and come again and again.
folded = lru_cache(maxsize=1 << 16)(fold)
_russian_roles = lru_cache(maxsize=1 << 14)(ru.roles)


def year_of(text: str) -> str | None:
    """The year that a text is about: the one it names most often, the latest of those.

    >>> year_of("16 июня 2025 года … в 2023 году … 2025"), year_of("no year")
    ('2025', None)
    """
    years = Counter(year for century in _YEARS for year in century.findall(text))
    return max(years, key=lambda year: (years[year], year)) if years else None


_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def dated(at: str | int | date | None) -> str | None:
    """A date, a year, or a part of an ISO date as text; `AtauError` for anything else.

    >>> dated("2025-06-17"), dated(2025), dated(date(2025, 6, 17)), dated(None)
    ('2025-06-17', '2025', '2025-06-17', None)
    """
    if at is None or _DATE.fullmatch(str(at)[:10]):
        return None if at is None else str(at)[:10]
    raise AtauError(f"at must be a date such as 2025-06-17, 2025-06 or 2025, not {at!r}")


def holds(since: str | None, until: str | None, at: str) -> bool:
    """Whether a date (or part of one) falls between two others, open where ``None``.

    >>> holds("2019-03-20", None, "2025"), holds("2007", "2022-03", "2025-06-17"), holds("2022-03", None, "2022")
    (True, False, True)
    """
    return (since is None or since[: len(at)] <= at[: len(since)]) and (until is None or until[: len(at)] >= at[: len(until)])


def places_around(entity: Entity, index: Index) -> Iterator[str]:
    """The places that an entity lies in, by their IDs, from within outwards."""
    yield from filter(None, (entity.part_of, entity.country))
    if entity.part_of:
        yield from places_around(index.entity(index.number(entity.part_of)), index)


Roles = tuple[str, ...]
#: The roles of a word of address: that somebody is a person, and nothing of an office.
HONORIFIC: Roles = ("honorific",)


class Titles:
    """The title words of an index, and which roles one beside a name may announce."""

    def __init__(self, titles: Mapping[str, list[str]], given: list[str], after: list[str], sexes: Mapping[str, str]) -> None:
        self._roles = {word: tuple(roles) for word, roles in titles.items()}
        self._after = frozenset(after)
        self._addresses = frozenset(word[:2] for word in after)
        self._words = frozenset(word for title in self._roles for word in title.split(" "))
        self._han = {word: roles for word, roles in self._roles.items() if word and class_of(word[0]) == HAN}
        self._last = frozenset(word.rpartition(" ")[2] for word in self._roles)
        self._given = frozenset(given)
        #: The last letters of words that make up titles, by which most other words are told from them fast.
        self._ends = frozenset(case(word)[-2:] for word in self._words for case in (str.lower, str.upper, str.capitalize))
        self._sexes = {**sexes, **{traditional(word): sex for word, sex in sexes.items()}}

    @classmethod
    def of(cls, index: Index) -> Titles:
        """Those that an index holds."""
        return cls(*(index.context[name] for name in ("titles", "given", "after", "sexes")))

    def is_given(self, word: str, only: bool = False) -> bool:
        """Whether a word is a given name: of somebody in the lexicon, of the lists, or by the Russian dictionary.

        ``only``: and by the dictionary no common noun, as the first word of a sentence may be.
        """
        spelt = folded(word)
        russian = _russian_roles(spelt) if class_of(word[0]) == CYRILLIC else frozenset()
        return (spelt in self._given or "given" in russian) and not (only and "noun" in russian)

    def is_listed(self, word: str) -> bool:
        """Whether a word is a given name of somebody in the lexicon or of the lists."""
        return folded(word) in self._given

    def is_title(self, word: str) -> bool:
        """Whether a word is one of those that make up titles."""
        return folded(word) in self._words

    def are_in(self, name: str) -> bool:
        """Whether a word of a name is one of a title; in Chinese, whether it begins or ends with a title."""
        if class_of(name[0]) != HAN:
            return any(map(self.is_title, name.split()))
        plain = name.translate(table())
        return any(plain[:length] in self._han or plain[-length:] in self._han for length in range(2, 9))

    def roles(self, text: str, start: int, end: int) -> Roles:
        """The roles of the title beside a name, none if there is no title."""
        if class_of(text[start]) == HAN:
            return self._han_roles(text, start, end)
        near = text[max(0, start - 24) : start].rsplit(None, 1)
        if not near or folded(near[-1]) not in self._last:
            return HONORIFIC if text[end + 1 : end + 3] in self._addresses and self._addressed(text, end) else ()
        words = [folded(word) for word in text[max(0, start - 60) : start].split()[-_LONGEST_TITLE:]]
        for length in range(len(words), 0, -1):
            if (roles := self._roles.get(" ".join(words[-length:]))) is not None:
                return roles
        return ()

    def sex(self, text: str, start: int, end: int) -> str | None:
        """The sex that the titles beside a name say, as entities state it; ``None`` if none says any."""
        if start and text[start - 3 : start - 1] in self._ends:
            sex = self._sex_before(text[max(0, start - 48) : start].rsplit(None, _LONGEST_TITLE)[-_LONGEST_TITLE:])
            if sex is not None:
                return sex
        if text[end + 1 : end + 3] in self._addresses:
            return self._sexes.get(self._address(text, end))
        return self._sexes.get(text[end : end + 2])

    def sex_in(self, name: str) -> str | None:
        """The sex that a title in a name says."""
        return next(filter(None, (self._sexes.get(folded(word)) for word in name.split())), None)

    def _sex_before(self, words: list[str]) -> str | None:
        """The sex that the last of some words say: those that make up titles."""
        said = ""
        for word in map(folded, reversed(words)):
            if word not in self._words:
                return None
            sex = self._sexes.get(word) or (self._sexes.get(f"{word} {said}") if said else None)
            if sex is not None:
                return sex
            said = word
        return None

    def _addressed(self, text: str, end: int) -> bool:
        """Whether a word of address follows, as in Kazakh (Си мырза, Матвиенко ханымның)."""
        return bool(self._address(text, end))

    def _address(self, text: str, end: int) -> str:
        """The word of address that follows, without its suffixes."""
        after = _WORD_AFTER.match(text, end)
        word = "" if after is None else folded(after[1])
        found = (word[:at] for at in range(3, len(word) + 1) if word[:at] in self._after and (at == len(word) or word[at:] in kk.chains()))
        return next(found, "")

    def _han_roles(self, text: str, start: int, end: int) -> Roles:
        before, after = text[max(0, start - 8) : start].translate(table()), text[end : end + 8].translate(table())
        for length in range(8, 0, -1):
            roles = self._han.get(before[-length:]) or self._han.get(after[:length])
            if roles is not None:
                return roles
        return ()


#: What the words beside a surname say of its bearer: nothing; that it is part of a longer name; that it is one of another person.
NOBODY, SOMEBODY, ANOTHER = 0, 1, 2


def somebody_else(text: str, start: int, end: int, titles: Titles, neighbour: bool) -> int:
    """Whether the words beside a surname (or a given name with patronymic) say that it is part of another person's name.

    They do if they are an initial or a given name (`ANOTHER`), or a capitalised word that is no title (`SOMEBODY`). ``neighbour``: the
    word before belongs to a mention that is no person's.
    """
    if class_of(text[start]) == HAN:
        return ANOTHER if text[start - 1 : start] in _DOTS or text[end : end + 1] in _DOTS else NOBODY
    before = text[max(0, start - 40) : start]
    if before.endswith((".", ". ")) and _INITIAL.search(before) and not titles.is_title(before.split()[-1]):
        return ANOTHER
    if before.endswith("-") and (double := _DOUBLE.search(before)) is not None and titles.is_given(double[1]):
        return SOMEBODY
    if text[end + 1 : end + 2].isupper() and _followed(text, start, end, titles):
        return SOMEBODY
    if neighbour or before[before.rfind(" ", 0, -1) + 1 :].islower():  # soon seen, and mostly so
        return NOBODY
    read = _WORD_BEFORE.match(before[::-1])
    if read is None or not read[1][-1].isupper():
        return NOBODY
    return _names_another(text, start - len(read[0]), read[1][::-1], start, titles)


_DOTS = ("·", "・", "•")


#: Family names of Korea and China are no longer in Cyrillic, where the given names that follow are in no list: Ким Ен Сик.
_FAMILY_OF_KOREA = 3


def _followed(text: str, start: int, end: int, titles: Titles) -> bool:
    """Whether the next word goes on with the name: a given name, an initial; in Cyrillic after a name of several words or a very short
    one any capitalised word, as headlines have no capitals there."""
    after = _WORD_AFTER.match(text, end)
    if after is None or not after[1][0].isupper():
        return False
    if len(after[1]) == 1 and text[after.end() : after.end() + 1] == ".":
        return True  # initials: those of the bearer would be a part of the mention
    if class_of(text[start]) == CYRILLIC:
        short = end - start <= _FAMILY_OF_KOREA and not after[1].isupper()
        return short or " " in text[start:end] or titles.is_given(after[1])
    return titles.is_listed(after[1])


def _names_another(text: str, at: int, word: str, start: int, titles: Titles) -> int:
    if titles.roles(text, start, start + 1):
        return NOBODY
    first = begins_sentence(text, at)
    if titles.is_given(word, only=first):
        return ANOTHER
    return NOBODY if first or word.isupper() or headline(text, at) else SOMEBODY


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins at a place, so that a capital there says nothing."""
    return _SENTENCE_START.search(text[max(0, at - 3) : at]) is not None


def stands_apart(text: str, start: int, end: int) -> bool:
    """Whether no word with a capital stands beside: Apple in "bought by Apple in May", not in "Apple Daily"."""
    before, after = _WORD_BEFORE.match(text[max(0, start - 40) : start][::-1]), _WORD_AFTER.match(text, end)
    if "-" in (text[start - 1 : start], text[end : end + 1]):
        return False
    return not (before is not None and before[1][-1].isupper()) and not (after is not None and after[1][0].isupper())


def headline(text: str, at: int) -> bool:
    """Whether the line around a place is set in Title Case, so that capitals say nothing."""
    line = text[max(0, at - 160) : at].rpartition("\n")[2] + text[at : at + 120].partition("\n")[0]
    if _RUNNING.search(line):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 2 and word not in _SMALL]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


#: Two words of running text.
_RUNNING = re.compile(r"\b[a-zа-яё]{4,} [a-zа-яё]{4}")
#: English words of three letters or more that Title Case leaves small.
_SMALL = frozenset(["after", "and", "but", "for", "from", "into", "nor", "off", "over", "the", "upon", "via", "with"])


# What stands beside the name of an organ of state, a place, a people

#: What makes a people, a language or somebody's origin of the Chinese name of a place.
PEOPLE = frozenset("人族語语裔籍")
_OF = re.compile(r" (?:of (?:the )?)?(?=[^\W\d_])")
_BEFORE_ADJECTIVE = re.compile(r"(?:^|[^\w])(?:в|во|на|о|об|обо|при) $", re.IGNORECASE)
_AND = re.compile(r" (?:and (?=[A-Z])|и (?=[а-яё]{4}))")


def gives_before(text: str, first: int, last: int, start: int) -> bool:
    """Whether what is named before an organ owns it: Өзбекстанның Ғылым комитеті, Uzbekistan's, 美国的; not "in Uzbekistan Senators".

    >>> gives_before("Uzbekistan's Senate", 0, 10, 13), gives_before("Uzbekistan Senate", 0, 10, 11), gives_before("美国国务院", 0, 2, 2)
    (True, False, True)
    """
    between = text[last:start]
    if class_of(text[start]) == HAN:
        return between in ("", "的")
    if class_of(text[start]) == LATIN:
        return between in ("'s ", "’s ")
    return between == " " and class_of(text[first]) == class_of(text[start]) and _KAZAKH.search(text[first : start + 24]) is not None


_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")


def begins_owner(text: str, end: int) -> int:
    """Where the name of the owner of an organ may begin after it (Комитет науки Узбекистана, the Senate of the Czech Republic); or -1."""
    found = _OF.match(text, end) if text[end : end + 1] == " " else None
    if found is None or not text[found.end()].isupper():
        return -1
    return -1 if class_of(text[found.end()]) == LATIN and "of" not in found[0] else found.end()


def in_genitive(form: Form) -> bool:
    """Whether a Russian form is, or may be, a genitive; abbreviations have no others."""
    return "Case=Gen" in form.steps[-1] if form.how == "inflected" and form.steps else form.text.isupper()


def is_adjective(text: str, start: int, end: int) -> bool:
    """Whether a form in -ском is that of an adjective: an instrumental has none of these prepositions before it (в Минском районе).

    >>> is_adjective("в Минском районе", 2, 9), is_adjective("с Минском", 2, 9)
    (True, False)
    """
    return _BEFORE_ADJECTIVE.search(text[max(0, start - 5) : start]) is not None


#: What stands between the names of a list.
LISTING = frozenset([
    ", ", " мен ", " пен ", " бен ", " және ", " men ", " pen ", " ben ", " jáne ", " jäne ", " и ", " and ", " – ", " — ", "–", "-",
])  # fmt: skip
_STREETS, _AHEAD = re.compile("көше|даңғыл|улиц|проспект"), 48


def is_of_streets(text: str, start: int) -> bool:
    """Whether a list is one of streets, whose names are people and words rather than places.

    >>> is_of_streets("Абай және Достық көшелері", 0), is_of_streets("Арыс және Шу қалалары", 0)
    (True, False)
    """
    return _STREETS.search(text, start, start + _AHEAD) is not None


#: In Cyrillic, Latin and Arabic script.
_POSSESSED = re.compile("[сsس]?[ыіyiıى]")


def is_possessed(text: str, stem: int, end: int) -> bool:
    """Whether a Kazakh name has the possessive of the 3rd person: Үкіметі is somebody's government.

    >>> is_possessed("Үкіметіне", 6, 9), is_possessed("Үкіметке", 6, 8), is_possessed("Парламентінде", 9, 13)
    (True, False, True)
    """
    return end > stem and _POSSESSED.match(text, stem, end) is not None


_LOCATIVE = re.compile("(?:н?[дт][ае](?:[ғг][ыі])?|n?[dt][ae](?:[ǵğg][yıi])?)(?![^\\W\\d_])")


def is_locative(text: str, stem: int, end: int) -> bool:
    """Whether a Kazakh name with its suffixes is in the locative, as those of places are and of people hardly ever: Оралда, Шудағы.

    >>> is_locative("Оралда", 4, 6), is_locative("Оралға", 4, 6), is_locative("Шудағы", 2, 6)
    (True, False, True)
    """
    return end > stem and _LOCATIVE.match(text, stem, end) is not None


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether the name of a ministry goes on: the Ministry of Energy and Mineral Resources is not the Ministry of Energy."""
    named = " " in text[start:end] and folded(text[start : start + 8]) in _MINISTRY
    return named and _AND.match(text, end) is not None


_MINISTRY = ("министер", "ministry")


#: How much likelier a name is meant as somebody's first name than as somebody else's second one.
_STATUS = {"canonical": 1.0, "short": 0.5, "also": 0.12, "former": 0.1, "misspelt": 0.1}


#: How much an office makes its holder the one who is meant, by role; any other role counts as `_PLAIN`.
_RANK = {
    "president": 10.0, "king": 10.0, "general-secretary": 10.0, "prime-minister": 8.0, "chancellor": 8.0,
    "foreign-minister": 5.0, "minister": 4.0,
}  # fmt: skip
_PLAIN = 2.0


def prior(entity: Entity, form: Form, at: str | None, index: Index) -> float:
    """How likely an entity is meant by a form, before any context: countries before cities, people in high office before others."""
    sure = form.weight * _STATUS[form.status] * (0.2 if form.weak else 1.0) * (0.3 if form.how == "respelled" else 1.0)
    sure *= 1.0 if form.part == "whole" else 0.3
    return sure * (_renown(entity, at, index) if entity.kind == "person" else _SIZE.get(entity.type or "", 5.0))


#: How often places are meant, by type; institutions, terms and other places count alike.
_SIZE = {"country": 100.0, "capital": 12.0, "city": 8.0, "region": 6.0}


def _renown(entity: Entity, at: str | None, index: Index) -> float:
    """The highest office of a person, one held at the date (or now) before those of the past."""
    if at is not None and entity.born is not None and entity.born[:4] > at[:4]:
        return 0.02
    ranks = index.context["offices"]
    held = (_RANK.get(ranks[office.of][0], _PLAIN) * _in_time(office, at) for office in entity.office if office.of in ranks)
    return 0.5 + max(held, default=0.0)


def _serves(office: Office, at: str | None) -> bool:
    """Whether an office was held at a date, or is still held."""
    return office.until is None if at is None else holds(office.since, office.until, at)


def _in_time(office: Office, at: str | None) -> float:
    if at is None:
        return 2.0 if _serves(office, at) else 1.0
    if _serves(office, at):
        return 3.0
    return 0.05 if office.since is not None and office.since > at else 0.2


def serving(entity: Entity, at: str | None, index: Index) -> frozenset[str]:
    """The roles in which a person serves at a date, or now."""
    offices = index.context["offices"]
    return frozenset(offices[office.of][0] for office in entity.office if office.of in offices and _serves(office, at))


def may_be(entity: Entity, sex: str | None) -> bool:
    """Whether an entity may be somebody of this sex: a person for whom none is stated is a man; what is no person has none."""
    return entity.kind != "person" or sex in (None, entity.sex or "m")


def titled(entity: Entity, roles: Roles, at: str | None, index: Index) -> float:
    """How well a title beside the name fits the offices of the entity: 1.0 says nothing, more speaks for it, less against."""
    if entity.kind != "person":
        return 0.3
    offices = index.context["offices"]
    held = [office for office in entity.office if (offices.get(office.of) or [None])[0] in roles]
    if not held:
        return 1.0 if roles == HONORIFIC else 0.4
    return 12.0 if any(_serves(office, at) for office in held) else 3.0
