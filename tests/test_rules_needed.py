"""No dead rule: each rule with a pattern finds what its examples mark, and no other rule does.

Cheap: patterns are matched without morphemes, values or the settling of overlaps.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from pipeline.examples import Example, parse_example
from pipeline.match.patterns import occurrences
from pipeline.model import Section
from pipeline.normalise import normalise
from pipeline.page import Page
from pipeline.rules import Pattern, Rules, load_rules
from pipeline.rules.schema import MATCHED

SHARED = frozenset({"institution", "person", "program", "region"})
"""Labels whose names are also found by matchers, which are not run here."""


@cache
def rules() -> Rules:
    return load_rules()


def checked() -> tuple[Pattern, ...]:
    return tuple(p for p in rules().labelled(*MATCHED) if p.regex is not None)


def says(pattern: Pattern) -> tuple[str, ...]:
    """What a match of the rule is: another rule that says less is no replacement."""
    return (pattern.label, *(pattern.features.get(k, "") for k in ("measure", "unit", "type")))


def found(pattern: Pattern, page: Page) -> set[tuple[int, int]]:
    """The spans that a pattern alone matches."""
    names = "span" if pattern.regex and "span" in pattern.regex.groupindex else 0
    return {match.span(names) for match in occurrences(pattern, page)}


@cache
def pages() -> dict[str, list[tuple[Example, Page]]]:
    made: dict[str, list[tuple[Example, Page]]] = defaultdict(list)
    for pattern in checked():
        for source in pattern.rule.hit:
            example = parse_example(source)
            text = normalise(example.text).text
            made[pattern.id].append((example, Page(text, (Section(0, len(text), "body"),))))
    return made


@pytest.mark.parametrize("pattern", checked(), ids=lambda p: p.id)
def test_a_rule_finds_what_its_examples_mark(pattern: Pattern) -> None:
    for example, page in pages()[pattern.id]:
        assert set(example.spans) <= found(pattern, page), example.text


@pytest.mark.parametrize(
    "pattern", [p for p in checked() if p.label not in SHARED], ids=lambda p: p.id
)
def test_without_a_rule_an_example_fails(pattern: Pattern) -> None:
    others = [p for p in checked() if says(p) == says(pattern) and p.id != pattern.id]
    for example, page in pages()[pattern.id]:
        left = set(example.spans)
        for other in others:
            left -= found(other, page)
        if left:
            return
    pytest.fail("every example of this rule is found by other rules too")
