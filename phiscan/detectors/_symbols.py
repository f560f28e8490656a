"""Where the codes in a photo are: zxing-cpp decodes, OpenCV's bar locator sees what it cannot.

On 112 real photos zxing-cpp alone sees half of the bar codes and gives a thin strip of those it
reads, while OpenCV's locator outlines every one of them; `benchmarks/barcodes.py` counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.types import Pixels

Gray = NDArray[np.uint8]
"""(H, W) uint8."""
Quad = NDArray[np.float64]
"""(4, 2) corners, clockwise from the symbol's own top left, in pixels of the upright photo."""

LOCATE_SIDE = 2000
"""The locators look at a copy no longer than this; a legible bar code is far larger in it."""
SMALL_SIDE = 1200
"""Photos shorter than this are also read at twice their size: small modules decode better so."""
LARGE_SIDE = 2400
"""Photos longer than this are also read at half their size, which evens out noise."""
RETRY_SIDE = (240, 1400)
"""Least and greatest width of an enlarged second look at one located symbol, in pixels."""
MAX_RETRIES = 24
BARS, DENSE = "bars", "dense"
STACKED = frozenset({"PDF417", "MicroPDF417", "Compact PDF417"})
MAX_GROWTH = 4.0
DENSE_SIDE = 700
MAX_DENSE = 6
"""Places as dense as a code are read again, upright: zxing cannot read a turned PDF417."""
LEAST_BAR_LIKENESS = (0.88, 24, 22.0, 0.2)
"""Coherence, edges, contrast, evenness: 1 in 14 of real unread bar codes falls below, of 11 false
ones all. Evenness is 0.45 and more on real ones, 0.06 where a
plate's rim crosses a wooden floor."""
LEAST_MODULE_LIKENESS = (0.25, 0.06)
"""Balance and changes: 0.38 and 0.094 at least on 26 real QR and Aztec codes; print and carpets
that were taken for broken ones have 0.09 or 0.02."""
MODULE_SIDE = 96
"""Square codes are judged on a cut of this size, which evens out noise."""
SAME_PLACE = 0.3
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
    outlines = [Symbol(quad, BARS) for quad in locate_bars(gray)]
    outlines += [Symbol(quad, "QR Code") for quad in locate_qr(gray)]
    dense = [Symbol(quad, DENSE) for quad in locate_dense(gray)]
    decoded = _merge(s for s in seen if s.is_decoded)
    trusted = [s for s in broken if s.kind in TRUSTED_WHEN_BROKEN]
    unread = (s for s in (*outlines, *trusted, *dense, *broken) if not _is_among(s.quad, decoded))
    again = _retry(gray, _merge(unread))
    found = decoded + [s for s in again if s.is_decoded or _is_trusted(s, gray)]
    return _merge(_whole(symbol, outlines, dense, gray) for symbol in found)


def _factors(shape: Sequence[int]) -> tuple[float, ...]:
    longest = max(shape[:2])
    if longest < SMALL_SIDE:
        return 1.0, 2.0
    return (1.0, 0.5) if longest > LARGE_SIDE else (1.0,)


def _read(gray: Gray, factor: float = 1.0) -> list[Symbol]:
    """Return what zxing-cpp sees in a gray picture resized by `factor`, errors included."""
    import zxingcpp

    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    picture = (
        gray if factor == 1 else cv2.resize(gray, None, fx=factor, fy=factor, interpolation=how)
    )
    found = zxingcpp.read_barcodes(
        picture, try_rotate=True, try_downscale=True, try_invert=True, return_errors=True
    )
    return [_symbol(code, factor, zxingcpp.ContentType.GS1) for code in found]


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


def locate_bars(gray: Gray) -> list[Quad]:
    """Return the quads of one-dimensional codes, whole, whether or not they can be read.

    The first side runs across the bars, which is the way a bar code is read.
    """
    picture, factor = _for_locating(gray)
    found, corners = cv2.barcode.BarcodeDetector().detectMulti(picture)
    return [_across_bars(gray, q) for q in _quads(corners / factor)] if found else []


def _across_bars(gray: Gray, quad: Quad) -> Quad:
    turned = np.roll(quad, 1, axis=0)
    return max(quad, turned, key=lambda q: bar_likeness(cut_upright(gray, q, margin=0)))


def bar_likeness(cut: Gray) -> tuple[float, int, float, float]:
    """Return how much an upright cut looks like upright bars: coherence, edges, contrast, evenness.

    `cut` is (H, W) uint8. Coherence is the median correlation of its rows with their mean, edges
    counts the changes from dark to light and back along that mean, contrast is its spread in gray
    levels, evenness how much of that its middling fine detail has: one edge of something is none.
    """
    rows = cv2.GaussianBlur(cut.astype(np.float64), (0, 0), 1.0)
    profile = rows.mean(axis=0)
    deep = profile - profile.mean()
    centred = rows - rows.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(centred, axis=1) * np.linalg.norm(deep)
    coherence = float(np.median(centred @ deep / np.maximum(norms, 1e-9)))
    window = max(9, len(profile) // 12)
    local = profile - cv2.blur(profile[None], (window, 1))[0]
    signs = np.sign(np.where(np.abs(local) > 0.25 * local.std(), local, 0.0))
    edges = int(np.count_nonzero(np.diff(signs[signs != 0])))
    fine = profile - cv2.blur(profile[None], (max(9, len(profile) // 6), 1))[0]
    evenness = float(np.median(np.abs(fine))) / max(float(deep.std()), 1e-9)
    return coherence, edges, float(deep.std()), evenness


def module_likeness(cut: Gray) -> tuple[float, float]:
    """Return how much a (H, W) uint8 cut looks like the modules of a square code.

    That is balance, the share of the rarer of black and white, and changes, how often black and
    white alternate along the rows or columns, whichever is less.
    """
    small = cv2.resize(cut, (MODULE_SIDE, MODULE_SIDE), interpolation=cv2.INTER_AREA)
    white = cv2.threshold(small, 0, 1, cv2.THRESH_OTSU)[1].astype(np.int8)
    bright = float(white.mean())
    changes = min(float(np.abs(np.diff(white, axis=axis)).mean()) for axis in (0, 1))
    return min(bright, 1 - bright), changes


def locate_qr(gray: Gray) -> list[Quad]:
    """Return the quads of QR codes by their three finder patterns."""
    picture, factor = _for_locating(gray)
    found, corners = cv2.QRCodeDetectorAruco().detectMulti(picture)
    return [q for q in _quads(corners / factor) if is_plausible(q, gray.shape)] if found else []


def locate_dense(gray: Gray) -> list[Quad]:
    """Return rectangles around places as full of edges as a code, the largest first.

    Blocks of print are dense too, so what is found here counts only once it has been read.
    """
    picture, factor = _for_locating(gray, DENSE_SIDE)
    edges = cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    energy = cv2.blur(edges, (9, 9))
    full = (energy > max(40.0, 0.5 * float(energy.max(initial=0)))).astype(np.uint8)
    closed = cv2.morphologyEx(full, cv2.MORPH_CLOSE, np.ones((17, 17), np.uint8))
    shapes, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = [c for c in shapes if _fills_its_rectangle(c)]
    filled.sort(key=cv2.contourArea, reverse=True)
    corners = [cv2.boxPoints(cv2.minAreaRect(c)) / factor for c in filled[:MAX_DENSE]]
    return [q for q in _quads(np.array(corners)) if is_plausible(q, gray.shape)]


def _fills_its_rectangle(contour: NDArray[Any]) -> bool:
    width, height = cv2.minAreaRect(contour)[1]
    return min(width, height) >= 16 and cv2.contourArea(contour) > 0.75 * width * height


def _for_locating(gray: Gray, side: int = LOCATE_SIDE) -> tuple[Gray, float]:
    factor = min(1.0, side / max(gray.shape))
    if factor == 1 or min(gray.shape) * factor < 1:
        return gray, 1.0
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), factor


def _quads(corners: NDArray[Any]) -> list[Quad]:
    return [clockwise(q) for q in np.asarray(corners, dtype=np.float64).reshape(-1, 4, 2)]


def clockwise(quad: Quad) -> Quad:
    """Return the corners clockwise on the screen, the first one kept."""
    x, y = quad.T
    area = float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    return quad if area >= 0 else np.roll(quad[::-1], 1, axis=0)


def is_plausible(quad: Quad, shape: Sequence[int]) -> bool:
    """Whether a quad has a symbol's shape: convex, not a sliver, not nearly the whole photo."""
    corners = quad.astype(np.float32)
    area = float(cv2.contourArea(corners))
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return bool(
        cv2.isContourConvex(corners)
        and area >= 64
        and area <= 0.9 * shape[0] * shape[1]
        and sides.max() < 8 * max(sides.min(), 1.0)
    )


def overlap(first: Quad, second: Quad) -> float:
    """Return the shared area as a part of the smaller quad's, 0..1."""
    a, b = (cv2.convexHull(q.astype(np.float32)) for q in (first, second))
    smaller = min(cv2.contourArea(a), cv2.contourArea(b))
    return float(cv2.intersectConvexConvex(a, b)[0] / smaller) if smaller > 0 else 0.0


def _is_among(quad: Quad, symbols: Iterable[Symbol]) -> bool:
    return any(overlap(quad, symbol.quad) > SAME_PLACE for symbol in symbols)


def _merge(symbols: Iterable[Symbol]) -> list[Symbol]:
    """Keep one symbol a place, the first seen; two contents at one place are two symbols."""
    kept: list[Symbol] = []
    for symbol in symbols:
        if not _is_among(symbol.quad, [k for k in kept if k.raw == symbol.raw]):
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
    area = cv2.contourArea(symbol.quad.astype(np.float32))
    limit = MAX_GROWTH * area if symbol.kind in STACKED else np.inf
    near = [
        o.quad
        for o in (dense if symbol.kind in STACKED else outlines)
        if overlap(o.quad, symbol.quad) > SAME_PLACE
        and cv2.contourArea(o.quad.astype(np.float32)) < limit
    ]
    if near:
        outline = max(near, key=lambda quad: overlap(quad, symbol.quad))
        symbol = replace(symbol, quad=_box_around(np.vstack([symbol.quad, outline]), outline))
    if symbol.kind in STACKED:
        return symbol
    return replace(symbol, quad=extend_bars(gray, symbol.quad))


def _box_around(points: NDArray[np.float64], like: Quad) -> Quad:
    """Return the rectangle around points whose sides run as the reading direction of `like`."""
    along = like[1] - like[0] + like[2] - like[3]
    along = along / max(float(np.linalg.norm(along)), 1e-9)
    axes = np.stack([along, (-along[1], along[0])])
    low, high = (points @ axes.T).min(axis=0), (points @ axes.T).max(axis=0)
    corners = np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    return np.asarray(corners @ axes)


def extend_bars(gray: Gray, strip: Quad, *, min_likeness: float = 0.6) -> Quad:
    """Grow the strip of a bar code, upwards and downwards, as far as the same bars go on.

    `gray` is (H, W) uint8; the profile along the strip is compared with profiles parallel to it,
    one every two pixels, until their correlation falls below `min_likeness`.
    """
    left, right = (strip[0] + strip[3]) / 2, (strip[1] + strip[2]) / 2
    length = float(np.linalg.norm(right - left))
    if length < 8:
        return strip
    along = (right - left) / length
    across = np.array([-along[1], along[0]])
    reach = np.arange(-length, length + 1, 2.0)
    grid = left + np.arange(length)[None, :, None] * along + reach[:, None, None] * across
    rows = cv2.remap(
        gray, grid[..., 0].astype(np.float32), grid[..., 1].astype(np.float32), cv2.INTER_LINEAR
    )
    alike = _correlation(rows.astype(np.float64), len(reach) // 2) >= min_likeness
    low, high = _run_around(alike, len(reach) // 2)
    edges = np.array([left + reach[low] * across, right + reach[low] * across,
                      right + reach[high] * across, left + reach[high] * across])  # fmt: skip
    return _box_around(np.vstack([edges, strip]), strip)


def _correlation(rows: NDArray[np.float64], middle: int) -> NDArray[np.float64]:
    centred = rows - rows.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(centred, axis=1)
    return np.asarray(centred @ centred[middle] / np.maximum(norms * norms[middle], 1e-9))


def _run_around(alike: NDArray[np.bool_], middle: int) -> tuple[int, int]:
    """Return the first and last index of the run of True around `middle`."""
    below = np.flatnonzero(~alike[:middle])
    above = np.flatnonzero(~alike[middle + 1 :])
    low = int(below[-1]) + 1 if len(below) else 0
    high = middle + int(above[0]) if len(above) else len(alike) - 1
    return low, max(high, middle)


def _retry(gray: Gray, symbols: Sequence[Symbol]) -> list[Symbol]:
    """Look again at each unread symbol, turned upright and enlarged; keep the reading if any."""
    return [
        _look_again(gray, symbol) if index < MAX_RETRIES else symbol
        for index, symbol in enumerate(symbols)
    ]


def _look_again(gray: Gray, symbol: Symbol) -> Symbol:
    wide = cut_upright(gray, symbol.quad, margin=0.4)
    for picture in (cut_upright(gray, symbol.quad), without_surroundings(wide)):
        read = [s for s in _read(picture) if s.is_decoded]
        if read:
            return replace(read[0], quad=symbol.quad)
    return symbol


def without_surroundings(cut: Gray) -> Gray:
    """Return a (H, W) cut in which whatever is dark and goes on over its edge is blank, and more
    blank round it.

    Many labels are cut so close that the quiet zone, which readers ask for, lies on the dark thing
    that they are stuck on.
    """
    dark = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    labels = cv2.connectedComponents(dark, connectivity=4)[1]
    rim = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    outside = np.isin(labels, rim[rim > 0]).astype(np.uint8)
    blank = cut.copy()
    blank[cv2.dilate(outside, np.ones((5, 5), np.uint8)) > 0] = 255
    side = max(cut.shape) // 10
    framed = cv2.copyMakeBorder(
        blank, side, side, side, side, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    return np.asarray(framed, dtype=np.uint8)


def cut_upright(gray: Gray, quad: Quad, margin: float = 0.2) -> Gray:
    """Cut a quad out as an upright rectangle, with `margin` of its sides around, enlarged."""
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    low, high = RETRY_SIDE
    factor = float(np.clip(2.0 * max(width, height), low, high) / max(width, height, 1.0))
    w, h = max(8.0, width * factor), max(8.0, height * factor)
    dx, dy = margin * w, margin * h
    target = np.array([(dx, dy), (dx + w, dy), (dx + w, dy + h), (dx, dy + h)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    size = round(w + 2 * dx), round(h + 2 * dy)
    cut = cv2.warpPerspective(
        gray, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, dtype=np.uint8)


def _is_trusted(symbol: Symbol, gray: Gray) -> bool:
    """Whether an unread symbol is surely one: arcades, columns and thick letters are not."""
    cut = cut_upright(gray, symbol.quad, margin=0)
    if symbol.kind == BARS:
        return _is_enough(bar_likeness(cut), LEAST_BAR_LIKENESS)
    if symbol.kind in WHOLE_QUAD and not _is_enough(module_likeness(cut), LEAST_MODULE_LIKENESS):
        return False
    return symbol.kind in TRUSTED_WHEN_BROKEN


def _is_enough(values: Sequence[float], least: Sequence[float]) -> bool:
    return all(value >= bound for value, bound in zip(values, least, strict=True))
