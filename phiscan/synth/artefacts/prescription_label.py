"""A pharmacy's bottle with its label bent round it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from phiscan.synth.bend import Cylinder, bend, shaded
from phiscan.synth.canvas import Canvas, Colour, Flat, Said, rounded_alpha
from phiscan.synth.fonts import Face
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category, Role

Row = tuple[tuple[Said | str, ...], bool, float]
"""Runs, whether bold, size in mm."""
DRUGS = (
    "METFORMIN 500 MG",
    "LISINOPRIL 10 MG",
    "ATORVASTATIN 20 MG",
    "AMOXICILLIN 875 MG",
    "SERTRALINE 50 MG",
)
DIRECTIONS = ("TAKE ONE TABLET BY MOUTH DAILY", "TAKE 1 CAPSULE TWICE A DAY WITH FOOD")
SHOPS = {
    "tune": ("Larkfield Pharmacy", "Corner Drug Co."),
    "test": ("Prairie Drugs", "Bayhaven Rx"),
}
AMBER: tuple[Colour, ...] = ((198, 110, 30), (214, 128, 44), (176, 92, 30))
TEMPLATES = {
    "tune": (("Rx#", "sans", (20, 90, 60), True), ("RX NO.", "narrow", (30, 30, 30), False)),
    "test": (("Prescription", "sans", (150, 30, 60), False), ("Rx", "mono", (30, 60, 140), True)),
}


def label(studio: Studio) -> Flat:
    """Return the flat label, 96 x 50 mm; the middle 60 mm are seen on the bottle."""
    rng = studio.rng
    word, style, accent, address = studio.pick(**TEMPLATES)
    canvas = studio.canvas("prescription_label", (96, 50))
    face, bold = studio.font(style)
    left, room = 26.0, 46.0
    canvas.box(0, 0, 96, 7.6, fill=accent)
    canvas.text(left, 5.6, studio.pick(**SHOPS), bold, 4.4, (255, 255, 255))
    canvas.run(left, 11.6, ("Tel ", studio.office_phone()), face, 2.7)
    number = studio.of(Category.OTHER_ID, studio.patient.prescription)
    rows: list[Row] = [
        ((f"{word} ", number, "   ", studio.day()), False, 3.4),
        ((studio.name(rng.choice(("caps", "comma_caps", "full"))),), True, 4.6),
    ]
    if address:
        rows.append(((studio.of(Category.ADDRESS, studio.patient.street),), False, 3.0))
    rows += [
        ((rng.choice(DIRECTIONS),), True, 3.5),
        ((rng.choice(DRUGS), f"  QTY {rng.choice((30, 60, 90))}"), False, 3.3),
        (("Dr. ", studio.doctor("initial"), f"   Refills: {rng.randint(0, 5)}"), False, 3.2),
    ]
    _rows(canvas, rows, left, room, (face, bold))
    if not address and rng.random() < 0.4:
        dea = studio.of(Category.LICENSE_NUMBER, studio.clinician.dea, Role.CLINICIAN)
        canvas.run(left, 47.6, ("DEA ", dea), face, 2.5)
    return canvas.done()


def _rows(
    canvas: Canvas, rows: list[Row], left: float, room: float, faces: tuple[Face, Face]
) -> None:
    y = 16.5
    for parts, strong, size in rows:
        chosen = faces[int(strong)]
        canvas.run(left, y, parts, chosen, canvas.fit(parts, chosen, size, room))
        y += 5.9


def draw(studio: Studio) -> Flat:
    """Return an amber bottle with its label."""
    return bottle(studio, label)


def bottle(
    studio: Studio, make_label: Callable[[Studio], Flat], plastics: Sequence[Colour] = AMBER
) -> Flat:
    """Return a bottle standing, 46 x 92 mm, seen from the front."""
    rng, scale = studio.rng, studio.px_per_mm
    radius = 23.0 * scale
    wide, tall = int(2 * radius), round(92 * scale)
    angles = np.arcsin(np.clip(np.arange(wide) / radius - 1, -0.9999, 0.9999))
    pixels = np.empty((tall, wide, 3), np.uint8)
    pixels[:] = rng.choice(plastics)
    cap = round(17 * scale)
    pixels[:cap] = (240, 240, 238)
    ridges = (np.sin(angles * 46) * 9).astype(np.int16)[None, :, None]
    pixels[:cap] = np.clip(pixels[:cap] + ridges, 0, 255).astype(np.uint8)
    pixels = shaded(pixels, angles)
    pixels = np.clip(pixels + np.exp(-(((angles + 0.5) / 0.09) ** 2))[None, :, None] * 60, 0, 255)
    alpha = rounded_alpha((wide, tall), 2.5 * scale)
    inset = round(2.2 * scale)
    alpha[cap : cap + inset, :inset] = alpha[cap : cap + inset, -inset:] = 0
    flat = Flat(pixels.astype(np.uint8), alpha, scale, lift_mm=5)
    bent = bend(
        make_label(studio), Cylinder(radius, rng.uniform(-0.1, 0.1), rng.uniform(0.02, 0.12))
    )
    flat.paste(bent, 0, 26)
    return flat


KINDS = (
    Kind(
        "prescription_label",
        draw,
        ("desk", "desk", "far", "hard", "hand"),
        ("laminate", "wood", "stone", "wall"),
        shiny=True,
    ),
    Kind("prescription_label_flat", label, ("scan", "desk", "hard")),
)
