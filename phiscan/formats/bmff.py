"""HEIC and AVIF (ISO/IEC 14496-12): the outermost boxes."""

from __future__ import annotations

from phiscan.formats._parts import Container, Part

_PICTURE = frozenset((b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"idat"))
_VIDEO = frozenset((b"mpvd", b"moov"))


def walk(data: bytes) -> Container:
    """Return boxes beside the still picture, and the end of the last whole box."""
    parts: list[Part] = []
    at = 0
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        elif length == 0:
            length = len(data) - at
        if length < 8 or not name.isalnum():
            return Container(tuple(parts), at)
        if at + length > len(data):
            # A box that runs out is a file cut off; other letters are something hung on.
            is_box = name in _PICTURE or name in _VIDEO
            return Container(tuple(parts), None if is_box else at)
        if name == b"meta":
            parts.append(Part("structure", data[at + 8 : at + length], "meta"))
        elif name not in _PICTURE:
            kind = "motion" if name in _VIDEO else "other"
            parts.append(Part(kind, data[at + 8 : at + length], name.decode("latin-1")))
        at += length
    return Container(tuple(parts), at)


def has_turn(container: Container) -> bool:
    """Whether the picture states its own turn or mirroring (boxes irot and imir)."""
    structure = container.first("structure") or b""
    return b"irot" in structure or b"imir" in structure
