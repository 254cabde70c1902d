"""Reading: encodings, records, metadata, and a problem with file, line and remedy for all else."""

import os
import unicodedata
from pathlib import Path

import pytest

from pipeline.model import Document, Problem
from pipeline.read import read, read_published
from pipeline.read.decode import UndecodableError, decode

TEXT = "구로구는 예산 3억 원을 편성했다.\r\n둘째 줄"


def articles(*paths: Path, **options: str) -> list[Document]:
    return [item for item in read(paths, **options) if isinstance(item, Document)]


def problems(*paths: Path, **options: str) -> list[Problem]:
    return [item for item in read(paths, **options) if isinstance(item, Problem)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_are_told_apart_and_line_ends_kept(encoding: str) -> None:
    name = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    assert decode(TEXT.encode(encoding)) == (TEXT, name)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("시흥시".encode() + b"\xff\xff", 9),
        ("시흥시 교육".encode("cp949") + b"\xff", 11),
        (b"\xef\xbb\xbfabc\xff", 6),
        (b"PK\x03\x04\x00\x00\x08\x08\x21\x00\xa5\xa5\xfe\xfd\x91\x92", 4),
    ],
)
def test_broken_bytes_are_named_by_offset(data: bytes, offset: int) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    # After a BOM the codec counts from behind it or from it; both lie within the mark's length.
    assert abs(caught.value.offset - offset) <= 3


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-07-28", "2025-07-28"),
        ("2025.07.28 14:10", "2025-07-28T14:10"),
        ("2025-07-28 14:10:59", "2025-07-28T14:10:59"),
        ("2025/7/8", "2025-07-08"),
        ("20250728", "2025-07-28"),
        ("2025년 7월 28일", "2025-07-28"),
        ("2025-07-28T14:10+09:00", "2025-07-28T14:10"),
        ("2025-12-31T23:30:00.123Z", "2026-01-01T08:30:00"),
    ],
)
def test_publication_dates(written: str, iso: str) -> None:
    assert read_published(written) == iso


@pytest.mark.parametrize(
    "written", ["2025-02-30", "2025-13-01", "어제", "28.7.25", "2025-07-28 25:00", "2025"]
)
def test_impossible_publication_dates(written: str) -> None:
    with pytest.raises(ValueError, match="date"):
        read_published(written)


def test_folders_are_walked_in_order_and_equal_names_made_unique(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/a.txt", "sub/gold/a.txt.json", "README.md", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    found = articles(tmp_path, tmp_path / "b.txt")
    assert [a.doc_id for a in found] == ["a", "b", "a~2"]
    assert found[2].source == str(tmp_path / "sub" / "a.txt")
    assert not problems(tmp_path)


def test_decomposed_file_names_give_composed_ids_and_meet_their_metadata(tmp_path: Path) -> None:
    (tmp_path / (unicodedata.normalize("NFD", "시흥시") + ".txt")).write_text(TEXT, "utf-8")
    (tmp_path / "metadata.csv").write_text("file,published\n시흥시.txt,2025-07-28\n", "cp949")
    [article] = read([tmp_path])
    assert isinstance(article, Document)
    assert article.doc_id == "시흥시"
    assert (article.published, article.published_basis) == ("2025-07-28", "given")


def test_what_cannot_be_read_is_told_with_a_remedy_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\xb0\xff\xfe")
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "release.hwp").write_bytes(b"x")
    found = problems(tmp_path, tmp_path / "missing")
    assert [Path(p.source).name for p in found] == [
        "broken.txt",
        "empty.txt",
        "release.hwp",
        "missing",
    ]
    assert "byte" in found[0].problem
    assert all(p.remedy for p in found)
    assert [a.doc_id for a in articles(tmp_path)] == ["good"]


def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(TEXT, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "cannot be opened" in problems(path)[0].problem


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(
        '{"id": "a-1", "text": "본문\u2028둘째", "published": "2025-07-28", "title": "제목"}\n'
        "\n"
        '{"id": 7, "text": "본문", "publisher": "매체", "url": "https://example.org/7"}\n'
        '{"text": "본문"}\n'
        '{"id": "x"}\n'
        '{"id": "y", "text": "  "}\n'
        "[1]\n"
        "{oops\n"
        '{"id": "s", "text": "\\ud800"}\n'
        '{"id": "d", "text": "본문", "published": "2025-02-30"}\n'
        '{"id": "a-1", "text": "다른 글"}',
        encoding="utf-8",
    )
    found = articles(path)
    assert [a.doc_id for a in found] == ["a-1", "7", "news-4", "d", "a-1~2"]
    assert found[0].text == "본문\u2028둘째"
    assert (found[0].title, found[0].published_basis) == ("제목", "given")
    assert (found[1].publisher, found[1].url) == ("매체", "https://example.org/7")
    assert found[3].published == ""
    assert found[2].source == f"{path}:4"
    assert [p.line for p in problems(path)] == [5, 6, 7, 8, 9, 10]


def test_metadata_fills_what_the_record_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "r", "text": "글", "title": "자기 제목"}', "utf-8")
    table = tmp_path / "elsewhere" / "table.csv"
    table.parent.mkdir()
    table.write_text(
        "file,published,title,publisher,url\r\n"
        'a.txt,2025. 7. 28.,"쉼표, 제목",매체,\r\n'
        "r,2025-07-01,표 제목,,https://example.org\r\n"
        "gone.txt,2025-07-01,,,\r\n"
        "a.txt,2024-01-01,,,\r\n"
        ",2024-01-01,,,\r\n"
        "b.txt,2025-02-30,,,\r\n",
        encoding="utf-8-sig",
    )
    first, second = articles(
        tmp_path / "a.txt", tmp_path / "b.jsonl", metadata=str(table), published="2020-01-01"
    )
    assert (first.published, first.title, first.publisher) == ("2025-07-28", "쉼표, 제목", "매체")
    assert (second.published, second.title) == ("2025-07-01", "자기 제목")
    told = problems(tmp_path / "a.txt", tmp_path / "b.jsonl", metadata=str(table))
    assert sorted((p.line or 0, p.problem.split(" ")[0]) for p in told) == [
        (4, "no"),
        (5, "'a.txt'"),
        (6, "the"),
        (7, "no"),
        (7, "no"),
    ]


def test_a_table_without_the_column_file(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("name\tpublished\na.txt\t2025-01-01\n", "utf-16")
    [problem] = problems(tmp_path)
    assert "no column `file` (saw: name, published)" in problem.problem


def test_a_date_for_all_articles_fills_the_gaps_only(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "text": "글", "published": "2025-07-28"}\n{"id": "2", "text": "글"}', "utf-8"
    )
    assert [a.published for a in articles(tmp_path, published="2024-05-05")] == [
        "2025-07-28",
        "2024-05-05",
    ]
    with pytest.raises(ValueError, match="no such date"):
        articles(tmp_path, published="2024-02-31")


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_speaks_for_the_files_below_its_folder_only(tmp_path: Path) -> None:
    for folder in ("s1", "s2"):
        put(tmp_path / folder / "news1.txt", TEXT)
    put(tmp_path / "s1/metadata.csv", "file,published\nnews1.txt,2024-05-01\ngone.txt,2024-06-01\n")
    put(tmp_path / "s2/metadata.csv", "file,published\nnews1.txt,2020-01-09\n")
    put(tmp_path / "s2/gone.txt", TEXT)
    dates = {
        Path(a.source).relative_to(tmp_path).as_posix(): a.published for a in articles(tmp_path)
    }
    assert dates == {"s1/news1.txt": "2024-05-01", "s2/gone.txt": "", "s2/news1.txt": "2020-01-09"}
    [problem] = problems(tmp_path)
    assert (Path(problem.source).parent.name, problem.line) == ("s1", 3)
    assert "'gone.txt'" in problem.problem


def test_the_nearest_table_comes_first_and_a_record_is_met_by_its_id(tmp_path: Path) -> None:
    put(
        tmp_path / "metadata.csv",
        "id,published,publisher\nsub/a,2020-01-01,먼 곳\nr1,2020-02-02,\n",
    )
    put(tmp_path / "sub/metadata.csv", "file,published\na.txt,2025-01-01\n")
    put(tmp_path / "sub/a.txt", TEXT)
    put(tmp_path / "sub/b.jsonl", '{"id": "r1", "text": "글"}')
    first, second = articles(tmp_path)
    assert (first.published, first.publisher) == ("2025-01-01", "먼 곳")
    assert second.published == "2020-02-02"
    assert not problems(tmp_path)


def test_a_bare_name_in_a_given_table_must_name_one_file(tmp_path: Path) -> None:
    for name in ("s1/news.txt", "s2/news.txt", "s2/only.txt"):
        put(tmp_path / "in" / name, TEXT)
    table = put(
        tmp_path / "table.csv",
        "file,published\nnews.txt,2020-01-01\ns2/news.txt,2021-01-01\nonly,2022-01-01\n",
    )
    found = articles(tmp_path / "in", metadata=str(table))
    assert [a.published for a in found] == ["", "2021-01-01", "2022-01-01"]
    [problem] = problems(tmp_path / "in", metadata=str(table))
    assert (problem.line, problem.problem) == (2, "'news.txt' names 2 files")


def test_a_table_with_the_line_ends_of_old_macs(tmp_path: Path) -> None:
    put(tmp_path / "metadata.csv", "file,published\ra.txt,2025-01-01\r", "cp949")
    put(tmp_path / "a.txt", TEXT)
    assert [a.published for a in articles(tmp_path)] == ["2025-01-01"]
    assert not problems(tmp_path)


def test_a_table_that_breaks_off_is_told_and_keeps_its_rows(tmp_path: Path) -> None:
    put(
        tmp_path / "metadata.csv",
        f'file,published,title\na.txt,2025-01-01,\nb.txt,2025-01-02,"{"가" * 140_000}\n',
    )
    put(tmp_path / "a.txt", TEXT)
    assert [a.published for a in articles(tmp_path)] == ["2025-01-01"]
    [problem] = problems(tmp_path)
    assert (problem.line, problem.problem.split(":")[0]) == (3, "the table breaks off")


@pytest.mark.parametrize("name", ["구로.txt", "구로.jsonl"])
def test_a_file_name_in_cp949(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "기사"
    folder.mkdir()
    path = folder / os.fsdecode(name.encode("cp949"))
    try:
        path.write_text('{"text": "글"}' if name.endswith("jsonl") else TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    put(folder / "metadata.csv", f"file,published\n{name},2025-07-28\n")
    [article] = read([tmp_path])
    assert isinstance(article, Document)
    assert article.source.startswith(str(folder / name))
    assert article.doc_id in ("구로", "구로-1")
    assert article.published == "2025-07-28"
    path.write_bytes(b"\xff" if name.endswith("txt") else b"{")
    assert all("구로" in p.source or "구로" in p.problem for p in problems(tmp_path))


def test_a_broken_byte_costs_its_line_alone(tmp_path: Path) -> None:
    lines = [f'{{"id": "{n}", "text": "구로구는 {n}명"}}'.encode() for n in range(4)]
    lines[0] = '{"id": "0", "text": "구"}'.encode("cp949")
    lines[2] = lines[2].replace("구".encode(), b"\xff")
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join([lines[1], *lines]))
    assert [a.doc_id for a in articles(path)] == ["1", "1~2", "3"]
    assert [p.line for p in problems(path)] == [2, 4]
    assert "byte" in problems(path)[0].problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le"])
def test_json_lines_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path / "a.jsonl", '{"id": "x"}\n{"text": "가뷁" }\n', encoding)
    [article] = articles(path)
    assert article.text == "가뷁"
    assert article.encoding == encoding.removesuffix("-sig").removesuffix("-le")
    assert [p.line for p in problems(path)] == [1]


def test_an_empty_file_of_records_is_told(tmp_path: Path) -> None:
    assert [p.problem for p in problems(put(tmp_path / "a.jsonl", " \n\n"))] == [
        "the file is empty"
    ]
