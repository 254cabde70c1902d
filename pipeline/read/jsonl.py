"""JSON Lines: one object per line with `text` and optional id, published, title, publisher, url."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.model import Document, Problem
from pipeline.read.published import PUBLISHED_REMEDY, read_published
from pipeline.read.text import read_file


def read_jsonl(path: Path) -> Iterator[Document | Problem]:
    """The articles of a .jsonl file; a bad line is a problem and the next line is read."""
    text = read_file(path)
    if isinstance(text, Problem):
        yield text
        return
    # Only line feeds end a line: other separators may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield from _read_line(path, number, line)


def _read_line(path: Path, number: int, line: str) -> Iterator[Document | Problem]:
    def problem(seen: str, remedy: str) -> Problem:
        return Problem(source=str(path), line=number, problem=seen, remedy=remedy)

    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        yield problem(f"no JSON: {error}", "write one JSON object per line")
        return
    if not isinstance(record, dict):
        yield problem("not a JSON object", 'write one object per line: {"id": …, "text": …}')
        return
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        yield problem("the record has no text", 'give the article as a string in "text"')
        return
    published, complaint = _published(record)
    if complaint:
        yield problem(complaint, PUBLISHED_REMEDY)
    yield Document(
        doc_id=_id(record) or f"{unicodedata.normalize('NFC', path.stem)}-{number}",
        source=f"{path}:{number}",
        text=text,
        published=published,
        published_basis="given" if published else "",
        title=_string(record.get("title")),
        publisher=_string(record.get("publisher")),
        byline=_string(record.get("byline")),
        url=_string(record.get("url")),
    )


def _id(record: dict[str, Any]) -> str:
    return unicodedata.normalize("NFC", _string(record.get("id")))


def _string(value: object) -> str:
    """A cell's text: numbers are common as ids, anything nested is none of ours."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _published(record: dict[str, Any]) -> tuple[str, str]:
    """The date of a record, and what is wrong with it."""
    value = _string(record.get("published"))
    try:
        return (read_published(value) if value else ""), ""
    except ValueError as error:
        return "", str(error)
