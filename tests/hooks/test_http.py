"""The HTTP door: only 200 lets through; whatever is wrong with an upload gets a plain answer."""

from __future__ import annotations

import asyncio
import io
import json

import numpy as np
import pytest
from PIL import Image

starlette = pytest.importorskip("starlette", reason="needs phiscan[serve]")
pytest.importorskip("httpx2", reason="needs phiscan[dev]")
from starlette.testclient import TestClient  # noqa: E402

from phiscan.hooks.gate import Gate  # noqa: E402
from phiscan.hooks.http import make_app  # noqa: E402
from phiscan.hooks.tusd import Tusd  # noqa: E402
from phiscan.options import ScanOptions  # noqa: E402
from phiscan.scanner import Scanner  # noqa: E402

QUICK = ScanOptions(reader="none", face_finder="none")
LIMIT = 200_000


def photo(kind: str = "PNG", comment: str | None = None) -> bytes:
    out = io.BytesIO()
    named = {} if comment is None else {"comment": comment}
    Image.fromarray(np.full((60, 80, 3), 180, np.uint8)).save(out, kind, **named)
    return out.getvalue()


@pytest.fixture
def gate():
    with Gate(scanner=Scanner(QUICK)) as made:
        yield made


@pytest.fixture
def client(gate):
    return TestClient(make_app(gate, most_bytes=LIMIT))


def test_an_empty_request_is_refused(client):
    assert client.post("/v1/scan").status_code == 422
    assert client.post("/v1/scan", files={"file": ("a.png", b"")}).status_code == 422
    assert client.post("/v1/scan", files={"other": ("a.png", photo())}).status_code == 400


@pytest.mark.parametrize("door", ["/v1/scan", "/v1/redact"])
@pytest.mark.parametrize(
    ("data", "status"),
    [
        (photo(), 200),
        (photo("JPEG"), 200),
        (photo()[:60], 422),
        (b"\xff\xd8\xff\xe0 not really a picture", 422),
        (b"MZ this is a program", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        (b"x" * (LIMIT + 1), 413),
    ],
)
def test_each_kind_of_upload_gets_its_status(client, door, data, status):
    for answer in (
        client.post(door, content=data),
        client.post(door, files={"file": ("upload.png", data)}),
    ):
        assert answer.status_code == status
        assert answer.headers["cache-control"] == "no-store"


def test_a_body_that_hides_its_length_is_cut_off_too(client):
    def chunks():
        for _ in range(5):
            yield b"x" * (LIMIT // 4)

    assert client.post("/v1/scan", content=chunks()).status_code == 413


def test_a_file_name_that_cannot_be_read_is_refused(client):
    named = {"Content-Disposition": "attachment; filename*=utf-16''%41%00%ED; filename*0=a"}
    assert client.post("/v1/scan", content=photo(), headers=named).status_code == 400


def test_findings_are_422_without_any_text(client):
    answer = client.post(
        "/v1/scan",
        files={"file": ("Maria Lopez MRN 00882291.png", photo())},
        data={"caption": "our patient Maria Lopez, MRN 00882291"},
    )
    assert answer.status_code == 422
    told = answer.json()
    assert told["verdict"] == "block"
    assert {"person_name", "mrn", "filename"} <= {f["category"] for f in told["findings"]}
    assert "medical record number" in told["message"]
    assert "Lopez" not in answer.text
    assert "00882291" not in answer.text


def test_who_has_a_page_before_them_is_told_of_no_command_line(client):
    named = {"file": ("Maria Lopez MRN 00882291.png", photo())}
    told = client.post("/v1/scan", files=named).json()
    assert "--to" not in told["message"]
    assert "covered copy" in told["message"]
    assert told["safe_copy"] == "/v1/redact"
    files = {"file": ("a.png", photo())}
    told = client.post("/v1/scan", files=files, data={"caption": "MRN 00882291"}).json()
    assert "write the caption without it" in told["message"]
    assert "covered copy" not in told["message"]
    assert "safe_copy" not in told


def test_no_copy_is_handed_out_beside_a_caption_that_tells(client):
    files = {"file": ("a.png", photo())}
    answer = client.post("/v1/redact", files=files, data={"caption": "MRN 00882291"})
    assert answer.status_code == 422
    assert "write the caption without it" in answer.json()["message"]
    assert client.post("/v1/redact", files=files, data={"caption": "Lunch"}).status_code == 200


def test_every_caption_is_judged_not_the_last_alone(client):
    files = {"file": ("a.png", photo())}
    told = {"caption": ["our patient Maria Lopez, MRN 00882291", "Lunch!"]}
    assert client.post("/v1/scan", files=files, data=told).status_code == 422
    asked = "/v1/scan?caption=MRN+00882291&caption=Lunch"
    assert client.post(asked, content=photo()).status_code == 422


def test_the_safe_copy_comes_back_as_a_picture_without_metadata(client):
    answer = client.post("/v1/redact", content=photo("JPEG", comment="Maria Lopez"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    assert b"Lopez" not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (80, 60)


def test_a_full_queue_says_when_to_come_back(gate, client):
    gate.places = 1
    with gate.turn():
        answer = client.post("/v1/scan", content=photo())
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


def test_what_breaks_is_a_plain_500(gate, client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("Maria Lopez")

    monkeypatch.setattr("phiscan.hooks.answers.body", broken)
    answer = client.post("/v1/scan", content=photo())
    assert answer.status_code == 500
    assert "Lopez" not in answer.text


def test_a_token_guards_everything_but_the_health_check(gate):
    client = TestClient(make_app(gate, token="sesame"))
    assert client.get("/metrics", headers={"Host": "a/healthz?"}).status_code == 401
    assert client.get("/healthz").status_code == 200
    for wrong in ({}, {"Authorization": "Bearer sesam"}, {"Authorization": "Basic sesame"}):
        assert client.post("/v1/scan", content=photo(), headers=wrong).status_code == 401
        assert client.get("/metrics", headers=wrong).status_code == 401
    right = {"Authorization": "Bearer sesame"}
    assert client.post("/v1/scan", content=photo(), headers=right).status_code == 200


def test_metrics_and_description_tell_of_answers_and_of_no_photo(client):
    client.post("/v1/scan", files={"file": ("Maria Lopez.png", photo())})
    text = client.get("/metrics").text
    assert 'phiscan_answers_total{door="scan",status="422"} 1.0' in text
    assert "Lopez" not in text
    assert "/v1/redact" in client.get("/openapi.json").json()["paths"]


class TestTusd:
    @pytest.fixture
    def folders(self, tmp_path):
        uploads, quarantine = tmp_path / "uploads", tmp_path / "quarantine"
        uploads.mkdir()
        return uploads, quarantine

    @pytest.fixture
    def tusd(self, gate, folders):
        return TestClient(make_app(gate, tusd=Tusd(gate, *folders)))

    def event(self, uploads, data, name="a.png", kind="pre-finish", **changes):
        path = uploads / "0123"
        path.write_bytes(data)
        upload = {
            "ID": "0123", "Size": len(data), "Offset": len(data), "IsPartial": False,
            "MetaData": {"filename": name},
            "Storage": {"Type": "filestore", "Path": str(path), "InfoPath": str(path) + ".info"},
            **changes,
        }  # fmt: skip
        return {"Type": kind, "Event": {"Upload": upload, "HTTPRequest": {}}}

    def ask(self, client, event):
        answer = client.post("/hooks/tusd", json=event)
        assert answer.status_code == 200
        assert len(answer.content) <= 5 * 1024
        return answer.json()

    def test_a_clean_upload_stays_where_it_is(self, tusd, folders):
        assert self.ask(tusd, self.event(folders[0], photo())) == {}
        assert (folders[0] / "0123").exists()

    @pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff nothing", photo()[:70]])
    def test_what_is_not_let_through_is_put_away(self, tusd, folders, data):
        told = self.ask(tusd, self.event(folders[0], data))
        assert told["HTTPResponse"]["StatusCode"] == 422
        assert json.loads(told["HTTPResponse"]["Body"])["message"]
        assert not (folders[0] / "0123").exists()
        assert (folders[1] / "0123").exists()

    def test_the_metadata_beside_an_upload_is_put_away_with_it(self, tusd, folders):
        (folders[0] / "0123.info").write_text('{"MetaData": {"caption": "Maria Lopez"}}')
        self.ask(tusd, self.event(folders[0], photo()[:70]))
        assert list(folders[0].iterdir()) == []
        assert {p.name for p in folders[1].iterdir()} == {"0123", "0123.info"}

    def test_a_name_is_refused_before_the_first_byte(self, tusd, folders):
        event = self.event(folders[0], b"", name="Lopez_Maria_MRN00882291.jpg", kind="pre-create")
        told = self.ask(tusd, event)
        assert told["RejectUpload"] is True
        assert "Lopez" not in json.dumps(told)

    def test_partial_uploads_and_other_events_are_not_judged(self, tusd, folders):
        assert self.ask(tusd, self.event(folders[0], b"", IsPartial=True)) == {}
        assert self.ask(tusd, self.event(folders[0], b"", kind="post-receive")) == {}

    def test_an_event_that_never_ends_is_not_waited_for(self, gate, folders, monkeypatch):
        monkeypatch.setattr("phiscan.hooks.http.BODY_S", 0.05)
        app, said = make_app(gate, tusd=Tusd(gate, *folders)), []

        async def receive():
            await asyncio.sleep(30)

        async def send(message):
            said.append(message)

        path = "/hooks/tusd"
        scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b""}
        asyncio.run(app(scope, receive, send))
        assert said[0]["status"] == 408

    def joining(self, uploads, *parts):
        for number, part in enumerate(parts):
            (uploads / f"part{number}").write_bytes(part)
        upload = {
            "ID": "", "Size": sum(map(len, parts)), "IsFinal": True, "Storage": None,
            "MetaData": {"filename": "a.png"},
            "PartialUploads": [f"part{number}" for number in range(len(parts))],
        }  # fmt: skip
        return {"Type": "pre-create", "Event": {"Upload": upload}}

    def test_what_joins_others_is_judged_from_its_parts(self, tusd, folders):
        clean, telling = photo(), photo("JPEG", comment="Patient: Maria Lopez, MRN: 00882291")
        assert self.ask(tusd, self.joining(folders[0], clean[:50], clean[50:])) == {}
        told = self.ask(tusd, self.joining(folders[0], telling[:50], telling[50:]))
        assert told["RejectUpload"]
        assert told["HTTPResponse"]["StatusCode"] == 422
        assert not list(folders[0].iterdir())
        assert len(list(folders[1].iterdir())) == 2

    @pytest.mark.parametrize("parts", [None, [], ["gone"], ["../secret"], ["\0"], [7], 7])
    def test_parts_that_cannot_be_read_are_refused(self, tusd, folders, parts):
        (folders[0].parent / "secret").write_bytes(photo())
        event = self.joining(folders[0])
        event["Event"]["Upload"]["PartialUploads"] = parts
        assert self.ask(tusd, event)["RejectUpload"]
        assert (folders[0].parent / "secret").exists()

    def test_a_path_that_is_none_is_refused(self, tusd, folders):
        storage = {"Type": "filestore", "Path": "a\0b"}
        assert self.ask(tusd, self.event(folders[0], photo(), Storage=storage))["HTTPResponse"]

    @pytest.mark.parametrize("event", [[], {}, {"Type": "pre-finish"}, {"Type": 1, "Event": {}}])
    def test_an_event_nobody_understands_is_refused(self, tusd, event):
        assert self.ask(tusd, event)["HTTPResponse"]["StatusCode"] == 422

    def test_an_upload_cut_short_is_put_away_too(self, tusd, folders):
        told = self.ask(tusd, self.event(folders[0], photo(), Size=10_000))
        assert told["HTTPResponse"]["StatusCode"] == 422
        assert (folders[1] / "0123").exists()

    def test_all_text_that_goes_with_it_is_judged(self, tusd, folders):
        text = {"filename": "a.png", "filetype": "image/png", "comment": "MRN 00882291"}
        told = self.ask(tusd, self.event(folders[0], photo(), MetaData=text))
        assert told["HTTPResponse"]["StatusCode"] == 422

    def test_an_endless_event_is_refused(self, tusd):
        assert tusd.post("/hooks/tusd", content=b"[" * 1_000_001).status_code == 413

    def test_a_path_outside_the_uploads_is_refused_and_left_alone(self, tusd, folders, tmp_path):
        (tmp_path / "other.png").write_bytes(photo())
        storage = {"Type": "filestore", "Path": str(tmp_path / "other.png")}
        told = self.ask(tusd, self.event(folders[0], photo(), Storage=storage))
        assert told["HTTPResponse"]["StatusCode"] == 422
        assert (tmp_path / "other.png").exists()
