"""Further grounds: terrazzo, bamboo, denim, quilt, felt, chipboard, shelves, a lit lobby.

Each takes (numpy generator, width, height) in pixels and returns (H, W, 3) uint8 RGB.
"""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays
from phiscan.synth.grounds import Ground, Pixels, noise, tint

Generator = np.random.Generator


def terrazzo(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a floor of chips in cement."""
    base = tint(0.5 + 0.1 * noise(rng, width, height, (4, 4), 3), (170, 168, 160), (226, 224, 216))
    for cells in (50, 70, 110):
        chips = noise(rng, width, height, (cells, cells * height / width), 2) > 0.5
        base[chips] = rng.uniform(70, 200) * rng.uniform(0.9, 1.1, 3)
    return base


def bamboo(rng: Generator, width: int, height: int) -> Pixels:
    """Draw narrow laminated strips with knots."""
    xs = np.arange(width)[None].repeat(height, 0)
    strip = max(5, width // int(rng.integers(18, 34)))
    tone = rng.uniform(-0.15, 0.15, 64).astype(np.float32)[xs // strip % 64]
    field = 0.55 + tone + 0.14 * noise(rng, width, height, (150, 5), 2)
    field[xs % strip == 0] -= 0.2
    return tint(field, (150, 110, 56), (232, 202, 142))


def denim(rng: Generator, width: int, height: int) -> Pixels:
    """Draw twill, as of a lap or a bag."""
    ys, xs = np.mgrid[0:height, 0:width]
    twill = np.sin((xs + ys) * 2 * np.pi / rng.uniform(5, 9))
    field = 0.5 + 0.1 * twill + 0.2 * noise(rng, width, height, (3, 3), 3)
    colour = np.array(((60, 80, 120), (70, 70, 74), (120, 100, 80))[int(rng.integers(3))])
    return tint(field, tuple(colour * 0.6), tuple(colour * 1.5))


def quilt(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a stitched bed cover in lozenges."""
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    pitch = width / rng.uniform(6, 11)
    bulge = np.abs(np.sin((xs + ys) * np.pi / pitch) * np.sin((xs - ys) * np.pi / pitch)) ** 0.4
    field = 0.35 + 0.5 * bulge + 0.08 * noise(rng, width, height, (5, 5), 3)
    colour = rng.uniform(110, 220, 3)
    return tint(field, tuple(colour * 0.62), tuple(np.minimum(colour * 1.15, 252)))


def felt(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a desk mat or pin board in one cloth colour."""
    fuzz = noise(rng, width, height, (width / 5, height / 5), 2)
    field = 0.5 + 0.22 * fuzz + 0.12 * noise(rng, width, height, (2, 2), 3)
    colour = rng.uniform(40, 150) + rng.uniform(-30, 30, 3)
    return tint(field, tuple(colour * 0.75), tuple(colour * 1.3))


def chipboard(rng: Generator, width: int, height: int) -> Pixels:
    """Draw pressed wood chips."""
    coarse = noise(rng, width, height, (width / 34, height / 22), 2)
    fine = noise(rng, width, height, (width / 7, height / 5), 2)
    return tint(0.5 + 0.3 * coarse + 0.2 * fine, (128, 92, 56), (226, 196, 150))


def formica(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a speckled counter in a pale colour."""
    speck = noise(rng, width, height, (width / 6, height / 6), 1)
    colour = rng.uniform(150, 226, 3)
    pixels = tint(0.6 + 0.12 * noise(rng, width, height, (2, 2), 2), tuple(colour * 0.9),
                  tuple(np.minimum(colour * 1.08, 252)))  # fmt: skip
    pixels[speck > 0.45] = colour * 0.6
    return pixels


def plaster(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a rough wall with a darker dado."""
    field = 0.6 + 0.16 * noise(rng, width, height, (26, 26), 4)
    colour = rng.uniform(150, 225, 3)
    pixels = tint(field, tuple(colour * 0.78), tuple(np.minimum(colour * 1.12, 252)))
    level = int(height * rng.uniform(0.7, 0.95))
    pixels[level:] = (pixels[level:] * 0.55).astype(np.uint8)
    return pixels


def pegboard(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a board with holes in rows."""
    ys, xs = np.mgrid[0:height, 0:width]
    pitch = max(10, width // int(rng.integers(22, 40)))
    field = 0.7 + 0.08 * noise(rng, width, height, (3, 3), 2)
    hole = (xs % pitch - pitch // 2) ** 2 + (ys % pitch - pitch // 2) ** 2 < (pitch / 9) ** 2
    pixels = tint(field, (150, 140, 124), (236, 230, 218))
    pixels[hole] = (54, 48, 44)
    return pixels


def lobby(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a lobby far out of focus: a window front, chairs, plants, round lamps."""
    small = np.full((90, 120, 3), rng.uniform(90, 170), np.float32) * rng.uniform(0.9, 1.08, 3)
    small[:46] = rng.uniform(170, 236, 3)
    small[:46, :: int(rng.integers(14, 22))] = (70, 74, 80)
    for left in range(int(rng.integers(0, 9)), 112, int(rng.integers(16, 26))):
        small[50:70, left : left + 9] = rng.uniform(30, 200, 3)
        small[30:50, left + 9 : left + 13] = (50, rng.uniform(80, 130), 60)
    far = arrays.resized(arrays.blurred(small, 3.2), (width, height))
    return np.clip(far, 0, 255).astype(np.uint8)


INSTEAD: dict[str, tuple[Ground, ...]] = {
    "wood": (bamboo, chipboard),
    "cloth": (denim, quilt, felt),
    "laminate": (formica, felt),
    "stone": (terrazzo, formica),
    "wall": (plaster, pegboard, felt),
    "tiles": (terrazzo, bamboo),
    "office": (lobby,),
}
"""What this split has in the place of each ground of the others."""
