"""Appointment cards: a folded one with several dates, a printed reminder, a clinic's booklet."""

from __future__ import annotations

from phiscan.synth.blind.form import fields, name, set_stack
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Parts, put, scrawl
from phiscan.types import Role

ACCENTS: tuple[Colour, ...] = ((150, 40, 60), (30, 90, 60), (40, 60, 120), (110, 70, 20))


def dates(studio: BlindStudio) -> Flat:
    """Return an upright card with a table of dates, filled in by several pens."""
    rng = studio.rng
    paper: Colour = rng.choice(((255, 250, 230), (226, 244, 240), (250, 230, 236)))
    canvas = studio.canvas("appointment_card", (74, 105), paper)
    face, bold = studio.font(rng.choice(("sans", "serif")))
    accent = rng.choice(ACCENTS)
    put(canvas, 5, 9, 64, (studio.hospital(),), bold, 4.4, accent)
    put(canvas, 5, 14, 64, (studio.office_phone(),), face, 3.4, GREY)
    hand = studio.font("hand")[0]
    for row, (label, value) in enumerate(fields(studio, "name mrn")):
        end = canvas.text(5, 24 + 10 * row, label, face, 3.0, GREY) + 2
        scrawl(canvas, studio, end, 24 + 10 * row, 69 - end, value, hand, 5.6, (20, 30, 110))
    for stop, title in ((4, "Day & date"), (35, "Time"), (49, "Dr")):
        canvas.text(stop, 44, title, bold, 3.2, accent)
    for row in range(5):
        y = 54 + row * 10.5
        canvas.line(5, y + 2, 69, y + 2, GREY, 0.2)
        if row > rng.randint(1, 4):
            continue
        ink: Colour = rng.choice(((20, 30, 110), (30, 30, 30), (150, 30, 40)))
        weekday = f"{rng.choice(('Mon', 'Tue', 'Wed', 'Thu', 'Fri'))} "
        scrawl(canvas, studio, 4, y, 29, (weekday, studio.day(14 * row)), hand, 5.0, ink)
        scrawl(canvas, studio, 35, y, 12, (studio.clock(),), hand, 5.0, ink)
        who = studio.clinician
        doctor = studio.part(who.family, who, Role.CLINICIAN)
        scrawl(canvas, studio, 49, y, 22, (doctor,), hand, 5.0, ink)
    return canvas.done()


def reminder(studio: BlindStudio) -> Flat:
    """Return a printed postcard in one sentence."""
    rng = studio.rng
    canvas = studio.canvas("appointment_card", (140, 90), studio.paper())
    faces = studio.font(rng.choice(("serif", "sans", "mono")))
    accent = rng.choice(ACCENTS)
    canvas.box(0, 0, 140, 4, fill=accent)
    canvas.text(10, 16, "It's time for your check-up!", faces[1], 6.4, accent)
    text: Parts = (
        "Dear ",
        studio.title(),
        " ",
        studio.part(studio.patient.family),
        ", ",
        studio.doctor("full"),
        " expects you on ",
        studio.day(),
        " at ",
        f"{studio.clock()}. Not able to come? Ring ",
        studio.office_phone(),
        " at least a day before.",
    )
    y = canvas.paragraph(10, 28, 120, text, faces[0], 4.4)
    put(canvas, 10, y + 8, 120, (name(studio, ("full", "caps")),), faces[1], 4.6)
    put(canvas, 10, y + 14, 120, (studio.address(),), faces[0], 4.2)
    put(canvas, 10, 84, 120, (studio.hospital(), ", ", studio.office_place()), faces[0], 3.2, GREY)
    return canvas.done()


def slip(studio: BlindStudio) -> Flat:
    """Return a thermal printer's slip: labels above values, a queue number large."""
    rng = studio.rng
    canvas = studio.canvas("appointment_card", (72, 100), (250, 250, 248))
    faces = studio.font(rng.choice(("mono", "narrow")))
    canvas.box(0, 0, 72, 13, fill=(20, 20, 20))
    put(canvas, 4, 8.8, 64, (studio.hospital(),), faces[1], 4.6, WHITE)
    canvas.text(36, 30, f"{rng.choice('ABC')}{rng.randint(10, 99)}", faces[1], 14, anchor="ms")
    set_stack(canvas, 5, 36, 62, fields(studio, "name mrn doctor"), faces, 4.2, 12.4)
    put(canvas, 5, 78, 62, ("Slot: ", studio.day(), f" {studio.clock()}"), faces[1], 4.2)
    put(canvas, 5, 86, 62, ("Ph ", studio.phone()), faces[0], 3.8)
    canvas.text(5, 95, "Keep this slip until you are called", faces[0], 2.9, GREY)
    return canvas.done()


DESIGNS = {"appointment_card": (dates, reminder, slip)}
