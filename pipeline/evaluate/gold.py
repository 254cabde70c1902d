"""Gold files: one JSON per article, named after the article's file or the record's id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

import orjson

# Gold nests a change under `comparison`; rows have it in columns.
_CHANGE = {
    "change_from": "from",
    "change_to": "to",
    "change_delta": "delta",
    "change_unit": "delta_unit",
    "change_direction": "direction",
    "change_baseline": "baseline_period",
}
_LISTS = ("entities", "facts", "dates", "relations", "sections")


class Gold:
    """The gold of a folder, by file name without `.json`; remembers what was asked for."""

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        self._files = files
        self._used: set[str] = set()

    def take(self, record: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The gold of a record from documents.jsonl, None if there is none."""
        for name in _names(record):
            if name in self._files:
                self._used.add(name)
                return self._files[name]
        return None

    def unused(self) -> list[str]:
        """Gold whose article was not scored."""
        return sorted(set(self._files) - self._used)


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    doc_id = str(record["doc_id"])
    yield PurePath(str(record.get("source", ""))).name
    yield doc_id
    yield f"{doc_id}.txt"


def load_gold(folder: str | Path) -> Gold:
    """Read every .json of a folder. Raises ValueError with the file's name on broken gold."""
    files = {}
    for path in sorted(Path(folder).glob("*.json")):
        try:
            files[path.name.removesuffix(".json")] = _flat(orjson.loads(path.read_bytes()))
        except (orjson.JSONDecodeError, KeyError, AttributeError) as error:
            raise ValueError(f"{path}: no gold file ({error})") from None
    if not files:
        raise ValueError(f"{folder}: no gold files (*.json) there")
    return Gold(files)


def _flat(gold: dict[str, Any]) -> dict[str, Any]:
    facts = [_with_change(fact) for fact in gold.get("facts", [])]
    return {**{name: [] for name in _LISTS}, **gold, "facts": facts}


def _with_change(fact: Mapping[str, Any]) -> dict[str, Any]:
    if "comparison" not in fact:
        return dict(fact)
    change = fact["comparison"] or {}
    return {**fact, **{column: change.get(key) for column, key in _CHANGE.items()}}
