"""What a person at a terminal sees: tables, in the colours of kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .engine import COLOURS

#: So many spellings of one entity are shown, the commonest first.
SPELLINGS = 8

_BAR = 10


@dataclass(slots=True)
class Row:
    """One entity as it was named in all documents so far."""

    id: str
    kind: str
    name: str
    spellings: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """What was found so far: it grows with the entities named, not with the text."""

    rows: dict[str, Row] = field(default_factory=dict)
    documents: int = 0
    mentions: int = 0


def tally(found: Iterable[tuple[Any, Sequence[Any]]], lang: str) -> Tally:
    """The entities of all documents, with their spellings counted."""
    counted = Tally()
    for _, mentions in found:
        counted.documents += 1
        counted.mentions += len(mentions)
        for mention in mentions:
            row = counted.rows.get(mention.id)
            if row is None:
                row = counted.rows[mention.id] = Row(mention.id, mention.kind, mention.match.entity.name(lang))
            row.spellings[mention.text] += 1
    return counted


def print_entities(counted: Tally) -> None:
    """The entities, the most often named first."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    table.add_column("mentions", justify="right")
    table.add_column("kind", no_wrap=True)
    table.add_column("name, ID, how it is spelt", overflow="fold")
    for row in sorted(counted.rows.values(), key=lambda row: (-row.spellings.total(), row.id)):
        kind = Text(row.kind, style=COLOURS[row.kind])
        table.add_row(f"{row.spellings.total():,}", kind, Text("\n").join((_named(row.name, row.id, row.kind), _spelt(row))))
    console = Console()
    if counted.rows:
        console.print(table)
    console.print(summary(counted))


def _named(name: str, entity: str, kind: str) -> Text:
    """Name and ID beside one another: where the terminal is narrow, the line breaks between them and not in the ID."""
    return Text.assemble((name, f"bold {COLOURS[kind]}"), "  ", (entity, COLOURS[kind]))


def summary(counted: Tally) -> str:
    """The last line: 12 mentions of 5 entities in 1 document."""
    entities = _many(len(counted.rows), "entity", "entities")
    return f"{_many(counted.mentions, 'mention')} of {entities} in {_many(counted.documents, 'document')}"


def _spelt(row: Row) -> Text:
    common = row.spellings.most_common(SPELLINGS)
    shown = [f"{_one_line(text)} ×{count}" if count > 1 else _one_line(text) for text, count in common]
    return Text(" · ".join(shown) + (f" · {len(row.spellings) - SPELLINGS} more" if len(row.spellings) > SPELLINGS else ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def print_matches(name: str, matches: Sequence[Any]) -> None:
    """The candidates for a name, with how sure each is and why."""
    console = Console()
    if not matches:
        console.print(Text.assemble((name, "bold"), ": nothing known is named so"))
        return
    table = Table(box=box.SIMPLE_HEAD, title=Text(name, style="bold"), title_justify="left", header_style="bold")
    table.add_column("score", no_wrap=True)
    table.add_column("name, ID, how and why", overflow="fold")
    for match in matches:
        table.add_row(_bar(match.score), _explained(match))
    console.print(table)


def _explained(match: Any) -> Text:
    """Name, ID and how they were found, then the reasons, one a line."""
    named = _named(match.entity.name(), match.id, match.kind)
    how = Text.assemble("  ", match.how, (", ambiguous" if match.ambiguous else "", "bold red"))
    return Text("\n").join((named + how, Text("\n".join(match.why()), style="dim")))


def _bar(score: float) -> Text:
    full = round(max(0.0, min(1.0, score)) * _BAR)
    colour = "green" if score >= 0.8 else "yellow" if score >= 0.5 else "red"
    return Text.assemble(("█" * full, colour), ("░" * (_BAR - full), "dim"), f" {score:.2f}")


def print_groups(groups: Sequence[Any]) -> None:
    """The groups of more than one name, the fullest name first, each other one with how sure it is and why."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    table.add_column("score", no_wrap=True)
    table.add_column("names that are one", overflow="fold")
    table.add_column("how", no_wrap=True)
    for group in groups:
        if group.pairs:
            table.add_row("", Text(group.name, style="bold"), "")
        for pair in group.pairs:
            table.add_row(_bar(pair.score), pair.name, pair.how)
    console = Console()
    if any(group.pairs for group in groups):
        console.print(table)
    alone = sum(not group.pairs for group in groups)
    console.print(f"{_many(len(groups), 'group')}, {alone:,} of one name")


def print_unheard(found: Sequence[Any]) -> None:
    """Forms that do not sound like their sisters, each with where it stands."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    table.add_column("score", no_wrap=True)
    table.add_column("form, sisters", overflow="fold")
    table.add_column("ID, where", overflow="fold")
    for finding in found:
        sisters = Text(" / ".join(finding.sisters.values()), style="dim")
        form = Text.assemble((finding.form, "bold"), f"  {finding.lang}")
        table.add_row(f"{finding.score:.3f}", Text("\n").join((form, sisters)), f"{finding.entity}\n{finding.file}:{finding.line}")
    console = Console()
    if found:
        console.print(table)
    console.print(_many(len(found), "form that does not sound like its sisters", "forms that do not sound like their sisters"))


def print_systems(systems: Iterable[tuple[Any, str]]) -> None:
    """Transliteration systems, each with its example as written."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    table.add_column("system, example", no_wrap=True)
    table.add_column("title, authority", overflow="fold")
    table.add_column("year", no_wrap=True)
    table.add_column("reverse", no_wrap=True)
    for system, written in systems:
        shown = Text.assemble((system.id, "bold"), "\n", (written, "cyan"))
        table.add_row(shown, Text.assemble(system.title, "\n", (system.authority, "dim")), str(system.year or ""), system.reversible)
    console = Console()
    console.print(table)
    console.print("Also icu:ID, any transform of ICU (extra icu), and ascii, any script in ASCII (extra unidecode).", style="dim")


def print_stats(stats: Any) -> None:
    """A lexicon in numbers: a line a kind, then names by status."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    languages = list(next(iter(stats.coverage.values()), {}))
    table.add_column("kind")
    for column in ("entities", *languages):
        table.add_column(column, justify="right")
    table.add_column("types", ratio=1)
    for kind, count in stats.kinds.items():
        shares = [f"{stats.coverage[kind][lang]:.0%}" if kind in stats.coverage else "" for lang in languages]
        types = ", ".join(f"{number} {name}" for name, number in stats.types[kind].items() if name != "—")
        table.add_row(Text(kind, style=COLOURS[kind]), f"{count:,}", *shares, types)
    console = Console()
    console.print(table)
    console.print(", ".join(f"{count:,} {status}" for status, count in stats.statuses.items() if count) + f": {_many(stats.names, 'name')}")
    console.print(f"{_many(stats.entities, 'entity', 'entities')}, each with a name in {stats.languages:.2f} of 4 languages on average")


def print_disagreements(found: Sequence[Any]) -> None:
    """What the lexicon and another source say differently, one entity and language a line."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for column in ("entity", "language", "ours", "theirs"):
        table.add_column(column, overflow="fold")
    for one in found:
        table.add_row(Text(one.entity, style=COLOURS[one.entity.partition("/")[0]]), one.lang, " · ".join(one.ours), " · ".join(one.theirs))
    Console().print(table)
