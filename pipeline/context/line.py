"""What the readers of one sentence share: its items, its text and the word lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.context.cues import Cue, find_cues
from pipeline.context.items import Item
from pipeline.model import Candidate, Quantity, Sentence
from pipeline.page import Page
from pipeline.rules import Rules


@dataclass(frozen=True)
class Line:
    """One sentence with a figure in it."""

    page: Page
    sentence: Sentence
    items: tuple[Item, ...]
    rules: Rules
    _cues: dict[str, list[Cue]] = field(default_factory=dict, repr=False)

    def cues(self, kind: str) -> list[Cue]:
        """The cues of one kind in the sentence, looked for once."""
        if kind not in self._cues:
            start, end = self.sentence.start, self.sentence.end
            self._cues[kind] = find_cues(self.page, self.rules, kind, start, end)
        return self._cues[kind]

    def cue_at(self, kind: str, offset: int) -> Cue | None:
        """The cue that begins at an offset, or after one blank."""
        blank = offset + (self.text(offset, offset + 1) == " ")
        return next((cue for cue in self.cues(kind) if offset <= cue.start <= blank), None)

    @cached_property
    def facts(self) -> tuple[int, ...]:
        """Positions of the figures."""
        return tuple(at for at, item in enumerate(self.items) if item.tag == "FACT")

    @cached_property
    def _openings(self) -> tuple[int, ...]:
        """For every item the position of the parenthesis that it stands in, -1 for none."""
        found: list[int] = []
        open_now: list[int] = []
        for at, item in enumerate(self.items):
            if item.form == ")" and open_now:
                open_now.pop()
            found.append(open_now[-1] if open_now else -1)
            if item.form == "(":
                open_now.append(at)
        return tuple(found)

    def quantity(self, at: int) -> Quantity:
        """What the figure at a position says."""
        candidate = self.items[at].ref
        if not isinstance(candidate, Candidate) or not isinstance(candidate.reading, Quantity):
            raise TypeError(f"no figure at {at}")
        return candidate.reading

    def listed(self, word_list: str, word: str) -> bool:
        """Whether a word stands in a list of rules/words."""
        return word in self.rules.words[word_list]

    def particle(self, at: int) -> Item | None:
        """The particle that touches the item at a position."""
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        touching = following is not None and following.start == self.items[at].end
        return following if touching and following and following.tag.startswith("J") else None

    def case(self, at: int) -> tuple[str, str]:
        """The particle of a figure or of the nouns after it, and these: "3개 학년에서"."""
        end = at + 1
        while end < len(self.items) and self.items[end].nominal and end < at + 4:
            end += 1
        ends = end < len(self.items) and self.items[end].tag.startswith("J")
        nouns = "".join(item.form for item in self.items[at + 1 : end])
        return (self.items[end].form if ends else "", nouns)

    def like_particle(self, at: int) -> bool:
        """Whether a connective ends a verb that serves as a particle: "조성에 따라"."""
        verb = self.items[at - 1]
        return at > 0 and verb.tag == "VV" and self.listed("postpositional_verbs", verb.form)

    def opened_at(self, at: int) -> int:
        """Position of the opening parenthesis that the item stands in, -1 if in none."""
        return self._openings[at]

    def text(self, start: int, end: int) -> str:
        """Characters of the page."""
        return self.page.text[start:end]
