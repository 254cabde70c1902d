"""Links region mentions to codes as of the article's date.

In: settled candidates. Out: region rows, and the region that the article is about. Drops: nothing;
a shared name that neither its parent nor the article decides keeps its candidates.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.holders import Holders, load_holders
from pipeline.link.home import held_regions, home_of, is_subject, provinces
from pipeline.link.named import (
    LIST_GAP,
    WIDEST_GAP,
    Neighbours,
    all_named,
    neighbours_of,
    offices,
)
from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity
from pipeline.places import Places, Resolution, load_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.page import Page
    from pipeline.rules import Rules

_SURE = ("unique", "parent", "unknown")
_BY_ARTICLE = frozenset({"unit", "locality"})
"""Features of mentions that the article's own region decides."""
_UNITS = {"city": "시", "county": "군", "district": "구", "province": "도"}
"""With what the names of those regions end for which a bare 시, 군, 구, 도 may stand."""


@functools.lru_cache(maxsize=8)
def holders_of(rules: Rules) -> Holders:
    """The table of heads of a rule set."""
    return load_holders(rules.table("heads"))


@functools.lru_cache(maxsize=8)
def places_of(rules: Rules) -> Places:
    """The regions table of a rule set."""
    return load_places(rules.table("regions"))


@dataclass
class _Article:
    """What is known of the article while its mentions are linked one after the other."""

    places: Places
    date: str
    neighbours: Neighbours
    home: str = ""
    told: dict[str, str] = field(default_factory=dict)
    """Surface -> code that the text told by a parent or an unshared form."""
    held: dict[int, str] = field(default_factory=dict)
    """Start of a mention inside a head's title -> the region that the named person heads."""
    around: tuple[str, ...] = ()
    """Provinces that the article names anywhere."""
    asked: dict[tuple[str, ...], Resolution] = field(default_factory=dict)
    """Answers that do not depend on its own region; each is asked for again and again."""

    def resolve(self, surface: str, parents: Sequence[str]) -> Resolution:
        """What a surface stands for by the table, its parents and the article's own region."""
        question = (surface, *parents)
        known = self.asked.get(question)
        if known:
            return known
        answer = self.places.resolve(surface, self.date, parents, self.home)
        if answer.basis in _SURE:
            self.asked[question] = answer
        return answer

    def is_a(self, unit: str, code: str) -> bool:
        """Whether a region is a 시, 군, 구 or 도 by its name."""
        return self.places.regions[code].name.endswith(unit)

    def is_beside(self, mention: Candidate, page: Page) -> bool:
        """Whether a mention is that of a neighbour (이웃한 홍성군)."""
        return self.neighbours.holds(page.text, mention.start, mention.end)


def link_regions(
    candidates: Sequence[Candidate], page: Page, rules: Rules
) -> tuple[list[Entity], str]:
    """Region rows, and the id of the region that the article is about (empty if undecided)."""
    places = places_of(rules)
    mentions = [c for c in candidates if c.label == "region"]
    date = page.published or places.era(surface for c in mentions for surface in _path(c))
    article = _Article(places, date, neighbours_of(rules))
    article.held = held_regions(candidates, page, holders_of(rules), date, places)
    first = _resolve_all(mentions, page, article)
    article.around = provinces(mentions, first, places)
    named = all_named(
        mentions, first, [*offices(candidates, mentions, article.resolve, page, places, rules)]
    )
    article.home = home_of(named, article.neighbours, page, date, places)
    final = _resolve_all(mentions, page, article, first)
    home = article.home if article.home and places.regions[article.home].has_mayor else ""
    return [
        _row(mention, resolution, page) for mention, resolution in zip(mentions, final, strict=True)
    ], f"region:{home}" if home else ""


def _path(candidate: Candidate) -> tuple[str, ...]:
    path = candidate.features.get("path", "")
    return tuple(path.split("|")) if path else ()


def _row(mention: Candidate, found: Resolution, page: Page) -> Entity:
    code = f"region:{found.code}" if found.code else ""
    nominal = "unit" in mention.features
    start = row_start(mention, page)
    return Entity(
        **start,
        label="region",
        entity_id=code,
        name="" if nominal else start["text"],
        nominal=nominal,
        basis=found.basis,
        candidates="" if code else "|".join(f"region:{c}" for c in found.candidates),
    )


# -- one mention after the other ------------------------------------------------------------------


def _resolve_all(
    mentions: Sequence[Candidate],
    page: Page,
    article: _Article,
    earlier: Sequence[Resolution] = (),
) -> list[Resolution]:
    """What each mention stands for; `earlier` is what was found before more was known."""
    found: list[Resolution] = []
    for index, mention in enumerate(mentions):
        if earlier and _stays(index, mention, found, earlier):
            found.append(earlier[index])
        elif "unit" in mention.features:
            found.append(_topic(mention, mentions[:index], found, page, article))
        elif "locality" in mention.features:
            found.append(_municipality(mention, mentions[:index], page, article))
        else:
            siblings = _siblings(index, mentions, found, page, article)
            found.append(_resolve(mention, siblings, article))
    return found


def _stays(
    index: int, mention: Candidate, found: Sequence[Resolution], earlier: Sequence[Resolution]
) -> bool:
    """Whether a resolution rests on the table and on the mention before it alone."""
    sure = earlier[index].basis in _SURE and _BY_ARTICLE.isdisjoint(mention.features)
    alone = "|" not in mention.features.get("path", "")
    return sure and alone and (not index or found[-1].code == earlier[index - 1].code)


def _resolve(mention: Candidate, siblings: Sequence[str], article: _Article) -> Resolution:
    parents = siblings
    result = Resolution("", (), "unknown")
    path = _path(mention)
    for surface in path:
        result = article.resolve(surface, parents)
        if not result.code:
            result = _by_context(surface, mention, result, article)
        parents = (result.code,) if result.code else result.candidates
    if len(path) > 1 and not result.code:
        return result
    if result.code and result.basis in ("parent", "unique", "holder"):
        article.told.setdefault(path[-1], result.code)
    return result


def _by_context(
    surface: str, mention: Candidate, open_: Resolution, article: _Article
) -> Resolution:
    """Settle a shared name by what the text says elsewhere: its head, its parent, its province."""
    held = article.held.get(mention.start, "")
    if held in open_.candidates:
        return Resolution(held, open_.candidates, "holder")
    told = article.told.get(surface, "")
    if told:
        return Resolution(told, open_.candidates, "context")
    near = [
        code
        for code in open_.candidates
        if any(article.places.within(code, outer) and code != outer for outer in article.around)
    ]
    return Resolution(near[0], open_.candidates, "context") if len(near) == 1 else open_


def _siblings(
    index: int,
    mentions: Sequence[Candidate],
    found: Sequence[Resolution],
    page: Page,
    article: _Article,
) -> tuple[str, ...]:
    """The parent of the region listed right before (부산 중구·동구)."""
    if not index or not found[-1].code:
        return ()
    end, start = mentions[index - 1].end, mentions[index].start
    if start - end > WIDEST_GAP or not LIST_GAP.fullmatch(page.text, end, start):
        return ()
    return article.places.ancestors(found[-1].code)[:1]


def _topic(
    mention: Candidate,
    before: Sequence[Candidate],
    found: Sequence[Resolution],
    page: Page,
    article: _Article,
) -> Resolution:
    """The region for which a bare 시, 군, 구, 도 stands: the last topic of its kind, else home.

    Where neither is, the only one of its kind that has been named.
    """
    unit = _UNITS[mention.features["unit"]]
    fitting: list[str] = []
    for earlier, resolution in zip(reversed(before), reversed(found), strict=True):
        code = resolution.code
        if not code or not article.is_a(unit, code) or article.is_beside(earlier, page):
            continue
        if "unit" in earlier.features or is_subject(earlier, page):
            return Resolution(code, (code,), "context")
        fitting.append(code)
    if article.home and article.is_a(unit, article.home):
        return Resolution(article.home, (article.home,), "home")
    if len(set(fitting)) == 1:
        return Resolution(fitting[0], (fitting[0],), "context")
    return Resolution("", (), "unresolved")


def _municipality(
    mention: Candidate,
    before: Sequence[Candidate],
    page: Page,
    article: _Article,
) -> Resolution:
    """Where a 읍/면/동 without its parent lies: in the article's municipality, if it has one.

    In a paragraph that sets a neighbour beside it, it may be the neighbour's.
    """
    places = article.places
    for earlier in reversed(before):
        if page.text.find("\n", earlier.end, mention.start) >= 0:
            break
        if article.is_beside(earlier, page):
            return Resolution("", (), "unresolved")
    single = article.home in places.same_entity.values()
    if article.home and (single or places.regions[article.home].level != "province"):
        return Resolution(article.home, (article.home,), "home")
    return Resolution("", (), "unresolved")
