"""What changed between two runs: rows added, lost and changed, per rule, with their sentences."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipeline.model import Article
from pipeline.tables import TABLES, columns

COMPARED = ("entities", "facts", "dates", "relations", "checks")
NOT_COMPARED = frozenset({"fact_id", "fact_ids", "sentence", "rule"})
"""Columns that may differ without the row having changed."""
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents": ("doc_id",),
        "entities": ("doc_id", "start", "end", "label"),
        "facts": ("doc_id", "start", "end"),
        "dates": ("doc_id", "start", "end"),
        "relations": ("doc_id", "type", "subject_id", "object_id", "start"),
        "checks": ("doc_id", "check", "explanation"),
    }
)
"""The columns by which a row is the same row in both runs."""

Row = dict[str, str]
Key = tuple[str, ...]
Tally = Counter[tuple[str, str, str]]
"""Numbers of changes by table, rule and kind."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that only one run has (old or new is None), or that says something else."""

    table: str
    old: Row | None
    new: Row | None

    @property
    def kind(self) -> str:
        """added, lost or changed."""
        if self.old is None:
            return "added"
        return "lost" if self.new is None else "changed"

    @property
    def row(self) -> Row:
        """The newer of the two rows."""
        found = self.new if self.new is not None else self.old
        return found if found is not None else {}

    def cells(self) -> Iterator[str]:
        """`column: old -> new` of every cell that differs."""
        if self.old is None or self.new is None:
            return
        for name in self.new:
            if name not in NOT_COMPARED and self.old.get(name, "") != self.new[name]:
                yield f"{name}: {self.old.get(name, '') or '-'} -> {self.new[name] or '-'}"


def read_tables(folder: Path) -> dict[str, list[Row]]:
    """The compared tables of an output folder.

    Raises FileNotFoundError where one is missing, ValueError where it is no table of a run.
    """
    return {table: _read_table(folder / f"{table}.csv", KEYS[table]) for table in COMPARED}


def _read_table(path: Path, needed: Iterable[str]) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            told = f"{path}: no column {', '.join(missing)}; is it a table of `sasil extract`?"
            raise ValueError(told)
        try:
            return list(reader)
        except csv.Error as error:
            raise ValueError(f"{path}:{reader.line_num}: {error}") from None


def as_tables(
    articles: Iterable[Article], chosen: Iterable[str] = COMPARED
) -> dict[str, list[Row]]:
    """The compared tables of articles, with cells as text."""
    tables: dict[str, list[Row]] = {table: [] for table in chosen}
    for article in articles:
        for table in tables:
            names = columns(TABLES[table])
            tables[table] += [
                {name: _cell(getattr(row, name)) for name in names}
                for row in getattr(article, table)
            ]
    return tables


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def compare(old: dict[str, list[Row]], new: dict[str, list[Row]]) -> list[Change]:
    """All changes, in the order of tables and rows."""
    changes: list[Change] = []
    for table in new:
        before, after = _keyed(table, old[table]), _keyed(table, new[table])
        for key in dict.fromkeys([*after, *before]):
            was, now = before.get(key), after.get(key)
            if was is None or now is None or _differs(was, now):
                changes.append(Change(table, was, now))
    return changes


def compare_articles(before: Article, after: Article) -> list[Change]:
    """All changes between two extractions of one article; an equal table is not looked at."""
    differing = [t for t in COMPARED if getattr(before, t) != getattr(after, t)]
    return compare(as_tables([before], differing), as_tables([after], differing))


def _keyed(table: str, rows: Iterable[Row]) -> dict[Key, Row]:
    """Rows by what identifies them; twins are numbered so that none is lost."""
    keyed: dict[Key, Row] = {}
    seen: Counter[Key] = Counter()
    for row in rows:
        key = _key(table, row)
        seen[key] += 1
        keyed[(*key, str(seen[key]))] = row
    return keyed


def _key(table: str, row: Row) -> Key:
    return tuple(row[name] for name in KEYS[table])


def _differs(old: Row, new: Row) -> bool:
    names = (set(old) | set(new)) - NOT_COMPARED
    return any(old.get(name, "") != new.get(name, "") for name in names)


def tally(changes: Iterable[Change]) -> Tally:
    """How many rows were added, lost and changed, per table and rule."""
    counts: Tally = Counter()
    for change in changes:
        rule = change.row.get("rule", "") or change.row.get("check", "")
        counts[change.table, rule, change.kind] += 1
    return counts


def summary(counts: Tally) -> Iterator[str]:
    """One line per table and rule of a tally."""
    for table, rule in sorted({(t, r) for t, r, _ in counts}):
        told = [f"{counts[table, rule, k]} {k}" for k in ("added", "lost", "changed")]
        yield f"{table:10} {rule:32} " + ", ".join(t for t in told if not t.startswith("0 "))


def lines(change: Change) -> Iterator[str]:
    """The change as an analyst reads it: sign, place, surface, what it says, its sentence."""
    sign = {"added": "+", "lost": "-", "changed": "~"}[change.kind]
    row = change.row
    place = f"{row.get('doc_id', '')}:{row.get('start', '')}"
    said = f"{row.get('text', '')!r} {_says(row)} [{row.get('rule', '')}]"
    yield f"{sign} {change.table} {place} {said}"
    yield from (f"    {cell}" for cell in change.cells())
    if row.get("sentence"):
        yield f"    {row['sentence']}"


def _says(row: Row) -> str:
    names = (
        "entity_id",
        "type",
        "value",
        "value_max",
        "unit",
        "qualifier",
        "mod",
        "object_id",
        "verdict",
    )
    return " ".join(row[name] for name in names if row.get(name))
