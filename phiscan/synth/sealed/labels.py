"""Labels: wristbands, tubes and pots, dispensed medicines."""

from __future__ import annotations

from phiscan.synth.artefacts.prescription_label import bottle
from phiscan.synth.artefacts.specimen_label import tube
from phiscan.synth.artefacts.wristband import on_wrist, punched
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fields import Field
from phiscan.synth.layout import GREY, WHITE, Faces, Parts, inline, joined, paste_strip, put, strip
from phiscan.synth.sealed import names
from phiscan.synth.sealed.form import ACCENTS, PEN, fields, lay
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category

BANDS: tuple[Colour, ...] = ((255, 255, 255), (250, 250, 240), (255, 226, 90), (255, 150, 150),
                             (150, 200, 250), (190, 230, 150))  # fmt: skip


def one_line(s: SealedStudio, length: float, room: float) -> Flat:
    """Return a narrow band: the name large, everything else in one line below."""
    c = s.canvas("wristband", (length, 22), s.rng.choice(BANDS))
    left = (length - room) / 2
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    c.box(left, 1.5, left + room, 20.5, fill=WHITE)
    put(c, left + 2, 9, room - 4, (s.named(names.PATIENT),), faces[1], 5.6)
    line = joined(((s.birth(),), s.age_sex(), s.numbered()), "  ")
    put(c, left + 2, 14.4, room - 4, line, faces[0], 3.8)
    rest = inline(fields(s, "doctor account"), "  ")
    put(c, left + 2, 18.8, room - 4, rest, faces[0], 3.2)
    return punched(c, left)


def grid_band(s: SealedStudio, length: float, room: float) -> Flat:
    """Return a band with fields in a grid, a code in the middle or at an end."""
    c = s.canvas("wristband", (length, 30), s.rng.choice(BANDS))
    left, faces = (length - room) / 2, s.font(s.rng.choice(("sans", "narrow", "serif")))
    c.box(left, 1.5, left + room, 28.5, fill=(254, 254, 252), radius=1)
    code = s.rng.choice(("QRCode", "DataMatrix"))
    at = s.rng.choice((left + 2, left + room - 17))
    c.barcode(at, 8, 13, 13, s.patient.mrn, code, Category.MRN)
    x = left + 19 if at < left + room / 2 else left + 2
    put(c, x, 8, room - 21, (s.named(names.PATIENT),), faces[1], 5)
    rows = fields(s, "birth mrn sex admitted")
    lay(c, s, x, 10, room - 21, rows, faces, 3.6, columns=2,
        style=s.rng.choice(("colon", "above", "below", "chip")), down=17)  # fmt: skip
    return punched(c, left)


def written_band(s: SealedStudio, length: float, room: float) -> Flat:
    """Return a band with printed captions, filled in by hand; sometimes a newborn's."""
    c = s.canvas("wristband", (length, 26), s.rng.choice(BANDS[2:]))
    left, faces = (length - room) / 2, s.font("sans")
    hand, pen = s.font("hand")[0], s.rng.choice(PEN[:2])
    c.box(left, 1.5, left + room, 24.5, fill=WHITE)
    who: Parts = (s.named(("full", "comma", "caps", "all_middle")),)
    if s.rng.random() < 0.4:
        who = (s.rng.choice(("Twin 2 of ", "Infant ", "NB of ")), *who)
    rows: list[Field] = [("Name", tuple(who)), *fields(s, "birth mrn doctor")]
    style = s.rng.choice(("colon", "below"))
    lay(c, s, left + 2, 2.5, room - 3, rows, (faces[0], hand), 4.6, columns=2, style=style, down=21,
        ink=pen)  # fmt: skip
    return punched(c, left)


BANDS_DRAWN = (one_line, grid_band, written_band)


def worn(s: SealedStudio) -> Flat:
    """Return one of the bands round a wrist."""
    make = s.rng.choice(BANDS_DRAWN)
    return on_wrist(s, lambda: make(s, 228, s.rng.uniform(54, 66)))


def lying(s: SealedStudio) -> Flat:
    """Return one of the bands lying flat."""
    return s.rng.choice(BANDS_DRAWN)(s, s.rng.uniform(125, 240), s.rng.uniform(76, 100))


def dense(s: SealedStudio) -> Flat:
    """Return a tube's label of 56 x 24 mm: four crowded lines, a code at the right end."""
    c = s.canvas("specimen_label", (56, 24), WHITE)
    faces = s.font(s.rng.choice(("narrow", "mono", "sans")))
    put(c, 1.5, 8.4, 40, (s.named(names.PATIENT),), faces[1], 3.4)
    put(c, 1.5, 12, 40, joined((s.numbered(), (s.birth(),)), " "), faces[0], 2.9)
    put(c, 1.5, 15.4, 40, joined(((s.accession(),), s.age_sex()), "  "), faces[1], 2.9)
    put(
        c,
        1.5,
        18.6,
        40,
        (
            s.day(),
            f" {s.clock()} ",
            s.rng.choice(("SST", "EDTA", "FLOX", "Li-Hep")),
            " Dr ",
            s.surname_doctor(),
        ),
        faces[0],
        2.6,
    )
    c.barcode(44, 6.6, 9.5, 9.5, s.patient.accession, "DataMatrix", Category.OTHER_ID)
    return c.done()


def two_rows(s: SealedStudio) -> Flat:
    """Return a tube's label: captions above values, a bar code below."""
    c = s.canvas("specimen_label", (54, 25), s.rng.choice((WHITE, (255, 252, 226))))
    faces = s.font(s.rng.choice(("narrow", "sans")))
    rows = fields(s, "name mrn birth accession")
    lay(
        c,
        s,
        2,
        5,
        50,
        rows,
        faces,
        2.8,
        columns=2,
        style=s.rng.choice(("above", "below")),
        down=11.5,
    )
    content = s.patient.mrn.replace(" ", "")
    c.barcode(6, 17, 34, 3.4, content, "Code128", Category.MRN)
    return c.done()


def pot(s: SealedStudio) -> Flat:
    """Return a pot's or swab's label with ruled rows filled in by hand, a number on its side."""
    rng = s.rng
    c = s.canvas("specimen_label", (90, 56), rng.choice((WHITE, (230, 244, 255), (255, 224, 224))))
    faces, hand, pen = s.font("sans"), s.font("hand")[0], rng.choice(PEN)
    put(c, 3, 6, 70, (s.hospital(),), faces[1], 3.2)
    rows = fields(s, "family given birth mrn collected doctor", mixed=False)
    style = rng.choice(("colon", "leader", "below", "box"))
    lay(c, s, 3, 9, 74, rows, (faces[0], hand), 4.6, style=style, down=44,
        columns=1 if style in ("colon", "leader") else 2, ink=pen)  # fmt: skip
    flat = c.done()
    paste_strip(flat, strip(s, (s.accession(),), faces[1], 4, 40), rng.choice((1, 3)), 80, 8)
    return flat


def transfusion(s: SealedStudio) -> Flat:
    """Return a transfusion tag with two parts, the lower to tear off and sign."""
    c = s.canvas("specimen_label", (80, 110), s.rng.choice((WHITE, (255, 240, 236))))
    faces = s.font(s.rng.choice(("sans", "mono", "serif")))
    c.text(40, 8, "TRANSFUSE TO", faces[1], 5, (170, 20, 30), "ms")
    lay(c, s, 4, 11, 74, fields(s, "name mrn birth sex location"), faces, 4, down=38)
    c.text(40, 64, s.rng.choice(("A Rh POS", "O Rh NEG", "B Rh POS")), faces[1], 10, anchor="ms")
    c.line(0, 70, 80, 70, GREY, 0.4)
    lay(c, s, 4, 72, 74, fields(s, "name accession mrn"), faces, 3.6, down=20)
    put(c, 4, 98, 72, ("Issued ", s.day(), " by ", s.colleague("brief")), faces[0], 3.6)
    put(
        c,
        4,
        105,
        72,
        ("Given by ", s.colleague("full"), f" {s.clock()}"),
        s.font("hand")[0],
        5,
        PEN[0],
    )
    return c.done()


def on_tube(s: SealedStudio) -> Flat:
    """Return one of the narrow labels on a tube."""
    return tube(s, lambda _: s.rng.choice((dense, two_rows))(s))


MEDS = ("Metformin 850 mg tabs", "NITROFURANTOIN 100MG MR", "Prednisolone 5mg", "Timolol 0.5 % gtt",
        "ISOSORBIDE MONONITRATE", "Colchicine 500 micrograms", "TRAMADOL HCL 50 MG",
        "Methotrexate 2.5mg (weekly)")  # fmt: skip
HOW = ("Swallow 1 tablet each morning", "ONE DROP both eyes at bedtime", "2 caps q8h x 5d",
       "Dissolve under tongue when needed", "Weekly on MONDAYS only")  # fmt: skip
LEFT, ROOM = 26.0, 46.0
PLASTICS: tuple[Colour, ...] = ((240, 236, 228), (60, 60, 66), (190, 80, 30), (30, 110, 110))


def _stack(c: Canvas, rows: list[tuple[Parts, int, float]], y: float, faces: Faces) -> float:
    for parts, strong, size in rows:
        y += size * 1.5
        put(c, LEFT, y, ROOM, parts, faces[strong], size)
    return y


def script(s: SealedStudio) -> Flat:
    """Return a bottle's label whose lines stand in a chance order."""
    rng = s.rng
    c = s.canvas(
        "prescription_label", (96, 52), rng.choice((WHITE, (246, 252, 246), (255, 248, 236)))
    )
    faces = s.font(rng.choice(("sans", "narrow", "mono", "serif")))
    number = s.of(Category.OTHER_ID, s.patient.prescription)
    shop: list[tuple[Parts, int, float]] = [((rng.choice(s.region.pharmacies),), 1, 3.4),
            ((s.office_place(),), 0, 2.5), (("call ", s.office_phone()), 0, 2.8)]  # fmt: skip
    drug: list[tuple[Parts, int, float]] = [
        ((rng.choice(MEDS),), 1, 3.8),
        ((rng.choice(HOW),), 0, 3.4),
    ]
    who: list[tuple[Parts, int, float]] = [
        (
            (
                rng.choice(("for ", "Pt ", "", "")),
                s.named(("full", "caps", "comma", "initial", "last_upper")),
            ),
            1,
            3.8,
        ),
        ((rng.choice(("Rx#", "Script ", "No. ")), number, "  ", s.day()), 0, 3.0),
        (("prescr. ", s.doctor("dotted")), 0, 2.8),
    ]
    blocks = [shop, drug, who]
    rng.shuffle(blocks)
    _stack(c, [row for block in blocks for row in block], 1.5, faces)
    return c.done()


def carton(s: SealedStudio) -> Flat:
    """Return a flat pack's label: a coloured strip, the rest in fields."""
    rng = s.rng
    c = s.canvas("prescription_label", (104, 62), WHITE)
    faces, accent = s.font(rng.choice(("sans", "serif", "narrow"))), rng.choice(ACCENTS)
    c.box(0, 0, 104, 10, fill=accent)
    put(c, 4, 7, 96, (rng.choice(s.region.pharmacies), "   ", s.office_phone()), faces[1], 4, WHITE)
    put(c, 4, 17, 96, (f"{rng.choice(MEDS)}   Qty {rng.choice((20, 28, 60))}",), faces[1], 4.6)
    put(c, 4, 23, 96, (rng.choice(HOW),), faces[0], 4.2)
    rows = fields(s, "name birth address mrn doctor")
    lay(c, s, 4, 26, 96, rows, faces, 3.8, columns=rng.choice((1, 2)), down=27)
    put(
        c,
        4,
        59,
        96,
        ("Disp ", s.day(), "   repeats left 2   exp ", s.day(300)),
        faces[0],
        3.2,
        GREY,
    )
    return c.done()


def blister(s: SealedStudio) -> Flat:
    """Return a weekly pack's front: the person's name large, a table of medicines."""
    rng = s.rng
    c = s.canvas("prescription_label", (200, 120), rng.choice(((226, 238, 250), (250, 240, 226))))
    faces = s.font(rng.choice(("sans", "narrow")))
    put(c, 8, 16, 130, (s.named(("full", "comma", "last_upper", "caps")),), faces[1], 9)
    put(c, 8, 25, 184, (s.address(), "   ", s.phone()), faces[0], 4.4)
    put(c, 8, 32, 184, inline(fields(s, "birth doctor mrn"), "   "), faces[0], 4.4)
    put(c, 142, 16, 54, ("Week of ", s.day()), faces[1], 5)
    for row, med in enumerate(rng.sample(MEDS, 6)):
        y = 44 + row * 11
        c.box(8, y - 6, 192, y + 4, outline=(120, 124, 130), fill=WHITE, width=0.2)
        c.text(11, y, med, faces[0], 4.6)
        for slot in range(4):
            c.text(112 + slot * 22, y, rng.choice(("1", "-", "2", "-")), faces[1], 5)
    put(
        c,
        8,
        115,
        184,
        (f"Packed by {rng.choice(s.region.pharmacies)}, ", s.office_place()),
        faces[0],
        4,
    )
    return c.done()


def on_bottle(s: SealedStudio) -> Flat:
    """Return a label on a bottle."""
    return bottle(s, lambda _: script(s), PLASTICS)


DESIGNS = {
    "wristband": (worn,),
    "wristband_flat": (lying,),
    "specimen_label": (on_tube,),
    "specimen_label_flat": (dense, two_rows, pot, pot, transfusion),
    "prescription_label": (on_bottle,),
    "prescription_label_flat": (script, carton, blister),
}
