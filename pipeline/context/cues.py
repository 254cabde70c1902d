"""Cue words of rules/context: where they stand and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.page import Page
from pipeline.rules import Pattern, Rules


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in the text: its offsets, what it says, and how far it reaches (rule files)."""

    start: int
    end: int
    value: str
    reach: str


@lru_cache(maxsize=8)
def _patterns(rules: Rules, kind: str) -> tuple[Pattern, ...]:
    return tuple(p for p in rules.labelled("context") if p.features.get("cue") == kind)


def find_cues(page: Page, rules: Rules, kind: str, start: int, end: int) -> list[Cue]:
    """The cues of one kind in a stretch of the page, in order."""
    found = [
        Cue(match.start("span"), match.end("span"), said("value", ""), said("reach", ""))
        for pattern in _patterns(rules, kind)
        if pattern.regex is not None
        for said in (pattern.features.get,)
        for match in pattern.regex.finditer(page.masked, start, end)
    ]
    return sorted(found, key=lambda cue: (cue.start, -cue.end))
