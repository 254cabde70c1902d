"""Numerals: proven exhaustively up to 99,999, densely to 10^16, by a writer that shares no code."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.numerals import (
    DIGITS,
    LEFT_EDGE,
    NATIVE,
    NUMBER,
    RANGE,
    SINO,
    Number,
    read_fraction,
    read_number,
    read_ordinal,
)

# --- the independent writer: from numbers to Korean -----------------------------------------

GROUPS = ("", "만", "억", "조", "경")
FOURS = ("", "십", "백", "천")
HANGUL = "영일이삼사오육칠팔구"
ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
COUNTING = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def in_groups(number: int) -> Iterator[tuple[int, str]]:
    for power in range(len(GROUPS) - 1, -1, -1):
        group = number // 10000**power % 10000
        if group:
            yield group, GROUPS[power]


def hangul_group(group: int, *, with_one: bool, digit: Callable[[int], str]) -> str:
    written = ""
    for power in (3, 2, 1, 0):
        figure = group // 10**power % 10
        if figure:
            silent = figure == 1 and power > 0 and not with_one
            written += ("" if silent else digit(figure)) + FOURS[power]
    return written


def plain(number: int) -> str:
    return str(number)


def commas(number: int) -> str:
    return format(number, ",")


def full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(figure)) for figure in str(number))


def grouped(number: int) -> str:
    return "".join(f"{group}{scale}" for group, scale in in_groups(number))


def grouped_with_spaces(number: int) -> str:
    return " ".join(f"{group:,}{scale}" for group, scale in in_groups(number))


def news_agency(number: int) -> str:
    """Digits with 천: 3만5천, 7만6천, 2천345억."""
    words = []
    for group, scale in in_groups(number):
        thousands, rest = divmod(group, 1000)
        words.append((f"{thousands}천" if thousands else "") + (str(rest) if rest else "") + scale)
    return "".join(words)


def every_scale(number: int) -> str:
    """Digits before every scale: 3만 5천 2백 1십 7."""
    groups = (hangul_group(g, with_one=True, digit=str) + scale for g, scale in in_groups(number))
    return " ".join(groups)


def words(number: int) -> str:
    def write(group: int, scale: str) -> str:
        if group == 1 and scale == "만":
            return "만"
        return hangul_group(group, with_one=False, digit=HANGUL.__getitem__) + scale

    pieces = [write(group, scale) for group, scale in in_groups(number)]
    if len(pieces) > 1 and "만" in pieces[1:]:
        pieces[pieces.index("만")] = "일만"
    return "".join(pieces)


def cheque(number: int) -> str:
    """Words with every 일 written, groups apart: 일만 일천일백일십일."""
    return " ".join(
        hangul_group(g, with_one=True, digit=HANGUL.__getitem__) + s for g, s in in_groups(number)
    )


STYLES = (
    plain, commas, full_width, grouped, grouped_with_spaces, news_agency, every_scale, words,
    cheque,
)  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_every_integer_to_99999_reads_back(style: Callable[[int], str]) -> None:
    wrong = [n for n in range(1, 100_000) if read_number(style(n)) != Number(Decimal(n))]
    assert wrong == []


def dense_sample() -> Iterator[int]:
    """Every power of ten with its neighbours, round figures, and a fine lattice up to 10^16."""
    for power in range(5, 17):
        for figure in range(1, 10):
            yield figure * 10**power
            yield from (figure * 10**power + step for step in (-1, 1, 12, 345, 6_000, 70_000))
    for step in range(1, 2_500):
        yield step * 3_999_999_999_997
        yield step * 39_999_937
        yield step * 1_000_000


@pytest.mark.parametrize("style", STYLES)
def test_dense_sample_to_ten_quadrillion_reads_back(style: Callable[[int], str]) -> None:
    wrong = [n for n in dense_sample() if read_number(style(n)) != Number(Decimal(n))]
    assert wrong == []


@pytest.mark.parametrize("style", [s for s in STYLES if s is not full_width])
def test_number_pattern_covers_what_is_written(style: Callable[[int], str]) -> None:
    pattern = regex.compile(NUMBER)
    sample = [*range(1, 3_000), *range(3_000, 100_000, 61)]
    unseen = [style(n) for n in sample if not pattern.fullmatch(style(n))]
    assert unseen == []


@pytest.mark.parametrize("ones", [ONES, COUNTING])
def test_every_native_number_to_99_reads_back(ones: tuple[str, ...]) -> None:
    for number in range(1, 100):
        written = TENS[number // 10] + ones[number % 10]
        assert read_number(written) == Number(Decimal(number)), written
        assert regex.fullmatch(NATIVE, written), written


# --- tables of examples --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("3만5000", "35000"),
        ("1만 1,284", "11284"),
        ("2,510만", "25100000"),
        ("7만6천", "76000"),
        ("만 7천6백", "17600"),
        ("1조 2천345억", "1234500000000"),
        ("천억", "100000000000"),
        ("삼천오백만", "35000000"),
        ("백이십", "120"),
        ("3천300", "3300"),
        ("1천 200", "1200"),
        ("345백만", "345000000"),
        ("12,000천", "12000000"),
        ("1억 천만", "110000000"),
        ("1.5만", "15000"),
        ("4조3,500억", "4350000000000"),
        ("0.08", "0.08"),
        ("1,234.5", "1234.5"),
        ("0", "0"),
        ("스무", "20"),
        ("스물세", "23"),
        ("아흔아홉", "99"),
        ("백스물세", "123"),
        ("넉", "4"),
        ("석", "3"),
        ("-3.2", "-3.2"),
        ("－3.2", "-3.2"),
        ("△3.2", "-3.2"),
        ("▼1만 2,000", "-12000"),
        ("▲3.2", "3.2"),
        ("+7", "7"),
    ],
)
def test_exact_numbers(surface: str, value: str) -> None:
    assert read_number(surface) == Number(Decimal(value))


@pytest.mark.parametrize(
    ("surface", "low", "high"),
    [
        ("3만5000여", 35000, None),
        ("300여", 300, None),
        ("300 여", 300, None),
        ("5천여만", 50_000_000, None),
        ("십여만", 100_000, None),
        ("십수", 10, None),
        ("십몇", 10, None),
        ("여남은", 10, None),
        ("열댓", 15, None),
        ("수십", 20, 99),
        ("몇십", 20, 99),
        ("수백", 200, 999),
        ("수천만", 20_000_000, 99_999_999),
        ("천수백", 1200, 1999),
        ("한두", 1, 2),
        ("두세", 2, 3),
        ("두서너", 2, 4),
        ("서너", 3, 4),
        ("대여섯", 5, 6),
        ("예닐곱", 6, 7),
        ("열두세", 12, 13),
        ("이삼십", 20, 30),
        ("사오백", 400, 500),
        ("십이삼", 12, 13),
        ("20~30여", 20, 30),
        ("수십~수백", 20, 999),
    ],
)
def test_approximate_numbers(surface: str, low: int, high: int | None) -> None:
    assert read_number(surface) == Number(
        Decimal(low), None if high is None else Decimal(high), approximate=True
    )


@pytest.mark.parametrize(
    ("surface", "low", "high"),
    [
        ("80~90", "80", "90"),
        ("80∼90", "80", "90"),
        ("3~4천", "3000", "4000"),
        ("3천~4천", "3000", "4000"),
        ("3천~4천만", "30000000", "40000000"),
        ("1백~2백만", "1000000", "2000000"),
        ("3만~5만", "30000", "50000"),
        ("3만 ~ 5만", "30000", "50000"),
        ("500~1천", "500", "1000"),
        ("900~1만2천", "900", "12000"),
        ("1~1.5억", "100000000", "150000000"),
        ("10~1,000", "10", "1000"),
        ("5-6", "5", "6"),
        ("0.5~1.2", "0.5", "1.2"),
    ],
)
def test_ranges(surface: str, low: str, high: str) -> None:
    assert read_number(surface) == Number(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "surface",
    [
        "", " ", "3만5억", "1,23", "12,34,567", "007", "2025.9.3", "3만만", "만억", "천천",
        "억만", "1만 12,840", "3천 1200", "1.5만3천5", "만 19", "몇", "수", "여", "스물열", "두백",
        "6-5", "5천~1억", "1~2만5천", "5만~3만", "일자리", "만세", "천천히", "이 시장", "3만 이상",
        "1 2", "1,2,3", "~3", "3~",
    ],
)  # fmt: skip
def test_what_is_no_well_formed_number_is_not_read(surface: str) -> None:
    assert read_number(surface) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("모두 3만5000여 명이 모였다", ["3만5000여"]),
        ("신청은 300 여명, 배정은 20 여 곳", ["300 여", "20 여"]),
        ("3만 이상, 5만 백신", ["3만", "5만"]),
        ("20만 30만으로", ["20만", "30만"]),
        ("2025.9.3. 공고", []),
        ("1,23과 3만5억", []),
        ("20 여성", ["20"]),
        ("1억 천만 원", ["1억 천만"]),
    ],
)
def test_digits_in_running_text(text: str, found: list[str]) -> None:
    pattern = regex.compile(LEFT_EDGE + DIGITS)
    assert [match[0] for match in pattern.finditer(text)] == found


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("절반", "0.5"),
        ("반", "0.5"),
        ("4분의 3", "0.75"),
        ("사분의 삼", "0.75"),
        ("100분의 5", "0.05"),
        ("1/4", "0.25"),
        ("3할", "0.3"),
        ("3할 5푼", "0.35"),
        ("2할5푼3리", "0.253"),
        ("삼할", "0.3"),
        ("두 배", "2"),
        ("1.5배", "1.5"),
        ("10배", "10"),
        ("배", "2"),
        ("갑절", "2"),
        ("세 곱절", "3"),
    ],
)
def test_fractions_and_multiples(surface: str, value: str) -> None:
    assert read_fraction(surface) == Decimal(value)


def test_a_third_keeps_all_its_places() -> None:
    assert read_fraction("3분의 1") == Decimal(1) / Decimal(3)


@pytest.mark.parametrize("surface", ["", "0분의 1", "분의 1", "할", "3할 12푼", "배추", "삼", "3"])
def test_what_is_no_fraction(surface: str) -> None:
    assert read_fraction(surface) is None


@pytest.mark.parametrize(
    ("surface", "place"),
    [
        ("첫", 1),
        ("첫 번째", 1),
        ("첫번째", 1),
        ("첫째", 1),
        ("처음", 1),
        ("두 번째", 2),
        ("둘째", 2),
        ("세 번째", 3),
        ("5번째", 5),
        ("열두 번째", 12),
        ("스물두 번째", 22),
        ("제3", 3),
        ("제 12", 12),
        ("1위", 1),
        ("3등", 3),
        ("공동 1위", None),
        ("100여 번째", None),
        ("번째", None),
        ("제주", None),
        ("", None),
    ],
)
def test_ordinals(surface: str, place: int | None) -> None:
    assert read_ordinal(surface) == place


# --- properties ----------------------------------------------------------------------------

NUMBERS = st.integers(min_value=1, max_value=10**16)


@given(NUMBERS, st.sampled_from(STYLES))
def test_any_number_in_any_style_reads_back(number: int, style: Callable[[int], str]) -> None:
    assert read_number(style(number)) == Number(Decimal(number))


@given(st.integers(1, 10**15), st.sampled_from((plain, commas, grouped, news_agency, words)))
def test_yeo_changes_nothing_but_the_certainty(number: int, style: Callable[[int], str]) -> None:
    number *= 10  # 여 says "and a little more", which a number with ones cannot
    assert read_number(style(number) + "여") == Number(Decimal(number), approximate=True)


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from("-△▼"))
def test_decimals_and_signs(number: Decimal, sign: str) -> None:
    assert read_number(f"{number:,f}") == Number(number)
    assert read_number(f"{sign}{number:f}") == Number(-number)


@given(NUMBERS, NUMBERS, st.sampled_from((plain, commas, grouped)))
def test_a_range_is_read_in_order_or_not_at_all(
    one: int, other: int, style: Callable[[int], str]
) -> None:
    number = read_number(f"{style(one)}~{style(other)}")
    assert number is None or (number.maximum is not None and number.value < number.maximum)


@settings(max_examples=300)
@given(st.text(alphabet="0123,.~-천백십만억조일이삼두세열스물수몇여 △", max_size=12))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in (read_number, read_fraction, read_ordinal):
        read(text)


@settings(max_examples=300)
@given(st.text(alphabet="0123,.~천백십만억조일이삼두세열여 명", max_size=12))
def test_patterns_match_no_empty_string_and_end_on_no_digit(text: str) -> None:
    for source in (NUMBER, RANGE, SINO, DIGITS):
        for match in regex.finditer(source, text):
            assert match[0].strip()
            assert not text[match.end() : match.end() + 1].isdecimal()
