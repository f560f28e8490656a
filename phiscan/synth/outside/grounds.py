"""What lies behind in the outside split: marble, carpet, cardboard, curtains, painted doors."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays
from phiscan.synth.grounds import Ground, Pixels, noise, tint

Generator = np.random.Generator
Tone = tuple[int, int, int]


def _between(field: np.ndarray, rng: Generator, tones: tuple[Tone, ...], low: float = 0.7,
             high: float = 1.2) -> Pixels:  # fmt: skip
    """Tint a field (0..1) between a darker and a lighter shade of one of the tones."""
    colour = np.array(tones[int(rng.integers(len(tones)))], np.float64)
    return tint(field.astype(np.float32), tuple(colour * low), tuple(np.minimum(colour * high,
        253)))  # fmt: skip


def herringbone(rng: Generator, width: int, height: int) -> Pixels:
    """Draw short boards laid in a zigzag."""
    ys, xs = np.mgrid[0:height, 0:width]
    wide = max(8, width // int(rng.integers(9, 15)))
    fold = np.abs(xs % (2 * wide) - wide)
    board = (ys + fold) // max(4, wide // 3)
    shade = rng.uniform(-0.2, 0.2, 97).astype(np.float32)[(board * 7 + xs // wide) % 97]
    field = 0.5 + shade + 0.12 * noise(rng, width, height, (width / 8, height / 8), 1)
    field[(ys + fold) % max(4, wide // 3) == 0] = 0.1
    return _between(field, rng, ((176, 132, 92), (134, 100, 76), (198, 174, 140)), 0.55, 1.25)


def melamine(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a plain pale desk with an edge band."""
    field = 0.6 + 0.1 * noise(rng, width, height, (2, 2), 2)
    field = field + 0.04 * noise(rng, width, height, (width / 4, height / 4), 1)
    pixels = _between(field, rng, ((224, 222, 216), (204, 210, 214), (232, 224, 206)), 0.85, 1.06)
    at = int(height * rng.uniform(0.9, 0.97))
    pixels[at:] = (pixels[at:] * 0.7).astype(np.uint8)
    return pixels


def carpet(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a woven seat or carpet tile with flecks."""
    field = 0.5 + 0.24 * noise(rng, width, height, (width / 3, height / 3), 1)
    field = field + 0.1 * noise(rng, width, height, (4, 4), 3)
    return _between(field, rng, ((70, 84, 104), (96, 80, 74), (62, 92, 86), (110, 104, 96)), 0.6,
        1.35)  # fmt: skip


def gingham(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a small check of one colour on white."""
    ys, xs = np.mgrid[0:height, 0:width]
    side = max(5, width // int(rng.integers(28, 50)))
    field = 1 - 0.34 * ((xs // side) % 2) - 0.34 * ((ys // side) % 2)
    field = field + 0.14 * noise(rng, width, height, (2, 3), 3)
    return _between(field, rng, ((206, 120, 116), (120, 150, 196), (132, 178, 140)), 0.8, 2.0)


def blanket(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a cellular hospital blanket: rows of small holes, soft folds."""
    ys, xs = np.mgrid[0:height, 0:width]
    pitch = max(6, width // int(rng.integers(70, 110)))
    holes = (np.sin(xs * 2 * np.pi / pitch) * np.sin(ys * 2 * np.pi / pitch) > 0.55) * 0.22
    field = 0.62 - holes + 0.28 * noise(rng, width, height, (2, 2), 3)
    return _between(field, rng, ((150, 190, 216), (226, 224, 214), (214, 196, 150)), 0.7, 1.15)


def marble(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a counter of marble with fine veins."""
    veins = np.abs(noise(rng, width, height, (3, 4), 5))
    field = np.clip(0.5 + 1.6 * veins, 0, 1)
    return _between(field, rng, ((214, 212, 206), (196, 202, 200), (90, 96, 94)), 0.72, 1.14)


def linoleum(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a marbled floor in large squares of two shades."""
    ys, xs = np.mgrid[0:height, 0:width]
    side = max(12, width // int(rng.integers(3, 6)))
    check = ((xs // side + ys // side) % 2) * 0.25
    field = 0.4 + check + 0.16 * noise(rng, width, height, (14, 40), 3)
    return _between(field, rng, ((150, 164, 150), (176, 160, 140), (150, 156, 170)), 0.75, 1.25)


def cardboard(rng: Generator, width: int, height: int) -> Pixels:
    """Draw the lid of a carton with faint flutes and a strip of tape."""
    ys = np.mgrid[0:height, 0:width][0]
    field = 0.5 + 0.05 * np.sin(ys * 2 * np.pi / max(6, height / 120))
    field = field + 0.12 * noise(rng, width, height, (5, 5), 4)
    pixels = _between(field, rng, ((190, 152, 108), (204, 170, 128)), 0.8, 1.15)
    at, wide = int(height * rng.uniform(0.05, 0.2)), max(2, height // 14)
    pixels[at : at + wide] = np.clip(pixels[at : at + wide] * 1.1 + 12, 0, 255).astype(np.uint8)
    return pixels


def curtain(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a bed's curtain in upright folds."""
    xs = np.mgrid[0:height, 0:width][1].astype(np.float32)
    bend = noise(rng, width, height, (3, 2), 2) * width / 40
    field = 0.55 + 0.3 * np.sin((xs + bend) * 2 * np.pi / (width / rng.uniform(8, 16)))
    field = field + 0.05 * noise(rng, width, height, (width / 5, height / 5), 1)
    return _between(field, rng, ((150, 176, 190), (186, 196, 168), (204, 180, 166)), 0.7, 1.2)


def painted_door(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a painted door or locker: two raised panels, a steel plate at the foot."""
    field = 0.6 + 0.08 * noise(rng, width, height, (3, 2), 3)
    for top in (0.06, 0.53):
        y0, y1 = int(height * top), int(height * (top + 0.38))
        x0, x1 = int(width * 0.1), int(width * 0.9)
        edge = max(1, height // 160)
        field[y0 : y0 + edge, x0:x1] -= 0.25
        field[y1 : y1 + edge, x0:x1] += 0.2
        field[y0:y1, x0 : x0 + edge] -= 0.2
    return _between(field, rng, ((170, 186, 196), (206, 200, 180), (120, 140, 150)), 0.75, 1.18)


def wallpaper(rng: Generator, width: int, height: int) -> Pixels:
    """Draw wide upright stripes of two tones."""
    xs = np.mgrid[0:height, 0:width][1]
    stripe = max(6, width // int(rng.integers(10, 24)))
    field = 0.5 + 0.25 * ((xs // stripe) % 2) + 0.1 * noise(rng, width, height, (3, 3), 3)
    return _between(field, rng, ((222, 214, 200), (200, 212, 216), (216, 206, 214)), 0.85, 1.1)


def waiting_room(rng: Generator, width: int, height: int) -> Pixels:
    """Draw a waiting room far out of focus: a window, a row of chairs, a floor."""
    small = np.full((90, 120, 3), rng.uniform(150, 205), np.float32) * rng.uniform(0.92, 1.04, 3)
    x = int(rng.integers(8, 60))
    small[10:44, x : x + 44] = rng.uniform(225, 255)
    small[10:44, x + 21 : x + 23] = 150
    seat = rng.uniform(50, 170, 3)
    for left in range(4, 116, 19):
        small[50:70, left : left + 15] = seat * rng.uniform(0.9, 1.1)
        small[70:78, left + 2 : left + 4] = 70
    small[78:] *= rng.uniform(0.6, 0.85)
    return np.clip(arrays.resized(arrays.blurred(small, 3.2), (width, height)), 0,
        255).astype(np.uint8)  # fmt: skip


INSTEAD: dict[str, tuple[Ground, ...]] = {
    "wood": (herringbone, melamine, cardboard),
    "cloth": (gingham, blanket, carpet),
    "laminate": (melamine, marble),
    "stone": (marble, linoleum),
    "wall": (painted_door, wallpaper, curtain),
    "tiles": (linoleum, gingham),
    "office": (waiting_room,),
}  # fmt: skip
"""What this split has in the place of each ground of the others."""
