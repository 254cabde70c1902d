"""Times of day on the 24-hour clock, from Korean halves of the day (오후 3시, 밤 12시)."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.dates import Clock, ImpossibleDateError

FIRST_CLEAR_HOUR = 7
"""From 7 on, an hour without 오전 or 오후 is taken as printed; "3시" alone may be either."""


def read_clock(fields: Mapping[str, str]) -> tuple[Clock, ...]:
    """The time, or the two ends of a range; nothing where the half of the day is unknown.

    Raises ImpossibleDateError for a time that no clock shows.

    >>> [clock.iso() for clock in read_clock({"hour": "3", "half": "12 24", "hour2": "5"})]
    ['T15:00', 'T17:00']
    >>> read_clock({"hour": "3"})
    ()
    """
    if "hour" not in fields:
        return ()
    ranged = "hour2" in fields
    exact = fields.get("form") == "clock24" or (ranged and "mark2" not in fields)
    hour = _hour(fields, "", exact)
    if not ranged:
        return () if hour is None else (_clock(fields, "", hour),)
    later = _hour({"half2": fields.get("half", ""), **fields}, "2", exact)
    if hour is None and later is not None and int(fields["hour2"]) > 12:
        hour = int(fields["hour"])
    if hour is None or (later is None and not _follows(fields, hour)):
        return ()
    later = int(fields["hour2"]) if later is None else later
    if later < hour and later + 12 <= 24 and "half2" not in fields:
        later += 12
    return _clock(fields, "", hour), _clock(fields, "2", later)


def _follows(fields: Mapping[str, str], hour: int) -> bool:
    """Whether a bare second hour can only be after noon: 10시부터 2시까지."""
    return int(fields["hour2"]) < hour


def _hour(fields: Mapping[str, str], suffix: str, exact: bool) -> int | None:
    hour = int(fields["hour" + suffix])
    half = fields.get("half" + suffix, "")
    if half:
        return _within(hour, *map(int, half.split()))
    clear = exact or hour == 0 or hour >= FIRST_CLEAR_HOUR
    return hour if clear else None


def _within(hour: int, first: int, last: int) -> int:
    """The reading of an hour that lies in its part of the day; as printed where none does."""
    if hour > 24:
        raise ImpossibleDateError(f"no hour {hour}")
    readings = (hour, hour % 12, hour % 12 + 12, hour % 12 + 24)
    found = next((reading for reading in readings if first <= reading < last), hour)
    return found - 24 if found > 24 else found


def _clock(fields: Mapping[str, str], suffix: str, hour: int) -> Clock:
    second = fields.get("second" + suffix)
    return Clock(hour, int(fields.get("minute" + suffix, 0)), int(second) if second else None)
