"""An addressed envelope from a clinic."""

from __future__ import annotations

from phiscan.synth import numbers
from phiscan.synth.canvas import Colour, Flat, Said
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category, Role

TEMPLATES: dict[str, tuple[tuple[str, Colour, bool], ...]] = {
    "tune": (("sans", (252, 252, 250), True), ("hand", (250, 246, 236), False)),
    "test": (("mono", (244, 238, 224), False), ("narrow", (250, 250, 252), True)),
}


def draw(studio: Studio) -> Flat:
    """Return an envelope of 220 x 110 mm."""
    style, paper, window = studio.pick(**TEMPLATES)
    canvas = studio.canvas("envelope", (220, 110), paper)
    face = studio.font(style)[0]
    printed = studio.font("sans")
    canvas.text(9, 13, studio.hospital(), printed[1], 4.0, (60, 70, 100))
    place = Said(f"{studio.rng.randint(100, 900)} Hospital Way", Category.ADDRESS, Role.UNKNOWN)
    canvas.text(9, 18.5, place, printed[0], 3.2, (60, 70, 100))
    canvas.box(190, 8, 211, 33, fill=(214, 222, 232), outline=(150, 160, 170))
    canvas.text(200.5, 22, "FOREVER", printed[1], 3.0, (90, 110, 140), "ms")
    if window:
        canvas.box(84, 50, 190, 92, fill=(255, 255, 255), outline=(190, 190, 190), radius=4)
    person = studio.patient
    largest = 5.8 if style == "hand" else 5.2
    name = studio.name(studio.rng.choice(("full", "caps", "long")))
    street, town = (studio.of(Category.ADDRESS, text) for text in (person.street, person.town))
    for row, said in enumerate((name, street, town)):
        canvas.text(90, 60 + 8.5 * row, said, face, canvas.fit((said,), face, largest, 96))
    if style != "hand":
        canvas.barcode(90, 82, 60, 5, numbers.digits(studio.rng, 12), "Code128")
    canvas.line(0, 0.3, 220, 0.3, (200, 198, 190))
    return canvas.done()


KINDS = (Kind("envelope", draw),)
