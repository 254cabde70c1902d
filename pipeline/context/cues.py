"""Cue words of rules/context: where they stand and what they stand for."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.page import Page
from pipeline.rules import Rules


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in the text: its offsets, what it says, and how far it reaches (rule files)."""

    start: int
    end: int
    value: str
    reach: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """A pattern with the characters of which a text must have one for it to match at all."""

    pattern: regex.Pattern[str]
    needs: frozenset[str]
    value: str
    reach: str


@lru_cache(maxsize=64)
def _signs(rules: Rules, kind: str) -> tuple[_Sign, ...]:
    """The patterns of one kind; asked for once per sentence and kind."""
    return tuple(
        _Sign(
            rule.regex,
            frozenset(rule.features.get("needs", "")),
            rule.features.get("value", ""),
            rule.features.get("reach", ""),
        )
        for rule in rules.labelled("context")
        if rule.features.get("cue") == kind and rule.regex is not None
    )


def find_cues(
    page: Page, rules: Rules, kind: str, start: int, end: int, letters: Set[str]
) -> list[Cue]:
    """The cues of one kind in a stretch of the page, in order; `letters` are those of the text."""
    text = page.masked
    found: list[Cue] = []
    for sign in _signs(rules, kind):
        if sign.needs and sign.needs.isdisjoint(letters):
            continue
        found.extend(
            Cue(match.start("span"), match.end("span"), sign.value, sign.reach)
            for match in sign.pattern.finditer(text, start, end)
        )
    if len(found) > 1:
        found.sort(key=lambda cue: (cue.start, -cue.end))
    return found
