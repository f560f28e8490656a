"""OpenCV's calls with the array type they keep: what goes in as uint8 comes out as uint8."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Array = TypeVar("Array", bound=NDArray[Any])


def resized(array: Array, size_wh: tuple[int, int], how: int = cv2.INTER_LINEAR) -> Array:
    """Return the picture at another (width, height)."""
    return cast(Array, cv2.resize(array, size_wh, interpolation=how))


def blurred(array: Array, sigma_px: float) -> Array:
    """Return the picture under a Gaussian blur."""
    return cast(Array, cv2.GaussianBlur(array, (0, 0), sigma_px))


def warped(
    array: Array,
    matrix: NDArray[np.float64],
    size_wh: tuple[int, int],
    border: int = cv2.BORDER_CONSTANT,
) -> Array:
    """Return the picture through a (3, 3) homography."""
    return cast(Array, cv2.warpPerspective(array, matrix, size_wh, borderMode=border))


def remapped(
    array: Array,
    xs: NDArray[np.float32],
    ys: NDArray[np.float32],
    border: int = cv2.BORDER_CONSTANT,
) -> Array:
    """Return the picture looked up at (xs, ys)."""
    return cast(Array, cv2.remap(array, xs, ys, cv2.INTER_LINEAR, borderMode=border))


def rgb(grey: Array) -> Array:
    """Return (H, W) as (H, W, 3)."""
    return cast(Array, cv2.merge([grey, grey, grey]))
