"""Boards, notes by hand and charts seen from the side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from phiscan.synth.apart import names
from phiscan.synth.apart.form import BEDS, HUES, PALES, PENS, SLATE, said_in_row
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Canvas, Colour, Flat, lit
from phiscan.synth.layout import WHITE, Parts, board, put, scrawl, worn
from phiscan.synth.truth import Mark
from phiscan.types import Category, Role

_worn = partial(worn, much=0.05, cells=(4, 9), octaves=3)
_board = partial(board, papers=((250, 252, 252), (244, 246, 244), (252, 252, 246)),
                 frames=((176, 178, 182), (90, 60, 40), (40, 44, 50)),
                 edge_mm=2, width=7)  # fmt: skip
MARKERS: tuple[Colour, ...] = ((16, 16, 20), (10, 60, 170), (196, 20, 40), (0, 120, 70))


def bed_cells(s: ApartStudio) -> Flat:
    """Return a ward's board: a cell a bed in two or three columns."""
    c = _board(s, (1000, 640))
    faces, hand = s.font(s.rng.choice(("sans", "narrow"))), s.font("hand")[0]
    put(
        c,
        24,
        56,
        560,
        (s.rng.choice(("WARD 6 - BEDS", "PCU Census", "Birth Center", "REHAB WEST")),),
        faces[1],
        34,
        s.rng.choice(HUES),
    )
    scrawl(c, s, 680, 56, 290, (s.day(),), hand, 34, MARKERS[1])
    columns = s.rng.choice((2, 2, 3))
    rows = s.rng.randint(3, 4)
    wide, tall = 960 / columns, 540 / rows
    for cell in range(columns * rows):
        x, y = 20 + cell % columns * wide, 80 + cell // columns * tall
        c.box(x, y, x + wide, y + tall, outline=(90, 94, 100), width=2)
        c.text(x + 10, y + 34, str(cell + 1), faces[1], 28, (120, 124, 130))
        if s.rng.random() < 0.12:
            scrawl(
                c, s, x + 60, y + tall * 0.55, wide - 80, ("clean / empty",), hand, 28, MARKERS[3]
            )
            continue
        s.new_patient()
        ink = s.rng.choice(MARKERS[:2])
        scrawl(c, s, x + 50, y + 40, wide - 66, (s.named(("full", "comma", "initial", "last_upper",
               "first_dot")),), hand, 36, ink)  # fmt: skip
        second: Parts = s.rng.choice(((s.birth(), "  ", *s.age_sex()), ("MRN ", s.mrn()),
                                      (s.rng.choice(("#NOF", "COPD", "CVA", "lap appy")), "  adm ",
                                       s.day(-3))))  # fmt: skip
        scrawl(c, s, x + 16, y + 82, wide - 32, second, hand, 28, ink)
        scrawl(c, s, x + 16, y + 120, wide - 32, ("Dr ", s.colleague("initial"), " / RN ",
               s.colleague("first_dot")), hand, 26, s.rng.choice(MARKERS))  # fmt: skip
    return _worn(c.done(), s, 12)


def my_room(s: ApartStudio) -> Flat:
    """Return a room's board with coloured tiles, written in."""
    c = _board(s, (640, 480))
    faces, hand, hue = s.font("sans"), s.font("hand")[0], s.rng.choice(HUES)
    put(c, 22, 48, 380, ("Welcome to ", s.hospital()), faces[1], 30, hue)
    tiles: list[tuple[str, Parts]] = [
        ("Patient", (s.named(names.SPOKEN),)), ("Today is", (s.day(),)),
        ("My doctor", s.doctored()), ("My nurse", (s.colleague("full"),)),
        ("My aide", (s.colleague("full"),)), ("Family contact", (s.relative(), " ", s.phone())),
        ("Diet", (s.rng.choice(("clear liquids", "cardiac", "NPO 0000")),)),
        ("Plan", (s.rng.choice(("MRI 2pm", "walk x4", "home Fri?")),))]  # fmt: skip
    for number, (label, parts) in enumerate(tiles):
        x, y = 18 + number % 2 * 304, 66 + number // 2 * 100
        c.box(x, y, x + 296, y + 94, fill=s.rng.choice(PALES), radius=8)
        c.text(x + 10, y + 24, label, faces[1], 20, hue)
        scrawl(c, s, x + 14, y + 68, 268, parts, hand, 40, s.rng.choice(MARKERS))
    return _worn(c.done(), s, 10)


def assignments(s: ApartStudio) -> Flat:
    """Return who has whom: a nurse, and the surnames under her."""
    c = _board(s, (900, 560))
    hand = s.font("hand")[0]
    scrawl(
        c,
        s,
        36,
        72,
        520,
        (s.rng.choice(("DAY SHIFT", "Nights", "Dialysis chairs", "Transport")), "  ", s.day()),
        hand,
        50,
        MARKERS[2],
    )
    scrawl(c, s, 600, 72, 270, ("Charge: ", s.colleague("full")), hand, 34, MARKERS[0])
    for column in range(3):
        x = 36 + column * 286
        scrawl(c, s, x, 140, 260, (s.colleague("full"), ", RN"), hand, 40, MARKERS[1])
        c.line(x, 154, x + 250, 154, MARKERS[1], 3)
        for row in range(s.rng.randint(3, 5)):
            s.new_patient()
            parts: Parts = s.rng.choice(((f"{s.rng.randint(10, 48)}  ", s.surname()),
                (s.named(("full", "initial", "comma")),), (f"{s.rng.randint(10, 48)} ",
                s.named(("full",)), " ", s.rng.choice(("tele", "iso", "1:1", "dc")))))  # fmt: skip
            scrawl(c, s, x, 208 + row * 62, 264, parts, hand, 40, s.rng.choice(MARKERS))
    scrawl(c, s, 36, 532, 800, ("On call: ", s.colleague("full"), "  ", s.office_phone()), hand, 34,
           MARKERS[3])  # fmt: skip
    return _worn(c.done(), s, 12)


STOCK: tuple[Colour, ...] = ((255, 236, 120), (170, 226, 240), (255, 190, 214), (196, 240, 160),
                             (250, 250, 246), (255, 206, 140))  # fmt: skip


def _note(s: ApartStudio) -> Parts:
    p = s.patient
    texts: tuple[Parts, ...] = (
        (
            "Call ",
            s.named(names.SPOKEN),
            "'s ",
            s.rng.choice(("son", "wife", "aunt")),
            " ",
            s.relative(),
            " ",
            s.phone(),
            " before 5",
        ),
        (
            "Dr ",
            s.surname_doctor(),
            " - ",
            s.named(("full", "comma")),
            " (",
            s.birth(),
            ") needs refill, ",
            s.office_phone(),
        ),
        (
            "Bed 9: ",
            s.surname(),
            " to CT at ",
            s.clock(),
            ". hold metformin. thx ",
            s.colleague("first_dot"),
        ),
        ("? portal login for ", s.named(names.SPOKEN), ", MRN ", s.mrn(), ", ", s.birth()),
        (
            "Specimen lost! ",
            s.named(("comma", "full", "caps")),
            " ",
            s.accession(),
            " redraw ",
            s.day(1),
        ),
        (s.part(p.given), " ", s.surname(), " wants to speak w/ manager. ", s.address()),
        (
            "Lunch order ok?  Also chart for ",
            s.named(names.SPOKEN),
            ", ",
            s.mrn(),
            " is on my desk - ",
            s.colleague("full"),
        ),
    )
    return s.rng.choice(texts)


def square(s: ApartStudio) -> Flat:
    """Return a square note in running words, small enough to end on the paper."""
    stock, hand, pen = s.rng.choice(STOCK), s.font("hand")[0], s.rng.choice(PENS)
    said, size, low = _note(s), s.rng.uniform(7, 8.4), 99.0
    while low > 73:
        c = s.canvas("sticky_note", (76, 76), stock)
        c.box(0, 0, 76, 9, fill=lit(stock, 0.93))
        low = c.paragraph(6, 19, 63, said, hand, size, pen, spacing=1.36) - size * 1.1
        size *= 0.94
    return c.done()


def index_card(s: ApartStudio) -> Flat:
    """Return a ruled card about one patient."""
    c = s.canvas("sticky_note", (127, 76), s.rng.choice((WHITE, (255, 252, 232), (230, 244, 236))))
    c.line(0, 14, 127, 14, (220, 90, 90), 0.35)
    for row in range(7):
        c.line(0, 22.4 + row * 8, 127, 22.4 + row * 8, (160, 190, 220), 0.2)
    hand, pen = s.font("hand")[0], s.rng.choice(PENS)
    lines: list[Parts] = [
        (s.named(("comma", "full", "long")), "   ", s.rng.choice(BEDS)),
        (s.birth(), "  ", *s.age_sex(), "  ", s.mrn()), ("adm ", s.day(), " chest pain, trop neg"),
        ("PMH: HTN, DM2, s/p CABG",), ("PCP Dr ", s.surname_doctor(), "  ", s.office_phone()),
        ("dtr ", s.relative(), " ", s.of(Category.PHONE, s.patient.mobile)),
        ("to do: echo, dc Fri, f/u ", s.day(14))]  # fmt: skip
    for row, parts in enumerate(lines):
        scrawl(c, s, 6, 12.4 + row * 8.6, 114, parts, hand, 7.4, pen)
    return c.done()


def torn_sheet(s: ApartStudio) -> Flat:
    """Return a page off a drug firm's pad with a few names and numbers."""
    c = s.canvas("sticky_note", (102, 130), s.rng.choice((WHITE, (252, 250, 240))))
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    c.text(51, 11, s.rng.choice(("From the desk of", "Think Flu!", "NOTES")), faces[1], 6,
           s.rng.choice(HUES), "ms")  # fmt: skip
    y = 26.0
    for _ in range(s.rng.randint(3, 4)):
        s.new_patient()
        first: Parts = (s.named(names.SPOKEN), s.rng.choice((" - call", " ref", " ?labs")))
        second: Parts = s.rng.choice(
            (
                (s.phone(),),
                (s.mrn(), "  ", s.birth()),
                ("on ", s.day(4), " ", s.clock()),
                ("via ", s.colleague("full")),
            )
        )
        scrawl(c, s, 8, y, 86, first, hand, 8, pen)
        scrawl(c, s, 14, y + 10.4, 80, second, hand, 7.4, pen)
        y += 26
    return c.done()


WIDE, PITCH = 300.0, 27.0
FOLDERS: tuple[Colour, ...] = ((222, 196, 150), (240, 232, 214), (170, 60, 66), (70, 110, 90),
                               (110, 120, 134), (238, 210, 110))  # fmt: skip
DIGITS: tuple[Colour, ...] = ((200, 30, 40), (240, 140, 30), (250, 210, 40), (60, 150, 60),
                              (40, 90, 180), (120, 60, 150), (150, 100, 60), (90, 90, 96),
                              (230, 110, 170), (30, 150, 160))  # fmt: skip
Draw = Callable[[Canvas, ApartStudio, float], None]


def _pile(s: ApartStudio, draw: Draw) -> Flat:
    count = s.rng.randint(4, 7)
    c = s.canvas("chart_spines", (WIDE, count * PITCH))
    for number in range(count):
        s.new_patient()
        top = number * PITCH
        c.box(0, top, WIDE, top + PITCH, fill=s.rng.choice(FOLDERS))
        draw(c, s, top)
        c.line(0, top + PITCH, WIDE, top + PITCH, (44, 40, 36), 1.3)
    return _worn(c.done(), s, 14)


def _terminal_digits(c: Canvas, s: ApartStudio, top: float) -> None:
    """Show the number in blocks, a colour a digit, and a typed label at the right."""
    digits = [d for d in s.mrn().text if d.isdigit()][-6:]
    face = s.font("sans")[1]
    for number, digit in enumerate(digits):
        x = 8 + number * 16
        c.box(x, top + 3, x + 15, top + PITCH - 3, fill=DIGITS[int(digit)])
        c.text(x + 7.5, top + 18.6, digit, face, 14, WHITE, "ms")
    x0, x1, y0, y1 = 8.0, 7.0 + len(digits) * 16, top + 3, top + PITCH - 3
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]) * c.px_per_mm
    c.marks.append(Mark(Category.MRN, corners, c.artefact, "".join(digits), Role.PATIENT))
    c.box(112, top + 4, 290, top + PITCH - 4, fill=(253, 253, 250))
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    put(c, 116, top + 13, 170, (s.named(names.PRINTED),), faces[1], 8)
    put(c, 116, top + 21, 170, (*said_in_row(s, "birth doctor"),), faces[0], 5.4)


def _marker(c: Canvas, s: ApartStudio, top: float) -> None:
    """Write along the folder with a thick pen, a small sticker before it."""
    faces, hand = s.font(s.rng.choice(("narrow", "sans"))), s.font("hand")[0]
    c.box(8, top + 5, 92, top + PITCH - 5, fill=s.rng.choice((WHITE, (252, 246, 200))))
    put(c, 11, top + 13, 78, (*said_in_row(s, "mrn"),), faces[1], 6.4)
    put(c, 11, top + 20, 78, (s.birth(), "   vol. ", str(s.rng.randint(1, 4))), faces[0], 5)
    c.box(100, top + 3, 294, top + PITCH - 3, fill=(246, 240, 222))
    scrawl(
        c,
        s,
        106,
        top + 18.4,
        180,
        (s.named(("comma", "full", "caps", "surname_first")),),
        hand,
        13,
        (16, 16, 20),
    )


def digits(s: ApartStudio) -> Flat:
    """Return folders filed by their number's last digits."""
    return _pile(s, _terminal_digits)


def marked(s: ApartStudio) -> Flat:
    """Return folders written on by hand."""
    return _pile(s, _marker)


def hanging(s: ApartStudio) -> Flat:
    """Return hanging files from the front: staggered tabs with typed slips."""
    count = s.rng.randint(5, 8)
    c = s.canvas("chart_spines", (320, 24 + count * 19), (70, 74, 80))
    faces = s.font(s.rng.choice(("sans", "mono", "serif")))
    for number in range(count):
        s.new_patient()
        y, x = 8 + number * 19, 10 + number % 3 * 100
        c.box(
            4,
            y + 12,
            316,
            y + 40,
            fill=s.rng.choice(((70, 100, 80), (120, 104, 70), (60, 80, 110))),
        )
        c.box(x, y, x + 96, y + 14, fill=(252, 252, 248), outline=SLATE, width=0.4, radius=1)
        put(c, x + 3, y + 6.6, 90, (s.named(names.PRINTED),), faces[1], 5.8)
        put(c, x + 3, y + 12, 90, (s.birth(), "   ", s.mrn()), faces[0], 4.4)
    return _worn(c.done(), s, 14)


def _standing(draw: Callable[[ApartStudio], Flat]) -> Callable[[ApartStudio], Flat]:
    return lambda s: draw(s).turned(s.rng.choice((1, 1, 3)))


DESIGNS = {
    "whiteboard": (bed_cells, bed_cells, my_room, assignments),
    "sticky_note": (square, square, index_card, torn_sheet),
    "chart_spines": (digits, digits, marked, hanging),
    "chart_shelf": (_standing(digits), _standing(marked)),
}
