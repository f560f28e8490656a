"""Draws an artefact flat, in millimetres, and records where each identifier landed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from phiscan.synth import arrays
from phiscan.synth.fonts import Face, Font
from phiscan.synth.truth import Mark, Polygon
from phiscan.types import Category, Role

Colour = tuple[int, int, int]
Matrix = NDArray[np.float64]
"""(3, 3) homography on pixel coordinates."""
INK: Colour = (25, 25, 30)


def lit(colour: Colour, factor: float, add: int = 0) -> Colour:
    """Return the colour brighter or darker."""
    r, g, b = (min(255, int(v * factor) + add) for v in colour)
    return r, g, b


@dataclass(frozen=True)
class Said:
    """A run of text with its meaning; category None is text that identifies nobody.

    `origin`: see Person.
    """

    text: str
    category: Category | None = None
    role: Role = Role.UNKNOWN
    origin: str = ""


def plain_text(parts: Iterable[Said | str]) -> list[Said]:
    """Return the parts with bare strings wrapped."""
    return [p if isinstance(p, Said) else Said(p) for p in parts]


@dataclass
class Flat:
    """A drawn thing seen straight on: (H, W, 3) RGB, (H, W) opacity, its marks in its pixels.

    `glows` keeps a screen or light box out of the room's light; `lift_mm` is how far it stands off
    the ground, for its shadow. `focus_mm` (x0, y0, x1, y1) is the part a photo is taken of, where
    the rest may run out of the frame.
    """

    pixels: NDArray[np.uint8]
    alpha: NDArray[np.uint8]
    px_per_mm: float
    marks: list[Mark] = field(default_factory=list)
    glows: bool = False
    lift_mm: float = 0.6
    focus_mm: tuple[float, float, float, float] | None = None

    @property
    def focus(self) -> tuple[float, float, float, float]:
        """What a photo of it shows, in mm: the focus, or the whole."""
        return self.focus_mm or (0.0, 0.0, *self.size_mm)

    @property
    def size_mm(self) -> tuple[float, float]:
        """(width, height) in millimetres."""
        height, width = self.alpha.shape
        return width / self.px_per_mm, height / self.px_per_mm

    def turned(self, quarters: int) -> Flat:
        """Return it turned clockwise by so many quarters."""
        flat = self
        for _ in range(quarters % 4):
            height = flat.alpha.shape[0]
            moved = [
                m.moved(np.stack([height - m.polygon[:, 1], m.polygon[:, 0]], axis=1))
                for m in flat.marks
                if m.polygon is not None
            ]
            flat = replace(
                flat,
                pixels=np.ascontiguousarray(np.rot90(flat.pixels, -1)),
                alpha=np.ascontiguousarray(np.rot90(flat.alpha, -1)),
                marks=moved,
            )
        return flat

    def paste(self, item: Flat, x_mm: float, y_mm: float) -> None:
        """Put another thing of the same scale on top, its top left at (x_mm, y_mm)."""
        x, y = round(x_mm * self.px_per_mm), round(y_mm * self.px_per_mm)
        height = min(item.alpha.shape[0], self.alpha.shape[0] - y)
        width = min(item.alpha.shape[1], self.alpha.shape[1] - x)
        share = item.alpha[:height, :width, None].astype(np.float32) / 255
        target = self.pixels[y : y + height, x : x + width]
        mixed = target * (1 - share) + item.pixels[:height, :width] * share
        self.pixels[y : y + height, x : x + width] = mixed.astype(np.uint8)
        below = self.alpha[y : y + height, x : x + width]
        np.maximum(below, item.alpha[:height, :width], out=below)
        self.marks += [
            m.moved(m.polygon + np.array([x, y])) for m in item.marks if m.polygon is not None
        ]


class Canvas:
    """A sheet to draw on; positions and sizes in millimetres, y of text is its baseline."""

    def __init__(
        self,
        artefact: str,
        size_mm: tuple[float, float],
        px_per_mm: float,
        paper: Colour | NDArray[np.uint8] = (255, 255, 255),
    ) -> None:
        self.artefact, self.size_mm, self.px_per_mm = artefact, size_mm, px_per_mm
        size = (max(8, round(size_mm[0] * px_per_mm)), max(8, round(size_mm[1] * px_per_mm)))
        if isinstance(paper, np.ndarray):
            self.image = Image.fromarray(arrays.resized(paper, size)).convert("RGB")
        else:
            self.image = Image.new("RGB", size, paper)
        self.draw = ImageDraw.Draw(self.image)
        self.marks: list[Mark] = []

    def width_of(self, text: str, face: Face, size_mm: float) -> float:
        """Return how far the text reaches, in mm."""
        return float(face.at(size_mm * self.px_per_mm).getlength(face.spell(text))) / self.px_per_mm

    def fit(self, parts: Iterable[Said | str], face: Face, size_mm: float, room_mm: float) -> float:
        """Return the size, at most size_mm, at which the runs need no more than room_mm."""
        text = "".join(p.text for p in plain_text(parts))
        return min(size_mm, size_mm * room_mm / max(self.width_of(text, face, size_mm), 1e-6))

    def text(
        self,
        x: float,
        y: float,
        said: Said | str,
        face: Face,
        size_mm: float,
        fill: Colour = INK,
        anchor: str = "ls",
    ) -> float:
        """Write one run with its baseline at y; return the x where it ends, in mm."""
        said = said if isinstance(said, Said) else Said(said)
        scale = self.px_per_mm
        font = face.at(size_mm * scale)
        text = face.spell(said.text)
        at = (x * scale, y * scale)
        self.draw.text(at, text, fill, font, anchor=anchor)
        if said.category is not None and text.strip():
            box = _ink(font, text, at, anchor)
            self._mark(said.category, box, text.strip(), said.role, said.origin)
        return x + font.getlength(text) / scale

    def run(
        self,
        x: float,
        y: float,
        parts: Iterable[Said | str],
        face: Face,
        size_mm: float,
        fill: Colour = INK,
    ) -> float:
        """Write several runs one after the other; return where they end."""
        for part in parts:
            x = self.text(x, y, part, face, size_mm, fill)
        return x

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        parts: Iterable[Said | str],
        face: Face,
        size_mm: float,
        fill: Colour = INK,
        spacing: float = 1.45,
    ) -> float:
        """Write runs wrapped to a width; an identifier may break over two lines (two marks).

        Returns the y of the next free baseline.
        """
        space = self.width_of(" ", face, size_mm)
        line: list[Said] = []
        used = 0.0
        for word in _words(parts):
            wide = self.width_of(word.text, face, size_mm)
            if line and used + space + wide > width:
                self.run(x, y, _joined(line), face, size_mm, fill)
                line, used, y = [], 0.0, y + size_mm * spacing
            used += wide + (space if line else 0)
            line.append(word)
        self.run(x, y, _joined(line), face, size_mm, fill)
        return y + size_mm * spacing

    def line(
        self, x0: float, y0: float, x1: float, y1: float, fill: Colour = INK, width: float = 0.3
    ) -> None:
        """Draw a straight line."""
        s = self.px_per_mm
        points = (x0 * s, y0 * s, x1 * s, y1 * s)
        self.draw.line(points, fill, max(1, round(width * s)))

    def box(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        fill: Colour | None = None,
        outline: Colour | None = None,
        radius: float = 0,
        width: float = 0.3,
    ) -> None:
        """Draw a rectangle, with round corners if asked."""
        s = self.px_per_mm
        self.draw.rounded_rectangle(
            (x0 * s, y0 * s, x1 * s, y1 * s), radius * s, fill, outline, max(1, round(width * s))
        )

    def region(
        self, category: Category | None, x0: float, y0: float, x1: float, y1: float, **more: Role
    ) -> None:
        """Record a region without text."""
        s = self.px_per_mm
        corners = _corners(x0 * s, y0 * s, x1 * s, y1 * s)
        self._mark(category, corners, None, more.get("role", Role.UNKNOWN))

    def barcode(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        content: str,
        code: str,
        holds: Category | None = None,
    ) -> None:
        """Draw a code, stretched into the given mm (2-D codes square), and record it whole."""
        made = zxingcpp.create_barcode(content, zxingcpp.barcode_format_from_str(code))
        bars = np.array(made.to_image(scale=1, add_quiet_zones=False), dtype=np.uint8)
        square = code not in ("Code128", "EAN13", "UPCA", "Code39")
        if not square:
            bars = bars[bars.shape[0] // 2][None]
        else:
            height = width * bars.shape[0] / bars.shape[1]
        s = self.px_per_mm
        # A whole number of pixels a module keeps the bars even; never wider than asked for, or
        # the code would cover text that the truth says is there.
        module = int(width * s / bars.shape[1])
        across = module * bars.shape[1] if module else max(1, round(width * s))
        size = (across, max(1, round(across / width * height if square else height * s)))
        how = Image.Resampling.NEAREST if module else Image.Resampling.BOX
        drawn = Image.fromarray(bars).resize(size, how)
        at = (round(x * s), round(y * s))
        quiet = module * 2
        self.draw.rectangle(
            (at[0] - quiet, at[1] - quiet, at[0] + size[0] + quiet, at[1] + size[1] + quiet),
            (255, 255, 255),
        )
        self.image.paste(drawn.convert("RGB"), at)
        box = _corners(at[0], at[1], at[0] + size[0], at[1] + size[1])
        self.marks.append(Mark(Category.BARCODE, box, self.artefact, holds=holds))

    def paste(self, picture: NDArray[np.uint8], x: float, y: float, w: float, h: float) -> None:
        """Put a picture into the given mm."""
        s = self.px_per_mm
        size = (max(1, round(w * s)), max(1, round(h * s)))
        resized = arrays.resized(picture, size, cv2.INTER_AREA)
        self.image.paste(Image.fromarray(resized), (round(x * s), round(y * s)))

    def done(self, alpha: NDArray[np.uint8] | None = None, *, glows: bool = False) -> Flat:
        """Return what was drawn; its outline goes first among the marks."""
        pixels = np.asarray(self.image, dtype=np.uint8).copy()
        height, width = pixels.shape[:2]
        outline = Mark(None, _corners(0, 0, width, height), self.artefact)
        opaque = np.full((height, width), 255, np.uint8) if alpha is None else alpha
        return Flat(pixels, opaque, self.px_per_mm, [outline, *self.marks], glows)

    def _mark(
        self,
        category: Category | None,
        corners: Polygon,
        text: str | None,
        role: Role,
        origin: str = "",
    ) -> None:
        self.marks.append(Mark(category, corners, self.artefact, text, role, origin=origin))


def rounded_alpha(flat_size: tuple[int, int], radius_px: float) -> NDArray[np.uint8]:
    """Return the (H, W) opacity of a card with round corners, for (width, height) in pixels."""
    image = Image.new("L", flat_size, 0)
    box = (0, 0, flat_size[0] - 1, flat_size[1] - 1)
    ImageDraw.Draw(image).rounded_rectangle(box, radius_px, 255)
    return np.asarray(image, dtype=np.uint8).copy()


def _ink(font: Font, text: str, at: tuple[float, float], anchor: str) -> Polygon:
    """Return the corners of what is really inked; a text box would count the bearings too."""
    if isinstance(font, ImageFont.ImageFont):
        return _corners(*(at + np.array(font.getbbox(text)).reshape(2, 2)).ravel())
    mask, offset = font.getmask2(text, "L", anchor=anchor)
    x0, y0, x1, y1 = mask.getbbox() or (0, 0, *mask.size)
    x, y = at[0] + offset[0], at[1] + offset[1]
    return _corners(x + x0, y + y0, x + x1, y + y1)


def _corners(x0: float, y0: float, x1: float, y1: float) -> Polygon:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float64)


def _words(parts: Iterable[Said | str]) -> list[Said]:
    """Split into words; a piece glued to the next (no space between) stays one word's neighbour."""
    words: list[Said] = []
    for part in plain_text(parts):
        words += [replace(part, text=w) for w in part.text.split()]
    return words


def _joined(words: Sequence[Said]) -> list[Said]:
    """Return runs for one line: neighbours of one identifier are one run, spaces between."""
    runs: list[Said] = []
    for word in words:
        last = runs[-1] if runs else None
        if last and last.category == word.category and last.role == word.role:
            runs[-1] = replace(last, text=f"{last.text} {word.text}")
            continue
        glued = word.text[:1] in ",.;:)" or not runs
        if runs and not glued:
            runs.append(Said(" "))
        runs.append(word)
    return runs
