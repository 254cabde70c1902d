"""Links programme mentions: short forms and variants share the id of the name they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.rows import row_start
from pipeline.model import Candidate, Entity, Name
from pipeline.page import Page
from pipeline.rules import Rules


def link_programs(candidates: Sequence[Candidate], page: Page, rules: Rules) -> list[Entity]:
    """Programme rows with ids.

    Where only the spacing differs from the known name, the id keeps what is printed.
    """
    rows: list[Entity] = []
    for candidate in candidates:
        if candidate.label != "program":
            continue
        start = row_start(candidate, page)
        reading = candidate.reading
        name = reading.canonical if isinstance(reading, Name) else start["text"]
        if name not in page.text and _squeezed(name) == _squeezed(start["text"]):
            name = start["text"]
        rows.append(
            Entity(**start, label="program", entity_id=f"program:{name}", name=name, basis="name")
        )
    return rows


def _squeezed(name: str) -> str:
    return name.replace(" ", "")
