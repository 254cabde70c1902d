"""Read stage: files and folders become documents; whatever cannot be read becomes a problem.

In: paths as the user gave them. Out: a stream of `Document` and `Problem`, in a fixed order
(folders are walked in sorted order). Drops: nothing silently; files that are plainly no articles
(gold, tables, notes, hidden files) are passed over inside folders, every other unknown ending is a
problem.
A format is one module with one generator, entered in `FORMATS`.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from pipeline.model import Document, Problem
from pipeline.read.files import Found, find_files
from pipeline.read.jsonl import read_jsonl
from pipeline.read.metadata import Metadata, count_ends, load_metadata, placed
from pipeline.read.names import shown
from pipeline.read.published import read_published
from pipeline.read.text import read_text

__all__ = ["FORMATS", "count_articles", "read", "read_published", "refuse_empty"]

Reader = Callable[[Path], Iterator[Document | Problem]]

FORMATS = MappingProxyType({".txt": read_text, ".jsonl": read_jsonl, ".ndjson": read_jsonl})
"""The reader of each file ending, lower case."""


def read(
    paths: Iterable[str | Path], metadata: str | Path | None = None, published: str = ""
) -> Iterator[Document | Problem]:
    """Every article under the paths, and every problem met on the way.

    `metadata` is a CSV with a column `file` and any of published, title, publisher, byline, url; a
    `metadata.csv` inside a given folder is found by itself and holds for what lies below it, the
    nearest first. `published` is for articles that have no date of their own in a record or the
    metadata. Raises ValueError on a bad `published`.
    """
    tables = _Tables(read_published(published) if published else "")
    files = list(find_files([Path(p) for p in paths], FORMATS))
    if metadata is not None:
        articles = (f.path for f in files if isinstance(f, Found) and not f.is_metadata)
        yield from tables.add(Path(metadata), count_ends(articles))
    names = _Names()
    for found in files:
        if isinstance(found, Problem):
            yield found
        elif found.is_metadata:
            yield from tables.add(found.path)
        else:
            for item in FORMATS[found.path.suffix.lower()](found.path):
                yield _finish(item, found, tables, names)
    yield from tables.unused()


def refuse_empty(paths: Iterable[str | Path]) -> None:
    """Raise ValueError where there is nothing at all to read: a slip of the keyboard must not
    replace the tables of an earlier run by empty ones.
    """
    found = list(islice(find_files([Path(p) for p in paths], FORMATS), 100))
    missing = [item for item in found if isinstance(item, Problem)]
    if len(missing) == len(found):
        told = "; ".join(f"{p.source}: {p.problem}; {p.remedy}" for p in missing[:3])
        endings = ", ".join(sorted(FORMATS))
        raise ValueError(told or f"no articles ({endings}) under {', '.join(map(shown, paths))}")


def count_articles(paths: Iterable[str | Path]) -> int:
    """Number of articles to expect, for a progress bar: files, and lines of JSON Lines."""
    files = [f for f in find_files([Path(p) for p in paths], FORMATS) if isinstance(f, Found)]
    return sum(_lines(f.path) for f in files if not f.is_metadata)


def _lines(path: Path) -> int:
    if FORMATS[path.suffix.lower()] is not read_jsonl:
        return 1
    with contextlib.suppress(OSError), path.open("rb") as file:
        return sum(1 for line in file if line.strip())
    return 0


def _finish(
    item: Document | Problem, found: Found, tables: _Tables, names: _Names
) -> Document | Problem:
    if isinstance(item, Problem):
        return item
    return names.unique(tables.complete(item, found.path))


@dataclass
class _Tables:
    """The metadata tables of one run."""

    published: str

    def __post_init__(self) -> None:
        self.tables: list[Metadata] = []
        self.named: list[Metadata] = []
        self.by_folder: dict[Path, Metadata] = {}

    def add(self, path: Path, endings: Counter[str] | None = None) -> Iterator[Problem]:
        """Load one more table, unless it is known already.

        `endings` comes with the table that the user names, which speaks for all articles.
        """
        if any(table.path.resolve() == path.resolve() for table in self.tables):
            return
        table, problems = load_metadata(path, endings)
        self.tables.append(table)
        if endings is None:
            self.by_folder.setdefault(table.folder, table)
        else:
            self.named.append(table)
        yield from problems

    def _about(self, path: Path) -> Iterator[Metadata]:
        """The table that the user names, then those of the file's folders, the nearest first."""
        yield from self.named
        yield from (self.by_folder[f] for f in path.parents if f in self.by_folder)

    def complete(self, document: Document, path: Path) -> Document:
        """The document with what the tables know; its own record comes first."""
        if self.tables:
            document = self._looked_up(document, path)
        if self.published and not document.published:
            document = replace(document, published=self.published)
        if document.published and not document.published_basis:
            document = replace(document, published_basis="given")
        return document

    def _looked_up(self, document: Document, path: Path) -> Document:
        record = "" if document.source == shown(path) else document.doc_id
        place = placed(path)
        for table in self._about(place):
            known = table.find(place, record)
            document = replace(
                document,
                title=document.title or known.get("title", ""),
                publisher=document.publisher or known.get("publisher", ""),
                byline=document.byline or known.get("byline", ""),
                published=document.published or known.get("published", ""),
                url=document.url or known.get("url", ""),
            )
        return document

    def unused(self) -> Iterator[Problem]:
        """Rows whose article was not met."""
        for table in self.tables:
            yield from table.unused()


class _Names:
    """Makes every doc_id unique, visibly: the second `news` is `news~2`."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def unique(self, document: Document) -> Document:
        """The document under an id that no earlier one has."""
        wanted = unicodedata.normalize("NFC", document.doc_id)
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}~{number}"
        self.taken.add(name)
        return document if name == document.doc_id else replace(document, doc_id=name)
