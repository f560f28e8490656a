"""Further grounds: butcher block, leather, terry, granite, vinyl, enamel, panel cloth, a ward.

Each takes (numpy generator, width, height) in pixels and returns (H, W, 3) uint8 RGB.
"""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays
from phiscan.synth.grounds import Ground, Pixels, noise, tint

Generator = np.random.Generator


def butcher_block(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a worktop glued from short staves."""
    ys, xs = np.mgrid[0:height, 0:width]
    tall, long = max(6, height // int(rng.integers(9, 16))), max(20, width // 4)
    row = ys // tall
    shift = rng.integers(0, long, 64)[row % 64]
    stave = (xs + shift) // long + row * 7
    tone = rng.uniform(-0.22, 0.22, 97).astype(np.float32)[stave % 97]
    field = 0.55 + tone + 0.12 * noise(rng, width, height, (8, 180), 2)
    field[(ys % tall == 0) | ((xs + shift) % long == 0)] -= 0.2
    dark, light = (((116, 74, 44), (196, 146, 96)), ((160, 124, 88), (228, 200, 160)))[
        int(rng.integers(2))
    ]
    return tint(field, dark, light)


def leather(rng: Generator, width: int, height: int) -> Pixels:
    """Draw the grained hide of a couch or a bag."""
    grain = np.abs(noise(rng, width, height, (width / 11, height / 11), 2))
    field = 0.35 + 0.8 * grain + 0.14 * noise(rng, width, height, (3, 3), 2)
    colour = np.array(((62, 44, 36), (30, 34, 44), (120, 74, 44))[int(rng.integers(3))])
    return tint(field, tuple(colour * 0.6), tuple(colour * 1.5))


def terry(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a towel or incontinence pad with loops in rows."""
    ys = np.arange(height, dtype=np.float32)[:, None]
    loops = noise(rng, width, height, (width / 4, height / 4), 1)
    field = 0.55 + 0.2 * loops + 0.08 * np.sin(ys * 2 * np.pi / rng.uniform(7, 14))
    field = field + 0.14 * noise(rng, width, height, (2, 3), 2)
    colour = rng.uniform(130, 222) + rng.uniform(-24, 24, 3)
    return tint(field, tuple(colour * 0.75), tuple(np.minimum(colour * 1.15, 252)))


def granite(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a polished dark or red stone top with flecks."""
    coarse = noise(rng, width, height, (width / 22, height / 22), 3)
    flecks = noise(rng, width, height, (width / 5, height / 5), 1) > 0.42
    colour = np.array(((74, 76, 80), (120, 84, 74), (150, 148, 140))[int(rng.integers(3))])
    pixels = tint(0.5 + 0.45 * coarse, tuple(colour * 0.55), tuple(colour * 1.4))
    pixels[flecks] = np.minimum(colour * 1.7, 240)
    return pixels


def vinyl(rng: Generator, width: int, height: int) -> Pixels:
    """Draw sheet flooring or a trolley's top: cloudy, with fine scratches."""
    field = 0.5 + 0.2 * noise(rng, width, height, (9, 9), 4)
    field += 0.1 * noise(rng, width, height, (2, height / 3), 1)
    colour = rng.uniform(120, 215) + rng.uniform(-16, 16, 3)
    return tint(field, tuple(colour * 0.8), tuple(np.minimum(colour * 1.15, 252)))


def enamel(rng: Generator, width: int, height: int) -> Pixels:
    """Draw the painted steel of a locker or refrigerator, with a seam."""
    slope = np.linspace(0.75, 0.35, width, dtype=np.float32)[None].repeat(height, 0)
    field = slope + 0.06 * noise(rng, width, height, (2, 2), 2)
    colour = rng.uniform(150, 225) + rng.uniform(-14, 14, 3)
    pixels = tint(field, tuple(colour * 0.8), tuple(np.minimum(colour * 1.18, 252)))
    at = int(width * rng.uniform(0.02, 0.12))
    pixels[:, at : at + max(2, width // 300)] = (60, 62, 66)
    return pixels


def panel_cloth(rng: Generator, width: int, height: int) -> Pixels:
    """Draw the coarse cloth of an office partition."""
    ys, xs = np.mgrid[0:height, 0:width]
    knots = ((xs // 3 + ys // 3) % 2) * 0.14 + 0.12 * noise(
        rng, width, height, (width / 7, height / 7), 1
    )
    colour = np.array(((128, 138, 150), (150, 140, 122), (104, 124, 116))[int(rng.integers(3))])
    field = 0.4 + knots + 0.1 * noise(rng, width, height, (2, 2), 2)
    return tint(field, tuple(colour * 0.75), tuple(np.minimum(colour * 1.25, 250)))


def subway_tiles(rng: Generator, width: int, height: int) -> Pixels:
    """Draw glazed bricks in half bond."""
    ys, xs = np.mgrid[0:height, 0:width]
    tall = max(8, height // int(rng.integers(6, 11)))
    long = tall * 2
    row = ys // tall
    at = xs + (row % 2) * tall
    field = 0.7 + 0.1 * noise(rng, width, height, (5, 9), 2)
    field = field + rng.uniform(-0.05, 0.05, 53).astype(np.float32)[(at // long + row * 5) % 53]
    joint = max(1, tall // 22)
    field[(ys % tall < joint) | (at % long < joint)] = 0.1
    colour = np.array(((236, 238, 236), (190, 214, 210), (226, 214, 190))[int(rng.integers(3))])
    return tint(field, tuple(colour * 0.55), tuple(np.minimum(colour * 1.1, 252)))


def ward(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a ward far out of focus: curtains, beds, strip lights."""
    small = np.full((90, 120, 3), rng.uniform(140, 200), np.float32) * rng.uniform(0.92, 1.06, 3)
    folds = 1 + 0.12 * np.sin(np.arange(120) / rng.uniform(1.2, 2.4))
    left = int(rng.integers(0, 60))
    colour = rng.uniform(90, 190, 3)
    small[8:64, left : left + 50] = colour * folds[left : left + 50, None]
    small[66:] *= 0.72
    for x in range(int(rng.integers(0, 20)), 110, int(rng.integers(30, 46))):
        small[56:70, x : x + 24] = rng.uniform(200, 245)
        small[2:5, x : x + 18] = 252
    far = arrays.resized(arrays.blurred(small, 3.0), (width, height))
    return np.clip(far, 0, 255).astype(np.uint8)


INSTEAD: dict[str, tuple[Ground, ...]] = {
    "wood": (butcher_block, leather),
    "cloth": (terry, panel_cloth),
    "laminate": (vinyl, butcher_block),
    "stone": (granite, vinyl),
    "wall": (enamel, panel_cloth, subway_tiles),
    "tiles": (subway_tiles, granite),
    "office": (ward,),
}
"""What this split has in the place of each ground of the others."""
