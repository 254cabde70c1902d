"""What figures mean: sentences of our own with the context columns that they must get."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from pipeline.flow import extract
from pipeline.model import Document, Fact, Layout, Section
from pipeline.report import format_facts, select_facts
from pipeline.rules import Rules, load_rules

PUBLISHED = "2025-07-28"


@cache
def facts_of(text: str, published: str = PUBLISHED) -> tuple[Fact, ...]:
    layout = Layout((Section(0, len(text), "body"),))
    document = Document(doc_id="t", text=text, published=published)
    return extract(document, rules(), layout=layout).facts


@cache
def rules() -> Rules:
    return load_rules()


# sentence, surface of the figure, columns. A column that is not named is not looked at.
INDICATORS = [
    ("안산시 중학교 신입생 4천 명이 모였다.", "4천 명", "중학교 신입생"),
    ("올해 지역 청소년 120명에게 책을 나눠 줬다.", "120명", "청소년"),
    ("대학 진학률은 68.2%다.", "68.2%", "대학 진학률"),
    ("시의 재정자립도는 31.4%에 그쳤다.", "31.4%", "재정자립도"),
    ("강좌에 하루 40여 명이 신청했다.", "40여 명", "신청"),
    ("올봄 85명이 자격시험에 합격했다.", "85명", "합격"),
    ("해마다 15명을 선발해 연수를 보낸다.", "15명", "선발"),
    ("청년 445명이 혜택을 받을 전망이다.", "445명", "청년"),
    ("매년 445명이 혜택을 받는다.", "445명", "혜택"),
    ("시는 전국 226개 지자체를 견줬다.", "226개", "지자체"),
    ("새로 문을 연 세 곳의 작은도서관은 무료다.", "세 곳", "작은도서관"),
    ("사업은 다섯 가지 과제로 나뉜다.", "다섯 가지", "과제"),
    ("누적 2만 명의 수강생을 길렀다.", "2만 명", "수강생"),
    ("총사업비 96억 원을 들인다.", "96억 원", "총사업비"),
    ("예산은 12억 5천만 원이다.", "12억 5천만 원", "예산"),
    ("면적 300㎡ 규모의 공유주방을 꾸몄다.", "300㎡", "공유주방"),
    ("500㎡ 이상의 대형 매장으로 넓힌다.", "500㎡", "대형 매장"),
    ("돌봄센터 12곳을 2027년까지 30곳으로 늘린다.", "12곳", "돌봄센터"),
    ("돌봄센터 12곳을 2027년까지 30곳으로 늘린다.", "30곳", "돌봄센터"),
    ("시는 급식실을 2027년까지 40곳으로 확대한다.", "40곳", "급식실"),
    ("회원 5천 명 넘는 동호회가 많다.", "5천 명", "회원"),
    ("2만 명 넘는 관람객이 다녀갔다.", "2만 명", "관람객"),
    ("신청자 800명 중 520명이 시험에 합격했다.", "800명", "신청자"),
    ("신청자 800명 중 520명이 시험에 합격했다.", "520명", "합격"),
    ("여성 회원은 640명(51.2%)이다.", "51.2%", "여성 회원"),
    ("두 차례에 걸쳐 주민설명회를 열었다.", "두 차례", "주민설명회"),
    ("참여기관을 2030년까지 250개로 늘린다.", "250개", "참여기관"),
    ("서점과 찻집 등 24곳을 배움터로 지정했다.", "24곳", "배움터"),
    ("참가자는 지난해보다 30% 늘었다.", "30%", "참가자"),
    ("시는 거점학교만 3곳 지정했다.", "3곳", "거점학교"),
    ("참여 수당은 1인당 월 최대 15만 원을 받을 수 있다.", "15만 원", "참여 수당"),
    ("화재는 총 38건 발생해 지난해보다 줄었다.", "38건", "화재"),
    ("화재는 줄었고 인명피해는 92명으로 전년 대비 8명 감소했다.", "8명", "인명피해"),
    ("보고 등 7건을 포함한 12개 안건을 다룬다.", "12개", "안건"),
    ("여성 회원의 비율은 9.3%다.", "9.3%", "여성 회원의 비율"),
    ("84명에 이르는 양질의 일자리가 생긴다.", "84명", "일자리"),
    ("‘가람 꽃 축제’(3만 명)가 많았다.", "3만 명", ""),
    ("가구당 110만 원 상당의 냉방기를 준다.", "110만 원", "냉방기"),
    ("만족도는 94.1%를 기록했다.", "94.1%", "만족도"),
    ("돌봄 인원은 올해 240명에서 내년 410명으로 늘어난다.", "410명", "돌봄 인원"),
    ("응답자의 61%는 버스를 탄다고 답했다.", "61%", "응답자"),
    ("안산시 인구는 지난해 말 70만 명을 넘어섰다.", "70만 명", "인구"),
    ("경찰은 김모 씨 등 16명을 붙잡았다.", "16명", ""),
    ("순환버스 23대(낮 15대·밤 8대)가 멈췄다.", "23대", "순환버스"),
    ("39세 이하 청년이면 신청할 수 있다.", "39세", "청년"),
]

SUBJECTS = [
    ("안산시 중학교 신입생은 4천 명이다.", "4천 명", "region:41270"),
    ("김포시는 올해 청소년 300명에게 강의를 제공했다.", "300명", "region:41570"),
    ("서울시와 손잡은 태백시는 학생 200명을 뽑았다.", "200명", "region:51190"),
    ("구리시 인구는 18만 명, 남양주시는 73만 명이다.", "73만 명", "region:41360"),
    ("춘천시에는 도서관 11곳, 원주시에는 9곳이 있다.", "11곳", "region:51110"),
    ("춘천시에는 도서관 11곳, 원주시에는 9곳이 있다.", "9곳", "region:51130"),
    ("안산시는 올해 전국 226개 지자체를 견줬다.", "226개", ""),
    ("포항에 들어선 세 곳의 수영장은 늘 붐빈다.", "세 곳", "region:47110"),
    ("여성 회원은 640명(51.2%)이다. 안산시가 집계했다.", "51.2%", "region:41270"),
    ("태백시는 문을 연다. 이 중 주민 회원은 30명이다.", "30명", "region:51190"),
]

SOURCES = [
    ("통계청 자료에 따르면 지난해 출생아는 23만 명이다.", "23만 명", "institution:통계청"),
    ("안산시에 따르면 신청자는 500명이다.", "500명", "region:41270"),
    (
        "통계청에 따르면 출생아는 23만 명이다. 사망자는 35만 명이다.",
        "35만 명",
        "institution:통계청",
    ),
    ("통계청에 따르면 출생아는 23만 명이다.\n안산시 사망자는 900명이다.", "900명", ""),
    ("안산시는 신청자가 500명이라고 밝혔다.", "500명", ""),
    ("계획에 따라 신청자 500명을 받는다.", "500명", ""),
    ("통계청이 16일 내놓은 고용통계를 보면 취업자는 3만 명이다.", "3만 명", "institution:통계청"),
]

PERIODS = [
    ("2024년 안산 중학교 신입생은 4천 명이다.", "4천 명", "2024"),
    ("지난해 관람객은 30만 명으로 집계됐다.", "30만 명", "2024"),
    ("현재 300명이 이용하고 있다.", "300명", "2025-07-28"),
    ("2019년 개관한 도서관에는 책 3만 권이 있다.", "3만 권", ""),
    ("2029년까지 텃밭을 14곳으로 넓힐 계획이다.", "14곳", "2029"),
    ("안산시는 28일 주민 300명이 참여했다고 밝혔다.", "300명", ""),
    ("올해 회원은 전년(160명)보다 29.4% 늘어난 207명이다.", "160명", "2024"),
    ("올해 회원은 전년(160명)보다 29.4% 늘어난 207명이다.", "207명", "2025"),
    ("올해 240명에서 2031년 2만 명까지 늘린다.", "240명", "2025"),
    ("올해 240명에서 2031년 2만 명까지 늘린다.", "2만 명", "2031"),
    ("시는 28일 협약을 맺고 학생 300명을 돕기로 했다.", "300명", ""),
    ("매년 35명을 선발한다.", "35명", ""),
    ("지난해 12월 문을 연 센터에는 하루 150명이 찾는다.", "150명", ""),
    ("12일 안산시 자료에 따르면 신청자는 700명이다.", "700명", ""),
    ("시는 급식실을 2027년까지 40곳으로 확대한다.", "40곳", "2027"),
    ("센터 이용자(2023년 900명)가 늘고 있다.", "900명", "2023"),
    ("2024년 졸업생은 5천 명이다. 이 중 취업자는 3천 명이다.", "3천 명", "2024"),
]

MODALITIES = [
    ("선정된 48곳에는 내년부터 12억 원이 투입될 예정이다.", "48곳", "actual"),
    ("선정된 48곳에는 내년부터 12억 원이 투입될 예정이다.", "12억 원", "plan"),
    ("5% 늘어난 210명을 뽑을 계획이다.", "210명", "plan"),
    ("학생 300명을 지원할 계획이다.", "300명", "plan"),
    ("학생 300명을 지원하기로 했다.", "300명", "plan"),
    ("2027년까지 30곳으로 늘린다는 방침이다.", "30곳", "plan"),
    ("1만 명을 유치하는 것이 목표다.", "1만 명", "plan"),
    ("내년에 20억 원을 투입한다.", "20억 원", "plan"),
    ("학생 300명을 지원했다.", "300명", "actual"),
    ("현재 300명이 다니고 있다.", "300명", "actual"),
    ("정류장을 4개에서 12개로 확대할 예정이다.", "4개", "actual"),
    ("정류장을 4개에서 12개로 확대할 예정이다.", "12개", "plan"),
    ("관람객은 50만 명에 이를 것으로 예상된다.", "50만 명", "estimate"),
    ("피해액은 12억 원으로 추산된다.", "12억 원", "estimate"),
    ("26개 마을이 참석했으며 하반기에도 설명회를 열 예정이다.", "26개", "actual"),
    ("시장은 “해설사를 50명까지 늘리겠다”고 말했다.", "50명", "plan"),
    ("정원 40명을 채우지 못했다.", "40명", "actual"),
    ("공공도서관을 5곳 더 늘릴 것이라고 말했다.", "5곳", "plan"),
]

D = Decimal
# sentence, figure, (from, to, delta, unit, direction, baseline)
CHANGES = [
    (
        "정류장을 4개에서 12개로 확대했다.",
        "12개",
        (D(4), D(12), None, "", "up", ""),
    ),
    ("정류장을 4개에서 12개로 확대했다.", "4개", (None, None, None, "", "", "")),
    (
        "올해 회원은 전년(160명)보다 29.4% 늘어난 207명이다.",
        "207명",
        (D(160), D(207), D("29.4"), "percent", "up", "2024"),
    ),
    (
        "올해 회원은 전년(160명)보다 29.4% 늘어난 207명이다.",
        "29.4%",
        (D(160), D(207), D("29.4"), "percent", "up", "2024"),
    ),
    (
        "올해 회원은 전년(160명)보다 29.4% 늘어난 207명이다.",
        "160명",
        (None, None, None, "", "", ""),
    ),
    (
        "실업률은 전년 대비 5%p 하락했다.",
        "5%p",
        (None, None, D(5), "percentage_point", "down", "2024"),
    ),
    (
        "관람객은 24만 명으로 전년보다 9.5% 줄었다.",
        "24만 명",
        (None, D(240000), D("9.5"), "percent", "down", "2024"),
    ),
    ("예산은 3배로 늘었다.", "3배", (None, None, D(3), "times", "up", "")),
    (
        "수출액은 12억 달러(△2.4%)였다.",
        "12억 달러",
        (None, D(1200000000), D("2.4"), "percent", "down", ""),
    ),
    (
        "학생은 2013년 3만 명에서 2023년 2만 명으로 줄었다.",
        "2만 명",
        (D(30000), D(20000), None, "", "down", "2013"),
    ),
    ("1위에서 10위까지 상을 준다.", "10위", (None, None, None, "", "", "")),
    (
        "지원 대상을 3개 학년에서 6개 학년으로 넓혔다.",
        "6개",
        (D(3), D(6), None, "", "up", ""),
    ),
    (
        "2022년 32명이던 참여자는 올해 96명으로 3배 늘었다.",
        "96명",
        (D(32), D(96), D(3), "times", "up", "2022"),
    ),
    ("도서관 3곳에서 책 200권을 샀다.", "200권", (None, None, None, "", "", "")),
    (
        "올해 출생아는 5,210명으로 전년 대비 312명(6.4%) 증가했다.",
        "6.4%",
        (None, D(5210), D("6.4"), "percent", "up", "2024"),
    ),
    (
        "올해 출생아는 5,210명으로 전년 대비 312명(6.4%) 증가했다.",
        "5,210명",
        (None, D(5210), D(312), "person", "up", "2024"),
    ),
    (
        "2023년 28.4%였던 재활용률을 2030년 50%까지 끌어올린다.",
        "50%",
        (D("28.4"), D(50), None, "", "up", "2023"),
    ),
    ("취업률은 75.4%다.", "75.4%", (None, None, None, "", "", "")),
    ("신청자는 30% 늘지 않았다.", "30%", (None, None, None, "", "", "")),
]

QUALIFIERS = [
    ("신청자는 100명을 넘지 못했다.", "100명", "at_most"),
    ("신청자는 100명에 못 미쳤다.", "100명", "less_than"),
    ("신청자는 100명을 넘었다.", "100명", "more_than"),
]


def figure(sentence: str, surface: str) -> Fact:
    found = [fact for fact in facts_of(sentence) if fact.text == surface]
    assert found, f"{surface!r} is no fact of {sentence!r}: {[f.text for f in facts_of(sentence)]}"
    return found[0]


@pytest.mark.parametrize(("sentence", "surface", "indicator"), INDICATORS)
def test_indicator(sentence: str, surface: str, indicator: str) -> None:
    assert figure(sentence, surface).indicator == indicator


@pytest.mark.parametrize(("sentence", "surface", "subject"), SUBJECTS)
def test_subject(sentence: str, surface: str, subject: str) -> None:
    assert figure(sentence, surface).subject_id == subject


@pytest.mark.parametrize(("sentence", "surface", "source"), SOURCES)
def test_source(sentence: str, surface: str, source: str) -> None:
    assert figure(sentence, surface).source_id == source


@pytest.mark.parametrize(("sentence", "surface", "period"), PERIODS)
def test_period(sentence: str, surface: str, period: str) -> None:
    assert figure(sentence, surface).period == period


@pytest.mark.parametrize(("sentence", "surface", "modality"), MODALITIES)
def test_modality(sentence: str, surface: str, modality: str) -> None:
    assert figure(sentence, surface).modality == modality


@pytest.mark.parametrize(("sentence", "surface", "change"), CHANGES)
def test_change(sentence: str, surface: str, change: tuple[object, ...]) -> None:
    fact = figure(sentence, surface)
    assert (
        fact.change_from,
        fact.change_to,
        fact.change_delta,
        fact.change_unit,
        fact.change_direction,
        fact.change_baseline,
    ) == change


@pytest.mark.parametrize(("sentence", "surface", "qualifier"), QUALIFIERS)
def test_negated_bounds(sentence: str, surface: str, qualifier: str) -> None:
    assert figure(sentence, surface).qualifier == qualifier


def test_no_publication_date_no_invented_year() -> None:
    fact = next(f for f in facts_of("올해 관람객은 30만 명이다.", "") if f.text == "30만 명")
    assert fact.period == "XXXX"


def test_table_rows_take_label_and_column_head() -> None:
    table = "현황 (단위: 명)\n| 구분 | 2023년 | 2024년 |\n| 수료자 | 24명 | 30명 |\n"
    rows = {f.text: (f.indicator, f.period) for f in facts_of(table)}
    assert rows["24명"] == ("수료자", "2023")
    assert rows["30명"] == ("수료자", "2024")


def test_a_bare_headline_takes_the_modality_of_the_body() -> None:
    title, body = "캠퍼스 10개로 확대", "시는 2030년까지 캠퍼스를 10개로 늘릴 계획이다."
    text = f"{title}\n{body}"
    layout = Layout((Section(0, len(title), "title"), Section(len(title) + 1, len(text), "body")))
    document = Document(doc_id="t", text=text, published=PUBLISHED)
    facts = extract(document, rules(), layout=layout).facts
    assert [f.modality for f in facts if f.text == "10개"] == ["plan", "plan"]


def test_facts_are_selected_and_printed() -> None:
    facts = facts_of("2024년 안산 청년 취업률은 53.4%다. 김포 청년 취업률은 49%다.")
    chosen = select_facts(facts, region="41270", indicator="취업률")
    assert [f.text for f in chosen] == ["53.4%"]
    printed = format_facts(chosen)
    assert "청년 취업률" in printed
    assert "53.4 percent" in printed
    assert format_facts([]) == "no facts"
