"""Boards, notes by hand and charts seen from the side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from phiscan.synth.canvas import Canvas, Colour, Flat, lit, plain_text
from phiscan.synth.layout import WHITE, Parts, board, put, scrawl, worn
from phiscan.synth.outside import names
from phiscan.synth.outside.form import (
    DIM,
    HUES,
    PALES,
    PENS,
    ROOMS,
    Design,
    in_row,
    kin,
    set_lines,
)  # fmt: skip
from phiscan.synth.outside.studio import OutsideStudio

_smeared = partial(worn, much=0.06, cells=(9, 3), octaves=3)
_board = partial(board, papers=((251, 252, 253), (246, 247, 244)),
                 frames=((160, 164, 170), (60, 64, 70)), edge_mm=3, width=8)  # fmt: skip
MARKERS: tuple[Colour, ...] = ((14, 14, 18), (20, 50, 150), (180, 24, 36), (10, 110, 60))


def or_board(s: OutsideStudio) -> Flat:
    """Return a theatre's board: printed heads over ruled rows, all else by hand."""
    c = _board(s, (1100, 640))
    faces, hand = s.font(s.rng.choice(("sans", "narrow"))), s.font("hand")[0]
    scrawl(c, s, 30, 62, 460, (s.rng.choice(("OR today", "CATH LAB", "Recovery", "Endo suite")),
        "  ", s.day()),
           hand, 42, MARKERS[2])  # fmt: skip
    stops, rooms = (30.0, 130.0, 480.0, 760.0, 930.0), (90, 336, 268, 156, 140)
    c.box(20, 80, 1080, 122, fill=s.rng.choice(PALES))
    for x, word in zip(stops, ("ROOM", "PATIENT", "PROCEDURE", "SURGEON", "NURSE"), strict=True):
        c.text(x, 112, word, faces[1], 24)
    count = s.rng.randint(5, 8)
    pitch = 490 / count
    for row in range(count):
        y = 122 + row * pitch
        s.new_patient()
        c.line(20, y + pitch, 1080, y + pitch, (120, 124, 130), 1.5)
        ink = s.rng.choice(MARKERS[:2])
        cells: tuple[Parts, ...] = ((str(row + 1),), (s.named(("full", "comma", "initial",
            "last_upper")), "  ",
            s.age()), (s.rng.choice(("lap chole", "ORIF wrist", "C-section", "stent", "EGD")),),
            (s.colleague("initial"),), (s.colleague("first_dot"),))  # fmt: skip
        for x, room, parts in zip(stops, rooms, cells, strict=True):
            scrawl(c, s, x, y + pitch * 0.7, room, parts, hand, min(36, pitch * 0.55), ink)
    return _smeared(c.done(), s, 12)


def magnets(s: OutsideStudio) -> Flat:
    """Return a board of columns with cards stuck in them, a patient a card."""
    c = _board(s, (1000, 670))
    faces, hand = s.font("sans"), s.font("hand")[0]
    scrawl(c, s, 34, 644, 400, ("charge: ", s.colleague("full")), hand, 32, MARKERS[1])
    for column, word in enumerate(s.rng.choice((("WAITING", "IN ROOM", "DISCHARGE"), ("To do",
        "Scan", "Home")))):  # fmt: skip
        x = 24 + column * 322
        put(c, x + 10, 60, 240, (word,), faces[1], 32, s.rng.choice(HUES))
        c.line(x + 312, 80, x + 312, 600, DIM, 2)
        for row in range(s.rng.randint(2, 4)):
            y = 84 + row * 128
            s.new_patient()
            c.box(x + 8, y, x + 298, y + 114, fill=s.rng.choice(((255, 240, 140), (190, 226, 246),
                (252, 206, 220))))  # fmt: skip
            c.box(x + 140, y - 6, x + 162, y + 12, fill=(40, 44, 50), radius=10)
            below: Parts = s.rng.choice(((s.birth(),), ("MRN ", s.mrn()), (*s.age_sex(),
                "  chest pain"),
                                         ("Dr ", s.colleague("initial"))))  # fmt: skip
            scrawl(c, s, x + 18, y + 52, 268, (s.named(names.SPOKEN),), hand, 36, MARKERS[0])
            scrawl(c, s, x + 18, y + 96, 268, below, hand, 30, MARKERS[0])
    return _smeared(c.done(), s, 12)


def kitchen(s: OutsideStudio) -> Flat:
    """Return a care home's board: rooms, residents, what they eat and who rings."""
    c = _board(s, (760, 560))
    hand = s.font("hand")[0]
    scrawl(c, s, 30, 64, 500, (s.rng.choice(("Breakfast - diets", "RESIDENTS", "Visits today")),),
        hand, 44, MARKERS[3])  # fmt: skip
    for row in range(s.rng.randint(5, 7)):
        s.new_patient()
        extra: Parts = s.rng.choice(((s.rng.choice(("soft", "no salt", "diabetic", "NPO",
            "thickened")),),
            ("tel ", s.phone()), ("dtr ", s.relative(), " 3pm"), ("bday ", s.birth())))  # fmt: skip
        line: Parts = (f"{s.rng.randint(1, 40)}  ", s.named(("full", "initial", "first_dot",
            "comma")), " - ", *extra)  # fmt: skip
        scrawl(c, s, 34, 134 + row * 62, 690, line, hand, 42, s.rng.choice(MARKERS))
    return _smeared(c.done(), s, 10)


STOCK: tuple[Colour, ...] = ((255, 242, 130), (186, 230, 186), (255, 200, 160), (200, 214, 255),
    (248, 248, 244))  # fmt: skip


def _memo(s: OutsideStudio) -> Parts:
    texts: tuple[Parts, ...] = (
        (s.named(names.SPOKEN), " called x2, wants results. ", s.phone(), " ",
        s.colleague("first_dot")),
        ("pls fax chart of ", s.named(("full", "comma")), " b. ", s.birth(), " to Dr ",
        s.surname_doctor()),
        ("MRI ", s.day(3), f" {s.clock()} - ", s.named(names.SPOKEN), " MRN ", s.mrn(),
        " needs interpreter"),
        ("rm 12 ", s.surname(), ": potassium 2.9!! told ", s.colleague("full"), " at ",
        s.clock()),
        ("meds ready for ", s.named(("full", "first_dot")), ", ", *kin(s), " picks up ",
        s.day(1)),
        ("new address ", s.named(("initial", "full")), ": ", s.address()),
        ("insurance for ", s.surname(), " = ", s.member(), " check w/ ", s.colleague("full")),
    )  # fmt: skip
    return s.rng.choice(texts)


def stuck(s: OutsideStudio) -> Flat:
    """Return a sticky note with a memo, written as large as it fits."""
    stock, hand, pen = s.rng.choice(STOCK), s.font("hand")[0], s.rng.choice(PENS)
    said, size, low = _memo(s), s.rng.uniform(8, 9.6), 99.0
    longest = max((w for p in plain_text(said) for w in p.text.split()), key=len)
    while low > 72:
        c = s.canvas("sticky_note", (76, 76), stock)
        size = c.fit((longest,), hand, size, 62)
        c.box(0, 66, 76, 76, fill=lit(stock, 0.95))
        low = c.paragraph(6, 15, 64, said, hand, size, pen, spacing=1.4) - size * 1.1
        size *= 0.93
    return c.done()


def phone_slip(s: OutsideStudio) -> Flat:
    """Return a printed slip for telephone messages, filled in by hand."""
    c = s.canvas("sticky_note", (102, 130), s.rng.choice(((255, 226, 232), (255, 250, 200),
        WHITE)))  # fmt: skip
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "serif"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    c.text(51, 12, "WHILE YOU WERE OUT", faces[1], 6.4, s.rng.choice(HUES), "ms")
    rows: tuple[tuple[str, Parts], ...] = (
        ("For", (s.colleague("full"),)), ("Date / time", (s.day(), f"  {s.clock()}")), ("M",
        (s.named(names.SPOKEN),)),
        ("Phone", (s.phone(),)), ("Message", (s.rng.choice(("pls call back", "refill lisinopril",
        "fever since Mon")),)),
        ("", ("re ", *kin(s))), ("Signed", (s.colleague("initial"),)))  # fmt: skip
    for number, (label, parts) in enumerate(rows):
        y = 28 + number * 15
        end = put(c, 8, y, 30, (label,), faces[0], 4)
        c.line(end + 1, y + 1.6, 94, y + 1.6, DIM, 0.2)
        scrawl(c, s, end + 3, y, 90 - end, parts, hand, 7, pen)
    return c.done()


def scrap(s: OutsideStudio) -> Flat:
    """Return a folded paper with a resident's list of the round."""
    c = s.canvas("sticky_note", (108, 140), s.rng.choice((WHITE, (250, 248, 240))))
    hand, pen = s.font("hand")[0], s.rng.choice(PENS)
    c.line(54, 0, 54, 140, (226, 226, 222), 0.6)
    c.line(0, 70, 108, 70, (226, 226, 222), 0.6)
    y = 14.0
    for _ in range(s.rng.randint(3, 5)):
        s.new_patient()
        scrawl(c, s, 7, y, 94, (f"{s.rng.choice(ROOMS)} ", s.named(("full", "comma", "initial"))),
            hand, 7.4, pen)  # fmt: skip
        more: Parts = s.rng.choice(((s.mrn(), "  CT?"), (s.birth(), " ", *s.age_sex()), ("call ",
            s.relative()),
                                    ("f/u ", s.day(5), " Dr ", s.surname_doctor())))  # fmt: skip
        scrawl(c, s, 14, y + 10, 86, more, hand, 6.8, pen)
        y += 25
    return c.done()


WIDE = 310.0
CLOTHS: tuple[Colour, ...] = ((60, 84, 130), (150, 50, 56), (70, 110, 84), (214, 190, 140), (90,
    92, 98))  # fmt: skip
Draw = Callable[[Canvas, OutsideStudio, float, float], None]


def _stack_of(s: OutsideStudio, pitch: float, draw: Draw) -> Flat:
    count = s.rng.randint(4, 6)
    c = s.canvas("chart_spines", (WIDE, count * pitch))
    for number in range(count):
        s.new_patient()
        top = number * pitch
        c.box(0, top, WIDE, top + pitch, fill=s.rng.choice(CLOTHS))
        draw(c, s, top, pitch)
        c.line(0, top + pitch, WIDE, top + pitch, (30, 30, 32), 1.6)
    return _smeared(c.done(), s, 14)


def _binder(c: Canvas, s: OutsideStudio, top: float, pitch: float) -> None:
    """Show a ring binder: a printed insert behind plastic, a finger hole at the end."""
    c.box(20, top + 4, 230, top + pitch - 4, fill=(252, 252, 250), radius=2)
    faces = s.font(s.rng.choice(("sans", "narrow", "serif")))
    put(c, 26, top + pitch * 0.45, 196, (s.named(names.PRINTED),), faces[1], pitch * 0.3)
    put(c, 26, top + pitch * 0.76, 196, (*in_row(s, "mrn birth", "    "),), faces[0],
        pitch * 0.19)  # fmt: skip
    c.box(262, top + pitch * 0.22, 262 + pitch * 0.56, top + pitch * 0.78, fill=(20, 20, 22),
        outline=(190, 190, 194),
          radius=pitch * 0.28, width=1)  # fmt: skip


def _jacket(c: Canvas, s: OutsideStudio, top: float, pitch: float) -> None:
    """Show a folder's end tab: letters of the surname in blocks, a year sticker, a typed strip."""
    face = s.font("sans")[1]
    word = s.surname().text.upper()
    for number, letter in enumerate([ch for ch in word if ch.isalpha()][:2]):
        c.box(10 + number * 24, top + 4, 32 + number * 24, top + pitch - 4,
            fill=HUES[ord(letter) % len(HUES)])  # fmt: skip
        c.text(21 + number * 24, top + pitch * 0.7, letter, face, pitch * 0.5, WHITE, "ms")
    c.box(62, top + 6, 84, top + pitch - 6, fill=(250, 220, 60))
    c.text(73, top + pitch * 0.66, f"{s.seen():%y}", face, pitch * 0.36, anchor="ms")
    c.box(92, top + 4, 298, top + pitch - 4, fill=(253, 252, 246))
    faces = s.font(s.rng.choice(("mono", "sans", "narrow")))
    put(c, 97, top + pitch * 0.48, 196, (s.named(names.PRINTED),), faces[1], pitch * 0.29)
    put(c, 97, top + pitch * 0.8, 196, (s.birth(), "    ", *in_row(s, "mrn"), "    ",
        s.doctor("initial")),
        faces[0], pitch * 0.19)  # fmt: skip


def _carton(c: Canvas, s: OutsideStudio, top: float, pitch: float) -> None:
    """Show an archive box written on with a marker, a span of names."""
    c.box(0, top, WIDE, top + pitch, fill=(206, 178, 136))
    hand = s.font("hand")[0]
    first = s.surname()
    s.new_patient()
    scrawl(c, s, 14, top + pitch * 0.5, 280, (first, "  -  ", s.surname(), "   ",
        f"{s.seen():%Y}"), hand, pitch * 0.4,
           (18, 18, 22))  # fmt: skip
    scrawl(c, s, 14, top + pitch * 0.86, 280, ("incl. ", s.named(("comma", "full")), "  ",
        s.mrn()), hand, pitch * 0.26,
           (18, 18, 22))  # fmt: skip


def binders(s: OutsideStudio) -> Flat:
    """Return ring binders lying on each other."""
    return _stack_of(s, 34, _binder)


def jackets(s: OutsideStudio) -> Flat:
    """Return folders with the first letters of the surname on their tabs."""
    return _stack_of(s, 30, _jacket)


def cartons(s: OutsideStudio) -> Flat:
    """Return boxes of old records."""
    return _stack_of(s, 46, _carton)


def clipboards(s: OutsideStudio) -> Flat:
    """Return clipboards hung in a row, a label on each clip's edge."""
    count = s.rng.randint(3, 4)
    c = s.canvas("chart_spines", (count * 84, 120), (214, 216, 218))
    faces = s.font(s.rng.choice(("sans", "narrow")))
    for number in range(count):
        x = 6 + number * 84
        s.new_patient()
        c.box(x, 8, x + 74, 118, fill=(150, 110, 70), radius=3)
        c.box(x + 22, 2, x + 52, 16, fill=(170, 174, 180), radius=2)
        c.box(x + 4, 18, x + 70, 118, fill=(252, 252, 250))
        set_lines(c, x + 8, 32, 58, [(s.named(names.PRINTED),), (*in_row(s, "birth"),),
            (*in_row(s, "mrn"),),
                  (s.rng.choice(ROOMS), "   Dr ", s.surname_doctor())], faces[1], 6,
                  1.6)  # fmt: skip
        for row in range(4):
            c.line(x + 8, 78 + row * 9, x + 64, 78 + row * 9, (200, 204, 210), 0.4)
    return _smeared(c.done(), s, 14)


def _upright(draw: Design) -> Design:
    return lambda s: draw(s).turned(s.rng.choice((1, 1, 3)))


DESIGNS = {
    "whiteboard": (or_board, or_board, magnets, kitchen),
    "sticky_note": (stuck, stuck, phone_slip, scrap),
    "chart_spines": (binders, jackets, jackets, cartons, clipboards),
    "chart_shelf": (_upright(binders), _upright(jackets)),
}  # fmt: skip
