"""Pure helpers that turn findings into covered pixels: grow, snap to tiles, fill with one colour.

Why so generous: JPEG spreads a letter over its whole 16-pixel block (chroma at 4:2:0), so a tight
box leaves tinted pixels outside from which text can be guessed; and the width of a tight box tells
how long a name is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import cv2
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from phiscan.types import Category, Finding, Pixels, Points

Mask = NDArray[np.bool_]
"""(H, W) bool, True where a pixel is covered."""
Colour = tuple[int, int, int]
"""One RGB colour, 0..255 each."""

BLACK: Colour = (0, 0, 0)
TILE_PX = 16
"""Covers end on multiples of this: the block of a JPEG at 4:2:0, so that no block is shared."""
PAD_PX = 16
"""Least growth: the source's own blocks may lie on another grid (a turned or cropped photo)."""

_TEXT_PAD = 0.4
"""Growth of a line of text relative to its height: readers cut ascenders and last letters."""
_READ_SLACK = 0.65
"""Text height as a part of the outline's, for what a reader found: its outlines are loose, 24 to 36
px for letters of 18 px on the sample photos. Outlines given by a caller are taken as tight."""
_RUN_HEIGHTS, _RUN_STEP_HEIGHTS = 8.0, 4.0
"""A covered name is this many text heights long (some 16 letters), or whole steps longer."""
_GAP_HEIGHTS = 3.0
"""Two covered stretches of one line closer than this become one."""
_LINE_SHAPE = 0.4
"""A polygon narrower than this times its height is no line read in the direction it claims."""
_REGION_PAD, _FACE_PAD, _CODE_PAD_2D, _CODE_PAD_1D = 0.02, 0.08, 0.2, 0.12
"""Growth relative to the shorter side; of a 1-D code to its length. 4 modules of quiet zone are
19 % of the smallest QR code (ISO/IEC 18004), 10 modules about 10 % of a Code 128 (15417)."""
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
    pixels: Pixels, findings: Sequence[Finding], *, colour: Colour = BLACK
) -> Pixels:
    """Return a copy of (H, W, 3) pixels with every finding that has a polygon covered.

    Findings of all pages given are drawn: pass those of this page only.
    """
    height, width = pixels.shape[:2]
    return fill_mask(pixels, cover_mask((width, height), findings), colour)


def fill_mask(pixels: Pixels, mask: Mask, colour: Colour = BLACK) -> Pixels:
    """Return a copy of (H, W, 3) pixels with one solid colour where (H, W) mask is True.

    >>> fill_mask(np.full((1, 2, 3), 9, np.uint8), np.array([[True, False]])).tolist()
    [[[0, 0, 0], [9, 9, 9]]]
    """
    filled = pixels.copy()
    filled[mask] = colour
    return filled


def cover_mask(size_wh: tuple[int, int], findings: Sequence[Finding]) -> Mask:
    """Return the (H, W) mask of all pixels to cover: grown polygons, snapped outwards to tiles."""
    width, height = size_wh
    tiles = np.zeros((-(-height // TILE_PX), -(-width // TILE_PX)), dtype=bool)
    for shape in cover_shapes(findings):
        _mark_tiles(tiles, shape)
    mask: Mask = tiles.repeat(TILE_PX, axis=0).repeat(TILE_PX, axis=1)[:height, :width]
    return mask


def cover_shapes(findings: Sequence[Finding]) -> Iterator[BaseGeometry]:
    """Yield the grown shapes, in pixels, that together cover the findings."""
    drawn = [f for f in findings if f.polygon is not None]
    codes = {f.polygon for f in drawn if f.category is Category.BARCODE}
    lines: list[tuple[Run, bool]] = []
    for finding in drawn:
        if finding.polygon is None:
            continue
        if finding.category is Category.BARCODE or finding.polygon in codes:
            yield _code_shape(finding.polygon)
        elif finding.category is Category.FACE:
            yield _head_shape(finding.polygon)
        elif finding.category in _REGIONS:
            yield _grown(finding.polygon, _REGION_PAD * _shorter_side(finding.polygon))
        else:
            slack = _READ_SLACK if finding.detector.startswith("rules.") else 1.0
            run = Run(np.array(finding.polygon), slack)
            yield _grown(finding.polygon, _TEXT_PAD * run.height)
            lines.append((run, finding.category in _OF_TELLING_LENGTH))
    yield from _line_shapes(lines)


@dataclass(frozen=True, eq=False)
class Run:
    """A stretch of text: (2n, 2) points, upper edge in reading direction, then lower edge back."""

    points: NDArray[np.float64]
    slack: float = 1.0

    @cached_property
    def start(self) -> NDArray[np.float64]:
        """(2, 2): upper and lower point where the text begins."""
        return self.points[[0, -1]]

    @cached_property
    def end(self) -> NDArray[np.float64]:
        """(2, 2): upper and lower point where the text ends."""
        half = len(self.points) // 2
        return self.points[[half - 1, half]]

    @cached_property
    def height(self) -> float:
        """Text height in pixels, the larger of both ends, without the outline's slack."""
        edges = (self.start, self.end)
        outline = max(float(np.linalg.norm(edge[0] - edge[1])) for edge in edges)
        return max(1.0, self.slack * outline)

    @cached_property
    def length(self) -> float:
        """Distance from start to end in pixels."""
        return float(np.linalg.norm(self.end.mean(axis=0) - self.start.mean(axis=0)))

    @cached_property
    def direction(self) -> NDArray[np.float64]:
        """Unit vector in which the text runs out at its end."""
        half = len(self.points) // 2
        upper = self.points[half - 1] - self.points[half - 2]
        lower = self.points[half] - self.points[(half + 1) % len(self.points)]
        way = upper + lower
        unit: NDArray[np.float64] = way / max(1e-9, float(np.linalg.norm(way)))
        return unit

    @cached_property
    def is_line(self) -> bool:
        """Whether the points can be a line of text read from first to second point."""
        return self.length >= _LINE_SHAPE * self.height


def _line_shapes(lines: Sequence[tuple[Run, bool]]) -> Iterator[BaseGeometry]:
    """Yield what lies between neighbours on one line, and the tails that hide a name's length."""
    runs = [run for run, _ in lines]
    follower = _followers(runs)
    followers = set(follower.values())
    for head in (i for i in follower if i not in followers):
        chain = [head]
        while (after := follower[chain[-1]]) is not None and after not in chain:
            chain.append(after)
        for a, b in pairwise(chain):
            yield _hull(np.vstack([runs[a].end, runs[b].start]), _pad(runs[a]))
        if any(lines[i][1] for i in chain) and runs[chain[-1]].is_line:
            yield _tail(runs[chain[0]], runs[chain[-1]])


def _followers(runs: Sequence[Run]) -> dict[int, int | None]:
    """Return for each run which one comes next on its line, if one does."""
    if not runs:
        return {}
    gaps = _gaps(runs)
    nearest = gaps.argmin(axis=1)
    return {i: int(j) if np.isfinite(gaps[i, j]) else None for i, j in enumerate(nearest)}


def _gaps(runs: Sequence[Run]) -> NDArray[np.float64]:
    """Return (N, N) pixels from the end of run i to the start of run j; inf if not one line."""
    heights = np.array([run.height for run in runs])
    ways = np.array([run.direction for run in runs])
    between = (
        np.array([run.start.mean(axis=0) for run in runs])[None]
        - np.array([run.end.mean(axis=0) for run in runs])[:, None]
    )
    along = (between * ways[:, None]).sum(axis=2)
    across = np.abs(between[..., 0] * ways[:, None, 1] - between[..., 1] * ways[:, None, 0])
    own = heights[:, None]
    is_next = (
        np.array([run.is_line for run in runs])[:, None]
        & (ways @ ways.T > 0.95)
        & (across < 0.6 * own)
        & (np.maximum(own, heights) < 1.8 * np.minimum(own, heights))
        & (along >= -0.5 * own)
        & (along <= _GAP_HEIGHTS * own)
    )
    np.fill_diagonal(is_next, val=False)
    return np.where(is_next, along, np.inf)


def _tail(first: Run, last: Run) -> BaseGeometry:
    """Return the shape that lengthens a covered name to a length that many names have."""
    height = last.height
    length = float(np.linalg.norm(last.end.mean(axis=0) - first.start.mean(axis=0)))
    steps = np.ceil(max(0.0, length / height - _RUN_HEIGHTS) / _RUN_STEP_HEIGHTS)
    missing = height * (_RUN_HEIGHTS + steps * _RUN_STEP_HEIGHTS) - length
    return _hull(np.vstack([last.end, last.end + last.direction * missing]), _pad(last))


def _pad(run: Run) -> float:
    return max(PAD_PX, _TEXT_PAD * run.height)


def _head_shape(polygon: Points) -> BaseGeometry:
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
    return _hull(np.vstack([head, corners]), max(PAD_PX, pad))


def _code_shape(polygon: Points) -> BaseGeometry:
    """Return a code with its quiet zone: half a code still decodes."""
    short, long = _sides(polygon)
    is_square = long < 2 * max(short, 1.0)
    return _grown(polygon, _CODE_PAD_2D * short if is_square else _CODE_PAD_1D * long)


def _grown(polygon: Points, pad_px: float) -> BaseGeometry:
    shape = shapely.Polygon(polygon)
    # A polygon that crosses itself has no inside to speak of: its hull covers every part of it.
    solid = shape if shape.is_valid else shapely.MultiPoint(polygon).convex_hull
    return solid.buffer(max(PAD_PX, pad_px), join_style="mitre", mitre_limit=2.0)


def _hull(points: NDArray[np.float64], pad_px: float) -> BaseGeometry:
    return shapely.MultiPoint(points).convex_hull.buffer(pad_px, join_style="mitre")


def _sides(polygon: Points) -> tuple[float, float]:
    """Return the (shorter, longer) side of the smallest turned box round a polygon, in pixels."""
    (_, sides, _) = cv2.minAreaRect(np.array(polygon, dtype=np.float32))
    return min(sides), max(sides)


def _shorter_side(polygon: Points) -> float:
    return _sides(polygon)[0]


def _mark_tiles(tiles: Mask, shape: BaseGeometry) -> None:
    """Mark every tile that a shape touches; what lies outside the photo is left out."""
    rows, columns = tiles.shape
    seen = shape.intersection(shapely.box(0, 0, columns * TILE_PX, rows * TILE_PX))
    if seen.is_empty:
        return
    x0, y0, x1, y1 = (int(v) // TILE_PX for v in seen.bounds)
    x1, y1 = min(x1, columns - 1), min(y1, rows - 1)
    xs, ys = np.meshgrid(np.arange(x0, x1 + 1), np.arange(y0, y1 + 1))
    # Half a pixel inside, so that a shape that ends where a tile begins does not take it too.
    left, top = xs * TILE_PX + 0.5, ys * TILE_PX + 0.5
    boxes = shapely.box(left, top, left + TILE_PX - 1, top + TILE_PX - 1)
    tiles[y0 : y1 + 1, x0 : x1 + 1] |= shapely.intersects(seen, boxes)
