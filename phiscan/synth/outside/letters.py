"""Letters: a referral, an insurer's decision, a hand-written script, an e-mail, an excuse."""

from __future__ import annotations

from phiscan.synth.canvas import Canvas, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import WHITE, Parts, put, scrawl, signed
from phiscan.synth.outside import names
from phiscan.synth.outside.form import (
    DIM,
    HUES,
    PALES,
    PENS,
    fields,
    heads,
    in_row,
    kin,
    lay,
    set_lines,
)  # fmt: skip
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category, Role

PAGES = ((210.0, 297.0), (216.0, 279.0))


def _prose(
    c: Canvas, x: float, y: float, texts: tuple[Parts, ...], face: Face, size: float
) -> float:
    for parts in texts:
        y = c.paragraph(x, y, c.size_mm[0] - 2 * x, parts, face, size) + size * 0.8
    return y


def referral(s: OutsideStudio) -> Flat:
    """Return a letter from doctor to doctor with a subject of two lines."""
    c = s.canvas("letter", s.rng.choice(PAGES), s.paper())
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("serif", "sans", "serif", "mono")))
    y = heads(c, s, faces, s.rng.choice(("Cardiology", "Department of Neurology",
        "Orthopaedics")), hue)  # fmt: skip
    other = s.people.person()
    to = s.part(other.written("full"), other, Role.CLINICIAN)
    y = set_lines(c, 18, y + 6, 90, [("Dr ", to), (s.office_place(),), (s.day(2),)], faces[0],
        4.3, 1.5)  # fmt: skip
    set_lines(c, 18, y + 8, wide - 36, [("Re: ", s.named(("full", "caps", "caps_title",
        "last_upper")),
              ", born ", s.birth()), (s.address(), "   ", *in_row(s, "mrn national", "   "))],
              faces[1],
              4.3, 1.5)  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("Thank you for referring this ", s.rng.choice(("pleasant", "retired", "former")),
         " teacher, whom I saw on ", s.day(), " together with ", *kin(s), "."),
        (f"{s.title()} ", s.surname(), " describes chest tightness on stairs since ", s.day(-60),
         ". Stress test of ", s.day(-14), " was borderline. ", s.colleague("full"),
         " did the angiogram: no "
         "significant narrowing. We agreed to continue bisoprolol 2.5 mg."),
        ("Should symptoms return, please call my direct line ", s.office_phone(), " or write to ",
         s.of(Category.EMAIL, f"clinic{s.rng.randint(2, 99)}@example.org", Role.CLINICIAN),
         ". Control visit ",
         s.day(180), "."),
    )  # fmt: skip
    y = _prose(c, 18, y + 26, texts, faces[0], 4.3)
    put(c, 18, y + 2, 90, (s.rng.choice(("With kind regards,", "Sincerely,",
        "Yours faithfully,")),), faces[0], 4.3)  # fmt: skip
    signed(c, s, 22, y + 16, 8)
    put(c, 18, y + 25, 120, s.doctored(), faces[1], 4.3)
    put(c, 18, y + 32, wide - 36, ("Typed by ", s.colleague("initial"), "   Enc. ECG"), faces[0],
        3.5, DIM)  # fmt: skip
    return c.done()


def decision(s: OutsideStudio) -> Flat:
    """Return an insurer's letter on a claim: a box of references, a table of what was paid."""
    c = s.canvas("letter", s.rng.choice(PAGES), WHITE)
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "narrow", "serif")))
    put(c, 14, 16, 90, (s.plan(),), faces[1], 8, hue)
    set_lines(c, 14, 23, 80, [("Claims, ", s.office_place()), (s.office_phone(),)], faces[0], 3.4,
        1.4, DIM)  # fmt: skip
    set_lines(c, 22, 52, 90, [(s.named(("caps", "full", "long")),), (s.street(),), (s.town(),)],
        faces[0], 4.6)  # fmt: skip
    c.box(wide * 0.56, 34, wide - 12, 76, fill=s.rng.choice(PALES))
    rows = [*fields(s, "member group birth account"), ("Claim", (s.accession(),)), ("Date",
        (s.day(20),))]  # fmt: skip
    lay(c, s, wide * 0.57, 36, wide * 0.37, rows, faces, 4, style="colon", down=38)
    put(c, 14, 90, wide - 28, (s.rng.choice(("EXPLANATION OF BENEFITS - THIS IS NOT A BILL",
        "Notice of denial",
        "Prior authorization approved")),), faces[1], 5)  # fmt: skip
    y = 98.0
    for row in range(5):
        y += 8
        what = s.rng.choice(("Office visit", "MRI knee w/o contrast", "Lab panel",
            "Physical therapy"))  # fmt: skip
        put(c, 14, y, 28, (s.day(-row),), faces[0], 4)
        put(c, 46, y, 50, (s.colleague("comma"),), faces[0], 4)
        put(c, 100, y, 56, (what,), faces[0], 4)
        put(c, 160, y, 36, (f"{s.rng.uniform(40, 900):,.2f}",), faces[0], 4)
        c.line(14, y + 2, wide - 14, y + 2, (206, 208, 212), 0.2)
    texts: tuple[Parts, ...] = (
        ("Dear ", s.named(("full", "long")), ", we reviewed the request of Dr. ",
        s.surname_doctor(), " dated ",
         s.day(-4), ". The reviewer, ", *s.doctored(), ", found that further notes are needed."),
        ("You may appeal before ", s.day(180), " by calling ", s.office_phone(),
        ". Your dependent ",
         s.relative(), " is covered under the same policy."),
    )  # fmt: skip
    _prose(c, 14, y + 14, texts, faces[0], 4.2)
    put(c, 14, c.size_mm[1] - 14, wide - 28, ("Ref ", s.member(), "-", s.day(20)), faces[0], 3.4,
        DIM)  # fmt: skip
    return c.done()


DRUGS = ("Amoxil 500 mg caps", "Prednisone 20 mg", "Nitrofurantoin 100 mg", "Zoloft 50 mg",
    "Ventolin HFA")  # fmt: skip


def scrip(s: OutsideStudio) -> Flat:
    """Return a sheet of a prescription pad, filled in by hand."""
    c = s.canvas("letter", s.rng.choice(((108, 140), (105, 148))), s.rng.choice(((224, 240, 248),
        WHITE,
                 (232, 246, 228))))  # fmt: skip
    wide, tall = c.size_mm
    faces, hand, pen = s.font(s.rng.choice(("serif",
        "sans"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    put(c, 6, 10, wide - 12, s.doctored(), faces[1], 5)
    put(c, 6, 15, wide - 12, (s.hospital(), "  ", s.office_phone()), faces[0], 3.3)
    put(c, 6, 19.4, wide - 12, (s.office_place(),), faces[0], 3)
    if s.region.code == "US":
        dea = s.of(Category.LICENSE_NUMBER, s.clinician.dea, Role.CLINICIAN)
        put(c, 6, 23.6, wide - 12, ("DEA ", dea, "   ", *in_row(s, "npi")), faces[0], 3)
    c.line(6, 26, wide - 6, 26, DIM, 0.4)
    rows: list[tuple[str, Parts]] = [("Name", (s.named(names.SPOKEN),)), ("Address", (s.street(),
        )),
                                     ("DOB", (s.birth(),)), ("Date", (s.day(),))]  # fmt: skip
    for number, (label, parts) in enumerate(rows):
        y = 35 + number * 10
        end = put(c, 6, y, 22, (label,), faces[0], 3.6)
        c.line(end + 1, y + 1.2, wide - 6, y + 1.2, DIM, 0.2)
        scrawl(c, s, end + 3, y, wide - end - 12, parts, hand, 6.4, pen)
    c.text(8, 84, "Rx", faces[1], 14, s.rng.choice(HUES))
    for row, text in enumerate((s.rng.choice(DRUGS), "1 tab PO BID x 10 d",
        f"Disp #{s.rng.choice((20, 30, 60))}",
                                f"Refill {s.rng.randint(0, 3)}")):  # fmt: skip
        scrawl(c, s, 28, 84 + row * 10, wide - 38, (text,), hand, 7, pen)
    signed(c, s, wide * 0.4, tall - 12, 7)
    c.text(wide * 0.4, tall - 6, "Signature", faces[0], 3, DIM)
    return c.done()


def e_mail(s: OutsideStudio) -> Flat:
    """Return an e-mail printed out, an older one quoted below."""
    c = s.canvas("letter", s.rng.choice(PAGES), WHITE)
    wide = c.size_mm[0]
    faces = s.font(s.rng.choice(("sans", "serif", "mono")))
    p = s.people.person()
    rows: list[tuple[str, Parts]] = [
        ("From:", (s.part(p.written("full"), p, Role.CLINICIAN), " <", s.of(Category.EMAIL,
        p.email,
         Role.CLINICIAN), ">")), ("Sent:", (s.day(), f" {s.clock()}")), ("To:",
         (s.colleague("comma"),)),
        ("Subject:", (s.rng.choice(("FW: ", "Re: ", "")), s.named(("full", "comma")),
        " - records"))]  # fmt: skip
    put(c, 14, 16, wide - 28, (s.colleague("full"),), faces[1], 5)
    c.line(14, 19, wide - 14, 19, width=0.7)
    for number, (label, parts) in enumerate(rows):
        put(c, 14, 27 + number * 6.4, 26, (label,), faces[1], 4.2)
        put(c, 42, 27 + number * 6.4, wide - 58, parts, faces[0], 4.2)
    texts: tuple[Parts, ...] = (
        ("Hi both,",),
        ("could one of you ring ", s.named(("full", "long")), " (", *in_row(s, "birth mrn", ", "),
        ") on ", s.phone(),
         " and move Thursday to ", s.day(9), "? ", *kin(s), " drives and cannot do mornings."),
        ("The new address is ", s.address(), ", insurance now ", s.plan(), " ", s.member(), "."),
        ("Thanks, ", s.part(p.given, p, Role.CLINICIAN)),
        ("> On ", s.day(-2), " ", s.colleague("full"), " wrote:"),
        ("> patient ", s.surname(), " left a message, wants the report of ", s.day(-12),
        " sent to ",
         s.of(Category.EMAIL, s.patient.email), ". Who has the chart?"),
        ("> Please do not share this outside ", s.hospital(), ", tel ", s.office_phone(), "."),
    )  # fmt: skip
    _prose(c, 14, 62, texts, faces[0], 4.3)
    return c.done()


def permission(s: OutsideStudio) -> Flat:
    """Return a note for a school or employer: printed sentences with gaps, filled in by hand."""
    c = s.canvas("letter", s.rng.choice(((210, 148), (216, 140))), s.rng.choice((WHITE, *PALES)))
    wide, tall = c.size_mm
    faces, hand, pen = s.font(s.rng.choice(("sans",
        "serif"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    put(c, 12, 13, wide * 0.6, (s.hospital(),), faces[1], 6, s.rng.choice(HUES))
    put(c, 12, 19, wide * 0.7, (s.office_place(), "   ", s.office_phone()), faces[0], 3.4, DIM)
    put(c, wide - 56, 13, 44, ("Date: ", s.day()), faces[0], 4.4)
    rows: tuple[tuple[str, Parts], ...] = (
        ("Please excuse", (s.named(names.SPOKEN),)), ("date of birth", (s.birth(),)),
        ("from work / school / gym until", (s.day(7),)), ("because of",
        (s.rng.choice(("ankle sprain", "flu",
         "surgery", "migraine")),)), ("Questions: call", (s.colleague("full"), "  ",
         s.office_phone())))  # fmt: skip
    for number, (label, parts) in enumerate(rows):
        y = 38 + number * 16
        end = put(c, 12, y, 70, (label,), faces[0], 4.6)
        c.line(end + 2, y + 1.6, wide - 12, y + 1.6, DIM, 0.25)
        scrawl(c, s, end + 5, y, wide - end - 24, parts, hand, 8, pen)
    signed(c, s, wide * 0.5, tall - 16, 7)
    put(c, wide * 0.5, tall - 7, wide * 0.44, s.doctored(), faces[0], 4)
    return c.done()


def reminder(s: OutsideStudio) -> Flat:
    """Return a last reminder of an open sum with a slip to pay below a dotted line."""
    c = s.canvas("letter", s.rng.choice(PAGES), s.rng.choice((WHITE, (255, 244, 240))))
    wide = c.size_mm[0]
    faces = s.font(s.rng.choice(("sans", "serif", "mono")))
    y = heads(c, s, faces, s.rng.choice(("Second notice", "INVOICE", "Past due")),
        s.rng.choice(HUES))  # fmt: skip
    set_lines(c, 16, y + 6, 90, [(f"{s.title()} ", s.named(("full", "long"))), (s.street(),),
        (s.town(),)],
              faces[0], 4.5)  # fmt: skip
    y = lay(c, s, 16, y + 30, wide - 30, [*fields(s, "account mrn admitted doctor"), ("Amount",
            (f"{s.rng.uniform(20, 2400):,.2f}",)), ("Due", (s.day(30),))], faces, 4.4, columns=3,
            style=s.rng.choice(("above", "rail"))) + 10  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("Our letter of ", s.day(-30), " has not been answered. If you paid after ", s.day(-2),
        ", please "
         "ignore this notice. Otherwise ring ", s.colleague("full"), " on ", s.office_phone(),
         "."),
        ("Guarantor on file: ", s.relative(), ", ", s.phone(), ". Policy ", s.member(), " of ",
        s.plan(), "."))  # fmt: skip
    y = _prose(c, 16, y, texts, faces[0], 4.4) + 12
    for step in range(int(wide / 5)):
        c.line(step * 5, y, step * 5 + 2.4, y, DIM, 0.3)
    put(c, 16, y + 12, 90, ("Payment slip  -  ", s.account()), faces[1], 4.6)
    put(c, 16, y + 20, 110, ("Name: ", s.named(("caps", "full"))), faces[0], 4.4)
    c.barcode(wide - 80, y + 8, 64, 11, s.patient.account.replace(" ", ""), "Code128",
        Category.ACCOUNT_NUMBER)  # fmt: skip
    return c.done()


DESIGNS = {"letter": (referral, referral, decision, scrip, e_mail, permission, reminder)}
