"""Peak memory of a process with all its children, shared pages counted once."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path


def tree(pid: int) -> list[int]:
    """The process and all processes below it (Linux)."""
    children: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += map(int, (task / "children").read_text().split())
    return [pid, *(p for child in children for p in tree(child))]


def proportional(pid: int) -> int:
    """Proportional set size in bytes: a page shared by n processes counts 1/n in each."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


class Peak:
    """Watches a process tree until `stop`; `value` is the largest sum seen, 0 where unknown."""

    def __init__(self, pid: int, interval: float = 0.5) -> None:
        self.value = 0
        self._pid = pid
        self._interval = interval
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(self._interval):
            self.value = max(self.value, sum(map(proportional, tree(self._pid))))

    def stop(self) -> int:
        """End watching; the peak in bytes."""
        self._done.set()
        self._thread.join()
        return self.value
