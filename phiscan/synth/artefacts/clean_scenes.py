"""Pictures without text that matters: a landscape, a package with a shop's bar code."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from phiscan.synth import numbers
from phiscan.synth.canvas import Flat
from phiscan.synth.grounds import noise, tint
from phiscan.synth.studio import Kind, Studio


def landscape(studio: Studio) -> Flat:
    """Return hills under a sky."""
    scale, rng = studio.px_per_mm, studio.noise
    width, height = round(400 * scale), round(300 * scale)
    small = (max(64, width // 2), max(48, height // 2))
    pixels = _sky(rng, *small)
    level = rng.uniform(0.36, 0.5)
    for depth in range(4):
        ridge = noise(rng, small[0], 128, (3 + 2 * depth, 2), 6)[64]
        top = (level + depth * 0.1 + ridge * (0.09 - 0.015 * depth)) * small[1]
        far = 1 - depth / 3
        texture = 0.5 + 0.3 * noise(rng, *small, (40, 60), 4)
        dark = np.array([40, 72, 36]) * (1 - far) + np.array([110, 130, 150]) * far
        light = np.array([110, 140, 62]) * (1 - far) + np.array([150, 168, 184]) * far
        land = tint(texture, tuple(dark), tuple(light))
        below = np.arange(small[1])[:, None] > top[None]
        pixels[below] = land[below]
    canvas = studio.canvas("landscape", (400, 300))
    canvas.paste(pixels, 0, 0, 400, 300)
    return canvas.done()


def _sky(rng: np.random.Generator, width: int, height: int) -> NDArray[np.uint8]:
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    sky = tint(rows * 1.6, (70, 120, 190), (214, 226, 236)).astype(np.float32)
    cloud = np.clip(noise(rng, width, height, (3, 7), 5) * 1.2, 0, 1)[..., None]
    return np.asarray(np.clip(sky * (1 - cloud) + 245 * cloud, 0, 255), dtype=np.uint8)


PRODUCTS = {
    "tune": ("OAT CRUNCH", "GREEN TEA", "DISH SOAP"),
    "test": ("CORN FLAKES", "PASTA", "HAND CREAM"),
}


def package(studio: Studio) -> Flat:
    """Return a product's box with its EAN."""
    rng = studio.rng
    colour = rng.choice(((200, 60, 50), (40, 120, 90), (60, 90, 170), (230, 180, 60)))
    canvas = studio.canvas("product_package", (150, 210), colour)
    face, bold = studio.font("sans")
    title = studio.pick(**PRODUCTS)
    canvas.box(12, 18, 138, 78, fill=(252, 250, 244), radius=6)
    canvas.text(75, 54, title, bold, canvas.fit((title,), bold, 20, 116), colour, "ms")
    canvas.text(75, 68, f"Net weight {rng.randint(150, 900)} g", face, 6, (80, 80, 80), "ms")
    canvas.text(14, 150, "Nutrition per 100 g", bold, 5.5, (255, 255, 255))
    for row, (name, unit) in enumerate((("Energy", "kcal"), ("Fat", "g"), ("Salt", "g"))):
        canvas.text(
            14, 160 + row * 8, f"{name} {rng.randint(1, 400)} {unit}", face, 5, (255, 255, 255)
        )
    canvas.barcode(92, 170, 40, 26, ean(studio), "EAN13")
    return canvas.done()


def ean(studio: Studio) -> str:
    """Return a shop's own article number with its check digit."""
    body = "20" + numbers.digits(studio.rng, 10)
    total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body))
    return body + str(-total % 10)


KINDS = (
    Kind("landscape", landscape, ("plain",), clean=True),
    Kind("product_package", package, ("desk", "far", "hard", "hand"), clean=True, shiny=True),
)
