"""Where a code may be: rectangles as evenly full of sharp edges as codes are, at any turn.

They are found at small scale for a few milliseconds a photo, so that the costly readers look
closely at few places. Drawn codes of 29 symbologies: 99 of 100 are among the places, and two places
a photo are none; `benchmarks/barcodes.py` counts what comes of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._resize import shrunk
from phiscan.detectors._edge_scores import evenness, slopes
from phiscan.detectors._quads import Gray, Quad, area_of, clockwise, levels_at, same_share

PLACES_SIDE = 1400
"""Places are sought in a copy no longer than this: there even small modules leave their edges."""
CELL_PX = 4
SHARP_LEVELS, SOFT_LEVELS = (18, 36, 60), (8, 13)
"""Mean range of gray levels (after a square root, which lifts the dark) in 3x3 pixels: a sheet is
cut out of its surroundings at one of these. The soft ones, after a blur, are for faint print."""
SHARP_FAINT, SOFT_FAINT = (9, 27), (4, 12)
"""Faint print is between these: the rim of its paper, often a few pixels away, is stronger, and
would tie it to whatever lies round it. (Drawn codes of little contrast: 15 of 26 found without.)"""
JOINED_CELLS = (1, 3, 5)
"""Gaps up to four cells (16 px) are bridged: the sparse parts of a code, and wide bars. As each
reach is tried, a code beside print is still a place by itself at the shortest."""
LEAST_FILL = 0.68
"""Of its rectangle. A triangle fills 0.5, lines of ragged length little more; a code is a full
rectangle but for cells lost along its edges."""
LONGEST_TO_SHORTEST = 14.0
"""Room for low, long bar codes. Past 8 to 1, the limit of `is_plausible`, a place is read if it can
be but never reported unread as a place, since lines of print have that shape too."""
LARGEST_SHARE = 0.5
"""Of the photo. What fills more is not a place but the photo: it is read as a whole, and larger
bar and QR codes have locators of their own; of other kinds such a one that cannot be read is not
reported. (At 0.9 none of 32 such codes, blurred, was read or trusted more.)"""
SAME_PLACE = 0.8
"""Shared by two rectangles of one thing at different levels, which differ by a cell or two."""
MAX_PLACES = 24
"""The fullest of edges. Twice as many as get a close look: the rest are judged by their edges."""
LEAST_PART = 0.15
"""Of a place's area. Less than this is a word or a logo in it, not the code the place is for."""
LOOK_SIDE = 96
LEAST_EDGES, LEAST_EVENNESS, LEAST_BALANCE = 0.9, 0.1, 0.33
"""Of 195 drawn codes three have less of one of these; of 4,200 other rectangles five in six do."""
_ROOT = np.clip(16 * np.sqrt(np.arange(256)), 0, 255).astype(np.uint8)


def find_places(gray: Gray) -> list[Quad]:
    """Return where a code may be in a (H, W) uint8 photo, the fullest of edges first."""
    ranked = [
        (edges, quad) for quad in _rectangles(gray) if (edges := code_likeness(gray, quad)) > 0
    ]
    ranked.sort(key=lambda pair: -pair[0])
    return [quad for _, quad in ranked[:MAX_PLACES]]


def code_likeness(gray: Gray, quad: Quad) -> float:
    """Return how full of edges a place is, from its contrast, or 0 where it is no code at all.

    A code has edges everywhere, and about as much black as white.
    """
    cut = small_cut(gray, quad)
    low, high = levels_at(cut, 5, 95)
    flat = (cut.astype(np.float32) - np.float32(low)) / np.float32(max(high - low, 1.0))
    right, down = slopes(np.asarray(flat, np.float32))
    edges = right**2 + down**2
    if float(edges.mean()) < LEAST_EDGES:
        return 0.0
    white = float((flat > cv2.blur(flat, (25, 25))).mean())
    is_code = evenness(edges) > LEAST_EVENNESS and min(white, 1 - white) > LEAST_BALANCE
    return float(edges.mean()) if is_code else 0.0


def small_cut(gray: Gray, quad: Quad) -> Gray:
    """Return a place as a square of LOOK_SIDE, whatever its shape: (LOOK_SIDE, LOOK_SIDE) uint8."""
    low = np.maximum(np.floor(quad.min(axis=0)).astype(int) - 2, 0)
    high = np.ceil(quad.max(axis=0)).astype(int) + 2
    part, corners = gray[low[1] : high[1], low[0] : high[0]], quad - low
    factor = min(1.0, 2 * LOOK_SIDE / max(part.shape))
    if factor < 1:
        part = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    side = LOOK_SIDE
    target = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    matrix = cv2.getPerspectiveTransform((corners * factor).astype(np.float32), target)
    return np.asarray(
        cv2.warpPerspective(part, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def tighten(gray: Gray, quad: Quad) -> Quad:
    """Return the part of a place that is full of edges, where a label's blank rim is round it."""
    cut = small_cut(gray, quad)
    ranges = cv2.morphologyEx(cut, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    energy = np.asarray(cv2.blur(ranges, (7, 7)), np.uint8)
    full = cv2.threshold(energy, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    closed = cv2.morphologyEx(full, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    shapes = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    largest = max(shapes, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < LEAST_PART * cut.size:
        return quad
    side = LOOK_SIDE
    whole = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    back = cv2.getPerspectiveTransform(whole, quad.astype(np.float32))
    hull = cv2.perspectiveTransform(largest.astype(np.float32), back)
    corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), dtype=np.float64)
    return clockwise(corners)


def _rectangles(gray: Gray) -> list[Quad]:
    """Return rectangles round places with more edges than their surroundings, at several levels."""
    if min(gray.shape) < 4 * CELL_PX:
        return []
    factor = min(1.0, PLACES_SIDE / max(gray.shape))
    width, height = (max(4 * CELL_PX, round(side * factor)) for side in gray.shape[::-1])
    small = cv2.LUT(shrunk(gray, (width, height)), _ROOT)
    soft = cv2.GaussianBlur(small, (5, 5), 1.2)
    kept: list[_Kept] = []
    for picture, levels, faint in (
        (small, SHARP_LEVELS, SHARP_FAINT), (soft, SOFT_LEVELS, SOFT_FAINT)
    ):  # fmt: skip
        energy = _energy(np.asarray(picture, np.uint8))
        grain = np.array(gray.shape[::-1]) / np.array(energy.shape[::-1])
        for low, high in (*((level, 255) for level in levels), faint):
            for quad in _filled(np.asarray(cv2.inRange(energy, low + 1, high), np.uint8)):
                _keep(quad * grain, kept)
    return [place.quad for place in kept]


def _energy(picture: Gray) -> Gray:
    """Return the mean range of gray levels, one value a cell of CELL_PX."""
    ranges = cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    size = picture.shape[1] // CELL_PX, picture.shape[0] // CELL_PX
    return np.asarray(
        cv2.resize(cv2.blur(ranges, (9, 9)), size, interpolation=cv2.INTER_AREA), np.uint8
    )


def _filled(mask: NDArray[np.uint8]) -> Iterator[Quad]:
    """Yield the rectangles, in cells, of shapes that fill theirs, joined over a few cells.

    Shapes within the hole of another count: the rim of a label runs all round its code.
    """
    for reach in JOINED_CELLS:
        joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        for shape in _outer_contours(np.asarray(joined, np.uint8)):
            (x, y), (w, h), turn = cv2.minAreaRect(shape)
            if min(w, h) < 2.5 or max(w, h) > LONGEST_TO_SHORTEST * min(w, h):
                continue
            if LEAST_FILL * w * h <= cv2.contourArea(shape) and w * h <= LARGEST_SHARE * mask.size:
                corners = cv2.boxPoints(((x + 0.5, y + 0.5), (w, h), turn))
                yield clockwise(np.asarray(corners, dtype=np.float64))


def _outer_contours(mask: NDArray[np.uint8]) -> list[NDArray[np.int32]]:
    shapes, family = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    parents = [] if family is None else family[0][:, 3]
    return [np.asarray(s) for s, parent in zip(shapes, parents, strict=True) if parent < 0]


class _Kept(NamedTuple):
    """A rectangle that is kept, with what quickly tells that another is not at its place."""

    quad: Quad
    area: float
    middle: tuple[float, float]
    reach: float

    @classmethod
    def of(cls, quad: Quad) -> _Kept:
        x, y = quad.mean(axis=0).tolist()
        diagonals = quad[2:] - quad[:2]
        return cls(quad, area_of(quad), (x, y), float(np.abs(diagonals).sum(axis=1).max()))

    def may_be(self, other: _Kept) -> bool:
        """Whether two may share SAME_PLACE: as large, and their middles less than 0.2 of both
        diagonals apart (of each no more than 0.2 lies outside of what is shared).
        """
        if not SAME_PLACE * self.area <= other.area <= self.area / SAME_PLACE:
            return False
        apart = (1 - SAME_PLACE) * (self.reach + other.reach)
        (x, y), (u, v) = self.middle, other.middle
        return abs(x - u) <= apart and abs(y - v) <= apart


def _keep(quad: Quad, kept: list[_Kept]) -> None:
    """Add a quad unless one of nearly its place is there."""
    new = _Kept.of(quad)
    near = (other.quad for other in kept if other.may_be(new))
    if not any(same_share(quad, other) > SAME_PLACE for other in near):
        kept.append(new)
