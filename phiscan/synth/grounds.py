"""What lies behind: wood, cloth, laminate, walls, an office out of focus. All made of noise.

Every function takes (numpy generator, width, height) in pixels and returns (H, W, 3) uint8 RGB.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import arrays

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]
Ground = Callable[[np.random.Generator, int, int], Pixels]


def noise(
    rng: np.random.Generator, width: int, height: int, cells: tuple[float, float], octaves: int = 4
) -> Field:
    """Return smooth noise, about -1..1; `cells` are the counts of bumps across and down."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        across = max(2, int(cells[0] * 2**octave))
        down = max(2, int(cells[1] * 2**octave))
        if across > width or down > height:
            break
        grid = rng.standard_normal((down + 2, across + 2), dtype=np.float32)
        total += arrays.resized(grid, (width, height), cv2.INTER_CUBIC) * 0.5**octave
    return np.asarray(total / 2, dtype=np.float32)


def tint(field: Field, dark: tuple[float, ...], light: tuple[float, ...]) -> Pixels:
    """Map a field (0..1) to colours between two."""
    low, high = np.array(dark, np.float32), np.array(light, np.float32)
    mixed = low + np.clip(field, 0, 1)[..., None] * (high - low)
    return np.clip(mixed, 0, 255).astype(np.uint8)


WOODS = (
    ((92, 58, 36), (150, 104, 68)),
    ((150, 112, 74), (206, 168, 124)),
    ((58, 38, 28), (100, 68, 48)),
    ((176, 150, 118), (222, 200, 170)),
)


def wood(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw planks with rings and grain."""
    bend = noise(rng, width, height, (2, 5), 3)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    rings = np.sin((rows * 14 + bend * 1.6) * 2 * np.pi)
    grain = noise(rng, width, height, (6, 260), 2)
    field = 0.5 + 0.16 * rings + 0.22 * grain + 0.1 * noise(rng, width, height, (3, 3), 2)
    planks = int(rng.integers(3, 7))
    for i in range(planks):
        top, end = i * height // planks, (i + 1) * height // planks
        field[top:end] = np.roll(field[top:end], int(rng.integers(width)), axis=1)
        field[top:end] += rng.uniform(-0.12, 0.12)
        field[max(0, end - 3) : end] -= 0.35
    dark, light = WOODS[int(rng.integers(len(WOODS)))]
    return tint(field, dark, light)


def cloth(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw a woven table cloth or bed sheet with soft folds."""
    xs, ys = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    pitch = rng.uniform(5, 9)
    weave = np.sin(xs * 2 * np.pi / pitch)[None] * np.sin(ys * 2 * np.pi / pitch)[:, None]
    field = 0.55 + 0.06 * weave + 0.22 * noise(rng, width, height, (2, 2), 3)
    base = rng.uniform(80, 225) + rng.uniform(-24, 24, 3)
    return tint(field, tuple(base * 0.72), tuple(np.minimum(base * 1.12, 250)))


def laminate(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw an office desk: even, with fine speckle."""
    speckle = rng.standard_normal((height, width), dtype=np.float32)
    field = 0.5 + 0.12 * noise(rng, width, height, (2, 2), 2) + 0.05 * speckle
    base = np.array([200, 196, 190]) * rng.uniform(0.35, 1.15) + rng.uniform(-14, 14, 3)
    return tint(field, tuple(base * 0.86), tuple(np.minimum(base * 1.14, 250)))


def stone(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw a speckled counter top."""
    grains = noise(rng, width, height, (width / 14, height / 14), 3)
    field = 0.5 + 0.42 * grains
    base = rng.uniform(70, 190)
    return tint(field, (base * 0.6, base * 0.6, base * 0.62), (base * 1.3, base * 1.28, base * 1.2))


def wall(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw a painted wall."""
    field = 0.5 + 0.18 * noise(rng, width, height, (1.5, 1.5), 2)
    field += 0.03 * rng.standard_normal((height, width), dtype=np.float32)
    base = np.array([222, 218, 208]) * rng.uniform(0.7, 1.05) + rng.uniform(-18, 14, 3)
    return tint(field, tuple(base * 0.9), tuple(np.minimum(base * 1.08, 252)))


def tiles(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw a tiled counter or floor."""
    pixels = wall(rng, width, height).astype(np.int16)
    size = int(width / rng.uniform(4, 8))
    for x in range(int(rng.integers(size)), width, size):
        pixels[:, x : x + max(2, size // 40)] -= 45
    for y in range(int(rng.integers(size)), height, size):
        pixels[y : y + max(2, size // 40)] -= 45
    return np.clip(pixels, 0, 255).astype(np.uint8)


def office(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Draw a room far out of focus: furniture blocks and lamps."""
    small = np.zeros((90, 120, 3), np.float32)
    small[:] = rng.uniform(90, 190) * rng.uniform(0.9, 1.08, 3)
    small[int(rng.integers(50, 75)) :] *= rng.uniform(0.5, 0.85)
    for _ in range(26):
        x, y = int(rng.integers(-10, 118)), int(rng.integers(0, 88))
        w, h = int(rng.integers(4, 34)), int(rng.integers(4, 40))
        small[max(0, y) : y + h, max(0, x) : x + w] = rng.uniform(25, 225) * rng.uniform(
            0.75, 1.1, 3
        )
    for _ in range(4):
        centre = (int(rng.integers(120)), int(rng.integers(35)))
        cv2.circle(small, centre, int(rng.integers(2, 5)), (255, 250, 235), -1)
    far = arrays.resized(arrays.blurred(small, 3.2), (width, height), cv2.INTER_CUBIC)
    return np.clip(far, 0, 255).astype(np.uint8)


GROUNDS: dict[str, Ground] = {
    "wood": wood,
    "cloth": cloth,
    "laminate": laminate,
    "stone": stone,
    "wall": wall,
    "tiles": tiles,
    "office": office,
}


def make_ground(draw: Ground, rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Return a ground at full size; drawn at half size, which is what a lens does to it."""
    small = draw(rng, max(64, width // 2), max(64, height // 2))
    return arrays.resized(small, (width, height), cv2.INTER_CUBIC)
