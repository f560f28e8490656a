"""Record numbers stuck on in single digits, one coloured label each, as on the spines of charts.

Clinics that file by terminal digit put a square label for each digit on a folder's edge. A reader
sees single digits and no number, often turned wrongly: a 6 may come as a 9, a 2 as an M. What tells
is that they stand in a row as close as their labels, and are no list's numbers; where one was not
read, its place lies between others. Digits read together that are as far apart as they are high
are labels too. Folders stand side by side: beside one such row two digits in the same steps are
another, as long as it, and a single one is of the folder next to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
_ENOUGH_BESIDE = 4
"""Rows, itself among them, of which one will have been read from end to end."""
_LIKE_STEP = 0.25
"""How far a row's step may be from its neighbour's, relative to it."""
_A_WORD = 3  # characters
_TOGETHER = re.compile(r"\d(?: ?[\dOolISB]){1,6}")
_WIDE = 0.62
"""Of their height, the least distance of digits on labels that were read together; in print it is
about a half."""
_LEAST_SOURCES = 3
"""Lines of which a row is made, where no other row speaks for it: a wide number alone is print."""
_TURNED = re.compile(r"[^\W\d_]{2}")  # a digit lying on its side, read as letters
_NEXT = (0.75, 1.45)
"""How far the next label's middle may be, in sides of a label; rows of a table are further."""
_OFF_LINE = 0.3
"""How far from its place, relative to the step."""
_LIKE = 1.8
"""Times a label's side that the next one's may be."""
_TWICE = 0.5
"""Readings closer than this share of a side are of one label."""
_NEXT_FOLDER = 2.6
"""Sides of a label to the next folder's labels: folders are thicker than their labels are high."""
_MOST_MARKS = 160
"""Beyond what a shelf shows they are texture, and all are compared with all."""

Point = NDArray[np.float64]


@dataclass(frozen=True)
class _Mark:
    """One label: its middle, its longer side in pixels, what was read and in which line."""

    at: Point
    side: float
    text: str
    source: int = 0


def find(page: Page) -> Iterator[Finding]:
    """Yield the numbers of a medical page that stand in single labels, one outline each."""
    if not page.is_medical or page.is_plain_text:
        return
    rows = list(chains(page.lines))
    rows += list(_single(page.lines, rows))
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


def _single(lines: Sequence[Line], rows: Sequence[list[_Mark]]) -> Iterator[list[_Mark]]:
    """Yield for digits right beside a row, between its ends, the row that they are of."""
    for mark in _marks(lines) if rows else ():
        places = [(row, *_place_in(mark, row)) for row in rows]
        if mark.text.isdigit() and all(abs(off) > _TWICE for _, _, off in places):
            beside = [r for r, past, off in places if past <= 1 and abs(off) <= _NEXT_FOLDER]
            if beside:
                yield [mark, replace(mark, at=mark.at + _step(beside[0]))]


def _place_in(mark: _Mark, row: Sequence[_Mark]) -> tuple[float, float]:
    """Return how far a label lies past a row's ends (below 0 between them) and beside it, in sides
    of a label; infinitely far where it is of another size.
    """
    along, side = _step(row) / np.hypot(*_step(row)), max(m.side for m in row)
    if max(mark.side, side) > _LIKE * min(mark.side, side):
        return np.inf, np.inf
    place, end = (float((at - row[0].at) @ along) for at in (mark.at, row[-1].at))
    off = float((mark.at - row[0].at) @ np.array([-along[1], along[0]]))
    return max(-place, place - end) / side, off / side


def _longest(marks: Sequence[_Mark], known: Sequence[list[_Mark]]) -> list[_Mark]:
    """Return the longest row of those with the shortest steps, a short one only beside one that is
    known; empty if there is none. Steps from folder to folder are longer than from digit to digit.
    """
    rows = list(_rows(marks))
    found = [row for row in rows if _is_number(row)]
    if not found:
        found = [row for row in rows if sum(mark.text.isdigit() for mark in row) >= _LEAST_BESIDE]
        found = [row for row in found if any(_is_beside(row, other) for other in known)]
    least = min((float(np.hypot(*_step(row))) for row in found), default=0.0)
    close = [row for row in found if np.hypot(*_step(row)) <= (1 + _LIKE_STEP) * least]
    return max(close, key=len, default=[])


def _is_number(row: Sequence[_Mark]) -> bool:
    """Whether a row is one by itself: marks, digits and lines enough."""
    digits = sum(mark.text.isdigit() for mark in row)
    sources = len({mark.source for mark in row})
    return len(row) >= _LEAST_MARKS and digits >= _LEAST_DIGITS and sources >= _LEAST_SOURCES


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
    words = [
        line.height_px for line in lines if len(line.text) > _A_WORD and not _labels_of(line, 0)
    ]
    least = _AS_HIGH * float(np.median(words)) if words else 0.0
    ordered = sorted(lines, key=lambda line: (len(line.text), -line.text.isdigit(), -line.score))
    for number, line in enumerate(ordered):
        for mark in _labels_of(line, number):
            if len(marks) == _MOST_MARKS:
                return marks
            if mark.side >= least and not any(_is_same(mark, other) for other in marks):
                marks.append(mark)
    return marks


def _is_same(mark: _Mark, other: _Mark) -> bool:
    return bool(np.hypot(*(mark.at - other.at)) <= _TWICE * min(mark.side, other.side))


def _labels_of(line: Line, number: int) -> list[_Mark]:
    """Return what a line may be: one label, or a label for each digit of those set wide apart."""
    text, points = line.text.strip(), np.array(line.polygon)
    if len(text) == 1 or _TURNED.fullmatch(text):
        return [_Mark(points.mean(axis=0), _side(points), text, number)]
    if not _TOGETHER.fullmatch(text):
        return []
    digits, half = text.replace(" ", ""), len(points) // 2
    start, end = (points[0] + points[-1]) / 2, (points[half - 1] + points[half]) / 2
    step = (end - start) / len(digits)
    side, height = float(np.hypot(*step)), float(np.hypot(*(points[-1] - points[0])))
    if side < _WIDE * height:
        return []
    return [_Mark(start + (i + 0.5) * step, side, c, number) for i, c in enumerate(digits)]


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
    """Return the strip that holds a row's labels and is as long as the rows beside it; where these
    are too few to tell, one label more at each end that was not read.
    """
    step = _step(row)
    length = float(np.hypot(*step))
    along, half = step / length, 0.5 * max(mark.side for mark in row)
    own = [float((mark.at - row[0].at) @ along) for mark in row]
    theirs = [float((mark.at - row[0].at) @ along) for other in beside for mark in other]
    more = length if len(beside) < _ENOUGH_BESIDE else 0.0
    low = min(own[0] - more, *theirs, *own) - half
    high = max(own[-1] + more, *theirs, *own) + half
    start, end = row[0].at + low * along, row[0].at + high * along
    across = half * np.array([-along[1], along[0]])
    return np.array([start - across, end - across, end + across, start + across])
