"""Further grounds: parquet, check, steel, marble, brick, cork, a corridor, a mosaic.

Each takes (numpy generator, width, height) in pixels and returns (H, W, 3) uint8 RGB.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays
from phiscan.synth.grounds import Ground, Pixels, noise, tint

Generator = np.random.Generator


def _grid(width: int, height: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the (H, W) number of each pixel's column, and of its row."""
    ys, xs = np.mgrid[0:height, 0:width]
    return xs, ys


def parquet(rng: Generator, width: int, height: int) -> Pixels:
    """Draw blocks of wood laid crosswise."""
    xs, ys = _grid(width, height)
    side = max(8, int(width / rng.uniform(5, 9)))
    across = ((xs // side + ys // side) % 2).astype(bool)
    along = np.where(across, xs, ys) % side
    strip = max(3, side // 5)
    tone = rng.uniform(-0.16, 0.16, 97).astype(np.float32)
    number = (xs // side * 7 + ys // side * 13 + along // strip * 5) % 97
    level, upright = (noise(rng, width, height, cells, 2) for cells in ((4, 200), (200, 4)))
    field = 0.5 + tone[number] + 0.2 * np.where(across, upright, level)
    field[along % strip == 0] -= 0.25
    return tint(field, (110, 72, 40), (190, 140, 92))


def check(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a checked table cloth or blanket."""
    xs, ys = _grid(width, height)
    side = max(6, int(width / rng.uniform(14, 34)))
    bars = (xs // side % 2).astype(np.float32) + (ys // side % 2)
    field = 1 - bars / 2 + 0.08 * noise(rng, width, height, (3, 3), 3)
    colour = rng.uniform(30, 190, 3)
    return tint(field, tuple(colour), (244, 242, 236))


def blanket(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a waffled hospital blanket with folds."""
    xs, ys = _grid(width, height)
    pitch = rng.uniform(9, 18)
    knots = np.cos(xs * 2 * np.pi / pitch) * np.cos(ys * 2 * np.pi / pitch)
    field = 0.55 + 0.1 * knots + 0.25 * noise(rng, width, height, (3, 2), 3)
    colour = rng.uniform(120, 235, 3)
    return tint(field, tuple(colour * 0.7), tuple(np.minimum(colour * 1.1, 250)))


def steel(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a brushed steel trolley."""
    brush = noise(rng, width, height, (2, height / 3), 2)
    shine = noise(rng, width, height, (2, 1.2), 2)
    return tint(0.5 + 0.08 * brush + 0.3 * shine, (120, 124, 128), (214, 217, 220))


def marble(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a veined counter."""
    bend = noise(rng, width, height, (1.5, 1.5), 6)
    slope = np.linspace(0, rng.uniform(1, 3), width, dtype=np.float32)[None]
    veins = np.abs(np.sin((bend + slope) * rng.uniform(2, 4))) ** 0.25
    veins *= 0.9 + 0.2 * noise(rng, width, height, (3, 3), 3)
    dark = rng.uniform(60, 170)
    return tint(0.25 + 0.75 * veins, (dark, dark, dark * 1.03), (240, 238, 234))


def brick(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a painted or bare brick wall."""
    xs, ys = _grid(width, height)
    tall = max(6, int(height / rng.uniform(14, 24)))
    row = ys // tall
    shifted = xs + (row % 2) * tall
    number = (row * 31 + shifted // (2 * tall) * 17) % 101
    field = 0.5 + rng.uniform(-0.2, 0.2, 101).astype(np.float32)[number]
    field += 0.12 * noise(rng, width, height, (90, 90), 2)
    joint = max(1, tall // 12)
    field[(ys % tall < joint) | (shifted % (2 * tall) < joint)] = 0.95
    base = np.array(((150, 70, 50), (198, 194, 186), (96, 110, 120))[int(rng.integers(3))])
    return tint(field, tuple(base * 0.75), tuple(np.minimum(base * 1.2, 250)))


def cork(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a pin board."""
    grains = noise(rng, width, height, (width / 9, height / 9), 3)
    return tint(0.55 + 0.4 * grains, (120, 82, 48), (214, 172, 120))


def panel(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a wall in two tones with a hand rail between."""
    field = 0.6 + 0.1 * noise(rng, width, height, (2, 2), 2)
    upper = tint(field, (190, 196, 190), (238, 240, 232))
    colour = rng.uniform(90, 190, 3)
    level = int(height * rng.uniform(0.55, 0.85))
    upper[level:] = tint(field, tuple(colour * 0.8), tuple(colour * 1.1))[level:]
    upper[level : level + max(2, height // 40)] = (120, 92, 66)
    return upper


def corridor(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a corridor far out of focus: floor, doors, a row of lamps."""
    small = np.full((90, 120, 3), rng.uniform(150, 215), np.float32) * rng.uniform(0.94, 1.04, 3)
    small[60:] = rng.uniform(70, 150, 3)
    for left in range(int(rng.integers(0, 12)), 120, int(rng.integers(18, 30))):
        small[18:66, left : left + 10] = rng.uniform(60, 180, 3)
    small[4:8, ::9] = small[4:8, 1::9] = (255, 252, 240)
    far = arrays.resized(arrays.blurred(small, 2.6), (width, height))
    return np.clip(far, 0, 255).astype(np.uint8)


def mosaic(rng: Generator, width: int, height: int) -> Pixels:
    """Draw small tiles of many tones."""
    xs, ys = _grid(width, height)
    side = max(5, int(width / rng.uniform(24, 44)))
    shade = rng.uniform(0.1, 0.9, 211).astype(np.float32)
    field = shade[(xs // side * 29 + ys // side * 53) % 211]
    field[(xs % side < 2) | (ys % side < 2)] = 1.0
    colour = rng.uniform(50, 190, 3)
    return tint(field, tuple(colour), (232, 232, 226))


INSTEAD: dict[str, tuple[Ground, ...]] = {
    "wood": (parquet, cork),
    "cloth": (check, blanket),
    "laminate": (steel, marble),
    "stone": (marble, mosaic),
    "wall": (brick, panel, cork),
    "tiles": (mosaic, steel),
    "office": (corridor,),
}
"""What this split has in the place of each ground of the others."""
