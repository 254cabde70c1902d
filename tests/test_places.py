"""Regions and office holders: codes at a date, surface forms, what stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.holders import Holders, load_holders
from pipeline.places import Places, load_places, read_rows

RULES = Path(__file__).parents[1] / "rules"
HOMOGRAPHS = {
    row["word"]: row["kind"] for row in read_rows(RULES / "words" / "region_homographs.csv")
}


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(RULES / "tables" / "regions.csv", HOMOGRAPHS)


@pytest.fixture(scope="module")
def holders() -> Holders:
    return load_holders(RULES / "tables" / "heads.csv")


@pytest.mark.parametrize(
    ("surface", "date", "codes"),
    [
        pytest.param("서울", "2025-01-01", ("11",), id="stem"),
        pytest.param("서울시", "2025-01-01", ("11",), id="common form"),
        pytest.param("서울특별시", "2025-01-01", ("11",), id="official form"),
        pytest.param("안산시", "", ("41270",), id="no date"),
        pytest.param("수원특례시", "2025-01-01", ("41110",), id="special city"),
        pytest.param("태백시", "2025-07-28T14:10", ("51190",), id="renumbered, after"),
        pytest.param("태백시", "2022-07-28", ("42190",), id="renumbered, before"),
        pytest.param("태백시", "2023-06-10", ("42190",), id="last day"),
        pytest.param("태백시", "2023-06-11", ("51190",), id="first day"),
        pytest.param("강원도", "2025-07-28", ("51",), id="old name lives on"),
        pytest.param("강원특별자치도", "2023-01-05", ("42",), id="new name ahead of its day"),
        pytest.param("강원자치도", "2025-01-05", ("51",), id="short form of a special province"),
        pytest.param("전라북도", "2023-05-01", ("45",), id="전북 before"),
        pytest.param("전라북도", "2025-05-01", ("52",), id="전북 after"),
        pytest.param("군위군", "2023-06-30", ("47720",), id="군위 in 경북"),
        pytest.param("군위군", "2023-07-01", ("27720",), id="군위 in 대구"),
        pytest.param("전라남도", "2025-05-01", ("46",), id="전남 before the merger"),
        pytest.param("전라남도", "2026-08-01", ("12",), id="전남 after the merger"),
        pytest.param("전라남도", "", ("46",), id="a name that only an ended region bore"),
        pytest.param("순천시", "", ("12150",), id="no date: today's code"),
        pytest.param("동탄구", "2025-12-01", ("41597",), id="district ahead of its first day"),
        pytest.param("세종시", "2025-01-01", ("36",), id="one code for 세종"),
        pytest.param("고성군", "2025-01-01", ("48820", "51820"), id="shared name"),
        pytest.param("광주", "2026-08-01", ("41610", "12"), id="shared name after the merger"),
        pytest.param("한양", "2025-01-01", (), id="no region of the table"),
    ],
)
def test_candidates(places: Places, surface: str, date: str, codes: tuple[str, ...]) -> None:
    assert places.candidates(surface, date) == codes


@pytest.mark.parametrize(
    ("surface", "date", "parents", "home", "code", "basis"),
    [
        ("안산", "2025-01-01", (), "", "41270", "unique"),
        ("고성군", "2025-01-01", ("48",), "", "48820", "parent"),
        ("고성군", "2025-01-01", (), "51", "51820", "home"),
        ("고성군", "2025-01-01", (), "11", "", "unresolved"),
        ("중구", "2025-01-01", ("26",), "11", "26110", "parent"),
        ("중구", "2025-01-01", (), "11", "11140", "home"),
        ("중구", "2025-01-01", (), "28177", "28110", "home"),
        ("중구", "2025-01-01", (), "", "", "unresolved"),
        ("강서", "2025-01-01", (), "11", "11500", "home"),
        ("남구", "2025-01-01", ("47110",), "", "47111", "parent"),
        ("광주", "2025-01-01", (), "41", "41610", "home"),
        ("광주", "2025-01-01", (), "46", "29", "home"),
        ("광주", "2025-01-01", (), "41610", "41610", "home"),
        ("광주", "2025-01-01", (), "", "", "unresolved"),
        ("서구", "2025-01-01", ("29", "41610"), "", "29140", "parent"),
        ("서구", "2026-08-01", ("12",), "", "12240", "parent"),
        ("서구", "2026-08-01", (), "28", "", "unresolved"),
        ("순천시", "", ("46",), "", "46150", "parent"),
        ("제주", "2025-01-01", (), "", "50", "larger"),
        ("제주시", "2025-01-01", (), "", "50110", "unique"),
        ("분당", "2025-01-01", (), "", "41135", "unique"),
        ("달나라", "2025-01-01", (), "11", "", "unknown"),
    ],
)
def test_resolve(
    places: Places,
    surface: str,
    date: str,
    parents: tuple[str, ...],
    home: str,
    code: str,
    basis: str,
) -> None:
    found = places.resolve(surface, date, parents, home)
    assert (found.code, found.basis) == (code, basis)


def test_unresolved_lists_the_candidates(places: Places) -> None:
    found = places.resolve("고성군", "2025-01-01")
    assert found.candidates == ("48820", "51820")


def test_names_date_an_article(places: Places) -> None:
    assert places.era(["서울", "순천시", "전라남도"]) == "2026-06-30"
    assert places.era(["서울", "강원도"]) == ""


def test_ancestors_and_lineage(places: Places) -> None:
    assert places.ancestors("43113") == ("43110", "43")
    assert places.lineage("51190") == {"51190", "42190"}
    assert "28110" not in places.lineage("28140")


def test_every_surface_resolves_to_known_regions(places: Places) -> None:
    for surface in places.by_surface:
        for date in ("", "2022-07-01", "2025-01-01", "2026-08-01"):
            codes = places.candidates(surface, date)
            assert codes, surface
            assert all(code in places.regions for code in codes), surface


def test_homographs_are_stems_of_the_table(places: Places) -> None:
    assert set(places.homographs) <= set(places.by_surface)


@pytest.mark.parametrize(
    ("name", "region", "role", "date", "expected"),
    [
        ("오세훈", "11", "mayor", "2025-02-25", "agrees"),
        ("이상호", "51190", "mayor", "2025-07-28", "agrees"),
        ("이상호", "42190", "mayor", "2022-09-01", "agrees"),
        ("박원순", "11", "mayor", "2025-02-25", "differs"),
        ("박원순", "11", "mayor", "2015-02-25", "not_covered"),
        ("박원순", "11", "mayor", "", "not_covered"),
        ("오세훈", "11", "mayor", "", "agrees"),
        ("오세훈", "11", "superintendent", "2025-02-25", "differs"),
        ("오세현", "44200", "mayor", "2025-04-02", "differs"),
        ("오세현", "44200", "mayor", "2025-04-03", "agrees"),
    ],
)
def test_holders(
    holders: Holders,
    places: Places,
    name: str,
    region: str,
    role: str,
    date: str,
    expected: str,
) -> None:
    assert holders.check(name, region, role, date, places) == expected


def test_holders_by_name(holders: Holders) -> None:
    assert holders.regions_of("이민근", "mayor", "2026-01-04") == ("41270",)
    assert holders.regions_of("김동일", "mayor", "2025-01-04") == ("44180",)
