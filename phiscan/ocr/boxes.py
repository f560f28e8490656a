"""Text boxes of several looks, and which of them outline the same text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from phiscan.ocr.quads import Quad, area_of, grow, shared_area, size_of

_LOOSE = 0.15
_SAME = 0.8
"""Share of a box's core from which others of like height outline the same text."""
_LIKE = 1.7


@dataclass(frozen=True, eq=False)
class TextBox:
    """An outline that probably holds text; `scale` is that of the look which found it."""

    quad: Quad
    score: float
    scale: float

    @cached_property
    def height_px(self) -> float:
        """Its shorter side in pixels of the photo."""
        return min(size_of(self.quad))

    @cached_property
    def extent(self) -> tuple[float, ...]:
        """Its (x0, y0, x1, y1) in pixels of the photo, and its height."""
        return (*self.quad.min(axis=0), *self.quad.max(axis=0), self.height_px)


class _Known:
    """Boxes that grow in number, asked which of them are near another one of like height.

    A page of print has hundreds, nearly all of them far from each other.
    """

    def __init__(self, boxes: Iterable[TextBox] = ()) -> None:
        self.boxes: list[TextBox] = []
        self._extents: NDArray[np.float64] = np.empty((16, 5))
        for box in boxes:
            self.add(box)

    def add(self, box: TextBox) -> None:
        count = len(self.boxes)
        if count == len(self._extents):
            self._extents = np.concatenate([self._extents, np.empty_like(self._extents)])
        self._extents[count] = box.extent
        self.boxes.append(box)

    def outlines(self, box: TextBox) -> bool:
        """Whether they outline a box's core; looser boxes are not new text."""
        near = self._near(box)
        if not near:
            return False
        length, height = size_of(box.quad)
        thin = -_LOOSE * min(length, height)
        core = grow(box.quad, 0.0, thin) if height <= length else grow(box.quad, thin, 0.0)
        shared = sum(shared_area(core, other.quad) for other in near)
        return shared / max(1.0, area_of(core)) >= _SAME

    def _near(self, box: TextBox) -> list[TextBox]:
        x0, y0, x1, y1, height = box.extent
        low_x, low_y, high_x, high_y, heights = self._extents[: len(self.boxes)].T
        meets = (low_x < x1) & (low_y < y1) & (high_x > x0) & (high_y > y0)
        is_like = np.maximum(heights, height) < _LIKE * np.minimum(heights, height)
        return [self.boxes[i] for i in np.flatnonzero(meets & is_like)]


def drop_duplicates(
    boxes: Sequence[TextBox], sure: Collection[TextBox] = frozenset()
) -> list[TextBox]:
    """Keep, of boxes that outline the same text, the one from the look that suits its size.

    PP-OCR sees lines of 16 to 48 px best. A whole line is kept before its fragments, and a box
    whose text is sure before any other.
    """
    kept = _Known()
    for box in sorted(boxes, key=lambda b: (b not in sure, round(_misfit(b)), -area_of(b.quad))):
        if not kept.outlines(box):
            kept.add(box)
    return kept.boxes


def beside(boxes: Sequence[TextBox], known: Iterable[TextBox]) -> list[TextBox]:
    """Return the boxes whose text no known box of like height outlines."""
    around = _Known(known)
    return [box for box in boxes if not around.outlines(box)]


def _misfit(box: TextBox) -> float:
    height = box.height_px * box.scale
    return max(0.0, float(np.log2(20 / height)), float(np.log2(height / 48)))
