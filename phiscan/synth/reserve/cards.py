"""Cards and post: insurance, appointments, badges, envelopes."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.blind.insurance_card import SIZE, carded
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Parts, put, scrawl
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import HUES, PENS, fields, lay, titled
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category

TINTS: tuple[Colour, ...] = ((255, 255, 255), (242, 246, 250), (250, 246, 236), (236, 244, 238))


def front(s: ReserveStudio) -> Flat:
    """Return a plan's card: mark and plan above, member left, copays right, a band below."""
    c = s.canvas("insurance_card", SIZE, s.rng.choice(TINTS))
    faces, hue = s.font(s.rng.choice(("sans", "sans", "narrow"))), s.rng.choice(HUES)
    c.box(4, 4, 12, 12, fill=hue, radius=4)
    put(c, 15, 10, 66, (s.plan(),), faces[1], 5.4, hue)
    rows = fields(s, "name member group birth")
    style = s.rng.choice(("plain", "run_in", "plain"))
    lay(c, s, 4, 15, 50, rows, faces, 3.9, style=style, down=30)
    for row, text in enumerate(("PCP $25", "Spec $50", "ER $300", "RxBIN 610", "RxGRP STD")):
        c.text(60, 20 + row * 5, text, faces[0], 3.2)
    c.box(0, 48, 86, 54, fill=hue)
    put(c, 4, 52, 78, ("Members: ", s.office_phone(), "   Providers: ", s.office_phone()), faces[0],
        2.8, WHITE)  # fmt: skip
    return carded(c, "insurance_card")


def family_card(s: ReserveStudio) -> Flat:
    """Return a card that lists a subscriber and dependants by number."""
    c = s.canvas("insurance_card", SIZE, s.rng.choice(((226, 238, 250), (250, 238, 226), WHITE)))
    faces, hue = s.font(s.rng.choice(("sans", "mono", "serif"))), s.rng.choice(HUES)
    c.box(0, 0, 86, 9, fill=hue)
    put(c, 4, 6.6, 76, (s.plan(),), faces[1], 4.8, WHITE)
    put(c, 4, 16, 76, ("ID ", s.member(), "   Eff. ", s.day(-200)), faces[1], 4.2)
    people: list[Parts] = [("01  ", s.named(("caps", "full", "long")))]
    people += [(f"0{n}  ", s.relative("caps")) for n in range(2, s.rng.randint(3, 5))]
    for row, parts in enumerate(people):
        put(c, 4, 23 + row * 5.4, 60, parts, faces[0], 4)
    rest = fields(s, "group doctor")
    put(c, 4, 51, 78, [p for f in rest for p in (f"{f[0]}: ", *f[1], "   ")], faces[0], 3.2, GREY)
    return carded(c, "insurance_card")


def national_card(s: ReserveStudio) -> Flat:
    """Return a country's card: number spaced across, name in capitals, dates."""
    c = s.canvas("insurance_card", SIZE, s.rng.choice(((206, 232, 214), (214, 222, 244),
                 (250, 224, 214), (240, 240, 244))))  # fmt: skip
    faces = s.font(s.rng.choice(("mono", "sans")))
    for row in range(5):
        c.box(40 + row * 9, 0, 44 + row * 9, 54, fill=(246, 248, 246))
    title = {"US": "HEALTH INSURANCE CARD", "PH": "Health Insurance Corp.",
        "KE": "Health Authority",
             "SG": "Health Services Card", "NG": "National Health Scheme"}  # fmt: skip
    put(c, 4, 8, 72, (title.get(s.region.code, "HEALTH CARD"),), faces[1], 5, (30, 50, 110))
    number = s.member() if s.region.code in ("US", "NZ") else s.national()
    put(c, 4, 22, 76, (number,), faces[1], 7)
    put(c, 4, 32, 76, (s.named(("caps", "long", "last_upper", "comma_full")),), faces[0], 5)
    put(c, 4, 39, 76, (*s.born(), "   ", {"F": "F", "M": "M"}[s.patient.sex]), faces[0], 4)
    put(c, 4, 49, 76, ("HOSPITAL (PART A)  ", s.day(-3000)), faces[0], 3.8)
    return carded(c, "insurance_card")


def reminder(s: ReserveStudio) -> Flat:
    """Return a card with printed words and blanks filled in by hand."""
    wide, tall = s.rng.choice(((89, 51), (105, 74), (86, 54)))
    c = s.canvas("appointment_card", (wide, tall), s.rng.choice(TINTS))
    faces, hand, pen = (
        s.font(s.rng.choice(("serif", "sans"))),
        s.font("hand")[0],
        s.rng.choice(PENS),
    )
    hue = s.rng.choice(HUES)
    put(c, 4, 7, wide - 8, (s.hospital(),), faces[1], 4.4, hue)
    put(c, 4, 11.5, wide - 8, (s.office_place(), "  ", s.office_phone()), faces[0], 2.7, GREY)
    z = tall / 54 * 5
    rows: list[tuple[str, Parts]] = [
        (s.rng.choice(("M", "Name", "Appointment for")), (s.named(names.SPOKEN),)),
        (s.rng.choice(("On", "Date")), (f"{s.rng.choice(('Mon', 'Wed', 'Fri'))} ", s.day(9))),
        ("At", (s.clock(),)), ("With", s.doctored())]  # fmt: skip
    y = lay(c, s, 4, 15, wide - 8, [(a, tuple(b)) for a, b in rows], (faces[0], hand), z,
            style="blank", down=tall - 28, ink=pen)  # fmt: skip
    put(c, 4, y + 4.5, wide - 8,
        ("If unable to keep this appointment kindly give 24 hours notice.",),
        faces[0], 2.6, GREY)  # fmt: skip
    if s.rng.random() < 0.5:
        scrawl(c, s, 4, tall - 2, wide - 10, ("bring ", s.rng.choice(("ins. card", "list of meds")),
               ", ", s.mrn()), hand, z * 0.8, pen)  # fmt: skip
    return c.done()


def schedule(s: ReserveStudio) -> Flat:
    """Return a folded card with a series of dates for one patient."""
    c = s.canvas("appointment_card", (74, 105), s.rng.choice((*TINTS, (255, 236, 200))))
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    put(c, 4, 8, 66, (s.rng.choice(("Eye clinic", "Physiotherapy", "Dialysis", "Warfarin "
        "clinic")),), faces[1], 5)  # fmt: skip
    rows = [titled(s, "Name", "name"), titled(s, "No.", "mrn"), titled(s, "Tel", "phone")]
    y = lay(c, s, 4, 11, 66, rows, (faces[0], hand), 5.6, style="blank", ink=pen)
    for row in range(7):
        base = y + 8 + row * 8.6
        c.line(4, base + 2, 70, base + 2, (170, 172, 178), 0.2)
        if row < s.rng.randint(3, 7):
            put(c, 5, base, 28, (s.day(7 * row),), hand, 5.4, pen)
            put(c, 34, base, 14, (s.clock(),), hand, 5.4, pen)
            put(c, 50, base, 20, (s.colleague("initial"),), hand, 5, pen)
    return c.done()


def text_bubble(s: ReserveStudio) -> Flat:
    """Return a kiosk's or phone's printed slip for today's visit."""
    c = s.canvas("appointment_card", (80, 92), (252, 252, 250))
    faces = s.font(s.rng.choice(("mono", "sans", "narrow")))
    put(c, 6, 10, 68, (s.hospital(),), faces[1], 4.8)
    c.text(40, 28, f"{s.rng.choice('ABCT')}{s.rng.randint(100, 480)}", faces[1], 14, anchor="ms")
    put(c, 6, 38, 68, (s.named(("full", "caps", "comma_caps", "shortened")),), faces[1], 5)
    put(c, 6, 45, 68, (*s.numbered(), "   ", s.birth()), faces[0], 3.8)
    put(c, 6, 52, 68, ("Appt ", s.day(), f" {s.clock()}"), faces[0], 3.8)
    put(c, 6, 59, 68, ("To see ", *s.doctored(), f", Room {s.rng.randint(1, 30)}"), faces[0], 3.8)
    c.paragraph(6, 70, 68, ("Please wait until your number is called. Questions? ",
                s.office_phone()), faces[0], 3.4)  # fmt: skip
    return c.done()


JOBS = ("Registered Nurse", "Phlebotomist", "Respiratory Therapist", "Unit Clerk", "MD, Surgery",
        "Pharmacist", "Care Assistant", "Paramedic", "Dental Hygienist", "Interpreter")  # fmt: skip


def staff(s: ReserveStudio) -> Flat:
    """Return a badge: portrait, the given name large, the rest small, the job in a bar."""
    upright = s.rng.random() < 0.7
    wide, tall = (54, 86) if upright else (86, 54)
    c = s.canvas("badge", (wide, tall), s.rng.choice(TINTS))
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans"))), s.rng.choice(HUES)
    person = s.clinician
    clinician = s.doctor().role
    c.box(0, 0, wide, 11, fill=hue)
    put(c, 3, 7.4, wide - 6, (s.hospital(),), faces[1], 4, WHITE)
    side = 30.0 if upright else 26.0
    x = (wide - side) / 2 if upright else 4
    c.paste(props.silhouette(160, 180, (110, 112, 118)), x, 13.5, side, side * 1.05)
    left, y = (4.0, 55.0) if upright else (34.0, 22.0)
    put(c, left, y, wide - left - 3, (s.part(person.given, person, clinician),), faces[1], 8)
    second = person.family or person.middle
    if second:
        put(c, left, y + 7, wide - left - 3, (s.part(second, person, clinician),), faces[0], 5.4)
    put(c, left, y + 13, wide - left - 3, ("ID ", s.employee()), faces[0], 3.4, GREY)
    c.box(0, tall - 12, wide, tall, fill=hue)
    job = s.rng.choice(JOBS)
    c.text(wide / 2, tall - 4.4, job, faces[1], c.fit((job,), faces[1], 5.2, wide - 6), WHITE, "ms")
    return carded(c, "badge")


def pass_(s: ReserveStudio) -> Flat:
    """Return a day pass of a parent or visitor: printed, with the patient's room."""
    c = s.canvas("badge", (76, 56), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "mono"))), s.rng.choice(HUES)
    c.box(0, 0, 76, 9, fill=hue)
    word = s.rng.choice(("VISITOR", "PARENT", "CARE PARTNER", "CONTRACTOR ESCORT"))
    c.text(38, 6.8, word, faces[1], 6, WHITE, "ms")
    c.paste(props.silhouette(120, 140, (120, 116, 112)), 3, 12, 20, 23)
    put(c, 26, 19, 47, (s.relative("full"),), faces[1], 6.4)
    put(c, 26, 26, 47, ("Visiting: ", s.named(("full", "comma", "initial"))), faces[0], 4)
    put(c, 26, 32, 47, (f"Room {s.rng.randint(100, 799)}",), faces[0], 4)
    put(c, 4, 44, 68, (s.day(), f"  {s.clock()}"), faces[1], 6)
    put(c, 4, 52, 68, (f"{s.hospital()} - return on exit",), faces[0], 3.4, GREY)
    return carded(c, "badge")


def windowed(s: ReserveStudio) -> Flat:
    """Return a business envelope: sender at a corner, the address in a window."""
    c = s.canvas("envelope", s.rng.choice(((241, 105), (220, 110))), s.rng.choice(
        (WHITE, (246, 244, 238), (226, 214, 190))))  # fmt: skip
    wide, tall = c.size_mm
    faces = s.font(s.rng.choice(("sans", "mono", "serif")))
    put(c, 8, 11, 100, (s.hospital(),), faces[1], 4.6, s.rng.choice(HUES))
    put(c, 8, 16.5, 100, (s.office_place(),), faces[0], 3.6)
    c.box(
        20, tall * 0.42, 128, tall * 0.86, fill=(252, 252, 250), outline=(200, 200, 204), radius=3
    )
    shape = s.rng.choice(("caps", "full", "long"))
    lines: list[Parts] = [(f"{s.rng.choice(('', s.title() + ' ', 'PARENT OF '))}",
        s.named((shape,))),
                          (s.street(),), (s.town(),)]  # fmt: skip
    for row, parts in enumerate(lines):
        put(c, 26, tall * 0.42 + 11 + row * 7, 96, parts, faces[0], 5)
    put(c, 26, tall * 0.42 + 33, 96, (s.account(),), faces[0], 3)
    c.box(wide - 34, 8, wide - 10, 28, outline=(90, 90, 96))
    c.text(wide - 22, 17, "PRESORTED", faces[0], 3.2, anchor="ms")
    c.text(wide - 22, 23, "US POSTAGE" if s.region.code == "US" else "POST PAID", faces[0], 3.2,
           anchor="ms")  # fmt: skip
    put(c, wide - 90, tall - 8, 82, (s.rng.choice(("PRIVATE & CONFIDENTIAL", "IMPORTANT HEALTH "
        "INFORMATION", "Address service requested")),), faces[1], 4)  # fmt: skip
    return c.done()


def handwritten(s: ReserveStudio) -> Flat:
    """Return an envelope written by hand, sender small at the corner or on the flap."""
    c = s.canvas("envelope", s.rng.choice(((184, 133), (162, 114))), s.rng.choice(
        ((250, 244, 230), (230, 238, 250), (252, 226, 230), WHITE)))  # fmt: skip
    wide, tall = c.size_mm
    hand, pen = s.font("hand")[0], s.rng.choice(PENS)
    sender: list[Parts] = [(s.relative("full"),), (s.street(),)]
    for row, parts in enumerate(sender):
        scrawl(c, s, 8, 12 + row * 7, 70, parts, hand, 6, pen)
    lines: list[Parts] = [
        (f"{s.title()} ", s.named(names.SPOKEN)),
        (f"{s.hospital()}, Rm {s.rng.randint(100, 900)}",),
        (s.town(),),
    ]
    for row, parts in enumerate(lines):
        scrawl(c, s, wide * 0.32, tall * 0.52 + row * 13, wide * 0.62, parts, hand, 10, pen)
    c.box(wide - 26, 7, wide - 8, 29, fill=s.rng.choice(HUES))
    return c.done()


def lab_bag(s: ReserveStudio) -> Flat:
    """Return a clear specimen bag with its printed form stuck on."""
    c = s.canvas("envelope", (170, 220), (226, 232, 232))
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), (196, 60, 20)
    c.box(0, 0, 170, 26, fill=(206, 214, 216))
    c.text(85, 42, "BIOHAZARD", faces[1], 13, hue, "ms")
    c.box(15, 54, 155, 204, fill=WHITE, outline=hue, width=0.8)
    put(c, 20, 63, 130, (f"{s.hospital()} - Test request",), faces[1], 5)
    rows = fields(s, "name birth sex mrn address phone doctor collected location")
    hand = s.rng.random() < 0.4
    y = lay(
        c,
        s,
        20,
        68,
        130,
        rows,
        (faces[0], s.font("hand")[0] if hand else faces[1]),
        5.6,
        style="blank" if hand else s.rng.choice(("run_in", "ruled", "tabbed")),
        down=96,
    )
    for row, test in enumerate(("FBC", "U&E", "LFT", "HbA1c", "Lipids", "Urine MC&S")):
        x, base = 22 + row % 3 * 44, y + 9 + row // 3 * 9
        c.box(x, base - 4, x + 4, base, outline=(60, 60, 64))
        c.text(x + 6, base, test, faces[0], 4.4)
    return c.done()


def pharmacy_bag(s: ReserveStudio) -> Flat:
    """Return a paper bag of a pharmacy with a printed leaflet stapled on."""
    c = s.canvas("envelope", (150, 210), s.rng.choice((WHITE, (206, 176, 130), (236, 244, 250))))
    faces, hue = s.font(s.rng.choice(("sans", "mono", "narrow"))), s.rng.choice(HUES)
    c.text(75, 24, "Rx", s.font("serif")[1], 20, hue, "ms")
    c.box(15, 36, 135, 180, fill=(253, 253, 250))
    put(c, 20, 47, 110, (s.named(("caps", "comma_caps", "full")),), faces[1], 8)
    for row, parts in enumerate(((s.street(),), (s.town(),), (s.phone(),), s.born())):
        put(c, 20, 56 + row * 6.4, 110, parts, faces[0], 4.8)
    put(c, 20, 86, 110, ("Rx: ", s.of(Category.OTHER_ID, s.patient.prescription), "   ", s.day()),
        faces[1], 5)  # fmt: skip
    c.barcode(22, 92, 80, 12, s.patient.prescription.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 20, 114, 110, ("Prescriber ", *s.doctored()), faces[0], 4.4)
    put(c, 20, 122, 110, (s.rng.choice(s.region.pharmacies), "  ", s.office_phone()), faces[0], 4.4)
    c.paragraph(20, 134, 110, ("Ask your pharmacist about this medicine. May cause drowsiness. "
                "Do not drive until you know how it affects you.",), faces[0], 4.2)  # fmt: skip
    return c.done()


DESIGNS = {
    "insurance_card": (front, front, family_card, national_card),
    "appointment_card": (reminder, reminder, schedule, text_bubble),
    "badge": (staff, staff, pass_),
    "envelope": (windowed, windowed, handwritten, lab_bag, pharmacy_bag),
}
