"""Bar codes are read along one strip: how far up and down the same bars go on."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.detectors._quads import Gray, Quad, area_of, box_around

LEANS = tuple(lean / 20 for lean in range(-12, 13))
"""How far bars may lean, as seen from the side: along the strip for each pixel across it."""


def extend_leaning_bars(gray: Gray, strip: Quad) -> Quad:
    """Grow the strip of a bar code as `extend_bars` does, in the direction that its bars lean."""
    return max((extend_bars(gray, strip, lean=lean) for lean in LEANS), key=area_of)


def extend_bars(gray: Gray, strip: Quad, *, min_likeness: float = 0.6, lean: float = 0.0) -> Quad:
    """Grow the strip of a bar code, upwards and downwards, as far as the same bars go on.

    `gray` is (H, W) uint8; the profile along the strip is compared with profiles parallel to it,
    one every two pixels, until their correlation falls below `min_likeness`.
    """
    left, right = (strip[0] + strip[3]) / 2, (strip[1] + strip[2]) / 2
    length = float(np.linalg.norm(right - left))
    if length < 8:
        return strip
    along = (right - left) / length
    across = np.array([-along[1], along[0]]) + lean * along
    reach = np.arange(-length, length + 1, 2.0)
    grid = left + np.arange(length)[None, :, None] * along + reach[:, None, None] * across
    rows = cv2.remap(
        gray, grid[..., 0].astype(np.float32), grid[..., 1].astype(np.float32), cv2.INTER_LINEAR
    )
    alike = _correlation(rows.astype(np.float64), len(reach) // 2) >= min_likeness
    low, high = _run_around(alike, len(reach) // 2)
    edges = np.array([left + reach[low] * across, right + reach[low] * across,
                      right + reach[high] * across, left + reach[high] * across])  # fmt: skip
    return box_around(np.vstack([edges, strip]), strip)


def _correlation(rows: NDArray[np.float64], middle: int) -> NDArray[np.float64]:
    centred = rows - rows.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(centred, axis=1)
    return np.asarray(centred @ centred[middle] / np.maximum(norms * norms[middle], 1e-9))


def _run_around(alike: NDArray[np.bool_], middle: int) -> tuple[int, int]:
    """Return the first and last index of the run of True around `middle`."""
    below = np.flatnonzero(~alike[:middle])
    above = np.flatnonzero(~alike[middle + 1 :])
    low = int(below[-1]) + 1 if len(below) else 0
    high = middle + int(above[0]) if len(above) else len(alike) - 1
    return low, max(high, middle)
