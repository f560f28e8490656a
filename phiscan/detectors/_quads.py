"""Quads of codes: pure helpers to compare them, and to cut what they hold out upright."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
"""(H, W) uint8."""
Quad = NDArray[np.float64]
"""(4, 2) corners, clockwise from the symbol's own top left, in pixels of the upright photo."""
Matrix = NDArray[np.float64]
"""(3, 3) perspective."""

RETRY_SIDE = (240, 800)
"""Least and greatest width of an enlarged second look at one located symbol, in pixels."""
AS_LONG = 0.35
"""Log of the ratio: a strip read askew is up to 1.4 times as long as its code."""
HIGHEST = 0.9
"""Area of a bar code as a part of its squared length: the bars of an EAN-8 have .82 (ISO/IEC
15420: 18.23 x 22.11 mm), all others are longer."""


def clockwise(quad: Quad) -> Quad:
    """Return the corners clockwise on the screen, the first one kept."""
    x, y = quad.T
    area = (x[2] - x[0]) * (y[3] - y[1]) - (x[3] - x[1]) * (y[2] - y[0])
    return quad if area >= 0 else quad[[0, 3, 2, 1]]


def is_plausible(quad: Quad, shape: Sequence[int]) -> bool:
    """Whether a quad has a symbol's shape: convex, not a sliver, not nearly the whole photo."""
    corners = quad.astype(np.float32)
    area = float(cv2.contourArea(corners))
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return bool(
        cv2.isContourConvex(corners)
        and area >= 64
        and area <= 0.9 * shape[0] * shape[1]
        and sides.max() < 8 * max(sides.min(), 1.0)
    )


def area_of(quad: Quad) -> float:
    """Return a quad's area in square pixels."""
    return float(cv2.contourArea(quad.astype(np.float32)))


def overlap(first: Quad, second: Quad) -> float:
    """Return the shared area as a part of the smaller quad's, 0..1.

    A line that was read has no area, but a middle: it lies in the other or not.
    """
    a, b = (cv2.convexHull(q.astype(np.float32)) for q in (first, second))
    line, larger = sorted(((cv2.contourArea(a), 0), (cv2.contourArea(b), 1)))
    if line[0] > 0:
        return float(cv2.intersectConvexConvex(a, b)[0] / line[0])
    x, y = (first, second)[line[1]].mean(axis=0)
    return float(cv2.pointPolygonTest((a, b)[larger[1]], (float(x), float(y)), False) >= 0)


def same_share(first: Quad, second: Quad) -> float:
    """Return the area two quads share as a part of the area they cover together, 0..1."""
    a, b = (cv2.convexHull(q.astype(np.float32)) for q in (first, second))
    shared = float(cv2.intersectConvexConvex(a, b)[0])
    return shared / max(float(cv2.contourArea(a) + cv2.contourArea(b)) - shared, 1e-6)


def is_as_long(place: Quad, strip: Quad) -> bool:
    """Whether a place is as long as the strip that was read of a bar code, along that strip, and no
    higher than bars are: else it is the label that they are on.
    """
    along = strip[1] - strip[0] + strip[2] - strip[3]
    along = along / max(float(np.linalg.norm(along)), 1e-9)
    length, extent = (max(float(np.ptp(quad @ along)), 1.0) for quad in (strip, place))
    is_low = area_of(place) <= HIGHEST * length**2
    return is_low and abs(float(np.log(extent / length))) < AS_LONG


def levels_at(cut: Gray, low: float, high: float) -> tuple[float, float]:
    """Return two percentiles of (H, W) uint8, `np.percentile`'s in a tenth of its time.

    >>> levels_at(np.arange(101, dtype=np.uint8)[None], 5, 95)
    (5.0, 95.0)
    """
    below = np.cumsum(np.bincount(cut.ravel(), minlength=256))
    first, second = (_level(below, share / 100 * (cut.size - 1)) for share in (low, high))
    return first, second


def _level(below: NDArray[np.intp], place: float) -> float:
    """Return the gray level at a place, 0 for the darkest pixel, between two of them if need be."""
    whole = int(place)
    here, after = np.searchsorted(below, (whole, whole + 1), side="right")
    return float(here + (place - whole) * (min(int(after), 255) - here))


def box_around(points: NDArray[np.float64], like: Quad) -> Quad:
    """Return the rectangle around points whose sides run as the reading direction of `like`."""
    along = like[1] - like[0] + like[2] - like[3]
    along = along / max(float(np.linalg.norm(along)), 1e-9)
    axes = np.stack([along, (-along[1], along[0])])
    low, high = (points @ axes.T).min(axis=0), (points @ axes.T).max(axis=0)
    corners = np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    return np.asarray(corners @ axes)


def upright_frame(
    quad: Quad, margin: float = 0.2, *, enlarge_to: int = RETRY_SIDE[1]
) -> tuple[Matrix, tuple[int, int]]:
    """Return the perspective that lays a quad upright, and the (width, height) of its picture.

    `margin` of the quad's sides is left around it, and it is enlarged twofold within RETRY_SIDE, up
    to `enlarge_to`.
    """
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    longest, (low, high) = max(width, height), RETRY_SIDE
    wanted = np.clip(2.0 * longest, low, min(high, max(enlarge_to, longest)))
    factor = float(wanted / max(longest, 1.0))
    w, h = max(8.0, width * factor), max(8.0, height * factor)
    dx, dy = margin * w, margin * h
    target = np.array([(dx, dy), (dx + w, dy), (dx + w, dy + h), (dx, dy + h)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    return np.asarray(matrix, np.float64), (round(w + 2 * dx), round(h + 2 * dy))


def cut_upright(
    gray: Gray, quad: Quad, margin: float = 0.2, *, enlarge_to: int = RETRY_SIDE[1]
) -> Gray:
    """Cut a quad out as an upright rectangle, with `margin` of its sides around, enlarged."""
    matrix, size = upright_frame(quad, margin, enlarge_to=enlarge_to)
    cut = cv2.warpPerspective(
        gray, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, dtype=np.uint8)


def out_of_cut(
    found: Quad, quad: Quad, margin: float, border_px: int = 0, *, enlarge_to: int = RETRY_SIDE[1]
) -> Quad:
    """Return where in the photo a quad lies that was found in the upright cut of another.

    `border_px` is what was added on each side of the cut.
    """
    back = np.linalg.inv(upright_frame(quad, margin, enlarge_to=enlarge_to)[0])
    return np.asarray(cv2.perspectiveTransform((found - border_px)[None], back)[0], np.float64)


def stretched(cut: Gray) -> Gray:
    """Return a (H, W) cut with its gray levels spread over the whole range.

    Readers take less than some 24 levels between black and white for noise.
    """
    low, high = np.percentile(cut[::2, ::2], (2, 98))
    factor = 255.0 / max(float(high - low), 8.0)
    return np.asarray(cv2.convertScaleAbs(np.maximum(cut, low) - low, alpha=factor), np.uint8)


def without_surroundings(cut: Gray) -> Gray:
    """Return a (H, W) cut in which whatever is dark and goes on over its edge is blank, and more
    blank round it.

    Many labels are cut so close that the quiet zone, which readers ask for, lies on the dark thing
    that they are stuck on.
    """
    dark = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    labels = cv2.connectedComponents(dark, connectivity=4)[1]
    rim = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    outside = np.isin(labels, rim[rim > 0]).astype(np.uint8)
    blank = cut.copy()
    blank[cv2.dilate(outside, np.ones((5, 5), np.uint8)) > 0] = 255
    side = blank_border(cut)
    framed = cv2.copyMakeBorder(
        blank, side, side, side, side, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    return np.asarray(framed, dtype=np.uint8)


def blank_border(cut: Gray) -> int:
    """Return the pixels of blank that `without_surroundings` puts on each side of a cut."""
    return int(max(cut.shape)) // 10
