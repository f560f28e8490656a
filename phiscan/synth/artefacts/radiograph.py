"""An X-ray: on a light box, on a monitor, or the exported picture itself. Rendered, never real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import cv2
import numpy as np

from phiscan.synth import arrays, films, screens
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.studio import Kind, Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category

TEMPLATES: dict[str, tuple[tuple[str, ...], ...]] = {
    # What stands in the corners: upper left, upper right, lower left, lower right.
    "tune": (
        ("name mrn dob", "site day", "marker", "view"),
        ("name", "mrn", "dob acc", "day site"),
    ),
    "test": (
        ("site", "name dob", "mrn acc", "day marker"),
        ("mrn name", "day", "site", "dob view"),
    ),
}


def film(studio: Studio, wide_mm: float) -> Flat:
    """Return the picture with burned-in text, with its radiograph region."""
    return exposed(studio, wide_mm, films.FILMS, _corners)


def exposed(
    studio: Studio,
    wide_mm: float,
    bodies: Mapping[str, films.Draw],
    burn: Callable[[Canvas, Studio], None],
) -> Flat:
    """Return a picture of one of the bodies; `burn` writes into it."""
    rng = studio.rng
    gray = bodies[rng.choice(tuple(bodies))](studio.noise)
    tall_mm = wide_mm * gray.shape[0] / gray.shape[1]
    canvas = studio.canvas("radiograph", (wide_mm, tall_mm), (0, 0, 0))
    shade = (gray * 255).astype(np.uint8)
    canvas.paste(arrays.rgb(shade), 0, 0, wide_mm, tall_mm)
    burn(canvas, studio)
    flat = canvas.done()
    whole = flat.marks[0].polygon
    flat.marks.insert(1, Mark(Category.RADIOGRAPH, whole, "radiograph"))
    return flat


def _corners(canvas: Canvas, studio: Studio) -> None:
    style = "sans" if studio.rng.random() < 0.5 else "mono"
    ink: Colour = studio.rng.choice(((235, 235, 235), (250, 250, 250), (235, 225, 120)))
    wide, tall = canvas.size_mm
    face, bold = studio.font(style)
    size = wide * studio.rng.uniform(0.026, 0.036)
    corners = studio.pick(**TEMPLATES)
    for number, words in enumerate(corners):
        right, low = number % 2 == 1, number >= 2
        lines = [_said(studio, word) for word in words.split()]
        for row, said in enumerate(lines):
            at = (
                tall - size * (0.6 + 1.35 * (len(lines) - 1 - row))
                if low
                else size * 1.35 * (row + 1.1)
            )
            chosen = bold if said.text in ("L", "R") else face
            big = size * (2.2 if said.text in ("L", "R") else 1)
            anchor = "rs" if right else "ls"
            x = wide - size * 0.7 if right else size * 0.7
            canvas.text(
                x, at, said, chosen, canvas.fit((said,), chosen, big, wide * 0.42), ink, anchor
            )


def _said(studio: Studio, word: str) -> Said:
    made: dict[str, Callable[[], Said]] = {
        "name": lambda: studio.name(studio.rng.choice(("comma_caps", "comma", "caps"))),
        "mrn": studio.mrn,
        "dob": studio.birth,
        "day": studio.day,
        "acc": lambda: studio.of(Category.OTHER_ID, studio.patient.accession),
        "site": lambda: Said(studio.hospital()),
        "marker": lambda: Said(studio.rng.choice("LR")),
        "view": lambda: Said(studio.rng.choice(("PA ERECT", "AP PORTABLE", "LAT"))),
    }
    return made[word]()


def light_box(studio: Studio) -> Flat:
    """Return a film clipped to a light box."""
    return lit_up(studio, film)


def lit_up(studio: Studio, make_film: Callable[[Studio, float], Flat]) -> Flat:
    """Return a light box of 460 x 560 mm with a film of so many mm width."""
    canvas = studio.canvas("radiograph", (460, 560), (196, 198, 200))
    canvas.box(14, 14, 446, 546, fill=(246, 250, 252))
    canvas.box(0, 0, 460, 22, fill=(150, 152, 156))
    box = canvas.done()
    box.marks = []
    shown = make_film(studio, studio.rng.uniform(330, 380))
    # Light comes through: black is not black, and the film has a clear edge.
    glow = shown.pixels.astype(np.float32) * 0.86 + np.array([18, 24, 30], np.float32)
    shown.pixels = np.clip(glow, 0, 255).astype(np.uint8)
    wide, tall = shown.size_mm
    box.paste(shown, (460 - wide) / 2, 20 + max(4.0, (522 - tall) * 0.3))
    box.glows, box.lift_mm = True, 16
    return box


def viewer(studio: Studio) -> Flat:
    """Return a viewing program on a monitor: one or two pictures, a toolbar, a header."""
    canvas = studio.canvas("radiograph", (520, 325), (16, 17, 20))
    bold = studio.font("sans")[1]
    canvas.box(0, 0, 520, 17, fill=(44, 47, 54))
    for number in range(14):
        canvas.box(8 + number * 15, 3.5, 18 + number * 15, 13.5, fill=(92, 98, 110), radius=1.5)
    parts = (studio.name("comma"), "   ", studio.mrn(), "   DOB ", studio.birth())
    canvas.run(240, 12, parts, bold, canvas.fit(parts, bold, 7.5, 270), (230, 232, 236))
    for row in range(4):
        canvas.box(6, 28 + row * 70, 66, 90 + row * 70, fill=(34, 36, 42), outline=(80, 84, 92))
    flat = canvas.done()
    flat.marks = flat.marks[1:]
    count = studio.rng.choice((1, 2))
    for number in range(count):
        shown = film(studio, 214 if count == 2 else 244)
        tall = round(300 * studio.px_per_mm)
        if shown.alpha.shape[0] > tall:
            shown = shrunk(shown, tall / shown.alpha.shape[0])
        flat.paste(shown, 76 + number * 222 + (100 if count == 1 else 0), 21)
    return screens.on_monitor(studio, flat, "radiograph")


def shrunk(flat: Flat, factor: float) -> Flat:
    """Return a thing at another size."""
    size = (round(flat.alpha.shape[1] * factor), round(flat.alpha.shape[0] * factor))
    marks = [m.moved(m.polygon * factor) for m in flat.marks if m.polygon is not None]
    pixels = arrays.resized(flat.pixels, size, cv2.INTER_AREA)
    return replace(flat, pixels=pixels, alpha=arrays.resized(flat.alpha, size), marks=marks)


def exported(studio: Studio) -> Flat:
    """Return the picture by itself, as a program exports it."""
    return film(studio, 340)


KINDS = (
    Kind("radiograph_lightbox", light_box, ("wall", "wall", "far", "hard"), ("wall", "office")),
    Kind(
        "radiograph_monitor",
        viewer,
        ("wall", "wall", "far", "hard"),
        ("office", "wall"),
        shiny=True,
    ),
    Kind("radiograph", exported, ("screenshot", "scan", "wall")),
)
