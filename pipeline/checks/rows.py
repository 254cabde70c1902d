"""The row that every check ends in."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Check, Fact


def row(
    kind: str, facts: Sequence[Fact], stated: str, computed: str, verdict: str, said: str
) -> Check:
    """A check on these figures, named in the order of the text; checks of dates have none."""
    ordered = sorted(facts, key=lambda fact: fact.start)
    return Check(
        check=kind,
        fact_ids="|".join(dict.fromkeys(fact.fact_id for fact in ordered)),
        stated=stated,
        computed=computed,
        verdict=verdict,
        explanation=said,
    )
