"""Sheets about a patient: registration, discharge, shots, ambulance, drugs, theatre."""

from __future__ import annotations

from dataclasses import replace

from phiscan.synth.canvas import Flat
from phiscan.synth.layout import WHITE, Parts, put, scrawl, signed
from phiscan.synth.outside import names
from phiscan.synth.outside.form import (
    DIM,
    HUES,
    PALES,
    PENS,
    ROOMS,
    fields,
    heads,
    in_row,
    kin,
    lay,
    set_lines,
    timed,
)  # fmt: skip
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category

PAGES = ((210.0, 297.0), (216.0, 279.0))


def registration(s: OutsideStudio) -> Flat:
    """Return a registration sheet: tabs of sections down the page, each in the same cells."""
    c = s.canvas("face_sheet", s.rng.choice(PAGES), s.paper())
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "narrow", "serif", "mono")))
    y = heads(c, s, faces, s.rng.choice(("Patient registration", "FACE SHEET",
        "Admission record")), hue)  # fmt: skip
    style = s.rng.choice(("above", "rail", "below", "colon"))
    for title, words in (("Patient",
        "name birth sex mrn account ssn national address phone mobile email"),
                         ("Visit", "admitted location doctor"),
                         ("Contact in an emergency", "relative kin_phone"),
                         ("Insurance", "plan member group")):  # fmt: skip
        put(c, 12, y + 3, wide - 24, (title,), faces[1], 5, hue)
        y = lay(c, s, 14, y + 6, wide - 26, fields(s, words), faces, 4.4, columns=2,
            style=style) + 7  # fmt: skip
    c.barcode(14, y, 60, 9, s.patient.account.replace(" ", ""), "Code128",
        Category.ACCOUNT_NUMBER)  # fmt: skip
    put(c, 90, y + 6, wide - 104, ("Clerk: ", s.colleague("initial"), "   ", s.day(),
        f" {s.clock()}"),
        faces[0], 3.6, DIM)  # fmt: skip
    return c.done()


def discharge(s: OutsideStudio) -> Flat:
    """Return a discharge summary: particulars in a tinted band, then headed paragraphs."""
    c = s.canvas("face_sheet", s.rng.choice(PAGES), WHITE)
    wide = c.size_mm[0]
    faces = s.font(s.rng.choice(("sans", "serif", "sans")))
    y = heads(c, s, faces, s.rng.choice(("Discharge summary", "After visit summary")),
        s.rng.choice(HUES))  # fmt: skip
    c.box(12, y, wide - 12, y + 36, fill=s.rng.choice(PALES))
    lay(c, s, 15, y + 2, wide - 30,
        fields(s, "name mrn birth address phone doctor account location"), faces, 4.2, columns=2,
        style=s.rng.choice(("colon", "above")), down=32)  # fmt: skip
    y += 46
    texts: tuple[tuple[str, Parts], ...] = (
        ("Why you were here", ("Admitted ", s.day(-5), " with shortness of breath, discharged ",
        s.day(),
         " to the care of ", *kin(s), ".")),
        ("What was done", ("Seen by ", s.colleague("full"), " (cardiology) and ",
        s.colleague("long"),
         ". Echo on ", s.day(-3), " showed an ejection fraction of 45 %. No procedure needed.")),
        ("Medicines changed",
        ("START furosemide 40 mg each morning. STOP diltiazem. CONTINUE aspirin.",)),
        ("Next steps", ("Visit with ", *s.doctored(), " on ", s.day(14), f" at {s.clock()}, ",
         s.office_place(), ". Call ", s.office_phone(), " if your weight goes up by 2 kg.")),
        ("Sent to", ("Dr ", s.surname_doctor(), ", fax ", s.office_phone(),
        "; copy to patient at ",
         s.of(Category.EMAIL, s.patient.email), ".")))  # fmt: skip
    for title, parts in texts:
        put(c, 14, y, wide - 28, (title,), faces[1], 4.6)
        y = c.paragraph(14, y + 6.6, wide - 32, parts, faces[0], 4.2) + 4.5
    signed(c, s, 20, y + 12, 8)
    put(c, 14, y + 20, wide - 28, ("Signed ", *s.doctored(), "  ", *timed(s)), faces[0], 3.8)
    return c.done()


SHOTS = ("DTaP", "IPV", "MMR", "Hep B", "Varicella", "PCV13", "Rotavirus", "Influenza", "HPV",
    "Tdap")  # fmt: skip


def shots(s: OutsideStudio) -> Flat:
    """Return a record of immunizations: printed rows, dates and initials by hand."""
    c = s.canvas("face_sheet", s.rng.choice(((216, 140), (210, 148))), s.rng.choice((WHITE,
        *PALES)))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "serif"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    put(c, 10, 12, wide - 20, ("IMMUNIZATION RECORD   ", s.hospital()), faces[1], 5)
    y = lay(c, s, 10, 15, wide - 20, fields(s, "name birth mrn relative phone"), (faces[0], hand),
        5.2,
            columns=2, style="below", ink=pen, down=42) + 3  # fmt: skip
    for row, shot in enumerate(s.rng.sample(SHOTS, 7)):
        top = y + row * 10.6
        c.box(10, top, wide - 10, top + 10.6, outline=DIM, width=0.2)
        put(c, 12, top + 7, 30, (shot,), faces[0], 4.2)
        for dose in range(s.rng.randint(1, 3)):
            x = 44 + dose * 54
            scrawl(c, s, x, top + 7.4, 26, (s.day(-900 + 90 * dose + row),), hand, 5.2, pen)
            scrawl(c, s, x + 30, top + 7.4, 21, (s.colleague("initial"),), hand, 4.6, pen)
    return c.done()


def ambulance(s: OutsideStudio) -> Flat:
    """Return an ambulance crew's sheet: a printed form, all values by hand."""
    c = s.canvas("face_sheet", s.rng.choice(PAGES), s.rng.choice((WHITE, (255, 252, 214), (250,
        230, 220))))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "narrow"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    c.box(0, 0, wide, 14, fill=s.rng.choice(HUES))
    put(c, 10, 10, 120, (s.rng.choice(("PATIENT CARE REPORT", "EMS Run Sheet",
        "Ambulance record")),),
        faces[1], 6, WHITE)  # fmt: skip
    put(c, wide - 70, 10, 60, ("Run no. ", s.account()), faces[1], 4.4, WHITE)
    y = lay(c, s, 10, 19, wide - 18, fields(s,
        "family given birth sex address phone relative kin_phone "
            "member doctor"), (faces[0], hand), 6.4, columns=2, style="below",
            ink=pen) + 8  # fmt: skip
    put(c, 10, y, 60, ("Narrative",), faces[1], 4.4)
    said: Parts = ("Found on kitchen floor by ", *kin(s), f" at {s.clock()}. Hip pain, no LOC. ",
                   s.surname(),
                   " alert, BP 150/84, 18g left arm, fentanyl 50. Handed over to Dr ",
                   s.surname_doctor(), ", ", s.rng.choice(ROOMS), ", ", s.day(), ".")  # fmt: skip
    y = c.paragraph(12, y + 9, wide - 28, said, hand, 7, pen, spacing=1.5) + 6
    for column, word in enumerate(("Time", "BP", "Pulse", "SpO2", "GCS")):
        c.text(12 + column * 38, y, word, faces[1], 4)
        for row in range(3):
            value = (s.clock(), "142/80", "96", "97", "15")[column]
            c.line(12, y + 11 + row * 10, wide - 12, y + 11 + row * 10, DIM, 0.2)
            scrawl(c, s, 12 + column * 38, y + 9 + row * 10, 30, (value,), hand, 6, pen)
    base = min(y + 52, c.size_mm[1] - 14)
    for x, word, parts in ((12, "Crew 1", (s.colleague("full"),)), (110, "Crew 2",
        (s.colleague("full"),))):  # fmt: skip
        scrawl(c, s, x + 4, base, 84, parts, hand, 7, pen)
        c.text(x, base + 6, f"{word} (print name)", faces[0], 3.2, DIM)
    return c.done()


PILLS = ("METOPROLOL 25 mg PO", "ENOXAPARIN 40 mg SC", "PANTOPRAZOLE 40 mg IV",
    "ATORVASTATIN 40 mg PO",
         "INSULIN LISPRO sliding", "SENNA 2 tabs PO", "ONDANSETRON 4 mg PRN")  # fmt: skip


def drug_round(s: OutsideStudio) -> Flat:
    """Return a printed drug record on its side, given doses initialled, who is who below."""
    c = s.canvas("face_sheet", (297, 210), WHITE)
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "mono"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    put(c, 10, 12, 170, (s.named(names.PRINTED), "   ", *in_row(s, "birth mrn location", "   ")),
        faces[1], 4.8)  # fmt: skip
    put(c, 10, 18.6, 190, ("MAR for ", s.day(), "   Allergies: PENICILLIN   ", *in_row(s,
        "account doctor")),
        faces[0], 4)  # fmt: skip
    c.barcode(220, 6, 60, 10, s.patient.mrn.replace(" ", ""), "Code128", Category.MRN)
    nurses = [s.people.person() for _ in range(3)]
    for row, pill in enumerate(s.rng.sample(PILLS, 6)):
        y = 26 + row * 24
        c.box(10, y, 287, y + 24, outline=DIM, width=0.3)
        put(c, 13, y + 8, 80, (pill,), faces[1], 4.6)
        put(c, 13, y + 14, 80, ("Start ", s.day(-2), "  ", s.colleague("brief")), faces[0], 3.5)
        for column in range(5):
            x = 100 + column * 37
            c.line(x, y, x, y + 24, DIM, 0.2)
            put(c, x + 2, y + 6, 30, (f"{6 + 4 * column:02d}00",), faces[0], 3.6, DIM)
            if s.rng.random() < 0.6:
                nurse = s.rng.choice(nurses)
                letters = f"{nurse.given[0]}{(nurse.family or nurse.given)[0]}"
                scrawl(c, s, x + 6, y + 18, 26, (letters,), hand, 8, pen)
    rows: Parts = tuple(p for n in nurses for p in (f"{n.given[0]}{(n.family or n.given)[0]} = ",
        s.part(
        n.written("full"), n, s.doctor().role), "     "))  # fmt: skip
    put(c, 12, 186, 270, rows, faces[0], 4.4)
    put(c, 12, 198, 270, (s.hospital(), "   ", s.office_place(), "   page 1 of 2"), faces[0], 3.4,
        DIM)  # fmt: skip
    return c.done()


def theatre(s: OutsideStudio) -> Flat:
    """Return a theatre's list of the day: a row a case, the same shape of name all down."""
    c = s.canvas("face_sheet", s.rng.choice(((297, 210), (279, 216))), WHITE)
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    title = s.rng.choice(("OR SCHEDULE", "Endoscopy list", "Theatre 3"))
    put(c, 10, 14, 180, (title, "   ", s.day(), "   ", s.hospital()), faces[1], 6, hue)
    stops, rooms = (10.0, 34.0, 100.0, 128.0, 160.0, 222.0), (22, 64, 26, 30, 60, wide - 234)
    c.box(8, 18, wide - 8, 26, fill=hue)
    for x, word in zip(stops, ("Start", "Patient", "DOB", "MRN", "Procedure", "Surgeon"),
        strict=True):  # fmt: skip
        c.text(x, 24, word, faces[1], 4, WHITE)
    shape, count = s.rng.choice(names.PRINTED), s.rng.randint(7, 11)
    for row in range(count):
        y = 26 + row * 160 / count
        s.new_patient()
        what = s.rng.choice(("Lap cholecystectomy", "Colonoscopy + polypectomy", "L hip ORIF",
            "Septoplasty",
                             "Hernia repair, R inguinal", "Phaco + IOL left"))  # fmt: skip
        cells: tuple[Parts, ...] = ((f"{7 + row:02d}:{s.rng.choice(('15', '30', '50'))}",),
            (s.named((shape,)),), (s.birth(),), (s.mrn(),), (what,),
            (s.colleague("initial"),))  # fmt: skip
        for x, room, parts in zip(stops, rooms, cells, strict=True):
            put(c, x, y + 8, room, parts, faces[0], 4.2)
        put(c, 34, y + 13, 100, (*s.age_sex(), "   Anaes: ", s.colleague("full")), faces[0], 3.4,
            DIM)  # fmt: skip
        c.line(8, y + 160 / count, wide - 8, y + 160 / count, DIM, 0.2)
    return c.done()


def newborn(s: OutsideStudio) -> Flat:
    """Return a cot card: a frame of colour, the baby's surname large, weights by hand."""
    c = s.canvas("face_sheet", (152, 102), s.rng.choice(((255, 232, 238), (228, 240, 255), (250,
        250, 224))))  # fmt: skip
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "serif"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    s.patient = replace(s.patient, birth=s.seen(-2))
    c.box(3, 3, 149, 99, outline=s.rng.choice(HUES), width=1.4, radius=5)
    c.text(76, 15, s.rng.choice(("It's a baby!", "Welcome", s.house)), faces[1], 7,
        s.rng.choice(HUES), "ms")  # fmt: skip
    rows: list[Parts] = [("Baby ", s.surname()), ("Mother: ", s.relative("full")), ("Born ",
        s.birth(),
        f" at {s.clock()}"), ("3,420 g   51 cm   ", s.rng.choice(("boy", "girl"))), ("Dr ",
        s.surname_doctor(), "   room ", str(s.rng.randint(201, 340)))]  # fmt: skip
    for row, parts in enumerate(rows):
        c.line(12, 31 + row * 13, 140, 31 + row * 13, DIM, 0.2)
        scrawl(c, s, 14, 29.6 + row * 13, 122, parts, hand, 9, pen)
    put(c, 14, 95, 120, (*in_row(s, "mrn"), "    ID band checked by ", s.colleague("initial")),
        faces[0], 3.6)  # fmt: skip
    return c.done()


def record_request(s: OutsideStudio) -> Flat:
    """Return a request to release records, typed into a form of lines."""
    c = s.canvas("face_sheet", s.rng.choice(PAGES), WHITE)
    wide = c.size_mm[0]
    faces, typed = s.font(s.rng.choice(("serif", "sans"))), s.font("mono")[0]
    c.text(wide / 2, 18, "AUTHORIZATION TO RELEASE HEALTH INFORMATION", faces[1], 5, anchor="ms")
    c.text(wide / 2, 25, s.house, faces[0], 4.4, anchor="ms")
    y = lay(c, s, 14, 32, wide - 26, fields(s, "name birth address phone email ssn national mrn"),
            (faces[0], typed), 4.8, columns=2, style="below") + 10  # fmt: skip
    said: Parts = ("I authorize ", s.hospital(), " to release records of the visits from ",
        s.day(-90),
                   " to ", s.day(), " to ", *s.doctored(), ", ", s.office_place(), ", fax ",
                   s.office_phone(),
                   ", for continued care. ", s.relative(), " may pick up the copies.")  # fmt: skip
    y = c.paragraph(14, y, wide - 30, said, faces[0], 4.5, spacing=1.6) + 6
    for row, (word, on) in enumerate((("Laboratory", 1), ("Imaging on CD", 1),
        ("Psychotherapy notes", 0))):  # fmt: skip
        c.box(16, y + row * 8 - 4, 20.5, y + row * 8 + 0.5, outline=DIM, width=0.4)
        c.text(18.2, y + row * 8, "X" if on else "", typed, 5, anchor="ms")
        c.text(25, y + row * 8, word, faces[0], 4.4)
    set_lines(c, 14, y + 34, wide - 28, [("Signature of patient ______________________   Date: ",
        s.day(1)),
              ("Printed name: ", s.named(("full", "caps"))), ("Witness: ", s.colleague("full"))],
              faces[0], 4.4, 2.6)  # fmt: skip
    return c.done()


DESIGNS = {"face_sheet": (registration, registration, discharge, shots, ambulance, drug_round,
    theatre,
                          newborn, record_request)}  # fmt: skip
