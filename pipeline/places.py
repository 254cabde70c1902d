"""Regions of Korea: codes, validity, and every surface form that news text uses for them.

In: the regions table (``tables/regions.csv``) and which of its stems are also ordinary words.
Out: `Places`, which turns a surface, a date and what is known of the context into one code, or
into the list of candidates where the text does not decide.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

SPECIAL_PROVINCE = "특별자치도"
"""강원특별자치도 is also printed 강원자치도; the short form follows by rule, not by table."""


@dataclass(frozen=True, slots=True)
class Region:
    """One row of the regions table: an administrative unit under one code."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    aliases: tuple[str, ...]
    valid_from: str
    valid_to: str
    elects_head: bool
    successors: tuple[str, ...]

    def valid_at(self, date: str) -> bool:
        """Whether the code is in force on an ISO date (both ends count)."""
        day = date[:10]
        starts = not self.valid_from or self.valid_from <= day
        return starts and (not self.valid_to or day <= self.valid_to)

    @property
    def has_mayor(self) -> bool:
        """Whether it has a head of its own: an elected one, or a mayor appointed by Jeju."""
        return self.elects_head or self.level == "city"

    @property
    def surfaces(self) -> frozenset[str]:
        """Every form that stands for the region without its parent's name."""
        forms = {self.short_name, *(alias for alias in self.aliases if " " not in alias)}
        if self.level == "province":
            forms.add(self.name)
            if self.name.endswith(SPECIAL_PROVINCE):
                forms.add(self.name.removesuffix(SPECIAL_PROVINCE) + "자치도")
        return frozenset(forms)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a surface stands for: one code, or none and the codes between which it stays open."""

    code: str
    candidates: tuple[str, ...]
    basis: str
    """`unique`, `parent`, `home`, `larger` (제주 before 제주시), `unresolved` or `unknown`."""


@dataclass(frozen=True, slots=True)
class Places:
    """The regions table with its indexes; build it with `load_places`."""

    regions: Mapping[str, Region]
    by_surface: Mapping[str, tuple[str, ...]]
    predecessors: Mapping[str, tuple[str, ...]]
    homographs: Mapping[str, str]
    same_entity: Mapping[str, str]
    above: Mapping[str, tuple[str, ...]]
    """Code -> the codes above it, nearest first."""
    government: Mapping[str, str]
    """Code -> the local government there: the region, or the nearest above it, that elects a head;
    codes without one are missing."""
    _asked: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, compare=False)
    """Answers of `candidates`: articles ask for the same names again and again."""
    _lineages: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """Answers of `lineage`."""

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes above a region, nearest first: 43113 -> 43110, 43."""
        return self.above.get(code, ())

    def within(self, code: str, outer: str) -> bool:
        """Whether a region lies in another, or is it."""
        return code == outer or outer in self.ancestors(code)

    def lineage(self, code: str) -> frozenset[str]:
        """The code with all codes that it came from or went over to (42190, 51190).

        Forwards and backwards apart: 인천 동구 went to 제물포구, which does not make it 중구.
        """
        known = self._lineages.get(code)
        if known is None:
            later = self._closure(code, lambda item: self.regions[item].successors)
            earlier = self._closure(code, lambda item: self.predecessors.get(item, ()))
            known = self._lineages[code] = later | earlier
        return known

    def _closure(self, code: str, step: Callable[[str], tuple[str, ...]]) -> frozenset[str]:
        found: set[str] = set()
        todo = [code]
        while todo:
            current = todo.pop()
            if current in self.regions and current not in found:
                found.add(current)
                todo.extend(step(current))
        return frozenset(found)

    def at(self, code: str, date: str) -> tuple[str, ...]:
        """Codes in force on a date for what a code names.

        An ended region gives its successors; one not yet founded gives its only predecessor, and
        stands for itself where it had several or none (a new district is news before its first
        day). Without a date the code itself.
        """
        region = self.regions[code]
        if not date or region.valid_at(date):
            return (code,)
        if region.valid_to and region.valid_to < date[:10]:
            later = [item for successor in region.successors for item in self.at(successor, date)]
            return tuple(dict.fromkeys(later)) or (code,)
        earlier = self.predecessors.get(code, ())
        if len(earlier) == 1 and self.regions[earlier[0]].successors == (code,):
            return self.at(earlier[0], date)
        return (code,)

    def candidates(self, surface: str, date: str = "") -> tuple[str, ...]:
        """Codes that a surface may stand for on a date.

        Without a date the regions of today; a name that only ended regions bore keeps their code.
        """
        asked = (surface, date)
        known = self._asked.get(asked)
        if known is None:
            known = self._asked[asked] = self._candidates(surface, date)
        return known

    def _candidates(self, surface: str, date: str) -> tuple[str, ...]:
        codes = self.by_surface.get(surface, ())
        if date:
            found = [item for code in codes for item in self.at(code, date)]
        else:
            current = [code for code in codes if not self.regions[code].valid_to]
            covered = {old for code in current for old in self.lineage(code)}
            found = current + [code for code in codes if code not in covered]
        return tuple(dict.fromkeys(self.same_entity.get(code, code) for code in found))

    def era(self, surfaces: Iterable[str]) -> str:
        """Last day on which all of the names were in force, or empty where none has ended.

        For an article without a date: one that says 전라남도 was written under the old codes.
        """
        last_days: list[str] = []
        for surface in surfaces:
            ends = [self.regions[code].valid_to for code in self.by_surface.get(surface, ())]
            if ends and all(ends):
                last_days.append(max(ends))
        return min(last_days, default="")

    def resolve(
        self, surface: str, date: str = "", parents: Sequence[str] = (), home: str = ""
    ) -> Resolution:
        """Link a surface as far as its context allows.

        `parents` are regions that the text names as the one it lies in, surest first; `home` is
        the article's own region. What neither decides stays open: a wrong link is worse than none.
        """
        codes = self.candidates(surface, date)
        if not codes:
            return Resolution("", (), "unknown")
        for parent in parents:
            inside = self._inside(surface, codes, parent, date)
            if len(inside) == 1:
                return Resolution(inside[0], codes, "parent")
        if len(codes) == 1:
            return Resolution(codes[0], codes, "unique")
        near = self._nearest(codes, home) if home else ()
        if len(near) == 1:
            return Resolution(near[0], codes, "home")
        larger = [code for code in codes if all(self.within(other, code) for other in codes)]
        if larger:
            return Resolution(larger[0], codes, "larger")
        return Resolution("", near or codes, "unresolved")

    def _inside(
        self, surface: str, codes: Sequence[str], parent: str, date: str
    ) -> tuple[str, ...]:
        """Those of the codes that lie in a parent; without a date also ended ones (전남 순천시)."""
        pool = codes if date else (*codes, *self.by_surface.get(surface, ()))
        return tuple(dict.fromkeys([item for item in pool if parent in self.ancestors(item)]))

    def _nearest(self, codes: Sequence[str], home: str) -> tuple[str, ...]:
        """The candidates closest to the article's region, all of the closest kind."""
        chain = self.ancestors(home)
        tests = (
            lambda code: code == home,
            lambda code: self.within(code, home),
            lambda code: code in chain,
            lambda code: any(self.within(code, outer) for outer in chain),
            lambda code: self._allied(code, home),
        )
        for test in tests:
            near = tuple(code for code in codes if test(code))
            if near:
                return near
        return ()

    def _allied(self, code: str, home: str) -> bool:
        """Whether two provinces became one later (광주 in an article on 전남)."""
        top, home_top = (([*self.ancestors(item)] or [item])[-1] for item in (code, home))
        return code == top and bool(self.lineage(top) & self.lineage(home_top))


def load_places(table: Path, homographs: Mapping[str, str] = MappingProxyType({})) -> Places:
    """Read the regions table; `homographs` gives stems that are also words, and how often."""
    return build_places(map(parse_region, read_rows(table)), homographs)


def build_places(rows: Iterable[Region], homographs: Mapping[str, str]) -> Places:
    """Index regions by surface, and link each to those that it came from."""
    regions = {region.code: region for region in rows}
    surfaces: defaultdict[str, list[str]] = defaultdict(list)
    predecessors: defaultdict[str, list[str]] = defaultdict(list)
    for region in regions.values():
        for surface in region.surfaces:
            surfaces[surface].append(region.code)
        for successor in region.successors:
            predecessors[successor].append(region.code)
    above = {code: tuple(_above(code, regions)) for code in regions}
    governed = {
        code: next((each for each in (code, *above[code]) if regions[each].has_mayor), "")
        for code in regions
    }
    return Places(
        regions=MappingProxyType(regions),
        by_surface=MappingProxyType({key: tuple(codes) for key, codes in surfaces.items()}),
        predecessors=MappingProxyType({key: tuple(codes) for key, codes in predecessors.items()}),
        homographs=MappingProxyType(dict(homographs)),
        same_entity=MappingProxyType(_twins(regions)),
        above=MappingProxyType(above),
        government=MappingProxyType({code: own for code, own in governed.items() if own}),
    )


def _above(code: str, regions: Mapping[str, Region]) -> Iterator[str]:
    parent = regions[code].parent
    while parent:
        yield parent
        parent = regions[parent].parent


def _twins(regions: Mapping[str, Region]) -> dict[str, str]:
    """Codes that some tables use for a province of one municipality (36110 for 36)."""
    return {
        code: region.parent
        for code, region in regions.items()
        if region.parent and region.name == regions[region.parent].name
    }


def parse_region(row: Mapping[str, str]) -> Region:
    """Turn a row of the table, all of whose cells are text, into a `Region`."""
    return Region(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=row["level"],
        parent=row["parent_code"],
        aliases=split_cell(row["aliases"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        elects_head=row["is_local_gov"] == "1",
        successors=split_cell(row["successor_code"]) if row["valid_to"] else (),
    )


@lru_cache(maxsize=4)
def region_surfaces(table: Path) -> frozenset[str]:
    """Every form of a region's name: what makes 안산 in 안산문화재단 a proper name."""
    rows = map(parse_region, read_rows(table))
    return frozenset(form for region in rows for form in region.surfaces if len(form) > 1)


def split_cell(cell: str) -> tuple[str, ...]:
    """Values of a cell that holds several.

    >>> split_cell("서울|서울시")
    ('서울', '서울시')
    """
    return tuple(value for value in cell.split("|") if value)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file by its header; a byte order mark is dropped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
