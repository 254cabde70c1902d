"""Checks stage: whether the article's figures agree with each other (SPEC §6).

In: fact and date rows. Out: a row for every piece of arithmetic that the text itself allows.
Drops: nothing; where the text does not allow it, there is no row.
"""

from __future__ import annotations

from pipeline.model import Check, Fact, Linked
from pipeline.page import Page
from pipeline.rules import Rules


def check(facts: tuple[Fact, ...], linked: Linked, page: Page, rules: Rules) -> tuple[Check, ...]:
    """Arithmetic inside one article."""
    return ()
