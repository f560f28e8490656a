"""What the text says: PP-OCR's recogniser over crops of all photos at once.

Crops are cut straight, scaled to a height of 48 px, sorted into width buckets and read in batches.
Decoding is CTC (Graves et al. 2006): the position of each character's peak is kept, since that is
the way back to pixels.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._runtime import Array, Model, model_metadata
from phiscan.ocr.levels import show
from phiscan.ocr.quads import Quad, size_of
from phiscan.types import Pixels

LINE_PX = 48
STRETCH = 1.3
"""Crops are drawn this much wider than they are. The recogniser steps 8 px at a time, and CTC
loses one of two like characters that share a step: "555-5555" was read as "55-555". Widening cost
a fifth more time and brought 7 % more characters back on a screenshot of small print."""
_WIDTHS = (*range(64, 641, 64), *range(768, 1281, 128), *range(1536, 2561, 256))
"""Crops are padded to one of these widths: shapes without end make a runtime's memory grow."""
_BATCH_SIZES = (4, 1)
_BATCH_PIXELS = _WIDTHS[-1]
"""Width of all crops of a batch: no more than that of the longest line, which sets the memory that
a runtime needs anyway. Eight at a time are no quicker than two times four, and what a runtime
compiles for a shape it keeps."""


@dataclass(frozen=True)
class CropText:
    """One crop's text; spans give each character's (start, end) along the crop, 0..1."""

    text: str = field(repr=False)
    score: float
    spans: tuple[tuple[float, float], ...] = field(repr=False)


@lru_cache(maxsize=1)
def characters() -> tuple[str, ...]:
    """Return the recogniser's classes: blank, the file's own characters, space."""
    return ("", *model_metadata("ppocr_rec")["character"].split("\n"), " ")


class Pyramid:
    """A photo at full, half, quarter … size, so that crops of large print do not alias."""

    def __init__(self, pixels: Pixels) -> None:
        self._levels = [pixels]

    def level(self, wanted: int) -> Pixels:
        """Return the photo halved `wanted` times (fewer where it would vanish)."""
        while len(self._levels) <= wanted and min(self._levels[-1].shape[:2]) >= 2:
            height, width = self._levels[-1].shape[:2]
            half = cv2.resize(
                self._levels[-1], (width // 2, height // 2), interpolation=cv2.INTER_AREA
            )
            self._levels.append(np.asarray(half, dtype=np.uint8))
        return self._levels[min(wanted, len(self._levels) - 1)]

    def crop(self, quad: Quad) -> Pixels:
        """Return the quad cut straight and widened, (48, W, 3); W is at most 2,560."""
        length, height = size_of(quad)
        width = int(np.clip(round(STRETCH * LINE_PX * length / max(height, 1e-6)), 8, _WIDTHS[-1]))
        image = self.level(max(0, int(np.log2(max(height, 1) / LINE_PX))))
        factor = (
            image.shape[1] / self._levels[0].shape[1],
            image.shape[0] / self._levels[0].shape[0],
        )
        source = (quad * factor).astype(np.float32)
        target = np.array([[0, 0], [width, 0], [width, LINE_PX], [0, LINE_PX]], dtype=np.float32)
        matrix = cv2.getPerspectiveTransform(source, target)
        flags = cv2.INTER_CUBIC if height < LINE_PX else cv2.INTER_LINEAR
        cut = cv2.warpPerspective(
            image, matrix, (width, LINE_PX), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(cut, dtype=np.uint8)


def recognise(crops: Sequence[Pixels], model: Model) -> list[CropText]:
    """Read (48, W, 3) crops; the answers come in the crops' order."""
    answers: list[CropText | None] = [None] * len(crops)
    for width, indices in _buckets([c.shape[1] for c in crops]).items():
        for batch in _batches(indices, width):
            probabilities = model.run(_blob([crops[i] for i in batch], width))[0]
            for row, index in enumerate(batch):
                used = crops[index].shape[1] / width
                answers[index] = decode(probabilities[row], used)
    return [a for a in answers if a is not None]


def _buckets(widths: Sequence[int]) -> dict[int, list[int]]:
    buckets: dict[int, list[int]] = {}
    for index in np.argsort(widths, kind="stable"):
        width = next((w for w in _WIDTHS if w >= widths[index]), _WIDTHS[-1])
        buckets.setdefault(width, []).append(int(index))
    return buckets


def _batches(indices: list[int], width: int) -> Iterator[list[int]]:
    """Cut into batches of 4 and 1: few shapes, and no row is computed for nothing."""
    start = 0
    while start < len(indices):
        left = len(indices) - start
        size = next(n for n in _BATCH_SIZES if n <= left and (n * width <= _BATCH_PIXELS or n == 1))
        yield indices[start : start + size]
        start += size


def _blob(crops: Sequence[Pixels], width: int) -> Array:
    blob = np.zeros((len(crops), 3, LINE_PX, width), dtype=np.float32)
    for row, crop in enumerate(crops):
        show(crop, blob[row])
    return blob


def decode(probabilities: NDArray[np.float32], used: float) -> CropText:
    """Turn (T, classes) probabilities into text, score and character spans.

    `used` is the share of the width that holds the crop; the rest is padding.
    """
    classes = probabilities.argmax(axis=1)
    peaks = np.take_along_axis(probabilities, classes[:, None], axis=1)[:, 0]
    steps = max(1.0, len(classes) * used)
    starts = np.flatnonzero(np.concatenate([[True], classes[1:] != classes[:-1]]))
    ends = np.append(starts[1:], len(classes)) - 1
    middles = np.minimum(1.0, ((starts + ends) / 2 + 0.5) / steps)
    tops = np.maximum.reduceat(peaks, starts)
    table = characters()
    text, centres, scores = [], [], []
    for index, middle, top in zip(classes[starts], middles, tops, strict=True):
        if character := table[index] if index < len(table) else "":  # the blank has none
            text.append(character)
            centres.append(float(middle))
            scores.append(float(top))
    score = float(np.mean(scores)) if scores else 0.0
    joined = "".join(text)
    if len(joined) != len(text):  # a class of several characters: share its span evenly
        centres = [c for c, t in zip(centres, text, strict=True) for _ in t]
    return CropText(joined, min(1.0, score), _spans(centres))


def _spans(centres: list[float]) -> tuple[tuple[float, float], ...]:
    """Cut the line half-way between neighbouring peaks; its ends belong to the outer characters."""
    if not centres:
        return ()
    edges = [0.0, *[(a + b) / 2 for a, b in itertools.pairwise(centres)], 1.0]
    return tuple(itertools.pairwise(edges))
