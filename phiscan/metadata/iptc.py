"""Photoshop resources and IPTC-IIM 4.2 records as fields."""

from __future__ import annotations

from collections.abc import Iterator

from phiscan.metadata import xmp
from phiscan.metadata._fields import Field, Meaning

M = Meaning
_DATASETS = {
    5: M.CAPTION, 15: M.CAPTION, 20: M.CAPTION, 25: M.CAPTION, 40: M.CAPTION, 105: M.CAPTION,
    120: M.CAPTION, 103: M.CAPTION, 7: M.CAPTION,
    55: M.TIME, 60: M.TIME, 62: M.TIME, 63: M.TIME,
    65: M.DEVICE, 70: M.DEVICE,
    26: M.PLACE_NAME, 27: M.PLACE_NAME, 90: M.PLACE_NAME, 92: M.PLACE_NAME, 95: M.PLACE_NAME,
    100: M.PLACE_NAME, 101: M.PLACE_NAME,
    80: M.PERSON, 85: M.PERSON, 110: M.PERSON, 115: M.PERSON, 116: M.PERSON, 118: M.PERSON,
    122: M.PERSON,
}  # fmt: skip
_IPTC, _XMP, _THUMBNAILS = 0x0404, 0x0424, (0x0409, 0x040C)
_THUMBNAIL_HEADER = 28


def photoshop_fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of Photoshop image resources."""
    for number, payload in _resources(data):
        if number == _IPTC:
            yield from iptc_fields(payload)
        elif number == _XMP:
            yield from xmp.xmp_fields(payload)
        elif number in _THUMBNAILS:
            yield Field("Photoshop", M.PREVIEW, preview=payload[_THUMBNAIL_HEADER:])


def _resources(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = data.find(b"8BIM")
    while at >= 0 and at + 12 <= len(data) and data[at : at + 4] == b"8BIM":
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        start = at + 7 + data[at + 6]
        start += (start - at) % 2
        length = int.from_bytes(data[start : start + 4], "big")
        yield number, data[start + 4 : start + 4 + length]
        at = start + 4 + length + length % 2


def iptc_fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of IIM records 2; other records hold bookkeeping only."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, dataset = data[at + 1], data[at + 2]
        length = int.from_bytes(data[at + 3 : at + 5], "big")
        if length & 0x8000:
            yield Field("IPTC", M.DAMAGED)
            return
        value = _decode(data[at + 5 : at + 5 + length]).strip()
        if record == 2 and value:
            yield Field("IPTC", _DATASETS.get(dataset, M.COMMENT), value)
        at += 5 + length


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
