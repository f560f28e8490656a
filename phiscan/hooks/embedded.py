"""Photos written as text: base64 (RFC 4648) in a JSON body, a form field or a data URL."""

from __future__ import annotations

import base64
import re

from phiscan.formats.sniff import READABLE, sniff

_LEAST = 64
"""Letters that are looked into for a photo's first bytes: no photo is written in fewer."""
_LETTERS = rb"A-Za-z0-9+/_\-"
_START = re.compile(rb"(?<![%s])[%s]{16}" % (_LETTERS, _LETTERS))
"""A word that may begin a photo; what stands before it in the text is none of it."""
_RUN = re.compile(rb"[%s\r\n\t ]+" % _LETTERS)
_BREAKS = b"\r\n\t "
_WRITTEN = re.compile(
    rb"%(2b|2f|3d|0d|0a)"  # in a form
    rb"|\\{1,8}u00(2b|2f|3d|0d|0a)|\\{1,8}([/rnt])"  # in JSON, or in JSON inside JSON
    rb"|&#x0{0,6}(2b|2f|3d|d|a);|&#0{0,6}(43|47|61|13|10);",  # in XML and HTML
    re.IGNORECASE,
)
_MEANT = {
    **dict.fromkeys((b"2b", b"43"), b"+"),
    **dict.fromkeys((b"2f", b"47", b"/"), b"/"),
    **dict.fromkeys((b"3d", b"61"), b"="),
}
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")


def photos_in_text(data: bytes) -> list[bytes]:
    """Return the pictures and PDFs that a text holds in base64, decoded.

    >>> photos_in_text(b'{"photo": "hello"}')
    []
    """
    text = _WRITTEN.sub(_meant, data)
    photos, at = [], 0
    while start := _START.search(text, at):
        begin, at = start.start(), start.end()
        head, _ = _run(text, begin, begin + 3 * _LEAST)
        if _is_photo(head[:_LEAST]):
            letters, at = _run(text, begin, len(text))
            photos.append(_plain(letters))
    return list(dict.fromkeys(photos))


def _meant(written: re.Match[bytes]) -> bytes:
    """Return the letter that was written in another way; a break for all others."""
    return _MEANT.get((written[written.lastindex or 0]).lower(), b"\n")


def _run(text: bytes, begin: int, stop: int) -> tuple[bytes, int]:
    """Return the letters from a place on, breaks left out, and where they end."""
    found = _RUN.match(text, begin, stop)
    return (b"", begin) if found is None else (found[0].translate(None, _BREAKS), found.end())


def _is_photo(letters: bytes) -> bool:
    return len(letters) == _LEAST and sniff(_plain(letters)) in READABLE


def _plain(letters: bytes) -> bytes:
    """Return what base64 letters without their padding say; one letter over says nothing."""
    whole = letters[: len(letters) - (len(letters) % 4 == 1)].translate(_TO_STANDARD)
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
