"""The READMEs do what they say: their commands run, their tables and snippets are true."""

from __future__ import annotations

import csv
import doctest
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ko.md")
_BLOCK = regex.compile(r"^```(\w+)\n(.*?)^```$", regex.M | regex.S)
_TABLE = regex.compile(r"<!-- table: (\S+) -->\n((?:\|.*\n)+)")


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [code for kind, code in _BLOCK.findall(text) if kind == language]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@pytest.mark.parametrize("name", READMES)
def test_commands_run_and_give_the_tables_shown(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "mine").mkdir()
    scripts = tmp_path / "bin"
    scripts.mkdir()
    command = scripts / "sasil"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    for code in blocks(name, "sh"):
        lines = [x for x in code.splitlines() if not x.startswith(("make ", ". .venv/"))]
        done = subprocess.run(
            ["bash", "-euc", "\n".join(lines)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    tables = _TABLE.findall((ROOT / name).read_text(encoding="utf-8"))
    assert tables
    for path, table in tables:
        header, _, *rows = map(cells, table.splitlines())
        with (tmp_path / path).open(encoding="utf-8-sig", newline="") as file:
            found = [[row[column] for column in header] for row in csv.DictReader(file)]
        assert found == rows


@pytest.mark.parametrize("name", READMES)
def test_snippets_print_what_they_show(name: str) -> None:
    runner = doctest.DocTestRunner()
    parser = doctest.DocTestParser()
    snippets = blocks(name, "python")
    assert snippets
    for code in snippets:
        runner.run(parser.get_doctest(code, {"Decimal": Decimal}, name, name, 0))
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("name", READMES)
def test_every_target_and_link_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(regex.findall(r"(?:^|`)make ([a-z-]+)", text, regex.M)):
        assert regex.search(rf"^{target}:", makefile, regex.M), target
    for link in regex.findall(r"\]\(([^):]+)\)", text):
        assert (ROOT / link).exists(), link
    for table in ("entities", "facts", "dates", "relations", "checks", "dropped", "errors"):
        assert f"`{table}.csv`" in text


def test_make_alone_lists_the_targets() -> None:
    if shutil.which("make") is None:
        pytest.skip("no make here")
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = {line.split()[0] for line in done.stdout.splitlines()}
    assert {"help", "setup", "extract", "test", "check", "evaluate", "bench", "clean"} <= names


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_machine_without_python_is_told_what_to_do(tmp_path: Path) -> None:
    script = str(ROOT / "scripts" / "find-python.sh")
    done = subprocess.run(
        ["/bin/sh", script],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
