"""Links programme mentions: short forms and variants share the id of the name they stand for.

Editions and prefixes do not make another programme: 제37회 금산인삼축제, 충남 금산인삼축제 and
금산인삼축제 are one, under the fullest form that the article prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity, Name
from pipeline.page import Page
from pipeline.places import region_surfaces
from pipeline.rules import Rules

_EDITION = re.compile(r"(?:제 ?)?\d{1,3}회 ?|(?:20)\d\d(?:년도?)? ?|올해 ?")
_EVENT = ("축제", "문화제", "박람회", "엑스포", "페스티벌", "영화제", "대회")
_SHORTEST = 4
"""Syllables of the part that two forms share."""


@lru_cache(maxsize=4)
def _regions(rules: Rules) -> frozenset[str]:
    return region_surfaces(rules.table("regions"))


def link_programs(candidates: Sequence[Candidate], page: Page, rules: Rules) -> list[Entity]:
    """Programme rows with ids.

    Where only the spacing differs from the known name, the id keeps what is printed.
    """
    mine = [c for c in candidates if c.label == "program"]
    names = [_name(candidate, page) for candidate in mine]
    fullest = _fullest(names, rules)
    rows: list[Entity] = []
    for candidate, own in zip(mine, names, strict=True):
        name = fullest.get(own, own)
        start = row_start(candidate, page)
        rows.append(
            Entity(**start, label="program", entity_id=f"program:{name}", name=name, basis="name")
        )
    return rows


def _name(candidate: Candidate, page: Page) -> str:
    surface = page.text[candidate.start : candidate.end]
    reading = candidate.reading
    name = reading.canonical if isinstance(reading, Name) else surface
    spaced = name not in page.text and _squeezed(name) == _squeezed(surface)
    return surface if spaced else name


def _fullest(names: Sequence[str], rules: Rules) -> Mapping[str, str]:
    """The longest of the names that have the same core, for each name that has a longer one."""
    regions = _regions(rules)
    cores = {name: _core(name, regions) for name in names}
    longest: dict[str, str] = {}
    for name, core in cores.items():
        longest[core] = max(longest.get(core, ""), name, key=len)
    for core in sorted(longest, key=len):
        longer = [other for other in longest if _edition_of(core, other)]
        if longer:
            longest[core] = longest[max(longer, key=len)]
    return {name: longest[core] for name, core in cores.items()}


def _edition_of(core: str, other: str) -> bool:
    """Whether a festival's short form closes the longer one: 인삼축제, 금산인삼축제."""
    return (
        len(core) >= _SHORTEST and other != core and core.endswith(_EVENT) and other.endswith(core)
    )


def _core(name: str, regions: frozenset[str]) -> str:
    """A name without its edition, its year and the regions before it, and without blanks.

    >>> _core("제37회 충남 금산인삼축제", frozenset({"충남", "금산"}))
    '금산인삼축제'
    """
    edition = _EDITION.match(name)
    rest = name[edition.end() :] if edition else name
    first, _, others = rest.partition(" ")
    while others and first in regions and len(others) >= _SHORTEST:
        rest = others
        first, _, others = rest.partition(" ")
    return _squeezed(rest) if len(rest) >= _SHORTEST else _squeezed(name)


def _squeezed(name: str) -> str:
    return name.replace(" ", "").replace("-", "")
