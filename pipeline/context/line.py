"""What the readers of one sentence share: its items, its text and the word lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.context.cues import Cue, Patterns, find_cues
from pipeline.context.items import NOMINAL, Item, Mention, read_items
from pipeline.model import Candidate, Date, Entity, Quantity, Sentence
from pipeline.page import Page
from pipeline.rules import Rules


@dataclass(slots=True, eq=False)
class Line:
    """One sentence with a figure in it: what many readers ask for is read once, by `read_line`."""

    page: Page
    sentence: Sentence
    printed: str
    items: tuple[Item, ...]
    rules: Rules
    facts: tuple[int, ...]
    """Positions of the figures."""
    dates: tuple[int, ...]
    """Positions of the time expressions."""
    names: tuple[int, ...]
    """Positions of the regions, persons, institutions and programmes."""
    mentions: Mapping[int, Mention]
    """What stands at these positions."""
    quantities: Mapping[int, Quantity]
    """What each figure says."""
    particles: Mapping[int, Item]
    """The particles that touch a figure or a time expression, by its position."""
    openings: Sequence[int]
    """For every item the position of the parenthesis that it stands in, -1 for none."""
    kinds: Mapping[str, str]
    """The kinds of the words that are special in a phrase (rules/words/indicator_words)."""
    directions: Mapping[str, str]
    """Which way the words of change point (rules/words/change_words)."""
    tells_change: bool
    """Whether one of them stands in the sentence."""
    lefts: dict[int, int]
    """What `beside.left_of` has found, by the position of the figure."""
    patterns: Patterns
    _cues: dict[str, list[Cue]]

    def cues(self, kind: str) -> Sequence[Cue]:
        """The cues of one kind in the sentence, looked for once."""
        if kind not in self.patterns:
            return ()
        found = self._cues.get(kind)
        if found is None:
            found = find_cues(self.page, self.patterns[kind], self.sentence)
            self._cues[kind] = found
        return found

    def cue_at(self, kind: str, offset: int) -> Cue | None:
        """The cue that begins at an offset, or after one blank."""
        cues = self.cues(kind) if kind in self.patterns else ()
        if not cues:
            return None
        blank = offset + (self.text(offset, offset + 1) == " ")
        return next((cue for cue in cues if offset <= cue.start <= blank), None)

    def date_at(self, at: int) -> Date | None:
        """The date at a position, None if there is none: a duration is no date."""
        date = self.mentions.get(at)
        return date if isinstance(date, Date) and date.type == "DATE" else None

    def listed(self, word_list: str, word: str) -> bool:
        """Whether a word stands in a list of rules/words."""
        return word in self.rules.words[word_list].rows

    def case(self, at: int) -> tuple[str, str]:
        """The particle of a figure or of the nouns after it, and these: "3개 학년에서"."""
        end = at + 1
        while end < len(self.items) and self.items[end].tag in NOMINAL and end < at + 4:
            end += 1
        ends = end < len(self.items) and self.items[end].tag.startswith("J")
        nouns = "".join(item.form for item in self.items[at + 1 : end])
        return (self.items[end].form if ends else "", nouns)

    def like_particle(self, at: int) -> bool:
        """Whether a connective ends a verb that serves as a particle: "조성에 따라"."""
        verb = self.items[at - 1]
        return at > 0 and verb.tag == "VV" and self.listed("postpositional_verbs", verb.form)

    def compares(self, at: int) -> bool:
        """Whether a verb or connective is part of the words of comparison: "작년에 비해"."""
        start = self.items[at].start
        return any(cue.start <= start < cue.end for cue in self.cues("baseline"))

    def text(self, start: int, end: int) -> str:
        """Characters of the page."""
        return self.page.text[start:end]


def read_line(
    page: Page, sentence: Sentence, mentions: Sequence[Mention], patterns: Patterns, rules: Rules
) -> Line:
    """A sentence of the page with the mentions in it, and the patterns of cues that it may have."""
    items, placed = read_items(page, sentence, mentions)
    quantities: dict[int, Quantity] = {}
    dates: list[int] = []
    names: list[int] = []
    particles: dict[int, Item] = {}
    for at, mention in placed.items():
        if isinstance(mention, Entity):
            names.append(at)
            continue
        if isinstance(mention, Date):
            dates.append(at)
        else:
            quantities[at] = _quantity(mention)
        if particle := _particle(items, at):
            particles[at] = particle
    directions = rules.words["change_words"].column("direction")
    bracketed = page.masked.find("(", sentence.start, sentence.end) >= 0
    return Line(
        page=page,
        sentence=sentence,
        printed=page.text[sentence.start : sentence.end],
        items=items,
        rules=rules,
        facts=tuple(quantities),
        dates=tuple(dates),
        names=tuple(names),
        mentions=placed,
        quantities=quantities,
        particles=particles,
        openings=_openings(items) if bracketed else (-1,) * len(items),
        kinds=rules.words["indicator_words"].column("kind"),
        directions=directions,
        tells_change=not directions.keys().isdisjoint([item.form for item in items]),
        lefts={},
        patterns=patterns,
        _cues={},
    )


def _quantity(figure: Candidate) -> Quantity:
    if not isinstance(figure.reading, Quantity):
        raise TypeError(f"no figure at {figure.start}")
    return figure.reading


def _particle(items: Sequence[Item], at: int) -> Item | None:
    """The particle that touches the item at a position."""
    if at + 1 == len(items):
        return None
    following = items[at + 1]
    touching = following.start == items[at].end
    return following if touching and following.tag.startswith("J") else None


def _openings(items: Sequence[Item]) -> tuple[int, ...]:
    found: list[int] = []
    open_now: list[int] = []
    for at, item in enumerate(items):
        if item.form == ")" and open_now:
            open_now.pop()
        found.append(open_now[-1] if open_now else -1)
        if item.form == "(":
            open_now.append(at)
    return tuple(found)
