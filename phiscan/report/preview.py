"""Small pictures for the HTML report, made from covered pixels only.

The order is the safety: open again, cover at full size, only then shrink and encode. A photo of
which a part was not examined gets no picture, because nobody knows what that part shows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from phiscan._deadline import Deadline
from phiscan.errors import PhiscanError
from phiscan.options import ScanOptions
from phiscan.report.view import page_size
from phiscan.types import (
    Action,
    Category,
    Finding,
    Photo,
    Pixels,
    Points,
    ScanResult,
    Status,
    as_points,
)

MAX_PAGES = 4
"""Pages of one file that get a picture."""
MAX_COVERED = 400
"""Findings on a page beyond which drawing it costs more than a look at it gives."""
SMALLEST_BYTES = 3_000
"""Below this a picture shows nothing."""

_LADDER = (
    (1280, 82), (1120, 80), (960, 78), (800, 76), (640, 72), (520, 66),
    (420, 60), (320, 52), (240, 45),
)  # fmt: skip
_MAX_CORNERS = 28
_CHANGED = "the file has changed since it was examined"
_NOT_IN_PIXELS = frozenset(
    {
        Category.GPS_LOCATION, Category.CAPTURE_TIME, Category.DEVICE_METADATA,
        Category.PERSON_METADATA, Category.EMBEDDED_PREVIEW, Category.TRAILING_DATA,
        Category.FILENAME,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """One page's covered, shrunk JPEG without metadata; `size_wh` is the JPEG's own."""

    page: int
    size_wh: tuple[int, int]
    jpeg: bytes = field(repr=False)


@dataclass(frozen=True)
class Pictures:
    """The pictures of one file, and why some or all are missing (None: none is)."""

    pages: tuple[Picture, ...]
    problem: str | None = None


def make_pictures(result: ScanResult, options: ScanOptions, budget_bytes: int) -> Pictures:
    """Return covered pictures of the pages that matter most, together within `budget_bytes`.

    Never raises for a photo: what cannot be shown comes back as a problem in plain words.
    """
    problem = why_not_shown(result, options)
    if problem:
        return Pictures((), problem)
    wanted = wanted_pages(result)
    try:
        made = list(_pictures(result, options, wanted, budget_bytes // len(wanted)))
    except PhiscanError:
        return Pictures((), "the file could not be opened again")
    except Exception:  # a decoder failed: the photo gets no picture, the report goes on
        return Pictures((), "the picture could not be made")
    pages = tuple(m for m in made if isinstance(m, Picture))
    problems = [m for m in made if isinstance(m, str)]
    if not problems and len(made) < len(wanted):
        problems = ["a page could not be decoded again"]
    return Pictures(pages, problems[0] if problems else None)


def why_not_shown(result: ScanResult, options: ScanOptions) -> str | None:
    """Return why a photo must not be shown, or None.

    A picture may hold whatever was not looked for, so a scan limited to some categories or without
    a reader or a face finder shows none.
    """
    if result.status is Status.FAILED:
        return "it could not be examined"
    if result.status is Status.INCOMPLETE:
        return "a part of it was not examined and might hold an identifier"
    in_pixels = [c for c in Category if c not in _NOT_IN_PIXELS]
    if "none" in (options.reader, options.face_finder) or not all(map(options.wants, in_pixels)):
        return "only some categories were looked for, and the others might be visible"
    return None


def wanted_pages(result: ScanResult) -> tuple[int, ...]:
    """Return the pages to show, ascending: those with the worst findings, else the first."""
    severity: dict[int, int] = {}
    for finding in result.findings:
        if finding.polygon is not None:
            weight = (finding.action or Action.BLOCK).severity
            severity[finding.page] = max(weight, severity.get(finding.page, 0))
    worst = sorted(severity, key=lambda page: (-severity[page], page))[:MAX_PAGES]
    return tuple(sorted(worst)) or (1,)


def _pictures(
    result: ScanResult, options: ScanOptions, wanted: Sequence[int], budget_bytes: int
) -> Iterator[Picture | str]:
    """Yield a picture, or why there is none, for each wanted page that can be decoded."""
    from phiscan.load import load  # decoders load only when a picture is asked for

    deadline = Deadline(options.timeout_s)
    file = load(result.source, options)
    if result.content_hash not in (None, file.content_hash):
        yield _CHANGED
        return
    for item in file.iter_pages(deadline):
        deadline.check()
        if isinstance(item, Photo) and item.page in wanted:
            yield _picture(item, result, budget_bytes)
        if item.page >= wanted[-1]:
            return


def _picture(photo: Photo, result: ScanResult, budget_bytes: int) -> Picture | str:
    """Cover, shrink and encode one page, or say why not."""
    on_page = [f for f in result.findings if f.page == photo.page and f.polygon is not None]
    if photo.size_wh != page_size(result, photo.page):
        return _CHANGED
    if len(on_page) > MAX_COVERED:
        return f"it holds more than {MAX_COVERED} findings"
    made = shrink(cover(photo.pixels, on_page), photo.page, budget_bytes)
    return made or "this report is full"


def cover(pixels: Pixels, findings: Sequence[Finding]) -> Pixels:
    """Return a copy with every finding covered, whatever the policy does with it."""
    from phiscan.redactor import cover_findings

    return cover_findings(pixels, findings)


def outlines(
    groups: Sequence[Sequence[Finding]], size_wh: tuple[int, int]
) -> list[tuple[Points, ...]]:
    """Return for each group of findings the outlines of what covers it, in pixels of the page.

    Drawn round the cover and not round the text: a tight outline would tell how long a name is.
    """
    from phiscan.cover import cover_mask
    from phiscan.grids import TILE_PX

    def tiles(findings: Sequence[Finding]) -> NDArray[np.bool_]:
        return cover_mask(size_wh, findings)[::TILE_PX, ::TILE_PX]

    everything = tiles([finding for group in groups for finding in group])
    return [tuple(_contours(tiles(group) & everything, TILE_PX)) for group in groups]


def _contours(tiles: NDArray[np.bool_], tile_px: int) -> Iterator[Points]:
    """Yield the outline of each stretch of marked tiles, in pixels, with few enough corners."""
    import cv2

    # Contours run through pixel centres: on a four times finer grid that is 2 pixels off at most.
    fine = tiles.astype(np.uint8).repeat(4, axis=0).repeat(4, axis=1)
    contours, _ = cv2.findContours(fine, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        exact = ((contour.reshape(-1, 2) + 0.5) * tile_px / 4).astype(np.float32)
        tolerance = 0.75 * tile_px
        while len(smooth := cv2.approxPolyDP(exact, tolerance, True)) > _MAX_CORNERS:
            tolerance *= 1.5
        yield as_points(smooth.reshape(-1, 2), minimum=1)


def shrink(pixels: Pixels, page: int, budget_bytes: int) -> Picture | None:
    """Return the largest JPEG on the ladder that fits the budget, or None."""
    image = Image.fromarray(np.ascontiguousarray(pixels))
    if budget_bytes < SMALLEST_BYTES:
        return None
    for long_side, quality in _LADDER:
        small = image.copy()
        small.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= budget_bytes:
            return Picture(page, small.size, out.getvalue())
    return None
