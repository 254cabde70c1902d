"""A run as a whole: what one article breaks is told, counted and costs the others nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_cli import sasil, table

from pipeline.api import Extractor, load
from pipeline.model import Article, Document, Problem
from pipeline.run import Extraction

LATE = Problem(source="b.txt", problem="rule x took too long", remedy="shorten its lines")


class Stub(Extractor):
    """Extracts nothing; some articles come back broken or with a problem."""

    def __init__(self) -> None:
        """No rules are needed."""

    def pipe(self, documents: Iterable[Document]) -> Iterator[Article | Exception]:
        """The articles that their ids ask for."""
        for document in documents:
            if document.doc_id == "raises":
                yield ZeroDivisionError("of all things")
            elif document.doc_id == "unwritable":
                yield Article(replace(document, title="\udcbe"))
            else:
                yield Article(document, problems=(LATE,) if document.doc_id == "late" else ())


@pytest.fixture
def extraction() -> Extraction:
    made = Extraction()
    made.__dict__["extractor"] = Stub()
    return made


def test_an_article_that_cannot_be_made_or_written_is_set_aside(extraction: Extraction) -> None:
    names = ["good", "raises", "unwritable", "last"]
    done = extraction([Document(doc_id=name, source=f"{name}.txt", text="글") for name in names])
    assert done.articles == 2
    assert [p.source for p in done.problems] == ["raises.txt", "unwritable.txt"]
    assert all(p.remedy for p in done.problems)
    lines = done.part.files["documents.csv"].decode().splitlines()
    assert [line.split(",")[0] for line in lines] == ["good", "last"]
    assert len(done.part.files["documents.jsonl"].splitlines()) == 2
    assert len(done.digests) == 2


def test_articles_side_by_side_are_those_of_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load()
    texts = ["시흥시는 3일 300여 명이 왔다.", "", "하남시는 2일 “5% 늘었다”고 밝혔다.", "글"]
    documents = [Document(doc_id=str(i), text=text) for i, text in enumerate(texts)]
    monkeypatch.setattr("pipeline.flow.MOST_DOCUMENTS", 3)
    assert list(nlp.pipe(documents)) == [nlp(document) for document in documents]
    monkeypatch.setattr("pipeline.flow.settle", lambda found: 1 / len(found))
    broken = list(nlp.pipe(documents))
    assert [type(each) for each in broken] == [TypeError, ZeroDivisionError] * 2


def test_problems_of_an_article_are_told_beside_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pipeline.api.extract_abreast",
        lambda documents, rules: (Article(document, problems=(LATE,)) for document in documents),
    )
    (tmp_path / "b.txt").write_text("글", "utf-8")
    assert sasil("extract", tmp_path / "b.txt", "-o", tmp_path / "out", "--jobs", "1") == 1
    [row] = table(tmp_path / "out" / "errors.csv")
    assert (row["source"], row["problem"]) == (LATE.source, LATE.problem)
    assert len(table(tmp_path / "out" / "documents.csv")) == 1


def test_a_file_name_in_cp949_ends_no_run(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / os.fsdecode("구로.txt".encode("cp949"))).write_text("구로구는 3명", "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert sasil("extract", folder, "-o", tmp_path / "out", "--jobs", "1") == 0
    [row] = table(tmp_path / "out" / "documents.csv")
    assert (row["doc_id"], row["source"]) == ("구로", str(folder / "구로.txt"))


def test_the_summary_tells_encodings_other_than_utf8(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("구로구는 3명", "cp949")
    (tmp_path / "b.txt").write_text("구로구는 3명", "utf-8")
    assert sasil("extract", tmp_path, "-o", tmp_path / "out", "--jobs", "1") == 0
    told = capsys.readouterr().out
    assert "1 of them read as CP949" in told
    assert "UTF-8" not in told
