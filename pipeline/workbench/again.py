"""Extracting again after a change of rules, from the first stage that the change concerns.

A pattern acts only where it matches, so a changed one leaves most articles as they are, and in the
others its matches alone are found, read and settled anew. Cues of the context stage and relations
begin later still; rules of sections concern the articles that they divide otherwise. A line of a
word list concerns the articles in which one of its cells stands: rules know words by what is
printed, blanks aside, and by the forms of morphemes. Those, and all where a table or a built-in
matcher changed, are extracted again as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.checks import check
from pipeline.context import describe
from pipeline.flow import Trace, trace_steps
from pipeline.link import link
from pipeline.match.patterns import occurrences, proposals
from pipeline.model import Candidate, Layout, Linked, Loss
from pipeline.page import Tokenizer
from pipeline.rules import Pattern, Rules
from pipeline.rules.patterns import Parts, UnknownPartError
from pipeline.rules.schema import MATCHED
from pipeline.sections import find_sections
from pipeline.settle import settle
from pipeline.steps import Steps
from pipeline.value import value

Pair = tuple[Pattern | None, Pattern | None]
"""A rule before and after; None where it does not exist."""

Lines = Mapping[str, Mapping[str, str]]
"""The lines of a word list by their words."""


@dataclass(frozen=True)
class Difference:
    """What differs between two sets of rules."""

    old: Rules
    new: Rules

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every rule that was added, removed or changed in more than notes and examples."""
        before, after = _by_id(self.old), _by_id(self.new)
        return tuple(
            (before.get(key), after.get(key))
            for key in {**before, **after}
            if not _same(before.get(key), after.get(key))
        )

    @cached_property
    def own(self) -> tuple[Pair, ...]:
        """Those of them that changed by themselves, not by the words of a list that they name."""
        return tuple(pair for pair in self.pairs if not self._by_words(pair))

    def _by_words(self, pair: Pair) -> bool:
        old, new = pair
        if old is None or new is None or old.regex is None or new.regex is None:
            return False
        try:
            expression = Parts(old.parts.parts, self.new.words).expand(old.rule.pattern)
        except UnknownPartError:
            return False
        return expression == new.regex.pattern and _essence(old)[2:] == _essence(new)[2:]

    @cached_property
    def matched(self) -> tuple[Pair, ...]:
        """The changed rules that act only where their own expression matches."""
        return tuple(pair for pair in self.own if _labels(pair) <= MATCHED)

    @cached_property
    def from_sections(self) -> bool:
        """Whether a rule of sections changed."""
        return any("section" in _labels(pair) for pair in self.own)

    @cached_property
    def from_link(self) -> bool:
        """Whether a rule of relations changed."""
        return any("relation" in _labels(pair) for pair in self.own)

    @cached_property
    def from_context(self) -> bool:
        """Whether a cue of the context or checks stage changed."""
        return any("context" in _labels(pair) for pair in self.own)

    @cached_property
    def anywhere(self) -> bool:
        """Whether nothing that was found before may be used again."""
        return (
            self.old.tables != self.new.tables
            or any(map(_far, self.own))
            or any(_reordered(*lists) for lists in self._lists())
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The cells of every line of a word list that was added, removed or changed."""
        found: set[str] = set()
        for before, after in self._lists():
            for word in {*before, *after}:
                if before.get(word) != after.get(word):
                    found |= {word, *_cells(before.get(word)), *_cells(after.get(word))}
        return frozenset(found)

    def _lists(self) -> Iterator[tuple[Lines, Lines]]:
        """The lines of every word list, before and after."""
        for name in {*self.old.words, *self.new.words}:
            if self.old.words.get(name) != self.new.words.get(name):
                yield _rows(self.old, name), _rows(self.new, name)

    @cached_property
    def _sought(self) -> frozenset[str]:
        return frozenset("".join(word.split()) for word in self.words)

    def touches(self, made: Trace) -> bool:
        """Whether a changed word stands in the article."""
        if not self._sought:
            return False
        forms = " ".join(made.page.known_forms())
        standing = f"{''.join(made.page.text.split())} {forms}"
        return any(word in standing for word in self._sought)


def _by_id(rules: Rules) -> dict[str, Pattern]:
    return {pattern.id: pattern for pattern in rules.patterns}


def _labels(pair: Pair) -> set[str]:
    return {pattern.label for pattern in pair if pattern}


def _far(pair: Pair) -> bool:
    """Whether a rule concerns the stages before settling in more than its own matches."""
    labels = _labels(pair)
    if len(labels) > 1 or not labels <= MATCHED:
        return not labels <= {"relation", "context", "section"}
    return any(pattern is not None and pattern.regex is None for pattern in pair)


def _reordered(before: Lines, after: Lines) -> bool:
    """Whether lines that stayed stand in another order: of two that fit, the first may win."""
    return [word for word in before if word in after] != [word for word in after if word in before]


def _same(old: Pattern | None, new: Pattern | None) -> bool:
    return old is not None and new is not None and _essence(old) == _essence(new)


def _essence(pattern: Pattern) -> tuple[object, ...]:
    """What of a rule can change a row; notes and examples cannot."""
    expression = pattern.regex.pattern if pattern.regex else pattern.rule.matcher
    return pattern.label, expression, pattern.features, pattern.rule.when, pattern.priority


def _rows(rules: Rules, name: str) -> Lines:
    return rules.words[name].rows if name in rules.words else {}


def _cells(row: Mapping[str, str] | None) -> Iterator[str]:
    """Whatever stands beside a word, aliases one by one: any of it may be printed."""
    for cell in (row or {}).values():
        yield from filter(None, (part.strip() for part in cell.split("|")))


def again(made: Trace, changed: Difference, tokenizer: Tokenizer) -> Steps[Trace | None]:
    """The article under the new rules, one stage at a step.

    None where the change cannot concern it.
    """
    if changed.anywhere or changed.touches(made):
        return (yield from trace_steps(made.source, changed.new, tokenizer))
    divided = _divided_again(made, changed.new) if changed.from_sections else made
    if divided is None:
        return (yield from trace_steps(made.source, changed.new, tokenizer))
    here = [
        pair for pair in changed.matched if _matches(pair[0], divided) != _matches(pair[1], divided)
    ]
    if not (here or changed.from_link or changed.from_context):
        return divided if divided is not made else None
    candidates, unread = _matched_again(divided, here, changed.new) if here else _as_before(made)
    kept, beaten = settle(candidates)
    fresh = replace(
        divided, candidates=candidates, unread=unread, losses=[*unread, *beaten], kept=kept
    )
    yield
    return (yield from _told_again(divided, fresh, changed))


def _divided_again(made: Trace, rules: Rules) -> Trace | None:
    """The article with its sections found anew; None where the stages after would see it."""
    layout = find_sections(made.text.text, rules)
    if layout == made.layout:
        return made
    page = replace(made.page, sections=layout.sections)
    if page.masked != made.page.masked or _seen(layout) != _seen(made.layout):
        return None
    return replace(made, layout=layout, page=page)


def _seen(layout: Layout) -> tuple[Layout, list[tuple[str, int, int]]]:
    """What the stages know of a layout: not the rules, nor how boilerplate is cut into pieces."""
    kept = [s for s in layout.sections if s.section != "boilerplate"]
    return replace(layout, sections=()), [(s.section, s.start, s.end) for s in kept]


def _as_before(made: Trace) -> tuple[list[Candidate], list[Loss]]:
    return made.candidates, made.unread


def _matches(pattern: Pattern | None, made: Trace) -> list[object]:
    """Where a rule matches, and everything about it that a row can depend on."""
    if pattern is None:
        return []
    found = [m.regs for m in occurrences(pattern, made.page)]
    return [found, _essence(pattern)[2:]] if found else []


def _matched_again(
    made: Trace, pairs: list[Pair], rules: Rules
) -> tuple[list[Candidate], list[Loss]]:
    """Candidates and losses with those of the changed rules found and read anew."""
    gone = {pattern.id for pair in pairs for pattern in pair if pattern}
    proposed = [p for _, now in pairs if now for p in proposals(now, made.page)]
    refused = [p for p in proposed if isinstance(p, Loss)]
    found = [p for p in proposed if not isinstance(p, Loss)]
    candidates, unread = value(found, made.page, rules)
    return (
        [c for c in made.candidates if c.rule not in gone] + candidates,
        [loss for loss in made.unread if loss.candidate.rule not in gone] + refused + unread,
    )


def _told_again(made: Trace, fresh: Trace, changed: Difference) -> Steps[Trace]:
    """The stages after settling, where what they work on is no longer the same."""
    linked: Linked = made.linked
    if changed.from_link or _unlinked(fresh.kept) != _unlinked(made.kept):
        linked = link(fresh.kept, fresh.page, changed.new)
    elif fresh.kept == made.kept and not changed.from_context:
        return fresh
    yield
    facts = describe(fresh.kept, linked, fresh.page, changed.new)
    yield
    checks = check(facts, linked, fresh.page, changed.new)
    return replace(fresh, linked=linked, facts=facts, checks=checks)


def _unlinked(kept: list[Candidate]) -> list[Candidate]:
    """What the link stage works on: everything but figures."""
    return [candidate for candidate in kept if candidate.label != "fact"]
