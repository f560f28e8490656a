"""Photos for benchmarks/barcodes.py: codes of every symbology zxing-cpp writes, on real photos.

Each code is drawn, bent, tilted and lit in one of VIEWS and laid on a photo of ../shared/data. It
counts as readable when zxing-cpp reads it once it has been laid flat and upright again.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from phiscan.types import Pixels

Floats = NDArray[np.float64]
Rng = np.random.Generator

VIEWS = ("plain", "turned", "small", "inverted", "round", "tilted", "faint", "dark", "blurred",
         "bare", "glare")  # fmt: skip
"""Near upright; any angle; 1.6 to 2.4 pixels a module; light on dark; round a band or a tube; seen
aslant; little contrast; in the dark; out of focus; without a quiet zone; a lamp mirrored in it."""
PHOTO_SIDES = (1200, 2000, 3000)
PAPERS = ((250, 250, 247), (238, 232, 214), (246, 238, 170), (214, 232, 246), (240, 214, 220))
INKS = ((18, 18, 20), (30, 34, 80), (60, 24, 20))
WORDS = ("Lot 4471", "Keep dry", "REF 20-118", "Bay 7", "Sample", "2 x 5 ml")
QUIET = {"linear": 10, "matrix": 4}
READ_AT_PX = (3.0, 5.0)
"""Pixels a module at which a code laid flat is read."""


@dataclass(frozen=True)
class Kind:
    """A symbology: zxing's name for it, what to write, and the pixels a module has at scale 1."""

    name: str
    letters: str
    lengths: tuple[int, int]
    is_linear: bool = True
    own_px: float = 1.0

    def text(self, rng: Rng) -> str:
        """Return an invented content."""
        count = int(rng.integers(self.lengths[0], self.lengths[1] + 1))
        text = "".join(rng.choice(list(self.letters), count))
        if self.name.startswith("ITF"):
            return text[: len(text) // 2 * 2]
        if self.name == "Codabar":
            return f"A{text}B"
        return f"(01)09506000134352(21){text}" if self.name.startswith("DataBarExp") else text


DIGITS, ALPHA = "0123456789", "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
KINDS = (
    Kind("Codabar", DIGITS, (5, 12)), Kind("Code39", ALPHA, (4, 9)), Kind("Code93", ALPHA, (5, 12)),
    Kind("Code32", DIGITS, (8, 8)), Kind("PZN", DIGITS, (7, 7)), Kind("Code128", ALPHA, (6, 14)),
    Kind("ITF", DIGITS, (8, 16)), Kind("ITF14", DIGITS, (13, 13)), Kind("EAN13", DIGITS, (12, 12)),
    Kind("EAN8", DIGITS, (7, 7)), Kind("UPCA", DIGITS, (11, 11)), Kind("UPCE", DIGITS, (6, 6)),
    Kind("Telepen", ALPHA, (5, 9)), Kind("DataBarOmni", DIGITS, (13, 13)),
    Kind("DataBarStk", DIGITS, (13, 13), False), Kind("DataBarStkOmni", DIGITS, (13, 13), False),
    Kind("DataBarLtd", "0", (12, 12)), Kind("DataBarExp", ALPHA, (4, 8)),
    Kind("DataBarExpStk", ALPHA, (6, 12), False), Kind("PDF417", ALPHA, (20, 90), False),
    Kind("CompactPDF417", ALPHA, (12, 60), False), Kind("MicroPDF417", ALPHA, (8, 40), False),
    Kind("Aztec", ALPHA, (6, 60), False), Kind("AztecRune", "12", (1, 2), False),
    Kind("QRCode", ALPHA, (8, 120), False), Kind("MicroQRCode", DIGITS, (4, 12), False),
    Kind("RMQRCode", ALPHA, (6, 30), False), Kind("DataMatrix", ALPHA, (6, 60), False),
    Kind("MaxiCode", ALPHA, (8, 40), False, 5.0),
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A photo with at most one code: its outline clockwise, (n, 2) pixels, and what it is."""

    pixels: Pixels
    kind: str
    view: str
    outline: Floats | None = None
    is_readable: bool = False


@dataclass(frozen=True)
class Flat:
    """A label before it is laid: (H, W, 3), its code's x0, y0, x1, y1, pixels a module in it, and
    pixels a module in the photo.
    """

    pixels: Pixels
    code_xyxy: tuple[float, float, float, float]
    module: float
    module_px: float


@dataclass(frozen=True)
class Placing:
    """How a flat label comes into the photo: bent round a cylinder first, then projected.

    `radius` is in the label's pixels, 0 for a flat one; `matrix` is 3x3.
    """

    matrix: Floats
    radius: float
    middle: float

    def __call__(self, points: Floats) -> Floats:
        """Send (n, 2) points of the label to pixels of the photo."""
        bent = points.astype(np.float64).copy()
        if self.radius:
            bent[:, 0] = self.middle + self.radius * np.sin(
                (bent[:, 0] - self.middle) / self.radius
            )
        return np.asarray(cv2.perspectiveTransform(bent[None], self.matrix)[0], np.float64)


def draw_modules(kind: Kind, rng: Rng) -> NDArray[np.uint8]:
    """Return a code in its own pixels, (H, W) uint8, black on white, without a quiet zone."""
    code = _write(kind, rng)
    drawn = np.array(code.to_image(scale=1, add_quiet_zones=False))
    if kind.is_linear and kind.name != "ITF14":
        height = round(drawn.shape[1] * rng.uniform(0.15, 0.6))
        drawn = np.repeat(drawn[:1], max(8, height), axis=0)
    return drawn


def _write(kind: Kind, rng: Rng) -> Any:
    """Return a zxing code of a content that the symbology can hold (not every number can be)."""
    symbology = getattr(zxingcpp.BarcodeFormat, kind.name)
    for _ in range(20):
        with contextlib.suppress(ValueError):
            return zxingcpp.create_barcode(kind.text(rng), symbology)
    raise ValueError(f"no content for {kind.name}")


def make_label(kind: Kind, view: str, rng: Rng) -> Flat:
    """Return a code on its paper, often with print beside it."""
    modules = draw_modules(kind, rng)
    px = float(rng.uniform(1.6, 2.4) if view == "small" else rng.uniform(2.8, 7.0))
    px = min(px, 900 / (max(modules.shape) / kind.own_px))
    fine = max(2, round(2 * px / kind.own_px))  # drawn at about twice its size, then shrunk
    code = cv2.resize(modules, None, fx=fine, fy=fine, interpolation=cv2.INTER_NEAREST)
    quiet = QUIET["linear" if kind.is_linear else "matrix"] * (0.1 if view == "bare" else 1.0)
    side = round(fine * kind.own_px * quiet)
    ink, paper = _colours(view, rng)
    white = np.asarray(code, np.float32)[..., None] / 255
    mixed = white * np.array(paper, np.float32) + (1 - white) * np.array(ink, np.float32)
    print_px = round(fine * kind.own_px * rng.uniform(8, 14)) if rng.random() < 0.6 else 0
    print_px = 0 if view == "bare" else print_px
    framed = cv2.copyMakeBorder(
        np.clip(mixed, 0, 255).astype(np.uint8), side + print_px // 3, side + print_px, side, side,
        cv2.BORDER_CONSTANT, value=paper,
    )  # fmt: skip
    if print_px:
        size = print_px / 40
        where = side, framed.shape[0] - print_px // 3
        words = str(rng.choice(WORDS))
        cv2.putText(framed, words, where, 0, size, ink, max(1, round(2 * size)), cv2.LINE_AA)
    h, w = code.shape
    top = side + print_px // 3
    return Flat(
        np.asarray(framed, np.uint8), (side, top, side + w, top + h), fine * kind.own_px, px
    )


def _colours(view: str, rng: Rng) -> tuple[tuple[int, ...], tuple[int, ...]]:
    paper = PAPERS[int(rng.integers(len(PAPERS)))]
    ink: tuple[int, ...] = INKS[int(rng.integers(len(INKS)))]
    if view == "faint":
        away = int(rng.integers(28, 60))
        ink = tuple(max(0, c - away) for c in paper)
    return (paper, ink) if view == "inverted" else (ink, paper)


def place(flat: Flat, view: str, photo_wh: tuple[int, int], rng: Rng) -> Placing:
    """Return where and how a label lies in a photo of this size."""
    h, w = flat.pixels.shape[:2]
    x0, _, x1, _ = flat.code_xyxy
    arc = rng.uniform(1.2, 2.1)
    radius = float((x1 - x0) / arc) if view == "round" else 0.0
    turn = np.radians(rng.uniform(-8, 8) if view == "plain" else rng.uniform(0, 360))
    tilt = rng.uniform(0.2, 0.4) if view == "tilted" else rng.uniform(0, 0.06)
    squeeze = rng.uniform(0.55, 0.75) if view == "tilted" else 1.0
    corners = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float64)
    shrink = flat.module_px / flat.module
    seen = (corners - (w / 2, h / 2)) * (shrink, shrink * squeeze)
    seen[:2] *= 1 - tilt
    turned = seen @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    reach = np.abs(turned).max(axis=0) + 6
    room = np.maximum(np.array(photo_wh) - reach, reach + 1)
    centre = np.array([rng.uniform(a, max(b, a + 1)) for a, b in zip(reach, room, strict=True)])
    goal = (turned + centre).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), goal)
    return Placing(np.asarray(matrix, np.float64), radius, w / 2)


def outline_of(flat: Flat, placing: Placing, steps: int = 8) -> Floats:
    """Return the code's outline in the photo, clockwise."""
    x0, y0, x1, y1 = flat.code_xyxy
    xs = np.linspace(x0, x1, steps)
    upper = np.stack([xs, np.full(steps, y0)], axis=1)
    lower = np.stack([xs[::-1], np.full(steps, y1)], axis=1)
    return placing(np.vstack([upper, lower]))


def lay(ground: Pixels, flat: Flat, placing: Placing) -> Pixels:
    """Return the photo with the label in it, drawn at twice its size and shrunk."""
    h, w = flat.pixels.shape[:2]
    picture, alpha = flat.pixels, np.full((h, w), 255, np.uint8)
    if placing.radius:
        picture, alpha = _bent(picture, placing)
    photo = ground.copy()
    edge = placing(np.array([(x, y) for x in np.linspace(0, w, 9) for y in (0.0, h)], np.float64))
    low = np.maximum(np.floor(edge.min(axis=0)).astype(int) - 2, 0)
    high = np.minimum(np.ceil(edge.max(axis=0)).astype(int) + 2, photo.shape[1::-1])
    size = tuple(int(v) for v in 2 * (high - low))
    double = np.array([[2, 0, -2 * low[0]], [0, 2, -2 * low[1]], [0, 0, 1]]) @ placing.matrix
    patch, mask = (
        cv2.resize(cv2.warpPerspective(p, double, size, flags=cv2.INTER_LINEAR),
                   (size[0] // 2, size[1] // 2), interpolation=cv2.INTER_AREA)
        for p in (picture, alpha)
    )  # fmt: skip
    part = photo[low[1] : high[1], low[0] : high[0]]
    share = mask[..., None] / np.float32(255)
    part[:] = np.clip(part * (1 - share) + patch * share, 0, 255).astype(np.uint8)
    return photo


def _bent(picture: Pixels, placing: Placing) -> tuple[Pixels, NDArray[np.uint8]]:
    """Wrap a label round an upright cylinder, darker towards its sides."""
    h, w = picture.shape[:2]
    from_middle = (np.arange(w) - placing.middle) / placing.radius
    is_seen = np.abs(from_middle) < np.sin(min(1.45, w / 2 / placing.radius))
    angle = np.arcsin(np.clip(from_middle, -0.999, 0.999))
    xs = np.tile((placing.middle + placing.radius * angle).astype(np.float32), (h, 1))
    ys = np.tile(np.arange(h, dtype=np.float32)[:, None], (1, w))
    bent = cv2.remap(picture, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shade = 0.35 + 0.65 * np.cos(angle)
    alpha = np.tile(np.where(is_seen, 255, 0).astype(np.uint8), (h, 1))
    return np.clip(bent * shade[None, :, None], 0, 255).astype(np.uint8), alpha


def light(photo: Pixels, view: str, outline: Floats, module_px: float, rng: Rng) -> Pixels:
    """Return the photo as a camera gives it: glare, dark, focus, noise, JPEG."""
    lit: Any = photo
    if view == "glare":
        lit = cv2.add(lit, _spot(photo.shape[:2], outline, rng), dtype=cv2.CV_8U)
    if view == "dark":
        lit = cv2.convertScaleAbs(lit, alpha=rng.uniform(0.08, 0.25))
    sigma = module_px * rng.uniform(0.45, 0.75) if view == "blurred" else rng.uniform(0.2, 0.6)
    soft = cv2.GaussianBlur(lit, (0, 0), sigma)
    tile = np.round(rng.standard_normal((256, 256)) * rng.uniform(1, 4)).astype(np.int16)
    times = -(-photo.shape[0] // 256), -(-photo.shape[1] // 256)
    grain = np.tile(tile, times)[: photo.shape[0], : photo.shape[1]]
    noisy = cv2.add(soft, cv2.merge([grain] * 3), dtype=cv2.CV_8U)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(75, 96))]
    packed = cv2.imencode(".jpg", np.asarray(noisy)[..., ::-1], quality)[1]
    unpacked = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    return np.ascontiguousarray(unpacked[..., ::-1])


def _spot(shape: tuple[int, int], outline: Floats, rng: Rng) -> NDArray[np.uint8]:
    """Return (H, W, 3) white to add: a lamp mirrored somewhere in the code."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    centre = low + rng.uniform(0, 1, 2) * (high - low)
    width = max(8.0, float((high - low).max()) * rng.uniform(0.15, 0.3))
    across = np.exp(-((np.arange(shape[1]) - centre[0]) ** 2) / (2 * width**2))
    down = np.exp(-((np.arange(shape[0]) - centre[1]) ** 2) / (2 * width**2))
    spot = (rng.uniform(90, 220) * np.outer(down, across)).astype(np.uint8)
    return np.asarray(cv2.merge([spot] * 3), np.uint8)


def is_readable(photo: Pixels, flat: Flat, placing: Placing) -> bool:
    """Whether zxing-cpp reads the code laid flat, with or without paper, or inverted."""
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    h, w = flat.pixels.shape[:2]
    for px in READ_AT_PX:
        grain = flat.module / px
        xs, ys = np.meshgrid(np.arange(0, w, grain), np.arange(0, h, grain))
        points = placing(np.stack([xs.ravel(), ys.ravel()], axis=1)).astype(np.float32)
        maps = points.reshape(*xs.shape, 2)
        upright = cv2.remap(gray, maps[..., 0], maps[..., 1], cv2.INTER_LINEAR,
                            borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
        level = int(np.percentile(upright, 90))
        framed = cv2.copyMakeBorder(upright, 30, 30, 30, 30, cv2.BORDER_CONSTANT, value=level)
        if any(zxingcpp.read_barcodes(p) for p in (upright, framed, 255 - framed)):
            return True
    return False


def ground_of(picture: Pixels, rng: Rng) -> Pixels:
    """Return a photo enlarged to one of PHOTO_SIDES."""
    side = int(rng.choice(PHOTO_SIDES))
    factor = side / max(picture.shape[:2])
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def make_scene(kind: Kind, view: str, picture: Pixels, seed: int) -> Scene:
    """Return a photo of one code, the same for the same seed."""
    rng = np.random.default_rng(seed)
    flat = make_label(kind, view, rng)
    ground = ground_of(picture, rng)
    placing = place(flat, view, (ground.shape[1], ground.shape[0]), rng)
    outline = outline_of(flat, placing)
    photo = light(lay(ground, flat, placing), view, outline, flat.module_px, rng)
    return Scene(photo, kind.name, view, outline, is_readable(photo, flat, placing))
