"""Reads a matched time expression into fields (SPEC §4); link.timeline resolves them."""

from __future__ import annotations

from pipeline.model import Candidate, Timex
from pipeline.page import Page
from pipeline.rules import Rules


def read_timex(candidate: Candidate, page: Page, rules: Rules) -> Timex | str:
    """The fields that the match printed, or why they make no date."""
    fields = {name: page.text[a:b] for name, (a, b) in candidate.groups.items()}
    return Timex(candidate.features.get("type", "DATE"), fields)
