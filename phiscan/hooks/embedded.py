"""Photos written as text: base64 (RFC 4648) in a JSON body, a form field or a data URL."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from phiscan.formats.sniff import HEAD_BYTES, READABLE, sniff

_LEAST = 64
"""Letters of the shortest run that is looked into: no photo is written in fewer."""
_RUN = re.compile(rb"[A-Za-z0-9+/]{%d,}={0,2}" % _LEAST)
_URL_SAFE_RUN = re.compile(rb"[A-Za-z0-9_-]{%d,}={0,2}" % _LEAST)
_BREAKS = re.compile(rb"\\[rn]|[\r\n\t ]+")


def photos_in_text(data: bytes) -> list[bytes]:
    """Return the pictures and PDFs that a text holds in base64, decoded.

    >>> photos_in_text(b'{"photo": "hello"}')
    []
    """
    if b"%2" in data or b"%3" in data:  # a form's own way to write + and = and /
        data = unquote_to_bytes(data)
    text = _BREAKS.sub(b"", data.replace(rb"\/", b"/"))
    found = (*_decoded(_RUN, text), *_decoded(_URL_SAFE_RUN, text))
    return list(dict.fromkeys(found))  # a run without + and / is both


def _decoded(run: re.Pattern[bytes], text: bytes) -> Iterator[bytes]:
    for found in run.finditer(text):
        letters = found[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        if sniff(_plain(letters[: HEAD_BYTES * 2])[:HEAD_BYTES]) in READABLE:
            yield _plain(letters)


def _plain(letters: bytes) -> bytes:
    """Return what base64 letters without their padding say; one letter over says nothing."""
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
