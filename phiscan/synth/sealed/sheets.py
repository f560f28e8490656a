"""Registration sheets, handovers, letters, certificates and notes."""

from __future__ import annotations

from phiscan.synth.canvas import Flat
from phiscan.synth.layout import GREY, WHITE, Parts, inline, put, signed
from phiscan.synth.sealed.form import ACCENTS, PEN, PLACES, fields, lay
from phiscan.synth.sealed.lab_report import masthead
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category, Role


def registration(s: SealedStudio) -> Flat:
    """Return a registration sheet in sections, each set in its own style."""
    rng = s.rng
    c = s.canvas("face_sheet", rng.choice(((216, 279), (210, 297))), s.paper())
    wide = c.size_mm[0]
    faces, accent = s.font(rng.choice(("sans", "narrow", "serif", "mono"))), rng.choice(ACCENTS)
    y = masthead(
        c, s, faces, accent, rng.choice(("ADMISSION RECORD", "Demographics", "Face Sheet"))
    )
    sections = (
        ("1. Who", "name birth sex mrn national ssn email"),
        ("2. Where", "address phone mobile"),
        ("3. Visit", "account admitted location doctor npi"),
        ("4. Whom to call", "relative kin_phone"),
        ("5. Who pays", "plan member group licence"),
    )
    for title, words in sections:
        c.box(12, y, wide - 12, y + 6.4, fill=accent)
        c.text(15, y + 4.7, title, faces[1], 4, WHITE)
        rows = fields(s, words, mixed=title > "2")
        y = lay(c, s, 15, y + 8, wide - 30, rows, faces, 3.8, columns=rng.choice((1, 2)),
                down=44) + 3  # fmt: skip
    content = s.patient.mrn.replace(" ", "")
    c.barcode(wide - 64, 262, 50, 9, content, "Code128", Category.MRN)
    put(
        c,
        14,
        268,
        100,
        ("Clerk: ", s.colleague("brief"), "  ", s.day(), f" {s.clock()}"),
        faces[0],
        3.4,
    )
    return c.done()


def filled_form(s: SealedStudio) -> Flat:
    """Return a printed questionnaire filled in by hand, with boxes and ticks."""
    rng = s.rng
    c = s.canvas("face_sheet", (210, 297), rng.choice(((255, 255, 255), (240, 248, 238),
                 (254, 246, 232))))  # fmt: skip
    faces, hand, pen = s.font(rng.choice(("sans", "serif"))), s.font("hand")[0], rng.choice(PEN)
    put(c, 14, 16, 180, (s.hospital(),), faces[1], 5.6)
    c.text(
        14,
        24,
        rng.choice(("New patient form", "Pre-op questionnaire", "Clinic intake")),
        faces[0],
        5,
    )
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
    signed(c, s, 130, y - 10, 8)
    put(
        c,
        14,
        min(y + 10, 290),
        180,
        ("Witnessed ", s.colleague("full"), " RN   ", s.day()),
        hand,
        6,
        pen,
    )
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
        todo: Parts = (
            rng.choice(("Chase MRI. ", "Wean O2. ", "TTA by noon. ")),
            "Call ",
            s.relative("full"),
            " ",
            s.phone(),
            rng.choice(("; SW ref", "; NBM", "")),
        )
        c.paragraph(191, y + 6.5, 94, todo, faces[0], 3.7)
    return c.done()


def _body(s: SealedStudio) -> list[Parts]:
    p, first = s.patient, s.part(s.patient.given)
    texts: list[Parts] = [
        ("Thank you for asking me to see ", s.named(("full", "all_middle")), ", a ", s.age(),
         " year old with a cough. ", first, " was first seen here on ", s.day(-30),
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
         s.surname(), " family updated by Dr. ", s.surname_doctor(), ", ", s.day(-1), "."),
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
    y = masthead(
        c, s, faces, accent, rng.choice(("Respiratory Clinic", "Dept of Surgery", "Paeds"))
    )
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
    greet: Parts = (
        ("Dear ", f"{s.title()} ", s.surname(), ",") if to_patient else ("Dear colleague,",)
    )
    c.run(18, y, greet, faces[0], 4)
    y += 9
    for parts in _body(s):
        y = c.paragraph(18, y, wide - 36, parts, faces[0], 4) + 3
    signed(c, s, 22, y + 12, 8)
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
    y = masthead(c, s, faces, accent, "")
    title = rng.choice(("MEDICAL CERTIFICATE", "FITNESS TO TRAVEL", "PROOF OF IMMUNISATION"))
    c.text(105, y + 8, title, faces[1], 7, accent, "ms")
    text: Parts = (
        "This is to certify that ",
        s.title(),
        " ",
        s.named(("full", "caps", "last_upper", "all_middle")),
        ", born ",
        s.birth(),
        ", holder of ",
        *s.numbered(),
        ", resident at ",
        s.address(),
        ", was examined by me on ",
        s.day(),
        " and will be unfit for duty until ",
        s.day(5),
        " inclusive.",
    )
    y = c.paragraph(16, y + 22, 178, text, faces[0], 4.6, spacing=1.7)
    signed(c, s, 120, y + 14, 9)
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
    "face_sheet": (registration, registration, filled_form, handover),
    "letter": (letter, letter, certificate, progress),
}
