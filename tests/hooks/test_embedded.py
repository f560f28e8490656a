"""Photos written as text are found, however the text is written."""

from __future__ import annotations

import base64
import json
import time
from urllib.parse import quote_plus

import pytest

from phiscan.hooks.embedded import photos_in_text

PHOTO = b"\xff\xd8\xff\xe0\xfb\xef\xbe" + bytes(range(256)) * 3
LETTERS = base64.b64encode(PHOTO).decode()


@pytest.mark.parametrize("text", [b"", b"hello", b"A" * 500, b"{}", base64.b64encode(b"x" * 999)])
def test_no_photo_is_seen_where_there_is_none(text):
    assert photos_in_text(text) == []


@pytest.mark.parametrize(
    "text",
    [
        LETTERS,
        json.dumps({"photo": LETTERS}),
        json.dumps({"photo": f"data:image/jpeg;base64,{LETTERS}"}),
        json.dumps({"photo": LETTERS}).replace("/", "\\/"),
        json.dumps({"photo": base64.encodebytes(PHOTO).decode()}),
        "photo=" + quote_plus(LETTERS),
        f"<img src='data:image/jpeg;base64,{LETTERS}'>",
        json.dumps({"photo": base64.urlsafe_b64encode(PHOTO).decode()}),
        json.dumps({"photo": LETTERS.rstrip("=")}),
        "See the photo\n\n" + LETTERS,
        "photo " + base64.encodebytes(PHOTO).decode() + "\nKind regards",
        json.dumps({"photo": LETTERS}).replace("+", "\\u002B").replace("=", "\\u003D"),
        json.dumps(json.dumps({"photo": LETTERS}).replace("/", "\\/")),
        "<photo>" + base64.encodebytes(PHOTO).decode().replace("\n", "&#xD;\n") + "</photo>",
        "<photo>" + LETTERS.replace("+", "&#43;").replace("/", "&#x2F;") + "</photo>",
    ],
)
def test_a_photo_is_found(text):
    assert PHOTO in photos_in_text(text.encode())


def test_every_photo_is_found():
    other = b"%PDF-1.7 " + bytes(99)
    text = json.dumps([LETTERS, base64.b64encode(other).decode()])
    assert photos_in_text(text.encode()) == [PHOTO, other]


@pytest.mark.parametrize(
    "word", [b"a" * 63 + b"!", b"\\" * 9, b"%2B", b"&#0000", b"/9j/" * 4 + b" "]
)
def test_a_long_text_is_read_in_a_moment(word):
    begun = time.process_time()
    photos_in_text(word * (500_000 // len(word)))
    assert time.process_time() - begun < 2
