"""Resolves time expressions against the publication date and the dates named before them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Date, Timex
from pipeline.page import Page


def resolve_dates(candidates: Iterable[Candidate], page: Page) -> tuple[Date, ...]:
    """A row for every date candidate, in the order of the text."""
    return tuple(
        Date(**row_start(c, page), type=c.reading.type, basis="unresolved")
        for c in candidates
        if isinstance(c.reading, Timex)
    )
