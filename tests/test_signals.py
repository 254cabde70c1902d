"""Ctrl-C is held back where it would do harm, and never lost."""

from __future__ import annotations

import os
import signal
import sys
import threading

import pytest

from pipeline.signals import held, noticed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


class Finalised:
    """Interrupted while it is thrown away, as patterns are while they are compiled."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_an_interrupt_that_a_finaliser_swallowed_is_raised_again() -> None:
    def wait() -> None:
        Finalised()
        threading.Event().wait(60)

    with pytest.raises(KeyboardInterrupt), noticed():
        wait()


def test_other_errors_of_finalisers_are_told_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken:
        def __del__(self) -> None:
            raise ValueError("broken")

    told: list[object] = []
    before, sys.unraisablehook = sys.unraisablehook, told.append
    try:
        with noticed():
            Broken()
    finally:
        sys.unraisablehook = before
    assert len(told) == 1


def test_an_interrupt_waits_for_the_end_of_what_must_not_be_broken_off() -> None:
    done = []

    def write() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        done.append("all")

    with pytest.raises(KeyboardInterrupt), held():
        write()
    assert done


def test_nothing_stays_behind() -> None:
    handler, hook = signal.getsignal(signal.SIGALRM), sys.unraisablehook
    with noticed():
        pass
    assert (signal.getsignal(signal.SIGALRM), sys.unraisablehook) == (handler, hook)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
