"""The flow: one article from text to rows, as a dozen plain calls."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline import tokens
from pipeline.checks import check
from pipeline.context import describe
from pipeline.link import link
from pipeline.match import match
from pipeline.model import (
    Article,
    Candidate,
    Check,
    Document,
    Dropped,
    Fact,
    Layout,
    Linked,
    Loss,
)
from pipeline.normalise import Normalised, normalise
from pipeline.page import Page, Tokenizer
from pipeline.rules import Rules
from pipeline.sections import find_sections, url_date
from pipeline.settle import settle
from pipeline.value import value

Rowlike = TypeVar("Rowlike")


@dataclass(frozen=True)
class Trace:
    """Everything that the stages made of one document, for those who ask how."""

    source: Document
    document: Document
    text: Normalised
    page: Page
    candidates: list[Candidate]
    losses: list[Loss]
    kept: list[Candidate]
    linked: Linked
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]


def trace(
    document: Document,
    rules: Rules,
    tokenize: Tokenizer = tokens.tokenize,
    layout: Layout | None = None,
) -> Trace:
    """Run the stages on one document and keep what each of them made.

    `layout` replaces the sections stage (rule examples are bare sentences).
    """
    source = document
    text = normalise(document.text)
    layout = layout or find_sections(text.text, rules)
    document = _described(document, layout)
    page = Page(text.text, layout.sections, document.published, tokenize)
    found, refused = match(page, rules)
    candidates, unread = value(found, page, rules)
    kept, beaten = settle(candidates)
    linked = link(kept, page, rules)
    facts = describe(kept, linked, page, rules)
    checks = check(facts, linked, page, rules)
    losses = [*refused, *unread, *beaten]
    return Trace(source, document, text, page, candidates, losses, kept, linked, facts, checks)


def extract(
    document: Document,
    rules: Rules,
    tokenize: Tokenizer = tokens.tokenize,
    layout: Layout | None = None,
) -> Article:
    """Everything that the rules find in one document; the document itself is not changed."""
    return assemble(trace(document, rules, tokenize, layout))


def assemble(made: Trace) -> Article:
    """The rows of a traced document, at the offsets of its source."""
    home = _Home(made.document, made.text)
    return Article(
        document=replace(made.document, region_id=made.linked.region_id),
        sections=home.rows(made.page.sections),
        entities=home.rows(made.linked.entities),
        facts=home.rows(made.facts),
        dates=home.rows(made.linked.dates),
        relations=home.rows(made.linked.relations),
        checks=home.rows(made.checks),
        dropped=home.dropped(made.losses),
    )


def _described(document: Document, layout: Layout) -> Document:
    """The document with the metadata that the page prints, where none was given."""
    published, basis = _published(document, layout)
    return replace(
        document,
        title=document.title or layout.title,
        publisher=document.publisher or layout.publisher,
        byline=document.byline or layout.byline,
        published=published,
        published_basis=basis,
        chars=len(document.text),
        sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _published(document: Document, layout: Layout) -> tuple[str, str]:
    """When it was published and how that is known: given, printed, or dated by an address."""
    if document.published:
        return document.published, "given"
    address = url_date(document.url)
    if address and layout.published_basis != "dateline":
        return address, "url"
    return layout.published, layout.published_basis


class _Home:
    """Brings rows back to the source: its id, its offsets, its surface."""

    def __init__(self, document: Document, text: Normalised) -> None:
        self.document = document
        self.text = text

    def rows(self, rows: tuple[Rowlike, ...]) -> tuple[Rowlike, ...]:
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
        ordered = sorted(losses, key=_place)
        return self.rows(
            tuple(
                Dropped(
                    start=loss.candidate.start,
                    end=loss.candidate.end,
                    label=loss.candidate.label,
                    rule=loss.candidate.rule,
                    reason=loss.reason,
                    beaten_by=loss.beaten_by,
                )
                for loss in ordered
            )
        )


def _place(loss: Loss) -> tuple[int, int, str]:
    return loss.candidate.start, loss.candidate.end, loss.candidate.rule
