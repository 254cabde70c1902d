"""Many documents on all cores: parts go to worker processes and come back in order.

Workers are forked after everything is loaded, where the system can, so that they share the memory
of Kiwi and the rules. A worker that is killed costs nothing but time: its part is given out again,
and a document that kills its worker every time is set aside as a problem. What a part holds does
not depend on the number of workers, nor does the order, so neither do the bytes.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Generic, TypeVar

from pipeline.model import Document

Result = TypeVar("Result")

PART = 50
"""Documents per part: a second or two of work, so that a bar moves and a kill costs little."""

Work = Callable[[Sequence[Document]], Result]
"""What is done to a part. It must survive pickling where workers cannot be forked."""

Waiting = deque[tuple[list[Document], "Future[Result]"]]
"""Parts that were given out, in order, each with its result to come."""


def default_jobs() -> int:
    """Number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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


_work: Callable[[Sequence[Document]], Any] | None = None  # set once in each worker


def _start(work: Callable[[Sequence[Document]], Any]) -> None:
    global _work  # noqa: PLW0603 - the only way to hand a forked worker what cannot be pickled
    _work = work
    # Ctrl-C reaches the whole group; the parent alone decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(documents: Sequence[Document]) -> Any:
    if _work is None:
        raise RuntimeError("the worker was not started by _start")
    return _work(documents)


class _Pool(Generic[Result]):
    """Workers that are replaced when one of them dies."""

    def __init__(self, work: Work[Result], jobs: int, lost: Callable[[Document], Result]) -> None:
        self.work = work
        self.jobs = jobs
        self.lost = lost
        self.pool: ProcessPoolExecutor | None = None

    def run(self, parts: Iterator[list[Document]]) -> Iterator[Result]:
        """Keep every worker busy and a few parts waiting; hand results on in order."""
        waiting: Waiting[Result] = deque()
        try:
            for part in parts:
                waiting.append((part, self._submit(part)))
                while len(waiting) > self.jobs * 2:
                    yield from self._next(waiting)
            while waiting:
                yield from self._next(waiting)
        finally:
            self._stop()

    def _next(self, waiting: Waiting[Result]) -> Iterator[Result]:
        part, future = waiting.popleft()
        try:
            yield future.result()
        except (BrokenProcessPool, CancelledError):
            yield from self._again(part)
            self._resubmit(waiting)

    def _resubmit(self, waiting: Waiting[Result]) -> None:
        """Give out again what died with the pool; what was done before is kept."""
        for index, (part, future) in enumerate(waiting):
            if not future.done() or future.cancelled() or future.exception():
                waiting[index] = (part, self._submit(part))

    def _again(self, part: list[Document]) -> Iterator[Result]:
        """A part whose worker died, halved until the document that kills is alone."""
        self._stop()
        try:
            yield self._submit(part).result()
        except BrokenProcessPool:
            self._stop()
            if len(part) == 1:
                yield self.lost(part[0])
                return
            middle = len(part) // 2
            for half in (part[:middle], part[middle:]):
                yield from self._again(half)

    def _submit(self, part: list[Document]) -> Future[Result]:
        if self.pool is None:
            self.pool = self._begin()
        try:
            return self.pool.submit(_do, part)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def _begin(self) -> ProcessPoolExecutor:
        # What is frozen is not moved by the collector, so it stays shared after the fork.
        gc.collect()
        gc.freeze()
        method = "fork" if sys.platform == "linux" else "spawn"
        return ProcessPoolExecutor(
            self.jobs, multiprocessing.get_context(method), _start, (self.work,)
        )

    def _stop(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None
