"""Reads a matched figure: its number, unit, qualifier and statistic (SPEC §3)."""

from __future__ import annotations

from pipeline.model import Candidate, Quantity
from pipeline.numerals import read_number
from pipeline.page import Page
from pipeline.rules import Rules


def read_quantity(candidate: Candidate, page: Page, rules: Rules) -> Quantity | str:
    """What the figure says, or why it cannot be read."""
    start, end = candidate.groups.get("number", (candidate.start, candidate.end))
    number = read_number(page.text[start:end])
    if number is None:
        return "not a number"
    features = candidate.features
    return Quantity(features.get("measure", ""), features.get("unit", ""), number)
