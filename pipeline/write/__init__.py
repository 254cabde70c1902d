"""Write stage: articles become CSV tables, JSON Lines and a description of both.

In: articles. Out: `Part`, the bytes that they add to each file, and `Outputs`, the folder that
takes parts in order and appears whole or not at all. Drops: nothing.
"""

from __future__ import annotations

from pipeline.write.datapackage import datapackage
from pipeline.write.folder import BusyError, Outputs
from pipeline.write.part import RECORDS, Part, encode, encode_checks, encode_problems, joined

__all__ = [
    "RECORDS",
    "BusyError",
    "Outputs",
    "Part",
    "datapackage",
    "encode",
    "encode_checks",
    "encode_problems",
    "joined",
]
