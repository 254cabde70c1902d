"""The output folder: it changes all at once, or not at all.

Everything is written to a folder beside it. When that is complete it becomes the output folder, or,
where one exists already (it may hold files that are none of ours), it moves in under the name
`.complete`, and its files then replace the old ones one by one. From that move on nothing can be
lost: the next run ends what a crash interrupted.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import orjson

from pipeline.signals import held
from pipeline.tables import ALL_TABLES
from pipeline.write.cells import csv_header
from pipeline.write.part import RECORDS, Part

COMPLETE = ".complete"


class BusyError(OSError):
    """Another run is writing to the same folder."""


class Outputs:
    """A folder that takes parts in order; use it with `with`. Leaving by an error discards all."""

    def __init__(self, folder: str | Path, descriptor: dict[str, Any]) -> None:
        self.folder = Path(folder).resolve()
        self.descriptor = descriptor
        self._partial = _staging(self.folder)
        self._files: dict[str, IO[bytes]] = {}
        self._lock = -1

    def __enter__(self) -> Outputs:
        self._partial.parent.mkdir(parents=True, exist_ok=True)
        self._partial.mkdir(exist_ok=True)
        self._lock = _lock(self._partial)
        _move_in(self.folder)
        for stale in self._partial.iterdir():
            stale.unlink()
        for name, model in ALL_TABLES.items():
            self._open(f"{name}.csv").write(b"\xef\xbb\xbf" + csv_header(model).encode())
        self._open(RECORDS)
        description = orjson.dumps(self.descriptor, option=orjson.OPT_INDENT_2)
        self._open("datapackage.json").write(description + b"\n")
        return self

    def _open(self, name: str) -> IO[bytes]:
        self._files[name] = (self._partial / name).open("wb")
        return self._files[name]

    def add(self, part: Part) -> None:
        """Append a part's bytes to their files."""
        for name, data in part.files.items():
            self._files[name].write(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            for file in self._files.values():
                file.close()
            if kind is None:
                with held():  # for the few renames
                    self._commit()
        finally:
            shutil.rmtree(self._partial, ignore_errors=True)
            _unlock(self._lock)

    def _commit(self) -> None:
        if self.folder.exists():
            self._partial.rename(self.folder / COMPLETE)
            _move_in(self.folder)
        else:
            self._partial.rename(self.folder)


def _move_in(folder: Path) -> None:
    """Let the files of a complete run replace those of the run before."""
    complete = folder / COMPLETE
    if not complete.is_dir():
        return
    for path in sorted(complete.iterdir()):
        path.replace(folder / path.name)
    complete.rmdir()


def _staging(folder: Path) -> Path:
    """Where to write until all is there: beside the folder, or inside where that cannot be."""
    beside = folder.with_name(f".{folder.name}.partial")
    closed = folder.parent.exists() and not os.access(folder.parent, os.W_OK)
    return folder / ".partial" if closed or folder.is_mount() else beside


def _lock(folder: Path) -> int:
    """Hold the folder for this process, where the system can; raises BusyError if it is held."""
    try:
        import fcntl  # not on Windows
    except ImportError:
        return -1
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise BusyError(f"another run is writing to {folder}") from None
    return handle


def _unlock(handle: int) -> None:
    if handle >= 0:
        os.close(handle)
