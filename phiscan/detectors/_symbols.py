"""Where the codes in a photo are: zxing-cpp decodes, OpenCV's bar locator sees what it cannot.

On 112 real photos zxing-cpp alone sees half of the bar codes and gives a thin strip of those it
reads, while OpenCV's locator outlines every one of them; `benchmarks/barcodes.py` counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._resize import shrunk
from phiscan.detectors._bars import extend_bars
from phiscan.detectors._edge_scores import are_trusted
from phiscan.detectors._likeness import (
    LEAST_BAR_LIKENESS,
    LEAST_MODULE_LIKENESS,
    bar_likeness,
    is_enough,
    module_likeness,
)
from phiscan.detectors._places import find_places, small_cut, tighten
from phiscan.detectors._quads import (
    Gray,
    Quad,
    blank_border,
    box_around,
    clockwise,
    cut_upright,
    is_plausible,
    out_of_cut,
    overlap,
    same_share,
    stretched,
    without_surroundings,
)
from phiscan.types import Pixels

LOCATE_SIDE, NEAR_LOCATE = 2016, 0.9
"""The locators look at a copy no longer than this; a legible bar code is far larger in it. A half
or quarter that comes near it will do: any other size takes twenty times as long to make."""
SMALL_SIDE = 1200
"""Photos shorter than this are also read at twice their size: small modules decode better so."""
LARGE_SIDE = 2400
"""Photos longer than this are read at half their size, which evens out noise. Closer looks are at
places that look like a code only, each cut out at a width of RETRY_SIDE at most: a place wider than
that is looked at smaller than it is."""
MAX_RETRIES = 12
"""Close looks at one photo, up to four readings each: 0.02 s at a place of 120 px, 0.35 s at one of
400 px full of noise. Twelve keep the busiest page to a few seconds; what gets no look is still
judged by its edges."""
BARS, DENSE = "bars", "dense"
STACKED = frozenset(
    {"PDF417", "MicroPDF417", "Compact PDF417", "DataBar Stacked", "DataBar Stacked Omni",
     "DataBar Expanded Stacked"}
)  # fmt: skip
MAX_GROWTH = 8.0
"""Of its area, from the rows of a stacked code that were read to all of it. More is the label."""
SAME_PLACE = 0.3
"""Of the smaller quad's area: a strip that was read across its outline shares more, neighbours that
touch or are boxed askew share less."""
SAME_UNREAD_PLACE = 0.6
"""An unread code is taken for a read one only where most of it lies on that: a neighbour whose quad
has grown over its edge must not speak for it."""
SAME_OUTLINE = 0.9
LEAST_GROWTH = 1.02
"""A place grows to hold the code read in it only by more than rounding."""
TRUSTED_WHEN_BROKEN = frozenset({"QR Code", "Aztec", "PDF417"})
"""Kinds whose finder pattern is telling even when the content cannot be read; broken Data Matrix
and Micro QR symbols are seen in plain print and line drawings."""
WHOLE_QUAD = frozenset(
    {"QR Code", "Micro QR Code", "rMQR Code", "Aztec", "Data Matrix", "MaxiCode"}
)
"""Kinds whose quad from zxing is the whole symbol; of bar codes it gives the strip it read."""


@dataclass(frozen=True)
class Symbol:
    """One code: its quad, and its content when it could be read."""

    quad: Quad
    kind: str
    text: str = field(default="", repr=False)
    raw: bytes = field(default=b"", repr=False)
    is_gs1: bool = False
    is_decoded: bool = False


def find_symbols(pixels: Pixels) -> list[Symbol]:
    """Return every code seen in an upright (H, W, 3) RGB photo, decoded or not."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    seen = [symbol for factor in _factors(gray.shape) for symbol in _read(gray, factor)]
    broken = [s for s in seen if not s.is_decoded and is_plausible(s.quad, gray.shape)]
    small, factor = _for_locating(gray)
    outlines = [Symbol(quad, BARS) for quad in locate_bars(gray, small, factor)]
    outlines += [Symbol(quad, "QR Code") for quad in locate_qr(gray, small, factor)]
    dense = [Symbol(quad, DENSE) for quad in find_places(gray)]
    decoded = _merge(s for s in seen if s.is_decoded)
    trusted = [s for s in broken if s.kind in TRUSTED_WHEN_BROKEN]
    unread = (s for s in (*outlines, *trusted, *dense) if not _is_among(s, decoded))
    again = _retry(gray, _distinct(unread))
    found = decoded + [s for s in (_as_trusted(s, gray) for s in again) if s is not None]
    whole = [_whole(symbol, outlines, dense, gray) for symbol in found]
    fitting = [s for s in whole if not any(_is_far_wider(s, other) for other in whole)]
    return _merge(sorted(fitting, key=lambda s: (not s.is_decoded, -_area(s.quad))))


def _factors(shape: Sequence[int]) -> tuple[float, ...]:
    longest = max(shape[:2])
    if longest < SMALL_SIDE:
        return 1.0, 2.0
    return (0.5,) if longest > LARGE_SIDE else (1.0,)


def _read(gray: Gray, factor: float = 1.0) -> list[Symbol]:
    """Return what zxing-cpp sees in a gray picture resized by `factor`, errors included."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        _resized(gray, factor),
        try_rotate=True,
        try_downscale=True,
        try_invert=True,
        return_errors=True,
    )
    return [_symbol(code, factor, zxingcpp.ContentType.GS1) for code in found]


def _resized(gray: Gray, factor: float) -> Gray:
    width, height = (max(1, int(side * factor)) for side in gray.shape[::-1])
    if factor <= 1:
        return shrunk(gray, (width, height))
    return np.asarray(cv2.resize(gray, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _symbol(code: object, factor: float, gs1: object) -> Symbol:
    """Turn zxing's result (duck-typed: it ships no types) into ours."""
    place, valid = code.position, bool(code.valid)  # type: ignore[attr-defined]
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return Symbol(
        quad=np.array([(p.x, p.y) for p in corners], dtype=np.float64) / factor,
        kind=str(code.format),  # type: ignore[attr-defined]
        text=code.text if valid else "",  # type: ignore[attr-defined]
        raw=bytes(code.bytes) if valid else b"",  # type: ignore[attr-defined]
        is_gs1=valid and code.content_type == gs1,  # type: ignore[attr-defined]
        is_decoded=valid,
    )


def locate_bars(gray: Gray, small: Gray, factor: float) -> list[Quad]:
    """Return the quads of one-dimensional codes, whole, whether or not they can be read.

    `small` is the photo by `factor`. The first side runs across the bars, which is the way a bar
    code is read.
    """
    found, corners = cv2.barcode.BarcodeDetector().detectMulti(small)
    return [_across_bars(gray, q) for q in _quads(corners / factor)] if found else []


def _across_bars(gray: Gray, quad: Quad) -> Quad:
    turned = np.roll(quad, 1, axis=0)
    return max(quad, turned, key=lambda q: bar_likeness(cut_upright(gray, q, margin=0)))


def locate_qr(gray: Gray, small: Gray, factor: float) -> list[Quad]:
    """Return the quads of QR codes by their three finder patterns; `small` is the photo by
    `factor`.
    """
    found, corners = cv2.QRCodeDetectorAruco().detectMulti(small)
    return [q for q in _quads(corners / factor) if is_plausible(q, gray.shape)] if found else []


def _for_locating(gray: Gray) -> tuple[Gray, float]:
    """Return a photo that the locators look at, and how large it is beside the whole one."""
    factor = 1.0
    while max(gray.shape) * factor >= 2 * NEAR_LOCATE * LOCATE_SIDE:
        factor /= 2
    factor = min(factor, LOCATE_SIDE / max(gray.shape))
    if factor == 1 or min(gray.shape) * factor < 1:
        return gray, 1.0
    return shrunk(gray, (int(gray.shape[1] * factor), int(gray.shape[0] * factor))), factor


def _quads(corners: NDArray[Any]) -> list[Quad]:
    return [clockwise(q) for q in np.asarray(corners, dtype=np.float64).reshape(-1, 4, 2)]


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
        and 2 * _area(other.quad) < _area(symbol.quad)
        and overlap(symbol.quad, other.quad) > SAME_PLACE
    )


def _area(quad: Quad) -> float:
    return float(cv2.contourArea(quad.astype(np.float32)))


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
    area = _area(symbol.quad)
    limit = MAX_GROWTH * area if symbol.kind in STACKED else np.inf
    near = [
        o.quad
        for o in (dense if symbol.kind in STACKED else outlines)
        if overlap(o.quad, symbol.quad) > SAME_PLACE and _area(o.quad) < limit
    ]
    if near:
        outline = max(near, key=lambda quad: overlap(quad, symbol.quad))
        symbol = replace(symbol, quad=box_around(np.vstack([symbol.quad, outline]), outline))
    if symbol.kind in STACKED:
        return symbol
    return replace(symbol, quad=extend_bars(gray, symbol.quad))


def _retry(gray: Gray, symbols: Sequence[Symbol]) -> list[Symbol]:
    """Look again at the unread symbols, as many as MAX_RETRIES; keep the readings if any."""
    turns = _in_turn(symbols)
    again = [seen for symbol in turns[:MAX_RETRIES] for seen in _look_again(gray, symbol)]
    return again + turns[MAX_RETRIES:]


def _in_turn(symbols: Iterable[Symbol]) -> list[Symbol]:
    """Order symbols so that the first of each kind comes before the second of any.

    A page of lines that look like bars would otherwise take every look from its dense places.
    """
    by_kind: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        by_kind.setdefault(symbol.kind, []).append(symbol)
    return [s for turn in zip_longest(*by_kind.values()) for s in turn if s is not None]


def _look_again(gray: Gray, symbol: Symbol) -> list[Symbol]:
    """Read a place upright, inverted (bars are read dark on light only), cut free, and closer.

    Return what was read there, each over the place and over all of itself: a code is often read
    by what lies in the margin. What was read only beside the place leaves the place unread.
    """
    beside: list[Symbol] = []
    for picture, to_photo in _cuts(gray, symbol.quad):
        read = [replace(s, quad=to_photo(s.quad)) for s in _read(picture) if s.is_decoded]
        here = [s for s in read if _is_at(s.quad, symbol.quad)]
        if here:
            return [replace(s, quad=_both(symbol.quad, s.quad)) for s in here]
        beside = beside or read
    return [symbol, *beside]


def _is_at(found: Quad, place: Quad) -> bool:
    """Whether a code lies on a place; a line that was read has no area, but a middle."""
    x, y = found.mean(axis=0)
    middle = cv2.pointPolygonTest(place.astype(np.float32), (float(x), float(y)), False)
    return middle >= 0 or overlap(found, place) > SAME_PLACE


def _both(place: Quad, found: Quad) -> Quad:
    """Return the place, grown where the code found there reaches out of it."""
    hull = np.vstack([place, found])
    if cv2.contourArea(cv2.convexHull(hull.astype(np.float32))) < LEAST_GROWTH * _area(place):
        return place
    return min((box_around(hull, place), box_around(hull, found)), key=_area)


def _cuts(gray: Gray, quad: Quad) -> Iterator[tuple[Gray, Callable[[Quad], Quad]]]:
    """Yield pictures of a place, each with the way back from its pixels to the photo's."""
    near = stretched(cut_upright(gray, quad))
    to_photo = partial(out_of_cut, quad=quad, margin=0.2)
    yield near, to_photo
    yield np.invert(near), to_photo
    yield _freed(gray, quad, 0.4)
    tight = tighten(gray, quad)
    if same_share(tight, quad) < SAME_OUTLINE:
        yield _freed(gray, tight, 0.1)


def _freed(gray: Gray, quad: Quad, margin: float) -> tuple[Gray, Callable[[Quad], Quad]]:
    cut = stretched(cut_upright(gray, quad, margin))
    border_px = blank_border(cut)
    back = partial(out_of_cut, quad=quad, margin=margin, border_px=border_px)
    return without_surroundings(cut), back


def _as_trusted(symbol: Symbol, gray: Gray) -> Symbol | None:
    """Return an unread symbol that is surely one, or None: arcades, columns and letters are not."""
    if symbol.is_decoded:
        return symbol
    if symbol.kind == DENSE:
        return _as_trusted_place(symbol, gray)
    cut = cut_upright(gray, symbol.quad, margin=0)
    if symbol.kind == BARS:
        return symbol if is_enough(bar_likeness(cut), LEAST_BAR_LIKENESS) else None
    if symbol.kind in WHOLE_QUAD and not is_enough(module_likeness(cut), LEAST_MODULE_LIKENESS):
        return None
    return symbol if symbol.kind in TRUSTED_WHEN_BROKEN else None


def _as_trusted_place(symbol: Symbol, gray: Gray) -> Symbol | None:
    for quad in (symbol.quad, tighten(gray, symbol.quad)):
        if is_plausible(quad, gray.shape) and any(are_trusted(small_cut(gray, quad))):
            return replace(symbol, quad=quad)
    return None
