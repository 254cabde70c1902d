"""Rows of a printed table against their last column, where its head says total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from pipeline.checks.rows import row
from pipeline.checks.tolerance import CONSISTENT, INCONSISTENT, exact, grain, shown
from pipeline.model import Check, Fact
from pipeline.page import Page

_TOTALS = frozenset({"계", "합계", "총계", "소계", "전체"})

_NO_SUM = regex.compile(r"평균|비율|비중|연령|단가|지수|[률율] *\|")


def table_sums(facts: Sequence[Fact], page: Page) -> Iterator[Check]:
    """A row of figures whose last cell stands under 계."""
    rows: dict[int, list[Fact]] = {}
    for fact in facts if "|" in page.text else ():
        start = page.text.rfind("\n", 0, fact.start) + 1
        if page.text[start : fact.start].count("|"):
            rows.setdefault(start, []).append(fact)
    for start, cells in rows.items():
        line = page.text[start : _line_end(page.text, start)]
        if len(cells) >= 3 and not _NO_SUM.search(line) and _totals(page.text, start, len(cells)):
            yield from _summed(cells)


def _totals(text: str, start: int, cells: int) -> bool:
    """Whether the head of the block ends in a total and every other cell of the row is a figure."""
    line = text[start : _line_end(text, start)]
    head = ""
    above = start
    while above > 0:
        above = text.rfind("\n", 0, above - 1) + 1
        candidate = text[above : _line_end(text, above)]
        if candidate.count("|") != line.count("|"):
            break
        head = candidate
    heads = [cell.strip() for cell in head.split("|") if cell.strip()]
    filled = [cell for cell in line.split("|") if cell.strip()]
    return bool(heads) and heads[-1] in _TOTALS and len(filled) == len(heads) == cells + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _summed(cells: Sequence[Fact]) -> Iterator[Check]:
    *parts, total = cells
    if len({f.unit for f in cells}) > 1 or not all(exact(f) and f.value is not None for f in cells):
        return
    values = [part.value or Decimal(0) for part in parts]
    result, stated = sum(values, Decimal(0)), total.value or Decimal(0)
    if total.measure == "rate":
        return
    slack = grain(total.text) * len(parts) if "." in total.text else Decimal(0)
    verdict = CONSISTENT if abs(result - stated) <= slack else INCONSISTENT
    said = f"{' + '.join(map(shown, values))} = {shown(result)}, stated {shown(stated)}"
    yield row("sum", cells, total.text, shown(result), verdict, said)
