"""Photos for benchmarks/artefacts.py: composed scenes, phiscan's rendered photos, real pictures.

The scenes come from models/artefact_finder_v1/scenes in the settings that training never uses:
other fonts, templates, colours, backgrounds, faces and radiology sources, one thing a photo.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.faces import read_photo
from phiscan.types import Pixels

MODEL = Path(__file__).resolve().parents[1] / "models" / "artefact_finder_v1"
Polygon = NDArray[np.float64]


@dataclass(frozen=True)
class Truth:
    """One thing in a photo: class, outline, (h, w) bool mask of what is seen where it is known.

    `grain` is how many photo pixels one mask cell stands for. Where `is_asked` is false it counts
    neither as missed nor, when found, as false.
    """

    label: str
    polygon: Polygon
    is_asked: bool = True
    mask: NDArray[np.bool_] | None = None
    grain: int = 1


@dataclass(frozen=True)
class Case:
    """A photo with its truth; `row` names what it shows, `free` are classes nobody asks about."""

    row: str
    pixels: Pixels
    truths: tuple[Truth, ...] = ()
    free: frozenset[str] = frozenset()


def _modules() -> Any:
    """Return the composer and its parts, which live beside the weights they train."""
    if str(MODEL) not in sys.path:
        sys.path.insert(0, str(MODEL))
    from scenes import cards, compose, limbs, papers, pictures, pool, shows, strips

    return cards, compose, limbs, papers, pictures, pool, shows, strips


def _rows() -> tuple[dict[str, tuple[Any, str]], dict[str, tuple[Any, str]]]:
    """Return what to draw for each row, with the kind that says how large it is shown."""
    cards, _, limbs, papers, _, pool, shows, strips = _modules()
    alone = pool.alone
    positives: dict[str, tuple[Any, str]] = {
        name: (draw, name) for name, (draw, _) in pool.POSITIVES.items()
    }
    decoys: dict[str, tuple[Any, str]] = {
        "television": (partial(shows.on_device, kind="television"), ""),
        "program on a screen": (partial(shows.on_device, kind="program"), ""),
        "framed photo, painting, pane": (shows.framed, ""),
        "poster, box": (papers.package, ""),
        "negatives": (shows.negative_film, ""),
        "bank, gift, playing card": (cards.other_card, ""),
        "printed table, page": (papers.page, ""),
        "things on a desk": (pool.thing, "thing"),
    }
    for make in sorted(set(strips.WORN_DECOYS), key=lambda m: m.__name__):
        worn = partial(limbs.worn, make=make, category=None)
        decoys[f"worn {make.__name__}"] = (alone(worn), "worn_decoy")
    for make in sorted(set(strips.LOOSE_DECOYS), key=lambda m: m.__name__):
        loose = partial(limbs.loose, make=make, category=None)
        decoys[f"loose {make.__name__}".replace("_", " ")] = (alone(loose), "loose_decoy")
    return positives, decoys


def composed(
    data: Path, split: str, count: int, decoy_count: int, side: int = 576, seed: int = 5
) -> Iterator[Case]:
    """Yield `count` photos a kind of artefact and `decoy_count` a kind of decoy or empty frame."""
    _, compose, _, _, pictures, pool_module, _, _ = _modules()
    from phiscan.synth.fonts import FontBook

    positives, decoys = _rows()
    pool = pool_module.Pool(pictures.Library(data, split), FontBook(split), Random(seed), fresh=1.0)
    for table, number in ((positives, count), (decoys, decoy_count)):
        for row, (draw, kind) in table.items():
            for _ in range(number):
                studio = pool.studio()
                flat = pool_module.shrunk(draw(pool.studio(), pool.library))
                yield _case(row, compose, studio, compose.single(studio, pool, side, kind, flat))
    for row, make in (("whole pictures", compose.whole), ("empty and plain frames", compose.blank)):
        for _ in range(count if row.startswith("whole") else decoy_count):
            studio = pool.studio()
            yield _case(row, compose, studio, make(studio, pool, side))


def _case(row: str, compose: Any, studio: Any, scene: Any) -> Case:
    truths = tuple(
        Truth(compose.CLASSES[s.label], s.polygon, s.is_asked, s.mask, compose.GRAIN)
        for s in scene.seen()
    )
    free = frozenset({compose.CLASSES[scene.whole_label]} if scene.whole_label else ())
    return Case(row, compose.shoot(studio, scene.pixels), truths, free)


RENDERED = (
    "wristband",
    "wristband_flat",
    "radiograph_lightbox",
    "radiograph_monitor",
    "radiograph",
    "ultrasound",
    "ultrasound_export",
    "badge",
    "insurance_card",
    "ehr_screen",
)
RENDERED_CLEAN = (
    "menu",
    "poster",
    "book_page",
    "receipt",
    "empty_form",
    "landscape",
    "product_package",
    "plate_of_food",
)
_LABELS = frozenset({"wristband", "radiograph", "medical_imaging", "screen", "id_card"})


def rendered(split: str, count: int, seed: int = 3) -> Iterator[Case]:
    """Yield phiscan.synth's own photos at 3 megapixels, turned every way."""
    from phiscan.synth.fonts import FontBook
    from phiscan.synth.scenes import Shot, take, views_of

    fonts, rng = FontBook(split), Random(seed)
    for kind in (*RENDERED, *RENDERED_CLEAN):
        for number in range(count):
            shot = Shot(
                kind, rng.choice(views_of(kind)), (1512, 2016), rng.choice((0, 90, 180, 270))
            )
            picture = take(shot, split, f"artefacts {seed} {kind} {number}", fonts)
            truths = tuple(
                Truth(m.category.value, m.polygon, m.visible >= 0.3)
                for m in picture.marks
                if m.category is not None and m.polygon is not None and m.category.value in _LABELS
            )
            free = frozenset({"screen"} if shot.view == "screenshot" else ())
            yield Case(f"rendered {kind}", picture.pixels, truths, free)


RADIOLOGY = {
    "xray_chest": "radiograph",
    "xray_bone": "radiograph",
    "ct_mri": "medical_imaging",
    "ultrasound": "medical_imaging",
    "screenshot_radiology_app": "medical_imaging",
}
NOTHING = (
    "negative_barcode_like",
    "negative_facelike",
    "negative_grayscale_photo",
    "negative_imagenet_object",
    "negative_imagenet_texty_medical",
    "negative_map",
    "negative_nature",
    "negative_packaging",
    "negative_produce",
    "negative_screenshot",
    "people_grayscale_photo",
    "people_incidental",
    "document_photo_other",
    "document_receipt",
    "document_scan_other",
    "scene_text",
    "rendered_text",
    "barcode_1d",
    "barcode_qr",
    "face",
    "face_masked",
    "face_old_photo",
)
# Photos that do show a screen: the class is neither asked for nor held against the finder.
_MAY_SHOW_SCREEN = frozenset(
    {
        "negative_screenshot",
        "negative_imagenet_texty_medical",
        "people_incidental",
        "scene_text",
        "screenshot_radiology_app",
    }
)


def real(data: Path, every: int = 1) -> Iterator[Case]:
    """Yield real pictures: whole radiology pictures, those of training's sources by themselves."""
    pictures = _modules()[4]
    for folder, label in RADIOLOGY.items():
        for split, name in (("test", "not trained on"), ("tune", "trained on")):
            for path in pictures.Library(data, split).files(folder)[::every]:
                pixels = read_photo(path, None)
                is_whole = folder != "screenshot_radiology_app"
                truths = (Truth(label, frame_of(pixels)),) if is_whole else ()
                free = frozenset() if is_whole else frozenset({label, "radiograph", "screen"})
                yield Case(f"{folder}, {name}", pixels, truths, free)
    seen = set(pictures.Library(data, "tune").everyday())
    for folder in NOTHING:
        free = frozenset({"screen"} if folder in _MAY_SHOW_SCREEN else ())
        for path in sorted((data / folder).iterdir())[::every]:
            row = f"{folder}, listed for training" if path in seen else folder
            yield Case(row, read_photo(path, None), (), free)


def frame_of(pixels: Pixels) -> Polygon:
    """Return the outline of the whole photo."""
    height, width = pixels.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def overlap(truth: Truth, polygon: Polygon, size_wh: tuple[int, int]) -> float:
    """Return the IoU of a found outline with the thing, or with what is seen of it if better."""
    step = max(1.0, max(size_wh) / 640)
    shape = (round(size_wh[1] / step), round(size_wh[0] / step))
    found, whole = (_filled(p / step, shape) for p in (polygon, truth.polygon))
    wanted = [whole] if truth.mask is None else [whole, _seen(truth, shape, step)]
    return max(float((found & w).sum() / max(1, (found | w).sum())) for w in wanted)


def _seen(truth: Truth, shape: tuple[int, int], step: float) -> NDArray[np.bool_]:
    assert truth.mask is not None
    factor = truth.grain / step
    cells = cv2.resize(truth.mask.astype(np.uint8), None, fx=factor, fy=factor) > 0
    board = np.zeros(shape, dtype=bool)
    part = cells[: shape[0], : shape[1]]
    board[: part.shape[0], : part.shape[1]] = part
    return board


def _filled(polygon: Polygon, shape: tuple[int, int]) -> NDArray[np.bool_]:
    area = np.zeros(shape, np.uint8)
    cv2.fillPoly(area, [np.round(polygon * 16 - 8).astype(np.int32)], 1, shift=4)
    return area > 0


def scenes(data: Path, split: str, scale: float) -> Iterator[Case]:
    """Yield composed scenes: at `scale` 1 forty of each kind of thing, thirty of each decoy."""
    yield from composed(data, split, max(1, round(40 * scale)), max(1, round(30 * scale)))


def all_cases(data: Path, split: str, scale: float, parts: Sequence[str]) -> Iterator[Case]:
    """Yield everything; `scale` 1 is the full size, less is less of each."""
    if "scenes" in parts:
        yield from scenes(data, split, scale)
    if "rendered" in parts:
        yield from rendered("blind" if split == "test" else split, max(1, round(30 * scale)))
    if "real" in parts:
        yield from real(data, max(1, round(1 / scale)))
