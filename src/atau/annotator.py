"""A text → its mentions: scan, choose leftmost-longest, link in context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .context import Roles, Titles, folded, prior, serving, somebody_else, titled, year_of
from .index import Index
from .index.patterns import FAMILY, NEVER_BARE, SINGLE, UNIQUE, WEAK_ONLY
from .index.scan import Found, Scanner
from .joined import with_states
from .model import Match, Mention
from .text import ARABIC, CYRILLIC, HAN, LATIN, LETTER, class_of

#: A surname this short (Xi, Li, Си, Ван) means nobody until the text has named somebody in full, or a title says who.
_SHORT = 3
#: A choice between namesakes is made when one has at least this share of the likelihood.
_DECIDED = 0.75
#: The score of a short or shared form that the text backs, and the reason.
_BACKED, _IN_FULL = 0.97, "named in full in the same text"
_KAZAKH, _CYRILLIC = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]"), re.compile("[\u0400-\u052f]")
#: Letters that Kazakh has in Latin script and English has not.
_KAZAKH_LATIN = re.compile("[ñğūıŋǵńşäöüáóúýÑĞŪŊǴŃŞÄÖÜÁÓÚÝ]")
#: A text is taken for Kazakh from this share of letters of its own on; one that merely names a Kazakh or a Turk has fewer.
_SAMPLE, _KAZAKH_SHARE = 1024, 0.02
#: Short documents are scanned together, up to so many characters at a time.
_TOGETHER = 1 << 16
_BETWEEN = "\n\n"
#: The flags by which a pattern is told to name one entity beyond doubt: `UNIQUE` and none of the others.
_UNSURE = UNIQUE | FAMILY | WEAK_ONLY
#: A `Mention` made without the call of Python code that its constructor is.
_new = tuple.__new__
#: How a pattern is linked: in context; to its one entity; to that unless part of somebody's name (a place of one word: Michael Jordan).
_IN_CONTEXT, _DIRECT, _ALONE = 0, 1, 2
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
        self.titles = Titles(index.context["titles"], index.context["given"])
        self._key, kinds = self.scanner.keys(), self.scanner.kinds()
        #: For each pattern its entity where that is the only one, how it is linked, its flags, and the script in which it begins.
        self.owners = np.asarray(index.columns["entity"])[np.asarray(index.container.section("first"))[self._key]]
        self.ways = self._ways(kinds.flags)
        self.flags, self.script = memoryview(kinds.flags), memoryview(kinds.script)
        self.country: list[int] = index.container.section("country").tolist()
        self._known: dict[tuple[str, ...], dict[int, Linked]] = {}
        self.direct = lru_cache(maxsize=_REMEMBERED)(self._direct)
        self.postings = lru_cache(maxsize=1 << 16)(self._postings)
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
        return np.where((flags & _UNSURE) == UNIQUE, np.where(single, _ALONE, _DIRECT), _IN_CONTEXT).astype(np.uint8)

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

    def link(self, pattern: int, postings: list[int], lang: str, suffixed: bool) -> Linked:
        """The link of a pattern to the entity of these postings, by the form that fits the language."""
        forms = [self.index.form(posting) for posting in postings]
        wanted = "kk" if suffixed else lang
        form = next((form for form in forms if form.lang.startswith(wanted)), forms[0])
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


class Document:
    """One text while it is annotated: its matches, its evidence, and the choices made so far."""

    def __init__(self, annotator: Annotator, text: str, lang: str | None, at: str | None, found: Found) -> None:
        self.annotator, self.text, self.found = annotator, text, found
        self.langs = _languages(text, lang)
        self._at = at
        self._linked: dict[tuple[int, Roles, Around, bool], Linked | None] = {}

    def mentions(self) -> list[Mention]:
        """Leftmost-longest among the matches that can be linked."""
        mentions: list[Mention] = []
        text, last, known = self.text, 0, self.annotator.known(self.langs)
        for row in self.annotator.rows(self.found):
            start, stem, end, pattern, way = row
            if start < last or (end > stem and not self._kazakh_follows(stem)):
                continue
            if way == _IN_CONTEXT:
                linked = self._link(row, mentions)
            elif way == _ALONE and self._is_part_of_a_person(start, last):
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
        if flags & FAMILY and somebody_else(self.text, start, end, self.annotator.titles, beside is not None):
            return None
        short = self._is_short(start, stem)
        if flags & UNIQUE and not short:
            lang = self.langs[self.annotator.script[pattern]]
            return self.annotator.direct(pattern, lang, end > stem, int(self.annotator.owners[pattern]) in self.sure)
        at = (pattern, self._roles(start, end, beside), self._around(start, beside), end > stem)
        if at not in self._linked:
            self._linked[at] = self._chosen(*at, short)
        return self._linked[at]

    def _is_part_of_a_person(self, start: int, last: int) -> bool:
        """Whether a given name that belongs to no mention stands just before."""
        if self.text[start - 1 : start] != " " or last >= start - 1:
            return False
        word = self.text[max(last, start - 24) : start - 1].rpartition(" ")[2]
        return word[:1].isupper() and folded(word) in self.annotator.titles.given

    def _roles(self, start: int, end: int, beside: Mention | None) -> Roles:
        """The roles of a title beside the name, or before the country or institution beside it (президент России Путин)."""
        roles = self.annotator.titles.roles(self.text, start, end)
        return roles or (self.annotator.titles.roles(self.text, beside.start, beside.end) if beside is not None else ())

    def _beside(self, start: int, mentions: list[Mention]) -> Mention | None:
        """The mention just before, if it is no person's."""
        near = bool(mentions) and mentions[-1].end >= start - 3 and mentions[-1].match.entity.kind != "person"
        return mentions[-1] if near else None

    def _around(self, start: int, beside: Mention | None) -> Around:
        """The places that the place before a comma lies in: in "Atlanta, Georgia" the state."""
        if beside is None or self.text[beside.end : start] != ", ":
            return ()
        return beside.match.entity.part_of, beside.match.entity.country

    def _is_short(self, start: int, stem: int) -> bool:
        return stem - start <= (1 if class_of(self.text[start]) == HAN else _SHORT)

    @cached_property
    def at(self) -> str | None:
        """The date of the text: the one given, or the year that it names most."""
        return self._at or year_of(self.text)

    @cached_property
    def sure(self) -> Counter[int]:
        """The entities (by number) that the text names beyond doubt, and how often."""
        patterns = self.found.pattern
        return Counter(self.annotator.owners[patterns[self.annotator.ways[patterns] != _IN_CONTEXT]].tolist())

    @cached_property
    def countries(self) -> Counter[int]:
        """How often the text names a country or what belongs to it."""
        found = self.sure.copy()
        for number, count in self.sure.items():
            found[self.annotator.country[number]] += count
        return found

    @cached_property
    def roles(self) -> Counter[str]:
        """The roles in which the people of the text serve: in a list of presidents the next one is a president."""
        patterns = self.found.pattern
        flags = np.asarray(self.annotator.flags)[patterns]
        people = set(self.annotator.owners[patterns[(flags & (UNIQUE | WEAK_ONLY)) == UNIQUE]].tolist())
        return Counter(role for number in people for role in self.annotator.serving(number, self.at))

    def _chosen(self, pattern: int, roles: Roles, around: Around, suffixed: bool, short: bool) -> Linked | None:
        """The likeliest owner of a pattern in this text; marked ambiguous where others are nearly as likely."""
        owners = self.annotator.postings(pattern)
        scored = sorted(((*self._likelihood(owner, postings[0], roles, around), postings) for owner, postings in owners), reverse=True)
        total = sum(likelihood for likelihood, *_ in scored)
        best, backed, reasons, postings = scored[0]
        weak = short or self.annotator.index.form(postings[0]).weak
        ambiguous = best < _DECIDED * total
        if total == 0 or (weak and (ambiguous or not backed)):
            return None
        match, lang, lemma = self.annotator.link(pattern, postings, self.langs[self.annotator.script[pattern]], suffixed)
        score = round((_BACKED if backed else match.score) * best / total, 4)
        return replace(match, score=score, ambiguous=ambiguous, reasons=(*match.reasons, *reasons)), lang, lemma

    def _likelihood(self, owner: int, posting: int, roles: Roles, around: Around) -> tuple[float, bool, tuple[str, ...]]:
        """How likely an entity is meant here, whether the text backs it, and why."""
        index, country = self.annotator.index, self.annotator.country[owner]
        country = owner if country < 0 else country  # what lies in a country speaks for it too
        entity, form = index.entity(owner), index.form(posting)
        likelihood, backed, reasons = self.annotator.prior(owner, posting, self.at), False, []
        if self.sure[owner]:
            likelihood, backed = likelihood * 60, True
            reasons.append(_IN_FULL)
        if roles:
            fit = titled(entity, roles, self.at, index)
            likelihood, backed = likelihood * fit, backed or fit > 2
            reasons.append(f"the title beside it ({', '.join(roles)}) {'fits' if fit > 1 else 'does not fit'} the offices held")
        if entity.id in around:
            likelihood, backed = likelihood * 60, True
            reasons.append("the place named just before lies in it")
        if self.countries[country]:
            likelihood *= 1 + 2 * min(self.countries[country], 6)
            backed = backed or (entity.kind != "person" and _is_specific(form.text))
            reasons.append(f"its country is named in the text ({index.ids[country]})")
        alike = max(map(self.roles.__getitem__, self.annotator.serving(owner, self.at)), default=0)
        if alike > 1:
            likelihood *= alike
            reasons.append("serves in the same role as others in the text")
        if self.at is not None and entity.kind == "person":
            reasons.append(f"the text is of {self.at}")
        return likelihood, backed, tuple(reasons)
