"""What PP-OCR's networks are shown: BGR from -1 to 1, one channel after the other."""

from __future__ import annotations

import cv2
import numpy as np

from phiscan._runtime import Array
from phiscan.types import Pixels

_LEVELS = np.arange(256, dtype=np.float32) / 127.5 - 1.0


def show(picture: Pixels, blob: Array) -> None:
    """Write an (H, W, 3) RGB picture at the top left of a (3, H or more, W or more) float32 array.

    >>> blob = np.zeros((3, 1, 2), np.float32)
    >>> show(np.array([[[255, 0, 0]]], np.uint8), blob)
    >>> blob[:, 0].tolist()
    [[-1.0, 0.0], [-1.0, 0.0], [1.0, 0.0]]
    """
    height, width = picture.shape[:2]
    for channel, plane in enumerate(reversed(cv2.split(picture))):
        cv2.LUT(plane, _LEVELS, dst=blob[channel, :height, :width])
