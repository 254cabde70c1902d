"""Morphemes: Kiwi behind one typed adapter, asked for only where a rule needs them.

In: a sentence of the normalised text. Out: its morphemes with offsets. Tokenising costs more than
everything else together, so a page hands over single sentences, and only once each.
"""

from __future__ import annotations

import functools
import warnings
from typing import Any

from pipeline.model import Morpheme

_UNKNOWN = frozenset({2, 3})
"""Kiwi's ids of a common and a proper noun that stand for whatever its dictionary lacks."""

OPTIONS = {"z_coda": False}
"""How Kiwi is asked: consonants hung on in chats (했음ㅋ, 갔닼) are not looked for, which takes a
tenth of the time and reads 관 as 과 once in a while."""

SETTINGS = {"cutoff_threshold": 5.0}
"""How far behind the best reading of a sentence's beginning another may be and still be followed
(Kiwi's own is 8): a sixth less time, for 1 in 2,000 morphemes that differ."""


@functools.cache
def _kiwi() -> Any:
    """One Kiwi per process; loaded before workers are forked, they share its memory."""
    from kiwipiepy import Kiwi  # heavy: 1 s and 330 MB

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        kiwi = Kiwi(num_workers=0, load_multi_dict=False)
    for name, setting in SETTINGS.items():
        setattr(kiwi.global_config, name, setting)
    return kiwi


def load() -> None:
    """Load the model now rather than at the first sentence."""
    _kiwi()


def tokenize(text: str, start: int = 0) -> tuple[Morpheme, ...]:
    """The morphemes of a text that begins at `start`; a contracted morpheme may be empty.

    >>> [(m.form, m.tag) for m in tokenize("두 곳의")]
    [('두', 'MM'), ('곳', 'NNG'), ('의', 'JKG')]
    """
    return tuple(
        Morpheme(
            token.form, token.tag, token.start + start, token.end + start, token.id not in _UNKNOWN
        )
        for token in _kiwi().tokenize(text, **OPTIONS)
    )
