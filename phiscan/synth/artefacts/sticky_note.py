"""A sticky note in handwriting."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from phiscan.synth.canvas import Colour, Flat, Said
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category, Role

Lines = list[tuple[Said | str, ...]]


def _family(studio: Studio) -> Said:
    return Said(studio.patient.family, Category.PERSON_NAME, Role.PATIENT)


def _call_back(studio: Studio) -> Lines:
    return [
        ("Call back Mrs. ", _family(studio)),
        ("re: labs", ""),
        (studio.phone(),),
        ("before 4 pm!",),
    ]


def _room(studio: Studio) -> Lines:
    return [("Rm 12: ",), (studio.name("full"),), ("MRN ", studio.mrn()), ("NPO after midnight",)]


def _login(studio: Studio) -> Lines:
    return [
        (studio.name("comma"),),
        ("DOB ", studio.birth()),
        ("needs refill", ""),
        ("metformin 500",),
    ]


def _fax(studio: Studio) -> Lines:
    return [
        ("Fax chart to Dr.",),
        (studio.doctor("initial"),),
        ("for ", studio.name("full")),
        (studio.phone(),),
    ]


TEMPLATES: dict[str, tuple[Callable[[Studio], Lines], ...]] = {
    "tune": (_call_back, _room),
    "test": (_login, _fax),
}
PAPERS: tuple[Colour, ...] = (
    (250, 236, 120),
    (255, 240, 150),
    (250, 190, 200),
    (180, 226, 250),
    (190, 240, 180),
)


def draw(studio: Studio) -> Flat:
    """Return a note of 76 x 76 mm."""
    rng = studio.rng
    canvas = studio.canvas("sticky_note", (76, 76), rng.choice(PAPERS))
    face = studio.font("hand")[rng.randint(0, 1)]
    ink = rng.choice(((30, 40, 120), (25, 25, 30), (150, 25, 35)))
    y = 15.0
    for parts in studio.pick(**TEMPLATES)(studio):
        size = canvas.fit(parts, face, 9.0, 66)
        canvas.run(5 + rng.uniform(-1, 1.5), y + rng.uniform(-1, 1), parts, face, size, ink)
        y += 15.5
    flat = canvas.done()
    # The glued edge lies flat, the lower one curls up into the light.
    rows = flat.pixels.shape[0]
    curl = 1.0 + 0.06 * (studio.noise.uniform(0.5, 1.2) * np.linspace(0, 1, rows) ** 2)
    flat.pixels = (flat.pixels * curl[:, None, None]).clip(0, 255).astype("uint8")
    flat.lift_mm = 1.8
    return flat


KINDS = (Kind("sticky_note", draw, ("desk", "far", "hard"), ("laminate", "wood", "wall", "stone")),)
