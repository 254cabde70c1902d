"""Articles held ready by several processes, and their news told in one order.

Each process keeps a session over its share of the articles, so a change of rules is worked out on
all cores. What is told, and in which order, does not depend on how many there are.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias

from pipeline.model import Document
from pipeline.page import Tokenizer
from pipeline.rules import Rules
from pipeline.tokens import tokenize
from pipeline.workbench.diff import Tally, compare_articles, lines, tally
from pipeline.workbench.session import Session, Step
from pipeline.workers import Worker, settle_memory

SHOWN = 40
"""Changed rows that are told one by one; the tally counts all."""

FEWEST = 10
"""Articles that are worth a process."""

MakeTokenizer: TypeAlias = Callable[[], Tokenizer]
"""Made in each process: an open store must not be shared."""


@dataclass(frozen=True, slots=True)
class News:
    """What a change of rules did to one article."""

    place: tuple[bool, int]
    """Its place in the order of telling."""
    again: bool
    """Whether it was extracted again."""
    rows: tuple[tuple[str, ...], ...]
    """The lines of each changed row; rows beyond SHOWN of a process are counted only."""
    tally: Tally


class _Share:
    """One process's part of the articles; its first message makes it read them."""

    def __init__(
        self, documents: Sequence[Document], rules: Rules, make: MakeTokenizer, part: int, of: int
    ) -> None:
        self.documents = documents
        self.rules = rules
        self.make = make
        self.part = part
        self.of = of
        self.session: Session | None = None

    def __call__(self, rules: Rules) -> Iterator[News]:
        """The news of every article of the share under new rules."""
        if self.session is None:
            self.session = Session(self.documents, self.rules, self.make(), self.part, self.of)
            settle_memory()
            return
        room = SHOWN
        for step in self.session.update(rules):
            news = _news(step, room)
            room -= len(news.rows)
            yield news


def _news(step: Step, room: int) -> News:
    changes = compare_articles(*step.sides) if step.sides else []
    return News(
        place=step.place,
        again=step.sides is not None,
        rows=tuple(tuple(lines(change)) for change in changes[:room]),
        tally=tally(changes),
    )


class Crew:
    """The articles under the current rules, in one process or several."""

    def __init__(
        self,
        documents: Sequence[Document],
        rules: Rules,
        make: MakeTokenizer = lambda: tokenize,
        jobs: int = 1,
    ) -> None:
        self.rules = rules
        self.size = len(documents)
        of = max(1, min(jobs, self.size // FEWEST))
        shares = [_Share(documents, rules, make, part, of) for part in range(of)]
        self._workers: list[Worker] = []
        self._sources: list[Callable[[Rules], Iterator[News]]] = [*shares]
        if of > 1:
            settle_memory()
            self._workers = [Worker(share) for share in shares]
            self._sources = [worker.answers for worker in self._workers]
        for told in self._told(rules):
            for _ in told:
                raise RuntimeError("there is no news before the first change")

    def _told(self, rules: Rules) -> list[Iterator[News]]:
        """What each process tells; all are at work before the first is listened to."""
        return [tell(rules) for tell in self._sources]

    def update(self, rules: Rules) -> Iterator[News]:
        """Take new rules; the news of every article, those in which a changed word stands first."""
        self.rules = rules
        return heapq.merge(*self._told(rules), key=attrgetter("place"))

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.kill()
