"""Rows to CSV that spreadsheets open as they are meant: no formulas, plain numbers, true/false.

RFC 4180: commas, quotes doubled, CRLF. A text cell that a spreadsheet would run as a formula gets
an apostrophe in front; numbers keep their sign, and so does a text that is a number (-3.2%).
"""

from __future__ import annotations

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


def _truth(value: bool) -> str:
    return "true" if value else "false"


_WRITERS: dict[type, Callable[[Any], str]] = {int: str, Decimal: plain, bool: _truth}


class Cells(dict[str, str]):
    """The cells of texts, each made once: the rows of an article repeat its sentences.

    `csv.writer` asks of every character whether it is one of its line end.
    """

    def __missing__(self, text: str) -> str:
        cell = guard(text) if text[:1] in _RISKY else text
        if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
            cell = '"' + cell.replace('"', '""') + '"'
        self[text] = cell
        return cell


@cache
def _layout(model: type) -> tuple[Callable[[Any], Any], tuple[type, ...]]:
    """How to take a row apart, and the types of its cells."""
    return attrgetter(*columns(model)), tuple(column_types(model).values())


def csv_lines(model: type, rows: Iterable[Any], cells: Cells | None = None) -> str:
    """The CSV lines of rows of one model, without a header.

    `cells` may be shared by tables that repeat each other's texts.
    """
    take, kinds = _layout(model)
    if cells is None:
        cells = Cells()
    made: list[Iterable[str]] = []
    for kind, values in zip(kinds, zip(*map(take, rows), strict=True), strict=False):
        if kind is str:
            made.append(map(cells.__getitem__, values))
        else:
            write = _WRITERS[kind]
            made.append(["" if value is None else write(value) for value in values])
    return "".join([",".join(line) + "\r\n" for line in zip(*made, strict=True)])


def csv_header(model: type) -> str:
    """The header line of a table."""
    return ",".join(columns(model)) + "\r\n"
