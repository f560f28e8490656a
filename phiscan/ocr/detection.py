"""Where text is: PP-OCR's detector (DB, Liao et al. 2020, arXiv:1911.08947) at two scales.

A first look at 1,280 px finds large print and notices most small print, though it cannot outline
it well. The second look, at full size and cut into tiles, goes only where the first noticed
something, however faintly, that was not read surely: it finds the small print, and would tear large
print apart. Tiles without fine structure are passed over, since nothing can be written there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
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
_EDGE_STEP, _EDGE_SHARE = 16, 0.06
"""Steps of gray between neighbours and share of them: the glance shows 10 levels in 99 % of clouds
and wood, and 90 in white print of 9 px seen from afar."""
_LOOSE = 0.15
_SETTLED_MARGIN_PX = 3
"""Traces this near to a line that was read belong to it."""
Tile = tuple[int, int, int, int]
_STEP_PX = 128
_AIR_PX = 96
_EDGE_PX = 48
_LINE_RATIO, _LINE_SCORE = 1.8, 0.6
_FOLLOWED = 4
"""How often a line that runs out of the tiles is followed by half a tile."""
_CUT_PX = 8
"""Marks this near to a tile's edge are cut by it, and whole in the next tile."""
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


@dataclass(frozen=True)
class Found:
    """Boxes of all looks, what there was no time for, and the tiles looked at last."""

    boxes: list[TextBox]
    missed: list[str]
    looked_at: list[Tile]


def find_text(
    pixels: Pixels,
    model: Model,
    scales: Sequence[float],
    deadline: Deadline,
    settled: Callable[[list[TextBox]], Sequence[TextBox]] = lambda _: (),
    skip: Sequence[Tile] = (),
) -> Found:
    """Find text in all scales, duplicates removed.

    The first scale looks everywhere, the others where the one before noticed something. `settled`
    is asked which boxes of a look need no closer one, `skip` holds tiles that need none.
    """
    boxes: list[TextBox] = []
    missed: list[str] = []
    noticed: NDArray[np.uint8] | None = None
    looked_at: list[Tile] = []
    known: list[TextBox] = []
    for scale in scales:
        scaled = _resized(pixels, scale)
        size_wh = scaled.shape[1], scaled.shape[0]
        tiles = _tiles(*size_wh) if noticed is None else _fitted(noticed, size_wh)
        probability = np.zeros(scaled.shape[:2], dtype=np.uint8)
        looked_at = _look(scaled, tiles, probability, model, deadline)
        found = _boxes(probability, scale)
        for _ in range(_FOLLOWED if noticed is not None else 0):
            lines = [b.quad * scale for b in beside(found, known) if _is_like_line(b)]
            further = _cut_lines(lines, looked_at, size_wh)
            if not further or len(looked_at) < len(tiles):
                break
            tiles = [*tiles, *further]
            looked_at += _look(scaled, further, probability, model, deadline)
            found = _boxes(probability, scale)
        boxes += found
        if len(looked_at) < len(tiles):
            missed.append(f"text at scale {scale:.2f}: time limit reached")
            break
        if scale != scales[-1]:
            known += settled(found)
            noticed = _noticed(scaled, probability, known)
            _forget(noticed, skip, scale)
    return Found(drop_duplicates(boxes), missed, looked_at)


def _boxes(probability: NDArray[np.uint8], scale: float) -> list[TextBox]:
    return [TextBox(quad / scale, score, scale) for quad, score in outlines(probability)]


def _is_like_line(box: TextBox) -> bool:
    """Whether a box has the shape and the score of a line of print, and not those of a texture."""
    short, long = sorted(size_of(box.quad))
    return long > _LINE_RATIO * short and box.score > _LINE_SCORE


def _look(
    scaled: Pixels,
    tiles: Sequence[Tile],
    probability: NDArray[np.uint8],
    model: Model,
    deadline: Deadline,
) -> list[Tile]:
    """Add the probability of text in some tiles; return those that there was time for."""
    for number, (x0, y0, x1, y1) in enumerate(tiles):
        tile = scaled[y0:y1, x0:x1]
        if not has_fine_structure(tile):
            continue
        if deadline.is_over:
            return list(tiles[:number])
        # Where tiles overlap the surer one speaks: text cut at one's edge is whole in the next,
        # and what is left of it at the edge itself is not asked for.
        left, top = (_EDGE_PX if at else 0 for at in (x0, y0))
        right = x1 - x0 - (_EDGE_PX if x1 < scaled.shape[1] else 0)
        bottom = y1 - y0 - (_EDGE_PX if y1 < scaled.shape[0] else 0)
        found = (_probability(tile, model) * 255).astype(np.uint8)[top:bottom, left:right]
        seen = probability[y0:y1, x0:x1][top:bottom, left:right]
        np.maximum(seen, found, out=seen)
    return list(tiles)


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


def _cut_lines(
    quads: Sequence[Quad], tiles: Sequence[Tile], size_wh: tuple[int, int]
) -> list[Tile]:
    """Return tiles around the ends of lines that run out of all tiles looked at."""
    cut: list[Tile] = []
    half = TILE_PX // 2
    for quad, corner in ((q, c) for q in quads for c in q):
        if _is_well_inside(corner, [*tiles, *cut], size_wh):
            continue
        outwards = corner - quad.mean(axis=0)
        middle = corner + outwards / max(1.0, float(np.hypot(*outwards))) * half / 4
        low = np.clip(middle - half / 2, 0, np.maximum(0, np.array(size_wh) - half))
        x0, y0 = (int(v) for v in low)
        cut.append((x0, y0, min(size_wh[0], x0 + half), min(size_wh[1], y0 + half)))
    return cut


def _is_well_inside(
    corner: NDArray[np.floating], tiles: Sequence[Tile], size_wh: tuple[int, int]
) -> bool:
    """Whether a tile shows a point and what is around it, as far as the photo goes."""
    for x0, y0, x1, y1 in tiles:
        right, bottom = (
            end - _EDGE_PX - _CUT_PX if end < limit else end + TILE_PX
            for end, limit in zip((x1, y1), size_wh, strict=True)
        )
        left, top = (at + _EDGE_PX + _CUT_PX if at else -TILE_PX for at in (x0, y0))
        if left <= corner[0] < right and top <= corner[1] < bottom:
            return True
    return False


def _forget(noticed: NDArray[np.uint8], skip: Sequence[Tile], scale: float) -> None:
    """Unmark what lies well inside tiles that were looked at before."""
    for tile in skip:
        x0, y0, x1, y1 = (round(v * scale) for v in tile)
        edge = round(_AIR_PX / 2 * scale)
        noticed[max(0, y0 + edge) : max(0, y1 - edge), max(0, x0 + edge) : max(0, x1 - edge)] = 0


def _fitted(noticed: NDArray[np.uint8], size_wh: tuple[int, int]) -> list[Tile]:
    """Cut a picture into tiles, each fitted to what a smaller look noticed in it."""
    fitted = (_fit(tile, noticed, size_wh) for tile in _tiles(*size_wh))
    return [tile for tile in fitted if tile is not None]


def _fit(tile: Tile, noticed: NDArray[np.uint8], size_wh: tuple[int, int]) -> Tile | None:
    """Return a tile fitted to what was noticed in it, with air around; None when nothing was.

    Its sides are multiples of _STEP_PX (or the photo's), so that the shapes stay few.
    """
    fx, fy = noticed.shape[1] / size_wh[0], noticed.shape[0] / size_wh[1]
    x0, y0, x1, y1 = tile
    part = noticed[int(y0 * fy) : int(y1 * fy) + 1, int(x0 * fx) : int(x1 * fx) + 1]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if not columns.size:
        return None
    left, right = _span(x0, x1, columns / fx, size_wh[0])
    top, bottom = _span(y0, y1, rows / fy, size_wh[1])
    return left, top, right, bottom


def _span(start: int, end: int, marked: NDArray[np.floating], limit: int) -> tuple[int, int]:
    """Return where a tile's marks lie, widened to whole steps inside 0..limit.

    There is air at both ends, but where the marks go on in the next tile.
    """
    first, last = max(start, start + marked[0] - _AIR_PX), min(end, start + marked[-1] + _AIR_PX)
    first = first if marked[0] <= _CUT_PX else start + marked[0] - _AIR_PX
    last = last if end - start - marked[-1] <= _CUT_PX else start + marked[-1] + _AIR_PX
    steps = int(np.ceil((last - first) / _STEP_PX))
    length = min(limit, max(1, min(TILE_PX // _STEP_PX, steps)) * _STEP_PX)
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


def drop_duplicates(
    boxes: Sequence[TextBox], sure: Collection[TextBox] = frozenset()
) -> list[TextBox]:
    """Keep, of boxes that outline the same text, the one from the look that suits its size.

    PP-OCR sees lines of 16 to 48 px best. A whole line is kept before its fragments, and a box
    whose text is sure before any other.
    """
    order = sorted(boxes, key=lambda b: (b not in sure, round(_misfit(b)), -area_of(b.quad)))
    kept: list[TextBox] = []
    for box in order:
        kept += beside([box], kept)
    return kept


def beside(boxes: Sequence[TextBox], known: Sequence[TextBox]) -> list[TextBox]:
    """Return the boxes whose text no known box of like height outlines."""
    return [box for box in boxes if _covered(box, known) < 0.8]


def _covered(box: TextBox, others: Sequence[TextBox]) -> float:
    """Share of a box's core that others of like height outline; looser boxes are not new text."""
    length, height = size_of(box.quad)
    thin = -_LOOSE * min(length, height)
    core = grow(box.quad, 0.0, thin) if height <= length else grow(box.quad, thin, 0.0)
    shared = sum(shared_area(core, o.quad) for o in others if _is_like_height(box, o))
    return shared / max(1.0, area_of(core))


def _misfit(box: TextBox) -> float:
    height = min(size_of(box.quad)) * box.scale
    return max(0.0, float(np.log2(20 / height)), float(np.log2(height / 48)))


def _is_like_height(a: TextBox, b: TextBox) -> bool:
    small, large = sorted((min(size_of(a.quad)), min(size_of(b.quad))))
    return large < 1.7 * small
