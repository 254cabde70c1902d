"""Everything wrong with the rule files, told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RuleProblem:
    """One mistake: where it stands, what was seen, and what to do."""

    file: str
    line: int
    column: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        tail = f" ({self.remedy})" if self.remedy else ""
        return f"{self.file}:{self.line}:{self.column}: {self.message}{tail}"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest valid name, empty if none is near.

    >>> nearest("patern", ["pattern", "note"])
    "did you mean 'pattern'?"
    """
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else ""


class RuleError(Exception):
    """Raised with every problem of every rule file; nothing is extracted with broken rules."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
