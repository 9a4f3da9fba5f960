"""The ways a person's name is put together: order, initials, patronymic, surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..languages import KINDS, patronymic_ends
from ..model import Entity, Name
from ..text import CYRILLIC, class_of

_PATRONYMIC = re.compile(f"(?:{'|'.join(patronymic_ends(*KINDS))})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A person's name in its parts; ``family_first`` tells the order in which it is stated."""

    given: str
    patronymic: str
    family: str
    family_first: bool
    dot: str = " "

    @property
    def chinese(self) -> bool:
        """A family name first and short, as Chinese and Korean names have it."""
        return self.family_first and bool(self.given)


def parts(name: Name) -> Parts | None:
    """The parts of a stated name, ``None`` where no family name is marked."""
    if name.family is None:
        return None
    start, end = name.family
    before, family, after = name.text[:start], name.text[start:end], name.text[end:]
    dot = "·" if "·" in name.text else "" if name.lang.startswith("zh") else " "
    rest = [token for token in f"{before} {after}".replace("·", " ").split(" ") if token]
    patronymic = rest[-1] if len(rest) > 1 and _PATRONYMIC.search(rest[-1]) else ""
    given = rest[:-1] if patronymic else rest
    return Parts((dot if dot == "·" else " ").join(given), patronymic, family, not before.strip(), dot)


def patronymics(entity: Entity) -> set[str]:
    """The patronymics that the stated names of a person have."""
    return {p.patronymic for name in entity.names if (p := parts(name)) is not None and p.patronymic}


class Arrangement(NamedTuple):
    """One way to put the parts together, and what kind of way it is."""

    text: str
    way: str


def _joined(*pieces: str, sep: str = " ", way: str) -> Arrangement:
    return Arrangement(sep.join(filter(None, pieces)), way)


def initial(token: str) -> str:
    """К.-Ж. of Касым-Жомарт, N. of Nursultan."""
    return "-".join(f"{piece[0]}." for piece in token.split("-") if piece)


def arrangements(p: Parts) -> Iterator[Arrangement]:
    """Every order and shortening of a name written with spaces."""
    cyrillic = class_of(p.family[0]) == CYRILLIC
    given, patronymic, family = p.given, p.patronymic, p.family
    if not p.given:
        yield _joined(family, way="stated")
        return
    if not (p.chinese and cyrillic):  # nobody reverses them there, and «И Ван» would be found in «и Ван Цишань»
        yield _joined(given, family, way="order" if p.family_first else "given-family")
        yield _joined(p.family + ",", given, way="order")
    yield _joined(family, given, way="order")
    if p.patronymic:
        yield _joined(given, patronymic, family, way="order")
        yield _joined(family, given, patronymic, way="order")
        yield _joined(p.family + ",", given, patronymic, way="order")
        yield _joined(given, patronymic, way="given-patronymic")
    yield _joined(family, way="family")
    if not p.chinese:
        yield from _with_initials(p)


def plain_arrangements(p: Parts) -> Iterator[Arrangement]:
    """The commonest orders only: for spellings that are themselves variants."""
    yield _joined(p.given, p.family, way="order" if p.family_first else "given-family")
    yield _joined(p.family, way="family")
    if p.given:
        yield _joined(p.family, p.given, way="order")
    if p.given and not p.chinese:
        head = initial(p.given).split("-")[0]
        yield _joined(head, p.family, way="initials")
        yield _joined(head, p.family, sep="", way="initials")


def _with_initials(p: Parts) -> Iterator[Arrangement]:
    """К. Токаев, К.Токаев, К.-Ж.К. Токаев, К.Ж. Токаев, Токаев К. К.; and N. Á. Nazarbaev."""
    first = initial(p.given.split(" ")[0])
    short = first.split("-")[0]
    second = f"{p.patronymic[0]}." if p.patronymic else ""
    heads = dict.fromkeys([first, short, first + second, short + second, f"{short} {second}".strip(), f"{first} {second}".strip()])
    if first != short:
        heads[first.replace("-", "")] = None  # К.Ж.
    for head in heads:
        yield _joined(head, p.family, way="initials")
        yield _joined(head, p.family, sep="", way="initials")
        yield _joined(p.family, head, way="initials")


def given_variants(p: Parts) -> Iterator[tuple[Parts, str]]:
    """The name with its hyphenated or double given name spaced, joined, or cut to its first part."""
    yield p, "stated"
    pieces = p.given.replace("-", " ").split()
    if len(pieces) < 2:
        return
    for given in dict.fromkeys(("-".join(pieces), " ".join(pieces), pieces[0] + "".join(pieces[1:]).lower())):
        if given != p.given:
            yield replace(p, given=given), "order"
    if len(pieces[0]) > 2:
        yield replace(p, given=pieces[0]), "given-part"


def han_arrangements(p: Parts) -> Iterator[Arrangement]:
    """A name in Han characters: the whole, and the surname alone of a foreigner with a given name."""
    whole = _joined(p.given, p.family, sep="·", way="stated") if p.dot == "·" else None
    if whole:
        yield whole
        yield _joined(p.given.split("·")[0], p.family, sep="·", way="given-part")
        yield _joined(p.family, way="family")
    elif p.given:
        yield Arrangement(p.family + p.given, "stated")
    else:
        yield _joined(p.family, way="stated")
