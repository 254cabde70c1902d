"""Whether a rule can match at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from pipeline.model import SECTION_KINDS
from pipeline.normalise import plain
from pipeline.rules.problems import nearest
from pipeline.rules.schema import Rule

KIWI_TAGS = frozenset(
    regex.findall(
        r"\S+",
        """NNG NNP NNB NR NP VV VV-R VV-I VA VA-R VA-I VX VX-R VX-I VCP VCN MM MAG MAJ IC
        JKS JKC JKG JKO JKB JKV JKQ JX JC EP EF EC ETN ETM XPN XSN XSV XSA XSA-R XSA-I XSM XR
        SF SP SS SSO SSC SE SO SW SL SH SN SB UN W_URL W_EMAIL W_HASHTAG W_MENTION W_SERIAL
        W_EMOJI Z_CODA Z_SIOT USER0 USER1 USER2 USER3 USER4""",
    )
)
"""Kiwi's part-of-speech tags."""


def no_such_section(features: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A kind of section that a rule sets and no reader of the tables knows."""
    kind = features.get("section", "")
    if kind and kind not in SECTION_KINDS:
        yield f"there is no section {kind!r}", nearest(kind, SECTION_KINDS)


def never_matches(rule: Rule) -> Iterator[tuple[str, str]]:
    """What makes a rule unable to match: characters that normalising replaces, lost groups."""
    for char in dict.fromkeys(rule.pattern):
        if plain(char) != char and char not in "\t\n":
            yield f"{char!r} never stands in the text that rules see", f"write {plain(char)!r}"
    for condition in rule.when:
        named = f"(?P<{condition.group}>" in rule.pattern or f"{{{condition.group}=" in rule.pattern
        if rule.pattern and condition.group != "span" and not named:
            yield f"`when` names no group of the pattern: {condition.group!r}", ""
        for tag in (*condition.tags, *condition.not_tags):
            if tag not in KIWI_TAGS:
                yield f"Kiwi has no tag {tag!r}", nearest(tag, KIWI_TAGS)
