"""Text with its figures as signs, so that rules see the arithmetic and not the numbers.

Ⓝ is an amount (people, things, money, measures), Ⓡ a percentage, Ⓞ an ordinal. A sign takes one
character, so offsets in the skeleton are mapped back by a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.model import Fact, Sentence
from pipeline.page import Page
from pipeline.rules import Pattern, Rules
from pipeline.rules.sieve import Sieve

_AMOUNT = "Ⓝ"
_SIGNS = {**dict.fromkeys(("headcount", "count", "money", "measure"), _AMOUNT), "rank": "Ⓞ"}


class Skeleton(NamedTuple):
    """The text of one or two sentences with signs, and the figure behind each sign."""

    text: str
    facts: Mapping[int, Fact]
    start: int

    def figures(self, found: regex.Match[str], name: str) -> list[Fact]:
        """The figures that a named part of a match captured, in order."""
        return [self.facts[start] for start, _ in found.spans(name)]


class Match(NamedTuple):
    """Where a check's pattern matched."""

    pattern: Pattern
    found: regex.Match[str]
    skeleton: Skeleton


_FEWEST = {"share": 2, "sum": 3}
"""Amounts that the arithmetic of a kind takes at least: part and whole, two parts and a total."""


@lru_cache(maxsize=8)
def _sieve(rules: Rules) -> Sieve:
    """The checks of rules/context/checks.yaml."""
    return Sieve([p for p in rules.labelled("context") if p.features.get("cue") == "check"])


def matches(facts: Sequence[Fact], page: Page, rules: Rules) -> Iterator[Match]:
    """Every match of every check, over each sentence with the one before it."""
    seen: set[tuple[str, tuple[int, ...]]] = set()
    skeletons = list(_skeletons(facts, page))
    for skeleton, patterns in zip(skeletons, _chosen(skeletons, rules), strict=True):
        amounts = skeleton.text.count(_AMOUNT) if patterns else 0
        for pattern in patterns:
            if pattern.regex is None or amounts < _FEWEST.get(pattern.features["value"], 0):
                continue
            for found in pattern.regex.finditer(skeleton.text):
                starts = [
                    f.start for at, f in skeleton.facts.items() if found.start() <= at < found.end()
                ]
                key = (pattern.id, tuple(starts))
                if key not in seen:
                    seen.add(key)
                    yield Match(pattern, found, skeleton)


def _chosen(skeletons: Sequence[Skeleton], rules: Rules) -> list[list[Pattern]]:
    """For each skeleton the patterns that may match in it, from one pass over all of them."""
    places: list[Sentence] = []
    at = 0
    for skeleton in skeletons:
        places.append(Sentence(at, at + len(skeleton.text), ""))
        at += len(skeleton.text) + 1
    return _sieve(rules).chosen("\n".join([skeleton.text for skeleton in skeletons]), places)


def _skeletons(facts: Sequence[Fact], page: Page) -> Iterator[Skeleton]:
    """Every sentence that has a figure, after the one before it if that has one too."""
    by_sentence: dict[int, list[Fact]] = {}
    for fact in facts:
        by_sentence.setdefault(page.sentence_index(fact.start), []).append(fact)
    by_sentence.pop(-1, None)
    own: dict[int, Skeleton] = {}
    for index in sorted(by_sentence):
        sentence = page.sentences[index]
        own[index] = _skeleton(by_sentence[index], page, sentence.start, sentence.end)
        before = own.get(index - 1)
        gap = page.text[page.sentences[index - 1].end : sentence.start] if before else "\n"
        yield own[index] if before is None or "\n" in gap else _joined(before, gap, own[index])


def _joined(left: Skeleton, gap: str, right: Skeleton) -> Skeleton:
    shift = len(left.text) + len(gap)
    behind = {**left.facts, **{shift + at: fact for at, fact in right.facts.items()}}
    return Skeleton(f"{left.text}{gap}{right.text}", behind, left.start)


def _skeleton(facts: Sequence[Fact], page: Page, start: int, end: int) -> Skeleton:
    pieces: list[str] = []
    behind: dict[int, Fact] = {}
    at, length = start, 0
    for fact in facts:
        if fact.start < at:
            continue
        plain = page.text[at : fact.start]
        pieces += [plain, _sign(fact)]
        length += len(plain)
        behind[length] = fact
        length += 1
        at = fact.end
    pieces.append(page.text[at:end])
    return Skeleton("".join(pieces), behind, start)


def _sign(fact: Fact) -> str:
    if fact.unit == "percent":
        return "Ⓡ"
    return _SIGNS.get(fact.measure, "Ⓠ")
