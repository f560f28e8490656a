"""Processes that look at photos: one photo's crash, hang or hunger for memory costs that photo.

Each worker is a loky executor of one process, and it holds one task at a time. So whoever dies is
known to have died of that task, no other task is lost with it, and no pipe is shared that a dying
process could leave locked. loky starts the processes (without running the caller's main module
again), notices their end, and kills them with what they started. What it has not, limits of time
and memory, is watched from here; so is growth, for which loky compares with the process before its
models were opened and would replace it again and again.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import contextmanager, suppress
from queue import LifoQueue
from typing import TYPE_CHECKING, Any, TypeVar

from phiscan.errors import PhiscanError, UnreadableError

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

TRIES = 2
"""Who crashes may have been killed by mistake (by the system, short of memory): tried once more."""
START_LIMIT_S = 120.0
_GLANCE_S = 0.1
"""How often a busy worker's memory is looked at: it can take some 300 MB in that time."""
_LEAST_TASKS = 20
"""A worker that has grown is not replaced sooner: opening the models again takes a while."""

_TRACKER_LOCK = threading.Lock()

CRASHED = "the check crashed on it"
HUNG = "it was still being looked at after the time limit and was stopped"
TOO_BIG = "it took more memory than one photo may (--max-worker-memory) and was stopped"
STOPPED = "the run was stopped before it was looked at"

Done = TypeVar("Done")


class LostPhotoError(UnreadableError):
    """The process that looked at a photo had to be given up; says why in plain words."""


class StoppedError(LostPhotoError):
    """The run ended; the photo is not to blame."""


class _CrashedError(LostPhotoError):
    """The process ended by itself."""


class StartError(PhiscanError):
    """No worker process can be started here."""


class Workers:
    """So many processes at most, each started when there is work for it and kept.

    `prepare(*args)` runs once in each process before its first task; `variables` are added to its
    environment. A task that takes more memory than `max_bytes` is given up; a process that holds
    more than `usual_bytes` after a task is replaced. `run` may be called from many threads. Use as
    a context manager.
    """

    def __init__(
        self,
        count: int,
        prepare: Callable[..., None],
        args: tuple[Any, ...] = (),
        *,
        max_bytes: float = math.inf,
        usual_bytes: float = math.inf,
        variables: dict[str, str] | None = None,
    ) -> None:
        limits = (max_bytes, usual_bytes)
        self._workers = [_Worker(prepare, args, limits, variables) for _ in range(count)]
        # The one used last is used next: little work wakes few processes.
        self._free: LifoQueue[_Worker] = LifoQueue()
        for worker in reversed(self._workers):
            self._free.put(worker)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, task: Callable[..., Done], *args: Any, limit_s: float = math.inf) -> Done:
        """Return task(*args), done in the next free process; task and arguments are pickled.

        Raises what the task raises, LostPhotoError when its process crashed (in each of two
        tries), took longer than `limit_s` or more memory than allowed, and StartError when no
        process can be started.
        """
        worker = self._free.get()
        try:
            for _ in range(TRIES - 1):
                with suppress(_CrashedError):
                    return worker.run(task, args, limit_s)
            return worker.run(task, args, limit_s)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        """End all processes now; whoever waits for one gets StoppedError."""
        for worker in self._workers:
            worker.stop()


class _Worker:
    """One process, replaced after it had to be given up."""

    def __init__(
        self,
        prepare: Callable[..., None],
        args: tuple[Any, ...],
        limits: tuple[float, float],
        variables: dict[str, str] | None,
    ) -> None:
        self._prepare, self._args = prepare, args
        self._max_bytes, self._usual_bytes = limits
        self._variables = variables
        self._executor: ProcessPoolExecutor | None = None
        self._tasks = 0
        self._lock = threading.Lock()
        self._is_stopped = False

    def run(self, task: Callable[..., Done], args: tuple[Any, ...], limit_s: float) -> Done:
        """Do one task; see Workers.run."""
        memory = _memory_meter(self._wake())
        self._tasks += 1
        try:
            return self._await(self._submit(task, *args), limit_s, memory)
        finally:
            if self._tasks >= _LEAST_TASKS and memory() > self._usual_bytes:
                self._give_up()

    def stop(self) -> None:
        """End the process and start no other."""
        with self._lock:
            self._is_stopped = True
        self._give_up()

    def _wake(self) -> int:
        """Return the pid of a process that answers, starting one if need be."""
        for _ in range(TRIES):
            with suppress(LostPhotoError):
                return self._await(self._submit(os.getpid), START_LIMIT_S)
            if self._is_stopped:
                raise StoppedError(STOPPED)
        raise StartError("no process that looks at photos can be started here; try --jobs 0")

    def _submit(self, task: Callable[..., Done], *args: Any) -> Future[Done]:
        from loky import ProcessPoolExecutor

        with self._lock:
            if self._is_stopped:
                raise StoppedError(STOPPED)
            if self._executor is None:
                self._tasks = 0
                _start_tracker()
                self._executor = ProcessPoolExecutor(
                    1,
                    initializer=_begin,
                    initargs=(os.getpid(), self._prepare, self._args),
                    env=self._variables,
                )
            try:
                future: Future[Done] = self._executor.submit(task, *args)
            except BrokenExecutor:  # it died while it had nothing to do
                future = Future()
                future.set_exception(BrokenExecutor())
            return future

    def _await(
        self, future: Future[Done], limit_s: float, memory: Callable[[], int] = lambda: 0
    ) -> Done:
        until = time.monotonic() + limit_s
        while not wait([future], timeout=_GLANCE_S).done:
            if time.monotonic() > until:
                self._lose(HUNG)
            if memory() > self._max_bytes:
                self._lose(TOO_BIG)
        try:
            return future.result()
        except BrokenExecutor:
            self._give_up()
            if self._is_stopped:
                raise StoppedError(STOPPED) from None
            raise _CrashedError(CRASHED) from None
        except RuntimeError as error:
            if not self._is_stopped:
                raise
            raise StoppedError(STOPPED) from error

    def _lose(self, reason: str) -> None:
        self._give_up()
        raise LostPhotoError(reason)

    def _give_up(self) -> None:
        """Kill the process and all it started; the next task gets a new one."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, kill_workers=True)


def _start_tracker() -> None:
    """Start loky's watcher of semaphores such that it cleans up without a word.

    What a killed process held it counts as leaked and tells the terminal so when the run is over,
    though it gives it back itself.
    """
    from loky.backend import resource_tracker

    with _TRACKER_LOCK, _added_to_environ("PYTHONWARNINGS", "ignore:resource_tracker:UserWarning"):
        resource_tracker.ensure_running()


@contextmanager
def _added_to_environ(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = f"{before},{value}" if before else value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _memory_meter(pid: int) -> Callable[[], int]:
    """Return a function that tells the bytes of memory a process holds, 0 once it is gone."""
    import psutil

    def held() -> int:
        with suppress(psutil.Error):
            return int(psutil.Process(pid).memory_info().rss)
        return 0

    return held


def _begin(parent: int, prepare: Callable[..., None], args: tuple[Any, ...]) -> None:
    """Make a fresh process ready. Runs in the worker."""
    import signal

    from loky import process_executor

    # A crash is told in a plain sentence; the report that loky turns on otherwise shows paths.
    os.environ["PYTHONFAULTHANDLER"] = "0"
    process_executor._USE_PSUTIL = False  # growth is watched by the parent; no public switch
    # Ctrl-C reaches every process of the terminal; the first one decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    prepare(*args)


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
