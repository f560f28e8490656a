"""Where the codes in a photo are: zxing-cpp decodes, OpenCV's bar locator sees what it cannot.

On 112 real photos zxing-cpp alone sees half of the bar codes and gives a thin strip of those it
reads, while OpenCV's locator outlines every one of them; `benchmarks/barcodes.py` counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.detectors._bars import extend_bars
from phiscan.detectors._close_looks import SAME_OUTLINE, SAME_PLACE, look_closer
from phiscan.detectors._edge_scores import are_trusted
from phiscan.detectors._likeness import (
    LEAST_BAR_LIKENESS,
    LEAST_MODULE_LIKENESS,
    MOST_REPEATED,
    bar_likeness,
    is_enough,
    module_likeness,
    repetition,
)
from phiscan.detectors._places import find_places, small_cut, tighten
from phiscan.detectors._quads import (
    HIGHEST,
    Gray,
    Quad,
    area_of,
    box_around,
    clockwise,
    cut_upright,
    is_as_long,
    is_plausible,
    overlap,
    same_share,
)
from phiscan.detectors._reading import BARS, DENSE, WHOLE_QUAD, Symbol, read_codes, resized
from phiscan.types import Pixels

LOCATE_SIDE, NEAR_LOCATE = 2016, 0.9
"""The locators look at a copy no longer than this; a legible bar code is far larger in it. A half
or quarter that comes near it will do: any other size takes twenty times as long to make."""
SMALL_SIDE = 1200
"""Photos shorter than this are also read at twice their size: small modules decode better so."""
WHOLE_SIDE = 1536
"""Whole photos are read, and QR codes located, at a half or quarter no longer than this: what fills
much of a photo is found. Closer looks are at places that look like a code only, each cut out at a
width of RETRY_SIDE at most: a place wider than that is looked at smaller than it is. (Of 57 drawn
codes that were read in the whole photo at twice this size, each is at such a place or read here.)
"""
STACKED = frozenset(
    {"PDF417", "MicroPDF417", "Compact PDF417", "DataBar Stacked", "DataBar Stacked Omni",
     "DataBar Expanded Stacked"}
)  # fmt: skip
MAX_GROWTH = 8.0
"""Of its area, from the rows of a stacked code that were read to all of it. More is the label. A
single line that was read has no area to speak of: its place may be about as high as it is long."""
MOST_LONGER = 3.0
"""Times a strip that was read that the outline of its bars may be long: planks and blinds round a
code are outlined, too."""
SAME_UNREAD_PLACE = 0.6
"""An unread code is taken for a read one only where most of it lies on that: a neighbour whose quad
has grown over its edge must not speak for it."""
MOSTLY, FULL = 0.8, 0.4
"""Of the area of bars, to be a part of a place; of the place's, to be full of them."""
TRUSTED_WHEN_BROKEN = frozenset({"QR Code", "Aztec", "PDF417"})
"""Kinds whose finder pattern is telling even when the content cannot be read; broken Data Matrix
and Micro QR symbols are seen in plain print and line drawings."""


def find_symbols(pixels: Pixels) -> list[Symbol]:
    """Return every code seen in an upright (H, W, 3) RGB photo, decoded or not."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    seen = [symbol for factor in _factors(gray.shape) for symbol in read_codes(gray, factor)]
    broken = [s for s in seen if not s.is_decoded and is_plausible(s.quad, gray.shape)]
    outlines = [Symbol(quad, BARS) for quad in locate_bars(gray)]
    outlines += [Symbol(quad, "QR Code") for quad in locate_qr(gray)]
    dense = [Symbol(quad, DENSE) for quad in find_places(gray)]
    decoded = _merge(s for s in seen if s.is_decoded)
    trusted = [s for s in broken if s.kind in TRUSTED_WHEN_BROKEN]
    unread = (s for s in (*outlines, *trusted, *dense) if not _is_among(s, decoded))
    again = look_closer(gray, _distinct(unread))
    found = decoded + [s for s in (_as_trusted(s, gray) for s in again) if s is not None]
    found += [s for s in again if s.kind == DENSE and _is_full_of_bars(s, found)]
    whole = [_whole(symbol, outlines, dense, gray) for symbol in found]
    fitting = [s for s in whole if not any(_is_far_wider(s, other) for other in whole)]
    return _merge(sorted(fitting, key=lambda s: (not s.is_decoded, -area_of(s.quad))))


def _factors(shape: Sequence[int]) -> tuple[float, ...]:
    longest = max(shape[:2])
    return (1.0, 2.0) if longest < SMALL_SIDE else (_halves(longest, WHOLE_SIDE),)


def _halves(longest: int, limit: int) -> float:
    """Return the largest of 1, 1/2, 1/4 and so on that makes `longest` no longer than `limit`."""
    factor = 1.0
    while longest * factor > limit:
        factor /= 2
    return factor


def locate_bars(gray: Gray) -> list[Quad]:
    """Return the quads of one-dimensional codes, whole, whether or not they can be read.

    The first side runs across the bars, which is the way a bar code is read.
    """
    factor = _locating_factor(max(gray.shape))
    found, corners = cv2.barcode.BarcodeDetector().detectMulti(resized(gray, factor))
    return [_across_bars(gray, q) for q in _quads(corners / factor)] if found else []


def _across_bars(gray: Gray, quad: Quad) -> Quad:
    turned = np.roll(quad, 1, axis=0)
    return max(quad, turned, key=lambda q: bar_likeness(cut_upright(gray, q, margin=0)))


def locate_qr(gray: Gray) -> list[Quad]:
    """Return the quads of QR codes by their three finder patterns."""
    factor = _halves(max(gray.shape), WHOLE_SIDE)
    found, corners = cv2.QRCodeDetectorAruco().detectMulti(resized(gray, factor))
    return [q for q in _quads(corners / factor) if is_plausible(q, gray.shape)] if found else []


def _locating_factor(longest: int) -> float:
    half = _halves(longest, LOCATE_SIDE)
    is_near = half * longest >= NEAR_LOCATE * LOCATE_SIDE
    return half if is_near else min(1.0, LOCATE_SIDE / longest)


def _quads(corners: NDArray[Any]) -> list[Quad]:
    return [clockwise(q) for q in np.asarray(corners, dtype=np.float64).reshape(-1, 4, 2)]


def _at(symbol: Symbol, others: Iterable[Symbol]) -> list[Quad]:
    """Return the quads of those others that are at the symbol's place."""
    return [o.quad for o in others if overlap(o.quad, symbol.quad) > SAME_PLACE]


def _is_among(symbol: Symbol, others: Iterable[Symbol]) -> bool:
    """Whether one of the others is at the symbol's place."""
    return any(
        overlap(symbol.quad, other.quad)
        > (SAME_PLACE if symbol.is_decoded == other.is_decoded else SAME_UNREAD_PLACE)
        for other in others
    )


def _distinct(symbols: Iterable[Symbol]) -> list[Symbol]:
    """Drop what has nearly the outline of one before; one in another stays: either may be read."""
    kept: list[Symbol] = []
    for symbol in symbols:
        if not any(same_share(symbol.quad, k.quad) > SAME_OUTLINE for k in kept):
            kept.append(symbol)
    return kept


def _is_far_wider(symbol: Symbol, other: Symbol) -> bool:
    """Whether the same content was read in less than half the place."""
    return (
        symbol.is_decoded
        and symbol.raw == other.raw
        and 2 * area_of(other.quad) < area_of(symbol.quad)
        and overlap(symbol.quad, other.quad) > SAME_PLACE
    )


def _merge(symbols: Iterable[Symbol]) -> list[Symbol]:
    """Keep one symbol a place, the first seen; two contents at one place are two symbols."""
    kept: list[Symbol] = []
    for symbol in symbols:
        rivals = [k for k in kept if k.raw == symbol.raw or not symbol.is_decoded]
        if not _is_among(symbol, rivals):
            kept.append(symbol)
    return kept


def _whole(
    symbol: Symbol, outlines: Sequence[Symbol], dense: Sequence[Symbol], gray: Gray
) -> Symbol:
    """Give a bar code or stacked code the quad of all its bars instead of the strip that was read.

    Bars are often read along a line that does not run square to them: the outline knows better.
    """
    if symbol.kind in WHOLE_QUAD:
        return symbol
    if symbol.kind in STACKED:
        limit = max(MAX_GROWTH * area_of(symbol.quad), HIGHEST * _longer_side(symbol.quad) ** 2)
        near = [quad for quad in _at(symbol, dense) if area_of(quad) < limit]
    else:
        most = MOST_LONGER * _longer_side(symbol.quad)
        bars = [quad for quad in _at(symbol, outlines) if _longer_side(quad) <= most]
        near = bars or [q for q in _at(symbol, dense) if is_as_long(q, symbol.quad)]
    if near:
        outline = max(near, key=lambda quad: overlap(quad, symbol.quad))
        symbol = replace(symbol, quad=box_around(np.vstack([symbol.quad, outline]), outline))
    if symbol.kind in STACKED:
        return symbol
    return replace(symbol, quad=extend_bars(gray, symbol.quad))


def _longer_side(quad: Quad) -> float:
    return float(np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1).max())


def _as_trusted(symbol: Symbol, gray: Gray) -> Symbol | None:
    """Return an unread symbol that is surely one, or None: arcades, columns and letters are not."""
    if symbol.is_decoded:
        return symbol
    if symbol.kind == DENSE:
        return _as_trusted_place(symbol, gray)
    cut = cut_upright(gray, symbol.quad, margin=0)
    if symbol.kind == BARS:
        is_alike = is_enough(bar_likeness(cut), LEAST_BAR_LIKENESS)
        return symbol if is_alike and repetition(cut) < MOST_REPEATED else None
    if symbol.kind in WHOLE_QUAD and not is_enough(module_likeness(cut), LEAST_MODULE_LIKENESS):
        return None
    return symbol if symbol.kind in TRUSTED_WHEN_BROKEN else None


def _is_full_of_bars(place: Symbol, found: Iterable[Symbol]) -> bool:
    """Whether unread bars, two outlines or more side by side, fill much of a place: such are the
    parts of a stacked code, or of one that is bent round a tube.
    """
    bars = (s for s in found if s.kind == BARS and overlap(s.quad, place.quad) > MOSTLY)
    parts = [s.quad for s in _merge(bars)]
    return len(parts) > 1 and sum(map(area_of, parts)) >= FULL * area_of(place.quad)


def _as_trusted_place(symbol: Symbol, gray: Gray) -> Symbol | None:
    for quad in (symbol.quad, tighten(gray, symbol.quad)):
        if is_plausible(quad, gray.shape) and any(are_trusted(small_cut(gray, quad))):
            return replace(symbol, quad=quad)
    return None
