"""Pictures to learn from: textless ground, print set onto it, and rendered photos' own print."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from network import CELL_PX
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from phiscan._runtime import open_model
from phiscan.ocr import detection
from phiscan.ocr.quads import size_of
from phiscan.synth import grounds
from phiscan.synth.fonts import FAMILIES, FOLDERS
from phiscan.types import Pixels

SIDE_PX = 224
PRINT, UNKNOWN = 1, -1
_KEPT_PX = 600
"""Side of what is cut out of a large ground."""
_LEAST_INK = 8
"""Pixels of ink from which a cell holds print; with fewer, but any, it is unknown."""
_LOOKS_LIKE_A_LINE = (2.5, 0.75)
"""Length over height and the detector's score from which a real photo may hold a line."""
_FONT_PX = (8, 64)
_EASY = string.ascii_letters + string.digits
_SIGNS = _EASY + string.digits * 3 + "-/.,:;()#&'"

Cells = NDArray[np.int8]
Generator = np.random.Generator


@dataclass(frozen=True)
class Ground:
    """RGB without print, as far as is known, and a mask of where that is not known."""

    pixels: Pixels
    unknown: NDArray[np.uint8]


def real_grounds(paths: Sequence[Path]) -> Iterator[Ground]:
    """Yield real photos; what the text detector takes for a line in them counts as unknown."""
    model = open_model("ppocr_det")
    for path in paths:
        bgr = cv2.imread(str(path))
        if bgr is None or min(bgr.shape[:2]) < 160:
            continue
        pixels = np.ascontiguousarray(bgr[..., ::-1])
        unknown = np.zeros(pixels.shape[:2], np.uint8)
        found = detection.find_text(pixels, model, [1.0], detection.Deadline())
        for box in found.boxes:
            short, long = sorted(size_of(box.quad))
            if long > _LOOKS_LIKE_A_LINE[0] * short and box.score > _LOOKS_LIKE_A_LINE[1]:
                cv2.fillPoly(unknown, [np.round(box.quad).astype(np.int32)], (1,))
        yield Ground(pixels, unknown)


def rendered_grounds(paths: Sequence[Path], rng: Generator, each: int = 12) -> Iterator[Ground]:
    """Yield cut-outs of rendered photos that hold no print at all."""
    for path in paths:
        pixels = _read(path)
        for _ in range(each):
            part = _cut(pixels, rng, _KEPT_PX)
            yield Ground(part.copy(), np.zeros(part.shape[:2], np.uint8))


def drawn_grounds(rng: Generator, each: int = 4) -> Iterator[Ground]:
    """Yield the renderer's own grounds: wood, cloth, laminate, stone, walls, tiles."""
    drawers = (grounds.wood, grounds.cloth, grounds.laminate, grounds.stone, grounds.wall,
               grounds.tiles)  # fmt: skip
    for draw in drawers:
        for _ in range(each):
            pixels = _cut(grounds.make_ground(draw, rng, 2016, 1512), rng, 2 * _KEPT_PX)
            yield Ground(pixels.copy(), np.zeros(pixels.shape[:2], np.uint8))


def rendered_print(folder: Path, rng: Generator, most: int = 5) -> Iterator[tuple[Pixels, Cells]]:
    """Yield cut-outs around identifiers of rendered photos; what lies beside them is unknown."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for photo in truth["photos"]:
        entries = [e for e in photo["entries"] if 6 <= (e.get("text_height_px") or 0) <= 90]
        if not entries:
            continue
        pixels = _read(folder / photo["file"])
        for place in rng.permutation(len(entries))[:most]:
            quad = np.array(entries[place]["polygon"])
            middle = quad[0] + (quad[2] - quad[0]) * rng.uniform(0.2, 0.8)
            low = (middle - rng.uniform(0.2, 0.8, 2) * SIDE_PX).astype(int)
            low = np.clip(low, 0, np.array(pixels.shape[1::-1]) - SIDE_PX)
            part = pixels[low[1] : low[1] + SIDE_PX, low[0] : low[0] + SIDE_PX].copy()
            yield part, _cells_of([np.array(e["polygon"]) - low for e in entries])


def _cells_of(quads: Sequence[NDArray[np.float64]]) -> Cells:
    inside = np.zeros((SIDE_PX, SIDE_PX), np.float32)
    for quad in quads:
        cv2.fillPoly(inside, [np.round(quad).astype(np.int32)], (1.0,))
    share = _per_cell(inside).mean(axis=2)
    return np.where(share > 0.2, PRINT, UNKNOWN).astype(np.int8)


def _per_cell(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (H / 32, W / 32, 1024): the values in each cell."""
    rows, columns = values.shape[0] // CELL_PX, values.shape[1] // CELL_PX
    cells = values.reshape(rows, CELL_PX, columns, CELL_PX).swapaxes(1, 2)
    return cells.reshape(rows, columns, -1)


def _read(path: Path) -> Pixels:
    bgr = cv2.imread(str(path))
    assert bgr is not None, path
    return np.ascontiguousarray(bgr[..., ::-1])


def _cut(pixels: Pixels, rng: Generator, side: int) -> Pixels:
    y, x = (int(rng.integers(0, max(1, n - side))) for n in pixels.shape[:2])
    return pixels[y : y + side, x : x + side]


class Pictures:
    """Draws pictures of SIDE_PX with what each cell holds: 1 print, 0 none, -1 unknown."""

    def __init__(
        self,
        textless: Sequence[Sequence[Ground]],
        shares: Sequence[float],
        prints: Sequence[tuple[Pixels, Cells]],
        rng: Generator,
    ) -> None:
        self._textless, self._shares = textless, shares
        self._prints, self._rng = prints, rng
        self._grain = rng.standard_normal((1024, 1024, 3)).astype(np.float32)

    def draw(self) -> tuple[Pixels, Cells]:
        """Return one picture and its cells."""
        if self._rng.random() < 0.15:
            pixels, cells = self._prints[self._rng.integers(len(self._prints))]
            turns = int(self._rng.integers(4))
            return self._shot(np.rot90(pixels, turns), 0.3), np.rot90(cells, turns).copy()
        pixels, unknown = self._ground()
        ink = np.zeros(pixels.shape[:2], np.float32)
        if self._rng.random() < 0.5:
            pixels, ink = _with_print(pixels, self._rng)
        amount = _per_cell((ink > 0.5).astype(np.float32)).sum(axis=2)
        cells = np.where(amount >= _LEAST_INK, PRINT, UNKNOWN).astype(np.int8)
        cells[(_per_cell(ink).max(axis=2) < 0.1) & (_per_cell(unknown).max(axis=2) == 0)] = 0
        return self._shot(pixels, 1.0), cells

    def _ground(self) -> tuple[Pixels, NDArray[np.float32]]:
        rng = self._rng
        ground = self._pick()
        scale = rng.choice([1.0, rng.uniform(0.6, 1.0), rng.uniform(1.0, 7.0)], p=[0.45, 0.15, 0.4])
        side = min(int(SIDE_PX / scale), *ground.pixels.shape[:2])
        y, x = (int(rng.integers(0, n - side + 1)) for n in ground.pixels.shape[:2])
        size = (SIDE_PX, SIDE_PX)
        kind = cv2.INTER_AREA if side > SIDE_PX else cv2.INTER_CUBIC
        part = cv2.resize(ground.pixels[y : y + side, x : x + side], size, interpolation=kind)
        unknown = cv2.resize(
            ground.unknown[y : y + side, x : x + side], size, interpolation=cv2.INTER_NEAREST
        )
        turns, flip = int(rng.integers(4)), int(rng.choice([-1, 1]))
        pixels = np.rot90(part[:, ::flip], turns)
        return np.ascontiguousarray(pixels), np.rot90(unknown[:, ::flip], turns).astype(np.float32)

    def _pick(self) -> Ground:
        group = self._textless[self._rng.choice(len(self._textless), p=self._shares)]
        return group[self._rng.integers(len(group))]

    def _shot(self, pixels: Pixels, harshness: float) -> Pixels:
        """Return it as a camera might have taken it: light, blur, grain, compression."""
        rng = self._rng
        shown = pixels.astype(np.float32) * rng.uniform(0.6, 1.2) + rng.uniform(-15, 15)
        if rng.random() < 0.4 * harshness:
            shown = cv2.GaussianBlur(shown, (0, 0), rng.uniform(0.3, 0.9))
        grain = _cut(self._grain, rng, SIDE_PX)
        if rng.random() < 0.5:
            grain = grain[..., :1]
        shown = shown + grain * rng.uniform(0, 6) * harshness
        low = np.clip(shown, 0, 255).astype(np.uint8)
        if rng.random() < 0.7:
            quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 96))]
            low = cv2.imdecode(cv2.imencode(".jpg", low, quality)[1], cv2.IMREAD_COLOR)
        return low


@lru_cache(maxsize=1)
def _font_paths() -> list[str]:
    names = {n for f in FAMILIES if f.split == "tune" for n in (f.regular, f.bold)}
    found = {p.name: str(p) for folder in FOLDERS for p in folder.rglob("*") if p.name in names}
    return [found[name] for name in sorted(found)]


@lru_cache(maxsize=2000)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _with_print(pixels: Pixels, rng: Generator) -> tuple[Pixels, NDArray[np.float32]]:
    """Return the picture with one to three blocks of print set on it, and the ink 0..1."""
    shown, total = pixels.astype(np.float32), np.zeros(pixels.shape[:2], np.float32)
    for _ in range(int(rng.choice([1, 2, 3], p=[0.6, 0.25, 0.15]))):
        ink, paper, size = _block(rng)
        around = shown[paper > 0.5].mean(axis=0) if (paper > 0.5).any() else np.full(3, 128.0)
        if rng.random() < 0.35:
            colour = rng.uniform(0, 255) + rng.uniform(-40, 40, 3)
            around = np.clip(colour, 0, 255)
            shown += paper[..., None] * (around - shown)
            total *= 1 - paper
        shown += ink[..., None] * (_ink_colour(around, size, rng) - shown)
        total = np.maximum(total, ink)
    return np.clip(shown, 0, 255).astype(np.uint8), total


def _ink_colour(around: NDArray[np.float32], size: int, rng: Generator) -> NDArray[np.float64]:
    """Return a colour that can be told from what lies around: small print by more."""
    least = 75 if size < 14 else 50
    mean = float(around.mean())
    signs = [s for s in (-1, 1) if 0 <= mean + s * least <= 255]
    sign = signs[rng.integers(len(signs))] if signs else 1
    room = (255 - mean) if sign > 0 else mean
    target = mean + sign * rng.uniform(least, max(least + 1, room))
    return np.clip(target + rng.uniform(-1, 1, 3) * rng.choice([0, 15, 60]), 0, 255)


def _block(rng: Generator) -> tuple[NDArray[np.float32], NDArray[np.float32], int]:
    """Return ink and paper 0..1 of a few lines somewhere in the picture, and the font's size."""
    side = 2 * SIDE_PX
    size = round(float(np.exp(rng.uniform(*np.log(_FONT_PX)))))
    paths = _font_paths()
    font = _font(paths[rng.integers(len(paths))], size)
    sheet = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(sheet)
    lines = [_words(rng) for _ in range(int(rng.choice([1, 2, 3, 6], p=[0.6, 0.2, 0.1, 0.1])))]
    text = "\n".join(lines)
    pen.multiline_text((side // 2, side // 2), text, fill=255, font=font, anchor="mm",
                       spacing=int(size * rng.uniform(0, 0.6)))  # fmt: skip
    box = sheet.getbbox() or (0, 0, 1, 1)
    paper = np.zeros((side, side), np.float32)
    air = int(size * rng.uniform(0.1, 1.5))
    paper[max(0, box[1] - air) : box[3] + air, max(0, box[0] - air) : box[2] + air] = 1
    angle = float(rng.choice([rng.normal(0, 4), rng.choice([90, 180, 270]) + rng.normal(0, 3),
                              rng.uniform(0, 360)], p=[0.6, 0.25, 0.15]))  # fmt: skip
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), angle, 1.0)
    turn[:, 2] += rng.uniform(0.1, 0.9, 2) * SIDE_PX - side / 2
    ink, sheet_of_paper = (
        cv2.warpAffine(a, turn, (SIDE_PX, SIDE_PX), flags=cv2.INTER_LINEAR)
        for a in (np.asarray(sheet, np.float32) / 255, paper)
    )
    if rng.random() < 0.5:
        ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.2, max(0.35, min(1.6, size / 16))))
    return ink, sheet_of_paper, size


def _words(rng: Generator) -> str:
    """Return one to five words of letters, of digits or of both."""
    words = []
    for _ in range(int(rng.choice([1, 2, 3, 5], p=[0.45, 0.3, 0.15, 0.1]))):
        signs = (_EASY, string.digits, _SIGNS, string.ascii_uppercase, string.ascii_lowercase)
        pool = signs[rng.integers(len(signs))]
        words.append("".join(rng.choice(list(pool), int(rng.integers(2, 11)))))
    return " ".join(words)
