"""Draws a strip that runs along any curve in space: worn, looped, folded, curled or flat."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Strip:
    """What a strip looks like: both faces (h, w, 4) RGBA, `shine` 0 matt .. 1 glossy."""

    front: Pixels
    back: Pixels
    shine: float = 0.3


@dataclass(frozen=True)
class Course:
    """Where it runs: middle line (n, 3) and half-width vectors (n, 3), in pixels.

    x to the right, y down, z towards the viewer.
    """

    points: Floats
    across: Floats


def ring(
    centre: tuple[float, float],
    radii: tuple[float, float],
    half_width: float,
    tilt_rad: float,
    start_rad: float,
    share: float = 1.0,
    steps: int = 40,
    flare: float = 0.0,
) -> Course:
    """Return a strip round an axis along x: `radii` across (y) and in depth (z).

    `tilt_rad` turns the axis towards the viewer; `share` 1 closes the ring; `flare` makes it a
    cone. The strip's middle faces the viewer at `start_rad` 0.
    """
    angle = np.linspace(-np.pi, np.pi, steps + 1) * share + start_rad
    y, z = radii[0] * np.sin(angle), radii[1] * np.cos(angle)
    c, s = np.cos(tilt_rad), np.sin(tilt_rad)
    points = np.stack([centre[0] + z * s, centre[1] + y, z * c], 1)
    side = np.stack(
        [
            np.full_like(y, -half_width * c),
            -flare * half_width * np.sin(angle),
            np.full_like(y, half_width * s),
        ],
        1,
    )
    return Course(points, side)


def wave(
    length: float,
    half_width: float,
    rng: np.random.Generator,
    sway: float,
    lift: float,
    steps: int = 24,
) -> Course:
    """Return a strip lying along x from 0, bending in its plane (`sway`) and out of it (`lift`)."""
    t = np.linspace(0, 1, steps + 1)
    heading = np.zeros_like(t)
    rise = np.zeros_like(t)
    for k in (1, 2, 3):
        heading += sway * rng.standard_normal() / k * np.sin(np.pi * k * (t + rng.random()))
        rise += lift * rng.standard_normal() / k * np.sin(2 * np.pi * k * (t + rng.random()))
    step = length / steps
    x = np.concatenate([[0], np.cumsum(np.cos(heading[1:]) * np.cos(rise[1:]) * step)])
    y = np.concatenate([[0], np.cumsum(np.sin(heading[1:]) * step)])
    z = np.concatenate([[0], np.cumsum(np.sin(rise[1:]) * step)])
    normal = np.stack([-np.sin(heading), np.cos(heading), np.zeros_like(t)], 1)
    return Course(np.stack([x, y, z], 1), normal * half_width)


def folded(course: Course, at: float, turn_rad: float) -> Course:
    """Return the strip folded over at a share of its length: the rest turns over and away."""
    n = len(course.points)
    k = int(np.clip(round(at * n), 2, n - 3))
    crease = course.points[k]
    along = course.points[k] - course.points[k - 1]
    heading = np.arctan2(along[1], along[0])
    # Reflected about the crease line, which lies at an angle across the strip.
    mirror = heading + np.pi / 2 + turn_rad / 2
    axis = np.array([np.cos(mirror), np.sin(mirror), 0.0])
    flip = 2 * np.outer(axis, axis) - np.diag([1.0, 1.0, 0.0])
    flip[2, 2] = 1.0
    points, across = course.points.copy(), course.across.copy()
    points[k + 1 :] = (points[k + 1 :] - crease) @ flip.T + crease
    points[k + 1 :, 2] += 3.0
    across[k + 1 :] = across[k + 1 :] @ flip.T
    return Course(points, across)


def placed(course: Course, margin: float = 6.0) -> tuple[Course, tuple[int, int]]:
    """Return the course moved into the positive corner and the (width, height) it needs."""
    edge = np.vstack([course.points - course.across, course.points + course.across])[:, :2]
    low, high = edge.min(0) - margin, edge.max(0) + margin
    points = course.points - np.array([*low, 0])
    return Course(points, course.across), (int(high[0] - low[0]) + 1, int(high[1] - low[1]) + 1)


def draw(strip: Strip, course: Course, canvas: Pixels, part: str = "all") -> None:
    """Lay the strip on an RGBA canvas in place; `part` "behind" or "front" of z = 0, or "all"."""
    n = len(course.points) - 1
    low, high = course.points - course.across, course.points + course.across
    middle = (course.points[:-1, 2] + course.points[1:, 2]) / 2
    for i in np.argsort(middle):
        if (part == "behind" and middle[i] >= 0) or (part == "front" and middle[i] < 0):
            continue
        quad = np.stack([low[i], low[i + 1], high[i + 1], high[i]])
        _segment(strip, quad, i / n, (i + 1) / n, canvas)


def _segment(strip: Strip, quad: Floats, t0: float, t1: float, canvas: Pixels) -> None:
    flat = quad[:, :2]
    along, across = quad[1] - quad[0], quad[3] - quad[0]
    normal = np.cross(along, across)
    size = float(np.linalg.norm(normal))
    if size < 1e-6:
        return
    facing = normal[2] / size
    source = strip.front if facing > 0 else strip.back
    height, width = source.shape[:2]
    x0, x1 = t0 * width, t1 * width
    a, b = int(max(0, np.floor(x0) - 1)), int(min(width, np.ceil(x1) + 1))
    piece = source[:, a:b]
    if b - a < 2:
        return
    box_low = np.floor(flat.min(0)).astype(int) - 1
    box_high = np.ceil(flat.max(0)).astype(int) + 2
    box_low = np.clip(box_low, 0, [canvas.shape[1], canvas.shape[0]])
    box_high = np.clip(box_high, 0, [canvas.shape[1], canvas.shape[0]])
    size_wh = box_high - box_low
    if (size_wh < 1).any():
        return
    corners = np.array([[x0 - a, 0], [x1 - a, 0], [x1 - a, height], [x0 - a, height]], np.float32)
    # A hair of overlap hides the seam between neighbours.
    grown = flat + (flat - flat.mean(0)) * 0.02
    matrix = cv2.getPerspectiveTransform(corners, (grown - box_low).astype(np.float32))
    warped = cv2.warpPerspective(
        piece,
        matrix,
        tuple(size_wh.tolist()),
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_REPLICATE,
    )
    cover = np.zeros((size_wh[1], size_wh[0]), np.uint8)
    cv2.fillConvexPoly(
        cover, np.round((grown - box_low) * 16).astype(np.int32), 255, cv2.LINE_AA, 4
    )
    light = _light(normal / size, strip.shine)
    share = (warped[..., 3:].astype(np.float32) / 255) * (cover[..., None].astype(np.float32) / 255)
    target = canvas[box_low[1] : box_high[1], box_low[0] : box_high[0]]
    colour = np.clip(warped[..., :3] * light[0] + light[1], 0, 255)
    below = target[..., 3:].astype(np.float32) / 255
    total = share + below * (1 - share)
    mixed = (colour * share + target[..., :3] * below * (1 - share)) / np.maximum(total, 1e-4)
    target[..., :3] = mixed.astype(np.uint8)
    target[..., 3:] = (total * 255).astype(np.uint8)


_LAMP = np.array([-0.42, -0.5, 0.76])


def _light(normal: Floats, shine: float) -> tuple[float, float]:
    """Return (gain, added white) of a face by how it is turned to the lamp."""
    facing = normal if normal[2] > 0 else -normal
    lit = max(0.0, float(facing @ _LAMP))
    gloss = max(0.0, float(2 * lit * facing[2] - _LAMP[2])) ** 18
    return 0.42 + 0.62 * lit, 170.0 * shine * gloss
