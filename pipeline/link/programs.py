"""Links programme mentions: short forms and variants share the id of the name they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity, Name
from pipeline.page import Page
from pipeline.rules import Rules


def link_programs(candidates: Sequence[Candidate], page: Page, rules: Rules) -> list[Entity]:
    """Programme rows with ids."""
    return [
        Entity(
            **row_start(c, page),
            label="program",
            entity_id=f"program:{c.reading.canonical}",
            name=c.reading.canonical,
            basis="name",
        )
        for c in candidates
        if c.label == "program" and isinstance(c.reading, Name)
    ]
