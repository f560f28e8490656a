"""Face sheets: an admission record, a claim form, a drug chart, a consent, a handover, triage."""

from __future__ import annotations

from itertools import pairwise

from phiscan.synth.apart import names
from phiscan.synth.apart.form import (
    BEDS,
    HUES,
    PALES,
    PENS,
    SLATE,
    VALUES,
    fields,
    kin,
    lay,
    letterhead,
    said_in_row,
    strip_of,
    timed,
    under,
)
from phiscan.synth.apart.lab_report import sticker
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.fields import Field
from phiscan.synth.layout import WHITE, Parts, put, scrawl, signed
from phiscan.types import Category, Role


def admission(s: ApartStudio) -> Flat:
    """Return an admission record: black bars, fields in columns, payers in a table."""
    c = s.canvas("face_sheet", s.rng.choice(((216, 279), (210, 297))), s.paper())
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "mono", "narrow", "serif"))), s.rng.choice(HUES)
    y = letterhead(c, s, faces, s.rng.choice(("Admission Record", "INPATIENT FACESHEET",
                   "Patient Demographics")), hue)  # fmt: skip
    bar: Colour = s.rng.choice(((30, 30, 34), hue, (120, 124, 130)))
    style = s.rng.choice(("column", "column", "capital", "tile", "item"))
    blocks = (("PATIENT", "name mrn birth sex national ssn address phone mobile email", 2),
              ("ADMISSION", "admitted account location doctor npi", 2),
              ("NOTIFY IN EMERGENCY", "relative kin_phone", 2),
              ("INSURANCE", "plan member group licence", 2))  # fmt: skip
    for title, words, columns in blocks:
        c.box(12, y, wide - 12, y + 5.6, fill=bar)
        c.text(14, y + 4.2, title, faces[1], 3.6, WHITE)
        y = lay(c, s, 14, y + 7, wide - 28, fields(s, words), faces, 3.9, columns=columns,
                style=style) + 4  # fmt: skip
    c.paragraph(14, y + 6, wide - 28, ("Chief complaint: dizziness, fell at home ", s.day(-1),
                ". Allergies: sulfa. Advance directive on file. Brought in by ", *kin(s), "."),
                faces[0], 3.9)  # fmt: skip
    put(c, 14, y + 24, wide - 28, ("Admitted by: ", s.colleague("comma"), "  (", s.employee(),
        ")    Printed ", s.day(), f" {s.clock()}"), faces[0], 3.4, SLATE)  # fmt: skip
    return c.done()


_CLAIM: tuple[tuple[str, str, float], ...] = (
    ("1a. INSURED'S I.D. NUMBER", "member", 0.5), ("1. CARRIER", "plan", 0.5),
    ("2. PATIENT'S NAME (Last Name, First Name, Middle Initial)", "name", 0.62),
    ("3. PATIENT'S BIRTH DATE", "birth", 0.38), ("4. INSURED'S NAME", "relative", 0.6),
    ("6. TELEPHONE", "phone", 0.4), ("5. PATIENT'S ADDRESS", "address", 1.0),
    ("11. INSURED'S POLICY GROUP", "group", 0.5), ("SEX", "sex", 0.5),
    ("14. DATE OF CURRENT ILLNESS", "admitted", 0.5), ("26. PATIENT'S ACCOUNT NO.", "account", 0.5),
    ("17. NAME OF REFERRING PROVIDER", "doctor", 0.6), ("17b. NPI", "npi", 0.4),
    ("19. OTHER INSURED'S NAME", "relative", 1.0),
)  # fmt: skip


def claim(s: ApartStudio) -> Flat:
    """Return a claim form in red with numbered boxes, filled in by a printer."""
    if s.region.code not in ("US", "CA"):
        return admission(s)
    c = s.canvas("face_sheet", (216, 279), WHITE)
    red: Colour = s.rng.choice(((196, 40, 44), (214, 90, 60), (60, 110, 90)))
    faces, typed = s.font("sans"), s.font("mono")[0]
    put(c, 12, 14, 120, (s.rng.choice(("HEALTH INSURANCE CLAIM FORM", "REQUEST FOR MEDICAL PAYMENT",
        "CLAIM FOR REIMBURSEMENT")),), faces[1], 6, red)  # fmt: skip
    put(c, 140, 12, 64, (s.plan(),), typed, 4.2)
    x, y = 12.0, 22.0
    for label, word, share in _CLAIM:
        room = 192 * share
        if x + room > 205:
            x, y = 12.0, y + 13
        c.box(x, y, x + room, y + 13, outline=red, width=0.3)
        put(c, x + 1, y + 3.4, room - 2, (label,), faces[0], 2.5, red)
        put(c, x + 2.5, y + 10, room - 5, tuple(VALUES[word](s)), typed, 4.6)
        x += room
    y += 17
    heads = ("24A. DATE(S) OF SERVICE", "B. PLACE", "D. PROCEDURE", "E. DX", "F. CHARGES")
    stops = (12.0, 74.0, 96.0, 138.0, 168.0, 204.0)
    for row in range(5):
        for left, right in pairwise(stops):
            c.box(left, y, right, y + 11, outline=red, width=0.3)
        if row == 0:
            for left, head in zip(stops, heads, strict=False):
                put(c, left + 1, y + 7, 28, (head,), faces[0], 2.6, red)
        elif row < 4:
            put(c, 14, y + 7.6, 58, (s.day(-row), "  ", s.day(-row)), typed, 4.2)
            for left, cell in zip(stops[1:], ("11", f"99{s.rng.randint(202, 285)}", "A",
                                  f"{s.rng.uniform(30, 900):.2f}"), strict=False):  # fmt: skip
                put(c, left + 2, y + 7.6, 30, (cell,), typed, 4.2)
        y += 11
    put(c, 12, y + 6, 90, ("31. SIGNATURE OF PHYSICIAN",), faces[0], 2.5, red)
    signed(c, s, 20, y + 18, 8)
    put(c, 96, y + 15, 31, (s.day(2),), typed, 4.2)
    put(c, 130, y + 10, 74, (s.hospital().upper(),), typed, 4)
    put(c, 130, y + 16, 74, (s.office_place(),), typed, 3.8)
    return c.done()


DRUGS = ("Metoprolol tartrate 25 mg PO BID", "Enoxaparin 40 mg SC daily", "Pantoprazole 40 mg IV",
         "Ceftriaxone 1 g IV q24h", "Insulin glargine 18 units SC HS", "Acetaminophen 650 mg PRN",
         "Paracetamol 1 g PO QDS", "Amoxicillin 500 mg TDS", "Furosemide 40 mg PO OD")  # fmt: skip


def drug_chart(s: ApartStudio) -> Flat:
    """Return a chart of medicines: a sticker, drugs down, days across, initials by hand."""
    c = s.canvas("face_sheet", (297, 210), s.rng.choice((WHITE, (255, 252, 236), (240, 248, 252))))
    faces, hand, pen = s.font(s.rng.choice(("sans", "narrow"))), s.font("hand")[0], PENS[1]
    put(c, 10, 13, 140, (s.rng.choice(("MEDICATION ADMINISTRATION RECORD", "Drug chart",
        "Inpatient Medication Chart")),), faces[1], 6)  # fmt: skip
    put(c, 10, 20, 120, (s.hospital(), "   ", s.rng.choice(BEDS)), faces[0], 4)
    put(c, 10, 28, 200, ("Prescriber: ", *s.doctored(), "    Pharmacist: ", s.colleague("full")),
        faces[0], 4)  # fmt: skip
    sticker(c, s, 228, 4, faces)
    days = 6
    for day in range(days):
        put(c, 112 + day * 30, 41, 27, (s.day(day),), faces[1], 4)
    nurses = [s.people.person() for _ in range(3)]
    for row, drug in enumerate(s.rng.sample(DRUGS, 6)):
        y = 44 + row * 22
        c.box(10, y, 287, y + 22, outline=SLATE, width=0.3)
        put(c, 12, y + 8, 92, (drug,), faces[1], 4.4)
        put(c, 12, y + 15, 92, ("Start ", s.day(), "   given by / time"), faces[0], 3.6, SLATE)
        for day in range(days):
            c.line(110 + day * 30, y, 110 + day * 30, y + 22, SLATE, 0.2)
            if day < 4:
                nurse = nurses[(row + day) % 3]
                letters = f"{nurse.given[0]}{(nurse.family or nurse.given)[0]}"
                scrawl(c, s, 113 + day * 30, y + 15, 25, (f"{letters} {s.clock()}",), hand, 6, pen)
    put(c, 10, 185, 40, ("Initials and names:",), faces[0], 3.8)
    for number, nurse in enumerate(nurses):
        x = 10 + number * 92
        letters = f"{nurse.given[0]}{(nurse.family or nurse.given)[0]}"
        scrawl(c, s, x, 197, 86, (f"{letters} = ", s.part(nurse.written("full"), nurse,
               Role.CLINICIAN), " RN"), hand, 7, pen)  # fmt: skip
    return c.done()


def consent(s: ApartStudio) -> Flat:
    """Return a signed consent: a sticker in the corner, running text, signatures by hand."""
    c = s.canvas("face_sheet", s.rng.choice(((216, 279), (210, 297))), WHITE)
    wide = c.size_mm[0]
    faces, hand, pen = s.font(s.rng.choice(("serif", "sans"))), s.font("hand")[0], PENS[0]
    sticker(c, s, wide - 70, 8, faces)
    put(c, 14, 16, wide - 92, (s.rng.choice(("CONSENT TO OPERATION", "Informed Consent",
        "Permission for Procedure")),), faces[1], 6)  # fmt: skip
    put(c, 14, 23, wide - 92, (s.hospital(),), faces[0], 4)
    what = s.rng.choice(("total knee replacement", "colonoscopy with biopsy", "cesarean delivery",
                         "cataract extraction, left eye"))  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("I, ", s.named(("full", "long", "caps")), ", born ", s.birth(), ", authorize ",
         *s.doctored(), " and such assistants as may be selected to perform: ", what, "."),
        ("The nature, risks and alternatives were explained to me on ", s.day(-3), " by ",
         s.colleague("full"), ". I understand that no guarantee has been made about the outcome."),
        ("Interpreter (if used): ", s.colleague("full"), ". Person to be told afterwards: ",
         *kin(s), ", telephone ", s.phone(), "."),
        ("I agree to blood products, photographs for teaching and the disposal of tissue, except "
         "as crossed out above. I may withdraw consent at any time before the procedure.",),
    )  # fmt: skip
    y = 52.0
    for parts in texts:
        y = c.paragraph(14, y, wide - 30, parts, faces[0], 4.4) + 5
    people: tuple[tuple[str, Parts], ...] = (
        ("Patient or guardian", (s.named(("initial", "full")),)),
        ("Print name", (s.named(("full", "caps")),)),
        ("Witness", (s.colleague("full"),)), ("Physician", (s.doctor("initial"),)))  # fmt: skip
    for number, (label, parts) in enumerate(people):
        x, base = 14 + number % 2 * (wide - 24) / 2, y + 18 + number // 2 * 30
        scrawl(c, s, x + 2, base, 52, parts, hand, 8, pen)
        scrawl(c, s, x + 60, base, 30, (s.day(),), hand, 6.4, pen)
        c.line(x, base + 3, x + 92, base + 3, SLATE, 0.3)
        c.text(x, base + 7, f"{label} / date", faces[0], 3.2, SLATE)
    return c.done()


PLANS = ("await CT head, PT eval", "NPO after MN, OR am", "wean O2, lasix 40 IV", "d/c today?",
         "repeat trop 1800", "abx day 3/7, cx pending", "SW re: placement")  # fmt: skip


def handover(s: ApartStudio) -> Flat:
    """Return a ward's handover list: a block a patient, what is to do at the right."""
    c = s.canvas("face_sheet", s.rng.choice(((216, 279), (210, 297))), WHITE)
    wide = c.size_mm[0]
    faces, hand, hue = (
        s.font(s.rng.choice(("sans", "narrow", "mono"))),
        s.font("hand")[0],
        s.rng.choice(HUES),
    )
    put(c, 10, 12, wide - 20, (s.rng.choice(("HANDOVER", "Rounding list", "Hospitalist sign-out")),
        "   ", s.day(), f"   {s.clock()}   Team: ", *s.doctored()), faces[1], 4.6)  # fmt: skip
    count = s.rng.randint(6, 9)
    pitch = 250 / count
    shape = s.rng.choice(names.PRINTED)
    for row in range(count):
        y = 17 + row * pitch
        s.new_patient()
        c.box(10, y, wide - 10, y + pitch, outline=SLATE, width=0.3)
        c.box(10, y, 34, y + pitch, fill=s.rng.choice(PALES))
        put(c, 11, y + pitch * 0.5, 22, (s.rng.choice(BEDS),), faces[1], 4.2, hue)
        put(c, 37, y + 6.4, 92, (s.named((shape,)), "  ", *s.age_sex()), faces[1], 4.2)
        put(c, 37, y + 12.4, 92, (*said_in_row(s, "mrn birth"),), faces[0], 3.7)
        put(c, 37, y + 18.4, 92, ("Adm ", s.day(-s.rng.randint(1, 9)), "  Att: ",
            s.colleague("brief"), "  Full code"), faces[0], 3.7)  # fmt: skip
        put(c, 134, y + 6.4, wide - 146, (s.rng.choice(PLANS),), faces[0], 3.9)
        if s.rng.random() < 0.5:
            note: Parts = s.rng.choice(
                (
                    ("fam: ", s.relative()),
                    ("call ", s.phone()),
                    ("K 3.1 -> repl",),
                    ("seen by ", s.colleague("initial")),
                )
            )
            scrawl(c, s, 134, y + 15, wide - 148, note, hand, 6, PENS[0])
    return c.done()


def triage(s: ApartStudio) -> Flat:
    """Return an emergency department's card filled in by hand, with a body of vital signs."""
    c = s.canvas("face_sheet", s.rng.choice(((210, 148), (216, 170))), s.rng.choice(
        ((255, 226, 226), (255, 250, 214), (226, 240, 255), WHITE)))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = (
        s.font(s.rng.choice(("sans", "serif"))),
        s.font("hand")[0],
        s.rng.choice(PENS),
    )
    put(c, 10, 12, 110, (s.rng.choice(("TRIAGE", "Emergency Dept. Record", "Casualty card")), "   ",
        s.hospital()), faces[1], 5)  # fmt: skip
    rows: list[Field] = [*fields(s, "family given birth mrn address phone relative"),
                         ("Arrived", tuple(timed(s))), under(s, "GP/PCP", "doctor")]  # fmt: skip
    y = lay(c, s, 10, 18, wide - 20, [(a, tuple(b)) for a, b in rows], (faces[0], hand), 6.4,
            columns=2, style="write_in", ink=pen, down=60) + 4  # fmt: skip
    said: Parts = ("c/o chest tightness since ", s.day(-1), ", worse on stairs. ", *kin(s),
                   " drove in. Seen ", s.clock(), " by ", s.colleague("full"), ".")  # fmt: skip
    y = c.paragraph(12, y + 8, wide - 26, said, hand, 7, pen)
    for number, (word, value) in enumerate((("BP", "168/94"), ("P", "104"), ("T", "37.9"),
            ("SpO2", "93%"), ("Pain", "6/10"))):  # fmt: skip
        x = 12 + number * (wide - 24) / 5
        c.box(x, y, x + 34, y + 16, outline=SLATE)
        c.text(x + 1, y + 4, word, faces[0], 3.2, SLATE)
        c.text(x + 6, y + 12.4, value, hand, 8, pen)
    return c.done()


def banner_sheet(s: ApartStudio) -> Flat:
    """Return a short facesheet as a program prints it: one banner, then plain lines."""
    c = s.canvas("face_sheet", (216, 279), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    put(
        c, 12, 16, 190, (s.named(("comma_mr", "surname_first", "comma", "long")),), faces[1], 9, hue
    )
    y = strip_of(c, 12, 22, 192, fields(s, "birth sex mrn phone location"), faces, 4.2, hue) + 6
    for title, words in (("Contact", "address mobile email"), ("Family", "relative kin_phone"),
                         ("Coverage", "plan member group national"),
                         ("Care team", "doctor")):  # fmt: skip
        c.text(12, y + 6, title, faces[1], 5, hue)
        c.line(12, y + 8, 204, y + 8, hue, 0.3)
        y = lay(c, s, 16, y + 11, 186, fields(s, words), faces, 4.4, style="item") + 4
    team: list[Parts] = [
        (s.colleague("full"), ", RN care manager, ", s.office_phone()),
        (s.colleague("comma"), ", social work"),
        (s.colleague("long"), ", PT"),
    ]
    for parts in team:
        put(c, 16, y + 4, 186, parts, faces[0], 4.2)
        y += 7
    put(c, 12, 268, 190, (s.hospital(), "   ", s.office_place(), "   ", s.office_phone()), faces[0],
        3.2, SLATE)  # fmt: skip
    c.barcode(140, 250, 60, 9, s.patient.mrn.replace(" ", ""), "Code128", Category.MRN)
    return c.done()


DESIGNS = {"face_sheet": (admission, admission, claim, drug_chart, consent, handover, triage,
                          banner_sheet)}  # fmt: skip
