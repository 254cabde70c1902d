"""Ways back to the source: rows at its offsets, metadata in its characters.

The stages work on the normalised text; everything that leaves them is told in the document's own.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import replace
from typing import Any, TypeVar

import regex

from pipeline.model import Document, Dropped, Fact, Layout, Loss, Section, Sentence, changed
from pipeline.normalise import Normalised
from pipeline.page import Page
from pipeline.sections import url_date

Rowlike = TypeVar("Rowlike")

_LINE_BREAK = regex.compile(r"[ \t\u00a0]*(?:\r\n|[\n\r\x85\u2028\u2029])[ \t\u00a0]*")
"""Inside a sentence: the page was broken at a width."""


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


def _as_printed(found: str, document: Document, text: Normalised, near: int = 0) -> str:
    """What the source prints where the normalised text has `found`, at or after `near` first."""
    start = text.text.find(found, near)
    if start < 0:
        start = text.text.find(found)
    if start < 0 or not found:
        return found
    first, last = text.to_source(start, start + len(found))
    return document.text[first:last]


def _published(document: Document, layout: Layout) -> tuple[str, str]:
    """When it was published and how that is known: given, printed, or dated by an address."""
    if document.published:
        return document.published, "given"
    address = url_date(document.url)
    if address and layout.published_basis != "dateline":
        return address, "url"
    return layout.published, layout.published_basis


def unwrapped(text: Normalised, layout: Layout) -> tuple[Normalised, tuple[Section, ...]]:
    """The text with one blank for every line break inside a sentence, and its sections there."""
    if not layout.wraps:
        return text, layout.sections
    characters = list(text.text)
    for at in layout.wraps:
        first = at - 1
        while first >= 0 and characters[first] == " ":
            characters[first] = ""
            first -= 1
        after = at + 1
        while after < len(characters) and characters[after] == " ":
            characters[after] = ""
            after += 1
        characters[at] = " "
    kept = [at for at, character in enumerate(characters) if character]
    spans = text.spans or tuple((at, at + 1) for at in range(len(characters)))
    sections = (
        replace(part, start=bisect_left(kept, part.start), end=bisect_left(kept, part.end))
        for part in layout.sections
    )
    joined = Normalised("".join(characters), tuple(spans[at] for at in kept))
    return joined, tuple(sections)


class Home:
    """Brings rows back to the source: its offsets, its characters."""

    def __init__(self, document: Document, text: Normalised, page: Page) -> None:
        self.document = document
        self.text = text
        self.page = page
        self._untouched = text.spans is None and page.text == document.text
        self._printed: dict[Sentence, str] = {}

    def rows(self, rows: tuple[Rowlike, ...]) -> tuple[Rowlike, ...]:
        """The same rows at the source's offsets, with its characters."""
        if self._untouched or not rows or not hasattr(rows[0], "start"):
            return rows
        return tuple(self._row(row) for row in rows)

    def _row(self, row: Any) -> Any:
        known = type(row).__dataclass_fields__
        start, end = self.text.to_source(row.start, row.end)
        changes: dict[str, object] = {"start": start, "end": end}
        if "text" in known:
            changes["text"] = self.document.text[start:end]
        if "sentence" in known:
            changes["sentence"] = self._sentence(row.start)
        if isinstance(row, Fact):
            near = self.page.sentence(row.start).start
            changes["indicator"] = _as_printed(row.indicator, self.document, self.text, near)
        return changed(row, changes)

    def _sentence(self, at: int) -> str:
        """The sentence that holds an offset, as printed; the same string for all its rows."""
        sentence = self.page.sentence(at)
        if sentence not in self._printed:
            first, last = self.text.to_source(sentence.start, sentence.end)
            self._printed[sentence] = _LINE_BREAK.sub(" ", self.document.text[first:last])
        return self._printed[sentence]

    def dropped(self, losses: list[Loss]) -> tuple[Dropped, ...]:
        """A row for every loss, in the order of the text."""
        return tuple(self._dropped(loss) for loss in sorted(losses, key=_place))

    def _dropped(self, loss: Loss) -> Dropped:
        candidate = loss.candidate
        start, end = self.text.to_source(candidate.start, candidate.end)
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
