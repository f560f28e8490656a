"""A blood tube with its label; the text runs along the tube."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from phiscan.synth import fields
from phiscan.synth.bend import Cylinder, bend, shaded
from phiscan.synth.canvas import Colour, Flat, Said, rounded_alpha
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category

CAPS: tuple[Colour, ...] = (
    (128, 60, 150),
    (200, 40, 40),
    (60, 140, 70),
    (90, 170, 220),
    (222, 180, 50),
)
TEMPLATES = {
    "tune": (
        ("Code128", "narrow", ("name", "mrn dob", "coll")),
        ("Code128", "sans", ("name dob", "acc", "mrn")),
    ),
    "test": (
        ("DataMatrix", "mono", ("name", "dob", "mrn")),
        ("Code128", "narrow", ("acc coll", "name", "mrn dob")),
    ),
}


def label(studio: Studio) -> Flat:
    """Return the flat paper label, 50 x 24 mm."""
    code, style, lines = studio.pick(**TEMPLATES)
    canvas = studio.canvas("specimen_label", (50, 24))
    face, bold = studio.font(style)
    square = code == "DataMatrix"
    room = 33 if square else 48
    # Only the middle of the label faces the viewer once it is on the tube.
    pitch = (15.5 if square else 10.0) / len(lines)
    for number, line in enumerate(lines):
        parts = [p for word in line.split() for p in (*_said(studio, word), "  ")]
        size = canvas.fit(parts, bold, min(3.7, pitch * 0.86), room)
        canvas.run(1.2, 4.2 + pitch * (number + 0.78), parts, bold if number == 0 else face, size)
    holds = Category.OTHER_ID if studio.rng.random() < 0.5 else Category.MRN
    content = studio.patient.accession if holds is Category.OTHER_ID else studio.patient.mrn
    x, y, wide, tall = (36.5, 6, 12, 12) if square else (4, 14.8, 42, 5.4)
    canvas.barcode(x, y, wide, tall, content, code, holds)
    return canvas.done()


def _said(studio: Studio, word: str) -> tuple[Said | str, ...]:
    if word == "name":
        return (studio.name(studio.rng.choice(("comma", "comma_caps"))),)
    if word == "coll":
        return ("Coll ", studio.day(), f" {studio.clock()}")
    known = {"mrn": fields.mrn_field, "acc": fields.accession_field}
    if word in known:
        name, value = known[word](studio)
        return (f"{name} ", *value)
    return ("DOB ", studio.birth())


def draw(studio: Studio) -> Flat:
    """Return a tube with its label."""
    return tube(studio, label)


def tube(studio: Studio, make_label: Callable[[Studio], Flat]) -> Flat:
    """Return a tube lying level, 120 x 17 mm, its cap at the left."""
    rng, scale = studio.rng, studio.px_per_mm
    length, radius = round(112 * scale), 8.2 * scale
    angles = np.arcsin(np.clip(np.arange(int(2 * radius)) / radius - 1, -0.9999, 0.9999))
    body = np.empty((int(2 * radius), length, 3), np.uint8)
    body[:] = rng.choice(((110, 24, 28), (196, 150, 70), (225, 228, 230)))
    body[:, : round(34 * scale)] = (218, 224, 226)
    body[:, : round(24 * scale)] = rng.choice(CAPS)
    body = shaded(body.transpose(1, 0, 2), angles).transpose(1, 0, 2)
    shine = np.exp(-(((angles + 0.55) / 0.12) ** 2))[:, None, None] * 70
    body = np.clip(body + shine, 0, 255).astype(np.uint8)
    alpha = rounded_alpha((length, body.shape[0]), radius * 0.9)
    flat = Flat(np.ascontiguousarray(body), alpha, scale, lift_mm=5)
    paper = make_label(studio)
    # Bent with its axis upright, so turned there and back: the text runs along the axis.
    bent = bend(
        paper.turned(3), Cylinder(radius, rng.uniform(-0.15, 0.15), rng.uniform(-0.04, 0.04))
    )
    flat.paste(bent.turned(1), 42, 0)
    return flat


KINDS = (
    Kind(
        "specimen_label",
        draw,
        ("desk", "desk", "far", "hard"),
        ("laminate", "stone", "cloth", "wood"),
        shiny=True,
    ),
    Kind("specimen_label_flat", label, ("scan", "desk", "hard")),
)
