"""Ways back to the source: rows at its offsets, metadata in its characters.

The stages work on the normalised text; everything that leaves them is told in the document's own.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeVar

from pipeline.model import Document, Dropped, Layout, Loss
from pipeline.normalise import Normalised
from pipeline.sections import url_date

Rowlike = TypeVar("Rowlike")


def described(document: Document, layout: Layout, text: Normalised) -> Document:
    """The document with the metadata that the page prints, where none was given."""
    published, basis = _published(document, layout)
    return replace(
        document,
        title=document.title or _as_printed(layout.title, document, text),
        publisher=document.publisher or _as_printed(layout.publisher, document, text),
        byline=document.byline or _as_printed(layout.byline, document, text),
        published=published,
        published_basis=basis,
        chars=len(document.text),
        sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _as_printed(found: str, document: Document, text: Normalised) -> str:
    """What the source prints where the normalised text has `found`."""
    start = text.text.find(found)
    if start < 0:
        return found
    return document.text[text.to_source(start) : text.to_source(start + len(found))]


def _published(document: Document, layout: Layout) -> tuple[str, str]:
    """When it was published and how that is known: given, printed, or dated by an address."""
    if document.published:
        return document.published, "given"
    address = url_date(document.url)
    if address and layout.published_basis != "dateline":
        return address, "url"
    return layout.published, layout.published_basis


class Home:
    """Brings rows back to the source: its id, its offsets, its surface."""

    def __init__(self, document: Document, text: Normalised) -> None:
        self.document = document
        self.text = text

    def rows(self, rows: tuple[Rowlike, ...]) -> tuple[Rowlike, ...]:
        """The same rows under the document's id, at its offsets, with its characters."""
        return tuple(self._row(row) for row in rows)

    def _row(self, row: Rowlike) -> Rowlike:
        known = getattr(type(row), "__dataclass_fields__", {})
        changes: dict[str, object] = {}
        if "doc_id" in known:
            changes["doc_id"] = self.document.doc_id
        if "fact_id" in known:
            changes["fact_id"] = f"{self.document.doc_id}#{getattr(row, 'fact_id')}"  # noqa: B009
        if "fact_ids" in known:
            ids = getattr(row, "fact_ids").split("|")  # noqa: B009
            changes["fact_ids"] = "|".join(f"{self.document.doc_id}#{i}" for i in ids if i)
        if "start" in known:
            changes |= self._span(row, "text" in known)
        return replace(row, **changes)  # type: ignore[type-var]

    def _span(self, row: object, has_text: bool) -> dict[str, object]:
        start = self.text.to_source(getattr(row, "start"))  # noqa: B009
        end = self.text.to_source(getattr(row, "end"))  # noqa: B009
        span: dict[str, object] = {"start": start, "end": end}
        if has_text:
            span["text"] = self.document.text[start:end]
        return span

    def dropped(self, losses: list[Loss]) -> tuple[Dropped, ...]:
        """A row for every loss, in the order of the text."""
        return tuple(self._dropped(loss) for loss in sorted(losses, key=_place))

    def _dropped(self, loss: Loss) -> Dropped:
        candidate = loss.candidate
        start, end = self.text.to_source(candidate.start), self.text.to_source(candidate.end)
        return Dropped(
            doc_id=self.document.doc_id,
            start=start,
            end=end,
            text=self.document.text[start:end],
            label=candidate.label,
            rule=candidate.rule,
            reason=loss.reason,
            beaten_by=loss.beaten_by,
        )


def _place(loss: Loss) -> tuple[int, int, str]:
    return loss.candidate.start, loss.candidate.end, loss.candidate.rule
