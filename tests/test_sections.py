"""Sections of pages, as tables of lines with the kind that each must get."""

from __future__ import annotations

import shutil
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.flow import extract
from pipeline.model import SECTION_KINDS, Document
from pipeline.normalise import normalise
from pipeline.rules import Rules, load_rules
from pipeline.rules.load import default_rules_dir
from pipeline.sections import find_sections, url_date
from pipeline.sections.metadata import iso_moment

SENTENCE = "달빛시는 올해 공원 열두 곳에 그늘막을 새로 세웠다고 4일 밝혔다."
QUOTE = "한바다 시장은 “그늘이 있어야 걷는 사람이 는다”며 “내년에는 서른 곳으로 늘리겠다”고 말했다."
LONGER = "시는 사업비 12억 원 가운데 4억 원을 도비로 마련했고, 나머지는 시비로 채웠다."
NOTICES = "원고료로 응원하기\n저작권자 © 들꽃앤마당 무단전재 및 재배포 금지"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """The section rules alone: they need nothing of the others, and load in no time."""
    base = tmp_path_factory.mktemp("rules")
    (base / "words").mkdir()
    for name in ("sections.yaml", "parts.yaml", "words/media_endings.csv"):
        shutil.copy(default_rules_dir() / name, base / name)
    return load_rules(base=base)


def kinds(text: str, rules: Rules) -> list[tuple[str, str]]:
    """Every section with its text, in order."""
    return [(s.section, text[s.start : s.end]) for s in find_sections(text, rules).sections]


PAGES = {
    "title, date line, font widget, subtitle, caption printed twice": [
        ("title", "달빛시, 그늘막 서른 곳 새로 세운다"),
        ("dateline", "입력 2025-07-04 14:10"),
        ("boilerplate", "가장작게"),
        ("boilerplate", "작게"),
        ("subtitle", "공원 열두 곳은 올해 안에 마쳐"),
        ("caption", "어린이들이 공원 그늘막 아래에서 물놀이를 하며 더위를 식히고 있다."),
        ("caption", "어린이들이 공원 그늘막 아래에서 물놀이를 하며 더위를 식히고 있다."),
        ("body", SENTENCE),
        ("body", QUOTE),
    ],
    "weather, breadcrumb, crosshead, teasers as long paragraphs": [
        ("boilerplate", "• 맑음양평 20.1℃"),
        ("boilerplate", "기상청 제공"),
        ("boilerplate", "기획/특집"),
        ("title", "[기획] 공원마다 그늘막 세우는 달빛시"),
        ("body", SENTENCE),
        ("body", LONGER),
        ("heading", "내년에는 서른 곳으로"),
        ("body", QUOTE),
        ("boilerplate", "배너"),
        ("boilerplate", "관련기사"),
        (
            "boilerplate",
            "별빛시, 물놀이터 연다 별빛시가 물놀이터를 연다고 3일 밝혔다. 2천 명이 왔다.",
        ),
    ],
    "press release: header, bullets, table, contact, attachment": [
        ("boilerplate", "보도자료"),
        ("dateline", "배포일시 2026. 2. 10.(화)"),
        ("boilerplate", "담당부서: 공원녹지과"),
        ("title", "달빛시, 그늘막 가꿀 시민 모집"),
        ("subtitle", "- 공원 열두 곳에서 서른 명 뽑는다 -"),
        ("body", "□ 달빛시(시장 한바다)는 그늘막을 가꿀 시민 서른 명을 모집한다고 10일 밝혔다."),
        ("body", "○ 접수 기간: 2월 23일부터 3월 13일까지"),
        ("body", "| 구분 | 2024년 | 2025년 |"),
        ("body", "□ 한바다 시장은 “그늘은 나누어야 넓어진다”고 말했다."),
        ("boilerplate", "붙임  사업 개요 1부.  끝."),
    ],
    "a box of related articles inside the article": [
        ("body", SENTENCE),
        ("body", LONGER),
        ("boilerplate", "[관련기사]"),
        ("boilerplate", "▶ 별빛시, 물놀이터 다섯 곳 연다"),
        ("body", QUOTE),
        ("byline", "이다온 기자 daon@example.kr"),
        ("boilerplate", "많이 본 뉴스"),
        ("boilerplate", "별빛시는 물놀이터 다섯 곳을 새로 열었다고 3일 밝혔다."),
    ],
    "a list of figures below the last sentence stays in the body": [
        ("body", SENTENCE),
        ("body", "○ 설치: 공원 열두 곳"),
        ("body", "○ 사업비: 12억 원"),
        ("boilerplate", "목록"),
    ],
    "a photo's own copyright line does not end the article": [
        ("caption", "그늘막 아래에서 쉬는 시민들. (사진=달빛시)"),
        ("boilerplate", "[저작권자ⓒ 들꽃신문. 무단전재-재배포 금지]"),
        ("body", SENTENCE),
        ("body", QUOTE),
    ],
    "a picture's credit, a date and a short sentence inside the article": [
        ("body", "공원이 시원해졌다."),
        ("body", SENTENCE),
        ("body", LONGER),
        ("boilerplate", "ⓒ 주간들꽃"),
        ("body", "2025. 3. 4."),
        ("body", QUOTE),
        ("body", "이어 시는 그늘막을 공원마다 세우고 시민의 쉼터를 마을로"),
    ],
    "a picture's sentence behind a lone triangle": [
        ("body", SENTENCE),
        ("caption", "▲시민이 쉬는 그늘막이 올해 들어 두 배로 늘어 공원이 더욱 가까워졌다."),
        ("body", QUOTE),
    ],
    "a summary above the article ends with the reporter's address": [
        ("body", "달빛시가 공원마다 그늘막을 세운다고 밝혔다."),
        ("byline", "이다온 기자 daon@example.kr"),
        ("body", SENTENCE),
        ("body", LONGER),
        ("body", QUOTE),
    ],
    "sentences broken over short lines, as broadcasters print them": [
        ("title", "달빛시, 빈집 고쳐 귀농인에 빌려준다"),
        ("dateline", "작성자 이다온 작성일2024.01.05 댓글0건본문"),
        ("body", "이런 가운데\n달빛시가 올해부터\n농촌 빈집을 고쳐\n귀농인에게 빌려줍니다."),
        (
            "body",
            "달빛시는 시비 3억 원을\n이르면 다음 달 말\n빈집 10채에 들여\n3년 빌려줄 계획입니다.",
        ),
        ("boilerplate", "댓글목록"),
        ("boilerplate", "등록된 댓글이 없습니다."),
    ],
    "a headline and its subtitles without a date line": [
        ("title", "한바다 달빛시장, 그늘막 서른 곳 약속"),
        ("subtitle", "공원 열두 곳은 올해 안에 마쳐"),
        ("subtitle", "사업비 12억 원은 도비와 시비로"),
        ("byline", "[달빛=이다온 기자]"),
        ("body", SENTENCE),
        ("body", QUOTE),
    ],
    "a menu above the headline": [
        ("boilerplate", "정치 경제"),
        ("boilerplate", "사회 일반"),
        ("boilerplate", "달빛 소식"),
        ("boilerplate", "시민 마당"),
        ("boilerplate", "그늘막 신청"),
        ("boilerplate", "공원 안내"),
        ("title", "달빛시, 공원 열두 곳에 그늘막 세운다"),
        ("subtitle", "내년에는 서른 곳으로 늘리기로"),
        ("body", SENTENCE),
        ("body", QUOTE),
    ],
    "the words of a picture twice above the body": [
        ("title", "달빛시, 그늘막 서른 곳 새로 세운다"),
        ("dateline", "입력 2025-07-04 14:10"),
        ("caption", "달빛공원 그늘막 아래에 모인 어린이들"),
        ("caption", "달빛공원 그늘막 아래에 모인 어린이들"),
        ("body", SENTENCE),
        ("body", QUOTE),
    ],
    "related news between two paragraphs of the article": [
        ("body", SENTENCE),
        ("body", LONGER),
        ("boilerplate", "관련 뉴스"),
        ("body", "그늘막이 선 공원에는 의자 서른 개와 그늘막 안내판이 새로 놓인다고 시는 밝혔다."),
        ("body", "시는 내년에도 그늘막을 세울 공원을 시민에게 물어 정할 계획이다."),
    ],
    "headlines of other articles, then the article goes on": [
        ("body", SENTENCE),
        ("body", LONGER),
        ("boilerplate", "관련기사"),
        ("boilerplate", "별빛시, 물놀이터 다섯 곳 연다"),
        ("body", "공원 그늘막은 사업비를 나누어 세우고, 시비로 의자도 놓는다고 시는 밝혔다."),
        ("body", "시는 내년에도 그늘막을 세울 공원을 시민에게 물어 정할 계획이다."),
    ],
    "hints to the newsroom end the article": [
        ("body", SENTENCE),
        ("body", QUOTE),
        ("boilerplate", "■ 제보하기"),
        ("boilerplate", "▷ 전화 : 031-555-0123"),
        ("boilerplate", "▷ 이메일 : news@example.kr"),
    ],
    "a broadcaster's page prints headline and article below its hints": [
        ("body", SENTENCE),
        ("body", QUOTE),
        ("boilerplate", "■ 제보하기"),
        ("boilerplate", "▷ 전화 : 031-555-0123"),
        ("title", "달빛시, 공원 열두 곳에 그늘막 세운다"),
        ("dateline", "입력 2025.07.04 (14:10)"),
        ("boilerplate", "뉴스광장(달빛)"),
        ("body", SENTENCE),
        ("body", QUOTE),
    ],
    "a photographer's name behind a caption printed twice ends nothing": [
        ("title", "달빛시, 그늘막 서른 곳 새로 세운다"),
        ("caption", "어린이들이 공원 그늘막 아래에서 물놀이를 하고 있다. /달빛=이다온 기자"),
        ("caption", "어린이들이 공원 그늘막 아래에서 물놀이를 하고 있다. /달빛=이다온 기자"),
        ("body", SENTENCE),
        ("body", LONGER),
        ("body", QUOTE),
    ],
    "schedule: a labelled first line, places in brackets are no credits": [
        ("title", "[오늘의 일정] 달빛·별빛(26일, 월)"),
        ("body", "◇달빛시"),
        ("body", "-한바다 시장"),
        ("body", "10:30 그늘막 준공식(달빛시청)"),
        ("body", "오후 2시 임명장 수여식(시교육청)"),
    ],
    "body sentences that share words with page furniture": [
        ("body", "만족도 조사에서는 응답자 1,506명 중 1,420명이 다시 오고 싶다고 답했다."),
        ("body", "댓글로 신청한 시민 서른 명에게는 시가 만든 달력을 보내 주었다."),
        ("body", "무단 전재를 막으려고 시는 그늘막 사진마다 시의 표시를 새겼다고 밝혔다."),
        ("body", "날씨가 30℃를 넘는 날에는 오후 2시부터 문을 열기로 했다."),
    ],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"], ids=["lines", "gaps", "crlf"])
@pytest.mark.parametrize("name", PAGES)
def test_lines_of_a_page(name: str, gap: str, rules: Rules) -> None:
    text = normalise(gap.join(line for _, line in PAGES[name])).text
    layout = find_sections(text, rules)
    at = 0
    found = []
    for _, line in PAGES[name]:
        at = text.index(line, at)
        found.append((next(s.section for s in layout.sections if s.start <= at < s.end), line))
        at += len(line)
    assert found == PAGES[name]


EDGES = {
    "wire head": (
        f"(경기=푸른통신) 이다온 기자 = {SENTENCE}",
        [("byline", "(경기=푸른통신) 이다온 기자 ="), ("body", SENTENCE)],
        ("푸른통신", "이다온"),
    ),
    "bare head and address at the end": (
        f"안산=들꽃신문 이다온기자 {SENTENCE} {LONGER} 이다온 기자 daon@example.kr",
        [
            ("byline", "안산=들꽃신문 이다온기자"),
            ("body", f"{SENTENCE} {LONGER}"),
            ("byline", "이다온 기자 daon@example.kr"),
        ],
        ("들꽃신문", "이다온"),
    ),
    "two reporters": (
        f"[수원=들꽃뉴스] 이다온·한바다 기자 = {SENTENCE}",
        [("byline", "[수원=들꽃뉴스] 이다온·한바다 기자 ="), ("body", SENTENCE)],
        ("들꽃뉴스", "이다온, 한바다"),
    ),
    "a place is no medium": (
        f"[안산=이다온 기자] {SENTENCE}",
        [("byline", "[안산=이다온 기자]"), ("body", SENTENCE)],
        ("", "이다온"),
    ),
    "a medium by its name alone, in brackets behind the last sentence": (
        f"{SENTENCE} {LONGER} 내년까지 서른 곳에 더 세울 계획이다. [들꽃누리=이다온 기자]",
        [
            ("body", f"{SENTENCE} {LONGER} 내년까지 서른 곳에 더 세울 계획이다."),
            ("byline", "[들꽃누리=이다온 기자]"),
        ],
        ("들꽃누리", "이다온"),
    ),
    "a single paragraph and its source": (
        f"{SENTENCE} <자료제공: 달빛시청>",
        [("body", SENTENCE), ("boilerplate", "<자료제공: 달빛시청>")],
        ("", ""),
    ),
    "a paragraph that reports keeps its credit to itself": (
        f"{SENTENCE} (사진제공=달빛시)",
        [("body", SENTENCE), ("caption", "(사진제공=달빛시)")],
        ("", ""),
    ),
    "the photographer's name before a caption": (
        f"[달빛=들꽃뉴스] 이다온 기자 = 그늘막에서 쉬는 시민들. (사진=달빛시)\n{SENTENCE}",
        [
            ("byline", "[달빛=들꽃뉴스] 이다온 기자 ="),
            ("caption", "그늘막에서 쉬는 시민들. (사진=달빛시)"),
            ("body", SENTENCE),
        ],
        ("들꽃뉴스", "이다온"),
    ),
    "place and address below the article, notices above the copyright line": (
        f"{SENTENCE}\n{LONGER}\n{QUOTE}\n달빛=이다온 기자 daon@example.kr\n{NOTICES}",
        [
            ("body", SENTENCE),
            ("body", LONGER),
            ("body", QUOTE),
            ("byline", "달빛=이다온 기자 daon@example.kr"),
            ("boilerplate", NOTICES),
        ],
        ("들꽃앤마당", "이다온"),
    ),
    "a button glued to the first sentence": (
        f"이미지 확대보기{SENTENCE}",
        [("boilerplate", "이미지 확대보기"), ("body", SENTENCE)],
        ("", ""),
    ),
    "copyright in the last paragraph": (
        f"{SENTENCE} {LONGER} <저작권자 ⓒ 들꽃통신 무단전재 및 재배포 금지>",
        [
            ("body", f"{SENTENCE} {LONGER}"),
            ("boilerplate", "<저작권자 ⓒ 들꽃통신 무단전재 및 재배포 금지>"),
        ],
        ("들꽃통신", ""),
    ),
    "a bare phrase is body": (
        "달빛시 그늘막 서른 곳",
        [("body", "달빛시 그늘막 서른 곳")],
        ("",) * 2,
    ),
    "nothing printed, nothing guessed": (SENTENCE, [("body", SENTENCE)], ("", "")),
}


@pytest.mark.parametrize("name", EDGES)
def test_edges_of_a_paragraph(name: str, rules: Rules) -> None:
    text, expected, who = EDGES[name]
    layout = find_sections(text, rules)
    assert kinds(text, rules) == expected
    assert (layout.publisher, layout.byline) == who


PUBLISHED = {
    "entry before change": ("수정 2025.03.14 09:00\n입력 2025.03.13 18:04", "2025-03-13T18:04"),
    "afternoon": ("입력2025.07.28. 오후 2:10", "2025-07-28T14:10"),
    "words": ("승인 2019년 09월 08일 18시 41분", "2019-09-08T18:41"),
    "label above its value": ("날짜 :\n2011-04-19", "2011-04-19"),
    "release": ("배포일시 ’25. 7. 28.(월)", "2025-07-28"),
    "reporter and date": ("푸른통신, 이다온 기자, 2025-02-25 14:09 KRX2", "2025-02-25T14:09"),
    "time in brackets": ("입력 2025.02.25 (14:09)", "2025-02-25T14:09"),
    "several things on one line": (
        "2018-12-13 15:59:05최종 업데이트 : 2018-12-14 09:00:00 작성자 :   들꽃통신",
        "2018-12-13T15:59:05",
    ),
    "author, date, comments": ("작성자 이다온 작성일2024.01.05 댓글0건본문", "2024-01-05"),
    "name and date": ("이다온 2025. 3. 28. 21:54", "2025-03-28T21:54"),
    "date in front of a notice": ("date 2025-09-16 AI 요약은 참고만 하세요.", "2025-09-16"),
    "change alone is the last resort": ("수정 2025.03.14 09:00", "2025-03-14T09:00"),
    "page clock is not the article's": ("2025.06.10 (화)", ""),
    "last edit of the site": ("최종편집 : 2024-04-26 22:07 (금)", ""),
    "impossible day": ("입력 2025-02-30 10:00", ""),
    "impossible day, then a possible one": (
        "입력 2025-02-30 10:00\n등록 2025-03-01 10:00",
        "2025-03-01T10:00",
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published(name: str, rules: Rules) -> None:
    line, expected = PUBLISHED[name]
    layout = find_sections(f"달빛시, 그늘막 서른 곳 세운다\n{line}\n{SENTENCE}\n{QUOTE}", rules)
    assert (layout.published, layout.published_basis) == (expected, "dateline" if expected else "")


def test_lead_image_names_title_and_date(rules: Rules) -> None:
    lead = (
        "![[르포] 달빛시, 그늘막 서른 곳](http://img.example.kr/202507/news.20250704.0a1b_T1.jpg)"
    )
    teaser = "![별빛시, 물놀이터 다섯 곳](http://img.example.kr/202508/news.20250801.77aa_T1.jpg)"
    text = f"{lead}\n{SENTENCE}\n{QUOTE}\n\n{teaser}"
    layout = find_sections(text, rules)
    assert layout.title == "[르포] 달빛시, 그늘막 서른 곳"
    assert (layout.published, layout.published_basis) == ("2025-07-04", "url")
    assert kinds(text, rules)[-1] == ("boilerplate", teaser)


def test_teasers_give_no_date(rules: Rules) -> None:
    text = f"{SENTENCE}\n{LONGER}\n많이 본 뉴스\n별빛시, 물놀이터 연다\n입력 2025-08-01 10:00"
    assert find_sections(text, rules).published == ""


def test_a_headline_in_a_noun_like_a_particle_above_broken_lines(rules: Rules) -> None:
    """증가 ends like 시가: the headline is not the beginning of the first sentence."""
    text = (
        "달빛시 그늘막 전국 2위, 쉼터 이용 증가\n달빛시의 그늘막이 전국에서\n"
        "두 번째로 많은 것으로\n조사됐습니다.\n올해 시의 그늘막은 지난해보다\n"
        "열두 곳 늘어난 서른 곳으로,\n특히 쉼터를 찾는 시민이\n두드러지게 늘었습니다."
    )
    assert [kind for kind, _ in kinds(text, rules)] == ["title", "body", "body"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", " \n", "\r", "\u2028"])
def test_a_sentence_broken_at_a_width_is_read_whole(line_break: str) -> None:
    """Facts are told by the whole sentence; offsets are the page's, the sentence has no break."""
    lines = (
        "달빛시 도서관 이용 증가",
        *("올해 달빛시 도서관을", "찾은 시민의 수는", "총 24만 명으로 지난해보다", "1만"),
        *(
            "2천 명 늘었습니다.",
            "특히 어린이 이용자가",
            "두드러지게 많아진 것으로",
            "조사됐습니다.",
        ),
    )
    text = line_break.join(lines)
    facts = extract(Document(doc_id="w", text=text, published="2025-11-03"), load_rules()).facts
    assert [text[f.start : f.end] for f in facts] == ["24만 명", f"1만{line_break}2천 명"]
    assert {f.indicator for f in facts} == {"시민의 수"}
    assert facts[0].change_delta == 12000
    assert facts[0].sentence == " ".join(lines[1:6])


def test_subtitles_without_a_title(rules: Rules) -> None:
    text = (
        "공원 열두 곳에 그늘막 세워 시민 쉼터로\n그늘막 서른 곳으로 내년까지 늘려\n"
        f"사업비 12억 원은 도비와 시비로\n{SENTENCE}\n{QUOTE}"
    )
    assert [kind for kind, _ in kinds(text, rules)] == ["subtitle"] * 3 + ["body"] * 2
    assert find_sections(text, rules).title == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example.kr/view/20250422000719", "2025-04-22"),
        ("https://news.example.kr/2021/05/31/a.html", "2021-05-31"),
        ("https://news.example.kr/site/html/2021/05/31/2021053100086.html", "2021-05-31"),
        ("https://news.example.kr/view/?id=NISX20200110_0000885689", "2020-01-10"),
        ("https://news.example.kr/articleView.html?idxno=20201", ""),
        ("https://news.example.kr/20250230/a", ""),
    ],
)
def test_url_date(url: str, expected: str) -> None:
    assert url_date(url) == expected


@given(st.dates(min_value=date(1900, 1, 1)), st.times())
def test_printed_moments_read_back(day: date, time: time) -> None:
    iso, clock = day.isoformat(), time.isoformat("minutes")
    assert iso_moment(iso, clock) == (f"{iso}T{clock}" if clock != "00:00" else iso)


LINES = [line for page in PAGES.values() for _, line in page]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(st.sampled_from(LINES), max_size=12))
def test_every_letter_has_one_section(lines: list[str], rules: Rules) -> None:
    text = "\n".join(lines)
    sections = find_sections(text, rules).sections
    covered = [index for s in sections for index in range(s.start, s.end)]
    assert covered == sorted(set(covered))
    assert not [c for i, c in enumerate(text) if not c.isspace() and i not in set(covered)]
    assert {s.section for s in sections} <= set(SECTION_KINDS)


def test_line_breaks_of_any_kind_give_the_same_layout(rules: Rules) -> None:
    lines = [
        line for _, line in PAGES["press release: header, bullets, table, contact, attachment"]
    ]
    plain, windows = "\n".join(lines), normalise("\r\n".join(lines)).text
    assert [k for k, _ in kinds(plain, rules)] == [k for k, _ in kinds(windows, rules)]


def test_a_page_address_dates_what_prints_no_date() -> None:
    rules = load_rules()
    url = "https://news.example.kr/view/20250422000719"
    undated = extract(Document(doc_id="a", text=SENTENCE, url=url), rules).document
    printed = f"입력 2025-04-20 10:00\n{SENTENCE}"
    dated = extract(Document(doc_id="a", text=printed, url=url), rules).document
    assert (undated.published, undated.published_basis) == ("2025-04-22", "url")
    assert (dated.published, dated.published_basis) == ("2025-04-20T10:00", "dateline")


def test_the_title_is_as_printed() -> None:
    text = f"대학–지자체, 그늘막 서른 곳 함께 세운다\n입력 2025-07-04 14:10\n{SENTENCE}"
    document = extract(Document(doc_id="a", text=text), load_rules()).document
    assert document.title == "대학–지자체, 그늘막 서른 곳 함께 세운다"
