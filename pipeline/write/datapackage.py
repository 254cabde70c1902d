"""`datapackage.json`: the tables described for machines, from the models that write them.

Frictionless Data Package v1 (specs.frictionlessdata.io). Nothing in it depends on the day or the
machine.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.tables import ALL_TABLES, abouts, column_types

_TYPES = {str: "string", int: "integer", bool: "boolean", Decimal: "number"}
_GUARDED = "; an apostrophe stands before =, +, - or @ at its beginning, unless it is a number"
"""Told at every column of text: not everyone who reads the tables reads the README."""
_DAYS = frozenset({"start_date", "end_date"})


def datapackage(version: str, rules: str = "") -> dict[str, Any]:
    """The descriptor of an output folder; `rules` is a digest of the rules that made it."""
    return {
        "profile": "data-package",
        "name": "sasil-outputs",
        "title": "Facts from Korean local-government news",
        "version": version,
        "rules": rules,
        "resources": [
            *(_resource(name, model) for name, model in ALL_TABLES.items()),
            {
                "name": "records",
                "path": "documents.jsonl",
                "description": "one JSON object per article: its columns, text, sections and rows",
                "format": "jsonl",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
            },
        ],
    }


def _resource(name: str, model: type) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": (model.__doc__ or "").split("\n", 1)[0],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": _schema(name, model),
    }


def _schema(name: str, model: type) -> dict[str, Any]:
    about, types = abouts(model), column_types(model)
    schema: dict[str, Any] = {
        "fields": [_field(column, types[column], about[column]) for column in types],
        "missingValues": [""],
    }
    if name == "documents":
        schema["primaryKey"] = "doc_id"
    elif "doc_id" in types:
        reference = {"resource": "documents", "fields": "doc_id"}
        schema["foreignKeys"] = [{"fields": "doc_id", "reference": reference}]
    return schema


def _field(column: str, kind: type, about: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column,
        "type": "date" if column in _DAYS else _TYPES[kind],
        "description": about + (_GUARDED if kind is str and column not in _DAYS else ""),
    }
    if kind is bool:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field
