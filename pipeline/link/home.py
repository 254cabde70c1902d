"""The article's own region: which local government it is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from pipeline.model import Candidate, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.holders import Holders
    from pipeline.page import Page
    from pipeline.places import Places, Resolution

_HEADLINES = frozenset({"title", "subtitle"})
_SUBJECT = regex.compile(r"(?:\([^()\n]{1,40}\))?(?:은|는|이|가)(?![가-힣])")
_WORD = regex.compile(r"[가-힣]+")
_WEIGHTS = {"headline": 3, "subject": 2, "title": 2, "byline": 3, "nominal": 0}


def is_subject(mention: Candidate, page: Page) -> bool:
    """Whether a region is what its sentence speaks of (안산시는, 여주시(시장 이충우)가)."""
    if mention.features.get("title"):
        return False
    return _SUBJECT.match(page.text, mention.end) is not None


def home_of(
    mentions: Sequence[Candidate],
    found: Sequence[Resolution],
    page: Page,
    date: str,
    places: Places,
) -> str:
    """The local government that most speaks for being the article's: headline, subjects, heads."""
    scores: Counter[str] = Counter()
    for mention, resolution in zip(mentions, found, strict=True):
        code = _local_government(resolution.code, places)
        if code:
            scores[code] += _weight(mention, page)
    for code in _in_bylines(page, date, places):
        scores[code] += _WEIGHTS["byline"]
    ranked = scores.most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0] if ranked else ""


def _weight(mention: Candidate, page: Page) -> int:
    if "unit" in mention.features:
        return _WEIGHTS["nominal"]
    weight = 1
    if page.sentence(mention.start).section in _HEADLINES:
        weight += _WEIGHTS["headline"]
    if is_subject(mention, page):
        weight += _WEIGHTS["subject"]
    if mention.features.get("title"):
        weight += _WEIGHTS["title"]
    return weight


def held_regions(
    candidates: Sequence[Candidate], page: Page, holders: Holders, date: str, places: Places
) -> dict[int, str]:
    """Shared names in a head's title, decided by name and office in the table of terms.

    The text gives the name, the office and the kind of region; the table only chooses among the
    regions of that name.
    """
    held: dict[int, str] = {}
    titles = {c.groups["title"]: c for c in candidates if c.label == "person" and c.groups}
    for mention in candidates:
        if mention.label != "region" or not mention.features.get("title"):
            continue
        for (start, end), person in titles.items():
            if mention.start < end and mention.end > start and isinstance(person.reading, Name):
                name = page.text[person.start : person.end]
                codes = holders.regions_of(name, person.reading.role, date)
                now = {new for code in codes for new in places.at(code, date)}
                if len(now) == 1:
                    held[mention.start] = now.pop()
    return held


def provinces(
    mentions: Sequence[Candidate], found: Sequence[Resolution], places: Places
) -> tuple[str, ...]:
    """Provinces among the mentions, each once."""
    codes = (resolution.code for resolution in found if resolution.code)
    return tuple(dict.fromkeys(c for c in codes if places.regions[c].level == "province"))


def _local_government(code: str, places: Places) -> str:
    """The region, or the one around it, that elects a head."""
    chain = (code, *places.ancestors(code)) if code else ()
    return next((c for c in chain if places.regions[c].elects_head), "")


def _in_bylines(page: Page, date: str, places: Places) -> list[str]:
    """Codes of the regions that datelines and bylines name (안산=, 시흥시=)."""
    found: list[str] = []
    for part in page.sections:
        if part.section in ("dateline", "byline"):
            for word in _WORD.findall(page.text, part.start, part.end):
                resolution = places.resolve(word, date)
                if resolution.code:
                    found.append(_local_government(resolution.code, places))
    return [code for code in found if code]
