"""Labels: bands, tubes and pots and slides, dispensed medicines and drips."""

from __future__ import annotations

from phiscan.synth.artefacts.prescription_label import bottle
from phiscan.synth.artefacts.specimen_label import tube
from phiscan.synth.artefacts.wristband import on_wrist, punched
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Parts, inline, joined, paste_strip, put, scrawl, strip
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import HUES, PENS, ROOMS, fields, lay
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category, Role

VINYLS: tuple[Colour, ...] = ((255, 255, 255), (246, 250, 255), (255, 252, 240), (250, 180, 190),
                              (255, 214, 120), (170, 214, 240))  # fmt: skip


def thermal(s: ReserveStudio, length: float, room: float) -> Flat:
    """Return a thermal band: name and numbers in the middle, bars standing at one end."""
    c = s.canvas("wristband", (length, 28), s.rng.choice(VINYLS))
    left, faces = (length - room) / 2, s.font(s.rng.choice(("sans", "sans", "narrow")))
    c.box(left, 1, left + room, 27, fill=(255, 255, 255))
    put(c, left + 12, 9, room - 14, (s.named(names.PRINTED),), faces[1], 6)
    put(c, left + 12, 15, room - 14, joined((s.born(), s.age_sex()), "  "), faces[0], 4.2)
    put(c, left + 12, 20, room - 14, (*s.numbered(), "  ", *inline(fields(s, "account"), " ")),
        faces[0], 4.2)  # fmt: skip
    put(c, left + 12, 25, room - 14, ("Adm ", s.day(), "  Dr ", s.doctor("initial")), faces[0], 3.4)
    flat = punched(c, left)
    bars = s.canvas("strip", (23, 8))
    bars.barcode(0.5, 0.5, 22, 7, s.patient.mrn.replace(" ", ""), "Code128", Category.MRN)
    code = bars.done()
    code.marks = code.marks[1:]
    paste_strip(flat, code, 1, left + 1.5, 2.5)
    return flat


def two_rows(s: ReserveStudio, length: float, room: float) -> Flat:
    """Return a band with a square code between number and name, label beside value."""
    c = s.canvas("wristband", (length, 25), s.rng.choice(VINYLS))
    left, faces = (length - room) / 2, s.font(s.rng.choice(("sans", "mono", "narrow")))
    c.box(left, 1, left + room, 24, fill=WHITE)
    half = (room - 14) / 2
    lay(c, s, left + 2, 3, half, fields(s, "name birth doctor"), faces, 4.4, style="run_in",
        down=19)  # fmt: skip
    c.barcode(left + half + 2, 6, 11, 11, s.patient.mrn, s.rng.choice(("Aztec", "QRCode")),
              Category.MRN)  # fmt: skip
    lay(c, s, left + half + 15, 3, half - 2, fields(s, "mrn account sex"), faces, 4.4,
        style="run_in", down=19)  # fmt: skip
    return punched(c, left)


def newborn(s: ReserveStudio, length: float, room: float) -> Flat:
    """Return the pair's band of a mother and child, written by hand or typed."""
    c = s.canvas("wristband", (length, 20), s.rng.choice(VINYLS[:3]))
    left, faces = (length - room) / 2, s.font("sans")
    face = s.font("hand")[0] if s.rng.random() < 0.6 else faces[0]
    pen = s.rng.choice(PENS[:2])
    mother = s.part(s.patient.written(s.rng.choice(names.SPOKEN)))
    child: Parts = (s.rng.choice(("Baby Girl ", "Baby Boy ", "BB ", "BG ")), s.surname())
    c.box(left, 1, left + room, 19, fill=WHITE)
    put(c, left + 2, 6.6, room - 4, child, face, 5.6, pen)
    put(c, left + 2, 12, room - 4, ("Mother: ", mother, "   #", s.of(Category.OTHER_ID,
        str(s.rng.randint(10000, 99999)))), face, 4.6, pen)  # fmt: skip
    put(c, left + 2, 17, room - 4, ("Born ", s.of(Category.DATE_OF_BIRTH,
        s.write_date(s.seen())), f" {s.clock()}   Dr ", s.surname_doctor()),
        face, 4.4, pen)  # fmt: skip
    return punched(c, left)


BANDS = (thermal, thermal, two_rows, newborn)


def worn(s: ReserveStudio) -> Flat:
    """Return one of the bands round a wrist."""
    make = s.rng.choice(BANDS)
    return on_wrist(s, lambda: make(s, 226, s.rng.uniform(54, 66)))


def lying(s: ReserveStudio) -> Flat:
    """Return one of the bands lying flat."""
    return s.rng.choice(BANDS)(s, s.rng.uniform(140, 250), s.rng.uniform(78, 104))


def collected(s: ReserveStudio) -> Flat:
    """Return a tube's label: name, number and birth date, bars above the specimen's number."""
    c = s.canvas("specimen_label", (52, 26), WHITE)
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    put(c, 1.5, 7.4, 49, (s.named(names.PRINTED),), faces[1], 3.5)
    put(c, 1.5, 10.8, 49, joined((s.numbered(), s.age_sex()), "  "), faces[0], 2.8)
    put(c, 1.5, 14, 49, joined((s.born(), (s.day(), f" {s.clock()}")), "  "), faces[0], 2.7)
    c.barcode(4, 15.6, 38, 4.4, s.patient.accession.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 4, 22.6, 46, (s.accession(), s.rng.choice(("  LAV", "  GOLD SST", "  BLU", "  PST"))),
        faces[0], 2.6)  # fmt: skip
    return c.done()


def initialled(s: ReserveStudio) -> Flat:
    """Return a tube's label with captions, time and initials by hand."""
    c = s.canvas("specimen_label", (56, 26), s.rng.choice((WHITE, (250, 250, 240))))
    faces, hand = s.font("sans"), s.font("hand")[0]
    rows = [*fields(s, "family given birth mrn"), ("Taken", (s.day(), f" {s.clock()}"))]
    lay(c, s, 2, 5, 53, rows, (faces[0], hand), 3.3, style="blank", down=17, ink=s.rng.choice(PENS))
    return c.done()


def pot(s: ReserveStudio) -> Flat:
    """Return a pot's label: institution, particulars printed, site written below."""
    c = s.canvas(
        "specimen_label", (86, 54), s.rng.choice((WHITE, (255, 250, 214), (226, 240, 226)))
    )
    faces, hand = s.font(s.rng.choice(("sans", "serif"))), s.font("hand")[0]
    put(c, 3, 6, 80, (s.hospital(),), faces[1], 3.8)
    rows = fields(s, "name birth mrn collected doctor")
    y = lay(c, s, 3, 8, 80, rows, faces, 4, style=s.rng.choice(("run_in", "ruled", "tabbed")),
            columns=1 if s.rng.random() < 0.6 else 2, down=32)  # fmt: skip
    scrawl(c, s, 4, y + 9, 78, (s.rng.choice(("R breast core x4", "L ear lesion, ? BCC",
           "Placenta", "GB + stones")),), hand, 6.6, s.rng.choice(PENS))  # fmt: skip
    return c.done()


def slide(s: ReserveStudio) -> Flat:
    """Return a glass slide with its frosted end written on."""
    c = s.canvas("specimen_label", (76, 26), (222, 232, 232))
    c.box(0, 0, 27, 26, fill=s.rng.choice(((250, 250, 250), (150, 200, 240), (250, 200, 200))))
    c.box(34, 4, 70, 22, fill=(206, 178, 204), radius=6)
    faces, pen = s.font(s.rng.choice(("mono", "hand", "narrow"))), (30, 30, 36)
    number: Parts = s.rng.choice(((s.birth(),), (s.mrn(),)))
    lines: list[Parts] = [(s.accession(),), (s.named(("comma", "initial", "caps")),), number,
                          ("H&E  L2",)]  # fmt: skip
    for row, parts in enumerate(lines):
        put(c, 1.4, 5.6 + row * 5.6, 24.4, parts, faces[0], 4.4, pen)
    return c.done()


def blood_bag(s: ReserveStudio) -> Flat:
    """Return the tag tied to a unit of blood."""
    c = s.canvas("specimen_label", (100, 90), s.rng.choice((WHITE, (255, 244, 230))))
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    c.text(50, 9, "CROSSMATCH COMPATIBLE", faces[1], 5.4, (150, 20, 30), "ms")
    unit = s.of(Category.OTHER_ID, f"W{s.rng.randint(1000, 9999)} {s.rng.randint(10, 26)} "
                f"{s.rng.randint(100000, 999999)}", Role.UNKNOWN)  # fmt: skip
    put(c, 5, 18, 60, ("Unit ", unit), faces[0], 4.2)
    c.text(82, 22, s.rng.choice(("O+", "A-", "B+", "AB+")), faces[1], 14, anchor="ms")
    rows = fields(s, "name mrn birth location account doctor")
    y = lay(c, s, 5, 26, 90, rows, faces, 4.4, style=s.rng.choice(("ruled", "run_in")),
            columns=1 if s.rng.random() < 0.5 else 2, down=40)  # fmt: skip
    put(c, 5, y + 8, 90, ("Tech ", s.colleague("initial"), "   ", s.day(), f" {s.clock()}"),
        faces[0],
        4)  # fmt: skip
    put(c, 5, y + 16, 90, ("Checked: ", s.colleague("full")), s.font("hand")[0], 6, PENS[0])
    return c.done()


def on_tube(s: ReserveStudio) -> Flat:
    """Return one of the narrow labels on a tube."""
    return tube(s, lambda _: s.rng.choice((collected, initialled))(s))


DRUGS = (
    "LOSARTAN POTASSIUM 50 MG TAB",
    "Omeprazole 20mg capsules",
    "CEPHALEXIN 500 MG CAP",
    "Warfarin 3 mg tablets",
    "HYDROCODONE-APAP 5-325",
    "Salbutamol 100 mcg inhaler",
    "ESCITALOPRAM 10 MG TABLET",
    "Ferrous sulfate 325 mg",
    "LATANOPROST 0.005% OPHTH",
)
HOW = ("TAKE 1 TABLET BY MOUTH EVERY DAY", "Take TWO at once then ONE three times a day",
       "Inhale 2 puffs every 4 hours as needed",
           "TAKE ONE CAPSULE BY MOUTH 4 TIMES DAILY FOR 7 DAYS",
       "Instil 1 drop in each eye at night")  # fmt: skip
SHELLS: tuple[Colour, ...] = ((214, 120, 40), (226, 140, 60), (244, 244, 240), (80, 130, 60))


def vial(s: ReserveStudio) -> Flat:
    """Return a vial's label: number and patient above, the drug in bold, the shop at the foot."""
    c = s.canvas("prescription_label", (98, 54), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans", "mono"))), s.rng.choice(HUES)
    left, room = 26.0, 46.0
    number = s.of(Category.OTHER_ID, s.patient.prescription)
    lines: list[tuple[Parts, int, float]] = [
        ((s.rng.choice(("Rx ", "Rx# ", "RX: ")), number, "    ", s.day()), 1, 3.5),
        ((s.named(("caps", "full", "comma_caps", "tight", "long")),), 1, 4.4),
        ((s.rng.choice(HOW),), 0, 3.3),
        ((s.rng.choice(DRUGS),), 1, 3.6),
        ((f"QTY: {s.rng.choice((21, 30, 90))}  Refills: {s.rng.randint(0, 5)} by ", s.day(300)), 0,
         3.0),
        (("Prescriber: ", s.doctor(s.rng.choice(("initial", "comma", "full")))), 0, 3.0),
    ]  # fmt: skip
    if s.rng.random() < 0.5:
        lines.insert(2, ((s.street(),), 0, 2.8))
    c.box(0, 0, 98, 2.4, fill=hue)
    y = 2.6
    for parts, strong, size in lines:
        y += size * 1.42
        put(c, left, y, room, parts, faces[strong], size)
    c.box(0, 43.4, 98, 54, fill=hue)
    shop = s.rng.choice(s.region.pharmacies)
    put(c, left, 47.6, room, (shop, "  ", s.office_phone()), faces[1], 3.4, WHITE)
    put(c, left, 51.6, room, (s.office_place(),), faces[0], 2.8, WHITE)
    return c.done()


def dispensed(s: ReserveStudio) -> Flat:
    """Return a small white label as chemists stick on packs."""
    c = s.canvas("prescription_label", (70, 36), WHITE)
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    put(c, 2, 5, 66, (f"{s.rng.choice((28, 56, 100))}  {s.rng.choice(DRUGS)}",), faces[1], 3.6)
    put(c, 2, 10.5, 66, (s.rng.choice(HOW),), faces[0], 3.6)
    put(c, 2, 15.5, 66, ("Swallow whole. Do not crush.",), faces[0], 2.8)
    put(c, 2, 22, 48, (f"{s.title()} ", s.named(("full", "initial", "caps"))), faces[1], 3.8)
    put(c, 52, 22, 17, (s.day(),), faces[0], 3.4)
    put(c, 2, 27, 66, ("KEEP OUT OF REACH OF CHILDREN",), faces[0], 2.4)
    put(c, 2, 31, 66, (s.rng.choice(s.region.pharmacies), ", ", s.office_place()), faces[0], 2.8)
    put(c, 2, 34.4, 66, ("Tel ", s.office_phone(), "   ", s.of(Category.OTHER_ID,
        s.patient.prescription)), faces[0], 2.6)  # fmt: skip
    return c.done()


def drip(s: ReserveStudio) -> Flat:
    """Return a drip's label from a hospital's pharmacy."""
    c = s.canvas("prescription_label", (102, 76), s.rng.choice((WHITE, (255, 255, 220))))
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    put(c, 4, 8, 94, (s.named(names.PRINTED), "   ", s.rng.choice(ROOMS)), faces[1], 5.4)
    put(c, 4, 14.5, 94, joined((s.numbered(), s.born()), "   "), faces[0], 4)
    c.line(4, 17, 98, 17)
    for row, text in enumerate(("VANCOMYCIN 1,250 MG", "in NaCl 0.9% 250 mL", "Rate: 167 mL/hr",
                                "Infuse over 90 min  q12h")):  # fmt: skip
        c.text(4, 25 + row * 7, text, faces[int(row == 0)], 5 if row == 0 else 4.4)
    due: Parts = ("Due: ", s.day(), f" {s.clock()}    Exp: ", s.day(1), f" {s.clock()}")
    put(c, 4, 54, 94, due, faces[0], 4)
    put(c, 4, 60.5, 94, ("Prep: ", s.colleague("initial"), ", CPhT   RPh: ", s.colleague("brief")),
        faces[0], 3.8)  # fmt: skip
    c.barcode(4, 64, 56, 8, s.patient.account.replace(" ", ""), "Code128", Category.ACCOUNT_NUMBER)
    put(c, 64, 70, 34, (s.account(),), faces[0], 3.6)
    return c.done()


def ointment(s: ReserveStudio) -> Flat:
    """Return a square label with the text of its side turned."""
    c = s.canvas("prescription_label", (64, 64), s.rng.choice((WHITE, (236, 246, 250))))
    faces, hue = s.font(s.rng.choice(("serif", "sans"))), s.rng.choice(HUES)
    put(c, 10, 8, 52, (s.rng.choice(s.region.pharmacies),), faces[1], 4.6, hue)
    put(c, 10, 13, 52, (s.office_phone(),), faces[0], 3.4, GREY)
    rows = fields(s, "name birth doctor")
    y = lay(c, s, 10, 17, 52, rows, faces, 3.8, style=s.rng.choice(("plain", "run_in")), down=22)
    put(c, 10, y + 6, 52, (s.rng.choice(DRUGS),), faces[1], 3.8)
    put(c, 10, y + 12, 52, ("Apply thinly twice daily",), faces[0], 3.8)
    put(c, 10, 60, 52, ("Discard after ", s.day(60)), faces[0], 3.2)
    flat = c.done()
    side: Parts = ("Rx ", s.of(Category.OTHER_ID, s.patient.prescription), "  ", s.day())
    paste_strip(flat, strip(s, side, faces[0], 3.8, 50), 3, 1.6, 8)
    return flat


def on_bottle(s: ReserveStudio) -> Flat:
    """Return a vial with its label."""
    return bottle(s, lambda _: vial(s), SHELLS)


DESIGNS = {
    "wristband": (worn,),
    "wristband_flat": (lying,),
    "specimen_label": (on_tube,),
    "specimen_label_flat": (collected, initialled, pot, pot, slide, blood_bag),
    "prescription_label": (on_bottle,),
    "prescription_label_flat": (vial, dispensed, drip, ointment),
}
