"""Cards: insurance, appointments, badges."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.apart import names
from phiscan.synth.apart.form import HUES, PALES, PENS, SLATE, fields, lay, said_in_row, under
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.blind.insurance_card import SIZE, carded
from phiscan.synth.canvas import Colour, Flat, lit
from phiscan.synth.layout import WHITE, Parts, put, scrawl
from phiscan.types import Category, Role


def plan_card(s: ApartStudio) -> Flat:
    """Return a plan's card: a diagonal of colour, the member left, a box of copays right."""
    c = s.canvas("insurance_card", SIZE, s.rng.choice((WHITE, (250, 250, 246), *PALES)))
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans"))), s.rng.choice(HUES)
    for step in range(3):
        c.box(62 + step * 6, 2, 70 + step * 6, 10, fill=lit(hue, 0.5, 40 * step), radius=4)
    put(c, 4, 8.4, 52, (s.plan(),), faces[1], 5.2, hue)
    rows = fields(s, "name member group birth")
    lay(
        c,
        s,
        4,
        12,
        54,
        rows,
        faces,
        3.8,
        style=s.rng.choice(("item", "capital", "column")),
        down=26,
    )
    c.box(60, 15, 83, 40, outline=hue, width=0.4, radius=1.5)
    for row, text in enumerate(
        ("Office $30", "Specialist $60", "Urgent $75", "ED $350", "Rx 10/40")
    ):
        put(c, 61.5, 19.6 + row * 4.7, 20, (text,), faces[0], 3)
    put(c, 4, 44, 78, ("PCP: ", s.doctor("full"), "   Eff ", s.day(-400)), faces[0], 3.2)
    put(c, 4, 50.4, 78, ("Member services ", s.office_phone(), "  Nurse line ", s.office_phone()),
        faces[0], 2.9, SLATE)  # fmt: skip
    return carded(c, "insurance_card")


def federal(s: ApartStudio) -> Flat:
    """Return a government's card in bars of colour, capitals typed on lines."""
    c = s.canvas("insurance_card", SIZE, WHITE)
    faces, typed = s.font(s.rng.choice(("serif", "sans"))), s.font("mono")[1]
    bars: tuple[Colour, Colour] = s.rng.choice((((30, 60, 130), (190, 40, 50)), ((20, 110, 80),
        (230, 160, 40)), ((90, 40, 110), (200, 200, 206))))  # fmt: skip
    c.box(0, 0, 86, 10, fill=bars[0])
    c.box(0, 50, 86, 54, fill=bars[1])
    title = {"US": "SENIOR HEALTH PROGRAM", "CA": "Health - Santé", "AU": "health card",
             "UK": "HEALTH COSTS CERTIFICATE", "IN": "Arogya Card"}  # fmt: skip
    put(c, 4, 7.2, 76, (title.get(s.region.code, "NATIONAL HEALTH CARD"),), faces[1], 5, WHITE)
    number = s.member() if s.region.code in ("US", "NZ", "JM", "ZA") else s.national()
    rows: tuple[tuple[str, Parts], ...] = (
        ("Name", (s.named(("caps", "all_middle", "comma_full")),)),
        ("Number", (number,)),
        ("Date of birth", (s.birth(), f"   {s.patient.sex}")),
        ("Valid from", (s.day(-900),)),
    )
    for row, (label, parts) in enumerate(rows):
        y = 17 + row * 9
        c.text(5, y - 2.6, label, faces[0], 2.6, SLATE)
        put(c, 5, y + 2.4, 76, parts, typed, 4.4)
    return carded(c, "insurance_card")


def european(s: ApartStudio) -> Flat:
    """Return a card of numbered fields on a pale globe."""
    c = s.canvas("insurance_card", SIZE, s.rng.choice(((200, 218, 240), (214, 232, 226), (232, 226,
                 240))))  # fmt: skip
    faces = s.font(s.rng.choice(("sans", "narrow")))
    c.box(50, 8, 88, 46, outline=(240, 244, 250), width=1.2, radius=19)
    c.line(50, 27, 88, 27, (240, 244, 250), 0.8)
    put(c, 5, 7.6, 60, (s.rng.choice(("GLOBAL HEALTH CARD", "Health Insurance Card")),), faces[1],
        4.4, (30, 40, 90))  # fmt: skip
    p = s.patient
    rows: tuple[tuple[str, Parts], ...] = (
        ("3  Name", (s.part((p.family or p.given).upper()),)),
        ("4  Given names", (s.part(f"{p.given} {p.middle}".strip().upper()),)),
        ("5  Date of birth", (s.birth(),)), ("6  Personal ID number", (s.member(),)),
        ("8  Card number", (s.account(),)), ("9  Expiry date", (s.day(1200),)))  # fmt: skip
    for row, (label, parts) in enumerate(rows):
        y = 14 + row * 7
        c.text(5, y - 1.2, label, faces[0], 2.3, (60, 70, 110))
        put(c, 5, y + 2.8, 66, parts, faces[1], 3.7)
    return carded(c, "insurance_card")


def tick_card(s: ApartStudio) -> Flat:
    """Return a card with days to ring, the rest by hand."""
    wide, tall = s.rng.choice(((90, 55), (100, 64), (88, 50)))
    c = s.canvas("appointment_card", (wide, tall), s.rng.choice((WHITE, *PALES)))
    faces, hand, pen = (
        s.font(s.rng.choice(("sans", "serif"))),
        s.font("hand")[0],
        s.rng.choice(PENS),
    )
    hue = s.rng.choice(HUES)
    c.box(0, tall - 8, wide, tall, fill=hue)
    put(c, 4, tall - 2.8, wide - 8, (s.hospital(), "  ", s.office_phone()), faces[1], 3.4, WHITE)
    put(c, 4, 6.6, wide - 8, (s.rng.choice(("Your next visit is", "See you soon!", "REMINDER")),),
        faces[1], 4.6, hue)  # fmt: skip
    chosen = s.rng.randrange(5)
    for number, word in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri")):
        x = 6 + number * (wide - 8) / 5
        c.text(x, 13, word, faces[0], 3.6)
        if number == chosen:
            c.box(x - 2, 9, x + 9, 14.6, outline=pen, width=0.5, radius=2.6)
    z = tall / 11
    scrawl(c, s, 6, 15 + z * 1.2, wide - 14, (s.named(names.SPOKEN),), hand, z * 1.1, pen)
    scrawl(c, s, 6, 15 + z * 2.7, wide - 14, (s.day(12), f"  at {s.clock()}"), hand, z * 1.1, pen)
    scrawl(c, s, 6, 15 + z * 4.1, wide - 14, ("w/ Dr ", s.surname_doctor(), "  ", s.rng.choice((
           "fasting", "bring form", "2nd floor"))), hand, z, pen)  # fmt: skip
    put(c, 4, tall - 9.4, wide - 8, ("Cancel 1 business day ahead to avoid a fee.",), faces[0], 2.5,
        SLATE)  # fmt: skip
    return c.done()


def half_page(s: ApartStudio) -> Flat:
    """Return a printed notice of a visit with instructions."""
    c = s.canvas("appointment_card", (148, 105), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "serif", "mono"))), s.rng.choice(HUES)
    put(c, 8, 11, 130, (s.hospital(),), faces[1], 5.4, hue)
    put(c, 8, 16.6, 130, (s.office_place(), "  ", s.office_phone()), faces[0], 3.2, SLATE)
    rows = [
        *fields(s, "name mrn birth"),
        ("When", (s.day(21), f", {s.clock()}")),
        ("With", s.doctored()),
        ("Where", (s.rng.choice(("Level 2, Desk C", "Suite 310")),)),
    ]
    y = lay(
        c,
        s,
        8,
        21,
        132,
        [(a, tuple(b)) for a, b in rows],
        faces,
        4.6,
        style=s.rng.choice(("column", "tile", "capital")),
        columns=s.rng.choice((1, 2)),
        down=46,
    )
    said: Parts = ("Please arrive 15 minutes early and bring photo ID. If you no longer need this "
                   "visit call ", s.office_phone(), " before ", s.day(19), ". We have your number "
                   "as ", s.phone(), ".")  # fmt: skip
    c.paragraph(8, y + 8, 132, said, faces[0], 3.8)
    return c.done()


def course_card(s: ApartStudio) -> Flat:
    """Return a folded card of a course of treatments, stamped and initialled."""
    c = s.canvas("appointment_card", (80, 110), s.rng.choice((*PALES, (255, 250, 226))))
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    put(c, 5, 9, 70, (s.rng.choice(("Radiotherapy", "Allergy shots", "Antenatal visits", "Infusion "
        "suite")),), faces[1], 5.4, s.rng.choice(HUES))  # fmt: skip
    y = lay(
        c,
        s,
        5,
        12,
        70,
        [under(s, "Name", "name"), *fields(s, "mrn birth")],
        (faces[0], hand),
        5.4,
        style="write_in",
        ink=pen,
    )
    for row in range(7):
        for column in range(2):
            x, top = 5 + column * 36, y + 4 + row * 7.6
            c.box(x, top, x + 34, top + 7, outline=SLATE, width=0.2)
            if row * 2 + column < 7:
                scrawl(
                    c, s, x + 1.5, top + 5.4, 22, (s.day(3 * (row * 2 + column)),), hand, 4.6, pen
                )
    put(c, 5, 106, 70, ("Nurse ", s.colleague("full"), "  ", s.office_phone()), faces[0], 3.2)
    return c.done()


ROLES = (
    "RN",
    "LPN",
    "Nursing Student",
    "MD Resident",
    "Radiographer",
    "Healthcare Assistant",
    "CNA",
    "Chaplain",
    "Speech Pathologist",
    "Porter",
    "Midwife",
)


def clip_badge(s: ApartStudio) -> Flat:
    """Return a badge: the portrait at the left below a slot, the role turned into a wide foot."""
    upright = s.rng.random() < 0.6
    wide, tall = (56, 88) if upright else (88, 56)
    c = s.canvas("badge", (wide, tall), s.rng.choice((WHITE, (246, 248, 250))))
    faces, hue = s.font(s.rng.choice(("sans", "sans", "narrow"))), s.rng.choice(HUES)
    person, role = s.clinician, Role.CLINICIAN
    c.box(wide / 2 - 7, 2.4, wide / 2 + 7, 5.4, fill=(200, 202, 206), radius=1.5)
    put(c, 4, 12, wide - 8, (s.hospital(),), faces[1], 4, hue)
    side = 24.0
    c.paste(props.silhouette(150, 180, (124, 112, 104)), 4, 15, side, side * 1.2)
    job = s.rng.choice(ROLES)
    left, y = (4.0, 53.0) if upright else (32.0, 22.0)
    put(c, left, y, wide - left - 3, (s.part(person.given.upper(), person, role),), faces[1], 8.4)
    rest = person.family or person.middle
    if rest:
        put(c, left, y + 7, wide - left - 3, (s.part(rest, person, role),), faces[0], 5.6)
    put(
        c,
        31 if upright else left,
        22 if upright else y + 13,
        22,
        ("Staff ", s.employee()),
        faces[0],
        3.2,
        SLATE,
    )
    put(
        c,
        31 if upright else left,
        28 if upright else y + 17.4,
        23,
        (f"Exp {s.seen():%Y}",),
        faces[0],
        3.2,
        SLATE,
    )
    c.box(0, tall - 14, wide, tall, fill=hue)
    c.text(wide / 2, tall - 4.6, job, faces[1], c.fit((job,), faces[1], 9, wide - 8), WHITE, "ms")
    return carded(c, "badge")


def name_sticker(s: ApartStudio) -> Flat:
    """Return a sticker for a visitor written by hand."""
    c = s.canvas("badge", (90, 58), WHITE)
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    hue = s.rng.choice(HUES)
    c.box(0, 0, 90, 15, fill=hue)
    c.box(0, 54, 90, 58, fill=hue)
    word = s.rng.choice(("HELLO my name is", "VISITOR", "Family member"))
    c.text(45, 10.6, word, faces[1], 7, WHITE, "ms")
    scrawl(c, s, 6, 29, 78, (s.relative("full"),), hand, 11, pen)
    scrawl(
        c,
        s,
        6,
        40,
        78,
        ("to see ", s.named(names.SPOKEN), f", rm {s.rng.randint(110, 690)}"),
        hand,
        7.4,
        pen,
    )
    scrawl(c, s, 6, 50, 78, (s.day(), f"  {s.clock()}"), hand, 7, pen)
    return carded(c, "badge")


def patient_tag(s: ApartStudio) -> Flat:
    """Return a luggage tag or procedure badge of a patient."""
    c = s.canvas("badge", (70, 100), s.rng.choice(PALES))
    faces, hue = s.font(s.rng.choice(("sans", "mono"))), s.rng.choice(HUES)
    c.box(31, 3, 39, 11, fill=(120, 122, 126), radius=4)
    put(
        c,
        5,
        20,
        60,
        (s.rng.choice(("BELONGINGS", "Day Surgery", "MRI SCREENED")),),
        faces[1],
        6,
        hue,
    )
    rows = [under(s, "Name", "name"), *fields(s, "birth mrn location phone admitted")]
    lay(c, s, 5, 25, 60, rows, faces, 5, style=s.rng.choice(("tile", "capital")), down=52)
    c.barcode(8, 82, 50, 8, s.patient.account.replace(" ", ""), "Code128", Category.ACCOUNT_NUMBER)
    put(c, 8, 96, 54, (*said_in_row(s, "account"),), faces[0], 3.6)
    return carded(c, "badge")


DESIGNS = {
    "insurance_card": (plan_card, plan_card, federal, european),
    "appointment_card": (tick_card, tick_card, half_page, course_card),
    "badge": (clip_badge, clip_badge, name_sticker, patient_tag),
}
