"""PNG and APNG (W3C PNG, third edition): chunks up to IEND."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from phiscan.formats._parts import Container, Part

MAX_TEXT_BYTES = 8_000_000
"""A compressed text is unpacked up to this many bytes: enough for any caption, no bomb."""

_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS acTL fcTL fdAT gAMA cHRM sRGB sBIT bKGD hIST pHYs cICP mDCV cLLI "
    b"sPLT iDOT".split()
)
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_KINDS = {b"eXIf": "exif", b"tIME": "time", b"iCCP": "icc"}


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield (type, payload, offset after the chunk); ends early when the file is cut off."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        stop = at + 12 + length
        if stop > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : stop - 4], stop
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = stop


def walk(data: bytes) -> Container:
    """Return texts, EXIF, time and unknown chunks, and the end of IEND."""
    parts: list[Part] = []
    end = None
    for name, payload, stop in chunks(data):
        if name == b"IEND":
            end = stop
        elif name in _TEXTS:
            parts.append(_text_part(name, payload))
        elif name not in _PICTURE:
            kind = _KINDS.get(name, "other")
            parts.append(Part(kind, payload, name.decode("latin-1")))
    return Container(tuple(parts), end)


def count_pictures(data: bytes) -> int:
    """Return how many pictures the chunks hold, whatever number the animation's header states."""
    count, previous = 0, b""
    for name, _, _ in chunks(data):
        if name in (b"IDAT", b"fdAT") and name != previous:
            count += 1
        if name in (b"IDAT", b"fdAT", b"fcTL"):
            previous = name
    return count


def without_texts(data: bytes) -> bytes:
    """Return the same picture without text chunks, on which decoders set limits of their own."""
    pieces, at = [], 8
    for name, _, stop in chunks(data):
        if name not in _TEXTS:
            pieces.append(data[at:stop])
        at = stop
    return b"".join([data[:8], *pieces, data[at:]])


def _text_part(name: bytes, payload: bytes) -> Part:
    keyword_bytes, _, rest = payload.partition(b"\0")
    keyword = keyword_bytes.decode("latin-1")
    if name == b"zTXt":
        text = _unpack(rest[1:])
    elif name == b"iTXt":
        text = _international(rest)
    else:
        text = rest.decode("latin-1").encode()
    return _named_text(keyword, text)


def _international(rest: bytes) -> bytes:
    is_packed = rest[:1] == b"\1"
    body = rest[2:].split(b"\0", 2)
    text = body[2] if len(body) == 3 else b""
    return _unpack(text) if is_packed else text


def _named_text(keyword: str, text: bytes) -> Part:
    low = keyword.lower()
    if low == "xml:com.adobe.xmp":
        return Part("xmp", text, keyword)
    if low.startswith("raw profile type "):
        kind = {"exif": "exif", "app1": "exif", "iptc": "photoshop", "8bim": "photoshop"}
        profile = _raw_profile(text)
        if low.endswith("xmp") or profile.startswith(b"http://ns.adobe.com/xap"):
            return Part("xmp", profile.removeprefix(b"http://ns.adobe.com/xap/1.0/\0"), keyword)
        return Part(kind.get(low.split()[-1], "other"), profile, keyword)
    return Part("text", text, keyword)


def _raw_profile(text: bytes) -> bytes:
    """Unpack ImageMagick's hexadecimal profile: name, length, then digits over many lines."""
    lines = text.strip().split(b"\n", 2)
    try:
        profile = bytes.fromhex(lines[2].decode("ascii")) if len(lines) == 3 else b""
    except ValueError:
        return text
    return profile.removeprefix(b"Exif\0\0")


def _unpack(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MAX_TEXT_BYTES)
    except zlib.error:
        return packed
