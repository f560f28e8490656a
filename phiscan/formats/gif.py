"""GIF (89a): blocks up to the trailer."""

from __future__ import annotations

from phiscan.formats._parts import Container, Part

_TRAILER, _EXTENSION, _IMAGE = 0x3B, 0x21, 0x2C
_COMMENT, _PLAIN_TEXT, _APPLICATION = 0xFE, 0x01, 0xFF


def walk(data: bytes) -> Container:
    """Return comments, plain texts and application blocks, and the end of the trailer."""
    parts: list[Part] = []
    at = 13 + _table_bytes(data[10] if len(data) > 10 else 0)
    while at < len(data):
        block = data[at]
        if block == _TRAILER:
            return Container(tuple(parts), at + 1)
        if block == _EXTENSION and at + 1 < len(data):
            label = data[at + 1]
            payload, at = _sub_blocks(data, at + 2)
            parts += _extension_parts(label, payload)
        elif block == _IMAGE and at + 9 < len(data):
            _, at = _sub_blocks(data, at + 11 + _table_bytes(data[at + 9]))
        else:
            break
    return Container(tuple(parts), None)


def _table_bytes(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """Join the sub-blocks from `at`; a cut file ends them at its last byte."""
    pieces: list[bytes] = []
    while at < len(data) and data[at]:
        pieces.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(pieces), at + 1


def _extension_parts(label: int, payload: bytes) -> list[Part]:
    if label == _COMMENT:
        return [Part("comment", payload, "comment")]
    if label == _PLAIN_TEXT:
        return [Part("comment", payload[12:], "plain text")]
    if label != _APPLICATION or payload[:11] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
        return []
    if payload.startswith(b"XMP DataXMP"):
        return [Part("xmp", _xmp_packet(payload), "XMP")]
    kind = "icc" if payload.startswith(b"ICCRGBG1") else "other"
    return [Part(kind, payload[11:], "application")]


def _xmp_packet(payload: bytes) -> bytes:
    """XMP lies raw in the stream, so that the block lengths eat letters of it; text survives."""
    return payload[11:]
