"""TIFF tags (TIFF 6.0, BigTIFF, EXIF 3.0): read by hand, so that a broken tag costs only itself."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
          16: 8, 17: 8, 18: 8, 129: 1}  # fmt: skip
_FORMATS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q",
            17: "q", 18: "Q"}  # fmt: skip
_MAX_IFDS = 4096
_MAX_TAGS = 4096
EXIF_IFD, GPS_IFD, INTEROP_IFD, SUB_IFDS = 0x8769, 0x8825, 0xA005, 0x014A
_CHILDREN = {EXIF_IFD: "Exif", GPS_IFD: "GPS", INTEROP_IFD: "Interop", SUB_IFDS: "SubIFD"}


@dataclass(frozen=True)
class Tag:
    """One tag's raw value."""

    kind: int
    count: int
    raw: bytes = field(repr=False)
    order: str = "<"

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
    """One directory: `name` is IFD0, IFD1, ..., Exif, GPS, Interop or SubIFD."""

    name: str
    tags: dict[int, Tag] = field(repr=False)
    is_broken: bool = False

    def text(self, tag: int) -> str:
        """Return the tag's text, or an empty one."""
        return self.tags[tag].text if tag in self.tags else ""

    def number(self, tag: int) -> float | None:
        """Return the tag's first number, or None."""
        return self.tags[tag].number if tag in self.tags else None


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

    def read(self, at: int) -> tuple[dict[int, Tag], int, bool]:
        """Read one directory: its tags, the next directory's offset, whether it is broken."""
        head, entry, width = (8, 20, 8) if self.is_big else (2, 12, 4)
        count = self._unpack("Q" if self.is_big else "H", at)
        tags: dict[int, Tag] = {}
        is_broken = count > _MAX_TAGS
        for index in range(min(count, _MAX_TAGS)):
            place = at + head + index * entry
            if place + entry > len(self.data):
                return tags, 0, True
            number, tag = self._tag(place, width)
            if tag is None:
                is_broken = True
            else:
                tags.setdefault(number, tag)
        after = at + head + count * entry
        has_next = not is_broken and after + width <= len(self.data)
        return tags, self.offset(after) if has_next else 0, is_broken

    def _tag(self, at: int, width: int) -> tuple[int, Tag | None]:
        number, kind = self._unpack("H", at), self._unpack("H", at + 2)
        count = self.offset(at + 4)
        size = _SIZES.get(kind, 0) * count
        place = at + 4 + width if size <= width else self.offset(at + 4 + width)
        if kind not in _SIZES or place + size > len(self.data):
            return number, None
        return number, Tag(kind, count, self.data[place : place + size], self.order)


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
            tags, after, is_broken = reader.read(at)
            found.append(Ifd(f"IFD{index}", tags, is_broken))
            found += _children(reader, tags, seen)
            at, index = after, index + 1
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
                child, _, is_broken = reader.read(at)
            except struct.error:
                yield Ifd(name, {}, is_broken=True)
                continue
            yield Ifd(name, child, is_broken)
            yield from _children(reader, child, seen)


def orientation(data: bytes | None) -> int:
    """Return the EXIF orientation 1..8 that IFD0 states; 1 when absent or broken."""
    if not data:
        return 1
    first = read_ifds(data.removeprefix(b"Exif\0\0"))[0]
    value = first.number(0x0112)
    return int(value) if value is not None and 1 <= value <= 8 else 1
