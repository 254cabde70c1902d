"""Durations and repeating times as ISO 8601 periods: 1년 6개월, 사흘간, 매주 수요일, 2년마다."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pipeline.dates import Duration
from pipeline.model import Timex
from pipeline.numerals import read_number
from pipeline.rules import Rules

_DURATION_UNITS = {"years": "Y", "months": "M", "weeks": "W", "days": "D", "hours": "H",
                   "minutes": "M", "seconds": "S", "quarters": "Q"}  # fmt: skip
_FIXED = {
    "week": "P1W",
    "half_year": "P6M",
    "year": "P1Y",
    "half_day": "P0.25D",
    "some_days": "PXD",
}


def read_duration(printed: Mapping[str, str], mod: str, rules: Rules) -> Timex | str:
    """The length as ISO 8601; a range as its two ends, PXY where the text counts vaguely."""
    fixed = next((value for name, value in _FIXED.items() if name in printed), "")
    if "counted" in printed:
        days = Decimal(rules.words["counted_days"].get(printed["counted"], "days"))
        fixed = Duration(days=days).iso()
    if fixed:
        return Timex("DURATION", {"value": fixed}, mod)
    low: dict[str, Decimal] = {}
    high: dict[str, Decimal] = {}
    for unit in _DURATION_UNITS.keys() & printed.keys():
        number = read_number(printed[unit].strip())
        if number is None or number.value is None:
            return _vague(unit, mod)
        low[unit] = number.value
        high[unit] = number.maximum if number.maximum is not None else number.value
        if number.approximate and number.maximum is None:
            mod = mod or "approx"
    value = _iso(low) if low == high else f"{_iso(low)}/{_iso(high)}"
    return Timex("DURATION", {"value": value}, mod)


def _vague(unit: str, mod: str) -> Timex:
    time = "T" if unit in ("hours", "minutes", "seconds") else ""
    return Timex("DURATION", {"value": f"P{time}X{_DURATION_UNITS[unit]}"}, mod)


def _iso(amounts: Mapping[str, Decimal]) -> str:
    parts = dict(amounts)
    quarters = parts.pop("quarters", Decimal(0))
    if quarters:
        parts["months"] = parts.get("months", Decimal(0)) + 3 * quarters
    return Duration(**parts).iso()


def read_set(printed: Mapping[str, str], rules: Rules) -> Timex | str:
    """The period of repetition."""
    if "every" in printed:
        return Timex("SET", {"value": rules.words["repeats"].get(printed["every"], "period")})
    if "weekdays" in printed:
        return Timex("SET", {"value": "P1W"})
    reading = read_duration(printed, "", rules)
    return reading if isinstance(reading, str) else Timex("SET", reading.fields)
