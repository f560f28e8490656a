"""The smallest PDF that shows pictures: one JPEG a page, nothing else, not even a date.

Libraries add a producer, a title made of the file's name or the time of day; here every byte is
accounted for, and `build(read_pages(data)) == data` proves that a file holds nothing more
(ISO 32000-1, 7.5 and 8.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_HEADER = b"%PDF-1.4\n"
_PICTURE = re.compile(
    rb"<< /Type /XObject /Subtype /Image /Width (\d+) /Height (\d+) /ColorSpace /DeviceRGB "
    rb"/BitsPerComponent 8 /Filter /DCTDecode /Length (\d+) >>\nstream\n"
)
_BOX = re.compile(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")


@dataclass(frozen=True)
class PdfPage:
    """One page: its picture as RGB JPEG, its size in pixels and on paper in points (1/72 inch)."""

    jpeg: bytes = field(repr=False)
    size_wh: tuple[int, int]
    size_pt: tuple[float, float]


def build(pages: Iterable[PdfPage]) -> bytes:
    """Return a PDF of these pages; the same pages always give the same bytes."""
    bodies: list[bytes] = []
    kids: list[int] = []
    for page in pages:
        first = 3 + len(bodies)
        kids.append(first)
        bodies += _page_objects(page, first)
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    head = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed),
    ]
    return _assemble(head + bodies)


def _page_objects(page: PdfPage, first: int) -> list[bytes]:
    width_pt, height_pt = (b"%.3f" % side for side in page.size_pt)
    drawing = b"q %s 0 0 %s 0 0 cm /P Do Q" % (width_pt, height_pt)
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n"
    ) % (*page.size_wh, len(page.jpeg))
    return [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents %d 0 R "
        b"/Resources << /XObject << /P %d 0 R >> >> >>"
        % (width_pt, height_pt, first + 1, first + 2),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        picture + page.jpeg + b"\nendstream",
    ]


def _assemble(bodies: list[bytes]) -> bytes:
    out = bytearray(_HEADER)
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        start,
    )
    return bytes(out)


def read_pages(data: bytes) -> list[PdfPage]:
    """Return the pages of a PDF that `build` wrote; of any other PDF only what looks like them."""
    pages = []
    at = 0
    while found := _PICTURE.search(data, at):
        width, height, length = (int(group) for group in found.groups())
        # The page object stands right before its picture; a match inside a JPEG is skipped over.
        boxes = _BOX.findall(data, at, found.start())
        size_pt = tuple(float(side) for side in boxes[-1]) if boxes else (0.0, 0.0)
        at = found.end() + length
        pages.append(PdfPage(data[found.end() : at], (width, height), (size_pt[0], size_pt[1])))
    return pages
