"""The table of facts that `sasil facts` prints."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import orjson
import pytest

from pipeline import cli
from pipeline.context import describe
from pipeline.model import Candidate, Fact, Linked, Quantity
from pipeline.numerals import Number
from pipeline.page import Page
from pipeline.report import format_facts, region_code, select_facts, told_facts, value_text
from pipeline.rules import load_rules

RECORD = {
    "facts": [
        {
            "doc_id": "a",
            "start": 0,
            "end": 5,
            "text": "71.4%",
            "fact_id": "a#1",
            "measure": "rate",
            "value": 71.4,
            "value_max": None,
            "unit": "percent",
            "qualifier": "exact",
            "indicator": "대학 진학률",
            "subject_id": "region:41270",
            "period": "2024",
            "modality": "actual",
            "change_from": 68,
            "change_delta": 3.4,
            "change_unit": "percentage_point",
            "change_direction": "up",
        },
        {
            "doc_id": "a",
            "fact_id": "a#2",
            "text": "몇 명",
            "subject_id": "region:11",
            "unit": "person",
        },
    ]
}


REGIONS = Path("rules/tables/regions.csv")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("", ""),
        ("41270", "41270"),
        ("region:41", "41"),
        ("수원", "41110"),
        ("수원시", "41110"),
        ("경기도", "41"),
        ("경기 광주", "41610"),
        ("수원 팔달구", "41115"),
        ("제주", "50"),
    ],
)
def test_a_region_is_named_by_code_or_name(asked: str, code: str) -> None:
    assert region_code(asked, REGIONS) == code


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("광주", "41610 경기도 광주시, 29 광주광역시"),
        ("가나다라", "give its code"),
        ("경기 중구", "no region '경기 중구'"),
    ],
)
def test_a_name_that_decides_nothing_is_told(asked: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        region_code(asked, REGIONS)


def test_numbers_come_back_as_decimals() -> None:
    first, second = told_facts([RECORD])
    assert (first.value, first.change_from, second.value) == (Decimal("71.4"), Decimal(68), None)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, ["a#1", "a#2"]),
        ({"region": "41270"}, ["a#1"]),
        ({"region": "11"}, ["a#2"]),
        ({"indicator": "진학률"}, ["a#1"]),
        ({"indicator": "대학진학"}, ["a#1"]),
        ({"measure": "money"}, []),
    ],
)
def test_filters(filters: dict[str, str], ids: list[str]) -> None:
    assert [f.fact_id for f in select_facts(told_facts([RECORD]), **filters)] == ids


def test_columns_are_aligned_with_wide_letters() -> None:
    head, _, *rows = format_facts(list(told_facts([RECORD]))).splitlines()
    before = rows[0][: rows[0].index("2024")]
    cells = sum(2 if "가" <= letter <= "힣" else 1 for letter in before)
    assert cells == head.index("period")
    assert rows[0].split()[:4] == ["region:41270", "대학", "진학률", "71.4"]
    assert "68 -> (3.4 percentage_point) up" in " ".join(rows[0].split())


def test_a_fact_without_a_value_shows_its_words() -> None:
    assert value_text(Fact(text="몇 명", unit="person")) == "몇 명"
    hedged = Fact(value=Decimal(80), value_max=Decimal(90), unit="percent", qualifier="approx")
    assert value_text(hedged) == "80..90 percent (approx)"


def test_the_command_prints_an_earlier_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "documents.jsonl").write_bytes(orjson.dumps(RECORD) + b"\n")
    arguments = ["sasil", "facts", "--region", "41270", "--outputs", str(tmp_path)]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code in (0, None)
    assert "대학 진학률" in capsys.readouterr().out


def test_a_figure_outside_of_all_sentences_still_has_its_row() -> None:
    page = Page("300명", ())
    figure = Candidate(
        0, 4, "fact", "x.y", reading=Quantity("headcount", "person", Number(Decimal(300)))
    )
    (fact,) = describe([figure], Linked(), page, load_rules())
    assert (fact.text, fact.value, fact.indicator) == ("300명", Decimal(300), "")
