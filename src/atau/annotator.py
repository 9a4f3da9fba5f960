"""A text → its mentions: scan, choose leftmost-longest, link in context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .context import (
    ANOTHER,
    HONORIFIC,
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
    prior,
    serving,
    somebody_else,
    stands_apart,
    titled,
    year_of,
)  # fmt: skip
from .errors import UnknownEntityError
from .index import Index
from .index.codes import ORGAN, ORGANS, STATE
from .index.patterns import ADJECTIVE, FAMILY, NEVER_BARE, SHARED, SINGLE, UNIQUE, WEAK_ONLY
from .index.scan import Found, Scanner
from .joined import with_states
from .model import Entity, Form, Match, Mention
from .index.words import LONGEST
from .text import ARABIC, CYRILLIC, HAN, LATIN, LETTER, class_of, fold

#: A surname this short (Xi, Li, Си, Ван) means nobody until the text has named somebody in full, or a title says who.
_SHORT = 3
#: A choice between namesakes is made when one has at least this share of the likelihood.
_DECIDED = 0.75
#: The score of a short or shared form that the text backs, and the reason.
_BACKED, _IN_FULL = 0.97, "named in full in the same text"
#: How much likelier who is named in full is meant than who is not: by another name, and by a surname, whatever office others hold.
_NAMED, _SURNAMED = 60.0, 1000.0
#: A word of address makes a short surname somebody's if it is so rare that the lexicon knows no more bearers (Си мырза).
_FEW = 3
#: The state whose institutions a text in Kazakh means unless it names another.
_HOME = "place/kazakhstan"
_KAZAKH, _CYRILLIC = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]"), re.compile("[\u0400-\u052f]")
#: Letters that Kazakh has in Latin script and English has not.
_KAZAKH_LATIN = re.compile("[ñğūıŋǵńşäöüáóúýÑĞŪŊǴŃŞÄÖÜÁÓÚÝ]")
#: A text is taken for Kazakh from this share of letters of its own on; one that merely names a Kazakh or a Turk has fewer.
_SAMPLE, _KAZAKH_SHARE = 1024, 0.02
#: A text with fewer bytes of UTF-8 a character is in Latin letters, diacritics and quotation marks and all.
_OF_LATIN = 1.4
#: Short documents are scanned together, up to so many characters at a time.
_TOGETHER = 1 << 16
_BETWEEN = "\n\n"
#: The flags by which a pattern is told to name one entity beyond doubt: `UNIQUE` and none of the others.
_UNSURE = UNIQUE | FAMILY | WEAK_ONLY
#: A `Mention` made without the call of Python code that its constructor is.
_new = tuple.__new__
#: How a pattern is linked: in context; to its one entity; to that unless part of somebody's name (a place of one word: Michael Jordan);
#: to that unless what stands beside it says that it is no name of it (an organ that other states have too, a form that is also an adjective).
_IN_CONTEXT, _DIRECT, _ALONE, _CHECKED = range(4)
#: Matches are taken out of their arrays so many at a time; links are remembered up to so many.
_CHUNK, _REMEMBERED = 1 << 14, 1 << 18

#: Start, end of the stem, end, pattern, how it is linked.
Row = tuple[int, int, int, int, int]
#: IDs of the places around a place that stands before a name.
Around = tuple[str | None, ...]
#: A match, the language of the form, and the lemma unless that is the stem as written.
Linked = tuple[Match, str, str | None]


class Annotator:
    """The names of one index, found in texts."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.scanner = Scanner(index)
        self.titles = Titles(*(index.context[name] for name in ("titles", "given", "after")))
        self._key, kinds = self.scanner.keys(), self.scanner.kinds()
        #: For each pattern its entity where that is the only one, how it is linked, its flags, and the script in which it begins.
        self.owners = np.asarray(index.columns["entity"])[np.asarray(index.container.section("first"))[self._key]]
        #: Of each entity whether it is a state or an organ of one.
        self.nature = memoryview(index.container.section("nature"))
        self.ways = self._ways(kinds.flags)
        self.certain = (kinds.flags & _UNSURE) == UNIQUE
        self.number = lru_cache(maxsize=1 << 14)(self._number)
        self.home = self.number(_HOME)
        self.flags, self.script = memoryview(kinds.flags), memoryview(kinds.script)
        self.country: list[int] = index.container.section("country").tolist()
        self._known: dict[tuple[str, ...], dict[int, Linked]] = {}
        self.direct = lru_cache(maxsize=_REMEMBERED)(self._direct)
        self.postings = lru_cache(maxsize=1 << 16)(self._postings)
        self.others = lru_cache(maxsize=1 << 16)(self._others)
        self.prior = lru_cache(maxsize=1 << 16)(self._prior)
        self.serving = lru_cache(maxsize=1 << 16)(self._serving)

    def annotate(self, text: str, lang: str | None = None, at: str | None = None) -> list[Mention]:
        """The mentions of one text, sorted and disjoint."""
        return Document(self, text, lang, at, self.scanner.scan(text).ordered()).mentions() if text else []

    def joined(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions of a text with those of states that Chinese joins by one character each."""
        return with_states(text, mentions, self.index, self.scanner.words.crossed)

    def annotate_many(
        self, texts: Iterable[str], lang: str | None = None, at: str | None = None, joined: bool = False
    ) -> Iterator[list[Mention]]:
        """The mentions of each text, in order; short texts are scanned together."""
        for text, mentions in self._annotated(texts, lang, at):
            yield self.joined(text, mentions) if joined else mentions

    def _annotated(self, texts: Iterable[str], lang: str | None, at: str | None) -> Iterator[tuple[str, list[Mention]]]:
        batch: list[str] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text)
            if size >= _TOGETHER:
                yield from zip(batch, self._batch(batch, lang, at), strict=True)
                batch, size = [], 0
        yield from zip(batch, self._batch(batch, lang, at), strict=True)

    def _batch(self, texts: list[str], lang: str | None, at: str | None) -> Iterator[list[Mention]]:
        if len(texts) == 1:
            yield self.annotate(texts[0], lang, at)
            return
        found = self.scanner.scan(_BETWEEN.join(texts)).ordered()
        offset = 0
        for text in texts:
            yield Document(self, text, lang, at, found.between(offset, offset + len(text))).mentions()
            offset += len(text) + len(_BETWEEN)

    def _ways(self, flags: NDArray[np.uint16]) -> NDArray[np.uint8]:
        """How each pattern is linked."""
        places = np.array([self.index.ids[number].startswith("place/") for number in range(len(self.index.ids))], bool)
        single = places[self.owners] & ((flags & SINGLE) != 0)
        checked = (np.asarray(self.nature)[self.owners] == ORGAN) | (places[self.owners] & ((flags & ADJECTIVE) != 0))
        direct = np.where(checked, _CHECKED, np.where(single, _ALONE, _DIRECT))
        return np.where((flags & (_UNSURE | SHARED)) == UNIQUE, direct, _IN_CONTEXT).astype(np.uint8)

    def _number(self, entity_id: str) -> int:
        """The number of an entity, -1 where the index does not hold it."""
        try:
            return self.index.number(entity_id)
        except UnknownEntityError:
            return -1

    def rows(self, found: Found) -> Iterator[Row]:
        """Matches one by one, a chunk of the arrays at a time."""
        columns = found.start, found.stem, found.end, found.pattern, self.ways[found.pattern]
        chunks = (zip(*(column[at : at + _CHUNK].tolist() for column in columns), strict=True) for at in range(0, len(found.start), _CHUNK))
        return chain.from_iterable(chunks)

    def known(self, langs: tuple[str, ...]) -> dict[int, Linked]:
        """The links found so far in texts read in these languages, by twice the pattern, plus one where it has suffixes."""
        known = self._known.setdefault(langs, {})
        if len(known) > _REMEMBERED:
            known.clear()
        return known

    def _postings(self, pattern: int) -> list[tuple[int, list[int]]]:
        """The entities (by number) that own a pattern, each with its postings, the surest first."""
        owners: dict[int, list[int]] = {}
        for posting in self.index.of_key(int(self._key[pattern])):
            owners.setdefault(self.index.owner(posting), []).append(posting)
        return list(owners.items())

    def _others(self, pattern: int) -> frozenset[int]:
        """The owners of a pattern but the first."""
        return frozenset(owner for owner, _ in self.postings(pattern)[1:])

    def _prior(self, owner: int, posting: int, at: str | None) -> float:
        return prior(self.index.entity(owner), self.index.form(posting), at, self.index)

    def _serving(self, owner: int, at: str | None) -> frozenset[str]:
        return serving(self.index.entity(owner), at, self.index)

    def _direct(self, pattern: int, lang: str, suffixed: bool, backed: bool = False) -> Linked:
        """The link of a pattern that one entity owns; surer where the text names the entity in full."""
        _, postings = self.postings(pattern)[0]
        match, lang, lemma = self.link(pattern, postings, lang, suffixed)
        if backed:
            match = replace(match, score=_BACKED, reasons=(*match.reasons, _IN_FULL))
        return match, lang, lemma

    def form(self, postings: list[int], lang: str) -> Form:
        """The form that fits the language, the surest of those; or the surest of all."""
        forms = [self.index.form(posting) for posting in postings]
        return next((form for form in forms if form.lang.startswith(lang)), forms[0])

    def link(self, pattern: int, postings: list[int], lang: str, suffixed: bool) -> Linked:
        """The link of a pattern to the entity of these postings, by the form that fits the language."""
        form = self.form(postings, "kk" if suffixed else lang)
        how = "inflected" if suffixed else form.how
        steps = ("Kazakh suffixes taken off",) if suffixed else ()
        match = Match(self.index.entity(self.index.owner(postings[0])), form.weight, how, form, reasons=steps)
        as_written = form.how != "inflected" and not self.flags[pattern] & NEVER_BARE
        return match, form.lang, None if as_written else form.nominative


def _languages(text: str, lang: str | None) -> tuple[str, ...]:
    """For each script the language in which names in it are read first."""
    langs = ["en"] * (LETTER + 1)
    langs[HAN], langs[ARABIC], langs[CYRILLIC] = "zh", "kk", "ru"
    if _KAZAKH.search(text, 0, _SAMPLE):
        letters = len(_KAZAKH.findall(text, 0, _SAMPLE)), len(_CYRILLIC.findall(text, 0, _SAMPLE))
        langs[CYRILLIC] = "kk" if letters[0] >= _KAZAKH_SHARE * letters[1] else "ru"
    if (found := len(_KAZAKH_LATIN.findall(text, 0, _SAMPLE))) > 1 and found >= _KAZAKH_SHARE * min(len(text), _SAMPLE):
        langs[LATIN] = "kk-Latn"
    if lang is not None:
        langs[_SCRIPT[lang]] = lang
    return tuple(langs)


_SCRIPT = {"en": LATIN, "zh": HAN, "zh-Hant": HAN, "ru": CYRILLIC, "kk": CYRILLIC, "kk-Latn": LATIN, "kk-Arab": ARABIC}


def _is_specific(name: str) -> bool:
    """Whether a weak form says enough for the country to tell whose it is: Ministry of Energy, 科技部; not Khabar."""
    return " " in name or (class_of(name[0]) == HAN and len(name) > 2)


class Asked(NamedTuple):
    """A mention to be linked in context, with what there is beside it: what is equal is linked alike."""

    pattern: int
    roles: Roles
    around: Around
    suffixed: bool
    short: bool
    marks: int
    state: int


#: How a name of one word that is also a common word is marked as a name: in quotation marks, by a capital within a sentence, by one in English
#: beside words without (Russian honours common words so: Победа), or as a word in Latin letters among others.
_QUOTED, _CAPITAL, _APART, _FOREIGN = range(1, 5)
#: The types of institutions that have common words for names.
_BRANDS = frozenset(["company", "media", "bank"])
#: The types of places and terms that stand in quotation marks; institutions all may.
_IN_QUOTES = frozenset(["facility", "field", "initiative", "programme", "project"])
_OPENING, _CLOSING = frozenset("«“„\"《"), frozenset("»”“\"》")


class Document:
    """One text while it is annotated: its matches, its evidence, and the choices made so far."""

    def __init__(self, annotator: Annotator, text: str, lang: str | None, at: str | None, found: Found) -> None:
        self.annotator, self.text, self.found = annotator, text, found
        self.langs = _languages(text, lang)
        self._at = at
        self._linked: dict[Asked, Linked | None] = {}
        #: Owners of surnames that the text gives to others.
        self._strangers: set[int] = set()

    def mentions(self) -> list[Mention]:
        """Leftmost-longest among the matches that can be linked."""
        mentions: list[Mention] = []
        text, last, known = self.text, 0, self.annotator.known(self.langs)
        for row in self.annotator.rows(self.found):
            start, stem, end, pattern, way = row
            if start < last or (end > stem and not self._kazakh_follows(stem)):
                continue
            if text[end : end + 1] in PEOPLE and self._is_of_people(start, end, pattern):
                continue
            if way == _IN_CONTEXT:
                linked = self._link(row, mentions)
            elif way == _CHECKED and self._is_read_otherwise(row, mentions):
                continue
            elif way == _ALONE and self._is_part_of_a_person(start, end, last):
                continue
            else:
                linked = known.get(2 * pattern + (end > stem)) or self._direct(pattern, end > stem, known)
            if linked is not None:
                match, lang, lemma = linked
                written = text[start:end]
                lemma = lemma or (written if end == stem else text[start:stem])
                mentions.append(_new(Mention, (start, end, written, lang, lemma, match)))
                last = end
        return mentions

    def _direct(self, pattern: int, suffixed: bool, known: dict[int, Linked]) -> Linked:
        """The link of a pattern that one entity owns, remembered."""
        known[2 * pattern + suffixed] = linked = self.annotator.direct(pattern, self.langs[self.annotator.script[pattern]], suffixed)
        return linked

    def _kazakh_follows(self, stem: int) -> bool:
        """Whether suffixes after a Latin stem can be Kazakh: in an English text "Raising" is not Raisi with a suffix."""
        return self.langs[LATIN] == "kk-Latn" or not self.text[stem : stem + 2].isascii()

    def _link(self, row: Row, mentions: list[Mention]) -> Linked | None:
        """The choice for a surname, an ambiguous or a weak form; ``None`` where nothing speaks for any."""
        start, stem, end, pattern, _ = row
        flags = self.annotator.flags[pattern]
        beside = self._beside(start, mentions)
        owner = int(self.annotator.owners[pattern])
        if flags & FAMILY and self._is_anothers(start, end, owner, beside):
            return None
        if flags & WEAK_ONLY and goes_on(self.text, start, end):
            return None
        short = self._is_short(start, stem)
        if flags & UNIQUE and not short and not (flags & SHARED and self._is_contested(pattern)):
            lang = self.langs[self.annotator.script[pattern]]
            return self.annotator.direct(pattern, lang, end > stem, owner in self.sure)
        roles = self._roles(start, end, beside)
        around = self._around(start, beside)
        state = -1 if flags & SINGLE and flags & FAMILY else self._state(start, end, mentions)
        at = Asked(pattern, roles, around, end > stem, short, self._marks(start, end, flags), state)
        if at not in self._linked:
            self._linked[at] = self._chosen(at)
        return self._linked[at]

    def _is_contested(self, pattern: int) -> bool:
        """Whether somebody who has a form with reserve is named in full, so that its owner without reserve is not alone."""
        return not self.annotator.others(pattern).isdisjoint(self.sure)

    def _is_anothers(self, start: int, end: int, owner: int, beside: Mention | None) -> bool:
        """Whether a surname is that of somebody whom the lexicon does not know, named here or before in this text."""
        said = somebody_else(self.text, start, end, self.annotator.titles, beside is not None)
        if said == ANOTHER:
            self._strangers.add(owner)
        if said or not (owner in self._strangers and owner not in self.sure):
            return bool(said)
        return not self._roles(start, end, beside)

    def _marks(self, start: int, end: int, flags: int) -> int:
        """What tells a name of one word that is also a common word from that: quotation marks, or a capital within a sentence."""
        if not flags & SINGLE or flags & FAMILY:
            return 0
        if self.text[start - 1 : start] in _OPENING and self.text[end : end + 1] in _CLOSING:
            return _QUOTED
        if not self.text[start].isupper():
            return 0
        apart = stands_apart(self.text, start, end)
        if class_of(self.text[start]) == LATIN and not self._latin:
            return _FOREIGN if apart else 0
        if begins_sentence(self.text, start) or headline(self.text, start):
            return 0
        return _APART if apart and class_of(self.text[start]) == LATIN and not self.text[start:end].isupper() else _CAPITAL

    def _is_part_of_a_person(self, start: int, end: int, last: int) -> bool:
        """Whether a given name that belongs to no mention stands just before, or a surname just after a place that is a given name."""
        text, titles = self.text, self.annotator.titles
        if text[start - 1 : start] == " " and last < start - 1:
            word = text[max(last, start - 24) : start - 1].rpartition(" ")[2]
            if word[:1].isupper() and titles.is_listed(word):
                return True
        if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper() or not titles.is_listed(text[start:end]):
            return False
        word = self._word(end + 1)
        return not (word.isupper() or titles.is_title(word) or headline(text, start))

    def _word(self, start: int) -> str:
        """The letters from a place on."""
        piece = self.text[start : start + 24]
        return next((piece[:at] for at, char in enumerate(piece) if not char.isalpha()), piece)

    def _roles(self, start: int, end: int, beside: Mention | None) -> Roles:
        """The roles of a title beside the name, or before the country or institution beside it (президент России Путин)."""
        roles = self.annotator.titles.roles(self.text, start, end)
        return roles or (self.annotator.titles.roles(self.text, beside.start, beside.end) if beside is not None else ())

    def _beside(self, start: int, mentions: list[Mention]) -> Mention | None:
        """The mention just before, if it is no person's."""
        near = bool(mentions) and mentions[-1].end >= start - 3 and mentions[-1].match.entity.kind != "person"
        return mentions[-1] if near else None

    def _is_read_otherwise(self, row: Row, mentions: list[Mention]) -> bool:
        """Whether the neighbours of a form say that it is no name of the entity that alone has it."""
        start, _, end, pattern, _ = row
        owner = int(self.annotator.owners[pattern])
        if self.annotator.nature[owner] != ORGAN:
            return is_adjective(self.text, start, end)
        state = self._state(start, end, mentions)
        return state >= 0 and state != self.annotator.country[owner]

    def _is_of_people(self, start: int, end: int, pattern: int) -> bool:
        """Whether a Chinese name with the character after it is a people, a language or somebody from there: 乌兹别克人, not 中国人口."""
        if class_of(self.text[start]) != HAN or self.annotator.index.ids[int(self.annotator.owners[pattern])].startswith("person/"):
            return False
        return self.annotator.scanner.words.stands(fold(self.text[end : end + 2 * LONGEST]))

    def _state(self, start: int, end: int, mentions: list[Mention]) -> int:
        """The state (by number) to which the words beside an organ of state give it, -1 if to none: Комитет науки Узбекистана, 美国国务院."""
        text = self.text
        if mentions and mentions[-1].end > start - 4 and gives_before(text, mentions[-1].start, mentions[-1].end, start):
            number = self.annotator.number(mentions[-1].id)
            if self.annotator.nature[number] == STATE:
                return number
        after = begins_owner(text, end)
        return -1 if after < 0 or self.langs[class_of(text[start])][:2] == "kk" else self._state_at(after, class_of(text[start]) == CYRILLIC)

    def _state_at(self, start: int, genitive: bool) -> int:
        """The state whose name begins at a place, in Russian in the genitive."""
        first, last = np.searchsorted(self.found.start, (start, start + 1)).tolist()
        for pattern in self.found.pattern[first:last].tolist():
            owner = int(self.annotator.owners[pattern])
            if self.annotator.certain[pattern]:
                fits = not genitive or in_genitive(self.annotator.form(self.annotator.postings(pattern)[0][1], "ru"))
                return owner if fits and self.annotator.nature[owner] == STATE else -1
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

    @cached_property
    def at(self) -> str | None:
        """The date of the text: the one given, or the year that it names most."""
        return self._at or year_of(self.text)

    @cached_property
    def sure(self) -> Counter[int]:
        """The entities (by number) that the text names beyond doubt, and how often."""
        patterns = self.found.pattern
        return Counter(self.annotator.owners[patterns[self.annotator.certain[patterns]]].tolist())

    @cached_property
    def countries(self) -> Counter[int]:
        """How often the text names a country or what belongs to it; Kazakh text has Kazakhstan in mind without saying so."""
        found = self.sure.copy()
        for number, count in self.sure.items():
            found[self.annotator.country[number]] += count
        found[self.annotator.home] += "kk" in (self.langs[CYRILLIC], self.langs[LATIN][:2])
        return found

    @cached_property
    def roles(self) -> Counter[str]:
        """The roles in which the people of the text serve: in a list of presidents the next one is a president."""
        patterns = self.found.pattern
        flags = np.asarray(self.annotator.flags)[patterns]
        people = set(self.annotator.owners[patterns[(flags & (UNIQUE | WEAK_ONLY)) == UNIQUE]].tolist())
        return Counter(role for number in people for role in self.annotator.serving(number, self.at))

    def _chosen(self, asked: Asked) -> Linked | None:
        """The likeliest owner of a pattern in this text; marked ambiguous where others are nearly as likely."""
        owners = self.annotator.postings(asked.pattern)
        lang = "kk" if asked.suffixed else self.langs[self.annotator.script[asked.pattern]]
        judged = [self._judged(owner, postings, lang, asked, len(owners) <= _FEW) for owner, postings in owners]
        scored = sorted((one for one in judged if one.likelihood), reverse=True)
        if not scored:
            return None
        best, total = scored[0], sum(one.likelihood for one in scored)
        ambiguous = best.likelihood < _DECIDED * total
        if ambiguous and best.weak:
            return None
        match, spoken, lemma = self.annotator.link(asked.pattern, best.postings, lang, asked.suffixed)
        score = round((_BACKED if best.backed else match.score) * best.likelihood / total, 4)
        return replace(match, score=score, ambiguous=ambiguous, reasons=(*match.reasons, *best.reasons)), spoken, lemma

    def _judged(self, owner: int, postings: list[int], lang: str, asked: Asked, few: bool) -> Judged:
        """How likely an entity is meant here, and why; not at all by a weak form that nothing backs."""
        form = self.annotator.form(postings, lang)
        weak = asked.short or form.weak
        likelihood, backed, reasons = self._likelihood(owner, postings[0], form, asked, few)
        backed = backed or (asked.marks in (_APART, _FOREIGN) and self.annotator.index.entity(owner).type in _BRANDS)
        if asked.state >= 0 and self.annotator.nature[owner] == ORGAN:
            if self.annotator.country[owner] != asked.state:
                return Judged(0.0, False, weak, (), postings)
            likelihood, backed, reasons = likelihood * _NAMED, True, (*reasons, f"its state stands beside it ({self.annotator.index.ids[asked.state]})")
        return Judged(likelihood if backed or not weak else 0.0, backed, weak, reasons, postings)

    def _likelihood(self, owner: int, posting: int, form: Form, asked: Asked, few: bool) -> tuple[float, bool, tuple[str, ...]]:
        """How likely an entity is meant here, whether the text backs it, and why."""
        index, country = self.annotator.index, self.annotator.country[owner]
        country = owner if country < 0 else country  # what lies in a country speaks for it too
        entity = index.entity(owner)
        likelihood, backed, reasons = self.annotator.prior(owner, posting, self.at), False, []
        if self.sure[owner]:
            likelihood, backed = likelihood * (_NAMED if form.part == "whole" else _SURNAMED), True
            reasons.append(_IN_FULL)
        if asked.roles:
            fit = titled(entity, asked.roles, self.at, index)
            likelihood, backed = likelihood * fit, backed or fit > 2
            reasons.append(f"the title beside it ({', '.join(asked.roles)}) {'fits' if fit > 1 else 'does not fit'} the offices held")
        if entity.id in asked.around:
            likelihood, backed = likelihood * _NAMED, True
            reasons.append("the place named just before lies in it")
        if self.countries[country]:
            likelihood *= 1 + 2 * min(self.countries[country], 6)
            backed = backed or _is_backed(entity, form, asked, few)
            reasons.append(f"its country is named in the text ({index.ids[country]})")
        alike = max(map(self.roles.__getitem__, self.annotator.serving(owner, self.at)), default=0)
        if alike > 1:
            likelihood *= alike
            reasons.append("serves in the same role as others in the text")
        if self.at is not None and entity.kind == "person":
            reasons.append(f"the text is of {self.at}")
        return likelihood, backed, tuple(reasons)


class Judged(NamedTuple):
    """How likely an entity is meant, whether the text backs it, whether the form asks for that, why, and the entity's postings."""

    likelihood: float
    backed: bool
    weak: bool
    reasons: tuple[str, ...]
    postings: list[int]


def _is_backed(entity: Entity, form: Form, asked: Asked, few: bool) -> bool:
    """Whether a weak form is meant where the country of its entity is named: by what the form says, or how it is written."""
    if entity.kind == "person":
        return few and asked.roles == HONORIFIC
    if _is_specific(form.text):
        return True
    if asked.marks == _QUOTED:
        return entity.kind == "institution" or entity.type in _IN_QUOTES
    return asked.marks in (_CAPITAL, _APART) and entity.kind == "institution" and (entity.type in ORGANS or form.text.isupper())
