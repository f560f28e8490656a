"""The photos that everybody looks at: a mixed folder, 40 % without text, 30 % a little, 30 % full.

Rendered ones, and among those without text real ones where `../shared/data` is there, enlarged to
the same size with a camera's grain: soft and noisy, which is the hard case for a quick glance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.photos import HERE, rendered
from phiscan.evaluation.truth import read_truth

GROUPS = {
    "no text": ("plate_of_food", "landscape"),
    "a little text": (
        "wristband", "badge", "specimen_label", "sticky_note", "envelope", "insurance_card",
    ),
    "a full page": ("lab_report", "face_sheet", "letter", "book_page", "menu", "ehr_screen"),
}  # fmt: skip
NO_TEXT, LITTLE, PAGE = GROUPS
REAL = HERE.parents[1] / "shared" / "data" / "background"
REAL_NAMES = (
    "n01924916_flatworm", "n02013706_limpkin", "n02397096_warthog", "n02442845_mink",
    "n02120079_arctic_fox", "n02002556_white_stork", "n03014705_chest", "n02492660_howler_monkey",
)  # fmt: skip
"""The largest of that folder that show no text and no person, chosen by eye."""
SPLIT, SEED = "test", 31
_GRAIN = 2.5
"""Standard deviation of the grain in gray levels: a phone's in daylight."""


@dataclass(frozen=True)
class SpeedPhoto:
    """One photo and the group it belongs to."""

    path: Path
    group: str
    is_real: bool = False


def counts(total: int) -> dict[str, int]:
    """Return how many photos of each group a folder of so many holds.

    >>> counts(10)
    {'no text': 4, 'a little text': 3, 'a full page': 3}
    """
    none, little = round(0.4 * total), round(0.3 * total)
    return {NO_TEXT: none, LITTLE: little, PAGE: total - none - little}


def mixed_folder(work: Path, total: int, size_wh: tuple[int, int]) -> list[SpeedPhoto]:
    """Return the mixed folder, made unless it is there; the groups take turns."""
    groups = [group_photos(work, group, n, size_wh) for group, n in counts(total).items()]
    placed = [
        ((place + 0.5) / len(group), order, photo)
        for order, group in enumerate(groups)
        for place, photo in enumerate(group)
    ]
    return [photo for _, _, photo in sorted(placed, key=lambda item: item[:2])]


def group_photos(work: Path, group: str, count: int, size_wh: tuple[int, int]) -> list[SpeedPhoto]:
    """Return photos of one group; a third of those without text are real where there are some."""
    real = []
    if group == NO_TEXT:
        real = real_photos(work, min(round(count / 3), len(REAL_NAMES)), size_wh)
    folder = work / f"speed_{group.replace(' ', '_')}_{count}_{size_wh[0]}"
    truth = rendered(folder, count - len(real), SEED, SPLIT, size_wh, kinds=GROUPS[group])
    drawn = [SpeedPhoto(p.path, group) for p in read_truth(truth)] if count > len(real) else []
    return [*drawn, *(SpeedPhoto(path, group, is_real=True) for path in real)]


def real_photos(work: Path, count: int, size_wh: tuple[int, int]) -> list[Path]:
    """Return real photos without text, enlarged and grained once; none where there is no data."""
    folder = work / f"speed_real_{size_wh[0]}"
    made = []
    for name in REAL_NAMES[:count] if REAL.is_dir() else ():
        target = folder / f"{name}.jpg"
        if not target.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            _enlarge(REAL / f"{name}.jpeg", target, size_wh)
        made.append(target)
    return made


def _enlarge(source: Path, target: Path, size_wh: tuple[int, int]) -> None:
    """Write a photo cut to the shape and enlarged to the size, its own JPEG blocks smoothed."""
    pixels = cv2.imread(str(source))
    assert pixels is not None
    height, width = pixels.shape[:2]
    scale = min(width / size_wh[0], height / size_wh[1])
    cut_w, cut_h = round(size_wh[0] * scale), round(size_wh[1] * scale)
    left, top = (width - cut_w) // 2, (height - cut_h) // 2
    cut = pixels[top : top + cut_h, left : left + cut_w]
    large = cv2.resize(cut, size_wh, interpolation=cv2.INTER_LANCZOS4).astype(np.float32)
    grain = np.random.default_rng(SEED).normal(0, _GRAIN, large.shape[:2]).astype(np.float32)
    shown = np.clip(large + grain[..., None], 0, 255).astype(np.uint8)
    cv2.imwrite(str(target), shown, [cv2.IMWRITE_JPEG_QUALITY, 85])


def paths_of(photos: Sequence[SpeedPhoto]) -> list[Path]:
    """Return the photos' paths."""
    return [photo.path for photo in photos]
