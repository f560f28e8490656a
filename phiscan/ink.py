"""Where the ink of a line of text is: a reader's outline is half as high again as its letters.

How much of an outline is blank differs from line to line, so a share that is safe for all of them
covers much for nothing; the pixels say it for each. What they do not say clearly stays covered.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.types import Pixels

Corners = NDArray[np.float64]
"""(4, 2) x, y: upper left, upper right, lower right, lower left, as the text runs."""
Strip = NDArray[np.float32]

_MOST_ROWS, _MOST_COLUMNS, _LEAST_ROWS = 48, 4000, 8
_LEAST_EDGE, _CLEAR_EDGE = 8.0, 24.0
"""Gray levels over two pixels of the strip: weaker is paper and noise; a line whose strong edges
are weaker than the second is too faint to say where it ends."""
_ROW_SHARE, _END_SHARE = 0.2, 0.12
"""An edge of this share of the line's strong ones is ink; less at the ends, where a shine may lie
on a letter."""
_ABOVE_NOISE, _MOST_NOISE = 1.5, 0.3
"""Ink is stronger than the calmest row, which is noise up to this share of the strong edges."""
_STRONG, _DOT = 95.0, 0.006
"""Percentile of strong edges; the share of a row's columns that an accent or a tail takes."""
_LEFT_ABOVE, _LEFT_BESIDE = 0.05, 0.1
"""Blank left outside the ink, relative to the outline's height."""
_LEAST_HEIGHT, _MOST_OFF_END = 0.45, 0.25
"""Ink lower than this share of the outline is no line of text; no end loses more heights."""


@dataclass(frozen=True)
class Blank:
    """How much of an outline is blank: shares of its height, and of its length."""

    above: float = 0.0
    below: float = 0.0
    before: float = 0.0
    after: float = 0.0


def blank_round_ink(pixels: Pixels, outline: Corners) -> Blank | None:
    """Return what is blank in a (4, 2) outline in (H, W, 3) RGB pixels, a little round ink left.

    None where that is not clear: too faint, too small, ink in too few rows.
    """
    edges = _edges(pixels, outline)
    if edges is None:
        return None
    rows, columns = edges.shape
    strong = float(np.percentile(edges, _STRONG))
    if strong < _CLEAR_EDGE:
        return None
    dots = max(2, round(_DOT * columns))
    peaks = np.partition(edges, -dots, axis=1)[:, -dots]
    noise = _ABOVE_NOISE * min(float(peaks.min()), _MOST_NOISE * strong)
    in_rows = peaks > max(_LEAST_EDGE, _ROW_SHARE * strong, noise)
    few = max(2, rows // 10)
    in_columns = np.partition(edges, -few, axis=0)[-few] > max(_LEAST_EDGE, _END_SHARE * strong)
    if not in_rows.any() or not in_columns.any():
        return None
    top, bottom = _span(in_rows, 1 + _LEFT_ABOVE * rows)
    left, right = _span(in_columns, _LEFT_BESIDE * rows)
    if bottom - top < _LEAST_HEIGHT * rows:
        return None
    most = _MOST_OFF_END * rows
    before, after = min(left, most), min(columns - right, most)
    return Blank(top / rows, 1 - bottom / rows, before / columns, after / columns)


def _edges(pixels: Pixels, outline: Corners) -> Strip | None:
    """Return how much the gray changes along the line, as a strip at most _MOST_ROWS high."""
    sides = np.linalg.norm(outline - np.roll(outline, -1, axis=0), axis=1)
    width, height = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    rows = int(min(_MOST_ROWS, round(height)))
    if rows < _LEAST_ROWS or width < height:
        return None
    columns = int(min(_MOST_COLUMNS, round(width * rows / height)))
    step = height / rows
    room = 4 + 2 * step
    x0, y0 = np.maximum(np.floor(outline.min(axis=0) - room), 0).astype(int)
    x1, y1 = np.ceil(outline.max(axis=0) + room).astype(int)
    part = pixels[y0:y1, x0:x1]
    if min(part.shape[:2]) < 2:
        return None
    gray = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    if step > 1.5:
        gray = cv2.GaussianBlur(gray, (0, 0), 0.4 * step)
    corners = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    turn = cv2.getPerspectiveTransform((outline - (x0, y0)).astype(np.float32), corners)
    strip = cv2.warpPerspective(gray, turn, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    across = cv2.Sobel(strip, cv2.CV_32F, 1, 0, ksize=1)
    return np.abs(np.asarray(across, np.float32))


def _span(has_ink: NDArray[np.bool_], margin: float) -> tuple[float, float]:
    """Return (first, last) of the ink, so much further on both sides."""
    at = np.flatnonzero(has_ink)
    return max(0.0, at[0] - margin), min(float(len(has_ink)), at[-1] + 1 + margin)
