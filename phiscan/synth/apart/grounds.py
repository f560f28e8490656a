"""What lies behind in the apart split: paper, steel, planks, quilts, plaster, brick, a corridor."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays
from phiscan.synth.grounds import Ground, Pixels, noise, tint

Generator = np.random.Generator
Tone = tuple[int, int, int]


def _tone(rng: Generator, *tones: Tone) -> np.ndarray:
    return np.array(tones[int(rng.integers(len(tones)))], np.float64)


def planks(rng: Generator, width: int, height: int) -> Pixels:
    """Draw narrow boards standing upright, each of its own shade, with knots."""
    xs = np.arange(width)
    board = xs // max(6, width // int(rng.integers(9, 16)))
    shade = rng.uniform(-0.16, 0.16, 64).astype(np.float32)[board % 64]
    grain = noise(rng, width, height, (width / 9, 5), 3)
    field = 0.5 + shade[None] + 0.18 * grain
    field[:, np.r_[True, board[1:] != board[:-1]]] = 0.02
    colour = _tone(rng, (168, 126, 86), (120, 84, 60), (196, 178, 150))
    return tint(field, tuple(colour * 0.5), tuple(np.minimum(colour * 1.3, 250)))


def blotter(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a felt or rubber desk mat: dull, fibrous, a stitched edge."""
    field = 0.5 + 0.16 * noise(rng, width, height, (width / 6, height / 6), 1)
    field = field + 0.12 * noise(rng, width, height, (3, 3), 2)
    colour = _tone(rng, (52, 70, 62), (64, 64, 70), (38, 54, 88), (110, 60, 58))
    pixels = tint(field, tuple(colour * 0.75), tuple(colour * 1.3))
    at = int(height * rng.uniform(0.03, 0.08))
    pixels[at : at + max(1, height // 260)] = np.minimum(colour * 1.7, 240)
    return pixels


def quilt(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a checked blanket in three colours."""
    ys, xs = np.mgrid[0:height, 0:width]
    side = max(6, width // int(rng.integers(10, 22)))
    bars = ((xs // side) % 2) * 0.3 + ((ys // side) % 2) * 0.3
    thin = ((xs % (2 * side) < side // 8) | (ys % (2 * side) < side // 8)) * 0.2
    fold = 0.2 * noise(rng, width, height, (2, 3), 3)
    field = 0.15 + bars + thin + fold + 0.06 * noise(rng, width, height, (width / 4, height / 4), 1)
    colour = _tone(rng, (150, 170, 196), (196, 160, 150), (160, 182, 150))
    return tint(field, tuple(colour * 0.62), tuple(np.minimum(colour * 1.3, 252)))


def scrubs(rng: Generator, width: int, height: int) -> Pixels:
    """Draw the cotton of a gown or sheet with diagonal twill and deep folds."""
    ys, xs = np.mgrid[0:height, 0:width]
    twill = ((xs + ys) % 5 < 2) * 0.05
    field = 0.55 + twill + 0.34 * noise(rng, width, height, (2, 3), 2)
    colour = _tone(rng, (96, 150, 168), (150, 180, 158), (222, 222, 226), (60, 84, 130))
    return tint(field, tuple(colour * 0.68), tuple(np.minimum(colour * 1.16, 252)))


def steel(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a brushed trolley or sink."""
    brushed = noise(rng, width, height, (4, height / 2), 2)
    slope = np.linspace(0, 1, height, dtype=np.float32)[:, None] * rng.uniform(-0.25, 0.25)
    field = 0.5 + 0.18 * brushed + slope + 0.14 * noise(rng, width, height, (2, 2), 2)
    return tint(field, (112, 116, 122), (216, 220, 224))


def concrete(rng: Generator, width: int, height: int) -> Pixels:
    """Draw cast concrete or a worn epoxy floor with pores."""
    field = 0.5 + 0.24 * noise(rng, width, height, (4, 4), 5)
    pores = noise(rng, width, height, (width / 7, height / 7), 1) > 0.95
    colour = _tone(rng, (150, 148, 144), (120, 126, 130), (176, 168, 154))
    pixels = tint(field, tuple(colour * 0.75), tuple(np.minimum(colour * 1.25, 250)))
    pixels[pores] = colour * 0.5
    return pixels


def terrazzo(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a polished floor of chips of three colours in a pale ground."""
    pixels = tint(0.6 + 0.1 * noise(rng, width, height, (4, 4), 2), (170, 166, 158),
                  (232, 228, 220))  # fmt: skip
    for tone in ((120, 92, 78), (86, 92, 92), (206, 186, 150)):
        cells = width / rng.uniform(14, 22)
        chips = noise(rng, width, height, (cells, cells * height / width), 1) > 0.62
        pixels[chips] = np.array(tone) + rng.integers(-12, 12)
    return pixels


def plaster(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a rough painted wall with a chair rail of another colour below."""
    bumps = noise(rng, width, height, (width / 12, height / 12), 2)
    field = 0.6 + 0.1 * bumps + 0.14 * noise(rng, width, height, (2, 1.5), 2)
    colour = _tone(rng, (216, 224, 226), (232, 222, 196), (206, 216, 196), (238, 236, 232))
    pixels = tint(field, tuple(colour * 0.85), tuple(np.minimum(colour * 1.07, 252)))
    low = int(height * rng.uniform(0.86, 0.97))
    pixels[low:] = np.clip(pixels[low:] * rng.uniform(0.55, 0.8, 3), 0, 255).astype(np.uint8)
    return pixels


def brick(rng: Generator, width: int, height: int) -> Pixels:
    """Draw painted breeze blocks with wide joints."""
    ys, xs = np.mgrid[0:height, 0:width]
    tall = max(10, height // int(rng.integers(5, 9)))
    at = xs + (ys // tall % 2) * tall
    field = 0.62 + 0.1 * noise(rng, width, height, (width / 5, height / 5), 1)
    joint = max(2, tall // 14)
    field[(ys % tall < joint) | (at % (2 * tall) < joint)] -= 0.3
    colour = _tone(rng, (226, 222, 208), (186, 198, 206), (210, 190, 176))
    return tint(field, tuple(colour * 0.7), tuple(np.minimum(colour * 1.12, 252)))


def cork(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a pin board."""
    field = 0.5 + 0.3 * noise(rng, width, height, (width / 8, height / 8), 2)
    field = field + 0.16 * noise(rng, width, height, (width / 26, height / 26), 1)
    return tint(field, (112, 74, 44), (214, 168, 116))


def corridor(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a corridor far out of focus: floor, doors, lamps in a row that run together."""
    small = np.full((90, 120, 3), rng.uniform(130, 190), np.float32) * rng.uniform(0.9, 1.05, 3)
    middle = int(rng.integers(40, 80))
    for step in range(8):
        half, top = 60 - 7 * step, 6 * step
        x0, x1 = max(0, middle - half), min(120, middle + half)
        small[top : 90 - 5 * step, x0:x1] *= rng.uniform(0.93, 1.03)
        small[top + 1 : top + 3, max(0, middle - 6 + step // 2) : middle + 6 - step // 2] = 250
    small[64:] *= rng.uniform(0.6, 0.9)
    small[20:72, 6:20] = rng.uniform(60, 160, 3)
    small[24:70, 100:112] = rng.uniform(60, 160, 3)
    far = arrays.resized(arrays.blurred(small, 3.4), (width, height))
    return np.clip(far, 0, 255).astype(np.uint8)


INSTEAD: dict[str, tuple[Ground, ...]] = {
    "wood": (planks, blotter),
    "cloth": (quilt, scrubs),
    "laminate": (steel, blotter, planks),
    "stone": (concrete, terrazzo),
    "wall": (plaster, brick, cork),
    "tiles": (terrazzo, steel),
    "office": (corridor,),
}
"""What this split has in the place of each ground of the others."""
