"""A folder of one's own rules to start from."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.rules.schema import json_schema

_STARTER = Path(__file__).parent / "starter"


def write_template(folder: Path) -> list[Path]:
    """Copy the starter rules into a new folder, with the JSON Schema for editors beside them.

    Raises FileExistsError rather than overwrite an analyst's work.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder")
    shutil.copytree(_STARTER, folder, dirs_exist_ok=True)
    (folder / "rules.schema.json").write_text(json_schema(), encoding="utf-8")
    return sorted(path for path in folder.rglob("*") if path.is_file())
