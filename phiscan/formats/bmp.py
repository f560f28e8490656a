"""BMP: only where it ends."""

from __future__ import annotations

import struct

from phiscan.formats._parts import Container


def walk(data: bytes) -> Container:
    """Return no pieces, and the end: the larger of what the header states and the rows need."""
    if len(data) < 30:
        return Container((), None)
    stated, offset = struct.unpack("<I4xI", data[2:14])
    width, height, bits = _layout(data)
    is_packed = int.from_bytes(data[30:34], "little") in (1, 2, 4, 5)
    rows = 0 if is_packed else ((width * bits + 31) // 32) * 4 * abs(height)
    end = max(stated, offset + rows)
    # Padding of the very last row is left out by some writers.
    return Container((), None if len(data) + 3 < offset + rows else min(end, len(data)))


def _layout(data: bytes) -> tuple[int, int, int]:
    if int.from_bytes(data[14:18], "little") == 12:
        width, height, _, bits = struct.unpack("<HHHH", data[18:26])
    else:
        width, height, _, bits = struct.unpack("<iiHH", data[18:30])
    return int(width), int(height), int(bits)
