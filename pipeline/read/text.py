"""Plain text: one file, one article."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import Document, Problem
from pipeline.read.decode import REMEDY, UndecodableError, decode


def read_file(path: Path) -> str | Problem:
    """The decoded text of a file, or why there is none."""
    try:
        text = decode(path.read_bytes())
    except UndecodableError as error:
        return Problem(source=str(path), problem=str(error), remedy=REMEDY)
    except OSError as error:
        return Problem(
            source=str(path),
            problem=f"file cannot be opened: {error.strerror}",
            remedy="check its permissions",
        )
    if not text.strip():
        return Problem(source=str(path), problem="the file is empty", remedy="remove it or fill it")
    return text


def read_text(path: Path) -> Iterator[Document | Problem]:
    """The article of a .txt file; its id is the file's name, composed (NFC), without the ending."""
    text = read_file(path)
    if isinstance(text, Problem):
        yield text
    else:
        yield Document(doc_id=unicodedata.normalize("NFC", path.stem), source=str(path), text=text)
