"""Everything that is wrong with a set of rules beyond what loading finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    yield from _twins(rules)
    for pattern in chosen:
        for failure in failures(pattern, rules):
            yield _problem(pattern, failure, "mend the rule, or paste what was got if it is right")
        yield from explosive(pattern)


def _problem(pattern: Pattern, message: str, remedy: str) -> RuleProblem:
    return RuleProblem(pattern.file, pattern.line, 1, f"rule {pattern.id}: {message}", remedy)


def _twins(rules: Rules) -> Iterator[RuleProblem]:
    """Rules of one label with the same expression: the later one can never win."""
    first: dict[tuple[str, str, str], Pattern] = {}
    for pattern in rules.patterns:
        if pattern.regex is None:
            continue
        conditions = str(pattern.rule.when)
        earlier = first.setdefault((pattern.label, pattern.regex.pattern, conditions), pattern)
        if earlier is not pattern:
            told = f"matches exactly what {earlier.id} matches ({earlier.file}:{earlier.line})"
            yield _problem(pattern, told, "remove one of them")


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
