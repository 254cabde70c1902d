"""The regions table and its word lists in the form that matching needs."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ahocorasick_rs
import regex

from pipeline.match.edges import Edges, edges_of
from pipeline.places import Places, load_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.rules import Rules

_UNIT = regex.compile(r"(?:특별자치|통합특별|특별|광역|특례)시\Z|(?:특별)?자치도\Z|[시군구도]\Z")


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Surfaces of regions, what may be glued to them, and which are words as well."""

    places: Places
    edges: Edges
    automaton: ahocorasick_rs.AhoCorasick
    surfaces: tuple[str, ...]
    units: Mapping[str, int]
    """Surface -> length of its stem, for surfaces with a unit word after two syllables or more."""
    titles: Mapping[str, tuple[tuple[str, str], ...]]
    """First syllable -> titles, each with the kind of region that may stand right before it."""
    people: tuple[str, ...]
    """Words for inhabitants whose first syllable is the region's unit (김포+시민)."""
    tails: tuple[str, ...]
    """Words that may be glued to a whole surface (안산지역)."""
    next_words: tuple[str, ...]
    """Words that follow places rather than things (지역, 주민, 북부)."""
    localities_not: frozenset[str]
    """Words in -읍, -면, -동 that are no places, also behind others (격리|병동)."""
    after: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]
    openers: frozenset[str]
    """First syllables of titles and of words for inhabitants."""
    kinds: Mapping[str, frozenset[str]]
    """What a surface can be: city, county, district, province."""


@functools.lru_cache(maxsize=8)
def gazetteer_of(rules: Rules) -> Gazetteer:
    """Compile the gazetteer of a rule set."""
    words = rules.words
    homographs = {w: row.get("kind", "") for w, row in words["region_homographs"].rows.items()}
    places = load_places(rules.table("regions"), homographs)
    surfaces = tuple(sorted(places.by_surface))
    contexts = words["region_contexts"].rows.values()
    titles = [(w, r["region"]) for w, r in words["titles"].rows.items() if r.get("region")]
    people = tuple(words["region_tails"].where("use", "unit"))
    return Gazetteer(
        places=places,
        edges=edges_of(rules),
        automaton=ahocorasick_rs.AhoCorasick(
            surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        surfaces=surfaces,
        units={s: found.start() for s in surfaces if (found := _UNIT.search(s, 2))},
        titles=_by_first(titles),
        people=people,
        tails=tuple(words["region_tails"].where("use", "whole")),
        next_words=tuple(words["region_tails"].where("next", "1")),
        localities_not=frozenset(words["not_localities"].where()),
        after=_neighbours(contexts, "after"),
        before=_neighbours(contexts, "before"),
        openers=frozenset(word[0] for word in (*dict(titles), *people)),
        kinds={
            surface: frozenset(_kind(*_level(places, code)) for code in codes)
            for surface, codes in places.by_surface.items()
        },
    )


def _by_first(titles: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for title, kind in titles:
        found[title[0]] = (*found.get(title[0], ()), (title, kind))
    return found


def _neighbours(rows: Iterable[Mapping[str, str]], side: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["side"] == side:
            found[row["stem"]] = (*found.get(row["stem"], ()), row["neighbour"])
    return found


def _level(places: Places, code: str) -> tuple[str, str]:
    return places.regions[code].level, places.regions[code].name


def _kind(level: str, name: str) -> str:
    if level == "province":
        return "city" if name.endswith("시") else "province"
    return "district" if level == "general_district" else level
