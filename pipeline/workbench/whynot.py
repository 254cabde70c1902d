"""Why a rule did not win in a text: the first thing that failed, and how far it got."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.flow import Trace
from pipeline.model import Candidate, Loss
from pipeline.rules import Pattern, Rules
from pipeline.workbench.elements import elements

CONTEXT = 12


def why_not(made: Trace, pattern: Pattern, rules: Rules) -> Iterator[str]:
    """Lines that say what became of `pattern` in a traced text."""
    won = [c for c in made.kept if c.rule == pattern.id]
    for candidate in won:
        yield f"it did fire: {_quote(made, candidate)}"
    lost = [loss for loss in made.losses if loss.candidate.rule == pattern.id]
    for loss in lost:
        yield _lost(made, loss, rules)
    if won or lost:
        return
    if pattern.regex is None:
        yield f"the built-in matcher {pattern.rule.matcher!r} proposes nothing in this text"
        return
    text = made.page.seen_by(pattern.blotted)
    if not pattern.blotted and _silent(made, pattern.regex):
        yield "the pattern matches only in a section that yields no mentions (boilerplate, byline)"
        return
    crossing = pattern.regex.search(text, *made.page.extent)
    if crossing:
        yield _crossing(made, crossing)
        return
    yield from _near_miss(made, text, pattern, rules)


def _quote(made: Trace, candidate: Candidate) -> str:
    surface = made.page.text[candidate.start : candidate.end]
    return f"{surface!r} at {candidate.start}-{candidate.end}"


def _lost(made: Trace, loss: Loss, rules: Rules) -> str:
    by = f", beaten by {loss.beaten_by}{_where(loss.beaten_by, rules)}" if loss.beaten_by else ""
    return f"it matched {_quote(made, loss.candidate)} but lost: {loss.reason}{by}"


def _where(rule: str, rules: Rules) -> str:
    found = next((p for p in rules.patterns if p.id == rule), None)
    return f" ({found.file}:{found.line})" if found else ""


def _crossing(made: Trace, found: regex.Match[str]) -> str:
    surface = made.page.text[found.start() : found.end()]
    end = made.page.sentence(found.start()).end
    return (
        f"the pattern would match {surface!r} at {found.start()}-{found.end()}, but a match lies"
        f" within one sentence, and this one ends at {end}"
    )


def _silent(made: Trace, expression: regex.Pattern[str]) -> bool:
    return made.page.text != made.page.masked and bool(expression.search(made.page.text))


def _near_miss(made: Trace, text: str, pattern: Pattern, rules: Rules) -> Iterator[str]:
    """The longest beginning of the pattern that matches somewhere, and what should follow."""
    pieces = elements(pattern.rule.pattern)
    for count in range(len(pieces) - 1, 0, -1):
        beginning = rules.expression("".join(pieces[:count]), pattern)
        if beginning is None:
            continue
        best = max(beginning.finditer(text), key=lambda m: len(m[0]), default=None)
        if best is not None and best[0].strip():
            seen = made.page.text[best.end() : best.end() + CONTEXT].split("\n")[0]
            place = f"{made.page.text[best.start() : best.end()]!r} at {best.start()}-{best.end()}"
            yield f"near miss: {place} matches {''.join(pieces[:count])!r}"
            yield f"then the pattern wants {pieces[count]!r}, but the text goes on with {seen!r}"
            return
    yield f"no part of the text matches even the beginning of the pattern: {pieces[0]!r}"
