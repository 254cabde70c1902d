"""The shape that the code promises: imports point one way, no clock, and a light start."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline"

# Lower numbers are nearer the ground; what is not named here is a stage.
LEVELS = {
    "model": 0,
    "normalise": 1,
    "numerals": 1,
    "dates": 1,
    "places": 1,
    "feasts": 1,
    "holders": 1,
    "quotes": 1,
    "sentences": 1,
    "steps": 1,
    "signals": 1,
    "tables": 1,
    "rules": 2,
    "page": 2,
    "flow": 4,
    "source": 4,
    "api": 5,
    "examples": 5,
    "__init__": 6,
    "across": 6,
    "batch": 6,
    "evaluate": 6,
    "klue_times": 4,
    "klue_marks": 5,
    "evaluate_klue": 6,
    "frames": 6,
    "language": 6,
    "report": 6,
    "run": 6,
    "summary": 6,
    "workers": 5,
    "workbench": 7,
    "cli": 8,
    "__main__": 9,
}
STAGE = 3


def part(module: Path) -> str:
    """The name directly below pipeline/ that a file belongs to."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_parts(module: Path) -> set[str]:
    """The parts of pipeline/ that a module imports when it runs, not only for its types."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    found = {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    return {
        name for name in found if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").exists()
    }


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "default_rules" not in p.parts)


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(module: Path) -> None:
    own = part(module)
    own_level = LEVELS.get(own, STAGE)
    for other in imported_parts(module) - {own}:
        level = LEVELS.get(other, STAGE)
        if own_level == STAGE:
            assert level < STAGE, f"stage {own} imports {other}"
        else:
            assert level <= own_level, f"{own} imports {other}, which stands above it"


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_asks_for_the_time_of_day(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    for call in (".today()", ".now(", "time.time(", "localtime("):
        assert call not in text, f"{call} makes two runs differ"


def test_importing_the_library_loads_no_heavy_module() -> None:
    code = (
        "import sys, pipeline;"
        "print(*[m for m in ('pandas', 'spacy', 'kiwipiepy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
