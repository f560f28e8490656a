"""The record of uploads that were sent away before anything looked at them."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from phiscan.audit import AuditError, AuditLog
from phiscan.errors import PhiscanError
from phiscan.policy import Policy
from phiscan.scanner import failed


class Refusals:
    """Records uploads that were sent away, off the doors' own threads, many as one entry.

    Nothing was let through, so an entry that cannot be written changes no answer.
    """

    def __init__(self, audit: AuditLog | None, policy: Policy) -> None:
        self._audit, self._policy = audit, policy
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="phiscan-refusals")

    def note(self, door: str, error: Exception) -> None:
        """Remember one; the writer takes along all that gathered while it was writing."""
        if self._audit is None:
            return
        with self._lock:
            is_first = not self._counts
            self._counts[door, _why(error)] += 1
        if is_first:
            with suppress(RuntimeError):  # closed: the process is ending
                self._pool.submit(self._write, self._audit)

    def close(self) -> None:
        """Wait until what was noted is written."""
        self._pool.shutdown(wait=True)

    def _write(self, audit: AuditLog) -> None:
        with self._lock:
            counts, self._counts = self._counts, Counter()
        for (door, reason), count in counts.items():
            why = f"{reason} ({count} sent away)" if count > 1 else reason
            with suppress(AuditError):
                audit.record(failed("upload", reason), door=door, policy=self._policy, why=why)


def _why(error: Exception) -> str:
    """Return why an upload was sent away, in words without content."""
    known = isinstance(error, PhiscanError)
    return str(error) if known else f"the upload was not judged ({type(error).__name__})"
