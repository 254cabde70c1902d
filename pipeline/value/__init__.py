"""Value stage: what a candidate says by itself.

In: candidates. Out: facts with a Quantity, dates with a Timex, as `reading`. Drops: candidates
that do not read as a number or a time, each kept as a loss.
"""

from __future__ import annotations

from pipeline.model import Candidate, Loss
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.value.quantity import read_quantity
from pipeline.value.timex import read_timex

_READERS = {"fact": read_quantity, "date": read_timex}


def value(
    candidates: list[Candidate], page: Page, rules: Rules
) -> tuple[list[Candidate], list[Loss]]:
    """Read every fact and date candidate; names and vetoes pass through."""
    read: list[Candidate] = []
    losses: list[Loss] = []
    for candidate in candidates:
        reader = _READERS.get(candidate.label)
        if reader is None:
            read.append(candidate)
            continue
        reading = reader(candidate, page, rules)
        if isinstance(reading, str):
            losses.append(Loss(candidate, reading))
        else:
            read.append(candidate.read(reading))
    return read, losses
