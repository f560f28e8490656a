"""What two readers of the same lines say together, before anybody judges what it means.

A reader that is unsure makes new words out of old ones: it turns "Name" into "Vame", which no list
knows. Where the other reader is sure what stands there, such a reading adds nothing but names that
nobody has. And where neither is sure of a line far taller than any letters, there are none: bricks,
curtains, and rows of black covers look like writing from afar.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from phiscan.rules.plain_words import is_plain
from phiscan.types import Line

_SURE, _UNSURE = 0.9, 0.75
"""Scores from which a reading stands against an unsure one, and below which it is unsure."""
_LEAST_READ = 2
"""Letters and digits of Latin script that make a reading one: readers of texture give a sign."""
_SAME_PLACE = 0.6
"""Least share of an unsure line that lies on a sure one."""
_OVER_SURE, _OF_PHOTO = 3.0, 0.25
"""Times the tallest line surely read, and part of the photo's shorter side, from which an unsure
line is too tall for text."""

Lines = tuple[Line, ...]


def settle(first: Lines, second: Lines, size_wh: tuple[int, int]) -> tuple[Lines, Lines]:
    """Return both readings of one photo of (width, height) pixels without what settles itself.

    >>> line = Line("Name", ((0, 0), (40, 0), (40, 10), (0, 10)), 0.95)
    >>> other = Line("Vame", line.polygon, 0.6)
    >>> [len(lines) for lines in settle((line,), (other,), (400, 300))]
    [1, 0]
    """
    sure_first, sure_second = _sure(first), _sure(second)
    tallest = max((line.height_px for line in sure_first + sure_second), default=0.0)
    limit = max(_OVER_SURE * tallest, _OF_PHOTO * min(size_wh))
    plain_first = [line for line in sure_first if is_plain(line.text)]
    plain_second = [line for line in sure_second if is_plain(line.text)]
    return (
        tuple(line for line in first if not _is_settled(line, plain_second, limit)),
        tuple(line for line in second if not _is_settled(line, plain_first, limit)),
    )


def _sure(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.score >= _SURE and _letters(line.text) >= _LEAST_READ]


def _letters(text: str) -> int:
    return sum(c.isalnum() and ord(c) < 0x250 for c in text)


def _is_settled(line: Line, plain: Sequence[Line], limit_px: float) -> bool:
    """Whether an unsure line is none, or one of which the other reader surely read plain words."""
    if line.score >= _UNSURE and _letters(line.text) >= _LEAST_READ:
        return False
    return line.height_px > limit_px or any(_lies_on(line, p) for p in plain)


def _lies_on(line: Line, other: Line) -> bool:
    place = shapely.MultiPoint(line.polygon).convex_hull
    ground = shapely.MultiPoint(other.polygon).convex_hull
    return bool(place.intersection(ground).area >= _SAME_PLACE * place.area > 0)
