"""Context stage: what each figure means.

In: settled fact candidates with the article's entities, dates and relations. Out: fact rows.
Drops: nothing; what the text does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Candidate, Fact, Linked, Quantity
from pipeline.page import Page
from pipeline.rules import Rules


def describe(
    candidates: Sequence[Candidate], linked: Linked, page: Page, rules: Rules
) -> tuple[Fact, ...]:
    """A row for every fact candidate, in the order of the text."""
    facts = (c for c in candidates if isinstance(c.reading, Quantity))
    return tuple(_fact(n, c, c.reading, page) for n, c in enumerate(facts, start=1))  # type: ignore[arg-type]


def _fact(number: int, candidate: Candidate, quantity: Quantity, page: Page) -> Fact:
    sentence = page.sentence(candidate.start)
    return Fact(
        fact_id=str(number),
        start=candidate.start,
        end=candidate.end,
        text=page.text[candidate.start : candidate.end],
        section=sentence.section,
        sentence=page.text[sentence.start : sentence.end],
        rule=candidate.rule,
        measure=quantity.measure,
        value=quantity.number.value if quantity.number else None,
        value_max=quantity.number.maximum if quantity.number else None,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        statistic=quantity.statistic,
        modality="actual",
    )
