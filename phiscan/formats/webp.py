"""WebP (RFC 9649): RIFF chunks."""

from __future__ import annotations

from collections.abc import Iterator

from phiscan.formats._parts import Container, Part

_PICTURE = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_KINDS = {b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "icc"}


def count_pictures(data: bytes) -> int:
    """Return how many frames and still pictures lie in the outermost chunks."""
    return sum(name in (b"VP8 ", b"VP8L", b"ANMF") for name, _ in _chunks(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (name, payload) of each outermost chunk up to the end that the RIFF header states."""
    at = 12
    while at + 8 <= min(_stated_end(data), len(data)):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _stated_end(data: bytes) -> int:
    end = 8 + int.from_bytes(data[4:8], "little")
    return end + end % 2


def walk(data: bytes) -> Container:
    """Return metadata and unknown chunks, and the end that the RIFF header states."""
    end = _stated_end(data)
    parts = [
        Part(
            _KINDS.get(name, "other"),
            payload.removeprefix(b"Exif\0\0"),
            name.decode("latin-1").strip(),
        )
        for name, payload in _chunks(data)
        if name not in _PICTURE
    ]
    # A writer may leave out the last padding byte.
    return Container(tuple(parts), None if len(data) < end - 1 else min(end, len(data)))
