"""Persons in running text: spans, roles, ids, follow-ups, and words that are no names."""

from __future__ import annotations

import functools

import pytest

from pipeline.flow import extract
from pipeline.match.names import names_of
from pipeline.model import Document, Entity, Layout, Section
from pipeline.rules import Rules, load_rules


@functools.cache
def rules() -> Rules:
    return load_rules()


def persons(text: str, published: str = "2025-07-28") -> list[Entity]:
    layout = Layout((Section(0, len(text), "body"),), published=published)
    document = Document(doc_id="t", text=text, published=published)
    found = extract(document, rules(), layout=layout).entities
    return [entity for entity in found if entity.label == "person"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("한도윤 여수시장이 왔다", "한도윤", "mayor"),
        ("여수시장 한도윤은 말했다", "한도윤", "mayor"),
        ("여수시(시장 한도윤)는 축제를 연다", "한도윤", "mayor"),
        ("한도윤시장이 왔다", "한도윤", "mayor"),
        ("한도윤 경기도지사는 웃었다", "한도윤", "governor"),
        ("한도윤 양구군수가 왔다", "한도윤", "county_head"),
        ("한도윤 마포구청장이 왔다", "한도윤", "district_head"),
        ("한도윤 충북교육감이 왔다", "한도윤", "superintendent"),
        ("한도윤 전 여수시장이 왔다", "한도윤", "mayor"),
        ("한도윤 여수시장 당선인이 왔다", "한도윤", "mayor"),
        ("한도윤 여수시장 권한대행이 왔다", "한도윤", "other"),
        ("한도윤 환경부 장관이 왔다", "한도윤", "minister"),
        ("박서연 여수시 도서관장이 왔다", "박서연", "institution_head"),
        ("박서연 한빛중 회장은 웃었다", "박서연", "institution_head"),
        ("박서연 상인회장은 웃었다", "박서연", "institution_head"),
        ("박서연 복지정책과장은 웃었다", "박서연", "other"),
        ("박서연 여수시의원이 물었다", "박서연", "other"),
        ("박서연 씨는 웃었다", "박서연", "other"),
        ("박서연씨는 웃었다", "박서연", "other"),
        ("박서연(45·여)은 웃었다", "박서연", "other"),
        ("배우 박서연이 왔다", "박서연", "other"),
        ("남궁민서 교수가 왔다", "남궁민서", "other"),
        ("제갈윤 원장이 왔다", "제갈윤", "institution_head"),
        ("김모(52) 씨가 신고했다", "김", "other"),
        ("시민 B씨는 웃었다", "B", "other"),
        ("에마뉘엘 마크롱 프랑스 대통령이 왔다", "에마뉘엘 마크롱", "other"),
        ("은서 씨는 웃었다", "은서", "other"),
        ("하루노씨는 웃었다", "하루노", "other"),
        ("관객은 앤더슨 실바를 반겼다", "앤더슨 실바", "other"),
        ("샤를 드 로뱅 감독이 왔다", "샤를 드 로뱅", "other"),
        ("케이티 김은 우승했다", "케이티 김", "other"),
        ("조지 W. 스미스 교수가 왔다", "조지 W. 스미스", "other"),
        ("골을 넣은 로브렌코프는 웃었다", "로브렌코프", "other"),
        ("그는 로브렌코프에게 공을 건넸다", "로브렌코프", "other"),
        ("래퍼 나비의 노래가 울렸다", "나비", "other"),
        ("한빛신문 한도윤 기자가 상을 받았다", "한도윤", "other"),
        ("한동의 여수시장이 왔다", "한동의", "mayor"),
        ("여진철 과장이 설명했다", "여진철", "other"),
        ("박서연 정책특보가 왔다", "박서연", "other"),
        ("-한도윤 여수시장", "한도윤", "mayor"),
    ],
)
def test_name_and_role(text: str, name: str, role: str) -> None:
    assert [(person.text, person.role) for person in persons(text)] == [(name, role)]


@pytest.mark.parametrize(
    "text",
    [
        "전통시장이 붐볐다",
        "이번 시장은 비쌌다",
        "수산시장 상인이 웃었다",
        "주민자치위원장이 왔다",
        "관계자는 말했다",
        "이재민 대표가 왔다",
        "정치학 교수가 왔다",
        "한 시민이 왔다",
        "신임 원장이 왔다",
        "청년 주거비를 돕는다",
        "시장 주재로 열렸다",
        "러시아 대통령이 왔다",
        "글로벌 센터장이 왔다",
        "온라인 플랫폼이 열렸다",
        "볍씨를 뿌렸다",
        "이 군은 작다",
        "각 동장이 모였다",
        "(사진 = 한도윤 기자)",
        "주민세를 냈다",
        "이들은 떠났다",
        "방문한 군수가 웃었다",
        "군의회 동의안 처리 시장 출석",
        "강하마을을 찾았고 윤지마을은 멀다",
        "오가면 신장리 군도 3호선을 넓힌다",
        "임시주차장을 넓힌다",
        "뜻깊은 경자년(庚子年)이 되기를 바란다",
        "글을 읽기 어려운 어르신을 돕는다",
        "구의회 한도안 의결 의원 간담회",
        "여름철 폭염·호우특보가 내렸다",
        "조정국 폭염 특보가 내렸다",
        "-시장 현대화\n-과장 인사",
    ],
)
def test_no_names(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param(
            "한도윤 여수시장이 왔다. 한 시장은 웃었다.",
            ["person:한도윤@46130", "person:한도윤@46130"],
            id="surname after the name",
        ),
        pytest.param("여수시는 바쁘다. 한도윤 시장은 웃었다.", ["person:한도윤@46130"], id="home"),
        pytest.param(
            "한도윤표 정책이 나왔다. 한도윤 여수시장은 웃었다.",
            ["person:한도윤@46130", "person:한도윤@46130"],
            id="name before its title",
        ),
        pytest.param(
            "한도윤 여수시장과 박서연 목포시장이 왔다",
            ["person:한도윤@46130", "person:박서연@46110"],
            id="two mayors",
        ),
        pytest.param(
            "한도윤 여수시장과 한도윤 교수가 왔다",
            ["person:한도윤@46130", "person:한도윤"],
            id="two of one name",
        ),
        pytest.param("육동한 춘천시장도 왔다", ["person:육동한@51110"], id="name like a verb"),
        pytest.param("임태희 경기도교육감이 왔다", ["person:임태희"], id="superintendent"),
        pytest.param(
            "길을 넓힌다.한도윤 여수시장은 웃었다.", ["person:한도윤@46130"], id="glued sentence"
        ),
        pytest.param("박 대통령이 왔다", [""], id="nobody told"),
        pytest.param(
            "◇여수시\n-한도윤 시장\n◇목포시\n-박서연 시장\n10:00 회의",
            ["person:한도윤@46130", "person:박서연@46110"],
            id="headings of places",
        ),
        pytest.param(
            "부산 남구청은 문을 열었다. 한도윤 남구청장은 웃었다.",
            ["person:한도윤@26290"],
            id="a hall's name in its head's title",
        ),
        pytest.param(
            "여수시 소식. 박서연 여수시 센터장이 왔다. 박 센터장은 웃었다.",
            ["person:박서연", "person:박서연"],
            id="institution head",
        ),
    ],
)
def test_ids(text: str, ids: list[str]) -> None:
    assert [person.entity_id for person in persons(text)] == ids


@pytest.mark.parametrize(
    ("text", "published", "check"),
    [
        ("오세훈 서울시장이 왔다", "2025-02-25", "agrees"),
        ("한도윤 서울시장이 왔다", "2025-02-25", "differs"),
        ("한도윤 서울시장이 왔다", "2015-02-25", "not_covered"),
        ("한도윤 전 서울시장이 왔다", "2025-02-25", ""),
        ("한도윤 교수가 왔다", "2025-02-25", ""),
    ],
)
def test_terms_of_office(text: str, published: str, check: str) -> None:
    assert [person.term_check for person in persons(text, published)] == [check]


def test_listed_names_share_the_title() -> None:
    found = persons("강서연, 이도윤 시의원이 물었다")
    assert [person.text for person in found] == ["강서연", "이도윤"]


@pytest.mark.parametrize(
    ("word", "least"),
    [("김민수", 5), ("남궁민수", 5), ("선우진", 3), ("홍길동", 4), ("제갈윤", 2)],
)
def test_shapes_of_names(word: str, least: int) -> None:
    assert names_of(rules()).shape(word) >= least


@pytest.mark.parametrize("word", ["이재민", "관계자", "까치", "학교", "안녕하"])
def test_shapes_of_words(word: str) -> None:
    assert names_of(rules()).shape(word) == 0
