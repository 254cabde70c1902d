"""The KLUE scorer: labels, conventions and counting, on sentences of our own."""

import json
from pathlib import Path

import pytest

from pipeline.evaluate_klue import evaluate, main, table
from pipeline.rules import Rules, load_rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def write(folder: Path, *records: tuple[str, list[tuple[str, str]]]) -> Path:
    """Sentences with their marked surfaces, in KLUE's format."""
    lines = []
    for number, (text, marks) in enumerate(records):
        spans = [[text.index(s), text.index(s) + len(s), label] for s, label in marks]
        lines.append(json.dumps({"id": str(number), "text": text, "spans": spans}))
    path = folder / "klue.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("참가자는 120명이다", ["120명"]),
        ("지난달보다 2.5%포인트 올랐다", ["2.5%"]),
        ("만 19세 이상이면 된다", ["19세"]),
        ("청사 3층에서 열렸다", ["3층"]),
        ("제12회 대회가 열렸다", ["제12회"]),
        ("수십 명이 다녀갔다", []),
        ("절반이 찬성했다", []),
        ("올해 첫 사업이다", []),
    ],
)
def test_conventions_of_klue(text: str, marks: list[str], tmp_path: Path, rules: Rules) -> None:
    path = write(tmp_path, (text, [(surface, "QT") for surface in marks]))
    tallies, differences = evaluate(path, rules)
    assert [d for d in differences if d.label == "QT"] == []
    assert (tallies["QT"].right if marks else 0) == len(marks)


def test_characters_behind_a_name_are_a_name_to_klue(tmp_path: Path, rules: Rules) -> None:
    text = "윤서하(尹瑞夏)는 붓을 들었다"
    tallies, _ = evaluate(write(tmp_path, (text, [("윤서하", "PS"), ("尹瑞夏", "PS")])), rules)
    assert (tallies["PS"].right, tallies["PS"].wrong) == (2, 0)


def test_literally_rows_stand_as_they_are(tmp_path: Path, rules: Rules) -> None:
    marks = [("5년간", "DT"), ("오전 9시", "TI"), ("2.5%포인트", "QT"), ("절반", "QT")]
    text = "5년간 절반이 오전 9시에 와서 2.5%포인트 올랐다"
    tallies, differences = evaluate(write(tmp_path, (text, marks)), rules, as_is=True)
    assert differences == []
    assert {label: tally.right for label, tally in tallies.items()} == {"DT": 1, "TI": 1, "QT": 2}


def test_misses_and_false_hits_are_counted(tmp_path: Path, rules: Rules) -> None:
    path = write(tmp_path, ("참가자는 120명과 3곳이다", [("120명", "QT"), ("참가자", "QT")]))
    tallies, differences = evaluate(path, rules)
    tally = tallies["QT"]
    assert (tally.right, tally.wrong, tally.missed) == (1, 1, 1)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.5, 0.5)
    assert {d.kind for d in differences} == {"wrong", "missed"}
    assert "0.500" in table(tallies)


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ({"QT": 0.5}, []),
        ({"QT": 0.51}, ["FAILED QT is 0.5, floor 0.51"]),
        ({"QT": 0.5, "PS": 0.7}, ["FAILED PS is None, floor 0.7"]),
    ],
)
def test_a_score_below_its_floor_fails(
    floors: dict[str, float], told: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, ("참가자는 120명과 3곳이다", [("120명", "QT"), ("참가자", "QT")]))
    judge = tmp_path / "floors.json"
    judge.write_text(json.dumps(floors))
    assert main([str(path), "--floors", str(judge)]) == (1 if told else 0)
    assert capsys.readouterr().err.splitlines() == told
