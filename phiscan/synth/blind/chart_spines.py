"""Charts seen from the side: labels with digit tabs, names in marker, ring binders."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from phiscan.synth.blind.form import name
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.grounds import noise
from phiscan.synth.layout import WHITE, Parts, joined, put, scrawl
from phiscan.synth.people import Person

FOLDERS: tuple[Colour, ...] = ((210, 180, 140), (246, 232, 196), (176, 196, 220), (214, 226, 200))
BINDERS: tuple[Colour, ...] = ((30, 40, 90), (120, 20, 30), (20, 70, 50), (40, 40, 44))
DIGITS: tuple[Colour, ...] = (
    (230, 80, 40), (40, 60, 150), (30, 140, 100), (230, 190, 30), (150, 30, 90),
    (90, 90, 90), (220, 120, 170), (90, 50, 30), (70, 170, 210), (20, 20, 20),
)  # fmt: skip
UPPER = ("comma_caps", "comma_full", "turned_caps", "caps", "comma")
Draw = Callable[[Canvas, BlindStudio, Person, float], None]
WIDE, PITCH = 310.0, 28.0


def _stack(studio: BlindStudio, draw: Draw) -> Flat:
    count = studio.rng.randint(3, 6)
    canvas = studio.canvas("chart_spines", (WIDE, count * PITCH))
    for number in range(count):
        draw(canvas, studio, studio.new_patient(), number * PITCH)
        canvas.line(0, (number + 1) * PITCH, WIDE, (number + 1) * PITCH, (40, 34, 30), 1.0)
    flat = canvas.done()
    height, width = flat.alpha.shape
    texture = 1 + 0.06 * noise(studio.noise, width, height, (20, 10), 3)
    flat.pixels = np.clip(flat.pixels * texture[..., None], 0, 255).astype(np.uint8)
    flat.lift_mm = 14
    return flat


def _tabbed(canvas: Canvas, studio: BlindStudio, person: Person, top: float) -> None:
    rng = studio.rng
    canvas.box(0, top, WIDE, top + PITCH, fill=rng.choice(FOLDERS))
    digits = [c for c in person.mrn if c.isdigit()][-3:]
    for number, digit in enumerate(digits):
        left = 10 + number * 15
        canvas.box(left, top + 3, left + 14, top + 24, fill=DIGITS[int(digit)])
        canvas.text(left + 7, top + 18.5, digit, studio.font("sans")[1], 14, WHITE, "ms")
    canvas.box(66, top + 3, 226, top + 24, fill=(253, 253, 250))
    face, bold = studio.font("narrow")
    put(canvas, 70, top + 12, 150, (name(studio, UPPER),), bold, 8)
    below = joined((studio.numbered(), ("DOB ", studio.birth())))
    put(canvas, 70, top + 21, 150, below, face, 5.8)
    canvas.box(244, top + 6, 274, top + 20, fill=rng.choice(DIGITS[:4]))
    canvas.text(259, top + 16, f"20{rng.randint(19, 26)}", bold, 8, WHITE, "ms")


def _marker(canvas: Canvas, studio: BlindStudio, _: Person, top: float) -> None:
    canvas.box(0, top, WIDE, top + PITCH, fill=studio.rng.choice(FOLDERS))
    hand = studio.font("hand")[0]
    ink: Colour = studio.rng.choice(((20, 20, 24), (20, 30, 100), (140, 20, 30)))
    parts: Parts = (
        name(studio, ("comma", "full", "turned", "caps")),
        f"  vol {studio.rng.randint(1, 4)}",
    )
    scrawl(canvas, studio, 14, top + 18, 180, parts, hand, 14, ink)
    scrawl(canvas, studio, 210, top + 18, 90, (studio.mrn(),), hand, 12, ink)


def _binder(canvas: Canvas, studio: BlindStudio, _: Person, top: float) -> None:
    canvas.box(0, top, WIDE, top + PITCH, fill=studio.rng.choice(BINDERS))
    canvas.box(270, top + 6, 286, top + 22, fill=(150, 152, 156), radius=8)
    face, bold = studio.font("sans")
    room = studio.rng.randint(100, 420)
    canvas.text(14, top + 19, str(room), bold, 15, WHITE)
    canvas.box(56, top + 5, 256, top + 23, fill=(250, 246, 214))
    put(canvas, 60, top + 13, 190, (name(studio, UPPER), "   Dr ", studio.doctor("brief")), bold, 7)
    below = joined((studio.numbered(), ("Adm ", studio.day()), ("DOB ", studio.birth())))
    put(canvas, 60, top + 21, 190, below, face, 5.6)


def tabbed(studio: BlindStudio) -> Flat:
    """Return folders with the number's last digits in colours."""
    return _stack(studio, _tabbed)


def marker(studio: BlindStudio) -> Flat:
    """Return folders with names in marker."""
    return _stack(studio, _marker)


def binders(studio: BlindStudio) -> Flat:
    """Return a ward's binders: room, name and doctor on an insert."""
    return _stack(studio, _binder)


def _shelved(draw: Callable[[BlindStudio], Flat]) -> Callable[[BlindStudio], Flat]:
    return lambda studio: draw(studio).turned(studio.rng.choice((1, 3)))


DRAWN = (tabbed, marker, binders)
DESIGNS = {"chart_spines": DRAWN, "chart_shelf": tuple(map(_shelved, DRAWN))}
