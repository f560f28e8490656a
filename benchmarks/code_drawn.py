"""The drawn half of benchmarks/barcodes.py: what is looked at, and the tables of what was found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.code_decoys import DECOYS, make_decoy
from benchmarks.code_decoys import VIEWS as DECOY_VIEWS
from benchmarks.code_scenes import KINDS, VIEWS, Kind, Scene, make_scene
from benchmarks.faces import read_photo
from benchmarks.tables import by_group, table
from phiscan.detectors.barcodes import find_barcodes
from phiscan.evaluation.metric import rate
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS
from phiscan.types import Category, Photo

IOU = 0.4
WITHOUT = ("negative_barcode_like", "negative_grayscale_photo", "negative_imagenet_object",
           "negative_imagenet_texty_medical", "negative_map", "negative_nature",
           "negative_packaging", "negative_produce", "negative_screenshot", "scene_text",
           "document_photo_other", "document_scan_other", "xray_bone", "xray_chest", "ct_mri",
           "ultrasound", "people_incidental", "face")  # fmt: skip
"""Folders of photos without a code (receipts, some of which carry one, are left out)."""


@dataclass(frozen=True)
class Seen:
    """What was found in one scene: `outlines` counts the boxes, `false` those that are no code."""

    kind: str
    view: str
    has_code: bool
    is_readable: bool
    is_found: bool
    is_read: bool
    false: int
    outlines: int
    cpu_s: float


def scenes(root: Path, every: int, seed: int) -> Iterator[Scene]:
    """Yield codes, decoys and photos without a code, every n-th.

    The grounds are every other photo of the background folder, those that nothing was tuned on.
    """
    grounds = sorted((root / "background").iterdir())[1::2]
    makers: list[Callable[[], Scene]] = []
    for at, (kind, view) in enumerate(product(KINDS, VIEWS)):
        ground = grounds[(seed + 7 * at) % len(grounds)]
        makers.append(partial(_code, kind, view, ground, seed + at))
    for at, (draw, view) in enumerate(product(DECOYS, DECOY_VIEWS)):
        ground = grounds[(seed + 11 * at) % len(grounds)]
        makers.append(partial(_decoy, draw, view, ground, seed + at))
    folders = [root / name for name in WITHOUT if (root / name).is_dir()]
    makers += [partial(_plain, path) for folder in folders for path in sorted(folder.iterdir())]
    for make in makers[::every] if every else ():
        yield make()


def _code(kind: Kind, view: str, ground: Path, seed: int) -> Scene:
    return make_scene(kind, view, read_photo(ground, None), seed)


def _decoy(draw: Callable[[np.random.Generator], Any], view: str, ground: Path, seed: int) -> Scene:
    return make_decoy(draw, view, read_photo(ground, None), seed)


def _plain(path: Path) -> Scene:
    return Scene(read_photo(path, None), path.parent.name, "as it is")


def look(scene: Scene) -> Seen:
    """Look for codes in a scene; a box counts where it shares IOU of its area with the code."""
    start = time.process_time()
    found = find_barcodes([Photo(scene.pixels)], ScanOptions(), NO_TERMS)[0]
    spent = time.process_time() - start
    codes = [f for f in found if f.category is Category.BARCODE]
    quads = [np.array(f.polygon, np.float64) for f in codes if f.polygon]
    right = [scene.outline is not None and shared(q, scene.outline) >= IOU for q in quads]
    is_read = any(r and "undecoded" not in f.tags for r, f in zip(right, codes, strict=True))
    return Seen(
        scene.kind, scene.view, scene.outline is not None, scene.is_readable, any(right), is_read,
        right.count(False), len(right), spent,
    )  # fmt: skip


def shared(polygon: NDArray[np.float64], outline: NDArray[np.float64]) -> float:
    """Return intersection over union of two (n, 2) polygons, counted in pixels."""
    low = np.minimum(polygon.min(axis=0), outline.min(axis=0))
    size = np.ceil(np.maximum(polygon.max(axis=0), outline.max(axis=0)) - low).astype(int) + 1
    drawn = np.zeros((2, size[1], size[0]), np.uint8)
    for plane, points in zip(drawn, (polygon, outline), strict=True):
        cv2.fillPoly(plane, [np.round(points - low).astype(np.int32)], 1)
    both, either = int((drawn[0] & drawn[1]).sum()), int((drawn[0] | drawn[1]).sum())
    return both / max(1, either)


def drawn_page(seen: Sequence[Seen]) -> str:
    """Return the Markdown of the drawn half."""
    codes = [s for s in seen if s.has_code]
    readable = [s for s in codes if s.is_readable]
    others = [s for s in seen if not s.has_code]
    boxes = [True] * sum(s.outlines - s.false for s in seen) + [False] * sum(s.false for s in seen)
    sums = [
        ("readable codes found", rate([s.is_found for s in readable])),
        ("... and read", rate([s.is_read for s in readable])),
        ("other codes found", rate([s.is_found for s in codes if not s.is_readable])),
        ("boxes that are a code (precision)", rate(boxes)),
        ("photos without a code that get a box", rate([s.outlines > 0 for s in others])),
    ]
    note = (
        "Readable: zxing-cpp reads it laid flat and upright. Found: a box shares 0.4 of the area "
        "(intersection over union). Loose and doubled boxes lower the precision."
    )
    parts = [f"\n## Drawn codes on photos\n\n{note}\n\n{table(['', 'rate'], sums)}\n"]
    for title, key in (("view", lambda s: s.view), ("symbology", lambda s: s.kind)):
        found = dict(by_group(readable, key, lambda s: s.is_found))
        read = dict(by_group(readable, key, lambda s: s.is_read))
        rest = dict(by_group([s for s in codes if not s.is_readable], key, lambda s: s.is_found))
        nothing = rate([])
        rows = [
            (name, found.get(name, nothing), read.get(name, nothing), rest.get(name, nothing))
            for name in dict.fromkeys(map(key, codes))
        ]
        parts.append(f"\n{table([title, 'readable: found', 'read', 'others: found'], rows)}\n")
    false = [(n, r) for n, r in by_group(others, lambda s: s.kind, lambda s: s.outlines > 0)]
    parts.append(f"\n{table(['without a code', 'photos with a box'], false)}\n")
    return "".join(parts)
