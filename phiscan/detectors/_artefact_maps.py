"""The artefact finder's maps turned into outlines: pure array helpers, no model is opened here.

The network marks the middle of each thing in a heat map, its shape in a mask a class, and says for
each cell of a mask where the middle of its thing lies. The heat map decides whether a thing is
there; the cells that point at its middle are its shape, also when something lies across it (centre
votes: Cheng et al. 2020, Panoptic-DeepLab, arXiv:1911.10194).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._resize import shrunk
from phiscan.types import Pixels

CLASSES = ("wristband", "radiograph", "medical_imaging", "screen", "id_card", "document")
HEAT_STRIDE = 8
MASK_STRIDE = 4
MULTIPLE = 64
"""Both sides of the input are multiples of this."""
PAD = 114
MASK_LEAST = 0.5
LEAST_CELLS = 6
"""A shape of fewer mask cells (16 input pixels each) is noise."""
FILLED = 0.7
"""Share of a photo's area from which a shape is the photo."""
_FRAGMENT = 0.15
"""A piece of a shape counts when it has this share of the largest piece."""
_IS_SOFT = frozenset({"wristband"})
"""Classes that bend; the others are straight-edged and get their convex hull."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """One thing: class, score 0..1, (h, w) bool cells of MASK_STRIDE input pixels."""

    label: str
    score: float
    cells: NDArray[np.bool_]


def to_input(pixels: Pixels, long_side: int) -> tuple[NDArray[np.float32], float]:
    """Return (1, 3, H, W) float32 RGB 0..255 and the factor from photo to input pixels.

    The photo lies at the top left, its longer side `long_side` pixels, the rest is gray.
    """
    height, width = pixels.shape[:2]
    factor = long_side / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    if factor < 1:
        small = shrunk(pixels, size)
    else:
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    shape = tuple(-(-side // MULTIPLE) * MULTIPLE for side in size[::-1])
    canvas = np.full((1, 3, *shape), PAD, dtype=np.float32)
    canvas[0, :, : size[1], : size[0]] = small.transpose(2, 0, 1)
    return canvas, factor


def decode(
    maps: Sequence[NDArray[np.float32]], least: Sequence[float], area: float = np.inf
) -> list[Seen]:
    """Return the things in one input, best first.

    `area` is the photo's, in input pixels: what fills it is one thing, however many middles are
    seen in it (its own lies far from everything). `maps` are heat (1, C, h, w), masks
    (1, C, 2h, 2w) and vectors (1, 2C, 2h, 2w; x and y of each class, in input pixels); `least` is
    the least score of each class.
    """
    heat, masks, vectors = (np.asarray(m[0], dtype=np.float32) for m in maps)
    found: list[Seen] = []
    for number, label in enumerate(CLASSES):
        pair = vectors[2 * number : 2 * number + 2]
        peaks = _own_middles(_peaks(heat[number], least[number]), pair)
        if len(peaks):
            filled = (masks[number] >= MASK_LEAST).sum() * MASK_STRIDE**2 / area
            kept = peaks[:1] if filled >= FILLED and label not in _IS_SOFT else peaks
            found += _shapes(label, kept, masks[number], pair)
    return sorted(found, key=lambda seen: -seen.score)


def _peaks(heat: NDArray[np.float32], least: float) -> Floats:
    """Return (n, 3) x, y in input pixels and score of the local maxima."""
    # Beyond the border counts as low: else a constant map would have no edge.
    highest = cv2.dilate(heat, np.ones((3, 3), np.uint8))
    rows, columns = np.nonzero((heat >= least) & (heat >= highest))
    scores = heat[rows, columns]
    order = np.argsort(-scores, kind="stable")[:64]
    x, y = (columns[order] + 0.5) * HEAT_STRIDE, (rows[order] + 0.5) * HEAT_STRIDE
    return np.stack([x, y, scores[order]], axis=1).astype(np.float64)


def _own_middles(peaks: Floats, vectors: NDArray[np.float32]) -> Floats:
    """Drop each peak whose own place points nearer to a stronger peak: one thing, two bumps."""
    kept: list[int] = []
    for number, (x, y, _) in enumerate(peaks):
        row, column = int(y) // MASK_STRIDE, int(x) // MASK_STRIDE
        step = vectors[:, row, column]
        away = [np.hypot(*(peaks[k, :2] - (x, y) - step)) for k in kept]
        if not away or min(away) > np.hypot(*step):
            kept.append(number)
    return peaks[kept]


def _shapes(
    label: str, peaks: Floats, mask: NDArray[np.float32], vectors: NDArray[np.float32]
) -> list[Seen]:
    """Give every cell of the mask to the peak it points nearest to."""
    rows, columns = np.nonzero(mask >= MASK_LEAST)
    if not len(rows):
        return []
    x = (columns + 0.5) * MASK_STRIDE + vectors[0, rows, columns]
    y = (rows + 0.5) * MASK_STRIDE + vectors[1, rows, columns]
    away = np.hypot(x[:, None] - peaks[None, :, 0], y[:, None] - peaks[None, :, 1])
    owner = away.argmin(axis=1)
    found = []
    for number, peak in enumerate(peaks):
        mine = owner == number
        if mine.sum() < LEAST_CELLS:
            continue
        cells = np.zeros(mask.shape, dtype=bool)
        cells[rows[mine], columns[mine]] = True
        found.append(Seen(label, float(peak[2]), cells))
    return found


def outline(seen: Seen, grow: float) -> Floats:
    """Return the corners (n, 2) of a thing in input pixels, clockwise, at least four.

    `grow` is added on every side, in input pixels, for what the mask's coarse cells leave out.
    """
    cells = seen.cells.astype(np.uint8)
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(cells, connectivity=8)
    sizes = stats[1:, cv2.CC_STAT_AREA]
    kept = [i + 1 for i in range(count - 1) if sizes[i] >= _FRAGMENT * sizes.max()]
    whole = np.isin(pieces, kept).astype(np.uint8)
    fine = cv2.resize(whole * 255, None, fx=MASK_STRIDE, fy=MASK_STRIDE)
    reach = max(1, round(grow))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    solid = (cv2.dilate(np.pad(fine, reach), disc) > 127).astype(np.uint8)
    found = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    if len(found) == 1 and seen.label in _IS_SOFT:
        points = np.asarray(found[0], dtype=np.int32)
    else:
        points = np.asarray(cv2.convexHull(np.vstack(found)), dtype=np.int32)
    return _clockwise(_simple(points)) - reach


def _simple(points: NDArray[np.int32]) -> Floats:
    """Return the contour with few corners, but at least four."""
    around = cv2.arcLength(points, True)
    for share in (0.012, 0.006, 0.0):
        corners = cv2.approxPolyDP(points, share * around, True)[:, 0].astype(np.float64)
        if len(corners) >= 4:
            return np.asarray(corners)
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(points)), dtype=np.float64)


def _clockwise(corners: Floats) -> Floats:
    """Return the corners clockwise as seen (y down), the one nearest the top left first."""
    x, y = corners.T
    if np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)) < 0:
        corners = corners[::-1]
    return np.roll(corners, -int(corners.sum(axis=1).argmin()), axis=0)
