"""Named days of the Korean year: public holidays by law, lunar feasts, commemoration days.

The lunar calendar and the law's substitute holidays (대체휴일) come from static tables in the
libraries `korean_lunar_calendar` and `holidays`; no clock and no network are involved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipeline.dates import Interval, Moment, Partial

LUNAR_YEARS = range(1391, 2051)
"""Years that the lunar tables cover."""


@dataclass(frozen=True, slots=True)
class Feast:
    """How a named day is found: a solar or lunar month and day, and the name that the law's list
    gives to its substitute holiday. `around` days before and after it are part of its 연휴."""

    month: int
    day: int
    lunar: bool = False
    law: str = ""
    around: int = 0


def feast_day(feast: Feast, year: int) -> date | None:
    """The day of a feast in a year; None beyond the lunar tables.

    >>> str(feast_day(Feast(8, 15, lunar=True), 2025))
    '2025-10-06'
    """
    if not feast.lunar:
        return date(year, feast.month, feast.day)
    return lunar_to_solar(year, feast.month, feast.day)


def feast_holidays(feast: Feast, year: int) -> Interval | None:
    """The holidays around a feast (연휴): the day, its eve and morrow where the law has them, and
    the substitute holiday that follows.

    >>> seollal = Feast(1, 1, lunar=True, law="설날", around=1)
    >>> feast_holidays(seollal, 2023).edtf()
    '2023-01-21/2023-01-24'
    """
    day = feast_day(feast, year)
    if day is None:
        return None
    last = day + timedelta(days=feast.around)
    substitute = substitute_holiday(feast, year)
    if substitute and substitute <= last + timedelta(days=4):
        last = max(last, substitute)
    return Interval.of_days(day - timedelta(days=feast.around), last)


def substitute_holiday(feast: Feast, year: int) -> date | None:
    """The 대체휴일 of a feast, None in years without one.

    >>> str(substitute_holiday(Feast(8, 15, law="광복절"), 2026))
    '2026-08-17'
    """
    if not feast.law:
        return None
    wanted = f"{feast.law} 대체 휴일"
    days = [day for day, names in _legal_holidays(year) if wanted in names.split("; ")]
    return days[-1] if days else None


def feast_moment(feast: Feast, year: int | None, kind: str = "day") -> Moment | None:
    """A feast as a date: its day, its `eve`, its `holidays` (연휴) or its `substitute`; a solar
    feast of an unknown year keeps its month and day.

    >>> feast_moment(Feast(12, 25), None).edtf()
    'XXXX-12-25'
    """
    if year is None:
        fixed = kind == "day" and not feast.lunar
        return Partial(None, feast.month, feast.day) if fixed else None
    if kind == "holidays":
        return feast_holidays(feast, year)
    day = substitute_holiday(feast, year) if kind == "substitute" else feast_day(feast, year)
    if day is None:
        return None
    return Partial.of(day - timedelta(days=1) if kind == "eve" else day)


@lru_cache(maxsize=256)
def lunar_to_solar(year: int, month: int, day: int) -> date | None:
    """The solar date of a lunar one (no leap months); None if it does not exist.

    >>> str(lunar_to_solar(2026, 1, 1)), lunar_to_solar(2100, 1, 1)
    ('2026-02-17', None)
    """
    from korean_lunar_calendar import KoreanLunarCalendar  # read only when a feast is named

    if year not in LUNAR_YEARS:
        return None
    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, False):
        return None
    return date.fromisoformat(calendar.SolarIsoFormat())


@lru_cache(maxsize=64)
def _legal_holidays(year: int) -> tuple[tuple[date, str], ...]:
    from holidays import country_holidays  # heavy: read only when a substitute is asked for

    return tuple(sorted(country_holidays("KR", years=year, language="ko").items()))
