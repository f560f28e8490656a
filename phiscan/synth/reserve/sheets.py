"""Face sheets: a hospital's grid, an ambulance's record, a home's profile, a clinic's lists."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.canvas import Flat
from phiscan.synth.fields import Field
from phiscan.synth.layout import GREY, WHITE, Parts, put
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import HUES, PENS, ROOMS, banner, comb, fields, lay, titled
from phiscan.synth.reserve.studio import ReserveStudio

REASONS = ("Annual physical", "f/u HTN", "Knee pain", "Post-op check", "Well child 4y",
    "Med refill",
           "Diabetes check", "Rash", "OB 28 wk", "Cleaning + x-rays", "Hearing test")  # fmt: skip


def registration(s: ReserveStudio) -> Flat:
    """Return a hospital's face sheet: a printed grid in groups."""
    c = s.canvas("face_sheet", s.rng.choice(((216, 279), (210, 297))), s.paper())
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "mono", "sans"))), s.rng.choice(HUES)
    y = banner(c, s, faces, s.rng.choice(("PATIENT FACE SHEET", "Registration", "Admission")), hue)
    groups = (("PATIENT", "name birth sex mrn account ssn national address phone mobile email", 3),
              ("EMERGENCY CONTACT", "relative kin_phone", 2),
              ("ENCOUNTER", "admitted location doctor npi", 4),
              ("COVERAGE", "plan member group licence", 2))  # fmt: skip
    style = s.rng.choice(("ruled", "ruled", "plain", "run_in"))
    for title, words, columns in groups:
        rows = fields(s, words)
        c.text(12, y + 4, title, faces[1], 3.6, hue)
        c.line(12, y + 5.4, wide - 12, y + 5.4, hue, 0.5)
        y = lay(c, s, 12, y + 7, wide - 24, rows, faces, 3.7, columns=columns, style=style) + 4
    put(c, 12, min(y + 8, c.size_mm[1] - 12), wide - 24, ("Registered by ", s.colleague("full"),
        "  ", s.day(), f" {s.clock()}"), faces[0], 3.2, GREY)  # fmt: skip
    return c.done()


def run_sheet(s: ReserveStudio) -> Flat:
    """Return an ambulance's record: incident, times, patient, crew, what was found."""
    c = s.canvas("face_sheet", (216, 279), s.rng.choice((WHITE, (255, 250, 236), (250, 240, 244))))
    faces, hand, pen = s.font(s.rng.choice(("narrow", "sans"))), s.font("hand")[0], PENS[0]
    by_hand = s.rng.random() < 0.5
    value = hand if by_hand else faces[0]
    put(c, 12, 13, 150, (s.rng.choice(("AMBULANCE PATIENT CARE RECORD", "EMS Run Report",
        "Prehospital Care Report")),), faces[1], 6)  # fmt: skip
    put(
        c,
        12,
        19,
        120,
        (s.rng.choice(("County Fire & Rescue", "Lifeline Ambulance", "Station 7 EMS")),),
        faces[0],
        3.8,
        GREY,
    )
    top: list[Field] = [("Incident #", (s.account(),)),
           ("Unit", (f"Medic {s.rng.randint(2, 60)}",)),
           ("Date", (s.day(),)), ("Dispatched", (s.clock(),)), ("On scene", (s.clock(),)),
           ("At hospital", (s.clock(),))]  # fmt: skip
    y = lay(c, s, 12, 24, 192, top, (faces[0], value), 5, columns=3, style="ruled", ink=pen) + 3
    rows = fields(s, "name birth sex address phone relative kin_phone member")
    y = lay(c, s, 12, y, 192, rows, (faces[0], value), 5.2, columns=2, style="ruled", ink=pen) + 8
    c.text(12, y, "NARRATIVE", faces[1], 4)
    said: Parts = (
        "Called to ", s.street(), " for fall. Found pt ", s.named(names.SPOKEN), ", ", s.age(),
        " yrs, on kitchen floor, GCS 15. ", s.relative(), " on scene states pt was dizzy since ",
        s.day(-1), ". Splint L wrist, IV 18g R AC. Transported to ", s.hospital(),
        ", report given to ", s.colleague("full"), " RN.")  # fmt: skip
    y = c.paragraph(12, y + 8, 190, said, value, 5 if not by_hand else 6.4, pen, 1.45)
    for number, (a, b, d) in enumerate((("BP", "142/88", "138/84"), ("HR", "96", "88"),
                                        ("SpO2", "94%", "97%"))):  # fmt: skip
        c.text(14, y + 6 + number * 7, f"{a}    {b}    {d}", value, 4.6, pen)
    crew: Parts = ("Crew: ", s.colleague("full"), " EMT-P (", s.employee(), ")  /  ",
                   s.colleague("full"), " EMT-B")  # fmt: skip
    put(c, 12, 268, 190, crew, value, 5, pen)
    return c.done()


def resident(s: ReserveStudio) -> Flat:
    """Return a care home's profile of a resident with a portrait and words about the person."""
    c = s.canvas("face_sheet", s.rng.choice(((210, 297), (297, 210))), (252, 250, 246))
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("serif", "sans"))), s.rng.choice(HUES)
    c.box(8, 8, wide - 8, tall - 8, outline=hue, width=1)
    put(c, 16, 24, wide - 80, (s.rng.choice(("This is Me", "RESIDENT PROFILE", "Care Plan")),),
        faces[1], 9, hue)  # fmt: skip
    c.paste(props.silhouette(180, 220, (124, 116, 110)), wide - 58, 14, 40, 48)
    put(c, 16, 38, wide - 80, (s.named(("full", "long", "last_upper")),), faces[1], 8)
    put(c, 16, 47, wide - 80, ("Likes to be called ", s.part(s.patient.given), "    Room ",
        str(s.rng.randint(2, 48))), faces[0], 4.6)  # fmt: skip
    rows = fields(s, "birth national admitted mrn doctor relative kin_phone")
    y = lay(c, s, 16, 68, wide - 34, rows, faces, 4.4, columns=2, down=58,
            style=s.rng.choice(("tabbed", "plain", "run_in"))) + 8  # fmt: skip
    first = s.part(s.patient.given)
    said: tuple[Parts, ...] = (
        (first, " worked at the mill and still gets up early. Tea with two sugars, no fish."),
        ("Sister ", s.relative(), " rings on Sundays, ", s.phone(), ". Son visits since ",
         s.day(-200), "."),
        ("Transfers with one carer and a frame. DNACPR reviewed ", s.day(-20), " by Dr ",
         s.colleague("full"), "."),
    )  # fmt: skip
    for parts in said:
        y = c.paragraph(16, y, wide - 34, parts, faces[0], 4.6) + 2.5
    put(c, 16, tall - 14, wide - 34, ("Key worker: ", s.colleague("full"), "   Review due ",
        s.day(90)), faces[0], 3.8, GREY)  # fmt: skip
    return c.done()


def boxed_form(s: ReserveStudio) -> Flat:
    """Return a form filled in one letter a box, the rest on lines by hand."""
    c = s.canvas("face_sheet", (210, 297), s.rng.choice((WHITE, (244, 248, 254), (255, 248, 240))))
    faces, hand, pen = (
        s.font(s.rng.choice(("sans", "serif"))),
        s.font("hand")[0],
        s.rng.choice(PENS),
    )
    hue = s.rng.choice(HUES)
    y = banner(c, s, faces, s.rng.choice(("New client form", "Dental registration", "Vaccination "
               "consent", "Physiotherapy intake")), hue) + 4  # fmt: skip
    for label, said in (("SURNAME", s.part(s.patient.family or s.patient.given)),
                        ("FIRST NAME(S)", s.part(s.patient.given)),
                        ("DATE OF BIRTH", s.birth()), ("CONTACT NUMBER", s.phone())):  # fmt: skip
        c.text(14, y, label, faces[0], 3.2, GREY)
        comb(c, 14, y + 1.5, 8.2, said, hand, pen, 21)
        y += 18
    rows = fields(s, "address email relative kin_phone doctor member")
    y = lay(c, s, 14, y, 182, rows, (faces[0], hand), 6, style="blank", ink=pen) + 8
    for number, word in enumerate(("Asthma", "Diabetes", "Heart disease", "Pregnant", "Allergies")):
        x = 14 + number * 37
        c.box(x, y - 4, x + 4, y, outline=(70, 70, 74))
        c.text(x + 5.5, y, word, faces[0], 3.8)
        if s.rng.random() < 0.4:
            c.text(x + 2, y, "X", hand, 6, pen, "ms")
    put(c, 14, y + 16, 180, ("Signed (parent/guardian): ", s.relative(), "   ", s.day()), hand, 6,
        pen)  # fmt: skip
    return c.done()


def day_list(s: ReserveStudio) -> Flat:
    """Return a day's list of a clinic: time, patient, reason, clinician."""
    c = s.canvas("face_sheet", (279, 216), s.paper())
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    put(c, 10, 13, 200, ("Schedule for ", s.day(), "   ", *s.doctored()), faces[1], 5)
    put(c, 10, 19, 200, (s.hospital(),), faces[0], 3.8, GREY)
    stops = (10, 30, 106, 136, 168, 212, 269)
    heads = ("Time", "Patient", "DOB", "MRN", "Phone", "Reason")
    for x, word in zip(stops, heads, strict=False):
        c.text(x + 1, 27, word, faces[1], 3.6)
    count = s.rng.randint(7, 12)
    pitch = min(15.0, 176 / count)
    shape = s.rng.choice(names.PRINTED)
    for row in range(count):
        y = 30 + row * pitch
        s.new_patient()
        if row % 2:
            c.box(10, y, 269, y + pitch, fill=(238, 242, 246))
        cells: tuple[Parts, ...] = (
            (s.clock(),), (s.named((shape,)), "  ", *s.age_sex()), (s.birth(),), (s.mrn(),),
            (s.phone(),), (s.rng.choice(REASONS),))  # fmt: skip
        for x, end, parts in zip(stops, stops[1:], cells, strict=False):
            put(c, x + 1, y + pitch * 0.66, end - x - 3, parts, faces[0], 3.9)
    put(c, 10, 211, 250, ("Printed by ", s.colleague("brief"), " ", s.day(), f" {s.clock()}"),
        faces[0], 3, GREY)  # fmt: skip
    return c.done()


def nurse_brain(s: ReserveStudio) -> Flat:
    """Return a nurse's sheet in quarters, one patient each, filled in by hand."""
    c = s.canvas("face_sheet", (216, 279), WHITE)
    faces, hand = s.font("sans"), s.font("hand")[0]
    for number in range(4):
        s.new_patient()
        x, y, pen = 8 + number % 2 * 102, 10 + number // 2 * 132, s.rng.choice(PENS)
        c.box(x, y, x + 98, y + 128, outline=(80, 82, 88), width=0.5)
        rows: list[Field] = [("Rm", (s.rng.choice(ROOMS),)), ("Name", (s.named(names.SPOKEN),)),
                titled(s, "Age/Sex", "age"), titled(s, "MRN", "mrn"), titled(s, "MD", "doctor"),
                ("Dx", (s.rng.choice(("CHF exac", "PNA", "s/p TKA", "DKA", "UTI/AMS")),)),
                ("Family", (s.relative(),)), titled(s, "Call", "kin_phone")]  # fmt: skip
        lay(c, s, x + 3, y + 3, 92, rows, (faces[0], hand), 6.4, style="blank", ink=pen, down=84)
        for row, word in enumerate(("0800 meds", "IV: 20g L FA", "d/c plan: home w/ HH")):
            c.text(x + 4, y + 96 + row * 10, word, hand, 6, pen)
    return c.done()


DESIGNS = {"face_sheet": (registration, registration, run_sheet, resident, boxed_form, day_list,
                          nurse_brain)}  # fmt: skip
