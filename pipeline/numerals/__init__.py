"""Any Korean number: regex sources that find one in text, and readers that give its exact value."""

from pipeline.numerals.canvas import BLOT, blot_figures
from pipeline.numerals.patterns import (
    DIGITS,
    LEFT_EDGE,
    NATIVE,
    NUMBER,
    RANGE,
    SINO,
    SYLLABLES,
    VAGUE,
    WORDS,
)
from pipeline.numerals.reader import Number, read_number
from pipeline.numerals.shares import read_fraction, read_ordinal

__all__ = [
    "BLOT",
    "DIGITS",
    "LEFT_EDGE",
    "NATIVE",
    "NUMBER",
    "RANGE",
    "SINO",
    "SYLLABLES",
    "VAGUE",
    "WORDS",
    "Number",
    "blot_figures",
    "read_fraction",
    "read_number",
    "read_ordinal",
]
