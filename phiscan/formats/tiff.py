"""TIFF tags (TIFF 6.0, BigTIFF, EXIF 3.0): read by hand, so that a broken tag costs only itself."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
          16: 8, 17: 8, 18: 8, 129: 1}  # fmt: skip
_FORMATS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q",
            17: "q", 18: "Q"}  # fmt: skip
_MAX_IFDS = 4096
_MAX_TAGS = 4096
EXIF_IFD, GPS_IFD, INTEROP_IFD, SUB_IFDS = 0x8769, 0x8825, 0xA005, 0x014A
_PICTURES = ((273, 279), (324, 325), (0x0201, 0x0202))
"""Tags with the offsets and the lengths of a picture's strips, its tiles, or its JPEG."""
_CHILDREN = {EXIF_IFD: "Exif", GPS_IFD: "GPS", INTEROP_IFD: "Interop", SUB_IFDS: "SubIFD"}


@dataclass(frozen=True)
class Tag:
    """One tag's raw value; `stop` is the offset after it in the file."""

    kind: int
    count: int
    raw: bytes = field(repr=False)
    order: str = "<"
    stop: int = 0

    @property
    def text(self) -> str:
        """The value as text without padding; numbers give an empty text."""
        if self.kind not in (1, 2, 7, 129):
            return ""
        return self.raw.split(b"\0\0\0\0")[0].rstrip(b"\0 ").decode("utf-8", "replace").strip()

    @property
    def numbers(self) -> tuple[float, ...]:
        """The value as numbers; texts and unknown types give none."""
        if self.kind in (5, 10):
            sign = "I" if self.kind == 5 else "i"
            flat = struct.unpack(f"{self.order}{2 * self.count}{sign}", self.raw)
            return tuple(a / b if b else 0.0 for a, b in zip(flat[::2], flat[1::2], strict=True))
        letter = _FORMATS.get(self.kind)
        if letter is None:
            return ()
        return tuple(map(float, struct.unpack(f"{self.order}{self.count}{letter}", self.raw)))

    @property
    def number(self) -> float | None:
        """The first number, or None."""
        return self.numbers[0] if self.numbers else None


@dataclass(frozen=True)
class Ifd:
    """One directory: `name` is IFD0, IFD1, ..., Exif, GPS, Interop or SubIFD.

    `stop` is the offset after its entries in the file.
    """

    name: str
    tags: dict[int, Tag] = field(repr=False)
    is_broken: bool = False
    stop: int = 0

    def text(self, tag: int) -> str:
        """Return the tag's text, or an empty one."""
        return self.tags[tag].text if tag in self.tags else ""

    def number(self, tag: int) -> float | None:
        """Return the tag's first number, or None."""
        return self.tags[tag].number if tag in self.tags else None


class _Directory(NamedTuple):
    """A directory's tags, where the next one begins (0: nowhere) and where this one stops."""

    tags: dict[int, Tag]
    following: int
    stop: int
    is_broken: bool


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
        version = self._unpack("H", 2) if self.order else 0
        self.is_big = version == 43
        self.is_valid = version in (42, 43, 0x55, 0x4F52, 0x5352)

    def _unpack(self, letter: str, at: int) -> int:
        return int(struct.unpack_from(self.order + letter, self.data, at)[0])

    def offset(self, at: int) -> int:
        return self._unpack("Q" if self.is_big else "I", at)

    def read(self, at: int) -> _Directory:
        """Read the directory at an offset."""
        head, entry, width = (8, 20, 8) if self.is_big else (2, 12, 4)
        count = self._unpack("Q" if self.is_big else "H", at)
        tags: dict[int, Tag] = {}
        is_broken = count > _MAX_TAGS
        for index in range(min(count, _MAX_TAGS)):
            place = at + head + index * entry
            if place + entry > len(self.data):
                return _Directory(tags, 0, len(self.data), True)
            number, tag = self._tag(place, width)
            if tag is None:
                is_broken = True
            else:
                tags.setdefault(number, tag)
        after = at + head + count * entry
        has_next = not is_broken and after + width <= len(self.data)
        return _Directory(tags, self.offset(after) if has_next else 0, after + width, is_broken)

    def _tag(self, at: int, width: int) -> tuple[int, Tag | None]:
        number, kind = self._unpack("H", at), self._unpack("H", at + 2)
        count = self.offset(at + 4)
        size = _SIZES.get(kind, 0) * count
        place = at + 4 + width if size <= width else self.offset(at + 4 + width)
        if kind not in _SIZES or place + size > len(self.data):
            return number, None
        raw = self.data[place : place + size]
        return number, Tag(kind, count, raw, self.order, place + size)


def read_ifds(data: bytes) -> list[Ifd]:
    """Return every directory: the chain of IFD0, IFD1, ... and their children.

    `data` starts at the byte-order mark. An unreadable start gives one broken, empty directory.
    Loops end where they would begin again.
    """
    if len(data) < 8 or not (reader := _Reader(data)).is_valid:
        return [Ifd("IFD0", {}, is_broken=True)]
    seen: set[int] = set()
    found: list[Ifd] = []
    try:
        at, index = reader.offset(8 if reader.is_big else 4), 0
        while at and at not in seen and len(found) < _MAX_IFDS:
            seen.add(at)
            read = reader.read(at)
            found.append(Ifd(f"IFD{index}", read.tags, read.is_broken, read.stop))
            found += _children(reader, read.tags, seen)
            at, index = read.following, index + 1
    except struct.error:
        found.append(Ifd("IFD0" if not found else "damaged", {}, is_broken=True))
    return found


def _children(reader: _Reader, tags: dict[int, Tag], seen: set[int]) -> Iterator[Ifd]:
    for number, name in _CHILDREN.items():
        for value in tags[number].numbers if number in tags else ():
            at = int(value)
            if at in seen or len(seen) >= _MAX_IFDS:
                continue
            seen.add(at)
            try:
                child = reader.read(at)
            except struct.error:
                yield Ifd(name, {}, is_broken=True)
                continue
            yield Ifd(name, child.tags, child.is_broken, child.stop)
            yield from _children(reader, child.tags, seen)


def used_end(data: bytes) -> int:
    """Return the offset after the last byte that a directory, tag or picture of a TIFF claims.

    The file's length when a part is damaged or does not say how long its picture is.
    """
    ifds = read_ifds(data)
    if len(ifds) >= _MAX_IFDS or any(ifd.is_broken for ifd in ifds):
        return len(data)
    stops = [stop for ifd in ifds for stop in _claimed(ifd)]
    return len(data) if None in stops else min(len(data), max(s for s in stops if s is not None))


def _claimed(ifd: Ifd) -> Iterator[int | None]:
    """Yield where each piece of a directory stops; None for a picture of unknown length."""
    yield ifd.stop
    yield from (tag.stop for tag in ifd.tags.values())
    for starts, lengths in _PICTURES:
        if starts not in ifd.tags:
            continue
        if lengths not in ifd.tags:
            yield None
            continue
        pairs = zip(ifd.tags[starts].numbers, ifd.tags[lengths].numbers, strict=False)
        yield from (int(start + length) for start, length in pairs)


def orientation(data: bytes | None) -> int:
    """Return the EXIF orientation 1..8 that IFD0 states; 1 when absent or broken."""
    if not data:
        return 1
    first = read_ifds(data.removeprefix(b"Exif\0\0"))[0]
    value = first.number(0x0112)
    return int(value) if value is not None and 1 <= value <= 8 else 1
