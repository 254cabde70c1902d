"""Reads one rule file, and tells where in it a mistake stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from pipeline.rules.problems import RuleProblem, nearest
from pipeline.rules.schema import Condition, Rule, RuleFile, Strict

Model = TypeVar("Model", bound=Strict)
KEYS = [name for model in (RuleFile, Rule, Condition) for name in model.model_fields]


def read_yaml(
    path: Path, model: type[Model], problems: list[RuleProblem]
) -> tuple[Model, Any] | None:
    """The validated file and its tree with line numbers; None adds what is wrong to `problems`."""
    try:
        tree = _tree(path.read_text(encoding="utf-8-sig"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.append(RuleProblem(str(path), line, column, str(error.problem or error)))
        return None
    except UnicodeDecodeError as error:
        problems.append(RuleProblem(str(path), 1, 1, str(error), "save the file as UTF-8"))
        return None
    try:
        return model.model_validate(tree), tree
    except ValidationError as error:
        problems.extend(_explain(path, tree, error))
        return None


@lru_cache(maxsize=256)
def _tree(text: str) -> Any:
    """The tree of a file, which nobody changes: a file that stayed the same is parsed once."""
    return YAML(typ="rt").load(text)


def _explain(path: Path, tree: Any, error: ValidationError) -> Iterator[RuleProblem]:
    for detail in error.errors():
        line, column = _position(tree, detail["loc"])
        where = ".".join(str(part) for part in detail["loc"])
        if detail["type"] == "extra_forbidden":
            key = str(detail["loc"][-1])
            yield RuleProblem(str(path), line, column, f"unknown key {where!r}", nearest(key, KEYS))
        else:
            yield RuleProblem(str(path), line, column, f"{where}: {detail['msg']}")


def _position(tree: Any, location: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column, from 1, of the innermost node on the way that the file really has."""
    line, column = 0, 0
    for step in location:
        try:
            line, column = tree.lc.key(step) if isinstance(step, str) else tree.lc.item(step)
            tree = tree[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line + 1, column + 1
