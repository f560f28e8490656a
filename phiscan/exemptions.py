"""What people decided beforehand, brought to the policy: consents of those shown, and reviews.

Detectors and caches know nothing of either. The files are looked at anew whenever they change, so
that a consent revoked while a server runs no longer counts; one that cannot be read lets nothing
through.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from phiscan._deadline import Deadline
from phiscan.errors import PhiscanError, UsageError
from phiscan.policy import Context
from phiscan.types import Category, Finding

if TYPE_CHECKING:
    from phiscan.baseline import Baseline
    from phiscan.consent.consents import Likeness, Register
    from phiscan.load import LoadedFile
    from phiscan.options import ScanOptions

Content = TypeVar("Content")


class Watched(Generic[Content]):
    """A file's content, read again once the file has changed; thread-safe.

    Raises what `read` raises, from the first time on.
    """

    def __init__(self, path: str, read: Callable[[], Content]) -> None:
        self._path, self._read = Path(path), read
        self._lock = threading.Lock()
        self._seen, self._content = self._mark(), read()

    def get(self) -> Content:
        """Return what the file holds now."""
        with self._lock:
            mark = self._mark()
            if mark is None or mark != self._seen:
                self._seen = None  # until it has been read
                self._content = self._read()
                self._seen = mark
            return self._content

    def _mark(self) -> tuple[int, ...] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino, stat.st_ctime_ns


@dataclass(frozen=True)
class Exemptions:
    """The consent register and the baseline that a scan was given, if any."""

    options: ScanOptions
    consents: Watched[Register] | None = field(default=None, repr=False)
    baseline: Watched[Baseline] | None = field(default=None, repr=False)

    def add_to(
        self, context: Context, file: LoadedFile, findings: Sequence[Finding], deadline: Deadline
    ) -> tuple[Context, tuple[str, ...]]:
        """Return the context with what holds for a file's findings, and notes on what went wrong.

        Whatever cannot be read or compared exempts nothing.
        """
        notes: list[str] = []
        known = replace(context, standing_use=self.options.use)
        if self.consents is not None and any(f.category is Category.FACE for f in findings):
            try:
                known = replace(known, likenesses=self._likenesses(file, findings, deadline))
            except PhiscanError as error:
                notes.append(f"no consent was looked up: {error}")
        if self.baseline is not None:
            try:
                known = replace(known, reviews=self.baseline.get().reviews_of(file, findings))
            except PhiscanError as error:
                notes.append(f"the baseline was not used: {error}")
        return known, tuple(notes)

    def _likenesses(
        self, file: LoadedFile, findings: Sequence[Finding], deadline: Deadline
    ) -> dict[str, Likeness]:
        from phiscan.consent.matching import compare_faces

        if self.consents is None:
            return {}
        return compare_faces(file, findings, self.consents.get(), self.options, deadline)


def open_exemptions(options: ScanOptions) -> Exemptions:
    """Open what the options name; raises UsageError for what is missing, broken or locked."""
    return Exemptions(options, _consents(options), _baseline(options))


def _consents(options: ScanOptions) -> Watched[Register] | None:
    if options.consent is None:
        return None
    from phiscan._install import FACES
    from phiscan.consent import encoder, vault

    if not encoder.is_available():
        raise UsageError(f"a consent register needs face_recognition; install with: {FACES}")
    path, key = options.consent, vault.read_key(options.consent_key_file)
    return Watched(path, lambda: vault.load_register(path, key))


def _baseline(options: ScanOptions) -> Watched[Baseline] | None:
    if options.baseline is None:
        return None
    from phiscan.baseline import load_baseline, read_key

    path, key = options.baseline, read_key(options.baseline_key_file)
    return Watched(path, lambda: load_baseline(path, key))
