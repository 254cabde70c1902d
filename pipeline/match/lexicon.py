"""Names that tables know: institutions of the reference tables, well-known ones and programmes.

One automaton finds them all in one pass; what stands inside a longer word is no name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs
import regex

from pipeline import places
from pipeline.match.edges import Edges, edges_of
from pipeline.places import read_rows, split_cell
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_ZONES = ("특구", "지구")
"""What the state makes of a place; 시범지역 may be glued to it."""
_SHORT_LATIN = regex.compile(r"[A-Za-z]{1,2}")


class Entry(NamedTuple):
    """What a table says of a name: its full form, and its kind (SPEC §2)."""

    name: str
    kind: str = ""


class Found(NamedTuple):
    """A name in the text, the entry that it stands for, and the rule that found it."""

    start: int
    end: int
    entry: Entry
    rule: str
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a name may end: a blank, a mark, particles, or a head's title (평생학습원|장은)."""

    edges: Edges
    titled: regex.Pattern[str]
    title_begins: frozenset[str]
    """First syllables of the titles that may be attached."""

    def before_title(self, text: str, end: int) -> bool:
        """Whether a head's or member's title is attached."""
        return text[end : end + 1] in self.title_begins and (
            self.titled.match(text, end) is not None
        )

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether a span is a word of its own, but for particles and titles."""
        return self.edges.opens(text, start) and (
            self.edges.closes(text, end) or self.before_title(text, end)
        )

    def particle(self, text: str, end: int) -> str:
        """The particles that follow, empty if none do."""
        found = self.edges.particles.match(text, end)
        return found[0] if found else ""


@lru_cache(maxsize=4)
def ends_of(rules: Rules) -> Ends:
    """The tests for a set of rules, compiled once."""
    titles = rules.words["attached_titles"].rows
    particles = alternation(rules.words["josa"].rows)
    titled = rf"{alternation(titles)}(?:들|님)?(?:{particles}){{0,2}}(?![가-힣A-Za-z0-9])"
    begins = frozenset(title[0] for title in titles)
    return Ends(edges_of(rules), regex.compile(titled, regex.VERSION1), begins)


class Lexicon:
    """An automaton over surfaces with what each of them stands for."""

    def __init__(self, entries: Mapping[str, Entry], ends: Ends) -> None:
        self.entries = entries
        self._surfaces = list(entries)
        self._ends = ends
        self._automaton = ahocorasick_rs.AhoCorasick(self._surfaces)

    def find(self, text: str, rule: str) -> Iterator[Found]:
        """The longest known name at each place where one begins and ends properly."""
        longest: dict[int, tuple[int, int]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            known = longest.get(start)
            if (not known or known[0] < end) and self._ends.stands(text, start, end):
                longest[start] = (end, index)
        for start, (end, index) in sorted(longest.items()):
            yield Found(start, end, self.entries[self._surfaces[index]], rule)


@lru_cache(maxsize=4)
def institutions_of(rules: Rules) -> Lexicon:
    """Every institution that a table names, under all its names. An earlier table wins."""
    entries: dict[str, Entry] = {}
    for surface, entry in _institution_rows(rules):
        entries.setdefault(surface, entry)
    return Lexicon(entries, ends_of(rules))


@lru_cache(maxsize=4)
def programs_of(rules: Rules) -> Lexicon:
    """Programmes that are known all over the country."""
    entries: dict[str, Entry] = {}
    for word, row in rules.words["well_known_programs"].rows.items():
        for surface in (word, *split_cell(row["aliases"])):
            entries.setdefault(surface, Entry(word))
            if surface.endswith(_ZONES):
                entries.setdefault(f"{surface}시범지역", Entry(f"{word}시범지역"))
    return Lexicon(entries, ends_of(rules))


@lru_cache(maxsize=4)
def region_surfaces(rules: Rules) -> frozenset[str]:
    """Every form of a region's name in the rules' table."""
    return places.region_surfaces(rules.table("regions"))


def begins_with_region(name: str, regions: frozenset[str]) -> bool:
    """Whether a name opens with a region's name, and goes on."""
    return any(name[:length] in regions for length in range(2, min(9, len(name))))


def longest_per_place(found: Iterator[Found] | list[Found]) -> list[Found]:
    """One reading per place: the longest; of equal ones that of the earlier rule."""
    chosen: dict[int, Found] = {}
    for item in found:
        if item.start not in chosen or item.end > chosen[item.start].end:
            chosen[item.start] = item
    return sorted(chosen.values(), key=lambda item: item.start)


def _institution_rows(rules: Rules) -> Iterator[tuple[str, Entry]]:
    yield from _offices(rules)
    yield from _ministries(rules)
    for row in read_rows(rules.table("universities")):
        name = row["name"].replace("(", " ").replace(")", "")
        for surface in (name, row["name"], *split_cell(row["aliases"])):
            yield surface, Entry(name, "university")
    for word, known in rules.words["well_known"].rows.items():
        for surface in (word, *split_cell(known["aliases"])):
            yield surface, Entry(word, known["kind"])
    for row in read_rows(rules.table("public_institutions")):
        for surface in (row["name"], *split_cell(row["aliases"])):
            if not _SHORT_LATIN.fullmatch(surface) or surface == "LH":
                yield surface, Entry(row["name"], "public_institution")


def _offices(rules: Rules) -> Iterator[tuple[str, Entry]]:
    """Education offices by all their names; 동부교육지원청, which many have, stands alone."""
    rows = read_rows(rules.table("education_offices"))
    shared = Counter(row["short_name"] for row in rows)
    for row in rows:
        single = shared[row["short_name"]] == 1
        yield row["short_name"], Entry(row["short_name"], "education_office")
        name = row["short_name"] if single else row["name"]
        for surface in (row["name"], *split_cell(row["aliases"])):
            yield surface, Entry(name, "education_office")


def _ministries(rules: Rules) -> Iterator[tuple[str, Entry]]:
    for row in read_rows(rules.table("ministries")):
        kind = "other" if row["kind"] == "constitutional_body" else "ministry"
        for surface in (row["name"], *split_cell(row["short"])):
            yield surface, Entry(row["name"], kind)
