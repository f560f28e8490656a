"""Photos without end out of a few: turned, mirrored, cut and saved at another quality.

Every so many photos a new variant is made, which costs a tenth of a second; those between differ by
a number in the JPEG's header alone (the pixel density, which nobody reads), so that each file has a
content of its own and making them takes no core away from the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

SAME_PICTURE = 8
_CUT = 0.05
"""The share of a side that is cut away at most."""
_MIRRORED = 0.25
_QUALITIES = (68, 92)
_UNITS_AT, _DENSITY_AT = 13, 14
_MOST = 60_000
"""Of each of the two densities."""


def variants(photos: Sequence[Path], seed: int = 1) -> Iterator[bytes]:
    """Yield JPEG files, no two of one content; the photos take turns."""
    rng, number = Random(seed), 0
    while True:
        for photo in rng.sample(list(photos), len(photos)):
            data = _vary(photo, rng)
            for _ in range(SAME_PICTURE):
                yield stamped(data, number)
                number += 1


def _vary(photo: Path, rng: Random) -> bytes:
    pixels = cv2.imread(str(photo))
    assert pixels is not None
    pixels = _cut(np.asarray(pixels, np.uint8), rng)
    if rng.random() < 0.5:
        pixels = np.rot90(pixels, 2)
    if rng.random() < _MIRRORED:
        pixels = pixels[:, ::-1]
    quality = rng.randint(*_QUALITIES)
    done, data = cv2.imencode(
        ".jpg", np.ascontiguousarray(pixels), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    assert done
    return bytes(data)


def _cut(pixels: NDArray[np.uint8], rng: Random) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    left, right = (rng.randint(0, round(_CUT * width / 2)) for _ in range(2))
    top, bottom = (rng.randint(0, round(_CUT * height / 2)) for _ in range(2))
    return pixels[top : height - bottom, left : width - right]


def stamped(data: bytes, number: int) -> bytes:
    """Return the same picture with a number in its JFIF header.

    >>> stamped(bytes([255, 216, 255, 224, 0, 16]) + b"JFIF" + bytes(20), 7)[13:18].hex()
    '0000080001'
    """
    if data[6:10] != b"JFIF":
        raise ValueError("wanted a JPEG with a JFIF header")
    density = (1 + number % _MOST).to_bytes(2, "big") + (1 + number // _MOST).to_bytes(2, "big")
    return data[:_UNITS_AT] + b"\0" + density + data[_DENSITY_AT + 4 :]
