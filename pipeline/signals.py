"""Ctrl-C and a polite kill: held back where they would do harm, and never overlooked."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator

HEARTBEAT = 0.25
"""Seconds after which a waiting process looks for signals again."""


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Let Ctrl-C and a polite kill wait until the block is done, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def released() -> None:
    """Hear again what was held back where this process was begun."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


@contextlib.contextmanager
def noticed() -> Iterator[None]:
    """Notice every signal within HEARTBEAT, wherever the main thread is.

    Python looks for signals between its own steps and when a system call that waits is interrupted.
    One that arrives just before such a call would be seen only when the call ends, which for a pipe
    that nobody writes to is never: a timer interrupts whatever waits. One that is seen inside a
    finaliser (`regex` has some) is lost, since errors there are ignored: it is raised again.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    with _raised_again() as ignored:
        before = signal.signal(signal.SIGALRM, lambda number, frame: _raise_last(ignored))
        signal.setitimer(signal.ITIMER_REAL, HEARTBEAT, HEARTBEAT)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _raised_again() -> Iterator[list[BaseException]]:
    """Ends of the program that a finaliser swallowed, as they occur."""
    ignored: list[BaseException] = []
    before = sys.unraisablehook

    def hook(told: sys.UnraisableHookArgs) -> None:
        if isinstance(told.exc_value, KeyboardInterrupt | SystemExit):
            ignored.append(told.exc_value)
        else:
            before(told)

    sys.unraisablehook = hook
    try:
        yield ignored
    finally:
        sys.unraisablehook = before


def _raise_last(ignored: list[BaseException]) -> None:
    if ignored:
        raise ignored.pop()
