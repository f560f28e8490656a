"""Laboratory reports: tiles and bars, cultures, a till-roll slip, two columns, a work list."""

from __future__ import annotations

from phiscan.synth.apart.lab_report import value_of
from phiscan.synth.canvas import Flat
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
    lay,
    set_lines,
    timed,
)  # fmt: skip
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category, Role

Test = tuple[str, float, float, str]
PANELS: dict[str, tuple[Test, ...]] = {
    "CHEMISTRY": (
        ("Sodium", 136, 145, "mmol/L"), ("Potassium", 3.5, 5.1, "mmol/L"), ("Chloride", 98, 107,
         "mmol/L"), ("Bicarbonate", 22, 29, "mmol/L"), ("Glucose", 74, 106, "mg/dL"),
        ("Creatinine", 0.5, 1.1, "mg/dL"), ("BUN", 8, 23, "mg/dL"), ("Total protein", 6.4, 8.3,
         "g/dL"), ("Bilirubin, total", 0.2, 1.2, "mg/dL"), ("GGT", 6, 42, "U/L")),
    "HAEMATOLOGY": (
        ("Haemoglobin", 120, 160, "g/L"), ("White cells", 4.0, 11.0, "10^9/L"), ("Platelets", 150,
         410, "10^9/L"), ("RBC", 3.9, 5.6, "10^12/L"), ("MCH", 27, 33, "pg"), ("Lymphocytes", 1.0,
         4.0, "10^9/L"), ("Eosinophils", 0.0, 0.5, "10^9/L"), ("ESR", 1, 20, "mm/h")),
    "COAGULATION / CARDIAC": (
        ("INR", 0.9, 1.2, ""), ("APTT", 25, 37, "s"), ("Fibrinogen", 1.8, 4.2, "g/L"), ("D-dimer",
         0, 500, "ng/mL"), ("Troponin T hs", 0, 14, "ng/L"), ("NT-proBNP", 10, 300, "pg/mL"),
        ("CK", 30, 190, "U/L")),
    "ENDOCRINE": (
        ("HbA1c", 20, 42, "mmol/mol"), ("TSH", 0.3, 4.2, "mU/L"), ("Free T4", 12, 22, "pmol/L"),
        ("Cortisol 9 am", 140, 690, "nmol/L"), ("Vitamin B12", 145, 570, "pmol/L"), ("Folate", 8,
         42, "nmol/L"), ("PSA", 0, 4, "ug/L")),
}  # fmt: skip


def _two(s: OutsideStudio) -> list[tuple[str, tuple[Test, ...]]]:
    return s.rng.sample(tuple(PANELS.items()), 2)


def barred(s: OutsideStudio) -> Flat:
    """Return a report with label above value and a little bar that shows where a result lies."""
    c = s.canvas("lab_report", s.rng.choice(((210, 297), (216, 279))), s.paper())
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "sans", "narrow", "serif")))
    y = heads(c, s, faces, s.rng.choice(("Laboratory report", "RESULTS", "Clinical Laboratory")),
        hue)  # fmt: skip
    rows = fields(s, "name birth sex mrn accession doctor collected received reported")
    y = lay(c, s, 12, y, wide - 24, rows, faces, 4.3, columns=3, style="above") + 8
    top = y - 5
    for title, tests in _two(s):
        c.box(12, y - 4.4, wide - 12, y + 2, fill=s.rng.choice(PALES))
        put(c, 14, y, 80, (title,), faces[1], 4, hue)
        for test, low, high, unit in tests:
            y += 7.4
            value, flag = value_of(s, low, high)
            put(c, 14, y, 56, (test,), faces[0], 4)
            put(c, 74, y, 30, (f"{value} {flag}",), faces[int(bool(flag))], 4.2)
            put(c, 104, y, 24, (unit,), faces[0], 3.6, DIM)
            c.box(132, y - 2.6, 168, y - 0.8, fill=(222, 226, 230))
            c.box(141, y - 2.6, 159, y - 0.8, fill=(150, 200, 160))
            at = 150 + 15 * (flag == "H") - 15 * (flag == "L") + s.rng.uniform(-7, 2)
            c.box(at, y - 3.4, at + 1.4, y, fill=(30, 30, 34))
            put(c, 172, y, wide - 186, (f"{low:g}-{high:g}",), faces[0], 3.6, DIM)
        y += 9
    c.region(Category.LAB_RESULT, 12, top, wide - 12, y - 6)
    put(c, 12, c.size_mm[1] - 10, wide - 24, ("Validated by ", s.colleague("full"), ", ",
        s.day(1),
        f" {s.clock()}    Page 1/1    ", s.named(names.PRINTED)), faces[0], 3.3, DIM)  # fmt: skip
    return c.done()


DRUGS = ("Amoxicillin", "Ceftriaxone", "Ciprofloxacin", "Gentamicin", "Meropenem",
         "Nitrofurantoin", "Trimethoprim", "Vancomycin")  # fmt: skip


def culture(s: OutsideStudio) -> Flat:
    """Return a culture with its sensitivities, the patient in a rail of labels."""
    c = s.canvas("lab_report", s.rng.choice(((210, 297), (216, 279))), WHITE)
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "serif", "mono")))
    y = heads(c, s, faces, s.rng.choice(("Microbiology", "Culture & Sensitivity")), hue)
    rows = fields(s, "name mrn birth location doctor accession collected reported")
    y = lay(c, s, 12, y, wide - 22, rows, faces, 4.2, columns=2, style="rail") + 9
    bug = s.rng.choice(("Escherichia coli", "Klebsiella pneumoniae", "Staphylococcus aureus"))
    for head, text in (("Specimen:", s.rng.choice(("Urine, midstream", "Blood culture x2",
        "Wound"))),
                       ("Gram stain:", "Gram negative rods 2+, few leucocytes"),
                       ("Culture:", f">100,000 CFU/mL {bug}")):  # fmt: skip
        put(c, 12, y, 34, (head,), faces[1], 4.2)
        put(c, 48, y, wide - 62, (text,), faces[0], 4.2)
        y += 7
    top = y
    for drug in s.rng.sample(DRUGS, 7):
        y += 7
        c.line(12, y + 2, wide - 60, y + 2, (200, 202, 206), 0.2)
        put(c, 14, y, 60, (drug,), faces[0], 4.1)
        put(c, 90, y, 24, (s.rng.choice(("<=2", "4", ">=16", "0.5", "8")),), faces[0], 4.1)
        put(c, 122, y, 10, (s.rng.choice("SSSIR"),), faces[1], 4.1)
    c.region(Category.LAB_RESULT, 12, top - 20, wide - 40, y + 3)
    said: Parts = ("Phoned to ", s.colleague("full"), " at ", s.clock(), " on ", s.day(2),
                   ". Same organism isolated from ", s.of(Category.OTHER_ID,
                   s.region.number(s.rng, "accession")), " of ", s.day(-9), ".")  # fmt: skip
    y = c.paragraph(12, y + 14, wide - 26, said, faces[0], 4)
    signed(c, s, 20, y + 12, 8)
    put(c, 12, y + 20, 100, s.doctored(), faces[0], 4)
    return c.done()


def till_roll(s: OutsideStudio) -> Flat:
    """Return an analyser's slip on a narrow roll: blood gases or a dipstick, typed."""
    c = s.canvas("lab_report", (58, 170), s.rng.choice(((250, 250, 246), (246, 248, 252))))
    face, bold = s.font("mono")
    rows: list[Parts] = [(s.rng.choice(("GEM 5500", "BG ANALYZER", "i-CHEM 200")),),
        (s.day(), f" {s.clock()}"), ("ID: ", s.mrn()), ("NAME:",), (s.named(("caps", "spaced",
        "comma_caps")),), ("DOB: ", s.birth()), (f"SEX: {s.patient.sex}",), ("OPER: ",
        s.colleague("initial")), ("S/N ", s.of(Category.DEVICE_ID, s.patient.device,
        Role.UNKNOWN)), ("-" * 22,)]  # fmt: skip
    y = set_lines(c, 4, 10, 50, rows, face, 3.7, 1.45)
    top = y - 4
    for test, low, high, unit in (("pH", 7.35, 7.45, ""), ("pCO2", 35, 45, "mmHg"), ("pO2", 80,
        100,
            "mmHg"), ("Na+", 136, 145, "mmol/L"), ("K+", 3.4, 4.5, "mmol/L"), ("Ca++", 1.1, 1.3,
            "mmol/L"), ("Glu", 70, 105, "mg/dL"), ("Lac", 0.4, 1.8, "mmol/L"), ("Hct", 35, 50,
            "%"),
            ("HCO3", 22, 26, "mmol/L")):  # fmt: skip
        value, flag = value_of(s, low, high)
        value = f"{s.rng.uniform(7.1, 7.5):.2f}" if test == "pH" else value
        c.text(4, y, test, face, 3.7)
        c.text(30, y, value, bold, 3.7, anchor="rs")
        put(c, 32, y, 22, (f"{flag or ' '} {unit}",), face, 3.5)
        y += 6.2
    c.region(Category.LAB_RESULT, 3, top, 55, y - 3)
    set_lines(c, 4, y + 3, 50, [("Sample: arterial  T 37.0",), ("Acc ", s.accession()), ("Dr ",
              s.doctor("initial"))], face, 3.6)  # fmt: skip
    return c.done()


def portal_print(s: OutsideStudio) -> Flat:
    """Return a print of a patient's portal: each result a card with its number large."""
    c = s.canvas("lab_report", s.rng.choice(((216, 279), (210, 297))), (252, 252, 254))
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "narrow", "sans")))
    put(c, 10, 8, 120, (s.day(), f", {s.clock()}   My{s.house.split()[0]} - Test details"),
        faces[0], 3, DIM)  # fmt: skip
    put(c, 12, 20, wide - 24, (s.named(("full", "long", "all_middle")),), faces[1], 8, hue)
    put(c, 12, 27, wide - 24, (*in_row(s, "birth mrn", "   |   "),), faces[0], 4)
    put(c, 12, 33, wide - 24, ("Ordered by ", *s.doctored(), " · collected ", *timed(s)),
        faces[0], 4)  # fmt: skip
    tests = [t for _, panel in _two(s) for t in panel][:12]
    for number, (test, low, high, unit) in enumerate(tests):
        x, y = 12 + number % 3 * (wide - 24) / 3, 42 + number // 3 * 44
        value, flag = value_of(s, low, high)
        c.box(x, y, x + (wide - 24) / 3 - 4, y + 40, fill=WHITE, outline=(206, 210, 216),
            radius=3)  # fmt: skip
        put(c, x + 4, y + 9, 50, (test,), faces[1], 4.4)
        put(c, x + 4, y + 14.6, 50, (f"Normal range: {low:g} - {high:g} {unit}",), faces[0], 3,
            DIM)  # fmt: skip
        put(c, x + 4, y + 28, 48, (value,), faces[1], 10, (190, 40, 40) if flag else (30, 120,
            70))  # fmt: skip
        put(c, x + 4, y + 36, 48, ({"H": "High", "L": "Low"}.get(flag, "In range"),), faces[0],
            3.4)  # fmt: skip
    c.region(Category.LAB_RESULT, 12, 42, wide - 16, 42 + 44 * -(-len(tests) // 3))
    said: Parts = ("Comment from the care team: ", s.surname(), " family, results look fine. See "
                   "you on ", s.day(30), ". - ", s.colleague("full"), ", RN")  # fmt: skip
    c.paragraph(12, 228, wide - 26, said, faces[0], 4)
    return c.done()


def work_list(s: OutsideStudio) -> Flat:
    """Return a bench's list: a row a sample, ticked off and noted by hand."""
    c = s.canvas("lab_report", (297, 210), WHITE)
    faces, hand, pen = s.font(s.rng.choice(("sans", "mono",
        "narrow"))), s.font("hand")[0], s.rng.choice(PENS)  # fmt: skip
    put(c, 10, 13, 180, (s.rng.choice(("Pending list - Hematology bench", "WORKLIST COAG-2",
        "Send-outs")), "    ", s.day(), f"  {s.clock()}"), faces[1], 5)  # fmt: skip
    put(c, 200, 13, 88, ("Printed by ", s.colleague("initial"), "   ", s.hospital()), faces[0],
        3.6)  # fmt: skip
    stops = (10.0, 18.0, 56.0, 122.0, 158.0, 190.0, 238.0)
    for x, word in zip(stops[1:], ("Sample", "Patient", "MRN", "DOB", "Test", "Result"),
        strict=True):  # fmt: skip
        c.text(x, 22, word, faces[1], 3.8)
    shape, count = s.rng.choice(names.PRINTED), s.rng.randint(10, 14)
    pitch = 172 / count
    for row in range(count):
        y = 24 + row * pitch
        s.new_patient()
        if row % 2:
            c.box(10, y, 287, y + pitch, fill=(238, 240, 242))
        base = y + pitch * 0.66
        cells: tuple[Parts, ...] = ((s.accession(),), (s.named((shape,)),), (s.mrn(),),
            (s.birth(),),
            (s.rng.choice(("PT/INR", "FBC + diff", "D-dimer", "Mixing study",
            "HbA1c")),))  # fmt: skip
        for x, room, parts in zip(stops[1:], (36, 64, 34, 30, 46), cells, strict=False):
            put(c, x, base, room, parts, faces[0], min(4.3, pitch * 0.42))
        c.box(11, base - 3, 14.4, base + 0.4, outline=DIM)
        if s.rng.random() < 0.6:
            scrawl(c, s, 238, base, 46, (s.rng.choice(("1.4", "clotted", "sent", "rpt", "5.6")),),
                   hand, 6, pen)  # fmt: skip
    c.region(Category.LAB_RESULT, 10, 18, 287, 24 + count * pitch)
    return c.done()


def mailed(s: OutsideStudio) -> Flat:
    """Return a screening result sent home: an address, plain words, two values in a box."""
    c = s.canvas("lab_report", s.rng.choice(((210, 297), (216, 279))), WHITE)
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("serif", "sans")))
    y = heads(c, s, faces, s.rng.choice(("Screening programme", "Your test result")), hue)
    y = set_lines(c, 20, y + 8, 90, [(s.named(("full", "long", "caps")),), (s.street(),),
        (s.town(),)],
                  faces[0], 4.6)  # fmt: skip
    lay(c, s, wide * 0.6, 42, wide * 0.34, [*fields(s, "national mrn birth"), ("Date", (s.day(3),
        ))],
        faces, 3.9, style="colon")  # fmt: skip
    y = c.paragraph(20, y + 18, wide - 40, (f"Dear {s.title()} ", s.surname(),
        ", thank you for sending "
        "back the kit that we received on ", s.day(), ". These are the results:"),
        faces[0], 4.5)  # fmt: skip
    c.box(20, y, wide - 20, y + 40, outline=hue, width=0.6)
    top = y
    for test, low, high, unit in s.rng.sample(PANELS["ENDOCRINE"], 3):
        value, flag = value_of(s, low, high)
        y += 11
        put(c, 26, y, 60, (test,), faces[1], 4.6)
        put(c, 96, y, 90, (f"{value} {unit}  ({low:g} to {high:g}) {flag}",), faces[0], 4.6)
    c.region(Category.LAB_RESULT, 20, top, wide - 20, top + 40)
    said: Parts = ("A copy has gone to Dr ", s.surname_doctor(),
        ". If you have questions please ring ",
                   s.office_phone(), " and quote ", s.accession(),
                   ". We will write again before ",
                   s.day(700), ".")  # fmt: skip
    y = c.paragraph(20, top + 54, wide - 40, said, faces[0], 4.5)
    signed(c, s, 22, y + 14, 8)
    put(c, 20, y + 24, 110, s.doctored(), faces[0], 4.4)
    return c.done()


DESIGNS = {"lab_report": (barred, barred, culture, till_roll, portal_print, work_list, mailed)}
"""How often each is drawn: the commonest twice."""
