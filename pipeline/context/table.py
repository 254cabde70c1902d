"""Figures in a printed table: the row names the measure, the column's head may give the time.

In: the physical line that a figure stands in and those above it. Out: label and head. A table is a
block of lines with at least two upright bars each.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.page import Page

_BAR = "|"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a figure stands: its row's label and the offsets of its column's head."""

    label: str
    head_start: int
    head_end: int


def find_cell(page: Page, offset: int) -> Cell | None:
    """The table cell at an offset, None outside of tables."""
    text = page.masked
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = end if end >= 0 else len(text)
    if text.count(_BAR, start, end) < 2:
        return None
    row = text[start:end]
    head = _head(text, start, row.count(_BAR))
    if head < 0:
        return None
    column = text.count(_BAR, start, offset)
    at = _cell_start(text, head, column)
    stop = min(p for p in (text.find(_BAR, at), text.find("\n", at), len(text)) if p >= 0)
    return Cell(_label(row), at, stop)


def _head(text: str, start: int, bars: int) -> int:
    """Start of the block's first line with as many bars, -1 if the row has none above it."""
    head = -1
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        if text.count(_BAR, above, start) != bars:
            break
        head, start = above, above
    return head


def _cell_start(text: str, line: int, column: int) -> int:
    for _ in range(column):
        line = text.find(_BAR, line) + 1
    return line


def _label(row: str) -> str:
    cells = [cell.strip() for cell in row.split(_BAR)]
    return next((cell for cell in cells if cell), "")
