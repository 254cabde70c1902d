"""Processes that work for this one, each at the end of a pipe.

Where the system can, they are forked after everything is loaded, so that they share the memory of
Kiwi and the rules. They ignore Ctrl-C, which reaches the whole group: this process alone decides
what to do about it, and kills them without waiting for what they are at.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from pipeline.signals import held, released

Answer = Callable[[Any], Iterator[Any]]
"""What a worker does with a message: it sends on what this yields, as it comes."""


class WorkerDiedError(Exception):
    """The process is gone: killed, or out of memory."""


def default_jobs() -> int:
    """Number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def settle_memory() -> None:
    """To be called when all is loaded, before workers are begun.

    What is frozen is neither looked through again nor moved by the collector, so it stays shared
    after the fork; and rows, which are no cycles, need no collector to go.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


class Worker:
    """One process that answers messages in order.

    `answer` must survive pickling where workers cannot be forked.
    """

    def __init__(self, answer: Answer) -> None:
        method = "fork" if sys.platform == "linux" else "spawn"
        context: Any = multiprocessing.get_context(method)
        self.pipe, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, answer), daemon=True)
        with held():  # a worker that is half begun would take Ctrl-C for its own
            self._process.start()
        far.close()

    def send(self, message: object) -> None:
        """Hand over a message; that the worker died is told by `received`."""
        with contextlib.suppress(OSError):
            self.pipe.send(message)

    def received(self) -> Iterator[Any]:
        """The answer to the oldest message, item by item.

        Raises WorkerDiedError, or the error that the worker met.
        """
        while True:
            try:
                kind, item = self.pipe.recv()
            except (EOFError, OSError) as error:
                raise WorkerDiedError from error
            if kind == "error":
                raise item
            if kind == "end":
                return
            yield item

    def answers(self, message: object) -> Iterator[Any]:
        """The answer to a message."""
        self.send(message)
        return self.received()

    def kill(self) -> None:
        """End the process at once, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def ready(workers: Sequence[Worker]) -> list[Worker]:
    """Those that have something to receive, or died; waits for the first."""
    heard = wait([worker.pipe for worker in workers])
    return [worker for worker in workers if worker.pipe in heard]


def _serve(pipe: Connection, answer: Answer) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    released()
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    while True:
        message = pipe.recv()
        try:
            for item in answer(message):
                pipe.send(("item", item))
            pipe.send(("end", None))
        except Exception as error:  # it is the parent's to handle
            error.add_note("in a worker process:\n" + traceback.format_exc())
            pipe.send(("error", error))


def _leave_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
