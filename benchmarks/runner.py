"""Runs a tool over many photos, in several processes when asked, each with its own models."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import get_context

import cv2

from benchmarks.measure import Record, measure
from benchmarks.run_log import RunLog
from benchmarks.tools import Tool, make_tool
from phiscan.evaluation.truth import TruthPhoto

_ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS")
_tool: Tool | None = None


def run(
    tool_name: str,
    photos: Sequence[TruthPhoto],
    log: RunLog,
    *,
    jobs: int = 1,
    explain: bool = False,
) -> None:
    """Measure the photos that the log does not hold yet; progress goes to stderr."""
    done = log.read()
    todo = [photo for photo in photos if photo.path.name not in done]
    if not todo:
        return
    count = len(photos) - len(todo)
    measured = _one_by_one if jobs <= 1 else _in_processes
    for record in measured(tool_name, todo, min(jobs, len(todo)), explain):
        log.append(record)
        count += 1
        leaks = sum(e.leaked_published for e in record.entries if e.is_text)
        print(
            f"{tool_name} {count}/{len(photos)} {record.photo.photo}: {leaks} leaks published, "
            f"{record.photo.seconds:.1f} s",
            file=sys.stderr,
            flush=True,
        )


def _one_by_one(
    tool_name: str, photos: Sequence[TruthPhoto], _jobs: int, explain: bool
) -> Iterator[Record]:
    with _closing(make_tool(tool_name)) as tool:
        for photo in photos:
            yield measure(tool, photo, explain=explain)


def _closing(tool: Tool) -> AbstractContextManager[Tool]:
    """Return a context that ends a peer's process; phiscan has none."""
    return tool if isinstance(tool, AbstractContextManager) else nullcontext(tool)


def _in_processes(
    tool_name: str, photos: Sequence[TruthPhoto], jobs: int, explain: bool
) -> Iterator[Record]:
    """Yield records as they are done: processes times threads are the cores, never more."""
    for name in _ONE_THREAD:
        os.environ[name] = "1"  # read by the libraries when a child imports them
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(tool_name,)
    ) as pool:
        waiting = [pool.submit(_measure, photo, explain) for photo in photos]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _start(tool_name: str) -> None:
    global _tool  # noqa: PLW0603  # a pool's process has no other place for its models
    cv2.setNumThreads(1)
    _tool = make_tool(tool_name, threads=1)


def _measure(photo: TruthPhoto, explain: bool) -> Record:
    assert _tool is not None
    return measure(_tool, photo, explain=explain)
