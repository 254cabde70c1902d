"""Headings of a schedule by places: ◇나주시, and below it whose mayor and whose hall."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Entity
from pipeline.page import Page

_HEADING = re.compile(r"^[◇◆□■○●◎☆★❍▶▷] ?(?P<name>[^\n]{1,30})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Headings:
    """Where lines of a mark and a name stand, and the code of the region that is the name.

    A heading that names no region (◇대전시교육청) has an empty code: what stands below it is not
    the place's above.
    """

    starts: Sequence[int]
    codes: Sequence[str]

    def above(self, at: int) -> str:
        """The code of the heading that an offset stands under, empty if it is of no region."""
        index = bisect_right(self.starts, at) - 1
        return self.codes[index] if index >= 0 else ""


def headings_of(regions: Sequence[Entity], page: Page) -> Headings:
    """The headings of a page; none where fewer than two of them name a region."""
    lines = list(_HEADING.finditer(page.text))
    if len(lines) < 2:
        return Headings((), ())
    code_of = {(r.start, r.end): r.entity_id.removeprefix("region:") for r in regions}
    codes = [code_of.get(line.span("name"), "") for line in lines]
    if sum(map(bool, codes)) < 2:
        return Headings((), ())
    return Headings([line.start() for line in lines], codes)
