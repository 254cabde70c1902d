"""Many documents on all cores: parts go to worker processes and come back in order.

A worker that is killed costs nothing but time: its part is given out again, and a document that
kills its worker every time is set aside as a problem. What a part holds does not depend on the
number of workers, nor does the order, so neither do the bytes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from pipeline.model import Document
from pipeline.workers import Worker, WorkerDiedError, default_jobs, ready, settle_memory

__all__ = ["default_jobs", "run"]

Result = TypeVar("Result")

PART = 32
"""Documents per part: half a second of work, so that a bar moves and a kill costs little."""

AHEAD = 3
"""Parts per worker that may be done before the first that is not."""

Work = Callable[[Sequence[Document]], Result]
"""What is done to a part. It must survive pickling where workers cannot be forked."""


def run(
    work: Work[Result],
    documents: Iterable[Document],
    jobs: int,
    lost: Callable[[Document], Result],
    part: int = PART,
) -> Iterator[Result]:
    """The results of `work` on each part of the documents, in order.

    `lost` gives the result of a document that killed its worker. With one job, or no more than one
    part to do, everything happens in this process.
    """
    settle_memory()
    parts = _parts(documents, part)
    head = list(islice(parts, 2))
    if jobs <= 1 or len(head) < 2:
        for documents_of_part in _chain(head, parts):
            yield work(documents_of_part)
    else:
        yield from _Pool(work, jobs, lost).run(_chain(head, parts))


def _parts(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    stream = iter(documents)
    while part := list(islice(stream, size)):
        yield part


def _chain(head: list[list[Document]], rest: Iterator[list[Document]]) -> Iterator[list[Document]]:
    """Parts one by one; those handed out are not kept."""
    while head:
        yield head.pop(0)
    yield from rest


@dataclass(frozen=True)
class _Answer(Generic[Result]):
    """What a worker does with a part."""

    work: Work[Result]

    def __call__(self, part: Sequence[Document]) -> Iterator[Result]:
        yield self.work(part)


@dataclass(eq=False)
class _Given(Generic[Result]):
    """A part that was given out, and what came of it."""

    part: list[Document]
    done: bool = False
    results: list[Result] = field(default_factory=list)


class _Pool(Generic[Result]):
    """Workers that are replaced when one of them dies."""

    def __init__(self, work: Work[Result], jobs: int, lost: Callable[[Document], Result]) -> None:
        self.answer = _Answer(work)
        self.jobs = jobs
        self.lost = lost
        self.workers: list[Worker] = []
        self.busy: dict[Worker, _Given[Result]] = {}

    def run(self, parts: Iterator[list[Document]]) -> Iterator[Result]:
        """Keep every worker busy; hand results on in order.

        The next part is read while the workers work, and is given out before results are handed on.
        """
        waiting: deque[_Given[Result]] = deque()
        try:
            for part in parts:
                while len(waiting) >= self.jobs * AHEAD and not waiting[0].done:
                    self._collect()
                waiting.append(self._give(part))
                yield from _finished(waiting)
            while waiting:
                self._collect()
                yield from _finished(waiting)
        finally:
            for worker in self.workers:
                worker.kill()

    def _give(self, part: list[Document]) -> _Given[Result]:
        given = _Given[Result](part)
        worker = self._idle()
        self.busy[worker] = given
        worker.send(part)
        return given

    def _idle(self) -> Worker:
        """A worker that has nothing to do; waits for one if there are enough of them."""
        while True:
            for worker in self.workers:
                if worker not in self.busy:
                    return worker
            if len(self.workers) < self.jobs:
                self.workers.append(Worker(self.answer))
            else:
                self._collect()

    def _collect(self) -> None:
        """Wait for a worker, and take what it did."""
        for worker in ready(list(self.busy)):
            given = self.busy.pop(worker)
            try:
                given.results = list(worker.received())
            except WorkerDiedError:
                self._bury(worker)
                given.results = list(self._again(given.part))
            given.done = True

    def _again(self, part: list[Document]) -> Iterator[Result]:
        """A part whose worker died, halved until the document that kills is alone."""
        worker = self._idle()
        try:
            yield from list(worker.answers(part))
        except WorkerDiedError:
            self._bury(worker)
            if len(part) == 1:
                yield self.lost(part[0])
                return
            middle = len(part) // 2
            for half in (part[:middle], part[middle:]):
                yield from self._again(half)

    def _bury(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.kill()


def _finished(waiting: deque[_Given[Result]]) -> Iterator[Result]:
    """The results of the parts that are done, as far as none before them is missing."""
    while waiting and waiting[0].done:
        yield from waiting.popleft().results
