"""Reads dates back from the EDTF that `pipeline.dates` writes, to hold values against days."""

from __future__ import annotations

import regex

from pipeline.dates import ImpossibleDateError, Interval, Moment, Partial, Several

_EDTF = regex.compile(
    r"(?P<year>\d{4}|XXXX|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d))?"
)


def parse_edtf(value: str) -> Moment | None:
    """Read what `edtf()` wrote; None for anything else (durations, times, other EDTF)."""
    try:
        if value.startswith("{"):
            members = [_parse_partial(each) for each in value.strip("{}").split(",")]
            return Several(tuple(each for each in members if each)) if all(members) else None
        if "/" not in value:
            return _parse_partial(value)
        start, end = value.split("/", 1)
        edges = [None if edge == ".." else _parse_partial(edge) for edge in (start, end)]
        broken = any(
            e is None and text != ".." for e, text in zip(edges, (start, end), strict=True)
        )
        return None if broken else Interval(edges[0], edges[1])
    except ImpossibleDateError:
        return None


def _parse_partial(value: str) -> Partial | None:
    match = _EDTF.fullmatch(value)
    if not match:
        return None
    printed, month, day = match["year"], match["month"], match["day"]
    unknown = printed.count("X")
    year = None if unknown == 4 else int(printed.replace("X", "0"))
    years = 10**unknown if year is not None else 1
    number = int(month) if month and month != "XX" else None
    if number is not None and number > 12:
        return Partial(year, sub=number) if day is None else None
    return Partial(year, number, int(day) if day else None, years=years)
