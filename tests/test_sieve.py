"""The sieve leaves a pattern out of a sentence only where it cannot match."""

from dataclasses import replace
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.patterns import match_patterns, proposals
from pipeline.model import Document, Sentence
from pipeline.normalise import normalise
from pipeline.page import Page
from pipeline.read import read
from pipeline.rules import load_rules
from pipeline.rules.needs import folded, needs
from pipeline.rules.schema import MATCHED
from pipeline.rules.sieve import Sieve
from pipeline.sections import find_sections
from pipeline.steps import finish
from pipeline.tokens import tokenize

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("가나", [{"가나"}]),
        ("가|나다", [{"가", "나다"}]),
        ("가?나", [{"나"}]),
        ("가+나", [{"가나"}]),
        ("가*나", [{"나"}]),
        (r"\d{1,2} ?월", [{"0월", "0 월"}]),
        ("[0-9]{4}년", [{"0000년"}]),
        ("[1-4]분기", [{"0분기"}]),
        ("[가-힣]원", [{"원"}]),
        ("(?:가|나)(?P<unit>명)", [{"가명", "나명"}]),
        ("가(?!나)다", [{"가다"}]),
        ("(?<=라)가(?=나)", [{"라가나"}]),
        (r"\uE000\uE001*+ ?명", [{"\ue000명", "\ue000 명"}]),
        ("(?:가|나다){2}라", [{"가가라", "가나다라", "나다가라", "나다나다라"}]),
        (r"\d{3,4}-", [{"0-"}]),
        (r"\d(?:학년(?: ?\d{1,2}반)?|급)", [{"0학년", "0급"}]),
        ("(?:가.|나)*다(?:라.|마)", [{"다라", "다마"}]),
        ("가((?<=가))다", [{"가다"}]),
        ("가(?=(?:나.)?다.)", [{"가나", "가다"}]),
        (r"가.*나", [{"가"}, {"나"}]),
        ("[]가]나", [{"]나", "가나"}]),
        # Whatever may be missing, or is not understood, asks for nothing.
        ("가?", []),
        ("가|.", []),
        ("(?i)abc", []),
        (r"(가)\1", []),
        ("(?(a)가|나)", []),
        ("가{e<=1}", []),
        (r"[^가]", []),
        (r"[가--나]", []),
        (r"\p{L}", []),
    ],
)
def test_needs(expression: str, expected: list[set[str]]) -> None:
    assert {frozenset(group) for group in expected} == set(needs(expression))


_pieces = st.recursive(
    st.sampled_from(
        [
            "가",
            "나",
            "0",
            r"\d",
            "[가나]",
            "[^가]",
            "[0-9]",
            ".",
            " ?",
            "(?!가)",
            "(?<=나)",
            "(?=가)",
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda p: f"(?:{''.join(p)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: f"(?:{'|'.join(p)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}", "{0,2}", "*+", "+?"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
    ),
    max_leaves=8,
)


@given(_pieces, st.text("가나다 05", max_size=12))
def test_a_match_holds_what_its_expression_needs(expression: str, text: str) -> None:
    # What a pattern looks at may stand around the match, so all of the text counts.
    for _ in regex.finditer(expression, text, regex.VERSION1):
        seen = folded(text)
        assert all(any(word in seen for word in group) for group in needs(expression))


def test_no_match_is_lost_in_whole_articles() -> None:
    rules = load_rules()
    for document in read([SEEDS]):
        assert isinstance(document, Document)
        text = normalise(document.text).text
        page = Page(
            text, find_sections(text, rules).sections, document.published, tokenize=tokenize
        )
        every = [found for p in rules.labelled(*MATCHED) for found in proposals(p, page)]
        assert every == finish(match_patterns(page, rules))


@pytest.mark.parametrize("expression", [r"(?<=\n)제\d조", r"문장\.(?=\n또)"])
def test_a_pattern_may_look_around_its_sentence(expression: str) -> None:
    text = "앞 문장이 하나 있다.\n제3조의 앞뒤를 보는 문장.\n또 다른 문장이 그 뒤에 이어진다."
    sentences = [Sentence(m.start(), m.end(), "body") for m in regex.finditer(r"[^\n]+", text)]
    pattern = replace(next(iter(load_rules().patterns)), regex=regex.compile(expression))
    ((_, found),) = Sieve([pattern]).places(text, sentences)
    assert sentences[1] in found
    assert len(found) == 2  # what stands right at its border counts for the neighbour too


def test_a_string_beside_a_sentence_is_none_of_it() -> None:
    text = "앞 문장에는 없다. 그 뒤에 제3조가 있다."
    sentences = [Sentence(m.start(), m.end(), "body") for m in regex.finditer(r"\S[^.]*\.", text)]
    pattern = replace(next(iter(load_rules().patterns)), regex=regex.compile(r"제\d조"))
    assert Sieve([pattern]).places(text, sentences) == [(pattern, sentences[1:])]
