"""Shares and sums: what a printed whole, its parts and its rate say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.rows import row
from pipeline.checks.skeleton import Match
from pipeline.checks.tolerance import (
    CONSISTENT,
    INCONSISTENT,
    Interval,
    exact,
    grain,
    interval,
    shown,
)
from pipeline.model import Check, Fact

_FUNDS = frozenset({"국비", "도비", "시비", "군비", "구비"})
_STATE = "국비"


def shares(match: Match) -> Iterator[Check]:
    """ "2640 of 5685 is 46.4%": part, whole and rate printed together."""
    whole, part, rate = (
        match.skeleton.figures(match.found, n)[0] for n in ("whole", "part", "rate")
    )
    if (whole.measure, whole.unit) != (part.measure, part.unit) or rate.change_direction:
        return
    if not whole.value or part.value is None or rate.value is None or part.value > whole.value:
        return
    spans = (interval(part), interval(whole))
    computed = Interval(spans[0].low / spans[1].high * 100, spans[0].high / spans[1].low * 100)
    verdict = _verdict(match, (whole, part, rate), computed, interval(rate), grain(rate.text) / 2)
    if verdict:
        share = part.value / whole.value * 100
        quotient = f"{shown(part.value)} / {shown(whole.value)} = {shown(share)}%"
        said = f"{quotient}, stated {shown(rate.value)}%"
        yield row("share", (whole, part, rate), rate.text, f"{shown(share)}%", verdict, said)


def sums(match: Match) -> Iterator[Check]:
    """ "48 + 14.4 + 33.6 = 96": listed parts against a stated total."""
    total = match.skeleton.figures(match.found, "total")[0]
    parts = match.skeleton.figures(match.found, "part")
    if any((p.measure, p.unit) != (total.measure, total.unit) for p in parts):
        return
    values = [p.value for p in parts if p.value is not None]
    if total.value is None or len(values) != len(parts) or len(parts) < 2:
        return
    spans = [interval(part) for part in parts]
    computed = Interval(
        sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0))
    )
    size = grain(total.text)
    slack = size / 2 if size > 1 else Decimal(0)
    verdict = _verdict(match, (total, *parts), computed, interval(total), slack)
    result = sum(values, Decimal(0))
    if not verdict and _complete(match, total.value, result) and all(map(exact, (total, *parts))):
        beyond = not computed.near(interval(total), 2 * slack)
        verdict = INCONSISTENT if beyond else ""
    if verdict:
        spelled = " + ".join(shown(v) for v in values)
        said = f"{spelled} = {shown(result)}, stated {shown(total.value)}"
        yield row("sum", (total, *parts), total.text, shown(result), verdict, said)


def _verdict(
    match: Match, facts: Sequence[Fact], computed: Interval, stated: Interval, slack: Decimal
) -> str:
    """Consistent, inconsistent where the rule may say so and nothing is hedged, else nothing."""
    if computed.near(stated, slack):
        return CONSISTENT
    sure = match.pattern.features.get("mismatch") == "report" and all(map(exact, facts))
    return INCONSISTENT if sure and not computed.near(stated, 2 * slack) else ""


def _complete(match: Match, total: Decimal, result: Decimal) -> bool:
    """Whether the parts claim to be the whole: state, province and town all pay."""
    labels = set(match.found.captures("label"))
    return len(labels & _FUNDS) >= 3 and _STATE in labels and labels <= _FUNDS and total != result
