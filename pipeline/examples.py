"""Rule examples: sentences with the expected span and value marked, run as tests.

A hit marks spans with double brackets and may state what they say, in order:
``실업률은 [[3.2%]]로 집계됐다 => 3.2 percent``. Values of several marked spans are separated by
``;``. A miss is a sentence in which the rule may win nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from pipeline.flow import extract
from pipeline.match import match
from pipeline.model import Article, Date, Document, Entity, Fact, Layout, Relation, Section
from pipeline.normalise import normalise
from pipeline.page import Page
from pipeline.rules import Pattern, Rules
from pipeline.sections import find_sections
from pipeline.tokens import tokenize

_MARK = regex.compile(r"\[\[(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the spans that a rule must win and what they must say."""

    text: str
    spans: tuple[tuple[int, int], ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A span that a rule won, and what it says, as words."""

    span: tuple[int, int]
    says: tuple[str, ...]


def parse_example(source: str) -> Example:
    """Read the bracket notation.

    >>> parse_example("약 [[3.2%]]로 올랐다 => 3.2 approx")
    Example(text='약 3.2%로 올랐다', spans=((2, 6),), values=('3.2 approx',))
    """
    marked, _, stated = source.partition(" => ")
    spans: list[tuple[int, int]] = []
    plain = ""
    at = 0
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[1])))
        plain += mark[1]
        at = mark.end()
    values = tuple(value.strip() for value in stated.split(";")) if stated else ()
    return Example(plain + marked[at:], tuple(spans), values)


def write_example(text: str, found: list[Found]) -> str:
    """The notation of what was found, to be pasted back into a rule file.

    >>> write_example("약 3.2%로 올랐다", [Found((2, 6), ("3.2", "percent"))])
    '약 [[3.2%]]로 올랐다 => 3.2 percent'
    """
    marked = text
    for start, end in sorted((f.span for f in found), reverse=True):
        marked = f"{marked[:start]}[[{marked[start:end]}]]{marked[end:]}"
    return marked + (" => " + "; ".join(" ".join(f.says) for f in found) if found else "")


def failures(pattern: Pattern, rules: Rules) -> Iterator[str]:
    """What is wrong with the examples of one rule; nothing if all hold."""
    for source in pattern.rule.hit:
        example = parse_example(source)
        found = won(pattern, example.text, rules)
        problem = _mismatch(example, found)
        if problem:
            yield f"hit {source!r}: {problem}; got {write_example(example.text, found)!r}"
    for source in pattern.rule.miss:
        found = won(pattern, source, rules)
        if found:
            yield f"miss {source!r}: matched {write_example(source, found)!r}"


def won(pattern: Pattern, text: str, rules: Rules) -> list[Found]:
    """What the rule wins in a bare sentence."""
    if pattern.label == "veto":
        return _vetoed(pattern, text, rules)
    if pattern.label == "context":
        return _cued(pattern, text)
    if pattern.label == "section":
        sections = find_sections(normalise(text).text, rules).sections
        return [Found((s.start, s.end), (s.section,)) for s in sections if s.rule == pattern.id]
    document = Document(doc_id="example", text=text, published=pattern.published)
    bare = Layout((Section(0, len(text), "body"),))
    article = extract(document, rules, layout=bare)
    return sorted(_rows(article, pattern.id), key=lambda f: f.span)


def _vetoed(pattern: Pattern, text: str, rules: Rules) -> list[Found]:
    plain = normalise(text).text
    page = Page(plain, (Section(0, len(plain), "body"),), pattern.published, tokenize=tokenize)
    return [
        Found((c.start, c.end), ("veto",)) for c in match(page, rules)[0] if c.rule == pattern.id
    ]


def _cued(pattern: Pattern, text: str) -> list[Found]:
    """Where a cue of the context stage matches, and what it stands for."""
    if pattern.regex is None:
        return []
    says = pattern.features.get("value") or pattern.features.get("cue", "")
    return [
        Found(found.span("span"), (says,)) for found in pattern.regex.finditer(normalise(text).text)
    ]


def _rows(article: Article, rule: str) -> Iterator[Found]:
    rows: tuple[Fact | Date | Entity | Relation, ...] = (
        *article.facts,
        *article.dates,
        *article.entities,
        *article.relations,
    )
    for row in rows:
        if row.rule == rule:
            yield Found((row.start, row.end), tuple(_says(row)))
    for section in article.sections:
        if section.rule == rule:
            yield Found((section.start, section.end), (section.section,))


def _says(row: Fact | Date | Entity | Relation) -> Iterator[str]:
    if isinstance(row, Fact):
        words = [number(row.value, row.value_max), row.unit, row.qualifier, row.statistic]
    elif isinstance(row, Date):
        words = [row.value or "-", row.type, row.mod, row.start_date, row.end_date, row.basis]
    elif isinstance(row, Entity):
        words = [row.entity_id or "-", row.role, row.kind, "nominal" if row.nominal else ""]
    else:
        words = [row.type, row.subject_id or "-", row.object_id or "-", row.date]
    return (word.replace(" ", "_") for word in words if word)


def number(value: Decimal | None, maximum: Decimal | None = None) -> str:
    """A value as it is written in examples: 3.2, 80..90, or - where there is none.

    >>> number(Decimal("80"), Decimal("90.50"))
    '80..90.5'
    """
    if value is None:
        return "-"
    text = f"{value.normalize():f}"
    return f"{text}..{maximum.normalize():f}" if maximum is not None else text


def _mismatch(example: Example, found: list[Found]) -> str:
    if [f.span for f in found] != list(example.spans):
        return "other spans"
    for stated, f in zip(example.values, found, strict=False):
        words = stated.split()
        if words and (words[0] != f.says[0] or not set(words) <= set(f.says)):
            return "other value"
    return ""
