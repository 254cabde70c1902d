"""Many workers: the same results in the same order, whatever happens to a worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.model import Document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")


def documents(number: int) -> list[Document]:
    return [Document(doc_id=str(i), text=f"text {i}") for i in range(number)]


def names(part: Sequence[Document]) -> list[str]:
    return [d.doc_id for d in part]


def lost(document: Document) -> list[str]:
    return [f"lost {document.doc_id}"]


def joined(results: object) -> list[str]:
    return [name for part in results for name in part]  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, 7, 40])
def test_order_is_kept(jobs: int, number: int) -> None:
    found = list(batch.run(names, iter(documents(number)), jobs, lost, part=3))
    assert joined(found) == names(documents(number))
    assert [len(part) for part in found[:-1]] == [3] * (len(found) - 1)


def test_workers_are_other_processes() -> None:
    pids = set(batch.run(lambda part: os.getpid(), documents(40), 2, lambda d: 0, part=2))
    assert os.getpid() not in pids


def test_a_worker_killed_once_costs_nothing(tmp_path: Path) -> None:
    flag = tmp_path / "killed"

    def work(part: Sequence[Document]) -> list[str]:
        if "5" in names(part) and not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return names(part)

    found = batch.run(work, documents(30), 2, lost, part=3)
    assert joined(found) == names(documents(30))
    assert flag.exists()


def test_a_document_that_kills_is_set_aside_alone() -> None:
    def work(part: Sequence[Document]) -> list[str]:
        if {"4", "17"} & set(names(part)):
            os.kill(os.getpid(), signal.SIGKILL)
        return names(part)

    found = joined(batch.run(work, documents(24), 2, lost, part=4))
    wanted = names(documents(24))
    assert found == [f"lost {n}" if n in {"4", "17"} else n for n in wanted]


def test_documents_are_not_read_far_ahead() -> None:
    taken = 0

    def stream() -> object:
        nonlocal taken
        for document in documents(400):
            taken += 1
            yield document

    results = batch.run(names, stream(), 2, lost, part=2)  # type: ignore[arg-type]
    next(results)
    assert taken < 40
    results.close()  # type: ignore[attr-defined]


def test_an_error_in_the_work_is_raised() -> None:
    def work(part: Sequence[Document]) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(batch.run(work, documents(10), 2, lost, part=2))


def test_workers_are_gone_when_the_results_are_no_longer_wanted(tmp_path: Path) -> None:
    def work(part: Sequence[Document]) -> int:
        if part[0].doc_id == "0":
            return os.getpid()
        (tmp_path / str(os.getpid())).touch()
        time.sleep(3600)
        return 0

    results = batch.run(work, documents(10), 2, lambda document: 0, part=1)
    next(results)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_worker_ignores_ctrl_c() -> None:
    def work(part: Sequence[Document]) -> list[str]:
        os.kill(os.getpid(), signal.SIGINT)
        return names(part)

    assert joined(batch.run(work, documents(9), 2, lost, part=3)) == names(documents(9))
