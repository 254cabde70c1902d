"""Match stage: what the rules propose.

In: a page. Out: candidates of every label, overlapping as they may. Drops: candidates whose
conditions fail, each kept as a loss.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.match.institutions import match_institutions
from pipeline.match.patterns import TIMED_OUT, match_patterns
from pipeline.match.persons import match_persons
from pipeline.match.programs import match_programs
from pipeline.match.regions import match_regions
from pipeline.match.unit_heads import match_unit_heads
from pipeline.model import Candidate, Loss
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.steps import Steps, finish

__all__ = ["TIMED_OUT", "match", "match_steps"]


Matched = tuple[list[Candidate], list[Loss]]


def match(page: Page, rules: Rules) -> Matched:
    """All candidates of the page, and those that a condition refused."""
    return finish(match_steps(page, rules))


def match_steps(page: Page, rules: Rules) -> Steps[Matched]:
    """`match`, one matcher at a step."""
    matched: Matched = ([], [])
    _sort((yield from match_patterns(page, rules)), matched)
    yield
    for candidate in matched[0]:
        if candidate.label == "fact":
            page.morphemes(candidate.start)  # the context stage needs them: now all in one go
    yield
    _sort(match_unit_heads(page, rules), matched)
    yield
    _sort(match_regions(page, rules), matched)
    yield
    _sort((yield from match_persons(page, rules)), matched)
    yield
    _sort((yield from match_institutions(page, rules)), matched)
    yield
    _sort(match_programs(page, rules), matched)
    yield
    return matched


def _sort(found: Iterable[Candidate | Loss], matched: Matched) -> None:
    candidates, losses = matched
    for each in found:
        if isinstance(each, Loss):
            losses.append(each)
        else:
            candidates.append(each)
