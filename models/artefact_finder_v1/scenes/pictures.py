"""Pictures to show: real and drawn X-rays, CT, MR and ultrasound, and photos of anything else."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import films
from phiscan.synth.grounds import GROUNDS, noise
from phiscan.synth.studio import Studio
from phiscan.types import Category
from scenes.drawn import DRAWN_XRAYS, brain_slice, trunk_slice
from scenes.sheet import Sheet, any_colour, words

Pixels = NDArray[np.uint8]
HELD_OUT = ("aashish900/MURA", "drpradeepAI/Medical-AI-Data-Annotation", "mlmed/torchxrayvision")
"""Sources of radiology pictures that training never sees."""
_TEST_ULTRASOUND = 5
"""The only ultrasound source is split by file: so many, last by name, are kept for the test."""
# Photos whose content would make the truth wrong: they show screens or written pages.
_NOT_BACKGROUND = (
    "hand-held_computer",
    "iPod",
    "notebook",
    "entertainment_center",
    "scoreboard",
    "envelope",
    "slide_rule",
    "mask",
    "pay-phone",
)


EVERYDAY = (
    "negative_packaging",
    "negative_barcode_like",
    "negative_imagenet_object",
    "negative_grayscale_photo",
    "negative_nature",
    "negative_produce",
    "barcode_1d",
    "barcode_qr",
    "face",
    "face_masked",
    "document_receipt",
)
"""Folders of photos that show none of the classes, but much that is taken for one; pages they may
show."""


@dataclass(frozen=True)
class Library:
    """Where the photos lie, and which part of them a split may see."""

    folder: Path
    split: str
    left_out: tuple[str, ...] = HELD_OUT

    def rows(self, *folders: str) -> list[dict[str, str]]:
        """Return the manifest's rows of these folders."""
        return [r for r in _manifest(self.folder) if r["category"] in folders]

    @property
    def is_test(self) -> bool:
        """Whether this sees what training never does."""
        return self.split != "tune"

    def files(self, folder: str) -> tuple[Path, ...]:
        """Return this split's radiology files of a folder."""
        return _radiology(self, folder)

    def backgrounds(self) -> tuple[Path, ...]:
        """Return this split's natural photos: four of five train, the fifth tests."""
        return _backgrounds(self)

    def everyday(self, *folders: str) -> tuple[Path, ...]:
        """Return this split's photos of packages, codes, people: every other one of a folder."""
        return _everyday(self, folders or EVERYDAY)

    def faces(self) -> tuple[Path, ...]:
        """Return photos of people for the portraits on cards."""
        return _faces(self)


@cache
def _radiology(library: Library, folder: str) -> tuple[Path, ...]:
    rows = library.rows(folder)
    if folder == "ultrasound":
        ordered = sorted(r["file"] for r in rows)
        mine = ordered[-_TEST_ULTRASOUND:] if library.is_test else ordered[:-_TEST_ULTRASOUND]
        return tuple(library.folder / name for name in mine)
    kept = [r for r in rows if (r["source"] in library.left_out) == library.is_test]
    return tuple(library.folder / r["file"] for r in kept)


@cache
def _backgrounds(library: Library) -> tuple[Path, ...]:
    elsewhere = {
        Path(r["path"]).name for r in _manifest(library.folder) if r["category"] != "background"
    }
    rows = [
        r
        for r in library.rows("background")
        if not any(word in r["path"] for word in _NOT_BACKGROUND)
        and Path(r["path"]).name not in elsewhere
    ]
    return tuple(
        library.folder / r["file"] for i, r in enumerate(rows) if (i % 5 == 0) == library.is_test
    )


@cache
def _everyday(library: Library, folders: tuple[str, ...]) -> tuple[Path, ...]:
    found: list[Path] = []
    for folder in folders:
        names = sorted(r["file"] for r in library.rows(folder))
        found += [library.folder / name for name in names[library.is_test :: 2]]
    return tuple(found)


@cache
def _faces(library: Library) -> tuple[Path, ...]:
    files = sorted(library.folder / r["file"] for r in library.rows("face"))
    return tuple(files[80:] if library.is_test else files[:80])


@cache
def _manifest(folder: Path) -> Sequence[dict[str, str]]:
    with (folder / "manifest.csv").open(encoding="utf-8") as stream:
        return [r for r in csv.DictReader(stream) if (folder / r["file"]).is_file()]


@cache
def load(path: Path, side: int = 448) -> Pixels:
    """Return a photo as RGB with its longer side at most `side`."""
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    factor = side / max(pixels.shape[:2])
    if factor < 1:
        pixels = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(pixels[..., ::-1])


def photo(studio: Studio, library: Library) -> Pixels:
    """Return part of a natural photo, its colours changed a little."""
    rng = studio.rng
    pixels = load(rng.choice(library.backgrounds()))
    pixels = crop(studio, pixels, 0.5)
    if rng.random() < 0.5:
        pixels = np.ascontiguousarray(pixels[:, ::-1])
    if rng.random() < 0.2:
        pixels = np.ascontiguousarray(np.rot90(pixels, rng.choice((1, 2, 3))))
    if rng.random() < 0.12:
        pixels = gray(pixels)
    return pixels


def crop(studio: Studio, pixels: Pixels, least: float) -> Pixels:
    """Return a part, each side at least a share `least` of the whole."""
    rng = studio.rng
    height, width = pixels.shape[:2]
    w, h = int(width * rng.uniform(least, 1)), int(height * rng.uniform(least, 1))
    x, y = rng.randint(0, width - w), rng.randint(0, height - h)
    return np.ascontiguousarray(pixels[y : y + h, x : x + w])


def gray(pixels: Pixels) -> Pixels:
    """Return the picture without colour."""
    return cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def ground(studio: Studio, width: int, height: int) -> Pixels:
    """Return a drawn surface."""
    name = studio.rng.choice(tuple(GROUNDS))
    return GROUNDS[name](studio.noise, max(64, width), max(64, height))


# -- Radiology ------------------------------------------------------------------------------------


def radiograph(studio: Studio, library: Library) -> Pixels:
    """Return an X-ray, real or drawn, as it may be shown."""
    rng = studio.rng
    chest, bone = library.files("xray_chest"), library.files("xray_bone")
    draw = rng.random()
    if draw < 0.36:
        picture = load(rng.choice(chest))
    elif draw < 0.68:
        picture = load(rng.choice(bone))
    else:
        make = rng.choice((films.chest, films.hand, films.knee, *DRAWN_XRAYS, *DRAWN_XRAYS))
        picture = _as_pixels(make(studio.noise))
    picture = _posed(studio, picture)
    return _windowed(studio, picture, invert=0.1)


def slice_picture(studio: Studio, library: Library) -> Pixels:
    """Return a CT or MR slice."""
    rng = studio.rng
    if rng.random() < 0.8:
        picture = load(rng.choice(library.files("ct_mri")))
        if rng.random() < 0.6:  # the corner in which one source writes its name
            cut = int(picture.shape[0] * rng.uniform(0.06, 0.16))
            picture = picture[cut : picture.shape[0] - int(cut * rng.random())]
    else:
        picture = _as_pixels(rng.choice((brain_slice, trunk_slice))(studio.noise))
    picture = _posed(studio, picture)
    if rng.random() < 0.04:
        table = rng.choice((cv2.COLORMAP_HOT, cv2.COLORMAP_JET, cv2.COLORMAP_BONE))
        return np.ascontiguousarray(cv2.applyColorMap(picture[..., 0].copy(), table)[..., ::-1])
    return _windowed(studio, picture, invert=0.03)


def ultrasound(studio: Studio, library: Library) -> Pixels:
    """Return an ultrasound picture: a fan or a field, with or without its frame of text."""
    rng = studio.rng
    if rng.random() < 0.65:
        field = load(rng.choice(library.files("ultrasound")))[..., 0]
        field = field[:, ::-1] if rng.random() < 0.5 else field
        film = field.astype(np.float32) / 255
        film = _fan(studio, film) if rng.random() < 0.4 else film
    else:
        film = films.ultrasound(studio.noise)
    picture = _as_pixels(np.clip(film * rng.uniform(0.7, 1.4), 0, 1))
    if rng.random() < 0.2:
        _doppler(studio, picture)
    if rng.random() < 0.45:
        picture = _console(studio, picture)
    return picture


def bare_ultrasound(studio: Studio, library: Library) -> Pixels:
    """Return a field of echoes as it is stored: a gray speckled square without a frame."""
    picture = load(studio.rng.choice(library.files("ultrasound")))
    if studio.rng.random() < 0.5:
        picture = crop(studio, picture, 0.6)
    if studio.rng.random() < 0.5:
        picture = picture[:, ::-1]
    return _windowed(studio, np.ascontiguousarray(picture), invert=0)


def _as_pixels(film: NDArray[np.float32]) -> Pixels:
    level = (film * 255).astype(np.uint8)
    factor = 420 / max(level.shape)
    level = cv2.resize(level, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(level, cv2.COLOR_GRAY2RGB)


def _posed(studio: Studio, picture: Pixels) -> Pixels:
    """Mirror it, cut a part out, lay it slanted on black as a plate is."""
    rng = studio.rng
    if rng.random() < 0.5:
        picture = picture[:, ::-1]
    if rng.random() < 0.4:
        picture = crop(studio, picture, 0.45)
    if rng.random() < 0.12:
        picture = np.rot90(picture, rng.choice((1, 2, 3)))
    picture = np.ascontiguousarray(picture)
    if rng.random() < 0.2:
        height, width = picture.shape[:2]
        turn = cv2.getRotationMatrix2D(
            (width / 2, height / 2), rng.uniform(-25, 25), rng.uniform(0.75, 1.05)
        )
        picture = cv2.warpAffine(picture, turn, (width, height))
    if rng.random() < 0.3:
        low, high = [(rng.randint(0, 60), rng.randint(0, 60)) for _ in range(2)]
        tone = (rng.choice((0, 0, 0, 255)),) * 3
        picture = cv2.copyMakeBorder(picture, *low, *high, cv2.BORDER_CONSTANT, value=tone)
    return picture


def _windowed(studio: Studio, picture: Pixels, invert: float) -> Pixels:
    """Change brightness, contrast, tone; write letters and numbers on it."""
    rng = studio.rng
    level = picture.astype(np.float32) / 255
    level = np.clip(level, 0, 1) ** rng.uniform(0.65, 1.5)
    level = level * rng.uniform(0.75, 1.15) + rng.uniform(-0.03, 0.08)
    if rng.random() < invert:
        level = 1 - level
    picture = np.clip(level * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        tint = np.array(rng.choice(((0.9, 0.97, 1.06), (1.05, 1.0, 0.92), (0.85, 0.95, 1.1))))
        picture = np.clip(picture * tint, 0, 255).astype(np.uint8)
    return _burnt(studio, picture) if rng.random() < 0.6 else picture


def _burnt(studio: Studio, picture: Pixels) -> Pixels:
    """Write corners of text, a side marker, a scale, an arrow."""
    rng = studio.rng
    height, width = picture.shape[:2]
    sheet = Sheet(studio, (width, height), picture)
    ink = rng.choice(((235, 235, 235), (255, 255, 255), (240, 230, 110), (120, 230, 140)))
    size = max(6.0, min(width, height) * rng.uniform(0.022, 0.045))
    style = rng.choice(("sans", "mono"))
    for right, low in ((0, 0), (1, 0), (0, 1), (1, 1)):
        if rng.random() < 0.55:
            for row in range(rng.randint(1, 4)):
                x = width - 4 if right else 4
                y = height - 4 - row * size * 1.2 if low else (row + 1) * size * 1.2
                sheet.text(
                    x,
                    y,
                    words(studio, rng.randint(1, 3)),
                    size,
                    ink,
                    style,
                    "rs" if right else "ls",
                )
    if rng.random() < 0.4:
        x, y = rng.uniform(0.05, 0.9) * width, rng.uniform(0.1, 0.6) * height
        sheet.text(
            x,
            y,
            rng.choice(("L", "R", "R 01", "PORTABLE", "ERECT")),
            rng.uniform(0.04, 0.1) * height,
            ink,
            "sans",
            bold=True,
        )
    if rng.random() < 0.25:
        x = width - rng.randint(6, 20)
        for y in range(int(height * 0.3), int(height * 0.7), max(4, height // 40)):
            sheet.draw.line((x, y, x + 5, y), ink, 1)
    return np.asarray(sheet.image).copy()


def _fan(studio: Studio, field: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bend a square field of echoes into the sector a curved probe sees."""
    rng = studio.rng
    size = (rng.randint(340, 440), rng.randint(300, 380))
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    near, reach = rng.uniform(10, 110), size[1] * rng.uniform(0.92, 1.0)
    away = np.hypot(xs - size[0] / 2, ys + near)
    angle = np.arctan2(xs - size[0] / 2, ys + near)
    half = rng.uniform(0.35, 0.8)
    map_x = (angle / half + 1) / 2 * (field.shape[1] - 1)
    map_y = (away - near * 1.1) / (reach - near * 0.1) * (field.shape[0] - 1)
    return cv2.remap(np.ascontiguousarray(field), map_x, map_y, cv2.INTER_LINEAR)


def _doppler(studio: Studio, picture: Pixels) -> None:
    """Lay red and blue flow over a part."""
    rng = studio.rng
    height, width = picture.shape[:2]
    flow = noise(studio.noise, width, height, (6, 6), 3)
    mask = np.zeros((height, width), np.uint8)
    centre = (int(width * rng.uniform(0.3, 0.7)), int(height * rng.uniform(0.3, 0.7)))
    cv2.ellipse(
        mask, centre, (width // rng.randint(5, 9), height // rng.randint(5, 9)), 0, 0, 360, 1, -1
    )
    warm, cold = (flow > 0.25) & (mask > 0), (flow < -0.25) & (mask > 0)
    picture[warm] = (220, 70, 30)
    picture[cold] = (40, 80, 220)


def _console(studio: Studio, picture: Pixels) -> Pixels:
    """Put the picture into the machine's frame: text, gray bar, settings."""
    rng = studio.rng
    width, height = rng.randint(400, 448), rng.randint(300, 350)
    tone = rng.choice(((0, 0, 0), (8, 8, 12), (26, 28, 34), (12, 22, 34)))
    sheet = Sheet(studio, (width, height), tone)
    x, y = width * rng.uniform(0.08, 0.2), height * rng.uniform(0.06, 0.14)
    sheet.paste(picture, x, y, width * rng.uniform(0.6, 0.76), height * rng.uniform(0.76, 0.86))
    ink = rng.choice(((230, 230, 230), (170, 200, 220), (220, 220, 140)))
    for row in range(rng.randint(1, 3)):
        sheet.text(5, 9 + row * 9, words(studio, 4), 8, ink, "sans")
    for row in range(rng.randint(0, 9)):
        sheet.text(
            rng.choice((4, width - 46)),
            height * 0.25 + row * 12,
            words(studio, 2),
            8,
            any_colour(studio, 110, 240),
            "sans",
        )
    if rng.random() < 0.6:
        bar = np.linspace(255, 0, 90, dtype=np.uint8)[:, None, None].repeat(6, 1).repeat(3, 2)
        sheet.paste(bar, rng.choice((4, width - 12)), height * 0.2)
    return np.asarray(sheet.image).copy()


MAKERS = {
    Category.RADIOGRAPH: (radiograph,),
    Category.MEDICAL_IMAGING: (slice_picture,) * 3 + (ultrasound,) * 2,
}


def imaging(studio: Studio, library: Library, category: Category) -> Pixels:
    """Return one picture of a category."""
    return studio.rng.choice(MAKERS[category])(studio, library)
