"""A small card with the next appointment, printed and filled in by hand."""

from __future__ import annotations

from phiscan.synth.canvas import Colour, Flat, Said
from phiscan.synth.studio import Kind, Studio

TEMPLATES: dict[str, tuple[tuple[str, str, Colour, tuple[str, str, str]], ...]] = {
    "tune": (
        ("Your next appointment", "sans", (20, 110, 120), ("Name", "Date", "With")),
        ("APPOINTMENT CARD", "serif", (90, 60, 120), ("Patient", "On", "Doctor")),
    ),
    "test": (
        ("We look forward to seeing you", "serif", (150, 80, 30), ("For", "When", "Provider")),
        ("Reminder", "narrow", (40, 60, 130), ("M", "has an appointment on", "with")),
    ),
}


def draw(studio: Studio) -> Flat:
    """Return a card of 89 x 51 mm."""
    title, style, accent, labels = studio.pick(**TEMPLATES)
    canvas = studio.canvas("appointment_card", (89, 51), studio.paper())
    regular, bold = studio.font(style)
    hand = studio.font("hand")[0]
    canvas.text(5, 8, studio.hospital(), bold, 4.0, accent)
    canvas.text(5, 13.5, title, regular, 3.3, (80, 80, 80))
    dated = (studio.day(21), Said(f"  {studio.clock()}"))
    doctor = (Said("Dr. "), studio.doctor("initial"))
    values: tuple[tuple[Said, ...], ...] = ((studio.name("full"),), dated, doctor)
    y = 23.0
    for label, value in zip(labels, values, strict=True):
        end = canvas.text(5, y, f"{label}:", regular, 3.2) + 2
        canvas.line(end, y + 1, 84, y + 1, (150, 150, 150), 0.2)
        size = canvas.fit(value, hand, 5.6, 82 - end)
        canvas.run(end + 1, y - 0.2, value, hand, size, (25, 35, 110))
        y += 9.2
    canvas.run(5, 48, ("To change your visit call ", studio.office_phone()), regular, 3.0, accent)
    return canvas.done()


KINDS = (Kind("appointment_card", draw, ("scan", "desk", "far", "hard", "hand")),)
