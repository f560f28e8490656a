"""Second chances: which parts of a photo deserve another look, and where that look's boxes lie.

Two things escape the first looks. Lines below 14 px that stand apart leave no trace in the glance:
where small print was read, its surroundings are looked at once more, in full size where they are
small enough, else in half. What the artefact finder took for something says how far they reach. And
the detector is worse at lines that do not run to the right: where one was read, its surroundings
are looked at turned upright. A photo in which neither was read gets no second chance, and a photo's
budget is in pixels, not seconds, so that the same photo always gives the same answer on every
machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from phiscan.ocr.boxes import TextBox
from phiscan.ocr.quads import Quad, order_clockwise, size_of
from phiscan.ocr.tiles import Tile
from phiscan.types import Pixels

BUDGET_PX = 1_200_000
"""Pixels that the detector may see once more in a photo, for each kind of second chance: 0.1 s on
two cores. What it then notices in full size comes on top, as in the first looks."""
_SMALL_PX = 26.0
"""Height of a box around print of 14 px, below which the glance may be blind."""
_HALF = 0.5
_WHOLE_SIZE = 0.9
"""Where the budget reaches this scale, full size itself is looked at, and nothing has to be
noticed first."""
_MANY = 8
"""So many turned lines read surely, none of them unsure: the detector copes with this page."""
_AIR_PX, _AIR = 160.0, 0.7
_AIR_ON_AIM = 0.1
"""How far the surroundings of lines reach, as a share of their extent; on a page or screen that was
seen, how far they reach beyond it."""


class Read(Protocol):
    """A box as read: where it is, whether it runs up or down, and whether its text is sure.

    The first edge of `quad` runs as the text does.
    """

    box: TextBox
    is_tall: bool
    quad: Quad

    @property
    def is_sure(self) -> bool:
        """Whether the reading is sure."""
        ...

    @property
    def is_legible(self) -> bool:
        """Whether the reading holds a word."""
        ...


@dataclass(frozen=True)
class Chance:
    """A part of the photo, (x0, y0, x1, y1), to look at in `scales`.

    It is turned by so many quarter turns anticlockwise first.
    """

    part: Tile
    scales: tuple[float, ...]
    quarter_turns: int = 0

    def cut(self, pixels: Pixels) -> Pixels:
        """Return the part's pixels, turned."""
        x0, y0, x1, y1 = self.part
        part = pixels[y0:y1, x0:x1]
        return np.ascontiguousarray(np.rot90(part, self.quarter_turns))

    def back(self, box: TextBox) -> TextBox:
        """Return a box of the cut as one of the photo."""
        width, height = self._size_wh
        size_wh = (height, width) if self.quarter_turns % 2 else (width, height)
        quad = _turned(box.quad, size_wh, -self.quarter_turns % 4)
        return TextBox(order_clockwise(quad + np.array(self.part[:2])), box.score, box.scale)

    def seen(self, tiles: Iterable[Tile]) -> list[Tile]:
        """Return, as tiles of the cut, those of the photo that this chance need not repeat."""
        if self.quarter_turns:
            return []
        x0, y0, _, _ = self.part
        return [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in tiles]

    def there(self, box: TextBox) -> TextBox:
        """Return a box of the photo as one of the cut."""
        quad = _turned(box.quad - np.array(self.part[:2]), self._size_wh, self.quarter_turns)
        return TextBox(order_clockwise(quad), box.score, box.scale)

    @property
    def _size_wh(self) -> tuple[int, int]:
        x0, y0, x1, y1 = self.part
        return x1 - x0, y1 - y0


def _turned(points: Quad, size_wh: tuple[int, int], quarter_turns: int) -> Quad:
    """Return where np.rot90 of a picture of that size, so often, puts (N, 2) points of it."""
    for number in range(quarter_turns):
        points = np.stack([points[:, 1], size_wh[number % 2] - points[:, 0]], axis=1)
    return points


def chances(
    read: Iterable[Read], size_wh: tuple[int, int], glance: float, aims: Sequence[Tile] = ()
) -> Iterator[Chance]:
    """Yield the second chances for a photo whose first look had the scale `glance`.

    `aims` are (x0, y0, x1, y1) of what may be a page, a screen, a film, a card or a band.
    """
    legible = [r for r in read if r.is_legible]
    small = [r for r in legible if r.is_sure and min(size_of(r.box.quad)) < _SMALL_PX]
    parts = _grounds(small, aims, size_wh)
    widest = sorted(parts, key=_area, reverse=True)
    close = next((p for p in widest if _affordable(p, 1.0) >= _WHOLE_SIZE), None)
    if close is not None:
        yield Chance(close, (1.0,))
    elif parts and (scale := _affordable(parts[-1], _HALF)) > 1.2 * glance:
        yield Chance(parts[-1], (scale, 1.0))
    for quarter_turns, turned in _turned_lines(legible):
        part = _around(turned, size_wh)
        if part is not None and not (len(turned) >= _MANY and all(r.is_sure for r in turned)):
            scale = _affordable(part, glance)
            yield Chance(part, (scale, 1.0) if scale < 1 / 1.34 else (scale,), quarter_turns)


def _turned_lines(legible: list[Read]) -> Iterator[tuple[int, list[Read]]]:
    """Yield lines that do not run to the right, with the quarter turns that bring most upright."""
    tall = [r for r in legible if r.is_tall]
    wide = [r for r in legible if not r.is_tall]
    if _count_sure(wide, 2) > _count_sure(wide, 0):
        yield 2, [r for r in wide if _heading(r.quad) == 2]
    yield (3 if _count_sure(tall, 3) > _count_sure(tall, 1) else 1), tall


def _heading(quad: Quad) -> int:
    """Return in how many quarter turns clockwise from rightwards a line runs.

    >>> _heading(np.array([[0, 0], [0, 9], [-2, 9], [-2, 0]]))
    1
    """
    x, y = quad[1] - quad[0]
    return round(float(np.arctan2(y, x)) / (np.pi / 2)) % 4


def _count_sure(lines: list[Read], heading: int) -> int:
    return sum(line.is_sure and _heading(line.quad) == heading for line in lines)


def _grounds(lines: list[Read], aims: Sequence[Tile], size_wh: tuple[int, int]) -> list[Tile]:
    """Return where more such lines may be: on what they stand on, and last around them."""
    around, near = _around(lines, size_wh), _around(lines, size_wh, _AIR_ON_AIM)
    if around is None or near is None:
        return []
    middles = np.array([r.box.quad.mean(axis=0) for r in lines])
    holding = [a for a in aims if ((middles >= a[:2]) & (middles <= a[2:])).all()]
    grounds = [
        (min(near[0], a[0]), min(near[1], a[1]), max(near[2], a[2]), max(near[3], a[3]))
        for a in holding
    ]
    return [*grounds, around]


def _around(read: list[Read], size_wh: tuple[int, int], share: float = _AIR) -> Tile | None:
    """Return the surroundings of some boxes: a share of their width and height on every side."""
    if not read:
        return None
    corners = np.concatenate([r.box.quad for r in read])
    low, high = corners.min(axis=0), corners.max(axis=0)
    air = np.maximum(_AIR_PX, share * (high - low))
    x0, y0 = (int(v) for v in np.clip(low - air, 0, size_wh))
    x1, y1 = (int(v) for v in np.clip(high + air, 0, size_wh))
    return x0, y0, x1, y1


def _affordable(part: Tile, scale: float) -> float:
    return round(min(scale, float(np.sqrt(BUDGET_PX / max(1, _area(part))))), 4)


def _area(part: Tile) -> int:
    x0, y0, x1, y1 = part
    return (x1 - x0) * (y1 - y0)
