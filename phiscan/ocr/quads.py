"""Pure helpers for the four-cornered outlines of text lines.

A quad is (4, 2) float, clockwise on the screen, first corner at the line's own top left once its
reading direction is known. All in pixels of the upright photo.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Quad = NDArray[np.float64]


def order_clockwise(corners: NDArray[np.floating]) -> Quad:
    """Return the corners clockwise, starting so that the first edge is the one reading rightwards.

    >>> order_clockwise(np.array([[4, 0], [4, 2], [0, 2], [0, 0]])).tolist()
    [[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [0.0, 2.0]]
    """
    quad = np.asarray(corners, dtype=float)
    centre = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    quad = quad[np.argsort(angles)]  # clockwise, y down
    starts = [np.roll(quad, -k, axis=0) for k in range(4)]
    return max(starts, key=_rightwardness)


def _rightwardness(quad: Quad) -> float:
    edge = quad[1] - quad[0]
    return float(edge[0] / (np.hypot(*edge) + 1e-9))


def size_of(quad: Quad) -> tuple[float, float]:
    """Return (length along the first edge, height across it) in pixels."""
    length = (np.hypot(*(quad[1] - quad[0])) + np.hypot(*(quad[2] - quad[3]))) / 2
    height = (np.hypot(*(quad[3] - quad[0])) + np.hypot(*(quad[2] - quad[1]))) / 2
    return float(length), float(height)


def turn(quad: Quad, quarter_turns: int) -> Quad:
    """Return the same outline read a quarter turn further clockwise, as often as told.

    >>> turn(np.array([[0, 0], [4, 0], [4, 2], [0, 2]]), 2).tolist()
    [[4, 2], [0, 2], [0, 0], [4, 0]]
    """
    return np.roll(quad, -quarter_turns, axis=0)


def grow(quad: Quad, along_px: float, across_px: float) -> Quad:
    """Return the quad with its ends and its long sides moved outwards."""
    length, height = size_of(quad)
    u = (quad[1] - quad[0] + quad[2] - quad[3]) / (2 * max(length, 1e-6))
    v = (quad[3] - quad[0] + quad[2] - quad[1]) / (2 * max(height, 1e-6))
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=float)
    grown: Quad = quad + signs[:, :1] * u * along_px + signs[:, 1:] * v * across_px
    return grown


def area_of(quad: Quad) -> float:
    """Area in square pixels."""
    return float(cv2.contourArea(quad.astype(np.float32)))


def shared_area(a: Quad, b: Quad) -> float:
    """Area in square pixels that two convex outlines share; 0 when they do not meet."""
    low = np.maximum(a.min(axis=0), b.min(axis=0))
    high = np.minimum(a.max(axis=0), b.max(axis=0))
    if (high <= low).any():
        return 0.0
    area, _ = cv2.intersectConvexConvex(a.astype(np.float32), b.astype(np.float32))
    return float(area)
