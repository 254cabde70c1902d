"""What a rule file may hold. The JSON Schema for editors is generated from these models."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Label = Literal[
    "fact",
    "date",
    "region",
    "person",
    "institution",
    "program",
    "veto",
    "section",
    "relation",
    "context",
]
MATCHED: frozenset[str] = frozenset(
    {"fact", "date", "region", "person", "institution", "program", "veto"}
)
"""Labels whose patterns the match stage runs; the others are read by their own stage."""


class Strict(BaseModel):
    """A model that refuses keys it does not know and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Condition(Strict):
    """A condition on the morphemes of a named part of the match ("span" is the whole match)."""

    group: str = Field(default="span", description="named part of the pattern")
    tags: tuple[str, ...] = Field(
        default=(), description="Kiwi tags, one of which it must begin with"
    )
    not_tags: tuple[str, ...] = Field(default=(), description="Kiwi tags it must not begin with")
    starts: bool = Field(default=False, description="a morpheme must begin where the part begins")
    ends: bool = Field(default=False, description="a morpheme must end where the part ends")


class Rule(Strict):
    """One way of saying something."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$", description="unique, dotted")
    note: str = Field(default="", description="what it is for, in Korean or English")
    pattern: str = Field(
        default="",
        description="regular expression; {part} and {name=part} insert parts and word lists",
    )
    matcher: str = Field(default="", description="a built-in matcher instead of a pattern")
    set: dict[str, str] = Field(default={}, description="what a match is: measure, unit, type, …")
    when: tuple[Condition, ...] = Field(default=(), description="conditions on morphemes")
    priority: int = Field(default=0, description="wins an overlap before length does")
    published: str = Field(default="", description="publication date that the examples assume")
    hit: tuple[str, ...] = Field(default=(), description="sentences that must match")
    miss: tuple[str, ...] = Field(default=(), description="sentences that must not match")

    @model_validator(mode="after")
    def _one_way_to_match(self) -> Rule:
        if bool(self.pattern) == bool(self.matcher):
            raise ValueError("a rule has either a pattern or a matcher")
        if not self.hit or not self.miss:
            raise ValueError("a rule needs at least one `hit` and one `miss` example")
        return self


class RuleFile(Strict):
    """One file of rules that share a label."""

    label: Label
    note: str = Field(default="", description="what the file is for")
    set: dict[str, str] = Field(default={}, description="what every rule of the file sets")
    published: str = Field(default="", description="publication date that the examples assume")
    priority: int = Field(default=0, description="priority of rules that give none")
    parts: dict[str, str] = Field(default={}, description="named parts for this file's patterns")
    off: tuple[str, ...] = Field(default=(), description="ids of rules to switch off")
    rules: tuple[Rule, ...] = Field(default=())


class PartsFile(Strict):
    """rules/parts.yaml: named parts that every rule file may use."""

    note: str = ""
    parts: dict[str, str]


def json_schema() -> str:
    """The JSON Schema of a rule file, for completion and checking in editors."""
    return json.dumps(RuleFile.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
