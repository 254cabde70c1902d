"""Match stage: what the rules propose.

In: a page. Out: candidates of every label, overlapping as they may. Drops: candidates whose
conditions fail, each kept as a loss.
"""

from __future__ import annotations

from itertools import chain

from pipeline.match.institutions import match_institutions
from pipeline.match.patterns import TIMED_OUT, match_patterns
from pipeline.match.persons import match_persons
from pipeline.match.programs import match_programs
from pipeline.match.regions import match_regions
from pipeline.match.unit_heads import match_unit_heads
from pipeline.model import Candidate, Loss
from pipeline.page import Page
from pipeline.rules import Rules

__all__ = ["TIMED_OUT", "match"]


def match(page: Page, rules: Rules) -> tuple[list[Candidate], list[Loss]]:
    """All candidates of the page, and those that a condition refused."""
    candidates: list[Candidate] = []
    losses: list[Loss] = []
    for found in chain(
        match_patterns(page, rules),
        match_unit_heads(page, rules),
        match_regions(page, rules),
        match_persons(page, rules),
        match_institutions(page, rules),
        match_programs(page, rules),
    ):
        if isinstance(found, Loss):
            losses.append(found)
        else:
            candidates.append(found)
    return candidates, losses
