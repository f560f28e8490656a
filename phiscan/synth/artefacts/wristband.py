"""A patient's wristband: lying flat, or worn round a rendered wrist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from phiscan.synth import arrays, fields, props
from phiscan.synth.bend import Cylinder, bend
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.studio import Kind, Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category

BANDS: tuple[Colour, ...] = (
    (250, 250, 250), (250, 250, 250), (244, 244, 238), (238, 224, 120), (235, 150, 150),
    (160, 200, 236), (180, 226, 180),
)  # fmt: skip


@dataclass(frozen=True)
class Template:
    """What a band's label says, line by line, and where its code stands."""

    lines: tuple[str, ...]
    code: str
    code_first: bool
    height_mm: float
    style: str


TEMPLATES = {
    "tune": (
        Template(("NAME", "MRN dob", "sex adm"), "Code128", False, 25, "sans"),
        Template(("NAME", "dob sex", "MRN", "dr"), "DataMatrix", True, 28, "narrow"),
        Template(("NAME dob", "MRN acct"), "QRCode", False, 22, "mono"),
    ),
    "test": (
        Template(("NAME", "dob age", "MRN acct"), "QRCode", True, 27, "narrow"),
        Template(("MRN", "NAME", "dob sex dr"), "Code128", True, 25, "sans"),
        Template(("NAME", "MRN", "dob"), "DataMatrix", False, 24, "mono"),
    ),
}


def band(studio: Studio, length_mm: float, label_mm: float) -> Flat:
    """Return a flat band with its printed label in the middle, and the wristband region."""
    rng, template = studio.rng, studio.pick(**TEMPLATES)
    colour = rng.choice(BANDS)
    height = template.height_mm
    canvas = studio.canvas("wristband", (length_mm, height), colour)
    left = (length_mm - label_mm) / 2
    canvas.box(left - 1, 1.2, left + label_mm + 1, height - 1.2, fill=(253, 253, 253), radius=1)
    _label(canvas, studio, template, left, label_mm)
    return punched(canvas, left)


def punched(canvas: Canvas, left: float) -> Flat:
    """Return the drawn band with holes up to `left` mm from its ends, and its region."""
    length_mm, height = canvas.size_mm
    for hole in range(int((left - 8) // 6)):
        for x in (4 + hole * 6, length_mm - 4 - hole * 6):
            canvas.box(x - 1, height / 2 - 1, x + 1, height / 2 + 1, fill=(150, 150, 150), radius=1)
    flat = canvas.done()
    whole = flat.marks[0].polygon
    flat.marks.insert(1, Mark(Category.WRISTBAND, whole, "wristband"))
    flat.lift_mm = 1.5
    return flat


def _label(canvas: Canvas, studio: Studio, template: Template, left: float, wide: float) -> None:
    height = template.height_mm
    square = template.code != "Code128"
    code = (height - 9) if square else wide * 0.36
    text_left = left + (code + 5 if template.code_first else 1.5)
    code_left = left + 2 if template.code_first else left + wide - code - 2
    room = wide - code - 8
    faces = studio.font(template.style)
    pitch = (height - 4) / len(template.lines)
    for number, line in enumerate(template.lines):
        parts = [p for word in line.split() for p in (*_said(studio, word), "  ")]
        text = "".join(p if isinstance(p, str) else p.text for p in parts).strip()
        size = min(pitch * 0.74, 4.6)
        size = min(size, size * room / max(canvas.width_of(text, faces[1], size), 1e-6))
        canvas.run(text_left, 2 + pitch * (number + 0.74), parts, faces[1], size)
    top = 4.5 if square else height * 0.2
    holds = Category.MRN if studio.rng.random() < 0.8 else Category.ACCOUNT_NUMBER
    content = studio.patient.mrn if holds is Category.MRN else studio.patient.account
    canvas.barcode(code_left, top, code, height * 0.6, content, template.code, holds)


def _said(studio: Studio, word: str) -> tuple[Said | str, ...]:
    rng = studio.rng
    if word == "NAME":
        return (studio.name(rng.choice(("comma_caps", "caps", "comma"))),)
    if word == "sex":
        return (f"Sex: {studio.patient.sex}",)
    if word == "age":
        return ("Age: ", studio.age())
    if word == "adm":
        return ("Adm: ", studio.day())
    if word == "dr":
        return ("Dr. ", studio.doctor("initial"))
    label, value = {
        "MRN": fields.mrn_field,
        "dob": lambda s: ("DOB", (s.birth(),)),
        "acct": fields.account_field,
    }[word](studio)
    return (f"{label}: ", *value)


def flat_band(studio: Studio) -> Flat:
    """Return a band lying on a table."""
    return band(studio, studio.rng.uniform(200, 260), studio.rng.uniform(80, 110))


def worn(studio: Studio) -> Flat:
    """Return a forearm with its band on; the band's text runs round the wrist."""
    return on_wrist(studio, lambda: band(studio, 230, studio.rng.uniform(54, 66)))


def on_wrist(studio: Studio, make_band: Callable[[], Flat]) -> Flat:
    """Return a forearm with the band that is made once the skin is chosen."""
    rng = studio.rng
    scale = studio.px_per_mm
    limb = props.arm(scale, rng.choice(props.SKINS), studio.noise)
    radius_mm = 31.0
    label = make_band()
    cylinder = Cylinder(
        radius_mm * scale, np.radians(rng.uniform(-10, 10)), rng.uniform(-0.12, 0.12)
    )
    bent = bend(label, cylinder)
    around = bent.turned(rng.choice((1, 3)))
    wide, tall = around.size_mm
    at = rng.uniform(484, 497)
    _shade_below(limb, at - wide / 2, 70 - tall / 2, wide, tall)
    limb.paste(around, at - wide / 2, 70 - tall / 2)
    limb.lift_mm = 12
    return limb


def _shade_below(limb: Flat, x: float, y: float, wide: float, tall: float) -> None:
    """Darken the skin at the band's edges, where it does not touch."""
    s = limb.px_per_mm
    soft = np.zeros(limb.alpha.shape, np.uint8)
    soft[
        round(y * s) : round((y + tall) * s), round((x - 1.5) * s) : round((x + wide + 1.5) * s)
    ] = 255
    dark = 1 - 0.4 * arrays.blurred(soft, 1.8 * s).astype(np.float32) / 255
    limb.pixels = np.clip(limb.pixels * dark[..., None], 0, 255).astype(np.uint8)


KINDS = (
    Kind(
        "wristband",
        worn,
        ("desk", "desk", "far", "hard"),
        ("cloth", "cloth", "laminate", "wood"),
        shiny=True,
    ),
    Kind("wristband_flat", flat_band, shiny=True),
)
