"""Word lists: CSV files whose first column is `word` and whose other columns describe it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import regex

from pipeline.rules.problems import RuleProblem


@dataclass(frozen=True)
class WordList:
    """Words with their columns, in the order of the file; a later file's row wins."""

    name: str
    rows: Mapping[str, Mapping[str, str]]

    def __contains__(self, word: str) -> bool:
        return word in self.rows

    def get(self, word: str, column: str, default: str = "") -> str:
        """One column of a word, `default` where the word or the cell is missing."""
        row = self.rows.get(word)
        return (row.get(column) or default) if row else default

    def column(self, name: str) -> Mapping[str, str]:
        """One column of all words, for those who look up every morpheme of a text."""
        found = self._columns.get(name)
        if found is None:
            found = {word: row.get(name) or "" for word, row in self.rows.items()}
            self._columns[name] = found
        return found

    @cached_property
    def _columns(self) -> dict[str, dict[str, str]]:
        return {}

    def where(self, column: str = "", value: str = "") -> list[str]:
        """The words whose `column` is `value` (every word without a column)."""
        return [w for w, row in self.rows.items() if not column or row.get(column) == value]

    def extended(self, later: WordList) -> WordList:
        """This list with the words of a later one, in which columns may be missing: they are empty.

        >>> first = WordList("units", {"명": {"unit": "person"}})
        >>> first.extended(WordList("units", {"분": {}})).rows["분"]
        {'unit': ''}
        """
        empty = dict.fromkeys(self.columns, "")
        return WordList(
            self.name, {**self.rows, **{w: {**empty, **row} for w, row in later.rows.items()}}
        )

    @cached_property
    def columns(self) -> frozenset[str]:
        """Names of the columns beside `word`."""
        return frozenset(key for row in self.rows.values() for key in row)


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first.

    >>> alternation(["명", "명의", "분"])
    '(?:명의|명|분)'
    """
    return f"(?:{alternatives(words)})"


def alternatives(words: Iterable[str]) -> str:
    """`alternation` without its group.

    A search of `re` for nothing but alternatives takes a fifth of the time that `regex` takes: it
    tries them only where one of their first letters stands.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(regex.escape(word, literal_spaces=True) for word in ordered)


def read_table(path: Path) -> str:
    """Decode a CSV as Excel may have saved it: UTF-8 with or without BOM, or CP949."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnicodeDecodeError("utf-8", data, 0, 1, "neither UTF-8 nor CP949")


def load_words(path: Path, problems: list[RuleProblem]) -> WordList:
    """Read one word list; what is wrong with it is added to `problems`."""
    rows: dict[str, Mapping[str, str]] = {}
    try:
        reader = csv.DictReader(io.StringIO(read_table(path)))
    except (OSError, UnicodeDecodeError) as error:
        problems.append(RuleProblem(str(path), 1, 1, str(error), "save the file as CSV UTF-8"))
        return WordList(path.stem, rows)
    if not reader.fieldnames or reader.fieldnames[0] != "word":
        seen = ", ".join(reader.fieldnames or ())
        problems.append(RuleProblem(str(path), 1, 1, f"first column must be `word`, saw: {seen}"))
        return WordList(path.stem, rows)
    for row in reader:
        word = (row.get("word") or "").strip()
        surplus = row.get(None)
        if surplus:
            problems.append(
                RuleProblem(
                    str(path),
                    reader.line_num,
                    1,
                    f"too many cells after {word!r}",
                    "quote cells that hold a comma",
                )
            )
        if not word:
            continue
        if word in rows:
            problems.append(
                RuleProblem(
                    str(path),
                    reader.line_num,
                    1,
                    f"{word!r} stands twice in this list",
                    "remove one of the lines",
                )
            )
        rows[word] = {k: (v or "").strip() for k, v in row.items() if k and k != "word"}
    return WordList(path.stem, rows)
