"""A staff or visitor badge with a portrait without a face."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.canvas import Colour, Flat, Said, rounded_alpha
from phiscan.synth.studio import Kind, Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category, Role

_TONES: tuple[Colour, ...] = ((120, 130, 142), (146, 132, 120), (104, 120, 110))
TEMPLATES: dict[str, tuple[tuple[Colour, str, str, bool], ...]] = {
    "tune": (((20, 80, 150), "sans", "Employee ID", True), ((150, 40, 50), "narrow", "ID", False)),
    "test": (((40, 110, 80), "serif", "Staff No", True), ((60, 60, 70), "sans", "Badge #", False)),
}
_TITLES = ("Registered Nurse", "Physician", "Respiratory Therapist", "Phlebotomist", "Pharmacist")


def draw(studio: Studio) -> Flat:
    """Return an upright card of 54 x 86 mm."""
    accent, style, label, top_name = studio.pick(**TEMPLATES)
    canvas = studio.canvas("badge", (54, 86))
    regular, bold = studio.font(style)
    canvas.box(0, 0, 54, 15, fill=accent)
    canvas.box(22, 2, 32, 4.6, fill=(225, 225, 225), radius=1.2)
    canvas.text(27, 11.6, studio.hospital(), bold, 3.0, (255, 255, 255), "ms")
    portrait = props.silhouette(220, 270, studio.rng.choice(_TONES))
    canvas.paste(portrait, 14.5, 18, 25, 31)
    name = studio.doctor(studio.rng.choice(("full", "caps")))
    y = 58.0 if top_name else 60.0
    size = canvas.fit((name,), bold, 5.0, 48)
    canvas.text(27, y, name, bold, size, anchor="ms")
    canvas.text(27, y + 6, studio.rng.choice(_TITLES), regular, 3.4, accent, "ms")
    number = str(studio.rng.randint(10000, 999999))
    wide = canvas.width_of(f"{label}: ", regular, 2.8)
    canvas.run(
        27 - wide,
        y + 11,
        (f"{label}: ", Said(number, Category.OTHER_ID, Role.CLINICIAN)),
        regular,
        2.8,
    )
    canvas.barcode(12, 74, 30, 8, number, "Code128", Category.OTHER_ID)
    flat = canvas.done(rounded_alpha(canvas.image.size, 3 * studio.px_per_mm))
    flat.marks.insert(1, Mark(Category.ID_CARD, flat.marks[0].polygon, "badge"))
    return flat


KINDS = (Kind("badge", draw, ("desk", "far", "hard", "hand"), shiny=True),)
