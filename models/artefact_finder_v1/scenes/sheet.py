"""A small sheet to draw on in pixels, and the chance that decides what is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.grounds import noise
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category

Pixels = NDArray[np.uint8]
WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()


def words(studio: Studio, count: int) -> str:
    """Return so many words and numbers, in any case."""
    rng = studio.rng
    picked = [
        str(rng.randint(0, 10 ** rng.randint(1, 7))) if rng.random() < 0.25 else rng.choice(WORDS)
        for _ in range(count)
    ]
    text = " ".join(picked)
    return rng.choice((str, str.upper, str.title))(text)


def any_colour(studio: Studio, low: int = 0, high: int = 255) -> Colour:
    """Return any colour between two brightnesses, often a gray one."""
    rng = studio.rng
    if rng.random() < 0.3:
        tone = rng.randint(low, high)
        return tone, tone, tone
    return rng.randint(low, high), rng.randint(low, high), rng.randint(low, high)


def pale(studio: Studio) -> Colour:
    """Return a white or a pale tint."""
    rng = studio.rng
    if rng.random() < 0.6:
        tone = rng.randint(225, 255)
        return tone, tone, max(0, tone - rng.randint(0, 12))
    return rng.randint(190, 255), rng.randint(190, 255), rng.randint(190, 255)


def strong(studio: Studio) -> Colour:
    """Return a saturated colour."""
    hue = np.array(
        [[[studio.rng.randint(0, 179), studio.rng.randint(120, 255), studio.rng.randint(90, 240)]]],
        np.uint8,
    )
    r, g, b = cv2.cvtColor(hue, cv2.COLOR_HSV2RGB)[0, 0].tolist()
    return r, g, b


def dark(studio: Studio) -> Colour:
    """Return an ink."""
    rng = studio.rng
    tone = rng.randint(0, 60)
    return tone, tone, tone + rng.randint(0, 60) * (rng.random() < 0.3)


@dataclass
class Sheet:
    """An image in pixels with its regions; `size_wh` at birth."""

    studio: Studio
    size_wh: tuple[int, int]
    paper: Colour | Pixels = (255, 255, 255)
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        if isinstance(self.paper, np.ndarray):
            paper = cv2.resize(self.paper, self.size_wh, interpolation=cv2.INTER_AREA)
            self.image = Image.fromarray(paper)
        else:
            self.image = Image.new("RGB", self.size_wh, self.paper)
        self.draw = ImageDraw.Draw(self.image)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        fill: Colour,
        style: str = "",
        anchor: str = "ls",
        bold: bool | None = None,
    ) -> float:
        """Write one run at a baseline; return where it ends."""
        rng = self.studio.rng
        faces = self.studio.font(style or rng.choice(("sans", "sans", "narrow", "mono", "serif")))
        face = faces[int(rng.random() < 0.4 if bold is None else bold)]
        font = face.at(size)
        self.draw.text((x, y), face.spell(text), fill, font, anchor=anchor)
        return x + float(font.getlength(text))

    def lines(
        self,
        box: tuple[float, float, float, float],
        size: float,
        fill: Colour,
        style: str = "",
        spacing: float = 1.5,
    ) -> None:
        """Fill a box (x0, y0, x1, y1) with lines of words of uneven length."""
        rng = self.studio.rng
        x0, y0, x1, y1 = box
        faces = self.studio.font(style or rng.choice(("sans", "serif", "mono", "narrow")))
        font = faces[int(rng.random() < 0.2)].at(size)
        y = y0 + size
        while y < y1:
            text = words(self.studio, rng.randint(2, 12))
            room = (x1 - x0) * rng.choice((1.0, 1.0, rng.uniform(0.2, 1)))
            while text and font.getlength(text) > room:
                text = text[:-2]
            self.draw.text((x0, y), text, fill, font, anchor="ls")
            y += size * spacing

    def bars(self, x0: float, y0: float, x1: float, y1: float, ink: Colour = (10, 10, 10)) -> None:
        """Draw something like a bar code, upright bars."""
        noise = self.studio.noise
        self.draw.rectangle((x0 - 3, y0 - 1, x1 + 3, y1 + 1), (252, 252, 252))
        x = x0
        while x < x1:
            wide = max(1.0, float(noise.choice((1, 1, 2, 3))) * max(1.0, (x1 - x0) / 90))
            self.draw.rectangle((x, y0, max(x, min(x1, x + wide) - 0.5), y1), ink)
            x += wide + max(1.0, float(noise.choice((1, 1, 2, 3))) * max(1.0, (x1 - x0) / 90))

    def matrix(self, x: float, y: float, side: float, ink: Colour = (10, 10, 10)) -> None:
        """Draw something like a QR or DataMatrix code."""
        cells = int(self.studio.noise.integers(10, 26))
        grid = (self.studio.noise.random((cells, cells)) < 0.5).astype(np.uint8)
        if self.studio.rng.random() < 0.6:
            for r, c in ((0, 0), (0, cells - 7), (cells - 7, 0)):
                grid[r : r + 7, c : c + 7] = 1
                grid[r + 1 : r + 6, c + 1 : c + 6] = 0
                grid[r + 2 : r + 5, c + 2 : c + 5] = 1
        tile = np.where(grid[..., None] > 0, np.array(ink), 252).astype(np.uint8)
        size = max(2, int(side))
        self.paste(cv2.resize(tile, (size, size), interpolation=cv2.INTER_AREA), x, y)

    def paste(self, picture: Pixels, x: float, y: float, w: float = 0, h: float = 0) -> None:
        """Put a picture in, at its own size or into w x h."""
        if w and h:
            size = (max(1, round(w)), max(1, round(h)))
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        self.image.paste(Image.fromarray(picture), (round(x), round(y)))

    def mark(
        self, category: Category | None, x0: float, y0: float, x1: float, y1: float, name: str = ""
    ) -> None:
        """Record a region."""
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float64)
        self.marks.append(Mark(category, corners, name))

    def mark_whole(self, category: Category | None, name: str = "") -> None:
        """Record the whole sheet."""
        self.mark(category, 0, 0, *self.size_wh, name=name)

    def done(self, alpha: Pixels | None = None, *, glows: bool = False, lift: float = 1.0) -> Flat:
        """Return what was drawn."""
        pixels = np.asarray(self.image, np.uint8).copy()
        opaque = np.full(pixels.shape[:2], 255, np.uint8) if alpha is None else alpha
        return Flat(pixels, opaque, 1.0, list(self.marks), glows, lift)


def texture(studio: Studio, width: int, height: int, base: Colour, rough: float) -> Pixels:
    """Return a surface in a colour with soft blotches and fine grain; `rough` about 0..0.3."""
    rng = studio.noise
    field_ = 1 + rough * noise(rng, width, height, (3, 3), 4)
    field_ += rough * 0.4 * rng.standard_normal((height, width), dtype=np.float32)
    return np.clip(field_[..., None] * np.array(base, np.float32), 0, 255).astype(np.uint8)
