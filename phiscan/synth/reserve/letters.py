"""Letters: referral, discharge papers, an insurer's statement, a record of shots, dictation."""

from __future__ import annotations

from phiscan.synth.canvas import Canvas, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import GREY, WHITE, Parts, inline, put, signed
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import HUES, PENS, banner, fields, lay
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category, Role


def _texts(c: Canvas, y: float, wide: float, texts: tuple[Parts, ...], face: Face,
           size: float) -> float:  # fmt: skip
    for parts in texts:
        y = c.paragraph(18, y, wide - 36, parts, face, size) + 2.6
    return y


def referral(s: ReserveStudio) -> Flat:
    """Return a letter from one doctor to another about a patient."""
    c = s.canvas("letter", s.rng.choice(((210, 297), (216, 279))), s.paper())
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("serif", "sans", "serif"))), s.rng.choice(HUES)
    y = banner(c, s, faces, s.rng.choice(("", "Cardiology", "Women's Health", "Orthopaedics")), hue)
    c.text(18, y + 4, s.day(), faces[0], 4)
    put(c, 18, y + 12, 110, ("Dr ", s.colleague("full")), faces[0], 4)
    put(c, 18, y + 17.5, 110, (s.office_place(),), faces[0], 4)
    colleague = s.people.person()
    last = s.part(colleague.family or colleague.given, colleague, Role.CLINICIAN)
    c.run(18, y + 28, ("Dear Dr ", last, ","), faces[0], 4)
    subject: Parts = ("Re: ", s.named(("full", "caps", "last_upper", "comma")), ", ", *s.born(),
                      ", ", *s.numbered(), ". ", s.address(), ". Tel ", s.phone())  # fmt: skip
    y = c.paragraph(18, y + 37, wide - 36, subject, faces[1], 4) + 4
    first, title = s.part(s.patient.given), s.title()
    texts: tuple[Parts, ...] = (
        ("I would be grateful for your opinion on this ", s.age(), " year old teacher who has had "
         "palpitations since ", s.day(-40), ". The episodes last a few minutes and settle alone."),
        (f"{title} ", s.surname(), " has a past history of migraine. There is no family history, "
         "although a cousin, ", s.relative(), ", was fitted with a pacemaker in ", s.day(-900),
         "."),
        ("On examination pulse 76 regular, BP 134/82. ECG on ", s.day(-3), " normal. I have asked ",
         first, " to keep a diary and my nurse, ", s.colleague("full"), ", will repeat bloods."),
        (f"{title} ", s.surname(), " can be reached on ", s.of(Category.PHONE, s.patient.mobile),
         " or at ", s.of(Category.EMAIL, s.patient.email), " and prefers mornings."),
    )  # fmt: skip
    y = _texts(c, y, wide, texts, faces[0], 4)
    c.text(18, y + 4, s.rng.choice(("Yours sincerely", "With kind regards", "Sincerely,")),
           faces[0], 4)  # fmt: skip
    signed(c, s, 22, y + 16, 8)
    put(c, 18, y + 24, 110, s.doctored(), faces[1], 4)
    put(c, 18, y + 32, wide - 36, ("cc ", s.named(("full", "long")), "; ", s.colleague("full"),
        ", Physiotherapy"), faces[0], 3.4, GREY)  # fmt: skip
    return c.done()


def discharge(s: ReserveStudio) -> Flat:
    """Return papers given to a patient on leaving: what, when, whom to call."""
    c = s.canvas("letter", (216, 279), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 216, 24, fill=hue)
    title = s.rng.choice(("After Visit Summary", "Discharge Instructions", "Going Home Plan"))
    put(c, 14, 12, 120, (title,), faces[1], 7, WHITE)
    put(c, 14, 19, 190, (s.named(("full", "long", "comma_dot")), "   ", *s.numbered(), "   ",
        s.day(), f"   {s.hospital()}"), faces[0], 3.8, WHITE)  # fmt: skip
    y = 34.0
    blocks: tuple[tuple[str, Parts], ...] = (
        ("Why you were here", ("You were seen by ", s.colleague("full"), ", MD for chest pain.")),
        ("What to do next", ("Follow up with ", s.doctor("full"), " on ", s.day(7),
         f" at {s.clock()}, ", s.office_place(), ", ", s.office_phone(), ".")),
        ("Your medicines", ("START apixaban 5 mg twice a day. STOP ibuprofen. Pick up at "
         f"{s.rng.choice(s.region.pharmacies)}, ", s.office_phone(), ".")),
        ("Call us", ("If you have bleeding, fever or trouble breathing. Nurse line ",
         s.office_phone(), " or 911.")),
        ("Your details on file", (s.birth(), " | ", s.address(), " | ", s.phone(), " | ",
         s.of(Category.EMAIL, s.patient.email))),
        ("Your care partner", (s.relative(), " heard these instructions and agrees.")),
    )  # fmt: skip
    for head, parts in blocks:
        c.box(14, y, 18, y + 4, fill=hue)
        c.text(21, y + 4, head, faces[1], 4.6)
        y = c.paragraph(21, y + 10.5, 180, parts, faces[0], 4.1) + 3.5
    c.line(21, y + 12, 100, y + 12, GREY)
    put(c, 21, y + 10, 78, (s.named(("initial", "full")),), s.font("hand")[0], 8, PENS[0])
    c.text(21, y + 16, "Patient or representative signature", faces[0], 3, GREY)
    put(c, 120, y + 10, 80, ("RN ", s.colleague("full"), " ", s.day()), s.font("hand")[0], 7,
        PENS[1])  # fmt: skip
    return c.done()


def statement(s: ReserveStudio) -> Flat:
    """Return an insurer's statement: address window, claim lines, sums."""
    c = s.canvas("letter", s.rng.choice(((216, 279), (210, 297))), WHITE)
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    put(c, 14, 14, 90, (s.plan(),), faces[1], 6.4, hue)
    put(c, wide - 90, 14, 78, (s.rng.choice(("EXPLANATION OF BENEFITS", "THIS IS NOT A BILL",
        "Statement of account")),), faces[1], 4.4)  # fmt: skip
    for row, parts in enumerate(((s.named(("caps", "full")),), (s.street(),), (s.town(),))):
        put(c, 20, 42 + row * 5.6, 86, parts, faces[0], 4.2)
    rows = fields(s, "name member group account doctor")
    y = lay(c, s, wide * 0.52, 28, wide * 0.43, rows, faces, 3.8, down=44,
            style=s.rng.choice(("tabbed", "run_in", "plain"))) + 14  # fmt: skip
    stops = [14, 48, 104, 134, 162]
    for x, word in zip(stops, ("Service date", "Description", "Billed", "Plan paid", "You owe"),
                       strict=True):  # fmt: skip
        c.text(x, y, word, faces[1], 3.8)
    for row, what in enumerate(
        s.rng.sample(
            (
                "Office visit, level 3",
                "X-ray, ankle",
                "Lab panel",
                "Physical therapy",
                "Flu vaccine",
                "Crown",
            ),
            4,
        )
    ):
        base, billed = y + 8 + row * 8, s.rng.uniform(40, 900)
        put(c, 14, base, 32, (s.day(-row * 6),), faces[0], 3.8)
        for x, cell in zip(stops[1:], (what, f"{billed:.2f}", f"{billed * 0.7:.2f}",
                                       f"{billed * 0.3:.2f}"), strict=True):  # fmt: skip
            put(c, x, base, 54, (cell,), faces[0], 3.8)
    y += 52
    said: Parts = (f"Dear {s.title()} ", s.surname(), ", this claim for ", s.relative(),
                   " (dependent) was processed on ", s.day(5), ". To appeal, write within 180 days "
                   "or call ", s.office_phone(), ". Claim number ", s.account(), ".")  # fmt: skip
    y = c.paragraph(14, y, wide - 28, said, faces[0], 4)
    c.line(0, 236, wide, 236, (170, 170, 176), 0.25)
    foot: Parts = ("Pay by ", s.day(30), "     ", s.named(("comma_caps", "full")), "     ",
                   s.member())  # fmt: skip
    put(c, 14, 250, wide - 28, foot, faces[0], 4)
    c.barcode(14, 256, 70, 9, s.patient.account.replace(" ", ""), "Code128",
              Category.ACCOUNT_NUMBER)  # fmt: skip
    return c.done()


def shots(s: ReserveStudio) -> Flat:
    """Return a record of vaccinations: the child's particulars, rows by hand."""
    c = s.canvas("letter", s.rng.choice(((210, 148), (216, 140))), s.rng.choice(
        ((255, 246, 214), (232, 244, 250), WHITE)))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    put(c, 10, 12, wide - 20, (s.rng.choice(("IMMUNIZATION RECORD", "Certificate of Vaccination",
        "Child Health Booklet")), f"   {s.hospital()}"), faces[1], 5)  # fmt: skip
    rows = [*fields(s, "name birth mrn"), ("Parent", (s.relative(),))]
    y = lay(c, s, 10, 17, wide - 20, rows, (faces[0], hand), 6.2, columns=2, style="blank", ink=pen)
    stops = (10, 62, 98, 130, 166)
    for x, word in zip(stops, ("Vaccine", "Date", "Lot no.", "Site", "Given by"), strict=True):
        c.text(x + 1, y + 6, word, faces[1], 3.6)
    for row, vaccine in enumerate(s.rng.sample(("MMR", "DTaP-IPV-Hib", "Hep B", "Rotavirus",
        "PCV13",
                                                "BCG", "Varicella"), 6)):  # fmt: skip
        base = y + 16 + row * 12
        c.line(10, base + 3, wide - 10, base + 3, (150, 152, 158), 0.2)
        put(c, 11, base, 48, (vaccine,), faces[0], 4.2)
        put(c, 63, base, 33, (s.day(-200 * (6 - row)),), hand, 6, pen)
        put(c, 99, base, 28, (f"{s.rng.choice('ABKTU')}{s.rng.randint(1000, 99999)}",), hand, 5.6,
            pen)  # fmt: skip
        put(c, 131, base, 30, (s.rng.choice(("L thigh", "R arm", "oral")),), hand, 6, pen)
        put(c, 167, base, wide - 178, (s.colleague("initial"),), hand, 6, pen)
    return c.done()


def dictated(s: ReserveStudio) -> Flat:
    """Return a dictated note as a typist sets it: capital heads, running text."""
    c = s.canvas("letter", (216, 279), s.paper())
    face, bold = s.font(s.rng.choice(("mono", "mono", "serif")))
    title = s.rng.choice(("OPERATIVE REPORT", "HISTORY AND PHYSICAL", "RADIOLOGY REPORT"))
    c.text(108, 16, s.hospital().upper(), bold, c.fit((s.hospital().upper(),), bold, 5, 180),
           anchor="ms")  # fmt: skip
    c.text(108, 23, title, bold, 4.4, anchor="ms")
    rows = fields(s, "name mrn birth admitted account doctor")
    y = lay(c, s, 18, 29, 180, rows, (face, bold), 4, columns=s.rng.choice((1, 2)), style="dots",
            down=36) + 9  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("SURGEON: ", s.colleague("full"), ", M.D.  ASSISTANT: ", s.colleague("full"), ", PA-C"),
        ("INDICATIONS: The patient, ", s.named(("full", "long")), ", is a ", s.age(), " year old ",
         {"F": "woman", "M": "man"}[s.patient.sex], " who presented on ", s.day(-2), " with right "
         "lower quadrant pain and leukocytosis."),
        ("PROCEDURE: After informed consent from ", s.title(), " ", s.surname(), " the abdomen was "
         "prepped and draped. Three ports were placed. The appendix was inflamed and divided with "
         "a stapler. Blood loss 10 mL."),
        ("DISPOSITION: To recovery in stable condition. Findings were discussed with ",
         s.relative(), " by telephone at ", s.phone(), "."),
    )  # fmt: skip
    y = _texts(c, y, 216, texts, face, 4)
    put(c, 18, y + 6, 180, ("Electronically signed by ", *s.doctored(), " ", s.day(1),
        f" {s.clock()}"), face, 3.8)  # fmt: skip
    initials: Parts = ("D: ", s.day(), "  T: ", s.day(1), "  Job ", s.accession())
    put(c, 18, y + 13, 180, initials, face, 3.6, GREY)
    put(c, 18, 270, 180, (s.named(names.PRINTED), "   ", *inline(fields(s, "mrn"), " ")), face, 3.6)
    return c.done()


DESIGNS = {"letter": (referral, referral, discharge, statement, shots, dictated)}
