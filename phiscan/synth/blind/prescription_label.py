"""Dispensing labels: a chemist's, a chain's with warnings, a hospital's discharge box."""

from __future__ import annotations

from phiscan.synth.artefacts.prescription_label import bottle
from phiscan.synth.blind.form import name
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.layout import GREY, WHITE, Faces, Parts, put
from phiscan.types import Category

DRUGS = ("RAMIPRIL 5MG CAPSULES", "WARFARIN 3 MG TAB", "AMLODIPINE BESYLATE 5MG", "CETIRIZINE 10MG",
         "CO-AMOXICLAV 500/125", "GABAPENTIN 300 MG CAP", "LEVOTHYROXINE 75MCG",
         "PANTOPRAZOLE 40 MG EC", "SALBUTAMOL 100MCG INH")  # fmt: skip
HOW = (
    "Take ONE daily with or after food",
    "Take TWO tablets at night",
    "Inhale 2 puffs if needed",
    "One to be taken three times a day until finished",
    "TAKE 1 TAB PO Q12H FOR 7 DAYS",
)
PLASTICS: tuple[Colour, ...] = ((236, 238, 236), (30, 90, 150), (120, 70, 30), (60, 120, 80))
LEFT, ROOM = 26.0, 46.0
"""The part of the label that faces the viewer once it is on a bottle, in mm."""


def _rows(canvas: Canvas, rows: list[tuple[Parts, int, float]], y: float, faces: Faces) -> float:
    for parts, strong, size in rows:
        y += size * 1.5
        put(canvas, LEFT, y, ROOM, parts, faces[strong], size)
    return y


def chemist(studio: BlindStudio) -> Flat:
    """Return a plain label: what and how first, then who and when, the shop at the foot."""
    rng = studio.rng
    canvas = studio.canvas("prescription_label", (96, 52), rng.choice((WHITE, (255, 250, 224))))
    faces = studio.font(rng.choice(("sans", "narrow", "mono")))
    who = (f"{studio.title()} ", name(studio, ("initial", "full", "caps")), "  ", studio.day())
    rows: list[tuple[Parts, int, float]] = [
        ((f"{rng.choice((14, 28, 56, 84))} x {rng.choice(DRUGS)}",), 1, 3.6),
        ((rng.choice(HOW),), 0, 3.6),
        (("Do not drink alcohol with this medicine",), 0, 2.8),
        (who, 1, 3.8),
        ((studio.numbered()), 0, 3.0),
        (("Keep out of the reach and sight of children",), 0, 2.5),
        ((rng.choice(studio.region.pharmacies), "  ", studio.office_phone()), 0, 2.8),
        ((studio.office_place(),), 0, 2.6),
    ]
    _rows(canvas, rows, 2.5, faces)
    return canvas.done()


def chain(studio: BlindStudio) -> Flat:
    """Return a chain's label: a large name at the top, a reversed drug line, warnings below."""
    rng = studio.rng
    canvas = studio.canvas("prescription_label", (96, 52))
    faces = studio.font(rng.choice(("sans", "serif")))
    accent: Colour = rng.choice(((190, 20, 40), (20, 20, 20), (0, 80, 140), (90, 30, 110)))
    who = name(studio, ("full", "caps", "comma_caps", "comma_full"))
    put(canvas, LEFT, 6, ROOM, (who,), faces[1], 5.0)
    put(canvas, LEFT, 10.2, ROOM, (studio.address(),), faces[0], 2.7, GREY)
    canvas.box(LEFT - 2, 12, LEFT + ROOM + 2, 18, fill=accent)
    put(canvas, LEFT, 16.4, ROOM, (rng.choice(DRUGS),), faces[1], 3.6, WHITE)
    put(canvas, LEFT, 22.4, ROOM, (rng.choice(HOW),), faces[1], 3.4)
    number = studio.of(Category.OTHER_ID, studio.patient.prescription)
    rows: list[tuple[Parts, int, float]] = [
        (("Rx ", number, "  filled ", studio.day()), 0, 3.2),
        (("Prescriber: ", studio.doctor("comma")), 0, 3.0),
        ((f"Qty {rng.randint(10, 90)}  Refills {rng.randint(0, 5)} before ", studio.day(180)), 0,
         3.0),
        ((rng.choice(studio.region.pharmacies), " ", studio.office_phone()), 0, 2.8),
    ]  # fmt: skip
    y = _rows(canvas, rows, 23.5, faces)
    canvas.box(LEFT - 2, y + 3, LEFT + 26, y + 8, fill=(250, 220, 60))
    put(canvas, LEFT, y + 6.4, 24, ("MAY CAUSE DROWSINESS",), faces[1], 2.2)
    return canvas.done()


def discharge_box(studio: BlindStudio) -> Flat:
    """Return a hospital's label on a carton, 110 x 60 mm, with its code."""
    rng = studio.rng
    canvas = studio.canvas("prescription_label", (110, 60), rng.choice((WHITE, (226, 240, 232))))
    faces = studio.font(rng.choice(("sans", "narrow")))
    canvas.text(5, 7, f"{studio.hospital()} Pharmacy", faces[1], 3.8)
    put(canvas, 5, 16, 100, (f"{rng.choice(DRUGS)}   ({rng.choice((7, 14, 28))})",), faces[1], 4.6)
    put(canvas, 5, 22, 100, (rng.choice(HOW),), faces[0], 4.2)
    put(canvas, 5, 32, 70, (name(studio),), faces[1], 5.0)
    put(canvas, 5, 38, 70, (*studio.numbered(), "  DOB ", studio.birth()), faces[0], 3.6)
    put(
        canvas,
        5,
        44,
        70,
        (
            "Disp: ",
            studio.day(),
            "  Chk: ",
            Said(studio.clinician.given[0] + studio.clinician.family[0]),
            "  Dr ",
            studio.doctor("initial"),
        ),
        faces[0],
        3.4,
    )
    put(canvas, 5, 55, 96, ("Enquiries ", studio.office_phone(), "  Ward stock code 44-120"),
        faces[0], 3.2, GREY)  # fmt: skip
    content = studio.patient.mrn.replace(" ", "")
    canvas.barcode(82, 27, 20, 20, content, "QRCode", Category.MRN)
    return canvas.done()


def on_bottle(studio: BlindStudio) -> Flat:
    """Return one of the labels on a bottle."""
    return bottle(studio, lambda _: studio.rng.choice((chemist, chain))(studio), PLASTICS)


DESIGNS = {
    "prescription_label": (on_bottle,),
    "prescription_label_flat": (chemist, chain, discharge_box),
}
