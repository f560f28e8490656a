"""Pure helpers that turn findings into covered pixels: grow, snap to tiles, fill with one colour.

Why so generous: JPEG spreads a letter over its whole 16-pixel block (chroma at 4:2:0), so a tight
box leaves tinted pixels outside from which text can be guessed; and the width of a tight box tells
how long a name is. How far compression reaches is what a `Grid` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from phiscan.grids import UNKNOWN, Grid
from phiscan.ink import blank_round_ink
from phiscan.runs import Run, grown, grown_runs, hull, read_run
from phiscan.types import Category, Finding, Pixels, Points

Mask = NDArray[np.bool_]
"""(H, W) bool, True where a pixel is covered."""
Colour = tuple[int, int, int]
"""One RGB colour, 0..255 each."""

BLACK: Colour = (0, 0, 0)

_REGION_PAD, _CARD_PAD, _FACE_PAD, _CODE_PAD_2D = 0.02, 0.005, 0.08, 0.12
"""Growth relative to the shorter side. The finder of cards grows its outlines itself, and their rim
says nothing. Of the smallest QR code (ISO/IEC 18004) it is 2 modules and a half: blank, but
outlines may be off."""
_CODE_PAD_1D, _CODE_PAD_ACROSS = 0.06, 0.3
"""Growth of a 1-D code along its length and across its height: 6 modules of a Code 128 (ISO/IEC
15417); the number in print below the bars is about a third as high as they are."""
_HEAD_SIDE, _HEAD_UP, _HEAD_DOWN = 0.25, 0.45, 0.2
"""How far hair, ears and chin reach past a face, relative to its width and height."""

_REGIONS = frozenset(
    {
        Category.LAB_RESULT,
        Category.WRISTBAND,
        Category.RADIOGRAPH,
        Category.MEDICAL_IMAGING,
        Category.ID_CARD,
        Category.SCREEN,
        Category.SIGNATURE,
    }
)
_OF_TELLING_LENGTH = frozenset(
    {Category.PERSON_NAME, Category.EMAIL, Category.URL, Category.DENIED_TERM}
)
"""Text whose length narrows down who it is; numbers of one kind are equally long anyway."""


def cover_findings(
    pixels: Pixels,
    findings: Sequence[Finding],
    *,
    colour: Colour = BLACK,
    grid: Grid = UNKNOWN,
) -> Pixels:
    """Return a copy of (H, W, 3) pixels with every finding that has a polygon covered.

    Findings of all pages given are drawn: pass those of this page only.
    """
    height, width = pixels.shape[:2]
    return fill_mask(pixels, cover_mask((width, height), findings, grid, pixels), colour)


def fill_mask(pixels: Pixels, mask: Mask, colour: Colour = BLACK) -> Pixels:
    """Return a copy of (H, W, 3) pixels with one solid colour where (H, W) mask is True.

    >>> fill_mask(np.full((1, 2, 3), 9, np.uint8), np.array([[True, False]])).tolist()
    [[[0, 0, 0], [9, 9, 9]]]
    """
    filled = np.asarray(cv2.copyTo(pixels, np.logical_not(mask).view(np.uint8)), dtype=np.uint8)
    if any(colour):  # OpenCV leaves zero where nothing is copied
        filled[mask] = colour
    return filled


def cover_mask(
    size_wh: tuple[int, int],
    findings: Sequence[Finding],
    grid: Grid = UNKNOWN,
    pixels: Pixels | None = None,
) -> Mask:
    """Return the (H, W) mask of all pixels to cover: grown polygons, snapped outwards to tiles.

    With the (H, W, 3) pixels before covering, outlines of text are drawn in to its ink first.
    """
    width, height = size_wh
    side = grid.tile_px
    tiles = np.zeros((-(-height // side), -(-width // side)), dtype=bool)
    for shape in cover_shapes(findings, grid, pixels):
        _mark_tiles(tiles, shape, side)
    if side == 1:
        return tiles
    mask: Mask = tiles.repeat(side, axis=0).repeat(side, axis=1)[:height, :width]
    return mask


def cover_shapes(
    findings: Sequence[Finding], grid: Grid = UNKNOWN, pixels: Pixels | None = None
) -> Iterator[BaseGeometry]:
    """Yield the grown shapes, in pixels, that together cover the findings."""
    drawn = [(f, f.polygon) for f in findings if f.polygon is not None]
    codes = {polygon for f, polygon in drawn if f.category is Category.BARCODE}
    runs: list[Run] = []
    for finding, polygon in drawn:
        if finding.category is Category.BARCODE or polygon in codes:
            yield _code_shape(polygon, grid.pad_px)
        elif finding.category is Category.FACE:
            yield _head_shape(polygon, grid.pad_px)
        elif finding.category in _REGIONS:
            share = _CARD_PAD if finding.category is Category.ID_CARD else _REGION_PAD
            pad = share * _sides(polygon)[0]
            yield grown(np.array(polygon), max(grid.pad_px, pad))
        else:
            telling = finding.category in _OF_TELLING_LENGTH
            runs.append(_run_of(finding, np.array(polygon), pixels, telling))
    yield from grown_runs(runs, grid.pad_px)


def _run_of(
    finding: Finding, points: NDArray[np.float64], pixels: Pixels | None, telling: bool
) -> Run:
    """Return the stretch of text that a finding is: outlines of a reader are loose, others not."""
    if not finding.detector.startswith("rules."):
        return Run(points, tells_by_length=telling)
    ink = blank_round_ink(pixels, points) if pixels is not None and len(points) == 4 else None
    return read_run(points, ink, tells_by_length=telling)


def _head_shape(polygon: Points, least_px: float) -> BaseGeometry:
    """Return the head around a face; a face of more than four points counts as its upright box."""
    corners = np.array(polygon)
    if len(corners) != 4:
        (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
        corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    right, down = corners[1] - corners[0], corners[3] - corners[0]
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    reach_down = np.where(signs[:, 1] < 0, -_HEAD_UP, _HEAD_DOWN)
    head = corners + signs[:, :1] * _HEAD_SIDE * right + reach_down[:, None] * down
    pad = _FACE_PAD * float(max(np.linalg.norm(right), np.linalg.norm(down)))
    return hull(np.vstack([head, corners]), max(least_px, pad))


def _code_shape(polygon: Points, least_px: float) -> BaseGeometry:
    """Return a code with its quiet zone: half a code still decodes."""
    short, long = _sides(polygon)
    if long < 2 * max(short, 1.0):
        return grown(np.array(polygon), max(least_px, _CODE_PAD_2D * short))
    return _strip_shape(polygon, max(least_px, _CODE_PAD_1D * long), least_px)


def _strip_shape(polygon: Points, along_px: float, least_px: float) -> BaseGeometry:
    """Return a 1-D code grown along its length, and across as far as its printed number reaches."""
    corners = cv2.boxPoints(cv2.minAreaRect(np.array(polygon, np.float32))).astype(np.float64)
    first, second = corners[1] - corners[0], corners[2] - corners[1]
    sides = np.linalg.norm(first), np.linalg.norm(second)
    way = first if sides[0] >= sides[1] else second
    across = max(least_px, min(along_px, _CODE_PAD_ACROSS * float(min(sides))))
    reach = way / max(1e-9, float(max(sides))) * max(0.0, along_px - across)
    return hull(np.vstack([corners + reach, corners - reach]), across)


def _sides(polygon: Points) -> tuple[float, float]:
    """Return the (shorter, longer) side of the smallest turned box round a polygon, in pixels."""
    (_, sides, _) = cv2.minAreaRect(np.array(polygon, dtype=np.float32))
    return min(sides), max(sides)


def _mark_tiles(tiles: Mask, shape: BaseGeometry, side: int) -> None:
    """Mark every tile that a shape touches; what lies outside the photo is left out."""
    rows, columns = tiles.shape
    seen = shape.intersection(shapely.box(0, 0, columns * side, rows * side))
    if seen.is_empty:
        return
    x0, y0, x1, y1 = (int(v) // side for v in seen.bounds)
    x1, y1 = min(x1, columns - 1), min(y1, rows - 1)
    tiles[y0 : y1 + 1, x0 : x1 + 1] |= _touched(seen, (x0, y0, x1, y1), side)


def _touched(shape: BaseGeometry, tiles_xyxy: tuple[int, int, int, int], side: int) -> Mask:
    """Return which of the tiles x0..x1, y0..y1 (ends included) a shape touches."""
    x0, y0, x1, y1 = tiles_xyxy
    if side == 1:
        return _pixels_of(shape, tiles_xyxy)
    xs, ys = np.meshgrid(np.arange(x0, x1 + 1), np.arange(y0, y1 + 1))
    # Half a pixel inside, so that a shape that ends where a tile begins does not take it too.
    left, top = xs * side + 0.5, ys * side + 0.5
    boxes = shapely.box(left, top, left + side - 1, top + side - 1)
    return np.asarray(shapely.intersects(shape, boxes))


def _pixels_of(shape: BaseGeometry, pixels_xyxy: tuple[int, int, int, int]) -> Mask:
    """Return the pixels in a box that a shape touches; up to one more at its rim."""
    x0, y0, x1, y1 = pixels_xyxy
    filled = np.zeros((y1 - y0 + 1, x1 - x0 + 1), np.uint8)
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon":
            corners = np.array(part.exterior.coords) - (x0, y0)
            cv2.fillPoly(filled, [np.floor(corners).astype(np.int32)], (1,))
    return filled.astype(bool)
