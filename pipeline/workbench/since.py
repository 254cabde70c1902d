"""How many rows a run added, lost and changed against the tables that lay there before.

Rows are remembered by two hashes and the rule, not by their text, so that large tables fit.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from pipeline.workbench.diff import COMPARED, KEYS, NOT_COMPARED

Marks = dict[int, tuple[int, str]]
"""Hash of what identifies a row -> hash of what it says, and its rule."""
Snapshot = Mapping[str, Marks]
TABLES = ("documents", *COMPARED)
_SHOWN = 4


def snapshot(folder: Path) -> Snapshot | None:
    """The rows of a folder's tables; None where there are none, or none that can be read."""
    try:
        return {table: _marks(folder / f"{table}.csv", KEYS[table]) for table in TABLES}
    except (OSError, ValueError, csv.Error):
        return None


def _marks(path: Path, key_names: Sequence[str]) -> Marks:
    """Raises ValueError where a column is missing."""
    marks: Marks = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        key = itemgetter(*(header.index(name) for name in key_names))
        told = itemgetter(*(i for i, name in enumerate(header) if name not in NOT_COMPARED))
        rule = next((header.index(name) for name in ("rule", "check") if name in header), 0)
        for row in reader:
            identity = hash(key(row))
            while identity in marks:  # a twin: told apart by its number
                identity += 1
            marks[identity] = (hash(told(row)), row[rule])
    return marks


def changes_since(before: Snapshot | None, after: Snapshot | None) -> Iterator[str]:
    """One line per table with changes, told with the rules that changed most; none without a
    run before.
    """
    if before is None or after is None:
        return
    found = {table: _counts(before[table], after[table]) for table in TABLES}
    if not any(found.values()):
        yield "no row differs from the tables that were there before"
        return
    yield "against the tables that were there before"
    for table, counts in found.items():
        if counts:
            total: Counter[str] = Counter()
            for (_, sign), number in counts.items():
                total[sign] += number
            yield f"{table:<10}{_told(total):<22} {_by_rule(table, counts)}".rstrip()


def _counts(before: Marks, after: Marks) -> Counter[tuple[str, str]]:
    """How often each rule's rows were added (+), lost (-) and changed (~)."""
    counts: Counter[tuple[str, str]] = Counter()
    for identity, (told, rule) in after.items():
        was = before.get(identity)
        if was is None:
            counts[rule, "+"] += 1
        elif was[0] != told:
            counts[rule, "~"] += 1
    for identity, (_, rule) in before.items():
        if identity not in after:
            counts[rule, "-"] += 1
    return counts


def _told(signs: Mapping[str, int]) -> str:
    return " ".join(f"{sign}{signs[sign]:,}" for sign in "+-~" if signs.get(sign))


def _by_rule(table: str, counts: Counter[tuple[str, str]]) -> str:
    """The rules with most changes: `rate.percent +3 ~1, money.digits -2, …`."""
    if table == "documents":
        return ""
    rules: dict[str, Counter[str]] = {}
    for (rule, sign), number in counts.items():
        rules.setdefault(rule, Counter())[sign] += number
    ordered = sorted(rules, key=lambda rule: (-sum(rules[rule].values()), rule))
    shown = [f"{rule} {_told(rules[rule])}" for rule in ordered[:_SHOWN]]
    more = len(ordered) - _SHOWN
    return ", ".join(shown) + (f", {more} other rules" if more > 0 else "")
