"""Content-Encoding undone within limits: what stays encoded has not been looked at (RFC 9110, 8.4).

Only what the standard library decodes; a proxy can be told to ask servers for nothing else.
"""

from __future__ import annotations

import zlib

_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's window bits: with gzip's, with zlib's, with no header
_WAYS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (_ZLIB, _RAW)}
_MOST_LAYERS = 3
_MOST_MEMBERS = 64
"""Of one gzip body (RFC 1952, 2.2): each costs a copy of all that follows."""


def decoded(data: bytes, header: str, limit: int) -> bytes | None:
    """Return a body without the encodings that `header` names; None where that cannot be done.

    At most `limit` bytes come out: more is a bomb or too large, and None as well.

    >>> import gzip
    >>> decoded(gzip.compress(b"hello"), "gzip", 100)
    b'hello'
    >>> decoded(b"hello", "br", 100) is None
    True
    """
    layers = [name.strip().lower() for name in header.split(",") if name.strip()]
    names = [name for name in layers if name != "identity"]
    if len(names) > _MOST_LAYERS:
        return None
    whole: bytes | None = data
    for name in reversed(names):
        if whole is None:
            return None
        whole = _undone(whole, name, limit)
    return whole


def _undone(data: bytes, name: str, limit: int) -> bytes | None:
    for bits in _WAYS.get(name, ()):
        plain = _inflated(data, bits, limit)
        if plain is not None:
            return plain
    return None


def _inflated(data: bytes, bits: int, limit: int) -> bytes | None:
    """Return every member's content; None for what is damaged, cut short, too long or followed
    by something else.
    """
    plain, members = b"", 0
    while data:
        members += 1
        if members > _MOST_MEMBERS:
            return None
        member = zlib.decompressobj(bits)
        try:
            plain += member.decompress(data, limit + 1 - len(plain))
        except zlib.error:
            return None
        if not member.eof or len(plain) > limit:
            return None
        data = member.unused_data if bits == _GZIP else b""
        if bits != _GZIP and member.unused_data:
            return None
    return plain
