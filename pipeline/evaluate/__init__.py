"""Scores records against gold as the contract says: spans, values, columns, relations, sections.

In: records as they stand in documents.jsonl, and gold files. Out: a `Report`. Drops: mentions that
gold marks as optional are counted neither way; nominal mentions are scored as a label of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.evaluate.gold import Gold, load_gold
from pipeline.evaluate.relations import score_relations
from pipeline.evaluate.report import Report, below
from pipeline.evaluate.sections import score_metadata, score_sections
from pipeline.evaluate.spans import score_spans

__all__ = ["Gold", "Report", "below", "evaluate", "load_gold"]

ENTITY_LABELS = ("region", "person", "institution", "program")


def evaluate(records: Iterable[Mapping[str, Any]], gold: Gold) -> Report:
    """The scores of all records that have gold; records without gold are only counted."""
    report = Report()
    for record in records:
        expected = gold.take(record)
        if expected is None:
            report.without_gold += 1
            continue
        report.articles += 1
        _score(report, record, expected)
    report.unused_gold = gold.unused()
    return report


def _score(report: Report, record: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    name = str(record["doc_id"])
    for label in ENTITY_LABELS:
        wanted = [m for m in gold["entities"] if m["label"] == label]
        found = [m for m in record["entities"] if m["label"] == label]
        # Gold's nominal mentions are scored apart: found as plain ones they count neither way.
        plain = [{**m, "optional": True} if m.get("nominal") else m for m in wanted]
        score_spans(report, name, label, plain, [m for m in found if not m.get("nominal")])
        score_spans(
            report,
            name,
            "nominal",
            [m for m in wanted if m.get("nominal")],
            [m for m in found if m.get("nominal")],
        )
    for table in ("facts", "dates"):
        score_spans(report, name, table, gold[table], record[table])
    score_relations(report, name, gold["relations"], record["relations"])
    score_sections(report, record, gold)
    score_metadata(report, record, gold)
