"""Region mentions: the table's surfaces where their edges, neighbours and titles allow them.

In: the page. Out: region candidates; the parts of a mention ("강원도|태백시") are features, linking
turns them into codes. Drops: ordinary words that look like a region, each kept as a loss.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import regex

from pipeline.match.atlas import Gazetteer, gazetteer_of
from pipeline.match.casts import cast_of
from pipeline.match.edges import agrees
from pipeline.match.homographs import Context, refuse
from pipeline.match.localities import extend_to_locality, match_localities, match_nominals
from pipeline.model import Candidate, Loss, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.page import Page
    from pipeline.rules import Rules

_GAP = regex.compile(
    r"(?:\([^()\n]{1,20}\))?\s?[·,/△~-]\s?△?|(?:\([^()\n]{1,20}\))\s|[와과]\s|\s및\s"
)
_WIDEST_GAP = 26
"""Characters that _GAP can span; most mentions stand much farther apart."""
_ELECTED = ("권한대행", "직무대행", "당선인", "당선자", "후보", "예비후보", "들")


class Hit(NamedTuple):
    """One mention; `end` leaves out the unit word that a title uses (안산 in 안산시장)."""

    start: int
    end: int
    surface: str
    """The innermost region's surface."""
    path: tuple[str, ...]
    """Surfaces of the table from the outermost region to the innermost."""
    title: str = ""
    closed: bool = True
    """Whether a word ends here; if not, only a child glued to it can save it."""


def match_regions(page: Page, rules: Rules) -> Iterator[Candidate | Loss]:
    """Every region mention of the page, and every word that only looks like one."""
    table = gazetteer_of(rules)
    text = page.masked
    hits = _joined(_hits(text, table), text, table)
    kinds = [_homograph(hit, table) for hit in hits]
    context, chained = Context(page, table), [False] * len(hits)
    if any(kinds):
        sure = [hit for hit, kind in zip(hits, kinds, strict=True) if not kind]
        context = Context(page, table, _evidence(page, sure, table), cast_of(text, rules))
        chained = _chained(hits, kinds, text, table)
    ends: set[int] = set()
    for hit, kind, listed in zip(hits, kinds, chained, strict=True):
        reason = refuse(hit.start, hit.end, hit.surface, kind, listed, context) if kind else ""
        whole = hit if reason or hit.title else _with_locality(hit, context)
        ends.add(whole.end)
        for rule in rules.matcher(_matcher(hit, kind, table)):
            candidate = _candidate(whole, rule.id, rule.priority)
            yield Loss(candidate, reason) if reason else candidate
    yield from match_localities(context, frozenset(ends), rules)
    yield from match_nominals(context, [hit.surface for hit in hits], rules)


def _homograph(hit: Hit, table: Gazetteer) -> str:
    """How often the surface is an ordinary word; empty where parent or title tell."""
    alone = len(hit.path) == 1 and not hit.title
    return table.places.homographs.get(hit.surface, "") if alone else ""


def _matcher(hit: Hit, kind: str, table: Gazetteer) -> str:
    if hit.title:
        return "region_in_title"
    if kind:
        return "region_homograph"
    return "region_with_unit" if hit.surface in table.units else "region_stem"


def _candidate(hit: Hit, rule: str, priority: int) -> Candidate:
    features = {"path": "|".join(hit.path), "title": hit.title}
    reading = Name(canonical=hit.surface)
    return Candidate(
        hit.start, hit.end, "region", rule, priority, features=features, reading=reading
    )


def _with_locality(hit: Hit, context: Context) -> Hit:
    end = extend_to_locality(hit.end, context)
    return hit if end == hit.end else hit._replace(end=end)


# -- hits and their edges -------------------------------------------------------------------------


def _hits(text: str, table: Gazetteer) -> list[Hit]:
    hits: list[Hit] = []
    last = -1
    for index, start, end in table.automaton.find_matches_as_indexes(text):
        if start == last or table.edges.opens(text, start):
            hits.append(_edged(start, end, table.surfaces[index], text, table))
            last = hits[-1].end
    kept = [a for a, b in pairwise(hits) if a.closed or a.end == b.start]
    return kept + [hit for hit in hits[-1:] if hit.closed]


def _edged(start: int, end: int, surface: str, text: str, table: Gazetteer) -> Hit:
    """The hit as far as it belongs to the region; not closed inside a longer word."""
    path = (surface,)
    if table.edges.closes(text, end):
        particle_fits = surface in table.units or agrees(surface, text[end : end + 2])
        return Hit(start, end, surface, path, closed=particle_fits)
    if text[end - 1] in table.openers or text[end] in table.openers:
        cut, title = _titled(end, surface, text, table)
        if cut >= 0:
            return Hit(start, cut, surface, path, title)
    closed = text.startswith(table.tails, end) and any(
        text.startswith(word, end) and table.edges.closes(text, end + len(word))
        for word in table.tails
    )
    return Hit(start, end, surface, path, closed=closed)


def _titled(end: int, surface: str, text: str, table: Gazetteer) -> tuple[int, str]:
    """Where a hit ends without the unit that a title takes (안산+시장), and the title.

    A word for inhabitants takes the unit, too, and gives no title (김포+시민); -1 for neither.
    """
    unit = len(surface) - table.units.get(surface, len(surface))
    for shared, cut in ((end - 1, end - unit), (end, end)):
        for title, kind in table.titles.get(text[shared], ()):
            if (
                text.startswith(title, shared)
                and (kind == "any" or kind in table.kinds[surface])
                and _word_ends(text, shared + len(title), table)
            ):
                return cut, title
    if unit and text.startswith(table.people, end - 1):
        for word in table.people:
            if text.startswith(word, end - 1) and _word_ends(text, end - 1 + len(word), table):
                return end - unit, ""
    return -1, ""


def _word_ends(text: str, at: int, table: Gazetteer) -> bool:
    if table.edges.closes(text, at):
        return True
    return text.startswith(_ELECTED, at) and any(
        text.startswith(word, at) and table.edges.closes(text, at + len(word)) for word in _ELECTED
    )


def _joined(hits: Sequence[Hit], text: str, table: Gazetteer) -> list[Hit]:
    """Mentions in which a parent stands directly before its child (경기 김포시), in one line."""
    joined: list[Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        beside = last and not last.title and text[last.end : hit.start] in ("", " ")
        if last and beside and _is_parent(last, hit, table):
            joined[-1] = hit._replace(start=last.start, path=last.path + hit.path)
        elif hit.closed:
            joined.append(hit)
    return joined


def _is_parent(outer: Hit, inner: Hit, table: Gazetteer) -> bool:
    places = table.places
    return any(
        places.within(child, parent) and child != parent
        for child in places.by_surface[inner.surface]
        for parent in places.by_surface[outer.surface]
    )


# -- what the article tells about homographs ------------------------------------------------------


def _evidence(page: Page, sure: Sequence[Hit], table: Gazetteer) -> frozenset[str]:
    """Codes that the article names without doubt, also in its dateline and byline."""
    lines = " \n ".join(
        page.text[part.start : part.end]
        for part in page.sections
        if part.section in ("dateline", "byline")
    )
    beside = [hit for hit in _hits(lines, table) if not _homograph(hit, table)] if lines else []
    codes = table.places.by_surface
    return frozenset(code for hit in (*sure, *beside) for code in codes[hit.surface])


def _chained(hits: Sequence[Hit], kinds: Sequence[str], text: str, table: Gazetteer) -> list[bool]:
    """For each hit whether it stands in a list with a sure one, or with two others.

    Members are printed alike: 예산 in "안산시, 예산 확대" is no member.
    """
    groups: list[list[int]] = []
    for index, hit in enumerate(hits):
        last = hits[index - 1]
        near = hit.start - last.end <= _WIDEST_GAP
        alike = near and (last.surface in table.units) == (hit.surface in table.units)
        if groups and alike and _GAP.fullmatch(text, last.end, hit.start):
            groups[-1].append(index)
        else:
            groups.append([index])
    listed = [False] * len(hits)
    for group in groups:
        sure = any(not kinds[i] for i in group)
        for i in group:
            listed[i] = len(group) > 2 or (len(group) > 1 and sure)
    return listed
