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
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Self, TypeVar

from phiscan.audit import AuditError, AuditLog
from phiscan.errors import LimitError, PhiscanError
from phiscan.hooks._lengths import too_long
from phiscan.hooks._pace import Pace
from phiscan.hooks._refusals import Refusals
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
ARRIVING = 256
"""Uploads that may be on their way; a slow one holds no place in the queue meanwhile."""
MOST_HELD = 4 * MOST_BYTES
"""Bytes of all uploads in memory together, on their way and in the queue."""
UNNAMED = "upload"

Answer = TypeVar("Answer")


class BusyError(PhiscanError):
    """The queue is full: nothing was looked at, so nothing is let through; try again later."""

    def __init__(
        self,
        message: str = "too many photos are being checked",
        retry_after_s: int = RETRY_AFTER_S,
    ) -> None:
        super().__init__(f"{message}; try again in a moment")
        self.retry_after_s = retry_after_s


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
        self._taken = self._arriving = self._held = 0
        self._pool = ThreadPoolExecutor(jobs, thread_name_prefix="phiscan-gate")
        self._lock = threading.Lock()
        self._stuck = 0
        self._is_closed = False
        self._refusals = Refusals(audit, self.scanner.policy)
        self._pace = Pace(jobs)

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

    def judge_words(self, name: str, caption: str | None = None) -> ScanResult:
        """Judge a name and a caption alone; see Scanner.judge_words."""
        problem = too_long(name, caption)
        if problem is not None:
            return failed(UNNAMED, problem)
        return self.scanner.judge_words(name, caption)

    @contextmanager
    def enter(self, door: str = "api", *, most_bytes: int = MOST_BYTES) -> Iterator[Place]:
        """Let one upload of at most `most_bytes` in; BusyError when the gate is full already.

        `door` is what the audit calls the way in. The place in the queue is taken when the upload
        is there as a whole and its check begins.
        """
        place = Place(self, door, most_bytes)
        try:
            self._begin()
            try:
                yield place
            finally:
                with self._lock:
                    self._arriving -= 1
                    self._held -= place.size
        except Exception as error:  # not looked at, hence not let through: for the record
            self._refusals.note(door, error)
            raise

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a place in the queue; BusyError when there is none."""
        with self._lock:
            self._check_room()
            self._taken += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken -= 1

    def hold(self, count: int) -> None:
        """Count bytes that arrived; BusyError when all uploads together are too many."""
        with self._lock:
            if self._held + count > MOST_HELD:
                raise BusyError
            self._held += count

    def close(self) -> None:
        """Take no more uploads and wait for running checks, unless one hangs."""
        self._is_closed = True
        self._pool.shutdown(wait=not self.is_stuck, cancel_futures=True)
        self._refusals.close()

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
        if isinstance(error, BusyError):
            raise error
        if error is not None:  # its message may hold content
            return refuse(f"the check broke off ({type(error).__name__})")
        return future.result()

    # -- inside ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        with self._lock:
            self._check_room()
            if self._arriving >= ARRIVING:
                raise BusyError
            self._arriving += 1

    def _check_room(self) -> None:
        if self._is_closed:
            raise BusyError("the service is stopping")
        is_full = self._taken >= self.places
        if not self.is_alive or is_full or self._pace.is_too_late(self._taken, self.deadline_s):
            raise self._busy()

    def _busy(self) -> BusyError:
        return BusyError(retry_after_s=self._pace.retry_after_s(self._taken))

    def _look(
        self, look: Callable[[Upload, float], Answer], upload: Upload, until: float
    ) -> Answer:
        begun = time.monotonic()
        left = until - begun
        if not self._pace.is_enough(left, self.deadline_s):
            raise self._busy()  # its turn came too late: nothing was looked at
        try:
            return look(upload, left)
        finally:
            with self._lock:
                self._pace.note(time.monotonic() - begun)

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


@dataclass
class Place:
    """One upload inside a gate, held from its first byte to its answer."""

    gate: Gate = field(repr=False)
    door: str = "api"
    most_bytes: int = MOST_BYTES
    size: int = 0

    def take(self, count: int) -> None:
        """Count bytes that are about to be kept in memory.

        Raises LimitError when the upload is too large, BusyError when all together are.
        """
        self.announce(count)
        self.gate.hold(count)
        self.size += count

    def announce(self, count: int) -> None:
        """Raise LimitError when so many more bytes would be too many for one upload."""
        if self.size + count > self.most_bytes:
            raise LimitError(f"the upload is larger than {self.most_bytes:,} bytes")

    def scan(self, upload: Upload) -> ScanResult:
        """See Gate.scan; what cannot be recorded is not let through."""
        unread = too_long(upload.name, upload.caption)
        with self.gate.turn():
            if unread is None:
                result = self.gate.within(self._scan, upload, lambda why: failed(upload.name, why))
            else:
                result = failed(UNNAMED, unread)
            problem = self._record(result, None)
        return result if problem is None else failed(result.source, problem)

    def judge_caption(self, upload: Upload) -> ScanResult:
        """Judge an upload's caption alone, which no safe copy helps; a telling one is recorded."""
        told = self.gate.judge_words(UNNAMED, upload.caption)
        problem = None if told.is_clean else self._record(told, None)
        return told if problem is None else failed(UNNAMED, problem)

    def redact(self, upload: Upload) -> RedactResult:
        """See Gate.redact; what cannot be recorded is not handed out."""
        if too_long(upload.name) is not None:
            upload = replace(upload, name=UNNAMED)
        with self.gate.turn():
            made = self.gate.within(self._redact, upload, lambda why: _no_copy(upload, why))
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
