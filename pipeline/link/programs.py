"""Links programme mentions: short forms and variants share an id."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Candidate, Entity
from pipeline.page import Page
from pipeline.rules import Rules


def link_programs(candidates: Sequence[Candidate], page: Page, rules: Rules) -> list[Entity]:
    """Programme rows with ids."""
    return []
