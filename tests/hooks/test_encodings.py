"""Content-Encoding: undone within limits, or the body was not looked at."""

from __future__ import annotations

import gzip
import zlib

import pytest

from phiscan.hooks.encodings import decoded

WORDS = b"hello " * 20


def raw(data: bytes) -> bytes:
    maker = zlib.compressobj(wbits=-15)
    return maker.compress(data) + maker.flush()


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (WORDS, ""),
        (WORDS, "identity"),
        (gzip.compress(WORDS), "gzip"),
        (gzip.compress(WORDS), "X-GZIP"),
        (gzip.compress(WORDS[:6]) + gzip.compress(WORDS[6:]), "gzip"),
        (zlib.compress(WORDS), "deflate"),
        (raw(WORDS), "deflate"),
        (gzip.compress(zlib.compress(WORDS)), "deflate, gzip"),
    ],
)
def test_known_encodings_are_undone(data, header):
    assert decoded(data, header, len(WORDS)) == WORDS


def test_nothing_stays_nothing():
    assert decoded(b"", "", 10) == b""
    assert decoded(b"", "gzip", 10) == b""


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (WORDS, "br"),
        (WORDS, "gzip"),
        (gzip.compress(WORDS)[:-1], "gzip"),
        (gzip.compress(WORDS) + b"more", "gzip"),
        (zlib.compress(WORDS) + b"more", "deflate"),
        (gzip.compress(WORDS * 2), "gzip"),
        (gzip.compress(WORDS), "gzip, gzip"),
        (WORDS, "gzip, gzip, gzip, gzip"),
        (gzip.compress(b"") * 100_000, "gzip"),
    ],
)
def test_what_cannot_be_undone_within_the_limit_is_not_seen(data, header):
    assert decoded(data, header, len(WORDS)) is None
