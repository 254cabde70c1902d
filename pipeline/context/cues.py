"""Cue words of rules/context: where they stand and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Sentence
from pipeline.page import Page
from pipeline.rules import Pattern, Rules
from pipeline.rules.sieve import Sieve


class Cue(NamedTuple):
    """One cue in the text: its offsets, what it says, and how far it reaches (rule files)."""

    start: int
    end: int
    value: str
    reach: str


Patterns = Mapping[str, Sequence[Pattern]]
"""The patterns of a sentence that may match in it, by the kind of cue that they find."""


@lru_cache(maxsize=8)
def _sieve(rules: Rules) -> Sieve:
    cues = [p for p in rules.labelled("context") if p.features.get("cue", "check") != "check"]
    return Sieve(cues)


def cue_patterns(
    page: Page, sentences: Sequence[Sentence], rules: Rules
) -> list[dict[str, list[Pattern]]]:
    """For each sentence the patterns whose words it holds, by the kind of their cue."""
    return [_by_kind(patterns) for patterns in _sieve(rules).chosen(page.masked, sentences)]


def _by_kind(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    kinds: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        kinds.setdefault(pattern.features["cue"], []).append(pattern)
    return kinds


def find_cues(page: Page, patterns: Iterable[Pattern], sentence: Sentence) -> list[Cue]:
    """The cues that patterns find in a sentence of the page, in order."""
    found = [
        _cue(pattern, *match.span("span"))
        for pattern in patterns
        if pattern.regex is not None
        for match in pattern.regex.finditer(page.masked, sentence.start, sentence.end)
    ]
    if len(found) > 1:
        found.sort(key=lambda cue: (cue.start, -cue.end))
    return found


def _cue(pattern: Pattern, start: int, end: int) -> Cue:
    says = pattern.features
    return Cue(start, end, says.get("value", ""), says.get("reach", ""))
