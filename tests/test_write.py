"""Writing: what spreadsheets open, what machines read, and a folder that changes all at once."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Article, Date, Document, Dropped, Fact, Problem, Section
from pipeline.tables import ALL_TABLES, columns
from pipeline.write import BusyError, Outputs, datapackage, encode, encode_problems, joined
from pipeline.write.cells import csv_lines, guard, plain, unguard

ROOT = Path(__file__).parent.parent

CONTRACT = {
    "documents": "doc_id source title publisher byline published published_basis url region_id"
    " chars sha256",
    "entities": "doc_id start end text section sentence rule label entity_id name role kind"
    " region_id nominal",
    "facts": "doc_id start end text section sentence rule fact_id measure value value_max unit"
    " qualifier statistic indicator subject_id source_id period modality change_from change_to"
    " change_delta change_unit change_direction change_baseline",
    "dates": "doc_id start end text section sentence rule type value mod start_date end_date basis",
    "relations": "doc_id type subject_id object_id date start end text rule",
    "checks": "doc_id check fact_ids stated computed verdict explanation other_doc_id",
    "dropped": "doc_id start end text label rule reason beaten_by",
    "errors": "source line problem remedy",
}

ARTICLE = Article(
    document=Document(doc_id="가", source="가.txt", title="=1+1", text="시 3만5000명", chars=8),
    sections=(Section(0, 8, "body", "r"),),
    facts=(
        Fact(doc_id="가", start=2, end=8, text="-3.2%p", value=Decimal("3.5E+4"), unit="person"),
        Fact(doc_id="가", text='"따옴표", 쉼표\r줄', value=Decimal("-33.3333"), value_max=None),
    ),
    dropped=(Dropped(doc_id="가", text="@x", reason="overlap"),),
)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("table", CONTRACT)
def test_columns_of_the_contract_are_there_in_order(table: str) -> None:
    wanted = CONTRACT[table].split()
    assert [c for c in columns(ALL_TABLES[table]) if c in wanted] == wanted


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+82-31", "'+82-31"),
        ("-3.2%", "-3.2%"),
        ("+1,500.5", "+1,500.5"),
        ("-3.2%p", "'-3.2%p"),
        ("-1+2", "'-1+2"),
        ("-5\n=1", "'-5\n=1"),
        ("－3%", "'－3%"),
        ("@시흥", "'@시흥"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'24년", "'24년"),
        ("△2.4%", "△2.4%"),
        ("", ""),
        ("3-4", "3-4"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert guard(text) == cell
    assert unguard(cell) == text


@given(st.text(alphabet="'=+-@\t가1.%, "))
def test_guarded_cells_give_their_text_back(text: str) -> None:
    assert unguard(guard(text)) == text


def test_numbers_keep_sign_and_lose_exponents() -> None:
    part = encode([ARTICLE])
    first, second = rows(part.files["facts.csv"])
    value = columns(Fact).index("value")
    assert first[value : value + 2] == ["35000", ""]
    assert second[value] == "-33.3333"
    assert first[columns(Fact).index("text")] == "'-3.2%p"
    assert second[columns(Fact).index("text")] == '"따옴표", 쉼표\r줄'


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_every_decimal_is_written_exactly(number: Decimal) -> None:
    assert Decimal(plain(number)) == number


def test_records_nest_every_row() -> None:
    [line] = encode([ARTICLE]).files["documents.jsonl"].splitlines()
    record = json.loads(line)
    assert record["text"] == ARTICLE.document.text
    assert record["sections"] == [{"start": 0, "end": 8, "section": "body", "rule": "r"}]
    assert [f["value"] for f in record["facts"]] == [35000, -33.3333]
    assert record["facts"][1]["value_max"] is None
    assert record["dropped"][0]["reason"] == "overlap"
    assert record["title"] == "=1+1"


def test_parts_joined_are_the_part_of_all() -> None:
    other = replace(ARTICLE, document=Document(doc_id="나", text="글"))
    assert joined([encode([ARTICLE]), encode([other])]) == encode([ARTICLE, other])


def test_problems_are_written_whatever_they_tell() -> None:
    part = encode_problems([Problem(source="a\udcff", problem="\ud800", remedy="")])
    assert rows(part.files["errors.csv"]) == [["a\\udcff", "", "\\ud800", ""]]


def test_huge_numbers_survive_json() -> None:
    fact = Fact(value=Decimal(10) ** 30, value_max=Decimal("0.1"))
    [line] = encode([replace(ARTICLE, facts=(fact,))]).files["documents.jsonl"].splitlines()
    assert json.loads(line)["facts"][0]["value"] == "1" + "0" * 30


def test_the_descriptor_names_every_column_of_every_file() -> None:
    package = datapackage("1", "abc")
    tables = {r["name"]: r for r in package["resources"] if "schema" in r}
    assert list(tables) == list(ALL_TABLES)
    for name, resource in tables.items():
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == columns(ALL_TABLES[name])
        assert all(f["description"] for f in fields)
    told = {f["name"]: f["description"] for f in tables["facts"]["schema"]["fields"]}
    assert "apostrophe" in told["text"]
    assert "apostrophe" not in told["value"]
    kinds = {f["name"]: f["type"] for f in tables["facts"]["schema"]["fields"]}
    assert (kinds["value"], kinds["start"], kinds["text"]) == ("number", "integer", "string")
    assert tables["facts"]["schema"]["foreignKeys"][0]["reference"]["resource"] == "documents"


def write(folder: Path, *articles: Article, error: type[BaseException] | None = None) -> None:
    with Outputs(folder, datapackage("1")) as out:
        for article in articles:
            out.add(encode([article]))
        out.add(encode_problems([Problem(source="x.txt", problem="empty", remedy="fill it")]))
        if error:
            raise error


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_a_folder_holds_every_table_even_without_rows(tmp_path: Path) -> None:
    write(tmp_path / "new" / "out")
    files = contents(tmp_path / "new" / "out")
    assert set(files) == {f"{n}.csv" for n in ALL_TABLES} | {"documents.jsonl", "datapackage.json"}
    assert files["facts.csv"].startswith(b"\xef\xbb\xbfdoc_id,")
    assert rows(files["errors.csv"].removeprefix(b"\xef\xbb\xbf"))[1][0] == "x.txt"
    assert names(tmp_path / "new") == ["out"]


def test_files_that_are_none_of_ours_stay(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    write(tmp_path, ARTICLE)
    before = contents(tmp_path)
    write(tmp_path, ARTICLE)
    assert contents(tmp_path) == before
    assert before["README.md"] == b"mine"


def test_an_interrupted_run_leaves_the_outputs_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, ARTICLE)
    before = contents(folder)
    for interruption in (KeyboardInterrupt, SystemExit, RuntimeError):
        with pytest.raises(interruption):
            write(folder, ARTICLE, error=interruption)
    assert contents(folder) == before
    assert names(tmp_path) == ["out"]


def test_a_killed_run_leaves_the_outputs_and_the_next_run_cleans_up(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, ARTICLE)
    before = contents(folder)
    code = (
        "import os, sys\n"
        "from pipeline.write import Outputs, datapackage\n"
        "with Outputs(sys.argv[1], datapackage('2')):\n"
        "    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert contents(folder) == before
    write(folder)
    assert names(tmp_path) == ["out"]
    assert contents(folder)["dates.csv"].count(b"\n") == 1


def test_a_commit_that_broke_off_is_ended_by_the_next_run(tmp_path: Path) -> None:
    write(tmp_path / "a", ARTICLE)
    write(tmp_path / "b")
    wanted = contents(tmp_path / "b")
    (tmp_path / "b").rename(tmp_path / "a" / ".complete")
    with pytest.raises(RuntimeError), Outputs(tmp_path / "a", datapackage("2")):
        raise RuntimeError
    assert contents(tmp_path / "a") == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders")
def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with Outputs(folder, datapackage("1")), pytest.raises(BusyError, match="another run"):
        write(folder, ARTICLE)
    assert contents(folder)["facts.csv"].count(b"\n") == 1


def test_booleans_and_gaps() -> None:
    line = csv_lines(Date, [Date(doc_id="d", start=1)])
    assert line.startswith("d,1,0,,")
    assert "None" not in line
