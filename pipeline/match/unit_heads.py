"""Finds bare numbers that a head such as "(단위: 명)" gives their unit.

In: the page. Out: a fact candidate for every bare number of the table or list below the head, with
the head's unit and scale as features. Drops: heads with a unit that no word list knows, or with
several, each a loss. A head reaches to the next one, to a line of prose, or to an empty stretch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from pipeline.model import Candidate, Loss
from pipeline.numerals import read_number
from pipeline.page import Page
from pipeline.rules import Pattern, Rules

_HEAD = regex.compile(r"[(\[<] ?단위 ?: ?(?P<unit>[^)\]>\n]{1,20}?) ?[)\]>]")
_SCALE = regex.compile(r"(?P<scale>십억|백만|십만|천만|백억|천억|만|천|백|억|조)? ?(?P<unit>\S.*)")
_END = regex.compile(r"\n[^\n]{20,}(?:다|음|함)\.(?=\s|\Z)|\n\s*\n\s*\n|[(\[<] ?단위 ?:")
_CELL = regex.compile(
    r"(?<![\d,.~/가-힣A-Za-z'’-])(?<!\d:)(?P<span>(?:(?<![가-힣)\d] ?)-)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?))"
    r"(?![\d,.]*\d|[가-힣A-Za-z%㎡~/:'’]|\.(?: |\Z)| ?(?:년|월|일|명|원|개|건|%|호|층))"
)
_ITEM_NUMBER = regex.compile(r"(?m)^\s*(?:\d{1,2}[.)]|[(]\d{1,2}[)])")
_OTHER_COLUMNS = regex.compile(r"구성비|비중|비율|[가-힣](?:률|율)(?=[\s|)(]|\Z)|%")
_YEAR = regex.compile(r"(?:19|20)\d\d")


def match_unit_heads(page: Page, rules: Rules) -> Iterator[Candidate | Loss]:
    """A candidate for every number whose unit stands in a head above it."""
    text = page.masked
    for pattern in rules.matcher("unit_head"):
        for head in _HEAD.finditer(text):
            unit = _unit(head["unit"], rules)
            if unit is None:
                yield Loss(_candidate(pattern, head, {}), "head names no single known unit")
                continue
            cells = _cells(text, head.end())
            mixed = cells and _OTHER_COLUMNS.search(text, head.end(), cells[0].start())
            if mixed and unit["measure"] != "rate":
                yield Loss(_candidate(pattern, head, {}), "columns of several units")
                continue
            for cell in cells:
                yield _candidate(pattern, cell, {**unit, "cell": "yes"})


def _cells(text: str, start: int) -> list[regex.Match[str]]:
    """The bare numbers that a head which ends at `start` reaches."""
    end = _END.search(text, start)
    stop = end.start() if end else len(text)
    return [cell for cell in _CELL.finditer(text, start, stop) if not _is_label(text, cell)]


def _candidate(pattern: Pattern, found: regex.Match[str], features: Mapping[str, str]) -> Candidate:
    group = "span" if "span" in found.groupdict() else 0
    groups = {name: found.span(name) for name in found.groupdict()}
    start, end = found.span(group)
    return Candidate(start, end, pattern.label, pattern.id, pattern.priority, groups, features)


def _is_label(text: str, cell: regex.Match[str]) -> bool:
    """Whether a bare number is a year over a column or the number of an item."""
    line = text.rfind("\n", 0, cell.start()) + 1
    item = _ITEM_NUMBER.match(text, line)
    return bool(_YEAR.fullmatch(cell["number"])) or bool(item and cell.start() < item.end())


def _unit(printed: str, rules: Rules) -> dict[str, str] | None:
    """Measure, unit and factor of a head; None if no word list knows it."""
    known = _named(printed, rules)
    if known:
        return known
    split = _SCALE.fullmatch(printed)
    scale = read_number(split["scale"]) if split and split["scale"] else None
    known = _named(split["unit"], rules) if split else None
    if not known or scale is None:
        return known
    return {**known, "factor": str(scale.value)}


def _named(word: str, rules: Rules) -> dict[str, str] | None:
    words = rules.words
    if word in words["currencies"]:
        return {"measure": "money", "unit": words["currencies"].get(word, "code")}
    if word in words["rate_units"]:
        found = words["rate_units"]
        return {
            "measure": "rate",
            "unit": found.get(word, "unit"),
            "factor": found.get(word, "factor", "1"),
        }
    if word in words["units"]:
        return {"measure": "measure", "unit": words["units"].get(word, "ucum")}
    if word in words["counters"]:
        counters = words["counters"]
        return {"measure": counters.get(word, "measure"), "unit": counters.get(word, "unit", word)}
    return None
