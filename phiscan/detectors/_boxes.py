"""Pure helpers for upright boxes; a box is (x0, y0, x1, y1) in pixels, x1 and y1 exclusive."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def pairwise_iou(first: Floats, second: Floats) -> Floats:
    """Return the intersection over union of every pair.

    `first` is (N, 4), `second` (M, 4), the answer (N, M) in 0..1; empty inputs give an empty one.

    >>> pairwise_iou(np.array([[0., 0, 2, 2]]), np.array([[1., 0, 3, 2], [5, 5, 6, 6]])).round(2)
    array([[0.33, 0.  ]])
    """
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:4], second[None, :, 2:4])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    total = _areas(first)[:, None] + _areas(second)[None, :] - shared
    return np.asarray(shared / np.maximum(total, 1e-9), dtype=np.float64)


def _areas(boxes: Floats) -> Floats:
    return np.asarray(np.clip(boxes[:, 2:4] - boxes[:, :2], 0, None).prod(axis=1))


def keep_best(boxes: Floats, scores: Floats, max_iou: float) -> NDArray[np.intp]:
    """Return the indices that non-maximum suppression keeps, best score first.

    `boxes` is (N, 4), `scores` (N,); a box goes when it overlaps a better one by more than
    `max_iou`.
    """
    order = np.argsort(-scores, kind="stable")
    ranked, is_left = boxes[order], np.ones(len(order), dtype=bool)
    for i in range(len(order)):  # row by row: of a crowd all pairs would take gigabytes
        if is_left[i]:
            shared = pairwise_iou(ranked[i : i + 1], ranked[i + 1 :])[0]
            is_left[i + 1 :] &= shared <= max_iou
    return order[is_left]


def hull(boxes: Floats) -> Floats:
    """Return the smallest box (4,) around all of (N, 4), N at least 1."""
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:4].max(axis=0)])


def turn_back(boxes: Floats, quarter_turns: int, size_wh: tuple[float, float]) -> Floats:
    """Map boxes (N, 4) found in `np.rot90(photo, quarter_turns)` back to the photo.

    `size_wh` is the size of the photo before it was turned (counter-clockwise).
    """
    width, height = size_wh
    x0, y0, x1, y1 = boxes.T
    turned = {
        0: (x0, y0, x1, y1),
        1: (width - y1, x0, width - y0, x1),
        2: (width - x1, height - y1, width - x0, height - y0),
        3: (y0, height - x1, y1, height - x0),
    }[quarter_turns % 4]
    return np.stack(turned, axis=1)
