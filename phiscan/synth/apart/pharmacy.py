"""Dispensed medicines: a vial, a box's sticker, a blister card, a syringe, a bag."""

from __future__ import annotations

from phiscan.synth.apart import names
from phiscan.synth.apart.form import BEDS, HUES, SLATE, fields, lay, said_in_row
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.artefacts.prescription_label import bottle
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, Parts, paste_strip, put, strip
from phiscan.types import Category

PRODUCTS = (
    "GABAPENTIN 300 MG CAPSULE",
    "Ramipril 5mg capsules",
    "TRAZODONE HCL 50 MG",
    "Levothyroxine 75 mcg tabs",
    "AMLODIPINE BESYLATE 10MG",
    "Doxycycline 100 mg",
    "ALBUTEROL HFA 90 MCG",
    "Tamsulosin 400microgram MR",
    "CLONAZEPAM 0.5 MG TABS",
)
SIGS = ("Take 1 capsule by mouth three times daily", "ONE to be taken each morning",
        "TAKE 1/2 TO 1 TABLET AT BEDTIME AS NEEDED", "Take with food. Finish the course.",
        "INHALE 2 PUFFS EVERY 6 HOURS")  # fmt: skip
PLASTICS: tuple[Colour, ...] = ((206, 104, 30), (150, 190, 220), (238, 238, 234), (60, 100, 150))


def _rx(s: ApartStudio) -> Parts:
    return (
        s.rng.choice(("Rx ", "Rx# ", "RX NO. ")),
        s.of(Category.OTHER_ID, s.patient.prescription),
    )


def vial(s: ApartStudio, left: float = 5.0, room: float = 88.0) -> Flat:
    """Return a vial's label: shop above, number and date in a tinted line, name large."""
    c = s.canvas("prescription_label", (98, 56), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "mono", "sans"))), s.rng.choice(HUES)
    put(
        c,
        left,
        5,
        room,
        (s.rng.choice(s.region.pharmacies), "  ", s.office_phone()),
        faces[1],
        3.4,
        hue,
    )
    put(c, left, 8.8, room, (s.office_place(),), faces[0], 2.7, SLATE)
    c.box(0, 10.4, 98, 15.4, fill=(226, 232, 238))
    put(c, left, 14.2, room, (*_rx(s), "    ", s.day()), faces[1], 3.5)
    put(c, left, 21.4, room, (s.named(("full", "caps", "long", "comma_caps")),), faces[1], 5)
    y = 26.0
    if s.rng.random() < 0.5:
        put(c, left, y, room, (s.address(),), faces[0], 2.6)
        y += 3.6
    rows: list[tuple[Parts, int, float]] = [
        ((s.rng.choice(SIGS),), 1, 3.4), ((s.rng.choice(PRODUCTS),), 0, 3.6),
        ((f"Qty {s.rng.choice((14, 28, 60, 90))}    Refills {s.rng.randint(0, 3)} before ",
          s.day(330)), 0, 3.0),
        (("Dr. ", s.doctor(s.rng.choice(("initial", "full")))), 0, 3.2),
        (("Discard after ", s.day(365)), 0, 2.8)]  # fmt: skip
    for parts, strong, size in rows:
        put(c, left, y, room, parts, faces[strong], size)
        y += 5.2
    return c.done()


def boxed(s: ApartStudio) -> Flat:
    """Return a sticker for a box: what above, how in the middle, for whom below a line."""
    c = s.canvas("prescription_label", (76, 40), s.rng.choice((WHITE, (250, 250, 240))))
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    put(c, 3, 6, 70, (f"{s.rng.choice((28, 56, 84))} x {s.rng.choice(PRODUCTS)}",), faces[1], 3.8)
    put(c, 3, 11.4, 70, (s.rng.choice(SIGS),), faces[0], 3.6)
    put(c, 3, 16, 70, ("Warning: may make you sleepy. Do not drive.",), faces[0], 2.8)
    c.line(3, 19, 73, 19, SLATE, 0.3)
    put(c, 3, 24.4, 50, (f"{s.title()} ", s.named(("full", "caps", "long"))), faces[1], 4.2)
    put(c, 56, 24.4, 18, (s.day(),), faces[0], 3.6)
    put(c, 3, 29.4, 70, (s.birth(), "   ", *_rx(s), "   ", s.doctor("initial")), faces[0], 3)
    put(c, 3, 33.4, 70, (s.rng.choice(s.region.pharmacies), "  ", s.office_place()), faces[0], 2.8)
    put(c, 3, 37, 70, ("Tel: ", s.office_phone(), "   Keep out of the reach of children"), faces[0],
        2.6)  # fmt: skip
    return c.done()


def blister(s: ApartStudio) -> Flat:
    """Return a week's blister card with the patient's panel above."""
    c = s.canvas("prescription_label", (150, 190), (246, 246, 250))
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 150, 52, fill=WHITE, outline=hue, width=0.8)
    put(c, 6, 11, 138, (s.named(("full", "comma_caps", "last_upper")), "    ", *said_in_row(s,
        "birth")), faces[1], 6)  # fmt: skip
    put(c, 6, 19, 138, (s.address(),), faces[0], 4)
    put(
        c,
        6,
        26,
        138,
        ("Week of ", s.day(), "     ", *_rx(s), "     Dr ", s.doctor("full")),
        faces[0],
        4.2,
    )
    for row, drug in enumerate(s.rng.sample(PRODUCTS, 3)):
        put(c, 6, 33 + row * 5, 100, (f"{drug} - 1 daily",), faces[0], 3.6)
    put(
        c,
        6,
        49,
        138,
        (s.rng.choice(s.region.pharmacies), "  ", s.office_phone()),
        faces[1],
        3.8,
        hue,
    )
    for row, word in enumerate(("Morning", "Noon", "Evening", "Bed")):
        c.text(4, 78 + row * 32, word, faces[0], 4.4, SLATE)
        for column, day in enumerate("MTWTFSS"):
            x = 26 + column * 17.4
            if row == 0:
                c.text(x + 7, 60, day, faces[1], 5, anchor="ms")
            c.box(x, 64 + row * 32, x + 15, 90 + row * 32, fill=(226, 232, 240), outline=SLATE,
                  radius=4)  # fmt: skip
            c.box(x + 4, 72 + row * 32, x + 10, 78 + row * 32, fill=(250, 220, 190), radius=3)
    return c.done()


def syringe(s: ApartStudio) -> Flat:
    """Return the flag of a syringe or unit dose: narrow, a code at the end."""
    c = s.canvas(
        "prescription_label", (80, 26), s.rng.choice((WHITE, (255, 240, 160), (200, 226, 250)))
    )
    faces = s.font(s.rng.choice(("narrow", "sans", "mono")))
    put(c, 2, 6, 58, (s.named(names.PRINTED), "  ", s.rng.choice(BEDS)), faces[1], 3.8)
    put(c, 2, 10.6, 58, (*said_in_row(s, "mrn birth", "  "),), faces[0], 3)
    put(
        c,
        2,
        15.6,
        58,
        (s.rng.choice(("HEPARIN 5,000 UNITS / 1 ML", "MORPHINE 2 MG IV", "KETAMINE 50 mg/5 mL")),),
        faces[1],
        3.8,
    )
    put(c, 2, 20, 58, ("Due ", s.day(), f" {s.clock()}   Exp ", s.day(2)), faces[0], 3)
    put(
        c,
        2,
        24,
        58,
        ("Prep ", s.colleague("initial"), "  Ck ", s.colleague("initial")),
        faces[0],
        2.8,
    )
    c.barcode(64, 6, 13, 13, s.patient.mrn, "DataMatrix", Category.MRN)
    return c.done()


def bag(s: ApartStudio) -> Flat:
    """Return an infusion's label, fields in two columns, a strip up the side."""
    c = s.canvas(
        "prescription_label", (110, 84), s.rng.choice((WHITE, (240, 255, 240), (255, 244, 236)))
    )
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "mono"))), s.rng.choice(HUES)
    put(c, 12, 8, 94, (s.hospital(), " - Pharmacy  ", s.office_phone()), faces[0], 3.6, SLATE)
    rows = fields(s, "name mrn birth location account doctor")
    y = lay(c, s, 12, 10, 94, rows, faces, 4.2, columns=2, style="tile", down=27)  # fmt: skip
    for row, text in enumerate(
        (
            s.rng.choice(("PARENTERAL NUTRITION 3-IN-1", "CEFEPIME 2 G", "OXYTOCIN 30 UNITS")),
            "in sodium chloride 0.9 % 500 mL",
            "Infuse at 125 mL/h, central line",
            "Refrigerate. Protect from light.",
        )
    ):
        c.text(12, y + 8 + row * 6.4, text, faces[int(row == 0)], 5 if row == 0 else 4)
    put(c, 12, 72, 94, ("Made ", s.day(), f" {s.clock()}   Use by ", s.day(2)), faces[0], 4)
    put(c, 12, 79, 94, ("Checked: ", s.colleague("full"), ", RPh"), faces[0], 4, hue)
    flat = c.done()
    line: Parts = ("ORDER ", s.of(Category.OTHER_ID, s.patient.prescription), "  ", s.surname())
    paste_strip(flat, strip(s, line, faces[1], 4, 74), 3, 2, 5)
    return flat


def on_bottle(s: ApartStudio) -> Flat:
    """Return a vial with its label."""
    return bottle(s, lambda _: vial(s, 26.0, 46.0), PLASTICS)


DESIGNS = {
    "prescription_label": (on_bottle,),
    "prescription_label_flat": (vial, boxed, boxed, blister, syringe, bag),
}
