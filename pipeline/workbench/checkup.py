"""Everything that is wrong with a set of rules beyond what loading finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.examples import failures
from pipeline.rules import Pattern, RuleProblem, Rules

STRESS_LIMIT = 0.5
"""Seconds that a pattern may take on one stress text."""
STRESS = (
    "1" * 3000,
    "1," * 1500,
    "가" * 3000,
    "가 " * 1500,
    "1만 " * 1000,
    "수십 " * 1000,
    " " * 3000,
    "(" * 500 + "가나다" * 300,
)
"""Texts of the kind that makes nested repeats explode."""


def check_rules(rules: Rules, only: Iterable[str] = ()) -> Iterator[RuleProblem]:
    """Failing examples, twins, and patterns that backtrack explosively.

    `only` limits the work to rules with these ids.
    """
    wanted = set(only)
    chosen = [p for p in rules.patterns if not wanted or p.id in wanted]
    yield from (twin for twin, of in _twins(rules) if not wanted or of in wanted)
    for pattern in chosen:
        for failure in failures(pattern, rules):
            remedy = "mend the rule, or paste what was got if it is right"
            problem = _problem(pattern, failure, remedy)
            line, column = _place_of(failure, pattern)
            yield replace(problem, line=line, column=column)
        yield from explosive(pattern)


def _place_of(failure: str, pattern: Pattern) -> tuple[int, int]:
    """Line and column of the example that a failure is about; those of its rule if not found.

    The sentence is looked for below the rule, from its first quote to its last but escapes.
    """
    example = failure.partition("'")[2].partition("': ")[0]
    lines = Path(pattern.file).read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines[pattern.line - 1 :], pattern.line):
        at = line.find(example) if example else -1
        if at >= 0:
            return number, at + 1
    return pattern.line, 1


def _problem(pattern: Pattern, message: str, remedy: str) -> RuleProblem:
    return RuleProblem(pattern.file, pattern.line, 1, f"rule {pattern.id}: {message}", remedy)


def _twins(rules: Rules) -> Iterator[tuple[RuleProblem, str]]:
    """Rules of one label with the same expression, and their id: the later one can never win."""
    first: dict[tuple[str, str, str], Pattern] = {}
    for pattern in rules.patterns:
        if pattern.regex is None:
            continue
        conditions = str(pattern.rule.when)
        earlier = first.setdefault((pattern.label, pattern.regex.pattern, conditions), pattern)
        if earlier is not pattern:
            told = f"matches exactly what {earlier.id} matches ({earlier.file}:{earlier.line})"
            yield _problem(pattern, told, "remove one of them"), pattern.id


def explosive(pattern: Pattern) -> Iterator[RuleProblem]:
    """The problem of a pattern that needs too long on one of the stress texts."""
    if pattern.regex is None:
        return
    for text in STRESS:
        try:
            for _ in pattern.regex.finditer(text, timeout=STRESS_LIMIT):
                pass
        except TimeoutError:
            told = f"needs more than {STRESS_LIMIT:g} s on {len(text)} characters like {text[:9]!r}"
            yield _problem(
                pattern, told, "avoid repeats inside repeats; try possessive ++ or {1,20}"
            )
            return
