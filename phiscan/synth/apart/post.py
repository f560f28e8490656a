"""What is sent: a parcel's label, window and plain envelopes, inside post, a wallet of films."""

from __future__ import annotations

from phiscan.synth.apart import names
from phiscan.synth.apart.form import HUES, PALES, PENS, SLATE, fields, lay
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import WHITE, Parts, put, scrawl
from phiscan.types import Category

PAPERS: tuple[Colour, ...] = ((255, 255, 255), (244, 240, 228), (214, 188, 146), (232, 236, 240))


def _lines(c: Canvas, x: float, y: float, room: float, lines: list[Parts], face: Face,
           size: float) -> None:  # fmt: skip
    for row, parts in enumerate(lines):
        put(c, x, y + row * size * 1.4, room, parts, face, size)


def parcel(s: ApartStudio) -> Flat:
    """Return a padded bag with a carrier's label: from, to, bars, a tracking number."""
    c = s.canvas(
        "envelope", (180, 240), s.rng.choice(((206, 176, 130), (240, 240, 238), (60, 64, 72)))
    )
    faces = s.font(s.rng.choice(("sans", "narrow")))
    c.box(30, 40, 150, 200, fill=WHITE, outline=(40, 40, 44), width=0.4)
    _lines(c, 34, 48, 70, [("FROM: ", s.rng.choice(s.region.pharmacies)), (s.office_place(),),
           (s.office_phone(),)], faces[0], 3.8)  # fmt: skip
    c.text(132, 54, s.rng.choice("PGX"), faces[1], 18, anchor="ms")
    c.line(30, 64, 150, 64, width=0.6)
    c.text(34, 73, "SHIP TO:", faces[1], 4.4)
    _lines(c, 44, 82, 102, [(s.named(("caps", "full", "long")),), (s.street(),), (s.town(),),
           (s.phone(),)], faces[1], 5.6)  # fmt: skip
    c.line(30, 112, 150, 112, width=0.6)
    tracking = s.of(
        Category.OTHER_ID,
        f"9400 {s.rng.randint(1000, 9999)} {s.rng.randint(1000, 9999)} "
        f"{s.rng.randint(1000, 9999)} 00",
    )
    c.barcode(42, 124, 96, 22, tracking.text.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 46, 156, 90, ("TRACKING # ", tracking), faces[1], 4.6)
    c.line(30, 164, 150, 164, width=0.6)
    put(
        c, 34, 174, 110, ("Ref: ", s.account(), "    Ship date ", s.day(), "   1.2 lb"), faces[0], 4
    )
    put(c, 34, 182, 110, ("Contains prescription medicine. Adult signature.",), faces[0], 3.6)
    put(c, 34, 192, 110, ("Rx ", s.of(Category.OTHER_ID, s.patient.prescription)), faces[0], 4)
    return c.done()


def plain(s: ApartStudio) -> Flat:
    """Return an envelope with a printed address label and a stamp across the corner."""
    c = s.canvas(
        "envelope", s.rng.choice(((220, 110), (229, 162), (241, 105))), s.rng.choice(PAPERS)
    )
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("serif", "mono", "sans"))), s.rng.choice(HUES)
    put(c, 8, 12, 90, (s.hospital(),), faces[1], 5, hue)
    put(c, 8, 18, 90, (s.office_place(),), faces[0], 3.6)
    x, y = wide * 0.42, tall * 0.44
    c.box(x, y, x + 98, y + 38, fill=(254, 254, 252), radius=1)
    title = s.rng.choice(("", f"{s.title()} ", "To the parents of ", "Next of kin of "))
    lines: list[Parts] = [
        (title, s.named(("full", "caps", "all_middle"))),
        (s.street(),),
        (s.town(),),
    ]
    _lines(c, x + 5, y + 10, 88, lines, faces[0], 5)
    put(c, x + 5, y + 35, 88, ("Ref ", s.mrn()), faces[0], 3, SLATE)
    c.box(wide - 62, 8, wide - 10, 30, outline=hue, width=0.5)
    c.text(wide - 36, 17, "POSTAGE PAID", faces[1], 4, hue, "ms")
    put(c, wide - 56, 26, 42, (s.day(), "  1st class"), faces[0], 3.4, hue)
    put(c, 8, tall - 8, 80, (s.rng.choice(("ADDRESSEE ONLY", "If undelivered return to sender",
        "Test results enclosed")),), faces[1], 4)  # fmt: skip
    return c.done()


def inside_post(s: ApartStudio) -> Flat:
    """Return an envelope for inside post: rows of names, the older crossed out."""
    c = s.canvas("envelope", (250, 180), s.rng.choice(((224, 190, 130), (236, 206, 120))))
    faces, hand = s.font("sans"), s.font("hand")[0]
    put(
        c,
        12,
        16,
        160,
        ("INTER-DEPARTMENT MAIL  -  cross out last name, use next line",),
        faces[1],
        5,
    )
    for hole in range(5):
        c.box(205 + hole % 2 * 16, 8 + hole * 30, 213 + hole % 2 * 16, 16 + hole * 30,
              fill=(150, 120, 80), radius=4)  # fmt: skip
    stops = (12.0, 92.0, 140.0, 196.0)
    for x, word in zip(stops, ("Deliver to", "Dept", "Sent by"), strict=False):
        c.text(x + 1, 27, word, faces[0], 4)
    for row in range(8):
        y = 30 + row * 17
        c.box(12, y, 196, y + 17, outline=(110, 84, 50), width=0.3)
        if row > 5:
            continue
        pen = s.rng.choice(PENS)
        s.new_patient()
        last = row == 5
        what: Parts = ("chart ", s.surname(), " ", s.mrn()) if row % 2 else (s.colleague("full"),)
        scrawl(c, s, 14, y + 11, 74, what, hand, 7, pen)
        scrawl(
            c,
            s,
            94,
            y + 11,
            42,
            (s.rng.choice(("Med Recs", "Lab", "4 East", "Billing", "OT")),),
            hand,
            7,
            pen,
        )
        scrawl(c, s, 142, y + 11, 50, (s.colleague("initial"),), hand, 6.4, pen)
        if not last and row % 2 == 0:
            c.line(16, y + 9.4, 80, y + 8.8, pen, 0.4)
    return c.done()


def film_wallet(s: ApartStudio) -> Flat:
    """Return a large brown wallet of films with a ruled label, or a bag for valuables."""
    c = s.canvas("envelope", s.rng.choice(((240, 300), (220, 280))), s.rng.choice(((206, 180, 134),
                 (236, 230, 214))))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = (
        s.font(s.rng.choice(("sans", "serif"))),
        s.font("hand")[0],
        s.rng.choice(PENS),
    )
    put(c, 16, 26, wide - 32, (s.hospital(),), faces[1], 8)
    put(c, 16, 36, wide - 32, (s.rng.choice(("RADIOLOGY - DO NOT BEND", "PATIENT VALUABLES",
        "Medical records - copy")), "   ", s.office_phone()), faces[0], 5)  # fmt: skip
    c.box(14, 46, wide - 14, 156, fill=s.rng.choice((WHITE, *PALES)), outline=SLATE, width=0.5)
    by_hand = s.rng.random() < 0.5
    rows = fields(s, "name birth mrn accession address doctor collected")
    lay(c, s, 20, 50, wide - 40, rows, (faces[0], hand if by_hand else faces[1]), 8,
        style="write_in" if by_hand else s.rng.choice(("column", "tile")), down=100,
        ink=pen if by_hand else (25, 25, 30))  # fmt: skip
    scrawl(c, s, 24, 186, wide - 60, ("Given to ", s.relative(), "  ", s.day()), hand, 9, pen)
    scrawl(c, s, 24, 204, wide - 60, ("by ", s.colleague("full")), hand, 9, pen)
    return c.done()


def note_home(s: ApartStudio) -> Flat:
    """Return a card's envelope with a line or two by hand."""
    c = s.canvas("envelope", s.rng.choice(((150, 108), (178, 127))), s.rng.choice((*PALES, WHITE)))
    wide, tall = c.size_mm
    hand, pen = s.font("hand")[0], s.rng.choice(PENS)
    lines: list[Parts] = [("To ", s.colleague("full"), " & all the nurses"), (s.hospital(),),
                          ("with thanks from ", s.named(names.SPOKEN))]  # fmt: skip
    if s.rng.random() < 0.5:
        lines = [(s.named(names.SPOKEN),), (s.street(),), (s.town(),)]
    for row, parts in enumerate(lines):
        scrawl(c, s, wide * 0.16, tall * 0.4 + row * 16, wide * 0.74, parts, hand, 11, pen)
    if len(lines[0]) == 1:
        scrawl(c, s, 8, 14, wide * 0.5, ("fr. ", s.relative()), hand, 7, pen)
    return c.done()


DESIGNS = {"envelope": (plain, plain, parcel, inside_post, film_wallet, note_home)}
