"""Rows to CSV that spreadsheets open as they are meant: no formulas, plain numbers, true/false.

RFC 4180: commas, quotes doubled, CRLF. A text cell that a spreadsheet would run as a formula gets
an apostrophe in front; numbers keep their sign, and so does a text that is a number (-3.2%).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

import regex

from pipeline.tables import column_types, columns

_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_RISKY = _FORMULA | {"'"}
_NUMBER = regex.compile(r"[+-][0-9][0-9,]*(?:\.[0-9]+)?%?")
"""What a spreadsheet reads as a number or a percentage, sign and all; nothing is run."""


def guard(text: str) -> str:
    """The cell of a text: an apostrophe goes before what a spreadsheet would take for a formula.

    Apostrophes already there get one more, so that `unguard` gives every text back.

    >>> guard("=1+2"), guard("'=1+2"), guard("'24년"), guard("-3.2%")
    ("'=1+2", "''=1+2", "'24년", '-3.2%')
    """
    if text[:1] not in _RISKY or _NUMBER.fullmatch(text):
        return text
    return "'" + text if text.lstrip("'")[:1] in _FORMULA else text


def unguard(cell: str) -> str:
    """The text of a guarded cell.

    >>> unguard("'=1+2"), unguard("'24년")
    ('=1+2', "'24년")
    """
    if cell[:1] == "'" and cell.lstrip("'")[:1] in _FORMULA:
        return cell[1:]
    return cell


def plain(value: Decimal | None) -> str:
    """A decimal without exponent; nothing for None.

    >>> plain(Decimal("3.5E+4"))
    '35000'
    """
    return "" if value is None else format(value, "f")


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


_WRITERS: dict[type, Callable[[Any], object]] = {Decimal: plain, bool: _truth}


@cache
def _layout(model: type) -> tuple[Callable[[Any], Any], tuple[int, ...], tuple[Any, ...]]:
    """How to take a row apart, which of its cells are texts, and which others are written how."""
    kinds = list(column_types(model).values())
    texts = tuple(index for index, kind in enumerate(kinds) if kind is str)
    special = tuple((i, _WRITERS[kind]) for i, kind in enumerate(kinds) if kind in _WRITERS)
    return attrgetter(*columns(model)), texts, special


def csv_lines(model: type, rows: Iterable[Any]) -> str:
    """The CSV lines of rows of one model, without a header."""
    take, texts, special = _layout(model)
    lines = []
    for row in rows:
        cells = list(take(row))
        for index in texts:
            if cells[index][:1] in _RISKY:
                cells[index] = guard(cells[index])
        for index, write in special:
            cells[index] = write(cells[index])
        lines.append(cells)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def csv_header(model: type) -> str:
    """The header line of a table."""
    return ",".join(columns(model)) + "\r\n"
