"""What is looked at: a photo, the lines of text on it, and the polygons that say where.

All coordinates are pixels of the upright photo (EXIF orientation applied), origin top left, x to
the right, y down; x1 and y1 of a box are exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""(H, W, 3) uint8 RGB, upright."""
Points = tuple[tuple[float, float], ...]
"""Polygon corners (x, y) in pixels, clockwise."""
Box = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels, x1 and y1 exclusive."""


def as_points(polygon: Any, *, minimum: int = 4) -> Points:
    """Check and convert a polygon; raises ValueError with wanted versus got."""
    array = np.asarray(polygon, dtype=float)
    if array.ndim != 2 or array.shape[1] != 2 or len(array) < minimum:
        raise ValueError(f"polygon: wanted ({minimum}+, 2) numbers, got shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError("polygon: wanted finite numbers, got NaN or infinity")
    return tuple((float(x), float(y)) for x, y in array)


def bounding_box(polygon: Sequence[Sequence[float]]) -> Box:
    """Return the smallest (x0, y0, x1, y1) of whole pixels around a polygon, end exclusive.

    >>> bounding_box([(0.2, 1.0), (3.5, 1.0), (3.5, 2.5), (0.2, 2.5)])
    (0, 1, 4, 3)
    """
    array = np.asarray(polygon, dtype=float)
    low = np.floor(array.min(axis=0)).astype(int)
    high = np.ceil(array.max(axis=0)).astype(int)
    high = np.maximum(high, low + 1)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


@dataclass(frozen=True, eq=False)
class Photo:
    """One page or frame, ready to be looked at.

    `pixels` is what a viewer shows and what a safe copy is drawn from. `views` are further
    renderings of the same page, same size, in which content hides that `pixels` does not show
    (the colour under transparent pixels, a 16-bit picture stretched); finders look at all of them.
    """

    pixels: Pixels = field(repr=False)
    source: str = field(default="<memory>", repr=False)
    page: int = 1
    views: tuple[Pixels, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        for name, array in (("pixels", self.pixels), *(("view", v) for v in self.views)):
            if array.ndim != 3 or array.shape[2] != 3 or array.dtype != np.uint8:
                raise ValueError(f"{name}: wanted (H, W, 3) uint8, got {array.shape} {array.dtype}")
            if array.shape != self.pixels.shape:
                raise ValueError(f"view: wanted {self.pixels.shape}, got {array.shape}")

    @property
    def size_wh(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return int(self.pixels.shape[1]), int(self.pixels.shape[0])


@dataclass(frozen=True)
class Line:
    """One run of text as a reader saw it, with the way from characters back to pixels.

    `polygon` runs clockwise from the text's own top left: first the points of the upper edge, left
    to right in reading direction, then as many of the lower edge, right to left. Four points for a
    straight line, more for a curved one. `char_spans` gives for each character of `text` its
    (start, end) along the line, 0..1 in reading direction.
    """

    text: str = field(repr=False)
    polygon: Points
    score: float
    char_spans: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    source: str = "reader"

    def __post_init__(self) -> None:
        object.__setattr__(self, "polygon", as_points(self.polygon))
        if len(self.polygon) % 2:
            raise ValueError("polygon: wanted as many points above as below, got an odd number")
        if not self.char_spans and self.text:
            n = len(self.text)
            even = tuple((i / n, (i + 1) / n) for i in range(n))
            object.__setattr__(self, "char_spans", even)
        if len(self.char_spans) != len(self.text):
            raise ValueError(
                f"char_spans: wanted {len(self.text)} pairs, got {len(self.char_spans)}"
            )

    @property
    def angle_deg(self) -> float:
        """Reading direction in degrees, clockwise on the screen; 0 is upright text."""
        (x0, y0), (x1, y1) = self.polygon[0], self.polygon[len(self.polygon) // 2 - 1]
        return float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))

    @property
    def height_px(self) -> float:
        """Mean height across the reading direction, in pixels."""
        half = len(self.polygon) // 2
        upper = np.array(self.polygon[:half])
        lower = np.array(self.polygon[half:][::-1])
        return float(np.linalg.norm(upper - lower, axis=1).mean())

    @property
    def box(self) -> Box:
        """Upright bounding box."""
        return bounding_box(self.polygon)

    def span_polygon(self, start: int, end: int) -> Points:
        """Return the polygon of characters start..end (end exclusive), following the line's bend.

        Raises ValueError when the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span: wanted 0 <= start < end <= {len(self.text)}")
        t0 = min(span[0] for span in self.char_spans[start:end])
        t1 = max(span[1] for span in self.char_spans[start:end])
        half = len(self.polygon) // 2
        upper = np.array(self.polygon[:half])
        lower = np.array(self.polygon[half:][::-1])
        knots = np.linspace(0.0, 1.0, half)
        ts = np.array([t0, *[k for k in knots if t0 < k < t1], t1])

        def along(edge: NDArray[np.float64]) -> list[tuple[float, float]]:
            xs, ys = np.interp(ts, knots, edge[:, 0]), np.interp(ts, knots, edge[:, 1])
            return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]

        return tuple(along(upper) + along(lower)[::-1])
