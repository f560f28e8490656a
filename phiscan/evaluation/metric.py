"""What a person could still read: a metric on pixels alone, the same for every tool.

An identifier's polygon is straightened along its baseline and cut into letter-sized cells. A cell
leaks where original and safe copy still correlate above 0.5; an identifier leaks when over 10 % of
its cells do. Over-redaction is the area changed outside every true region.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from phiscan.types import Pixels

Gray = NDArray[np.float32]
"""(H, W) gray levels 0..255."""
Polygon = NDArray[np.float64]
"""(2n, 2) x, y: the upper edge in reading direction, then the lower edge reversed."""

LEAK_CORRELATION = 0.5
LEAK_SHARE = 0.1
CELL_ASPECT = 0.6
"""Width to height of a letter's cell."""
CELL_PX = 24
"""Cells are compared at no more than this height: finer detail is noise, not letters."""
SHIFT_PX = 2
"""A tool may move the picture by a pixel or two and leave it legible: the best match counts."""
INK_LEVELS, INK_SHARE = 6.0, 0.25
"""A cell has ink when its gray levels spread by this much, and by this share of the most."""
FLAT_LEVELS = 1.0
"""A copy's cell that spreads less shows nothing on a screen of 256 levels."""
CHANGED_LEVELS, CHANGED_BLUR_PX = 25.0, 9
"""A pixel counts as changed when its neighbourhood changed more than this; JPEG stays below."""


def to_gray(pixels: Pixels) -> Gray:
    """Return (H, W) gray of an (H, W, 3) RGB picture."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.float32)


def straighten(picture: Gray, polygon: Polygon, margin_px: int = 0) -> Gray:
    """Return the strip inside a polygon, upright, CELL_PX high or less, as long as the text is.

    `margin_px` more pixels of the strip are cut on every side.
    """
    half = len(polygon) // 2
    upper, lower = polygon[:half], polygon[half:][::-1]
    height = float(np.linalg.norm(upper - lower, axis=1).mean())
    middle = (upper + lower) / 2
    steps = np.linalg.norm(np.diff(middle, axis=0), axis=1)
    rows = int(np.clip(round(height), 4, CELL_PX))
    columns = max(2, round(float(steps.sum()) * rows / max(height, 1e-6)))
    knots = np.concatenate([[0.0], np.cumsum(steps)]) / max(float(steps.sum()), 1e-6)
    along = (np.arange(-margin_px, columns + margin_px) + 0.5) / columns
    across = (np.arange(-margin_px, rows + margin_px) + 0.5) / rows
    edges = [_walk(edge, knots, along) for edge in (upper, lower)]
    grid = edges[0][None] + across[:, None, None] * (edges[1] - edges[0])[None]
    x, y = grid[..., 0].astype(np.float32) - 0.5, grid[..., 1].astype(np.float32) - 0.5
    blurred = _smoothed(picture, polygon, height / rows)
    strip = cv2.remap(blurred[0], x - blurred[1], y - blurred[2], cv2.INTER_LINEAR,
                      borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    return np.asarray(strip, dtype=np.float32)


def _walk(edge: Polygon, knots: NDArray[np.float64], at: NDArray[np.float64]) -> Polygon:
    """Return points along an edge, straight on beyond its ends."""
    inside = np.clip(at, 0, 1)
    points = np.stack([np.interp(inside, knots, edge[:, i]) for i in (0, 1)], axis=1)
    return np.asarray(points + (at - inside)[:, None] * (edge[-1] - edge[0]))


def _smoothed(picture: Gray, polygon: Polygon, step: float) -> tuple[Gray, float, float]:
    """Return the part around a polygon, blurred to be sampled every `step` px, and its origin."""
    room = 8 + 4 * step
    low = np.maximum(np.floor(polygon.min(axis=0) - room), 0).astype(int)
    high = np.ceil(polygon.max(axis=0) + room).astype(int)
    part = picture[low[1] : max(high[1], low[1] + 1), low[0] : max(high[0], low[0] + 1)]
    if part.size == 0:
        return np.zeros((1, 1), np.float32), 0.0, 0.0
    if step > 1.5:
        part = np.asarray(cv2.GaussianBlur(part, (0, 0), 0.4 * step), np.float32)
    return part, float(low[0]), float(low[1])


def best_correlation(cell: Gray, wider: Gray) -> float:
    """Return the best correlation, -1..1, of a cell with any place in a wider cut of the copy.

    Flat places correlate with nothing: 0.
    """
    windows = sliding_window_view(wider, cell.shape).reshape(-1, cell.size).astype(np.float64)
    windows = windows - windows.mean(axis=1, keepdims=True)
    deviation = cell.astype(np.float64).ravel() - float(cell.mean())
    spreads = windows.std(axis=1)
    shown = spreads >= FLAT_LEVELS
    if not shown.any() or deviation.std() < 1e-6:
        return 0.0
    scale = cell.size * spreads[shown] * deviation.std()
    return float((windows[shown] @ deviation / scale).max())


def cell_leaks(original: Gray, copy: Gray, polygon: Polygon) -> NDArray[np.bool_]:
    """Return for each cell with ink whether it leaks; empty when the text cannot be seen at all."""
    strip = straighten(original, polygon)
    wider = straighten(copy, polygon, SHIFT_PX)
    rows, columns = strip.shape
    count = max(1, round(columns / (rows * CELL_ASPECT)))
    bounds = np.linspace(0, columns, count + 1).round().astype(int)
    cells = [(a, b) for a, b in pairwise(bounds) if b > a]
    spreads = np.array([strip[:, a:b].std() for a, b in cells])
    inked = (spreads >= INK_LEVELS) & (spreads >= INK_SHARE * spreads.max())
    return np.array(
        [
            best_correlation(strip[:, a:b], wider[:, a : b + 2 * SHIFT_PX]) > LEAK_CORRELATION
            for (a, b), has_ink in zip(cells, inked, strict=True)
            if has_ink
        ],
        dtype=bool,
    )


def is_leak(cells: NDArray[np.bool_]) -> bool:
    """Whether an identifier with these cells leaks; without a cell there is nothing to read."""
    return bool(len(cells)) and float(cells.mean()) > LEAK_SHARE


def region_leaks(original: Gray, copy: Gray, polygon: Polygon) -> NDArray[np.bool_]:
    """Return for each cell of a grid over a region (a face, a table, a code) whether it leaks.

    The region is straightened by its box of least area and cut into 12 cells along its shorter
    side; only cells with contrast count.
    """
    corners = cv2.boxPoints(cv2.minAreaRect(polygon.astype(np.float32))).astype(np.float64)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    count = max(1, min(12, int(min(sides[0], sides[1]) // 8)))
    leaks = []
    for row in range(count):
        first, last = row / count, (row + 1) / count
        left, right = corners[3] - corners[0], corners[2] - corners[1]
        band = np.array(
            [corners[0] + first * left, corners[1] + first * right,
             corners[1] + last * right, corners[0] + last * left]
        )  # fmt: skip
        leaks.append(cell_leaks(original, copy, band))
    return np.concatenate(leaks)


def changed(original: Pixels, copy: Pixels) -> NDArray[np.bool_]:
    """Return (H, W) True where a copy of the same size differs by more than compression does."""
    red, green, blue = cv2.split(cv2.absdiff(original, copy))
    difference = cv2.max(cv2.max(red, green), blue)
    around = cv2.boxFilter(difference, cv2.CV_32F, (CHANGED_BLUR_PX, CHANGED_BLUR_PX))
    # The pixel itself must have changed too: else every area would count with a rim.
    return np.asarray((around > CHANGED_LEVELS) & (difference > CHANGED_LEVELS / 2))


def over_redaction(original: Pixels, copy: Pixels, regions: Iterable[Polygon]) -> float:
    """Return the share of the photo, 0..1, that was changed outside every true region."""
    outside = np.ones(original.shape[:2], np.uint8)
    for region in regions:
        cv2.fillPoly(outside, [np.round(region).astype(np.int32)], 0)
    return float(np.count_nonzero(changed(original, copy) & (outside > 0)) / outside.size)


@dataclass(frozen=True)
class Rate:
    """A count out of a number, with Wilson's 95 % interval."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """Hits in all, 0 where there is nothing to count."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (1927): stays sensible at 0 and at small numbers."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.959964, self.total, self.share
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        reach = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, float(middle - reach)), min(1.0, float(middle + reach))

    def __str__(self) -> str:
        low, high = (f"{100 * side:.1f}" for side in self.interval)
        return f"{self.hits}/{self.total} = {100 * self.share:.1f} % ({low}–{high})"


def rate(answers: Sequence[bool]) -> Rate:
    """Count the True ones."""
    return Rate(sum(answers), len(answers))
