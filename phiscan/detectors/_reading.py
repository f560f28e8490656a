"""Codes as zxing-cpp reads them in a gray picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from phiscan._resize import shrunk
from phiscan.detectors._quads import Gray, Quad

BARS, DENSE = "bars", "dense"
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


def read_codes(gray: Gray, factor: float = 1.0, *, try_invert: bool = True) -> list[Symbol]:
    """Return what zxing-cpp sees in a gray picture resized by `factor`, errors included.

    With `try_invert` codes of modules are read light on dark too; bars never are.
    """
    import zxingcpp

    found = zxingcpp.read_barcodes(
        resized(gray, factor),
        try_rotate=True,
        try_downscale=True,
        try_invert=try_invert,
        return_errors=True,
    )
    return [_symbol(code, factor, zxingcpp.ContentType.GS1) for code in found]


def resized(gray: Gray, factor: float) -> Gray:
    """Return a (H, W) picture made larger or smaller by `factor`; at least one pixel stays."""
    width, height = (max(1, int(side * factor)) for side in gray.shape[::-1])
    if factor <= 1:
        return shrunk(gray, (width, height))
    return np.asarray(cv2.resize(gray, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _symbol(code: Any, factor: float, gs1: object) -> Symbol:
    """Turn zxing's result, which has no types, into ours."""
    place, valid = code.position, bool(code.valid)
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return Symbol(
        quad=np.array([(p.x, p.y) for p in corners], dtype=np.float64) / factor,
        kind=str(code.format),
        text=code.text if valid else "",
        raw=bytes(code.bytes) if valid else b"",
        is_gs1=valid and code.content_type == gs1,
        is_decoded=valid,
    )
