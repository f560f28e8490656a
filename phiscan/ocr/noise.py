"""Grain: a photo taken in bad light is smoothed before anybody reads it.

Readers take grain for strokes: in the dark they outline less and misread more. What is measured is
the second difference along some rows, whose middle value in the calmest places of a photo is noise
alone (after Immerkaer 1996, doi:10.1006/cviu.1996.0060). Sharp small print has calm places between
its lines, so it is left as it is.
"""

from __future__ import annotations

import cv2
import numpy as np

from phiscan.types import Pixels

_GRAINY = 4.0
"""Levels of noise (standard deviation) from which smoothing helps: rendered photos taken in good
light or scanned have less, those in hard light up to 9. Chosen on opened photos that leaked."""
_SIGMA_PX = 1.2
_EVERY_ROW, _PLACE_PX = 37, 64
"""Every so many rows; a prime, or all of them could lie on the lines of a screen's print, 16 apart,
and its letters would pass for grain."""
_CALMEST = 25.0  # percent
_LEAST_PX = 1600
"""Long side of a camera's photo; in what was made smaller texture is as fine as grain and print."""


def calmed(pixels: Pixels) -> Pixels:
    """Return a grainy photo, (H, W, 3) uint8, smoothed; any other as it is."""
    height, width = pixels.shape[:2]
    if max(height, width) < _LEAST_PX or min(height, width) < _PLACE_PX:
        return pixels
    if noise_of(pixels) < _GRAINY:
        return pixels
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), _SIGMA_PX), dtype=np.uint8)


def noise_of(pixels: Pixels) -> float:
    """Return the standard deviation of a photo's noise in its calmest quarter, in gray levels."""
    rows = pixels[_EVERY_ROW // 2 :: _EVERY_ROW, :, 1].astype(np.int16)
    second = np.abs(2 * rows[:, 1:-1] - rows[:, :-2] - rows[:, 2:])
    width = second.shape[1] // _PLACE_PX * _PLACE_PX
    places = second[:, :width].reshape(second.shape[0], -1, _PLACE_PX)
    middle = float(np.percentile(np.median(places, axis=2), _CALMEST))
    return middle / (0.6745 * float(np.sqrt(6.0)))  # of a normal distribution; 1, -2, 1 sum to 6
