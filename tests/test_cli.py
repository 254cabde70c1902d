"""The command as a user meets it: outputs, messages, exit codes, and the same bytes every time."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


def sasil(*arguments: str | Path) -> int:
    """Run the command in this process; its exit code."""
    before = sys.argv
    sys.argv = ["sasil", *map(str, arguments)]
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = before
    return 0


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "outputs"
    assert sasil("extract", SEEDS, "-o", folder, "--jobs", "1") == 0
    return folder


def test_every_mention_is_where_it_says(outputs: Path) -> None:
    texts = {}
    for line in (outputs / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts[record["doc_id"]] = record["text"]
        for name in ("entities", "facts", "dates", "relations", "dropped"):
            for row in record[name]:
                if row.get("type") != "quote":
                    assert record["text"][row["start"] : row["end"]] == row["text"]
    assert [row["doc_id"] for row in table(outputs / "documents.csv")] == list(texts)
    for name in ("entities", "facts", "dates"):
        assert all(row["rule"] for row in table(outputs / f"{name}.csv"))


def test_the_same_bytes_for_any_number_of_workers(outputs: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(6):
        for path in SEEDS.glob("*.txt"):
            shutil.copy(path, many / f"{number}-{path.name}")
    for jobs in ("1", "3"):
        assert sasil("extract", many, "-o", tmp_path / jobs, "--jobs", jobs) == 0
    assert files(tmp_path / "1") == files(tmp_path / "3")
    assert len(table(tmp_path / "1" / "documents.csv")) == 6 * len(list(SEEDS.glob("*.txt")))


def test_a_second_run_writes_the_same_bytes(outputs: Path, tmp_path: Path) -> None:
    assert sasil("extract", SEEDS, "-o", tmp_path / "again", "--jobs", "2") == 0
    assert files(tmp_path / "again") == files(outputs)


def test_bad_input_is_told_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("시흥시는 3일 회의를 열었다.", "utf-8")
    (folder / "bad.txt").write_bytes(b"\xb0\xff\xfe")
    (folder / "bad.jsonl").write_text("{no json\n", "utf-8")
    (folder / "metadata.csv").write_text("file,published\ngood.txt,2025-02-30\n", "utf-8")
    assert sasil("extract", folder, "-o", tmp_path / "out") == 1
    rows = table(tmp_path / "out" / "errors.csv")
    assert [(Path(r["source"]).name, r["line"]) for r in rows] == [
        ("metadata.csv", "2"),
        ("bad.jsonl", "1"),
        ("bad.txt", ""),
    ]
    assert all(row["problem"] and row["remedy"] for row in rows)
    [document] = table(tmp_path / "out" / "documents.csv")
    assert (document["doc_id"], document["published"]) == ("good", "")
    told = capsys.readouterr()
    assert "1 articles" in told.out
    assert "3 problems" in told.out
    assert told.err == ""


def test_a_date_for_all_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("시흥시는 3일 회의를 열었다.", "utf-8")
    out = tmp_path / "out"
    assert sasil("extract", tmp_path / "a.txt", "-o", out, "--published", "2025.7.28") == 0
    [document] = table(out / "documents.csv")
    assert (document["published"], document["published_basis"]) == ("2025-07-28", "given")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "seeds", "--published", "2025-02-30"], "no such date"),
        (["evaluate", "--gold", "seeds"], "no gold files"),
        (["evaluate", "--gold", "seeds/gold", "--outputs", "nowhere"], "run `sasil extract`"),
        (["extract"], "Missing argument"),
        (["extract", "seeds", "--jobs", "0"], "--jobs"),
    ],
)
def test_mistakes_in_the_call_are_told_in_a_sentence(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    assert sasil(*arguments) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize("path", ["nowhere", "void", "notes.md"])
def test_a_path_without_articles_leaves_the_tables_before_it(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "notes.md").write_text("가")
    out = tmp_path / "out"
    out.mkdir()
    (out / "facts.csv").write_text("before")
    assert sasil("extract", tmp_path / path, "-o", out) == 2
    assert path in capsys.readouterr().err
    assert files(out) == {"facts.csv": b"before"}


def test_tables_are_neither_written_among_articles_nor_read_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("시흥시는 40명을 뽑았다.", "utf-8")
    assert sasil("extract", tmp_path, "-o", tmp_path) == 2
    assert "holds the articles" in capsys.readouterr().err
    for _ in range(2):
        assert sasil("extract", tmp_path, "-o", tmp_path / "out") == 0
        assert "1 articles" in capsys.readouterr().out


def test_a_second_run_tells_what_it_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("시흥시는 40명을 뽑았다.", "utf-8")
    for text, told in [
        ("시흥시는 40명을 뽑았다.", ""),
        ("시흥시는 40명을 뽑았다.", "no row differs"),
        ("시흥시는 50명을 뽑았다.", "facts     ~1                     headcount.digits ~1"),
    ]:
        article.write_text(text, "utf-8")
        assert sasil("extract", tmp_path, "-o", tmp_path / "out") == 0
        assert told in capsys.readouterr().out


def test_mistakes_in_rules_stop_the_run_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.yaml").write_text("label: fact\nrules:\n  - id: x\n    patern: '[0-9]'\n", "utf-8")
    (mine / "b.yaml").write_text("label: [\n", "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "facts.csv").write_text("before")
    assert sasil("extract", tmp_path / "missing", "-o", out, "--rules", mine) == 2
    told = capsys.readouterr().err
    assert "a.yaml:" in told
    assert "b.yaml:" in told
    assert files(out) == {"facts.csv": b"before"}


def test_evaluation_of_outputs_and_of_articles_agree(
    outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = SEEDS / "gold"
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert sasil("evaluate", "--gold", gold, "--outputs", outputs, "--json", first) == 0
    assert "mentions from boilerplate" in capsys.readouterr().out
    assert sasil("evaluate", SEEDS, "--gold", gold, "--brief", "--json", second) == 0
    assert json.loads(first.read_text()) == json.loads(second.read_text())


def test_a_score_below_its_floor_fails(
    outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"dates.exact": 1.01}')
    arguments = ("--gold", SEEDS / "gold", "--outputs", outputs, "--floors", floors, "--brief")
    assert sasil("evaluate", *arguments) == 1
    assert "FAILED dates.exact" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_command_leaves_the_outputs_intact(
    outputs: Path, tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    shutil.copytree(outputs, out)
    pipe = tmp_path / "articles.jsonl"
    os.mkfifo(pipe)
    # The run waits for the pipe, so the signal surely meets it in the middle.
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "extract", str(pipe), "-o", str(out)], cwd=ROOT
    )
    with pipe.open("w", encoding="utf-8") as feed:
        feed.write('{"text": "시흥시는 3일 회의를 열었다."}\n')
        feed.flush()
        partial = tmp_path / ".out.partial"
        assert partial.exists()
        run.send_signal(number)
        assert run.wait(timeout=60) != 0
    assert files(out) == files(outputs)
    assert not partial.exists()


def test_an_article_that_could_not_be_read_fails_an_evaluation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "seeds" / "broken.txt").write_bytes(b"\xb0\xff\xfe")
    assert sasil("evaluate", tmp_path / "seeds", "--gold", SEEDS / "gold", "--brief") == 1
    assert "broken.txt" in capsys.readouterr().err
