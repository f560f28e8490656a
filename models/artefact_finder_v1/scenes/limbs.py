"""Arms, wrists, ankles and sleeves, and strips worn on them or lying about."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays, props
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category
from scenes.ribbon import Course, Strip, draw, folded, placed, ring, wave
from scenes.sheet import any_colour, texture
from scenes.strips import LOOSE_DECOYS, WORN_DECOYS, Make, patient_band

Pixels = NDArray[np.uint8]


def skin_tone(studio: Studio) -> Colour:
    """Return any skin's colour."""
    low, high = studio.rng.sample(props.SKINS, 2)
    share = studio.rng.uniform(0, 0.6)
    tone = [
        int(a + (b - a) * share + studio.rng.uniform(-8, 8)) for a, b in zip(low, high, strict=True)
    ]
    return tone[0], tone[1], tone[2]


def _limb_mask(studio: Studio, size: tuple[int, int], radius: float) -> Pixels:
    """Return a limb from the left, thinnest at two thirds, with a hand, foot or nothing beyond."""
    rng = studio.rng
    width, height = size
    y, at = height / 2, width * 0.62
    fat = rng.uniform(1.0, 1.5)
    bones: list[tuple[float, ...]] = [
        (-radius, y + rng.uniform(-6, 6), at * 0.55, y, radius * fat, radius * (1 + fat) / 2),
        (at * 0.55, y, at, y, radius * (1 + fat) / 2, radius),
    ]
    end = rng.random()
    if end < 0.65:
        palm = radius * rng.uniform(1.1, 1.45)
        hand = at + palm * 1.5
        lean = rng.uniform(-0.25, 0.25) * radius
        bones.append((at, y, hand, y + lean, radius, palm))
        spread, long = rng.uniform(0.2, 0.5), radius * rng.uniform(0.3, 2.4)
        for k in range(4):
            away = (k - 1.5) * palm * 0.52
            bones.append(
                (
                    hand,
                    y + lean + away,
                    hand + long * (1 - 0.1 * abs(k - 1)),
                    y + lean + away * (1 + spread),
                    palm * 0.3,
                    palm * 0.22,
                )
            )
        side = rng.choice((-1, 1))
        bones.append(
            (
                hand - palm * 0.4,
                y + lean + side * palm * 0.7,
                hand + palm * rng.uniform(0, 0.9),
                y + lean + side * palm * rng.uniform(1.0, 1.6),
                palm * 0.32,
                palm * 0.24,
            )
        )
    elif end < 0.8:
        toe = radius * rng.uniform(2.5, 3.5) * rng.choice((-1, 1))
        bones.append((at, y, at + radius * 1.6, y, radius, radius * 1.2))
        bones.append((at + radius * 1.6, y, at + radius * 2.0, y + toe, radius * 1.1, radius * 0.8))
    else:
        bones.append((at, y, width + radius, y, radius, radius * rng.uniform(0.9, 1.3)))
    mask = np.zeros((height, width), np.uint8)
    for x0, y0, x1, y1, r0, r1 in bones:
        for share in np.linspace(0, 1, 60):
            centre = (round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share))
            cv2.circle(mask, centre, max(1, round(r0 + (r1 - r0) * share)), 255, -1)
    soft = arrays.blurred(mask, max(1.0, radius * 0.07))
    return ((soft > 127) * 255).astype(np.uint8)


def _limb(studio: Studio, mask: Pixels, radius: float) -> Flat:
    rng = studio.rng
    light = (rng.uniform(-0.7, 0.7), rng.uniform(-0.8, 0.4))
    shade = props.inflate(mask, radius * rng.uniform(0.7, 1.1), light)
    height, width = mask.shape
    # Now and then a glove or a sleeve all over.
    tone = any_colour(studio, 40, 250) if rng.random() < 0.12 else skin_tone(studio)
    skin = texture(studio, width, height, tone, 0.05).astype(np.float32)
    pixels = np.clip(skin * shade[..., None], 0, 255).astype(np.uint8)
    return Flat(pixels, arrays.blurred(mask, 0.8), 1.0, [], False, 6.0)


def worn(studio: Studio, make: Make, category: Category | None) -> Flat:
    """Return a limb with a strip round it, seen from any side."""
    rng = studio.rng
    size = (360, rng.randint(150, 210))
    radius = rng.uniform(20, 42)
    limb = _limb(studio, _limb_mask(studio, size, radius), radius)
    if rng.random() < 0.3:
        _sleeve(studio, limb, radius)
    slack = rng.choice((rng.uniform(1.0, 1.06), rng.uniform(1.02, 1.35)))
    height = radius * rng.uniform(0.55, 1.15)
    x = size[0] * rng.uniform(0.5, 0.64)
    drop = (slack - 1) * radius * rng.choice((-1, 1)) * rng.uniform(0.3, 1)
    around = int(2 * np.pi * radius * slack)
    strip = make(studio, max(60, int(around * 1.5)), max(14, int(height * 1.5)))
    course = ring(
        (x, size[1] / 2 + drop),
        (radius * slack, radius * slack),
        height / 2,
        rng.uniform(-0.55, 0.55),
        rng.uniform(-1.2, 1.2),
        flare=rng.uniform(-0.12, 0.12),
    )
    return _dressed(studio, limb, strip, course, category)


def _dressed(
    studio: Studio, limb: Flat, strip: Strip, course: Course, category: Category | None
) -> Flat:
    height, width = limb.alpha.shape
    behind = np.zeros((height, width, 4), np.uint8)
    front = behind.copy()
    draw(strip, course, behind, "behind")
    draw(strip, course, front, "front")
    below = _over(np.dstack([limb.pixels, limb.alpha]), behind)
    shadow = arrays.blurred(front[..., 3], 3.0).astype(np.float32) / 255
    below[..., :3] = np.clip(below[..., :3] * (1 - 0.4 * shadow[..., None]), 0, 255).astype(
        np.uint8
    )
    whole = _over(front, below)
    hidden = limb.alpha > 127
    seen = (front[..., 3] > 100) | ((behind[..., 3] > 100) & ~hidden)
    marks = outlines(seen, category, "worn") if category else []
    return Flat(
        np.ascontiguousarray(whole[..., :3]),
        np.ascontiguousarray(whole[..., 3]),
        1.0,
        marks,
        False,
        limb.lift_mm,
    )


def _over(top: Pixels, bottom: Pixels) -> Pixels:
    """Return RGBA over RGBA."""
    a, b = top[..., 3:].astype(np.float32) / 255, bottom[..., 3:].astype(np.float32) / 255
    total = a + b * (1 - a)
    colour = (top[..., :3] * a + bottom[..., :3] * b * (1 - a)) / np.maximum(total, 1e-4)
    return np.dstack([colour, total * 255]).astype(np.uint8)


def _sleeve(studio: Studio, limb: Flat, radius: float) -> None:
    """Pull cloth over the arm's upper part."""
    rng = studio.rng
    height, width = limb.alpha.shape
    edge = int(width * rng.uniform(0.2, 0.5))
    mask = np.zeros((height, width), np.uint8)
    cv2.rectangle(
        mask, (0, int(height / 2 - radius * 1.55)), (edge, int(height / 2 + radius * 1.55)), 255, -1
    )
    shade = props.inflate(np.pad(mask, ((0, 0), (40, 0)), mode="edge"), radius)[:, 40:]
    cloth = texture(studio, width, height, any_colour(studio, 30, 250), 0.12) * shade[..., None]
    limb.pixels[mask > 0] = np.clip(cloth, 0, 255).astype(np.uint8)[mask > 0]
    np.maximum(limb.alpha, mask, out=limb.alpha)


def loose(studio: Studio, make: Make, category: Category | None) -> Flat:
    """Return a strip off any limb: flat, bent, folded, curled up or closed to a loop."""
    rng = studio.rng
    length = rng.randint(150, 340)
    half = length * rng.uniform(0.04, 0.13)
    strip = make(studio, length, max(14, int(half * 2)))
    kind = rng.random()
    if kind < 0.35:
        course = wave(length, half, studio.noise, rng.uniform(0, 0.12), 0.05)
    elif kind < 0.55:
        course = wave(length, half, studio.noise, rng.uniform(0.1, 0.8), rng.uniform(0, 0.5))
    elif kind < 0.75:
        course = folded(
            wave(length, half, studio.noise, 0.08, 0.1),
            rng.uniform(0.15, 0.85),
            rng.uniform(-2.4, 2.4),
        )
    else:
        r = length / (2 * np.pi)
        course = ring(
            (0, 0),
            (r * rng.uniform(0.8, 1.6), r * rng.uniform(0.4, 1.1)),
            half,
            rng.uniform(0.35, 1.25) * rng.choice((-1, 1)),
            rng.uniform(-3, 3),
            rng.choice((1.0, 1.0, rng.uniform(0.6, 1))),
        )
    course, size = placed(course)
    canvas = np.zeros((size[1], size[0], 4), np.uint8)
    draw(strip, course, canvas)
    marks = outlines(canvas[..., 3] > 100, category, "loose") if category else []
    return Flat(
        np.ascontiguousarray(canvas[..., :3]),
        np.ascontiguousarray(canvas[..., 3]),
        1.0,
        marks,
        False,
        rng.uniform(0.5, 4),
    )


def outlines(seen: NDArray[np.bool_], category: Category, name: str) -> list[Mark]:
    """Return one mark around what is seen of one thing: its largest piece, or all joined."""
    mask = seen.astype(np.uint8)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    found = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    large = [c for c in found if cv2.contourArea(c) > 0.25 * max(map(cv2.contourArea, found))]
    if not large:
        return []
    outline = (
        max(large, key=cv2.contourArea) if len(large) == 1 else cv2.convexHull(np.vstack(large))
    )
    points = cv2.approxPolyDP(outline, 0.8, True)[:, 0].astype(np.float64)
    return [Mark(category, points, name)] if len(points) >= 3 else []


def worn_band(studio: Studio) -> Flat:
    """Return a patient's band on a limb."""
    return worn(studio, patient_band, Category.WRISTBAND)


def loose_band(studio: Studio) -> Flat:
    """Return a patient's band off any limb."""
    return loose(studio, patient_band, Category.WRISTBAND)


def worn_decoy(studio: Studio) -> Flat:
    """Return a limb with a watch, bracelet or bandage, or with nothing."""
    if studio.rng.random() < 0.2:
        radius = studio.rng.uniform(20, 42)
        return _limb(studio, _limb_mask(studio, (360, 180), radius), radius)
    return worn(studio, studio.rng.choice(WORN_DECOYS), None)


def loose_decoy(studio: Studio) -> Flat:
    """Return a strip that is no patient's band."""
    return loose(studio, studio.rng.choice(LOOSE_DECOYS), None)
