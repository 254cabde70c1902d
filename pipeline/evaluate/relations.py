"""Relations are scored by what they connect; quotes by speaker and overlapping text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluate.columns import agrees
from pipeline.evaluate.report import Finding, Report
from pipeline.evaluate.spans import overlap

Relation = Mapping[str, Any]


def same(gold: Relation, found: Relation) -> bool:
    """Whether two rows connect the same; an agreement has no direction."""
    if gold["type"] != found["type"]:
        return False
    if gold["type"] == "quote":
        return gold["subject_id"] == found["subject_id"] and overlap(gold, found) > 0
    ends = (gold["subject_id"], gold["object_id"])
    other = (found["subject_id"], found["object_id"])
    return ends == other or (gold["type"] == "agreement" and ends == other[::-1])


def score_relations(
    report: Report, name: str, gold: Sequence[Relation], found: Sequence[Relation]
) -> None:
    """Add one article's relations to the report: one tally for all, one for each type."""
    rest = list(found)
    for wanted in sorted(gold, key=lambda r: bool(r.get("optional"))):
        got = next((f for f in rest if same(wanted, f)), None)
        if got is not None:
            rest.remove(got)
        if not wanted.get("optional"):
            _count(report, name, wanted, got)
    for extra in rest:
        for label in _labels(extra):
            report.label(label).found += 1
        report.findings.append(Finding("false", "relations", name, extra, _show(extra)))


def _count(report: Report, name: str, wanted: Relation, got: Relation | None) -> None:
    for label in _labels(wanted):
        tally = report.label(label)
        tally.gold += 1
        if got is not None:
            tally.found += 1
            tally.exact += 1
            tally.overlapping += 1
            if wanted["type"] == "agreement":
                tally.column("date", agrees("date", wanted.get("date"), got.get("date")))
    if got is None:
        report.findings.append(Finding("miss", "relations", name, wanted, _show(wanted)))


def _labels(relation: Relation) -> tuple[str, str]:
    """Every relation counts twice: among all, and among those of its type."""
    return "relations", f"relation:{relation['type']}"


def _show(relation: Relation) -> str:
    return f"{relation['type']} {relation['subject_id']} → {relation.get('object_id') or '“…”'}"
