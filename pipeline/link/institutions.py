"""Links institution mentions: one id for all mentions of a name, halls to the article's region.

The id's name is the fullest form that the article prints. Tables tell which forms are one thing;
where their own name is not printed, it stands in `basis`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.link.headings import Headings
from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity, Name
from pipeline.page import Page
from pipeline.places import Region, parse_region, read_rows
from pipeline.rules import Rules

TABLE = "institution.table"
_NAMED_HERE = ("교육청", "면사무소", "읍사무소")


def link_institutions(
    candidates: Sequence[Candidate],
    headings: Headings,
    region_id: str,
    page: Page,
    rules: Rules,
) -> list[Entity]:
    """Institution rows with ids and kinds. `region_id` is the article's own region.

    A hall under the heading of a place is that place's.
    """
    mine = [(c, _reading(c, page)) for c in candidates if c.label == "institution"]
    fullest = _fullest(mine, page)
    named = set(fullest.values())
    if any(not reading.canonical for _, reading in mine):
        named.update(_town_halls(candidates, page))
    return [
        _row(c, reading, fullest, named, headings.above(c.start) or region_id, page, rules)
        for c, reading in mine
    ]


def _row(
    candidate: Candidate,
    reading: Name,
    fullest: dict[str, str],
    named: Collection[str],
    region_id: str,
    page: Page,
    rules: Rules,
) -> Entity:
    surface = page.text[candidate.start : candidate.end]
    known = reading.canonical
    name = fullest[_squeezed(known)] if known else _hall(surface, region_id, named, rules)
    basis = "name" if known else "article_region"
    if known and name != known and known not in page.text and candidate.rule == TABLE:
        basis = f"table: {known}"
    return Entity(
        **row_start(candidate, page),
        label="institution",
        entity_id=f"institution:{name}" if name else "",
        name=name,
        kind=reading.kind,
        nominal=reading.nominal,
        basis=basis,
    )


def _reading(candidate: Candidate, page: Page) -> Name:
    """What matching read; a pattern of the rule files reads as its own surface."""
    if isinstance(candidate.reading, Name):
        return candidate.reading
    surface = page.text[candidate.start : candidate.end]
    return Name(canonical=surface, kind=candidate.features.get("kind", "other"))


def _fullest(mine: Sequence[tuple[Candidate, Name]], page: Page) -> dict[str, str]:
    """For each name that mentions stand for: the longest form in which the article prints it."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for candidate, reading in mine:
        if reading.canonical:
            surface = page.text[candidate.start : candidate.end]
            forms[_squeezed(reading.canonical)].append(surface)
    return {name: max(printed, key=len) for name, printed in forms.items()}


def _town_halls(candidates: Sequence[Candidate], page: Page) -> Iterator[str]:
    """The halls of the towns that the article names: 부강면사무소 for a bare 면사무소."""
    for candidate in candidates:
        if candidate.label == "region":
            town = page.text[candidate.start : candidate.end].rpartition(" ")[2]
            if town.endswith(("읍", "면")):
                yield f"{town}사무소"


def _squeezed(name: str) -> str:
    """A name without its blanks: 다함께 돌봄센터 is also written 다함께돌봄센터."""
    return name.replace(" ", "")


@lru_cache(maxsize=4)
def _regions(rules: Rules) -> Mapping[str, Region]:
    rows = map(parse_region, read_rows(rules.table("regions")))
    return {region.code: region for region in rows}


def _hall(surface: str, region_id: str, named: Collection[str], rules: Rules) -> str:
    """시청 in an article on 김포시 is 김포시청; on a district of 서울 it is 서울시청.

    Empty where the article's region, or one above it, has no such hall. 교육청 and 면사무소 are
    those that the article names, if it names one.
    """
    if surface.endswith(_NAMED_HERE):
        ending = surface[-3:] if surface.endswith("교육청") else surface
        offices = {name for name in named if name.endswith(ending)}
        return offices.pop() if len(offices) == 1 else ""
    regions = _regions(rules)
    region = regions.get(region_id.removeprefix("region:"))
    unit, rest = surface[:1], surface[1:]
    while region:
        forms = [f for f in (region.short_name, *region.aliases) if f.endswith(unit)]
        if forms:
            return min(forms, key=len) + rest
        region = regions.get(region.parent)
    return ""
