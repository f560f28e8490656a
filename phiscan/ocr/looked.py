"""Where a copy must be looked at again: around what differs from the copy of the round before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.ocr.tiles import Tile, cut_for_all, fitted, inner
from phiscan.types import Pixels

_NEAR_PX = 32
"""How far around a change it is asked anew what is text; further off the earlier answer stands."""

Probability = NDArray[np.uint8]


@dataclass(frozen=True)
class Looked:
    """A picture that was looked at everywhere, (H, W, 3), and the text in it, (H, W) 0..255."""

    scaled: Pixels
    probability: Probability


@dataclass(frozen=True)
class Rest:
    """Tiles to look at; outside `fresh`, (H, W), what was seen before stands, where not None."""

    tiles: list[Tile]
    fresh: NDArray[np.bool_] | None = None
    before: Probability | None = None

    def joined(self, found: Probability) -> Probability:
        """Return what is known of the whole picture once its tiles were looked at."""
        if self.fresh is None or self.before is None:
            return found
        return np.where(self.fresh, found, self.before)


def still_to_look_at(scaled: Pixels, earlier: Looked | None) -> Rest:
    """Return what of an (H, W, 3) picture is still to be looked at.

    Without an earlier look, or where the tiles around the changes would leave any out: all of it.
    """
    size_wh = scaled.shape[1], scaled.shape[0]
    if earlier is not None and earlier.scaled.shape == scaled.shape:
        changed = (cv2.absdiff(scaled, earlier.scaled).max(axis=2) > 0).astype(np.uint8)
        tiles = fitted(changed, size_wh)
        asked = _asked(tiles, size_wh)
        if not (changed.astype(bool) & ~asked).any():
            side = 2 * _NEAR_PX + 1
            near = cv2.dilate(changed, np.ones((side, side), np.uint8)).astype(bool)
            return Rest(tiles, near & asked, earlier.probability)
    return Rest(cut_for_all(*size_wh))


def _asked(tiles: Sequence[Tile], size_wh: tuple[int, int]) -> NDArray[np.bool_]:
    """Mark what a look at tiles answers for: all of them but their cut edges."""
    asked = np.zeros(size_wh[::-1], dtype=bool)
    for tile in tiles:
        left, top, right, bottom = inner(tile, size_wh)
        asked[top:bottom, left:right] = True
    return asked
