"""Links region mentions to codes as of the article's date."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity, Name
from pipeline.page import Page
from pipeline.rules import Rules


def link_regions(
    candidates: Sequence[Candidate], page: Page, rules: Rules
) -> tuple[list[Entity], str]:
    """Region rows, and the id of the region that the article is about (empty if undecided)."""
    return [
        Entity(**row_start(c, page), label=c.label, entity_id=c.reading.ids[0])
        for c in candidates
        if c.label == "region" and isinstance(c.reading, Name) and len(c.reading.ids) == 1
    ], ""
