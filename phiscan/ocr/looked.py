"""Where a copy must be looked at again: around what differs from the copy of the round before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.ocr.tiles import Tile, cut_for_all, fitted, inner
from phiscan.types import Pixels


@dataclass(frozen=True)
class Looked:
    """A picture that was looked at everywhere, (H, W, 3), and the text in it, (H, W) 0..255."""

    scaled: Pixels
    probability: NDArray[np.uint8]


def still_to_look_at(
    scaled: Pixels, earlier: Looked | None
) -> tuple[list[Tile], NDArray[np.uint8]]:
    """Return the tiles of a picture to look at, and what is known of text beside them.

    Without an earlier look, or where the tiles around the changes would leave any out: all of it.
    """
    size_wh = scaled.shape[1], scaled.shape[0]
    if earlier is not None and earlier.scaled.shape == scaled.shape:
        changed = cv2.absdiff(scaled, earlier.scaled).max(axis=2) > 0
        tiles = fitted(changed.astype(np.uint8), size_wh)
        fresh = _asked(tiles, size_wh)
        if not (changed & ~fresh).any():
            return tiles, np.where(fresh, np.uint8(0), earlier.probability)
    return cut_for_all(*size_wh), np.zeros(scaled.shape[:2], np.uint8)


def _asked(tiles: Sequence[Tile], size_wh: tuple[int, int]) -> NDArray[np.bool_]:
    """Mark what a look at tiles answers for: all of them but their cut edges."""
    asked = np.zeros(size_wh[::-1], dtype=bool)
    for tile in tiles:
        left, top, right, bottom = inner(tile, size_wh)
        asked[top:bottom, left:right] = True
    return asked
