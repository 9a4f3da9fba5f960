"""The values that everything else passes on: what the lexicon states, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .errors import UnknownKindError, UnknownLanguageError, nearest

KINDS = ("person", "place", "institution", "term")

#: The tags of BCP 47 under which names are kept. ``zh`` is Simplified, ``kk`` Cyrillic.
LANGUAGES = ("en", "zh", "zh-Hant", "ru", "kk", "kk-Latn", "kk-Arab")

#: Other spellings of the same tags.
LANGUAGE_ALIASES = {
    "zh-Hans": "zh",
    "zh-CN": "zh",
    "zh-SG": "zh",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "kk-Cyrl": "kk",
    "kk-KZ": "kk",
    "kk-CN": "kk-Arab",
    "ru-RU": "ru",
    "en-GB": "en",
    "en-US": "en",
}

_TAGS = {tag.casefold(): tag for tag in LANGUAGES} | {alias.casefold(): tag for alias, tag in LANGUAGE_ALIASES.items()}

STATUSES = ("canonical", "also", "short", "former", "misspelt")


def language(tag: str) -> str:
    """The tag under which names of this language are kept.

    >>> language("zh-Hans"), language("kk-Cyrl"), language("zh-hant-TW"), language("RU")
    ('zh', 'kk', 'zh-Hant', 'ru')

    Raises `UnknownLanguageError` for a language that the library does not serve.
    """
    if not isinstance(tag, str):
        raise TypeError(f"lang must be str, not {type(tag).__name__}")
    subtags = tag.casefold().replace("_", "-").split("-")
    for length in range(min(len(subtags), 3), 0, -1):
        if (found := _TAGS.get("-".join(subtags[:length]))) is not None:
            return found
    known = ", ".join(LANGUAGES)
    raise UnknownLanguageError(f"unknown language {tag!r}: expected one of {known}{nearest(tag, LANGUAGES)}")


def check_kind(kind: str) -> str:
    """The kind itself, or `UnknownKindError`."""
    if kind in KINDS:
        return kind
    raise UnknownKindError(f"unknown kind {kind!r}: expected one of {', '.join(KINDS)}{nearest(kind, KINDS)}")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity as the lexicon states it, never naked: language, status, years, source.

    ``text`` has no slashes; ``family`` is the span of the family name in it, where one is marked.
    ``since`` and ``until`` are ISO dates or years as written (``"2019"``, ``"2019-03-20"``).
    ``weak`` marks a form that is also a common word or somebody else's name: it is linked only on other evidence.
    ``derived`` marks a form that no person wrote: made at run time by transliteration.
    """

    text: str
    lang: str
    status: str = "canonical"
    family: tuple[int, int] | None = None
    since: str | None = None
    until: str | None = None
    weak: bool = False
    source: tuple[str, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: a key of ``lexicon/offices.toml``, with its years (ISO dates or parts of dates, ``None`` = open)."""

    of: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with one ID and names in several languages."""

    id: str
    kind: str
    names: tuple[Name, ...]
    type: str | None = None
    sex: str | None = None
    born: str | None = None
    died: str | None = None
    country: str | None = None
    part_of: str | None = None
    office: tuple[Office, ...] = ()
    same_as: Mapping[str, str] = field(default_factory=dict, hash=False)
    source: tuple[str, ...] = ()

    def name(self, lang: str = "en") -> str:
        """The canonical name in a language; one made by transliteration where the lexicon states none.

        A language of which nothing is stated or can be made answers with the nearest there is: see `named`.
        """
        return self.named(lang).text

    def named(self, lang: str = "en") -> Name:
        """Like `name`, but the whole `Name`: its language may differ from the one asked, and ``derived`` says if it was made."""
        from .expand import canonical  # the one step back up the flow: a derived name needs the transliteration systems

        return canonical(self, language(lang))


class Form(NamedTuple):
    """One written form that a name can take, with the way it came about.

    ``how`` is ``exact`` (a stated name or a mere reordering of it), ``inflected`` or ``respelled`` (by a transliteration system, or as
    people type). ``nominative`` is the form's own nominative in its own language and script. ``weight`` (0…1) is how sure this form means
    this entity before any context. ``part`` is ``family`` for a surname alone, ``given-patronymic`` and so on for other parts of a
    person's name, ``apposed`` for a name with a class word that a text would not count as part of it. ``steps`` says in words how the
    form was derived from ``name``.
    """

    text: str
    lang: str
    name: Name
    how: str = "exact"
    nominative: str = ""
    weight: float = 1.0
    weak: bool = False
    part: str = "whole"
    steps: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        return self.name.status

    @property
    def source(self) -> tuple[str, ...]:
        return self.name.source


class _Source(Protocol):
    """Where entities and forms are read from by their numbers: an index."""

    @property
    def entity(self) -> Callable[[int], Entity]: ...
    @property
    def form(self) -> Callable[[int], Form]: ...


class _Late:
    """A match whose entity and form are read from the index when they are first asked for."""

    __slots__ = ("_numbers", "_source")

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Entity | Form:
            if name not in ("entity", "form"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            value = getattr(self._source, name)(self._numbers[name == "form"])
            object.__setattr__(self, name, value)
            return value


@dataclass(frozen=True, slots=True)
class Match(_Late):
    """An entity that a name may mean: how sure (``score``, 0…1), found how, by which form, and whether others are as likely."""

    entity: Entity
    score: float
    how: str
    form: Form
    ambiguous: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.entity.id

    @property
    def kind(self) -> str:
        return self.entity.kind

    def why(self) -> list[str]:
        """The steps that led from the name to the entity, in words."""
        stated = self.form.name
        since = f", {stated.since or ''}–{stated.until or ''}" if stated.since or stated.until else ""
        source = f"; source: {', '.join(stated.source)}" if stated.source else ""
        return [
            f"{stated.text!r} is the {stated.status} name of {self.id} in {stated.lang}{since}{source}",
            *self.form.steps,
            *self.reasons,
        ]


_new = object.__new__
_SLOTS = tuple(getattr(Match, name) for name in ("score", "how", "ambiguous", "reasons", "_source", "_numbers"))
_SET_SCORE, _SET_HOW, _SET_AMBIGUOUS, _SET_REASONS, _SET_SOURCE, _SET_NUMBERS = (slot.__set__ for slot in _SLOTS)


def match_of(source: _Source, numbers: tuple[int, int], score: float, how: str) -> Match:
    """A match of the entity and the form with these numbers, made in a tenth of the time that reading them takes."""
    match: Match = _new(Match)
    _SET_SCORE(match, score)
    _SET_HOW(match, how)
    _SET_AMBIGUOUS(match, False)
    _SET_REASONS(match, ())
    _SET_SOURCE(match, source)
    _SET_NUMBERS(match, numbers)
    return match


class Mention(NamedTuple):
    """A name found in a text: offsets into the text as given, the nominative as written, and the match."""

    start: int
    end: int
    text: str
    lang: str
    lemma: str
    match: Match

    @property
    def id(self) -> str:
        return self.match.entity.id

    @property
    def kind(self) -> str:
        return self.match.entity.kind

    @property
    def score(self) -> float:
        return self.match.score
