"""Things that lie about: hands, arms, mugs, keyboards, pens, plates. Cut from shapes and shaded.

Each returns a Flat without marks. A shape is "inflated": its distance from the edge becomes a
height, the height's slope becomes light, which reads as round.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.grounds import noise

Mask = NDArray[np.uint8]
Generator = np.random.Generator
SKINS: tuple[Colour, ...] = (
    (240, 208, 184), (226, 184, 152), (204, 158, 122), (172, 122, 88), (132, 90, 62), (92, 60, 44),
)  # fmt: skip


def inflate(
    mask: Mask, depth_px: float, light: tuple[float, float] = (-0.5, -0.6)
) -> NDArray[np.float32]:
    """Return (H, W) brightness of a shape blown up like a balloon, rounded over depth_px."""
    away = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 5)
    part = np.clip(away / depth_px, 0, 1)
    height = np.sqrt(np.clip(1 - (1 - part) ** 2, 0, 1)) * depth_px
    height = arrays.blurred(height, max(1.0, depth_px * 0.08))
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=1 / 8)
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=1 / 8)
    lit = (1.0 + gx * light[0] + gy * light[1]) / np.sqrt(1 + gx**2 + gy**2)
    return np.asarray(np.clip(0.35 + 0.65 * lit, 0.15, 1.25), dtype=np.float32)


def coloured(mask: Mask, shade: NDArray[np.float32], colour: Colour, px_per_mm: float) -> Flat:
    """Return a shape in one colour under the given shade."""
    pixels = np.clip(shade[..., None] * np.array(colour, np.float32), 0, 255).astype(np.uint8)
    return Flat(pixels, arrays.blurred(mask, 0.8), px_per_mm, lift_mm=4)


def _capsules(
    size_mm: tuple[float, float], px_per_mm: float, bones: Sequence[tuple[float, ...]]
) -> Mask:
    """Fill capsules (x0, y0, x1, y1, r0, r1 in mm) into a mask."""
    width, height = (round(s * px_per_mm) for s in size_mm)
    mask = np.zeros((height, width), np.uint8)
    for x0, y0, x1, y1, r0, r1 in bones:
        for share in np.linspace(0, 1, 160):
            centre = (
                round((x0 + (x1 - x0) * share) * px_per_mm),
                round((y0 + (y1 - y0) * share) * px_per_mm),
            )
            cv2.circle(mask, centre, max(1, round((r0 + (r1 - r0) * share) * px_per_mm)), 255, -1)
    return mask


def _skin(mask: Mask, depth_mm: float, px_per_mm: float, skin: Colour, rng: Generator) -> Flat:
    shade = inflate(mask, depth_mm * px_per_mm)
    height, width = mask.shape
    blotch = noise(rng, width, height, (9, 9), 4) * 0.05
    fine = rng.standard_normal((height, width), dtype=np.float32) * 0.018
    flat = coloured(mask, shade + blotch + fine, skin, px_per_mm)
    # Blood shows in the shade: red falls off slower than blue.
    warm = flat.pixels.astype(np.float32) * np.array([1.03, 0.985, 0.965], np.float32)
    flat.pixels = np.clip(warm, 0, 255).astype(np.uint8)
    flat.lift_mm = 9
    return flat


def arm(px_per_mm: float, skin: Colour, rng: Generator) -> Flat:
    """Draw a forearm from the left with a loose fist at the right; the wrist is at x=500 mm."""
    bones = [
        (-40, 70, 300, 70, 52, 46), (300, 70, 420, 70, 46, 37), (420, 70, 500, 70, 37, 29),
        (500, 70, 545, 70, 29, 40), (545, 66, 563, 68, 42, 40),
        (557, 40, 601, 44, 13, 11), (561, 60, 611, 63, 13, 11),
        (559, 80, 607, 83, 13, 11), (553, 98, 595, 101, 12, 10), (533, 38, 583, 18, 15, 11),
    ]  # fmt: skip
    mask = _capsules((625, 140), px_per_mm, bones)
    mask = arrays.blurred(mask, 2.2 * px_per_mm)
    mask = ((mask > 127) * 255).astype(np.uint8)
    flat = _skin(mask, 34, px_per_mm, skin, rng)
    flat.focus_mm = (415, 4, 585, 136)
    return flat


def fingers(px_per_mm: float, skin: Colour, rng: Generator) -> Flat:
    """Draw four fingers and the hand's edge, coming from below, to go behind a card."""
    bones = [
        (34, 62, 30, 150, 10, 11), (56, 44, 54, 150, 10.5, 11.5), (78, 46, 80, 150, 10.5, 11.5),
        (100, 60, 106, 150, 9.5, 11), (70, 150, 70, 260, 48, 42),
    ]  # fmt: skip
    return _skin(_capsules((140, 230), px_per_mm, bones), 11, px_per_mm, skin, rng)


def thumb(px_per_mm: float, skin: Colour, rng: Generator) -> Flat:
    """Draw a thumb from below with its nail, to go over a card's edge."""
    mask = _capsules((44, 120), px_per_mm, [(20, 15, 20, 45, 11, 12), (20, 45, 24, 125, 12, 17)])
    flat = _skin(mask, 11, px_per_mm, skin, rng)
    nail = _capsules((44, 120), px_per_mm, [(19.5, 12.5, 20, 19, 6.2, 6.6)])
    glow = arrays.blurred(nail, 1.2)[..., None].astype(np.float32) / 255
    flat.pixels = np.clip(flat.pixels + glow * np.array([16, 10, 12]), 0, 255).astype(np.uint8)
    return flat


def mug(px_per_mm: float, rng: Generator) -> Flat:
    """Draw a mug with coffee, from above."""
    size = round(132 * px_per_mm)
    mask = _capsules((132, 132), px_per_mm, [(52, 66, 52, 66, 44, 44), (60, 66, 112, 66, 8, 8)])
    rim = tuple(int(v) for v in rng.uniform(60, 245, 3))
    flat = coloured(mask, inflate(mask, 6 * px_per_mm), (rim[0], rim[1], rim[2]), px_per_mm)
    centre = (round(52 * px_per_mm), round(66 * px_per_mm))
    cv2.circle(
        flat.pixels,
        centre,
        round(39.5 * px_per_mm),
        tuple(int(v * 0.55) for v in rim),
        -1,
        cv2.LINE_AA,
    )
    coffee = (62, 38, 24) if rng.random() < 0.7 else (168, 120, 80)
    cv2.circle(
        flat.pixels,
        (centre[0] + size // 90, centre[1] + size // 90),
        round(37 * px_per_mm),
        coffee,
        -1,
        cv2.LINE_AA,
    )
    shine = np.zeros(mask.shape, np.uint8)
    cv2.ellipse(shine, centre, (round(26 * px_per_mm),) * 2, 0, 190, 250, 90, round(3 * px_per_mm))
    soft = arrays.blurred(shine, 2 * px_per_mm)
    flat.pixels = np.asarray(cv2.add(flat.pixels, arrays.rgb(soft)), np.uint8)
    flat.lift_mm = 16
    return flat


def pen(px_per_mm: float, rng: Generator) -> Flat:
    """Draw a ball pen lying level."""
    mask = _capsules((150, 14), px_per_mm, [(8, 7, 128, 7, 4.6, 4.6), (128, 7, 144, 7, 4.2, 1.0)])
    colour = tuple(int(v) for v in rng.uniform(10, 220, 3))
    flat = coloured(
        mask, inflate(mask, 5 * px_per_mm), (colour[0], colour[1], colour[2]), px_per_mm
    )
    cut = round(126 * px_per_mm)
    flat.pixels[:, cut:] = np.clip(flat.pixels[:, cut:] * 0.3 + 110, 0, 255).astype(np.uint8)
    return flat


def keyboard(px_per_mm: float, rng: Generator) -> Flat:
    """Draw a computer keyboard, without letters: they are too small to matter."""
    width, height = round(360 * px_per_mm), round(130 * px_per_mm)
    dark = rng.random() < 0.6
    body, cap = ((38, 38, 42), (58, 58, 64)) if dark else ((190, 190, 188), (232, 232, 230))
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:] = body
    mask = np.zeros((height, width), np.uint8)
    pitch = 19.0 * px_per_mm
    for row in range(6):
        at = (8 + 6 * (row % 3)) * px_per_mm if 0 < row < 5 else 8 * px_per_mm
        while at + pitch < width - 6 * px_per_mm:
            wide = pitch * (6 if row == 5 and 80 * px_per_mm < at < 110 * px_per_mm else 1)
            top = (10 + row * 19) * px_per_mm
            low, high = (
                (round(at), round(top)),
                (round(at + wide - 3 * px_per_mm), round(top + pitch - 3 * px_per_mm)),
            )
            cv2.rectangle(mask, low, high, 255, -1)
            at += wide
    shade = inflate(mask, 1.6 * px_per_mm)
    keys = np.clip(shade[..., None] * np.array(cap, np.float32), 0, 255).astype(np.uint8)
    pixels[mask > 0] = keys[mask > 0]
    alpha = np.full((height, width), 255, np.uint8)
    return Flat(pixels, alpha, px_per_mm, lift_mm=5)


def phone(px_per_mm: float, rng: Generator) -> Flat:
    """Draw a phone lying face up with its screen off."""
    mask = _capsules((76, 152), px_per_mm, [(9, 9, 67, 9, 8, 8), (9, 143, 67, 143, 8, 8)])
    mask[
        round(9 * px_per_mm) : round(143 * px_per_mm), round(px_per_mm) : round(75 * px_per_mm)
    ] = 255
    flat = coloured(mask, inflate(mask, 2 * px_per_mm), (26, 26, 30), px_per_mm)
    rows = np.linspace(0, 26, flat.pixels.shape[0])[:, None, None]
    flat.pixels = np.clip(flat.pixels + rows, 0, 255).astype(np.uint8)
    return flat


def _blob(rng: Generator, radius: float, rough: float, size: int, points: int = 28) -> Mask:
    angles = np.linspace(0, 2 * np.pi, points, endpoint=False)
    reach = radius * (1 + rough * rng.standard_normal(points) * 0.5)
    reach = (reach + np.roll(reach, 1) + np.roll(reach, -1)) / 3
    outline = np.stack([np.cos(angles), np.sin(angles)], 1) * reach[:, None] + size / 2
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [outline.astype(np.int32)], 255, cv2.LINE_AA)
    return mask


FOODS: tuple[tuple[Colour, float, float, int], ...] = (
    ((86, 140, 52), 21, 0.34, 16),  # leaves: colour, radius mm, roughness, count
    ((205, 52, 38), 13, 0.04, 7),  # tomatoes
    ((226, 196, 130), 15, 0.12, 9),  # potato
    ((140, 84, 52), 30, 0.10, 2),  # meat
    ((240, 232, 208), 4, 0.2, 60),  # rice
    ((238, 150, 44), 8, 0.08, 12),  # carrot
)


def plate(px_per_mm: float, rng: Generator) -> Flat:
    """Draw a plate of food from above, 260 mm across."""
    size = round(264 * px_per_mm)
    mask = _capsules((264, 264), px_per_mm, [(132, 132, 132, 132, 130, 130)])
    flat = coloured(mask, inflate(mask, 26 * px_per_mm) * 0.4 + 0.58, (246, 245, 240), px_per_mm)
    middle = (size // 2, size // 2)
    cv2.circle(
        flat.pixels,
        middle,
        round(92 * px_per_mm),
        (222, 221, 216),
        max(1, round(1.5 * px_per_mm)),
        cv2.LINE_AA,
    )
    chosen = rng.permutation(len(FOODS))[:4]
    for place, number in enumerate(chosen):
        colour, radius, rough, count = FOODS[int(number)]
        around = 2 * np.pi * place / 4 + rng.uniform(-0.3, 0.3)
        for _ in range(count):
            _put_food(flat, rng, colour, radius, rough, around)
    flat.lift_mm = 7
    return flat


def _put_food(
    flat: Flat, rng: Generator, colour: Colour, radius: float, rough: float, around: float
) -> None:
    scale = flat.px_per_mm
    side = int(radius * scale * 3.2) + 6
    mask = _blob(rng, radius * scale * rng.uniform(0.8, 1.2), rough, side)
    shade = inflate(mask, max(2.0, radius * scale * 0.7))
    shade += noise(rng, side, side, (6, 6), 3) * 0.16
    tone = np.clip(np.array(colour) * rng.uniform(0.8, 1.15), 0, 255)
    item = coloured(mask, shade, (int(tone[0]), int(tone[1]), int(tone[2])), scale)
    away = rng.uniform(18, 66) if radius < 25 else rng.uniform(34, 46)
    at = np.array([np.cos(around), np.sin(around)]) * away + rng.normal(0, 13, 2) + 132
    corner = at - side / scale / 2
    if corner.min() > 0 and (corner + side / scale).max() < 264:
        flat.paste(item, float(corner[0]), float(corner[1]))


def cutlery(px_per_mm: float, rng: Generator) -> Flat:
    """Draw a fork, upright."""
    bones: list[tuple[float, ...]] = [(14, 70, 14, 190, 3.2, 4.6), (14, 52, 14, 72, 9, 4)]
    bones += [(x, 12, x, 52, 1.3, 1.8) for x in (6.5, 11.5, 16.5, 21.5)]
    mask = _capsules((28, 198), px_per_mm, bones)
    return coloured(mask, inflate(mask, 3.4 * px_per_mm), (196, 198, 202), px_per_mm)


def silhouette(width: int, height: int, tone: Colour) -> NDArray[np.uint8]:
    """Return a portrait without a face: head and shoulders in one tone."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = (206, 214, 222)
    cv2.circle(picture, (width // 2, int(height * 0.4)), int(width * 0.22), tone, -1, cv2.LINE_AA)
    cv2.ellipse(
        picture,
        (width // 2, int(height * 1.02)),
        (int(width * 0.4), int(height * 0.36)),
        0,
        0,
        360,
        tone,
        -1,
        cv2.LINE_AA,
    )
    return arrays.blurred(picture, max(0.6, width * 0.012))
