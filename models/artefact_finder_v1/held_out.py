"""Figures on scenes drawn with what training never sees; quick enough to be asked all the time."""

from __future__ import annotations

import pickle
from pathlib import Path

import cv2
import numpy as np
import torch
from network import Exported, Finder
from scenes.compose import compose
from targets import make_pool, padded

from phiscan.detectors._artefact_maps import CLASSES, MASK_STRIDE, Seen, decode

SIDE, COUNT, SEED = 320, 200, 7
LEVELS = (0.3, 0.5)
Scene = tuple[np.ndarray, list[tuple[int, np.ndarray, bool]], int | None]


def held_out_scenes(data: Path, folder: Path) -> list[Scene]:
    """Return the scenes, drawn once: pixels, (label, mask, is asked) and the whole's class."""
    cache = folder / f"held_out_{SIDE}_{COUNT}.pkl"
    if cache.is_file():
        return pickle.loads(cache.read_bytes())  # our own file, written below
    cv2.setNumThreads(1)
    pool = make_pool(data, "test", SEED)
    scenes: list[Scene] = []
    for _ in range(COUNT):
        pixels, seen, whole = compose(pool, SIDE)
        scenes.append((pixels, [(s.label, s.mask, s.is_asked) for s in seen], whole))
    cache.write_bytes(pickle.dumps(scenes))
    return scenes


def look(network: Finder, pixels: np.ndarray, least: float) -> list[Seen]:
    """Return what the network sees in one photo of at most SIDE pixels."""
    x = torch.from_numpy(padded(pixels, SIDE)[None].astype(np.float32))
    with torch.no_grad():
        maps = Exported(network).eval()(x)
    return decode([m.numpy() for m in maps], [least] * len(CLASSES))


def figures(network: Finder, scenes: list[Scene]) -> str:
    """Return recall and precision by class, at mask IoU .5 (wristband .4), as lines of text."""
    found = {level: np.zeros((len(CLASSES), 3), int) for level in LEVELS}
    for pixels, truth, whole in scenes:
        seen = look(network, pixels, min(LEVELS))
        for level in LEVELS:
            _count([s for s in seen if s.score >= level], truth, whole, found[level])
    lines = []
    for level, counts in found.items():
        cells = [
            f"{label} R {hit}/{total} P {hit}/{hit + false}"
            for label, (hit, total, false) in zip(CLASSES, counts.tolist(), strict=True)
        ]
        lines.append(f"  held out >= {level}: " + "; ".join(cells))
    return "\n".join(lines)


def _count(
    seen: list[Seen],
    truth: list[tuple[int, np.ndarray, bool]],
    whole: int | None,
    counts: np.ndarray,
) -> None:
    """Add hits, things and false finds of one photo, the best finds first."""
    fine = SIDE // MASK_STRIDE
    taken: set[int] = set()
    for label, _, asked in truth:
        counts[label, 1] += asked
    for find in seen:
        label = CLASSES.index(find.label)
        best, best_iou = -1, 0.0
        for number, (other, mask, _) in enumerate(truth):
            if other != label or number in taken:
                continue
            board = np.zeros((fine, fine), bool)
            board[: mask.shape[0], : mask.shape[1]] = mask
            both = (board & find.cells).sum()
            iou = both / max(1, (board | find.cells).sum())
            if iou > best_iou:
                best, best_iou = number, iou
        if best >= 0 and best_iou >= (0.4 if label == 0 else 0.5):
            taken.add(best)
            counts[label, 0] += truth[best][2]
        elif label != whole and not (best >= 0 and not truth[best][2] and best_iou > 0.1):
            counts[label, 2] += 1
