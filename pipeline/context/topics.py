"""Topics: "청년 취업률은 53.4%다", "한 사람당 대출은 어린이 4권, 성인 2권이다".

In: a line of items and a figure's position. Out: the phrase of the topic or subject that the figure
is said of, None if there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pipeline.context.beside import CLOSING, SKIPPED, bare, before_etc, headed, left_of
from pipeline.context.items import NAMES
from pipeline.context.line import Line
from pipeline.context.phrases import Phrase, is_nominative, is_topic, only_names

_RATES = ("율", "률", "도", "비중")
"""Endings of what is given in percent."""
_SHORTEST = 3
"""Letters of a word that ends like a measure: 부담액, but not 차량."""


def topic_before(line: Line, at: int) -> Phrase | None:
    """ "청년 취업률은 53.4%다": the nearest topic or subject before the figure."""
    crossed = adnominal = False
    for index in _outside(line, at):
        item = line.items[index]
        if item.tag == "EF":
            return None
        crossed = crossed or (item.tag == "EC" and not line.like_particle(index))
        adnominal = adnominal or item.tag == "ETM"
        nominative = not crossed and not adnominal and is_nominative(item)
        if nominative or (is_topic(item) and line.items[index - 1].tag != "DATE"):
            quoted = line.items[index - 1].form in CLOSING
            if quoted and not (is_topic(item) and _predicated(line, index, at)):
                return None
            last = _before_brackets(line, index - 1 - quoted)
            found = headed(line, before_etc(line, last, at))
            if found and not only_names(line.items, found):
                return found
            if line.items[index - 1].tag in NAMES:
                return None
    return None


def _before_brackets(line: Line, last: int) -> int:
    """ "인명피해(583명)는": where the noun stands whose topic mark follows a parenthesis."""
    if line.items[last].form != ")":
        return last
    return max(0, next((i for i in range(last, 0, -1) if line.items[i].form == "("), 1) - 1)


def _outside(line: Line, at: int) -> Iterator[int]:
    """Positions to the left of a figure, the nearest first, past parentheses.

    They end where the speech begins in which the figure stands: who speaks is no measure.
    """
    said = line.text(line.sentence.start, line.items[at].start)
    speech = said.rfind("“") if said.rfind("“") > said.rfind("”") else -1
    depth = 0
    for index in range(at - 1, 0, -1):
        item = line.items[index]
        if item.start < line.sentence.start + speech:
            return
        depth += (item.form == ")") - (item.form == "(")
        if depth <= 0:
            yield index


def amount_topic(line: Line, at: int) -> Phrase | None:
    """ "보상금은 한 달에 20만 원을 받을 수 있다": a topic that is itself an amount."""
    phrase = topic_before(line, at)
    return phrase if phrase and _is_measure(line, phrase.last, at) else None


def _predicated(line: Line, topic: int, at: int) -> bool:
    """ "‘순이동’은 지난해 -127명이었다": nothing is done to the figure, it is said of the topic."""
    between = line.items[topic + 1 : at]
    particle = line.particles.get(at)
    return particle is None and all(item.tag in SKIPPED for item in between)


def measured_topic(line: Line, at: int) -> Phrase | None:
    """ "만족도는 학생 82%, 학부모 79%": a topic that is a measure, against those who have it.

    An amount needs two such owners: "출생아 수는 812명으로 사망자 700명보다" is no list.
    """
    owner = _owner(line, at)
    if owner < 0:
        return None
    for index in range(owner - 1, 0, -1):
        item = line.items[index]
        joined = item.tag == "EC" and line.items[index - 1].tag == "VCP"
        if item.tag in ("EF", "EC", "ETM") and not joined:
            return None
        if is_topic(item) and _is_measure(line, index - 1, at):
            listed = line.quantities[at].measure == "rate" or _owners(line, index, at) > 1
            return headed(line, index - 1) if listed else None
    return None


def averaged(line: Line, named: Mapping[int, Phrase | None]) -> frozenset[int]:
    """The figures of a list that are means like its first: "1인당 권수는 어린이 4권, 성인 2권"."""
    found: set[int] = set()
    for left, right in pairwise(line.facts):
        phrase, one, other = named[left], line.quantities[left], line.quantities[right]
        if phrase is None or phrase != named[right] or other.statistic or one.unit != other.unit:
            continue
        known = left in found or one.statistic == "mean"
        if known and _owner(line, right) > phrase.last and _says_mean(line, phrase, left):
            found.add(right)
    return frozenset(found)


def _says_mean(line: Line, phrase: Phrase, at: int) -> bool:
    """Whether the word for the mean stands before the topic, not before its first figure."""
    told = line.text(line.sentence.start, line.items[phrase.last].end)
    means = line.rules.words["statistics"].where("statistic", "mean")
    return phrase.last < at and any(word in told for word in means)


def _owner(line: Line, at: int) -> int:
    """Position of the noun before a figure whose share of a measure it is; -1 if there is none."""
    last = left_of(line, at)
    if last > 0 and (is_topic(line.items[last]) or is_nominative(line.items[last])):
        last -= 1
    owns = last >= 0 and bare(line, last) and not _is_measure(line, last, at)
    return last if owns else -1


def _owners(line: Line, topic: int, at: int) -> int:
    """How many figures of one unit after a topic have an owner."""
    unit = line.quantities[at].unit
    alike = (f for f in line.facts if f > topic and line.quantities[f].unit == unit)
    return sum(_owner(line, figure) > topic for figure in alike)


def _is_measure(line: Line, last: int, at: int) -> bool:
    """Whether the noun at a position names a measure, of the kind that the figure has."""
    noun = line.items[last]
    if line.quantities[at].measure == "rate":
        return noun.form.endswith(_RATES)
    nouns = line.rules.words["measure_nouns"]
    kind = nouns.get(noun.form, "kind")
    if kind:
        return kind != "not"
    before = line.text(line.sentence.start, noun.end)
    word = before[before.rfind(" ") + 1 :]
    if len(word) < _SHORTEST or nouns.get(word, "kind") == "not":
        return False
    return nouns.get(word[-1], "kind") == "end"
