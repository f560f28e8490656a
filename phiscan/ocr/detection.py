"""Where text is: PP-OCR's detector (DB, Liao et al. 2020, arXiv:1911.08947) at two scales.

A first look at 1,280 px finds large print and notices most small print, though it cannot outline
it well. The second look, at full size and cut into tiles, goes only where the first noticed
something, however faintly, that was not read surely: it finds the small print, and would tear large
print apart. Tiles without fine structure are passed over, since nothing can be written there. Of
the rest those in which the first look outlined no line are shown to a small network first, which
tells texture from print; soft ones are then looked at in half size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._deadline import Deadline
from phiscan._recall import Recall
from phiscan._runtime import Array, Model
from phiscan.errors import EngineError
from phiscan.ocr.boxes import TextBox, beside, drop_duplicates
from phiscan.ocr.detail import halved, shows_more
from phiscan.ocr.gate import may_hold_print
from phiscan.ocr.levels import show
from phiscan.ocr.looked import Looked, Rest, still_to_look_at
from phiscan.ocr.outlines import may_hold_lines, outlines
from phiscan.ocr.quads import Quad, grow, size_of
from phiscan.ocr.tiles import Tile, beyond, fitted, forget, inner
from phiscan.types import Pixels

GLANCE_PX = 1280
"""Long side of the first look at a photo of up to 4,096 px; larger photos get a larger one."""
GLANCE_SHARE = 3.2
"""Full size is at most this many times the first look: print of 14 px still leaves a trace."""
_NOTICED = 0.1
_NOTICED_MARGIN_PX = 25
_BLOB_PX = 41
_EDGE_STEP, _EDGE_SHARE = 16, 0.06
"""Steps of gray between neighbours and share of them: the glance shows 10 levels in 99 % of clouds
and wood, and 90 in white print of 9 px seen from afar."""
_SETTLED_MARGIN_PX = 3
"""Traces this near to a line that was read belong to it."""
_LINE_RATIO, _LINE_SCORE = 1.8, 0.6
_HALF_HELPS = 2.4
"""Full size over the first look from which half size shows clearly more than that look."""
_FOLLOWED = 4
"""How often a line that runs out of the tiles is followed by half a tile."""
_LOOK = "look"
_STRIDE = 32
_SMALL_SIDE_PX = 736
"""Pictures smaller than this are enlarged, as PP-OCR was trained, but at most twofold."""


def scales_for(size_wh: tuple[int, int]) -> list[float]:
    """Return the scales to look at: a first look and, where it is larger, full size; at most 2.

    >>> scales_for((4000, 3000))
    [0.32, 1.0]
    >>> scales_for((600, 400))
    [1.84]
    """
    long_side, short_side = max(size_wh), min(size_wh)
    full = min(2.0, max(1.0, _SMALL_SIDE_PX / short_side))
    glance = min(full, max(GLANCE_PX / long_side, 1 / GLANCE_SHARE))
    return [round(s, 4) for s in ((glance, full) if full > 1.34 * glance else (full,))]


@dataclass(frozen=True)
class Found:
    """Boxes of all looks, what there was no time for, and the tiles looked at last."""

    boxes: list[TextBox]
    missed: list[str]
    looked_at: list[Tile]


def find_text(
    pixels: Pixels,
    model: Model,
    scales: Sequence[float],
    deadline: Deadline,
    settled: Callable[[list[TextBox]], Sequence[TextBox]] = lambda _: (),
    skip: Sequence[Tile] = (),
    gate: Model | None = None,
    recall: Recall | None = None,
) -> Found:
    """Find text in all scales, duplicates removed.

    The first scale looks everywhere, the others where the one before noticed something. `settled`
    is asked which boxes of a look need no closer one, `skip` holds tiles that need none; `gate`
    says which may hold print. What `recall` knows of the first look at another copy is not asked.
    """
    boxes: list[TextBox] = []
    missed: list[str] = []
    noticed: NDArray[np.uint8] | None = None
    looked_at: list[Tile] = []
    known: list[TextBox] = []
    doubtful: list[TextBox] = []
    for scale in scales:
        scaled = _resized(pixels, scale)
        size_wh = scaled.shape[1], scaled.shape[0]
        rest = _where(scaled, noticed, recall)
        tiles = rest.tiles
        probability = np.zeros(scaled.shape[:2], dtype=np.uint8)
        is_worth = _always
        if _HALF_HELPS * scales[0] < scale <= 1.0:  # an enlarged picture has small print if any
            is_worth = partial(_is_worth, [b.quad * scale for b in doubtful], model, gate)
        looked_at = _look(scaled, tiles, probability, model, deadline, is_worth)
        probability = rest.joined(probability)
        found = _boxes(probability, scale)
        for _ in range(_FOLLOWED if noticed is not None else 0):
            lines = [b.quad * scale for b in beside(found, known) if _is_like_line(b)]
            further = beyond(lines, looked_at, size_wh)
            if not further or len(looked_at) < len(tiles):
                break
            tiles = [*tiles, *further]
            looked_at += _look(scaled, further, probability, model, deadline)
            found = _boxes(probability, scale)
        boxes += found
        if len(looked_at) < len(tiles):
            missed.append(f"text at scale {scale:.2f}: time limit reached")
            break
        if recall and noticed is None:
            recall.last[_LOOK] = Looked(scaled, probability)
        if scale != scales[-1]:
            known += settled(found)
            doubtful = [b for b in found if b not in known and _is_like_line(b)]
            noticed = _noticed(scaled, probability, known)
            forget(noticed, skip, scale)
    return Found(drop_duplicates(boxes), missed, looked_at)


def _where(scaled: Pixels, noticed: NDArray[np.uint8] | None, recall: Recall | None) -> Rest:
    """Return where to look: at what is new to the first look, then where it noticed something."""
    if noticed is None:
        return still_to_look_at(scaled, recall.last.get(_LOOK) if recall else None)
    return Rest(fitted(noticed, (scaled.shape[1], scaled.shape[0])))


def _boxes(probability: NDArray[np.uint8], scale: float) -> list[TextBox]:
    return [TextBox(quad / scale, score, scale) for quad, score in outlines(probability)]


def _is_like_line(box: TextBox) -> bool:
    """Whether a box has the shape and the score of a line of print, and not those of a texture."""
    short, long = sorted(size_of(box.quad))
    return long > _LINE_RATIO * short and box.score > _LINE_SCORE


def _always(_place: Tile, _tile: Pixels, _blob: Array) -> bool:
    return True


def _is_worth(
    lines: Sequence[Quad], model: Model, gate: Model | None, place: Tile, tile: Pixels, blob: Array
) -> bool:
    """Whether full size may show a line in a tile, where the first look outlined those given.

    Where none is the gate is asked, then, if the detail ends at half size, that size for a hint.
    """
    low, high = np.array(place[:2]), np.array(place[2:])
    if any((q.max(axis=0) > low).all() and (q.min(axis=0) < high).all() for q in lines):
        return True
    if gate is not None and not may_hold_print(blob, gate):
        return False
    half = halved(tile)
    if shows_more(tile, half):
        return True
    return may_hold_lines(_probability(_shown(half), half, model))


def _look(
    scaled: Pixels,
    tiles: Sequence[Tile],
    probability: NDArray[np.uint8],
    model: Model,
    deadline: Deadline,
    is_worth: Callable[[Tile, Pixels, Array], bool] = _always,
) -> list[Tile]:
    """Add the probability of text in those tiles that are worth it; return what was in time."""
    for number, (x0, y0, x1, y1) in enumerate(tiles):
        tile = scaled[y0:y1, x0:x1]
        if not has_fine_structure(tile):
            continue
        if deadline.is_over:
            return list(tiles[:number])
        blob = _shown(tile)
        if not is_worth((x0, y0, x1, y1), tile, blob):
            continue
        # Where tiles overlap the surer one speaks: text cut at one's edge is whole in the next,
        # and what is left of it at the edge itself is not asked for.
        left, top, right, bottom = inner((x0, y0, x1, y1), (scaled.shape[1], scaled.shape[0]))
        found = _probability(blob, tile, model)[top - y0 : bottom - y0, left - x0 : right - x0]
        seen = probability[top:bottom, left:right]
        np.maximum(seen, found, out=seen)
    return list(tiles)


def _resized(pixels: Pixels, scale: float) -> Pixels:
    if scale == 1.0:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    # Halving first saves 25 ms and fades the finest print, of which traces are all that is seen.
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=kind), dtype=np.uint8)


def _noticed(
    scaled: Pixels, probability: NDArray[np.uint8], settled: Sequence[TextBox]
) -> NDArray[np.uint8]:
    """Mark where a closer look may show more: traces of text but those of settled boxes."""
    mask = (probability > _NOTICED * 255).astype(np.uint8)
    for box in settled:
        quad = grow(box.quad * box.scale, _SETTLED_MARGIN_PX, _SETTLED_MARGIN_PX)
        cv2.fillPoly(mask, [np.round(quad).astype(np.int32)], (0,))
    # A blob thicker than a line is either a whole page of small print or soft cloud and cloth.
    blobs = cv2.erode(mask, np.ones((_BLOB_PX, _BLOB_PX), np.uint8))
    if blobs.any():
        rim = 2 * (_BLOB_PX - 1) + 1
        blobs = cv2.dilate(blobs, np.ones((rim, rim), np.uint8))
        mask[(blobs > 0) & ~_has_edges(scaled)] = 0
    side = 2 * _NOTICED_MARGIN_PX + 1
    return np.asarray(cv2.dilate(mask, np.ones((side, side), np.uint8)), dtype=np.uint8)


def _has_edges(scaled: Pixels) -> NDArray[np.bool_]:
    """Mark where edges are as many and as sharp as those of a word."""
    steps = cv2.morphologyEx(scaled[..., 1], cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    edges = (steps > _EDGE_STEP).astype(np.float32)
    share = cv2.boxFilter(edges, -1, (_NOTICED_MARGIN_PX, _NOTICED_MARGIN_PX))
    return np.asarray(share > _EDGE_SHARE)


def has_fine_structure(tile: Pixels) -> bool:
    """Whether anything as sharp as a faint pencil stroke is in the tile.

    The 99.9th percentile of the local gradient is compared: sky, skin, cloth out of focus and bare
    walls stay below, a single short line of 12-px print rises above.
    """
    # Green is the calmest colour; red or blue light on black does not show in it.
    return any(_is_sharp(tile[..., c], least) for c, least in ((1, 14), (0, 28), (2, 28)))


def _is_sharp(gray: NDArray[np.uint8], least: int) -> bool:
    step = np.abs(gray[2:, ::2].astype(np.int16) - gray[:-2, ::2])
    side = np.abs(gray[::2, 2:].astype(np.int16) - gray[::2, :-2])
    return sum(int(np.count_nonzero(d > least)) for d in (step, side)) > 40


def _shown(tile: Pixels) -> Array:
    """Return what the networks are shown of a tile: its edges repeated up to whole strides."""
    height, width = tile.shape[:2]
    padded = cv2.copyMakeBorder(
        tile,
        0,
        -height % (2 * _STRIDE),
        0,
        -width % (2 * _STRIDE),
        cv2.BORDER_REPLICATE,
    )
    blob = np.empty((1, 3, *padded.shape[:2]), dtype=np.float32)
    show(np.asarray(padded, dtype=np.uint8), blob[0])
    return blob


def _probability(blob: Array, tile: Pixels, model: Model) -> NDArray[np.uint8]:
    """Return the probability of text 0..255 in each pixel of a tile that the blob shows."""
    found = model.run(blob)[0][0, 0, : tile.shape[0], : tile.shape[1]]
    if not np.isfinite(found).all():
        # As a byte "not a number" is 0: the photo would pass for one without text.
        raise EngineError(f"the text detector gave no numbers on {model.backend}")
    return (found * 255).astype(np.uint8)
