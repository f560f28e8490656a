"""S3 event notifications, bare or as SNS and EventBridge wrap them: which objects are new.

An event is a hint and no more: whoever can reach the door can send one. What it names is looked up
in the bucket itself. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from phiscan.errors import UsageError

_CREATED = "ObjectCreated:"
"""Of event names: `ObjectCreated:Put` at AWS, `s3:ObjectCreated:Put` elsewhere."""
_UNKNOWN = "the event cannot be understood"
_CONFIRM = (
    "phiscan opens no addresses that it is sent; confirm the subscription yourself, with"
    " 'aws sns confirm-subscription' and the token in this message"
)


@dataclass(frozen=True)
class S3Object:
    """One object's one content: `etag` without quotes, `version` None where there are none."""

    bucket: str
    key: str = field(repr=False)
    etag: str | None = None
    version: str | None = None

    @property
    def address(self) -> dict[str, str]:
        """Return the arguments that name this object, and this version where there are any."""
        version = {"VersionId": self.version} if self.version else {}
        return {"Bucket": self.bucket, "Key": self.key, **version}


def objects_in(event: Any) -> list[S3Object]:
    """Return the objects that an event calls new; none for deletions and test events.

    Raises UsageError for what is no such event.
    """
    try:
        return list(_objects(event))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise UsageError(_UNKNOWN) from None


def _objects(event: Any, *, is_wrapped: bool = False) -> Iterator[S3Object]:
    if "Records" in event:
        for record in event["Records"]:
            if _CREATED in record["eventName"]:
                yield _from_record(record["s3"])
    elif event.get("Type") == "SubscriptionConfirmation":
        raise UsageError(_CONFIRM)
    elif event.get("Type") == "Notification" and not is_wrapped:
        yield from _objects(json.loads(event["Message"]), is_wrapped=True)
    elif event.get("source") == "aws.s3":
        if event["detail-type"] == "Object Created":
            yield _from_detail(event["detail"])
    elif event.get("Event") != "s3:TestEvent":
        raise UsageError(_UNKNOWN)


def _from_record(told: Mapping[str, Any]) -> S3Object:
    """Read one record, whose key is written as in a form: `a+b%2Bc` is `a b+c`."""
    what = told["object"]
    key = unquote_plus(_text(what["key"]))
    return _object(told["bucket"]["name"], key, what.get("eTag"), what.get("versionId"))


def _from_detail(told: Mapping[str, Any]) -> S3Object:
    """Read EventBridge's detail, whose key stands as it is."""
    what = told["object"]
    return _object(told["bucket"]["name"], what["key"], what.get("etag"), what.get("version-id"))


def _object(bucket: Any, key: Any, etag: Any, version: Any) -> S3Object:
    tag = _text(etag).strip('"') if etag else None
    return S3Object(_text(bucket), _text(key), tag or None, _text(version) if version else None)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    value.encode()  # ValueError for half a letter, which no store has in a name
    return value
