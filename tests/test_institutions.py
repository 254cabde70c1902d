"""Institutions: whole names by tables and endings, and one id for every form of a name."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.examples import failures
from pipeline.model import Document, Entity, Layout, Section
from pipeline.rules import Pattern, load_rules

NLP = pipeline.load()

Mention = tuple[str, str, str]
"""Surface, name of the id, kind."""


def institutions(text: str, published: str = "2025-07-28") -> list[Entity]:
    """The institution mentions of a bare sentence."""
    layout = Layout((Section(0, len(text), "body"),))
    document = Document(doc_id="test", text=text, published=published)
    entities = pipeline.flow.extract(document, NLP.rules, layout=layout).entities
    return [e for e in entities if e.label == "institution"]


def mentions(text: str) -> list[Mention]:
    """Surface, id and kind of every institution."""
    return [(e.text, e.entity_id.removeprefix("institution:"), e.kind) for e in institutions(text)]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("군포시인재육성재단이 나섰다", "군포시인재육성재단", "foundation"),
        ("이천시 평생학습원은 문을 닫는다", "이천시 평생학습원", "local_government"),
        ("하남시의회는 조례를 고쳤다", "하남시의회", "council"),
        ("오산경찰서와 함께한다", "오산경찰서", "police"),
        ("서울 가람경찰서는 밝혔다", "서울 가람경찰서", "police"),
        ("물빛고등학교에 다닌다", "물빛고등학교", "school"),
        ("한양대 에리카에서 열렸다", "한양대 에리카", "university"),
        ("김다온 은계초등학교 교장이 왔다", "은계초등학교", "school"),
        ("충남테크노파크가 맡는다", "충남테크노파크", "public_institution"),
        ("(주)가람소프트와 계약했다", "(주)가람소프트", "company"),
        ("(주)이고은과 계약했다", "(주)이고은", "company"),
        ("후원은 (주)솔빛이다.", "(주)솔빛", "company"),
        ("주관은 (재)들녘문화재단이며, 시가 돕는다", "(재)들녘문화재단", "foundation"),
        ("주최는 (사)누리나눔회이고 시가 돕는다", "(사)누리나눔회", "association"),
        ("사회복지법인 온누리복지재단이 맡는다", "사회복지법인 온누리복지재단", "foundation"),
        ("학교법인 들녘학원이 맡는다", "학교법인 들녘학원", "other"),
        ("축제는 유성구 가람공원에서 열린다", "가람공원", "facility"),
        ("김포시 호수공원을 찾았다", "김포시 호수공원", "facility"),
        ("청주시 공보실과 손을 잡았다", "청주시 공보실", "local_government"),
        ("양구스포츠파크에서 열린다", "양구스포츠파크", "facility"),
        ("의회운영위원회 소속 의원이 물었다", "의회운영위원회", "council"),
        ("제9차 도시재생 특별위원회 심의를 거쳤다", "도시재생 특별위원회", "council"),
        ("사회적기업 다올가람과 계약했다", "사회적기업 다올가람", "company"),
        ("한국농어촌공사 하늘지사가 돕는다", "한국농어촌공사 하늘지사", "public_institution"),
        ("안산도시공사가 맡는다", "안산도시공사", "public_institution"),
        ("이다온 가람일반산업단지㈜ 대표가 왔다", "가람일반산업단지㈜", "company"),
        ("누리식품(주)은 바쁘다", "누리식품(주)", "company"),
        ("물빛상생 위원회(위원장 이다온)가 열렸다", "물빛상생 위원회", "council"),
        ("한국나래대학 홍성캠퍼스가 열렸다", "한국나래대학 홍성캠퍼스", "university"),
        ("무주고, 장수고, 진안고 세 학교가 뽑혔다", "장수고", "school"),
        ("거창고와 순창고 두 학교가 뽑혔다", "거창고", "school"),
        ("대신고, 거제고 등 5개 학교가 뽑혔다", "대신고", "school"),
        ("시는 들꽃산업과 태양식품, 온누리푸드 등 3개사와 만났다", "태양식품", "company"),
        ("광명시청 제2별관으로 옮겼다", "광명시청 제2별관", "local_government"),
        ("제4기 '마을 살림 운영위원회'를 꾸렸다", "마을 살림 운영위원회", "council"),
        ("여주시 다문화가족 지원센터에서 만났다", "여주시 다문화가족 지원센터", "facility"),
        ("시흥시 가람동 행정복지센터", "가람동 행정복지센터", "local_government"),
        ("달성군청 작은도서관이 새로 문을 연다", "달성군청 작은도서관", "facility"),
        ("부산 사하구청 별관에서 설명회를 연다", "부산 사하구청 별관", "local_government"),
        ("양산시청사를 넓힌다", "양산시청사", "local_government"),
        ("(가칭)원주미래교육협력추진단을 꾸린다", "원주미래교육협력추진단", "association"),
        ("미르호 출렁다리를 건넌다", "미르호 출렁다리", "facility"),
        ("2층 못골 다함께 돌봄센터가 있다", "못골 다함께 돌봄센터", "facility"),
        ("전국이장협의회는 밝혔다", "전국이장협의회", "council"),
        ("광주광역시 소방안전본부는 밝혔다", "광주광역시 소방안전본부", "public_institution"),
        ("환경부 낙동강유역환경청이 나섰다", "환경부 낙동강유역환경청", "ministry"),
        ("고용노동부 여수지청과 함께한다", "고용노동부 여수지청", "ministry"),
        (
            "중부지방고용노동청 안양지청은 밝혔다",
            "중부지방고용노동청 안양지청",
            "public_institution",
        ),
        ("별메푸드, 온새로, 미리내솔 등 3개 업체와 손잡았다", "온새로", "company"),
        ("물메침례교회(대표 김다온)가 쌀을 냈다", "물메침례교회", "facility"),
        (
            "수원시 영통구 매탄동 지역사회보장협의체가 나섰다",
            "수원시 영통구 매탄동 지역사회보장협의체",
            "association",
        ),
    ],
)
def test_names_are_found_whole(text: str, surface: str, kind: str) -> None:
    assert (surface, kind) in [(e.text, e.kind) for e in institutions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "지역 대학과 병원, 도서관을 돌았다",
        "관계 기관과 협의회를 꾸린다",
        "강남구청장은 웃었다",
        "안산시는 시민을 만났다",
        "광주 시청자들이 투표했다",
        "재정 지원을 늘리고 도로 공사를 마쳤다",
        "최고 온도와 재고를 보고 창고로 갔다",
        "회의 중 학생이 물었다",
        "말하고 학생들과 걸었다",
        "가장 큰 컨트롤타워 역할",
        "조합 법인 사회적기업 소상공인 모두 신청한다",
        "사회적기업 육성 계획을 세운다",
        "공보실 직원이 웃었다",
        "영상 시청 뒤에 이야기한다",
        "시청률이 올랐다",
        "강의를 시청할 수 있다",
        "시청/구청/주민센터에서 받는다",
        "시·군·구청에 낸다",
        "참여 업체는 식품, 의류, 가구 등이다",
        "하천공사와 배수공사를 마쳤다",
        "마을 선형개량공사와 진입도로 확포장공사에 들인다",
        "청탁금지법과 국민기초생활복지법을 고친다",
        "안건을 따져보면 의회는 한가하다",
        "마이스터고등학교와 특성화고등학교를 늘린다",
        "두 회사가 세운 특수목적법인(SPC)이다",
        "교통사고, 추락사고 등 5개 학교에서 났다",
        "제조, 건설 등 2개 업체에서 다쳤다",
        "시는 이를 통해 위원회(위원장 김다온)를 꾸렸다",
        "달서구청장은 웃었다",
        "운영 중인 다함께 돌봄센터를 돌았다",
    ],
)
def test_ordinary_words_are_no_institutions(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "물빛고등학교가 뽑혔다. 물빛고교는 내년에 시작한다.",
            [("물빛고등학교", "물빛고등학교"), ("물빛고교", "물빛고등학교")],
        ),
        (
            "'하늘빛 로봇 직업교육 체험센터'(이하 센터)가 문을 열었다. 센터 운영은 시가 맡는다.",
            [
                ("하늘빛 로봇 직업교육 체험센터", "하늘빛 로봇 직업교육 체험센터"),
                ("센터", "하늘빛 로봇 직업교육 체험센터"),
                ("센터", "하늘빛 로봇 직업교육 체험센터"),
            ],
        ),
        (
            "평생교육원 안의 매체를 합친다. 구리시평생교육원이 밝혔다.",
            [("평생교육원", "구리시평생교육원"), ("구리시평생교육원", "구리시평생교육원")],
        ),
        ("국토부가 공모했다", [("국토부", "국토부")]),
        (
            "한국토지주택공사(LH)가 짓는다. LH는 밝혔다.",
            [("한국토지주택공사", "한국토지주택공사"), ("LH", "한국토지주택공사")],
        ),
        (
            "포천시립박물관이 열린다. 시립박물관은 무료다.",
            [("포천시립박물관", "포천시립박물관"), ("시립박물관", "포천시립박물관")],
        ),
        (
            "남구 평생학습관이 바뀐다. 평생학습관은 3층이다.",
            [("남구 평생학습관", "남구 평생학습관"), ("평생학습관", "남구 평생학습관")],
        ),
        (
            "강원교육청이 밝혔다. 도교육청은 늘린다. 교육청은 바쁘다.",
            [
                ("강원교육청", "강원교육청"),
                ("도교육청", "강원교육청"),
                ("교육청", "강원교육청"),
            ],
        ),
        ("전북대는 전북대학교다", [("전북대", "전북대학교"), ("전북대학교", "전북대학교")]),
        ("전북대가 나섰다", [("전북대", "전북대")]),
        ("국토부는 국토교통부다", [("국토부", "국토교통부"), ("국토교통부", "국토교통부")]),
        (
            "한양대학교 ERICA와 한양대 에리카는 같다",
            [("한양대학교 ERICA", "한양대학교 ERICA"), ("한양대 에리카", "한양대학교 ERICA")],
        ),
    ],
)
def test_forms_of_one_name_share_an_id(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(surface, name) for surface, name, _ in mentions(text)] == expected


def test_a_bare_hall_is_that_of_the_articles_region() -> None:
    hall = institutions("김포시는 3일 시청에서 설명회를 연다")[-1]
    assert (hall.entity_id, hall.nominal) == ("institution:김포시청", True)


def test_a_government_its_hall_its_head_and_its_council_are_told_apart() -> None:
    text = "수원시는 수원시청에서 이재준 수원시장, 수원시의회와 만났다"
    assert [e.text for e in institutions(text)] == ["수원시청", "수원시의회"]


OVERLAY = load_rules(Path(__file__).parent.parent / "overlays" / "klue")


@pytest.mark.parametrize(
    "pattern", [p for p in OVERLAY.patterns if p.id.startswith("klue.")], ids=lambda p: p.id
)
def test_examples_of_the_klue_overlay_hold(pattern: Pattern) -> None:
    assert list(failures(pattern, OVERLAY)) == []


def test_a_table_name_that_is_not_printed_stands_in_the_basis() -> None:
    (ministry,) = institutions("국토부가 공모했다")
    assert (ministry.name, ministry.basis) == ("국토부", "table: 국토교통부")


def test_a_bare_town_hall_is_that_of_the_town_named() -> None:
    found = institutions("김다온 가덕면장이 왔다. 면사무소에서 만났다.")
    assert [(e.text, e.name, e.nominal) for e in found] == [("면사무소", "가덕면사무소", True)]


def test_halls_under_headings_of_places() -> None:
    text = "◇나주시\n10:00 회의(시청 회의실)\n◇여수시\n11:00 보고회(시청 상황실)"
    assert [e.name for e in institutions(text)] == ["나주시청", "여수시청"]


def test_a_head_of_a_hall_is_no_hall() -> None:
    found = institutions("부산 남구청은 문을 열었다. 한가람 남구청장은 웃었다.")
    assert [e.start for e in found] == [3]
