"""Results: a reference laboratory's page, an old printer's list, a portal, cultures, a strip."""

from __future__ import annotations

from phiscan.synth.artefacts.lab_report import Analyte, results
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Parts, inline, joined, put, signed
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import HUES, banner, fields, lay, who
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category, Role

PANEL: tuple[Analyte, ...] = (
    ("WBC", "x10E3/uL", 3.4, 10.8, 1), ("RBC", "x10E6/uL", 3.77, 5.28, 2),
    ("Hemoglobin", "g/dL", 11.1, 15.9, 1), ("Hematocrit", "%", 34, 46.6, 1),
    ("MCV", "fL", 79, 97, 0), ("Platelets", "x10E3/uL", 150, 450, 0),
    ("Glucose", "mg/dL", 70, 99, 0), ("BUN", "mg/dL", 8, 27, 0),
    ("Creatinine", "mg/dL", 0.57, 1.0, 2), ("eGFR", "mL/min/1.73", 60, 120, 0),
    ("Sodium", "mmol/L", 134, 144, 0), ("Potassium", "mmol/L", 3.5, 5.2, 1),
    ("Chloride", "mmol/L", 96, 106, 0), ("Calcium", "mg/dL", 8.7, 10.3, 1),
    ("Albumin", "g/dL", 3.8, 4.8, 1), ("ALT (SGPT)", "IU/L", 0, 32, 0),
    ("TSH", "uIU/mL", 0.45, 4.5, 2), ("Ferritin", "ng/mL", 15, 150, 0),
    ("Hemoglobin A1c", "%", 4.8, 5.6, 1), ("LDL Chol Calc", "mg/dL", 0, 99, 0),
    ("Vitamin D, 25-OH", "ng/mL", 30, 100, 0), ("PSA", "ng/mL", 0, 4, 1),
)  # fmt: skip


def reference(s: ReserveStudio) -> Flat:
    """Return a reference laboratory's page: three blocks of particulars, results in and out."""
    c = s.canvas("lab_report", s.rng.choice(((216, 279), (210, 297))), s.paper())
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans", "serif"))), s.rng.choice(HUES)
    y = banner(c, s, faces, "Final Report", hue)
    blocks = (("PATIENT INFORMATION", "name birth age sex phone mrn"),
              ("SPECIMEN INFORMATION", "accession collected received reported"),
              ("CLIENT INFORMATION", "doctor npi location"))  # fmt: skip
    third = (wide - 24) / 3
    for number, (title, words) in enumerate(blocks):
        x = 12 + number * third
        c.box(x, y, x + third - 2, y + 5, fill=(222, 226, 232))
        c.text(x + 1.5, y + 3.7, title, faces[1], 2.9)
        lay(c, s, x + 1, y + 6, third - 4, fields(s, words), faces, 3.2, style="run_in", down=32)
    top = y + 42
    stops = (14, wide * 0.42, wide * 0.57, wide * 0.7, wide * 0.88)
    heads = ("Test Name", "In Range", "Out Of Range", "Reference Range", "Lab")
    for x, word in zip(stops, heads, strict=True):
        put(c, x, top, wide * 0.13, (word,), faces[1], 3.3)
    c.line(12, top + 1.6, wide - 12, top + 1.6, width=0.4)
    rows = results(s, s.rng.randint(8, 16), PANEL)
    y = top + 3
    for test, value, flag, unit, span in rows:
        y += 6.4
        cells = (test.upper(), "" if flag else value, f"{value} {flag}" if flag else "",
                 f"{span} {unit}", s.rng.choice(("01", "AT", "EN")))  # fmt: skip
        for number, (x, cell) in enumerate(zip(stops, cells, strict=True)):
            put(c, x, y, wide * (0.26 if number == 0 else 0.16), (cell,), faces[number == 2], 3.3)
    c.region(Category.LAB_RESULT, 11, top - 4, wide - 11, y + 2)
    note: Parts = ("Note: Ordered by ", s.doctor("full"), ", faxed ", s.day(1), " to ",
                   s.office_phone(), ". Fasting: Yes.")  # fmt: skip
    y = c.paragraph(14, y + 10, wide - 28, note, faces[0], 3.3)
    put(c, 14, c.size_mm[1] - 10, wide - 28, (*who(s), "   -   ", s.accession(), "   Page 1 of 2"),
        faces[0], 3, GREY)  # fmt: skip
    return c.done()


def printer(s: ReserveStudio) -> Flat:
    """Return a list as an old laboratory computer prints it, all in capitals on one pitch."""
    c = s.canvas("lab_report", (241, 279), s.rng.choice(((250, 252, 248), (255, 255, 255))))
    face, bold = s.font("mono")
    if s.rng.random() < 0.5:
        for band in range(0, 22, 2):
            c.box(0, band * 12.7, 241, band * 12.7 + 12.7, fill=(232, 244, 232))
    put(c, 16, 14, 210, (s.hospital().upper(), "  DEPT OF PATHOLOGY"), bold, 4.2)
    put(c, 16, 20, 210, ("RUN ", s.day(1), f" {s.clock()}    USER: ", s.colleague("caps")), face, 4)
    c.text(16, 26, "=" * 84, face, c.fit(("=" * 84,), face, 4, 208))
    rows = fields(s, "name mrn birth account location doctor collected accession")
    y = lay(c, s, 16, 29, 208, rows, (face, bold), 4, columns=2, style="dots", down=28)
    c.text(16, y + 4, "-" * 84, face, c.fit(("-" * 84,), face, 4, 208))
    top = y + 8
    y = top
    for test, value, flag, unit, span in results(s, s.rng.randint(9, 16), PANEL):
        y += 7
        for x, cell in ((20, test.upper()), (92, f"{value} {flag}"), (128, span), (172, unit)):
            put(c, x, y, 52, (cell,), bold if flag and x == 92 else face, 4)
    c.region(Category.LAB_RESULT, 16, top, 226, y + 2)
    put(c, 16, y + 12, 208, ("CALLED TO ", s.colleague("initial"), " RN ", s.day(), f" {s.clock()}",
                             " BY ", s.colleague("caps"), " READ BACK OK"), face, 4)  # fmt: skip
    put(c, 16, y + 22, 208, ("** END OF REPORT **  ", s.named(("caps", "tight"))), face, 4)
    return c.done()


def portal(s: ReserveStudio) -> Flat:
    """Return a page printed from a portal: label above value, one analyte a line with a scale."""
    c = s.canvas("lab_report", (216, 279), WHITE)
    faces, hue = s.font("sans"), s.rng.choice(HUES)
    put(c, 14, 12, 120, (s.rng.choice(("MyWellPage", "HealthHub", "Patient Gateway")),), faces[1],
        5.6, hue)  # fmt: skip
    put(c, 120, 12, 84, ("Printed ", s.day(2), f" {s.clock()}"), faces[0], 3.2, GREY)
    rows = fields(s, "name birth mrn doctor collected reported")
    y = lay(c, s, 14, 18, 188, rows, faces, 4.2, columns=3, style="plain") + 12
    title = s.rng.choice(("Comprehensive Metabolic Panel", "CBC With Differential", "Lipids"))
    c.text(14, y, title, faces[1], 5.4)
    top, y = y, y + 4
    for test, value, flag, unit, span in results(s, s.rng.randint(6, 11), PANEL):
        put(c, 14, y + 7, 76, (test,), faces[1], 4)
        put(c, 14, y + 12, 76, (f"Normal range: {span} {unit}",), faces[0], 3.2, GREY)
        put(c, 92, y + 8, 34, (f"{value} {unit}",), faces[flag != ""], 4.4)
        c.box(130, y + 6, 200, y + 8.4, fill=(214, 230, 216), radius=1.2)
        at = 130 + s.rng.uniform(4, 66)
        tone: Colour = (190, 60, 30) if flag else hue
        c.box(at, y + 4.6, at + 2, y + 9.8, fill=tone, radius=0.6)
        c.line(14, y + 15, 202, y + 15, (216, 218, 222), 0.2)
        y += 16
    c.region(Category.LAB_RESULT, 12, top - 5, 204, y)
    said: Parts = ("Comment from the care team: Hi ", s.part(s.patient.given),
                   ", your results look stable. See you on ", s.day(30), ". ",
                   *s.doctored())  # fmt: skip
    c.paragraph(14, y + 9, 188, said, faces[0], 3.8)
    return c.done()


def culture(s: ReserveStudio) -> Flat:
    """Return a culture's report: words, then organisms and what they yield to."""
    c = s.canvas("lab_report", (210, 297), s.paper())
    faces, hue = s.font(s.rng.choice(("sans", "serif", "mono"))), s.rng.choice(HUES)
    y = banner(c, s, faces, s.rng.choice(("Microbiology", "MICROBIOLOGY REPORT")), hue)
    rows = fields(s, "name birth mrn national accession doctor location collected")
    y = lay(c, s, 14, y, 182, rows, faces, 3.7, columns=2, style=s.rng.choice(("tabbed", "ruled",
            "run_in")), down=38) + 8  # fmt: skip
    top = y
    for line in ("Specimen: Urine, mid stream", "Microscopy: WBC >100 /uL   RBC 12 /uL",
                 "Culture: >10^5 cfu/mL Escherichia coli"):  # fmt: skip
        c.text(14, y + 4, line, faces[0], 4)
        y += 7
    for drug in s.rng.sample(("Nitrofurantoin", "Trimethoprim", "Amoxicillin", "Cefalexin",
                              "Gentamicin", "Ciprofloxacin", "Meropenem"), 6):  # fmt: skip
        y += 6.4
        c.text(22, y, drug, faces[0], 3.8)
        c.text(90, y, s.rng.choice(("S", "R", "S", "I")), faces[1], 3.8)
        c.text(110, y, s.rng.choice(("<=0.25", "<=16", ">=32", "8")), faces[0], 3.8)
    c.region(Category.LAB_RESULT, 12, top - 1, 198, y + 2)
    said: Parts = ("Phoned to ", s.colleague("full"), " at the practice on ", s.day(2),
                   f" {s.clock()} by ", s.colleague("initial"), ". Previous isolate ",
                   s.accession(), " of ", s.day(-60), ".")  # fmt: skip
    y = c.paragraph(14, y + 12, 182, said, faces[0], 3.8)
    signed(c, s, 134, y + 12, 8)
    put(c, 134, y + 19, 66, s.doctored(), faces[0], 3.6)
    return c.done()


def diagnostic(s: ReserveStudio) -> Flat:
    """Return a private laboratory's page with a boxed head, a code, observed values."""
    c = s.canvas("lab_report", (210, 297), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 210, 20, fill=hue)
    put(c, 12, 13, 120, (s.hospital(),), faces[1], 7.4, WHITE)
    put(c, 136, 13, 66, ("Helpline ", s.office_phone()), faces[0], 3.6, WHITE)
    c.box(10, 25, 200, 62, outline=(60, 60, 66))
    rows = fields(s, "name age mrn doctor accession collected received reported")
    lay(c, s, 13, 27, 150, rows, faces, 3.6, columns=2, style="run_in", down=33)
    c.barcode(164, 30, 32, 12, s.patient.accession.replace(" ", ""), "Code128", Category.OTHER_ID)
    put(c, 164, 47, 32, (s.accession(),), faces[0], 3)
    title = s.rng.choice(("HAEMATOLOGY", "BIOCHEMISTRY", "THYROID PROFILE", "LIVER FUNCTION"))
    c.text(105, 72, title, faces[1], 4.8, hue, "ms")
    stops = (12, 92, 124, 156)
    for x, word in zip(stops, ("Investigation", "Observed Value", "Unit", "Bio. Ref. Interval"),
                       strict=True):  # fmt: skip
        put(c, x, 80, 42, (word,), faces[1], 3.8)
    y = 82.0
    for test, value, flag, unit, span in results(s, s.rng.randint(8, 14), PANEL):
        y += 8
        for x, cell in zip(stops, (test, f"{value}{' ' + flag if flag else ''}", unit, span),
                           strict=True):  # fmt: skip
            put(c, x, y, 40, (cell,), faces[int(bool(flag))], 3.9)
    c.region(Category.LAB_RESULT, 10, 74, 200, y + 3)
    signed(c, s, 30, 262, 7)
    put(c, 30, 270, 70, s.doctored(), faces[1], 3.6)
    put(c, 130, 270, 70, ("Dr. ", s.colleague("full"), ", MD (Path)"), faces[1], 3.6)
    foot = joined(((s.named(("full", "caps")),), s.numbered(), ("Page 1 of 1",)))
    put(c, 12, 284, 186, foot, faces[0], 3.2, GREY)
    return c.done()


def strip_print(s: ReserveStudio) -> Flat:
    """Return the narrow print of a bedside analyser."""
    c = s.canvas("lab_report", (58, 150), (250, 250, 247))
    face, bold = s.font("mono")
    device = s.of(Category.DEVICE_ID, s.patient.device, Role.UNKNOWN)
    put(c, 4, 9, 50, (s.rng.choice(("BLOOD GAS", "CHEM8+", "GLUCOSE/KETONE", "VENOUS GAS")),),
        bold, 4.6)  # fmt: skip
    head: list[Parts] = [
        ("PAT ", s.named(names.PRINTED)),
        ("ID  ", s.mrn()),
        s.born(),
        ("OP  ", s.employee()),
        (s.day(), f" {s.clock()}"),
        ("SN ", device),
    ]
    y = 12.0
    for parts in head:
        y += 5.4
        put(c, 4, y, 50, parts, face, 3.4)
    c.line(4, y + 3, 54, y + 3, GREY)
    top = y + 4
    y = top + 1
    for test, value, flag, unit, _ in results(s, 9, PANEL):
        y += 6.4
        put(c, 4, y, 20, (test,), face, 3.5)
        put(c, 26, y, 28, (f"{value}{'*' if flag else ''} {unit}",), bold, 3.5)
    c.region(Category.LAB_RESULT, 3, top, 55, y + 2)
    put(c, 4, y + 9, 50, ("Dr ", s.doctor("initial")), face, 3.4)
    put(c, 4, y + 15, 50, inline(fields(s, "location"), " "), face, 3.4)
    return c.done()


DESIGNS = {"lab_report": (reference, reference, printer, portal, culture, diagnostic, strip_print)}
