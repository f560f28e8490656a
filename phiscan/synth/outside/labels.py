"""Bands and specimens: printed, stuck and written."""

from __future__ import annotations

from phiscan.synth.artefacts.specimen_label import tube
from phiscan.synth.artefacts.wristband import on_wrist, punched
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, paste_strip, put, scrawl, strip
from phiscan.synth.outside import names
from phiscan.synth.outside.form import (
    DIM,
    HUES,
    PALES,
    PENS,
    ROOMS,
    fields,
    in_row,
    lay,
    outside,
    set_lines,
    timed,
)  # fmt: skip
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

STRAPS: tuple[Colour, ...] = ((252, 252, 250), (246, 250, 254), (255, 244, 214), (214, 234, 250),
                              (252, 214, 222), (210, 240, 214))  # fmt: skip


def centred(s: OutsideStudio, length: float, room: float) -> Flat:
    """Return a band with a code in the middle, who at the left of it, the visit at the right."""
    c = s.canvas("wristband", (length, 28), s.rng.choice(STRAPS))
    left, faces = (length - room) / 2, s.font(s.rng.choice(("sans", "narrow", "sans", "mono")))
    c.box(left - 1, 1, left + room + 1, 27, fill=WHITE)
    side = 11.0
    half = (room - side) / 2 - 3
    c.barcode(left + half + 3, 8, side, side, s.patient.mrn, s.rng.choice(("QRCode",
        "DataMatrix")), Category.MRN)  # fmt: skip
    set_lines(c, left + 1, 8.4, half, [(s.named(names.PRINTED),), (s.birth(), "  ",
        s.patient.sex),
              (*in_row(s, "mrn"),)], faces[1], 4.6, 1.5)  # fmt: skip
    set_lines(c, left + half + side + 6, 8.4, half - 1, [(*in_row(s, "admitted"),), (*in_row(s,
        "account"),),
              ("Dr ", s.doctor("initial"))], faces[0], 3.8, 1.7)  # fmt: skip
    return punched(c, left)


def thermal(s: OutsideStudio, length: float, room: float) -> Flat:
    """Return a band in one column: the name in large capitals, bars above it."""
    c = s.canvas("wristband", (length, 30), WHITE)
    left, faces = (length - room) / 2, s.font(s.rng.choice(("narrow", "sans", "sans")))
    c.barcode(left + 2, 3, room * 0.5, 6, s.patient.mrn.replace(" ", ""), "Code128", Category.MRN)
    put(c, left + room * 0.56, 8, room * 0.42, (s.mrn(),), faces[1], 4.4)
    put(c, left + 1, 16.4, room - 3, (s.named(("caps", "comma_caps", "spaced", "turned_caps")),),
        faces[1], 7)  # fmt: skip
    put(c, left + 1, 22, room - 3, (*in_row(s, "birth sex location", "   "),), faces[0], 4.2)
    put(c, left + 1, 27, room - 3, (s.hospital(), "   ", *in_row(s, "doctor")), faces[0], 3.5)
    return punched(c, left)


def alert(s: OutsideStudio, length: float, room: float) -> Flat:
    """Return a coloured strap with a printed warning and an insert filled in by hand."""
    tone: Colour = s.rng.choice(((230, 60, 60), (250, 210, 50), (140, 90, 180)))
    c = s.canvas("wristband", (length, 25), tone)
    left, hand, pen = (length - room) / 2, s.font("hand")[0], s.rng.choice(PENS[:2])
    faces = s.font("sans")
    put(c, left, 6, 30, (s.rng.choice(("ALLERGY", "FALL RISK", "NO BP THIS ARM")),), faces[1], 4,
        (20, 20, 24))  # fmt: skip
    c.box(left, 7.4, left + room, 23.6, fill=(253, 253, 248), radius=1)
    scrawl(c, s, left + 2, 14.4, room - 5, (s.named(names.SPOKEN), "  ", s.rng.choice(ROOMS)),
        hand, 6.6, pen)  # fmt: skip
    scrawl(c, s, left + 2, 21.4, room - 5, ("b. ", s.birth(), "  #", s.mrn()), hand, 5.8, pen)
    return punched(c, left)


def infant(s: OutsideStudio, length: float, room: float) -> Flat:
    """Return a pair of narrow newborn bands on one backing, mother and child."""
    c = s.canvas("wristband", (length, 24), s.rng.choice(((250, 220, 232), (216, 232, 252),
        WHITE)))  # fmt: skip
    left, faces = (length - room) / 2, s.font(s.rng.choice(("sans", "narrow")))
    number = s.mrn()
    for row, parts in enumerate((("BABY OF ", s.named(("comma_caps", "caps", "full"))),
                                 ("MOTHER ", s.relative("comma")))):  # fmt: skip
        y = 1 + row * 11.2
        c.box(left, y, left + room, y + 10.6, fill=WHITE, outline=DIM, width=0.2)
        put(c, left + 2, y + 4.8, room - 4, parts, faces[1], 4)
        put(c, left + 2, y + 9, room - 4, (number, "   ", s.birth(), "   ", s.clock(), "   Dr ",
            s.surname_doctor()), faces[0], 3.5)  # fmt: skip
    return punched(c, left)


BANDS = (centred, thermal, thermal, alert, infant)


def worn(s: OutsideStudio) -> Flat:
    """Return one of the bands round a wrist."""
    make = s.rng.choice(BANDS[:4])
    return on_wrist(s, lambda: make(s, 224, s.rng.uniform(56, 66)))


def lying(s: OutsideStudio) -> Flat:
    """Return one of the bands lying flat."""
    return s.rng.choice(BANDS)(s, s.rng.uniform(160, 250), s.rng.uniform(84, 112))


def barrel(s: OutsideStudio) -> Flat:
    """Return a tube's label: bars through the middle, name above, numbers below."""
    c = s.canvas("specimen_label", (52, 27), WHITE)
    faces = s.font(s.rng.choice(("sans", "narrow", "mono", "sans")))
    put(c, 2, 8.8, 48, (s.named(names.PRINTED),), faces[1], 3.6)
    c.barcode(4, 10, 38, 3.2, s.patient.accession.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 2, 16, 48, (s.accession(), "   ", s.birth(), f" {s.patient.sex}"), faces[0], 3)
    put(c, 2, 18.9, 48, (*in_row(s, "mrn"), "   ", s.rng.choice(("LAV", "SST 5 mL", "BLUE",
        "GRN"))), faces[0], 2.9)  # fmt: skip
    put(c, 2, 21.6, 48, (*in_row(s, "collected"), " ", s.colleague("initial")), faces[0], 2.6)
    return c.done()


def flagged(s: OutsideStudio) -> Flat:
    """Return a tube's label with a square code, three lines beside it, a number up the side."""
    c = s.canvas("specimen_label", (50, 27), s.rng.choice((WHITE, (252, 252, 240))))
    faces = s.font(s.rng.choice(("narrow", "sans")))
    c.barcode(3, 9, 9, 9, s.patient.mrn, "DataMatrix", Category.MRN)
    set_lines(c, 14.5, 10, 29, [(s.named(names.PRINTED),), (s.birth(), "  ", s.patient.sex),
        (s.mrn(),)],
              faces[1], 3.4, 1.26)  # fmt: skip
    put(c, 14.5, 21.6, 29, (s.day(), " ", s.clock(), " ", s.rng.choice(ROOMS)), faces[0], 2.7)
    flat = c.done()
    paste_strip(flat, strip(s, (s.accession(),), faces[1], 3.2, 22), 1, 45, 2)
    return flat


def jar(s: OutsideStudio) -> Flat:
    """Return the label of a jar for tissue: printed cells, filled in by hand."""
    c = s.canvas("specimen_label", (90, 60), s.rng.choice((WHITE, *PALES)))
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    put(c, 4, 7.4, 82, (s.rng.choice(("10% NEUTRAL BUFFERED FORMALIN", "Placenta", "24 h urine")),
        ), faces[1], 4.2)  # fmt: skip
    rows = [*fields(s, "name birth mrn"), ("Site", (s.rng.choice(("L breast 2:00", "polyp 30 cm",
        "margin")),)),
            ("Dr.", (s.colleague("initial"),)), ("Date", tuple(timed(s)))]  # fmt: skip
    lay(c, s, 4, 10, 84, rows, (faces[0], hand), 5.2, style=s.rng.choice(("below", "colon")),
        columns=1,
        ink=pen, down=47)  # fmt: skip
    return c.done()


def blood_bag(s: OutsideStudio) -> Flat:
    """Return the tag tied to a unit of blood."""
    c = s.canvas("specimen_label", (100, 100), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    unit = s.of(Category.OTHER_ID, f"W0{s.rng.randint(100, 999)} {s.rng.randint(20, 26)} "
                f"{s.rng.randint(100000, 999999)}", Role.UNKNOWN)  # fmt: skip
    c.barcode(6, 5, 58, 9, unit.text.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 6, 19, 60, (unit,), faces[1], 4.4)
    c.text(82, 17, s.rng.choice(("O+", "A-", "AB+", "B-")), faces[1], 14, hue, "ms")
    put(c, 6, 27, 88, ("RED CELLS LR   Exp ", s.day(20), " 23:59"), faces[0], 4.4)
    c.box(4, 32, 96, 78, outline=hue, width=0.5)
    lay(c, s, 7, 34, 88, fields(s, "name birth mrn location doctor"), faces, 4.8,
        style=s.rng.choice(("colon", "above")), down=42)  # fmt: skip
    set_lines(c, 6, 85, 88, [("Crossmatched ", *timed(s)), ("Tech: ", s.colleague("full"))],
        faces[0], 4.2, 1.6)  # fmt: skip
    return c.done()


def slide(s: OutsideStudio) -> Flat:
    """Return a glass slide with a frosted end that carries the label."""
    c = s.canvas("specimen_label", (76, 26), (236, 240, 240))
    c.box(0, 0, 26, 26, fill=s.rng.choice((WHITE, (250, 226, 160), (206, 224, 246))))
    c.box(40, 6, 62, 20, fill=(226, 176, 206), radius=7)
    faces = s.font(s.rng.choice(("narrow", "sans", "mono")))
    set_lines(c, 1.5, 6, 23, [(s.accession(),), (s.named(("comma", "caps", "initial")),),
        (s.day(),),
              ("H&E  1/3",)], faces[1], 3.6, 1.5)  # fmt: skip
    return c.done()


def on_tube(studio: Studio) -> Flat:
    """Return one of the narrow labels on a tube."""
    s = outside(studio)
    return tube(s, lambda _: s.rng.choice((barrel, flagged))(s))


DESIGNS = {
    "wristband": (worn,),
    "wristband_flat": (lying,),
    "specimen_label": (on_tube,),
    "specimen_label_flat": (barrel, flagged, jar, jar, blood_bag, slide),
}  # fmt: skip
