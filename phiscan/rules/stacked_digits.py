"""Record numbers stuck on in single digits, one coloured label each, as on the spines of charts.

Clinics that file by terminal digit put a square label for each digit on a folder's edge. A reader
sees single digits and no number, often turned wrongly: a 6 may come as a 9, a 2 as an M. What tells
is that they stand in a row as close as their labels, and are no list's numbers; where one was not
read, its place lies between others. Folders stand side by side: beside one such row two digits in
the same steps are another, as long as it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from phiscan.rules import scores
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Line, as_points

_AS_HIGH = 1.2
"""Times the words' print that a label's digit is at least: values in a table are like words."""
_LEAST_MARKS, _LEAST_DIGITS = 4, 3
_LEAST_BESIDE = 2
_LIKE_STEP = 0.25
"""How far a row's step may be from its neighbour's, relative to it."""
_A_WORD = 3  # characters
_TURNED = re.compile(r"[^\W\d_]{2}")  # a digit lying on its side, read as letters
_NEXT = (0.75, 1.45)
"""How far the next label's middle may be, in sides of a label; rows of a table are further."""
_OFF_LINE = 0.3
"""How far from its place, relative to the step."""
_LIKE = 1.8
"""Times a label's side that the next one's may be."""
_TWICE = 0.5
"""Readings closer than this share of a side are of one label."""
_MOST_MARKS = 160
"""Beyond what a shelf shows they are texture, and all are compared with all."""

Point = NDArray[np.float64]


@dataclass(frozen=True)
class _Mark:
    """One label: its middle, its longer side in pixels, what was read."""

    at: Point
    side: float
    text: str


def find(page: Page) -> Iterator[Finding]:
    """Yield the numbers of a medical page that stand in single labels, one outline each."""
    if not page.is_medical or page.is_plain_text:
        return
    rows = list(chains(page.lines))
    for row in rows:
        yield Finding(
            category=Category.MRN,
            score=scores.climb(scores.SHAPE, medical=True),
            reason="single digits in a row, as on the labels of charts",
            detector="rules.stacked_digits",
            polygon=as_points(_outline(row, [r for r in rows if _is_beside(r, row)]), minimum=4),
            page=page.number,
            text="".join(mark.text for mark in row),
            tags=frozenset({"medical"}),
        )


def chains(lines: Sequence[Line]) -> list[list[_Mark]]:
    """Return the rows of single labels among lines, each label in one of them, in their order."""
    rows: list[list[_Mark]] = []
    left = _marks(lines)
    while row := _longest(left, rows):
        left = [mark for mark in left if not any(mark is taken for taken in row)]
        if len(row) < _LEAST_MARKS or not _counts(row):
            rows.append(row)
    return rows


def _longest(marks: Sequence[_Mark], known: Sequence[list[_Mark]]) -> list[_Mark]:
    """Return the longest row, a short one only beside one that is known; empty if there is none."""
    for row in sorted(_rows(marks), key=len, reverse=True):
        digits = sum(mark.text.isdigit() for mark in row)
        if len(row) >= _LEAST_MARKS and digits >= _LEAST_DIGITS:
            return row
        if digits >= _LEAST_BESIDE and any(_is_beside(row, other) for other in known):
            return row
    return []


def _is_beside(row: Sequence[_Mark], other: Sequence[_Mark]) -> bool:
    """Whether two rows run in the same steps, or against each other."""
    step, wanted = _step(row), _step(other)
    most = _LIKE_STEP * float(np.hypot(*wanted))
    return bool(min(np.hypot(*(step - wanted)), np.hypot(*(step + wanted))) <= most)


def _step(row: Sequence[_Mark]) -> Point:
    """Return the way from one label to the next, gaps counted."""
    first = row[1].at - row[0].at
    way = row[-1].at - row[0].at
    return np.asarray(way / max(1, round(float(np.hypot(*way) / np.hypot(*first)))))


def _marks(lines: Sequence[Line]) -> list[_Mark]:
    """Return what may be single labels, the best reading of each place."""
    marks: list[_Mark] = []
    words = [line.height_px for line in lines if len(line.text) > _A_WORD]
    least = _AS_HIGH * float(np.median(words)) if words else 0.0
    for line in sorted(lines, key=lambda line: (-line.text.isdigit(), -line.score)):
        text = line.text.strip()
        if not (len(text) == 1 or _TURNED.fullmatch(text)) or len(marks) == _MOST_MARKS:
            continue
        points = np.array(line.polygon)
        middle, side = points.mean(axis=0), _side(points)
        if side >= least and all(
            np.hypot(*(middle - m.at)) > _TWICE * min(side, m.side) for m in marks
        ):
            marks.append(_Mark(middle, side, text))
    return marks


def _side(points: Point) -> float:
    half = len(points) // 2
    along = np.hypot(*(points[half - 1] - points[0]))
    across = np.hypot(*(points[-1] - points[0]))
    return float(max(along, across, 1.0))


def _rows(marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """Yield for each two neighbours the row that begins with them."""
    for first in marks:
        for second in marks:
            if second is not first and _are_neighbours(first, second):
                yield _row(first, second, marks)


def _are_neighbours(one: _Mark, other: _Mark) -> bool:
    low, high = sorted((one.side, other.side))
    step = float(np.hypot(*(other.at - one.at)))
    return high <= _LIKE * low and _NEXT[0] * high <= step <= _NEXT[1] * high


def _row(first: _Mark, second: _Mark, marks: Sequence[_Mark]) -> list[_Mark]:
    row, step = [first, second], second.at - first.at
    while True:
        following = _nearest(row[-1], step, marks) or _nearest(row[-1], 2 * step, marks)
        if following is None or any(following is mark for mark in row):
            return row
        places = round(float(np.hypot(*(following.at - row[-1].at)) / np.hypot(*step)))
        step = (following.at - row[-1].at) / max(1, places)
        row.append(following)


def _nearest(last: _Mark, step: Point, marks: Sequence[_Mark]) -> _Mark | None:
    """Return the label that stands a step after the last one, give or take."""
    wanted, off = last.at + step, _OFF_LINE * min(float(np.hypot(*step)), _NEXT[1] * last.side)
    near = [m for m in marks if m is not last and np.hypot(*(m.at - wanted)) <= off
            and max(m.side, last.side) <= _LIKE * min(m.side, last.side)]  # fmt: skip
    return min(near, key=lambda m: float(np.hypot(*(m.at - wanted))), default=None)


def _counts(row: Sequence[_Mark]) -> bool:
    """Whether these are the numbers of a list, a scale or a calendar: 1 2 3 4, or down."""
    steps = {int(b.text) - int(a.text) if a.text.isdigit() and b.text.isdigit() else 0
             for a, b in pairwise(row)}  # fmt: skip
    return len(steps) == 1 and steps <= {1, -1, 2, -2}


def _outline(row: Sequence[_Mark], beside: Sequence[Sequence[_Mark]]) -> Point:
    """Return the strip that holds a row's labels, one more at each end that was not read, and is
    as long as the rows beside it.
    """
    step = _step(row)
    length = float(np.hypot(*step))
    along, half = step / length, 0.5 * max(mark.side for mark in row)
    own = [float((mark.at - row[0].at) @ along) for mark in row]
    theirs = [float((mark.at - row[0].at) @ along) for other in beside for mark in other]
    low = min(own[0] - length, *theirs, *own) - half
    high = max(own[-1] + length, *theirs, *own) + half
    start, end = row[0].at + low * along, row[0].at + high * along
    across = half * np.array([-along[1], along[0]])
    return np.array([start - across, end - across, end + across, start + across])
