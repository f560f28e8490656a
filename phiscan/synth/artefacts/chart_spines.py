"""Paper charts stacked on a table: spines with names, record numbers and coloured year tabs."""

from __future__ import annotations

import numpy as np

from phiscan.synth.canvas import Colour, Flat, Said
from phiscan.synth.grounds import noise
from phiscan.synth.studio import Kind, Studio

FOLDERS: tuple[Colour, ...] = (
    (228, 200, 150),
    (222, 190, 130),
    (190, 210, 190),
    (200, 214, 232),
    (232, 206, 206),
)
TABS: tuple[Colour, ...] = (
    (214, 60, 50),
    (50, 110, 190),
    (60, 150, 80),
    (240, 180, 40),
    (130, 70, 150),
)
TEMPLATES = {
    "tune": (("sans", "name_first"), ("hand", "name_only")),
    "test": (("narrow", "mrn_first"), ("serif", "tagged")),
}


def draw(studio: Studio) -> Flat:
    """Return 4 to 6 charts lying on each other, spines to the viewer, 320 mm wide."""
    rng = studio.rng
    style, order = studio.pick(**TEMPLATES)
    count = rng.randint(4, 6)
    pitch = 24.0
    canvas = studio.canvas("chart_spines", (320, count * pitch))
    face, bold = studio.font(style)
    for number in range(count):
        person = studio.new_patient()
        top = number * pitch
        canvas.box(0, top, 320, top + pitch, fill=rng.choice(FOLDERS))
        for line in range(5):
            tone = rng.randint(170, 235)
            at = top + pitch - 4.5 + line * 0.8
            canvas.line(0, at, 320, at, (tone, tone, tone - 8), 0.4)
        left = rng.uniform(24, 70)
        canvas.box(left, top + 3, left + 150, top + 17.5, fill=(252, 252, 250), radius=0.8)
        for tab, letter in enumerate(person.family.upper()[:2]):
            x = 236 + tab * 17
            canvas.box(x, top + 2, x + 15, top + 18, fill=TABS[(ord(letter) + tab) % 5])
            canvas.text(x + 7.5, top + 14.6, letter, bold, 12, (255, 255, 255), "ms")
        parts = _line(studio, order)
        size = canvas.fit(parts, bold, 8.5, 142)
        canvas.run(left + 4, top + 13, parts, bold if style != "hand" else face, size)
        canvas.line(0, top + pitch, 320, top + pitch, (70, 55, 40), 0.8)
    flat = canvas.done()
    texture = 1 + 0.05 * noise(studio.noise, flat.alpha.shape[1], flat.alpha.shape[0], (30, 8), 3)
    flat.pixels = np.clip(flat.pixels * texture[..., None], 0, 255).astype(np.uint8)
    flat.lift_mm = 14
    return flat


def _line(studio: Studio, order: str) -> tuple[Said | str, ...]:
    name = studio.name(studio.rng.choice(("comma", "comma_caps")))
    if order == "name_first":
        return name, "    ", studio.mrn()
    if order == "mrn_first":
        return studio.mrn(), "   ", name
    if order == "tagged":
        return name, "   DOB ", studio.birth()
    return (name,)


def upright(studio: Studio) -> Flat:
    """Return the same charts standing on a shelf: the text runs up the spine."""
    return draw(studio).turned(3)


KINDS = (
    Kind("chart_spines", draw, ("desk", "far", "hard")),
    Kind("chart_shelf", upright, ("wall", "hard"), ("wood", "wall")),
)
