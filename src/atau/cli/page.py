"""The page of ``atau annotate --format html``: ``page.html`` filled in. It asks nothing of the network and runs no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from ..model import KINDS
from .tables import Row, Tally, summary, tally
from .writers import pieces


def page(found: Iterable[tuple[Any, Sequence[Any]]], lang: str) -> str:
    """The whole page. Everything that comes from a text is escaped."""
    kept = list(found)
    counted = tally(kept, lang)
    template = Template((files(__package__) / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escaped(_title([document.id for document, _ in kept])),
        legend="\n".join(_legend(kind, counted) for kind in KINDS),
        summary=summary(counted),
        documents="\n".join(_document(document, mentions, lang) for document, mentions in kept),
        entities="\n".join(_entity(row) for row in sorted(counted.rows.values(), key=lambda row: (-row.spellings.total(), row.id))),
    )


def escaped(value: object) -> str:
    """Escaped, and without what no page may hold: lone surrogates, NUL and other controls."""
    clean = "".join(char if char >= " " or char in "\t\n\r" else "\ufffd" for char in str(value))
    return escape(clean.encode("utf-8", "replace").decode("utf-8"), quote=True)


def _title(ids: Sequence[Any]) -> str:
    return f"{ids[0]} and {len(ids) - 1} more" if len(ids) > 1 else str(ids[0]) if ids else "nothing"


def _legend(kind: str, counted: Tally) -> str:
    count = sum(row.spellings.total() for row in counted.rows.values() if row.kind == kind)
    return f'<label class="{kind}"><input type="checkbox" id="show-{kind}" checked><mark>{kind}</mark> {count:,}</label>'


def _document(document: Any, mentions: Sequence[Any], lang: str) -> str:
    body = "".join(_mention(text, mention, lang) if mention else escaped(text) for text, mention in pieces(document.text, mentions))
    return f'<article>\n<h2>{escaped(document.id)}</h2>\n<div class="text" dir="auto">{body}</div>\n</article>'


def _mention(text: str, mention: Any, lang: str) -> str:
    """The words of a mention, with name, ID and reasons for whoever points at them or reaches them by the keyboard."""
    match = mention.match
    doubt = " doubt" if match.ambiguous else ""
    sure = f"{match.how}, {mention.score:.2f}{', ambiguous' if match.ambiguous else ''}"
    tip = escaped("\n".join((match.entity.name(lang), mention.id, sure, *match.why())))
    return f'<mark class="{mention.kind}{doubt}" tabindex="0" title="{tip}" data-tip="{tip}">{escaped(text)}</mark>'


def _entity(row: Row) -> str:
    spelt = " · ".join(f"<bdi>{escaped(text)}</bdi>" for text, _ in row.spellings.most_common())
    return (
        f'<tr class="{row.kind}"><td><mark>{escaped(row.name)}</mark></td><td><code>{escaped(row.id)}</code></td>'
        f"<td>{row.spellings.total():,}</td><td>{spelt}</td></tr>"
    )
