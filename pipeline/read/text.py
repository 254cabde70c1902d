"""Plain text: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.model import Document, Problem
from pipeline.read.decode import REMEDY, UndecodableError, decode
from pipeline.read.names import shown, stem


def read_file(path: Path) -> tuple[str, str] | Problem:
    """The decoded text of a file and its encoding, or why there is none."""
    try:
        text, encoding = decode(path.read_bytes())
    except UndecodableError as error:
        return Problem(source=shown(path), problem=str(error), remedy=REMEDY)
    except OSError as error:
        return unopened(path, error)
    if not text.strip():
        return empty(path)
    return text, encoding


def unopened(path: Path, error: OSError) -> Problem:
    """The problem of a file that the system does not give."""
    return Problem(
        source=shown(path),
        problem=f"file cannot be opened: {error.strerror}",
        remedy="check its permissions",
    )


def empty(path: Path) -> Problem:
    """The problem of a file without text."""
    return Problem(source=shown(path), problem="the file is empty", remedy="remove it or fill it")


def read_text(path: Path) -> Iterator[Document | Problem]:
    """The article of a .txt file; its id is the file's name, composed (NFC), without the ending."""
    found = read_file(path)
    if isinstance(found, Problem):
        yield found
    else:
        text, encoding = found
        yield Document(doc_id=stem(path), source=shown(path), text=text, encoding=encoding)
