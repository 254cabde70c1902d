"""Titles: where a word ends in one (평생학습원장), and what stands around it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs
import regex

from pipeline.match.edges import Edges, edges_of

if TYPE_CHECKING:
    from pipeline.rules import Rules

_TOKEN_START = regex.compile(r"(?r)[가-힣A-Za-z0-9·&]*")
_STANDING = regex.compile(
    r"\s?(?P<acting>권한대행|직무대행|대행)|\s?(?P<elect>당선인|당선자|내정자|후보자?|예비후보)"
)
_HONOUR = "님"
NO_TITLE = "none"
"""The use of words that only end like a title (주차장)."""


class Title(NamedTuple):
    """A title in the text: its own span, the word that it closes, and what it makes its bearer."""

    start: int
    end: int
    word: str
    role: str
    use: str
    weak: bool
    stage: bool
    """Whether its bearers go by stage names (가수, 배우, 멤버)."""
    token: int
    """Where the word that ends in the title begins: 평생학습원장 for 원장."""
    after: int
    """Where the text goes on behind 님 and what says that the office is not (yet) held."""


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles of a rule set as an automaton."""

    words: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]
    kinds: tuple[tuple[str, str, bool, bool], ...]
    """Of each word the role and the use, and whether it is weak and goes with stage names."""
    automaton: ahocorasick_rs.AhoCorasick
    edges: Edges

    def find(self, text: str) -> list[Title]:
        """Every word of a text that ends in a title; of two titles at one end the longer."""
        longest: dict[int, tuple[int, int]] = {}
        hits = self.automaton.find_matches_as_indexes(text, overlapping=True)
        for index, start, end in hits:
            if end not in longest or start < longest[end][0]:
                longest[end] = (start, index)
        found: list[Title] = []
        for end, (start, index) in longest.items():
            if self.rows[self.words[index]]["use"] == NO_TITLE:
                continue
            standing = _STANDING.match(text, end)
            after = standing.end() if standing else end
            if text.startswith(_HONOUR, after):
                after += len(_HONOUR)
            if after > end or self.edges.closes(text, end):
                acting = standing is not None and standing["acting"] is not None
                found.append(self._title(text, index, start, end, after, acting=acting))
        found.sort(key=lambda title: title.start)
        return found

    def _title(
        self, text: str, index: int, start: int, end: int, after: int, *, acting: bool
    ) -> Title:
        role, use, weak, stage = self.kinds[index]
        before = _TOKEN_START.match(text, 0, start)
        token = before.start() if before else start
        if acting:
            role = "other"
        return Title(start, end, self.words[index], role, use, weak, stage, token, after)


@functools.lru_cache(maxsize=8)
def titles_of(rules: Rules) -> Titles:
    """Compile the titles of a rule set."""
    rows = rules.words["titles"].rows
    words = tuple(rows)
    kinds = tuple(
        (row["role"], row["use"], row.get("weak") == "1", row.get("stage") == "1")
        for row in rows.values()
    )
    return Titles(words, rows, kinds, ahocorasick_rs.AhoCorasick(words), edges_of(rules))
