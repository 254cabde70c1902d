"""What a run tells its user: a bar while it runs, and what came of it at the end."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.run import Summary

_TABLES = ("entities", "facts", "dates", "relations", "checks")
_SHOWN = 10


@contextlib.contextmanager
def progress(total: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal; nothing at all when standard error goes elsewhere.

    Yields what is to be called with the number of articles done. `total` is asked only if there is
    a bar to draw.
    """
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total())
        yield lambda done: bar.update(task, completed=done)


def summarise(summary: Summary, folder: Path) -> str:
    """Articles, rows by kind, what was dropped and why, what could not be read."""
    lines = [f"{summary.articles:,} articles → {folder}"]
    lines += [f"{number:,} of them read as {name.upper()}" for name, number in _foreign(summary)]
    for table in _TABLES:
        kinds = _kinds(summary, table)
        shown = ", ".join(f"{kind} {number:,}" for kind, number in kinds)
        total = sum(number for _, number in kinds)
        lines.append(f"{table:<10}{total:>9,}" + (f"   {shown}" if shown else ""))
    dropped = _kinds(summary, "dropped")
    lines.append(f"{'dropped':<10}{sum(n for _, n in dropped):>9,}   (reasons in dropped.csv)")
    lines += [f"{number:>19,}   {reason}" for reason, number in dropped[:_SHOWN]]
    if len(dropped) > _SHOWN:
        rest = dropped[_SHOWN:]
        lines.append(f"{sum(n for _, n in rest):>19,}   {len(rest)} other reasons")
    return "\n".join(lines + _problems(summary))


def _foreign(summary: Summary) -> list[tuple[str, int]]:
    """Encodings other than UTF-8: a reader should know where bytes could be read in two ways."""
    return [(name, n) for name, n in _kinds(summary, "encoding") if name not in ("", "utf-8")]


def _kinds(summary: Summary, table: str) -> list[tuple[str, int]]:
    found = [(kind, n) for (name, kind), n in summary.counts.items() if name == table]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _problems(summary: Summary) -> list[str]:
    if not summary.problems:
        return []
    lines = [f"{len(summary.problems):,} problems (all in errors.csv)"]
    for problem in summary.problems[:_SHOWN]:
        place = problem.source if problem.line is None else f"{problem.source}:{problem.line}"
        lines.append(f"  {place}: {problem.problem}; {problem.remedy}")
    return lines
