"""From the detector's map of probabilities to outlines of lines (DB, arXiv:1911.08947, 3.4).

DB predicts a shrunken core for each line. Cores that touch (a date over a large mark, two lines of
a bent label) make one blob whose rectangle is mostly empty; such blobs are taken apart, where
PaddleOCR drops them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import cv2
import numpy as np
import pyclipper
from numpy.typing import NDArray

from phiscan._models import find_weights
from phiscan.ocr.quads import Quad, order_clockwise

Corners = NDArray[np.float32]
Mask = NDArray[np.uint8]
_MIN_SIDE_PX = 3
_FULL = 0.7
"""Share of its rectangle that the core of a straight line fills."""
_BETTER = 0.1
_MOST_PIECES = 6
_PER_PIECE = 0.02
"""What each further part must win: a line cut in three is read worse than one cut in two."""
_THIN_PX, _LONGER, _WEAK = (2, 30), 1.2, 0.45
"""Least and most thickness of what may be the core of a line, its least length over thickness, and
its least score: a core is about half as high as its line."""
_THICKEST_PX = 63
"""Thicker blobs are clouds and cloth; print so large stands apart."""


def outlines(probability: NDArray[np.uint8]) -> list[tuple[Quad, float]]:
    """Return the lines' outlines with scores 0..1 in an (H, W) map of probabilities 0..255."""
    thresholds = find_weights("ppocr_det").config["thresholds"]
    mask, contours = _blobs(probability)
    found: list[tuple[Quad, float]] = []
    for contour in contours:
        if min(cv2.minAreaRect(contour)[1]) < _MIN_SIDE_PX:
            continue
        whole = _outline(contour, probability)
        if whole is None or whole[1] >= thresholds["box"]:
            found += [whole] if whole else []
            continue
        parts = _straight_parts(np.asarray(contour, dtype=np.int32))
        pieces = (_outline(p, probability, mask) for p in parts if len(parts) > 1)
        found += [p for p in pieces if p is not None and p[1] >= thresholds["box"]]
    return found


def may_hold_lines(probability: NDArray[np.uint8]) -> bool:
    """Whether an (H, W) map of probabilities 0..255 has a blob that may be the core of a line.

    This asks for less than `outlines`: any weak thin blob will do. Clouds are thick.
    """
    contours, _ = cv2.findContours(_mask(probability), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    return any(_may_be_line(contour, probability) for contour in contours)


def _may_be_line(contour: NDArray[Any], probability: NDArray[np.uint8]) -> bool:
    rectangle = cv2.minAreaRect(contour)  # around the middles of its pixels
    short, long = (side + 1 for side in sorted(rectangle[1]))
    if not _THIN_PX[0] <= short <= _THIN_PX[1] or long < _LONGER * short:
        return False
    corners = np.asarray(cv2.boxPoints(rectangle), dtype=np.float32)
    return _mean_inside(probability, corners) >= _WEAK


def _mask(probability: NDArray[np.uint8]) -> Mask:
    pixel = find_weights("ppocr_det").config["thresholds"]["pixel"]
    return np.asarray(cv2.threshold(probability, pixel * 255, 1, cv2.THRESH_BINARY)[1], np.uint8)


def _blobs(probability: NDArray[np.uint8]) -> tuple[Mask, Sequence[NDArray[Any]]]:
    """Return the mask of what is probably the core of text, a pixel thicker, and its contours."""
    mask = _mask(probability)
    x, y, width, height = cv2.boundingRect(mask)  # few photos are full of text
    x, y = max(0, x - 2), max(0, y - 2)
    part = mask[y : y + height + 4, x : x + width + 4]
    part[:] = cv2.dilate(part, np.ones((2, 2), np.uint8))
    return mask, cv2.findContours(part, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE, offset=(x, y))[0]


def _outline(
    contour: NDArray[Any], probability: NDArray[np.uint8], blob: NDArray[Any] | None = None
) -> tuple[Quad, float] | None:
    """Return the outline around a core and its score; a part of a blob may run on in it."""
    corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(contour)), dtype=np.float32)
    if blob is not None:
        corners = _lengthened(corners, blob)
    quad = _unclip(corners, find_weights("ppocr_det").config["thresholds"]["unclip_ratio"])
    return None if quad is None else (quad, _mean_inside(probability, corners))


def _fullness(contour: NDArray[np.int32]) -> float:
    width, height = cv2.minAreaRect(contour)[1]
    return float(cv2.contourArea(contour)) / max(1.0, width * height)


def _straight_parts(contour: NDArray[np.int32]) -> list[NDArray[np.int32]]:
    """Return the contour, or the straighter parts that it is made of."""
    fullness = _fullness(contour)
    if fullness >= _FULL:
        return [contour]
    x, y, width, height = cv2.boundingRect(contour)
    x, y = x - 1, y - 1  # a rim, or what touches the edge would pass for endless
    mask = np.zeros((height + 2, width + 2), np.uint8)
    cv2.fillPoly(mask, [contour - (x, y)], (1,))
    thickest = int(2 * cv2.distanceTransform(mask, cv2.DIST_C, 3).max())
    if thickest > _THICKEST_PX:
        return [contour]
    ways = (*_by_thickness(mask, thickest), *_along(mask))
    parts = _straightest(ways, least=fullness + _BETTER, area=cv2.contourArea(contour))
    return [p + np.array((x, y), np.int32) for p in parts] or [contour]


def _straightest(
    ways: Iterable[list[NDArray[np.int32]]], least: float, area: float
) -> list[NDArray[np.int32]]:
    """Return the way to cut that leaves the straightest and the fewest parts; [] if none does."""
    best: list[NDArray[np.int32]] = []
    for pieces in ways:
        kept = [p for p in pieces if min(cv2.minAreaRect(p)[1]) >= _MIN_SIDE_PX]
        areas = [cv2.contourArea(p) for p in kept]
        if not 0 < len(kept) <= _MOST_PIECES or sum(areas) < 0.7 * area:
            continue
        mean = float(np.average([_fullness(p) for p in kept], weights=areas))
        if mean - _PER_PIECE * len(kept) > least:
            least, best = mean - _PER_PIECE * len(kept), kept
    return best


def _by_thickness(mask: Mask, thickest: int) -> Iterator[list[NDArray[np.int32]]]:
    """Cut where thick meets thin: a line of print from the mark that it runs into."""
    for side in range(5, thickest, 4):
        thick = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
        yield [*_contours(thick), *_contours(cv2.subtract(mask, thick))]


def _along(mask: Mask) -> Iterator[list[NDArray[np.int32]]]:
    """Cut across the longer side into two to four pieces: a bent line into straight ones."""
    height, width = mask.shape
    for count in (2, 3, 4):
        pieces = []
        for k in range(count):
            part = np.zeros_like(mask)
            if width >= height:
                columns = slice(k * width // count, (k + 1) * width // count)
                part[:, columns] = mask[:, columns]
            else:
                rows = slice(k * height // count, (k + 1) * height // count)
                part[rows] = mask[rows]
            pieces += _contours(part)
        yield pieces


def _lengthened(corners: Corners, mask: NDArray[Any]) -> Corners:
    """Move a line's ends outwards along its axis as far as the blob goes on: under a mark."""
    first, second = corners[1] - corners[0], corners[2] - corners[1]
    if np.hypot(*first) < np.hypot(*second):
        corners, first = np.roll(corners, -1, axis=0), second
    length = float(np.hypot(*first))
    if length < 2 * np.hypot(*(corners[2] - corners[1])):
        return corners
    axis, centre = first / length, corners.mean(axis=0)
    ahead, back = (_run(mask, centre, sign * axis, length / 2) for sign in (1, -1))
    moves = np.array([-back, ahead, ahead, -back], dtype=np.float32)
    return np.asarray(corners + moves[:, None] * axis, dtype=np.float32)


def _run(mask: NDArray[Any], start: NDArray[Any], axis: NDArray[Any], least: float) -> float:
    """Return how far beyond `least` px from the start the mask goes on along an axis."""
    far = np.arange(int(least) + 1, int(3 * least) + 1)
    xy = np.round(start + far[:, None] * axis).astype(int)
    inside = ((xy >= 0) & (xy < (mask.shape[1], mask.shape[0]))).all(axis=1)
    xy = xy[: int(np.argmin(inside)) if not inside.all() else len(xy)]
    set_px = mask[xy[:, 1], xy[:, 0]] > 0
    return float(np.argmin(set_px) if not set_px.all() else len(set_px))


def _contours(mask: NDArray[Any]) -> list[NDArray[np.int32]]:
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [np.asarray(c, dtype=np.int32) for c in found]


def _mean_inside(probability: NDArray[np.uint8], corners: Corners) -> float:
    height, width = probability.shape
    low = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, [width - 1, height - 1])
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, [width - 1, height - 1])
    mask = np.zeros((high[1] - low[1] + 1, high[0] - low[0] + 1), np.uint8)
    cv2.fillPoly(mask, [np.round(corners - low).astype(np.int32)], 1)
    part = probability[low[1] : high[1] + 1, low[0] : high[0] + 1]
    return float(cv2.mean(part, mask)[0]) / 255


def _unclip(corners: Corners, ratio: float) -> Quad | None:
    """Grow the shrunken core that DB predicts back to the whole line (section 3.4 of the paper)."""
    area, perimeter = cv2.contourArea(corners), cv2.arcLength(corners, True)
    if perimeter <= 0:
        return None
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(
        corners.round().astype(int).tolist(), pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON
    )
    grown = offset.Execute(area * ratio / perimeter)
    if not grown:
        return None
    path = np.array(max(grown, key=len), dtype=np.float32)
    rectangle = cv2.minAreaRect(path)
    if min(rectangle[1]) < _MIN_SIDE_PX + 2:
        return None
    return order_clockwise(np.asarray(cv2.boxPoints(rectangle), dtype=np.float64))
