"""What every row begins with, filled from the page."""

from __future__ import annotations

from typing import TypedDict

from pipeline.model import Candidate
from pipeline.page import Page


class RowStart(TypedDict):
    """The first columns of a mention row."""

    doc_id: str
    start: int
    end: int
    text: str
    section: str
    sentence: str
    rule: str


def row_start(candidate: Candidate, page: Page) -> RowStart:
    """Offsets, surface, section, sentence and rule of a candidate."""
    sentence = page.sentence(candidate.start)
    return {
        "doc_id": page.doc_id,
        "start": candidate.start,
        "end": candidate.end,
        "text": page.text[candidate.start : candidate.end],
        "section": sentence.section,
        "sentence": page.text[sentence.start : sentence.end],
        "rule": candidate.rule,
    }
