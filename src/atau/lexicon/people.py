"""What is checked of people alone: the family name, the sex that Russian endings tell, the dates of a life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..languages import patronymic_ends
from .dates import before
from .entries import Entry, Stated
from .values import Problem

_WOMAN_FAMILY = re.compile(r"\w{2,}(ова|ева|ёва|ина|ына|ская|цкая)")
#: Of the canonical names in Cyrillic that are checked; a Kazakh one may be a word of its own.
_MAN_PATRONYMIC, _WOMAN_PATRONYMIC = (
    re.compile(
        rf"\w{{2,}}(?:{'|'.join(patronymic_ends('russian', 'kazakh', sexes=sex))})|{'|'.join(patronymic_ends('kazakh', sexes=sex))}",
        re.IGNORECASE,
    )
    for sex in "mf"
)
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"\b[IVX]+\b")


def check_person(entry: Entry) -> Iterator[Problem]:
    """Sex, family names, and dates in an impossible order."""
    return chain(_sex(entry), _family(entry), _life(entry))


def _canonical(entry: Entry) -> Iterator[Stated]:
    return (form for form in entry.stated if form.name.status == "canonical")


def _sex(entry: Entry) -> Iterator[Problem]:
    for form in _canonical(entry):
        if form.name.lang not in ("ru", "kk"):
            continue
        signs = _signs(form)
        if "f" in signs and entry.entity.sex is None:
            message = f'{form.name.text!r} ends like a woman\'s name: is sex = "f" missing?'
        elif "m" in signs and entry.entity.sex == "f":
            message = f'{form.name.text!r} has a man\'s patronymic, but sex = "f"'
        else:
            continue
        yield entry.file.problem(entry.key, message, form.field, severity="warning")
        return


def _signs(form: Stated) -> set[str]:
    """The sexes that the patronymic tells, or else the family name."""
    text, family = form.name.text, form.name.family
    words = _WORD.findall(text)
    told = {sex for sex, sign in (("f", _WOMAN_PATRONYMIC), ("m", _MAN_PATRONYMIC)) if any(sign.fullmatch(word) for word in words[1:])}
    if told or family is None:
        return told
    last = _WORD.findall(text[slice(*family)])
    return {"f"} if last and len(words) > 1 and _WOMAN_FAMILY.fullmatch(last[-1]) else set()


def _family(entry: Entry) -> Iterator[Problem]:
    """Names of several words, no family name marked: once an entry where none is, else where a sister in another language is marked."""
    forms = list(_canonical(entry))
    marked = any(form.name.family for form in forms)
    unmarked = [form for form in forms if form.name.family is None and "/" not in form.raw and _may_have_family(form, marked)]
    for form in unmarked if marked else unmarked[:1]:
        message = f"{form.raw!r}: which part is the family name? Put it between slashes"
        yield entry.file.problem(entry.key, message, form.field, severity="warning")


def _may_have_family(form: Stated, marked: bool) -> bool:
    """Kings with a number have none; a Chinese name shows no parts, so there the sisters decide."""
    text = form.name.text.strip()
    parts = " " in text or "·" in text or (marked and form.name.lang.startswith("zh"))
    return parts and not _NUMBERED.search(text)


def _life(entry: Entry) -> Iterator[Problem]:
    entity = entry.entity
    if entity.born and entity.died and before(entity.died, entity.born):
        yield entry.file.problem(entry.key, f"died {entity.died}, before being born {entity.born}", "died")
    for office in entity.office:
        if entity.born and office.since and before(office.since, entity.born):
            yield entry.file.problem(entry.key, f"office {office.of!r} from {office.since}, before being born {entity.born}", "office")
