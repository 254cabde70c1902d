"""Relations between linked entities, and who said each quoted stretch (SPEC §5)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Date, Entity, Relation
from pipeline.page import Page
from pipeline.rules import Rules


def find_relations(
    entities: Sequence[Entity], dates: Sequence[Date], page: Page, rules: Rules
) -> tuple[Relation, ...]:
    """One row per pair and article, one per quoted stretch."""
    return ()
