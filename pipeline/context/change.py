"""By how much a figure changed, which way, from what to what.

In: the figures of a line with their periods. Out: for the new value and for the rate of change a
Change. Direction comes from the verb, for "A에서 B로" from the two values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.context.from_to import from_to
from pipeline.context.line import Line
from pipeline.context.measured import Change, alike, direction_of, tags_between, value_of
from pipeline.context.phrases import is_topic
from pipeline.context.respective import values_before
from pipeline.model import Date

_AND_SO = frozenset({"어", "아", "여"})
_ARROWS = {
    "△": "down",
    "▼": "down",
    "▽": "down",
    "↓": "down",
    "▲": "up",
    "↑": "up",
    "+": "up",
    "-": "down",
}


def changes(line: Line, periods: Mapping[int, str]) -> dict[int, Change]:
    """The change of every figure that has one, by position."""
    found = dict(from_to(line, periods))
    for at in line.facts:
        found.update(_delta(line, at, periods, found))
    return found


# -- D 늘어난 B, B로 D 늘었다, B(△D) ---------------------------------------------------


def _delta(
    line: Line, at: int, periods: Mapping[int, str], known: Mapping[int, Change]
) -> Iterator[tuple[int, Change]]:
    size = value_of(line, at)
    if size is None or at in known:
        return
    outer = known.get(line.opened_at(at) - 1)
    if outer and outer.delta:  # "312명(6.4%) 증가": the same change in another unit
        yield at, replace(outer, delta=abs(size), unit=line.quantity(at).unit)
        return
    direction = _printed_sign(line, at) or _predicate(line, at)
    if not direction:
        return
    base, baseline = _base(line, at, periods)
    target = _target(line, at, base)
    if base < 0 and not baseline and target not in known and _needs_base(line, at):
        return
    change = _measured(line, at, base, target)
    change = replace(change, delta=abs(size), direction=direction, baseline=baseline)
    if target in known:  # "4개에서 12개로 8개 늘었다"
        before = known[target]
        change = replace(change, start=before.start, end=before.end, baseline=before.baseline)
    yield at, change
    if target >= 0 and not (target in known and known[target].delta):
        yield target, change


def _measured(line: Line, at: int, base: int, target: int) -> Change:
    """The values before and after, as far as both are printed and of one kind."""
    if base >= 0 and target >= 0 and not alike(line, base, target):
        base = -1
    return Change(
        start=value_of(line, base) if base >= 0 else None,
        end=value_of(line, target) if target >= 0 else None,
        unit=line.quantity(at).unit,
    )


def _printed_sign(line: Line, at: int) -> str:
    """ "(△2.4%)", "(+1.5%)", "(전년 대비 2.4%↑)": the sign that stands beside a rate."""
    item = line.items[at]
    if line.opened_at(at) < 0 or line.quantity(at).measure != "rate" or _in_sum(line, at):
        return ""
    first, before = line.text(item.start, item.start + 1), line.text(item.start - 1, item.start)
    after = line.text(item.end, item.end + 2).strip()[:1]
    for mark in (first, before, after):
        if mark in _ARROWS and (mark != "-" or first == "-"):
            return _ARROWS[mark]
    return ""


def _in_sum(line: Line, at: int) -> bool:
    """ "(국비 50% + 시비 20% = 70%)": the signs add up, they tell of no change."""
    inside = (i for i, opened in enumerate(line.openings) if opened == line.opened_at(at))
    return any(line.items[i].form in ("+", "=") and line.items[i - 1].tag == "FACT" for i in inside)


def _predicate(line: Line, at: int) -> str:
    """The direction of the verb of change right after a figure: "41.8% 늘어난", "3배로 늘었다"."""
    quantity = line.quantity(at)
    if quantity.measure in ("rank", "age"):
        return ""
    particle = line.particle(at)
    form = particle.form if particle else ""
    first = at + 2 if particle is not None else at + 1
    if quantity.unit == "times" and form in ("로", "으로", "가"):
        grown = "up" if (value_of(line, at) or 0) > 1 else ""
        return grown if form == "가" or first >= len(line.items) else _verb(line, first)
    part_of = at > 0 and line.items[at - 1].tag == "JKG"  # "인구의 30%가 줄었다"
    if form in ("이", "가") and not part_of:  # "32명이 증가해"
        return direction_of(line, first, first + 1)
    return "" if form else _verb(line, _past_list(line, first))


def _verb(line: Line, first: int) -> str:
    """The direction of a verb from a position on, past a parenthesis."""
    first = _past_brackets(line, first)
    return direction_of(line, first, first + 4)


def _past_brackets(line: Line, first: int) -> int:
    """The position after a parenthesis that opens at one."""
    if first >= len(line.items) or line.items[first].form != "(":
        return first
    return next((i for i in range(first, len(line.items)) if line.items[i].form == ")"), first) + 1


def _past_list(line: Line, first: int) -> int:
    """ "180명, 0.6% 늘었다": the same change in two units has one verb."""
    following = line.items[first : first + 2]
    twofold = len(following) == 2 and following[0].form == "," and following[1].tag == "FACT"
    return first + 2 if twofold and line.quantity(first + 1).measure == "rate" else first


def _needs_base(line: Line, at: int) -> bool:
    """Amounts change only against something, unless the verb says so: "5명 늘어"."""
    if line.quantity(at).measure == "rate":
        return False
    first = _past_brackets(line, at + 1 + (line.particle(at) is not None))
    first += first < len(line.items) and line.items[first].tag == "JKS"
    following = line.items[first : first + 1]
    return not any(
        item.form in ("늘", "늘어나", "줄", "줄어들", "증가", "감소") for item in following
    )


def _base(line: Line, at: int, periods: Mapping[int, str]) -> tuple[int, str]:
    """The figure and the time that the change is measured against: "전년(122명)보다"."""
    for index in range(at - 1, max(-1, at - 12), -1):
        item = line.items[index]
        if item.tag == "EF" or (item.tag == "EC" and not _serves(line, index)):
            break
        if not line.cue_at("baseline", item.end):
            continue
        figure = index - 1 if item.form == ")" else index
        figure = figure if figure >= 0 and line.items[figure].tag == "FACT" else -1
        first = line.opened_at(figure) if item.form == ")" and figure >= 0 else index + 1
        first = first if figure != index else index
        dated = line.items[first - 1] if first > 0 else item
        date = dated.ref if isinstance(dated.ref, Date) and dated.ref.type == "DATE" else None
        value = _when(line, date) if date else _date_before(line, first)
        return figure, value or (periods.get(figure, "") if figure >= 0 else "")
    return -1, ""


def _serves(line: Line, at: int) -> bool:
    """Whether a connective ends no clause: "조성에 따라", "작년에 비해"."""
    return line.compares(at) or line.like_particle(at)


def _when(line: Line, date: Date) -> str:
    """The value of a baseline; of "지난해 같은 기간", whose days are not known, the year."""
    year = line.page.published[:4]
    last_year = date.text.startswith(("지난해", "작년", "전년"))
    return date.value or (str(int(year) - 1) if last_year and year.isdigit() else "")


def _date_before(line: Line, at: int) -> str:
    """ "지난해 가을 맛보기 행사(41명)보다": a date within the words before the parenthesis."""
    for item in reversed(line.items[max(0, at - 8) : at]):
        if isinstance(item.ref, Date) and item.ref.type == "DATE":
            return item.ref.value
        if item.tag.startswith("J") or item.tag in ("EC", "EF", "ETM"):
            break
    return ""


def _target(line: Line, at: int, base: int) -> int:
    """The new value: after the verb ("늘어난 173명"), before it ("173명으로 41.8% 늘었다")."""
    for paired in values_before(line, at):
        return paired
    for index in range(at + 1, min(at + 8, len(line.items))):
        if line.items[index].tag in ("EC", "EF"):
            break
        if line.items[index].tag == "FACT" and line.opened_at(index) == line.opened_at(at):
            if "ETM" in tags_between(line, at, index) and not _is_delta_kind(line, index):
                return index
            break
    return _value_before(line, at, base)


def _is_delta_kind(line: Line, at: int) -> bool:
    return line.quantity(at).unit in ("times", "percentage_point")


def _value_before(line: Line, at: int, base: int) -> int:
    opened = line.opened_at(at)
    closed = line.items[at + 1 : at + 2]
    if opened > 0 and closed and closed[0].form == ")" and not _printed_sign(line, at):
        return -1  # "587명(7.3%)이 줄었다": both are the change
    if (
        opened > 0
        and line.items[opened - 1].tag == "FACT"
        and line.quantity(opened - 1).measure != "rate"
    ):
        return opened - 1
    for index in range(at - 1, -1, -1):
        item = line.items[index]
        if item.tag == "EC" and _serves(line, index):
            continue
        if item.tag == "EC" and item.form in _AND_SO:
            return _of_clause_before(line, index, at, base)
        if item.tag in ("EF", "EC") or is_topic(item):
            return -1
        particle = line.particle(index) if line.items[index].tag == "FACT" else None
        if (
            particle is not None
            and particle.form in ("로", "으로")
            and not _is_delta_kind(line, index)
        ):
            return index
    return -1


def _of_clause_before(line: Line, end: int, at: int, base: int) -> int:
    """ "900명이 찾아 전년(800명)보다 12.5% 늘었다": the only figure of the clause before."""
    between = line.items[end + 1 : at]
    blocked = ("JKS", "JKO", "EC", "ETM")
    for index, item in enumerate(between, end + 1):
        if is_topic(item) or (item.tag in blocked and not _serves(line, index)):
            return -1
    start = end
    while (
        start > 0
        and line.items[start - 1].tag not in ("EC", "EF")
        and not is_topic(line.items[start - 1])
    ):
        start -= 1
    figures = [index for index in line.facts if start <= index < end]
    if len(figures) != 1 or line.quantity(figures[0]).measure in ("rate", "rank", "age"):
        return -1
    return figures[0] if base < 0 or alike(line, figures[0], base) else -1


def negated_bound(line: Line, at: int, qualifier: str) -> str:
    """The qualifier after 넘지 못했다 and 못 미쳤다, which turn the bound around."""
    cue = line.cue_at("bound", line.items[at].end)
    return cue.value if cue else qualifier
