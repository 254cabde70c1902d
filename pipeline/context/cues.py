"""Cue words of rules/context: where they stand and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.page import Page
from pipeline.rules import Pattern, Rules


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in the text: its offsets, what it says, and the rule that found it."""

    start: int
    end: int
    value: str
    rule: str


@lru_cache(maxsize=8)
def _patterns(rules: Rules, kind: str) -> tuple[Pattern, ...]:
    return tuple(p for p in rules.labelled("context") if p.features.get("cue") == kind)


def find_cues(page: Page, rules: Rules, kind: str, start: int, end: int) -> list[Cue]:
    """The cues of one kind in a stretch of the page, in order."""
    found = [
        Cue(match.start("span"), match.end("span"), pattern.features.get("value", ""), pattern.id)
        for pattern in _patterns(rules, kind)
        if pattern.regex is not None
        for match in pattern.regex.finditer(page.masked, start, end)
    ]
    return sorted(found, key=lambda cue: (cue.start, -cue.end))


def reach(rules: Rules, rule: str, default: str) -> str:
    """How far a cue's rule says that it reaches."""
    for pattern in rules.labelled("context"):
        if pattern.id == rule:
            return pattern.features.get("reach", default)
    return default
