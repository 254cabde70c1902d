"""The two sides, each in a fresh process: `python -m bench.sides whole|kiwi FOLDER OUT JOBS`.

Prints one line of JSON: seconds to load, seconds to do all articles.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter


def whole(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Read, extract and write with `jobs` workers."""
    begin = perf_counter()
    from pipeline.read import read
    from pipeline.run import Extraction, extract_folder

    extraction = Extraction()
    extraction.warm()
    loaded = perf_counter()
    extract_folder(extraction, read([folder]), out, jobs)
    return loaded - begin, perf_counter() - loaded


def kiwi(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Bare Kiwi over the raw texts, with as many threads of its own."""
    begin = perf_counter()
    from kiwipiepy import Kiwi

    tokenizer = Kiwi(num_workers=jobs, load_multi_dict=False)
    tokenizer.tokenize("하나")
    loaded = perf_counter()
    texts = (path.read_text("utf-8") for path in sorted(folder.iterdir()))
    tokens = sum(len(found) for found in tokenizer.tokenize(texts))
    seconds = perf_counter() - loaded
    if not tokens:
        raise RuntimeError("nothing was tokenised")
    return loaded - begin, seconds


if __name__ == "__main__":
    side, folder, out, jobs = sys.argv[1:]
    load, seconds = {"whole": whole, "kiwi": kiwi}[side](Path(folder), Path(out), int(jobs))
    sys.stdout.write(json.dumps({"load": load, "seconds": seconds}) + "\n")
