"""Links person mentions: roles, heads with their region, follow-ups by surname, terms of office.

In: settled candidates and region rows. Out: person rows. Drops: nothing; a surname whose bearer the
article does not name keeps an empty id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.link.regions import holders_of, places_of
from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.holders import Holders
    from pipeline.link.headings import Headings
    from pipeline.page import Page
    from pipeline.places import Places
    from pipeline.rules import Rules

HEADS = {
    "mayor": ("city", "province"),
    "governor": ("province",),
    "county_head": ("county",),
    "district_head": ("district",),
}
"""The heads of local government, and the levels of the regions that they head."""


@dataclass(frozen=True, slots=True)
class Person:
    """What one mention says of its bearer."""

    name: str
    title: str = ""
    role: str = ""
    region: str = ""
    full: bool = True
    basis: str = "name"


def link_persons(
    candidates: Sequence[Candidate],
    regions: Sequence[Entity],
    headings: Headings,
    region_id: str,
    page: Page,
    rules: Rules,
) -> list[Entity]:
    """Person rows with ids and roles; `region_id` is the article's own region."""
    mentions = [c for c in candidates if c.label == "person"]
    if not mentions:
        return []
    places = places_of(rules)
    home = region_id.removeprefix("region:")
    said = [_said(mention, regions, page, places) for mention in mentions]
    homed = [
        _at_home(person, headings.above(mention.start) or home, places)
        for mention, person in zip(mentions, said, strict=True)
    ]
    known = [_told(index, homed) for index in range(len(homed))]
    date = page.published
    table = _Table(holders_of(rules), places, date)
    return [
        _row(mention, table.named(person), table, page)
        for mention, person in zip(mentions, known, strict=True)
    ]


# -- what one mention says ------------------------------------------------------------------------


def _said(mention: Candidate, regions: Sequence[Entity], page: Page, places: Places) -> Person:
    reading = mention.reading
    role = getattr(reading, "role", "")
    text = page.text[mention.start : mention.end]
    region = ""
    if role in HEADS and "title" in mention.groups:
        region = _region_of_title(mention, regions, page, HEADS[role], places)
    full = len(text) > 1 and mention.features.get("masked", "") != "1"
    return Person(text, mention.features.get("title", ""), role, region, full)


def _region_of_title(
    mention: Candidate,
    regions: Sequence[Entity],
    page: Page,
    levels: tuple[str, ...],
    places: Places,
) -> str:
    """The region inside or right before a title, or before its parenthesis: 여주시(시장 이충우)."""
    token, after = mention.groups["title"]
    for region in reversed(regions):
        code = region.entity_id.removeprefix("region:")
        if not code or region.start >= after or places.regions[code].level not in levels:
            continue
        inside = region.end > token
        between = page.text[region.end : token]
        if inside or between in (" ", "(", " ("):
            return code
    return ""


def _at_home(person: Person, home: str, places: Places) -> Person:
    """A head whose region is not printed heads the heading's or the article's own, if it fits."""
    if person.region or person.role not in HEADS or not home:
        return person
    around = (home, *places.ancestors(home))
    for code in around:
        if places.regions[code].level in HEADS[person.role] and places.regions[code].elects_head:
            return replace(person, region=code, basis="home")
    return person


# -- what the other mentions say ------------------------------------------------------------------


def _told(index: int, persons: Sequence[Person]) -> Person:
    """The mention with what others of the same bearer tell: 오 시장 is 오세훈, named before."""
    person = persons[index]
    if person.full and person.role in HEADS and person.region and person.basis == "name":
        return person
    others = [*reversed(persons[:index]), *persons[index + 1 :]]
    if not person.full:
        return _bearer(person, others)
    for other in others:
        printed = other.basis == "name" and other.region
        if other.name == person.name and printed and _compatible(person, other):
            return replace(person, role=other.role, region=other.region, basis="context")
    if not person.title:
        titled = next((o for o in others if o.name == person.name and o.title), None)
        return replace(titled, basis="context") if titled else person
    return person


def _bearer(person: Person, others: Sequence[Person]) -> Person:
    fitting = [
        other
        for other in others
        if other.full and other.name.startswith(person.name) and _compatible(person, other)
    ]
    if not fitting:
        return person
    best = next((o for o in fitting if o.title and o.title == person.title), fitting[0])
    region, role = best.region or person.region, best.role or person.role
    return replace(person, name=best.name, role=role, region=region, full=True, basis="context")


def _compatible(person: Person, other: Person) -> bool:
    """Whether two mentions can be one person: no two regions or offices contradict."""
    if not person.title or not other.title:
        return True
    if person.role in HEADS and other.role in HEADS:
        same_region = not person.region or not other.region or person.region == other.region
        return person.role == other.role and (same_region or person.basis == "home")
    return (
        person.title.endswith(other.title)
        or other.title.endswith(person.title)
        or (person.full and person.role not in HEADS and other.role not in HEADS)
    )


# -- the table of terms, and rows -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    holders: Holders
    places: Places
    date: str

    def named(self, person: Person) -> Person:
        """A surname with a head's title and region, completed where the table has that surname."""
        if person.full or person.role not in HEADS or not person.region or not self.date:
            return person
        for term in self.holders.by_region.get(person.region, ()):
            same = term.role == person.role and term.name.startswith(person.name)
            if same and term.covers(self.date):
                return replace(person, name=term.name, full=True, basis="table")
        return person

    def check(self, person: Person) -> str:
        """Agreement with the table, for heads whose region is known."""
        if person.role not in HEADS or not person.region or not person.full:
            return ""
        return self.holders.check(person.name, person.region, person.role, self.date, self.places)


def _row(mention: Candidate, person: Person, table: _Table, page: Page) -> Entity:
    heads = person.role in HEADS and bool(person.region)
    entity_id = f"person:{person.name}" + (f"@{person.region}" if heads else "")
    return Entity(
        **row_start(mention, page),
        label="person",
        entity_id=entity_id if person.full else "",
        name=person.name,
        role=person.role or "other",
        region_id=f"region:{person.region}" if heads else "",
        basis=person.basis,
        term_check="" if mention.features.get("former") else table.check(person),
    )
