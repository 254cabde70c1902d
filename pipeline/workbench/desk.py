"""What the workbench's commands need: articles and sentences traced, rules and rows found."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import regex

from pipeline.flow import Trace, trace
from pipeline.model import Document, Layout, Problem, Section
from pipeline.read import read
from pipeline.rules import Pattern, Rules
from pipeline.rules.problems import nearest

_PATH = regex.compile(r"\S+\.[a-z]{2,5}|\S*/\S*")
"""What was meant as a file, not as a sentence: no blanks, and an ending or a slash."""


def documents(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Document]:
    """The articles under the paths; what cannot be read is added to `problems`."""
    for item in read(paths):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def trace_of(what: str, published: str, rules: Rules, doc_id: str = "") -> Trace:
    """The trace of the article in a file, or of a bare sentence.

    Raises ValueError where the file holds no such article.
    """
    if not Path(what).is_file():
        if not what.strip() or _PATH.fullmatch(what):
            raise ValueError(f"{what!r} is neither a file nor a sentence; check the path")
        sentence = Document(doc_id="text", text=what, published=published)
        return trace(sentence, rules, layout=Layout((Section(0, len(what), "body"),)))
    problems: list[Problem] = []
    for document in documents([Path(what)], problems):
        if not doc_id or document.doc_id == doc_id:
            return trace(_dated(document, published), rules)
    told = "; ".join(problem.problem for problem in problems) or f"no article {doc_id}"
    raise ValueError(f"{what}: {told}")


def _dated(document: Document, published: str) -> Document:
    if not published:
        return document
    return replace(document, published=published, published_basis="given")


def row_span(row: str) -> tuple[str, int, int]:
    """doc_id and offsets of a table's row, written FILE:LINE; line 1 is the header.

    Raises ValueError where there is no such row.
    """
    path, _, line = row.rpartition(":")
    told = f"--row {row}: write it like outputs/facts.csv:12, the line as an editor counts it"
    if not path or not line.isdecimal():
        raise ValueError(told)
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not 2 <= int(line) <= len(rows) + 1:
        raise ValueError(f"{path} has lines 2 to {len(rows) + 1} below its header, no {line}")
    found = rows[int(line) - 2]
    if not {"doc_id", "start", "end"} <= set(found):
        raise ValueError(f"the rows of {path} have no place in a text")
    return found["doc_id"], int(found["start"]), int(found["end"])


def pattern_of(rule: str, rules: Rules) -> Pattern:
    """The rule with an id. Raises ValueError with the nearest id where there is none."""
    for pattern in rules.patterns:
        if pattern.id == rule:
            return pattern
    raise ValueError(f"no rule {rule!r}; {nearest(rule, (p.id for p in rules.patterns))}")


def with_tables(folder: Path) -> Path:
    """The folder, if it holds the tables of a run. Raises ValueError if not."""
    if not (folder / "facts.csv").exists():
        raise ValueError(f"{folder}: no facts.csv here; name an output folder of `sasil extract`")
    return folder
