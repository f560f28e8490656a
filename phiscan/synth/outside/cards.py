"""Cards: insurance, appointments, badges."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.blind.insurance_card import SIZE, carded
from phiscan.synth.canvas import Colour, Flat, lit
from phiscan.synth.layout import WHITE, Parts, put, scrawl
from phiscan.synth.outside import names
from phiscan.synth.outside.form import DIM, HUES, PALES, PENS, fields, in_row, lay, set_lines
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category, Role


def split_card(s: OutsideStudio) -> Flat:
    """Return a plan's card: a dark left third with the insurer, the member in the light part."""
    c = s.canvas("insurance_card", SIZE, s.rng.choice((WHITE, *PALES)))
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 24, 54, fill=hue)
    c.box(5, 6, 19, 20, outline=WHITE, width=0.8, radius=7)
    set_lines(c, 2, 30, 20, [(word,) for word in s.plan().split()[:3]], faces[1], 3.6, 1.4, WHITE)
    lay(c, s, 27, 4, 56, fields(s, "name member group birth doctor"), faces, 3.8,
        style=s.rng.choice(("above", "colon")), down=34)  # fmt: skip
    put(c, 27, 43, 56, ("RxBIN 004336   RxPCN ADV   Eff ", s.day(-300)), faces[0], 2.9)
    put(c, 27, 47.4, 56, ("PCP $25   SPC $50   ER $250",), faces[0], 2.9, DIM)
    put(c, 27, 51.6, 56, ("Customer care ", s.office_phone()), faces[0], 2.9, DIM)
    return carded(c, "insurance_card")


def embossed(s: OutsideStudio) -> Flat:
    """Return a plastic card with raised letters, as a bank's: number, name, valid thru."""
    tone: Colour = s.rng.choice(((30, 70, 110), (90, 30, 60), (36, 90, 80), (180, 184, 190)))
    c = s.canvas("insurance_card", SIZE, tone)
    faces, typed = s.font("sans"), s.font(s.rng.choice(("mono", "sans")))[1]
    light = (250, 250, 246) if sum(tone) < 400 else (30, 34, 40)
    for step in range(5):
        c.line(0, 10 + step * 11, 86, 2 + step * 13, lit(tone, 1.12), 0.6)
    put(c, 5, 9, 76, (s.plan(),), faces[1], 5, light)
    c.box(6, 15, 17, 23, fill=(222, 190, 110), radius=1.2)
    put(c, 5, 32, 76, (s.member() if s.region.code in ("US", "TT", "GH") else s.national(),),
        typed, 6, light)  # fmt: skip
    put(c, 5, 38.6, 76, ("BORN ", s.birth(), f"   {s.patient.sex}   VALID THRU ", s.day(900)),
        typed, 3.2, light)  # fmt: skip
    put(c, 5, 46, 76, (s.named(("caps", "comma_full", "caps_title")),), typed, 4.8, light)
    put(c, 5, 51, 76, ("Assistance ", s.office_phone()), faces[0], 2.8, light)
    return carded(c, "insurance_card")


def family_card(s: OutsideStudio) -> Flat:
    """Return a paper card of a family: the subscriber above, dependents numbered below."""
    c = s.canvas("insurance_card", (90, 56), s.rng.choice(((252, 250, 240), WHITE, *PALES)))
    faces, hue = s.font(s.rng.choice(("sans", "serif", "mono"))), s.rng.choice(HUES)
    c.text(45, 7, s.rng.choice(("DENTAL & VISION", "FAMILY COVERAGE", "Travel health cover")),
        faces[1], 4.4, hue, "ms")  # fmt: skip
    put(c, 4, 12.6, 82, (s.plan(),), faces[0], 3.6)
    set_lines(c, 4, 18.6, 82, [("Subscriber  ", s.named(("full", "caps", "comma"))), (*in_row(s,
        "member group"),)],
              faces[1], 3.8, 1.4)  # fmt: skip
    for row in range(3):
        put(c, 8, 30 + row * 5.4, 76, (f"0{row + 2}  ", s.relative(s.rng.choice(("full",
            "caps"))), "   ",
            s.birth(s.people.person())), faces[0], 3.5)  # fmt: skip
    c.line(4, 46, 86, 46, hue, 0.4)
    put(c, 4, 50, 82, ("Claims: ", s.office_place()), faces[0], 2.8, DIM)
    put(c, 4, 53.8, 82, ("Tel ", s.office_phone(), "   Plan year from ", s.day(-200)), faces[0],
        2.8, DIM)  # fmt: skip
    return carded(c, "insurance_card")


def visits(s: OutsideStudio) -> Flat:
    """Return a card with printed columns for several visits, filled in by hand."""
    wide, tall = s.rng.choice(((95, 65), (105, 74), (100, 70)))
    c = s.canvas("appointment_card", (wide, tall), s.rng.choice((WHITE, *PALES)))
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "serif"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    hue = s.rng.choice(HUES)
    put(c, 5, 8, wide - 10, (s.hospital(),), faces[1], 5, hue)
    put(c, 5, 12.6, wide - 10, (s.office_place(), "  ", s.office_phone()), faces[0], 2.9, DIM)
    scrawl(c, s, 6, 21.4, wide - 14, (s.named(names.SPOKEN),), hand, 6.6, pen)
    stops = (6.0, wide * 0.38, wide * 0.57)
    for x, word in zip(stops, ("Date", "Time", "With"), strict=True):
        c.text(x, 28, word, faces[1], 3.4, hue)
    pitch = (tall - 38) / 3
    for row in range(3):
        y = 29 + row * pitch
        c.line(5, y + pitch, wide - 5, y + pitch, DIM, 0.2)
        cells: tuple[Parts, ...] = ((s.day(7 + 14 * row),), (s.clock(),), ("Dr ",
            s.surname_doctor()))  # fmt: skip
        for x, room, parts in zip(stops, (0.29, 0.17, 0.36), cells, strict=True):
            scrawl(c, s, x, y + pitch * 0.78, wide * room, parts, hand, 5.6, pen)
    put(c, 5, tall - 3, wide - 10, (s.rng.choice(("Please bring this card.",
        "24 h notice, please.")),), faces[0], 2.9)  # fmt: skip
    return c.done()


def postcard(s: OutsideStudio) -> Flat:
    """Return a recall card sent by post: words at the left, the address at the right."""
    c = s.canvas("appointment_card", (148, 100), s.rng.choice((WHITE, (244, 250, 255), (255, 250,
        236))))  # fmt: skip
    faces, hue = s.font(s.rng.choice(("sans", "serif", "mono"))), s.rng.choice(HUES)
    c.line(74, 8, 74, 92, DIM, 0.3)
    put(c, 6, 14, 64, (s.rng.choice(("We miss your smile!", "Time for your check",
        "Appointment reminder")),), faces[1], 5.4, hue)  # fmt: skip
    said: Parts = ("Hello ", s.part(s.patient.given), ", your visit with ", *s.doctored(),
        " is on ", s.day(10),
                   f" at {s.clock()}. Call ", s.office_phone(), " to change it.")  # fmt: skip
    y = c.paragraph(6, 24, 64, said, faces[0], 4.4)
    put(c, 6, y + 8, 64, (s.hospital(),), faces[1], 4.2)
    put(c, 6, y + 14, 64, (s.office_place(),), faces[0], 3.2, DIM)
    c.box(126, 8, 142, 26, outline=DIM, width=0.4)
    c.text(134, 18, "STAMP", faces[0], 3.4, DIM, "ms")
    set_lines(c, 80, 54, 62, [(s.named(("full", "caps", "caps_title")),), (s.street(),),
        (s.town(),)], faces[0], 4.8, 1.6)  # fmt: skip
    return c.done()


def queue_slip(s: OutsideStudio) -> Flat:
    """Return a check-in slip from a machine: a large number, who, where, when."""
    c = s.canvas("appointment_card", (80, 110), (250, 250, 248))
    face, bold = s.font(s.rng.choice(("mono", "sans", "narrow")))
    c.text(40, 12, s.house, bold, c.fit((s.house,), bold, 5, 72), anchor="ms")
    c.text(40, 34, f"{s.rng.choice('ABCK')}{s.rng.randint(10, 99)}", bold, 20, anchor="ms")
    lay(c, s, 5, 40, 70, [*fields(s, "name birth mrn doctor"), ("When", (s.day(),
        f" {s.clock()}")), ("Go to",
        (s.rng.choice(("Desk 4", "Phlebotomy", "X-ray 2nd fl")),))], (face, bold), 4.6,
        style=s.rng.choice(("right", "colon")), down=50)  # fmt: skip
    c.barcode(12, 94, 52, 8, s.patient.account.replace(" ", ""), "Code128",
              Category.ACCOUNT_NUMBER)  # fmt: skip
    c.text(40, 107, "Please wait until called", face, 3.4, anchor="ms")
    return c.done()


JOBS = ("Registered Nurse", "Pharmacy Tech", "Resident Physician", "Phlebotomist", "Dietitian",
    "Volunteer",
        "Respiratory Therapist", "Security", "Paramedic", "Ward Clerk", "Surgeon")  # fmt: skip


def staff_badge(s: OutsideStudio) -> Flat:
    """Return a badge: a band of the job up the side or on top, the portrait in the middle."""
    wide, tall = s.rng.choice(((54, 86), (60, 92)))
    c = s.canvas("badge", (wide, tall), s.rng.choice((WHITE, (244, 246, 248), *PALES)))
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans"))), s.rng.choice(HUES)
    person, job = s.clinician, s.rng.choice(JOBS)
    c.box(0, 0, wide, 16, fill=hue)
    c.box(wide / 2 - 6, 2, wide / 2 + 6, 4.4, fill=(230, 230, 232), radius=1)
    c.text(wide / 2, 12.4, s.house, faces[1], c.fit((s.house,), faces[1], 4.6, wide - 6), WHITE,
        "ms")  # fmt: skip
    c.paste(props.silhouette(150, 180, (110, 104, 112)), wide / 2 - 12, 19, 24, 29)
    name = s.part(person.written(s.rng.choice(("full", "long"))), person, Role.CLINICIAN)
    put(c, 4, 57, wide - 8, (name,), faces[1], 6)
    put(c, 4, 64, wide - 8, (job,), faces[0], 4.6, hue)
    put(c, 4, 71, wide - 8, ("Emp. ", s.employee(), f"   Exp {s.seen(700):%m/%y}"), faces[0], 3.4,
        DIM)  # fmt: skip
    c.barcode(8, 74, wide - 20, 6, f"{s.rng.randint(100000, 999999)}", "Code128")
    return carded(c, "badge")


def wide_badge(s: OutsideStudio) -> Flat:
    """Return a badge on its side: the first name large, the portrait at the right."""
    c = s.canvas("badge", (88, 56), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    person = s.clinician
    put(c, 5, 9, 52, (s.hospital(),), faces[1], 4.4, hue)
    put(c, 5, 24, 52, (s.part(person.given, person, Role.CLINICIAN),), faces[1], 10)
    if person.family:
        put(c, 5, 32, 52, (s.part(person.family.upper(), person, Role.CLINICIAN),), faces[0], 5.6)
    c.box(0, 40, 88, 56, fill=hue)
    put(c, 5, 50, 78, (s.rng.choice(JOBS).upper(),), faces[1], 7, WHITE)
    put(c, 5, 38, 52, ("ID ", s.employee()), faces[0], 3.4, DIM)
    c.paste(props.silhouette(150, 180, (130, 116, 100)), 60, 6, 24, 29)
    return carded(c, "badge")


def day_pass(s: OutsideStudio) -> Flat:
    """Return a visitor's pass from a label printer: whom to see, until when."""
    c = s.canvas("badge", (86, 60), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "mono", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 86, 13, fill=hue)
    put(c, 5, 9.6, 76, (s.rng.choice(("VISITOR", "PARENT", "CAREGIVER PASS")), "   ", s.day()),
        faces[1], 7, WHITE)  # fmt: skip
    rows: list[Parts] = [(s.relative("full"),), ("Visiting: ", s.named(("full", "comma",
        "caps"))), ("Room ",
        str(s.rng.randint(110, 690)), f"   until {s.clock()}"), (s.hospital(), "  ",
        s.office_phone())]  # fmt: skip
    for row, (parts, size) in enumerate(zip(rows, (7.4, 5, 5, 3.6), strict=True)):
        put(c, 5, 24 + row * 10, 76, parts, faces[int(row == 0)], size)
    return carded(c, "badge")


DESIGNS = {
    "insurance_card": (split_card, split_card, embossed, family_card),
    "appointment_card": (visits, visits, postcard, queue_slip),
    "badge": (staff_badge, staff_badge, wide_badge, day_pass),
}  # fmt: skip
