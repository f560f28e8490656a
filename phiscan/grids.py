"""How far a source's compression carries a letter, and so how far a cover must reach.

A JPEG's block says a little about every pixel in it everywhere inside the block. Where the source's
blocks lie as the copy's do, covering whole blocks removes all of it; where they do not (a turned
photo whose sides are no multiples of a block, another codec), a whole block more has to go. A
lossless source carries nothing anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from phiscan.formats import tiff

if TYPE_CHECKING:
    from phiscan.load import LoadedFile
    from phiscan.write import Format

TILE_PX = 16
"""The block of a JPEG at 4:2:0, the largest that JPEG and WebP have in common use."""


@dataclass(frozen=True)
class Grid:
    """Covers grow by `pad_px` at least, then outwards to multiples of `tile_px`."""

    tile_px: int = TILE_PX
    pad_px: int = TILE_PX


UNKNOWN = Grid()
ALIGNED = Grid(pad_px=4)
"""The pad: decoders mix the chroma of a block's rim into the next pixels."""
ALIGNED_444 = Grid(tile_px=8, pad_px=4)
LOSSLESS = Grid(tile_px=1, pad_px=4)
"""The pad: an outline may cut a letter's rim."""

_LOSSLESS_KINDS = frozenset({"png", "bmp", "gif"})


def grid_of(file: LoadedFile, form: Format, size_wh: tuple[int, int]) -> Grid:
    """Return the grid of a page of (width, height) pixels, whose copy is written as `form`.

    TIFF and PDF hold JPEGs of any offset, arrays come from anywhere: all of them are unknown.
    """
    if file.kind in _LOSSLESS_KINDS or (file.kind == "webp" and form.is_lossless):
        return LOSSLESS
    if file.kind != "jpeg":
        return UNKNOWN
    grid = ALIGNED_444 if form.chroma_is_full else ALIGNED
    is_turned = tiff.orientation(file.container.first("exif")) != 1
    is_whole = not any(side % grid.tile_px for side in size_wh)
    return grid if is_whole or not is_turned else UNKNOWN
