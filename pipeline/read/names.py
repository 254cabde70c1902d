"""File names as text: a Korean archive may carry names that are no UTF-8."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path


def shown(path: str | Path) -> str:
    """The path as text that can be written: names in CP949 are read as such, part by part.

    The system hands over bytes that are no UTF-8 as halves of characters, which no file takes.

    >>> shown("기사/" + os.fsdecode("구로.txt".encode("cp949")))
    '기사/구로.txt'
    >>> shown(os.fsdecode(b"\\xff.txt"))
    '\\\\xff.txt'
    """
    text = str(path)
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return str(Path(*map(_part, Path(text).parts)))


def _part(name: str) -> str:
    data = os.fsencode(name)
    for encoding in ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")


def stem(path: Path) -> str:
    """The file's name without its ending, composed (NFC)."""
    return unicodedata.normalize("NFC", shown(path.stem))
