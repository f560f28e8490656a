"""The S3 store behind S3 events: every call to it, each bound to one object's one content."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from phiscan.errors import UsageError
from phiscan.formats.sniff import media_type
from phiscan.hooks.gate import Place, Upload
from phiscan.hooks.s3_events import S3Object

MARK = "phiscan-id"
"""Metadata that says which upload, judged by which policy, an object comes from."""
FETCH_S = 60.0
"""Seconds an object may take to arrive."""
GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
CHANGED = frozenset({"PreconditionFailed", "412"})
FAILURES = (BotoCoreError, ClientError, Boto3Error, OSError)
"""What the client raises; the messages may hold an object's key."""
_NOT_KNOWN = frozenset({"NotImplemented", "501"})
_PIECE = 1 << 20

Returned = TypeVar("Returned")


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


class ChangedError(Exception):
    """The object is no longer the one that the event told of."""


@dataclass
class Store:
    """The buckets through boto3's `client`; raises FAILURES, and ChangedError where it says so."""

    client: Any = field(repr=False)
    buckets: Buckets

    def pinned(self, item: S3Object) -> S3Object:
        """Return the object with its current eTag and version; ChangedError if not as told."""
        now = self.client.head_object(Bucket=item.bucket, Key=item.key)
        found = replace(item, etag=now["ETag"].strip('"'), version=now.get("VersionId"))
        if item.etag not in (None, found.etag) or item.version not in (None, found.version):
            raise ChangedError
        return found

    def fetch(self, item: S3Object, place: Place) -> tuple[bytes, Upload]:
        """Return exactly this content, and with its words; LimitError for too many bytes."""
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
        data, told = b"".join(parts), got.get("Metadata", {})
        return data, Upload(data, item.key, _plain(told.get("caption")), told.get("use"))

    def lies(self, bucket: str, key: str, mark: str) -> bool:
        """Whether an object with this mark lies in its place already."""
        try:
            told = self.client.head_object(Bucket=bucket, Key=key)["Metadata"]
        except ClientError as error:
            if code_of(error) in GONE:
                return False
            raise
        return bool(told.get(MARK) == mark)

    def promote(self, data: bytes, name: str, said: Mapping[str, str]) -> None:
        """Put bytes into the clean bucket, with their media type and `said` as metadata."""
        self.client.put_object(
            Bucket=self.buckets.clean, Key=name, Body=data, ContentType=media_type(data),
            Metadata=dict(said),
        )  # fmt: skip

    def put_away(self, item: S3Object, shelf: str, mark: str, tags: Mapping[str, str]) -> None:
        """Copy this content into quarantine inside the store, with tags."""
        self.client.copy(
            item.address,
            self.buckets.quarantine,
            shelf,
            ExtraArgs={
                "CopySourceIfMatch": f'"{item.etag}"',
                "ContentType": "application/octet-stream",
                "MetadataDirective": "REPLACE",
                "Metadata": {MARK: mark, **tags},
                "TaggingDirective": "REPLACE",
                "Tagging": urlencode(tags),
            },
            Config=TransferConfig(use_threads=False),
        )

    def remove(self, item: S3Object) -> None:
        """Take an object that is dealt with out of the uploads; a newer one stays."""
        if item.version:
            self.client.delete_object(**item.address)
            return
        remove = partial(self.client.delete_object, **item.address)
        try:
            self.pinned(item)
            _if_known(remove, IfMatch=f'"{item.etag}"')
        except ChangedError:
            return
        except ClientError as error:
            if code_of(error) not in GONE | CHANGED:
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


def code_of(error: Exception) -> str:
    """Return S3's own error code, or an empty word."""
    return str(error.response["Error"].get("Code", "")) if isinstance(error, ClientError) else ""


def _if_known(call: partial[Returned], **condition: str) -> Returned:
    """Call with a condition; without it at a store that knows none."""
    try:
        return call(**condition)
    except ClientError as error:
        if code_of(error) not in _NOT_KNOWN:
            raise
        return call()


def _plain(text: str | None) -> str | None:
    """Return a metadata value as people read it: other letters come as RFC 2047 words.

    >>> _plain("=?UTF-8?Q?M=C3=BCller?=")
    'Müller'
    """
    try:
        return text and str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text
