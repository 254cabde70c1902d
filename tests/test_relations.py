"""Relations: pairs, partners in lists with their dates, and speakers over following quotations."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.model import Document, Layout, Relation, Section

NLP = pipeline.load()


def relations(text: str, kind: str) -> list[Relation]:
    """The rows of one type; each line of the text is a paragraph."""
    layout = Layout((Section(0, len(text), "body"),))
    document = Document(doc_id="test", text=text, published="2025-07-28")
    rows = pipeline.flow.extract(document, NLP.rules, layout=layout).relations
    return [row for row in rows if row.type == kind]


def pairs(text: str, kind: str) -> set[tuple[str, str]]:
    """Subject and object of each row, without the label of the id."""
    return {
        (row.subject_id.partition(":")[2], row.object_id.partition(":")[2])
        for row in relations(text, kind)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("수원시는 28일 한들고등학교와 업무협약을 맺었다", {("41110", "한들고등학교")}),
        ("군포시와 의왕시가 업무협약을 체결했다", {("41410", "41430")}),
        (
            "한들고는 쉰다. 한들고등학교는 안산시, 가천대학교 등 네 곳과의 협약에 바탕을 둔다",
            {("한들고등학교", "41270"), ("한들고등학교", "가천대학교")},
        ),
        ("강릉시와 협약을 맺은 가톨릭관동대학교는 바쁘다", {("가톨릭관동대학교", "51150")}),
        (
            "강릉시와 동해시, 삼척시는 업무협약을 체결했다",
            {("51150", "51170"), ("51150", "51230"), ("51170", "51230")},
        ),
        (
            "강릉시는 세 기관과 협약을 맺었다. 참여 기관은 강릉의료원, 강릉아산병원, 신한대학교다.",
            {("51150", "강릉의료원"), ("51150", "강릉아산병원"), ("51150", "신한대학교")},
        ),
        (
            "수원시는 지난해 5월 충북부터 평창, 김포와도 협약을 체결했다",
            {("41110", "43"), ("41110", "51760"), ("41110", "41570")},
        ),
        ("수원시는 28일 시청에서 수원시와 포천시의 상생 업무협약을 맺었다", {("41110", "41650")}),
        (
            "동해시는 ‘동해시-태백시 간 마을 발전을 위한 우호협약’을 서면으로 체결한다",
            {("51170", "51190")},
        ),
        ("동해시와 태백시의 관광 협약이 3일 체결됐다", {("51170", "51190")}),
        (
            "강릉시는 가톨릭관동대학교와 마을의 알찬 운영을 위한 협약(MOU)을 맺는다",
            {("51150", "가톨릭관동대학교")},
        ),
        (
            "강원도교육청(교육감 이다온)과 강릉시, 관내 대학들은 업무 협약식을 가졌다",
            {("강원도교육청", "51150")},
        ),
        (
            "한도윤 강릉시장과 이나루 동해시장이 참석한 가운데 ㈜가람식품과 투자협약이 체결됐다",
            {("51150", "㈜가람식품"), ("51170", "㈜가람식품")},
        ),
        (
            (
                "수원시는 3개 기관과 협약을 맺었다. 이날 신한대학교, 가천대학교, 한들고등학교 등의 "
                "기관장이 협약식을 가졌다"
            ),
            {("41110", "한들고등학교"), ("41110", "신한대학교"), ("41110", "가천대학교")},
        ),
        ("동해시와 태백시 간 우호 협정 체결 동의안을 다뤘다", set()),
        ("동해시와 태백시는 업무협약을 맺고 동의안을 의회에 냈다", {("51170", "51190")}),
        ("한도윤 나주시장이 참석한 가운데 나주시와 협약을 체결했다", set()),
        ("동해시는 협약을 맺을지 태백시에 물었다", set()),
        ("동해시와 태백시의 축제가 열렸다", set()),
        ("동해시와 태백시의 축제가 열린 뒤 협약이 체결될 전망이다", set()),
        ("수원시는 이번 협약으로 예산을 아낀다", set()),
        ("수원시와 노조는 단체협약을 맺었다", set()),
    ],
)
def test_agreements(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "agreement") == expected


def test_partners_in_a_list_have_their_own_dates() -> None:
    text = "성남시는 △경상북도(2023년 4월) △영월(2024년 10월) 등 2개 지자체와 업무협약을 맺었다"
    found = {row.object_id: row.date for row in relations(text, "agreement")}
    assert found == {"region:47": "2023-04", "region:51750": "2024-10"}


def test_a_head_in_brackets_is_no_date() -> None:
    text = "군포시(시장 하은호)와 의왕시(시장 김성제)가 25일 업무협약을 맺었다"
    assert [row.date for row in relations(text, "agreement")] == ["2025-07-25"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("수원시가 운영하는 독서 플랫폼 ‘배움나루’가 인기다", {("41110", "배움나루")}),
        ("수원시는 다음 달부터 ‘배움나루 교실’을 본격 추진한다", {("41110", "배움나루 교실")}),
        ("교육부 주관 늘봄학교에 뽑혔다", {("교육부", "늘봄학교")}),
        ("수원시는 ‘배움나루 교실’에 참가했다", set()),
        ("수원시는 유튜브로 알린다", set()),
        ("‘물빛 공방’을 운영하는 공주시는 웃었다", {("44150", "물빛 공방")}),
        ("환경부 녹색마을일자리사업 공모에 뽑혔다", {("환경부", "녹색마을일자리사업")}),
        ("한국교육개발원의 ‘마을 진단’ 사업을 쓴다", set()),
        ("군포시는 ‘배움나루’ 업무협약을 검토한다", set()),
    ],
)
def test_operators(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, "operates") == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("이민근 안산시장이 왔다", "head_of", {("이민근@41270", "41270")}),
        ("김다온 한들고등학교 교장이 왔다", "heads", {("김다온", "한들고등학교")}),
        ("안산시 소재 한들고등학교가 뽑혔다", "located_in", {("한들고등학교", "41270")}),
        ("안산시와 한들고등학교가 만났다", "located_in", set()),
        (
            "한들고등학교(안산시 물빛로 18)가 뽑혔다",
            "located_in",
            {("한들고등학교", "41270")},
        ),
        ("안산시에 들어선 한들고등학교가 뽑혔다", "located_in", {("한들고등학교", "41270")}),
        ("한들고등학교 김다온 교장이 왔다", "heads", {("김다온", "한들고등학교")}),
        ("물빛문화재단(김다온 대표이사)이 왔다", "heads", {("김다온", "물빛문화재단")}),
        ("이민근 전 안산시장이 왔다", "head_of", set()),
        ("전 안산시장 이민근이 왔다", "head_of", set()),
        ("이민근 안산시장 권한대행이 왔다", "head_of", set()),
    ],
)
def test_heads_and_places(text: str, kind: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text, kind) == expected


def said(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each quotation."""
    return [(row.subject_id.partition(":")[2], row.text) for row in relations(text, "quote")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '이민근 안산시장은 9일 “길을 연다"고 했다. 그러면서 “함께 간다"고 덧붙였다.',
            [("이민근@41270", "길을 연다"), ("이민근@41270", "함께 간다")],
        ),
        (
            '이민근 안산시장은 "‘배움나루’가 자리 잡았다"며 "더 키우겠다"고 말했다.',
            [("이민근@41270", "‘배움나루’가 자리 잡았다"), ("이민근@41270", "더 키우겠다")],
        ),
        (
            "이민근 안산시장은 “길을 연다”며 '이제 '배움나루 교실'을 키우겠다\"고 말했다.",
            [("이민근@41270", "길을 연다"), ("이민근@41270", "이제 '배움나루 교실'을 키우겠다")],
        ),
        ("이민근 안산시장은 웃었다. 시 관계자는 “곧 연다”고 말했다.", []),
        ("이민근 안산시장은 웃었다.\n“곧 문을 연다”는 말이 돌았다.", []),
        ("수원시는 “하나 되는 도시”를 구호로 정했다", []),
    ],
)
def test_quotations_find_their_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_one_row_for_a_pair_and_article() -> None:
    text = "이민근 안산시장이 왔다. 이민근 안산시장이 갔다."
    assert len(relations(text, "head_of")) == 1
