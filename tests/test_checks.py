"""Arithmetic inside an article: what is consistent, what is not, and where nothing may be said."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from pipeline.checks.tolerance import Interval, grain
from pipeline.flow import extract
from pipeline.model import Check, Document, Layout, Section
from pipeline.rules import Rules, load_rules


@cache
def rules() -> Rules:
    return load_rules()


def checks_of(text: str, published: str = "2025-07-28") -> tuple[Check, ...]:
    layout = Layout((Section(0, len(text), "body"),))
    document = Document(doc_id="t", text=text, published=published)
    return extract(document, rules(), layout=layout).checks


# article, check, stated, verdict
JUDGED = [
    ("선수단은 모두 9명으로 검도 6명, 양궁 3명이다.", "sum", "9명", "consistent"),
    ("내국인 300명과 외국인 20명을 합쳐 모두 320명이다.", "sum", "320명", "consistent"),
    ("초등 과정 30명과 중학 과정 12명 등 총 42명이다.", "sum", "42명", "consistent"),
    ("신고는 30곳(전체 시군 120곳의 25%)에서 늘었다.", "share", "25%", "consistent"),
    ("신고는 30곳(전체 시군 120곳의 45%)에서 늘었다.", "share", "45%", "inconsistent"),
    (
        "올해 상담 인원은 1,850명이다. 지난해 1,240명보다 610명(49.2%) 늘어난 수치다.",
        "growth",
        "49.2%",
        "consistent",
    ),
    ("예산은 올해보다 300억 원(4.1%) 늘어난 7,600억 원이다.", "growth", "4.1%", "consistent"),
    ("인구는 3만 1,200명으로 전년보다 180명, 0.6% 늘었다.", "growth", "0.6%", "consistent"),
    ("신청자 800명 중 520명이 합격해 65%의 합격률을 보였다.", "share", "65%", "consistent"),
    ("지원자 1250명 중 640명(51.2%)이 여성이다.", "share", "51.2%", "consistent"),
    ("지원자 1250명 중 640명(61.2%)이 여성이다.", "share", "61.2%", "inconsistent"),
    ("졸업생은 5000명이다. 이 중 진학자는 2320명(46.4%)이다.", "share", "46.4%", "consistent"),
    ("수료생 87명 가운데 52명이 남아 정착률은 59.8%다.", "share", "59.8%", "consistent"),
    ("대상은 4만2천 가구로 안산시 전체 13만 가구의 32.3%다.", "share", "32.3%", "consistent"),
    ("회원은 전년(160명)보다 29.4% 늘어난 207명이다.", "growth", "29.4%", "consistent"),
    ("회원은 전년(160명)보다 24.9% 늘어난 207명이다.", "growth", "24.9%", "inconsistent"),
    ("예산은 410억 원에서 480억 원으로 17.1% 늘었다.", "growth", "17.1%", "consistent"),
    ("학생은 200명에서 150명으로 25% 줄었다.", "growth", "25%", "consistent"),
    ("비율은 6.2%에서 12.4%로 두 배가 됐다.", "growth", "두 배", "consistent"),
    ("취업률은 60%에서 66%로 10% 올랐다.", "growth", "10%", "consistent"),
    ("실업률은 4.2%에서 3.7%로 0.5%포인트 내렸다.", "difference", "0.5%포인트", "consistent"),
    ("실업률은 4.2%에서 3.7%로 1.5%포인트 내렸다.", "difference", "1.5%포인트", "inconsistent"),
    (
        "총사업비는 46억 원으로 국비 23억 원, 도비 7억 원, 시비 16억 원이 든다.",
        "sum",
        "46억 원",
        "consistent",
    ),
    (
        "총사업비는 46억 원으로 국비 23억 원, 도비 7억 원, 시비 26억 원이 든다.",
        "sum",
        "46억 원",
        "inconsistent",
    ),
    ("사업비 96억 원(국비 48억 원, 시비 48억 원)을 들인다.", "sum", "96억 원", "consistent"),
    ("조례안 14건과 동의안 3건 등 안건 17건을 처리했다.", "sum", "17건", "consistent"),
    ("△안산시 △김포시 △태백시 등 3개 지자체가 왔다.", "count", "3개", "consistent"),
    ("△안산시 △김포시 △태백시 △춘천시 등 3개 지자체가 왔다.", "count", "3개", "inconsistent"),
    ("안산시와 김포시에 이어 태백시가 세 번째로 참여했다.", "ordinal", "세 번째", "consistent"),
    ("안산시와 김포시에 이어 태백시가 두 번째로 참여했다.", "ordinal", "두 번째", "inconsistent"),
    (
        "과제는 다음 세 가지다.\n1. 돌봄 강화\n2. 버스 증편\n3. 공원 정비\n",
        "count",
        "세 가지",
        "consistent",
    ),
    (
        "현황 (단위: 명)\n| 구분 | 2023년 | 2024년 | 계 |\n| 수료자 | 24명 | 30명 | 54명 |\n",
        "sum",
        "54명",
        "consistent",
    ),
    (
        "현황 (단위: 명)\n| 구분 | 2023년 | 2024년 | 계 |\n| 수료자 | 24명 | 30명 | 64명 |\n",
        "sum",
        "64명",
        "inconsistent",
    ),
]

# articles that allow no arithmetic, or none that may be called wrong
SILENT = [
    "신청자 940명 중 615명이 자격시험에 붙었다.",
    "안산시, 김포시 등 5개 지자체가 참여했다.",
    "이에 따라, 시는 책, 영화, 음악, 미술 등 3개 분야를 돕는다.",
    "사업비 96억 원(국비 40억 원, 도비 10억 원 등)을 들인다.",
    "사업비 96억 원(국비 40억 원, 도비 10억 원)을 들인다.",
    "관람객은 약 120명에서 약 170명으로 45% 늘었다.",
    "안산시에 이어 다섯 번째로 참여했다.",
    "매출은 100억 원에서 120억 원으로 늘었고 순이익은 30% 늘었다.",
    "총 20명이 참가했다. 남학생은 12명이다.",
    "예산은 100억 원에서 150억 원으로 매년 5% 늘었다.",
    "취업률은 60%에서 66%로 8% 올랐다.",
    "△책 △영화 등 2개 사업과 △음악 △미술 △무용 등 3개 사업을 편다.",
    "안산시와 김포시에 이어 올해 두 번째로 협약을 맺었다.",
    "현황\n| 구분 | 2023년 | 2024년 | 계 |\n| 평균 나이 | 24세 | 30세 | 27세 |\n",
]

HONEST = [
    "예산은 3억 원에서 5억 원으로 67% 늘었다.",
    "예산은 3억 원에서 5억 원으로 66.6% 늘었다.",
    "전체 1만 명 가운데 3333명(33.3%)이 답했다.",
    "총 10억 원(국비 3.4억 원, 시비 6.6억 원)을 들인다.",
    "2,640명 중 1,320명(50%)이 남았다.",
]


@pytest.mark.parametrize(("text", "kind", "stated", "verdict"), JUDGED)
def test_arithmetic_is_judged(text: str, kind: str, stated: str, verdict: str) -> None:
    found = [(c.check, c.stated, c.verdict) for c in checks_of(text)]
    assert (kind, stated, verdict) in found
    assert all(v == verdict for _, _, v in found)


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_where_the_text_does_not_allow_it(text: str) -> None:
    assert not [c for c in checks_of(text) if c.verdict == "inconsistent"]


@pytest.mark.parametrize("text", HONEST)
def test_rounding_is_no_contradiction(text: str) -> None:
    found = checks_of(text)
    assert found
    assert {c.verdict for c in found} == {"consistent"}


def test_explanation_spells_the_arithmetic_out() -> None:
    (check,) = checks_of("지원자 1250명 중 640명(51.2%)이 여성이다.")
    assert check.explanation == "640 / 1,250 = 51.2%, stated 51.2%"
    assert check.fact_ids == "t#1|t#2|t#3"


def test_age_against_year_of_birth() -> None:
    found = checks_of("1990년생(35세)인 그는 의사다.")
    assert [c.verdict for c in found if c.check == "age"] in (["consistent"], [])


@pytest.mark.parametrize(
    ("surface", "size"),
    [("46.4%", "0.1"), ("96억 원", "1E+8"), ("3만5000명", "1"), ("1만 명", "1E+4"), ("50%", "1")],
)
def test_grain_is_the_last_printed_place(surface: str, size: str) -> None:
    assert grain(surface) == Decimal(size)


def test_intervals_meet_within_slack() -> None:
    assert Interval(Decimal(1), Decimal(2)).near(Interval(Decimal(3), Decimal(4)), Decimal(1))
    assert not Interval(Decimal(1), Decimal(2)).near(Interval(Decimal(4), Decimal(5)), Decimal(1))
