"""CenterFace's input and output: pure array helpers, no model is opened here.

CenterFace (Xu et al. 2019, arXiv:1911.03599) marks a face by a peak in a heat map a quarter of the
input's size; at the peak two more maps give the box's size and the centre's offset.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._resize import shrunk
from phiscan.detectors._boxes import Floats, keep_best
from phiscan.errors import EngineError
from phiscan.types import Pixels

STRIDE = 4
"""One cell of the heat map stands for this many input pixels."""
MULTIPLE = 32
"""Both sides of the input must be multiples of this."""
SIDE_RATIOS = (9 / 16, 2 / 3, 3 / 4, 1.0)
"""Short to long side of the inputs' shapes; few, because every new shape makes memory grow."""
SAME_FACE_IOU = 0.3


def bucket_short_side(short: int, long_side: int) -> int:
    """Return the padded short side, one of a few values for each long side.

    >>> bucket_short_side(700, 960)
    736
    """
    sides = (_up(round(long_side * ratio)) for ratio in SIDE_RATIOS)
    return next((side for side in sides if side >= short), _up(long_side))


def _up(length: int) -> int:
    return -(-length // MULTIPLE) * MULTIPLE


def shrink(pixels: Pixels, long_side: int) -> tuple[Pixels, float]:
    """Resize so that the longer side is `long_side` pixels (up too); return it and the factor."""
    height, width = pixels.shape[:2]
    factor = long_side / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    if factor < 1:
        return shrunk(pixels, size), factor
    large = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
    return large.astype(np.uint8, copy=False), factor


def to_input(pixels: Pixels) -> NDArray[np.float32]:
    """Return (1, 3, H, W) float32 RGB 0..255, padded with black to a bucket's shape."""
    height, width = pixels.shape[:2]
    long_side = max(height, width)
    short = bucket_short_side(min(height, width), long_side)
    shape = (_up(long_side), short) if height >= width else (short, _up(long_side))
    canvas = np.zeros((1, 3, *shape), dtype=np.float32)
    canvas[0, :, :height, :width] = pixels.transpose(2, 0, 1)
    return canvas


def decode(outputs: Sequence[NDArray[np.float32]], min_score: float) -> Floats:
    """Return faces (N, 5) as x0, y0, x1, y1, score in input pixels, best first.

    `outputs` are the heat map (1, 1, h, w), log sizes (1, 2, h, w: height, width) and offsets
    (1, 2, h, w: y, x) of one input; further outputs (landmarks) are ignored. Raises EngineError
    for a heat map without numbers.
    """
    heat, sizes, offsets = (np.asarray(o, dtype=np.float64) for o in outputs[:3])
    if not np.isfinite(heat).all():
        # Nothing is greater than "not a number": it would pass for a photo without faces.
        raise EngineError("centerface gave no numbers")
    rows, columns = np.nonzero(heat[0, 0] >= min_score)
    scores = heat[0, 0, rows, columns]
    heights, widths = np.exp(np.clip(sizes[0][:, rows, columns], -10, 8)) * STRIDE
    y, x = (np.stack([rows, columns]) + offsets[0][:, rows, columns] + 0.5) * STRIDE
    half_w, half_h = widths / 2, heights / 2
    faces = np.stack([x - half_w, y - half_h, x + half_w, y + half_h, scores], axis=1)
    return faces[keep_best(faces[:, :4], scores, SAME_FACE_IOU)]


def shape_in_crop(box: Floats, turns: int, context: float, side: int) -> Floats:
    """Return where in its crop a face is expected, (4,)."""
    size = (box[2:] - box[:2]) * side / (max(box[2:] - box[:2]) * context)
    half = (size if turns % 2 == 0 else size[::-1]) / 2
    middle = np.full(2, side / 2)
    return np.concatenate([middle - half, middle + half])


def crop_face(pixels: Pixels, box: Floats, turns: int, context: float, side: int) -> Pixels:
    """Cut out a face with its surroundings, upright: (side, side, 3), `context` face sizes wide."""
    reach = max(2, round(float(max(box[2:] - box[:2])) * context))
    x0, y0 = (round(float(c) - reach / 2) for c in (box[:2] + box[2:]) / 2)
    height, width = pixels.shape[:2]
    left, top, right, bottom = (
        max(0, x0),
        max(0, y0),
        min(width, x0 + reach),
        min(height, y0 + reach),
    )
    square = np.zeros((reach, reach, 3), dtype=np.uint8)
    if right > left and bottom > top:
        square[top - y0 : bottom - y0, left - x0 : right - x0] = pixels[top:bottom, left:right]
    how = cv2.INTER_AREA if reach > side else cv2.INTER_LINEAR
    small = cv2.resize(square, (side, side), interpolation=how)
    return np.ascontiguousarray(np.rot90(small, turns)).astype(np.uint8, copy=False)
