"""Pages: laboratory reports, registration sheets, letters and notes."""

from __future__ import annotations

from phiscan.synth.artefacts.lab_report import Analyte, results
from phiscan.synth.blind.form import GREY, WHITE, Parts, joined, put, sign
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.sealed.form import ACCENTS, PEN, PLACES, fields, inline, lay
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category, Role

Faces = tuple[Face, Face]
PANEL: tuple[Analyte, ...] = (
    ("Hb", "g/L", 120, 160, 0), ("Plt", "10*9/L", 150, 410, 0), ("Na+", "mEq/L", 135, 146, 0),
    ("K+", "mEq/L", 3.4, 5.2, 1), ("Bicarb", "mmol/L", 21, 30, 0), ("Creat", "umol/L", 50, 104, 0),
    ("Trop T hs", "ng/L", 0, 14, 0), ("NT-proBNP", "pg/mL", 0, 125, 0), ("Cortisol 9am", "nmol/L",
    140, 690, 0), ("FSH", "IU/L", 1.5, 12.4, 1), ("Oestradiol", "pmol/L", 70, 900, 0),
    ("Transferrin sat", "%", 16, 50, 0), ("Anti-TPO", "kU/L", 0, 34, 0), ("IgE total", "kU/L", 0, 100,
    0), ("Gluten IgA", "U/mL", 0, 7, 1), ("Zinc", "umol/L", 10, 18, 1), ("Lithium", "mmol/L", 0.4, 1.0,
    2), ("Vancomycin trough", "mg/L", 10, 20, 1), ("Ammonia", "umol/L", 11, 50, 0), ("pH (art.)", "",
    7.35, 7.45, 2), ("pCO2", "kPa", 4.7, 6.0, 1), ("Urine ACR", "mg/mmol", 0, 3, 1),
    ("Fructosamine", "umol/L", 205, 285, 0), ("Homocysteine", "umol/L", 5, 15, 1),
)  # fmt: skip


def _masthead(c: Canvas, s: SealedStudio, faces: Faces, accent: Colour, title: str) -> float:
    """Set the house's name in one of three ways; return the y below."""
    wide = c.size_mm[0]
    how = s.rng.choice(("left", "middle", "bar"))
    if how == "bar":
        c.box(0, 0, wide, 17, fill=accent)
        put(c, 12, 11, wide * 0.6, (s.hospital(),), faces[1], 6, WHITE)
        c.text(wide - 12, 11, title, faces[0], 4, WHITE, "rs")
    elif how == "middle":
        house = s.hospital()
        size = c.fit((house,), faces[1], 7, wide - 30)
        c.text(wide / 2, 13, house, faces[1], size, accent, "ms")
        c.text(wide / 2, 19, title, faces[0], 3.8, GREY, "ms")
    else:
        c.box(12, 6, 22, 16, fill=accent, radius=5)
        put(c, 26, 11, wide * 0.55, (s.hospital(),), faces[1], 5, accent)
        put(c, 26, 16, wide * 0.55, (title,), faces[0], 3.6, GREY)
    place = joined(((s.office_place(),), ("tel. ", s.office_phone())))
    put(c, 14, 24, wide - 28, place, faces[0], 3.1, GREY)
    return 28.0


def ledger(s: SealedStudio) -> Flat:
    """Return a report: particulars in a chance style, results in columns of a chance order."""
    rng = s.rng
    c = s.canvas("lab_report", rng.choice(((210, 297), (216, 279), (148, 210))), s.paper())
    wide, tall = c.size_mm
    faces, accent = s.font(rng.choice(("sans", "serif", "narrow", "mono"))), rng.choice(ACCENTS)
    y = _masthead(c, s, faces, accent, rng.choice(("Laboratory Medicine", "RESULTS", "Clin. Chem.")))
    words = "name birth mrn national sex accession doctor collected received reported location"
    y = lay(c, s, 12, y, wide - 24, fields(s, words), faces, 3.5, columns=2, down=46) + 4
    order = ["test", *rng.sample(("value", "flag", "unit", "range"), 4)]
    stops = [14 + (wide - 28) * f for f in (0, 0.36, 0.53, 0.66, 0.8)]
    heads = {"test": "Procedure", "value": "Your value", "flag": "!", "unit": "Units",
             "range": "Expected"}  # fmt: skip
    c.box(12, y, wide - 12, y + 6, fill=accent)
    for stop, word in zip(stops, order, strict=True):
        c.text(stop, y + 4.4, heads[word], faces[1], 3.4, WHITE)
    top, y = y, y + 6
    pitch = min(7.0, (tall - y - 46) / 15)
    for test, value, flag, unit, span in results(s, rng.randint(7, 14), PANEL):
        y += pitch
        cells = {"test": test, "value": value, "unit": unit, "range": f"[{span}]",
                 "flag": {"H": "HI", "L": "LO", "": ""}[flag]}  # fmt: skip
        for stop, word in zip(stops, order, strict=True):
            strong = faces[int(bool(flag) and word in ("value", "flag"))]
            put(c, stop, y, 0.16 * wide, (cells[word],), strong, min(3.5, pitch * 0.62))
    c.region(Category.LAB_RESULT, 11, top - 0.5, wide - 11, y + 2)
    note: Parts = ("Comment: ", s.title(), " ", s.surname(), " telephoned with result on ",
                   s.day(1), " by ", s.colleague("initial"), ". Repeat in 2/52.")  # fmt: skip
    y = c.paragraph(14, y + 8, wide - 28, note, faces[0], 3.5)
    put(c, 14, y + 6, wide - 28, ("Auth: ", s.doctor("dotted"), "  ", s.day(1)), faces[1], 3.5)
    return c.done()


def tiles(s: SealedStudio) -> Flat:
    """Return a patient portal's print: a large name, each result a tile with a bar."""
    rng = s.rng
    c = s.canvas("lab_report", (216, 279), (250, 250, 252))
    faces, accent = s.font(rng.choice(("sans", "narrow"))), rng.choice(ACCENTS)
    put(c, 14, 18, 120, (rng.choice(("My results", "Test summary", "Results for you")),), faces[1], 8,
        accent)  # fmt: skip
    put(c, 14, 30, 180, (s.named(("full", "long", "all_middle")),), faces[1], 6.5)
    rows = fields(s, "birth mrn account doctor collected")
    put(c, 14, 38, 188, inline(rows, "  \u2022  "), faces[0], 3.6, GREY)
    top = 46.0
    for number, (test, value, flag, unit, span) in enumerate(results(s, rng.randint(6, 14), PANEL)):
        x, y = 14 + number % 2 * 96, top + number // 2 * 30
        c.box(x, y, x + 92, y + 27, fill=WHITE, outline=(206, 208, 214), radius=2)
        c.text(x + 4, y + 7, test, faces[0], 4)
        put(c, x + 4, y + 16, 50, (f"{value} {unit}",), faces[1], 6,
            (180, 40, 30) if flag else accent)  # fmt: skip
        c.box(x + 4, y + 20, x + 88, y + 22, fill=(220, 226, 220), radius=1)
        c.text(x + 88, y + 16, f"{span}", faces[0], 3, GREY, "rs")
        end = y + 28
    c.region(Category.LAB_RESULT, 12, top - 1, 204, end)
    foot: Parts = ("Printed by ", s.named(("full", "shortened")), " on ", s.day(3), " from ",
                   s.of(Category.EMAIL, s.patient.email))  # fmt: skip
    put(c, 14, 272, 188, foot, faces[0], 3.2, GREY)
    return c.done()


def histology(s: SealedStudio) -> Flat:
    """Return a pathologist's report in running text, the patient in a strip and in the text."""
    rng, p = s.rng, s.patient
    c = s.canvas("lab_report", (210, 297), s.paper())
    faces, accent = s.font(rng.choice(("serif", "mono", "sans"))), rng.choice(ACCENTS)
    y = _masthead(c, s, faces, accent, rng.choice(("Anatomic Pathology", "Cytology", "Histopath.")))
    y = lay(c, s, 14, y + 2, 182, fields(s, "family given birth mrn accession doctor collected"),
            faces, 3.7, columns=rng.choice((1, 2, 3)), down=52) + 8  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("SPECIMEN: Punch, left shoulder, received in formalin labelled \"", s.named(("comma_caps",
         "full")), "\", 4 x 3 mm, bisected, all in."),
        ("HISTORY: ", s.age(), " y/o. Lesion first seen ", s.day(-40), ". Slides of ", s.day(-400),
         " (", s.accession(), ") reviewed together with Dr ", s.colleague("full"), "."),
        ("MICROSCOPY: Sections show a symmetrical compound naevus without atypia. Deep margin is "
         "clear by 0.8 mm. No mitoses. Melan-A and Ki-67 unremarkable.",),
        ("DIAGNOSIS: Benign. Discussed by phone with ", s.title(), " ", s.surname(), " (",
         s.phone(), ") and ", s.doctor("full"), " on ", s.day(2), "."),
    )  # fmt: skip
    for parts in texts:
        y = c.paragraph(14, y, 182, parts, faces[0], 4, spacing=1.5) + 5
    sign(c, s, 130, y + 14)
    put(c, 130, y + 22, 66, (s.doctor("long"), ", FRCPath"), faces[1], 3.6)
    put(c, 14, 288, 182, (*s.numbered(), "    ", f"{p.sex}    page 1/1"), faces[0], 3, GREY)
    return c.done()


def flow(s: SealedStudio) -> Flat:
    """Return a flow sheet on its side: days across, tests down, a label stuck in the corner."""
    rng = s.rng
    c = s.canvas("lab_report", (297, 210), s.paper())
    faces = s.font(rng.choice(("narrow", "sans", "mono")))
    c.text(14, 16, "CUMULATIVE FLOW SHEET", faces[1], 6)
    c.text(14, 24, s.hospital(), faces[0], 4, GREY)
    c.box(190, 6, 287, 44, fill=(255, 255, 246), outline=(120, 120, 120))
    lay(c, s, 193, 8, 92, fields(s, "name birth mrn account doctor"), faces, 4, down=34)
    columns = rng.randint(4, 6)
    stops = [70 + n * 216 / columns for n in range(columns)]
    for number, stop in enumerate(stops):
        put(c, stop, 56, 200 / columns - 4, (s.day(-14 * (columns - number)),), faces[1], 4)
        put(c, stop, 61, 200 / columns - 4, (s.clock(),), faces[0], 3.2, GREY)
    shown = rng.sample(PANEL, 12)
    for row, (test, unit, low, high, places) in enumerate(shown):
        y = 70 + row * 10.5
        if row % 2:
            c.box(12, y - 6, 287, y + 3.5, fill=(234, 238, 242))
        put(c, 14, y, 52, (f"{test} {unit}",), faces[0], 3.8)
        for stop in stops:
            value = rng.uniform(low * 0.9, high * 1.15)
            c.text(stop, y, f"{value:.{places}f}{'*' if value > high else ''}", faces[0], 4)
    c.region(Category.LAB_RESULT, 12, 50, 288, 70 + 11 * 10.5 + 5)
    put(c, 14, 204, 260, ("Last checked ", s.day(), " ", s.colleague("comma")), faces[0], 3.4, GREY)
    return c.done()


def registration(s: SealedStudio) -> Flat:
    """Return a registration sheet in sections, each set in its own style."""
    rng = s.rng
    c = s.canvas("face_sheet", rng.choice(((216, 279), (210, 297))), s.paper())
    wide = c.size_mm[0]
    faces, accent = s.font(rng.choice(("sans", "narrow", "serif", "mono"))), rng.choice(ACCENTS)
    y = _masthead(c, s, faces, accent, rng.choice(("ADMISSION RECORD", "Demographics", "Face Sheet")))
    sections = (("1. Who", "name birth sex mrn national ssn email"),
                ("2. Where", "address phone mobile"), ("3. Visit", "account admitted location doctor "
                "npi"), ("4. Whom to call", "relative kin_phone"), ("5. Who pays",
                "plan member group licence"))  # fmt: skip
    for title, words in sections:
        c.box(12, y, wide - 12, y + 6.4, fill=accent)
        c.text(15, y + 4.7, title, faces[1], 4, WHITE)
        rows = fields(s, words, mixed=title > "2")
        y = lay(c, s, 15, y + 8, wide - 30, rows, faces, 3.8, columns=rng.choice((1, 2)),
                down=44) + 3  # fmt: skip
    content = s.patient.mrn.replace(" ", "")
    c.barcode(wide - 64, 262, 50, 9, content, "Code128", Category.MRN)
    put(c, 14, 268, 100, ("Clerk: ", s.colleague("brief"), "  ", s.day(), f" {s.clock()}"), faces[0], 3.4)
    return c.done()


def filled_form(s: SealedStudio) -> Flat:
    """Return a printed questionnaire filled in by hand, with boxes and ticks."""
    rng = s.rng
    c = s.canvas("face_sheet", (210, 297), rng.choice(((255, 255, 255), (240, 248, 238),
                 (254, 246, 232))))  # fmt: skip
    faces, hand, pen = s.font(rng.choice(("sans", "serif"))), s.font("hand")[0], rng.choice(PEN)
    put(c, 14, 16, 180, (s.hospital(),), faces[1], 5.6)
    c.text(14, 24, rng.choice(("New patient form", "Pre-op questionnaire", "Clinic intake")), faces[0], 5)
    style = rng.choice(("box", "below", "above", "colon"))
    rows = fields(s, "family given birth sex phone address email doctor relative kin_phone "
                  "member mrn")  # fmt: skip
    y = lay(c, s, 14, 32, 182, rows, (faces[0], hand), 6.6, columns=rng.choice((1, 2)), style=style,
            down=150, ink=pen) + 8  # fmt: skip
    for word in ("Smoker", "Pacemaker", "Latex allergy", "Blood thinners"):
        c.box(14, y - 4, 18, y, outline=(60, 60, 60))
        if rng.random() < 0.5:
            c.text(16, y + 0.6, "x", hand, 7, pen, "ms")
        c.text(22, y, word, faces[0], 4.4)
        y += 9
    sign(c, s, 130, y - 10, 8)
    put(c, 14, min(y + 10, 290), 180, ("Witnessed ", s.colleague("full"), " RN   ", s.day()), hand, 6, pen)
    return c.done()


def handover(s: SealedStudio) -> Flat:
    """Return a handover table of a ward: several patients, a row each, free text beside."""
    rng = s.rng
    c = s.canvas("face_sheet", (297, 210), s.paper())
    faces = s.font(rng.choice(("narrow", "sans", "mono")))
    put(c, 10, 12, 270, (f"Handover {rng.choice(PLACES)}  ", s.day(), "  printed by ",
        s.colleague("last_upper")), faces[1], 5)  # fmt: skip
    stops = (10, 26, 92, 128, 190, 287)
    for stop, title in zip(stops, ("Bed", "Patient", "MRN/age", "Team", "To do"), strict=False):
        c.text(stop + 1, 20, title, faces[1], 3.8, GREY)
    for row in range(rng.randint(5, 8)):
        y = 22 + row * 22.5
        s.new_patient()
        c.box(10, y, 287, y + 22, outline=(140, 144, 150), width=0.25)
        put(c, 12, y + 8, 12, (str(row + 1),), faces[1], 5)
        put(c, 27, y + 8, 62, (s.named(),), faces[1], 4.4)
        put(c, 27, y + 15, 62, ("b. ", s.birth()), faces[0], 3.8)
        put(c, 93, y + 8, 33, (s.mrn(),), faces[0], 3.8)
        put(c, 93, y + 15, 33, s.age_sex(), faces[0], 3.8)
        put(c, 129, y + 8, 58, ("Dr ", s.colleague("initial")), faces[0], 3.8)
        put(c, 129, y + 15, 58, ("adm ", s.day(-rng.randint(1, 9))), faces[0], 3.8)
        todo: Parts = (rng.choice(("Chase MRI. ", "Wean O2. ", "TTA by noon. ")), "Call ",
                       s.relative("full"), " ", s.phone(), rng.choice(("; SW ref", "; NBM", "")))  # fmt: skip
        c.paragraph(191, y + 6.5, 94, todo, faces[0], 3.7)
    return c.done()


def _body(s: SealedStudio) -> list[Parts]:
    p, first = s.patient, s.part(s.patient.given)
    texts: list[Parts] = [
        ("Thank you for asking me to see ", s.named(("full", "all_middle")), ", a ", s.age(),
         " year old who works as a teacher. ", first, " was first seen here on ", s.day(-30),
         " and again by my colleague ", s.colleague("full"), " on ", s.day(-9), "."),
        (s.title(), " ", s.surname(), " lives with ", s.relative("full"), " at ", s.address(),
         " and can be reached on ", s.phone(), " after six."),
        ("Examination was normal. Spirometry showed FEV1 2.1 L (78 %). I started montelukast 10 mg "
         "and stopped the codeine.",),
        ("The family ask that results go to ", s.of(Category.EMAIL, p.email), ". Claim ",
         s.account(), " was sent to ", s.plan(), " under member ", s.member(), "."),
        ("I have booked ", first, " for a CT on ", s.day(20), f" at {s.clock()} and will write "
         "again. In the meantime Nurse ", s.colleague("full"), " is the contact, ",
         s.office_phone(), "."),
        ("Seen with interpreter. Pt ", s.part(p.written("shortened")), " alert, denies pain; ",
         s.surname(), " family updated by Dr. ", s.surname_doctor(), " (", s.day(-1), ")."),
    ]  # fmt: skip
    head, tail = texts[0], texts[1:]
    s.rng.shuffle(tail)
    return [head, *tail[: s.rng.randint(3, 5)]]


def letter(s: SealedStudio) -> Flat:
    """Return a letter: sender, addressee, salutation, text in chance order, signature."""
    rng = s.rng
    c = s.canvas("letter", rng.choice(((210, 297), (216, 279))), s.paper())
    wide = c.size_mm[0]
    faces, accent = s.font(rng.choice(("serif", "sans", "mono"))), rng.choice(ACCENTS)
    y = _masthead(c, s, faces, accent, rng.choice(("Respiratory Clinic", "Dept of Surgery", "Paeds")))
    to_patient = rng.random() < 0.5
    who: Parts = (f"{s.title()} ", s.named(("full", "caps", "initial"))) if to_patient else (
        "Dr ", s.colleague("full"))  # fmt: skip
    lines: list[Parts] = [who, (s.street(),), (s.town(),)] if to_patient else [
        who, (s.office_place(),)]  # fmt: skip
    for parts in lines:
        y += 6
        put(c, 18, y, 100, parts, faces[0], 4)
    c.text(wide - 18, y - 6, s.day(), faces[0], 4, anchor="rs")
    y = c.paragraph(18, y + 12, wide - 36, ("RE:", *inline(fields(s, "name birth mrn"), ", ")),
                    faces[1], 4) + 4  # fmt: skip
    greet: Parts = ("Dear ", f"{s.title()} ", s.surname(), ",") if to_patient else ("Dear colleague,",)
    c.run(18, y, greet, faces[0], 4)
    y += 9
    for parts in _body(s):
        y = c.paragraph(18, y, wide - 36, parts, faces[0], 4) + 3
    sign(c, s, 22, y + 12, 8)
    put(c, 18, y + 21, 120, (s.doctor("dotted"), ", Consultant"), faces[1], 4)
    put(c, 18, y + 30, 170, ("Copies: ", s.colleague("full"), "; ", s.named(("last_upper", "comma",
        "initials_after")), "; file ", s.mrn()), faces[0], 3.4, GREY)  # fmt: skip
    return c.done()


def certificate(s: SealedStudio) -> Flat:
    """Return a certificate for work or school in one long sentence."""
    rng = s.rng
    c = s.canvas("letter", (210, 148), rng.choice(((255, 253, 240), WHITE, (238, 246, 252))))
    faces, accent = s.font(rng.choice(("serif", "sans"))), rng.choice(ACCENTS)
    c.box(5, 5, 205, 143, outline=accent, width=0.8)
    y = _masthead(c, s, faces, accent, "")
    title = rng.choice(("MEDICAL CERTIFICATE", "FITNESS TO TRAVEL", "PROOF OF IMMUNISATION"))
    c.text(105, y + 8, title, faces[1], 7, accent, "ms")
    text: Parts = ("This is to certify that ", s.title(), " ", s.named(("full", "caps", "last_upper",
            "all_middle")), ", born ", s.birth(), ", holder of ", *s.numbered(), ", resident at ",
            s.address(), ", was examined by me on ", s.day(), " and will be unfit for duty until ",
            s.day(5), " inclusive.")  # fmt: skip
    y = c.paragraph(16, y + 22, 178, text, faces[0], 4.6, spacing=1.7)
    sign(c, s, 120, y + 14, 9)
    licence = s.of(Category.LICENSE_NUMBER, s.clinician.licence, Role.CLINICIAN)
    put(c, 110, min(y + 24, 138), 90, (s.doctor("full"), "  Reg ", licence), faces[1], 4)
    return c.done()


def progress(s: SealedStudio) -> Flat:
    """Return a continuation sheet: dated entries by hand under a stuck-on label."""
    rng = s.rng
    c = s.canvas("letter", (210, 297), rng.choice(((255, 255, 255), (255, 252, 236))))
    faces, hand = s.font("sans"), s.font("hand")[0]
    c.text(14, 14, "CONTINUATION SHEET", faces[1], 5)
    c.box(110, 6, 202, 42, fill=WHITE, outline=(150, 150, 150), radius=1)
    lay(c, s, 113, 8, 88, fields(s, "name birth mrn doctor"), faces, 4, down=33)
    for row in range(22):
        c.line(12, 60 + row * 10.5, 200, 60 + row * 10.5, (196, 206, 220), 0.2)
    y = 58.0
    for number in range(3):
        pen = rng.choice(PEN)
        put(c, 14, y, 180, (s.day(number), f" {s.clock()}  ", s.colleague("initial")), hand, 7, pen)
        text: Parts = rng.choice((
            ("WR. Feels better. ", s.part(s.patient.given), " mobilising, obs stable. Spoke to ",
             s.relative("full"), " on ", s.phone(), ". Home ", s.day(number + 2), " if CRP falls."),
            ("ATSP re low BP. ", s.title(), " ", s.surname(), " pale but alert. 500 ml bolus. "
             "D/W ", s.colleague("full"), ", repeat Hb."),
            ("Physio: stairs x2 with ", s.surname(), ". Lives at ", s.street(), ", daughter ",
             s.relative("full"), " helps."),
        ))  # fmt: skip
        y = c.paragraph(14, y + 10.5, 182, text, hand, 7, pen, spacing=1.5) + 10.5
    return c.done()


DESIGNS = {
    "lab_report": (ledger, ledger, tiles, histology, flow),
    "face_sheet": (registration, registration, filled_form, handover),
    "letter": (letter, letter, certificate, progress),
}
