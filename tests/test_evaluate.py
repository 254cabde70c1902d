"""Scoring: gold against itself is perfect, and every kind of mistake costs what it should."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pipeline.evaluate import Gold, Report, evaluate

TEXT = "가나시는 3일 회원 300여 명이 참여했다. 무단전재 금지"


def gold() -> dict[str, Any]:
    return {
        "title": "",
        "published": "2025-07-28",
        "entities": [
            {"start": 0, "end": 3, "text": "가나시", "label": "region", "entity_id": "region:1"},
            {"start": 9, "end": 11, "text": "회원", "label": "program", "optional": True},
        ],
        "facts": [
            {
                "start": 12,
                "end": 18,
                "text": "300여 명",
                "measure": "headcount",
                "value": 300,
                "value_max": None,
                "unit": "person",
                "qualifier": "approx",
                "indicator": "참여 회원",
                "change_from": None,
            }
        ],
        "dates": [
            {"start": 5, "end": 7, "text": "3일", "type": "DATE", "value": "2025-07-03", "mod": ""}
        ],
        "relations": [
            {"type": "agreement", "subject_id": "a", "object_id": "b", "date": "", "start": 0},
            {"type": "quote", "subject_id": "p", "object_id": "", "start": 5, "end": 9},
            {"type": "operates", "subject_id": "a", "object_id": "x", "optional": True},
        ],
        "sections": [
            {"start": 0, "end": 25, "section": "body"},
            {"start": 25, "end": len(TEXT), "section": "boilerplate"},
        ],
    }


def record() -> dict[str, Any]:
    return {**copy.deepcopy(gold()), "doc_id": "a", "source": "in/a.txt", "text": TEXT}


def score(found: dict[str, Any]) -> Report:
    return evaluate([found], Gold({"a.txt": gold()}))


def test_gold_against_itself_is_perfect() -> None:
    report = score(record())
    assert set(report.scores().values()) == {0.0, 1.0}
    assert [k for k, v in report.scores().items() if v == 0.0] == ["boilerplate.mentions"]
    assert report.findings == []


def test_optional_gold_counts_neither_way() -> None:
    without = record()
    without["entities"] = without["entities"][:1]
    without["relations"] = without["relations"][:2]
    assert score(without).scores() == score(record()).scores() | {}
    assert score(without).label("program").gold == 0


def test_a_shifted_span_overlaps_but_is_not_exact() -> None:
    found = record()
    found["facts"][0]["end"] = 17
    report = score(found)
    assert report.label("facts").exact_f1 == 0
    assert report.label("facts").overlap_f1 == 1
    assert report.label("facts").accuracy("value") == 1
    assert [f.kind for f in report.findings] == ["span"]


@pytest.mark.parametrize(
    ("change", "value", "indicator"),
    [
        ({"value": 301}, 0, 1),
        ({"value": 300.00001}, 1, 1),
        ({"value_max": 400}, 0, 1),
        ({"qualifier": "exact"}, 0, 1),
        ({"indicator": "회원"}, 1, 1),
        ({"indicator": "참석자"}, 1, 0),
        ({"indicator": ""}, 1, 0),
    ],
)
def test_columns_are_judged_one_by_one(
    change: dict[str, Any], value: float, indicator: float
) -> None:
    found = record()
    found["facts"][0] |= change
    tally = score(found).label("facts")
    assert (tally.accuracy("value"), tally.accuracy("indicator")) == (value, indicator)


def test_misses_and_false_hits_are_listed() -> None:
    found = record()
    found["dates"] = []
    found["entities"].append({"start": 26, "end": 28, "text": "무단", "label": "person"})
    report = score(found)
    assert {(f.kind, f.label) for f in report.findings} == {
        ("miss", "dates"),
        ("false", "person"),
        ("boilerplate", "entities"),
    }
    assert report.from_boilerplate == 1
    assert "무단" in report.listing()


def test_nominal_mentions_are_scored_apart() -> None:
    found = record()
    nominal = {"start": 19, "end": 20, "text": "시", "label": "region", "nominal": True}
    found["entities"].append({**nominal, "entity_id": ""})
    report = score(found)
    assert report.label("region").exact_f1 == 1
    assert (report.label("nominal").gold, report.label("nominal").found) == (0, 1)


def test_agreements_have_no_direction_and_quotes_meet_by_overlap() -> None:
    found = record()
    found["relations"][0] |= {"subject_id": "b", "object_id": "a"}
    found["relations"][1] |= {"start": 8, "end": 20}
    assert score(found).label("relations").exact_f1 == 1
    found["relations"][1]["subject_id"] = "someone else"
    assert score(found).label("relations").exact_f1 == 0.5


def test_sections_count_by_character() -> None:
    found = record()
    found["sections"] = [{"start": 0, "end": len(TEXT), "section": "body"}]
    report = score(found)
    assert report.label("section:boilerplate").recall == 0
    assert report.label("section:body").recall == 1
    assert report.label("section:body").precision < 1


def test_floors_name_what_fell() -> None:
    found = record()
    found["dates"] = []
    floors = {"facts.exact": 0.9, "dates.exact": 0.9, "unknown.exact": 0.5}
    fallen = score(found).below(floors | {"boilerplate.mentions": 0})
    assert fallen == ["dates.exact is 0.0, floor 0.9", "unknown.exact is None, floor 0.5"]


@pytest.mark.parametrize("column", ["subject_id", "indicator", "period", "modality", "statistic"])
def test_columns_have_floors_too(column: str) -> None:
    wanted, found = gold(), record()
    wanted["facts"][0][column] = found["facts"][0][column] = "right"
    assert not evaluate([found], Gold({"a.txt": wanted})).below({f"facts.{column}": 1.0})
    found["facts"][0][column] = "wrong"
    fallen = evaluate([found], Gold({"a.txt": wanted})).below({f"facts.{column}": 0.5})
    assert fallen == [f"facts.{column} is 0.0, floor 0.5"]


def test_gold_without_its_article_is_told() -> None:
    report = evaluate(
        [record(), {**record(), "doc_id": "z", "source": ""}], Gold({"a.txt": gold(), "b": {}})
    )
    assert (report.articles, report.without_gold, report.unused_gold) == (1, 1, ["b"])
    assert "gold without its article: b" in report.table()
