"""Processor time and memory of a process with all that it started."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

import psutil

MB = 1e6
_SELDOM = 12
"""Every so many looks shared pages are told apart."""


@dataclass(frozen=True)
class Memory:
    """Megabytes of a process tree: `resident` counts shared pages in each process, `share` once."""

    resident: float = 0.0
    share: float = 0.0

    def most(self, other: Memory) -> Memory:
        """Return the larger of each."""
        return Memory(max(self.resident, other.resident), max(self.share, other.share))


def tree(pid: int) -> Iterator[psutil.Process]:
    """Yield a process and all below it that are alive."""
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        yield root
        yield from root.children(recursive=True)


def cpu_s(pid: int) -> float:
    """Return the processor seconds of a tree so far, children that ended and were awaited too."""
    total = 0.0
    for process in tree(pid):
        with suppress(psutil.Error):
            total += sum(process.cpu_times()[:4])
    return total


def resident(*pids: int) -> float:
    """Return the megabytes that trees hold now, shared pages counted in each process."""
    total = 0.0
    for process in (p for pid in pids for p in tree(pid)):
        with suppress(psutil.Error):
            total += process.memory_info().rss / MB
    return total


def share(*pids: int) -> float:
    """Return the same, shared pages counted once; 0 where the system does not tell.

    Asking takes some 10 ms a process: seldom, while others are under the clock.
    """
    total = 0.0
    for process in (p for pid in pids for p in tree(pid)):
        with suppress(psutil.Error):
            total += getattr(process.memory_full_info(), "pss", 0) / MB
    return total


class PeakMemory:
    """Looks at the memory of trees a few times a second while open; `peak` is the most seen."""

    def __init__(self, *pids: int, every_s: float = 0.25) -> None:
        self.peak = Memory()
        self._pids, self._every_s = pids, every_s
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        for look in itertools.count():
            shared = 0.0 if look % _SELDOM else share(*self._pids)
            self.peak = self.peak.most(Memory(resident(*self._pids), shared))
            if self._over.wait(self._every_s):
                return

    def __enter__(self) -> PeakMemory:
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._watch.join()
