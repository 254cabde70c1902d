"""Link stage: names become ids, time expressions become dates, pairs become relations.

In: settled candidates. Out: entity and date rows, relations, the article's own region. Drops:
nothing; what cannot be decided keeps an empty id and its candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from pipeline.link.headings import headings_of
from pipeline.link.institutions import link_institutions
from pipeline.link.persons import link_persons
from pipeline.link.programs import link_programs
from pipeline.link.regions import link_regions
from pipeline.link.relations import find_relations
from pipeline.link.timeline import resolve_dates
from pipeline.model import Candidate, Linked
from pipeline.page import Page
from pipeline.rules import Rules


def link(candidates: Sequence[Candidate], page: Page, rules: Rules) -> Linked:
    """Resolve what the candidates refer to, within the article and against the tables."""
    dates = resolve_dates(candidates, page)
    regions, region_id = link_regions(candidates, page, rules)
    headings = headings_of(regions, page)
    persons = link_persons(candidates, regions, headings, region_id, page, rules)
    institutions = link_institutions(candidates, headings, region_id, page, rules)
    programs = link_programs(candidates, page, rules)
    found = [*regions, *persons, *institutions, *programs]
    entities = sorted(found, key=attrgetter("start", "end"))
    return Linked(tuple(entities), dates, find_relations(entities, dates, page, rules), region_id)
