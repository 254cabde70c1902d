"""`make bench`: both sides in turn over the same articles on the same cores, medians of rounds."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.corpus import write_corpus
from bench.memory import Peak
from pipeline.batch import default_jobs

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Lap:
    """One run of one side."""

    load: float
    seconds: float
    peak: int
    cpu: float = 0.0


def lap(side: str, articles: Path, out: Path, jobs: int) -> Lap:
    """Run one side in a process of its own and watch its memory."""
    before = os.times()
    command = [sys.executable, "-m", "bench.sides", side, str(articles), str(out), str(jobs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = Peak(process.pid)
        told, _ = process.communicate()
        largest = peak.stop()
    if process.returncode:
        raise SystemExit(f"{side} failed with exit code {process.returncode}")
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Lap(**json.loads(told.splitlines()[-1]), peak=largest, cpu=cpu)


def bench(number: int, rounds: int, jobs: int) -> str:
    """The report of all rounds."""
    laps: dict[str, list[Lap]] = {"kiwi": [], "whole": []}
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        characters = write_corpus(SEEDS, articles, number)
        for _ in range(rounds):
            for side, done in laps.items():
                done.append(lap(side, articles, Path(folder) / "out", jobs))
    return report(laps, number, characters, jobs)


def report(laps: dict[str, list[Lap]], number: int, characters: int, jobs: int) -> str:
    """Figures for people, the ratios last."""
    lines = [f"{number:,} articles, {characters:,} characters, {jobs} workers, medians of rounds"]
    for side, done in laps.items():
        seconds = median(lap.seconds for lap in done)
        lines.append(
            f"{side:<6} {seconds:7.2f} s  {number / seconds:7.1f} articles/s"
            f"  {characters / seconds:10,.0f} characters/s"
            f"  loading {median(lap.load for lap in done):.2f} s"
            f"  CPU {median(lap.cpu for lap in done):.1f} s"
            f"  peak {max(lap.peak for lap in done) / 1e9:.2f} GB"
        )
    pairs = list(zip(laps["whole"], laps["kiwi"], strict=True))
    ratio = median(a.seconds / b.seconds for a, b in pairs)
    loaded = median((a.seconds + a.load) / (b.seconds + b.load) for a, b in pairs)
    lines.append(f"ratio  {ratio:.3f} whole extraction / bare Kiwi ({loaded:.3f} with loading)")
    if all(b.cpu for _, b in pairs):
        # On a machine that others use too, this says more than the clock.
        cpu = median(a.cpu / b.cpu for a, b in pairs)
        lines.append(f"       {cpu:.3f} by processor time, loading included")
    return "\n".join(lines)


def main() -> None:
    """Parse the command line and print the report."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=default_jobs())
    options = parser.parse_args()
    sys.stdout.write(bench(options.articles, options.rounds, options.jobs) + "\n")


if __name__ == "__main__":
    main()
