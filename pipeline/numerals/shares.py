"""Read what is said with numbers but counts nothing: shares, multiples and places in an order."""

from decimal import Decimal

import regex

from pipeline.numerals.reader import plain, read_number

_PARTS_RE = regex.compile(r"(?<below>.+?) ?분의 ?(?<above>.+)")
_SLASH_RE = regex.compile(r"(?<above>\d+)/(?<below>\d+)")
_TENTHS_RE = regex.compile(
    r"(?:(?<one>[^할푼리 ]+)할)?(?: ?(?<two>[^할푼리 ]+)푼)?(?: ?(?<three>[^할푼리 ]+)리)?"
)
_NAMED_FRACTIONS = {
    "절반": Decimal("0.5"), "반": Decimal("0.5"), "반의반": Decimal("0.25"),
    "반의 반": Decimal("0.25"),
}  # fmt: skip
_NAMED_MULTIPLES = {"배": Decimal(2), "갑절": Decimal(2), "곱절": Decimal(2)}
_MULTIPLE_RE = regex.compile(r"(?<number>.+?) ?(?:배|갑절|곱절)")
_ORDINAL_RE = regex.compile(
    r"(?:제 ?(?<formal>.+)|(?<number>.+?) ?(?:번째|번 째|위|등)|(?<native>.+?)째)"
)
_FIRSTS = {"첫": 1, "첫째": 1, "첫 번째": 1, "첫번째": 1, "첫 번 째": 1, "처음": 1}


def read_fraction(surface: str) -> Decimal | None:
    """Read a share or a multiple of one: 절반, 3분의 1, 3할 5푼, 두 배.

    >>> read_fraction("4분의 3"), read_fraction("3할 5푼"), read_fraction("두 배")
    (Decimal('0.75'), Decimal('0.350'), Decimal('2'))
    """
    text = plain(surface)
    named = _NAMED_FRACTIONS.get(text) or _NAMED_MULTIPLES.get(text)
    if named is not None:
        return named
    multiple = _MULTIPLE_RE.fullmatch(text)
    if multiple:
        return _one_value(multiple["number"])
    parts = _PARTS_RE.fullmatch(text) or _SLASH_RE.fullmatch(text)
    if parts:
        above, below = _one_value(parts["above"]), _one_value(parts["below"])
        return above / below if above is not None and below else None
    return _tenths(text)


def _tenths(text: str) -> Decimal | None:
    match = _TENTHS_RE.fullmatch(text)
    if not match or not text:
        return None
    total = Decimal(0)
    for name, worth in (("one", "0.1"), ("two", "0.01"), ("three", "0.001")):
        value = _one_value(match[name]) if match[name] else Decimal(0)
        if value is None or (value >= 10 and name != "one"):
            return None
        total += value * Decimal(worth)
    return total


def _one_value(text: str) -> Decimal | None:
    number = read_number(text)
    return number.value if number and number.maximum is None else None


def read_ordinal(surface: str) -> int | None:
    """Read a place in an order: 첫, 세 번째, 5번째, 제3, 둘째, 1위.

    >>> read_ordinal("첫 번째"), read_ordinal("스물두 번째"), read_ordinal("제3")
    (1, 22, 3)
    """
    text = plain(surface)
    if text in _FIRSTS:
        return _FIRSTS[text]
    match = _ORDINAL_RE.fullmatch(text)
    if not match:
        return None
    number = read_number(match["formal"] or match["number"] or match["native"])
    exact = number and number.maximum is None and not number.approximate
    return int(number.value) if number and exact and number.value % 1 == 0 else None
