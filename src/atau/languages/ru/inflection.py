"""The case forms of a Russian name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise, product

from ..forms import Inflected
from .declension import ACC, GEN, NOM, decline, decline_plural, is_fixed, is_kin, is_particle
from .dictionary import Paradigm, entries, paradigms
from .eastern import is_eastern
from .heads import last_heads
from .writing import CASE_NAMES, TOKEN, VOWELS, abbreviated, recase, vowels

#: The six cases of a word, each with its alternatives.
Cases = tuple[tuple[str, ...], ...]

_PERSONAL = ("surname", "adjective", "name")
_ADJECTIVE_ENDS = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_TAILED = re.compile(r"([^\W\d_]+)(-(?:на|де|ла|ле|эль|эн|под|дю|о)-.+)")


def inflect(name: str, *, kind: str | None = None, sex: str | None = None, family: tuple[int, int] | None = None) -> tuple[Inflected, ...]:
    """The forms other than the nominative that a name takes in text, without duplicates; a surname alone also in the plural.

    In a person's name every word inflects, by its own rules and the person's sex; in other names the words up to the head do
    (Министерством иностранных дел), unless the head is an abbreviation without a vowel or a name that Russian leaves alone.

    >>> [form.text for form in inflect("Касым-Жомарт Токаев", kind="person", family=(13, 19))]
    ['Касым-Жомарта Токаева', 'Касым-Жомарту Токаеву', 'Касым-Жомартом Токаевым', 'Касым-Жомарте Токаеве']
    >>> [form.text for form in inflect("Шанхайская организация сотрудничества")][:2]
    ['Шанхайской организации сотрудничества', 'Шанхайскую организацию сотрудничества']
    >>> inflect("Ван И", kind="person", family=(0, 3))[0].text, inflect("Алматы", kind="place")
    ('Вана И', ())
    """
    tokens = list(TOKEN.finditer(name))
    if not tokens:
        return ()
    if family is not None or kind == "person" or (kind is None and _like_a_person(tokens)):
        family = family or _family(tokens)
        return _distinct(name, _person(name, tokens, "f" if sex == "f" else "m", family))
    return _distinct(name, _thing(name, tokens, kind))


def _distinct(name: str, rows: Iterable[tuple[list[list[str]], str]]) -> tuple[Inflected, ...]:
    """One form a text, with all the cases that it stands for."""
    found: dict[str, str] = {}
    for row, number in rows:
        cases: dict[str, str] = {}
        for case, texts in zip(CASE_NAMES, row, strict=True):
            for text in texts:
                cases[text] = f"{cases[text]},{case}" if text in cases else case
        for text, its in cases.items():
            found.setdefault(text, f"Case={its}|{number}")
    found.pop(name, None)
    return tuple(map(Inflected, found, found.values()))


def _joined(name: str, tokens: list[re.Match[str]], words: list[Cases]) -> list[list[str]]:
    """The whole name in each case: what stands between its words stays."""
    gaps = [((name[before.end() : after.start()],),) * 6 for before, after in pairwise(tokens)]
    start, end = name[: tokens[0].start()], name[tokens[-1].end() :]
    pieces = [((start,),) * 6, *chain.from_iterable(zip(words, gaps, strict=False)), words[-1], ((end,),) * 6]
    return [list(map("".join, product(*choices))) for choices in zip(*pieces, strict=True)]


# A person


def _family(tokens: list[re.Match[str]]) -> tuple[int, int]:
    """The last word; none where it stands alone and the dictionary knows it as a given name (Лев)."""
    known = {p.role for p in paradigms(tokens[-1].group().lower())}
    return (0, 0) if len(tokens) == 1 and "given" in known and "surname" not in known else tokens[-1].span()


def _like_a_person(tokens: list[re.Match[str]]) -> bool:
    words = [token.group() for token in tokens]
    if len(words) < 2 or not all(word[:1].isupper() and not abbreviated(word) for word in words):
        return False
    return not any(_is_adjective(word.lower()) or any(p.role == "noun" for p in paradigms(word.lower())) for word in words[:1])


def _person(name: str, tokens: list[re.Match[str]], gender: str, family: tuple[int, int]) -> Iterator[tuple[list[list[str]], str]]:
    inside = [family[0] <= token.start() < family[1] for token in tokens]
    words = [
        _of_person(token.group(), gender, its, among=sum(inside), first=token is tokens[0])
        for token, its in zip(tokens, inside, strict=True)
    ]
    for row in _of_eastern(tokens, inside, words) or [words]:
        yield _joined(name, tokens, row), "Number=Sing"
    if len(tokens) == 1 and family[0] <= tokens[0].start() < family[1]:
        plural = _plural(name.lower()) if gender == "m" else None
        if plural is not None:
            yield [[recase(name, form) for form in forms] for forms in plural], "Number=Plur"


def _of_eastern(tokens: list[re.Match[str]], inside: list[bool], words: list[Cases]) -> list[list[Cases]]:
    """The last word alone inflected, as the norm has it, and the family name too, as is often seen; syllables between them stay.

    Source: the reference service of gramota.ru, answers on compound Chinese, Korean and Vietnamese names.
    """
    texts = [token.group() for token in tokens]
    if inside != [True] + [False] * (len(texts) - 1) or not is_eastern(texts):
        return []
    middle = [_same(text) for text in texts[1:-1]]
    return [[_same(texts[0]), *middle, words[-1]], [words[0], *middle, words[-1]]]


@lru_cache(maxsize=1 << 16)
def _of_person(word: str, gender: str, family: bool, among: int, first: bool) -> Cases:
    """``among`` is how many words the family name has: only one that is a family name by itself is no particle (Ван, Аль Сауд)."""
    lower = word.lower()
    if (len(word) == 1 and not family) or _is_syllable(lower, gender) or _is_particle(word, family, among, first):
        return _same(word)
    of = _PERSONAL if family else ("name",)
    before, hyphen, last = lower.rpartition("-")
    kin = bool(hyphen) and is_kin(last)
    declined = _listed(last, gender) or decline(last, gender, ("adjective", "name") if kin else _types(last, of)) or _same(last)
    if hyphen:
        declined = _double(before, declined, gender, of, kin)
    return _recased(word, declined)


def _is_syllable(lower: str, gender: str) -> bool:
    """Whether a word is one open syllable, which no case changes: Ли, Ма, Цзя; and not a woman's Ия."""
    if len(lower) == 2 and lower[1] in VOWELS:
        return not (gender == "f" and lower[0] in VOWELS and lower[1] == "я")
    return len(lower) > 1 and lower[-1] in VOWELS and vowels(lower) == 1


def _is_particle(word: str, family: bool, among: int, first: bool) -> bool:
    """``first`` is set where a word begins the name: a given name is no particle there (Бен Аффлек)."""
    lower = word.lower()
    if not is_particle(lower):
        return False
    if first and not family and word != lower and any(p.role == "given" for p in paradigms(lower)):
        return False
    return word == lower or not family or among > 1


def _types(surname: str, of: tuple[str, ...]) -> tuple[str, ...]:
    """The types to look among: a surname in -ой may be a noun (Прибой) or foreign (Рахой), for all that adjectives end so too."""
    if not surname.endswith("ой") or surname.endswith(("ской", "цкой", "овой", "евой", "ной")):
        return of
    alike = chain.from_iterable(map(paradigms, (surname, f"{surname[:-2]}ий", f"{surname[:-2]}ый")))
    return of if any(p.cases[GEN][0].endswith("го") for p in alike if p.cases[GEN]) else ("name",)


def _listed(word: str, gender: str) -> Cases | None:
    """A given name of which only the dictionary says whether and how it declines: Любовь and Николь, Игорёк."""
    known = paradigms(word) if word.endswith("ь" if gender == "f" else "ёк") else ()
    return next((p.cases for p in known if (p.role, p.gender) == ("given", gender)), None)


def _plural(word: str) -> Cases | None:
    """The plural of a man's surname; of a double one in both halves that have one (Римские-Корсаковы)."""
    first, hyphen, last = word.rpartition("-")
    declined = None if hyphen and is_kin(last) else decline_plural(last, _types(last, _PERSONAL))
    if declined is None or not hyphen:
        return declined
    halves = decline_plural(first, ("surname", "adjective")) or _same(first)
    return _hyphened(halves, declined)


def _double(before: str, last: Cases, gender: str, of: tuple[str, ...], kin: bool) -> Cases:
    """All parts of a double name, but for those before the last that end in a consonant and are no surnames in -ов, -ин, -ский."""
    for part in reversed(before.split("-")):
        types = _types(part, of) if kin or part[-1:] in VOWELS | {"й"} else tuple(which for which in of if which != "name")
        last = _hyphened(decline(part, gender, types) or _same(part), last)
    return last


def _same(word: str) -> Cases:
    return ((word,),) * 6


# A noun phrase


def _thing(name: str, tokens: list[re.Match[str]], kind: str | None) -> Iterator[tuple[list[list[str]], str]]:
    head = _head_of(tokens)
    known = paradigms(tokens[head].group().lower())
    yield _joined(name, tokens, _phrase(tokens, head, kind)), "Number=Plur" if {p.gender for p in known} == {"p"} else "Number=Sing"
    for plural in _people(name, known) if kind == "term" and len(tokens) == 1 else ():
        yield [[recase(name, form) for form in forms] for forms in plural.cases], "Number=Plur"


def _people(name: str, known: Iterable[Paradigm]) -> Iterator[Paradigm]:
    """The plural of a noun that names living beings: казах, казахи."""
    for plural in dict.fromkeys(p.plural for p in known if p.animate and p.gender != "p"):
        yield from (p for p in paradigms(plural) if p.gender == "p" and p.animate)


def _head_of(tokens: list[re.Match[str]]) -> int:
    words = [token.group().lower() for token in tokens]
    if _heads_last(words):
        return len(words) - 1
    return next((n for n, word in enumerate(words) if n + 1 == len(words) or not _is_adjective(word)), 0)


def _phrase(tokens: list[re.Match[str]], head: int, kind: str | None) -> list[Cases]:
    """Adjectives and the head decline; what follows the head stays. A phrase without a noun for its head stays as it is."""
    words = [token.group() for token in tokens]
    if _heads_last([word.lower() for word in words]):
        return [*map(_same, words[:-1]), _head(words[-1], kind)]
    if head + 1 < len(words) and {p.role for p in paradigms(words[head].lower())} == {"adjective"}:
        return [_same(word) for word in words]
    feminine = any(word.endswith(("ая", "яя")) for word in words[:head])
    noun = _same(words[head]) if feminine and abbreviated(words[head]) else _head(words[head], kind)
    return [*map(_adjective, words[:head]), noun, *map(_same, words[head + 1 :])]


def _heads_last(words: list[str]) -> bool:
    """Whether a Turkic or Persian noun ends the name, after words that are no Russian adjectives: Жогорку Кенеш, not Золотая Орда."""
    return words[-1] in last_heads() and not any(p.role == "adjective" for word in words[:-1] for p in paradigms(word))


def _is_adjective(word: str) -> bool:
    if not word.endswith(_ADJECTIVE_ENDS):
        return False
    known = paradigms(word)
    return any(p.role == "adjective" for p in known) or not known


@lru_cache(maxsize=1 << 14)
def _adjective(word: str) -> Cases:
    lower = word.lower()
    known = next((p.cases for p in paradigms(lower) if p.role == "adjective"), None)
    declined = known or _of_thing(next((rows for g in "mfnp" if (rows := decline(lower, g, ("adjective",)))), None), lower)
    return _recased(word, declined)


@lru_cache(maxsize=1 << 14)
def _head(word: str, kind: str | None) -> Cases:
    if abbreviated(word) or (not word.isalpha() and not re.fullmatch(r"[а-яёА-ЯЁ-]+", word)):
        return _abbreviation(word)
    lower = word.lower()
    short = lower[1:2] == "-"  # о-в, о-ва
    if short or (word[-2:].isupper() and lower[-1] in VOWELS):  # БелТА
        return _same(word)
    tailed = _TAILED.fullmatch(lower)
    if tailed is not None:
        return _recased(word, tuple(tuple(form + tailed[2] for form in forms) for forms in _noun(tailed[1], kind)))
    return _recased(word, _noun(lower, kind))


def _abbreviation(word: str) -> Cases:
    """Left alone, or in the many that can be read as a masculine word, with small endings: МИДом, ЕАЭСа."""
    lower = word.lower()
    if not abbreviated(word) or is_fixed(lower) or lower[-1] in VOWELS or not VOWELS & set(lower) or not re.fullmatch("[а-яё]+", lower):
        return _same(word)
    return tuple((word, word + ending) if ending else (word,) for ending in ("", "а", "у", "", "ом", "е"))


def _noun(lower: str, kind: str | None) -> Cases:
    """By the dictionary, where it knows the word as what it is here; else by rule, with every gender that its end allows."""
    double = _with_adjective(lower)
    if double is not None:
        return double
    known = [p for p in paradigms(lower) if p.role in ("noun", "place") or p.role == "adjective"]
    known = [p for p in known if p.role == "place"] if kind == "place" and any(p.role == "place" for p in known) else known
    if known:
        return _merged([p.cases for p in known if p.role == known[0].role])
    if entries(lower) and all(entry.role == "fixed" for entry in entries(lower)):
        return _same(lower)
    rows = [_of_thing(row, lower) for g in "mfnp" if (row := decline(lower, g, ("place", "adjective", "name")))]
    return _merged(rows) if rows else _same(lower)


def _with_adjective(lower: str) -> Cases | None:
    """A town with an adjective after it, both of which decline: Каменск-Уральский, Гусь-Хрустальный."""
    first, _, last = lower.rpartition("-")
    if first[-1:] in VOWELS or not last.endswith(("ский", "цкий", "ный")):
        return None
    town, adjective = decline(first, "m", ("place", "name")), decline(last, "m", ("adjective",))
    if town is None or adjective is None:
        return None
    return _of_thing(_hyphened(town, adjective), lower)


def _hyphened(before: Cases, after: Cases) -> Cases:
    return tuple(tuple(f"{a}-{b}" for a, b in product(*forms)) for forms in zip(before, after, strict=True))


def _of_thing(row: Cases | None, word: str) -> Cases:
    """The accusative of things is the nominative, but for words in -а and -я."""
    if row is None:
        return _same(word)
    return row if word[-1] in "ая" else (*row[:ACC], row[NOM], *row[ACC + 1 :])


def _merged(rows: list[Cases]) -> Cases:
    return tuple(tuple(dict.fromkeys(form for row in rows for form in row[case])) for case in range(6))


def _recased(word: str, cases: Cases) -> Cases:
    return tuple(tuple(recase(word, form) for form in forms) for forms in cases)
