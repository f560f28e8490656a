"""WebP (RFC 9649): RIFF chunks."""

from __future__ import annotations

from phiscan.formats._parts import Container, Part

_PICTURE = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_KINDS = {b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "icc"}


def walk(data: bytes) -> Container:
    """Return metadata and unknown chunks, and the end that the RIFF header states."""
    end = 8 + int.from_bytes(data[4:8], "little")
    end += end % 2
    parts: list[Part] = []
    at = 12
    while at + 8 <= min(end, len(data)):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name not in _PICTURE:
            payload = data[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0")
            parts.append(Part(_KINDS.get(name, "other"), payload, name.decode("latin-1").strip()))
        at += 8 + length + length % 2
    # A writer may leave out the last padding byte.
    return Container(tuple(parts), None if len(data) < end - 1 else min(end, len(data)))
