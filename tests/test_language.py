"""The spaCy side: tokens that cover the text exactly, and mentions as spans."""

import pytest
import spacy

from pipeline import load
from pipeline.language import KiwiTokenizer, to_doc


@pytest.fixture(scope="module")
def tokenizer() -> KiwiTokenizer:
    return KiwiTokenizer(spacy.blank("xx").vocab)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "  두  칸 ",
        "\n\n다쳤다.\t갔다  ",
        "안산시\u3000교육\u00a0지원",
        "494㎡에 80∼90%",
        "해줘서 됐다면 그건 걔네 얘기였겠죠",
    ],
)
def test_the_doc_holds_the_source_to_the_letter(tokenizer: KiwiTokenizer, text: str) -> None:
    assert tokenizer(text).text == text


def test_contracted_morphemes_share_a_token(tokenizer: KiwiTokenizer) -> None:
    assert [(t.text, t.tag_) for t in tokenizer("다쳤다")] == [("다쳤", "VV+EP"), ("다", "EF")]


def test_mentions_become_spans_with_labels_and_ids() -> None:
    article = load()("안산시는 3일 청년 40명을 뽑았다.", published="2025-07-28")
    doc = to_doc(article)
    labels = {(span.text, span.label_) for span in doc.spans["sasil"]}
    assert {("40명", "headcount"), ("3일", "DATE"), ("안산시", "region")} <= labels
    assert doc.user_data["sasil"] is article
