"""Writes a rendered photo the way phones and programs do: EXIF, orientation, PNG, PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from phiscan.synth.truth import Mark
from phiscan.types import Category

Pixels = NDArray[np.uint8]
# What a camera stores so that a viewer who obeys the tag sees the photo upright.
_STORED: dict[int, Callable[[Pixels], Pixels]] = {
    1: lambda p: p,
    2: np.fliplr,
    3: lambda p: np.rot90(p, 2),
    4: np.flipud,
    5: lambda p: p.transpose(1, 0, 2),
    6: lambda p: np.rot90(p, 1),
    7: lambda p: np.rot90(p, 2).transpose(1, 0, 2),
    8: lambda p: np.rot90(p, -1),
}
_GPS_IFD, _EXIF_IFD = 0x8825, 0x8769
PDF_DPI = 250


def stored(pixels: Pixels, orientation: int) -> Pixels:
    """Return upright pixels as a file with this EXIF orientation (1..8) stores them."""
    return np.ascontiguousarray(_STORED[orientation](pixels))


def camera_tags(rng: Random, orientation: int, *, gps: bool) -> tuple[Image.Exif, list[Mark]]:
    """Return the EXIF block of an invented phone, and the marks (no polygon) that it earns."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "Example", f"Phone {rng.randint(9, 16)}"
    taken = f"20{rng.randint(23, 26)}:{rng.randint(1, 12):02d}:{rng.randint(1, 28):02d} 10:41:07"
    exif[0x0132] = taken
    inner = exif.get_ifd(_EXIF_IFD)
    inner[0x9003], inner[0xA431] = taken, f"SN{rng.randint(10**7, 10**8)}"
    found = [Category.CAPTURE_TIME, Category.DEVICE_METADATA]
    if gps:
        place = exif.get_ifd(_GPS_IFD)
        place[1], place[2] = "N", (float(rng.randint(30, 47)), float(rng.randint(0, 59)), 12.5)
        place[3], place[4] = "W", (float(rng.randint(70, 120)), float(rng.randint(0, 59)), 41.0)
        found.append(Category.GPS_LOCATION)
    return exif, [Mark(category, None, "metadata") for category in found]


def write_photo(
    path: Path, pixels: Pixels, *, quality: int = 90, exif: Image.Exif | None = None
) -> None:
    """Write a photo in the format of its suffix; pixels as stored (not upright) if EXIF says so."""
    image = Image.fromarray(pixels)
    options: dict[str, Any] = {}
    if path.suffix.lower() in (".jpg", ".jpeg", ".webp"):
        options["quality"] = quality
    if exif is not None:
        options["exif"] = exif
    image.save(path, **options)


def write_pdf(path: Path, pages: Sequence[Pixels]) -> None:
    """Write pages as a PDF of pictures at PDF_DPI, without a date (same input, same bytes)."""
    images = [Image.fromarray(p) for p in pages]
    images[0].save(
        path, save_all=True, append_images=images[1:], resolution=PDF_DPI, quality=85,
        creationDate=None, modDate=None,
    )  # fmt: skip
