"""Links region mentions to codes as of the article's date.

In: settled candidates. Out: region rows, and the region that the article is about. Drops: nothing; a
shared name that neither its parent nor the article decides keeps its candidates.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity
from pipeline.places import Places, Resolution, load_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.page import Page
    from pipeline.rules import Rules

_HEADLINES = frozenset({"title", "subtitle"})
_SUBJECT = regex.compile(r"(?:\([^()\n]{1,40}\))?(?:은|는|이|가)(?![가-힣])")
_LIST_GAP = regex.compile(r"(?:\([^()\n]{1,20}\))?\s?[·,/△~-]\s?△?|[와과]\s|\s및\s")
_WEIGHTS = {"headline": 3, "subject": 2, "title": 2, "byline": 3, "nominal": 0}
_KINDS = {
    "city": ("city", "province"),
    "county": ("county",),
    "district": ("district",),
    "province": ("province",),
}


@functools.lru_cache(maxsize=8)
def places_of(rules: Rules) -> Places:
    """The regions table of a rule set."""
    return load_places(rules.table("regions"))


@dataclass
class _Article:
    """What is known of the article while its mentions are linked one after the other."""

    places: Places
    date: str
    home: str = ""
    told: dict[str, str] = field(default_factory=dict)
    """Surface -> code that the text told by a parent or an unshared form."""


def link_regions(
    candidates: Sequence[Candidate], page: Page, rules: Rules
) -> tuple[list[Entity], str]:
    """Region rows, and the id of the region that the article is about (empty if undecided)."""
    places = places_of(rules)
    mentions = [c for c in candidates if c.label == "region"]
    date = page.published or places.era(
        surface for c in mentions for surface in _path(c)
    )
    article = _Article(places, date)
    first = _resolve_all(mentions, page, article)
    article.home = _home(mentions, first, page, article)
    final = _resolve_all(mentions, page, article)
    home = article.home if article.home and places.regions[article.home].elects_head else ""
    return [
        _row(mention, resolution, page)
        for mention, resolution in zip(mentions, final, strict=True)
    ], f"region:{home}" if home else ""


def _path(candidate: Candidate) -> tuple[str, ...]:
    path = candidate.features.get("path", "")
    return tuple(path.split("|")) if path else ()


def _row(mention: Candidate, found: Resolution, page: Page) -> Entity:
    code = f"region:{found.code}" if found.code else ""
    nominal = "unit" in mention.features
    return Entity(
        **row_start(mention, page),
        label="region",
        entity_id=code,
        name="" if nominal else page.text[mention.start : mention.end],
        nominal=nominal,
        basis=found.basis,
        candidates="" if code else "|".join(f"region:{c}" for c in found.candidates),
    )


# -- one mention after the other ------------------------------------------------------------------


def _resolve_all(
    mentions: Sequence[Candidate], page: Page, article: _Article
) -> list[Resolution]:
    found: list[Resolution] = []
    for index, mention in enumerate(mentions):
        if "unit" in mention.features:
            found.append(_topic(mention, mentions[:index], found, page, article))
        elif "locality" in mention.features:
            found.append(_municipality(mentions[:index], found, article))
        else:
            siblings = _siblings(index, mentions, found, page, article)
            found.append(_resolve(mention, siblings, article))
    return found


def _resolve(mention: Candidate, siblings: Sequence[str], article: _Article) -> Resolution:
    parents: list[str] = []
    result = Resolution("", (), "unknown")
    path = _path(mention)
    for depth, surface in enumerate(path):
        nearer = [] if depth else list(siblings)
        result = article.places.resolve(surface, article.date, [*parents, *nearer], article.home)
        told = article.told.get(surface, "")
        if told and not result.code:
            result = Resolution(told, result.candidates, "context")
        parents = [result.code] if result.code else list(result.candidates)
    if len(path) > 1 and not result.code:
        return result
    if result.code and result.basis in ("parent", "unique"):
        article.told.setdefault(path[-1], result.code)
    return result


def _siblings(
    index: int,
    mentions: Sequence[Candidate],
    found: Sequence[Resolution],
    page: Page,
    article: _Article,
) -> list[str]:
    """The parent of the region listed right before (부산 중구·동구)."""
    if not index or not found[-1].code:
        return []
    gap = (mentions[index - 1].end, mentions[index].start)
    if not _LIST_GAP.fullmatch(page.text, *gap):
        return []
    return list(article.places.ancestors(found[-1].code)[:1])


def _topic(
    mention: Candidate,
    before: Sequence[Candidate],
    found: Sequence[Resolution],
    page: Page,
    article: _Article,
) -> Resolution:
    """The region for which a bare 시, 군, 구 or 도 stands: the last topic of its kind, else home."""
    kinds = _KINDS[mention.features["unit"]]
    for earlier, resolution in zip(reversed(before), reversed(found), strict=True):
        if resolution.code and article.places.regions[resolution.code].level in kinds:
            if "unit" in earlier.features or _is_subject(earlier, page):
                return Resolution(resolution.code, (resolution.code,), "context")
    if article.home and article.places.regions[article.home].level in kinds:
        return Resolution(article.home, (article.home,), "home")
    return Resolution("", (), "unresolved")


def _municipality(
    before: Sequence[Candidate], found: Sequence[Resolution], article: _Article
) -> Resolution:
    """Where a 읍/면/동 without its parent lies: in the article's own municipality, if it has one."""
    if article.home and article.places.regions[article.home].level != "province":
        return Resolution(article.home, (article.home,), "home")
    return Resolution("", (), "unresolved")


def _is_subject(mention: Candidate, page: Page) -> bool:
    if mention.features.get("title"):
        return False
    return _SUBJECT.match(page.text, mention.end) is not None


# -- the article's own region ---------------------------------------------------------------------


def _home(
    mentions: Sequence[Candidate], found: Sequence[Resolution], page: Page, article: _Article
) -> str:
    """The local government that most speaks for being the article's: headline, subjects, heads."""
    scores: Counter[str] = Counter()
    for mention, resolution in zip(mentions, found, strict=True):
        code = _local_government(resolution.code, article.places)
        if code:
            scores[code] += _weight(mention, page)
    for code in _in_bylines(page, article):
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
    if _is_subject(mention, page):
        weight += _WEIGHTS["subject"]
    if mention.features.get("title"):
        weight += _WEIGHTS["title"]
    return weight


def _local_government(code: str, places: Places) -> str:
    """The region, or the one around it, that elects a head."""
    chain = (code, *places.ancestors(code)) if code else ()
    return next((c for c in chain if places.regions[c].elects_head), "")


def _in_bylines(page: Page, article: _Article) -> list[str]:
    """Codes of the regions that datelines and bylines name (안산=, 시흥시=)."""
    found: list[str] = []
    for part in page.sections:
        if part.section in ("dateline", "byline"):
            for word in regex.findall(r"[가-힣]+", page.text[part.start : part.end]):
                resolution = article.places.resolve(word, article.date)
                if resolution.code:
                    found.append(_local_government(resolution.code, article.places))
    return [code for code in found if code]
