"""Pairs found mentions with gold ones and compares their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluate.columns import CONTEXT, CORE, agrees
from pipeline.evaluate.report import Finding, Report

Mention = Mapping[str, Any]


def overlap(a: Mention, b: Mention) -> int:
    """Number of characters that two mentions share."""
    return max(0, min(int(a["end"]), int(b["end"])) - max(int(a["start"]), int(b["start"])))


def pair(
    gold: Sequence[Mention], found: Sequence[Mention]
) -> tuple[list[tuple[Mention, Mention]], list[Mention], list[Mention]]:
    """Pairs (gold, found), one to one: equal spans first, then by shared length; and both rests.

    Optional gold takes part; what it is paired with must not be counted.
    """
    ways = sorted(
        (_distance(g, f), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g, f)
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, i, j in ways:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j]))
    missed = [g for i, g in enumerate(gold) if i not in taken_gold]
    false = [f for j, f in enumerate(found) if j not in taken_found]
    return pairs, missed, false


def _distance(gold: Mention, found: Mention) -> tuple[bool, bool, int]:
    """Equal spans come first, then gold that counts, then the longest overlap."""
    return not _same_span(gold, found), bool(gold.get("optional")), -overlap(gold, found)


def _same_span(gold: Mention, found: Mention) -> bool:
    return bool(gold["start"] == found["start"] and gold["end"] == found["end"])


def score_spans(
    report: Report, name: str, label: str, gold: Sequence[Mention], found: Sequence[Mention]
) -> None:
    """Add one article's mentions of one label to the report."""
    tally = report.label(label)
    pairs, missed, false = pair(gold, found)
    optional = [g for g in gold if g.get("optional")]
    false = [f for f in false if not any(overlap(f, g) for g in optional)]
    counted = [(g, f) for g, f in pairs if not g.get("optional")]
    missed = [g for g in missed if not g.get("optional")]
    tally.gold += len(counted) + len(missed)
    tally.found += len(counted) + len(false)
    tally.overlapping += len(counted)
    for mention in missed:
        report.findings.append(Finding("miss", label, name, mention))
    for mention in false:
        report.findings.append(Finding("false", label, name, mention))
    for wanted, got in counted:
        if _same_span(wanted, got):
            tally.exact += 1
        else:
            report.findings.append(Finding("span", label, name, wanted, f"found {got['text']!r}"))
        _compare(report, name, label, wanted, got)


def _compare(report: Report, name: str, label: str, gold: Mention, found: Mention) -> None:
    tally = report.label(label)
    wrong = []
    core = [c for c in CORE.get(label, ()) if c in gold]
    if core:
        bad = [c for c in core if not agrees(c, gold[c], found.get(c))]
        tally.column("value", not bad)
        wrong += bad
    for column in CONTEXT.get(label, ()):
        if column in gold:
            right = agrees(column, gold[column], found.get(column))
            tally.column(column, right)
            wrong += [] if right else [column]
    if wrong:
        shown = "; ".join(f"{c}: {_show(gold[c])} ≠ {_show(found.get(c))}" for c in wrong)
        report.findings.append(Finding("value", label, name, gold, shown))


def _show(value: object) -> str:
    return "∅" if value in ("", None) else str(value)
