"""A text with its figures blotted out, for rules that only ask where a figure stands.

Sixty rules begin with a figure; reading 3만5000 anew for each costs more than everything else. So
figures are found once, and rules match one placeholder: FIRST for a figure's first character,
REST for the others. Length and offsets stay, so the figure itself is read from the text.
"""

import re

from pipeline.numerals.patterns import FIGURE

FIRST, REST = "\ue000", "\ue001"
BLOT: str = f"{FIRST}{REST}*+"
"""What stands for a figure in a pattern that runs over the blotted text."""
_FIGURE = re.compile(FIGURE)


def blot_figures(text: str) -> str:
    """Replace every figure by placeholders of its length.

    >>> blot_figures("약 3만5000여 명").replace(FIRST, "#").replace(REST, "#")
    '약 ####### 명'
    """
    return _FIGURE.sub(lambda found: FIRST + REST * (len(found[0]) - 1), text)
