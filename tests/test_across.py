"""Articles against each other."""

from __future__ import annotations

from functools import cache

from pipeline.across import across, digest
from pipeline.across.reprints import originals, similarity, sketch
from pipeline.flow import extract
from pipeline.model import Article, Check, Document, Layout, Section
from pipeline.rules import Rules, load_rules

RELEASE = (
    "안산시는 올해 졸업생을 위한 진로 상담실을 열었다. 2024년 안산 청년 취업률은 53.4%다. "
    "상담은 평일 저녁에도 받을 수 있고 비용은 들지 않는다. 시는 교사와 학부모의 의견을 모아 "
    "상담 시간을 더 늘릴지 정한다. 신청은 누리집에서 받는다."
)


@cache
def rules() -> Rules:
    return load_rules()


def article(doc_id: str, text: str, published: str = "2025-07-28") -> Article:
    layout = Layout((Section(0, len(text), "body"),))
    return extract(Document(doc_id=doc_id, text=text, published=published), rules(), layout=layout)


def told(*articles: Article) -> list[tuple[str, str, str, str, str]]:
    rows: tuple[Check, ...] = across(articles)
    return [(r.check, r.doc_id, r.other_doc_id, r.stated, r.computed) for r in rows]


def test_differing_claims_make_one_row_with_both_sources() -> None:
    one = article("a", "2024년 안산 청년 취업률은 53.4%다.")
    other = article("b", "안산 소식이다. 2024년 안산 청년 취업률은 50.2%로 나타났다.", "2025-08-01")
    assert told(one, other) == [("cross_document", "a", "b", "53.4%", "50.2%")]


def test_equal_and_rounded_claims_are_silent() -> None:
    one = article("a", "2024년 안산 청년 취업률은 53.4%다.")
    assert told(one, article("b", "지난 소식. 2024년 안산 청년 취업률은 53%로 나타났다.")) == []


def test_other_period_or_other_subject_is_no_disagreement() -> None:
    one = article("a", "2024년 안산 청년 취업률은 53.4%다.")
    assert told(one, article("b", "2023년 안산 청년 취업률은 60.1%다.")) == []
    assert told(one, article("c", "2024년 김포 청년 취업률은 60.1%다.")) == []


def test_a_list_of_values_is_no_claim() -> None:
    one = article("a", "2024년 안산 청년 취업률은 53.4%다.")
    many = article("b", "2024년 안산 청년 취업률은 60.1%다. 2024년 안산 청년 취업률은 62.2%다.")
    assert told(one, many) == []


def test_reprints_of_one_release_count_once() -> None:
    first = article("a", RELEASE)
    reprint = article("b", "[포토] " + RELEASE + " 홍보팀 제공.", "2025-07-29")
    other = article("c", "안산 이야기. 2024년 안산 청년 취업률은 50.2%로 나타났다.", "2025-07-30")
    assert told(first, reprint, other) == [("cross_document", "a", "c", "53.4%", "50.2%")]


def test_a_later_correction_is_marked() -> None:
    one = article("a", "2024년 안산 청년 취업률은 53.4%다.")
    right = article("b", "2024년 안산 청년 취업률은 50.2%다. 앞 기사를 바로잡습니다.", "2025-08-01")
    assert told(one, right) == [("correction", "a", "b", "53.4%", "50.2%")]


def test_who_joined_before_whom() -> None:
    one = article("a", "강릉시와 영월군에 이어 태안군이 세 번째로 ‘서울런’에 들어왔다.")
    text = "‘서울런’ 사업에는 △강릉시 △정선군 △태안군 △여수시 등 4개 지자체가 참여했다."
    rows = across([one, article("b", text, "2025-08-01")])
    assert [(r.doc_id, r.other_doc_id) for r in rows] == [("a", "b")]
    assert "region:51750" in rows[0].explanation
    assert "region:51770" in rows[0].explanation


def test_the_order_of_articles_does_not_matter() -> None:
    one = article("a", "2024년 안산 청년 취업률은 53.4%다.")
    other = article("b", "2024년 안산 청년 취업률은 50.2%로 나타났다.", "2025-08-01")
    assert across([one, other]) == across([other, one])


def test_a_digest_holds_only_what_is_compared() -> None:
    made = digest(article("a", "2024년 안산 청년 취업률은 53.4%다. 시는 책 3권을 샀다."))
    assert [fact.text for fact in made.claims.values()] == ["53.4%"]


def test_sketches_tell_reprints_from_other_texts() -> None:
    same, other = sketch(RELEASE), sketch("전혀 다른 이야기다. " * 3 + "강변에 새 길이 났다.")
    assert similarity(same, sketch(RELEASE + " 끝.")) > 0.8
    assert similarity(same, other) < 0.1
    assert originals([same, other, sketch(RELEASE + " 끝.")]) == [0, 1]
