"""Where text is: PP-OCR's detector (DB, Liao et al. 2020, arXiv:1911.08947) at two scales.

A first look at 1,280 px finds large print and notices most small print, though it cannot outline
it well. The second look, at full size and cut into tiles, goes only where the first noticed
something, however faintly, that was not read surely: it finds the small print, and would tear large
print apart. Tiles without fine structure are passed over, since nothing can be written there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._deadline import Deadline
from phiscan._runtime import Array, Model
from phiscan.ocr.outlines import outlines
from phiscan.ocr.quads import Quad, area_of, grow, shared_area, size_of
from phiscan.types import Pixels

GLANCE_PX = 1280
"""Long side of the first look at a photo of up to 4,096 px; larger photos get a larger one."""
GLANCE_SHARE = 3.2
"""Full size is at most this many times the first look: print of 14 px still leaves a trace."""
TILE_PX = 768
OVERLAP_PX = 128
"""Tiles overlap by more than the height of any line that only full size can show."""
_WHOLE_PX = 1600
_NOTICED = 0.1
_NOTICED_MARGIN_PX = 25
_BLOB_PX = 41
_EDGE_STEP, _EDGE_SHARE = 16, 0.04
"""Steps of gray between neighbours and share of them: the glance shows 10 levels in 99 % of clouds
and wood, and 90 in white print of 9 px seen from afar."""
_SETTLED_MARGIN_PX = 3
"""Traces this near to a line that was read belong to it."""
Tile = tuple[int, int, int, int]
_STEP_PX = 128
_AIR_PX = 96
_STRIDE = 32
_SMALL_SIDE_PX = 736
"""Pictures smaller than this are enlarged, as PP-OCR was trained, but at most twofold."""


@dataclass(frozen=True, eq=False)
class TextBox:
    """An outline that probably holds text; `scale` is that of the look which found it."""

    quad: Quad
    score: float
    scale: float


def scales_for(size_wh: tuple[int, int]) -> list[float]:
    """Return the scales to look at: a first look and, where it is larger, full size; at most 2.

    >>> scales_for((4000, 3000))
    [0.32, 1.0]
    >>> scales_for((600, 400))
    [1.84]
    """
    long_side, short_side = max(size_wh), min(size_wh)
    full = min(2.0, max(1.0, _SMALL_SIDE_PX / short_side))
    glance = min(full, max(GLANCE_PX / long_side, 1 / GLANCE_SHARE))
    return [round(s, 4) for s in ((glance, full) if full > 1.34 * glance else (full,))]


def find_text(
    pixels: Pixels,
    model: Model,
    scales: list[float],
    deadline: Deadline,
    settled: Callable[[list[TextBox]], Sequence[TextBox]] = lambda _: (),
) -> tuple[list[TextBox], list[str]]:
    """Return text boxes of all looks, duplicates removed, and what there was no time for.

    The first scale looks everywhere, the others where the first noticed something. `settled` is
    asked which boxes of the first look need no closer one.
    """
    boxes: list[TextBox] = []
    noticed: NDArray[np.uint8] | None = None
    for scale in scales:
        scaled = _resized(pixels, scale)
        probability, done = _look(scaled, model, deadline, noticed)
        found = [TextBox(q / scale, s, scale) for q, s in outlines(probability)]
        boxes += found
        if not done:
            return drop_duplicates(boxes), [f"text at scale {scale:.2f}: time limit reached"]
        if scale != scales[-1]:
            noticed = _noticed(scaled, probability, settled(found))
    return drop_duplicates(boxes), []


def _look(
    scaled: Pixels, model: Model, deadline: Deadline, noticed: NDArray[np.uint8] | None
) -> tuple[NDArray[np.uint8], bool]:
    """Return the probability of text, 0..255, and whether there was time for all of it."""
    probability = np.zeros(scaled.shape[:2], dtype=np.uint8)
    for whole in _tiles(scaled.shape[1], scaled.shape[0]):
        part = (
            whole
            if noticed is None
            else _shrunk(whole, noticed, (scaled.shape[1], scaled.shape[0]))
        )
        if part is None:
            continue
        x0, y0, x1, y1 = part
        tile = scaled[y0:y1, x0:x1]
        if not has_fine_structure(tile):
            continue
        if deadline.is_over:
            return probability, False
        # Where tiles overlap the surer one speaks: text cut at one's edge is whole in the next.
        seen = probability[y0:y1, x0:x1]
        np.maximum(seen, (_probability(tile, model) * 255).astype(np.uint8), out=seen)
    return probability, True


def _resized(pixels: Pixels, scale: float) -> Pixels:
    if scale == 1.0:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=kind), dtype=np.uint8)


def _noticed(
    scaled: Pixels, probability: NDArray[np.uint8], settled: Sequence[TextBox]
) -> NDArray[np.uint8]:
    """Mark where a closer look may show more: traces of text but those of settled boxes."""
    mask = (probability > _NOTICED * 255).astype(np.uint8)
    for box in settled:
        quad = grow(box.quad * box.scale, _SETTLED_MARGIN_PX, _SETTLED_MARGIN_PX)
        cv2.fillPoly(mask, [np.round(quad).astype(np.int32)], (0,))
    # A blob thicker than a line is either a whole page of small print or soft cloud and cloth.
    blobs = cv2.erode(mask, np.ones((_BLOB_PX, _BLOB_PX), np.uint8))
    if blobs.any():
        rim = 2 * (_BLOB_PX - 1) + 1
        blobs = cv2.dilate(blobs, np.ones((rim, rim), np.uint8))
        mask[(blobs > 0) & ~_has_edges(scaled)] = 0
    side = 2 * _NOTICED_MARGIN_PX + 1
    return np.asarray(cv2.dilate(mask, np.ones((side, side), np.uint8)), dtype=np.uint8)


def _has_edges(scaled: Pixels) -> NDArray[np.bool_]:
    """Mark where edges are as many and as sharp as those of a word."""
    steps = cv2.morphologyEx(scaled[..., 1], cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    edges = (steps > _EDGE_STEP).astype(np.float32)
    share = cv2.boxFilter(edges, -1, (_NOTICED_MARGIN_PX, _NOTICED_MARGIN_PX))
    return np.asarray(share > _EDGE_SHARE)


def _shrunk(tile: Tile, noticed: NDArray[np.uint8], size_wh: tuple[int, int]) -> Tile | None:
    """Return a tile fitted to what was noticed in it, with air around; None when nothing was.

    Its sides are multiples of _STEP_PX (or the photo's), so that the shapes stay few.
    """
    fx, fy = noticed.shape[1] / size_wh[0], noticed.shape[0] / size_wh[1]
    x0, y0, x1, y1 = tile
    part = noticed[int(y0 * fy) : int(y1 * fy) + 1, int(x0 * fx) : int(x1 * fx) + 1]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if not columns.size:
        return None
    left, right = _span(x0 + columns[0] / fx, x0 + (columns[-1] + 1) / fx, size_wh[0])
    top, bottom = _span(y0 + rows[0] / fy, y0 + (rows[-1] + 1) / fy, size_wh[1])
    return left, top, right, bottom


def _span(first: float, last: float, limit: int) -> tuple[int, int]:
    """Widen first..last by air and to whole steps inside 0..limit."""
    steps = np.ceil((last - first + 2 * _AIR_PX) / _STEP_PX)
    length = min(limit, max(_STEP_PX, min(TILE_PX, int(steps) * _STEP_PX)))
    low = int(np.clip((first + last - length) / 2, 0, limit - length))
    return low, low + length


def _tiles(width: int, height: int) -> list[Tile]:
    """Cut a picture into overlapping tiles; one tile when it is small enough for one look."""
    if max(width, height) <= _WHOLE_PX:
        return [(0, 0, width, height)]
    columns, rows = _cuts(width), _cuts(height)
    return [(x0, y0, x1, y1) for y0, y1 in rows for x0, x1 in columns]


def _cuts(length: int) -> list[tuple[int, int]]:
    if length <= TILE_PX:
        return [(0, length)]
    count = int(np.ceil((length - OVERLAP_PX) / (TILE_PX - OVERLAP_PX)))
    starts = np.linspace(0, length - TILE_PX, count).round().astype(int)
    return [(int(s), int(s) + TILE_PX) for s in starts]


def has_fine_structure(tile: Pixels) -> bool:
    """Whether anything as sharp as a faint pencil stroke is in the tile.

    The 99.9th percentile of the local gradient is compared: sky, skin, cloth out of focus and bare
    walls stay below, a single short line of 12-px print rises above.
    """
    gray = tile[..., 1]
    step = np.abs(gray[2:, ::2].astype(np.int16) - gray[:-2, ::2])
    side = np.abs(gray[::2, 2:].astype(np.int16) - gray[::2, :-2])
    count = sum(int(np.count_nonzero(d > 14)) for d in (step, side))
    return count > 40


def _probability(tile: Pixels, model: Model) -> Array:
    height, width = tile.shape[:2]
    padded = cv2.copyMakeBorder(
        tile,
        0,
        -height % (2 * _STRIDE),
        0,
        -width % (2 * _STRIDE),
        cv2.BORDER_REPLICATE,
    )
    blob = padded[..., ::-1].astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1.0
    return model.run(blob)[0][0, 0, :height, :width]


def drop_duplicates(boxes: list[TextBox]) -> list[TextBox]:
    """Keep, of boxes that outline the same text, the one from the look that suits its size.

    PP-OCR sees lines of 16 to 48 px best. A whole line is kept before its fragments.
    """
    order = sorted(boxes, key=lambda b: (round(_misfit(b)), -area_of(b.quad)))
    kept: list[TextBox] = []
    for box in order:
        covered = sum(
            shared_area(box.quad, other.quad) for other in kept if _is_like_height(box, other)
        )
        if covered < 0.8 * area_of(box.quad):
            kept.append(box)
    return kept


def _misfit(box: TextBox) -> float:
    height = min(size_of(box.quad)) * box.scale
    return max(0.0, float(np.log2(20 / height)), float(np.log2(height / 48)))


def _is_like_height(a: TextBox, b: TextBox) -> bool:
    small, large = sorted((min(size_of(a.quad)), min(size_of(b.quad))))
    return large < 1.7 * small
