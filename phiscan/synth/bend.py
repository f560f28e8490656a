"""Bends a flat label round a wrist, a bottle or a tube, and its polygons with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays
from phiscan.synth.canvas import Flat
from phiscan.synth.truth import Mark, Polygon

_HORIZON = np.radians(76)
"""Beyond this angle a surface is too oblique to read: marks are cut there."""
_STEPS = 12


@dataclass(frozen=True)
class Cylinder:
    """A cylinder with its axis upright, its radius in the label's pixels.

    `turn_rad` is how far the label's middle is turned away from the viewer; `dip` (about -0.3..0.3)
    how far the camera looks from above, which makes level lines sag.
    """

    radius: float
    turn_rad: float = 0.0
    dip: float = 0.0

    def drop(self, angles: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far down a level line is moved at each angle, never negative."""
        return self.dip * self.radius * np.cos(angles) + max(0.0, -self.dip * self.radius)

    def forward(self, points: Polygon, width: float) -> Polygon:
        """Send (n, 2) points of a flat label of this width to the bent picture."""
        angles = (points[:, 0] - width / 2) / self.radius + self.turn_rad
        x = self.radius * (1 + np.sin(np.clip(angles, -np.pi / 2, np.pi / 2)))
        return np.stack([x, points[:, 1] + self.drop(angles)], axis=1)


def bend(flat: Flat, cylinder: Cylinder, *, shade: bool = True) -> Flat:
    """Return the flat thing wrapped round an upright cylinder; its x runs round the curve."""
    height, width = flat.alpha.shape
    radius = cylinder.radius
    out_w, out_h = int(2 * radius), int(height + abs(cylinder.dip) * radius) + 1
    angles = np.arcsin(np.clip(np.arange(out_w) / radius - 1, -0.9999, 0.9999))
    across = (angles - cylinder.turn_rad) * radius + width / 2
    map_x = np.tile(across.astype(np.float32), (out_h, 1))
    rows = np.arange(out_h, dtype=np.float32)[:, None]
    map_y = rows - cylinder.drop(angles)[None].astype(np.float32)
    pixels = arrays.remapped(flat.pixels, map_x, map_y, cv2.BORDER_REPLICATE)
    alpha = arrays.remapped(flat.alpha, map_x, map_y)
    if shade:
        pixels = shaded(pixels, angles)
    bent = [_bend_mark(m, width, cylinder) for m in flat.marks]
    return replace(flat, pixels=pixels, alpha=alpha, marks=[m for m in bent if m is not None])


def shaded(pixels: NDArray[np.uint8], angles: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Darken columns as they turn away from a lamp at the upper left."""
    light = (0.42 + 0.6 * np.cos(angles + 0.3)).clip(0.28, 1.0)
    lit = np.clip(pixels * light[None, :, None], 0, 255)
    return np.asarray(lit, dtype=np.uint8)


def _bend_mark(mark: Mark, width: float, cylinder: Cylinder) -> Mark | None:
    """Bend a mark; None where it is behind the horizon, cut where a part of it is."""
    if mark.polygon is None:
        return None
    half = len(mark.polygon) // 2
    upper, lower = mark.polygon[:half], mark.polygon[half:][::-1]
    fine = np.linspace(0, 1, 16 * _STEPS)
    upper, lower = _resample(upper, fine), _resample(lower, fine)
    middle = (upper[:, 0] + lower[:, 0]) / 2
    angles = (middle - width / 2) / cylinder.radius + cylinder.turn_rad
    seen = np.abs(angles) < _HORIZON
    if seen.sum() < 2:
        return None
    share = np.linspace(0, 1, _STEPS)
    upper = cylinder.forward(_resample(upper[seen], share), width)
    lower = cylinder.forward(_resample(lower[seen], share), width)
    visible = mark.visible * (float(seen.mean()) if mark.text is not None else 1.0)
    return replace(mark, polygon=np.vstack([upper, lower[::-1]]), visible=visible)


def _resample(edge: Polygon, share: NDArray[np.float64]) -> Polygon:
    """Return points evenly along a polyline given by its corners."""
    at = np.linspace(0, 1, len(edge))
    return np.stack([np.interp(share, at, edge[:, i]) for i in (0, 1)], axis=1)
