"""The regular expressions of a table's conditions: what stands before a group of letters, what behind it, and all groups at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .rules import END, START, Context, WordRule
from .writing import STRESS

_LETTER = r"[^\W\d_]"
_STRESSED = f"[{STRESS}]?"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns of letters that are small only, or of either case: those are sought half as fast."""

    cased: bool

    def tree(self, contexts: Sequence[Context], depth: int = 0) -> str:
        """The letters of all groups as one pattern that branches letter by letter: longer groups first, equal ones in their order.

        What must stand before a group comes after it, as a look back: a pattern that begins with letters is sought fast.
        """
        ended = dict.fromkeys(self.conditions(context) for context in contexts if len(context.of) == depth)
        longer: dict[str, list[Context]] = {}
        for context in contexts:
            if len(context.of) > depth:
                longer.setdefault(context.of[depth], []).append(context)
        branches = [self._letters(letter) + self.tree(group, depth + 1) for letter, group in longer.items()] + list(ended)
        return "|".join(branches) if depth == 0 else f"(?:{'|'.join(branches)})" if branches != [""] else ""

    def conditions(self, context: Context) -> str:
        """What must stand around a group, as a pattern for the place behind it."""
        return self._after(context.after, self._letters(context.of)) + self._before(context.before)

    def word(self, rule: WordRule, source: str) -> re.Pattern[str]:
        """The start of a word of the source's letters that meets the rule."""
        letter = self._one_of(source)
        has, lacks = self._one_of(rule.has), self._one_of(rule.lacks)
        return re.compile(f"(?<!{letter})(?={letter}*{has})(?!{letter}*{lacks})(?={letter})")

    def _after(self, conditions: Iterable[str], key: str) -> str:
        choices, singles = [], []
        for condition in conditions:
            if condition == START:
                choices.append(f"(?<!{_LETTER}{key})(?<![{STRESS}]{key})")
            elif len(condition) == 1:
                singles.append(condition)
            else:
                choices.append(f"(?<={self._letters(condition)}{key})")
        if singles:
            letters = self._one_of("".join(singles))
            choices += [f"(?<={letters}{key})", f"(?<={letters}[{STRESS}]{key})"]
        return f"(?:{'|'.join(choices)})" if choices else ""

    def _before(self, conditions: Iterable[str]) -> str:
        choices, singles = [], ""
        for condition in conditions:
            if condition == END:
                choices.append(f"{_STRESSED}(?!{_LETTER})")
            elif len(condition) == 1:
                singles += condition
            else:
                choices.append(_STRESSED + self._letters(condition))
        if singles:
            choices.append(f"{_STRESSED}{self._one_of(singles)}")
        return f"(?={'|'.join(choices)})" if choices else ""

    def _letters(self, letters: str) -> str:
        both = (char + char.upper() if self.cased and has_capital(char) else char for char in letters)
        return "".join(f"[{re.escape(chars)}]" if len(chars) > 1 else re.escape(chars) for chars in both)

    def _one_of(self, letters: str) -> str:
        return f"[{re.escape(letters + letters.upper() if self.cased else letters)}]"


def has_capital(char: str) -> bool:
    """Whether there is one other letter that is its capital."""
    return len(char.upper()) == 1 and char.upper() != char
