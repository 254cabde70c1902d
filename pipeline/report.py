"""A readable table of facts for the terminal: `sasil facts --region 안산 --indicator 진학률`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.model import Fact
from pipeline.places import load_places
from pipeline.rules.problems import nearest

HEADS = ("subject", "indicator", "value", "period", "modality", "change", "source", "fact")


def told_facts(records: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    """The facts of the records of documents.jsonl, numbers as decimals again."""
    decimals = {f.name for f in fields(Fact) if "Decimal" in str(f.type)}
    for record in records:
        for row in record["facts"]:
            known: dict[str, Any] = {
                name: Decimal(str(cell)) if name in decimals and cell is not None else cell
                for name, cell in row.items()
            }
            yield Fact(**known)


def region_code(region: str, table: Path) -> str:
    """The code of a region given by its code or its name, a province before it if need be.

    Raises ValueError where no region, or more than one, has the name.
    """
    asked = region.removeprefix("region:").split()
    if not asked or asked[-1].isdecimal():
        return "".join(asked)
    places = load_places(table)
    *outer, name = asked
    parents = [code for parent in outer for code in places.candidates(parent)]
    found = places.resolve(name, parents=parents)
    if found.code and (not outer or found.basis == "parent"):
        return found.code
    if not found.candidates or outer:
        near = "" if outer else nearest(name, places.by_surface)
        raise ValueError(f"--region: no region {region!r}; {near or 'give its code'}")
    told = ", ".join(f"{code} {places.regions[code].name}" for code in found.candidates)
    raise ValueError(f"--region: {region!r} may be {told}; give one of the codes")


def select_facts(
    facts: Iterable[Fact], region: str = "", indicator: str = "", measure: str = ""
) -> list[Fact]:
    """The facts about a region (5- or 2-digit code) whose indicator
    contains the words asked for, blanks aside; an empty filter lets everything through.
    """
    subject = f"region:{region}" if region else ""
    wanted = indicator.replace(" ", "")
    return [
        fact
        for fact in facts
        if (not subject or fact.subject_id == subject)
        and wanted in fact.indicator.replace(" ", "")
        and (not measure or fact.measure == measure)
    ]


def format_facts(facts: Sequence[Fact]) -> str:
    """The facts as aligned columns, Korean letters counted as two cells; a message if none."""
    if not facts:
        return "no facts"
    rows = [HEADS, *(_cells(fact) for fact in facts)]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(HEADS))]
    lines = [
        "  ".join(_padded(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _cells(fact: Fact) -> tuple[str, ...]:
    return (
        fact.subject_id,
        fact.indicator,
        value_text(fact),
        fact.period,
        fact.modality,
        _change(fact),
        fact.source_id,
        fact.fact_id,
    )


def value_text(fact: Fact) -> str:
    """Value, range, unit and hedge of a fact in one cell."""
    if fact.value is None:
        return fact.text
    high = f"..{_number(fact.value_max)}" if fact.value_max is not None else ""
    hedge = f" ({fact.qualifier})" if fact.qualifier != "exact" else ""
    statistic = f" {fact.statistic}" if fact.statistic else ""
    return f"{_number(fact.value)}{high} {fact.unit}{statistic}{hedge}"


def _number(value: Decimal) -> str:
    """
    >>> _number(Decimal("35000")), _number(Decimal("71.40"))
    ('35,000', '71.4')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _change(fact: Fact) -> str:
    if not fact.change_direction:
        return ""
    start = "" if fact.change_from is None else f"{_number(fact.change_from)} -> "
    end = "" if fact.change_to is None else _number(fact.change_to)
    delta = (
        "" if fact.change_delta is None else f" ({_number(fact.change_delta)} {fact.change_unit})"
    )
    since = f" since {fact.change_baseline}" if fact.change_baseline else ""
    return f"{start}{end}{delta} {fact.change_direction}{since}".strip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
