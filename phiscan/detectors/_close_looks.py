"""Closer looks at the places where a code may be: upright, inverted, cut free and closer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, zip_longest

import cv2
import numpy as np

from phiscan.detectors._bars import extend_leaning_bars
from phiscan.detectors._edge_scores import over_trusted
from phiscan.detectors._places import small_cut, tighten
from phiscan.detectors._quads import (
    HIGHEST,
    Gray,
    Quad,
    area_of,
    blank_border,
    box_around,
    cut_upright,
    out_of_cut,
    overlap,
    same_share,
    stretched,
    without_surroundings,
)
from phiscan.detectors._reading import DENSE, WHOLE_QUAD, Symbol, read_codes

MAX_RETRIES = 12
"""Close looks at one photo, up to four readings each: 0.02 s at a place of 120 px, 0.35 s at one of
400 px full of noise. Twelve keep the busiest page to a few seconds; what gets no look is still
judged by its edges."""
PRINT = -6.0
"""A place that scores so far below a sure code (`over_trusted`) gets one reading, not four: of 115
places in drawn and real photos that were read, one such was read by any but the first; of the
places in photos of printed pages two in three score less."""
READ_SIDE, PRINT_SIDE = 640, 400
"""Places are enlarged no further for reading, those that look like print less; what is larger in
the photo is not made smaller. (At 400 as many drawn codes are read as at 800, in half the time, but
two real EAN-13 of 112 photos are not; at 600 they are.)"""
SAME_PLACE = 0.3
"""Of the smaller quad's area: a strip that was read across its outline shares more, neighbours that
touch or are boxed askew share less."""
SAME_OUTLINE = 0.9
OBLONG = 0.9
"""Height by length of what was read: bars are lower, however much of them a reader gives, and a
place far higher than bars are is the label that they are on."""
LEAST_GROWTH = 1.02
"""A place grows to hold the code read in it only by more than rounding."""


def look_closer(gray: Gray, symbols: Sequence[Symbol]) -> list[Symbol]:
    """Look again at the unread symbols, as many as MAX_RETRIES; keep the readings if any."""
    turns = in_turn(symbols)
    again = [seen for symbol in turns[:MAX_RETRIES] for seen in look_again(gray, symbol)]
    return again + turns[MAX_RETRIES:]


def in_turn(symbols: Iterable[Symbol]) -> list[Symbol]:
    """Order symbols so that the first of each kind comes before the second of any.

    A page of lines that look like bars would otherwise take every look from its dense places.
    """
    by_kind: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        by_kind.setdefault(symbol.kind, []).append(symbol)
    return [s for turn in zip_longest(*by_kind.values()) for s in turn if s is not None]


def look_again(gray: Gray, symbol: Symbol) -> list[Symbol]:
    """Read a place upright, inverted (bars are read dark on light only), cut free, and closer.

    Of a label that is far higher than bars it takes the bars. What was read only beside the place
    leaves the place unread.
    """
    beside: list[Symbol] = []
    is_print = _is_print(gray, symbol)
    cuts = _cuts(gray, symbol.quad, PRINT_SIDE if is_print else READ_SIDE)
    for at, (picture, to_photo) in enumerate(islice(cuts, 1 if is_print else None)):
        seen = read_codes(picture, try_invert=is_print or at > 1)  # the second is inverted itself
        read = [(s, replace(s, quad=to_photo(s.quad))) for s in seen if s.is_decoded]
        here = [pair for pair in read if _is_at(pair[1].quad, symbol.quad)]
        if here:
            return [
                replace(s, quad=to_photo(extend_leaning_bars(picture, in_cut.quad)))
                if _is_bars_on_label(s.quad, symbol.quad)
                else _over_place(s, symbol.quad)
                for in_cut, s in here
            ]
        beside = beside or [s for _, s in read]
    return [symbol, *beside]


def _is_print(gray: Gray, symbol: Symbol) -> bool:
    """Whether a place is hardly a code, by its edges."""
    return symbol.kind == DENSE and max(over_trusted(small_cut(gray, symbol.quad))) < PRINT


def _is_at(found: Quad, place: Quad) -> bool:
    """Whether a code lies on a place, or at least its middle does."""
    x, y = found.mean(axis=0)
    middle = cv2.pointPolygonTest(place.astype(np.float32), (float(x), float(y)), False)
    return middle >= 0 or overlap(found, place) > SAME_PLACE


def _is_bars_on_label(found: Quad, place: Quad) -> bool:
    """Whether a bar code was read in a place far higher than bars are."""
    sides = np.linalg.norm(found - np.roll(found, -1, axis=0), axis=1)
    longest = float(sides.max())
    return bool(sides.min() < OBLONG * longest and area_of(place) > HIGHEST * longest**2)


def _over_place(read: Symbol, place: Quad) -> Symbol:
    """Give bars and rows, which are often read by what lies in the margin, all of their place."""
    if read.kind in WHOLE_QUAD:
        return read
    return replace(read, quad=_both(place, read.quad))


def _both(place: Quad, found: Quad) -> Quad:
    """Return the place, grown where the code found there reaches out of it."""
    hull = np.vstack([place, found])
    if cv2.contourArea(cv2.convexHull(hull.astype(np.float32))) < LEAST_GROWTH * area_of(place):
        return place
    return min((box_around(hull, place), box_around(hull, found)), key=area_of)


def _cuts(gray: Gray, quad: Quad, side: int) -> Iterator[tuple[Gray, Callable[[Quad], Quad]]]:
    """Yield pictures of a place, enlarged up to `side` pixels, each with the way back from its
    pixels to the photo's.
    """
    near = stretched(cut_upright(gray, quad, enlarge_to=side))
    to_photo = partial(out_of_cut, quad=quad, margin=0.2, enlarge_to=side)
    yield near, to_photo
    yield np.invert(near), to_photo
    yield _freed(gray, quad, 0.4, side)
    tight = tighten(gray, quad)
    if same_share(tight, quad) < SAME_OUTLINE:
        yield _freed(gray, tight, 0.1, side)


def _freed(gray: Gray, quad: Quad, margin: float, side: int) -> tuple[Gray, Callable[[Quad], Quad]]:
    cut = stretched(cut_upright(gray, quad, margin, enlarge_to=side))
    border_px = blank_border(cut)
    back = partial(out_of_cut, quad=quad, margin=margin, border_px=border_px, enlarge_to=side)
    return without_surroundings(cut), back
