"""How far two figures may differ before they disagree: by what was printed and how it was hedged.

A figure printed to one decimal stands for anything that rounds or is cut to it. "96억 원" is
printed to the 억. A plain count stands for itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from pipeline.model import Fact

_SCALES = {
    "십": Decimal(10),
    "백": Decimal(100),
    "천": Decimal(1000),
    "만": Decimal(10**4),
    "억": Decimal(10**8),
    "조": Decimal(10**12),
}
_NUMERAL = regex.compile(
    r"(?=[\d십백천만억조])(?:\d[\d,]*(?:\.(?P<decimals>\d+))?)? ?(?P<scale>[십백천만억조]*)"
)
CONSISTENT, INCONSISTENT = "consistent", "inconsistent"


class Interval(NamedTuple):
    """The values that a printed figure may stand for."""

    low: Decimal
    high: Decimal

    def near(self, other: Interval, slack: Decimal) -> bool:
        """Whether the intervals meet, or miss each other by no more than `slack`."""
        return self.low - slack <= other.high and other.low - slack <= self.high


def grain(surface: str) -> Decimal:
    """The size of the last printed place.

    >>> [str(grain(text)) for text in ("46.4%", "96억 원", "1억6800만 원", "2640명", "3.4억")]
    ['0.1', '100000000', '10000', '1', '10000000.0']
    """
    numerals = list(_NUMERAL.finditer(surface))
    if not numerals:
        return Decimal(1)
    decimals, scales = numerals[-1].group("decimals", "scale")
    place = Decimal(1).scaleb(-len(decimals or ""))
    for scale in scales:
        place *= _SCALES[scale]
    return place


def exact(fact: Fact) -> bool:
    """Whether the figure is printed without a hedge, so that it can be wrong."""
    return fact.qualifier == "exact" and fact.value_max is None


def interval(fact: Fact) -> Interval:
    """What the figure may stand for; a hedge widens it to a twentieth either way."""
    value = fact.value if fact.value is not None else Decimal(0)
    high = fact.value_max if fact.value_max is not None else value
    size = grain(fact.text)
    half = Decimal(0) if size == 1 and fact.measure != "rate" else size / 2
    if fact.qualifier != "exact":
        half = max(half, abs(value) / 20)
    return Interval(value - half, high + half)


def shown(value: Decimal) -> str:
    """A number as it is spelled out: thousands apart, at most two decimals.

    >>> shown(Decimal("46.4380")), shown(Decimal(9600000000)), shown(Decimal("51"))
    ('46.44', '9,600,000,000', '51')
    """
    rounded = value.quantize(Decimal("0.01"))
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
