"""A table of metadata beside the articles: who published which file, when and as what."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.model import Problem
from pipeline.read.published import PUBLISHED_REMEDY, read_published
from pipeline.read.text import read_file

COLUMNS = ("published", "title", "publisher", "byline", "url")
_KEYS = ("file", "doc_id", "id")


@dataclass
class Metadata:
    """The rows of one table by the name that they give, and which of them were used."""

    path: Path
    rows: dict[str, tuple[int, Mapping[str, str]]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def find(self, path: Path, doc_id: str) -> Mapping[str, str]:
        """What the table says about an article: by path, by file name, or by its id."""
        for name in self._names(path, doc_id):
            if name in self.rows:
                self.used.add(name)
                return self.rows[name][1]
        return {}

    def _names(self, path: Path, doc_id: str) -> Iterator[str]:
        home = self.path.parent.resolve()
        if path.resolve().is_relative_to(home):
            yield _name(path.resolve().relative_to(home).as_posix())
        yield from map(_name, (path.as_posix(), path.name, doc_id, path.stem))

    def unused(self) -> Iterator[Problem]:
        """One problem per row that no article was found for."""
        for name, (line, _) in self.rows.items():
            if name not in self.used:
                yield Problem(
                    source=str(self.path),
                    line=line,
                    problem=f"no article {name!r} was read",
                    remedy="give the file's name or the record's id as it is, or remove the row",
                )


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip().replace("\\", "/").removeprefix("./"))


def load_metadata(path: Path) -> tuple[Metadata, list[Problem]]:
    """Read a metadata table; a bad row or date is a problem, the other rows are kept."""
    table = Metadata(path)
    text = read_file(path)
    if isinstance(text, Problem):
        return table, [text]
    problems: list[Problem] = []
    header = text.split("\n", 1)[0]
    # Excel's "Unicode text" parts cells by tabs.
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in header else ",")
    reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    key = next((name for name in _KEYS if name in reader.fieldnames), "")
    if not key:
        seen = ", ".join(reader.fieldnames)
        return table, [
            Problem(
                source=str(path),
                line=1,
                problem=f"no column `file` (saw: {seen})",
                remedy="name the columns file, published, title, publisher, byline, url",
            )
        ]
    for row in reader:
        _add(table, row, key, reader.line_num, problems)
    return table, problems


def _add(
    table: Metadata, row: Mapping[str, str], key: str, line: int, problems: list[Problem]
) -> None:
    def problem(seen: str, remedy: str) -> None:
        problems.append(Problem(source=str(table.path), line=line, problem=seen, remedy=remedy))

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
