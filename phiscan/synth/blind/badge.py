"""Badges: a level one with the portrait at the left, one with a large first name, a visitor's."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.blind.form import name
from phiscan.synth.blind.insurance_card import carded
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat, Said
from phiscan.synth.layout import GREY, WHITE, put
from phiscan.types import Category, Role

JOBS = ("Staff Nurse", "Consultant Anaesthetist", "Medical Assistant", "Radiographer",
        "Clinical Pharmacist", "Ward Clerk", "Resident PGY-2", "Physiotherapist")  # fmt: skip


def _number(studio: BlindStudio) -> Said:
    shape = studio.rng.choice((f"E{studio.rng.randint(10000, 99999)}",
                               f"{studio.rng.randint(100, 999)}-{studio.rng.randint(1000, 9999)}",
                               str(studio.rng.randint(1000000, 9999999))))  # fmt: skip
    return Said(shape, Category.OTHER_ID, Role.CLINICIAN)


def level(studio: BlindStudio) -> Flat:
    """Return a level card of 86 x 54 mm: portrait left, the name over two lines."""
    rng, person = studio.rng, studio.clinician
    canvas = studio.canvas("badge", (86, 54))
    face, bold = studio.font(rng.choice(("sans", "narrow")))
    accent: Colour = rng.choice(((0, 84, 120), (140, 30, 80), (20, 20, 24), (70, 110, 30)))
    canvas.box(0, 44, 86, 54, fill=accent)
    canvas.text(43, 51, rng.choice(JOBS), bold, 4.8, WHITE, "ms")
    canvas.paste(props.silhouette(200, 240, (118, 126, 134)), 4, 10, 26, 31)
    put(canvas, 4, 7.4, 78, (studio.hospital(),), face, 3.8, accent)
    put(canvas, 34, 20, 48, (studio.part(person.given, person, Role.CLINICIAN),), bold, 6.4)
    family = studio.part(person.family.upper(), person, Role.CLINICIAN)
    put(canvas, 34, 28, 48, (family, rng.choice((", RN", "", ", MD"))), bold, 6.0)
    put(canvas, 34, 38, 48, ("Staff ID ", _number(studio)), face, 3.4, GREY)
    return carded(canvas, "badge")


def first_name(studio: BlindStudio) -> Flat:
    """Return an upright card, dark, with a large first name and the role at the foot."""
    rng, person = studio.rng, studio.clinician
    paper: Colour = rng.choice(((24, 40, 80), (30, 30, 30), (90, 20, 40), (20, 80, 70)))
    canvas = studio.canvas("badge", (54, 86), paper)
    face, bold = studio.font(rng.choice(("sans", "serif")))
    put(canvas, 5, 9, 44, (studio.hospital(),), face, 3.4, (210, 214, 220))
    canvas.paste(props.silhouette(200, 200, (140, 132, 126)), 14, 14, 26, 26)
    given = studio.part(person.given, person, Role.CLINICIAN)
    canvas.text(27, 51, given, bold, canvas.fit((given,), bold, 9, 46), WHITE, "ms")
    family = studio.part(person.family, person, Role.CLINICIAN)
    canvas.text(27, 58, family, face, canvas.fit((family,), face, 5, 46), WHITE, "ms")
    canvas.box(0, 66, 54, 76, fill=(240, 190, 60))
    canvas.text(27, 73, rng.choice(JOBS).upper(), bold, 3.7, (20, 20, 20), "ms")
    canvas.text(27, 82.5, _number(studio), face, 3.6, WHITE, "ms")
    return carded(canvas, "badge")


def visitor(studio: BlindStudio) -> Flat:
    """Return a visitor's paper badge: who visits whom, written by hand."""
    canvas = studio.canvas("badge", (90, 60), (255, 255, 255))
    face, bold = studio.font("sans")
    hand = studio.font("hand")[0]
    colour: Colour = studio.rng.choice(((220, 40, 40), (30, 120, 200), (40, 150, 80)))
    canvas.box(0, 0, 90, 14, fill=colour)
    canvas.text(45, 10.4, "VISITOR", bold, 9, WHITE, "ms")
    rows = (("Name", (studio.relative("full"),)), ("Visiting", (name(studio, ("full", "initial",
            "shortened")),)), ("Date", (studio.day(), f" {studio.clock()}")))  # fmt: skip
    for row, (label, value) in enumerate(rows):
        y = 26 + 13 * row
        canvas.text(4, y, label, face, 3.4, GREY)
        canvas.line(20, y + 1, 86, y + 1, GREY, 0.2)
        put(canvas, 22, y - 0.4, 62, value, hand, 7.4, (24, 30, 110))
    return carded(canvas, "badge")


DESIGNS = {"badge": (level, first_name, visitor)}
