"""What a freshly written file may consist of, byte for byte; anything else is a leak.

Each `_walk_*` reads one container from its first byte to its last and yields the name of every part
that a safe copy has no use for: metadata, a second picture, bytes after the end. These are allow
lists on purpose: a part that nobody thought of is reported too.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator

from phiscan import pdf

_JPEG_TABLES = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD}
"""SOF0-2, DHT, DQT, DRI (ITU-T T.81, table B.1)."""
_JFIF = re.compile(rb"JFIF\0\x01[\x00-\x02][\x00-\x02].{4}\0\0", re.DOTALL)
"""An APP0 without a thumbnail."""
_PNG_CHUNKS = {b"IHDR", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"}
_WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF"}
_WEBP_ANIMATION_FLAG = 0x02
_TIFF_TAGS = {256, 257, 258, 259, 262, 273, 277, 278, 279, 284, 317, 339}
"""Size, bits, compression, colour, strips, planes, predictor, sample format (TIFF 6.0)."""
_TIFF_GAP = re.compile(rb"\0{0,32}(II\*\0.{4})?\0{0,32}", re.DOTALL)
"""Padding between pages; Pillow leaves the header of each further page behind."""
_TIFF_TYPE_BYTES = {1: 1, 3: 2, 4: 4}
"""BYTE, SHORT, LONG: numbers only, so that no tag can hold words."""


class _BrokenError(Exception):
    """The container does not parse; the message names the place, never the bytes."""


def find_extras(data: bytes, kind: str) -> tuple[str, ...]:
    """Return the names of parts of `data` that do not belong in a fresh single-purpose file.

    `kind` is one of the kinds phiscan writes ("jpeg", "png", "webp", "gif", "tiff", "bmp",
    "pdf"); an unknown one, and a file that does not parse, is itself reported.
    """
    walk = _WALKS.get(kind)
    if walk is None:
        return (f"unknown container {kind}",)
    try:
        return tuple(dict.fromkeys(walk(data)))
    except (_BrokenError, struct.error, IndexError, zlib.error) as error:
        detail = str(error) if isinstance(error, _BrokenError) else "ends too early"
        return (f"broken {kind}: {detail}",)


def _walk_jpeg(data: bytes) -> Iterator[str]:
    if data[:2] != b"\xff\xd8":
        raise _BrokenError("no start marker")
    at = 2
    while True:
        if data[at] != 0xFF:
            raise _BrokenError("no marker where one belongs")
        code = data[at + 1]
        if code == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        at += 2 + length
        if code == 0xDA:
            at = _skip_scan(data, at)
        elif code == 0xE0 and _JFIF.fullmatch(body):
            continue
        elif code not in _JPEG_TABLES:
            yield f"JPEG segment {code:02X}"
    if at + 2 != len(data):
        yield "data after the JPEG's end"


def _skip_scan(data: bytes, at: int) -> int:
    """Return the offset of the marker that ends the entropy-coded data starting at `at`."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise _BrokenError("scan without end")
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
            continue
        return at


def _walk_png(data: bytes) -> Iterator[str]:
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise _BrokenError("no signature")
    at, name, pictures = 8, b"", _Streams()
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack_from(">I", data, at + 8 + length)
        if crc != zlib.crc32(body, zlib.crc32(name)):
            raise _BrokenError("checksum")
        if name not in _PNG_CHUNKS or (name == b"IEND" and body):
            yield f"PNG chunk {name.decode('latin-1')}"
        pictures.feed(name, body)
        at += 12 + length
    if pictures.has_rest:
        yield "data after a PNG picture's end"
    if at != len(data):
        yield "data after the PNG's end"


class _Streams:
    """Follows the compressed pictures of a PNG to see whether bytes hide behind one's end."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj()
        self.has_rest = False

    def feed(self, name: bytes, body: bytes) -> None:
        """Take one chunk; fcTL and a change from IDAT to fdAT start another picture."""
        if name not in (b"IDAT", b"fdAT"):
            if name == b"fcTL":
                self._inflate = zlib.decompressobj()
            return
        self._inflate.decompress(body[4:] if name == b"fdAT" else body)
        self.has_rest = self.has_rest or bool(self._inflate.unused_data)


def _walk_webp(data: bytes) -> Iterator[str]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise _BrokenError("no RIFF header")
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 != len(data):
        yield "data after the WebP's end"
    yield from _walk_riff(data, 12, len(data))


def _walk_riff(data: bytes, at: int, end: int) -> Iterator[str]:
    while at < end:
        name, length = struct.unpack_from("<4sI", data, at)
        if name not in _WEBP_CHUNKS:
            yield f"WebP chunk {name.decode('latin-1').strip()}"
        elif name == b"VP8X" and data[at + 8] & ~_WEBP_ANIMATION_FLAG:
            yield "WebP flag for metadata"
        elif name == b"ANMF":
            yield from _walk_riff(data, at + 8 + 16, at + 8 + length)
        at += 8 + length + length % 2
    if at != end:
        raise _BrokenError("chunk sizes")


def _walk_gif(data: bytes) -> Iterator[str]:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise _BrokenError("no header")
    at = 13 + _palette_bytes(data[10])
    while data[at] != 0x3B:
        if data[at] == 0x21:
            label = data[at + 1]
            is_loop = label == 0xFF and data[at + 3 : at + 14] == b"NETSCAPE2.0"
            if label != 0xF9 and not is_loop:
                yield f"GIF extension {label:02X}"
            at = _skip_blocks(data, at + 2)
        elif data[at] == 0x2C:
            at = _skip_blocks(data, at + 11 + _palette_bytes(data[at + 9]))
        else:
            raise _BrokenError("unknown block")
    if at + 1 != len(data):
        yield "data after the GIF's end"


def _palette_bytes(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _walk_tiff(data: bytes) -> Iterator[str]:
    if data[:4] != b"II*\0":
        raise _BrokenError("no header")
    used = [(0, 8)]
    (at,) = struct.unpack_from("<I", data, 4)
    while at:
        if (at, at + 2) in used:
            raise _BrokenError("pages in a circle")
        (count,) = struct.unpack_from("<H", data, at)
        used += [(at, at + 2), (at + 2, at + 6 + 12 * count)]
        fields: dict[int, list[int]] = {}
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, form, n = struct.unpack_from("<HHI", data, entry)
            if tag not in _TIFF_TAGS or form not in _TIFF_TYPE_BYTES:
                yield f"TIFF tag {tag}"
                continue
            width = _TIFF_TYPE_BYTES[form]
            where = entry + 8 if n * width <= 4 else struct.unpack_from("<I", data, entry + 8)[0]
            used.append((where, where + n * width))
            fields[tag] = list(struct.unpack_from(f"<{n}{'_BH_I'[width]}", data, where))
        strips = zip(fields.get(273, []), fields.get(279, []), strict=True)
        used += [(start, start + size) for start, size in strips]
        (at,) = struct.unpack_from("<I", data, at + 2 + 12 * count)
    if _has_unused_bytes(data, used):
        yield "TIFF bytes that belong to no page"


def _has_unused_bytes(data: bytes, used: list[tuple[int, int]]) -> bool:
    """Whether bytes other than padding lie outside all (start, end) ranges."""
    at = 0
    for start, end in [*sorted(used), (len(data), len(data))]:
        if start > at and not _TIFF_GAP.fullmatch(data, at, start):
            return True
        at = max(at, end)
    return at > len(data)


def _walk_bmp(data: bytes) -> Iterator[str]:
    if data[:2] != b"BM":
        raise _BrokenError("no header")
    (offset, header, width, height) = struct.unpack_from("<IIii", data, 10)
    (bits,) = struct.unpack_from("<H", data, 28)
    if (offset, header, bits) != (54, 40, 24):
        yield "BMP header that phiscan does not write"
    if len(data) != offset + abs(height) * (-(-width * 24 // 32) * 4):
        yield "data after the BMP's end"


def _walk_pdf(data: bytes) -> Iterator[str]:
    # A PDF is right when writing its page pictures again gives the same bytes.
    pages = pdf.read_pages(data)
    if not pages or pdf.build(pages) != data:
        yield "PDF parts that are not page pictures"
    for page in pages:
        yield from _walk_jpeg(page.jpeg)


_WALKS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "jpeg": _walk_jpeg,
    "png": _walk_png,
    "webp": _walk_webp,
    "gif": _walk_gif,
    "tiff": _walk_tiff,
    "bmp": _walk_bmp,
    "pdf": _walk_pdf,
}
