"""Articles held ready for tuning: read once, tokenised once, extracted again where a rule counts.

Morphemes depend only on the text and on Kiwi, never on the rules, so they are kept on disk by the
sentence. After a change of rules only the articles are extracted again in which a changed rule
matches differently; a change of word lists, tables or section rules concerns them all.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from diskcache import Cache

from pipeline.flow import Trace, assemble, trace
from pipeline.match.patterns import occurrences
from pipeline.model import Article, Document, Morpheme
from pipeline.page import Tokenizer
from pipeline.rules import Pattern, Rules
from pipeline.rules.schema import MATCHED
from pipeline.tokens import tokenize


def cached_tokenizer(folder: Path) -> Tokenizer:
    """A tokenizer that remembers sentences across runs, in a crash-safe store under `folder`.

    The store is keyed by the versions of Kiwi and its model: another version never reads the
    morphemes of this one.
    """
    versions = [importlib.metadata.version(name) for name in ("kiwipiepy", "kiwipiepy_model")]
    store: Any = Cache(str(folder / "-".join(versions)), size_limit=2**31)
    known: dict[str, tuple[Morpheme, ...]] = {}

    def remembered(text: str) -> tuple[Morpheme, ...]:
        if text not in known:
            found = store.get(text)
            if found is None:
                fresh = tokenize(text)
                store.set(text, [(m.form, m.tag, m.start, m.end) for m in fresh])
                known[text] = fresh
            else:
                known[text] = tuple(Morpheme(*each) for each in found)
        return known[text]

    return remembered


class Session:
    """Documents with their latest traces; `update` runs again what new rules change."""

    def __init__(
        self, documents: Iterable[Document], rules: Rules, tokenizer: Tokenizer = tokenize
    ) -> None:
        self.rules = rules
        self.tokenizer = tokenizer
        self.traces = [trace(document, rules, tokenizer) for document in documents]

    def articles(self) -> list[Article]:
        """The rows of every document under the current rules."""
        return [assemble(made) for made in self.traces]

    def update(self, rules: Rules) -> Iterator[tuple[Article, Article]]:
        """Take new rules; yield (before, after) of each article as it is extracted again."""
        concerned = _concern(self.rules, rules)
        self.rules = rules
        for index, made in enumerate(self.traces):
            if concerned(made):
                fresh = trace(made.source, rules, self.tokenizer)
                self.traces[index] = fresh
                yield assemble(made), assemble(fresh)


def _concern(old: Rules, new: Rules) -> Callable[[Trace], bool]:
    """Whether an article may come out differently under the new rules."""
    before, after = _by_id(old), _by_id(new)
    changed = [
        (before.get(key), after.get(key))
        for key in {**before, **after}
        if not _same(before.get(key), after.get(key))
    ]
    pairs = [pair for pair in changed if all(p is None or _local(p) for p in pair)]
    if len(pairs) < len(changed) or old.data != new.data:
        return lambda made: True
    return lambda made: any(_matches(was, made) != _matches(now, made) for was, now in pairs)


def _by_id(rules: Rules) -> dict[str, Pattern]:
    return {pattern.id: pattern for pattern in rules.patterns}


def _same(old: Pattern | None, new: Pattern | None) -> bool:
    return old is not None and new is not None and _essence(old) == _essence(new)


def _essence(pattern: Pattern) -> tuple[object, ...]:
    """What of a rule can change a row; notes and examples cannot."""
    expression = pattern.regex.pattern if pattern.regex else pattern.rule.matcher
    rule = pattern.rule
    return pattern.label, expression, pattern.features, rule.when, pattern.priority


def _local(pattern: Pattern) -> bool:
    """Whether a rule acts only where its own expression matches the page's text."""
    return pattern.regex is not None and pattern.label in MATCHED


def _matches(pattern: Pattern | None, made: Trace) -> list[object]:
    """Where a rule matches, and everything about it that a row can depend on."""
    if pattern is None:
        return []
    found = [m.regs for m in occurrences(pattern, made.page)]
    return [found, _essence(pattern)[2:]] if found else []
