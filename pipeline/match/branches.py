"""Branches named behind their institution: 한국농어촌공사 무진장지사, 고용노동부 원주지청."""

from __future__ import annotations

from functools import lru_cache

import regex

from pipeline.match.lexicon import Entry, Found
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_ENDS_WORD = r"(?=[(),.‘'“\"]|은|는|이|가|을|를|와|과|의|에|장|도|\s|\Z)"
_BRANCHES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("지법", "고법", "법원"), r"[가-힣]{2}지원"),
    (
        ("지법", "고법", "법원"),
        r"(?:(?:형사|민사|행정|가사|영장|전원)[가-힣]*?\s?\d*(?:부|단독|합의체)|\d+부)",
    ),
    (("지검", "고검", "대검"), r"(?:[가-힣]{2}지청|[가-힣]{2,6}\d*부)"),
    (("국회",), r"[가-힣]{2,14}(?:위원회|특위|위)"),
    (
        ("시청", "군청", "구청", "도청"),
        r"(?:[가-힣]{0,5}BUREAU(?:과|국)|[가-힣]{2,7}담당관)",
    ),
    (
        ("대학교", "대"),
        r"(?:총학생회|[가-힣]{2,10}(?:학과|학부|대학원|대학|연구소|병원))",
    ),
    (("경찰서",), r"[가-힣]{2,4}(?:지구대|파출소)"),
    (
        ("부", "처", "산림청", "경찰청", "국세청", "관세청", "병무청", "기상청"),
        r"[가-힣]{2,12}(?:환경청|지청|관리소|사무소|보호관찰소|출장소|지부|관리단|국가수사본부|세관)",
    ),
    (
        ("부", "처", "청"),
        r"[가-힣]{2,4}지방[가-힣]{2,8}청(?: [가-힣]{2,4}(?:[가-힣]{2,6}사무소|지청))?",
    ),
    (
        ("관리청", "고용노동청", "지방산림청", "환경청"),
        r"[가-힣]{2,4}(?:지청|[가-힣]{2,6}사무소|[가-힣]{2,4}관리소)",
    ),
    (("",), r"[가-힣]{1,6}(?:지점|지사|지부|지회|출장소|분원|지역본부)"),
)
"""Branches that belong to the name before them: 한국농어촌공사 무진장지사, 수원지법 평택지원."""
Branches = tuple[tuple[tuple[str, ...], regex.Pattern[str]], ...]


@lru_cache(maxsize=4)
def branches_of(rules: Rules) -> Branches:
    """The table of branches compiled: the endings of a parent, and what may follow it."""
    bureau = alternation(rules.words["bureaus"].rows)
    return tuple(
        (parents, regex.compile(f" {branch.replace('BUREAU', bureau)}{_ENDS_WORD}"))
        for parents, branch in _BRANCHES
    )


def with_branch(text: str, item: Found, branches: Branches) -> Found:
    """A branch named behind its institution belongs to the name."""
    if item.nominal or text[item.end : item.end + 1] != " ":
        return item
    surface = text[item.start : item.end]
    for parents, branch in branches:
        found = branch.match(text, item.end) if surface.endswith(parents) else None
        if found:
            name = item.entry.name + found[0]
            kind = "hospital" if name.endswith("병원") else item.entry.kind
            return item._replace(end=found.end(), entry=Entry(name, kind))
    return item
