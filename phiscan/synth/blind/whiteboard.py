"""Boards: a theatre list, a bedside board with printed headings, a glass board, a door card."""

from __future__ import annotations

from phiscan.synth.blind.form import field, name
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Parts, put, scrawl, worn
from phiscan.types import Category, Role

PENS: tuple[Colour, ...] = ((16, 20, 24), (20, 40, 130), (150, 20, 60), (10, 110, 90))
CASES = ("Lap chole", "L THR", "ORIF R wrist", "Hernia repair", "C-section", "Cystoscopy", "TURP")
NOTES = ("Falls risk!", "NBM from 0600", "Hearing aid L", "Fluid 1.5 L", "Needs 2 to assist",
         "Likes tea", "Home Friday?", "Soft diet")  # fmt: skip


def _framed(canvas: Canvas, studio: BlindStudio, colour: Colour) -> Flat:
    wide, tall = canvas.size_mm
    for x0, y0, x1, y1 in (
        (0, 0, wide, 12),
        (0, tall - 12, wide, tall),
        (0, 0, 12, tall),
        (wide - 12, 0, wide, tall),
    ):
        canvas.box(x0, y0, x1, y1, fill=colour)
    return worn(canvas.done(), studio, 12, 0.06, (4, 8))


def theatre(studio: BlindStudio) -> Flat:
    """Return an operating list: time, patient with age, case, surgeon."""
    rng = studio.rng
    canvas = studio.canvas("whiteboard", (1100, 640), (248, 248, 246))
    hand = studio.font("hand")[0]
    title = (f"THEATRE {rng.randint(1, 6)}   ", studio.day())
    put(canvas, 40, 78, 760, title, hand, 54, PENS[2])
    stops = (36, 160, 560, 820)
    for row in range(rng.randint(4, 6)):
        y, ink = 170 + row * 84, rng.choice(PENS)
        studio.new_patient()
        cells: tuple[Parts, ...] = (
            (f"{8 + row}{rng.choice((':00', ':30', '15'))}",),
            (name(studio, ("initial", "comma", "full", "brief")), "  ", studio.age(), "y"),
            (rng.choice(CASES),), ("Mr " if studio.region.code == "UK" else "Dr ",
            studio.part(studio.clinician.family, studio.clinician, Role.CLINICIAN)),
        )  # fmt: skip
        for stop, end, parts in zip(stops, (*stops[1:], 1080), cells, strict=True):
            scrawl(canvas, studio, stop, y, end - stop - 20, parts, hand, 44, ink)
        canvas.line(30, y + 24, 1070, y + 24, (190, 192, 196), 1.5)
    return _framed(canvas, studio, (60, 64, 70))


def bedside(studio: BlindStudio) -> Flat:
    """Return a printed board above a bed, filled in with a marker."""
    rng = studio.rng
    canvas = studio.canvas("whiteboard", (620, 460), (252, 252, 252))
    hand, bold = studio.font("hand")[0], studio.font("sans")[1]
    accent: Colour = rng.choice(((0, 100, 140), (130, 60, 130), (200, 110, 30)))
    canvas.box(0, 0, 620, 62, fill=accent)
    canvas.text(310, 44, "ABOUT ME", bold, 34, WHITE, "ms")
    person, role = studio.clinician, Role.CLINICIAN
    rows: list[tuple[str, Parts]] = [
        ("I like to be called", (studio.part(studio.patient.given),)),
        ("Consultant", ("Dr ", studio.part(person.family, person, role))),
        ("My nurse today", (studio.colleague("full"),)),
        ("Family contact", (studio.relative(),)), ("Their phone", (studio.phone(),)),
        ("Going home", (studio.day(4),)),
    ]  # fmt: skip
    for number, (label, value) in enumerate(rows):
        left, top = 24 + number % 2 * 290, 78 + number // 2 * 124
        canvas.box(left, top, left + 278, top + 112, outline=accent, radius=8, width=2)
        canvas.text(left + 10, top + 24, label, bold, 15, accent)
        scrawl(canvas, studio, left + 16, top + 80, 240, value, hand, 40, rng.choice(PENS))
    return _framed(canvas, studio, (214, 216, 218))


def glass(studio: BlindStudio) -> Flat:
    """Return a dark glass board in white and yellow: who is where."""
    rng = studio.rng
    canvas = studio.canvas("whiteboard", (900, 640), rng.choice(((24, 30, 34), (16, 40, 46))))
    hand = studio.font("hand")[0]
    put(canvas, 40, 74, 800, ("ED MAJORS  ", f"{studio.clock()}"), hand, 50, (250, 220, 90))
    for row in range(rng.randint(5, 8)):
        left, y = 40 + row % 2 * 430, 150 + row // 2 * 128
        person = studio.new_patient()
        head = (f"{row + 1}  ", name(studio, ("full", "comma", "initial", "caps")))
        scrawl(canvas, studio, left, y, 400, head, hand, 42, WHITE)
        below: Parts = rng.choice(
            (
                (studio.mrn(), f"  {rng.choice(NOTES)}"),
                (studio.age(), person.sex, f"  {rng.choice(NOTES)}"),
                ("d/w ", studio.colleague("initial")),
            )
        )
        scrawl(canvas, studio, left + 30, y + 50, 370, below, hand, 32, (190, 226, 236))
    return _framed(canvas, studio, (120, 122, 126))


def door(studio: BlindStudio) -> Flat:
    """Return the card at a room's door: the name very large, doctor and number below."""
    rng = studio.rng
    canvas = studio.canvas("whiteboard", (300, 200), rng.choice((WHITE, (255, 244, 200))))
    face, bold = studio.font(rng.choice(("sans", "serif", "narrow")))
    canvas.box(0, 0, 300, 34, fill=rng.choice(((20, 60, 110), (20, 90, 60), (60, 60, 64))))
    canvas.text(150, 24, f"ROOM {rng.randint(101, 488)}", bold, 18, WHITE, "ms")
    who = name(studio, ("full", "caps", "initial", "comma_caps"))
    canvas.text(150, 92, who, bold, canvas.fit((who,), bold, 52, 276), anchor="ms")
    label, value = field(studio, "doctor")
    put(canvas, 14, 126, 270, (f"{label}: ", *value), face, 16)
    put(canvas, 14, 152, 270, studio.numbered(), face, 15)
    put(canvas, 14, 178, 270, ("Since ", studio.day(), "   ", rng.choice(NOTES)), face, 14, GREY)
    content = studio.patient.mrn.replace(" ", "")
    canvas.barcode(252, 150, 36, 36, content, "QRCode", Category.MRN)
    return canvas.done()


DESIGNS = {"whiteboard": (theatre, bedside, glass, door)}
