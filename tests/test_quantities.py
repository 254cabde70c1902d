"""Quantities in sentences: what is one, what it says, and the traps that are none."""

from decimal import Decimal

import pytest

import pipeline
from pipeline.flow import extract
from pipeline.model import Document, Fact, Layout, Section
from pipeline.rules import Rules, load_rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def facts(text: str, rules: Rules) -> list[Fact]:
    layout = Layout((Section(0, len(text), "body"),))
    article = extract(Document(doc_id="t", text=text), rules, layout=layout)
    return list(article.facts)


def say(fact: Fact) -> str:
    """Measure, value, unit and what else is not the default, as one line."""
    ends = [end for end in (fact.value, fact.value_max) if end is not None]
    value = "..".join(f"{end.normalize():f}" for end in ends) or "-"
    extra = [fact.qualifier if fact.qualifier != "exact" else "", fact.statistic]
    return " ".join([fact.measure, value, fact.unit, *extra]).strip().replace("  ", " ")


NUMERALS = [
    ("참가자는 3만5000명이다", "3만5000명", "headcount 35000 person"),
    ("관람객 1만 1,284명을 맞았다", "1만 1,284명", "headcount 11284 person"),
    ("기탁금 2,510만 원을 모았다", "2,510만 원", "money 25100000 KRW"),
    ("등록 인구 7만6천 명이다", "7만6천 명", "headcount 76000 person"),
    ("영화표는 만 7천6백 원이다", "만 7천6백 원", "money 17600 KRW"),
    ("예산은 1조 2천345억 원이다", "1조 2천345억 원", "money 1234500000000 KRW"),
    ("천억 원을 들인다", "천억 원", "money 100000000000 KRW"),
    ("삼천오백만 원을 모았다", "삼천오백만 원", "money 35000000 KRW"),
    ("주민 백이십 명이 왔다", "백이십 명", "headcount 120 person"),
    ("예산 4천 100여 억 원을 짰다", "4천 100여 억 원", "money 410000000000 KRW approx"),
    ("스물세 명이 졸업했다", "스물세 명", "headcount 23 person"),
    ("아흔아홉 개를 만들었다", "아흔아홉 개", "count 99 개"),
    ("한두 곳만 문을 열었다", "한두 곳", "count 1..2 곳 approx"),
    ("서너 명이 남았다", "서너 명", "headcount 3..4 person approx"),
    ("대여섯 가지를 골랐다", "대여섯 가지", "count 5..6 가지 approx"),
    ("수십 명이 다녀갔다", "수십 명", "headcount 20..99 person approx"),
    ("수백 건이 접수됐다", "수백 건", "count 200..999 건 approx"),
    ("수천만 원을 들였다", "수천만 원", "money 20000000..99999999 KRW approx"),
    ("하루 3~4천 명이 찾는다", "3~4천 명", "headcount 3000..4000 person daily"),
    ("참여율은 80∼90%다", "80∼90%", "rate 80..90 percent"),
    ("모둠마다 10명에서 15명이 앉는다", "10명에서 15명", "headcount 10..15 person"),
    ("주민의 3분의 1이 찬성했다", "3분의 1", "rate 33.3333 percent"),
    ("4분의 3이 넘는 찬성", "4분의 3", "rate 75 percent more_than"),
    ("승률은 3할 5푼이다", "3할 5푼", "rate 35 percent"),
    ("이용객이 두 배로 늘었다", "두 배", "rate 2 times"),
    ("값이 1.5배 뛰었다", "1.5배", "rate 1.5 times"),
    ("전각으로 쓴 ３５명이 왔다", "３５명", "headcount 35 person"),
]

HEDGES = [
    ("약 300명이 왔다", "300명", "headcount 300 person approx"),
    ("대략 40건이다", "40건", "count 40 건 approx"),
    ("300여 명이 왔다", "300여 명", "headcount 300 person approx"),
    ("30가량이 아니라 30명가량이다", "30명", "headcount 30 person approx"),
    ("20명 안팎이 모인다", "20명", "headcount 20 person approx"),
    ("50명 남짓 모였다", "50명", "headcount 50 person approx"),
    ("1만 명 가까이 찾았다", "1만 명", "headcount 10000 person approx"),
    ("1만 명에 육박한다", "1만 명", "headcount 10000 person approx"),
    ("60세 이상 주민", "60세", "age 60 year_of_age at_least"),
    ("10인 이하 사업장", "10인", "headcount 10 person at_most"),
    ("500㎡ 미만 점포", "500㎡", "measure 500 m2 less_than"),
    ("100만 원을 초과하면", "100만 원", "money 1000000 KRW more_than"),
    ("3만 명이 넘는 학생", "3만 명", "headcount 30000 person more_than"),
    ("3만 명을 훌쩍 넘겼다", "3만 명", "headcount 30000 person more_than"),
    ("누적 관람객 10만 명을 돌파했다", "10만 명", "headcount 100000 person more_than cumulative"),
    ("최대 500만 원을 준다", "500만 원", "money 5000000 KRW at_most"),
    ("최소 3개 이상 갖춘다", "3개", "count 3 개 at_least"),
    ("선착순 30명 이내", "30명", "headcount 30 person at_most"),
    ("50%를 웃돌았다", "50%", "rate 50 percent more_than"),
    ("50%에 못 미쳤다", "50%", "rate 50 percent less_than"),
    ("1만명까지 늘린다", "1만명", "headcount 10000 person"),
    ("예약 3건을 처리했다", "3건", "count 3 건"),
]

STATISTICS = [
    ("총 25개 캠퍼스", "25개", "count 25 개 total"),
    ("총사업비는 50억 원이다", "50억 원", "money 5000000000 KRW total"),
    ("총선 후보 3명", "3명", "headcount 3 person"),
    ("누적 1만명을 길렀다", "1만명", "headcount 10000 person cumulative"),
    ("누적수료율은 83.6%다", "83.6%", "rate 83.6 percent cumulative"),
    ("평균 494㎡ 규모다", "494㎡", "measure 494 m2 mean"),
    ("1인당 20만 원을 준다", "20만 원", "money 200000 KRW mean"),
    ("연간 640명이 도움을 얻는다", "640명", "headcount 640 person annual"),
    ("매년 20명을 뽑는다", "20명", "headcount 20 person annual"),
    ("1인당 장학금은 20만 원이다", "20만 원", "money 200000 KRW mean"),
    ("총예산을 두 배로 늘렸다", "두 배", "rate 2 times"),
    ("매월 10만 원을 낸다", "10만 원", "money 100000 KRW monthly"),
    ("하루에 120명이 온다", "120명", "headcount 120 person daily"),
    ("하루 평균 120명이 온다", "120명", "headcount 120 person mean"),
    ("최고기온은 31도까지 오른다", "31도", "measure 31 Cel max"),
    ("평균 나이가 많아 주민 30명이 반대했고, 5명은 찬성했다", "5명", "headcount 5 person"),
]

SIGNS = [
    ("전년 대비 (△2.4%)", "2.4%", "rate -2.4 percent"),
    ("지지율 ▼0.8%p", "0.8%p", "rate -0.8 percentage_point"),
    ("수익률은 -3.5%였다", "-3.5%", "rate -3.5 percent"),
    ("영하 5도 안팎이다", "5도", "measure -5 Cel approx"),
    ("인구 △3,118명 (자연적 요인)", "3,118명", "headcount -3118 person"),
    ("인구 △3,118명 감소", "3,118명", "headcount -3118 person"),
    ("주민등록인구 △3,118명이 줄었다", "3,118명", "headcount -3118 person"),
    ("화재 신고 △4407건 △구조 7653건", "4407건", "count 4407 건"),
    ("△4407건 (화재 20건)", "4407건", "count 4407 건"),
    ("버스 △12대가 다닌다", "12대", "count 12 대"),
    ("△3개 학교 지원 △교재 보급 △강사 파견", "3개", "count 3 개"),
    ("△30% 할인 △무료 체험", "30%", "rate 30 percent"),
    ("주요 내용은 △5억 원 융자 △상담 지원이다", "5억 원", "money 500000000 KRW"),
    ("- 3명 모집", "3명", "headcount 3 person"),
    ("인구 △3,118명 (자연 감소 10명)", "3,118명", "headcount -3118 person"),
    ("화재 △4407건 (실화 3건) △구조 7653건", "4407건", "count 4407 건"),
]


@pytest.mark.parametrize(("text", "surface", "said"), NUMERALS + HEDGES + STATISTICS + SIGNS)
def test_what_a_figure_says(text: str, surface: str, said: str, rules: Rules) -> None:
    found = [fact for fact in facts(text, rules) if fact.text == surface]
    assert [say(fact) for fact in found] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "제12회 시민의 날이 열린다",
        "민선 8기 공약을 점검했다",
        "1인 가구를 돕는다",
        "4년제 대학에 진학했다",
        "3·1운동을 기린다",
        "6·3 지방선거를 치른다",
        "자공고 2.0 대상 학교다",
        "119에 신고했다",
        "문의는 031-481-2000으로 한다",
        "공고 제2025-123호를 냈다",
        "붙임3개소.hwp",
        "조회수 1,234",
        "시청 3층 회의실",
        "지하 1층부터 지상 5층까지",
        "1~3학년 학생",
        "PM2.5 농도가 낮다",
        "중앙로 123번길 45",
        "2단계 사업을 시작한다",
        "이 시장은 말했다",
        "일자리를 늘린다",
        "교육을 맡는다",
        "만세를 불렀다",
        "천천히 걸었다",
        "두 명령을 내렸다",
        "세종에서 열렸다",
        "사상 처음이다",
        "만약 그렇다면",
        "이천 원도심을 걷는다",
        "구리 시민이 모였다",
        "한 대학이 나섰다",
        "한편으로는 걱정이다",
        "세 명절을 쇤다",
        "K-2 소총을 들었다",
        "버전 3.2.1을 배포했다",
        "형사3부가 맡았다",
        "5G 통신망",
        "3자 회담이 열렸다",
        "강남 3구가 올랐다",
        "조건을 살핀다",
        "천장이 무너졌다",
        "서명을 받았다",
        "경장 진급자",
        "두통을 앓았다",
        "법률 제1234호",
        "누리호 3차 발사",
        "강원(12), 경기(30)",
    ],
)
def test_traps_are_no_quantities(text: str, rules: Rules) -> None:
    assert [fact.text for fact in facts(text, rules)] == []


def test_a_list_that_shares_a_unit_gives_every_amount(rules: Rules) -> None:
    found = facts("12억·3억 원을 각각 냈다", rules)
    assert [(f.text, f.value, f.unit) for f in found] == [
        ("12억", Decimal(1_200_000_000), "KRW"),
        ("3억 원", Decimal(300_000_000), "KRW"),
    ]


def test_several_persons_without_a_number_have_no_value(rules: Rules) -> None:
    (fact,) = facts("주민 몇 명이 남았다", rules)
    assert (fact.value, fact.qualifier) == (None, "approx")


def test_ages_in_parentheses_follow_names_only(rules: Rules) -> None:
    found = facts("김가람(24)은 우승했고 성남(20)과 안산(15)이 뒤를 이었다", rules)
    assert [(f.text, f.measure) for f in found] == [("24", "age")]


TABLE = """현황을 보면 다음과 같다.
(단위: 명)
구분 2023 2024
초등 1,284 1,190
중등 △12 612
위 표는 잠정 집계로 다음 달에 확정해 발표할 예정이다.
나머지 7 가운데"""


def test_a_unit_head_reaches_to_the_next_prose(rules: Rules) -> None:
    found = [(f.text, f.value, f.unit) for f in facts(TABLE, rules)]
    assert found == [
        ("1,284", Decimal(1284), "person"),
        ("1,190", Decimal(1190), "person"),
        ("12", Decimal(-12), "person"),
        ("612", Decimal(612), "person"),
    ]


def test_a_head_with_two_units_decides_nothing(rules: Rules) -> None:
    text = "(단위: 명, %)\n초등학교 1,284 35.4"
    layout = Layout((Section(0, len(text), "body"),))
    article = extract(Document(doc_id="t", text=text), rules, layout=layout)
    assert article.facts == ()
    assert [row.reason for row in article.dropped if row.rule == "table.unit_head"] == [
        "head names no single known unit"
    ]


def test_offsets_are_those_of_the_source(rules: Rules) -> None:
    text = "모두 １２명과 3만5000여 명이다"
    for fact in facts(text, rules):
        assert text[fact.start : fact.end] == fact.text


def test_the_package_loads_the_same_rules() -> None:
    article = pipeline.load()("참가자는 120명이다", published="2025-07-28")
    assert [f.value for f in article.facts] == [Decimal(120)]
