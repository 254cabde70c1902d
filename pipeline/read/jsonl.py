"""JSON Lines: one object per line with `text` and optional id, published, title, publisher, url.

A file is read line by line: its size does not matter, and broken bytes cost their line alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.model import Document, Problem
from pipeline.read.decode import REMEDY, UndecodableError, decode, marked, strict
from pipeline.read.names import shown, stem
from pipeline.read.published import PUBLISHED_REMEDY, read_published
from pipeline.read.text import empty, read_file, unopened

_SAMPLE = 4096
"""Bytes in which UTF-16 and UTF-32 show themselves: every object begins with a brace."""
_WIDE = 0x800
"""From here on, letters take three bytes in UTF-8, as Hangul does; no CP949 looks like them."""


def read_jsonl(path: Path) -> Iterator[Document | Problem]:
    """The articles of a .jsonl file; a bad line is a problem and the next line is read."""
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        narrow = marked(sample) in ("", "utf-8-sig") and b"\x00" not in sample
        yield from (_by_line(path) if narrow else _whole(path))
    except OSError as error:
        yield unopened(path, error)


def _whole(path: Path) -> Iterator[Document | Problem]:
    """Records in UTF-16 or UTF-32, whose lines cannot be told before they are decoded."""
    found = read_file(path)
    if isinstance(found, Problem):
        yield found
        return
    text, encoding = found
    # Only line feeds end a line: other separators may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield from _read_line(path, number, line, encoding)


def _by_line(path: Path) -> Iterator[Document | Problem]:
    encoding, filled = _encoding(path), False
    with path.open("rb") as file:
        for number, data in enumerate(file, start=1):
            if not data.strip():
                continue
            filled = True
            try:
                line = strict(data, "utf-8-sig" if (number, encoding) == (1, "utf-8") else encoding)
            except UndecodableError as error:
                yield Problem(
                    source=shown(path), line=number, problem=f"{error} of the line", remedy=REMEDY
                )
            else:
                yield from _read_line(path, number, line, encoding)
    if not filled:
        yield empty(path)


def _encoding(path: Path) -> str:
    """UTF-8 or CP949, for all lines: a broken line must not be read in the other one.

    The first line with Hangul in UTF-8 decides; where there is none, the first that is no UTF-8.
    """
    guess = "utf-8"
    with path.open("rb") as file:
        for data in file:
            try:
                text, encoding = decode(data)
            except UndecodableError:
                continue
            if encoding == "utf-8" and max(text) >= chr(_WIDE):
                return "utf-8"
            if encoding == "cp949":
                guess = "cp949"
    return guess


def _read_line(path: Path, number: int, line: str, encoding: str) -> Iterator[Document | Problem]:
    def problem(seen: str, remedy: str) -> Problem:
        return Problem(source=shown(path), line=number, problem=seen, remedy=remedy)

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
        doc_id=_id(record) or f"{stem(path)}-{number}",
        source=f"{shown(path)}:{number}",
        text=text,
        published=published,
        published_basis="given" if published else "",
        title=_string(record.get("title")),
        publisher=_string(record.get("publisher")),
        byline=_string(record.get("byline")),
        url=_string(record.get("url")),
        encoding=encoding,
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
