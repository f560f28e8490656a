"""Boards, notes by hand and charts seen from the side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fields import Field
from phiscan.synth.layout import WHITE, Parts, board, put, scrawl, worn
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import HUES, PENS, ROOMS, fields, lay, titled
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category

_used = partial(worn, much=0.06, cells=(7, 4))
_board = partial(board, papers=((252, 253, 253), (246, 248, 248)),
                 frames=((150, 154, 158), (60, 62, 66), (150, 110, 70)),
                 edge_mm=3, width=9)  # fmt: skip
MARKERS: tuple[Colour, ...] = ((20, 20, 24), (20, 50, 150), (180, 24, 30), (10, 110, 60))


def labour(s: ReserveStudio) -> Flat:
    """Return a delivery unit's or theatre's board with a printed head line."""
    c = _board(s, (1100, 620))
    faces, hand = s.font("sans"), s.font("hand")[0]
    theatre = s.rng.random() < 0.5
    heads = (("OR", "PATIENT", "PROCEDURE", "SURGEON", "START") if theatre else
             ("RM", "NAME", "G/P  GA", "MD / CNM", "RN"))  # fmt: skip
    stops = (36, 150, 500, 720, 930, 1070)
    for x, word in zip(stops, heads, strict=False):
        c.text(x, 88, word, faces[1], 26, (60, 60, 66))
    put(c, 780, 52, 280, (s.day(),), hand, 30, MARKERS[2])
    rows = s.rng.randint(4, 7)
    pitch = 496 / rows
    for row in range(rows):
        y, ink = 102 + row * pitch, s.rng.choice(MARKERS)
        c.line(20, y, 1080, y, (120, 124, 130), 2)
        s.new_patient()
        what: Parts = (
            (s.rng.choice(("lap chole", "TKA R", "C/S", "I&D", "hernia")),)
            if theatre
            else (s.rng.choice(("G2P1 39+2", "G1P0 41w", "4 cm -1", "induction")),)
        )
        last: Parts = (s.clock(),) if theatre else (s.colleague("initial"),)
        cells: tuple[Parts, ...] = (
            (str(row + 1),),
            (s.named(("comma", "full", "last_upper", "initial", "shortened")),),
            what,
            (s.surname_doctor(),) if row == 0 else (s.colleague("initial"),),
            last,
        )
        for number, parts in enumerate(cells):
            scrawl(c, s, stops[number], y + pitch * 0.64, stops[number + 1] - stops[number] - 26,
                   parts, hand, min(46, pitch * 0.5), ink)  # fmt: skip
    return _used(c.done(), s, 12)


def bedside(s: ReserveStudio) -> Flat:
    """Return the printed board of a room, filled in with a marker."""
    c = _board(s, (620, 460))
    faces, hand, hue = (
        s.font(s.rng.choice(("sans", "narrow"))),
        s.font("hand")[0],
        s.rng.choice(HUES),
    )
    c.box(8, 8, 612, 62, fill=hue)
    put(c, 24, 48, 360, (s.rng.choice(("My Room, My Team", "Today's Plan", "About me")),), faces[1],
        34, WHITE)  # fmt: skip
    put(c, 420, 48, 180, (s.day(),), hand, 30, WHITE)
    rows = [("I like to be called", (s.named(("full", "initial", "shortened")),)),
            ("Nurse", (s.colleague("full"),)), ("Doctor", s.doctored()),
            ("Support person", (s.relative(), "  ", s.phone())),
            ("Goal today", (s.rng.choice(("sit in chair x3", "eat solid food", "go home!")),)),
            ("Pain", (s.rng.choice(("3 / 10", "ok", "0")),))]  # fmt: skip
    lay(
        c,
        s,
        26,
        78,
        570,
        [(a, tuple(b)) for a, b in rows],
        (faces[0], hand),
        34,
        style=s.rng.choice(("blank", "plain", "ruled")),
        down=360,
        ink=s.rng.choice(MARKERS),
    )
    return _used(c.done(), s, 10)


def to_do(s: ReserveStudio) -> Flat:
    """Return a board with a heading and free lines: beds, names, what is due."""
    c = _board(s, (700, 520))
    hand = s.font("hand")[0]
    scrawl(c, s, 40, 76, 500, (s.rng.choice(("DISCHARGES", "To call back", "CT list", "Consults")),
           "  ", s.day()), hand, 46, MARKERS[2])  # fmt: skip
    for row in range(s.rng.randint(4, 6)):
        s.new_patient()
        ink, y = s.rng.choice(MARKERS[:2]), 150 + row * 62
        parts: Parts = s.rng.choice((
            (s.rng.choice(ROOMS), "  ", s.named(names.SPOKEN)),
            (s.named(("comma", "full", "surname_first")), "  ", s.mrn()),
            (s.named(("full", "initial")), " - ", s.phone()),
            (s.named(names.SPOKEN), " (", s.surname_doctor(), ")")))  # fmt: skip
        scrawl(c, s, 40, y, 620, parts, hand, 42, ink)
    return _used(c.done(), s, 12)


STOCK: tuple[Colour, ...] = ((255, 242, 150), (255, 214, 190), (200, 236, 200), (206, 224, 250),
                             (252, 252, 248))  # fmt: skip


def _note(s: ReserveStudio) -> Parts:
    p = s.patient
    first = s.part(p.given)
    texts: tuple[Parts, ...] = (
        ("Pls call ", s.named(names.SPOKEN), " back at ", s.phone(), " - upset about bill"),
        (s.named(("comma", "full")), ", ", s.mrn(), " needs prior auth for MRI by ", s.day(4)),
        ("Dr ", s.surname_doctor(), ": Mom of ", first, " phoned ", s.clock(), ", fever 39.2. ",
         s.phone()),
        ("WiFi is down!! Fax labs for ", s.named(("initial", "full")), " DOB ", s.birth(), " to ",
         s.office_phone()),
        ("rm 12 ", s.surname(), " K+ 2.9, told ", s.colleague("initial"), " ", s.clock()),
        ("Pick up ", first, " from dialysis ", s.day(1), ". Ask for ", s.colleague("full")),
    )  # fmt: skip
    return s.rng.choice(texts)


def square(s: ReserveStudio) -> Flat:
    """Return a square note in running words."""
    c = s.canvas("sticky_note", (76, 76), s.rng.choice(STOCK))
    c.paragraph(6, 14, 64, _note(s), s.font("hand")[0], s.rng.uniform(7, 8.6), s.rng.choice(PENS),
                spacing=1.35)  # fmt: skip
    return c.done()


def message_slip(s: ReserveStudio) -> Flat:
    """Return a printed slip for a telephone message, filled in by hand."""
    c = s.canvas("sticky_note", (105, 132), s.rng.choice(((255, 214, 224), (255, 250, 240), WHITE)))
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    c.text(52, 10, "WHILE YOU WERE OUT", faces[1], 6, anchor="ms")
    rows: list[Field] = [("To", ("Dr ", s.surname_doctor())),
            ("Date", (s.day(), f"   {s.clock()}")),
            ("Caller", (s.relative(),)), ("Patient", (s.named(names.SPOKEN),)),
            titled(s, "Phone", "phone"), titled(s, "DOB", "birth")]  # fmt: skip
    y = lay(c, s, 6, 14, 94, rows, (faces[0], hand), 7, style="blank", down=70, ink=pen)
    said: Parts = ("Wants results. Pharmacy: ", s.rng.choice(s.region.pharmacies), ". Will be home "
                   "after 5.")  # fmt: skip
    c.paragraph(8, y + 10, 88, said, hand, 7, pen)
    put(c, 60, 127, 40, (s.colleague("initial"),), hand, 6, pen)
    return c.done()


def pocket_page(s: ReserveStudio) -> Flat:
    """Return a page of a ring-bound book with a few patients."""
    c = s.canvas("sticky_note", (90, 140), (252, 252, 246))
    for hole in range(9):
        c.box(8 + hole * 9, 3, 11 + hole * 9, 6, fill=(60, 60, 64), radius=1.5)
    for row in range(15):
        c.line(0, 18 + row * 8.2, 90, 18 + row * 8.2, (180, 200, 226), 0.2)
    hand, pen = s.font("hand")[0], s.rng.choice(PENS)
    y = 17.0
    for _ in range(s.rng.randint(3, 4)):
        s.new_patient()
        for parts, size in (
            ((s.rng.choice(ROOMS), " ", s.named(names.SPOKEN), " ", *s.age_sex()), 7.6),
            ((s.mrn(), "  ", s.birth()), 6.6),
            (
                (
                    s.rng.choice(("CBC, lytes", "wound ck", "SW consult")),
                    " / ",
                    s.colleague("initial"),
                ),
                6.6,
            ),
        ):
            scrawl(c, s, 5, y, 80, parts, hand, size, pen)
            y += 8.2
        y += 5
    return c.done()


WIDE, PITCH = 310.0, 26.0
COVERS: tuple[Colour, ...] = ((236, 220, 176), (120, 150, 190), (60, 64, 72), (186, 196, 170),
                              (222, 214, 206), (150, 60, 60))  # fmt: skip
TABS: tuple[Colour, ...] = (
    (210, 40, 40),
    (240, 170, 20),
    (40, 130, 70),
    (40, 80, 170),
    (120, 60, 140),
)
Draw = Callable[[Canvas, ReserveStudio, float], None]


def _stack(s: ReserveStudio, draw: Draw) -> Flat:
    count = s.rng.randint(4, 7)
    c = s.canvas("chart_spines", (WIDE, count * PITCH))
    for number in range(count):
        s.new_patient()
        top = number * PITCH
        c.box(0, top, WIDE, top + PITCH, fill=s.rng.choice(COVERS))
        draw(c, s, top)
        c.line(0, top + PITCH, WIDE, top + PITCH, (50, 44, 40), 1.1)
    return _used(c.done(), s, 14)


def _lettered(c: Canvas, s: ReserveStudio, top: float) -> None:
    """Colour letters of the surname at the left, a printed label, a year's sticker."""
    for number, letter in enumerate((s.patient.family or s.patient.given).upper()[:2]):
        x = 6 + number * 17
        c.box(x, top + 2.5, x + 15, top + PITCH - 2.5, fill=s.rng.choice(TABS))
        c.text(x + 7.5, top + 18.5, s.font("sans")[1].spell(letter), s.font("sans")[1], 13, WHITE,
               "ms")  # fmt: skip
    c.box(46, top + 3, 246, top + PITCH - 3, fill=(253, 253, 250))
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    put(c, 50, top + 12, 192, (s.named(names.PRINTED),), faces[1], 8)
    put(c, 50, top + 20.5, 192, (*s.numbered(), "    ", *s.born()), faces[0], 5.6)
    c.box(262, top + 5, 290, top + PITCH - 5, fill=(250, 230, 60))
    c.text(276, top + 17, f"{s.seen():%y}", faces[1], 11, anchor="ms")


def _jacket(c: Canvas, s: ReserveStudio, top: float) -> None:
    """Set a long typed line at one end, marker at the other."""
    faces, hand = s.font(s.rng.choice(("mono", "sans"))), s.font("hand")[0]
    c.box(4, top + 5, 190, top + PITCH - 5, fill=WHITE)
    put(c, 8, top + 16, 178, (s.named(names.PRINTED), "  ", s.birth(), "  ", s.mrn()), faces[0], 7)
    ink: Colour = (20, 20, 24)
    c.box(204, top + 3, 304, top + PITCH - 3, fill=(244, 240, 226))
    scrawl(c, s, 208, top + 17.5, 92, (s.rng.choice((s.surname(), s.part(s.patient.written("brief"))
           )),), hand, 12, ink)  # fmt: skip


def lettered(s: ReserveStudio) -> Flat:
    """Return folders with colour letters and labels."""
    return _stack(s, _lettered)


def jackets(s: ReserveStudio) -> Flat:
    """Return film jackets and folders with typed lines."""
    return _stack(s, _jacket)


def binder(s: ReserveStudio) -> Flat:
    """Return the broad spine of a ring binder with its insert."""
    c = s.canvas("chart_spines", (300, 76), s.rng.choice(COVERS))
    faces = s.font(s.rng.choice(("sans", "serif")))
    c.box(24, 8, 270, 68, fill=(252, 252, 252))
    put(c, 30, 30, 150, (s.named(("caps", "comma_caps", "full")),), faces[1], 16)
    rows = fields(s, "birth mrn doctor")
    lay(c, s, 30, 36, 150, rows, faces, 7, style="run_in", down=30)
    c.text(226, 46, s.rng.choice(ROOMS), faces[1], 22, s.rng.choice(HUES), "ms")
    c.barcode(188, 54, 74, 9, s.patient.mrn.replace(" ", ""), "Code128", Category.MRN)
    return _used(c.done(), s, 14)


def _standing(draw: Callable[[ReserveStudio], Flat]) -> Callable[[ReserveStudio], Flat]:
    return lambda s: draw(s).turned(s.rng.choice((1, 3, 3)))


DESIGNS = {
    "whiteboard": (labour, labour, bedside, to_do),
    "sticky_note": (square, square, message_slip, pocket_page),
    "chart_spines": (lettered, lettered, jackets, binder),
    "chart_shelf": (_standing(lettered), _standing(jackets)),
}
