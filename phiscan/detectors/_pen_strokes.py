"""What a pen leaves on paper: ink without rules, its strokes, and whether they may be a signature.

All at PX pixels a text height.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Box = tuple[float, float, float, float]

PX = 14.0
"""Pixels that a line's height has where ink is looked for."""
_LEAST_CONTRAST = 22
"""Gray levels that ink is darker than its paper; camera noise stays below."""
LEAST_WIDE, _LEAST_HIGH = 2.0, 0.7
_LEAST_STROKE = 1.6
"""Text heights: what one stroke spans at least, for printed letters do not hang together."""
_MOST_THICK = 0.6
_MOST_FULL = 0.65
"""Share of its box that a stroke fills; a stamp or picture fills more."""
_MOST_STROKES = 14
_RULE = 5.0
"""Text heights of a straight rule."""
_STRAIGHT, _SLANT = 0.25, 0.25
"""Text heights of the box round a stroke, turned as it is, that is a line and no writing; and how
far a rule rises on its length."""
_MOST_LONG, _MOST_TALL = 16.0, 6.5
"""Text heights of a signature: of 230 on invented pages none took more than 13 and 4.9."""


def ink_of(gray: Gray) -> Gray:
    """Return what is darker than the paper around it, (H, W) 0 or 1; a pen's width and no more."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(0.9 * PX),) * 2)
    paper = cv2.GaussianBlur(cv2.morphologyEx(gray, cv2.MORPH_CLOSE, kernel), (0, 0), 3)
    depth = cv2.subtract(paper, cv2.GaussianBlur(gray, (0, 0), 0.7))
    strong = float(np.percentile(depth, 99.5))
    return np.asarray(depth > max(_LEAST_CONTRAST, 0.35 * strong), dtype=np.uint8)


def without_rules(ink: Gray) -> Gray:
    """Take away straight lines, a little slanted too."""
    length = round(_RULE * PX)
    rules = np.maximum(_opened(ink, (length, 1), (1, 3)), _opened(ink, (1, length), (3, 1)))
    return np.where(rules > 0, 0, ink).astype(np.uint8)


def _opened(ink: Gray, length_wh: tuple[int, int], thick_wh: tuple[int, int]) -> Gray:
    thick = cv2.dilate(ink, np.ones(thick_wh[::-1], np.uint8))
    return np.asarray(
        cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(length_wh[::-1], np.uint8)), np.uint8
    )


def strokes_of(ink: Gray) -> list[Box]:
    """Return the boxes of strokes as a pen draws them."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((6, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    thickness = cv2.distanceTransform(ink, cv2.DIST_L2, 3)
    strokes: list[Box] = []
    for index in range(1, count):
        x, y, w, h = (float(v) for v in stats[index][:4])
        own = labels == index
        is_thin = float(thickness[own].max()) * 2 <= _MOST_THICK * PX
        if is_thin and _spans(w, h, float(ink[own].sum())) and not _is_straight(own & (ink > 0)):
            strokes.append((x, y, x + w, y + h))
    return strokes


def is_pen(strokes: Sequence[Box]) -> bool:
    """Whether there are strokes, but not many, and together they are as wide as a signature."""
    wide = max((b[2] for b in strokes), default=0) - min((b[0] for b in strokes), default=0)
    return len(strokes) <= _MOST_STROKES and wide >= LEAST_WIDE * PX


def fits(boxes: Sequence[Box]) -> bool:
    """Whether boxes together are no larger than a signature; a desk's edges go on and on."""
    x0, y0 = (min((b[i] for b in boxes), default=0) for i in (0, 1))
    x1, y1 = (max((b[i] for b in boxes), default=0) for i in (2, 3))
    return x1 - x0 <= _MOST_LONG * PX and y1 - y0 <= _MOST_TALL * PX


def _is_straight(stroke: NDArray[np.bool_]) -> bool:
    """Whether a stroke, (H, W), is a piece of a rule, slanted by as much as 14 degrees."""
    rows, columns = np.nonzero(stroke)
    if not len(rows) or np.ptp(rows) > _SLANT * np.ptp(columns):
        return False
    points = np.column_stack([columns, rows]).astype(np.float32)
    return bool(min(cv2.minAreaRect(points)[1]) <= _STRAIGHT * PX)


def _spans(width: float, height: float, area: float) -> bool:
    """Whether a stroke spans more than a letter and is no block."""
    is_long = np.hypot(width, height) >= _LEAST_STROKE * PX and height >= _LEAST_HIGH * PX
    return bool(is_long and area <= _MOST_FULL * width * height)


def is_cut(box: Box, size_wh: tuple[int, int]) -> bool:
    """Whether a stroke goes on over the sides or the top; into the name below many do."""
    return min(box[0], box[1], size_wh[0] - box[2]) <= 0
