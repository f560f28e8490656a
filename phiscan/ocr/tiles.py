"""Tiles of a photo: where they lie, fitted to what was noticed, and what runs out of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from phiscan.ocr.quads import Quad

Tile = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels of the picture that is cut."""
TILE_PX = 768
OVERLAP_PX = 128
"""Tiles overlap by more than the height of any line that only full size can show."""
EDGE_PX = 48
"""What a look sees this near to a cut edge is not asked for: the next tile shows it whole."""
_WHOLE_PX = 1600
_LARGE_AREA_PX, _EVEN_STEP_PX = 1_300_000, 32
"""Pixels that a tile of a look everywhere has at most: about as many as the first look, whose
buffers a runtime keeps anyway."""
_STEP_PX = 128
_AIR_PX = 96
_CUT_PX = 8
"""Marks this near to a tile's edge are cut by it, and whole in the next tile."""


def cut_into_tiles(width: int, height: int) -> list[Tile]:
    """Cut a picture into overlapping tiles; one tile when it is small enough for one look."""
    if max(width, height) <= _WHOLE_PX:
        return [(0, 0, width, height)]
    return _crossed(_cuts(width, TILE_PX), _cuts(height, TILE_PX))


def cut_for_all(width: int, height: int) -> list[Tile]:
    """Cut a picture that is looked at everywhere into few tiles, which overlap little.

    >>> cut_for_all(1792, 1344)
    [(0, 0, 960, 1344), (832, 0, 1792, 1344)]
    """
    if max(width, height) <= _WHOLE_PX:
        return [(0, 0, width, height)]
    counts = range(1, -(-max(width, height) // TILE_PX) + 1)
    sides = [(_even(width, columns), _even(height, rows)) for columns in counts for rows in counts]
    cuts = [
        _crossed(_cuts(width, across), _cuts(height, down))
        for across, down in sides
        if across * down <= _LARGE_AREA_PX
    ]
    return min(cuts or [cut_into_tiles(width, height)], key=_area)


def _area(tiles: Sequence[Tile]) -> int:
    return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in tiles)


def _crossed(columns: Sequence[tuple[int, int]], rows: Sequence[tuple[int, int]]) -> list[Tile]:
    return [(x0, y0, x1, y1) for y0, y1 in rows for x0, x1 in columns]


def _even(length: int, count: int) -> int:
    """Return the side of so many tiles that cover a length, in whole steps."""
    side = (length + (count - 1) * OVERLAP_PX) / count
    return min(length, int(np.ceil(side / _EVEN_STEP_PX)) * _EVEN_STEP_PX)


def _cuts(length: int, side: int) -> list[tuple[int, int]]:
    if length <= side:
        return [(0, length)]
    count = int(np.ceil((length - OVERLAP_PX) / (side - OVERLAP_PX)))
    starts = np.linspace(0, length - side, count).round().astype(int)
    return [(int(s), int(s) + side) for s in starts]


def inner(tile: Tile, size_wh: tuple[int, int]) -> Tile:
    """Return a tile less its cut edges, not those that are the picture's own."""
    x0, y0, x1, y1 = tile
    left, top = (at + EDGE_PX if at else 0 for at in (x0, y0))
    right, bottom = (
        at - (EDGE_PX if at < end else 0) for at, end in zip((x1, y1), size_wh, strict=True)
    )
    return left, top, right, bottom


def fitted(noticed: NDArray[np.uint8], size_wh: tuple[int, int]) -> list[Tile]:
    """Cut a picture into tiles, each fitted to what a smaller look noticed in it."""
    tiles = (_fit(tile, noticed, size_wh) for tile in cut_into_tiles(*size_wh))
    return [tile for tile in tiles if tile is not None]


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


def beyond(quads: Sequence[Quad], tiles: Sequence[Tile], size_wh: tuple[int, int]) -> list[Tile]:
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
            end - EDGE_PX - _CUT_PX if end < limit else end + TILE_PX
            for end, limit in zip((x1, y1), size_wh, strict=True)
        )
        left, top = (at + EDGE_PX + _CUT_PX if at else -TILE_PX for at in (x0, y0))
        if left <= corner[0] < right and top <= corner[1] < bottom:
            return True
    return False


def forget(noticed: NDArray[np.uint8], skip: Sequence[Tile], scale: float) -> None:
    """Unmark what lies well inside tiles that were looked at before."""
    for tile in skip:
        x0, y0, x1, y1 = (round(v * scale) for v in tile)
        edge = round(_AIR_PX / 2 * scale)
        noticed[max(0, y0 + edge) : max(0, y1 - edge), max(0, x0 + edge) : max(0, x1 - edge)] = 0
