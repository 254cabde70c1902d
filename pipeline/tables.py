"""The tables of an output folder and their columns, as the models declare them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from types import MappingProxyType, UnionType
from typing import get_args, get_type_hints

from pipeline.model import Check, Date, Document, Dropped, Entity, Fact, Problem, Relation

TABLES: Mapping[str, type] = MappingProxyType(
    {
        "documents": Document,
        "entities": Entity,
        "facts": Fact,
        "dates": Date,
        "relations": Relation,
        "checks": Check,
        "dropped": Dropped,
    }
)
"""The tables that an article has rows in, and the model of their rows."""

ALL_TABLES: Mapping[str, type] = MappingProxyType({**TABLES, "errors": Problem})
"""Every table of a run; errors belong to files, not to articles."""


def columns(model: type) -> list[str]:
    """Names of a row model's columns, in the order of the table.

    >>> columns(Check)[:3]
    ['doc_id', 'check', 'fact_ids']
    """
    return [f.name for f in fields(model) if "about" in f.metadata]


def column_types(model: type) -> dict[str, type]:
    """The type of each column: str, int, bool or Decimal; an optional value is its own type.

    >>> column_types(Fact)["value"]
    <class 'decimal.Decimal'>
    """
    hints = get_type_hints(model, localns={"Decimal": Decimal})
    return {name: _plain(hints[name]) for name in columns(model)}


def _plain(hint: type | UnionType) -> type:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    found = kinds[0] if kinds else hint
    if not isinstance(found, type):
        raise TypeError(f"a column holds one plain type, not {hint}")
    return found


def abouts(model: type) -> dict[str, str]:
    """What each column holds, for readers."""
    return {f.name: f.metadata["about"] for f in fields(model) if "about" in f.metadata}
