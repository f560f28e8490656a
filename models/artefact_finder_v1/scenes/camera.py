"""What lens, light, sensor and file do to a small photo."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth.camera import glare, light_field
from phiscan.synth.studio import Studio

Pixels = NDArray[np.uint8]


def shoot(studio: Studio, pixels: Pixels) -> Pixels:
    """Return the photo lit, blurred, noisy and compressed, each more or less or not at all."""
    rng = studio.rng
    if rng.random() < 0.12:
        return pixels
    picture = _lit(studio, pixels)
    picture = _blurred(studio, picture)
    if rng.random() < 0.6:
        grain = studio.noise.standard_normal(picture.shape, dtype=np.float32)
        picture = picture + grain * rng.uniform(0, 9)
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    if rng.random() < 0.03:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if rng.random() < 0.5:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randint(35, 95)]
        picture = cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_COLOR)
    return picture


def _lit(studio: Studio, pixels: Pixels) -> NDArray[np.float32]:
    rng, noise = studio.rng, studio.noise
    height, width = pixels.shape[:2]
    small = (max(8, width // 8), max(8, height // 8))
    harsh = rng.uniform(0, 1) ** 2
    field = light_field(noise, *small, harsh) * rng.uniform(0.72, 1.12)
    warm, green = rng.gauss(0, 0.05), rng.gauss(0, 0.02)
    gain = cv2.resize(field, (width, height))[..., None] * np.array([1 + warm, 1 + green, 1 - warm])
    picture = 255 * (np.clip(pixels * gain / 255, 0, 1.2) ** rng.uniform(0.82, 1.25))
    if rng.random() < 0.12:
        picture = picture + cv2.resize(glare(noise, *small), (width, height))[..., None] * 255
    return picture.astype(np.float32)


def _blurred(studio: Studio, picture: NDArray[np.float32]) -> NDArray[np.float32]:
    rng = studio.rng
    chance = rng.random()
    if chance < 0.35:
        return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 1.6))
    if chance < 0.45:
        length = rng.randint(3, 7)
        kernel = np.zeros((length, length), np.float32)
        turn = rng.uniform(0, np.pi)
        reach = np.array([np.cos(turn), np.sin(turn)]) * length / 2
        ends = [tuple(np.int32(length / 2 + k * reach).tolist()) for k in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1.0)
        return cv2.filter2D(picture, -1, kernel / max(1.0, float(kernel.sum())))
    return picture
