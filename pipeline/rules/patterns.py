"""Composes patterns from named parts and word lists.

``{part}`` inserts a part, ``{name=part}`` inserts it as the named group `name`,
``{words.LIST}`` inserts any word of rules/words/LIST.csv, ``{words.LIST:column=value}`` only
those whose column has that value. Braces with digits are quantifiers and left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from pipeline import numerals
from pipeline.rules.problems import nearest
from pipeline.rules.words import WordList, alternation

_SLOT = regex.compile(
    r"\{(?:(?P<name>[a-z_]\w*)=)?(?P<part>[a-z_][\w.]*)(?::(?P<column>\w+)=(?P<value>[^{}]*))?\}"
)
BUILT_IN: Mapping[str, str] = {
    "number": numerals.NUMBER,
    "digits": numerals.DIGITS,
    "native": numerals.NATIVE,
    "sino": numerals.SINO,
    "range": numerals.RANGE,
    "figure": numerals.BLOT,
    "word_number": numerals.WORDS,
}


class UnknownPartError(ValueError):
    """A slot names a part or word list that does not exist."""


@dataclass(frozen=True)
class Parts:
    """Named parts and word lists that patterns may use."""

    parts: Mapping[str, str]
    words: Mapping[str, WordList]
    _depth: int = field(default=0, repr=False)

    def expand(self, pattern: str) -> str:
        """The plain regular expression of a pattern with slots.

        Raises UnknownPartError with the nearest valid name, or on parts that define each other.
        """
        return str(_SLOT.sub(self._fill, pattern))

    def _fill(self, slot: regex.Match[str]) -> str:
        if self._depth > 20:
            raise UnknownPartError(f"part {slot['part']!r} is defined by itself")
        inner = self._source(slot)
        name = slot["name"]
        return f"(?P<{name}>{inner})" if name else f"(?:{inner})"

    def _source(self, slot: regex.Match[str]) -> str:
        part = slot["part"]
        if part.startswith("words."):
            return self._list(part.removeprefix("words."), slot["column"], slot["value"])
        if part in self.parts:
            return Parts(self.parts, self.words, self._depth + 1).expand(self.parts[part])
        if part in BUILT_IN:
            return BUILT_IN[part]
        raise UnknownPartError(_unknown("part", part, [*self.parts, *BUILT_IN]))

    def _list(self, name: str, column: str | None, value: str | None) -> str:
        if name not in self.words:
            raise UnknownPartError(_unknown("word list", name, list(self.words)))
        words = self.words[name]
        if column and column not in words.columns:
            raise UnknownPartError(_unknown(f"column of {name}", column, list(words.columns)))
        chosen = words.where(column or "", value or "")
        if not chosen:
            raise UnknownPartError(f"no word of {name} has {column}={value}")
        return alternation(chosen)


def uses_figures(pattern: str, parts: Mapping[str, str]) -> bool:
    """Whether a pattern, or a part in it, names {figure}: it then runs over the blotted text."""
    slots = {slot["part"] for slot in _SLOT.finditer(pattern)}
    return "figure" in slots or any(uses_figures(parts[s], parts) for s in slots if s in parts)


def _unknown(kind: str, name: str, known: list[str]) -> str:
    return f"unknown {kind} {name!r}; {nearest(name, known)}".rstrip("; ")
