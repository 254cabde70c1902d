"""The pages under docs/ do what they say: commands run, outputs are as shown, tables current."""

from __future__ import annotations

import csv
import doctest
import importlib.util
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
import regex

from pipeline.rules.schema import json_schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TUTORIALS = ("tuning.md", "tuning.ko.md")
_BLOCK = regex.compile(
    r"^(?:<!-- table: (\S+) -->\n((?:\|[^\n]*\n)+)|```(\w+)\n(.*?)^```$)",
    regex.M | regex.S,
)
_COMMAND = regex.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", regex.M)
_CHECKER = doctest.OutputChecker()


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def as_shown(shown: str, got: str) -> bool:
    """Whether an output is the one shown, where ... stands for anything."""
    return _CHECKER.check_output(shown, got, doctest.ELLIPSIS)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """An empty folder, and an environment in which `sasil` is this checkout's."""
    scripts = tmp_path / "bin"
    scripts.mkdir()
    command = scripts / "sasil"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n')
    command.chmod(0o755)
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    folder = tmp_path / "work"
    folder.mkdir()
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    return folder, environment


def shell(code: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-uc", code],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stdout
    return done.stdout


def watched(block: str, folder: Path, environment: dict[str, str]) -> str:
    """The output of a watch while the commands after `# ` run in another terminal."""
    command, *rest = block.splitlines()
    edits = [line.removeprefix("# ") for line in rest if line.startswith("# ")]
    log = folder / "watch.log"
    with log.open("w") as out:
        running = subprocess.Popen(
            command.removeprefix("$ ").split(), cwd=folder, env=environment, stdout=out, stderr=out
        )
        try:
            told(log, "watching", 1)
            time.sleep(1)  # until the system watches
            for number, edit in enumerate(edits, 1):
                shell(edit, folder, environment)
                told(log, "extracted again", number)
        finally:
            running.terminate()
            running.wait()
    text = log.read_text(encoding="utf-8")
    log.unlink()
    return text


def told(log: Path, words: str, times: int) -> None:
    for _ in range(1200):
        if log.read_text(encoding="utf-8").count(words) >= times:
            return
        time.sleep(0.1)
    raise AssertionError(f"never told {words!r}: {log.read_text(encoding='utf-8')}")


def check_table(path: Path, table: str) -> None:
    header, _, *rows = map(cells, table.splitlines())
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [[row[column] for column in header] for row in csv.DictReader(file)]
    assert [row for row in found if row in rows] == rows, found


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's commands")
def test_the_tutorial_shows_what_its_commands_print(place: tuple[Path, dict[str, str]]) -> None:
    folder, environment = place
    for table, rows, kind, code in _BLOCK.findall(page(TUTORIALS[0])):
        if table:
            check_table(folder / table, rows)
        elif kind == "sh":
            shell(code, folder, environment)
        elif kind == "console":
            for command, shown in _COMMAND.findall(code):
                got = shell(command, folder, environment)
                assert as_shown(shown, got), f"$ {command}\n{got}"
        elif kind == "watch":
            shown = "".join(
                f"{line}\n" for line in code.splitlines() if line[:2] not in ("$ ", "# ")
            )
            got = watched(code, folder, environment)
            assert as_shown(shown, got), got


def test_both_tutorials_show_the_same() -> None:
    english, korean = (_BLOCK.findall(page(name)) for name in TUTORIALS)
    assert english == korean


def test_snippets_print_what_they_show() -> None:
    runner = doctest.DocTestRunner()
    test = doctest.DocTestParser().get_doctest(
        page("library.md"), {"Decimal": Decimal}, "library.md", "library.md", 0
    )
    assert test.examples
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


def test_the_tables_page_is_what_the_models_say() -> None:
    spec = importlib.util.spec_from_file_location("tables_doc", ROOT / "scripts" / "tables_doc.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.with_tables(page("tables.md")) == page("tables.md")


def test_the_schema_for_editors_is_what_the_models_say() -> None:
    committed = (ROOT / "rules" / "rules.schema.json").read_text(encoding="utf-8")
    assert committed == json_schema(), "run `sasil rules schema > rules/rules.schema.json`"


@pytest.mark.parametrize("name", sorted(path.name for path in DOCS.glob("*.md")))
def test_every_link_leads_somewhere(name: str) -> None:
    for link in regex.findall(r"\]\(([^):#]+)\)", page(name)):
        assert (DOCS / link).exists(), link
