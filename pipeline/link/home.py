"""The article's own region: which local government it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.link.named import LIST_GAP, WIDEST_GAP
from pipeline.model import Candidate, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.holders import Holders
    from pipeline.link.named import Named, Neighbours
    from pipeline.page import Page
    from pipeline.places import Places, Resolution

_HEADLINES = frozenset({"title", "subtitle"})
_SUBJECT = re.compile(r"(?:\([^()\n]{1,40}\))?(?:은|는|이|가)(?![가-힣])")
_LED = re.compile(r"(?:\([^()\n]{1,40}\))?(?:은|는|이|가|의|내|에서는)(?![가-힣])")
"""After the first name of the lead: 서울에서 and 강릉까지 only say where something happens."""
_WORD = re.compile(r"[가-힣]+")
_WEIGHTS = {"headline": 3, "subject": 2, "title": 2, "byline": 3, "lead": 2}
_LEAD = 2
"""Sentences of the body that open it; without a layout the first one is the headline."""


def is_subject(mention: Candidate, page: Page) -> bool:
    """Whether a region is what its sentence speaks of (안산시는, 여주시(시장 이충우)가)."""
    if mention.features.get("title"):
        return False
    return _SUBJECT.match(page.text, mention.end) is not None


def home_of(
    named: Sequence[Named], neighbours: Neighbours, page: Page, date: str, places: Places
) -> str:
    """The local government that most speaks for being the article's.

    Headline, subjects, heads, offices and the first name of the lead count; a neighbour that the
    article's region is set beside does not.
    """
    scores: defaultdict[str, int] = defaultdict(int)
    for item in named:
        code = places.government.get(item.code)
        if code and not neighbours.holds(page.text, item.start, item.end):
            scores[code] += _weight(item, page)
    for code in _in_bylines(page, date, places):
        scores[code] += _WEIGHTS["byline"]
    first = places.government.get(_opening(named, page))
    if first:
        scores[first] += _WEIGHTS["lead"]
    best = max(scores.values(), default=0)
    leading = [code for code, score in scores.items() if score == best]
    return leading[0] if best and len(leading) == 1 else ""


def _weight(item: Named, page: Page) -> int:
    weight = 0 if item.office else 1
    if page.sentence(item.start).section in _HEADLINES:
        weight += _WEIGHTS["headline"]
    if item.title:
        weight += _WEIGHTS["title"]
    elif _SUBJECT.match(page.text, item.end):
        weight += _WEIGHTS["subject"]
    return weight


def _opening(named: Sequence[Named], page: Page) -> str:
    """The code that headline or lead name first, unless it stands in a list."""
    first = next(iter(named), None)
    if first is None or first.start >= _end_of_lead(page):
        return ""
    sentence = page.sentence(first.start)
    opens = first.start == sentence.start and page.text.startswith((",", "…"), first.end)
    headline = opens or sentence.section in _HEADLINES
    if not (headline or first.title or _LED.match(page.text, first.end)):
        return ""
    second = next((item.start for item in named if item.start >= first.end), len(page.text))
    near = second - first.end <= WIDEST_GAP
    listed = near and LIST_GAP.fullmatch(page.text, first.end, second)
    return "" if listed else first.code


def _end_of_lead(page: Page) -> int:
    body = [s for s in page.sentences if s.section not in _HEADLINES][:_LEAD]
    heads = [s.end for s in page.sentences if s.section in _HEADLINES]
    return max([s.end for s in body] + heads, default=0)


def held_regions(
    candidates: Sequence[Candidate], page: Page, holders: Holders, date: str, places: Places
) -> dict[int, str]:
    """Shared names in a head's title, decided by name and office in the table of terms.

    The text gives the name, the office and the kind of region; the table only chooses among the
    regions of that name.
    """
    held: dict[int, str] = {}
    titles = {c.groups["title"]: c for c in candidates if c.label == "person" and c.groups}
    if not titles:
        return held
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


def _in_bylines(page: Page, date: str, places: Places) -> list[str]:
    """Codes of the regions that datelines and bylines name (안산=, 시흥시=)."""
    found: list[str] = []
    for part in page.sections:
        if part.section in ("dateline", "byline"):
            for word in _WORD.findall(page.text, part.start, part.end):
                resolution = places.resolve(word, date)
                if resolution.code in places.government:
                    found.append(places.government[resolution.code])
    return found
