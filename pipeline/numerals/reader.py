"""Read one number expression: digits, words, mixtures, ranges, and what stands for several.

In: a surface. Out: its exact value, or None where it is not a well-formed number. Nothing is
guessed: "3만5억", "1,23" and "007" read as None, and so do 몇 and 수 alone, which name no amount.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numerals.patterns import ARABIC
from pipeline.numerals.words import (
    BIG_SCALES,
    NATIVE_LOOSE,
    NATIVE_ONES,
    NATIVE_PAIRS,
    NATIVE_TENS,
    SCALES,
    SINO_DIGITS,
    SINO_PAIRS,
    SMALL_SCALES,
    any_of,
)


@dataclass(frozen=True, slots=True)
class Number:
    """What a number expression says: one value, or the lowest and highest of a range."""

    value: Decimal
    maximum: Decimal | None = None
    approximate: bool = False


_PLAIN = str.maketrans("０１２３４５６７８９，．％－−–—‐∼～〜˜＋", "0123456789,.%-----~~~~+")
_ARABIC_RE = re.compile(rf"(?!0[\d,]){ARABIC}")
_SIGN_RE = re.compile(r"([-+△▼▲])\s*(?=\d)")
_LOOSE_SPACE_RE = re.compile(r"(?<=[경조억만천백십여]) +(?=[^ ])|(?<=\d) +(?=[경조억만여])")
_YEO_RE = re.compile(r"(?<=[\d경조억만천백십])여(?=[경조억만]|$)")
_SEVERAL_RE = re.compile(r"(?P<base>.*?)[수몇](?P<small>[십백천]?)(?P<big>[만억조]?)")
_PAIR_RE = re.compile(
    rf"(?P<base>.*?)(?P<pair>{any_of(SINO_PAIRS)})(?P<small>[십백천]?)(?P<big>[만억조]?)"
)
_NATIVE_RE = re.compile(
    rf"(?P<base>[천백]*)(?P<tens>{any_of(NATIVE_TENS)})?"
    rf"(?:(?P<pair>{any_of(NATIVE_PAIRS)})|(?P<one>{any_of(NATIVE_ONES)}))?"
)
_SHARED_RE = re.compile(r"[\d,.]+(?:[천백십](?=[경조억만]))?(?P<scale>[천백십]?[경조억만]?)")
_RANGE_RE = re.compile(r"(?P<low>[^~]*[^~ -])(?: ?~ ?|(?<=\d)-(?=\d))(?P<high>[^~ -][^~]*)")
_FURTHEST_APART = 1000  # "5천~1억" does not say whether 5천 is 5천만: such ranges are not read


def plain(surface: str) -> str:
    """Write full-width digits and signs as ASCII, and every run of blanks as one space.

    >>> plain("３만　５００")
    '3만 500'
    """
    return " ".join(surface.translate(_PLAIN).split())


_DIGITS_RE = re.compile(r"(?!0[0-9,])(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,5})?")
"""What most figures are, and what needs no reading."""
_TOO_LONG = re.compile(r"(?:\d[,.]?){18}")
LARGEST = Decimal(10**24)
"""Beyond this, and beyond seventeen digits, it is an account number or a typing slip."""


def read_number(surface: str) -> Number | None:
    """Read a whole number expression, single or range; None if it is not well formed.

    수십 is every two-digit number from 20 on, 수천만 every eight-digit one from 20,000,000 on,
    since 수 means "several". The left end of a range takes the scale of the right where it must.

    >>> read_number("1조 2천345억")
    Number(value=Decimal('1234500000000'), maximum=None, approximate=False)
    >>> read_number("3~4천")
    Number(value=Decimal('3000'), maximum=Decimal('4000'), approximate=False)
    >>> read_number("수십")
    Number(value=Decimal('20'), maximum=Decimal('99'), approximate=True)
    >>> read_number("3만5억") is None
    True
    """
    if _DIGITS_RE.fullmatch(surface):
        return Number(Decimal(surface.replace(",", "")))
    if surface in NATIVE_ONES:
        return Number(Decimal(NATIVE_ONES[surface]))
    text = plain(surface)
    if _TOO_LONG.search(text):
        return None
    sign = _SIGN_RE.match(text)
    number = _read_unsigned(text[sign.end() :] if sign else text)
    if number is None or number.value > LARGEST:
        return None
    return _negated(number) if sign and sign[1] in "-△▼" else number


def _negated(number: Number) -> Number:
    if number.maximum is None:
        return Number(-number.value, None, number.approximate)
    return Number(-number.maximum, -number.value, number.approximate)


def _read_unsigned(text: str) -> Number | None:
    bounds = _RANGE_RE.fullmatch(text) if "~" in text or "-" in text else None
    if bounds:
        return _read_range(bounds["low"], bounds["high"])
    return _read_single(text)


def _read_single(text: str) -> Number | None:
    if " " in text:
        text = _LOOSE_SPACE_RE.sub("", text)
    loose = _YEO_RE.search(text) if "여" in text else None
    if loose:
        number = _read_exact(text[: loose.start()] + text[loose.end() :])
        return Number(number.value, number.maximum, True) if number else None
    return _read_exact(text)


def _read_exact(text: str) -> Number | None:
    if not text or " " in text:
        return None
    return _cardinal(text) or _native(text) or _several(text) or _pair(text)


def _read_range(low_text: str, high_text: str) -> Number | None:
    high = _read_single(high_text)
    low = _read_single(_with_shared_scale(low_text, high_text))
    if high is None or low is None:
        return None
    top = high.maximum or high.value
    if top <= low.value or _too_far_apart(low_text, high_text, low.value, top):
        return None
    return Number(low.value, top, low.approximate or high.approximate)


def _with_shared_scale(low: str, high: str) -> str:
    """Give the left end the right end's scale: "3~4천" starts at 3천, but "500~1천" at 500."""
    shared = _SHARED_RE.fullmatch(high.rstrip("여"))
    if not shared or not shared["scale"] or low.endswith(tuple(BIG_SCALES)):
        return low
    for scale in (str(shared["scale"]), str(shared["scale"][-1])):
        smaller = _read_single(low)
        rest = _read_single(high.rstrip("여").removesuffix(scale))
        fits = smaller and rest and smaller.value < rest.value
        if fits and _read_single(low + scale):
            return low + scale
    return low


def _too_far_apart(low_text: str, high_text: str, low: Decimal, high: Decimal) -> bool:
    unlike = any(scale in high_text and scale not in low_text for scale in SCALES if scale)
    return unlike and low > 0 and high > low * _FURTHEST_APART


def _cardinal(text: str) -> Number | None:
    value = _descend(text, BIG_SCALES, _below_10000)
    return None if value is None else Number(value)


def _below_10000(text: str) -> Decimal | None:
    return _descend(text, SMALL_SCALES, _unit)


def _unit(text: str) -> Decimal | None:
    if _ARABIC_RE.fullmatch(text):
        return Decimal(text.replace(",", ""))
    digit = SINO_DIGITS.get(text)
    return None if digit is None else Decimal(digit)


def _descend(
    text: str, scales: Mapping[str, int], part: Callable[[str], Decimal | None]
) -> Decimal | None:
    """Sum the parts before each scale; each must be smaller than the scale before it."""
    total, limit, rest = Decimal(0), None, text
    for scale, worth in scales.items():
        if scale not in rest:
            continue
        head, _, tail = rest.partition(scale)
        amount = _scaled_part(head, worth, part, first=limit is None)
        if amount is None or (limit is not None and amount >= limit) or _do_not_join(head, tail):
            return None
        total, limit, rest = total + amount, worth, tail
    if not rest:
        return total if limit is not None else None
    value = part(rest)
    if value is None or (limit is not None and not 0 < value < limit):
        return None
    return total + value


def _scaled_part(
    head: str, worth: int, part: Callable[[str], Decimal | None], *, first: bool
) -> Decimal | None:
    """The worth of "5천" or of a bare scale; within a number 만 and 억 need a part of their own."""
    if not head:
        return Decimal(worth) if first or worth < BIG_SCALES["만"] else None
    value = part(head)
    if not value:
        return None
    whole = value * worth
    return whole.to_integral_value() if whole == whole.to_integral_value() else whole


def _do_not_join(head: str, tail: str) -> bool:
    """Tell what is no one number: "만 19" is an age, and nothing follows a decimal's scale."""
    age = not head and tail.isdecimal() and tail.isascii() and len(tail) < len("천000")
    return age or ("." in head and bool(tail))


def _native(text: str) -> Number | None:
    if text in NATIVE_LOOSE:
        return Number(Decimal(NATIVE_LOOSE[text]), None, True)
    if text == "스무":
        return Number(Decimal(20))
    match = _NATIVE_RE.fullmatch(text)
    if not match or match["base"] == text:
        return None
    base = _cardinal(match["base"]) if match["base"] else Number(Decimal(0))
    if base is None:
        return None
    start = base.value + NATIVE_TENS.get(match["tens"] or "", 0)
    if match["pair"]:
        low, high = NATIVE_PAIRS[match["pair"]]
        return Number(start + low, start + high, True)
    return Number(start + NATIVE_ONES.get(match["one"] or "", 0))


def _several(text: str) -> Number | None:
    """수백: all three-digit numbers from 200; 십수: a little over ten; 몇 alone: nothing."""
    match = _SEVERAL_RE.fullmatch(text)
    if not match or text in ("수", "몇"):
        return None
    unit, scale = SCALES[match["small"]], SCALES[match["big"]]
    base = _base_above(match["base"], unit)
    if base is None:
        return None
    if match["base"] and not match["small"]:
        return Number(base * scale, None, True)
    return Number((base + 2 * unit) * scale, (base + 10 * unit) * scale - 1, True)


def _pair(text: str) -> Number | None:
    """이삼십 is 20 to 30, 십이삼 is 12 to 13."""
    match = _PAIR_RE.fullmatch(text)
    base = _base_above(match["base"], SCALES[match["small"]]) if match else None
    if match is None or base is None:
        return None
    unit, scale = SCALES[match["small"]], SCALES[match["big"]]
    low, high = SINO_PAIRS[match["pair"]]
    return Number((base + low * unit) * scale, (base + high * unit) * scale, True)


def _base_above(text: str, unit: int) -> Decimal | None:
    """What precedes 수백 in 천수백: a number whose own last scale is above the one that follows."""
    if not text:
        return Decimal(0)
    base = _cardinal(text)
    return base.value if base and base.value % (10 * unit) == 0 else None
