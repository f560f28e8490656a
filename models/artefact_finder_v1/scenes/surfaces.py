"""Surfaces that look like film without being any: veined stone, clouds, folds, chips, scratches."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth.grounds import noise
from phiscan.synth.studio import Studio
from scenes.sheet import any_colour

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]


def _bent(studio: Studio, field: Field, reach: float) -> Field:
    """Push a field about by soft noise, up to `reach` of its side."""
    height, width = field.shape
    cells = (studio.rng.uniform(1, 4), studio.rng.uniform(1, 4))
    move = [noise(studio.noise, width, height, cells, 3) * reach * max(width, height)] * 2
    move[1] = noise(studio.noise, width, height, cells, 3) * reach * max(width, height)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    return cv2.remap(field, xs + move[0], ys + move[1], cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT)


def _veins(studio: Studio, width: int, height: int) -> Field:
    """Marble: where noise passes through nothing runs a vein, thin or wide, one net or two."""
    rng = studio.rng
    total = np.zeros((height, width), np.float32)
    for _ in range(rng.choice((1, 1, 2, 3))):
        cells = (rng.uniform(1, 6), rng.uniform(1, 6))
        field = noise(studio.noise, width, height, cells, rng.randint(2, 5))
        sharp = rng.uniform(4, 40)
        total += np.exp(-np.abs(_bent(studio, field, rng.uniform(0, 0.06))) * sharp)
    strength = noise(studio.noise, width, height, (2, 2), 3) * 0.5 + 0.6
    return total * np.clip(strength, 0.1, 1) * rng.uniform(0.3, 1.0)


def _clouds(studio: Studio, width: int, height: int) -> Field:
    """Blotches of a wall, smoke, a sky, a stained sheet."""
    rng = studio.rng
    cells = (rng.uniform(0.7, 9), rng.uniform(0.7, 9))
    return noise(studio.noise, width, height, cells, rng.randint(2, 6)) * rng.uniform(0.2, 1) + 0.4


def _folds(studio: Studio, width: int, height: int) -> Field:
    """Crumpled paper, cloth, plastic: light on the slopes of a rough field."""
    rng = studio.rng
    cells = (rng.uniform(1, 8), rng.uniform(1, 8))
    field = np.abs(noise(studio.noise, width, height, cells, rng.randint(2, 4)))
    slope = cv2.Sobel(_bent(studio, field, 0.03), cv2.CV_32F, 1, rng.choice((0, 1)), ksize=5)
    return 0.5 + slope / (float(np.abs(slope).std()) + 1e-6) * rng.uniform(0.05, 0.2)


def _chips(studio: Studio, width: int, height: int) -> Field:
    """Terrazzo, gravel, bokeh: spots of any size, sharp or soft."""
    rng = studio.rng
    field = np.full((height, width), rng.random(), np.float32)
    largest = rng.uniform(0.01, 0.12) * max(width, height)
    for _ in range(rng.randint(20, 220)):
        at = (rng.randrange(width), rng.randrange(height))
        axes = (int(1 + largest * rng.random()), int(1 + largest * rng.random()))
        cv2.ellipse(field, at, axes, rng.uniform(0, 180), 0, 360, rng.random(), -1)
    return cv2.GaussianBlur(field, (0, 0), rng.uniform(0.3, 4))


def _scratches(studio: Studio, width: int, height: int) -> Field:
    """Brushed steel, raked plaster, corduroy, rain: streaks one way."""
    rng = studio.rng
    long = rng.choice((True, False))
    cells = (rng.uniform(1, 4), rng.uniform(40, 200))
    field = noise(studio.noise, width, height, cells if long else cells[::-1], 3)
    return _bent(studio, field, rng.choice((0.0, 0.02))) * rng.uniform(0.2, 0.8) + 0.5


MAKERS = (_veins, _veins, _veins, _clouds, _folds, _chips, _scratches)


def surface(studio: Studio, width: int, height: int) -> Pixels:
    """Return a surface of two tones, mostly grays, light on dark or dark on light."""
    rng = studio.rng
    field = rng.choice(MAKERS)(studio, max(64, width), max(64, height))
    if rng.random() < 0.3:
        field = field + 0.4 * rng.choice(MAKERS)(studio, max(64, width), max(64, height))
    one, two = rng.randint(0, 255), rng.randint(0, 255)
    tone = np.array(any_colour(studio, 150, 255), np.float32) / 255
    tone = tone if rng.random() < 0.25 else 1 + (tone - 1) * 0.15
    level = one + np.clip(field, 0, 1.2) * (two - one)
    grain = studio.noise.standard_normal(level.shape, dtype=np.float32) * rng.uniform(0, 6)
    return np.clip((level + grain)[..., None] * tone, 0, 255).astype(np.uint8)
