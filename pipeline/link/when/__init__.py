"""Turns the fields of one time expression into a moment, given what it may refer to.

In: fields as value.timex writes them, and an Anchor: the publication date and the dates named
before. Out: a Resolved, whose basis says what decided. What the anchor does not give stays X.
"""

from __future__ import annotations

from pipeline.link.when.anchor import Anchor, Fields, Resolved, end_of
from pipeline.link.when.other import FORMS
from pipeline.link.when.single import single
from pipeline.link.when.spans import pair, several, stretch

__all__ = ["Anchor", "Resolved", "end_of", "resolve"]


def resolve(fields: Fields, anchor: Anchor) -> Resolved:
    """Resolve one expression.

    Raises ImpossibleDateError where the calendar has no such date.
    """
    if not FORMS.keys().isdisjoint(fields):
        return next(form for key, form in FORMS.items() if key in fields)(fields, anchor)
    form = fields.get("form", "")
    if form == "range":
        return stretch(fields, anchor)
    if form == "list":
        return several(fields, anchor)
    if "sub_to" in fields:
        ends = (single({**fields, "sub": fields[key]}, anchor) for key in ("sub", "sub_to"))
        return pair(*ends)
    return single(fields, anchor)
