"""Dispensed medicines: a vial, a mail order's sheet, a flag, an infusion, a dosette, a ticket."""

from __future__ import annotations

from phiscan.synth.artefacts.prescription_label import bottle
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, Parts, paste_strip, put, scrawl, strip
from phiscan.synth.outside import names
from phiscan.synth.outside.form import DIM, HUES, PENS, ROOMS, fields, in_row, lay, set_lines
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category

PRODUCTS = ("METFORMIN ER 500 MG TABLET", "Apixaban 5 mg tabs", "SERTRALINE 100MG",
    "Lansoprazole 30mg caps",
            "PREDNISOLONE 5 MG", "Cefalexin 250 mg/5 mL susp", "LOSARTAN POTASSIUM 50 MG",
            "Timolol 0.5% drops")  # fmt: skip
SIGS = ("Take 1 tablet by mouth 2 times a day with meals", "One to be taken twice a day",
        "Tome 1 tableta cada 12 horas", "INSTILL 1 DROP IN BOTH EYES DAILY",
        "Give 5 mL every 8 hours for 7 days")  # fmt: skip
PLASTICS: tuple[Colour, ...] = ((214, 122, 40), (120, 160, 120), (244, 244, 240), (176, 60, 60))


def _rx(s: OutsideStudio) -> Parts:
    number = s.of(Category.OTHER_ID, s.patient.prescription)
    return s.rng.choice((("Rx: ", number), ("RX# ", number), ("Script no. ", number), ("No. ",
        number)))  # fmt: skip


def vial(s: OutsideStudio, left: float = 4.0, room: float = 88.0) -> Flat:
    """Return a vial's label: the patient first, large, the shop at the foot."""
    c = s.canvas("prescription_label", (96, 54), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans", "mono"))), s.rng.choice(HUES)
    rows: list[tuple[Parts, int, float]] = [
        ((s.named(("full", "caps", "last_upper", "comma_caps")),), 1, 5.2), (_rx(s), 1, 3.8),
        ((s.rng.choice(PRODUCTS),), 1, 4.2), ((s.rng.choice(SIGS),), 0, 3.7),
        ((f"Qty: {s.rng.choice((10, 30, 90, 120))}   Refills: {s.rng.randint(0, 5)}   Filled ",
        s.day()), 0, 3.2),
        (("Prescriber: ", *s.doctored()), 0, 3.2), (("Use before ", s.day(360), "    RPh ",
        s.colleague(
         "initial")), 0, 3)]  # fmt: skip
    y = 7.0
    for parts, strong, size in rows:
        put(c, left, y, room, parts, faces[strong], size)
        y += 5.4
    c.box(0, 44, 96, 54, fill=hue)
    put(c, left, 48.4, room, (s.rng.choice(s.region.pharmacies), "   ", s.office_phone()),
        faces[1], 3.4, WHITE)  # fmt: skip
    put(c, left, 52.4, room, (s.office_place(),), faces[0], 2.7, WHITE)
    return c.done()


def mail_order(s: OutsideStudio) -> Flat:
    """Return the sheet that comes with a parcel: label peeled at the left, leaflet at the right."""
    c = s.canvas("prescription_label", (180, 110), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "serif"))), s.rng.choice(HUES)
    c.box(4, 4, 86, 106, outline=hue, width=0.5, radius=2)
    put(c, 8, 12, 74, (s.rng.choice(s.region.pharmacies), "  ", s.office_phone()), faces[1], 4,
        hue)  # fmt: skip
    y = lay(c, s, 8, 16, 74, fields(s, "name birth address phone doctor member"), faces, 4.2,
            style=s.rng.choice(("colon", "above")), down=50)  # fmt: skip
    set_lines(c, 8, y + 7, 74, [_rx(s), (s.rng.choice(PRODUCTS),), (s.rng.choice(SIGS),),
        ("Filled ", s.day(),
              "  Refill after ", s.day(80))], faces[0], 4, 1.6)  # fmt: skip
    c.text(94, 13, "About this medicine", faces[1], 5, hue)
    said = ("Swallow whole with water. Common effects are nausea and headache. Store below 25 C, "
            "away from children. Do not stop without advice.")  # fmt: skip
    y = c.paragraph(94, 21, 80, (said,), faces[0], 3.8)
    c.paragraph(94, y + 4, 80, ("Dear ", s.named(("full", "long")),
        ", your next delivery leaves on ", s.day(75),
                ". Questions? Ask ", s.colleague("full"), ", PharmD."), faces[0], 3.8)  # fmt: skip
    return c.done()


def flag(s: OutsideStudio) -> Flat:
    """Return a fold-over flag for a pen, an eye drop or an ampoule: four narrow lines."""
    c = s.canvas("prescription_label", (74, 28), s.rng.choice((WHITE, (255, 236, 236), (255, 250,
        200))))  # fmt: skip
    faces = s.font(s.rng.choice(("narrow", "sans", "mono")))
    put(c, 3, 6.4, 68, (s.named(names.PRINTED), "   ", s.birth()), faces[1], 3.9)
    put(c, 3, 11.4, 68, (s.rng.choice(PRODUCTS),), faces[1], 3.7)
    put(c, 3, 16, 68, (s.rng.choice(SIGS),), faces[0], 3.2)
    put(c, 3, 20.6, 68, (*_rx(s), "   ", s.day(), "   ", s.doctor("initial")), faces[0], 3.2)
    put(c, 3, 25, 68, (s.rng.choice(s.region.pharmacies), " ", s.office_phone()), faces[0], 2.8,
        DIM)  # fmt: skip
    return c.done()


def infusion(s: OutsideStudio) -> Flat:
    """Return an infusion's label in three bands of colour, a code beside the name."""
    c = s.canvas("prescription_label", (105, 74), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "mono"))), s.rng.choice(HUES)
    put(c, 4, 8, 74, (s.named(names.PRINTED),), faces[1], 6)
    put(c, 4, 13.6, 76, (*in_row(s, "mrn birth", "   "),), faces[0], 4)
    put(c, 4, 18.6, 76, (s.rng.choice(ROOMS), "    ", *in_row(s, "account")), faces[0], 4)
    c.barcode(86, 4, 14, 14, s.patient.mrn, "DataMatrix", Category.MRN)
    c.box(0, 22, 105, 44, fill=hue)
    set_lines(c, 4, 29, 96, [(s.rng.choice(("VANCOMYCIN 1,250 mg", "POTASSIUM CHLORIDE 20 mEq",
        "NOREPINEPHRINE 8 mg")),),
              ("in dextrose 5 % 250 mL",),
              (f"Rate {s.rng.choice((42, 83, 167))} mL/h over 90 min",)],
              faces[1], 4.6, 1.4, WHITE)  # fmt: skip
    set_lines(c, 4, 51, 96, [("Due ", s.day(), f" {s.clock()}    BUD ", s.day(1)), ("Order ",
        s.of(
              Category.OTHER_ID, s.patient.prescription), "    Dr ", s.doctor("initial")),
              ("Made by ",
              s.colleague("initial"), "   Checked ", s.colleague("full"))], faces[0],
              4.1, 1.55)  # fmt: skip
    flat = c.done()
    paste_strip(flat, strip(s, ("HIGH ALERT",), faces[1], 4, 28), 1, 98, 45)
    return flat


def dosette(s: OutsideStudio) -> Flat:
    """Return a weekly box: a card with the patient slid into the lid, days down the side."""
    c = s.canvas("prescription_label", (160, 150), s.rng.choice(((210, 228, 240), (236, 236, 232),
        (200, 226, 206))))  # fmt: skip
    faces = s.font(s.rng.choice(("sans", "narrow")))
    c.box(5, 5, 155, 45, fill=WHITE, outline=DIM, width=0.3)
    put(c, 9, 14, 142, (s.named(("full", "comma_caps", "caps")), "     ", *in_row(s, "birth")),
        faces[1], 6)  # fmt: skip
    put(c, 9, 22, 142, (s.address(), "    ", s.phone()), faces[0], 4.2)
    put(c, 9, 29, 142, (s.rng.choice(PRODUCTS), "; ", s.rng.choice(PRODUCTS)), faces[0], 4.2)
    put(c, 9, 36, 142, ("Week from ", s.day(), "   ", *_rx(s), "   GP ", s.doctor("full")),
        faces[0], 4.2)  # fmt: skip
    put(c, 9, 42.4, 142, (s.rng.choice(s.region.pharmacies), "  ", s.office_phone()), faces[0],
        3.6, DIM)  # fmt: skip
    for row, day in enumerate(("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")):
        y = 50 + row * 14
        c.text(6, y + 9, day, faces[1], 5.4)
        for column in range(4):
            x = 26 + column * 33
            c.box(x, y, x + 30, y + 12, fill=(246, 248, 250), outline=DIM, width=0.4, radius=2)
            c.box(x + 8, y + 4, x + 13, y + 8, fill=s.rng.choice(((240, 200, 90), (250, 250, 250),
                (230, 150, 150))),
                  radius=2)  # fmt: skip
    return c.done()


def bag_ticket(s: OutsideStudio) -> Flat:
    """Return the ticket stapled to a paper bag at the pick-up counter."""
    c = s.canvas("prescription_label", (80, 120), s.rng.choice((WHITE, (250, 250, 240))))
    faces, hand = s.font(s.rng.choice(("mono", "sans", "narrow"))), s.font("hand")[0]
    put(c, 5, 14, 70, (s.surname(), ", ", s.part(s.patient.given)), faces[1], 9)
    lay(c, s, 5, 18, 70, fields(s, "birth phone address plan member"), faces, 4.4, style="above",
        down=46)  # fmt: skip
    y = set_lines(c, 5, 68, 70, [_rx(s), (s.rng.choice(PRODUCTS),), ("Ready ", s.day(),
        f" {s.clock()}"),
                  (f"Copay {s.rng.uniform(0, 60):.2f}   Bin {s.rng.randint(1, 40)}",)], faces[0],
                  4.2, 1.6)  # fmt: skip
    c.barcode(8, y, 56, 9, s.patient.prescription.replace(" ", ""), "Code128", Category.OTHER_ID)
    scrawl(c, s, 8, y + 19, 64, (s.rng.choice(("consult!", "fridge item", "ID shown")), "  ",
        s.colleague("initial")),
           hand, 6.4, PENS[0])  # fmt: skip
    return c.done()


def on_bottle(s: OutsideStudio) -> Flat:
    """Return a vial with its label."""
    return bottle(s, lambda _: vial(s, 25.0, 46.0), PLASTICS)


DESIGNS = {
    "prescription_label": (on_bottle,),
    "prescription_label_flat": (vial, mail_order, flag, infusion, dosette, bag_ticket),
}  # fmt: skip
