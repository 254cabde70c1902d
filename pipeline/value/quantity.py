"""Reads a matched figure: its number, unit, qualifier and statistic (SPEC §3).

A rule hands over the parts of its match as named groups and says in `set` how to read them:

- `number`, and `upto` for a range with its unit printed twice: the figures;
- `unit`: what is looked up in the word list that `set: {units: …}` names;
- `set: {reads: …}`: `number` (default), `fraction`, `ordinal`, or `vague` (몇 명: no value);
- `set: {value: …}`: the value itself, where a word is one (절반).
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.model import Candidate, Quantity
from pipeline.numerals import Number, read_fraction, read_number, read_ordinal
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.value.cues import Cues, find_cues
from pipeline.value.signs import is_negative

_UNIT_COLUMN = {
    "counters": "unit",
    "counted_nouns": "unit",
    "units": "ucum",
    "currencies": "code",
    "rate_units": "unit",
    "scaled_won": "code",
}
_FOUR_DECIMALS = Decimal("0.0001")
_YEAR = re.compile(r"(?:19[89]\d|20(?!00)[0-4]\d)(?:[~-](?:20)?\d\d)?")
_LONG = 20  # digits: only a division that never ends has so many


def read_quantity(candidate: Candidate, page: Page, rules: Rules) -> Quantity | str:
    """What the figure says, or why it cannot be read."""
    features = candidate.features
    reads = features.get("reads", "number")
    number = None if reads == "vague" else _number(candidate, page, reads)
    if number is None and reads != "vague":
        return "not a number"
    if _is_year(candidate, page):
        return "a year before a noun"
    surface = " ".join(_group(candidate, page, "unit").split())
    unit, factor = _unit(surface, features.get("units", ""), features.get("unit", ""), rules)
    if "factor" in features:
        factor *= Decimal(features["factor"])
    if number is not None:
        negative = is_negative(candidate, page)
        number = _scaled(number, -factor if negative else factor)
    cues = find_cues(candidate, page, rules)
    approximate = reads == "vague" or (number is not None and number.approximate)
    return Quantity(
        measure=features.get("measure", ""),
        unit=unit,
        number=number,
        qualifier=_qualifier(cues, approximate),
        statistic=cues.statistic or features.get("statistic", ""),
    )


def _group(candidate: Candidate, page: Page, name: str) -> str:
    start, end = candidate.groups.get(name, (0, 0))
    return page.text[start:end]


def _is_year(candidate: Candidate, page: Page) -> bool:
    """Whether the number is the year of what follows: 2026 시즌, 2025 사업."""
    start, stop = candidate.groups.get("unit", (0, 0))
    _, end = candidate.groups.get("number", (0, 0))
    noun = start > end and stop - start > 1
    return noun and bool(_YEAR.fullmatch(_group(candidate, page, "number")))


def _number(candidate: Candidate, page: Page, reads: str) -> Number | None:
    fixed = candidate.features.get("value")
    if fixed:
        return Number(Decimal(fixed))
    text = _group(candidate, page, "number") or page.text[candidate.start : candidate.end]
    if reads == "fraction":
        share = read_fraction(text)
        return None if share is None else Number(share)
    if reads == "ordinal":
        place = read_ordinal(text)
        return None if place is None else Number(Decimal(place))
    upto = _group(candidate, page, "upto")
    return read_number(f"{text}~{upto}" if upto else text)


def _unit(surface: str, table: str, default: str, rules: Rules) -> tuple[str, Decimal]:
    """The unit as SPEC §3 writes it, and what its printed form multiplies the value by."""
    if not table:
        return default or surface, Decimal(1)
    words = rules.words[table]
    unit = words.get(surface, _UNIT_COLUMN[table], default or surface)
    return unit, Decimal(words.get(surface, "factor", "1"))


def _scaled(number: Number, factor: Decimal) -> Number:
    if factor == 1:
        return number
    ends = [_rounded(end * factor) for end in (number.value, number.maximum) if end is not None]
    low, high = min(ends), max(ends)
    return Number(low, high if number.maximum is not None else None, number.approximate)


def _rounded(value: Decimal) -> Decimal:
    """At most the four decimals that SPEC §3 asks of a fraction: 33.3333, and 35 for 35.000."""
    if value == value.to_integral_value():
        return value.to_integral_value()
    short = value.quantize(_FOUR_DECIMALS)
    return short if short != value and len(value.as_tuple().digits) > _LONG else value


def _qualifier(cues: Cues, approximate: bool) -> str:
    """A bound says more than 약 or 여: "약 3만 명 이상" is at least 30,000."""
    if cues.qualifier and (cues.qualifier != "approx" or approximate):
        return cues.qualifier
    return "approx" if approximate or cues.qualifier else "exact"
