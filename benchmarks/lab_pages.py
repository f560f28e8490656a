"""Invented pages as a reader's lines: laboratory results in many layouts, and tables that are none.

No picture is drawn: a page is its lines with their places, slightly tilted or turned, with a
reader's usual slips.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks import lab_tables
from benchmarks.lab_more_tables import OTHER_LAYOUTS, RESULT_LAYOUTS
from benchmarks.lab_tables import Rows
from phiscan.types import Line, Points

RESULT_KINDS = {**lab_tables.RESULT_KINDS, **RESULT_LAYOUTS}
OTHER_KINDS = {**lab_tables.OTHER_KINDS, **OTHER_LAYOUTS}
SIZE_WH = (3000, 3000)
TURNS = (0, 90, 180, 270)
_SLIPS = {"l": "1", "L": "l", "O": "0", "0": "O", "m": "rn", "u": "v", "S": "5", "-": "–"}
_SLIP, _LOST = 0.004, 0.01
"""Shares of characters misread and of cells not seen, about those of a good photo."""


@dataclass(frozen=True)
class LabPage:
    """One page: its lines, and the outline of its table of results (None: there is none)."""

    kind: str
    lines: tuple[Line, ...] = field(repr=False)
    table: Points | None = None


def result_page(kind: str, rng: Random) -> LabPage:
    """Return a page with one table of results under a heading or none."""
    rows = RESULT_KINDS[kind](rng)
    heads: Rows = [("COMPREHENSIVE PANEL",)] if rng.random() < 0.5 else []
    return _lay_out(kind, heads, rows, rng, is_result=True)


def other_page(kind: str, rng: Random) -> LabPage:
    """Return a page that holds no result of anybody's laboratory test."""
    return _lay_out(kind, [], OTHER_KINDS[kind](rng), rng, is_result=False)


def _lay_out(kind: str, heads: Rows, rows: Rows, rng: Random, *, is_result: bool) -> LabPage:
    height = rng.uniform(16, 44)
    pitch, char = height * rng.uniform(1.35, 2.4), height * rng.uniform(0.42, 0.55)
    angle = math.radians(rng.choice(TURNS) + rng.uniform(-6, 6))
    stops = _stops(rows, char, height * rng.uniform(1.4, 4.0))
    lines: list[Line] = []
    corners: list[tuple[float, float]] = []
    for row, cells in enumerate((*heads, *rows)):
        for column, text in enumerate(cells):
            if not text:
                continue
            place = (300 + stops[column], 400 + pitch * row, char * len(text), height)
            polygon = _turned(place, angle)
            if row >= len(heads):
                corners += polygon
            if rng.random() >= _LOST:
                lines.append(Line(_misread(text, rng), polygon, rng.uniform(0.88, 0.99)))
    table = _box_along(corners, angle) if is_result else None
    return LabPage(kind, tuple(lines), table)


def _stops(rows: Rows, char: float, gap: float) -> list[float]:
    """Return where columns begin; rows of one cell are titles and push nothing aside."""
    widths = [0] * max(map(len, rows))
    for cells in rows:
        for column, text in enumerate(cells if len(cells) > 1 else ()):
            widths[column] = max(widths[column], len(text))
    starts = [0.0]
    for width in widths:
        starts.append(starts[-1] + width * char + (gap if width else 0))
    return starts


def _turned(place: tuple[float, float, float, float], angle: float) -> Points:
    x, y, width, height = place
    corners = np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)]) - 1000
    turned = corners @ _rotation(angle).T + 1500
    return tuple((float(a), float(b)) for a, b in turned)


def _rotation(angle: float) -> NDArray[np.float64]:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([(c, -s), (s, c)])


def _box_along(points: Sequence[tuple[float, float]], angle: float) -> Points:
    """Return the rectangle round points that is turned as the page is."""
    flat = np.array(points) @ _rotation(angle)
    (x0, y0), (x1, y1) = flat.min(axis=0), flat.max(axis=0)
    back = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) @ _rotation(angle).T
    return tuple((float(a), float(b)) for a, b in back)


def _misread(text: str, rng: Random) -> str:
    return "".join(_SLIPS[c] if c in _SLIPS and rng.random() < _SLIP else c for c in text)
