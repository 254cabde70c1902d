"""Links institution mentions: kinds, abbreviations, definitions such as (이하 센터)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Candidate, Entity
from pipeline.page import Page
from pipeline.rules import Rules


def link_institutions(
    candidates: Sequence[Candidate], region_id: str, page: Page, rules: Rules
) -> list[Entity]:
    """Institution rows with ids and kinds. `region_id` is the article's own region."""
    return []
