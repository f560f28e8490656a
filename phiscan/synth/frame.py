"""A photo being put together: things lie on one plane that the camera looks at from a pose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays
from phiscan.synth.canvas import Flat, Matrix
from phiscan.synth.truth import Mark, Polygon

_OWNER_SCALE = 4
MIN_VISIBLE = 0.3
"""An identifier of which less is seen is no entry of the truth."""


def map_points(matrix: Matrix, points: Polygon) -> Polygon:
    """Send (n, 2) points through a homography."""
    spread = np.hstack([points, np.ones((len(points), 1))]) @ matrix.T
    return np.asarray(spread[:, :2] / spread[:, 2:], dtype=np.float64)


def shift(x: float, y: float) -> Matrix:
    """Return the homography that moves by (x, y)."""
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], dtype=np.float64)


def scale(factor: float) -> Matrix:
    """Return the homography that scales about the origin."""
    return np.diag([factor, factor, 1.0])


def turn(degrees: float) -> Matrix:
    """Return the homography that turns clockwise on the screen about the origin."""
    angle = np.radians(degrees)
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], dtype=np.float64)


@dataclass(frozen=True)
class Pose:
    """Where the camera is: pixels per mm at the centre, roll, and tilt.

    `tilt` (0..0.3) is how much larger the near edge gets, towards `tilt_to_deg`.
    """

    size_wh: tuple[int, int]
    px_per_mm: float
    roll_deg: float = 0.0
    tilt: float = 0.0
    tilt_to_deg: float = 90.0

    @property
    def matrix(self) -> Matrix:
        """Homography from millimetres on the plane (origin: the frame's centre) to pixels."""
        width, height = self.size_wh
        reach = np.hypot(width, height) / 2
        angle = np.radians(self.tilt_to_deg)
        tilted = np.eye(3)
        tilted[2, :2] = -self.tilt / reach * np.array([np.cos(angle), np.sin(angle)])
        squeeze = turn(self.tilt_to_deg) @ np.diag([1 - self.tilt, 1, 1]) @ turn(-self.tilt_to_deg)
        middle = shift(width / 2, height / 2)
        return middle @ tilted @ squeeze @ turn(self.roll_deg) @ scale(self.px_per_mm)


class Frame:
    """The growing photo: pixels (H, W, 3), the marks seen so far, and who covers what."""

    def __init__(
        self, pose: Pose, ground: NDArray[np.uint8], *, ground_glows: bool = False
    ) -> None:
        self.pose, self.pixels = pose, ground
        width, height = pose.size_wh
        self.glow = np.zeros((height // _OWNER_SCALE, width // _OWNER_SCALE), np.uint8)
        self._owner = np.zeros_like(self.glow)
        self._layers: list[Sequence[Mark]] = []
        if ground_glows:
            self.glow[:] = 255

    def place(
        self, item: Flat, x_mm: float, y_mm: float, angle_deg: float = 0.0, shadow: float = 0.45
    ) -> None:
        """Lay a thing with its centre at (x_mm, y_mm) from the frame's centre."""
        height, width = item.alpha.shape
        local = turn(angle_deg) @ scale(1 / item.px_per_mm) @ shift(-width / 2, -height / 2)
        self.warp(item, self.pose.matrix @ shift(x_mm, y_mm) @ local, shadow)

    def warp(self, item: Flat, matrix: Matrix, shadow: float = 0.0) -> None:
        """Lay a thing by a homography from its pixels to the photo's."""
        box = self._reach(item, matrix)
        if box is None:
            return
        if shadow > 0:
            self._cast(item, matrix, shadow)
        _blend(self.pixels, item, matrix, box)
        self._note_owner(item, matrix)
        self._layers.append(_moved(item.marks, matrix))

    def marks(self) -> list[Mark]:
        """Return every mark that is seen, clipped to the frame, with its visible share."""
        seen = []
        for number, layer in enumerate(self._layers, start=1):
            for mark in layer:
                share = self._visible(mark, number)
                least = MIN_VISIBLE if mark.category is not None else 0.08
                if share >= least and mark.polygon is not None:
                    seen.append(replace(mark, polygon=self._clip(mark.polygon), visible=share))
        return seen

    def hidden_by(self, item: Flat, x_mm: float, y_mm: float, angle_deg: float) -> float:
        """Return how much a thing put there would cover: identifiers count, things a little."""
        height, width = item.alpha.shape
        local = turn(angle_deg) @ scale(1 / item.px_per_mm) @ shift(-width / 2, -height / 2)
        matrix = self.pose.matrix @ shift(x_mm, y_mm) @ local
        mask = self._small_mask(item, matrix)
        lies_on = (self._owner > 0).astype(np.uint8) * 255
        worst = 3.0 * float(
            cv2.multiply(mask, lies_on, scale=1 / 255).sum() / max(1, int(mask.sum()))
        )
        for layer in self._layers:
            for mark in layer:
                if mark.text is None or mark.polygon is None:
                    continue
                share = _mean_inside(mask, mark.polygon)
                worst += share if share < 0.95 else 0.3
        return worst

    def _clip(self, polygon: Polygon) -> Polygon:
        width, height = self.pose.size_wh
        return np.clip(polygon, 0, [width, height])

    def _reach(self, item: Flat, matrix: Matrix) -> tuple[int, int, int, int] | None:
        height, width = item.alpha.shape
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
        placed = map_points(matrix, corners)
        limit = np.array(self.pose.size_wh)
        low = np.clip(np.floor(placed.min(axis=0)), 0, limit).astype(int)
        high = np.clip(np.ceil(placed.max(axis=0)) + 1, 0, limit).astype(int)
        if (high <= low).any():
            return None
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])

    def _small_mask(self, item: Flat, matrix: Matrix) -> NDArray[np.uint8]:
        size = (self._owner.shape[1], self._owner.shape[0])
        return arrays.warped(item.alpha, scale(1 / _OWNER_SCALE) @ matrix, size)

    def _note_owner(self, item: Flat, matrix: Matrix) -> None:
        mask = self._small_mask(item, matrix) > 127
        self._owner[mask] = len(self._layers) + 1
        self.glow[mask] = 255 if item.glows else 0

    def _cast(self, item: Flat, matrix: Matrix, strength: float) -> None:
        width, height = self.pose.size_wh
        mask = self._small_mask(item, matrix)
        lift = max(1.0, item.lift_mm * self.pose.px_per_mm / _OWNER_SCALE)
        soft = arrays.blurred(mask, 0.6 * lift + 1.5)
        away = shift(lift * 0.8, lift)
        soft = arrays.warped(soft, away, (soft.shape[1], soft.shape[0]), cv2.BORDER_REPLICATE)
        gain = arrays.resized(soft, (width, height), cv2.INTER_LINEAR)
        dark = 255 - cv2.convertScaleAbs(gain, alpha=strength)
        for channel in range(3):
            plane = np.ascontiguousarray(self.pixels[..., channel])
            self.pixels[..., channel] = cv2.multiply(plane, dark, scale=1 / 255)

    def _visible(self, mark: Mark, number: int) -> float:
        if mark.polygon is None:
            return 0.0
        inside = _mean_inside((self._owner == number).astype(np.uint8) * 255, mark.polygon)
        return min(1.0, inside * mark.visible)


def _moved(marks: Sequence[Mark], matrix: Matrix) -> list[Mark]:
    return [m.moved(map_points(matrix, m.polygon)) for m in marks if m.polygon is not None]


def _mean_inside(mask: NDArray[np.uint8], polygon: Polygon) -> float:
    """Mean of a quarter-size mask (0..255) inside a full-size polygon, as 0..1."""
    small = polygon / _OWNER_SCALE
    low, high = np.floor(small.min(axis=0)).astype(int), np.ceil(small.max(axis=0)).astype(int) + 1
    size = np.minimum(high - low, 20000)
    area = np.zeros((max(1, size[1]), max(1, size[0])), np.uint8)
    cv2.fillPoly(area, [np.round(small - low).astype(np.int32)], 1)
    total = int(area.sum())
    x0, y0 = np.maximum(low, 0)
    x1, y1 = np.minimum(high, [mask.shape[1], mask.shape[0]])
    if total == 0 or x1 <= x0 or y1 <= y0:
        return 0.0
    part = area[y0 - low[1] : y1 - low[1], x0 - low[0] : x1 - low[0]]
    return float((mask[y0:y1, x0:x1].astype(np.float32) * part).sum() / 255 / total)


def _blend(
    pixels: NDArray[np.uint8], item: Flat, matrix: Matrix, box: tuple[int, int, int, int]
) -> None:
    x0, y0, x1, y1 = box
    local, size = shift(-x0, -y0) @ matrix, (x1 - x0, y1 - y0)
    colours = arrays.warped(item.pixels, local, size, cv2.BORDER_REPLICATE)
    cover = arrays.warped(item.alpha, local, size).astype(np.float32) / 255
    target = pixels[y0:y1, x0:x1]
    target[:] = cv2.blendLinear(colours, np.ascontiguousarray(target), cover, 1 - cover)
