"""Changes, baselines and lists in order: what each figure of them gets."""

from __future__ import annotations

import pytest
from test_context import facts_of, figure

GROWN = "김포시의 올해 청년 상담 인원은 1,850명이다. 지난해 1,240명보다 610명(49.2%) 늘어난 수치다."
CALLED_EACH = "수출액과 수입액은 120억 원과 80억 원으로 각각 12.5%, 8.1% 늘었다."
VISITED = "누리도서관을 지난달 3만2천 명이 방문해 전년 동기(2만8천 명)보다 14.3% 증가했다."

HURT = "올해 3월까지 산불은 작년 같은 기간에 비해 31%, 부상자(58명)는 14.2% 각각 줄었다."
FEWER = "작년보다 보건소 1.8명, 도서관 0.4명, 수영장 1.0명 줄었다."
MEN_AND_WOMEN = "남자는 120명, 여자는 80명으로 지난해보다 각각 12명, 5명 늘었다."
BOTH_FELL = "사무종사자 4천명(-0.2%), 농업종사자 1만 7천명(-2.6%) 각각 감소했다."
ADDED = "추경은 본예산 400억 원보다 5% 늘어난 20억 원이 증액됐다."
OLD_VALUES = "이는 작년 17톤, 3억 원 대비 각각 34%, 27% 증가한 규모다."
NO_CHANGE = (None, None, None, "", "")

PERIODS = [
    ("시는 올해 전년보다 18명 늘어난 총 90명에게 책을 준다.", "90명", "2025"),
    ("안산시 축제 방문객은 작년 1,240명보다 610명 늘었다.", "1,240명", "2024"),
    ("안산시 축제 방문객은 작년 1,240명보다 610명 늘었다.", "610명", ""),
    ("올해 안산시 축제 방문객은 작년 1,240명보다 610명 늘었다.", "610명", "2025"),
    ("회당 참가자는 지난해 가을 맛보기 행사(41명)보다 78% 많았다.", "41명", "2024-23"),
    ("회당 참가자는 지난해 가을 맛보기 행사(41명)보다 78% 많았다.", "78%", ""),
    (VISITED, "3만2천 명", "2025-06"),
    (GROWN, "1,240명", "2024"),
    (GROWN, "610명", "2025"),
    ("올해 상반기 상담을 받은 청년은 1284명이다.", "1284명", "2025-40"),
    ("군은 2024년 귀농한 가구가 230가구라고 밝혔다.", "230가구", "2024"),
    ("접수는 5월 기준 같은 기간 대비 8% 늘었다.", "8%", "2025-05"),
    ("이번 예산은 지난해 예산 대비 1억 원이 늘었다.", "1억 원", ""),
    ("올해 매출은 지난해 목표 대비 80%를 기록했다.", "80%", "2024"),
    ("4월 말 현재 등록 차량은 3만 대다.", "3만 대", "2025-04"),
    ("이날 현재 등록 차량은 3만 대다.", "3만 대", "2025-07-28"),
    ("회원은 2020년(5,182명)비해 12명이 줄었다.", "12명", ""),
    ("2021년 문을 연 한빛도서관은 이용객이 12만 명이다.", "12만 명", ""),
    ("지난해 12월 문을 연 센터에는 하루 150명이 찾는다.", "150명", ""),
    ("지난해 준공된 체육관은 연면적 3000㎡ 규모다.", "3000㎡", ""),
]

VALUES = [
    ("회원은 지난해보다 12% 가장 크게 늘었다.", "12%", (None, None, "12", "up", "2024")),
    (HURT, "31%", (None, None, "31", "down", "2024-03")),
    (HURT, "14.2%", (None, None, "14.2", "down", "2024-03")),
    ("화재 원인은 부주의(190건, 49.6%)가 가장 많았다.", "49.6%", NO_CHANGE),
    ("2018년 첫 구간 340m를 시작으로 2022년 다음 구간 295m를 착공했다.", "295m", NO_CHANGE),
    ("6개 읍을 오가는 노선은 2019년 41개에서 지난해 29개로 줄었다.", "41개", NO_CHANGE),
    (GROWN, "1,850명", ("1240", "1850", "610", "up", "2024")),
    (GROWN, "49.2%", ("1240", "1850", "49.2", "up", "2024")),
    (
        "안산시의 올해 출생아는 812명이다. 사망자는 지난해 789명보다 2.9% 늘었다.",
        "812명",
        (None, None, None, "", ""),
    ),
    (
        "안산시의 올해 출생아는 812명이다. 지난해 700명보다 2.9% 늘어난 수치다.",
        "812명",
        (None, None, None, "", ""),
    ),
    (VISITED, "3만2천 명", ("28000", "32000", "14.3", "up", "2024-06")),
    (
        "시는 3억 원을 들여 공원을 고쳐 방문객이 전년보다 14.3% 늘었다.",
        "3억 원",
        (None, None, None, "", ""),
    ),
    (
        "전입 인구는 지난해(2143명)에 비해 390명 늘었다.",
        "390명",
        ("2143", None, "390", "up", "2024"),
    ),
    ("충남(-18명), 제주(-8명)의 인구는 줄었다.", "-18명", (None, None, "18", "down", "")),
    ("충남(-18명), 제주(-8명)의 순이동은 전국에서 낮은 편이다.", "-18명", NO_CHANGE),
    (OLD_VALUES, "34%", ("17", None, "34", "up", "2024")),
    (OLD_VALUES, "27%", ("300000000", None, "27", "up", "2024")),
    ("참가자는 지난해보다 두 배가 됐다.", "두 배", (None, None, "2", "up", "2024")),
    (FEWER, "1.8명", (None, None, "1.8", "down", "2024")),
    (FEWER, "1.0명", (None, None, "1.0", "down", "2024")),
    (MEN_AND_WOMEN, "120명", (None, "120", "12", "up", "2024")),
    (MEN_AND_WOMEN, "5명", (None, "80", "5", "up", "2024")),
    (BOTH_FELL, "4천명", (None, None, "4000", "down", "")),
    (BOTH_FELL, "-2.6%", (None, None, "2.6", "down", "")),
    ("신고는 지난해보다 12%나 급증했다.", "12%", (None, None, "12", "up", "2024")),
    ("버스 3대, 배 12척이 다니고 승객이 줄었다.", "3대", NO_CHANGE),
    ("회원 20명, 신입 5명이 늘었다.", "20명", NO_CHANGE),
    ("10개 시군 가운데 6개가 늘었다.", "6개", NO_CHANGE),
    ("시설은 3개가 늘었다.", "3개", (None, None, "3", "up", "")),
    ("격차는 3배가 넘는 2만 명이다.", "2만 명", NO_CHANGE),
    ("수출은 3배가 넘게 늘었다.", "3배", (None, None, "3", "up", "")),
    ("30곳(전체 60곳의 50%) 지역에서 늘었다.", "50%", NO_CHANGE),
    (ADDED, "20억 원", ("40000000000", None, "2000000000", "up", "")),
    (ADDED, "5%", ("40000000000", None, "5", "up", "")),
    (CALLED_EACH, "120억 원", (None, "12000000000", "12.5", "up", "")),
    (CALLED_EACH, "8.1%", (None, "8000000000", "8.1", "up", "")),
    ("보조율은 70%(국비 50% + 시비 20% = 70%)다.", "50%", (None, None, None, "", "")),
]

INDICATORS = [
    (MEN_AND_WOMEN, "12명", "남자"),
    (MEN_AND_WOMEN, "5명", "여자"),
    (CALLED_EACH, "12.5%", "수출액"),
    (CALLED_EACH, "8.1%", "수입액"),
    ("출생아 수와 혼인 건수는 각각 812명과 340건으로 집계됐다.", "812명", "출생아 수"),
    ("당초 예산 300억 원보다 45억 원 늘어난 345억 원이 확정됐다.", "345억 원", "예산"),
    ("하동 관람객 작년보다 세 배 가까이 늘어", "세 배", "관람객"),
    ("조사 결과 ‘만족’ 46.2%, ‘보통’ 38.1%로 나타났다.", "46.2%", "만족"),
    ("시의 ‘순이동’은 2023년 -127명이었다.", "-127명", "순이동"),
]

SUBJECTS = [
    ("경기(12명), 세종(2명), 제주(1명) 등 7개 시도는 늘었다.", "7개", ""),
    ("경기(12명), 세종(2명), 제주(1명) 등 7개 시도는 늘었다.", "1명", "region:50"),
    ("안산시 12명, 김포시 9명 등 모두 21명이 뽑혔다.", "21명", ""),
    ("양평군 양평읍 3채, 양평군 용문면 5채 등 총 8채다.", "8채", "region:41830"),
    ("안산시 등 2개 시는 3억 원을 낸다.", "3억 원", "region:41270"),
    ("대전 전체(37곳)에서 운영한다.", "37곳", "region:30"),
    ("경남 고용률은 64.6%로 전국 평균 63.4%보다 높다.", "63.4%", ""),
    ("경남 고용률은 64.6%로 전국 평균 63.4%보다 높다.", "64.6%", "region:48"),
    ("안산시와 김포시는 각각 12명, 9명을 뽑았다.", "12명", "region:41270"),
    ("안산시와 김포시는 각각 12명, 9명을 뽑았다.", "9명", "region:41570"),
    ("김포시 자료에 따르면 올해 10월 말 빈 점포는 214곳이다.", "214곳", "region:41570"),
]


@pytest.mark.parametrize(("text", "surface", "period"), PERIODS)
def test_period(text: str, surface: str, period: str) -> None:
    assert figure(text, surface).period == period


@pytest.mark.parametrize(("text", "surface", "change"), VALUES)
def test_values_before_and_after(
    text: str, surface: str, change: tuple[str | None, str | None, str | None, str, str]
) -> None:
    fact = figure(text, surface)
    numbers = (fact.change_from, fact.change_to, fact.change_delta)
    shown = tuple(str(number) if number is not None else None for number in numbers)
    assert (*shown, fact.change_direction, fact.change_baseline) == change


@pytest.mark.parametrize(("text", "surface", "indicator"), INDICATORS)
def test_indicator(text: str, surface: str, indicator: str) -> None:
    assert figure(text, surface).indicator == indicator


@pytest.mark.parametrize(("text", "surface", "subject"), SUBJECTS)
def test_subject(text: str, surface: str, subject: str) -> None:
    assert figure(text, surface).subject_id == subject


def test_a_whole_that_is_added_up_has_no_change() -> None:
    assert not any(fact.change_direction for fact in facts_of("(50% + 30% + 20% = 100%)"))
