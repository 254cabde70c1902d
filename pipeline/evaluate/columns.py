"""When two cells agree: numbers by value, indicators by shared words, the rest by equality."""

from __future__ import annotations

from types import MappingProxyType

CORE = MappingProxyType(
    {
        "facts": ("measure", "value", "value_max", "unit", "qualifier"),
        "dates": ("type", "value", "mod"),
    }
)
"""Columns that make the value of a mention; all have to agree."""

CONTEXT = MappingProxyType(
    {
        "facts": (
            "statistic",
            "indicator",
            "subject_id",
            "source_id",
            "period",
            "modality",
            "change_from",
            "change_to",
            "change_delta",
            "change_unit",
            "change_direction",
            "change_baseline",
        ),
        "dates": ("start_date", "end_date", "basis"),
        "region": ("entity_id",),
        "person": ("entity_id", "role", "region_id"),
        "institution": ("entity_id", "kind"),
        "program": ("entity_id",),
        "nominal": ("entity_id",),
    }
)
"""Columns that are scored each by itself."""


def agrees(column: str, gold: object, found: object) -> bool:
    """Whether a found cell says what gold says; empty, None and missing are the same.

    >>> agrees("value", 33.3333, 33.333333), agrees("value", 3, 4)
    (True, False)
    >>> agrees("indicator", "주말 목공반 수료자", "목공반 수료자")
    True
    """
    if gold in ("", None) or found in ("", None):
        return gold in ("", None) and found in ("", None)
    if column == "indicator":
        return token_overlap(str(gold), str(found)) >= 0.5
    a, b = _number(gold), _number(found)
    if a is not None and b is not None:
        # Fractions are written with four decimals or more.
        return abs(a - b) < 1e-4
    return gold == found


def token_overlap(gold: str, found: str) -> float:
    """Shared words over the words of the longer one.

    >>> token_overlap("대학 진학률", "진학률")
    0.5
    """
    a, b = set(gold.split()), set(found.split())
    return len(a & b) / max(len(a), len(b), 1)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
