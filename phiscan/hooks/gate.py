"""The one gate behind every door of a server: a bounded queue, a time limit, and no third answer.

A door (HTTP, tusd, clamd, ICAP, a framework's upload) turns what it was sent into an `Upload` and
the `ScanResult` it gets back into its protocol's words. What is not let through within the time is
refused: a full queue raises `BusyError`, a check that hangs or breaks is a failed result.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Self, TypeVar

from phiscan.audit import AuditError, AuditLog
from phiscan.errors import PhiscanError
from phiscan.options import ScanOptions, resolve_options
from phiscan.policy import Context
from phiscan.scanner import Scanner, failed
from phiscan.types import RedactResult, ScanResult

DEADLINE_S = 12.0
"""Seconds from an upload's arrival to its answer: tusd and most proxies give up after 15."""
GRACE_S = 1.0
"""Seconds that a check may outlive its own time limit before it is given up as hanging."""
JOBS = 2
WAITING = 16
"""Uploads that may wait for their turn; one more is sent away with Retry-After."""
RETRY_AFTER_S = 2
MOST_BYTES = 100_000_000
"""Bytes of one upload that a server takes: a 200-megapixel phone photo stays below."""

Answer = TypeVar("Answer")


class BusyError(PhiscanError):
    """The queue is full: nothing was looked at, so nothing is let through; try again later."""

    retry_after_s = RETRY_AFTER_S

    def __init__(self) -> None:
        super().__init__("too many photos are being checked; try again in a moment")


@dataclass(frozen=True)
class Upload:
    """What a door was sent: a file's bytes or its path, its name, and the text that goes with it.

    `use` is what the photo is meant for (a policy's word such as "website"), for consent.
    """

    photo: bytes | Path = field(repr=False)
    name: str = field(repr=False)
    caption: str | None = field(default=None, repr=False)
    use: str | None = None


class Gate:
    """Checks uploads, at most `jobs` at a time and `waiting` more in the queue; thread-safe.

    Raises UsageError for options that cannot be used. Close it to let running checks finish.
    """

    def __init__(
        self,
        options: ScanOptions | None = None,
        *,
        scanner: Scanner | None = None,
        deadline_s: float = DEADLINE_S,
        jobs: int = JOBS,
        waiting: int = WAITING,
        audit: AuditLog | None = None,
    ) -> None:
        self.scanner = scanner or Scanner(options)
        self.deadline_s, self.audit = deadline_s, audit
        self.jobs, self.places = jobs, jobs + waiting
        self._taken = 0
        self._pool = ThreadPoolExecutor(jobs, thread_name_prefix="phiscan-gate")
        self._lock = threading.Lock()
        self._stuck = 0
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def is_alive(self) -> bool:
        """Whether a check can still be made: not every worker hangs in one that never ends."""
        return self._stuck < self.jobs

    @property
    def is_stuck(self) -> bool:
        """Whether a check hangs: its thread would keep the process from ending by itself."""
        return self._stuck > 0

    @property
    def taken(self) -> int:
        """Uploads that hold a place now."""
        return self._taken

    def scan(self, upload: Upload) -> ScanResult:
        """Return what is found; never raises but BusyError. A check out of time is `failed`."""
        with self.enter() as place:
            return place.scan(upload)

    def redact(self, upload: Upload) -> RedactResult:
        """Return the safe copy in `image`, proven, or why there is none; raises but BusyError."""
        with self.enter() as place:
            return place.redact(upload)

    @contextmanager
    def enter(self, door: str = "api") -> Iterator[Place]:
        """Take a place in the queue before the upload's bytes are read; BusyError when full.

        `door` is what the audit calls the way in.
        """
        with self._lock:
            if not self.is_alive or self._is_closed or self._taken >= self.places:
                raise BusyError
            self._taken += 1
        try:
            yield Place(self, door)
        finally:
            with self._lock:
                self._taken -= 1

    def close(self) -> None:
        """Take no more uploads and wait for running checks, unless one hangs."""
        self._is_closed = True
        self._pool.shutdown(wait=not self.is_stuck, cancel_futures=True)

    def within(
        self,
        look: Callable[[Upload, float], Answer],
        upload: Upload,
        refuse: Callable[[str], Answer],
    ) -> Answer:
        """Run one check in a worker and give up on it when its time is over."""
        until = time.monotonic() + self.deadline_s
        try:
            future = self._pool.submit(self._look, look, upload, until)
        except RuntimeError:  # the pool is closed: the server is stopping
            raise BusyError from None
        try:
            error = future.exception(timeout=self.deadline_s + GRACE_S)
        except TimeoutError:
            self._give_up(future)
            return refuse("the time limit was reached")
        except CancelledError:  # the server stopped while this one waited
            raise BusyError from None
        if error is not None:  # its message may hold content
            return refuse(f"the check broke off ({type(error).__name__})")
        return future.result()

    # -- inside ---------------------------------------------------------------------------------

    def _look(
        self, look: Callable[[Upload, float], Answer], upload: Upload, until: float
    ) -> Answer:
        # A turn that comes too late is refused by the scan's own limit, at once.
        return look(upload, max(0.001, until - time.monotonic()))

    def _give_up(self, future: Future[Answer]) -> None:
        """Count a check that does not end, until it ends after all."""
        if future.cancel():
            return
        with self._lock:
            self._stuck += 1
        future.add_done_callback(self._came_back)

    def _came_back(self, _: object) -> None:
        with self._lock:
            self._stuck -= 1


@dataclass(frozen=True)
class Place:
    """A place in a gate's queue, held from the first byte of an upload to its answer."""

    gate: Gate = field(repr=False)
    door: str = "api"

    def scan(self, upload: Upload) -> ScanResult:
        """See Gate.scan; what cannot be recorded is not let through."""
        result = self.gate.within(self._scan, upload, lambda reason: failed(upload.name, reason))
        problem = self._record(result, None)
        return result if problem is None else failed(upload.name, problem)

    def redact(self, upload: Upload) -> RedactResult:
        """See Gate.redact; what cannot be recorded is not handed out."""
        made = self.gate.within(self._redact, upload, lambda reason: _no_copy(upload, reason))
        seen = made.scan or failed(upload.name, made.reason)
        problem = self._record(seen, "safe copy" if made.verified else None)
        return made if problem is None else _no_copy(upload, problem)

    def _record(self, result: ScanResult, override: str | None) -> str | None:
        audit = self.gate.audit
        if audit is None:
            return None
        policy = self.gate.scanner.policy
        try:
            audit.record(result, door=self.door, policy=policy, override=override)
        except AuditError as error:
            return str(error)
        return None

    def _scan(self, upload: Upload, seconds: float) -> ScanResult:
        return self.gate.scanner.within(seconds).scan(
            upload.photo,
            source=upload.name,
            caption=upload.caption,
            context=Context(use=upload.use),
        )

    def _redact(self, upload: Upload, seconds: float) -> RedactResult:
        from phiscan.redactor import redact

        return redact(
            upload.photo,
            scanner=self.gate.scanner.within(seconds),
            source=upload.name,
            context=Context(use=upload.use),
        )


@lru_cache(maxsize=1)
def shared_gate() -> Gate:
    """Return this process's gate, with the options of its environment and configuration file."""
    return Gate(resolve_options())


def _no_copy(upload: Upload, reason: str) -> RedactResult:
    return RedactResult(upload.name, None, 0, (), False, reason, scan=failed(upload.name, reason))
