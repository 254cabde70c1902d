"""Several runs side by side, step by step.

A stage is fast while its tables and patterns are in the processor's cache, and every stage drives
those of the others out. So a batch of articles goes through the stages together: the same rows in
two thirds of the time. A run is a generator that yields between its steps and returns its result.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]


def finish(run: Steps[Result]) -> Result:
    """The result of one run, all its steps at once."""
    while True:
        try:
            next(run)
        except StopIteration as done:
            result: Result = done.value
            return result


def abreast(runs: Iterable[Steps[Result]]) -> list[Result | Exception]:
    """The results of runs that take each step together, in their order.

    A run that breaks gives its exception; the others go on.

    >>> def run(number):
    ...     yield
    ...     return 6 / number
    >>> abreast([run(2), run(0), run(3)])
    [3.0, ZeroDivisionError('division by zero'), 2.0]
    """
    results: dict[int, Result | Exception] = {}
    going = dict(enumerate(runs))
    while going:
        for place, run in list(going.items()):
            try:
                next(run)
            except StopIteration as done:
                results[place] = done.value
            except Exception as error:
                results[place] = error
            if place in results:
                del going[place]
    return [results[place] for place in sorted(results)]
