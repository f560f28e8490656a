"""Composed photos turned into what the network is asked to say about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import cv2
import numpy as np
import torch
from network import CLASSES, HEAT_STRIDE, MASK_STRIDE, REACH
from scenes.compose import Seen, compose
from scenes.pictures import HELD_OUT, Library
from scenes.pool import Pool
from torch import Tensor
from torch.utils.data import IterableDataset

from phiscan.detectors._artefact_maps import PAD
from phiscan.synth.fonts import FontBook

IGNORED = 255
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


def targets(seen: list[Seen], whole_label: int | None, side: int) -> tuple[np.ndarray, ...]:
    """Return heat (C, s/8, s/8), masks (C, s/4, s/4; 255 is not asked), vectors (2C, s/4, s/4).

    Heat is negative where nothing is asked.
    """
    count, small, fine = len(CLASSES), side // HEAT_STRIDE, side // MASK_STRIDE
    heat = np.zeros((count, small, small), np.float32)
    masks = np.zeros((count, fine, fine), np.uint8)
    vectors = np.zeros((2 * count, fine, fine), np.float16)
    for thing in seen:
        rows, columns = np.nonzero(thing.mask)
        if not thing.is_asked:
            masks[thing.label, rows, columns] = IGNORED
            _forget(heat[thing.label], rows, columns)
    for thing in seen:
        if thing.is_asked:
            rows, columns = np.nonzero(thing.mask)
            masks[thing.label, rows, columns] = 1
            x, y = (columns + 0.5) * MASK_STRIDE, (rows + 0.5) * MASK_STRIDE
            nearest = int(np.hypot(x - x.mean(), y - y.mean()).argmin())
            vectors[2 * thing.label, rows, columns] = (x[nearest] - x) / REACH
            vectors[2 * thing.label + 1, rows, columns] = (y[nearest] - y) / REACH
            _peak(heat[thing.label], x[nearest], y[nearest], len(rows))
    if whole_label is not None:
        heat[whole_label], masks[whole_label] = -1.0, IGNORED
    return heat, masks, vectors


def _forget(heat: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> None:
    step = HEAT_STRIDE // MASK_STRIDE
    heat[
        np.minimum(rows // step, heat.shape[0] - 1), np.minimum(columns // step, heat.shape[1] - 1)
    ] = -1.0


def _peak(heat: np.ndarray, x: float, y: float, cells: int) -> None:
    """Draw a bump whose width grows with the thing's size."""
    sigma = float(np.clip(0.06 * np.sqrt(cells), 0.7, 4.0))
    column, row = int(x / HEAT_STRIDE), int(y / HEAT_STRIDE)
    ys, xs = np.mgrid[0 : heat.shape[0], 0 : heat.shape[1]]
    bump = np.exp(-((xs - column) ** 2 + (ys - row) ** 2) / (2 * sigma**2))
    bump[bump < 0.02] = 0
    np.maximum(heat, bump.astype(np.float32), out=heat, where=(heat >= 0) | (bump > 0.5))


def padded(pixels: np.ndarray, side: int) -> np.ndarray:
    """Return (3, side, side) uint8, the photo at the top left."""
    board = np.full((3, side, side), PAD, np.uint8)
    board[:, : pixels.shape[0], : pixels.shape[1]] = pixels.transpose(2, 0, 1)
    return board


def _fill(array: np.ndarray, side: int) -> np.ndarray:
    board = np.zeros((side, side), array.dtype)
    board[: min(side, array.shape[0]), : min(side, array.shape[1])] = array[:side, :side]
    return board


def example(pool: Pool, side: int) -> tuple[np.ndarray, ...]:
    """Return (pixels, heat, masks, vectors) of a new photo."""
    pixels, seen, whole_label = compose(pool, side)
    full = [
        Seen(s.label, _fill(s.mask, side // MASK_STRIDE), s.is_asked, s.name, s.polygon)
        for s in seen
    ]
    return (padded(pixels, side), *targets(full, whole_label, side))


def make_pool(
    data: Path, split: str, seed: int, left_out: tuple[str, ...] = HELD_OUT, side: int = 384
) -> Pool:
    """Return where a split's things come from, for photos of a size."""
    return Pool(Library(data, split, left_out), FontBook(split), Random(seed), side=side * 6 // 5)


def turned(batch: Batch, quarters: int) -> Batch:
    """Return the batch turned counter-clockwise: a composed photo is dear, a turned one is not."""
    pixels, heat, masks, vectors = (torch.rot90(part, quarters, (2, 3)) for part in batch)
    x, y = vectors[:, 0::2], vectors[:, 1::2]
    for _ in range(quarters % 4):
        x, y = y, -x
    return pixels, heat, masks, torch.stack([x, y], dim=2).flatten(1, 2)


STAGES = ((48_000, (256,)), (64_000, (320,)), (10**9, (256, 384)))
"""Up to how many samples photos of which sizes are learnt from: small ones are cheap."""


class Composer(IterableDataset[Batch]):
    """Batches without end, composed while training, of the sizes of STAGES or those given.

    `samples` have been learnt from before; each batch is counted `uses` times.
    """

    def __init__(
        self,
        data: Path,
        seed: int,
        batch: int,
        left_out: tuple[str, ...],
        sides: tuple[int, ...] = (),
        samples: int = 0,
        uses: int = 1,
    ) -> None:
        self.data, self.seed, self.batch, self.left_out = data, seed, batch, left_out
        self.sides, self.samples, self.uses = sides, samples, uses

    def _sides(self, samples: int) -> tuple[int, ...]:
        return self.sides or next(sides for end, sides in STAGES if samples < end)

    def __iter__(self) -> Iterator[Batch]:
        cv2.setNumThreads(1)
        side = max(self.sides or STAGES[-1][1])
        pool = make_pool(self.data, "tune", self.seed, self.left_out, side)
        rng, samples = Random(self.seed), self.samples
        while True:
            side = rng.choice(self._sides(samples))
            rows = [example(pool, side) for _ in range(self.batch)]
            samples += self.batch * self.uses
            columns = (torch.from_numpy(np.stack(c)) for c in zip(*rows, strict=True))
            pixels, heat, masks, vectors = columns
            yield pixels, heat, masks, vectors
