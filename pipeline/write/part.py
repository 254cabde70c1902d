"""What a batch of articles adds to each file, as bytes: made in a worker, later only joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from pipeline.model import Article, Check, Problem
from pipeline.tables import TABLES
from pipeline.write.cells import Cells, csv_lines

RECORDS = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes to append, by file name."""

    files: Mapping[str, bytes]


def encode(articles: Sequence[Article]) -> Part:
    """What the articles add to the tables and to documents.jsonl."""
    cells = Cells()
    files = {
        f"{name}.csv": csv_lines(model, _rows(articles, name), cells).encode()
        for name, model in TABLES.items()
    }
    files[RECORDS] = b"".join(map(_record, articles))
    return Part(files)


def joined(parts: Iterable[Part]) -> Part:
    """The bytes of parts one after the other, file by file."""
    files: dict[str, list[bytes]] = {}
    for part in parts:
        for name, data in part.files.items():
            files.setdefault(name, []).append(data)
    return Part({name: b"".join(data) for name, data in files.items()})


def encode_checks(checks: Sequence[Check]) -> Part:
    """What comparing articles adds to checks.csv."""
    return Part({"checks.csv": csv_lines(Check, checks).encode()})


def encode_problems(problems: Sequence[Problem]) -> Part:
    """What problems add to errors.csv; they may tell of what no file can hold."""
    text = csv_lines(Problem, problems)
    return Part({"errors.csv": text.encode("utf-8", "backslashreplace")})


def _rows(articles: Sequence[Article], table: str) -> Iterable[Any]:
    if table == "documents":
        return [article.document for article in articles]
    return [row for article in articles for row in getattr(article, table)]


def _record(article: Article) -> bytes:
    """One line of JSON: the document's columns and text, and below them every row."""
    head = orjson.dumps(article.document)
    rest = {
        "sections": article.sections,
        **{name: getattr(article, name) for name in TABLES if name != "documents"},
    }
    tail = orjson.dumps(rest, default=_number, option=orjson.OPT_APPEND_NEWLINE)
    return head[:-1] + b"," + tail[1:]


def _number(value: object) -> int | float | str:
    """A Decimal as a JSON number; what a double or 64 bits cannot hold stays a string."""
    if not isinstance(value, Decimal):
        raise TypeError(f"no JSON for {type(value).__name__}")
    if value == value.to_integral_value():
        whole = int(value)
        return whole if abs(whole) < 2**63 else str(whole)
    return float(value)
