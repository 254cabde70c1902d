"""Every rule's own examples: what must match, with its value, and what must not."""

import pytest

from pipeline.examples import failures
from pipeline.rules import Pattern, load_rules

RULES = load_rules()


@pytest.mark.parametrize("pattern", RULES.patterns, ids=lambda p: p.id)
def test_examples_hold(pattern: Pattern) -> None:
    assert list(failures(pattern, RULES)) == []
