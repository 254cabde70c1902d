"""The flow: one article from text to rows, as a dozen plain calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline import tokens
from pipeline.checks import check
from pipeline.context import describe
from pipeline.link import link
from pipeline.match import TIMED_OUT, match_steps
from pipeline.model import (
    Article,
    Candidate,
    Check,
    Document,
    Fact,
    Layout,
    Linked,
    Loss,
    Problem,
    Relation,
    changed,
)
from pipeline.normalise import Normalised, normalise
from pipeline.page import Page, Tokenizer
from pipeline.rules import Rules
from pipeline.sections import find_sections
from pipeline.settle import settle
from pipeline.source import Home, described, unwrapped
from pipeline.steps import Steps, abreast, finish
from pipeline.value import value

MOST_DOCUMENTS, MOST_CHARACTERS = 32, 200_000
"""How much goes through the stages together: enough for each to be warm when the next one comes."""


@dataclass(frozen=True)
class Trace:
    """Everything that the stages made of one document, for those who ask how."""

    source: Document
    document: Document
    text: Normalised
    read: Normalised
    """The text as the page has it: the same but for sentences broken at a width."""
    layout: Layout
    page: Page
    candidates: list[Candidate]
    unread: list[Loss]
    """What a condition refused or no value could be read from."""
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
    return finish(trace_steps(document, rules, tokenize, layout))


def trace_steps(
    document: Document,
    rules: Rules,
    tokenize: Tokenizer = tokens.tokenize,
    layout: Layout | None = None,
) -> Steps[Trace]:
    """`trace`, one stage at a step."""
    source = document
    text = normalise(document.text)
    layout = layout or find_sections(text.text, rules)
    document = described(document, layout, text)
    yield
    read, sections = unwrapped(text, layout)
    page = Page(read.text, sections, document.published, document.doc_id, tokenize)
    found, refused = yield from match_steps(page, rules)
    candidates, unread = value(found, page, rules)
    unread = [*refused, *unread]
    kept, beaten = settle(candidates)
    yield
    linked = link(kept, page, rules)
    yield
    facts = describe(kept, linked, page, rules)
    yield
    checks = check(facts, linked, page, rules)
    return Trace(
        source=source,
        document=document,
        text=text,
        read=read,
        layout=layout,
        page=page,
        candidates=candidates,
        unread=unread,
        losses=[*unread, *beaten],
        kept=kept,
        linked=linked,
        facts=facts,
        checks=checks,
    )


def extract(
    document: Document,
    rules: Rules,
    tokenize: Tokenizer = tokens.tokenize,
    layout: Layout | None = None,
) -> Article:
    """Everything that the rules find in one document; the document itself is not changed."""
    return assemble(trace(document, rules, tokenize, layout))


def extract_abreast(documents: Iterable[Document], rules: Rules) -> Iterator[Article | Exception]:
    """The articles of many documents in their order, an exception where one of them broke."""
    for made in traces(documents, rules):
        yield made if isinstance(made, Exception) else assemble(made)


def traces(
    documents: Iterable[Document], rules: Rules, tokenize: Tokenizer = tokens.tokenize
) -> Iterator[Trace | Exception]:
    """The traces of many documents in their order, an exception where one of them broke.

    Documents go through the stages together, as many at a time as memory does not notice.
    """
    for group in _groups(documents):
        yield from abreast([trace_steps(document, rules, tokenize) for document in group])


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    characters = 0
    for document in documents:
        group.append(document)
        characters += len(document.text)
        if len(group) == MOST_DOCUMENTS or characters > MOST_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def assemble(made: Trace) -> Article:
    """The rows of a traced document, at the offsets of its source."""
    home = Home(made.document, made.read, made.page)
    facts = home.rows(made.facts)
    late = [loss for loss in made.losses if loss.reason.startswith(TIMED_OUT)]
    return Article(
        document=replace(made.document, region_id=made.linked.region_id),
        sections=home.rows(made.page.sections),
        entities=home.rows(made.linked.entities),
        facts=facts,
        dates=home.rows(made.linked.dates),
        relations=tuple(_with_facts(r, facts) for r in home.rows(made.linked.relations)),
        checks=made.checks,
        dropped=home.dropped([loss for loss in made.losses if loss not in late]),
        problems=tuple(_too_slow(loss, made.source) for loss in late),
    )


def _too_slow(loss: Loss, document: Document) -> Problem:
    """A rule that was given up is a problem of the run, not a row that lost."""
    return Problem(
        source=document.source or document.doc_id,
        problem=f"rule {loss.candidate.rule}: {loss.reason}; its other matches are missing",
        remedy="mend the rule (`sasil rules check` finds what backtracks), or split the article",
    )


def _with_facts(relation: Relation, facts: tuple[Fact, ...]) -> Relation:
    """The relation with the ids of the facts that its evidence prints."""
    inside = (f.fact_id for f in facts if relation.start <= f.start and f.end <= relation.end)
    return changed(relation, {"fact_ids": "|".join(inside)})
