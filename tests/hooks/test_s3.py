"""S3 events against a real S3 server: only what was found clean reaches the clean bucket."""

from __future__ import annotations

import io
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from types import SimpleNamespace
from urllib.parse import quote_plus

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

pytest.importorskip("boto3", reason="needs phiscan[s3]")
pytest.importorskip("moto", reason="needs moto[server]")
pytest.importorskip("uvicorn", reason="needs phiscan[serve]")

import boto3
import uvicorn
from botocore.exceptions import EndpointConnectionError
from botocore.response import StreamingBody
from moto.server import ThreadedMotoServer
from starlette.testclient import TestClient

from phiscan.audit import AuditLog, read_entries
from phiscan.cli import main
from phiscan.errors import ExitCode, UsageError
from phiscan.hooks.gate import Gate
from phiscan.hooks.http import make_app
from phiscan.hooks.s3 import S3
from phiscan.hooks.s3_store import Buckets, Store, connect
from phiscan.options import ScanOptions

QUICK = ScanOptions(reader="none", face_finder="none")
LIMIT = 200_000
_NUMBERS = itertools.count()


def photo(comment: str | None = None, grey: int = 180) -> bytes:
    out = io.BytesIO()
    named = {} if comment is None else {"comment": comment}
    Image.fromarray(np.full((60, 80, 3), grey, np.uint8)).save(out, "JPEG", **named)
    return out.getvalue()


CLEAN, OTHER, TELLING = photo(), photo(grey=90), photo("Patient: Maria Lopez, MRN: 00882291")


@pytest.fixture(scope="module")
def store():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def client(store, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    return connect(store)


@pytest.fixture
def names(client):
    """Three fresh buckets; their names."""
    number = next(_NUMBERS)
    made = SimpleNamespace(**{n: f"{n}-{number}" for n in ("uploads", "clean", "quarantine")})
    for name in vars(made).values():
        client.create_bucket(Bucket=name)
    return made


@pytest.fixture
def scanner(colour_scanner):
    return colour_scanner(QUICK)


@pytest.fixture
def gate(scanner):
    with Gate(scanner=scanner) as made:
        yield made


@pytest.fixture
def door(gate, client, names):
    return S3(gate, store_of(client, names), most_bytes=LIMIT)


def store_of(client, names) -> Store:
    return Store(client, Buckets(frozenset({names.uploads}), names.clean, names.quarantine))


def put(client, names, data: bytes, key: str = "IMG_1.jpg", **more):
    """Upload as a client does; return the event that AWS sends."""
    made = client.put_object(Bucket=names.uploads, Key=key, Body=data, **more)
    told = {"key": quote_plus(key, safe="/"), "size": len(data), "eTag": made["ETag"].strip('"')}
    if "VersionId" in made:
        told["versionId"] = made["VersionId"]
    return record(names.uploads, told)


def record(bucket: str, told: dict, name: str = "ObjectCreated:Put") -> dict:
    what = {"bucket": {"name": bucket}, "object": told}
    return {"Records": [{"eventSource": "aws:s3", "eventName": name, "s3": what}]}


def keys(client, bucket: str) -> list[str]:
    return [o["Key"] for o in client.list_objects_v2(Bucket=bucket).get("Contents", ())]


def where(client, names) -> tuple[int, int, int]:
    """Return how many objects lie in uploads, clean and quarantine."""
    return tuple(len(keys(client, getattr(names, n))) for n in ("uploads", "clean", "quarantine"))


def outcomes(answer) -> list[str]:
    return [told["outcome"] for told in answer[1]["objects"]]


class TestOneObject:
    def test_a_clean_photo_is_promoted_byte_for_byte_and_nothing_else_of_it(
        self, door, client, names
    ):
        said = {"ContentType": "text/html", "Metadata": {"patient": "Maria Lopez"}}
        answer = door.answer(put(client, names, CLEAN, "a b/IMG_1.jpg", **said))
        assert answer[0] == 200
        assert outcomes(answer) == ["promoted"]
        assert where(client, names) == (0, 1, 0)
        lies = client.get_object(Bucket=names.clean, Key="a b/IMG_1.jpg")
        assert lies["Body"].read() == CLEAN
        assert lies["ContentType"] == "image/jpeg"
        assert "Lopez" not in str(lies["Metadata"])

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (TELLING, "person_metadata"),
            (b"", "not-examined"),
            (CLEAN[:300], "not-examined"),
            (b"\xff\xd8\xff\xe0 not really a picture", "not-examined"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-examined"),
            (b"MZ this is a program", "not-examined"),
            (b"x" * (LIMIT + 1), "not-examined"),
            (photo(grey=0), "not-examined"),  # breaks the engine
        ],
    )
    def test_what_is_not_clean_goes_to_quarantine_with_its_reason(
        self, door, client, names, data, reason
    ):
        answer = door.answer(put(client, names, data))
        assert (answer[0], outcomes(answer)) == (200, ["quarantined"])
        assert answer[1]["objects"][0]["why"] == reason
        assert where(client, names) == (0, 0, 1)
        (key,) = keys(client, names.quarantine)
        assert client.get_object(Bucket=names.quarantine, Key=key)["Body"].read() == data
        tags = client.get_object_tagging(Bucket=names.quarantine, Key=key)["TagSet"]
        assert {t["Key"]: t["Value"] for t in tags}["phiscan-reason"] == reason

    def test_a_name_with_an_identifier_is_shown_nowhere(self, door, client, names):
        answer = door.answer(put(client, names, CLEAN, "ward/Lopez_Maria_MRN00882291.jpg"))
        assert outcomes(answer) == ["quarantined"]
        (key,) = keys(client, names.quarantine)
        assert "Lopez" not in key + json.dumps(answer[1])
        assert key.endswith(".jpg")

    def test_the_caption_is_judged_in_any_spelling(self, door, client, names):
        for caption in ("MRN 00882291", "=?UTF-8?B?TVJOIDAwODgyMjkx?="):
            told = put(client, names, CLEAN, Metadata={"caption": caption})
            assert outcomes(door.answer(told)) == ["quarantined"]

    def test_a_safe_copy_takes_the_place_of_a_stopped_photo(self, door, client, names):
        door.safe_copies = True
        assert outcomes(door.answer(put(client, names, TELLING))) == ["quarantined"]
        assert where(client, names) == (0, 1, 1)
        copy = client.get_object(Bucket=names.clean, Key="IMG_1.jpg")["Body"].read()
        assert Image.open(io.BytesIO(copy)).size == (80, 60)
        assert b"Lopez" not in copy
        assert outcomes(door.answer(put(client, names, CLEAN[:300], "cut.jpg"))) == ["quarantined"]
        assert keys(client, names.clean) == ["IMG_1.jpg"]

    def test_each_answer_is_recorded(self, scanner, client, names, tmp_path):
        log = AuditLog(tmp_path / "audit.db", who="test")
        with Gate(scanner=scanner, audit=log) as gate:
            door = S3(gate, store_of(client, names), most_bytes=LIMIT)
            for data in (CLEAN, TELLING, b"x" * (LIMIT + 1)):
                door.answer(put(client, names, data))
        entries = [json.loads(text) for _, text, _ in read_entries(tmp_path / "audit.db")]
        assert [e["door"] for e in entries] == ["s3"] * 3
        assert [e["verdict"] for e in entries] == ["allow", "review", "block"]


class TestWhichObject:
    def test_only_the_buckets_asked_for_are_touched(self, door, client, names):
        client.put_object(Bucket=names.clean, Key="IMG_1.jpg", Body=TELLING)
        answer = door.answer(record(names.clean, {"key": "IMG_1.jpg"}))
        assert (answer[0], outcomes(answer)) == (422, ["foreign"])
        assert where(client, names) == (0, 1, 0)

    @pytest.mark.parametrize(
        "wrong",
        [
            (frozenset(), "b", "c"), (frozenset("a"), "", "c"), (frozenset("a"), "b", ""),
            (frozenset("a"), "b", "b"), (frozenset("a"), "a", "c"), (frozenset("a"), "b", "a"),
        ],
    )  # fmt: skip
    def test_buckets_that_feed_into_each_other_are_wrong_use(self, wrong):
        with pytest.raises(UsageError):
            Buckets(*wrong)

    def test_an_event_that_comes_twice_changes_nothing(self, door, client, names, scanner):
        event = put(client, names, CLEAN)
        assert outcomes(door.answer(event)) == ["promoted"]
        assert outcomes(door.answer(event)) == ["gone"]
        assert where(client, names) == (0, 1, 0)
        assert scanner.looks == 1

    def test_an_object_overwritten_before_the_fetch_waits_for_its_own_event(
        self, door, client, names
    ):
        first, second = put(client, names, CLEAN), put(client, names, TELLING)
        answer = door.answer(first)
        assert (answer[0], outcomes(answer)) == (200, ["superseded"])
        assert where(client, names) == (1, 0, 0)
        assert outcomes(door.answer(second)) == ["quarantined"]
        assert where(client, names) == (0, 0, 1)

    def test_an_object_overwritten_while_it_is_looked_at_is_not_promoted(
        self, door, client, names, scanner, monkeypatch
    ):
        event = put(client, names, CLEAN)
        examine = type(scanner).examine_photos

        def overwritten(*seen):
            put(client, names, TELLING)
            return examine(*seen)

        monkeypatch.setattr(type(scanner), "examine_photos", overwritten)
        assert outcomes(door.answer(event)) == ["superseded"]
        assert where(client, names) == (1, 0, 0)

    def test_versions_are_pinned_and_older_ones_are_never_promoted(self, door, client, names):
        client.put_bucket_versioning(
            Bucket=names.uploads, VersioningConfiguration={"Status": "Enabled"}
        )
        old, new = put(client, names, CLEAN), put(client, names, OTHER)
        assert outcomes(door.answer(old)) == ["superseded"]
        assert outcomes(door.answer(new)) == ["promoted"]
        assert client.get_object(Bucket=names.clean, Key="IMG_1.jpg")["Body"].read() == OTHER
        left = client.list_object_versions(Bucket=names.uploads)["Versions"]
        assert len(left) == 1  # that version alone was removed

    def test_two_uploads_of_one_name_keep_their_places_in_quarantine(self, door, client, names):
        for data in (TELLING, CLEAN[:300]):
            door.answer(put(client, names, data))
        assert where(client, names) == (0, 0, 2)


class _Breaking:
    """The real client, with one call that breaks."""

    def __init__(self, client, name, broken) -> None:
        self._client, self._name, self._broken = client, name, broken

    def __getattr__(self, name):
        return self._broken if name == self._name else getattr(self._client, name)


class TestWhatBreaks:
    @pytest.mark.parametrize("call", ["head_object", "get_object", "put_object"])
    def test_a_store_that_fails_leaves_the_photo_and_asks_again(self, door, client, names, call):
        def fails(**_):
            raise EndpointConnectionError(endpoint_url="http://127.0.0.1/Maria-Lopez")

        event = put(client, names, CLEAN)
        door.store.client = _Breaking(client, call, fails)
        answer = door.answer(event)
        assert (answer[0], outcomes(answer)) == (503, ["stays"])
        assert "Lopez" not in json.dumps(answer[1])
        assert "EndpointConnectionError" in json.dumps(answer[1])
        assert where(client, names) == (1, 0, 0)
        door.store.client = client
        assert outcomes(door.answer(event)) == ["promoted"]

    def test_a_connection_that_breaks_off_leaves_the_photo(self, door, client, names):
        def cut(**asked):
            got = client.get_object(**asked)
            return {**got, "Body": StreamingBody(io.BytesIO(CLEAN[:200]), len(CLEAN))}

        event = put(client, names, CLEAN)
        door.store.client = _Breaking(client, "get_object", cut)
        assert outcomes(door.answer(event)) == ["stays"]
        assert where(client, names) == (1, 0, 0)

    @pytest.mark.parametrize(("data", "at"), [(CLEAN, (1, 1, 0)), (TELLING, (1, 0, 1))])
    def test_what_was_cut_short_before_the_end_is_finished_without_a_second_look(
        self, door, client, names, scanner, data, at
    ):
        def fails(**_):
            raise OSError

        event = put(client, names, data)
        door.store.client = _Breaking(client, "delete_object", fails)
        assert door.answer(event)[0] == 503
        assert where(client, names) == at
        door.store.client = client
        assert door.answer(event)[0] == 200
        assert where(client, names) == (0, *at[1:])
        assert scanner.looks == 1

    def test_a_safe_copy_does_not_stand_for_its_original(self, door, client, names):
        def fails(*_, **__):
            raise OSError

        event, door.safe_copies = put(client, names, TELLING), True
        door.store.client = _Breaking(client, "copy", fails)
        assert door.answer(event)[0] == 503
        assert where(client, names) == (1, 1, 0)
        door.store.client = client
        assert outcomes(door.answer(event)) == ["quarantined"]
        assert where(client, names) == (0, 1, 1)

    def test_another_policy_looks_again(self, door, client, names, scanner, monkeypatch):
        from dataclasses import replace

        def fails(**_):
            raise OSError

        event = put(client, names, CLEAN)
        door.store.client = _Breaking(client, "delete_object", fails)
        door.answer(event)
        door.store.client, scanner.policy = client, replace(scanner.policy, name="stricter")
        assert outcomes(door.answer(event)) == ["promoted"]
        assert scanner.looks == 2

    def test_several_objects_in_one_event_are_dealt_with_one_by_one(self, door, client, names):
        first, second = put(client, names, CLEAN, "a.jpg"), put(client, names, TELLING, "b.jpg")
        both = {"Records": first["Records"] + second["Records"]}
        door.gate.deadline_s = -1.0  # the sender has given up already
        assert (door.answer(both)[0], where(client, names)) == (503, (2, 0, 0))
        door.gate.deadline_s = 12.0
        assert outcomes(door.answer(both)) == ["promoted", "quarantined"]

    def test_a_full_queue_asks_again(self, door, client, names):
        event = put(client, names, CLEAN)
        door.gate.places = 0
        assert door.answer(event)[0] == 503
        assert where(client, names) == (1, 0, 0)

    def test_the_same_event_twice_at_once_is_looked_at_once(self, door, client, names, scanner):
        event = put(client, names, CLEAN)
        said: list[int] = []
        both = [
            threading.Thread(target=lambda: said.append(door.answer(event)[0])) for _ in range(2)
        ]
        for one in both:
            one.start()
        for one in both:
            one.join(20)
        assert 200 in said
        assert set(said) <= {200, 503}
        assert scanner.looks == 1
        assert where(client, names) == (0, 1, 0)


class TestOverHttp:
    def test_the_door_is_shut_unless_it_is_set_up(self, gate):
        assert TestClient(make_app(gate)).post("/hooks/s3", json={}).status_code == 404

    def test_events_come_in_as_json(self, gate, door, client, names):
        web = TestClient(make_app(gate, s3=door))
        assert web.post("/hooks/s3", json=put(client, names, CLEAN)).status_code == 200
        assert web.post("/hooks/s3", content=b"[" * 1_000_001).status_code == 413
        assert web.post("/hooks/s3", content=b"{").status_code == 422
        event = put(client, names, OTHER)
        gate.places = 0
        asked = web.post("/hooks/s3", json=event)
        assert asked.status_code == 503
        assert int(asked.headers["retry-after"]) > 0
        assert 'phiscan_answers_total{door="s3",status="503"} 1.0' in web.get("/metrics").text
        assert "/hooks/s3" in web.get("/openapi.json").json()["paths"]


@pytest.fixture
def listening(gate, door):
    """The door on a free port of this machine; its address."""
    app = make_app(gate, s3=door)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/hooks/s3"
    server.should_exit = True
    thread.join(20)


def test_the_store_itself_sends_its_events_through_sns(store, client, names, listening):
    sns = boto3.client("sns", endpoint_url=store)
    topic = sns.create_topic(Name="new-photos")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=listening)
    told = {"TopicArn": topic, "Events": ["s3:ObjectCreated:*"]}
    client.put_bucket_notification_configuration(
        Bucket=names.uploads, NotificationConfiguration={"TopicConfigurations": [told]}
    )
    for key, data in {"a b/ü+1.jpg": CLEAN, "b.jpg": TELLING, "cut.jpg": CLEAN[:300]}.items():
        client.put_object(Bucket=names.uploads, Key=key, Body=data)
    assert where(client, names) == (0, 1, 2)
    assert keys(client, names.clean) == ["a b/ü+1.jpg"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--s3-source-bucket", "a"],
        ["--s3-clean-bucket", "a", "--s3-quarantine-bucket", "b"],
        ["--s3-endpoint", "http://127.0.0.1:9"],
        ["--s3-source-bucket", "a", "--s3-clean-bucket", "b", "--s3-quarantine-bucket", "a"],
        ["--s3-source-bucket", "a", "--s3-clean-bucket", "b", "--s3-quarantine-bucket", "c",
         "--s3-endpoint", "no address"],
    ],
)  # fmt: skip
def test_wrong_use_ends_before_anything_listens(wrong):
    result = CliRunner().invoke(main, ["serve", *wrong])
    assert result.exit_code == ExitCode.USAGE
    assert "Traceback" not in result.output


class Server:
    """`phiscan serve` over S3 as a process of its own."""

    def __init__(self, store: str, names) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "phiscan", "serve", "--port", str(port),
                   "--reader", "none", "--face-finder", "none", "--s3-endpoint", store,
                   "--s3-source-bucket", names.uploads, "--s3-clean-bucket", names.clean,
                   "--s3-quarantine-bucket", names.quarantine]  # fmt: skip
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address + "/healthz", timeout=5)
                return
            except OSError:
                time.sleep(0.1)

    def post(self, event) -> int:
        request = urllib.request.Request(
            self.address + "/hooks/s3", data=json.dumps(event).encode(), method="POST"
        )
        try:
            return urllib.request.urlopen(request, timeout=30).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()


@pytest.mark.slow
def test_nothing_passes_a_server_killed_in_the_middle(store, client, names, gate):
    noise = np.random.default_rng(6).integers(0, 255, (1500, 2000, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "JPEG", comment="Patient: Maria Lopez, MRN: 00882291")
    event = put(client, names, out.getvalue())
    server = Server(store, names)
    asking = threading.Thread(target=server.post, args=(event,))
    asking.start()
    time.sleep(0.3)
    server.kill()
    asking.join(20)
    assert keys(client, names.clean) == []
    assert where(client, names)[0] + where(client, names)[2] > 0
    assert S3(gate, store_of(client, names)).answer(event)[0] == 200
    assert where(client, names) == (0, 0, 1)
