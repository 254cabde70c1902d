"""Heads of local government: who held which office when, by the table of elections.

In: ``tables/heads.csv``. Out: `Holders`, which says whether a name agrees with the table at a
date. The table supports what the text says; it never corrects it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pipeline.places import Places, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Agreement = Literal["agrees", "differs", "not_covered"]


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; an open end is empty."""

    region: str
    role: str
    name: str
    start: str
    end: str

    def covers(self, date: str) -> bool:
        """Whether the office was held on an ISO date."""
        return self.start <= date[:10] and (not self.end or date[:10] <= self.end)


@dataclass(frozen=True, slots=True)
class Holders:
    """Terms of office by region and by name; build it with `load_holders`."""

    by_region: Mapping[str, tuple[Term, ...]]
    by_name: Mapping[str, tuple[Term, ...]]

    def check(self, name: str, region: str, role: str, date: str, places: Places) -> Agreement:
        """Compare a named head with the table.

        Without a date only agreement can be stated: the name held the office at some time. A day
        on which the table has nobody (by-elections, terms before 2022-07) is not covered.
        """
        covered = False
        for code in places.lineage(region):
            for term in self.by_region.get(code, ()):
                if term.role == role and (not date or term.covers(date)):
                    if term.name == name:
                        return "agrees"
                    covered = True
        return "differs" if covered and date else "not_covered"

    def regions_of(self, name: str, role: str, date: str = "") -> tuple[str, ...]:
        """Regions where a name held an office, at the date where one is given."""
        terms = self.by_name.get(name, ())
        return tuple(
            dict.fromkeys(
                term.region
                for term in terms
                if term.role == role and (not date or term.covers(date))
            )
        )


def load_holders(table: Path) -> Holders:
    """Read the table of heads (``tables/heads.csv``)."""
    return build_holders(map(parse_term, read_rows(table)))


def build_holders(terms: Iterable[Term]) -> Holders:
    """Index terms of office by region and by name."""
    by_region: defaultdict[str, list[Term]] = defaultdict(list)
    by_name: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_region[term.region].append(term)
        by_name[term.name].append(term)
    return Holders(
        MappingProxyType({key: tuple(found) for key, found in by_region.items()}),
        MappingProxyType({key: tuple(found) for key, found in by_name.items()}),
    )


def parse_term(row: Mapping[str, str]) -> Term:
    """Turn a row of the table into a `Term`; heads of metropolitan cities are mayors (SPEC 2)."""
    role = row["office"]
    if role == "governor" and row["title"].endswith("시장"):
        role = "mayor"
    return Term(row["region_code"], role, row["name"], row["term_from"], row["term_to"])
