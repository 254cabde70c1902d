"""Sections by character, metadata by document, and mentions where there should be none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluate.report import Finding, Report

METADATA = ("title", "publisher", "byline", "published", "published_basis")


def score_sections(report: Report, record: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    """Count every character that is no blank under the section that gold gives it."""
    text = str(record["text"])
    wanted, found = _kinds(text, gold["sections"]), _kinds(text, record["sections"])
    for char, a, b in zip(text, wanted, found, strict=True):
        if char.isspace() or not a:
            continue
        report.label(f"section:{a}").gold += 1
        report.label(f"section:{b or 'none'}").found += 1
        if a == b:
            report.label(f"section:{a}").exact += 1
            report.label(f"section:{a}").overlapping += 1
    for table in ("entities", "facts", "dates"):
        for row in record[table]:
            if "boilerplate" in wanted[int(row["start"]) : int(row["end"])]:
                report.from_boilerplate += 1
                report.findings.append(Finding("boilerplate", table, str(record["doc_id"]), row))


def _kinds(text: str, sections: Sequence[Mapping[str, Any]]) -> list[str]:
    kinds = [""] * len(text)
    for section in sections:
        start, end = int(section["start"]), min(int(section["end"]), len(text))
        kinds[start:end] = [str(section["section"])] * (end - start)
    return kinds


def score_metadata(report: Report, record: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    """Compare what is known of the article itself."""
    for column in METADATA:
        if column in gold:
            right = gold[column] == record.get(column)
            report.label("documents").column(column, right)
            if not right:
                shown = f"{column}: {gold[column]!r} ≠ {record.get(column)!r}"
                at = {"start": 0, "end": 0, "text": ""}
                report.findings.append(
                    Finding("value", "documents", str(record["doc_id"]), at, shown)
                )
