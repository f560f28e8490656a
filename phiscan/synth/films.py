"""Radiology pictures made of shapes and noise: a chest, a hand, a knee, an ultrasound fan.

Each takes a numpy generator and returns (H, W) float32, 0 black to 1 white. None is a real film.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays
from phiscan.synth.grounds import noise

Film = NDArray[np.float32]
Draw = Callable[[np.random.Generator], Film]


def _soft(
    width: int, height: int, sigma: float, paint: Callable[[NDArray[np.float32]], object]
) -> Film:
    """Paint on black, then blur."""
    layer = np.zeros((height, width), np.float32)
    paint(layer)
    return np.asarray(arrays.blurred(layer, sigma), dtype=np.float32)


def _finish(film: Film, rng: np.random.Generator) -> Film:
    height, width = film.shape
    film = film + 0.03 * noise(rng, width, height, (5, 5), 4)
    film = film + 0.014 * rng.standard_normal(film.shape, dtype=np.float32)
    film = film * rng.uniform(0.85, 1.1) + rng.uniform(-0.02, 0.03)
    return np.asarray(np.clip(film, 0, 1), dtype=np.float32)


def _ellipse(
    layer: Film, centre: tuple[float, float], axes: tuple[float, float], tilt: float = 0.0,
    value: float = 1.0,
) -> None:  # fmt: skip
    at, size = (int(centre[0]), int(centre[1])), (int(axes[0]), int(axes[1]))
    cv2.ellipse(layer, at, size, tilt, 0, 360, value, -1, cv2.LINE_AA)


def chest(rng: np.random.Generator) -> Film:
    """Draw a chest from the front."""
    w, h = 900, 1000
    lean, wide = rng.uniform(-18, 18), rng.uniform(0.92, 1.08)
    cx = w / 2 + lean

    def torso(layer: Film) -> None:
        _ellipse(layer, (cx, h * 0.62), (w * 0.44 * wide, h * 0.62))
        _ellipse(layer, (cx, h * 0.06), (w * 0.11, h * 0.3))
        for side in (-1, 1):
            _ellipse(layer, (cx + side * w * 0.38, h * 0.26), (w * 0.2, h * 0.13), side * 28)

    film = 0.04 + 0.46 * _soft(w, h, 16, torso)
    for side in (-1, 1):
        tall = 0.30 if side < 0 else 0.29

        def lung(layer: Film, side: int = side, tall: float = tall) -> None:
            _ellipse(
                layer,
                (cx + side * w * 0.195 * wide, h * 0.45),
                (w * 0.145 * wide, h * tall),
                side * 5,
            )

        film -= 0.33 * _soft(w, h, 13, lung)
    film += _ribs(rng, w, h, cx, wide) + _middle(w, h, cx)
    vessels = np.clip(noise(rng, w, h, (26, 26), 4) - 0.25, 0, 1)
    near = np.exp(-(((np.arange(w) - cx) / (w * 0.2)) ** 2))[None]
    return _finish(film + 0.12 * vessels * near.astype(np.float32), rng)


def _ribs(rng: np.random.Generator, w: int, h: int, cx: float, wide: float) -> Film:
    layer = np.zeros((h, w), np.float32)
    for side in (-1, 1):
        for number in range(9):
            y = h * (0.16 + 0.072 * number)
            reach = w * (0.26 + 0.035 * min(number, 5)) * wide
            steps = np.linspace(0, 1, 60)
            # Behind, a rib leaves the spine level and falls; in front it runs back up, fainter.
            back_x = cx + side * (w * 0.045 + (reach - w * 0.02) * np.sin(steps * np.pi / 2))
            back_y = (
                y + h * 0.13 * (1 - np.cos(steps * np.pi / 2)) - h * 0.012 * np.sin(steps * np.pi)
            )
            _trace(layer, back_x, back_y, h * 0.018, 0.15)
            front_x = back_x[-1] - side * reach * 0.55 * steps
            front_y = back_y[-1] + h * (0.11 * steps - 0.03 * steps**2)
            _trace(layer, front_x, front_y, h * 0.016, 0.08)
        collar = np.linspace(0, 1, 40)
        x = cx + side * (w * 0.05 + w * 0.33 * collar)
        _trace(layer, x, h * (0.17 - 0.045 * np.sin(collar * np.pi * 0.8)), h * 0.014, 0.2)
    return np.asarray(arrays.blurred(layer, 2.2 + rng.uniform(0, 1)), dtype=np.float32)


def _trace(
    layer: Film, x: NDArray[np.float64], y: NDArray[np.float64], wide: float, value: float
) -> None:
    """Add a bone along a curve: brighter at its two edges."""
    points = [np.stack([x, y], 1).astype(np.int32)]
    whole = np.zeros_like(layer)
    cv2.polylines(whole, points, False, 1.0, max(2, int(wide)), cv2.LINE_AA)
    inner = np.zeros_like(layer)
    cv2.polylines(inner, points, False, 1.0, max(1, int(wide * 0.55)), cv2.LINE_AA)
    layer += value * (whole - 0.45 * inner)


def _middle(w: int, h: int, cx: float) -> Film:
    """Spine, heart and the two domes of the diaphragm."""

    def heart(layer: Film) -> None:
        _ellipse(layer, (cx + w * 0.06, h * 0.58), (w * 0.125, h * 0.13), -28)
        _ellipse(layer, (cx, h * 0.4), (w * 0.06, h * 0.2))

    def domes(layer: Film) -> None:
        _ellipse(layer, (cx - w * 0.2, h * 0.86), (w * 0.2, h * 0.145))
        _ellipse(layer, (cx + w * 0.2, h * 0.89), (w * 0.2, h * 0.145))

    spine = np.zeros((h, w), np.float32)
    for y in range(0, h, 46):
        box = (int(cx - w * 0.032), y + 4, int(cx + w * 0.032), y + 38)
        cv2.rectangle(spine, box[:2], box[2:], 0.14, -1)
        cv2.rectangle(spine, box[:2], box[2:], 0.22, 3)
    spine = arrays.blurred(spine, 3.5)
    film = 0.2 * _soft(w, h, 10, heart) + 0.13 * _soft(w, h, 7, domes) + 0.8 * spine
    return np.asarray(film, dtype=np.float32)


def _bones(
    w: int, h: int, bones: list[tuple[float, ...]], flesh: float, rng: np.random.Generator
) -> Film:
    """Bones as capsules (x0, y0, x1, y1, radius) with knobs at their ends, in soft tissue."""
    mask = np.zeros((h, w), np.uint8)
    for x0, y0, x1, y1, r in bones:
        shaft, knob = max(2, int(r * 1.5)), max(2, int(r * 1.12))
        one = np.zeros_like(mask)
        cv2.line(one, (int(x0), int(y0)), (int(x1), int(y1)), 255, shaft, cv2.LINE_AA)
        cv2.circle(one, (int(x0), int(y0)), knob, 255, -1, cv2.LINE_AA)
        cv2.circle(one, (int(x1), int(y1)), knob, 255, -1, cv2.LINE_AA)
        one = arrays.blurred(one, max(1.0, r * 0.22))
        # A dark seam is left between neighbours: the joint.
        seam = cv2.dilate(one, np.ones((5, 5), np.uint8))
        mask[(seam > 127) & (mask > 127)] = 90
        mask = np.maximum(mask, ((one > 127) * 255).astype(np.uint8))
    bone = (mask > 127).astype(np.uint8)
    inside = cv2.distanceTransform(bone, cv2.DIST_L2, 5)
    cortex = np.exp(-inside / 5.5) * (bone > 0)
    skin = cv2.distanceTransform(1 - bone, cv2.DIST_L2, 5)
    tissue = np.sqrt(np.clip(1 - skin / flesh, 0, 1)) * 0.24
    grain = 0.06 * noise(rng, w, h, (60, 60), 3) * bone
    film = 0.03 + arrays.blurred(tissue.astype(np.float32), 6) + bone * 0.24 + 0.26 * cortex + grain
    return _finish(np.asarray(arrays.blurred(film.astype(np.float32), 1.4), np.float32), rng)


def hand(rng: np.random.Generator) -> Film:
    """Draw a hand from the back."""
    w, h = 800, 1040
    bones: list[tuple[float, ...]] = []
    spread = rng.uniform(0.85, 1.15)
    for number, (lean, size) in enumerate(((-0.32, 0.84), (-0.1, 1.0), (0.02, 1.06), (0.15, 0.98))):
        lean *= spread
        x, y = 330.0 + number * 62, 640.0 + abs(number - 1.5) * 8
        for length, radius in ((190, 17), (118, 14), (76, 12), (44, 9)):
            x1, y1 = x + np.sin(lean) * length * size, y - np.cos(lean) * length * size
            bones.append((x, y, x1, y1, radius))
            x, y = x1 + np.sin(lean) * 22, y1 - np.cos(lean) * 22
    x, y, lean = 300.0, 690.0, -0.85 * spread
    for length, radius in ((130, 18), (88, 15), (56, 11)):
        x1, y1 = x + np.sin(lean) * length, y - np.cos(lean) * length
        bones.append((x, y, x1, y1, radius))
        x, y = x1 + np.sin(lean) * 24, y1 - np.cos(lean) * 24
    for row, count in enumerate((4, 4)):
        for number in range(count):
            at = (340 + number * 52 + row * 4, 698 + row * 46 + rng.uniform(-6, 6))
            bones.append((*at, at[0] + 6, at[1] + 4, 20))
    bones += [(400, 830, 392, 1060, 34), (490, 826, 500, 1060, 26)]
    return _bones(w, h, bones, 44, rng)


def knee(rng: np.random.Generator) -> Film:
    """Draw a knee from the front."""
    w, h = 760, 1000
    lean = rng.uniform(-30, 30)
    bones: list[tuple[float, ...]] = [
        (380 + lean, -60, 372, 300, 62), (330, 392, 350, 330, 64), (430, 392, 410, 330, 64),
        (330, 548, 344, 600, 62), (430, 548, 414, 600, 62), (380, 640, 376, 1060, 56),
        (505, 620, 490, 1060, 24),
    ]  # fmt: skip
    return _bones(w, h, bones, 150, rng)


def forearm(rng: np.random.Generator) -> Film:
    """Draw a forearm from the front: two long bones, the elbow above, the wrist below."""
    w, h = 800, 1040
    lean, apart = rng.uniform(-26, 26), rng.uniform(48, 66)
    bones: list[tuple[float, ...]] = [
        (400, -60, 396 + lean * 0.2, 150, 52), (370, 196, 390 - apart + lean, 800, 25),
        (440, 200, 400 + apart * 0.7 + lean, 812, 22), (390, 200, 420, 196, 44),
    ]  # fmt: skip
    bones += [
        (352 + lean + 38 * i, 852 + 40 * row, 358 + lean + 38 * i, 858 + 40 * row, 19)
        for row in range(2) for i in range(4)
    ]  # fmt: skip
    return _bones(w, h, bones, 96, rng)


FILMS: dict[str, Draw] = {"chest": chest, "hand": hand, "knee": knee}


def ultrasound(rng: np.random.Generator) -> Film:
    """Draw a fan of speckle with a dark hollow or two."""
    w, h = 900, 800
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    away = np.hypot(xs - w / 2, ys + 90)
    angle = np.arctan2(xs - w / 2, ys + 90)
    open_rad = rng.uniform(0.55, 0.72)
    fan = (np.abs(angle) < open_rad) & (away > 150) & (away < 830)
    tissue = 0.42 + 0.3 * noise(rng, w, h, (5, 9), 4)
    for _ in range(int(rng.integers(1, 4))):
        cx, cy = rng.uniform(0.32, 0.68) * w, rng.uniform(0.35, 0.75) * h
        rx, ry = rng.uniform(40, 130, 2)
        hollow = ((xs - cx) / rx) ** 2 + ((ys - cy) / ry) ** 2
        tissue -= 0.5 * np.clip(1.4 - hollow, 0, 1)
        tissue += 0.35 * np.exp(-((hollow - 1.15) ** 2) / 0.03)
    polar = rng.rayleigh(0.8, (420, 360)).astype(np.float32)
    map_x = ((angle / open_rad + 1) / 2 * 359).astype(np.float32)
    map_y = ((away - 150) / 680 * 419).astype(np.float32)
    speckle = arrays.remapped(polar, map_x, map_y)
    film = tissue * speckle * (1.15 - 0.5 * (away - 150) / 680)
    return np.asarray(np.clip(film, 0, 1) * fan, dtype=np.float32)
