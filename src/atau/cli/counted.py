"""The page of ``atau count --html``: ``counted.html`` filled in. It asks nothing of the network and runs no script."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from ..languages import module, written_in
from ..model import KINDS
from .charts import lines, shares, sparks
from .chronicle import _TOGETHER, UNDATED, Chronicle
from .page import escaped
from .periods import filled
from .summary import ranked

#: So many entities are listed, drawn, set against one another; so many words are listed; so many are put into their base form.
LISTED, DRAWN, CROSSED, WORDS, GROUPED = 200, 6, 12, 90, 600
#: Of those that are listed so many are open to the eye; a click opens the others.
_OPEN = 25
_SPELLINGS = 8


@dataclass(frozen=True)
class Report:
    """A chronicle with what is asked of it more than once."""

    chronicle: Chronicle
    asked: Any
    by: str
    lang: str

    @cached_property
    def order(self) -> list[tuple[str, int]]:
        return self.chronicle.ranked()

    @cached_property
    def periods(self) -> list[str]:
        """Those that are counted by, in order: all of a stretch of time, or the largest sources."""
        if self.by == "source":
            return [name for name, _ in ranked(self.chronicle.sizes, CROSSED)]
        return filled(name for name in self.chronicle.sizes if name != UNDATED)

    @cached_property
    def spellings(self) -> Mapping[str, Counter[str]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for (entity, text), times in self.chronicle.spellings.items():
            found[entity][text] = times
        return found

    @cached_property
    def documents(self) -> Counter[str]:
        """In how many documents each entity is named."""
        found: Counter[str] = Counter()
        for (entity, _), times in self.chronicle.documents.items():
            found[entity] += times
        return found

    def name(self, entity: str) -> str:
        return escaped(self.asked.entity(entity).name(self.lang))


def page(chronicle: Chronicle, asked: Any, by: str, lang: str, paths: Sequence[str]) -> str:
    """The whole page. Everything that comes from a text or a lexicon is escaped."""
    report = Report(chronicle, asked, by, lang)
    template = Template((files(__package__) / "counted.html").read_text(encoding="utf-8"))
    shown = min(len(report.order), LISTED)
    return template.substitute(
        title=escaped(_title(paths)),
        facts="\n".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(report)),
        chart=_chart(report),
        listed=f"The {shown:,} most often named of {len(report.order):,}." if shown < len(report.order) else f"All {shown:,}.",
        kinds="\n".join(f'<label class="{kind}"><input type="checkbox" id="show-{kind}" checked> {kind}</label>' for kind in KINDS),
        entities=_entities(report),
        together=_TOGETHER,
        matrix=_matrix(report),
        ambiguous=_ambiguous(report),
        unknown=_words([(escaped(text), times) for text, times in grouped(chronicle.summary.unknown)[:WORDS]]),
    )


def _title(paths: Sequence[str]) -> str:
    names = [Path(path).name for path in paths] or ["standard input"]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1:,} more"


def _facts(report: Report) -> list[tuple[str, str]]:
    summary, sizes, periods = report.chronicle.summary, report.chronicle.sizes, report.periods
    facts = [
        ("documents", f"{summary.documents:,}"), ("mentions", f"{summary.mentions:,}"), ("entities", f"{len(report.order):,}"),
        ("ambiguous", f"{summary.ambiguous.total():,}"), ("unknown", f"{summary.unknown.total():,}"),
    ]  # fmt: skip
    if report.by == "source":
        return [*facts, ("sources", f"{len(sizes):,}")]
    if periods:
        facts.append(("time", periods[0] if len(periods) == 1 else f"{periods[0]} – {periods[-1]}"))
    return [*facts, ("undated", f"{sizes[UNDATED]:,}")] if sizes[UNDATED] else facts


def _chart(report: Report) -> str:
    """Lines over time, or a table of sources, of the entities named most."""
    entities = [entity for entity, _ in report.order[:DRAWN]]
    names = [report.name(entity) for entity in entities]
    sizes = [report.chronicle.sizes[when] for when in report.periods]
    series = [[report.chronicle.documents[entity, when] for when in report.periods] for entity in entities]
    if not entities or not sizes:
        return ""
    if report.by == "source":
        said = "Of the documents of each source, the share that names the entity."
        return f'<h2>By source</h2>\n<p class="say">{said}</p>\n{shares([escaped(name) for name in report.periods], sizes, names, series)}'
    said = f"Of the documents of each {report.by}, the share that names the entity. Behind them, in grey, how many documents there are."
    return f'<h2>Over time</h2>\n<p class="say">{said}</p>\n{lines(report.periods, sizes, names, series)}'


def _entities(report: Report) -> str:
    rows = [_entity(report, rank, entity) for rank, (entity, _) in enumerate(report.order[:LISTED], 1)]
    first, others = _table(rows[:_OPEN], report.by), rows[_OPEN:]
    return f"{first}\n<details>\n<summary>{len(others):,} more</summary>\n{_table(others, report.by)}\n</details>" if others else first


def _table(rows: Sequence[str], by: str) -> str:
    over = "" if by == "source" else f"documents by {by}"
    numbers = '<th class="n">mentions</th><th class="n docs">documents</th>'
    heads = f'<th></th><th>name, ID</th>{numbers}<th>{over}</th><th class="spelt">spelt</th>'
    body = "\n".join(rows)
    return f'<table class="entities">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _entity(report: Report, rank: int, entity: str) -> str:
    over = [report.chronicle.documents[entity, when] for when in report.periods]
    cells = (
        f'<td class="n rank"><small>{rank}</small></td><td><b>{report.name(entity)}</b><code>{escaped(entity)}</code></td>'
        f'<td class="n">{report.chronicle.summary.entities[entity]:,}</td><td class="n docs">{report.documents[entity]:,}</td>'
        f'<td class="over">{"" if report.by == "source" else sparks(report.periods, over)}</td>'
        f'<td class="spelt">{_spelt(report.spellings[entity])}</td>'
    )
    return f'<tr class="{entity.partition("/")[0]}">{cells}</tr>'


def _spelt(spellings: Counter[str]) -> str:
    shown = [f"<bdi>{escaped(text)}</bdi> <small>{times:,}</small>" for text, times in ranked(spellings, _SPELLINGS)]
    return " · ".join(shown) + (f" · <small>{len(spellings) - _SPELLINGS:,} more</small>" if len(spellings) > _SPELLINGS else "")


def _matrix(report: Report) -> str:
    """The entities named in most documents, each against each; columns go by the numbers of the rows."""
    entities = [entity for entity, _ in ranked(report.documents, CROSSED)]
    pairs = report.chronicle.pairs
    most = max((pairs[min(a, b), max(a, b)] for a in entities for b in entities if a != b), default=0) or 1
    head = "".join(f"<th>{number}</th>" for number in range(1, len(entities) + 1))
    rows = [
        f'<tr><th scope="row">{number} {report.name(one)}</th>{"".join(_pair(pairs, one, other, most) for other in entities)}</tr>'
        for number, one in enumerate(entities, 1)
    ]
    return f"<thead><tr><th></th>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>"


def _pair(pairs: Counter[tuple[str, str]], one: str, other: str, most: int) -> str:
    if one == other:
        return '<td class="self"></td>'
    times = pairs[min(one, other), max(one, other)]
    return f'<td style="--a:{0.55 * times / most:.2f}">{times:,}</td>'


def _ambiguous(report: Report) -> str:
    found = []
    for text, times in grouped(report.chronicle.summary.ambiguous)[:WORDS]:
        meant = " or ".join(escaped(match.entity.name(report.lang)) for match in report.asked.candidates(text, limit=3))
        found.append((f"{escaped(text)} <small>{meant}</small>", times))
    return _words(found)


def _words(words: Sequence[tuple[str, int]]) -> str:
    items = "\n".join(f'<li><bdi dir="auto">{word}</bdi> <small>{times:,}</small></li>' for word, times in words)
    return f'<ol class="words">\n{items}\n</ol>' if words else '<p class="say">None.</p>'


def grouped(words: Counter[str]) -> list[tuple[str, int]]:
    """Words with the case forms of one counted together, under the base form if that was seen, else the commonest form.

    >>> grouped(Counter({"Макроном": 3, "Макрона": 2, "Макрон": 1, "Lyon": 4}))
    [('Макрон', 6), ('Lyon', 4)]
    """
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for text, times in ranked(words, GROUPED):
        bases = module(written_in(text)).base_forms(text)
        groups[bases[0].text if bases else text][text] += times
    counted = Counter({base if base in forms else ranked(forms)[0][0]: forms.total() for base, forms in groups.items()})
    return ranked(counted)
