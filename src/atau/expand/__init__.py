"""Every written form that a name can take: order, initials, case forms, scripts, romanisations, misspellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from ..languages import ru
from ..model import Entity, Form, Name
from ..text import HAN, LATIN, fold, key, scripts, traditional
from ..transliteration import han_readings, transliterate
from . import people
from .people import Arrangement, Parts
from .spelling import (
    combinations,
    hyphenations,
    in_arabic_script,
    in_chinese,
    in_latin_letters,
    in_other_words,
    other_classes,
    other_transcriptions,
    respellings,
    respells,
    respelt,
    romanised,
    romanised_together,
    romanises,
    rules,
    russian_keyboard,
    unquoted,
    waters,
    weight,
)  # fmt: skip

__all__ = ["canonical", "expand", "keyed"]


def expand(entity: Entity) -> list[Form]:
    """All forms of an entity, each once for a language and folded spelling: the surest one.

    >>> from atau.model import Name
    >>> xi = Entity("person/x", "person", (Name("习近平", "zh", family=(0, 1)), Name("Xi Jinping", "en", family=(0, 2))))
    >>> sorted({form.text for form in expand(xi) if form.lang == "en"})[:3]
    ['Jin Ping Xi', 'Jin-ping Xi', 'Jinping Xi']
    """
    return [form for _, form in keyed(entity)]


def keyed(entity: Entity) -> Iterator[tuple[str, Form]]:
    """The forms of an entity, each after the key under which it is found."""
    best: dict[tuple[str, str], Form] = {}
    for form in map(_unwrapped, _forms(entity)):
        at = form.lang, _folded(form.text)
        held = best.setdefault(at, form)
        if held is not form:
            best[at] = _either(held, form)
    weak = _weak_letters(best)
    return ((key, _apposed(_weakened(form, key, weak), best)) for (_, key), form in best.items() if key)


def _weak_letters(forms: Mapping[tuple[str, str], Form]) -> set[str]:
    """The folded letters of the forms that are weak as stated or in a case form, unless another language states them and not as weak."""
    strong = {key for (_, key), form in forms.items() if form.how == "exact" and not form.weak}
    return {key for (_, key), form in forms.items() if form.weak and form.how != "respelled"} - strong


def _weakened(form: Form, key: str, weak: Set[str]) -> Form:
    """A form made by a rule, weak where the same letters are weak as stated: a Kazakh name in Latin letters that is an English word."""
    return form._replace(weak=True) if key in weak and form.how == "respelled" and not form.weak else form


#: The key of a form's text: many forms of an entity are the same text, come upon in several ways.
_folded = lru_cache(maxsize=1 << 13)(key)


def _unwrapped(form: Form) -> Form:
    """A form all in quotation marks without them: they are the text's, not the name's."""
    text = form[0]
    if text[:1] not in _QUOTES or len(text) < 3 or text[-1] not in _QUOTES:
        return form
    inner = text[1:-1]
    if not _QUOTES.isdisjoint(inner):
        return form
    return form._replace(text=inner, nominative=form.nominative.strip(_QUOTATION))


def _apposed(form: Form, best: Mapping[tuple[str, str], Form]) -> Form:
    """A form that is another one with a word of the text before or after it: a class word (провинция Шэньси, Guizhou province, the
    Morning Post) or an owner (China's State Council)."""
    if form.lang not in ("en", "ru") or " " not in form.text:
        return form
    first, _, rest = form.text.partition(" ")
    front, _, last = form.text.rpartition(" ")
    before = (first.islower() or first == "The" or first.endswith(("'s", "’s"))) and _stands(form, rest, best)
    after = form.lang == "en" and last.islower() and _stands(form, front, best)
    return form._replace(part="apposed") if before or after else form


def _stands(form: Form, rest: str, best: Mapping[tuple[str, str], Form]) -> bool:
    """Whether the rest of a form is itself a form of the entity, and one that is found by itself."""
    other = best.get((form.lang, _folded(rest.strip(_QUOTATION))))
    return other is not None and not other.weak


_QUOTATION = '"«»“”„《》「」'
_QUOTES = frozenset(_QUOTATION)


def _either(held: Form, form: Form) -> Form:
    """The surer of two forms with the same letters; in small ones if one of them is stated so: мажилис, as Russian papers write it."""
    best, other = (form, held) if _rank(form) > _rank(held) else (held, form)
    return best._replace(text=other.text) if best.how == other.how and other.text.islower() else best


def _rank(form: Form) -> tuple[bool, float, bool]:
    """How sure a form is, to be compared with another of the same spelling."""
    return form.how == "exact", form.weight, not form.weak


def _forms(entity: Entity) -> Iterator[Form]:
    for name in entity.names:
        for form in _in_scripts(name, entity):
            yield form
            if form.lang == "ru" and name.status != "misspelt" and "," not in form.text:
                yield from _inflected(form, entity)


def _in_scripts(name: Name, entity: Entity) -> Iterator[Form]:
    """The forms of one stated name in the nominative, then those in other scripts that are made from them."""
    if name.lang == "kk" and name.status != "misspelt":
        yield from _in_scripts_of_kazakh(list(_arranged(name, entity)), entity)
    else:
        yield from _arranged(name, entity)
    if name.status != "misspelt":
        yield from _respelt_person(name, entity)
        yield from _romanisations(name, entity)
        yield from _in_kazakh_of_china(name, entity)


def _arranged(name: Name, entity: Entity) -> Iterator[Form]:
    p = people.parts(name) if entity.kind == "person" else None
    yield _spelt(name, name.text)
    if p is None:
        yield from _whole_variants(name, entity)
    elif name.lang.startswith("zh"):
        yield from _in_han(name, p)
    else:
        for variant, way in _given_variants(p, entity):
            for a in people.arrangements(variant):
                yield _of(name, a, way)


def _in_han(name: Name, p: Parts) -> Iterator[Form]:
    for a in people.han_arrangements(p):
        form = _of(name, a)
        yield form
        if not p.family_first or not p.given:
            for text in other_transcriptions(a.text):
                yield _made(form, text, name.lang, "transcribed with other characters")


def _given_variants(p: Parts, entity: Entity) -> Iterator[tuple[Parts, str]]:
    yield from people.given_variants(p)
    syllables = _syllables(entity) if p.chinese and len(p.given.split()) == 1 else []
    if len(syllables) == 2 and "".join(syllables) == fold(p.given).replace("'", ""):
        first, second = syllables
        for given in (f"{first}-{second}", f"{first} {second}"):
            yield replace(p, given=given.title() if " " in given else given.capitalize()), "order"


def _syllables(entity: Entity) -> list[str]:
    """The given name of a Chinese person in pinyin syllables without tones."""
    for name in entity.names:
        if name.lang == "zh" and name.family and name.family[0] == 0:
            return [fold(syllable) for syllable in han_readings(name.text[name.family[1] :])]
    return []


def _status_weight(name: Name) -> float:
    return weight("stated" if name.status == "canonical" else name.status)


def _of(name: Name, a: Arrangement, variant: str = "stated") -> Form:
    """The form of a name arranged in some way; ``variant`` is how its given name differs from the stated one."""
    way = variant if a.way == "given-family" and variant != "stated" else a.way
    part = way if way in ("family", "given-patronymic", "given-part", "initials") else "whole"
    steps = () if way == "stated" else (_STEP[way],)
    weak = name.weak or (part == "family" and _shared(name))
    sure = _status_weight(name) * weight(way)
    return Form(a.text, name.lang, name, nominative=a.text, weight=sure, weak=weak, part=part, steps=steps)


def _shared(name: Name) -> bool:
    """Whether the family name is one of the few hundred that a people share (Chinese, Korean), so that alone it names nobody."""
    return name.family is not None and name.family[0] == 0 and name.family[1] < len(name.text)


_STEP = {
    "order": "parts put in another order", "given-family": "without patronymic", "initials": "given name as initials",
    "given-patronymic": "without family name", "given-part": "part of the given name", "family": "family name alone",
}  # fmt: skip


def _whole_variants(name: Name, entity: Entity) -> Iterator[Form]:
    """Names that are not of persons: quotes, dashes, class words, spelling habits, English plurals (Confucius Institutes)."""
    named = entity.kind in ("institution", "term")
    for text in in_other_words(name.text, name.lang) if named else [name.text]:
        yield _spelt(name, text)
        yield from (_spelt(name, other) for other in unquoted(text))
        yield from (_spelt(name, other) for other in _with_class(name, entity))
        if name.lang == "kk" and entity.kind == "place":
            yield from (_spelt(name, other)._replace(weak=False) for other in waters(text, entity))
        if named:
            yield from (_spelt(name, other) for other in hyphenations(text))
        if name.lang == "en" and named and text[-1:].isalpha() and text[-1].islower() and text[-1] not in "sy":
            plural = _spelt(name, text + "s")
            yield plural._replace(nominative=text, how="inflected", weight=plural.weight * weight("inflected"), steps=("plural",))


def _with_class(name: Name, entity: Entity) -> Iterator[str]:
    """A Kazakh name of a place with the class word that belongs to it (Гуйчжоу провинциясы), or with another word for the same class."""
    if entity.kind == "place" and name.lang == "kk" and name.status == "canonical":
        for ending, word in rules()["classes"]["kk"].items():
            if any(other.lang == "zh" and other.text.endswith(ending) and len(other.text) > 2 for other in entity.names):
                yield f"{name.text} {word}"
    if name.lang == "kk":
        yield from other_classes(name.text, entity)


def _spelt(name: Name, text: str) -> Form:
    return Form(text, name.lang, name, nominative=text, weight=_status_weight(name), weak=name.weak)


def _in_scripts_of_kazakh(forms: list[Form], entity: Entity) -> Iterator[Form]:
    """Forms of a Kazakh name, each followed by how it is written in other scripts."""
    texts = [form.text for form in forms]
    arabic, latin = in_arabic_script(texts), romanised_together(texts, "kk", entity.kind)
    mixed = _in_other_letters(forms[0].name.text)
    for form, in_arabic, in_latin in zip(forms, arabic, latin, strict=True):
        yield form
        if form.part not in ("whole", "family", "initials") or (mixed and _in_other_letters(form.text)):
            continue
        for text in in_arabic if len(form.text) >= _LEGIBLE or form.text.isupper() else ():
            yield _made(form, text, "kk-Arab", "in Arabic script by kk-Arab")
        for text, system in ((text, system) for written, system in in_latin for text in in_latin_letters(written)):
            yield _made(form, text, "kk-Latn", f"in Latin script by {system}")
        if (typed := russian_keyboard(form.text)) != form.text:
            made = _made(form, typed, "kk", "as typed without Kazakh letters")
            yield made._replace(weight=form.weight * weight("keyboard"))


def _in_other_letters(text: str) -> bool:
    return not scripts(text).isdisjoint({LATIN, HAN})


#: In a script without capitals a name shorter than this is taken for one of the common words (مەن, "and") too often; abbreviations
#: are known by the hyphen before their suffixes.
_LEGIBLE = 4


def _in_kazakh_of_china(name: Name, entity: Entity) -> Iterator[Form]:
    """A name of a person or place of China as Kazakh papers there write it: شي جينپيڭ, Ши Жинпиң; شينجياڭ."""
    if name.lang != "zh" or name.status != "canonical" or entity.country != "place/china":
        return
    p = people.parts(name) if entity.kind == "person" else None
    if p is not None and p.chinese:
        whole = transliterate(f"{p.family} {p.given}", _OF_CHINA)
        yield _made(_spelt(name, name.text), whole, "kk", f"by {_OF_CHINA}")
        yield from _arabic(_spelt(name, name.text), whole)
    elif entity.kind == "place" and 1 < len(name.text) < 5:
        base = transliterate(name.text, _OF_CHINA)
        for text in (base, *(f"{base}{rest}" for rest in _after_canonical(entity))):
            yield from _arabic(_spelt(name, name.text), text)


def _arabic(form: Form, cyrillic: str) -> Iterator[Form]:
    for text in next(in_arabic_script([cyrillic])):
        yield _made(form, text, "kk-Arab", f"in Arabic script by {_OF_CHINA} and kk-Arab")


def _after_canonical(entity: Entity) -> Iterator[str]:
    """What follows the canonical Kazakh name of a place in its longer names: -Ұйғыр автономиялық ауданы, and by another class word."""
    stated = [name.text for name in entity.names if name.lang == "kk"]
    for text in stated[1:]:
        if text.startswith(stated[0]):
            rest = text.removeprefix(stated[0])
            yield from (rest, *other_classes(rest, entity))


#: The system by which Kazakh papers of China write Chinese names.
_OF_CHINA = "zh-Cyrl-kk-china"


def _made(form: Form, text: str, lang: str, step: str) -> Form:
    """A form in another spelling; a soft sign at the end is not written."""
    text = text.rstrip("'ʹ’")
    return Form(text, lang, form.name, "respelled", text, form.weight * weight("respelled"), form.weak, form.part, (*form.steps, step))


def _respelt_person(name: Name, entity: Entity) -> Iterator[Form]:
    """A whole name with the given or the family name as it is also spelt: Дәния Еспаева, Мәди Тәкиев."""
    p = people.parts(name) if entity.kind == "person" and name.status == "canonical" and respells(entity.country) else None
    if p is None or not p.given or p.chinese or " " in p.given:
        return
    given, family = respelt(p.given, name.lang), respelt(p.family, name.lang)
    for text in chain((f"{other} {p.family}" for other in given), (f"{p.given} {other}" for other in family)):
        yield _made(_of(name, people.Arrangement(text, "given-family")), text, name.lang, "in the vowels of the other language")


def _romanisations(name: Name, entity: Entity) -> Iterator[Form]:
    """A name of a person or place in the Latin letters of English, by the systems and habits used for it."""
    if entity.kind not in ("person", "place") or (name.lang != "en" and not romanises(entity.id, entity.country)):
        return
    p = people.parts(name) if entity.kind == "person" else None
    if p is not None:
        yield from _romanised_person(name, p, entity)
    elif name.lang in ("ru", "kk"):
        for text, system in romanised(name.text, name.lang, entity.kind):
            yield _made(_spelt(name, name.text), text, "en", f"romanised by {system}")
        if (transcribed := in_chinese(name.text, name.lang, entity.country)) is not None:
            made = _made(_spelt(name, name.text), transcribed[0], "zh", f"transcribed by {transcribed[1]}")
            yield made._replace(weak=name.weak or made.text[-1] in rules()["transcribed"]["weak"])


def _romanised_person(name: Name, p: Parts, entity: Entity) -> Iterator[Form]:
    """Every combination of the spellings of given and family name; all orders and initials for the plainest only."""
    if name.lang not in ("ru", "kk", "en") or (p.chinese and name.lang != "en"):
        return
    families, givens = _spellings(p.family, name.lang, entity), _spellings(p.given, name.lang, entity) or [("", "")]
    patronymic = next(iter(_spellings(p.patronymic, name.lang, entity)), ("", ""))
    seen: set[tuple[str, str]] = set()  # a surname alone, or after an initial, comes with every given name again
    for family, given in combinations(families, givens, most=_MOST_COMBINATIONS):
        if not family[1] + given[1]:
            continue  # as stated
        plainest = (family, given) == (families[0], givens[0])
        spelt = replace(p, family=family[0], given=given[0], patronymic=patronymic[0] if plainest else "")
        step = "in Latin letters " + " and ".join(dict.fromkeys(filter(None, (family[1], given[1]))))
        for variant, way in people.given_variants(spelt):
            for a in people.arrangements(variant) if plainest else people.plain_arrangements(variant):
                if (a.text, a.way) not in seen:
                    seen.add((a.text, a.way))
                    yield _made(_of(name, a, way), a.text, "en", step)


_MOST_COMBINATIONS = 80


def _spellings(token: str, lang: str, entity: Entity) -> list[tuple[str, str]]:
    """Latin spellings of one part of a person's name, the plainest first, each with how it was made."""
    if not token:
        return []
    found = [(token, "")] if lang == "en" else [(text, f"by {system}") for text, system in romanised(token, lang, "person")]
    respelt: Iterable[str] = (_capitalised(other) for text, _ in found[:4] for other in _respelt(text)) if respells(entity.country) else ()
    distinct: dict[str, tuple[str, str]] = {}
    for text, how in chain(found, ((text, "as people respell them") for text in respelt)):
        distinct.setdefault(fold(text), (text, how))
        if len(distinct) == _MOST_SPELLINGS:
            break
    return list(distinct.values())


_MOST_SPELLINGS = 12


_JOINTS = re.compile("([- ])")


def _respelt(text: str) -> Iterable[str]:
    pieces = _JOINTS.split(text)
    for at, piece in enumerate(pieces):
        for other in respellings(piece):
            yield "".join([*pieces[:at], other, *pieces[at + 1 :]])


def _capitalised(text: str) -> str:
    """A capital at the start of each piece."""
    return "".join(piece.capitalize() if i % 2 == 0 else piece for i, piece in enumerate(_JOINTS.split(text)))


def _inflected(form: Form, entity: Entity) -> Iterator[Form]:
    """The case forms of a Russian form: those of other languages are parsed, not expanded."""
    span = _family_span(form) if entity.kind == "person" else None
    sure = form.weight * weight("inflected")
    for text, features in ru.inflect(form.text, kind=entity.kind, sex=entity.sex, family=span):
        steps = (*form.steps, f"case form: {features}")
        yield Form(text, form.lang, form.name, "inflected", form.nominative, sure, form.weak, form.part, steps)


def _family_span(form: Form) -> tuple[int, int] | None:
    if form.name.family is None:
        return None
    family = form.name.text[slice(*form.name.family)]
    at = form.text.rfind(family)
    return (at, at + len(family)) if at >= 0 else None


def canonical(entity: Entity, lang: str) -> Name:
    """The canonical name of an entity in a language, stated or made, or the nearest there is."""
    base = lang.partition("-")[0]
    wanted = [(lang, "canonical"), (base, "canonical"), (lang, "also"), (lang, "short"), *((near, "canonical") for near in _NEAREST[lang])]
    for tag, status in wanted:
        for name in entity.names:
            if (name.lang, name.status) == (tag, status):
                return _converted(name, lang)
    return entity.names[0]


_NEAREST = {
    "en": ("kk-Latn", "kk", "ru", "zh", "zh-Hant"), "zh": ("zh-Hant", "en", "ru", "kk"), "zh-Hant": ("zh", "en", "ru", "kk"),
    "ru": ("kk", "en", "zh"), "kk": ("ru", "en", "zh"), "kk-Latn": ("kk", "en", "ru", "zh"), "kk-Arab": ("kk", "ru", "en", "zh"),
}  # fmt: skip

_CONVERSIONS = {
    ("kk", "kk-Latn"): "kk-Latn-2021", ("kk", "kk-Arab"): "kk-Arab", ("kk", "ru"): "kk-Cyrl-ru", ("kk", "en"): "kk-Latn-passport",
    ("ru", "en"): "ru-Latn-bgn", ("ru", "kk-Latn"): "ru-Latn-bgn", ("zh", "en"): "zh-Latn-pinyin",
}  # fmt: skip


def _converted(name: Name, lang: str) -> Name:
    """The name in the script of the language, marked as derived, where a system leads there; else the name itself."""
    if name.lang == lang:
        return name
    if (name.lang, lang) == ("zh", "zh-Hant"):
        return replace(name, text=traditional(name.text), lang=lang, derived=True)
    system = _CONVERSIONS.get((name.lang, lang))
    return replace(name, text=transliterate(name.text, system), lang=lang, derived=True) if system else name
