"""Calendar arithmetic and EDTF: dates known in part, intervals, clock times, durations.

Ground level: nothing here reads text, knows the publication date by itself, or looks at a clock.
`Partial` is a date of any precision, `Interval` a pair of them, and both write themselves as EDTF
(ISO 8601-2:2019) and tell the first and last day that they cover. Weeks begin on Monday.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Direction = Literal["past", "on_or_past", "on_or_future", "future"]
"""Where to look from an anchor: strictly before, before or on, on or after, strictly after."""

Calendar = Literal["civil", "school", "semester1", "semester2"]
"""Which days a year covers: 학년도 runs from March to February, its 학기 split at September."""

SUB_MONTHS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""EDTF sub-year groupings: code -> (first month, number of months). Winter ends in February of the
following year, as Korean usage has it ("2024년 겨울")."""

_YEAR_CALENDARS: dict[Calendar, tuple[int, int]] = {
    "civil": (1, 12),
    "school": (3, 12),
    "semester1": (3, 6),
    "semester2": (9, 6),
}


_MONTHS_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ImpossibleDateError(ValueError):
    """A date that no calendar has; the message says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A date of which some parts are known; `years` is 10 for a decade and 100 for a century.

    >>> Partial(2025, 9).edtf(), Partial(day=11).edtf(), Partial(2025, sub=41).edtf()
    ('2025-09', 'XXXX-XX-11', '2025-41')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    sub: int | None = None
    years: int = 1
    calendar: Calendar = "civil"

    def __post_init__(self) -> None:
        problem = why_impossible(self.year, self.month, self.day)
        if problem:
            raise ImpossibleDateError(problem)
        if self.sub is not None and (self.sub not in SUB_MONTHS or self.month or self.day):
            raise ImpossibleDateError(f"no part {self.sub} of a year")

    @classmethod
    def of(cls, day: date) -> Partial:
        """The partial date that is one whole day."""
        return cls(day.year, day.month, day.day)

    def edtf(self) -> str:
        """The value as EDTF, with X for digits that are not known.

        >>> Partial().edtf(), Partial(1990, years=10).edtf(), Partial(month=12).edtf()
        ('XXXX', '199X', 'XXXX-12')
        """
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.years > 1 and self.year is not None:
            unknown = len(str(self.years)) - 1
            year = year[:-unknown] + "X" * unknown
        if self.sub is not None:
            return f"{year}-{self.sub:02d}"
        month = "" if self.month is None else f"-{self.month:02d}"
        if self.day is None:
            return year + month
        return f"{year}{month or '-XX'}-{self.day:02d}"

    def bounds(self) -> tuple[date, date] | None:
        """First and last day covered; None where the year, or the month of a day, is unknown."""
        if self.year is None or (self.day is not None and self.month is None):
            return None
        if self.day is not None and self.month is not None:
            day = date(self.year, self.month, self.day)
            return day, day
        first, months = self._months()
        months += 12 * (self.years - 1)
        start = date(self.year, first, 1)
        after, month = add_months(self.year, first, months)
        return start, date(after or self.year, month, 1) - timedelta(days=1)

    def _months(self) -> tuple[int, int]:
        """First month and number of months of a date without a day."""
        if self.sub is not None:
            return SUB_MONTHS[self.sub]
        if self.month is not None:
            return self.month, 1
        return _YEAR_CALENDARS[self.calendar]

    @property
    def whole_day(self) -> date | None:
        """The day, if year, month and day are all known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def with_year(self, year: int | None) -> Partial:
        """The same date in another year."""
        return Partial(year, self.month, self.day, self.sub, self.years, self.calendar)

    def shift(self, *, years: int = 0, months: int = 0, days: int = 0) -> Partial:
        """Move by years and months, then by days; the precision stays.

        A day that the target month lacks becomes the month's last ("한 달 전" of March 31).

        >>> Partial(2025, 3, 31).shift(months=-1).edtf()
        '2025-02-28'
        """
        year, month, day = self.year, self.month, self.day
        if months and month is not None:
            year, month = add_months(year, month, months)
        if years and year is not None:
            year += years
        if day is not None and month is not None:
            day = min(day, days_in_month(year, month))
        moved = replace(self, year=year, month=month, day=day)
        if not days:
            return moved
        whole = moved.whole_day
        if whole is None:
            raise ImpossibleDateError("days can only be added to a whole date")
        return Partial.of(whole + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; None is an open end.

    >>> Interval(None, Partial(2030)).edtf()
    '../2030'
    """

    start: Partial | None
    end: Partial | None

    def __post_init__(self) -> None:
        bounds = self.bounds()
        if bounds and bounds[1] < bounds[0]:
            raise ImpossibleDateError(f"{self.edtf()} ends before it starts")

    def edtf(self) -> str:
        """The value as EDTF; parts of years become months, which intervals allow.

        >>> Interval(Partial(2025, sub=33), Partial(2025, sub=34)).edtf()
        '2025-01/2025-06'
        """
        start = ".." if self.start is None else _edge(self.start, last=False)
        end = ".." if self.end is None else _edge(self.end, last=True)
        return f"{start}/{end}"

    def bounds(self) -> tuple[date, date] | None:
        """First and last day covered, None if an end is open or undetermined."""
        if self.start is None or self.end is None:
            return None
        start, end = self.start.bounds(), self.end.bounds()
        return (start[0], end[1]) if start and end else None

    @classmethod
    def of_days(cls, start: date, end: date) -> Interval:
        """The interval of whole days."""
        return cls(Partial.of(start), Partial.of(end))


@dataclass(frozen=True, slots=True)
class Several:
    """Dates that all apply; a gapless run of whole units is better said as an Interval.

    >>> Several((Partial(2025, 3), Partial(2025, 6))).edtf()
    '{2025-03,2025-06}'
    """

    dates: tuple[Partial, ...]

    def edtf(self) -> str:
        """The value as an EDTF set of all its members."""
        return "{" + ",".join(_edge(each, last=False) for each in self.dates) + "}"

    def bounds(self) -> tuple[date, date] | None:
        """First and last day covered, None if any member is undetermined."""
        found = [each.bounds() for each in self.dates]
        known = [bounds for bounds in found if bounds]
        if not known or len(known) < len(found):
            return None
        return min(first for first, _ in known), max(last for _, last in known)


Moment = Partial | Interval | Several
"""Anything that a DATE may be."""


def _edge(edge: Partial, *, last: bool) -> str:
    if edge.sub is None:
        return edge.edtf()
    first, months = SUB_MONTHS[edge.sub]
    month = first if not last else first + months - 1
    year, month = add_months(edge.year, month, 0)
    return Partial(year, month).edtf()


def why_impossible(year: int | None, month: int | None, day: int | None) -> str:
    """Why there is no such date, or nothing.

    >>> why_impossible(2025, 2, 30)
    'month 2 has no day 30'
    >>> why_impossible(None, 2, 29)
    ''
    """
    if year is not None and not 1 <= year <= 9990:
        return f"no year {year}"
    if month is not None and not 1 <= month <= 12:
        return f"no month {month}"
    if day is None:
        return ""
    longest = 31 if month is None else days_in_month(year, month)
    if 1 <= day <= longest:
        return ""
    place = f"{year}-{month:02d}" if year and month == 2 and day == 29 else f"month {month}"
    return f"{place} has no day {day}"


def days_in_month(year: int | None, month: int) -> int:
    """How many days a month has; February has 29 where the year is unknown.

    >>> days_in_month(2025, 2), days_in_month(None, 2)
    (28, 29)
    """
    if month == 2 and year is not None and not isleap(year):
        return 28
    return _MONTHS_LONGEST[month - 1]


def add_months(year: int | None, month: int, months: int) -> tuple[int | None, int]:
    """Year and month that lie `months` after a month.

    >>> add_months(2025, 11, 3), add_months(None, 1, -1)
    ((2026, 2), (None, 12))
    """
    index = month - 1 + months
    return (None if year is None else year + index // 12), index % 12 + 1


# -- nearest dates ---------------------------------------------------------------------------------


def nearest_day(anchor: date, day: int, direction: Direction) -> date:
    """The nearest date that is the `day`-th of its month (SPEC §4 on a bare "4일").

    >>> nearest_day(date(2026, 1, 3), 31, "on_or_past").isoformat()
    '2025-12-31'
    """
    if not 1 <= day <= 31:
        raise ImpossibleDateError(f"no month has a day {day}")
    step = _step(direction)
    for offset in range(3):
        year, month = add_months(anchor.year, anchor.month, step * offset)
        if day <= days_in_month(year, month):
            found = date(year or anchor.year, month, day)
            if _lies(found, anchor, direction):
                return found
    raise ImpossibleDateError(f"no day {day} near {anchor}")  # pragma: no cover


def nearest_month_day(anchor: date, month: int, day: int | None, direction: Direction) -> Partial:
    """The nearest date with this month (and day); a month lies where its first day lies, but the
    anchor's own month is both before and after it unless the direction is strict.

    >>> nearest_month_day(date(2025, 3, 10), 9, None, "past").edtf()
    '2024-09'
    >>> nearest_month_day(date(2025, 3, 10), 9, 3, "future").edtf()
    '2025-09-03'
    """
    step = _step(direction)
    for offset in range(9):
        year = anchor.year + step * offset
        if why_impossible(year, month, day):
            continue
        reference = anchor if day is not None else anchor.replace(day=1)
        if _lies(date(year, month, day or 1), reference, direction):
            return Partial(year, month, day)
    raise ImpossibleDateError(why_impossible(None, month, day) or "no such date near")


def nearest_weekday(anchor: date, weekday: int, direction: Direction) -> date:
    """The nearest Monday (0) to Sunday (6).

    >>> nearest_weekday(date(2025, 9, 3), 4, "past").isoformat()
    '2025-08-29'
    """
    step = _step(direction)
    first = 0 if direction.startswith("on_or") else 1
    days = (anchor + timedelta(days=step * offset) for offset in range(first, first + 7))
    return next(day for day in days if day.weekday() == weekday)


def week_of(anchor: date, offset: int = 0) -> Interval:
    """Monday to Sunday of the anchor's week, or of the week `offset` weeks later.

    >>> week_of(date(2025, 9, 3), -1).edtf()
    '2025-08-25/2025-08-31'
    """
    monday = anchor - timedelta(days=anchor.weekday() - 7 * offset)
    return Interval.of_days(monday, monday + timedelta(days=6))


def weekend_of(anchor: date, offset: int = 0) -> Interval:
    """Saturday and Sunday of the anchor's week, or of the week `offset` weeks later.

    >>> weekend_of(date(2025, 9, 3)).edtf()
    '2025-09-06/2025-09-07'
    """
    saturday = anchor + timedelta(days=5 - anchor.weekday() + 7 * offset)
    return Interval.of_days(saturday, saturday + timedelta(days=1))


def month_part(year: int | None, month: int, week: int) -> Interval:
    """The `week`-th week of a month, counted from its first Monday-to-Sunday row.

    The first week is the one that holds the month's first Thursday (KS X ISO 8601): "9월 첫째 주".

    >>> month_part(2025, 9, 1).edtf()
    '2025-09-01/2025-09-07'
    """
    if year is None:
        raise ImpossibleDateError("the weeks of a month need its year")
    thursday = nearest_weekday(date(year, month, 1), 3, "on_or_future")
    return week_of(thursday, week - 1)


def _step(direction: Direction) -> int:
    return -1 if direction in ("past", "on_or_past") else 1


def _lies(day: date, anchor: date, direction: Direction) -> bool:
    if day == anchor:
        return direction.startswith("on_or")
    return (day < anchor) == (_step(direction) < 0)


# -- Korean years ----------------------------------------------------------------------------------

ELECTED_TERMS = (1995, 1998, 2002, 2006, 2010, 2014, 2018, 2022, 2026, 2030, 2034)
"""Years in whose July the terms of elected local government begin (지방자치법 부칙; the first
lasted three years, all others four)."""


def elected_term(number: int) -> Interval:
    """The term of office that "민선 N기" names.

    >>> elected_term(8).edtf(), elected_term(1).edtf()
    ('2022-07-01/2026-06-30', '1995-07-01/1998-06-30')
    """
    if not 1 <= number < len(ELECTED_TERMS):
        raise ImpossibleDateError(f"민선 {number}기 is not known")
    start, end = ELECTED_TERMS[number - 1], ELECTED_TERMS[number]
    return Interval.of_days(date(start, 7, 1), date(end, 6, 30))


def century(number: int) -> Interval:
    """The years of a century: the 21st runs from 2001 to 2100, which 20XX would not say.

    >>> century(21).edtf()
    '2001/2100'
    """
    return Interval(Partial(100 * number - 99), Partial(100 * number))


def full_year(two_digits: int) -> int:
    """The year of a two-digit one: 50 to 99 is 19xx, the rest 20xx ("'25년", "87년").

    >>> full_year(25), full_year(87)
    (2025, 1987)
    """
    return two_digits + (1900 if two_digits >= 50 else 2000)


# -- clock and durations ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; 24:00 is allowed, as ISO 8601 does."""

    hour: int
    minute: int = 0
    second: int | None = None

    def __post_init__(self) -> None:
        at_most = 24 * 3600
        seconds = self.hour * 3600 + self.minute * 60 + (self.second or 0)
        if self.minute > 59 or (self.second or 0) > 59 or not 0 <= seconds <= at_most:
            raise ImpossibleDateError(f"no time {self.hour}:{self.minute:02d}")

    def iso(self) -> str:
        """The time with its T.

        >>> Clock(11).iso(), Clock(9, 5, 7).iso()
        ('T11:00', 'T09:05:07')
        """
        second = "" if self.second is None else f":{self.second:02d}"
        return f"T{self.hour:02d}:{self.minute:02d}{second}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time in calendar units; fields may be decimal ("1.5년")."""

    years: Decimal = Decimal(0)
    months: Decimal = Decimal(0)
    weeks: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    minutes: Decimal = Decimal(0)
    seconds: Decimal = Decimal(0)

    def iso(self) -> str:
        """ISO 8601; weeks stand alone, and become days beside other units.

        >>> Duration(years=Decimal(1), months=Decimal(6)).iso(), Duration(weeks=Decimal(2)).iso()
        ('P1Y6M', 'P2W')
        >>> Duration(hours=Decimal(2), minutes=Decimal(30)).iso()
        'PT2H30M'
        """
        if self.weeks and not any(getattr(self, f.name) for f in fields(self) if f.name != "weeks"):
            return f"P{_plain(self.weeks)}W"
        day = _written((self.years, "Y"), (self.months, "M"), (self.days + 7 * self.weeks, "D"))
        clock = _written((self.hours, "H"), (self.minutes, "M"), (self.seconds, "S"))
        return f"P{day}" + (f"T{clock}" if clock else "" if day else "T0S")


def _written(*parts: tuple[Decimal, str]) -> str:
    return "".join(f"{_plain(amount)}{unit}" for amount, unit in parts if amount)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
