"""Regions in running text: spans, codes at a date, homographs, shared names, nominal mentions."""

from __future__ import annotations

import functools

import pytest

from pipeline.flow import extract
from pipeline.model import Article, Document, Layout, Section
from pipeline.rules import Rules, load_rules


@functools.cache
def rules() -> Rules:
    return load_rules()


def read(text: str, published: str = "2025-07-28") -> Article:
    layout = Layout((Section(0, len(text), "body"),), published=published)
    return extract(Document(doc_id="t", text=text, published=published), rules(), layout=layout)


def regions(text: str, published: str = "2025-07-28") -> list[tuple[str, str]]:
    return [
        (entity.text, entity.entity_id.removeprefix("region:"))
        for entity in read(text, published).entities
        if entity.label == "region" and not entity.nominal
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("태백시는 문을 열었다", [("태백시", "51190")], id="unit"),
        pytest.param("평창에서 만났다", [("평창", "51760")], id="stem"),
        pytest.param("경기 김포시에 산다", [("경기 김포시", "41570")], id="parent"),
        pytest.param(
            "충북 청주시 흥덕구에 산다", [("충북 청주시 흥덕구", "43113")], id="two parents"
        ),
        pytest.param("경기도 안성시장이 왔다", [("경기도 안성", "41550")], id="parent and title"),
        pytest.param("구리시민이 모였다", [("구리", "41310")], id="citizens"),
        pytest.param("홍천군수는 떠났다", [("홍천", "51720")], id="county head"),
        pytest.param("송파구청장이 웃었다", [("송파", "11710")], id="district head"),
        pytest.param("경남도의원이 물었다", [("경남", "48")], id="assembly member"),
        pytest.param("충남지역 농가", [("충남", "44")], id="glued 지역"),
        pytest.param("서울‧경기‧강원", [("서울", "11"), ("경기", "41"), ("강원", "51")], id="list"),
        pytest.param(
            "△가평(2024년) △철원(2025년)", [("가평", "41820"), ("철원", "51780")], id="asides"
        ),
        pytest.param("수원시 권선구 세류동", [("수원시 권선구 세류동", "41113")], id="dong"),
        pytest.param("안산시 공동 사업", [("안산시", "41270")], id="공동 is no dong"),
        pytest.param("여수시 전면 개편", [("여수시", "46130")], id="전면 is no myeon"),
        pytest.param("포천시의회가 열렸다", [], id="council"),
        pytest.param("화천경찰서가 열렸다", [], id="police"),
        pytest.param("서울숲과 부산항", [], id="inside a name"),
        pytest.param("동대문디자인플라자", [], id="inside a facility"),
        pytest.param("한강로와 세종로", [], id="roads"),
    ],
)
def test_spans_and_codes(text: str, expected: list[tuple[str, str]]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "구리 전선을 훔쳤다",
        "상을 부여했다",
        "장수 어르신을 축하했다",
        "백설공주는 동화다",
        "수정 의견을 냈다",
        "이천 명이 모였다",
        "전주 대비 올랐다",
        "사상 처음으로 열렸다",
        "상주 인구가 늘었다",
        "화성 탐사선이 떴다",
        "연수 과정을 마쳤다",
        "동작 감지기를 달았다",
        "고령 농가를 돕는다",
        "영양 교육을 한다",
        "예산 3억 원을 세웠다",
        "음성 안내를 넣었다",
        "그 동안 애썼다",
        "상당 부분 고쳤다",
        "경기 침체가 길다",
        "이번 경기에서 이겼다",
        "단원 모집을 한다",
        "강화 방안을 찾는다",
        "서구 문화를 배운다",
        "마라톤 완주를 했다",
        "국민 청원이 올랐다",
        "진도 7의 흔들림",
        "보은의 뜻을 전했다",
        "목표 달성에 애쓴다",
        "구미에 맞는 음식",
        "영광을 안았다",
    ],
)
def test_ordinary_words(text: str) -> None:
    assert regions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("충남 예산에서 열렸다", [("충남 예산", "44810")]),
        ("예산·홍성·태안 주민", [("예산", "44810"), ("홍성", "44800"), ("태안", "44825")]),
        ("이천시가 나섰다. 이천은 쌀로 이름났다", [("이천시", "41500"), ("이천", "41500")]),
        ("공주시장이 왔다. 공주에는 왕릉이 있다", [("공주", "44150"), ("공주", "44150")]),
        ("화성시가 컸다. 화성 시민도 늘었다", [("화성시", "41590"), ("화성", "41590")]),
        ("경기 북부 시군이 모였다", [("경기", "41")]),
    ],
)
def test_homographs_that_are_regions(text: str, expected: list[tuple[str, str]]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("강원도 태백시가 나섰다", "2025-07-28", [("강원도 태백시", "51190")]),
        ("강원도 태백시가 나섰다", "2022-07-28", [("강원도 태백시", "42190")]),
        ("전북 전주시가 나섰다", "2023-12-01", [("전북 전주시", "45110")]),
        ("경북 군위군이 나섰다", "2023-06-30", [("경북 군위군", "47720")]),
        ("대구 군위군이 나섰다", "2023-07-01", [("대구 군위군", "27720")]),
        ("전남 여수시가 나섰다", "2025-07-01", [("전남 여수시", "46130")]),
        ("전남 여수시가 나섰다", "2026-07-01", [("전남 여수시", "12130")]),
        ("전라남도와 여수시가 나섰다", "", [("전라남도", "46"), ("여수시", "46130")]),
        ("인천 서구가 나섰다", "2026-06-30", [("인천 서구", "28260")]),
        ("화성시 동탄구가 생겼다", "2026-02-01", [("화성시 동탄구", "41597")]),
    ],
)
def test_codes_hold_at_the_date(text: str, published: str, expected: list[tuple[str, str]]) -> None:
    assert regions(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("중구가 나섰다", [("중구", "")], id="nothing tells"),
        pytest.param("부산 중구와 서구", [("부산 중구", "26110"), ("서구", "26140")], id="list"),
        pytest.param(
            "서울시가 밝혔다. 서울시는 강서와 중구를 뽑았다",
            [("서울시", "11"), ("서울시", "11"), ("강서", "11500"), ("중구", "11140")],
            id="home",
        ),
        pytest.param(
            "경남 고성군이 나섰다. 고성군은 바쁘다",
            [("경남 고성군", "48820"), ("고성군", "48820")],
            id="told before",
        ),
        pytest.param(
            "광주광역시가 나섰다. 광주에서 열린다",
            [("광주광역시", "29"), ("광주", "29")],
            id="광주",
        ),
    ],
)
def test_shared_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert regions(text) == expected


def test_a_mention_ends_with_its_line() -> None:
    assert regions("행사는 강원도\n태백시는 눈이다") == [("강원도", "51"), ("태백시", "51190")]
    assert regions("행사는 안산시\n고잔동에서 연다")[0] == ("안산시", "41270")


def test_an_open_name_lists_its_candidates() -> None:
    (entity,) = read("고성군이 나섰다").entities
    assert (entity.entity_id, entity.candidates) == ("", "region:48820|region:51820")


def test_nominal_mentions_follow_the_topic() -> None:
    text = "시흥시는 축제를 연다. 시는 예산을 썼다. 안산시는 쉬었다. 시는 내년에 연다."
    nominal = [e.entity_id for e in read(text).entities if e.nominal]
    assert nominal == ["region:41390", "region:41270"]


def test_the_articles_own_region() -> None:
    text = "평창군은 서울시와 손을 잡았다. 군은 내년에 학교를 연다. 평창군이 돈을 낸다."
    assert read(text).document.region_id == "region:51760"


def test_a_word_that_lost_keeps_its_reason() -> None:
    (loss,) = [row for row in read("구리 가격이 올랐다").dropped if row.label == "region"]
    assert (loss.rule, loss.reason) == ("region.homograph", "an ordinary word by morphemes")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "예산군 인구는 △삽교읍 1만명 △오가면 3천명(18↓)이다.",
            [("예산군", "44810"), ("삽교읍", "44810"), ("오가면", "44810")],
            id="items with figures",
        ),
        pytest.param(
            "예산군은 예산읍, 오가면을 잇는다.",
            [("예산군", "44810"), ("예산읍", "44810"), ("오가면", "44810")],
            id="beside another",
        ),
        pytest.param(
            "예산군은 크다. 한들읍 새터리에 산다.",
            [("예산군", "44810"), ("한들읍", "44810")],
            id="before its village",
        ),
        pytest.param(
            "예산군은 크다. 대가면 윤지마을은 좁다. 대가면과 예산읍은 멀다.",
            [("예산군", "44810"), ("대가면", "44810"), ("대가면", "44810"), ("예산읍", "44810")],
            id="sure once, sure everywhere",
        ),
        pytest.param(
            "예산군은 크다. 오가면 신장리 회관에 모였다.",
            [("예산군", "44810"), ("오가면", "44810")],
            id="before a village without more",
        ),
        pytest.param(
            "예산군은 크다. 고개를 지나면 하늘마을이 나오고, 화면 사거리가 보인다.",
            [("예산군", "44810")],
            id="지나면 and 화면",
        ),
        pytest.param(
            "예산군은 비가 내리면 주민이 대피한다. 힘을 합치면 행복마을이 된다. 내리면 춥다.",
            [("예산군", "44810")],
            id="verbs before people and villages",
        ),
        pytest.param(
            "예산군은 신축동과 증축동을 짓고, 국세는 모두 시가 낸다.",
            [("예산군", "44810")],
            id="parts of a building",
        ),
        pytest.param("예산군은 △측면 3곳 △전면 2곳을 칠했다.", [("예산군", "44810")], id="sides"),
        pytest.param("예산군은 크다. 그러면 우리 모두 간다.", [("예산군", "44810")], id="그러면"),
        pytest.param("예산군은 크다. 반면 12명은 왔다.", [("예산군", "44810")], id="반면"),
        pytest.param(
            "예산군은 크다.\n이웃한 홍성군과 견준다. 한들읍 새터리는 작다.",
            [("예산군", "44810"), ("홍성군", "44800"), ("한들읍", "")],
            id="perhaps the neighbour's",
        ),
    ],
)
def test_towns_in_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    ("text", "home"),
    [
        pytest.param("서울 관악구의회(의장 김하늘)는 문을 열었다.", "11620", id="council"),
        pytest.param("대전 서구청이 상을 받았다. 대전에서 열렸다.", "30170", id="district office"),
        pytest.param("대구광역시 소방안전본부는 훈련을 했다.", "27", id="fire service"),
        pytest.param("계룡시문화재단(이사장 한나루)은 바쁘다.", "44250", id="foundation"),
        pytest.param("전북교육청은 학교 세 곳을 골랐다.", "52", id="education office"),
        pytest.param(
            "강원 횡성군내 인구가 줄었다. 이웃한 평창군은 늘었다.", "51730", id="neighbour"
        ),
        pytest.param(
            "보령의 손님이 늘었다. 서산은 줄었다. 보령과 다르다.", "44180", id="first of the lead"
        ),
        pytest.param("서울에서 떠나면 부산까지 오래 걸린다.", "", id="ways name no home"),
        pytest.param("제주 서귀포시는 축제를 연다.", "50130", id="a city whose mayor is appointed"),
        pytest.param("가게는 여수시청, 빵집과 가깝다.", "", id="office as a landmark"),
        pytest.param("비는 충북·전북·경북에 내린다.", "", id="list"),
        pytest.param("예산 담당 부서가 여수에서 모였다.", "46130", id="예산 is no office"),
    ],
)
def test_home(text: str, home: str) -> None:
    assert read(text).document.region_id.removeprefix("region:") == home


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("청주시는 유성구와 손을 잡았다. 시는 돈을 마련한다.", ["43110"], id="topic"),
        pytest.param("경기도는 안산시와 협약했다. 도는 예산을 댄다.", ["41"], id="province"),
        pytest.param("충남도는 예산을 댄다. 시는 돕는다. 천안시도 돕는다.", [""], id="도 is no 시"),
        pytest.param(
            "횡성군내 인구가 줄었다. 이웃한 평창군은 늘었다. 군은 애쓴다.",
            ["51730"],
            id="neighbour",
        ),
        pytest.param(
            "충남도가 나섰다. 천안시 관계자가 왔다. 충남도는 바쁘다. 시는 돕는다.",
            ["44130"],
            id="the only city",
        ),
    ],
)
def test_bare_units_stand_for_a_region_of_their_kind(text: str, codes: list[str]) -> None:
    found = [e.entity_id.removeprefix("region:") for e in read(text).entities if e.nominal]
    assert found == codes


@pytest.mark.parametrize(
    ("text", "persons", "places"),
    [
        ("무대에는 송나루, 강진, 윤가람 등 초청가수들이 선다.", ["송나루", "강진", "윤가람"], []),
        ("가수 고성, 진주, 한나루가 무대에 오른다.", ["진주", "한나루"], []),
        ("진주, 송나루 등 출연진이 모였다.", ["진주", "송나루"], []),
        ("강진, 장흥, 보성 등 초청 지자체가 왔다.", [], ["강진", "장흥", "보성"]),
        ("진주, 사천 등 인근 시군이 함께한다.", [], ["진주", "사천"]),
        ("강진, 장흥 등 배우러 온 시군", [], ["강진", "장흥"]),
        ("가수 한나루, 진주에서 노래한다.", ["한나루"], ["진주"]),
    ],
)
def test_performers_called_like_a_region(text: str, persons: list[str], places: list[str]) -> None:
    found = read(text).entities
    assert [e.text for e in found if e.label == "region"] == places
    assert {e.text for e in found if e.label == "person"} >= set(persons)
