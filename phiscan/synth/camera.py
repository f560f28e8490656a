"""What a phone's camera does: how it is held, light, blur, noise, moire, compression."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays
from phiscan.synth.grounds import noise

Pixels = NDArray[np.uint8]
Span = tuple[float, float]


@dataclass(frozen=True)
class View:
    """How a photo is taken; spans are drawn from evenly.

    `fill` share of the frame that the thing takes; `tilt` see Pose; `roll_deg` the small angle it
    is off; `light` 0 even .. 1 harsh; `dim` brightness; `blur_px` and `noise` at 12 megapixels
    (noise in grey levels); `quality` of the JPEG.
    """

    fill: Span
    tilt: Span
    roll_deg: float
    light: Span
    dim: Span
    blur_px: Span
    noise: Span
    quality: tuple[int, int]


VIEWS: dict[str, View] = {
    "scan": View((0.97, 1.0), (0, 0), 0.8, (0, 0.06), (0.97, 1.04), (0, 0.7), (0, 2), (70, 92)),
    "desk": View(
        (0.62, 0.92), (0.02, 0.14), 8, (0.15, 0.5), (0.85, 1.1), (0.3, 1.2), (2, 6), (80, 95)
    ),
    "far": View(
        (0.26, 0.42), (0.04, 0.18), 14, (0.15, 0.5), (0.8, 1.1), (0.4, 1.1), (2, 6), (82, 95)
    ),
    "hard": View(
        (0.55, 0.88), (0.06, 0.22), 12, (0.6, 1.0), (0.4, 1.15), (1.1, 2.3), (6, 15), (62, 90)
    ),
    "hand": View(
        (0.5, 0.75), (0.02, 0.12), 10, (0.15, 0.5), (0.85, 1.1), (0.3, 1.2), (2, 6), (80, 95)
    ),
    "wall": View(
        (0.6, 0.9), (0.02, 0.16), 4, (0.1, 0.5), (0.8, 1.05), (0.3, 1.3), (2, 6), (80, 95)
    ),
    "plain": View((1, 1), (0, 0), 0, (0, 0.1), (0.95, 1.05), (0.3, 1), (1, 5), (80, 92)),
    "screenshot": View((1, 1), (0, 0), 0, (0, 0), (1, 1), (0, 0), (0, 0), (95, 95)),
}


def light_field(
    rng: np.random.Generator, width: int, height: int, harsh: float
) -> NDArray[np.float32]:
    """Return (H, W) brightness, about 1: a slope, soft shadows, and for harsh light a hard one."""
    ys, xs = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = (xs - 0.5) * np.cos(angle) + (ys - 0.5) * np.sin(angle)
    field = 1 + 0.55 * harsh * slope + 0.10 * harsh * noise(rng, width, height, (2, 2), 2)
    field -= 0.16 * ((xs - 0.5) ** 2 + (ys - 0.5) ** 2)
    if rng.random() < 0.25 + 0.5 * harsh:
        turn = rng.uniform(0, 2 * np.pi)
        edge = (
            (xs - 0.5) * np.cos(turn)
            + (ys - 0.5) * np.sin(turn)
            + 0.06 * noise(rng, width, height, (3, 3), 2)
        )
        soft = rng.uniform(0.02, 0.12)
        shade = np.clip((edge - rng.uniform(0.0, 0.3)) / soft, 0, 1)
        field *= 1 - (0.2 + 0.35 * harsh) * shade
    return np.asarray(field, dtype=np.float32)


def glare(rng: np.random.Generator, width: int, height: int) -> NDArray[np.float32]:
    """Return (H, W) white added (0..1) by a lamp mirrored in something shiny."""
    ys, xs = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    cx, cy = rng.uniform(0.1, 0.9, 2)
    rx, ry = rng.uniform(0.05, 0.2, 2)
    away = ((xs - cx) / rx) ** 2 + ((ys - cy) / ry) ** 2
    return np.asarray(rng.uniform(0.2, 0.6) * np.exp(-np.sqrt(away + 0.02) * 2), dtype=np.float32)


def colour_cast(rng: np.random.Generator, harsh: float) -> NDArray[np.float32]:
    """Return the three channel gains of a white balance that is a little off."""
    warm = rng.normal(0, 0.03 + 0.05 * harsh)
    green = rng.normal(0, 0.012)
    return np.array([1 + warm, 1 + green, 1 - warm], np.float32)


def relight(
    pixels: Pixels, glow: Pixels, view: View, rng: np.random.Generator, *, shine: bool
) -> Pixels:
    """Light the photo in place; things that glow (screens) keep most of their own light."""
    height, width = pixels.shape[:2]
    small = (max(8, width // 16), max(8, height // 16))
    harsh = rng.uniform(*view.light)
    field = light_field(rng, *small, harsh) * rng.uniform(*view.dim)
    own = arrays.resized(glow, small, cv2.INTER_AREA).astype(np.float32) / 255
    field = field * (1 - own) + (0.9 + 0.1 * field) * own
    gain = field[..., None] * colour_cast(rng, harsh)
    full = arrays.resized(gain, (width, height), cv2.INTER_LINEAR)
    cv2.multiply(pixels, full, dst=pixels, dtype=cv2.CV_8U)
    if shine and rng.random() < 0.12 + 0.6 * harsh:
        white = arrays.resized(glare(rng, *small), (width, height)) * 255
        cv2.add(pixels, arrays.rgb(white), dst=pixels, dtype=cv2.CV_8U)
    return pixels


def blur(pixels: Pixels, view: View, rng: np.random.Generator) -> Pixels:
    """Defocus, and now and then a shaken hand."""
    factor = np.hypot(*pixels.shape[:2]) / 5040
    sigma = rng.uniform(*view.blur_px) * factor
    if sigma > 0.25:
        pixels = arrays.blurred(pixels, sigma)
    if view.blur_px[1] > 1.5 and rng.random() < 0.35:
        length = max(3, int(rng.uniform(3, 8) * factor) | 1)
        kernel = np.zeros((length, length), np.float32)
        angle = rng.uniform(0, np.pi)
        reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
        ends = [tuple(np.round(length / 2 - 0.5 + k * reach).astype(int).tolist()) for k in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1.0)
        kernel /= max(float(kernel.sum()), 1.0)
        pixels = np.asarray(cv2.filter2D(pixels, -1, kernel), np.uint8)
    return pixels


def add_noise(pixels: Pixels, view: View, rng: np.random.Generator) -> Pixels:
    """Sensor noise from one tile laid at random offsets: as good to look at, far cheaper."""
    # A smaller photo is a 12-megapixel one shrunk, which averages its noise.
    sigma = rng.uniform(*view.noise) * min(1.0, np.hypot(*pixels.shape[:2]) / 5040) ** 0.7
    if sigma < 0.3:
        return pixels
    side = 768
    grain = rng.standard_normal((side, side, 1), dtype=np.float32) * sigma
    colour = rng.standard_normal((side, side, 3), dtype=np.float32) * sigma * 0.55
    tile = arrays.blurred(grain.repeat(3, axis=2) + colour, 0.55) * 1.5
    for y in range(0, pixels.shape[0], side):
        for x in range(0, pixels.shape[1], side):
            part = pixels[y : y + side, x : x + side]
            moved = np.roll(tile, (int(rng.integers(side)), int(rng.integers(side))), (0, 1))
            part[:] = cv2.add(
                np.ascontiguousarray(part), moved[: part.shape[0], : part.shape[1]], dtype=cv2.CV_8U
            )
    return pixels


def moire(pixels: Pixels, rng: np.random.Generator, strength: float) -> Pixels:
    """Lay the coloured waves of a photographed screen over its pixels."""
    height, width = pixels.shape[:2]
    ys = np.arange(height, dtype=np.float32)[:, None]
    xs = np.arange(width, dtype=np.float32)[None]
    waves = []
    angle, pitch = rng.uniform(0, np.pi), rng.uniform(9, 40) * width / 1600
    bend = noise(rng, max(8, width // 16), max(8, height // 16), (2, 2), 2)
    curve = arrays.resized(bend, (width, height)) * rng.uniform(1, 6)
    for channel in range(3):
        phase = (
            (xs * np.cos(angle) + ys * np.sin(angle)) * 2 * np.pi / (pitch * (1 + 0.02 * channel))
        )
        waves.append(np.sin(phase + curve + channel * 0.5))
    gain = 1 + strength * np.stack(waves, axis=-1)
    return np.clip(pixels * gain, 0, 255).astype(np.uint8)


def expose(
    pixels: Pixels, glow: Pixels, view: View, rng: np.random.Generator, *, shine: bool = False
) -> Pixels:
    """Return the photo as the sensor saw it."""
    if view.noise[1] == 0 and view.blur_px[1] == 0:
        return pixels
    pixels = relight(pixels, glow, view, rng, shine=shine)
    pixels = blur(pixels, view, rng)
    return add_noise(pixels, view, rng)
