"""What is done with one block: documents annotated, written out and counted. It is sent to processes whole."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .blocks import Block
from .engine import engine
from .records import Document, Fields, Problem
from .summary import Summary
from .unknown import unknown
from .writers import WRITERS


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a block: what is to be written, problems to be told, the counts where they are wanted."""

    output: bytes
    problems: list[str]
    summary: Summary


@dataclass(frozen=True)
class Work:
    """The work on any block. ``form`` is one of `WRITERS`; names that no lexicon holds are counted only where ``counted``."""

    index: str | None
    fields: Fields
    form: str
    to: str | None = None
    joined: bool = False
    counted: bool = False

    @cached_property
    def asked(self) -> Any:
        return engine(self.index)

    @cached_property
    def titles(self) -> Container[str]:
        """Words beside names that are not part of them, as the index knows them."""
        from ..build import shipped
        from ..index import Index

        return frozenset(Index(self.index or shipped()).context["titles"])

    def __call__(self, block: Block) -> Done:
        summary = Summary()
        problems: list[str] = []
        found = self._counted(self.annotated(block, problems), summary)
        output = "".join(WRITERS[self.form](found, self.to)).encode("utf-8", "backslashreplace")
        summary.problems = len(problems)
        return Done(output, problems, summary)

    def annotated(self, block: Block, problems: list[str]) -> Iterator[tuple[Document, list[Any]]]:
        """Each document of a block with its mentions; what could not be read is added to the problems."""
        documents: list[Document] = []
        for record in block.records(self.fields):
            if isinstance(record, Problem):
                problems.append(record.message)
            else:
                documents.append(record)
        texts = [document.text for document in documents]
        return zip(documents, self.asked.annotate_many(texts, joined=self.joined), strict=True)

    def _counted(self, found: Iterator[tuple[Document, list[Any]]], summary: Summary) -> Iterator[tuple[Document, list[Any]]]:
        for document, mentions in found:
            if self.counted:
                count(document, mentions, summary, self.titles)
            yield document, mentions


def count(document: Document, mentions: list[Any], summary: Summary, titles: Container[str]) -> None:
    """Add one document to a summary."""
    summary.documents += 1
    summary.mentions += len(mentions)
    summary.entities.update([mention.match.entity.id for mention in mentions])
    summary.ambiguous.update([mention.text for mention in mentions if mention.match.ambiguous])
    summary.unknown.update(unknown(document.text, mentions, titles))
