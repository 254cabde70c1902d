"""Finds what stands around a figure: hedges and bounds on either side, words of statistics.

In: a figure's span. Out: its qualifier and statistic, empty without a printed cue. The words are
in rules/words: hedges_before, hedges_after, statistics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.model import Candidate
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import WordList, alternation, alternatives

_REACH = 24  # characters before a figure in which a cue still belongs to it
_BEFORE_EDGE = r"(?<![가-힣A-Za-z0-9])"
_TO_AFTER = r"(?:을|를|이|가|에|도|은|는|의)?[ ]?(?:훌쩍|훨씬|크게|약간|조금|거의|채)? ?"
# A cue does not reach across these: marks, another figure, a clause in front of its noun.
_LAST_BARRIER = regex.compile(
    r"(?r)[\n,.;:()\[\]'\"“”‘’△▲▷□○●■◇…/]|\d(?!인당|명당)|[하되지르오]는 "
    r"|[가-힣](?:고|며|서|만|로) "
)
_FILLERS = ("각각", "각", "또", "다시", "사상", "역대", "현재")


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words around a figure say about it."""

    qualifier: str = ""
    statistic: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists as expressions: just before, just after, further before, in parentheses."""

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    clause: regex.Pattern[str]
    bracket: regex.Pattern[str]
    ends: frozenset[str]
    """With what the words just before a figure end."""
    any_after: re.Pattern[str]
    any_clause: re.Pattern[str]
    """The words without their guards: most figures have none of them, and this is soon seen."""


def find_cues(candidate: Candidate, page: Page, rules: Rules) -> Cues:
    """The qualifier and statistic that the words around the figure give it."""
    words = _words(rules)
    text = page.masked
    left = text[max(0, candidate.start - _REACH) : candidate.start]
    before, statistic, left = _adjacent(left, words, rules)
    statistic = statistic or _in_clause(left, words, rules)
    if statistic == "total" and candidate.features.get("measure") == "rate":
        statistic = ""  # "총예산을 두 배로": a rate is the total of nothing
    after = _after(text, candidate.end, words, rules)
    return Cues(
        _stronger(after, before), statistic or _bracketed(text, candidate.end, words, rules)
    )


def _stronger(after: str, before: str) -> str:
    """A bound says more than "approx", which says more than nothing; else what stands behind."""
    if after and before:
        return before if after == "approx" else after
    return after or before


def _adjacent(left: str, words: _Words, rules: Rules) -> tuple[str, str, str]:
    """Qualifier and statistic of the words just before a figure, the nearest first; the rest."""
    qualifier = statistic = ""
    while left.rstrip(" \n")[-1:] in words.ends and (found := words.before.search(left)):
        word = found["word"]
        qualifier = qualifier or rules.words["hedges_before"].get(word, "qualifier")
        statistic = statistic or rules.words["statistics"].get(word, "statistic")
        left = left[: found.start()]
    return qualifier, statistic, left


def _in_clause(left: str, words: _Words, rules: Rules) -> str:
    """The statistic of the last word that no barrier parts from the figure."""
    statistic = ""
    if not words.any_clause.search(left):
        return statistic
    barrier = _LAST_BARRIER.search(left)
    for found in words.clause.finditer(left, barrier.end() if barrier else 0):
        statistic = rules.words["statistics"].get(found["word"], "statistic")
    return statistic


def _after(text: str, end: int, words: _Words, rules: Rules) -> str:
    found = words.after.match(text, end) if words.any_after.match(text, end) else None
    return rules.words["hedges_after"].get(found["word"], "qualifier") if found else ""


def _bracketed(text: str, end: int, words: _Words, rules: Rules) -> str:
    found = words.bracket.match(text, end) if text.startswith(("(", " ("), end) else None
    return rules.words["statistics"].get(found["word"], "statistic") if found else ""


@lru_cache(maxsize=4)
def _words(rules: Rules) -> _Words:
    hedges, after = rules.words["hedges_before"], rules.words["hedges_after"]
    statistics = rules.words["statistics"]
    far = statistics.where("reach", "clause")
    clause = _any(statistics, *far)
    adjacent = "|".join((_any(hedges, *hedges.rows), _any(statistics, *statistics.rows), *_FILLERS))
    before = (*hedges.rows, *statistics.rows, *_FILLERS, "에")
    return _Words(
        before=regex.compile(rf"{_BEFORE_EDGE}(?P<word>{adjacent})에? ?$"),
        after=regex.compile(rf"{_TO_AFTER}(?P<word>{_any(after, *after.rows)})"),
        clause=regex.compile(rf"{_BEFORE_EDGE}(?P<word>{clause})"),
        bracket=regex.compile(rf" ?\((?P<word>{clause})\)"),
        ends=frozenset(word[-1:] for word in before),
        any_after=re.compile(_TO_AFTER + alternation(after.rows)),
        any_clause=re.compile(alternatives(far)),
    )


def _any(words: WordList, *chosen: str) -> str:
    """Any of the words, the longest first, each with its guard: what may or may not follow it."""
    ordered = sorted(chosen, key=lambda word: (-len(word), word))
    return "|".join(regex.escape(w, literal_spaces=True) + words.get(w, "guard") for w in ordered)
