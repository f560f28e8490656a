"""Second chances: which parts of a photo deserve another look, and where that look's boxes lie.

Two things escape the first looks. Lines below 14 px that stand apart leave no trace in the glance:
where small print was read, its surroundings are looked at in half size. And the detector is worse
at lines that run up or down: where one was read, its surroundings are looked at turned upright.
A photo in which neither was read gets no second chance, and a photo's budget is in pixels, not
seconds, so that the same photo always gives the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_MANY_TALL = 8
"""So many tall lines read surely, none of them unsure: the detector copes with this page."""
_AIR_PX = 160.0


class Read(Protocol):
    """A box as read: where it is, whether it runs up or down, and whether its text is sure."""

    box: TextBox
    is_tall: bool

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
    """A part of the photo, (x0, y0, x1, y1), to look at in `scales`, turned upright or not."""

    part: Tile
    scales: tuple[float, ...]
    is_turned: bool

    def cut(self, pixels: Pixels) -> Pixels:
        """Return the part's pixels, turned a quarter anticlockwise if it is to be turned."""
        x0, y0, x1, y1 = self.part
        part = pixels[y0:y1, x0:x1]
        return np.ascontiguousarray(np.rot90(part) if self.is_turned else part)

    def back(self, box: TextBox) -> TextBox:
        """Return a box of the cut as one of the photo."""
        x0, y0, x1, _ = self.part
        quad = box.quad
        if self.is_turned:  # np.rot90 sent (x, y) to (y, W - x)
            quad = np.stack([x1 - x0 - quad[:, 1], quad[:, 0]], axis=1)
        return TextBox(order_clockwise(quad + np.array((x0, y0))), box.score, box.scale)

    def seen(self, tiles: Iterable[Tile]) -> list[Tile]:
        """Return, as tiles of the cut, those of the photo that this chance need not repeat."""
        if self.is_turned:
            return []
        x0, y0, _, _ = self.part
        return [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in tiles]

    def there(self, box: TextBox) -> TextBox:
        """Return a box of the photo as one of the cut."""
        x0, y0, x1, _ = self.part
        quad: Quad = box.quad - np.array((x0, y0))
        if self.is_turned:
            quad = np.stack([quad[:, 1], x1 - x0 - quad[:, 0]], axis=1)
        return TextBox(order_clockwise(quad), box.score, box.scale)


def chances(read: Iterable[Read], size_wh: tuple[int, int], glance: float) -> Iterator[Chance]:
    """Yield the second chances for a photo whose first look had the scale `glance`."""
    legible = [r for r in read if r.is_legible]
    small = [r for r in legible if r.is_sure and min(size_of(r.box.quad)) < _SMALL_PX]
    part = _around(small, size_wh)
    if part is not None:
        scale = _affordable(part, _HALF)
        if scale > 1.2 * glance:
            yield Chance(part, (scale, 1.0), is_turned=False)
    tall = [r for r in legible if r.is_tall]
    if len(tall) >= _MANY_TALL and all(r.is_sure for r in tall):
        return
    part = _around(tall, size_wh)
    if part is not None:
        scale = _affordable(part, glance)
        yield Chance(part, (scale, 1.0) if scale < 1 / 1.34 else (scale,), is_turned=True)


def _around(read: list[Read], size_wh: tuple[int, int]) -> Tile | None:
    """Return the surroundings of some boxes: 0.7 of their width and height on every side."""
    if not read:
        return None
    corners = np.concatenate([r.box.quad for r in read])
    low, high = corners.min(axis=0), corners.max(axis=0)
    air = np.maximum(_AIR_PX, 0.7 * (high - low))
    x0, y0 = (int(v) for v in np.clip(low - air, 0, size_wh))
    x1, y1 = (int(v) for v in np.clip(high + air, 0, size_wh))
    return x0, y0, x1, y1


def _affordable(part: Tile, scale: float) -> float:
    x0, y0, x1, y1 = part
    area = max(1, (x1 - x0) * (y1 - y0))
    return round(min(scale, float(np.sqrt(BUDGET_PX / area))), 4)
