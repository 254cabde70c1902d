"""What the page prints about itself: when it was published, by whom, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import regex

from pipeline.sections.signs import Sign

_NUMBERS = regex.compile(r"\d+")
_AFTERNOON = regex.compile(r"오후|PM|pm")
_MORNING = regex.compile(r"오전|AM|am")
_NAMES = regex.compile(r"\s*[·,/]\s*|\s+")
_URL_DATE = regex.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?P<y>20\d\d)(?P<s>[/._-])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=\d{4,13}(?!\d)|[^0-9A-Za-z]|$)"
    r"|[A-Z]{2,5}(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d{2}[A-Za-z]))",
    regex.VERSION1,
)
_RANK = {"entered": 0, "released": 1, "plain": 2, "modified": 3}


def url_date(url: str) -> str:
    """The first possible calendar date in an address, ISO; empty if it has none.

    >>> url_date("http://img.example.kr/thum/202601/news-p.v1.20260104.216b7eeada_T1.jpg")
    '2026-01-04'
    >>> url_date("https://news.example.kr/2025/02/30/a.html"), url_date("/article/1065594456")
    ('', '')
    """
    for found in _URL_DATE.finditer(url):
        try:
            return datetime(int(found["y"]), int(found["m"]), int(found["d"])).date().isoformat()  # noqa: DTZ001
        except ValueError:
            continue
    return ""


def iso_moment(date: str, time: str = "") -> str:
    """A printed date and time as ISO 8601; empty if there is no such day.

    >>> iso_moment("2025. 7. 28.", "오후 2:10"), iso_moment("2025.2.30")
    ('2025-07-28T14:10', '')
    """
    numbers = [int(n) for n in _NUMBERS.findall(date)[:3]]
    if len(numbers) < 3:
        return ""
    year = numbers[0] + (2000 if numbers[0] < 100 else 0)
    try:
        day = datetime(year, numbers[1], numbers[2])  # noqa: DTZ001 (Korean wall time, as printed)
    except ValueError:
        return ""
    return day.date().isoformat() + _clock(time)


def _clock(time: str) -> str:
    """`T14:10` of a printed time of day, with seconds where printed; empty for a filler 0:0:0."""
    numbers = [int(n) for n in _NUMBERS.findall(time)[:3]]
    if not numbers or not any(numbers):
        return ""
    hour, minute, *seconds = [*numbers, 0] if len(numbers) == 1 else numbers
    if _AFTERNOON.search(time) and hour < 12:
        hour += 12
    elif _MORNING.search(time) and hour == 12:
        hour = 0
    if hour > 23 or max(minute, *seconds, 0) > 59:
        return ""
    return "T" + ":".join(f"{part:02}" for part in (hour, minute, *seconds))


def published(signs: Iterable[Sign], lead_url: str) -> tuple[str, str]:
    """The publication moment and its basis: a printed one before one in the lead image's address.

    An entry date beats a release date, that an unlabelled one; a date of change is the last resort.
    """
    best: tuple[int, str] | None = None
    for sign in signs:
        rank = _RANK.get(sign.says("date"))
        if rank is None or not sign.group("date") or (best and best[0] <= rank):
            continue
        moment = iso_moment(sign.group("date"), sign.group("time"))
        if moment:
            best = (rank, moment)
    if best:
        return best[1], "dateline"
    from_url = url_date(lead_url)
    return from_url, "url" if from_url else ""


def first(signs: Sequence[Sign], group: str) -> str:
    """The first value that a sign prints for a named group."""
    return next((value for s in signs if (value := s.group(group).strip())), "")


def byline(signs: Sequence[Sign]) -> str:
    """The first reporter, or reporters, as `이름, 이름`."""
    return ", ".join(name for name in _NAMES.split(first(signs, "byline")) if name)
