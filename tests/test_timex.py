"""Dates in context: what a bare sentence cannot show, since it needs other dates or other clocks.

The forms themselves are tested by the examples in rules/dates.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from edtf_reader import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.flow import extract
from pipeline.model import Date, Document, Layout, Section
from pipeline.rules import Rules, load_rules


@cache
def rules() -> Rules:
    return load_rules()


def dates(text: str, published: str = "") -> tuple[Date, ...]:
    document = Document(doc_id="test", text=text, published=published)
    return extract(document, rules(), layout=Layout((Section(0, len(text), "body"),))).dates


def told(text: str, published: str = "") -> list[tuple[str, str]]:
    return [(row.text, row.value) for row in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("시는 4일 협약을 맺었다고 밝혔다.", [("4일", "XXXX-XX-04")]),
        ("올해 12월에 문을 연다.", [("올해 12월", "XXXX-12")]),
        (
            "올해 상반기에 이어 하반기에도 연다.",
            [("올해 상반기", "XXXX-40"), ("하반기", "XXXX-41")],
        ),
        ("지난달 28일 열렸다.", [("지난달 28일", "XXXX-XX-28")]),
        (
            "6일 문을 열었다. 이날 모두 모였다. 다음 날 떠났다.",
            [("6일", "XXXX-XX-06"), ("이날", "XXXX-XX-06"), ("다음 날", "XXXX-XX-07")],
        ),
        ("30일 열렸다. 다음 날 끝났다.", [("30일", "XXXX-XX-30"), ("다음 날", "XXXX-XX-XX")]),
        ("작년 가을 시작했다.", [("작년 가을", "XXXX-23")]),
        ("오는 5월 말까지 마친다.", [("오는 5월 말", "XXXX-05")]),
        ("오늘 발표한다.", [("오늘", "XXXX-XX-XX")]),
        ("다음 주 월요일 연다.", [("다음 주 월요일", "")]),
        ("크리스마스에 쉰다.", [("크리스마스", "XXXX-12-25")]),
        ("설 연휴에 쉰다.", [("설 연휴", "")]),
        ("3일 전에 마쳤다.", [("3일 전", "")]),
        ("2024년 3월 2일 문을 열었다.", [("2024년 3월 2일", "2024-03-02")]),
    ],
)
def test_without_publication_nothing_is_invented(text: str, expected: list[tuple[str, str]]):
    assert told(text) == expected
    for row in dates(text):
        assert row.basis in ("explicit", "unresolved")


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2026-01-04", "시는 31일 밝혔다.", ["2025-12-31"]),
        (
            "2025-09-15",
            "행사는 10월 3일 시작해 9일까지 이어진다. 이날 개막식이 있다.",
            ["2025-10-03", "2025-10-09", "2025-10-03"],
        ),
        ("2025-09-15", "접수는 20일까지다. 이날 접수가 끝난다.", ["2025-09-20", "2025-09-20"]),
        (
            "2025-09-15",
            "내년 축제는 추석 다음 날부터 열린다.",
            ["2026", "2026-09-25", "2026-09-26"],
        ),
        ("2025-09-15", "일시: 2025. 9. 3.(수) 14:00", ["2025-09-03", "T14:00"]),
        ("2026-01-04", "작년 12월에 열렸다.", ["2025-12"]),
        ("2026-01-04", "지난달 20일 열렸다.", ["2025-12-20"]),
        ("2026-01-04", "12월 20일 준공식을 열었다.", ["2025-12-20"]),
        ("2025-12-28", "1월 15일 준공식을 연다.", ["2026-01-15"]),
        ("2025-12-28", "다음 달 3일 연다.", ["2026-01-03"]),
        ("2025-12-28", "새해 첫날 해맞이를 한다.", ["2026-01-01"]),
        ("2026-01-02", "새해 예산을 발표했다.", ["2026"]),
        ("2025-07-28T14:10", "28일 협약을 맺었다.", ["2025-07-28"]),
        ("2025-07-28", "지난 28일 협약을 맺었다.", ["2025-06-28"]),
        ("2025-07-28", "오는 28일 협약을 맺는다.", ["2025-08-28"]),
        ("2025-03-30", "31일 밝혔다.", ["2025-01-31"]),
        ("2025-09-15", "20일 연다고 15일 밝혔다.", ["2025-09-20", "2025-09-15"]),
        ("2025-09-15", "15일 “20년 뒤를 준비할 계획”이라고 말했다.", ["2025-09-15", "2045"]),
        ("2025-09-15", "10일부터 20일까지 접수한다.", ["2025-09-10/2025-09-20"]),
        ("2024-03-10", "2월 29일 열렸다.", ["2024-02-29"]),
        ("2025-03-10", "2월 29일 열렸다.", ["XXXX-02-29"]),
        ("2017-09-20", "추석 연휴에 문을 연다.", ["2017-10-03/2017-10-06"]),
        ("2025-01-20", "설 연휴에 문을 연다.", ["2025-01-28/2025-01-30"]),
        ("2026-08-10", "광복절 대체휴일에 쉰다.", ["2026-08-17"]),
        (
            "2025-09-15",
            "11월 3일 명단을 알리고 이어 10~14일 등록을 받는다.",
            ["2025-11-03", "2025-11-10/2025-11-14"],
        ),
        (
            "2025-09-15",
            "11월 3일 명단을 알렸다. 1~2일 등록을 받는다.",
            ["2025-11-03", "2025-10-01/2025-10-02"],
        ),
        (
            "2025-09-15",
            "올해 회원은 지난해와 비교해 20명 줄었다. 감소율은 전년 3%와 비슷했다.",
            ["2025", "2024", "2024"],
        ),
        (
            "2025-09-15",
            "내년 살림은 올해 살림 500억 원보다 크다. 일반회계는 전년 대비 10억 원 늘었다.",
            ["2026", "2025", "2025"],
        ),
        (
            "2025-09-15",
            "지난달 손님은 1월 말에 비해 늘어 전년 동기에 맞은 손님보다 적다.",
            ["2025-08", "2025-01", "2024-08"],
        ),
        ("2025-09-15", "2020년에 문을 열었다. 전년에는 없었다.", ["2020", "2019"]),
        ("2025-09-15", "20일 조례를 정한다고 밝혔다.", ["2025-09-20"]),
        ("2025-09-15", "7일 기금운용계획 변경안을 상정했다.", ["2025-09-07"]),
        ("2025-09-15", "시는 30일 축제를 열 계획을 내놨다.", ["2025-09-30"]),
        ("2025-09-15", "축제는 30일 개막 계획.", ["2025-09-30"]),
        ("2025-09-15", "선거가 열리는 내일과 모레 눈이 온다.", ["2025-09-16", "2025-09-17"]),
        (
            "2025-09-15",
            "축제에 14일까지 7일간 4만 명이 다녀가 잔치를 치렀다.",
            ["2025-09-14", "P7D"],
        ),
        (
            "2025-09-15",
            "축제를 다음 달 10일부터 12일까지 연다. 행사는 △11일 공연 △12일 낭독극으로 짜였다.",
            ["2025-10-10/2025-10-12", "2025-10-11", "2025-10-12"],
        ),
    ],
)
def test_publication_decides(published: str, text: str, expected: list[str]):
    assert [row.value for row in dates(text, published)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2025학년도 수험생은 늘었다. 전년보다 많다.",
            [("2025학년도", "2025", "2025-03-01"), ("전년", "2024", "2024-03-01")],
        ),
        (
            "2023년 매출은 전년보다 늘었다. 이듬해 3월에는 줄었다.",
            [
                ("2023년", "2023", "2023-01-01"),
                ("전년", "2022", "2022-01-01"),
                ("이듬해 3월", "2024-03", "2024-03-01"),
            ],
        ),
        (
            "2021년 3월 시작해 9월에 마쳤다.",
            [("2021년 3월", "2021-03", "2021-03-01"), ("9월", "2021-09", "2021-09-01")],
        ),
        (
            "2027년까지 짓는 학교는 9월 3일 착공한다.",
            [("2027년", "2027", "2027-01-01"), ("9월 3일", "2025-09-03", "2025-09-03")],
        ),
        (
            "10월 4일, 6일, 7일 공연한다.",
            [
                ("10월 4일", "2025-10-04", "2025-10-04"),
                ("6일", "2025-10-06", "2025-10-06"),
                ("7일", "2025-10-07", "2025-10-07"),
            ],
        ),
        (
            "시의회는 10월 1일부터 23일까지 회의를 연다고 15일 밝혔다. 2일부터 5일까지 심사한다.",
            [
                ("10월 1일부터 23일까지", "2025-10-01/2025-10-23", "2025-10-01"),
                ("15일", "2025-09-15", "2025-09-15"),
                ("2일부터 5일까지", "2025-10-02/2025-10-05", "2025-10-02"),
            ],
        ),
        (
            "다음 달 2일 개회한 뒤 25일 폐회할 예정이다.",
            [("다음 달 2일", "2025-10-02", "2025-10-02"), ("25일", "2025-10-25", "2025-10-25")],
        ),
        (
            "올해 2분기 방문객은 전년 같은 기간보다 늘었다.",
            [
                ("올해 2분기", "2025-34", "2025-04-01"),
                ("전년 같은 기간", "2024-34", "2024-04-01"),
            ],
        ),
    ],
)
def test_other_dates_decide(text: str, expected: list[tuple[str, str, str]]):
    rows = dates(text, "2025-09-15")
    assert [(row.text, row.value, row.start_date) for row in rows] == expected


@pytest.mark.parametrize(
    "text", ["2월 30일 열렸다.", "13월 3일 열렸다.", "2025.2.30. 시행", "오후 25시에 연다."]
)
def test_impossible_dates_are_kept_empty_with_a_reason(text: str):
    (row,) = dates(text, "2025-09-15")
    assert (row.value, row.start_date, row.basis) == ("", "", "unresolved")
    assert row.note.startswith("impossible")


@pytest.mark.parametrize(
    "text",
    [
        "3·1운동 기념관을 열었다.",
        "6·3 지방선거에 나선다.",
        "4·19혁명을 기린다.",
        "주 4.5일제를 시험한다.",
        "10·29 참사를 기억한다.",
        "일자리를 늘린다.",
        "1~3학년 학생이 탄다.",
        "5일장이 선다.",
        "119에 신고했다.",
        "20대 청년이 많다.",
        "프로젝트 2.0을 발표했다.",
        "두 분이 찾아왔다.",
        "시흥시 시의원이 물었다.",
        "1월드컵경기장길에 있다.",
        "제3일반산업단지를 짓는다.",
    ],
)
def test_what_only_looks_like_a_date(text: str):
    assert dates(text, "2025-09-15") == ()


FORMS = (
    "{d}일 열렸다.",
    "오는 {d}일 연다.",
    "지난 {d}일 열렸다.",
    "{m}월 {d}일까지 받는다.",
    "올해 {m}월 열렸다.",
    "작년 {m}월 {d}일 열렸다.",
    "지난달 {d}일 열렸다.",
    "{d}일부터 {e}일까지 연다.",
    "{m}월 {d}일~{e}일 열렸다.",
    "{y}년 하반기에 짓는다.",
    "{y}학년도 1학기에 연다.",
    "추석 연휴에 쉰다.",
    "다음 주 금요일 연다.",
)


@settings(max_examples=120, deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    st.sampled_from(FORMS),
    st.integers(1, 12),
    st.integers(1, 31),
    st.integers(1, 31),
    st.integers(1995, 2035),
)
def test_days_covered_agree_with_the_value(
    published: date, form: str, m: int, d: int, e: int, y: int
):
    for row in dates(form.format(m=m, d=d, e=e, y=y), published.isoformat()):
        if not row.start_date:
            assert row.value == "" or "X" in row.value
            continue
        first, last = date.fromisoformat(row.start_date), date.fromisoformat(row.end_date)
        assert first <= last
        moment = parse_edtf(row.value)
        assert moment is not None
        if "학기" not in row.text:
            assert moment.bounds() == (first, last)
        if row.text.startswith("오는") and row.text.endswith("일"):
            assert first > published
        if row.text.startswith("지난 "):
            assert last < published
        if row.basis == "relative":
            assert abs(first - published) < timedelta(days=800)
