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
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlencode

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from phiscan.audit import policy_id
from phiscan.errors import LimitError, UsageError
from phiscan.formats.sniff import media_type
from phiscan.hooks import answers
from phiscan.hooks.gate import MOST_BYTES, BusyError, Gate, Place, Upload
from phiscan.hooks.s3_events import S3Object, objects_in
from phiscan.metadata import keyed_hash, mask_source
from phiscan.scanner import failed
from phiscan.targets import AS_JPEG_SUFFIXES
from phiscan.types import ScanResult, Status

FETCH_S = 60.0
"""Seconds an object may take to arrive."""
_PIECE = 1 << 20
_ID, _VERDICT, _REASON = "phiscan-id", "phiscan-verdict", "phiscan-reason"
_MOST_TAG = 256
"""Characters of a tag's value (Amazon S3 user guide, object tagging)."""
_GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
_CHANGED = frozenset({"PreconditionFailed", "412"})
_NOT_KNOWN = frozenset({"NotImplemented", "501"})
_FAILURES = (BotoCoreError, ClientError, Boto3Error, OSError)

Returned = TypeVar("Returned")


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


@dataclass(frozen=True)
class Buckets:
    """Where uploads arrive and where they go; UsageError unless all differ."""

    sources: frozenset[str]
    clean: str
    quarantine: str

    def __post_init__(self) -> None:
        if not self.sources or not self.clean or not self.quarantine:
            raise UsageError("S3 needs a bucket for uploads, for clean photos and for quarantine")
        if self.clean == self.quarantine or {self.clean, self.quarantine} & self.sources:
            raise UsageError("the buckets for uploads, clean photos and quarantine must differ")


class _ChangedError(Exception):
    """The object is no longer the one that the event told of."""


@dataclass
class S3:
    """Answers S3 events. `client` is boto3's; thread-safe, one object at a time each."""

    gate: Gate = field(repr=False)
    client: Any = field(repr=False)
    buckets: Buckets
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
        if item.bucket not in self.buckets.sources:
            return Dealt(Outcome.FOREIGN)
        if time.monotonic() > until:  # the sender has given up on this answer by now
            return Dealt(Outcome.STAYS)
        try:
            with self._alone(item):
                return self._move(self._pinned(item))
        except BusyError as error:
            return Dealt(Outcome.STAYS, str(error))
        except _ChangedError:
            return Dealt(Outcome.SUPERSEDED)
        except _FAILURES as error:  # its message may hold the key
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

    def _pinned(self, item: S3Object) -> S3Object:
        """Return the object with its current eTag and version; _ChangedError if not as told."""
        now = self.client.head_object(Bucket=item.bucket, Key=item.key)
        found = replace(item, etag=now["ETag"].strip('"'), version=now.get("VersionId"))
        if item.etag not in (None, found.etag) or item.version not in (None, found.version):
            raise _ChangedError
        return found

    # -- one object -------------------------------------------------------------------------------

    def _move(self, item: S3Object) -> Dealt:
        """Examine an object and put it where it belongs, unless that was done and cut short."""
        name, mark = mask_source(item.key), self._mark(item)
        shelf = f"{mark[:16]}/{name}"  # another upload of the same name keeps its place
        if self._lies(self.buckets.clean, name, mark):
            dealt = Dealt(Outcome.PROMOTED)
        elif self._lies(self.buckets.quarantine, shelf, mark):
            dealt = Dealt(Outcome.QUARANTINED)
        else:
            dealt = self._judge(item, name, shelf)
        self._remove(item)
        return dealt

    def _mark(self, item: S3Object) -> str:
        policy = policy_id(self.gate.scanner.policy)
        parts = (item.bucket, item.key, item.etag or "", item.version or "", policy)
        return keyed_hash("\n".join(parts))

    def _judge(self, item: S3Object, name: str, shelf: str) -> Dealt:
        try:
            with self.gate.enter("s3", most_bytes=self.most_bytes) as place:
                upload = self._fetch(item, place)
                result = place.scan(upload)
                if result.is_clean:
                    self._pinned(item)  # a newer upload of this name has its own turn
                    self._store(upload.photo, name, item)
                    return Dealt(Outcome.PROMOTED)
                if self.safe_copies and result.status is Status.COMPLETE:
                    self._store_copy(place, upload, name, item)
        except LimitError as error:
            result = failed(name, str(error))
        self._put_away(item, shelf, result)
        return Dealt(Outcome.QUARANTINED, _reason(result))

    def _fetch(self, item: S3Object, place: Place) -> Upload:
        """Return exactly this content; LimitError for too many bytes."""
        until = time.monotonic() + FETCH_S
        got = self.client.get_object(**item.address, IfMatch=f'"{item.etag}"')
        parts: list[bytes] = []
        with closing(got["Body"]) as body:
            place.announce(got["ContentLength"])
            for piece in body.iter_chunks(_PIECE):  # raises when the connection breaks off
                place.take(len(piece))
                parts.append(piece)
                if time.monotonic() > until:
                    raise TimeoutError
        told = got.get("Metadata", {})
        return Upload(b"".join(parts), item.key, _plain(told.get("caption")), told.get("use"))

    # -- the buckets ------------------------------------------------------------------------------

    def _lies(self, bucket: str, key: str, mark: str) -> bool:
        """Whether an object lies in its place already."""
        try:
            told = self.client.head_object(Bucket=bucket, Key=key)["Metadata"]
        except ClientError as error:
            if _code(error) in _GONE:
                return False
            raise
        return bool(told.get(_ID) == mark)

    def _store(self, data: Any, name: str, item: S3Object) -> None:
        self.client.put_object(
            Bucket=self.buckets.clean, Key=name, Body=data, ContentType=media_type(data),
            Metadata={_ID: self._mark(item)},
        )  # fmt: skip

    def _store_copy(self, place: Place, upload: Upload, name: str, item: S3Object) -> None:
        """Store the verified safe copy in the photo's place, where one can be made."""
        made = place.redact(upload)
        if made.verified and made.image is not None:
            is_changed = PurePosixPath(name).suffix.lower() in AS_JPEG_SUFFIXES
            self._pinned(item)
            self._store(made.image, name + ".jpg" * is_changed, item)

    def _put_away(self, item: S3Object, shelf: str, result: ScanResult) -> None:
        """Copy an object into quarantine inside the store, with the reason as tags."""
        said = {_VERDICT: str(result.verdict), _REASON: _reason(result)}
        self.client.copy(
            {**item.address},
            self.buckets.quarantine,
            shelf,
            ExtraArgs={
                "CopySourceIfMatch": f'"{item.etag}"',
                "ContentType": "application/octet-stream",
                "MetadataDirective": "REPLACE",
                "Metadata": {_ID: self._mark(item), **said},
                "TaggingDirective": "REPLACE",
                "Tagging": urlencode(said),
            },
            Config=TransferConfig(use_threads=False),
        )

    def _remove(self, item: S3Object) -> None:
        """Take an object that is dealt with out of the uploads; a newer one stays."""
        if item.version:
            self.client.delete_object(**item.address)
            return
        remove = partial(self.client.delete_object, **item.address)
        try:
            self._pinned(item)
            _if_known(remove, IfMatch=f'"{item.etag}"')
        except _ChangedError:
            return
        except ClientError as error:
            if _code(error) not in _GONE | _CHANGED:
                raise


def connect(endpoint: str | None = None) -> Any:
    """Return boto3's client with the usual AWS environment, impatient and with one more try.

    Raises UsageError when the region, the address or the credentials are unusable.
    """
    settings = Config(
        connect_timeout=5, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 2}
    )
    try:
        return boto3.client("s3", endpoint_url=endpoint, config=settings)
    except (BotoCoreError, ValueError) as error:
        raise UsageError(f"S3 cannot be used as it is set up ({type(error).__name__})") from None


def _status(done: Collection[Outcome]) -> int:
    if Outcome.STAYS in done:
        return answers.BUSY
    return answers.STOPPED if Outcome.FOREIGN in done else answers.OK


def _dealt_with_failure(error: Exception) -> Dealt:
    code = _code(error)
    if code in _CHANGED:
        return Dealt(Outcome.SUPERSEDED)
    if code in _GONE:
        return Dealt(Outcome.GONE)
    return Dealt(Outcome.STAYS, code or type(error).__name__)


def _code(error: Exception) -> str:
    """Return S3's own error code, or an empty word."""
    return str(error.response["Error"].get("Code", "")) if isinstance(error, ClientError) else ""


def _if_known(call: partial[Returned], **condition: str) -> Returned:
    """Call with a condition; without it at a store that knows none."""
    try:
        return call(**condition)
    except ClientError as error:
        if _code(error) not in _NOT_KNOWN:
            raise
        return call()


def _reason(result: ScanResult) -> str:
    """Return the categories that stop a photo, as many as a tag holds; never a value."""
    if result.status is not Status.COMPLETE:
        return "not-examined"
    causes = set(result.caused_by)
    words = sorted({str(f.category) for f in result.findings if f.id in causes})
    while len(" ".join(words)) > _MOST_TAG:
        words.pop()
    return " ".join(words)


def _plain(text: str | None) -> str | None:
    """Return a metadata value as people read it: other letters come as RFC 2047 words.

    >>> _plain("=?UTF-8?Q?M=C3=BCller?=")
    'Müller'
    """
    try:
        return text and str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text
