"""One text while it is annotated: each match is linked, in the light of what stands beside it and of the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import coordinated, patronymics
from .context import (
    ANOTHER,
    LISTING,
    PEOPLE,
    Roles,
    Titles,
    begins_owner,
    begins_sentence,
    gives_before,
    goes_on,
    headline,
    in_genitive,
    is_adjective,
    is_locative,
    is_of_streets,
    is_possessed,
    somebody_else,
    stands_apart,
)  # fmt: skip
from .index.codes import ORGAN, STATE
from .index.patterns import ADJECTIVE, FAMILY, HANZI, SHARED, SINGLE, TURNED, UNIQUE, WEAK_ONLY
from .index.words import LONGEST
from .languages import KAZAKH
from .languages.zh import state_of
from .linking import APART, CAPITAL, FIRST, FOREIGN, PLACED, QUOTED, UNSURE, Around, Asked, Evidence, Linked, Links
from .model import Mention
from .text import ARABIC, CYRILLIC, HAN, LATIN, LETTER, class_of, fold

if TYPE_CHECKING:
    from .index import Index
    from .index.scan import Found, Scanner

#: A surname this short (Xi, Li, Си, Ван) means nobody until the text has named somebody in full, or a title says who.
_SHORT = 3
_CYRILLIC = re.compile("[\u0400-\u052f]")
#: Letters that Kazakh has in Latin script and English has not.
_KAZAKH_LATIN = re.compile("[ñğūıŋǵńşäöüáóúýÑĞŪŊǴŃŞÄÖÜÁÓÚÝ]")
#: A text is taken for Kazakh from this share of letters of its own on; one that merely names a Kazakh or a Turk has fewer.
_SAMPLE, _KAZAKH_SHARE = 1024, 0.02
#: A text with fewer bytes of UTF-8 a character is in Latin letters, diacritics and quotation marks and all.
_OF_LATIN = 1.4
#: A named tuple made without the call of Python code that its constructor is.
_new = tuple.__new__
#: How a pattern is linked: to its one entity; in context; to its one entity unless what stands beside it says otherwise (a place of one
#: word may be part of somebody's name, all the more where it is a given name; a form may be an adjective, a place in Han characters a
#: people's name, an organ another state's, a name with the surname first two of a list).
_DIRECT, _IN_CONTEXT, _HAN, _ALONE, _BORNE, _ADJECTIVE, _ORGAN, _TURNED = range(8)
#: Matches are taken out of their arrays so many at a time; links are remembered up to so many.
_CHUNK, _REMEMBERED = 1 << 14, 1 << 18
#: Start, end of the stem, end, pattern, how it is linked.
Row = tuple[int, int, int, int, int]


class Known:
    """What is known of the names of an index before any text is read: titles, links, and how each pattern is linked."""

    def __init__(self, index: Index, scanner: Scanner) -> None:
        kinds = scanner.kinds()
        self.words, self.titles, self.links = scanner.words, Titles.of(index), Links(index, scanner.keys(), kinds)
        place = np.array([index.ids[number].startswith("place/") for number in range(len(index.ids))], bool)[self.links.owners]
        given = np.array([number for name in index.context["given"] if (number := index.key(name)) is not None], np.int64)
        #: The patterns of places that are given names too.
        self.borne = frozenset(given[place[given]].tolist())
        self._ways = self._ways_of(kinds.flags, place)
        self._linked: dict[tuple[str, ...], dict[int, Linked]] = {}

    def _ways_of(self, flags: NDArray[np.uint16], place: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """How each pattern is linked, by its flags and whether it is a place."""
        ways = np.where(np.asarray(self.links.nature)[self.links.owners] == ORGAN, np.uint8(_ORGAN), np.uint8(_DIRECT))
        for flag, way in ((SINGLE, _ALONE), (ADJECTIVE, _ADJECTIVE), (HANZI, _HAN)):
            ways[place & ((flags & flag) != 0)] = way
        borne = np.array(sorted(self.borne), np.int64)
        ways[borne[ways[borne] == _ALONE]] = _BORNE
        ways[(flags & TURNED) != 0] = _TURNED
        ways[(flags & (UNSURE | SHARED)) != UNIQUE] = _IN_CONTEXT
        return ways

    def rows(self, found: Found) -> Iterator[Row]:
        """Matches one by one, a chunk of the arrays at a time."""
        columns = found.start, found.stem, found.end, found.pattern, self._ways[found.pattern]
        chunks = (zip(*(column[at : at + _CHUNK].tolist() for column in columns), strict=True) for at in range(0, len(found.start), _CHUNK))
        return chain.from_iterable(chunks)

    def linked(self, langs: tuple[str, ...]) -> dict[int, Linked]:
        """The links found so far in texts read in these languages, by twice the pattern, plus one where it has suffixes."""
        linked = self._linked.setdefault(langs, {})
        if len(linked) > _REMEMBERED:
            linked.clear()
        return linked


def _languages(text: str, lang: str | None) -> tuple[str, ...]:
    """For each script the language in which names in it are read first."""
    langs = ["en"] * (LETTER + 1)
    langs[HAN], langs[ARABIC], langs[CYRILLIC] = "zh", "kk", "ru"
    if KAZAKH.search(text, 0, _SAMPLE):
        letters = len(KAZAKH.findall(text, 0, _SAMPLE)), len(_CYRILLIC.findall(text, 0, _SAMPLE))
        langs[CYRILLIC] = "kk" if letters[0] >= _KAZAKH_SHARE * letters[1] else "ru"
    if (found := len(_KAZAKH_LATIN.findall(text, 0, _SAMPLE))) > 1 and found >= _KAZAKH_SHARE * min(len(text), _SAMPLE):
        langs[LATIN] = "kk-Latn"
    if lang is not None:
        langs[_SCRIPT[lang]] = lang
    return tuple(langs)


_SCRIPT = {"en": LATIN, "zh": HAN, "zh-Hant": HAN, "ru": CYRILLIC, "kk": CYRILLIC, "kk-Latn": LATIN, "kk-Arab": ARABIC}


#: Chinese words of one character that join names or stand before them.
_JOINING = frozenset("和与與及同跟向对對由")
_OPENING, _CLOSING = frozenset("«“„\"《"), frozenset("»”“\"》")


class Document:
    """One text while it is annotated: its matches, and its evidence."""

    def __init__(self, known: Known, text: str, lang: str | None, at: str | None, found: Found) -> None:
        self.known, self.text, self.found = known, text, found
        self.links, self.langs = known.links, _languages(text, lang)
        self.evidence = Evidence(known.links, text, self.langs, at, found)
        #: Owners of surnames that the text gives to others.
        self._strangers: set[int] = set()

    def mentions(self) -> list[Mention]:
        """Leftmost-longest among the matches that can be linked."""
        mentions: list[Mention] = []
        text, last, known, kazakh = self.text, 0, self.known.linked(self.langs), self.langs[LATIN] == "kk-Latn"
        for row in self.known.rows(self.found):
            start, stem, end, pattern, way = row
            if start < last or (end > stem and not kazakh and text[stem : stem + 2].isascii()):  # in English "Raising" is no Raisi
                continue
            if way == _IN_CONTEXT:
                linked = self._link(row, mentions)
            elif way > _HAN and (self._follows_given(start, last) if way == _ALONE else self._is_read_otherwise(row, mentions, last)):
                continue
            elif way == _HAN and text[end : end + 1] in PEOPLE and self._is_of_people(end):
                last = end
                continue
            else:
                linked = known.get(2 * pattern + (end > stem)) or self._direct(pattern, end > stem, known)
            if linked is not None:
                match, lang, lemma = linked
                written = text[start:end]
                lemma = lemma or (written if end == stem else text[start:stem])
                mentions.append(_new(Mention, (start, end, written, lang, lemma, match)))
                last = end
        return coordinated.with_lists(text, patronymics.with_fathers(text, mentions, self.links), self.evidence)

    def _direct(self, pattern: int, suffixed: bool, known: dict[int, Linked]) -> Linked:
        """The link of a pattern that one entity owns, remembered."""
        known[2 * pattern + suffixed] = linked = self.links.direct(pattern, self.langs[self.links.script[pattern]], suffixed)
        return linked

    def _link(self, row: Row, mentions: list[Mention]) -> Linked | None:
        """The choice for a surname, an ambiguous or a weak form; ``None`` where nothing speaks for any."""
        start, stem, end, pattern, _ = row
        flags = self.links.flags[pattern]
        beside = self._beside(start, mentions)
        owner, lang = self.links.owner[pattern], self.langs[self.links.script[pattern]]
        if flags & (FAMILY | WEAK_ONLY) and (father := patronymics.before(self.text, start)) is not None:
            named = patronymics.named(self.text, father, start, stem, lang, self.links)
            return None if named is None else named.linked
        named_after = bool(flags & (FAMILY | WEAK_ONLY)) and patronymics.of_another(self.text, end)
        if named_after or (flags & FAMILY and self._is_anothers(start, end, owner, beside)):
            return None
        if (flags & TURNED and self._is_of_list(start, end)) or (pattern in self.known.borne and self._precedes_surname(start, end)):
            return None
        if (flags & WEAK_ONLY and goes_on(self.text, start, end)) or (flags & HANZI and not flags & FAMILY and self._is_of_people(end)):
            return None
        short = self._is_short(start, stem)
        if flags & UNIQUE and not short and not (flags & SHARED and self._is_contested(pattern, start)):
            if flags & FAMILY and not self._is_of_sex(start, end, owner):
                return None
            return self.links.direct(pattern, lang, end > stem, owner in self.evidence.sure)
        plain, reserved, organ = self.links.traits(pattern, lang)
        if plain and not short:
            return self.links.direct(pattern, lang, end > stem, owner in self.evidence.sure)
        roles, around = self._roles(start, end, beside), self._around(start, beside)
        state = self._state(start, end, mentions) if organ else -1
        if organ and reserved and state < 0 and is_possessed(self.text, stem, end):
            return None  # of a state or of somebody not named here
        sex = self.known.titles.sex(self.text, start, end) if roles and flags & FAMILY else None
        linked = self.evidence.linked(_new(Asked, (pattern, roles, around, end > stem, short, 0, state, sex)))
        if linked is not None or not (reserved and flags & SINGLE) or not (marks := self._marks(start, stem, end, mentions)):
            return linked
        return self.evidence.linked(_new(Asked, (pattern, roles, around, end > stem, short, marks, state, sex)))

    def _is_of_sex(self, start: int, end: int, owner: int) -> bool:
        """Whether the titles beside a surname allow for its owner; where they do not, it is another's from there on."""
        sex = self.known.titles.sex(self.text, start, end)
        if sex is None or self.links.may_be(owner, sex):
            return True
        self._strangers.add(owner)
        return False

    def _is_contested(self, pattern: int, start: int) -> bool:
        """Whether somebody who has a form with reserve was named in full before, so that its owner without reserve is not alone."""
        others = self.links.others(pattern)
        if others.isdisjoint(self.evidence.sure):
            return False
        first = self.evidence.first
        return any(first.get(owner, start) < start for owner in others)

    def _is_anothers(self, start: int, end: int, owner: int, beside: Mention | None) -> bool:
        """Whether a surname is that of somebody whom the lexicon does not know, named here or before in this text."""
        said = somebody_else(self.text, start, end, self.known.titles, beside is not None)
        if said == ANOTHER:
            self._strangers.add(owner)
        if said or not (owner in self._strangers and owner not in self.evidence.sure):
            return bool(said)
        return not self._roles(start, end, beside)

    def _marks(self, start: int, stem: int, end: int, mentions: list[Mention]) -> int:
        """What tells a name of one word that is also a common word from that: quotation marks, a capital, what stands beside."""
        text = self.text
        if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
            return QUOTED
        if not text[start].isupper():
            return 0
        latin = class_of(text[start]) == LATIN
        if latin and not self._latin:
            return FOREIGN if stands_apart(text, start, end) else 0
        if latin and headline(text, start):
            return 0
        if begins_sentence(text, start):
            return self._marks_first(start, stem, end)
        if is_locative(text, stem, end) or self._is_listed(start, mentions) or (end == stem and self._lists(end)):
            return PLACED
        brand = latin and not text[start:end].isupper() and stands_apart(text, start, end)
        return APART if brand else CAPITAL

    def _marks_first(self, start: int, stem: int, end: int) -> int:
        """What marks the first word of a sentence: capitals throughout (МВД), or a Kazakh text with it nowhere in small letters (Сенат)."""
        text = self.text
        runs_on = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
        kazakh = self.langs[class_of(text[start])][:2] == "kk"
        capitals = stem > start + 1 and text[start:stem].isupper()
        return FIRST if runs_on and (capitals or (kazakh and text[start:stem].lower() not in text)) else 0

    def _is_listed(self, start: int, mentions: list[Mention]) -> bool:
        """Whether a smaller place than a state is named just before, and the name goes on a list with it: Атырау, Орал мен Шу."""
        if not mentions or (near := mentions[-1]).kind != "place" or near.match.entity.country is None:
            return False
        return self.text[near.end : start] in LISTING and not is_of_streets(self.text, start)

    def _lists(self, end: int) -> bool:
        """Whether a list of places that are beyond doubt goes on after a name: Орал, Атырау."""
        text = self.text
        start = next((end + len(sign) for sign in LISTING if text.startswith(sign, end)), -1)
        if start < 0 or is_of_streets(text, end):
            return False
        owners = [self.links.owner[pattern] for pattern in self._patterns_at(start) if self.links.certain[pattern]]
        return any(self.links.country[owner] >= 0 and self.links.index.ids[owner].startswith("place/") for owner in owners)

    def _follows_given(self, start: int, last: int) -> bool:
        """Whether a given name that belongs to no mention stands just before."""
        text, first = self.text, max(last, start - 24)
        if first >= start - 1 or text[start - 1] != " ":
            return False
        first = text.rfind(" ", first, start - 1) + 1 or first
        return text[first].isupper() and self.known.titles.is_listed(text[first : start - 1])

    def _precedes_surname(self, start: int, end: int) -> bool:
        """Whether the word after a place that is also a given name may be a surname: Chad Smith."""
        if not self.text[end : end + 2].isupper() or self.text[end] != " ":
            return False
        word = self._word(end + 1)
        after = end + 1 + len(word)
        if word.isupper() and not (self.text[after : after + 1] in "'’" and self.text[after + 1 : after + 2].isupper()):  # O'Keeffe
            return False
        return not (self._is_of_state(end + 1) or self.known.titles.is_title(word) or headline(self.text, start))

    def _is_of_state(self, start: int) -> bool:
        """Whether a state or an organ of state is named from a place on."""
        return any(self.links.nature[self.links.owner[pattern]] for pattern in self._patterns_at(start))

    def _patterns_at(self, start: int) -> list[int]:
        """The patterns of the matches that begin at a place."""
        first, last = self.found.within(start, start + 1)
        patterns: list[int] = self.found.pattern[first:last].tolist()
        return patterns

    def _word(self, start: int) -> str:
        """The letters from a place on."""
        piece = self.text[start : start + 24]
        return next((piece[:at] for at, char in enumerate(piece) if not char.isalpha()), piece)

    def _roles(self, start: int, end: int, beside: Mention | None) -> Roles:
        """The roles of a title beside the name, or before the country or institution beside it (президент России Путин)."""
        roles = self.known.titles.roles(self.text, start, end)
        return roles or (self.known.titles.roles(self.text, beside.start, beside.end) if beside is not None else ())

    def _beside(self, start: int, mentions: list[Mention]) -> Mention | None:
        """The mention just before, if it is no person's."""
        if not mentions or (near := mentions[-1]).end < start - 3 or near.match.entity.kind == "person":
            return None
        return near

    def _is_read_otherwise(self, row: Row, mentions: list[Mention], last: int) -> bool:
        """Whether what stands beside a form says that it is no name of the entity that alone has it."""
        start, _, end, pattern, way = row
        if way == _BORNE:
            return self._follows_given(start, last) or self._precedes_surname(start, end)
        if way == _TURNED:
            return self._is_of_list(start, end)
        if way == _ADJECTIVE:
            return is_adjective(self.text, start, end) or self._follows_given(start, last)
        state = self._state(start, end, mentions)
        return state >= 0 and state != self.links.country[self.links.owner[pattern]]

    def _is_of_list(self, start: int, end: int) -> bool:
        """Whether a surname with a given name after a comma are two names of a list: Chelsea Clinton, Hillary Clinton."""
        comma = self.text.index(",", start)
        if somebody_else(self.text, start, comma, self.known.titles, False):
            return True
        given = comma + 1 + (self.text[comma + 1] == " ")
        first, last = self.found.within(given, given + 1)
        return bool((self.found.end[first:last] > end).any())

    def _is_of_people(self, end: int) -> bool:
        """Whether a Chinese name with the character after it is a people, a language or somebody from there: 乌兹别克人, not 中国人口."""
        text = self.text
        return text[end : end + 1] in PEOPLE and self.known.words.stands(fold(text[end : end + 2 * LONGEST]))

    def _state(self, start: int, end: int, mentions: list[Mention]) -> int:
        """The state (by number) to which what stands beside an organ gives it, -1 if to none: Комитет науки Узбекистана, 美国国务院."""
        text = self.text
        if mentions and mentions[-1].end > start - 4 and gives_before(text, mentions[-1].start, mentions[-1].end, start):
            number = self.links.number(mentions[-1].id)
            if self.links.nature[number] == STATE:
                return number
        if (named := self._state_of_adjective(start)) >= 0:
            return named
        after, kind = begins_owner(text, end), class_of(text[start])
        return -1 if after < 0 or self.langs[kind][:2] == "kk" else self._state_at(after, kind == CYRILLIC)

    def _state_of_adjective(self, start: int) -> int:
        """The state (by number) whose adjective stands just before: the Uzbek Senate, узбекскому МИД, өзбекстандық Сенат; or -1."""
        if class_of(self.text[start]) == HAN:
            return self._state_of_character(start)
        if self.text[start - 1 : start] != " ":
            return -1
        words = self.text[max(0, start - 40) : start - 1].rsplit(None, 2)[-2:]
        found = self.links.state_called(words[-1]) if words else -1
        return found if found >= 0 or len(words) < 2 else self.links.state_called(" ".join(words))

    def _state_of_character(self, start: int) -> int:
        """The state (by number) that Chinese writes with one character just before, where that ends no other word (哈外交部); or -1."""
        numbers = [self.links.number(f"place/{key}") for key in state_of(self.text[start - 1], 0)] if start else []
        left = max(0, start - LONGEST)
        if not numbers or self.known.words.crossed(fold(self.text[left:start]), start - 1 - left, start - left):
            return -1
        return max(numbers, key=self.evidence.countries.__getitem__, default=-1)

    def _state_at(self, start: int, genitive: bool) -> int:
        """The state whose name begins at a place, in Russian in the genitive."""
        for pattern in self._patterns_at(start):
            owner = self.links.owner[pattern]
            if self.links.certain[pattern]:
                fits = not genitive or in_genitive(self.links.form(self.links.postings(pattern)[0][1], "ru"))
                return owner if fits and self.links.nature[owner] == STATE else -1
        return -1

    def _around(self, start: int, beside: Mention | None) -> Around:
        """The places that the place before a comma lies in: in "Atlanta, Georgia" the state."""
        if beside is None or self.text[beside.end : start] != ", ":
            return ()
        return beside.match.entity.part_of, beside.match.entity.country

    def _is_short(self, start: int, stem: int) -> bool:
        return stem - start <= (1 if class_of(self.text[start]) == HAN else _SHORT)

    @cached_property
    def _latin(self) -> bool:
        """Whether the text is written in Latin letters."""
        sample = self.text[:_SAMPLE]
        return sample.isascii() or len(sample.encode("utf-8", "surrogatepass")) < _OF_LATIN * len(sample)
