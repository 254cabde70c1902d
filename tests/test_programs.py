"""Programmes: quoted and suffixed names told from speech, slogans and stressed words."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.model import Document, Layout, Section

NLP = pipeline.load()


def programmes(text: str) -> list[tuple[str, str]]:
    """Surface and name of the id of every programme."""
    layout = Layout((Section(0, len(text), "body"),))
    document = Document(doc_id="test", text=text, published="2025-07-28")
    entities = pipeline.flow.extract(document, NLP.rules, layout=layout).entities
    return [
        (e.text, e.entity_id.removeprefix("program:")) for e in entities if e.label == "program"
    ]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("시는 온라인 플랫폼 ‘다온런’을 운영한다", "다온런"),
        ("시는 '온마을 특화 캠퍼스'를 10곳으로 늘린다", "온마을 특화 캠퍼스"),
        ("구는 '찾아가는 마음학교'를 도입한다", "찾아가는 마음학교"),
        ("군은 ‘노을 공방’ 사업을 시작한다", "노을 공방"),
        ("시는 ‘인연, 잇다’ 사업에 뽑혔다", "인연, 잇다"),
        ("‘제5회 가람천 생태 골든벨’을 연다", "제5회 가람천 생태 골든벨"),
        ("장터 이름은 ‘천 원 장날’이다", "천 원 장날"),
        ("교육부 주관 늘봄학교에 참여한다", "늘봄학교"),
        ("제12회 하늘억새축제가 열린다", "제12회 하늘억새축제"),
        ("수원형 청년 인턴십을 넓힌다", "수원형 청년 인턴십"),
        ("부산시 희망일자리에 지원했다", "희망일자리"),
        ("대표축제인 미르문화제가 열린다", "미르문화제"),
        ("협의체 특화사업인 가람지키미의 성과", "가람지키미"),
        ("도서관은 책누리온, 글나루미 서비스를 알린다", "글나루미"),
        ("해양수산부 어촌활력일자리사업 공모에 뽑혔다", "어촌활력일자리사업"),
        ("시는 도심숲가꿈 공모사업에 선정됐다", "도심숲가꿈 공모사업"),
        ("충남런을 시작한다", "충남런"),
        ("여수사랑상품권을 판다", "여수사랑상품권"),
        ("3회 가람음악제가 열린다", "3회 가람음악제"),
        ("교육발전특구시범지역으로 뽑혔다", "교육발전특구시범지역"),
        ("교육발전특구 시범지역으로 뽑혔다", "교육발전특구 시범지역"),
        ("'꿈자람 학생 초청 간담회'에 갔다", "꿈자람 학생 초청 간담회"),
        ("군은 ‘90일의 기적’ 프로그램을 운영한다", "90일의 기적"),
        ("시는 ‘365일 돌봄’ 사업을 한다", "365일 돌봄"),
        ("'서울런 학생 초청 간담회'에 갔다", "서울런 학생 초청 간담회"),
    ],
)
def test_named_programmes_are_found_whole(text: str, surface: str) -> None:
    assert surface in [found for found, _ in programmes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "더 큰 문제는 '인구 유출'이다",
        "시장은 “함께 가겠다”고 말했다",
        "‘모두의 도시’라는 구호를 걸었다",
        "300명이 ‘하나 되는 도시’를 슬로건으로 모였다",
        "‘체결’하는 것은 쉽다",
        "’25년 예산과 '26년 계획",
        "시는 낡은 도로를 고치는 사업을 벌인다",
        "청년과 노인 일자리 사업",
        "상담, 교육 서비스를 준다",
        "핵심 사업인 만큼 서두른다",
        "교육부 공모사업에 선정됐다",
        "이번 사업 공모에 참여한다",
        "주력 사업인 반도체가 살아났다",
        "지역 축제 2회 개최",
        "회기를 기존 ‘40일 이내’에서 ‘60일 이내’로 조정한다",
        "시는 ‘30만 명’을 넘겨 운영한다",
    ],
)
def test_quotes_and_words_that_name_nothing(text: str) -> None:
    assert programmes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "플랫폼 ‘다온런’을 연다. 다온런은 무료고 다온런 AI가 돕는다.",
            [("다온런", "다온런"), ("다온런", "다온런"), ("다온런 AI", "다온런 AI")],
        ),
        (
            "‘양주배움마당 톡(TOK)’을 연다. 양주시배움마당 톡(TOK)은 무료다. 모델 톡의 변화.",
            [
                ("양주배움마당 톡(TOK)", "양주배움마당 톡(TOK)"),
                ("양주시배움마당 톡(TOK)", "양주배움마당 톡(TOK)"),
                ("톡", "양주배움마당 톡(TOK)"),
            ],
        ),
        (
            "'미래학교 3.0-77(칠칠) 프로젝트'다. 3.0 프로젝트는 '미래학교 3.0–칠칠 프로젝트'다",
            [
                ("미래학교 3.0-77(칠칠) 프로젝트", "미래학교 3.0-77(칠칠) 프로젝트"),
                ("3.0 프로젝트", "미래학교 3.0-77(칠칠) 프로젝트"),
                ("미래학교 3.0–칠칠 프로젝트", "미래학교 3.0-77(칠칠) 프로젝트"),
            ],
        ),
        (
            "제3회 강릉 가람축제가 열렸다. 가람축제는 잘됐다. '2025 가람축제'도 한다.",
            [
                ("제3회 강릉 가람축제", "제3회 강릉 가람축제"),
                ("가람축제", "제3회 강릉 가람축제"),
                ("2025 가람축제", "제3회 강릉 가람축제"),
            ],
        ),
        (
            "‘물결 배움길’ 사업을 시작한다. 배움길은 연말까지 열린다.",
            [("물결 배움길", "물결 배움길"), ("배움길", "물결 배움길")],
        ),
    ],
)
def test_later_forms_share_the_id(text: str, expected: list[tuple[str, str]]) -> None:
    assert programmes(text) == expected
