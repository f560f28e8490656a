"""Further radiology pictures made of shapes and noise: spine, skull, pelvis, foot, teeth, slices.

As phiscan.synth.films: each takes a numpy generator and returns (H, W) float32, 0 black to 1 white.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth.grounds import noise

Film = NDArray[np.float32]
Generator = np.random.Generator


def _blob(
    film: Film,
    centre: tuple[float, float],
    axes: tuple[float, float],
    value: float,
    turn: float = 0.0,
    soft: float = 2.0,
    rim: float = 0.0,
) -> None:
    """Add an ellipse, with a brighter rim where a bone's cortex is."""
    layer = np.zeros_like(film)
    at, size = (int(centre[0]), int(centre[1])), (max(1, int(axes[0])), max(1, int(axes[1])))
    cv2.ellipse(layer, at, size, turn, 0, 360, value, -1, cv2.LINE_AA)
    if rim:
        cv2.ellipse(layer, at, size, turn, 0, 360, value + rim, max(1, min(size) // 7), cv2.LINE_AA)
    film += cv2.GaussianBlur(layer, (0, 0), soft)


def _done(film: Film, rng: Generator, grain: float = 0.02) -> Film:
    height, width = film.shape
    film = film + 0.03 * noise(rng, width, height, (4, 4), 5)
    film = film + grain * rng.standard_normal(film.shape, dtype=np.float32)
    return np.asarray(np.clip(film * rng.uniform(0.8, 1.2), 0, 1), np.float32)


def _empty(rng: Generator, width: int, height: int) -> Film:
    return np.full((height, width), rng.uniform(0.01, 0.06), np.float32)


def spine(rng: Generator) -> Film:
    """Draw vertebrae one above the other, from the front or the side."""
    width, height = int(rng.integers(160, 300)), 400
    film = _empty(rng, width, height)
    _blob(film, (width / 2, height / 2), (width * 0.48, height), rng.uniform(0.15, 0.3), soft=18)
    pitch, bow = rng.uniform(28, 46), rng.uniform(-40, 40)
    for k, y in enumerate(np.arange(-10, height + 20, pitch)):
        x = width / 2 + bow * np.sin(y / height * np.pi) + rng.uniform(-1, 1)
        lean = np.degrees(np.arctan(bow * np.pi / height * np.cos(y / height * np.pi)))
        box = cv2.boxPoints(((x, y), (width * 0.2 * (1 + k * 0.02), pitch * 0.76), -lean))
        layer = np.zeros_like(film)
        cv2.fillPoly(layer, [box.astype(np.int32)], 0.26, cv2.LINE_AA)
        cv2.polylines(layer, [box.astype(np.int32)], True, 0.4, 2, cv2.LINE_AA)
        film += cv2.GaussianBlur(layer, (0, 0), 1.6)
        for side in (-1, 1):
            _blob(film, (x + side * width * 0.07, y), (3, 5), 0.15)
    return _done(film, rng)


def skull(rng: Generator) -> Film:
    """Draw a skull from the side: vault, base, jaw, neck."""
    film = _empty(rng, 420, 420)
    _blob(film, (200, 170), (150, 130), 0.22, rng.uniform(-10, 10), 3, 0.35)
    _blob(film, (120, 270), (80, 60), 0.28, 20, 6, 0.1)
    _blob(film, (110, 340), (70, 22), 0.25, -18, 3, 0.2)
    for k in range(9):
        _blob(film, (62 + k * 9, 318 + k * 2), (4, 11), 0.25, 5, 1.2)
    _blob(film, (150, 230), (20, 14), 0.3, 0, 3)
    _blob(film, (112, 225), (26, 22), -0.16, 0, 4)
    for k in range(5):
        _blob(film, (220 + k * 4, 310 + k * 26), (26, 11), 0.25, 8, 2, 0.1)
    return _done(film, rng)


def pelvis(rng: Generator) -> Film:
    """Draw a pelvis from the front with both thigh bones."""
    film = _empty(rng, 440, 380)
    _blob(film, (220, 220), (210, 230), 0.24, 0, 20)
    for side in (-1, 1):
        _blob(film, (220 + side * 105, 130), (70, 92), 0.2, side * 24, 3, 0.16)
        _blob(film, (220 + side * 122, 232), (26, 26), 0.32, 0, 2, 0.1)
        _blob(film, (220 + side * 56, 282), (32, 40), 0.2, side * 20, 2.5, 0.18)
        _blob(film, (220 + side * 56, 282), (17, 23), -0.22, side * 20, 2.5)
        cv2.line(film, (220 + side * 128, 240), (220 + side * 168, 285), 0.55, 24, cv2.LINE_AA)
        cv2.line(film, (220 + side * 166, 270), (220 + side * 150, 400), 0.55, 26, cv2.LINE_AA)
    for k in range(6):
        _blob(film, (220, 20 + k * 27), (26, 11), 0.22, 0, 2, 0.12)
    return _done(cv2.GaussianBlur(film, (0, 0), 2.0), rng)


def foot(rng: Generator) -> Film:
    """Draw a foot or an ankle from the side: shafts, heel, toes."""
    film = _empty(rng, 440, 320)
    flesh = np.zeros_like(film)
    cv2.line(flesh, (330, -20), (320, 210), 0.24, 110, cv2.LINE_AA)
    cv2.line(flesh, (330, 220), (60, 272), 0.24, 74, cv2.LINE_AA)
    film += cv2.GaussianBlur(flesh, (0, 0), 6)
    shaft = np.zeros_like(film)
    cv2.line(shaft, (336, -10), (322, 160), 0.3, 46, cv2.LINE_AA)
    cv2.line(shaft, (372, -10), (352, 170), 0.24, 18, cv2.LINE_AA)
    film += cv2.GaussianBlur(shaft, (0, 0), 2)
    _blob(film, (366, 232), (52, 34), 0.26, -12, 2.5, 0.16)
    _blob(film, (306, 196), (42, 24), 0.28, 10, 2.5, 0.14)
    for k in range(5):
        y = 236 + k * 7
        _blob(film, (240 - k * 3, y), (24, 13), 0.14, 10, 2, 0.1)
        _blob(film, (160 - k * 4, y + 14), (48, 7), 0.15, -9, 1.6, 0.14)
        _blob(film, (84 - k * 5, y + 24), (18, 5), 0.15, -6, 1.4, 0.12)
    return _done(film, rng)


def long_bone(rng: Generator) -> Film:
    """Draw one or two shafts across the plate with a joint: arm, leg, elbow, shoulder."""
    width, height = int(rng.integers(200, 420)), int(rng.integers(300, 430))
    film = _empty(rng, width, height)
    joint = np.array([width, height]) * rng.uniform(0.3, 0.7, 2)
    first = rng.uniform(0, 2 * np.pi)
    for heading in (first, first + np.pi + rng.uniform(-1.6, 1.6)):
        way = np.array([np.cos(heading), np.sin(heading)])
        start, end = joint + way * 16, joint + way * 600
        flesh = np.zeros_like(film)
        _line(flesh, joint, end, 0.2, rng.uniform(60, 120))
        film = np.maximum(film, cv2.GaussianBlur(flesh, (0, 0), 7))
        count = 1 if rng.random() < 0.5 else 2
        across = np.array([-way[1], way[0]])
        for k in range(count):
            off = across * ((k - (count - 1) / 2) * rng.uniform(26, 38))
            wide = rng.uniform(14, 34) / count**0.5
            shaft = np.zeros_like(film)
            _line(shaft, start + off * 0.6, end + off, 0.42, wide)
            _line(shaft, start + off * 0.6, end + off, 0.28, wide * 0.5)
            cv2.circle(
                shaft, tuple(np.int32(start + off * 0.5).tolist()), int(wide * 0.85), 0.36, -1
            )
            film += cv2.GaussianBlur(shaft, (0, 0), 1.8)
    return _done(film, rng)


def _line(
    layer: Film, start: NDArray[np.float64], end: NDArray[np.float64], value: float, wide: float
) -> None:
    points = np.int32(np.clip([start, end], -3000, 3000))
    cv2.line(
        layer, tuple(points[0].tolist()), tuple(points[1].tolist()), value, int(wide), cv2.LINE_AA
    )


def teeth(rng: Generator) -> Film:
    """Draw a dental film: a bitewing's few teeth or a panorama's two arches."""
    is_wide = rng.random() < 0.5
    width, height = (440, 230) if is_wide else (300, 230)
    film = _empty(rng, width, height) + 0.12
    _blob(film, (width / 2, height / 2), (width * 0.55, height * 0.6), 0.15, 0, 30)
    count = 14 if is_wide else 4
    for row in (-1, 1):
        for k in range(count):
            x = width * (k + 0.5 + rng.uniform(-0.1, 0.1)) / count
            bend = 40 * ((x / width - 0.5) * 2) ** 2 if is_wide else 0
            y = height / 2 + row * (22 if is_wide else 42) - bend * 0.8
            w, h = width / count * 0.44, (15 if is_wide else 34)
            _blob(film, (x, y), (w, h), 0.34, rng.uniform(-6, 6), 1.4, 0.14)
            for root in (-0.5, 0.5):
                _blob(film, (x + root * w, y + row * h * 1.5), (w * 0.3, h), 0.2, 0, 1.6, 0.05)
            if rng.random() < 0.25:
                _blob(film, (x, y - row * h * 0.5), (w * 0.6, h * 0.3), 0.5, 0, 0.8)
    return _done(film, rng)


def breast(rng: Generator) -> Film:
    """Draw a mammogram: half a disc of strands against black."""
    film = np.full((420, 320), 0.01, np.float32)
    shape = np.zeros_like(film)
    cv2.ellipse(
        shape,
        (-20, 210),
        (int(rng.uniform(170, 270)), int(rng.uniform(140, 200))),
        rng.uniform(-8, 8),
        0,
        360,
        1.0,
        -1,
    )
    shape = cv2.GaussianBlur(shape, (0, 0), 5)
    strands = np.clip(noise(rng, 320, 420, (7, 7), 5) + 0.4, 0, 1)
    return np.asarray(np.clip(shape * (0.25 + 0.45 * strands), 0, 1), np.float32)


DRAWN_XRAYS = (spine, skull, pelvis, foot, long_bone, long_bone, teeth, teeth, breast)


def brain_slice(rng: Generator) -> Film:
    """Draw a head in cross section: bright or dark rim, folds, ventricles."""
    film = np.zeros((400, 400), np.float32)
    long_axis, short_axis = rng.uniform(150, 185), rng.uniform(120, 150)
    _blob(film, (200, 200), (short_axis, long_axis), rng.uniform(0.4, 0.95), 0, 1.5)
    inner = np.zeros_like(film)
    _blob(inner, (200, 200), (short_axis - 14, long_axis - 14), 1.0, 0, 1.2)
    folds = 0.3 + 0.16 * np.abs(noise(rng, 400, 400, (9, 9), 3)) * 2
    film = film * (1 - inner) + inner * folds.astype(np.float32) * rng.uniform(0.7, 1.5)
    value = rng.choice((-0.3, 0.4))
    for side in (-1, 1):
        _blob(film, (200 + side * 20, 180), (9, 44), value, side * -14, 2)
        _blob(film, (200 + side * 30, 250), (8, 30), value, side * 26, 2)
    if rng.random() < 0.4:
        _blob(film, tuple(rng.uniform(130, 270, 2)), tuple(rng.uniform(12, 34, 2)), 0.4, 0, 3)
    return _done(np.clip(film, 0, 1), rng, 0.015)


def trunk_slice(rng: Generator) -> Film:
    """Draw a chest or belly in cross section with spine, ribs and organs; a table below."""
    film = np.zeros((340, 420), np.float32)
    _blob(film, (210, 165), (185, 130), 0.32, 0, 1.5, 0.06)
    if rng.random() < 0.5:
        for side in (-1, 1):
            _blob(film, (210 + side * 92, 155), (66, 92), -0.26, side * 8, 2)
        _blob(film, (225, 150), (52, 56), 0.25, 20, 2)
    else:
        for _ in range(9):
            at = (rng.uniform(80, 340), rng.uniform(85, 235))
            _blob(
                film,
                at,
                tuple(rng.uniform(14, 62, 2)),
                rng.uniform(-0.1, 0.2),
                rng.uniform(0, 90),
                2,
            )
    _blob(film, (210, 245), (24, 22), 0.5, 0, 1.5, 0.2)
    for turn in np.linspace(0, 2 * np.pi, 15):
        at = (210 + 168 * np.cos(turn), 165 + 116 * np.sin(turn))
        _blob(film, at, (10, 4), 0.4, np.degrees(turn) + 90, 1.2)
    cv2.ellipse(film, (210, 250), (190, 62), 0, 20, 160, 0.3, 2, cv2.LINE_AA)
    return _done(np.clip(film, 0, 1), rng, 0.03)
