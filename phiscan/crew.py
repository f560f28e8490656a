"""A Scanner in each of several worker processes: how many, with how many threads and bytes."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from phiscan.options import BatchOptions, ScanOptions
from phiscan.scanner import Scanner
from phiscan.workers import StartError, Workers

GRACE_S = 15.0
"""How long after its time limit a photo may take to come to an end by itself."""
BYTES_A_WORKER = 1_500_000_000
"""Memory that must be free for one more process to be started without being asked for."""
_MEMORY_SHARE = 0.8
"""The part of this computer's memory that all workers together may take."""
_CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")

Done = TypeVar("Done")


class Crew:
    """Does tasks that need a Scanner, each in a process of its own; serves many threads.

    Where no process can be started, tasks are done here, one at a time.
    """

    def __init__(self, scanner: Scanner, batch: BatchOptions) -> None:
        self.size = batch.jobs or fitting_jobs(scanner.options)
        threads = scanner.options.threads or max(1, cores() // self.size)
        self._own = scanner
        self._own_turn = threading.Lock()
        self._workers = Workers(
            self.size,
            _prepare,
            (_recipe(scanner, threads), threads),
            max_bytes=batch.max_worker_memory * 1e6 or _MEMORY_SHARE * memory_bytes() / self.size,
            usual_bytes=BYTES_A_WORKER,
            # The limit is for Tesseract: its threads gain little and, on a busy machine, wait for
            # each other without end.
            variables={"OMP_NUM_THREADS": str(threads), "OMP_THREAD_LIMIT": "1"},
        )

    def run(self, task: Callable[..., Done], *args: Any, looks: int = 1) -> Done:
        """Return task(scanner, *args), done by a worker's scanner.

        `looks` is how many times the time limit for a photo the task may take. Raises what the
        task raises, and LostPhotoError when its process had to be given up.
        """
        limit_s = self._own.options.timeout_s * looks + GRACE_S
        try:
            done: Done = self._workers.run(
                _with_scanner, task, args,
                limit_s=limit_s if self._own.options.timeout_s else math.inf,
            )  # fmt: skip
            return done
        except StartError:
            with self._own_turn:
                return task(self._own, *args)

    def stop(self) -> None:
        """End all processes now."""
        self._workers.stop()


def cores() -> int:
    """Return the processor cores that this process may use, a container's share counted."""
    from loky import cpu_count

    return int(cpu_count(only_physical_cores=True))


def fitting_jobs(options: ScanOptions) -> int:
    """Return how many workers run at full speed: one a core where memory is free, one a GPU."""
    import psutil

    from phiscan._runtime import is_on_gpu

    if is_on_gpu(options):
        return 1

    free = min(psutil.virtual_memory().available, memory_bytes())
    return max(1, min(cores(), int(free // BYTES_A_WORKER)))


def memory_bytes() -> int:
    """Return this computer's memory, or a container's share of it."""
    import psutil

    limits = [int(psutil.virtual_memory().total)]
    for path in _CGROUP_LIMITS:
        with suppress(OSError, ValueError):  # "max", or no such control group
            limits.append(int(Path(path).read_text()))
    return min(limits)


Recipe = tuple[type[Scanner], ScanOptions, Any, Any]


def _recipe(scanner: Scanner, threads: int) -> Recipe:
    """Return what a scanner like this one is made of; can be pickled, which a scanner cannot."""
    options = replace(scanner.options, threads=threads)
    return type(scanner), options, scanner.policy, scanner.terms


_own_scanner: list[Scanner] = []
"""The scanner of this worker process."""


def _prepare(recipe: Recipe, threads: int) -> None:
    """Make this worker's scanner. Models are opened with the first photo that needs them."""
    import cv2

    # Now, not within the time limit of the first photo.
    for part in ("detectors", "filters", "load", "metadata", "ocr", "rules"):
        import_module(f"phiscan.{part}")
    cv2.setNumThreads(threads)
    kind, options, policy, terms = recipe
    scanner = kind(options, policy)
    scanner.terms = terms  # the file may have changed since
    _own_scanner[:] = [scanner]


def _with_scanner(task: Callable[..., Done], args: tuple[Any, ...]) -> Done:
    return task(_own_scanner[0], *args)
