"""How much an upright cut looks like bars or modules: what cannot be read is judged by that."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.detectors._quads import Gray

LEAST_BAR_LIKENESS = (0.88, 24, 22.0, 0.2)
"""Coherence, edges, contrast, evenness: 1 in 14 of real unread bar codes falls below, of 11 false
ones all. Evenness is 0.45 and more on real ones, 0.06 where a
plate's rim crosses a wooden floor."""
MOST_REPEATED = 0.65
"""Of an unread bar code. The keys of a piano and most stripes have 0.7 to 0.9; of 43 real and drawn
bar codes none more than 0.53."""
LEAST_MODULE_LIKENESS = (0.25, 0.06)
"""Balance and changes: 0.38 and 0.094 at least on 26 real QR and Aztec codes; print and carpets
that were taken for broken ones have 0.09 or 0.02."""
MODULE_SIDE = 96
"""Square codes are judged on a cut of this size, which evens out noise."""


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


def repetition(cut: Gray) -> float:
    """Return how alike an upright cut's bars are to themselves further along: 1 for even stripes.

    `cut` is (H, W) uint8; the answer is the highest correlation of its profile with itself, shifted
    by a twenty-fifth to three fifths of its width.
    """
    profile = cv2.GaussianBlur(cut.astype(np.float64), (0, 0), 1.0).mean(axis=0)
    width = len(profile)
    level = profile - cv2.blur(profile[None], (max(9, width // 3), 1))[0]
    shifts = range(max(4, width // 25), int(0.6 * width))
    return max((_alike(level[:-shift], level[shift:]) for shift in shifts), default=0.0)


def _alike(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    a, b = first - first.mean(), second - second.mean()
    return float(a @ b / max(float(np.sqrt((a @ a) * (b @ b))), 1e-9))


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


def is_enough(values: Sequence[float], least: Sequence[float]) -> bool:
    return all(value >= bound for value, bound in zip(values, least, strict=True))
