"""The benchmark measures what it says; how fast it is, no test asserts."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from bench.__main__ import Lap, report
from bench.corpus import vary, write_corpus
from bench.memory import Peak, proportional, tree
from pipeline.read import read

SEEDS = Path(__file__).parent.parent / "seeds"


def test_copies_differ_in_figures_and_agree_in_length(tmp_path: Path) -> None:
    number = 60
    characters = write_corpus(SEEDS, tmp_path, number)
    documents = list(read([tmp_path]))
    assert len(documents) == number
    texts = [getattr(document, "text", "") for document in documents]
    assert sum(map(len, texts)) == characters
    assert len(set(texts)) > number * 0.9  # one article has few long figures
    assert vary("올해 1,284명", random.Random(1)) != vary("올해 1,284명", random.Random(2))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_memory_is_that_of_the_tree() -> None:
    assert tree(os.getpid())[0] == os.getpid()
    assert proportional(os.getpid()) > 1_000_000
    assert Peak(os.getpid(), interval=0.01).stop() >= 0


def test_the_ratio_is_that_of_paired_rounds() -> None:
    laps = {
        "kiwi": [Lap(1.0, 10.0, 1), Lap(1.0, 20.0, 1), Lap(1.0, 10.0, 1)],
        "whole": [Lap(2.0, 5.0, 10**9), Lap(2.0, 18.0, 1), Lap(2.0, 7.0, 1)],
    }
    lines = report(laps, 100, 5000, 2)
    assert "ratio  0.700" in lines
    assert "peak 1.00 GB" in lines
