"""A table of metadata beside the articles: who published which file, when and as what.

A table found in a folder speaks for the files below it, by their path from there, and for their
records by id. One that the user names speaks for every article; there a part of the path will do
(`news.txt`, `2025/news.txt`) as long as only one file ends so.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pipeline.model import Problem
from pipeline.read.names import shown
from pipeline.read.published import PUBLISHED_REMEDY, read_published
from pipeline.read.text import read_file

COLUMNS = ("published", "title", "publisher", "byline", "url")
_KEYS = ("file", "doc_id", "id")


@dataclass
class Metadata:
    """The rows of one table by the name that they give, and which of them were used.

    `endings` counts the files by every end of their paths; None where the table lies in a folder.
    """

    path: Path
    endings: Counter[str] | None = None
    rows: dict[str, tuple[int, Mapping[str, str]]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.folder = self.path.parent.resolve()

    def find(self, path: Path, record: str) -> Mapping[str, str]:
        """What the table says about an article: by its path, or by its id if it is a record.

        `path` is as `placed` gives it.
        """
        for name in self._names(path, record):
            if name in self.rows:
                self.used.add(name)
                return self.rows[name][1]
        return {}

    def _names(self, path: Path, record: str) -> Iterator[str]:
        if path.is_relative_to(self.folder):
            yield from _forms(path.relative_to(self.folder))
        if record:
            yield _name(record)
        if self.endings is not None:
            yield from (end for end in path_ends(path) if self.endings[end] == 1)

    def unused(self) -> Iterator[Problem]:
        """One problem per row that no article was found for."""
        for name, (line, _) in self.rows.items():
            if name not in self.used:
                many = self.endings[name] if self.endings is not None else 0
                seen = (
                    f"{name!r} names {many} files" if many > 1 else f"no article {name!r} was read"
                )
                yield Problem(source=shown(self.path), line=line, problem=seen, remedy=_WHICH)


_WHICH = "give the file's path from the table's folder or the record's id, or remove the row"


def placed(path: Path) -> Path:
    """The path from the root; a linked file stands where its link stands."""
    return path.parent.resolve() / path.name


def count_ends(paths: Iterable[Path]) -> Counter[str]:
    """How many files each end of a path leads to."""
    return Counter(end for path in paths for end in path_ends(placed(path)))


def path_ends(path: PurePath) -> list[str]:
    """What may name a file, longest first, with and without its ending.

    >>> path_ends(PurePath("2025/news.txt"))
    ['2025/news.txt', '2025/news', 'news.txt', 'news']
    """
    parts = path.parts
    return [form for first in range(len(parts)) for form in _forms(PurePath(*parts[first:]))]


def _forms(path: PurePath) -> tuple[str, str]:
    return _name(path.as_posix()), _name(path.with_suffix("").as_posix())


def _name(text: str) -> str:
    plain = unicodedata.normalize("NFC", shown(text).strip())
    return plain.replace("\\", "/").removeprefix("./")


def load_metadata(
    path: Path, endings: Counter[str] | None = None
) -> tuple[Metadata, list[Problem]]:
    """Read a metadata table; a bad row or date is a problem, the other rows are kept."""
    table = Metadata(path, endings)
    found = read_file(path)
    if isinstance(found, Problem):
        return table, [found]
    text, _ = found
    problems: list[Problem] = []
    # Excel's "Unicode text" parts cells by tabs; old ones end lines by CR alone.
    delimiter = "\t" if "\t" in text.splitlines()[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 2
    try:
        if key := _key(reader, path, problems):
            for row in reader:
                _add(table, row, key, reader.line_num, problems)
                line = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            Problem(
                source=shown(path),
                line=line,
                problem=f"the table breaks off: {error}",
                remedy="mend this row (a quote that is not closed?); it and those below are unread",
            )
        )
    return table, problems


def _key(reader: csv.DictReader[str], path: Path, problems: list[Problem]) -> str:
    """The column that names the articles; a problem where there is none."""
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    key = next((name for name in _KEYS if name in names), "")
    if not key:
        problems.append(
            Problem(
                source=shown(path),
                line=1,
                problem=f"no column `file` (saw: {', '.join(names)})",
                remedy="name the columns file, published, title, publisher, byline, url",
            )
        )
    return key


def _add(
    table: Metadata, row: Mapping[str, str], key: str, line: int, problems: list[Problem]
) -> None:
    def problem(seen: str, remedy: str) -> None:
        problems.append(Problem(source=shown(table.path), line=line, problem=seen, remedy=remedy))

    name = _name(row.get(key) or "")
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not name:
        if any(cells.values()):
            problem("the row names no file", f"fill the column `{key}`")
        return
    if name in table.rows:
        problem(f"{name!r} has a row already (line {table.rows[name][0]})", "remove one of them")
        return
    if cells["published"]:
        try:
            cells["published"] = read_published(cells["published"])
        except ValueError as error:
            problem(str(error), PUBLISHED_REMEDY)
            cells["published"] = ""
    table.rows[name] = (line, {column: value for column, value in cells.items() if value})
