"""Russian: the declension of people's names against Petrovich's rules, which nobody here wrote, and the way back from its forms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from atau.languages import ru

pytrovich = pytest.importorskip("pytrovich", reason="needs the test extra")
pymorphy3 = pytest.importorskip("pymorphy3", reason="needs the test extra")

from pytrovich.enums import Case, Gender, NamePart  # noqa: E402
from pytrovich.maker import PetrovichDeclinationMaker  # noqa: E402

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases/petrovich.toml").read_text(encoding="utf-8"))
ROWS = [[cell.strip() for cell in row.split(" | ")] for row in CASES["differences"]]

#: Our name of a case, of a part and of a sex → Petrovich's.
THEIR_CASE = {
    "Gen": Case.GENITIVE, "Dat": Case.DATIVE, "Acc": Case.ACCUSATIVE, "Ins": Case.INSTRUMENTAL, "Loc": Case.PREPOSITIONAL,
}  # fmt: skip
THEIR_PART = {"surname": NamePart.LASTNAME, "given": NamePart.FIRSTNAME, "patronymic": NamePart.MIDDLENAME}
THEIR_SEX = {"m": Gender.MALE, "f": Gender.FEMALE}
MARKS = {"Surn": "surname", "Name": "given", "Patr": "patronymic"}
PATRONYMIC = re.compile("(вич|вна|[иь]ч|чна)$")

#: A part of a name: which, of which sex, and the word.
Part = tuple[str, str, str]


def plain(text: str) -> str:
    return text.lower().replace("ё", "е")


@cache
def maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


def theirs(part: str, sex: str, name: str) -> Mapping[str, str]:
    return {case: maker().make(THEIR_PART[part], THEIR_SEX[sex], of, name) for case, of in THEIR_CASE.items()}


def ours(part: str, sex: str, name: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for form in ru.inflect(name, kind="person", sex=sex, family=(0, len(name) if part == "surname" else 0)):
        cases, number = form.features.removeprefix("Case=").split("|")
        for case in cases.split(",") if number == "Number=Sing" else ():
            found.setdefault(case, []).append(form.text)
    return {case: found.get(case, [name]) for case in THEIR_CASE}


def agree(part: str, sex: str, name: str) -> bool:
    mine = ours(part, sex, name)
    return all(plain(form) in map(plain, mine[case]) for case, form in theirs(part, sex, name).items())


def listed() -> Iterator[Part]:
    """Names of the dictionary: those that start as the case file says."""
    dictionary = pymorphy3.MorphAnalyzer().dictionary
    for word, tag, *_ in chain.from_iterable(map(dictionary.iter_known_words, CASES["starts"])):
        if {"nomn", "sing"} <= set(tag.grammemes) and tag.gender in ("masc", "femn"):
            for mark in MARKS.keys() & set(tag.grammemes):
                yield MARKS[mark], tag.gender[0], "-".join(map(str.capitalize, word.split("-")))


def people() -> Iterator[list[Part]]:
    """The people of the lexicon: the parts of their names, in order."""
    for path in sorted((HERE.parent / "lexicon/people").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).values():
            before, *rest = row.get("ru", "").split("/")
            if rest:
                family, after = rest
                pieces = [*((word, "") for word in before.split()), (family, "surname"), *((word, "") for word in after.split())]
                yield [(of or ("patronymic" if PATRONYMIC.search(word) else "given"), row.get("sex", "m"), word) for word, of in pieces]


def stated() -> Iterator[Part]:
    yield from (part for parts in people() for part in parts if not set(part[2]) & set(" .,()"))


@pytest.fixture(scope="module")
def sample() -> Sequence[Part]:
    return sorted({*listed(), *stated()})


@pytest.fixture(scope="module")
def disagreed(sample: Sequence[Part]) -> Sequence[Part]:
    return [part for part in sample if not agree(*part)]


def test_every_disagreement_is_listed(disagreed: Sequence[Part]) -> None:
    expected = [[re.compile(cell) for cell in (row[1], row[2], row[0])] for row in ROWS]
    others = [its for its in disagreed if not any(all(map(re.Pattern.fullmatch, row, its)) for row in expected)]
    assert others == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[3])
def test_what_is_listed_is_a_difference(row: list[str]) -> None:
    pattern, parts, sexes, name, case, form, _ = row
    part, sex = parts.split("|")[0], sexes.split("|")[0]
    assert re.fullmatch(pattern, name)
    assert form in ours(part, sex, name)[case]
    assert not agree(part, sex, name)


@pytest.mark.parametrize("which", CASES["floors"])
def test_how_many_agree(which: str, sample: Sequence[Part], disagreed: Sequence[Part]) -> None:
    part, sex = which.split("-")
    every = [name for of, its, name in sample if (of, its) == (part, sex)]
    apart = [name for of, its, name in disagreed if (of, its) == (part, sex)]
    assert len(every) > 150
    assert 1 - len(apart) / len(every) >= CASES["floors"][which], apart


@pytest.mark.parametrize("sex", CASES["back"])
def test_full_names_lead_back(sex: str) -> None:
    """Of names in which the two agree, given name first, some 250."""
    named = [parts for parts in people() if len(parts) > 1 and parts[0][0] == "given" and parts[0][1] == sex]
    named = [parts for parts in named if all(word.isalpha() and word[0].isupper() and agree(*part) for part in parts for word in [part[2]])]
    found = []
    for parts in named[:: len(named) // 250 + 1]:
        name = " ".join(word for *_, word in parts)
        forms = {" ".join(theirs(*part)[case] for part in parts) for case in THEIR_CASE}
        found += [(plain(name), [plain(base.text) for base in ru.base_forms(form)]) for form in forms]
    floors = CASES["back"][sex]
    assert len(found) > 200
    assert sum(bases[0] == name for name, bases in found) >= floors["first"] * len(found)
    assert sum(name in bases for name, bases in found) >= floors["among"] * len(found)
