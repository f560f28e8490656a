"""Django, FastAPI and Flask: a small upload page of each, and photos sent to it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from phiscan.hooks import gate as gates
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner

for needed in ("django", "fastapi", "flask", "httpx2"):
    pytest.importorskip(needed, reason="needs the frameworks of phiscan[dev]")


def photo(comment: str | None = None) -> bytes:
    out = io.BytesIO()
    named = {} if comment is None else {"comment": comment}
    Image.fromarray(np.full((60, 80, 3), 180, np.uint8)).save(out, "JPEG", **named)
    return out.getvalue()


CLEAN, TELLING = photo(), photo("Patient: Maria Lopez, MRN: 00882291")
SENT = [
    (CLEAN, 200),
    (TELLING, 422),
    (b"", 422),
    (CLEAN[:200], 422),
    (b"\xff\xd8\xff nothing", 422),
    (b"MZ a program", 415),
    (b"x" * 60_001, 413),
]


@pytest.fixture(autouse=True)
def small_gate(monkeypatch):
    """Use a quick scanner and a low limit in place of the process's own gate."""
    options = ScanOptions(reader="none", face_finder="none", max_bytes=60_000)
    with gates.Gate(scanner=Scanner(options)) as made:
        for door in ("django", "fastapi", "flask"):
            module = __import__(f"phiscan.hooks.{door}", fromlist=["x"])
            monkeypatch.setattr(module, "shared_gate", lambda: made)
            monkeypatch.setattr(module, "MOST_BYTES", 60_000, raising=False)
        yield made


@pytest.fixture(scope="module", autouse=True)
def django_site():
    """Set up the smallest Django site."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True)
        django.setup()


class TestFastApi:
    @pytest.fixture
    def client(self):
        from typing import Annotated

        from fastapi import Depends, FastAPI
        from starlette.testclient import TestClient

        from phiscan.hooks.fastapi import CheckedPhoto, checked_photo

        app = FastAPI()

        async def post(photo):
            return {"bytes": len(photo.data), "caption": photo.caption}

        post.__annotations__ = {"photo": Annotated[CheckedPhoto, Depends(checked_photo)]}
        app.post("/photos")(post)
        return TestClient(app)

    @pytest.mark.parametrize(("data", "status"), SENT)
    def test_only_a_clean_photo_reaches_the_route(self, client, data, status):
        answer = client.post("/photos", files={"file": ("a.jpg", data)})
        assert answer.status_code == status
        assert ("bytes" in answer.json()) is (status == 200)
        assert "Lopez" not in answer.text

    def test_a_telling_caption_stops_it_and_a_full_queue_too(self, client, small_gate):
        files = {"file": ("a.jpg", CLEAN)}
        told = client.post("/photos", files=files, data={"caption": "MRN 00882291"})
        assert told.status_code == 422
        small_gate.places = 0
        assert client.post("/photos", files=files).status_code == 503


class TestFlask:
    @pytest.fixture
    def client(self):
        from flask import Flask, request

        from phiscan.hooks.flask import check_upload

        app = Flask(__name__)

        @app.post("/photos")
        def post():
            data = check_upload(request.files["photo"], caption=request.form.get("caption"))
            return {"bytes": len(data)}

        return app.test_client()

    @pytest.mark.parametrize(("data", "status"), SENT)
    def test_only_a_clean_photo_reaches_the_view(self, client, data, status):
        answer = client.post("/photos", data={"photo": (io.BytesIO(data), "a.jpg")})
        assert answer.status_code == status
        assert "Lopez" not in answer.text

    def test_a_telling_caption_stops_it_and_a_full_queue_too(self, client, small_gate):
        form = {"photo": (io.BytesIO(CLEAN), "a.jpg"), "caption": "MRN 00882291"}
        assert client.post("/photos", data=form).status_code == 422
        small_gate.places = 0
        answer = client.post("/photos", data={"photo": (io.BytesIO(CLEAN), "a.jpg")})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")

    def test_a_large_upload_stays_in_memory(self):
        from flask import Flask, request

        from phiscan.hooks.flask import PhotoRequest

        app = Flask(__name__)
        app.request_class = PhotoRequest

        @app.post("/")
        def post():
            return type(request.files["file"].stream).__name__

        sent = {"file": (io.BytesIO(b"x" * 2_000_000), "a.jpg")}
        assert app.test_client().post("/", data=sent).text == "BytesIO"


class TestDjango:
    def form(self, data: bytes, caption: str = "Lunch"):
        from django import forms
        from django.core.files.uploadedfile import SimpleUploadedFile

        from phiscan.hooks.django import validate_caption, validate_photo

        class PhotoForm(forms.Form):
            photo = forms.ImageField(validators=[validate_photo])
            caption = forms.CharField(validators=[validate_caption])

        return PhotoForm({"caption": caption}, {"photo": SimpleUploadedFile("a.jpg", data)})

    def test_the_validators_tell_why(self):
        assert self.form(CLEAN).is_valid()
        told = self.form(TELLING, "our patient Maria Lopez, MRN 00882291")
        assert not told.is_valid()
        assert {e.code for e in told.errors.as_data()["photo"]} == {"phi"}
        assert "medical record number" in str(told.errors["caption"])
        assert "Lopez" not in str(told.errors)

    def test_a_cut_or_empty_photo_is_no_valid_form(self):
        for data in (b"", CLEAN[:200], b"MZ a program"):
            assert not self.form(data).is_valid()

    def test_a_full_queue_and_a_file_over_the_limit_are_no_valid_form(
        self, small_gate, monkeypatch
    ):
        small_gate.places = 0
        told = self.form(CLEAN)
        assert "try again" in str(told.errors["photo"])
        assert not self.upload(CLEAN).FILES
        small_gate.places = 9
        monkeypatch.setattr("phiscan.hooks.django.MOST_BYTES", len(CLEAN) - 1)
        assert "too large" in str(self.form(CLEAN).errors["photo"])

    def upload(self, *files: bytes):
        """Parse an upload request with the handler in front; return the request."""
        from django.test import RequestFactory

        from phiscan.hooks.django import PhotoGateHandler

        parts = {f"photo{i}": io.BytesIO(data) for i, data in enumerate(files)}
        for i, part in enumerate(parts.values()):
            part.name = f"a{i}.jpg"
        request = RequestFactory().post("/photos", parts)
        request.upload_handlers.insert(0, PhotoGateHandler(request))
        request.FILES  # noqa: B018  parsing happens here
        return request

    def test_the_handler_hands_on_what_is_let_through(self):
        from phiscan.hooks.django import validate_photo

        request = self.upload(CLEAN, CLEAN)
        assert [f.read() for f in request.FILES.values()] == [CLEAN, CLEAN]
        validate_photo(request.FILES["photo0"])

    @pytest.mark.parametrize("data", [TELLING, CLEAN[:200], b"MZ a program"])
    def test_the_handler_drops_the_rest(self, data):
        request = self.upload(data)
        assert not request.FILES
        assert len(request.phiscan_refused) == 1

    def test_the_handler_stops_what_is_too_large(self):
        assert not self.upload(b"x" * 200_000).FILES


urlpatterns: list = []
