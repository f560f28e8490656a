"""S3 events: a photo in the bucket that people upload to is promoted or put into quarantine.

The event comes after the fact, so the bucket for uploads is one that nobody is served from. Clean
objects are moved into the clean bucket, as the very bytes that were examined, under their media
type and without other metadata; all others into the quarantine bucket with their categories as
tags. What stays was not examined. Doing it twice changes nothing: what is stored carries a keyed
hash of (bucket, key, eTag, version, policy).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from phiscan.audit import policy_id
from phiscan.errors import LimitError, UsageError
from phiscan.hooks import answers
from phiscan.hooks.gate import MOST_BYTES, BusyError, Gate, Place, Upload
from phiscan.hooks.s3_events import S3Object, objects_in
from phiscan.hooks.s3_store import CHANGED, FAILURES, GONE, MARK, ChangedError, Store, code_of
from phiscan.metadata import keyed_hash, mask_source
from phiscan.scanner import failed
from phiscan.targets import AS_JPEG_SUFFIXES
from phiscan.types import ScanResult, Status

COPY_MARK = "phiscan-copy-of"
"""In place of MARK on a safe copy: its original still has to be put away."""
_MOST_TAG = 256
"""Characters of a tag's value (Amazon S3 user guide, object tagging)."""


class Outcome(StrEnum):
    """What became of one object; `STAYS` alone asks the sender to come back."""

    PROMOTED = "promoted"
    QUARANTINED = "quarantined"
    GONE = "gone"
    SUPERSEDED = "superseded"
    FOREIGN = "foreign"
    STAYS = "stays"


_WORDS = {
    Outcome.PROMOTED: "moved into the bucket of clean photos",
    Outcome.QUARANTINED: "moved into the quarantine bucket",
    Outcome.GONE: "no longer in the bucket; nothing to do",
    Outcome.SUPERSEDED: "replaced by a newer object, whose own event will come",
    Outcome.FOREIGN: "in a bucket that phiscan is not asked to look at; left alone",
    Outcome.STAYS: "not examined, so it stays where it is; send the event again",
}


@dataclass(frozen=True)
class Dealt:
    """What became of an object and why: categories, or the store's own error code."""

    outcome: Outcome
    why: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return the JSON form; it names no key."""
        why = {"why": self.why} if self.why else {}
        return {"outcome": str(self.outcome), "message": _WORDS[self.outcome], **why}


@dataclass
class S3:
    """Answers S3 events; thread-safe, each object by one thread at a time."""

    gate: Gate = field(repr=False)
    store: Store
    most_bytes: int = MOST_BYTES
    safe_copies: bool = False
    _in_hand: set[tuple[str, str]] = field(default_factory=set, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def answer(self, event: Any) -> tuple[int, dict[str, Any]]:
        """Deal with every object of an event; return the HTTP status and JSON without any key.

        200: all are dealt with; 503: send it again, some stay unexamined; 422: not for us.
        """
        try:
            objects = objects_in(event)
        except UsageError as error:
            return answers.STOPPED, {"message": f"phiscan: {error}."}
        until = time.monotonic() + self.gate.deadline_s
        done = [self._deal(item, until) for item in objects]
        return _status([d.outcome for d in done]), {"objects": [d.to_dict() for d in done]}

    def _deal(self, item: S3Object, until: float) -> Dealt:
        """Deal with one object; whatever keeps it from being examined, it stays."""
        if item.bucket not in self.store.buckets.sources:
            return Dealt(Outcome.FOREIGN)
        if time.monotonic() > until:  # the sender has given up on this answer by now
            return Dealt(Outcome.STAYS)
        try:
            with self._alone(item):
                return self._move(self.store.pinned(item))
        except BusyError as error:
            return Dealt(Outcome.STAYS, str(error))
        except ChangedError:
            return Dealt(Outcome.SUPERSEDED)
        except FAILURES as error:  # its message may hold the key
            return _dealt_with_failure(error)

    @contextmanager
    def _alone(self, item: S3Object) -> Iterator[None]:
        """Keep an event that comes twice at once from being dealt with twice."""
        name = (item.bucket, item.key)
        with self._lock:
            if name in self._in_hand:
                raise BusyError
            self._in_hand.add(name)
        try:
            yield
        finally:
            with self._lock:
                self._in_hand.discard(name)

    # -- one object -------------------------------------------------------------------------------

    def _move(self, item: S3Object) -> Dealt:
        """Examine an object and put it where it belongs, unless that was done and cut short."""
        name, mark, buckets = mask_source(item.key), self._mark(item), self.store.buckets
        shelf = f"{mark[:16]}/{name}"  # another upload of the same name keeps its place
        if self.store.lies(buckets.clean, name, mark):
            dealt = Dealt(Outcome.PROMOTED)
        elif self.store.lies(buckets.quarantine, shelf, mark):
            dealt = Dealt(Outcome.QUARANTINED)
        else:
            result = self._judge(item, name, mark)
            if not result.is_clean:
                tags = {"phiscan-verdict": str(result.verdict), "phiscan-reason": _reason(result)}
                self.store.put_away(item, shelf, mark, tags)
            dealt = _dealt(result)
        self.store.remove(item)
        return dealt

    def _mark(self, item: S3Object) -> str:
        policy = policy_id(self.gate.scanner.policy)
        parts = (item.bucket, item.key, item.etag or "", item.version or "", policy)
        return keyed_hash("\n".join(parts))

    def _judge(self, item: S3Object, name: str, mark: str) -> ScanResult:
        """Examine an object, promote it if it is clean, else its safe copy where one is wanted."""
        try:
            with self.gate.enter("s3", most_bytes=self.most_bytes) as place:
                data, upload = self.store.fetch(item, place)
                result = place.scan(upload)
                if result.is_clean:
                    self.store.pinned(item)  # a newer upload of this name has its own turn
                    self.store.promote(data, name, {MARK: mark})
                elif self.safe_copies and result.status is Status.COMPLETE:
                    self._promote_copy(place, upload, item, name, mark)
        except LimitError as error:
            return failed(name, str(error))
        return result

    def _promote_copy(
        self, place: Place, upload: Upload, item: S3Object, name: str, mark: str
    ) -> None:
        made = place.redact(upload)
        if made.verified and made.image is not None:
            is_changed = PurePosixPath(name).suffix.lower() in AS_JPEG_SUFFIXES
            self.store.pinned(item)
            self.store.promote(made.image, name + ".jpg" * is_changed, {COPY_MARK: mark})


def _status(done: Collection[Outcome]) -> int:
    if Outcome.STAYS in done:
        return answers.BUSY
    return answers.STOPPED if Outcome.FOREIGN in done else answers.OK


def _dealt(result: ScanResult) -> Dealt:
    if result.is_clean:
        return Dealt(Outcome.PROMOTED)
    return Dealt(Outcome.QUARANTINED, _reason(result))


def _dealt_with_failure(error: Exception) -> Dealt:
    code = code_of(error)
    if code in CHANGED:
        return Dealt(Outcome.SUPERSEDED)
    if code in GONE:
        return Dealt(Outcome.GONE)
    return Dealt(Outcome.STAYS, code or type(error).__name__)


def _reason(result: ScanResult) -> str:
    """Return the categories that stop a photo, as many as a tag holds; never a value."""
    if result.status is not Status.COMPLETE:
        return "not-examined"
    causes = set(result.caused_by)
    words = sorted({str(f.category) for f in result.findings if f.id in causes})
    while len(" ".join(words)) > _MOST_TAG:
        words.pop()
    return " ".join(words)
