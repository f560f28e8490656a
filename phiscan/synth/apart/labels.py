"""Bands and specimens: printed, stuck and written."""

from __future__ import annotations

from phiscan.synth.apart import names
from phiscan.synth.apart.form import BEDS, HUES, PENS, SLATE, fields, lay, said_in_row, timed
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.artefacts.specimen_label import tube
from phiscan.synth.artefacts.wristband import on_wrist, punched
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, Parts, paste_strip, put, scrawl, strip
from phiscan.types import Category, Role

STRAPS: tuple[Colour, ...] = ((252, 252, 252), (250, 250, 246), (236, 244, 252), (240, 240, 240),
                              (252, 236, 120), (180, 226, 200), (226, 196, 232))  # fmt: skip


def laser(s: ApartStudio, length: float, room: float) -> Flat:
    """Return a laminated band: two lines of print, a square code at either end."""
    c = s.canvas("wristband", (length, 26), s.rng.choice(STRAPS))
    left, faces = (length - room) / 2, s.font(s.rng.choice(("sans", "narrow", "sans", "mono")))
    c.box(left - 1, 1.5, left + room + 1, 24.5, fill=WHITE, radius=2)
    side = 10.0
    c.barcode(left + 1, 8, side, side, s.patient.mrn, "DataMatrix", Category.MRN)
    c.barcode(left + room - side - 1, 8, side, side, s.patient.account, "QRCode",
              Category.ACCOUNT_NUMBER)  # fmt: skip
    x, wide = left + side + 3, room - 2 * side - 6
    put(c, x, 8.4, wide, (s.named(names.PRINTED),), faces[1], 5.6)
    put(c, x, 13.6, wide, (*said_in_row(s, "birth"), "  ", s.patient.sex), faces[0], 4)
    put(c, x, 18, wide, (*said_in_row(s, "mrn"),), faces[0], 4)
    put(c, x, 22.4, wide, (*said_in_row(s, "account doctor", "  "),), faces[0], 3.4)
    return punched(c, left)


def block(s: ApartStudio, length: float, room: float) -> Flat:
    """Return a band whose label stands in a column of lines, the bars below."""
    c = s.canvas("wristband", (length, 30), s.rng.choice(STRAPS))
    left, faces = (length - room) / 2, s.font(s.rng.choice(("narrow", "sans", "mono")))
    c.box(left, 1, left + room, 29, fill=WHITE)
    rows = fields(s, "name birth mrn location")
    y = lay(
        c,
        s,
        left + 2,
        2,
        room - 3,
        rows,
        faces,
        4.4,
        style=s.rng.choice(("column", "capital")),
        down=19,
    )
    c.barcode(left + 4, y + 1, room * 0.62, 5.6, s.patient.mrn.replace(" ", ""), "Code128",
              Category.MRN)  # fmt: skip
    put(c, left + room * 0.68, y + 5.4, room * 0.3, (s.day(),), faces[0], 3.6)
    return punched(c, left)


def written(s: ApartStudio, length: float, room: float) -> Flat:
    """Return a plain strap written on with a marker."""
    c = s.canvas("wristband", (length, 22), s.rng.choice(STRAPS))
    left, hand, pen = (length - room) / 2, s.font("hand")[0], s.rng.choice(PENS[:2])
    c.box(left, 1, left + room, 21, fill=(253, 253, 250))
    lines: list[Parts] = [
        (s.named(names.SPOKEN),),
        (s.birth(), "  ", s.mrn()),
        (s.rng.choice(BEDS), "  ", s.surname_doctor(), "  ", s.day()),
    ]
    for row, parts in enumerate(lines):
        scrawl(c, s, left + 3, 7.2 + row * 6.2, room - 6, parts, hand, 6.4 - row * 0.6, pen)
    return punched(c, left)


BANDS = (laser, laser, block, written)


def worn(s: ApartStudio) -> Flat:
    """Return one of the bands round a wrist."""
    make = s.rng.choice(BANDS)
    return on_wrist(s, lambda: make(s, 226, s.rng.uniform(55, 66)))


def lying(s: ApartStudio) -> Flat:
    """Return one of the bands lying flat."""
    return s.rng.choice(BANDS)(s, s.rng.uniform(150, 240), s.rng.uniform(80, 108))


def aliquot(s: ApartStudio) -> Flat:
    """Return a tube's label: name, numbers in a line, bars at the foot, a word at the side."""
    c = s.canvas("specimen_label", (54, 27), WHITE)
    faces = s.font(s.rng.choice(("sans", "narrow", "mono", "sans")))
    put(c, 2, 8.6, 44, (s.named(names.PRINTED),), faces[1], 3.6)
    put(c, 2, 11.9, 44, (*said_in_row(s, "mrn birth", "  "),), faces[0], 2.8)
    put(c, 2, 15.1, 44, (*said_in_row(s, "collected"), "  ", s.colleague("initial")), faces[0], 2.7)
    c.barcode(4, 16.4, 38, 3.4, s.patient.accession.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 4, 22.4, 40, (s.accession(), "  CBC, CMP"), faces[1], 2.7)
    flat = c.done()
    word = s.rng.choice(("STAT", "EDTA", "SERUM", "ROUTINE"))
    paste_strip(flat, strip(s, (word,), faces[1], 3.2, 18), 1, 48.6, 3)
    return flat


def typed(s: ApartStudio) -> Flat:
    """Return a tube's label with the number on top and the name last."""
    c = s.canvas("specimen_label", (50, 25), s.rng.choice((WHITE, (255, 252, 230))))
    faces = s.font(s.rng.choice(("mono", "narrow", "sans")))
    put(c, 2, 8, 46, (s.accession(), "   ", s.day(), f" {s.clock()}"), faces[0], 3)
    c.barcode(3, 9, 36, 3.6, s.patient.mrn.replace(" ", ""), "Code128", Category.MRN)
    put(c, 2, 15.8, 43, (*said_in_row(s, "mrn sex"), "  ", s.birth()), faces[0], 2.8)
    put(c, 2, 19.8, 46, (s.named(names.PRINTED),), faces[1], 3.6)
    return c.done()


def cup(s: ApartStudio) -> Flat:
    """Return the label of a cup, blanks filled in with a marker."""
    c = s.canvas(
        "specimen_label", (88, 50), s.rng.choice((WHITE, (255, 246, 200), (224, 240, 250)))
    )
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    c.box(0, 0, 88, 7, fill=s.rng.choice(HUES))
    put(c, 3, 5.2, 82, (s.rng.choice(("URINE SPECIMEN", "STOOL / O&P", "SPUTUM", "Tissue for "
        "pathology")),), faces[1], 4, WHITE)  # fmt: skip
    rows = [
        *fields(s, "name birth mrn"),
        ("Date / time", timed(s)),
        ("By", (s.colleague("initial"),)),
    ]
    lay(c, s, 4, 9, 80, [(a, tuple(b)) for a, b in rows], (faces[0], hand), 5, style="write_in",
        ink=pen, down=38)  # fmt: skip
    return c.done()


def cassette(s: ApartStudio) -> Flat:
    """Return the sloping front of a tissue cassette with print or pencil."""
    c = s.canvas("specimen_label", (40, 28), (240, 240, 238))
    c.box(1, 1, 39, 27, fill=s.rng.choice(((246, 196, 206), (190, 220, 240), (250, 240, 170),
          (206, 236, 206))), radius=2)  # fmt: skip
    face = s.font(s.rng.choice(("mono", "hand", "narrow")))[0]
    put(c, 4, 9.4, 32, (s.accession(), "  A1"), face, 5.6)
    put(c, 4, 16.6, 32, (s.named(("comma", "comma_caps", "initial")),), face, 5)
    put(c, 4, 23.4, 32, (s.day(),), face, 4.6)
    return c.done()


def crossmatch(s: ApartStudio) -> Flat:
    """Return a transfusion form's slip with a grid of what was compared."""
    c = s.canvas("specimen_label", (102, 74), s.rng.choice((WHITE, (255, 232, 232))))
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    put(
        c,
        4,
        7.6,
        94,
        (s.rng.choice(("TRANSFUSION RECORD", "Group & Save", "Blood Bank - unit tag")),),
        faces[1],
        5,
        hue,
    )
    rows = fields(s, "name birth mrn location collected doctor")
    y = lay(c, s, 4, 10, 94, rows, faces, 4.2, style=s.rng.choice(("tile", "column")), columns=2,
            down=34)  # fmt: skip
    unit = s.of(Category.OTHER_ID, f"W{s.rng.randint(1000, 9999)}{s.rng.randint(20, 26)} "
                f"{s.rng.randint(10000, 99999)} 0{s.rng.randint(1, 9)}", Role.UNKNOWN)  # fmt: skip
    put(c, 4, y + 7, 60, ("Donation ", unit), faces[1], 4.4)
    c.text(84, y + 12, s.rng.choice(("A POS", "O NEG", "B POS")), faces[1], 8, hue, "ms")
    put(c, 4, y + 14, 70, ("Issued ", *timed(s), " by ", s.colleague("initial")), faces[0], 3.6)
    scrawl(
        c, s, 4, y + 22, 90, (s.colleague("full"), "   ", s.clock()), s.font("hand")[0], 6, PENS[0]
    )
    c.line(4, y + 23.6, 98, y + 23.6, SLATE, 0.2)
    return c.done()


def on_tube(s: ApartStudio) -> Flat:
    """Return one of the narrow labels on a tube."""
    return tube(s, lambda _: s.rng.choice((aliquot, typed))(s))


DESIGNS = {
    "wristband": (worn,),
    "wristband_flat": (lying,),
    "specimen_label": (on_tube,),
    "specimen_label_flat": (aliquot, typed, cup, cup, cassette, crossmatch),
}
