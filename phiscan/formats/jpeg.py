"""JPEG (ITU-T T.81): segments up to the first end-of-image mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from phiscan.formats._parts import Container, Part

_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SEQUENTIAL = frozenset({0xC0, 0xC1})
"""Baseline and extended sequential frames, Huffman coded."""
_PROGRESSIVE, _START_OF_SCAN, _END_OF_IMAGE = 0xC2, 0xDA, 0xD9

_SIGNATURES = (
    (0xE1, b"Exif\0", 6, "exif"),
    (0xE1, b"http://ns.adobe.com/xap/1.0/\0", 29, "xmp"),
    # Extended XMP: 35 bytes of signature, a 32-byte digest, total length, offset.
    (0xE1, b"http://ns.adobe.com/xmp/extension/\0", 75, "xmp_extension"),
    (0xE2, b"ICC_PROFILE\0", 14, "icc"),
    (0xE2, b"MPF\0", 4, "mpf"),
    (0xED, b"Photoshop 3.0\0", 14, "photoshop"),
)


@dataclass(frozen=True)
class FrameHeader:
    """What the start-of-frame segment says: size, bits a sample, number of channels."""

    size_wh: tuple[int, int]
    bits: int
    channels: int


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, stop) of each segment's payload; the last one is the end mark.

    Ends without an end mark when the file is cut off or not a JPEG.
    """
    at, marks = 2, None
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == _END_OF_IMAGE:
            yield marker, at + 2, at + 2
            return
        elif marker in _NO_LENGTH:
            at += 2
        else:
            stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if stop > len(data) or stop < at + 4:
                return
            yield marker, at + 4, stop
            at = stop
            if marker == _START_OF_SCAN:
                marks = _marks(data) if marks is None else marks
                index = int(np.searchsorted(marks, stop))
                at = int(marks[index]) if index < len(marks) else len(data)


def _marks(data: bytes) -> NDArray[np.int64]:
    """Return where a marker other than a restart begins; stuffed 0xFF bytes are none."""
    octets = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(octets[:-1] == 0xFF)
    after = octets[at + 1]
    is_mark = (after != 0) & (after != 0xFF) & ((after < 0xD0) | (after > 0xD7))
    return np.asarray(at[is_mark], dtype=np.int64)


def walk(data: bytes) -> Container:
    """Return metadata segments, and the end of the first picture."""
    parts: list[Part] = []
    end = None
    for marker, start, stop in segments(data):
        if marker == _END_OF_IMAGE:
            end = stop
        else:
            parts += _segment_parts(marker, data[start:stop])
    return Container(tuple(_join_extended_xmp(parts)), end)


def mpf_start(data: bytes) -> int | None:
    """Return the offset that MPF entries count from (its own byte-order mark), or None."""
    for marker, start, _ in segments(data):
        if marker == 0xE2 and data[start : start + 4] == b"MPF\0":
            return start + 4
    return None


def read_frame_header(data: bytes) -> FrameHeader | None:
    """Return the first frame header, or None when there is none."""
    for marker, start, stop in segments(data):
        if marker in _FRAME_HEADERS and stop - start >= 6:
            height = int.from_bytes(data[start + 1 : start + 3], "big")
            width = int.from_bytes(data[start + 3 : start + 5], "big")
            return FrameHeader((width, height), data[start], data[start + 5])
    return None


def has_one_scan(data: bytes) -> bool:
    """Whether a sequential, Huffman coded JPEG carries all its components in its first scan."""
    components = 0
    for marker, start, stop in segments(data):
        if marker in _SEQUENTIAL and stop - start >= 6:
            components = data[start + 5]
        elif marker in _FRAME_HEADERS:
            return False
        elif marker == _START_OF_SCAN:
            return 0 < components == data[start]
    return False


def has_all_scans(data: bytes) -> bool:
    """Whether a progressive JPEG's scans carry every coefficient down to its last bit.

    True for a JPEG that is not progressive. False for one cut off between or within its earlier
    scans and closed with an end mark, which decoders take for a whole, coarser picture.
    """
    open_bits: dict[int, list[int]] = {}
    for marker, start, stop in segments(data):
        if marker in _FRAME_HEADERS and marker != _PROGRESSIVE:
            return True
        if marker == _PROGRESSIVE:
            ids = data[start + 6 : stop : 3]
            open_bits = {component: [1] * 64 for component in ids}
        if marker == _START_OF_SCAN and stop - start >= 6:
            count = data[start]
            first, last, low_bit = data[stop - 3], data[stop - 2], data[stop - 1] & 15
            for component in data[start + 1 : start + 1 + 2 * count : 2]:
                if component in open_bits and last < 64:
                    open_bits[component][first : last + 1] = [low_bit] * (last + 1 - first)
    return not any(any(bits) for bits in open_bits.values())


def _segment_parts(marker: int, payload: bytes) -> list[Part]:
    if marker == 0xFE:
        return [Part("comment", payload, "COM")]
    if not 0xE0 <= marker <= 0xEF:
        return []
    name = f"APP{marker - 0xE0}"
    for wanted, signature, skip, kind in _SIGNATURES:
        if marker == wanted and payload.startswith(signature):
            return [Part(kind, payload[skip:], name)]
    if payload.startswith((b"JFIF\0", b"JFXX\0")):
        return _jfif_thumbnail(payload, name)
    if marker == 0xEE and payload.startswith(b"Adobe"):
        return []
    return [Part("other", payload, name)]


def _jfif_thumbnail(payload: bytes, name: str) -> list[Part]:
    if payload.startswith(b"JFXX\0"):
        return [Part("jfif_thumbnail", payload[6:], name)]
    has_picture = len(payload) >= 14 and payload[12] and payload[13]
    return [Part("jfif_thumbnail", payload[14:], name)] if has_picture else []


def _join_extended_xmp(parts: list[Part]) -> list[Part]:
    pieces = [part.data for part in parts if part.kind == "xmp_extension"]
    rest = [part for part in parts if part.kind != "xmp_extension"]
    return [*rest, Part("xmp", b"".join(pieces), "extended")] if pieces else rest
