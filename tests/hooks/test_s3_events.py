"""Which objects an S3 event calls new, however it is wrapped."""

from __future__ import annotations

import json

import pytest

from phiscan.errors import UsageError
from phiscan.hooks.s3_events import objects_in


def record(bucket: str, told: dict, name: str = "ObjectCreated:Put") -> dict:
    what = {"bucket": {"name": bucket}, "object": told}
    return {"Records": [{"eventSource": "aws:s3", "eventName": name, "s3": what}]}


@pytest.mark.parametrize(
    "event",
    [
        {"Records": []},
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"},
        record("b", {"key": "k"}, "ObjectRemoved:Delete"),
        {"source": "aws.s3", "detail-type": "Object Deleted", "detail": {}},
    ],
)
def test_events_that_bring_nothing(event):
    assert objects_in(event) == []


@pytest.mark.parametrize(
    "event",
    [
        None, [], {}, "event", 7, {"Records": [{}]}, {"Records": 3},
        record("b", {}), record("b", {"key": ""}), record("", {"key": "k"}),
        record(3, {"key": "k"}), {"Type": "Notification", "Message": "no JSON"},
        {"Type": "Notification", "Message": '{"Type": "Notification", "Message": "{}"}'},
        {"Type": "SubscriptionConfirmation", "SubscribeURL": "http://127.0.0.1/"},
        {"Records": [{"eventName": "ObjectCreated:Put",
                      "s3": {"bucket": {"name": "in"}, "object": {"key": "\ud800"}}}]},
    ],
)  # fmt: skip
def test_what_is_no_event_is_refused(event):
    with pytest.raises(UsageError):
        objects_in(event)


def test_every_wrapping_names_the_same_object():
    bare = record("b", {"key": "a+b/%C3%BC%2B1.jpg", "eTag": "e", "versionId": "v"})
    elsewhere = record("b", {"key": "a+b/%C3%BC%2B1.jpg", "eTag": '"e"', "versionId": "v"},
                       "s3:ObjectCreated:CompleteMultipartUpload")  # fmt: skip
    detail = {"bucket": {"name": "b"},
              "object": {"key": "a b/ü+1.jpg", "etag": "e", "version-id": "v"}}  # fmt: skip
    bridge = {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    wrapped = [{"Type": "Notification", "Message": json.dumps(e)} for e in (bare, bridge)]
    found = {objects_in(e)[0] for e in (bare, elsewhere, bridge, *wrapped)}
    assert len(found) == 1
    assert found.pop().key == "a b/ü+1.jpg"
