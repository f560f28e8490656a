"""What is sent: a window envelope, a courier's bag, brown paper, a mailer for samples."""

from __future__ import annotations

from phiscan.synth.blind.numbers import filled
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, Parts, put, scrawl
from phiscan.synth.outside import names
from phiscan.synth.outside.form import DIM, HUES, PALES, PENS, fields, in_row, lay, set_lines
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category

PAPERS: tuple[Colour, ...] = ((255, 255, 255), (248, 246, 238), (222, 198, 158), (226, 234, 244))


def window(s: OutsideStudio) -> Flat:
    """Return an envelope with a pane through which an address and a reference show."""
    c = s.canvas("envelope", s.rng.choice(((220, 110), (229, 114), (241, 105))),
        s.rng.choice(PAPERS))  # fmt: skip
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("sans", "serif", "mono"))), s.rng.choice(HUES)
    put(c, 12, 12, 110, (s.hospital(),), faces[1], 5, hue)
    put(c, 12, 17.4, 110, (s.office_place(),), faces[0], 3.4, DIM)
    c.box(16, tall * 0.42, 112, tall * 0.84, fill=(250, 250, 250), outline=(200, 200, 198),
        width=0.6, radius=4)  # fmt: skip
    lines: list[Parts] = [(s.mrn(), "  /  ", s.day()), (s.rng.choice(("", f"{s.title()} ")),
        s.named(("full", "caps", "long"))),
                          (s.street(),), (s.town(),)]  # fmt: skip
    set_lines(c, 21, tall * 0.42 + 8, 86, lines, faces[0], 4.6, 1.65)
    c.box(wide - 52, 8, wide - 12, 28, outline=(30, 30, 34), width=0.5)
    put(c, wide - 49, 17, 34, ("PRESORTED",), faces[1], 4)
    put(c, wide - 49, 23, 34, ("Permit 417",), faces[0], 4)
    put(c, wide - 100, tall - 10, 88, (s.rng.choice(("Private and confidential",
        "Important: open today", "Do not bend")),),
        faces[1], 4.6, hue)  # fmt: skip
    return c.done()


def courier(s: OutsideStudio) -> Flat:
    """Return a courier's bag with a waybill in two columns."""
    c = s.canvas("envelope", (230, 170), s.rng.choice(((250, 216, 40), (236, 238, 240), (96, 40,
        120))))  # fmt: skip
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    c.box(22, 22, 208, 148, fill=WHITE, outline=(30, 30, 34), width=0.5)
    set_lines(c, 27, 31, 84, [("SENDER",), (s.hospital(),), (s.office_place(),),
        (s.office_phone(),)], faces[0], 4.2, 1.5)  # fmt: skip
    c.line(115, 22, 115, 70, width=0.4)
    set_lines(c, 119, 31, 86, [("SERVICE  Same day, signature",), ("Pieces 1   0.4 kg",),
        ("Shipped ", s.day(), f" {s.clock()}"),
              ("Contents: ", s.rng.choice(("imaging CD", "medication", "glasses")))], faces[0],
              4.2, 1.5)  # fmt: skip
    c.line(22, 70, 208, 70, width=0.4)
    set_lines(c, 27, 79, 176, [("RECEIVER",), (s.named(("full", "caps", "long", "caps_title")),),
        (s.street(),), (s.town(),),
              ("Phone ", s.phone())], faces[1], 5.6, 1.35)  # fmt: skip
    bill = s.of(Category.OTHER_ID, filled(s.rng, "## #### ####"))
    c.barcode(30, 120, 100, 14, bill.text.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 30, 142, 100, ("WAYBILL ", bill), faces[1], 5)
    put(c, 140, 142, 64, ("Ref ", s.account()), faces[0], 4.2)
    return c.done()


def by_hand(s: OutsideStudio) -> Flat:
    """Return an envelope addressed by hand, the sender on a sticker at the upper left."""
    c = s.canvas("envelope", s.rng.choice(((162, 114), (200, 130), (229, 162))),
        s.rng.choice(PAPERS))  # fmt: skip
    wide, tall = c.size_mm
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    c.box(6, 6, 62, 22, fill=s.rng.choice(PALES), radius=1)
    set_lines(c, 9, 11, 50, [(s.named(("full", "initial")),), (s.street(),), (s.town(),)],
        faces[0], 3.3, 1.4)  # fmt: skip
    c.box(wide - 28, 6, wide - 8, 30, fill=s.rng.choice(HUES))
    doctor: list[Parts] = [("Dr ", s.colleague("full")), (s.hospital(),), (s.office_place(),)]
    size = tall / 12
    for row, parts in enumerate(doctor):
        scrawl(c, s, wide * 0.3, tall * 0.5 + row * size * 1.7, wide * 0.64, parts, hand, size,
            pen)  # fmt: skip
    scrawl(c, s, 8, tall - 8, wide * 0.6, ("re: ", s.named(names.SPOKEN), ", ", s.birth()), hand,
        size * 0.8, pen)  # fmt: skip
    return c.done()


def mailer(s: OutsideStudio) -> Flat:
    """Return a padded mailer for samples from home: printed lines, a label, a hazard mark."""
    c = s.canvas("envelope", (210, 150), s.rng.choice(((252, 252, 250), (214, 230, 240))))
    faces, hand, pen, hue = s.font(s.rng.choice(("sans",
        "narrow"))), s.font("hand")[0], s.rng.choice(PENS), s.rng.choice(HUES)  # fmt: skip
    put(c, 12, 16, 140, (s.rng.choice(("LABORATORY SPECIMEN - UN3373", "EXEMPT HUMAN SPECIMEN")),
        ), faces[1], 6, hue)  # fmt: skip
    put(c, 12, 24, 140, ("To: ", s.hospital(), ", ", s.office_place()), faces[0], 4.4)
    c.line(176, 30, 192, 14, width=0.8)
    c.box(170, 36, 200, 44, outline=(30, 30, 34))
    put(c, 173, 41.8, 26, ("BIOHAZARD",), faces[1], 4)
    c.box(10, 36, 150, 106, fill=WHITE, outline=DIM, width=0.3)
    lay(c, s, 14, 39, 132, fields(s, "name birth phone collected doctor"), (faces[0], hand), 8,
        style=s.rng.choice(("below", "colon")), ink=pen, down=64)  # fmt: skip
    c.barcode(14, 112, 80, 12, s.patient.accession.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 14, 132, 130, ("Kit ", s.accession()), faces[0], 4.6)
    return c.done()


def records(s: OutsideStudio) -> Flat:
    """Return a large brown envelope of records with a printed label and a note by hand."""
    c = s.canvas("envelope", s.rng.choice(((230, 305), (250, 330))), s.rng.choice(((208, 180,
        136), (222, 200, 164))))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = s.font(s.rng.choice(("sans", "serif",
        "mono"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    c.box(30, 60, wide - 30, 150, fill=(253, 253, 250), radius=2)
    put(c, 38, 74, wide - 76, (s.hospital(), " - Health Records"), faces[1], 6)
    lay(c, s, 38, 80, wide - 74, fields(s, "name birth mrn account doctor"), faces, 7,
        style=s.rng.choice(("colon", "rail")),
        down=62)  # fmt: skip
    scrawl(c, s, 40, 190, wide - 80, ("For pick-up by ", s.relative()), hand, 12, pen)
    scrawl(c, s, 40, 212, wide - 80, (s.day(), "  ID seen  ", s.colleague("initial")), hand, 12,
        pen)  # fmt: skip
    set_lines(c, 40, 240, wide - 80, [in_row(s, "phone"), in_row(s, "address")], faces[0], 6, 1.6)
    return c.done()


DESIGNS = {"envelope": (window, window, courier, by_hand, mailer, records)}
