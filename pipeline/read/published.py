"""Publication dates as people and spreadsheets write them, to ISO in Korean time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import regex

PUBLISHED_REMEDY = "write it as 2025-07-28 or 2025-07-28T14:10"

_SEOUL = timezone(timedelta(hours=9))
_FORM = regex.compile(
    r"(?P<year>\d{4})\s*(?:[-./]\s*|년\s*)(?P<month>\d{1,2})\s*(?:[-./]\s*|월\s*)"
    r"(?P<day>\d{1,2})\s*[.일]?"
    r"(?:(?:\s*T|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
    r"|(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
)


def read_published(text: str) -> str:
    """ISO date or datetime (Asia/Seoul) of a publication date, with seconds where they are told.

    Spreadsheets rewrite dates (2025. 7. 28.), exports add zones and parts of a second. Raises
    ValueError on anything that is no date of the calendar: a wrong date would shift every relative
    date of the article.

    >>> read_published("2025. 7. 28.")
    '2025-07-28'
    >>> read_published("2025-07-28T23:10:00Z")
    '2025-07-29T08:10:00'
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not a date: {text!r}")
    number = {k: int(v) for k, v in found.groupdict().items() if v and k != "zone"}
    try:
        day = date(number["year"], number["month"], number["day"])
        if "hour" not in number:
            return day.isoformat()
        clock = (number["hour"], number["minute"], number.get("second", 0))
        moment = datetime(day.year, day.month, day.day, *clock, tzinfo=_zone(found))
    except ValueError as error:
        raise ValueError(f"no such date: {text!r} ({error})") from None
    told = "seconds" if "second" in number else "minutes"
    return moment.astimezone(_SEOUL).replace(tzinfo=None).isoformat(timespec=told)


def _zone(found: regex.Match[str]) -> timezone:
    """The zone of a printed time; without one it is Korean time."""
    zone = found["zone"]
    if not zone:
        return _SEOUL
    if zone == "Z":
        return UTC
    sign = -1 if zone[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])))
