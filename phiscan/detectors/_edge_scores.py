"""How surely a place that no reader can read is a code: two scores of what its edges are like.

The weights are a logistic fit on places of drawn codes against those of photos and decoys without
one; where a place is called a code (TRUSTED), chessboards, stripes and print are not.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.detectors._quads import Gray, levels_at

Floats = NDArray[np.float32]
BARS_WEIGHTS = (1.403, 43.057, 4.458, 18.482, 0.448, 15.767, -15.63, 0.664, -40.255)
"""Log contrast, balance, log of the more frequent changes, share of edges along the sides,
evenness, coherence, likeness to itself when shifted, log of the edges, constant."""
MODULES_WEIGHTS = (1.11, 20.881, 1.206, 8.448, 1.425, -11.04, 2.207, -14.986)
"""The same with the less frequent changes and without coherence."""
TRUSTED = 2.0, 3.2
"""Three in four drawn bar codes and one in three codes of modules score more."""
LEAST_CONTRAST = 35.0


def are_trusted(cut: Gray) -> tuple[bool, bool]:
    """Return whether a square cut (H, W) uint8 is surely a bar code, or one made of modules."""
    low, high = levels_at(cut, 5, 95)
    if high - low < LEAST_CONTRAST:
        return False, False
    bars, modules = over_trusted(cut)
    return bars > 0, modules > 0


def over_trusted(cut: Gray) -> tuple[float, float]:
    """Return by how much a square cut (H, W) uint8 scores more than a sure bar code, or than a sure
    code of modules; less for most.
    """
    low, high = levels_at(cut, 5, 95)
    contrast = max(high - low, 1.0)
    flat = ((cut.astype(np.float32) - np.float32(low)) / np.float32(contrast)).astype(np.float32)
    local = np.asarray(cv2.blur(flat, (25, 25)), np.float32)
    white = (flat > local).astype(np.int8)
    balance = min(float(white.mean()), 1 - float(white.mean()))
    changes = sorted(float(np.abs(np.diff(white, axis=axis)).mean()) for axis in (0, 1))
    few, many = (float(np.log(max(value, 0.003))) for value in changes)
    edges, along, even = _edges(flat)
    shifted, level = _self_likeness(flat - local), float(np.log(contrast))
    coherence = max(_coherence(flat), _coherence(flat.T))
    bars = (level, balance, many, along, even, coherence, shifted, edges, 1.0)
    modules = (level, balance, few, along, even, shifted, edges, 1.0)
    return (
        float(np.dot(BARS_WEIGHTS, bars)) - TRUSTED[0],
        float(np.dot(MODULES_WEIGHTS, modules)) - TRUSTED[1],
    )


def slopes(flat: Floats) -> tuple[Floats, Floats]:
    """Return the slopes of a (H, W) picture to the right and downwards, by Sobel's operator."""
    gx, gy = cv2.Sobel(flat, cv2.CV_32F, 1, 0), cv2.Sobel(flat, cv2.CV_32F, 0, 1)
    return np.asarray(gx, np.float32), np.asarray(gy, np.float32)


def evenness(energy: Floats) -> float:
    """Return how evenly the edges of a (H, W) picture are spread: 1 is everywhere alike, 0 is bare.

    It is the strength in the tenth percentile of 6 x 6 parts, over that in all.
    """
    parts = cv2.resize(np.sqrt(energy), (6, 6), interpolation=cv2.INTER_AREA)
    return float(np.percentile(parts, 10) / max(float(parts.mean()), 1e-6))


def _edges(flat: Floats) -> tuple[float, float, float]:
    """Return the log of the edges' energy, its share along the sides, and its evenness."""
    gx, gy = slopes(flat)
    energy = gx**2 + gy**2
    ax, ay = np.abs(gx), np.abs(gy)
    along = float(energy[(ay < 0.3 * ax) | (ax < 0.3 * ay)].sum())
    return (
        float(np.log(max(float(energy.mean()), 1e-3))),
        along / max(float(energy.sum()), 1e-6),
        evenness(energy),
    )


def _coherence(flat: Floats) -> float:
    """Return the median correlation of the rows with their mean."""
    rows = flat - flat.mean(axis=1, keepdims=True)
    profile = flat.mean(axis=0) - flat.mean()
    norms = np.linalg.norm(rows, axis=1) * np.linalg.norm(profile)
    return float(np.median((rows @ profile) / np.maximum(norms, 1e-6)))


def _self_likeness(fine: Floats) -> float:
    """Return how alike a pattern is to itself shifted by five pixels or more: 1 for stripes."""
    alike = np.fft.irfft2(np.abs(np.fft.rfft2(fine)) ** 2)
    alike /= max(float(alike[0, 0]), 1e-6)
    for rows in (slice(None, 5), slice(-4, None)):
        for columns in (slice(None, 5), slice(-4, None)):
            alike[rows, columns] = 0
    return float(alike.max())
