"""Which files are articles: folders are walked in sorted order, names compared composed (NFC)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Problem
from pipeline.read.names import shown

METADATA_NAME = "metadata.csv"

# What stands beside articles and is plainly none: tables, gold, notes, pictures.
_BYSTANDERS = frozenset(
    [
        ".csv",
        ".tsv",
        ".json",
        ".md",
        ".yaml",
        ".yml",
        ".toml",
        ".py",
        ".ini",
        ".log",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and whether it is a table about other files."""

    path: Path
    is_metadata: bool = False


def find_files(paths: Sequence[Path], known: Collection[str]) -> Iterator[Found | Problem]:
    """The files under the paths, each once, metadata tables of a folder before its articles.

    `known` are the endings that can be read.
    """
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            yield from _unseen(_walk(path, known), seen)
        elif not path.exists():
            yield Problem(
                source=shown(path), problem="no such file or folder", remedy="check the path"
            )
        elif path.suffix.lower() in known:
            yield from _unseen(iter([Found(path)]), seen)
        else:
            yield _unknown(path, known)


def _unseen(files: Iterator[Found | Problem], seen: set[Path]) -> Iterator[Found | Problem]:
    """Files given twice, by two names or as part of a folder, are read once."""
    for file in files:
        if isinstance(file, Found):
            real = file.path.resolve()
            if real in seen:
                continue
            seen.add(real)
        yield file


def _walk(folder: Path, known: Collection[str]) -> Iterator[Found | Problem]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: unicodedata.normalize("NFC", p.name))
    except OSError as error:
        yield Problem(
            source=shown(folder),
            problem=f"folder cannot be listed: {error.strerror}",
            remedy="check its permissions",
        )
        return
    files = [p for p in entries if not p.name.startswith(".") and not p.is_dir()]
    if any(p.name == "datapackage.json" for p in files):
        files = [p for p in files if p.name != "documents.jsonl"]  # the outputs of a run
    yield from (Found(p, is_metadata=True) for p in files if p.name.lower() == METADATA_NAME)
    for path in files:
        ending = path.suffix.lower()
        if ending in known:
            yield Found(path)
        elif ending not in _BYSTANDERS:
            yield _unknown(path, known)
    for path in entries:
        # A linked folder may lead back to itself.
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            yield from _walk(path, known)


def _unknown(path: Path, known: Collection[str]) -> Problem:
    ending = shown(path.suffix) or "no ending"
    return Problem(
        source=shown(path),
        problem=f"this kind of file is not read ({ending})",
        remedy=f"convert it to one of {', '.join(sorted(known))}, or take it out of the folder",
    )
