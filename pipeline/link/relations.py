"""Relations between linked entities, and who said each quoted stretch (SPEC §5).

In: entity and date rows in the order of the text. Out: one row per pair and article, one per quoted
stretch. Drops: the second and later evidence of a pair; the first that carries a date stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.link.actors import scenes_of
from pipeline.link.agreements import find_agreements
from pipeline.link.operations import find_heads, find_locations, find_operations
from pipeline.link.quotations import find_quotations
from pipeline.model import Date, Entity, Relation
from pipeline.page import Page
from pipeline.rules import Rules


def find_relations(
    entities: Sequence[Entity], dates: Sequence[Date], page: Page, rules: Rules
) -> tuple[Relation, ...]:
    """One row per pair and article, one per quoted stretch."""
    scenes = scenes_of(entities, page)
    pairs = [
        *find_heads(entities, page, rules),
        *find_agreements(scenes, dates, page, rules),
        *find_operations(entities, scenes, page, rules),
        *find_locations(entities, page),
    ]
    rows = [*_once(pairs), *find_quotations(entities, page, rules)]
    return tuple(sorted(rows, key=lambda r: (r.start, r.end, r.type, r.object_id)))


def _once(rows: Iterable[Relation]) -> list[Relation]:
    """One row for each pair: the first with a date, else with the longest evidence for a head."""
    kept: dict[tuple[str, frozenset[str]], Relation] = {}
    for row in rows:
        key = (row.type, frozenset((row.subject_id, row.object_id)))
        known = kept.get(key)
        fuller = known and row.type == "head_of" and len(row.text) > len(known.text)
        if not known or fuller or (row.date and not known.date):
            kept[key] = row
    return list(kept.values())
