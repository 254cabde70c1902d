"""Links person mentions: roles, follow-ups by surname, office holders."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Candidate, Entity
from pipeline.page import Page
from pipeline.rules import Rules


def link_persons(
    candidates: Sequence[Candidate], regions: Sequence[Entity], page: Page, rules: Rules
) -> list[Entity]:
    """Person rows with ids and roles."""
    return []
