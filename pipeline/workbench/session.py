"""Articles held ready for tuning: read once, tokenised once, extracted again where a rule counts.

Morphemes depend only on the text and on Kiwi, never on the rules, so they are kept on disk by the
sentence. What a change of rules concerns is decided in `again`.
"""

from __future__ import annotations

import importlib.metadata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from diskcache import Cache

from pipeline.flow import Trace, assemble, traces
from pipeline.model import Article, Document, Morpheme
from pipeline.page import Tokenizer
from pipeline.rules import Rules
from pipeline.source import Home
from pipeline.steps import abreast
from pipeline.tables import TABLES, columns
from pipeline.tokens import OPTIONS, SETTINGS, tokenize
from pipeline.workbench.again import Difference, again
from pipeline.workbench.diff import COMPARED, NOT_COMPARED

Rows: TypeAlias = tuple[Any, ...]
Made = TypeVar("Made")

TOGETHER = 16
"""Articles that are run again together: enough to be fast, few enough for the first to be soon."""


def cached_tokenizer(folder: Path) -> Tokenizer:
    """A tokenizer that remembers sentences across runs, in a crash-safe store under `folder`.

    The store is keyed by the versions of Kiwi and its model, and by how Kiwi is asked: another
    version never reads the morphemes of this one.
    """
    versions = [importlib.metadata.version(name) for name in ("kiwipiepy", "kiwipiepy_model")]
    asked = [f"{name}={value}" for name, value in (OPTIONS | SETTINGS).items()]
    store: Any = Cache(str(folder / "-".join([*versions, *asked])), size_limit=2**31)
    known: dict[str, tuple[Morpheme, ...]] = {}

    def remembered(text: str, start: int = 0) -> tuple[Morpheme, ...]:
        if text not in known:
            found = store.get(text)
            if found is None:
                fresh = tokenize(text)
                store.set(text, [tuple(m) for m in fresh])
                known[text] = fresh
            else:
                known[text] = tuple(Morpheme(*each) for each in found)
        return tuple(
            Morpheme(m.form, m.tag, m.start + start, m.end + start, m.known) for m in known[text]
        )

    return remembered


@dataclass(frozen=True, slots=True)
class Step:
    """One article that was looked at."""

    place: tuple[bool, int]
    """Its place in the order of looking, which is that of all sessions over the same documents."""
    sides: tuple[Article, Article] | None
    """The article before and after, without the rows that say the same in both; None where it was
    not extracted again."""


class Session:
    """Documents with their latest traces; `update` runs again what new rules change.

    Several sessions may share the documents: each takes every `of`-th one, from the `part`-th on.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        rules: Rules,
        tokenizer: Tokenizer = tokenize,
        part: int = 0,
        of: int = 1,
    ) -> None:
        self.rules = rules
        self.tokenizer = tokenizer
        mine = {i: document for i, document in enumerate(documents) if i % of == part}
        made = traces(mine.values(), rules, tokenizer)
        self.traces = dict(zip(mine, map(_unbroken, made), strict=True))

    def articles(self) -> list[Article]:
        """The rows of every document under the current rules."""
        return [assemble(made) for made in self.traces.values()]

    def update(self, rules: Rules) -> Iterator[Step]:
        """Take new rules and look at every article; those in which a changed word stands first."""
        changed = Difference(self.rules, rules)
        self.rules = rules
        places = sorted((not changed.touches(made), i) for i, made in self.traces.items())
        for first in range(0, len(places), TOGETHER):
            group = places[first : first + TOGETHER]
            runs = [again(self.traces[i], changed, self.tokenizer) for _, i in group]
            for place, fresh in zip(group, map(_unbroken, abreast(runs)), strict=True):
                made = self.traces[place[1]]
                if fresh is not None:
                    self.traces[place[1]] = fresh
                yield Step(place, _sides(made, fresh) if fresh else None)


def _unbroken(made: Made | Exception) -> Made:
    if isinstance(made, Exception):
        raise made
    return made


def _sides(made: Trace, fresh: Trace) -> tuple[Article, Article]:
    """Both articles, without the rows that say the same in both."""
    before, after = (Home(each.document, each.text, each.page) for each in (made, fresh))
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name in COMPARED:
        was, now = _differing(name, _rows(made, name), _rows(fresh, name))
        old[name], new[name] = before.rows(was), after.rows(now)
    return Article(made.document, **old), Article(fresh.document, **new)


def _differing(table: str, was: Rows, now: Rows) -> tuple[Rows, Rows]:
    """The rows of each side that the other one lacks; to tell them is the costly part."""
    if was == now:
        return (), ()
    says = attrgetter(*(n for n in columns(TABLES[table]) if n not in NOT_COMPARED))
    left, right = Counter(map(says, was)), Counter(map(says, now))
    return _without(was, right, says), _without(now, left, says)


def _without(rows: Rows, others: Counter[Any], says: Callable[[Any], Any]) -> Rows:
    """The rows without those that say what one of the others does, one for one."""
    rest = others.copy()
    kept = []
    for row in rows:
        said = says(row)
        if rest[said]:
            rest[said] -= 1
        else:
            kept.append(row)
    return tuple(kept)


def _rows(made: Trace, table: str) -> Rows:
    rows: Rows = getattr(made if table in ("facts", "checks") else made.linked, table)
    return rows
