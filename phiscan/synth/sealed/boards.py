"""Boards, notes by hand and charts seen from the side."""

from __future__ import annotations

from collections.abc import Callable

from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import WHITE, Parts, inline, put, scrawl, worn
from phiscan.synth.sealed import names
from phiscan.synth.sealed.form import ACCENTS, PEN, PLACES, fields, lay
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category, Role

TASKS = (
    "IV abx",
    "bloods",
    "MRI brain",
    "ECHO",
    "SLT",
    "family mtg",
    "d/c",
    "TPN",
    "wt bear",
    "#NOF",
)


def table_board(s: SealedStudio) -> Flat:
    """Return a ward's board ruled in columns, white or black."""
    rng = s.rng
    dark = rng.random() < 0.3
    paper: Colour = (28, 30, 36) if dark else (250, 250, 248)
    pens: tuple[Colour, ...] = ((250, 250, 250), (250, 220, 120), (160, 230, 200)) if dark else PEN
    c = s.canvas("whiteboard", (1000, 640), paper)
    hand = s.font("hand")[0]
    c.box(4, 4, 996, 636, outline=(130, 134, 140), width=8)
    put(
        c,
        40,
        70,
        900,
        (rng.choice(("TODAY ", "Team B  ", "Bay 4  ", "Surg take ")), s.day()),
        hand,
        48,
        pens[1],
    )
    stops = (40, 150, 520, 700, 980)
    rows = rng.randint(4, 7)
    pitch = 530 / rows
    for row in range(rows):
        y = 100 + row * pitch
        ink = rng.choice(pens)
        c.line(30, y, 970, y, (150, 154, 160), 2)
        for stop in stops[1:-1]:
            c.line(stop - 10, y, stop - 10, y + pitch, (150, 154, 160), 2)
        s.new_patient()
        cells: tuple[Parts, ...] = (
            (rng.choice(PLACES),),
            (s.named(("comma", "initial", "full", "shortened", "initials_after", "caps")),),
            rng.choice((s.age_sex(), (s.day(-3),), (s.mrn(),))),
            rng.choice(
                (("Dr ", s.surname_doctor()), (rng.choice(TASKS),), (s.colleague("initial"),))
            ),
        )
        for number, parts in enumerate(cells):
            room = stops[number + 1] - stops[number] - 24
            scrawl(
                c, s, stops[number], y + pitch * 0.66, room, parts, hand, min(44, pitch * 0.5), ink
            )
    return worn(c.done(), s, 12, 0.05, (5, 6))


def bed_board(s: SealedStudio) -> Flat:
    """Return a printed board at a bed with answers in marker."""
    rng = s.rng
    c = s.canvas("whiteboard", (460, 620), rng.choice(((252, 252, 252), (236, 246, 250))))
    faces, hand, accent = s.font("sans"), s.font("hand")[0], rng.choice(ACCENTS)
    c.box(0, 0, 460, 70, fill=accent, radius=6)
    c.text(
        230,
        48,
        rng.choice(("WELCOME", "Kia ora", "My care board", "Good morning")),
        faces[1],
        36,
        WHITE,
        "ms",
    )
    rows = [
        ("Patient", (s.named(("full", "shortened", "last_upper")),)),
        ("RN", (s.colleague("full"),)),
        ("Aide", (s.part(s.people.person().given, role=Role.CLINICIAN),)),
        ("Doctor", (s.doctor("initial"),)),
        ("Family call", (s.relative("full"), " ", s.phone())),
        ("Date", (s.day(),)),
        ("Goal", (rng.choice(("walk to door", "eat lunch", "pain < 4")),)),
    ]
    style = rng.choice(("colon", "box", "above"))
    lay(c, s, 20, 86, 424, rows, (faces[0], hand), 34, style=style, down=500, ink=rng.choice(PEN))
    return worn(c.done(), s, 10, 0.04, (5, 6))


def lone_names(s: SealedStudio) -> Flat:
    """Return a board with names alone, one a line, and arrows."""
    rng = s.rng
    c = s.canvas("whiteboard", (640, 480), (248, 249, 250))
    hand = s.font("hand")[0]
    put(
        c,
        40,
        60,
        560,
        (rng.choice(("Waiting", "DNA list", "Transport", "On leave")),),
        hand,
        44,
        PEN[3],
    )
    for row in range(rng.randint(4, 6)):
        s.new_patient()
        parts: Parts = (s.named(("full", "comma", "turned", "caps", "initials_after")),)
        scrawl(c, s, rng.uniform(40, 120), 130 + row * 62, 360, parts, hand, 40, rng.choice(PEN))
        tail: Parts = rng.choice(((s.clock(),), (s.day(2),), (rng.choice(TASKS),)))
        scrawl(c, s, 500, 130 + row * 62, 120, tail, hand, 30, PEN[0])
    return worn(c.done(), s, 12, 0.06, (5, 6))


PAPERS: tuple[Colour, ...] = ((255, 236, 120), (190, 230, 250), (255, 200, 210), (250, 250, 246),
                              (210, 246, 190))  # fmt: skip


def note(s: SealedStudio) -> Flat:
    """Return a square note in running words."""
    rng, p = s.rng, s.patient
    c = s.canvas("sticky_note", (76, 76), rng.choice(PAPERS))
    hand = s.font("hand")[0]
    texts: tuple[Parts, ...] = (
        (
            "Call ",
            s.relative("full"),
            " re ",
            s.part(p.given),
            " ",
            s.phone(),
            " before ",
            s.clock(),
        ),
        (s.named(("full", "comma")), " b. ", s.birth(), " - script ready, ", s.mrn()),
        ("Dr ", s.surname_doctor(), " wants ", s.surname(), " notes by ", s.day(3), "! bed 12"),
        (
            "swap ",
            s.colleague("full"),
            " w/ ",
            s.colleague("initial"),
            " ",
            s.day(5),
            ", tell ",
            s.title(),
            " ",
            s.surname(),
        ),
        ("fax to ", s.office_phone(), " ASAP: ", s.named(("caps", "turned", "full"))),
    )
    c.paragraph(6, 15, 64, rng.choice(texts), hand, 7.0, rng.choice(PEN), spacing=1.5)
    return c.done()


def task_list(s: SealedStudio) -> Flat:
    """Return a torn page with tick boxes, a patient each."""
    rng = s.rng
    c = s.canvas("sticky_note", (90, 130), rng.choice(PAPERS))
    hand, pen = s.font("hand")[0], rng.choice(PEN)
    scrawl(c, s, 6, 12, 78, ("jobs ", s.day()), hand, 8.5, pen)
    for row in range(rng.randint(4, 6)):
        s.new_patient()
        y = 28 + row * 18
        c.box(6, y - 5, 11, y, outline=pen, width=0.5)
        scrawl(c, s, 15, y, 70, (s.named(("initial", "full", "comma", "initials_after")), " ",
               rng.choice(TASKS)), hand, 7.6, pen)  # fmt: skip
        tail: Parts = rng.choice(((s.mrn(), " ", *s.age_sex()), (s.phone(),), ("ref ", s.day(-2))))
        scrawl(c, s, 22, y + 8, 60, tail, hand, 6.4, pen)
    return c.done()


def index_card(s: SealedStudio) -> Flat:
    """Return a ruled card with captions before and values by hand."""
    rng = s.rng
    c = s.canvas("sticky_note", (127, 76), rng.choice(((252, 250, 240), (255, 244, 214))))
    for row in range(8):
        c.line(
            0,
            14 + row * 8,
            127,
            14 + row * 8,
            (206, 150, 150) if row == 0 else (190, 206, 226),
            0.25,
        )
    hand, pen = s.font("hand")[0], rng.choice(PEN)
    rows = fields(s, "name phone birth relative mrn doctor")
    lay(
        c,
        s,
        5,
        8,
        118,
        rows,
        (hand, hand),
        7,
        style=rng.choice(("colon", "after")),
        down=64,
        ink=pen,
        pale=pen,
    )
    return c.done()


FOLDERS: tuple[Colour, ...] = ((226, 204, 150), (160, 190, 160), (206, 150, 130), (236, 236, 232),
                               (150, 170, 206))  # fmt: skip
WIDE, PITCH = 300.0, 30.0
Draw = Callable[[Canvas, SealedStudio, float], None]


def _spines(s: SealedStudio, draw: Draw) -> Flat:
    count = s.rng.randint(3, 6)
    c = s.canvas("chart_spines", (WIDE, count * PITCH))
    for number in range(count):
        s.new_patient()
        c.box(0, number * PITCH, WIDE, (number + 1) * PITCH, fill=s.rng.choice(FOLDERS))
        draw(c, s, number * PITCH)
        c.line(0, (number + 1) * PITCH, WIDE, (number + 1) * PITCH, (60, 50, 44), 0.9)
    return worn(c.done(), s, 14, 0.08, (5, 6))


def _typed(c: Canvas, s: SealedStudio, top: float) -> None:
    """Stick a white label: name, then numbers, colour bars at the end."""
    left = s.rng.uniform(14, 50)
    c.box(left, top + 3, left + 170, top + 27, fill=(252, 252, 250), radius=1)
    faces = s.font(s.rng.choice(("mono", "sans", "narrow")))
    put(c, left + 4, top + 13.5, 162, (s.named(names.PATIENT),), faces[1], 8.6)
    put(c, left + 4, top + 23.5, 162, inline(fields(s, "mrn birth"), "   "), faces[0], 6)
    for number in range(3):
        c.box(240 + number * 16, top + 4, 254 + number * 16, top + 26, fill=s.rng.choice(ACCENTS))


def _penned(c: Canvas, s: SealedStudio, top: float) -> None:
    """Write number and name in marker, the year boxed."""
    hand, pen = s.font("hand")[0], s.rng.choice(PEN)
    scrawl(c, s, 12, top + 20, 84, (s.mrn(),), hand, 12, pen)
    scrawl(
        c, s, 104, top + 20, 136, (s.named(("comma", "full", "last_upper", "caps")),), hand, 15, pen
    )
    c.box(250, top + 6, 290, top + 24, outline=pen, width=0.8)
    c.text(270, top + 20, f"{s.seen():%Y}", hand, 12, pen, "ms")


def typed(s: SealedStudio) -> Flat:
    """Return folders with stuck labels."""
    return _spines(s, _typed)


def penned(s: SealedStudio) -> Flat:
    """Return folders with names in marker."""
    return _spines(s, _penned)


def file_box(s: SealedStudio) -> Flat:
    """Return the front of an archive box: range of names, numbers, destroy date."""
    s.new_patient()
    c = s.canvas("chart_spines", (300, 180), s.rng.choice(((190, 156, 110), (230, 228, 220))))
    faces = s.font(s.rng.choice(("sans", "serif")))
    c.box(30, 24, 270, 156, fill=WHITE, outline=(60, 60, 60), width=0.8)
    put(c, 38, 42, 220, (s.hospital(), " - RECORDS"), faces[1], 9)
    rows = [("From", (s.named(("comma_caps", "comma")),)), ("Numbers", (s.mrn(),))]
    s.new_patient()
    rows += [
        ("To", (s.named(("comma_caps", "comma")),)),
        ("to", (s.mrn(),)),
        ("Destroy", (s.day(2500),)),
    ]
    lay(c, s, 38, 50, 224, rows, faces, 12, style="colon", down=96)
    c.barcode(200, 134, 60, 12, s.patient.account.replace(" ", ""), "Code128",
              Category.ACCOUNT_NUMBER)  # fmt: skip
    return worn(c.done(), s, 14, 0.05, (5, 6))


def _shelved(draw: Callable[[SealedStudio], Flat]) -> Callable[[SealedStudio], Flat]:
    return lambda s: draw(s).turned(s.rng.choice((1, 3)))


DESIGNS = {
    "whiteboard": (table_board, table_board, bed_board, lone_names),
    "sticky_note": (note, note, task_list, index_card),
    "chart_spines": (typed, penned, file_box),
    "chart_shelf": (_shelved(typed), _shelved(penned)),
}
