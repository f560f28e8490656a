"""More of no patient: a survey, a claim form, a blank pad, a plan of escape, a notice with tabs."""

from __future__ import annotations

from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, paste_strip, put, strip
from phiscan.synth.outside.form import DIM, HUES, PALES, set_lines
from phiscan.synth.outside.studio import OutsideStudio

ASKED = (
    "I was seen on time", "Staff explained things clearly", "The room was clean",
    "Parking was easy",
    "My pain was well controlled", "I would recommend this clinic", "The food was good",
)  # fmt: skip


def survey(s: OutsideStudio) -> Flat:
    """Return a survey with circles to tick, nothing ticked."""
    c = s.canvas(
        "empty_form", s.rng.choice(((210, 297), (216, 279))), s.rng.choice((WHITE, *PALES))
    )  # fmt: skip
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "serif", "narrow")))
    put(c, 14, 20, wide - 28, ("How did we do?",), faces[1], 10, hue)
    put(c, 14, 28, wide - 28, (f"{s.house}. Your answers are anonymous.",), faces[0], 4.4)
    for column, word in enumerate(("Never", "Rarely", "Often", "Always")):
        c.text(wide * 0.56 + column * 20, 42, word, faces[1], 4, anchor="ms")
    for row, text in enumerate(s.rng.sample(ASKED, 6)):
        y = 56 + row * 20
        put(c, 14, y, wide * 0.46, (text,), faces[0], 4.6)
        for column in range(4):
            x = wide * 0.56 + column * 20
            c.box(x - 3, y - 4.4, x + 3, y + 1.6, outline=DIM, width=0.4, radius=3)
        c.line(14, y + 7, wide - 14, y + 7, (216, 218, 222), 0.2)
    c.text(14, 190, "Comments", faces[1], 4.6)
    c.box(14, 194, wide - 14, 246, outline=DIM, width=0.3)
    put(
        c,
        14,
        258,
        wide - 28,
        (f"Return to the front desk or call {s.public_phone()}",),
        faces[0],
        4,
    )  # fmt: skip
    return c.done()


BOXES = (
    "1. INSURED'S ID NUMBER", "2. PATIENT'S NAME", "3. BIRTH DATE", "4. INSURED'S NAME",
    "5. ADDRESS (No., Street)", "6. RELATIONSHIP", "7. CITY / STATE", "8. TELEPHONE",
    "9. GROUP NO.",
    "10. DATE OF ILLNESS", "11. REFERRING PROVIDER", "12. DIAGNOSIS", "13. CHARGES",
    "14. SIGNATURE",
)  # fmt: skip


def claim(s: OutsideStudio) -> Flat:
    """Return a claim form of numbered boxes in one colour, empty."""
    c = s.canvas("empty_form", s.rng.choice(((216, 279), (210, 297))), WHITE)
    wide = c.size_mm[0]
    tone: Colour = s.rng.choice(((190, 60, 60), (40, 90, 150), (50, 120, 80)))
    faces = s.font(s.rng.choice(("sans", "narrow")))
    title = s.rng.choice(("CLAIM FOR REIMBURSEMENT", "TRAVEL INSURANCE CLAIM", "Accident form"))
    put(c, 12, 16, wide - 24, (title,), faces[1], 7, tone)
    for number, text in enumerate(BOXES):
        x, y = 12 + number % 2 * (wide - 24) / 2, 24 + number // 2 * 30
        c.box(x, y, x + (wide - 24) / 2, y + 30, outline=tone, width=0.35)
        put(c, x + 2, y + 5, (wide - 24) / 2 - 4, (text,), faces[0], 3.6, tone)
    put(c, 12, 246, wide - 24, ("PLEASE PRINT OR TYPE      APPROVED FORM 27-C",), faces[0], 4, tone)
    return c.done()


def blank_pad(s: OutsideStudio) -> Flat:
    """Return an unused sheet of a pad or label to fill in: head, rules, nothing written."""
    c = s.canvas(
        "empty_form",
        s.rng.choice(((105, 148), (140, 108), (102, 74))),
        s.rng.choice((WHITE, *PALES)),
    )  # fmt: skip
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("serif", "sans"))), s.rng.choice(HUES)
    title, rows = s.rng.choice((
        ("Telephone message", ("For", "From", "Phone", "Message")),
        ("Rx", ("Name", "Date", "Address", "Refills")),
        ("SPECIMEN", ("Name", "DOB", "Collected", "By")),
        ("Next appointment", ("Name", "Day", "Time", "With")),
    ))  # fmt: skip
    put(c, 6, tall * 0.1, wide - 12, (s.house,), faces[1], 5.4, hue)
    put(c, 6, tall * 0.1 + 5, wide - 12, (f"{s.public_place()}  {s.public_phone()}",), faces[0], 3)
    put(c, 6, tall * 0.3, wide - 12, (title,), faces[1], 8)
    for row, label in enumerate(rows):
        y = tall * (0.44 + 0.15 * row)
        end = put(c, 6, y, 30, (label,), faces[0], 4)
        c.line(end + 2, y + 1, wide - 6, y + 1, DIM, 0.25)
    return c.done()


def escape_plan(s: OutsideStudio) -> Flat:
    """Return a floor's plan of escape: rooms, arrows, where one stands."""
    c = s.canvas("poster", (297, 210), WHITE)
    faces = s.font(s.rng.choice(("sans", "narrow")))
    c.box(0, 0, 297, 22, fill=s.rng.choice(((190, 30, 40), (20, 120, 70))))
    put(c, 10, 15, 200, (f"EVACUATION PLAN   Floor {s.rng.randint(1, 9)}",), faces[1], 9, WHITE)
    for number in range(8):
        x, y = 14 + number % 4 * 52, 32 + number // 4 * 78
        c.box(x, y, x + 50, y + 50, outline=(40, 40, 44), width=0.9)
        word = s.rng.choice(("Ward", "Store", "Office", "Stairs", "Lift", "WC", "Kitchen"))
        c.text(x + 25, y + 28, word, faces[0], 6, anchor="ms")
        c.line(x + 10, y + 64, x + 40, y + 64, (20, 130, 70), 1.4)
    c.box(100, 90, 106, 96, fill=(20, 80, 190), radius=3)
    rows = (
        "You are here",
        "Keep calm",
        f"Alarm: {s.public_phone()}",
        "Do not use lifts",
        "Meet at gate B",
    )  # fmt: skip
    set_lines(c, 228, 40, 62, [(row,) for row in rows], faces[0], 6, 2)
    return c.done()


def tear_off(s: OutsideStudio) -> Flat:
    """Return a notice on a board with a public number on tabs to tear off."""
    c = s.canvas("poster", (216, 279), s.rng.choice((WHITE, *PALES)))
    faces = s.font(s.rng.choice(("sans", "hand", "serif")))
    title, words = s.rng.choice((
        ("Guitar lessons", "All ages, at your place. First hour free."),
        ("ROOM FOR RENT", "Sunny, near campus, no smoking. From May."),
        ("Study volunteers wanted",
        "Healthy adults 18-65, two visits, paid. Ask for the sleep study."),
        ("Moving sale", "Sofa, desk, plants, two lamps. Everything must go."),
    ))  # fmt: skip
    put(c, 20, 60, 176, (title,), faces[1], 20, s.rng.choice(HUES))
    c.paragraph(20, 90, 176, (words,), faces[0], 10)
    number = s.public_phone()
    put(c, 20, 180, 176, (f"Call {number}",), faces[1], 12)
    for tab in range(9):
        c.line(tab * 24, 220, tab * 24, 279, DIM, 0.3)
    flat = c.done()
    for tab in range(9):
        paste_strip(flat, strip(s, (number,), faces[0], 6, 54, WHITE), 1, tab * 24 + 8, 222)
    return flat


DESIGNS = {
    "empty_form": (survey, claim, blank_pad),
    "poster": (escape_plan, tear_off),
}  # fmt: skip
