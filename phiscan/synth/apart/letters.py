"""Letters: to a patient, an excuse, a bill with its coupon, a fax's cover, notes by hand."""

from __future__ import annotations

from phiscan.synth.apart import names
from phiscan.synth.apart.form import (
    HUES,
    PENS,
    SLATE,
    fields,
    kin,
    lay,
    letterhead,
    said_in_row,
)
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Canvas, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import WHITE, Parts, put, scrawl, signed
from phiscan.types import Category


def _paragraphs(c: Canvas, x: float, y: float, wide: float, texts: tuple[Parts, ...], face: Face,
                size: float) -> float:  # fmt: skip
    for parts in texts:
        y = c.paragraph(x, y, wide, parts, face, size) + size * 0.7
    return y


def to_patient(s: ApartStudio) -> Flat:
    """Return a clinic's letter to the patient: references at the right, address at the left."""
    c = s.canvas("letter", s.rng.choice(((210, 297), (216, 279))), s.paper())
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    y = letterhead(c, s, faces, s.rng.choice(("Outpatients", "Rheumatology", "Breast Clinic",
                   "Health Information")), hue)  # fmt: skip
    for row, parts in enumerate(((f"{s.title()} ", s.named(("full", "long"))), (s.street(),),
                                 (s.town(),))):  # fmt: skip
        put(c, 18, y + 8 + row * 5.6, 84, parts, faces[0], 4.2)
    rows = [*fields(s, "mrn national"), ("Clinic date", (s.day(),)), ("Typed", (s.day(4),))]
    lay(c, s, wide * 0.56, y + 2, wide * 0.38, rows, faces, 3.8, style="column", down=30)
    y = y + 42
    c.run(18, y, (f"Dear {s.title()} ", s.surname(), ","), faces[0], 4.2)
    head: Parts = ("Your appointment with ", *s.doctored(), ", DOB ", s.birth())
    put(c, 18, y + 8, wide - 36, head, faces[1], 4.2)
    texts: tuple[Parts, ...] = (
        ("Thank you for coming to see us on ", s.day(), ". The scan of ", s.day(-12), " did not "
         "show any new changes, which is good news. The blood test was a little raised."),
        ("I suggest that you carry on with the tablets and that ", s.colleague("full"), ", our "
         "specialist nurse, rings you on ", s.phone(), " in the week of ", s.day(30), "."),
        ("If your daughter ", s.relative(), " would like to be with you next time she is most "
         "welcome. Please let us know if you have moved from ", s.street(), "."),
        ("You can reach my secretary, ", s.colleague("full"), ", on ", s.office_phone(), "."),
    )  # fmt: skip
    y = _paragraphs(c, 18, y + 18, wide - 36, texts, faces[0], 4.2)
    c.text(18, y + 4, s.rng.choice(("Yours sincerely,", "Kind regards", "Warm regards,")), faces[0],
           4.2)  # fmt: skip
    signed(c, s, 22, y + 17, 8)
    put(c, 18, y + 26, 120, s.doctored(), faces[1], 4.2)
    put(
        c,
        18,
        y + 34,
        wide - 36,
        ("cc: Dr ", s.colleague("full"), ", ", s.office_place()),
        faces[0],
        3.5,
        SLATE,
    )
    return c.done()


def excuse(s: ApartStudio) -> Flat:
    """Return a slip that excuses from work or school, some of it ticked by hand."""
    c = s.canvas("letter", s.rng.choice(((140, 108), (148, 105), (216, 140))), s.rng.choice((WHITE,
                 (240, 246, 236), (255, 248, 226))))  # fmt: skip
    wide, tall = c.size_mm
    faces, hand, pen = (
        s.font(s.rng.choice(("sans", "serif"))),
        s.font("hand")[0],
        s.rng.choice(PENS),
    )
    put(c, 8, 11, wide - 16, (s.hospital(),), faces[1], 5.4, s.rng.choice(HUES))
    put(c, 8, 16.4, wide - 16, (s.office_place(), "   ", s.office_phone()), faces[0], 3.2, SLATE)
    put(c, 8, 26, wide - 16, (s.rng.choice(("CERTIFICATE TO RETURN TO WORK / SCHOOL",
        "Statement of Fitness for Work", "MEDICAL CERTIFICATE")),), faces[1], 4.6)  # fmt: skip
    z, gap = tall * 0.058, tall * 0.115
    lines: tuple[tuple[str, Parts], ...] = (
        ("This is to certify that", (s.named(names.SPOKEN),)),
        ("born", (s.birth(), "   was under my care")),
        ("from", (s.day(), "   to   ", s.day(5))),
        ("and may return on", (s.day(6),)),
        ("Remarks", (s.rng.choice(("no lifting > 10 kg", "light duties", "no PE 2 wks")),)),
    )  # fmt: skip
    for row, (label, parts) in enumerate(lines):
        base = 26 + gap * (row + 1)
        end = put(c, 8, base, 50, (label,), faces[0], 3.8)
        scrawl(c, s, end + 3, base, wide - end - 14, parts, hand, z, pen)
        c.line(end + 2, base + 1.6, wide - 8, base + 1.6, SLATE, 0.2)
    base = tall - 8
    put(c, wide * 0.5, base, wide * 0.42, s.doctored(), faces[0], 3.6)
    signed(c, s, 12, base, min(7, z * 1.1))
    return c.done()


SERVICES = ("Room and board", "Pharmacy", "Laboratory", "Radiology - CT", "Emergency room",
            "Supplies", "Physical therapy", "Anesthesia", "Clinic visit")  # fmt: skip


def bill(s: ApartStudio) -> Flat:
    """Return a hospital's bill: sums, lines, below a coupon to tear off."""
    c = s.canvas("letter", s.rng.choice(((216, 279), (210, 297))), WHITE)
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    put(c, 14, 15, 110, (s.hospital(),), faces[1], 6.4, hue)
    put(c, 14, 21, 110, (s.office_place(),), faces[0], 3.4, SLATE)
    c.box(wide - 82, 8, wide - 12, 48, outline=hue, width=0.6, radius=2)
    rows = [*fields(s, "account"), ("Statement date", (s.day(20),)), ("Pay by", (s.day(45),)),
            ("Amount due", (f"${s.rng.uniform(40, 4000):,.2f}",))]  # fmt: skip
    lay(c, s, wide - 79, 11, 65, rows, faces, 4, style="capital", down=34)
    put(c, 14, 40, 110, ("Patient: ", s.named(("full", "caps", "comma")), "   ", *said_in_row(s,
        "birth")), faces[0], 4.2)  # fmt: skip
    put(c, 14, 46, 110, ("Guarantor: ", s.relative()), faces[0], 4.2)
    stops = (14.0, 46.0, 128.0, wide - 40)
    y = 62.0
    for x, word in zip(stops, ("Date", "Description of service", "Charges", "Your share"),
                       strict=True):  # fmt: skip
        put(c, x, y, 40, (word,), faces[1], 4)
    for row, what in enumerate(s.rng.sample(SERVICES, 7)):
        y += 8
        amount = s.rng.uniform(30, 3000)
        put(c, 14, y, 30, (s.day(-row),), faces[0], 4)
        for x, cell in zip(stops[1:], (what, f"{amount:,.2f}", f"{amount * 0.2:,.2f}"),
                           strict=True):  # fmt: skip
            put(c, x, y, 60, (cell,), faces[0], 4)
    said: Parts = ("Your plan, ", s.plan(), ", member ", s.member(), ", was billed on ", s.day(9),
                   ". Questions? Call ", s.office_phone(), " Monday to Friday and ask for ",
                   s.colleague("full"), ".")  # fmt: skip
    c.paragraph(14, y + 16, wide - 28, said, faces[0], 4)
    cut = tall - 84
    for step in range(int(wide / 4)):
        c.line(step * 4, cut, step * 4 + 2, cut, SLATE, 0.25)
    c.text(wide / 2, cut - 2, "Detach and return with payment", faces[0], 3, SLATE, "ms")
    window: tuple[Parts, ...] = ((s.named(("caps",)),), (s.street(),), (s.town(),))
    for row, parts in enumerate(window):
        put(c, 24, cut + 22 + row * 6, 84, parts, faces[0], 4.6)
    payee: tuple[Parts, ...] = ((s.hospital().upper(),), (s.office_place(),))
    for row, parts in enumerate(payee):
        put(c, wide - 92, cut + 40 + row * 6, 82, parts, faces[0], 4)
    put(c, wide - 92, cut + 14, 82, ("Account ", s.account(), "   Due ", s.day(45)), faces[1], 4)
    c.barcode(24, tall - 22, 90, 8, s.patient.account.replace(" ", ""), "Code128",
              Category.ACCOUNT_NUMBER)  # fmt: skip
    return c.done()


def fax(s: ApartStudio) -> Flat:
    """Return a cover sheet that came by fax: the sender's line on top, coarse letters."""
    c = s.canvas("letter", s.rng.choice(((216, 279), (210, 297))), (250, 250, 250))
    wide = c.size_mm[0]
    face, bold = s.font(s.rng.choice(("mono", "sans", "serif")))
    put(c, 4, 5, wide - 8, (s.day(), f"  {s.clock()}   FROM: {s.hospital().upper()}   ",
        s.office_phone(), "   TO: ", s.office_phone(), "   P. 001/004"), face, 3.2)  # fmt: skip
    put(c, 16, 30, 90, ("FAX",), bold, 18)
    put(c, 70, 24, wide - 84, (s.hospital(),), bold, 5)
    put(c, 70, 30, wide - 84, (s.office_place(),), face, 3.6)
    colleague = s.people.person()
    rows: list[tuple[str, Parts]] = [
        ("To", ("Dr ", s.part(colleague.written("full"), colleague, s.doctor().role))),
        ("Fax", (s.office_phone(),)), ("From", (s.colleague("full"), ", referral desk")),
        ("Date", (s.day(),)), ("Pages", ("4 including cover",)),
        ("Re", (s.named(("full", "comma", "caps")), "   DOB ", s.birth())),
        ("Phone", (s.office_phone(),))]  # fmt: skip
    y = lay(c, s, 16, 42, wide - 32, [(a, tuple(b)) for a, b in rows], (face, bold), 5,
            style=s.rng.choice(("column", "tile")), columns=1) + 12  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("Prior authorization requested for MRI lumbar spine, member ", s.member(), ", ",
         *said_in_row(s, "mrn"), "."),
        ("Patient can be scheduled after ", s.day(7), "; please call ", s.phone(), " (",
         *kin(s), ") to arrange."),
        ("Notes of ", s.day(-6), " by ", *s.doctored(), " attached."),
    )  # fmt: skip
    y = _paragraphs(c, 16, y, wide - 32, texts, face, 4.4)
    c.line(16, 244, wide - 16, 244, SLATE, 0.4)
    c.paragraph(16, 250, wide - 32, ("CONFIDENTIAL: this transmission may contain protected health "
                "information. If you received it in error, call the sender and destroy all "
                "copies.",), face, 3.4)  # fmt: skip
    return c.done()


def progress(s: ApartStudio) -> Flat:
    """Return a page of progress notes by hand on lines, the patient stamped above."""
    c = s.canvas("letter", s.rng.choice(((216, 279), (210, 297))), s.rng.choice((WHITE,
                 (255, 251, 236), (240, 246, 252))))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS[:3])
    put(c, 12, 12, 90, (s.rng.choice(("PROGRESS NOTES", "Continuation sheet", "Clinical notes")),),
        faces[1], 5)  # fmt: skip
    put(c, 12, 18, 90, (s.hospital(),), faces[0], 3.6, SLATE)
    lay(c, s, 112, 6, wide - 122, fields(s, "name mrn birth location"), faces, 4, style="column",
        down=22)  # fmt: skip
    for row in range(24):
        c.line(12, 38 + row * 9.8, wide - 12, 38 + row * 9.8, (186, 200, 214), 0.2)
    c.line(44, 30, 44, 268, (226, 150, 150), 0.3)
    notes: tuple[tuple[Parts, ...], ...] = (
        (("Pt ", s.named(names.SPOKEN), " seen on rounds"), ("w/ ", s.colleague("full"), " RN"),
         ("slept well, no SOB, pain 2/10",), ("A/P: cont abx, ambulate, labs am",)),
        (("D/w ", *kin(s)), ("re: home oxygen, ph ", s.phone()),
         ("agrees w/ plan, f/u ", s.day(10))),
        (("Called for low BP 88/50",), ("500 ml bolus, ", s.surname(), " responded"),
         ("repeat lactate 1.4",), ("d/w Dr ", s.surname_doctor())),
    )  # fmt: skip
    y = 37.0
    for day, lines in enumerate(notes):
        scrawl(c, s, 13, y, 29, (s.day(day),), hand, 5.4, pen)
        scrawl(c, s, 13, y + 9.8, 28, (s.clock(),), hand, 5.4, pen)
        for parts in lines:
            scrawl(c, s, 47, y, wide - 62, parts, hand, 7, pen)
            y += 9.8
        scrawl(c, s, wide * 0.52, y, wide * 0.4, (s.colleague("initial"), " MD"), hand, 7, pen)
        y += 19.6
    return c.done()


DESIGNS = {"letter": (to_patient, to_patient, excuse, bill, fax, progress)}
