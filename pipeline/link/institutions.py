"""Links institution mentions: one id for all mentions of a name, halls to the article's region.

The id's name is the fullest form that the article prints, or the table's where only a short form
is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity, Name
from pipeline.page import Page
from pipeline.places import Region, parse_region, read_rows
from pipeline.rules import Rules


def link_institutions(
    candidates: Sequence[Candidate], region_id: str, page: Page, rules: Rules
) -> list[Entity]:
    """Institution rows with ids and kinds. `region_id` is the article's own region."""
    mine = [(c, _reading(c, page)) for c in candidates if c.label == "institution"]
    fullest = _fullest(mine, page)
    rows: list[Entity] = []
    for candidate, reading in mine:
        surface = page.text[candidate.start : candidate.end]
        name = fullest.get(reading.canonical) or _hall(surface, region_id, rules)
        rows.append(
            Entity(
                **row_start(candidate, page),
                label="institution",
                entity_id=f"institution:{name}" if name else "",
                name=name,
                kind=reading.kind,
                nominal=reading.nominal,
                basis="article_region" if not reading.canonical else "name",
            )
        )
    return rows


def _reading(candidate: Candidate, page: Page) -> Name:
    """What matching read; a pattern of the rule files reads as its own surface."""
    if isinstance(candidate.reading, Name):
        return candidate.reading
    surface = page.text[candidate.start : candidate.end]
    return Name(canonical=surface, kind=candidate.features.get("kind", "other"))


def _fullest(mine: Sequence[tuple[Candidate, Name]], page: Page) -> dict[str, str]:
    """For each name that mentions stand for: its longest form, printed or in a table."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for candidate, reading in mine:
        if reading.canonical:
            forms[reading.canonical].append(page.text[candidate.start : candidate.end])
    return {name: max([name, *printed], key=len) for name, printed in forms.items()}


@lru_cache(maxsize=4)
def _regions(rules: Rules) -> Mapping[str, Region]:
    rows = map(parse_region, read_rows(rules.table("regions")))
    return {region.code: region for region in rows}


def _hall(surface: str, region_id: str, rules: Rules) -> str:
    """시청 in an article on 김포시 is 김포시청; on a district of 서울 it is 서울시청.

    Empty where the article's region, or a region above it, has no such hall.
    """
    regions = _regions(rules)
    region = regions.get(region_id.removeprefix("region:"))
    unit, rest = surface[:1], surface[1:]
    while region:
        forms = [f for f in (region.short_name, *region.aliases) if f.endswith(unit)]
        if forms:
            return min(forms, key=len) + rest
        region = regions.get(region.parent)
    return ""
