"""PDF pages as pictures: Poppler through pdf2image where it is installed, else pypdfium2.

The document is handed to Poppler through an anonymous file in memory and the pages come back
through a pipe, so nothing of it is ever written to disk.
"""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np

from phiscan._deadline import Deadline
from phiscan._programs import answers
from phiscan.errors import UnreadableError
from phiscan.load._files import PageProblem
from phiscan.load.modes import Rendering, with_stretch
from phiscan.load.pictures import DECODE_ERRORS, Opened
from phiscan.types import Pixels

DPI = 250
"""Six-point print, the smallest on labels, is then about 20 pixels high."""
MAX_DPI = 600
MIN_DPI = 100
"""Below this small print is lost, so the page counts as not examined."""
MAX_PAGE_PIXELS = 80_000_000
"""Stays below the size at which Pillow, inside pdf2image, warns of a decompression bomb."""
_PDFIUM_LOCK = threading.RLock()
"""PDFium may not be called from two threads at once, whatever the document."""


def has_poppler() -> bool:
    """Whether Poppler can be used without writing the document to disk."""
    in_memory = hasattr(os, "memfd_create") and sys.platform == "linux"
    return in_memory and all(answers(tool, "-v") for tool in ("pdftoppm", "pdfinfo"))


@contextmanager
def open_document(data: bytes) -> Iterator[Any]:
    """Open with pypdfium2, one thread at a time; raises UnreadableError in plain words."""
    import pypdfium2

    with _PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except DECODE_ERRORS as error:
            locked = "password" in str(error).lower()
            reason = "the PDF is locked by a password" if locked else "the PDF is damaged"
            raise UnreadableError(reason) from None
        try:
            yield document
        finally:
            document.close()


def open_pdf(data: bytes, max_pixels: int) -> Opened:
    """Count the pages; `renderings` then draws them one at a time.

    Raises UnreadableError for a PDF that is damaged, locked or without pages.
    """
    with open_document(data) as document:
        pages = len(document)
        attached = document.count_attachments()
    if pages == 0:
        raise UnreadableError("the PDF has no pages")
    draw = _draw_with_poppler if has_poppler() else _draw_with_pdfium

    def renderings(limit: int, deadline: Deadline | None) -> Iterator[Rendering | PageProblem]:
        for page in range(1, min(pages, limit) + 1):
            yield _render_page(data, page, max_pixels, draw, deadline or Deadline())

    missing = ("files attached to the PDF",) if attached else ()
    return Opened(pages, renderings, not_examined=missing)


def _render_page(
    data: bytes,
    page: int,
    max_pixels: int,
    draw: Callable[[bytes, int, int, Deadline], Pixels | None],
    deadline: Deadline,
) -> Rendering | PageProblem:
    try:
        dpi = _page_dpi(data, page, max_pixels)
        if dpi < MIN_DPI:
            return PageProblem(page, "the page is too large to be drawn with its small print")
        pixels = draw(data, page, dpi, deadline)
        if pixels is None:
            pixels = _draw_with_pdfium(data, page, dpi, deadline)
    except UnreadableError as error:
        return PageProblem(page, str(error))
    except DECODE_ERRORS:
        pixels = None
    if pixels is None:
        return PageProblem(page, "the page cannot be drawn")
    shown = with_stretch(pixels)
    try:
        below = _draw_below_covers(data, page, dpi, deadline)
    except (UnreadableError, *DECODE_ERRORS):
        return PageProblem(page, "what lies below the page's drawings cannot be drawn")
    return shown if below is None else Rendering(pixels, (*shown.views, _sized(below, pixels)))


def _page_dpi(data: bytes, page: int, max_pixels: int) -> int:
    """Return the resolution that keeps a scanned page's own pixels, within the limits."""
    with open_document(data) as document:
        sheet = document[page - 1]
        left, bottom, right, top = sheet.get_mediabox()
        inches = max(abs(right - left), 1) / 72, max(abs(top - bottom), 1) / 72
        wanted = max([DPI, *_picture_dpi(sheet, inches)])
    room = math.sqrt(min(max_pixels, MAX_PAGE_PIXELS) / (inches[0] * inches[1]))
    return int(min(wanted, MAX_DPI, room * 0.99))


def _picture_dpi(sheet: Any, inches: tuple[float, float]) -> Iterator[float]:
    """Yield the resolution of each picture that covers a good part of the page."""
    import pypdfium2.raw as pdfium

    for item in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        width, height = abs(right - left) / 72, abs(top - bottom) / 72
        if width * height > 0.1 * inches[0] * inches[1]:
            across, down = item.get_px_size()
            yield math.sqrt(across * down / (width * height))


def _draw_below_covers(data: bytes, page: int, dpi: int, deadline: Deadline) -> Pixels | None:
    """Draw the page without what lies over its pictures; None where nothing does.

    A black bar drawn over a scan, on the page or as a note, hides nothing: the scan below it can
    be taken out of the file.
    """
    deadline.check()
    with open_document(data) as document:
        sheet = document[page - 1]
        covers = _covers(sheet)
        if not covers and not _has_noted_picture(sheet):
            return None
        before = _draw_sheet(sheet, dpi)
        for cover in covers:
            sheet.remove_obj(cover)
        after = _draw_sheet(sheet, dpi, with_notes=False)
    return None if np.array_equal(before, after) else after


def _covers(sheet: Any) -> list[Any]:
    """Return the filled shapes and shadings that are drawn over a part of an earlier picture."""
    import pypdfium2.raw as pdfium

    pictures: list[tuple[float, float, float, float]] = []
    covers = []
    for item in sheet.get_objects(max_depth=1):
        if item.type in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pictures.append(item.get_bounds())
        elif item.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            left, bottom, right, top = item.get_bounds()
            if any(
                left < x1 and right > x0 and bottom < y1 and top > y0 for x0, y0, x1, y1 in pictures
            ):
                covers.append(item)
    return covers


def _has_noted_picture(sheet: Any) -> bool:
    """Whether a page holds a picture and notes that may be drawn over it."""
    import pypdfium2.raw as pdfium

    pictures = sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return pdfium.FPDFPage_GetAnnotCount(sheet) > 0 and next(iter(pictures), None) is not None


def _sized(pixels: Pixels, like: Pixels) -> Pixels:
    """Return the picture in the size of another: two programs round a page's size differently."""
    if pixels.shape == like.shape:
        return pixels
    size_wh = like.shape[1], like.shape[0]
    return np.asarray(cv2.resize(pixels, size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _draw_with_poppler(data: bytes, page: int, dpi: int, deadline: Deadline) -> Pixels | None:
    """Draw one page (from 1); None when Poppler cannot, so that PDFium is asked."""
    import pdf2image
    from pdf2image.exceptions import PDFPopplerTimeoutError

    left = None if math.isinf(deadline.left_s) else max(1, math.ceil(deadline.left_s))
    handle = os.memfd_create("page")
    try:
        with os.fdopen(handle, "wb", closefd=False) as stream:
            stream.write(data)
        path = f"/proc/{os.getpid()}/fd/{handle}"
        # pdf2image asks pdfinfo again by itself, without a time limit.
        pdf2image.pdfinfo_from_path(path, timeout=left)
        images = pdf2image.convert_from_path(
            path,
            dpi,
            first_page=page,
            last_page=page,
            timeout=left,
            strict=True,
        )
    except PDFPopplerTimeoutError:
        raise UnreadableError("the page could not be drawn within the time limit") from None
    except Exception:  # whatever stopped it, PDFium draws the page or says why not
        return None
    finally:
        os.close(handle)
    return np.array(images[0].convert("RGB"), dtype=np.uint8) if images else None


def _draw_with_pdfium(data: bytes, page: int, dpi: int, deadline: Deadline) -> Pixels | None:
    """Draw one page (from 1) with its whole media box, so that nothing is cropped away."""
    deadline.check()
    with open_document(data) as document:
        return _draw_sheet(document[page - 1], dpi)


def _draw_sheet(sheet: Any, dpi: int, *, with_notes: bool = True) -> Pixels:
    sheet.set_cropbox(*sheet.get_mediabox())
    bitmap = sheet.render(
        scale=dpi / 72, rev_byteorder=True, may_draw_forms=True, draw_annots=with_notes
    )
    return np.array(bitmap.to_numpy()[..., :3], dtype=np.uint8)
