"""Laboratory reports: an outreach print, a cumulative sheet, pathology, a trace, a log by hand."""

from __future__ import annotations

import numpy as np

from phiscan.synth.apart import names
from phiscan.synth.apart.form import (
    HUES,
    PALES,
    PENS,
    SLATE,
    fields,
    lay,
    letterhead,
    said_in_row,
    strip_of,
    timed,
)
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import WHITE, Faces, Parts, put, scrawl, signed
from phiscan.types import Category, Role

PANELS: dict[str, tuple[tuple[str, float, float, str], ...]] = {
    "Comprehensive metabolic": (
        ("Glucose, fasting", 65, 99, "mg/dL"), ("Urea nitrogen", 7, 25, "mg/dL"),
        ("Creatinine", 0.6, 1.3, "mg/dL"), ("Sodium", 135, 146, "mmol/L"),
        ("Potassium", 3.5, 5.3, "mmol/L"), ("Chloride", 98, 110, "mmol/L"),
        ("Carbon dioxide", 20, 32, "mmol/L"), ("Calcium", 8.6, 10.4, "mg/dL"),
        ("Albumin", 3.6, 5.1, "g/dL"), ("Alk. phosphatase", 37, 153, "U/L"),
        ("AST (SGOT)", 10, 35, "U/L"), ("ALT (SGPT)", 6, 29, "U/L")),
    "Blood count": (
        ("WBC", 3.8, 10.8, "Thou/uL"), ("RBC", 3.8, 5.1, "Mill/uL"), ("Hemoglobin", 11.7, 15.5,
         "g/dL"), ("Hematocrit", 35, 45, "%"), ("MCV", 80, 100, "fL"), ("RDW", 11, 15, "%"),
        ("Platelets", 140, 400, "Thou/uL"), ("Neutrophils abs", 1.5, 7.8, "Thou/uL")),
    "Lipids and thyroid": (
        ("Cholesterol, total", 120, 200, "mg/dL"), ("HDL", 40, 90, "mg/dL"), ("Triglycerides", 40,
         150, "mg/dL"), ("LDL, calculated", 50, 100, "mg/dL"), ("TSH", 0.4, 4.5, "mIU/L"),
        ("T4, free", 0.8, 1.8, "ng/dL"), ("Ferritin", 16, 288, "ng/mL")),
    "Renal and bone": (
        ("Urea", 2.5, 7.8, "mmol/L"), ("Creatinine", 45, 84, "umol/L"), ("eGFR", 60, 90,
         "mL/min"), ("Adj. calcium", 2.2, 2.6, "mmol/L"), ("Phosphate", 0.8, 1.5, "mmol/L"),
        ("Magnesium", 0.7, 1.0, "mmol/L"), ("Vitamin D", 50, 125, "nmol/L"), ("PTH", 1.6, 6.9,
         "pmol/L"), ("Urate", 140, 360, "umol/L")),
}  # fmt: skip


def value_of(s: ApartStudio, low: float, high: float) -> tuple[str, str]:
    """Return a value near a range, and its flag."""
    value = s.rng.uniform(low - (high - low) * 0.25, high + (high - low) * 0.3)
    value = max(value, low * 0.5)
    flag = "L" if value < low else "H" if value > high else ""
    return (f"{value:.0f}" if high >= 60 else f"{value:.1f}"), flag


def outreach(s: ApartStudio) -> Flat:
    """Return a reference laboratory's print: three blocks side by side, then the tests."""
    c = s.canvas("lab_report", (216, 279), s.paper())
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "sans", "mono"))), s.rng.choice(HUES)
    c.box(10, 8, 30, 16, fill=hue)
    put(c, 34, 14.5, 96, (s.hospital(),), faces[1], 6)
    put(c, 136, 11, 70, ("Report status: FINAL",), faces[1], 3.6)
    put(c, 136, 15.6, 70, ("Client services ", s.office_phone()), faces[0], 3, SLATE)
    heads = ("PATIENT INFORMATION", "SPECIMEN INFORMATION", "CLIENT INFORMATION")
    words = ("name birth sex phone mrn", "accession collected received reported", "")
    for number, (head, some) in enumerate(zip(heads, words, strict=True)):
        x = 10 + number * 66
        c.box(x, 20, x + 64, 62, outline=hue, width=0.3)
        c.text(x + 2, 25, head, faces[1], 3.2, hue)
        if some:
            lay(c, s, x + 2, 27, 61, fields(s, some), faces, 3.5, style="column", down=33)
            continue
        client: list[Parts] = [s.doctored(), (s.rng.choice(s.region.hospitals),),
                               (s.office_place(),), ("Tel. ", s.office_phone())]  # fmt: skip
        for row, parts in enumerate(client):
            put(c, x + 2, 31 + row * 6, 60, parts, faces[0], 3.5)
    stops = (12, 92, 122, 140, 178)
    y = 70.0
    for x, word in zip(stops, ("TEST NAME", "RESULT", "FLAG", "REFERENCE RANGE", "LAB"),
                       strict=True):  # fmt: skip
        c.text(x, y, word, faces[1], 3.2)
    c.line(10, y + 2, 206, y + 2, hue, 0.5)
    top = y - 4
    for title, rows in s.rng.sample(tuple(PANELS.items()), 2):
        y += 7.5
        c.text(12, y, title.upper(), faces[1], 3.7)
        for test, low, high, unit in rows:
            y += 6.6
            value, flag = value_of(s, low, high)
            shown = (f"  {test}", f"{value}", flag, f"{low:g}-{high:g} {unit}", "01")
            for x, cell in zip(stops, shown, strict=True):
                put(c, x, y, 60 if x == 12 else 36, (cell,), faces[int(bool(flag))], 3.9)
    c.region(Category.LAB_RESULT, 10, top, 206, y + 2)
    foot: Parts = (s.named(names.PRINTED), "  ", s.accession(), "   PAGE 1 OF 2   Printed ",
                   s.day(1))  # fmt: skip
    put(c, 12, 272, 190, foot, faces[0], 3.2, SLATE)
    return c.done()


def cumulative(s: ApartStudio) -> Flat:
    """Return a sheet with a column for each of several days."""
    c = s.canvas("lab_report", (297, 210), s.rng.choice((WHITE, (252, 250, 240))))
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    put(c, 12, 13, 150, (s.hospital(), " - cumulative results"), faces[1], 5.4, hue)
    put(c, 190, 13, 96, ("Printed by ", s.colleague("initial"), "  ", s.day(2)), faces[0], 3.4)
    y = strip_of(c, 12, 18, 273, fields(s, "name birth mrn national location doctor"), faces, 4,
                 hue) + 7  # fmt: skip
    count = s.rng.randint(4, 6)
    pitch = 190 / (count + 1)
    put(c, 14, y, 60, ("Date",), faces[1], 3.8)
    put(c, 14, y + 5.4, 60, ("Time",), faces[0], 3.4, SLATE)
    for day in range(count):
        x = 84 + day * pitch
        put(c, x, y, pitch - 2, (s.day(day - count),), faces[1], 3.8)
        put(c, x, y + 5.4, pitch - 2, (s.clock(),), faces[0], 3.4, SLATE)
    put(c, 84 + count * pitch, y, 30, ("Ref. range",), faces[1], 3.8)
    top, y = y - 5, y + 8
    for title, rows in s.rng.sample(tuple(PANELS.items()), 2):
        c.box(12, y, 285, y + 6, fill=s.rng.choice(PALES))
        c.text(14, y + 4.4, title, faces[1], 3.8)
        y += 6
        for test, low, high, unit in rows[:9]:
            y += 6.1
            put(c, 14, y, 64, (f"{test} ({unit})",), faces[0], 3.7)
            for day in range(count):
                value, flag = value_of(s, low, high)
                c.text(84 + day * pitch, y, f"{value}{'*' if flag else ''}", faces[int(bool(flag))],
                       3.7)  # fmt: skip
            c.text(84 + count * pitch, y, f"{low:g} - {high:g}", faces[0], 3.5, SLATE)
        y += 3
    c.region(Category.LAB_RESULT, 12, top, 285, y)
    return c.done()


SITES = (
    ("A. Skin, left shoulder, shave biopsy", "Basal cell carcinoma, nodular; margins involved."),
    ("A. Colon, sigmoid, polypectomy", "Tubular adenoma, no high grade dysplasia."),
    ("A. Cervix, 2 o'clock, biopsy", "High grade squamous intraepithelial lesion (CIN 2)."),
    ("A. Thyroid, right lobe, FNA", "Benign follicular nodule (Bethesda II)."),
)


def _findings(s: ApartStudio) -> tuple[tuple[str, Parts], ...]:
    site, found = s.rng.choice(SITES)
    word = {"F": "woman", "M": "man"}[s.patient.sex]
    return (
        ("FINAL DIAGNOSIS", (f"{site}: {found}",)),
        ("CLINICAL HISTORY", (s.age(), f"-year-old {word}, changing lesion since ", s.day(-80),
         ". Previous specimen ", s.of(Category.OTHER_ID, s.region.number(s.rng, "accession")),
         ".")),
        ("GROSS DESCRIPTION", ("Received in formalin labeled ", s.named(("full", "comma")),
         " and ", s.mrn(), " is a tan fragment measuring 0.6 x 0.4 x 0.2 cm, submitted in one "
         "cassette by ", s.colleague("initial"), ".")),
        ("COMMENT", ("Findings were telephoned to Dr ", s.surname_doctor(), " on ", s.day(3),
         ". Levels were examined. Correlation with imaging is advised.")),
    )  # fmt: skip


def pathology(s: ApartStudio) -> Flat:
    """Return a pathologist's report in words, the patient in a box at the right."""
    c = s.canvas("lab_report", s.rng.choice(((216, 279), (210, 297))), WHITE)
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("serif", "sans", "serif", "mono"))), s.rng.choice(HUES)
    y = letterhead(c, s, faces, s.rng.choice(("Surgical Pathology", "Histopathology report",
                   "Cytology")), hue)  # fmt: skip
    c.box(wide * 0.5, y, wide - 12, y + 44, outline=SLATE, width=0.4)
    lay(c, s, wide * 0.5 + 3, y + 2, wide * 0.5 - 18, fields(s, "name mrn birth sex account "
        "collected doctor"), faces, 3.9, style=s.rng.choice(("column", "capital")),
        down=40)  # fmt: skip
    number: Parts = ("Case: ", s.accession())
    put(c, 14, y + 8, wide * 0.44, number, faces[1], 5)
    put(c, 14, y + 16, wide * 0.44, ("Copies to: Dr ", s.colleague("full")), faces[0], 3.6)
    put(c, 14, y + 22, wide * 0.44, ("Received: ", *timed(s)), faces[0], 3.6)
    y += 54
    for head, parts in _findings(s):
        c.text(14, y, head, faces[1], 4)
        y = c.paragraph(14, y + 6.4, wide - 30, parts, faces[0], 4) + 4
    signed(c, s, 20, y + 12, 8)
    put(c, 14, y + 20, wide - 30, ("Electronically signed out by ", *s.doctored(), ", ", s.day(3)),
        faces[0], 3.8)  # fmt: skip
    return c.done()


def _beats(c: Canvas, s: ApartStudio, x: float, y: float, width: float, high: float) -> None:
    """Draw one lead: flat, a bump, a spike, a bump."""
    at = np.linspace(0, 1, 24)
    wave = 0.1 * np.exp(-(((at - 0.2) / 0.05) ** 2)) + np.exp(-(((at - 0.4) / 0.018) ** 2))
    wave = wave - 0.25 * np.exp(-(((at - 0.45) / 0.02) ** 2))
    wave = wave + 0.26 * np.exp(-(((at - 0.68) / 0.08) ** 2))
    beats, gain = max(2, int(width / 17)), s.rng.uniform(0.5, 1.0)
    for beat in range(beats):
        xs = x + (beat + at) * width / beats
        ys = y - wave * high * gain
        for i in range(len(at) - 1):
            c.line(xs[i], ys[i], xs[i + 1], ys[i + 1], (20, 20, 24), 0.35)


def trace(s: ApartStudio) -> Flat:
    """Return an electrocardiogram: particulars above, pink paper, twelve leads."""
    c = s.canvas("lab_report", (280, 210), (255, 246, 244))
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    grid: Colour = s.rng.choice(((250, 206, 204), (206, 226, 240), (250, 216, 180)))
    for step in range(57):
        c.line(step * 5, 44, step * 5, 198, grid, 0.18)
    for step in range(31):
        c.line(0, 44 + step * 5, 280, 44 + step * 5, grid, 0.18)
    put(c, 8, 10, 90, (s.named(names.PRINTED),), faces[1], 5)
    put(c, 8, 16, 90, (*s.numbered(), "   ", s.birth()), faces[0], 4)
    put(
        c,
        8,
        22,
        90,
        (*s.age_sex(), "    Room: ", s.rng.choice(("ED-4", "313", "CCU 2"))),
        faces[0],
        4,
    )
    put(c, 8, 28, 90, ("Referred by: ", s.doctor("comma"), "   Tech: ", s.colleague("initial")),
        faces[0], 3.8)  # fmt: skip
    put(c, 8, 34, 90, (s.day(), f"  {s.clock()}"), faces[0], 4)
    for row, (word, low, high, unit) in enumerate((("Vent. rate", 52, 110, "bpm"),
            ("PR interval", 120, 220, "ms"), ("QRS duration", 70, 130, "ms"),
            ("QT/QTc", 340, 460, "ms"))):  # fmt: skip
        c.text(108, 10 + row * 6, word, faces[0], 3.8)
        c.text(140, 10 + row * 6, f"{s.rng.randint(low, high)} {unit}", faces[0], 3.8)
    said: Parts = ("Normal sinus rhythm. Nonspecific ST abnormality. Compared with ECG of ",
                   s.day(-370), ". Confirmed by ", s.doctor("comma"), " on ", s.day(1))  # fmt: skip
    c.paragraph(178, 10, 94, said, faces[0], 3.8)
    leads = ("I", "aVR", "V1", "V4", "II", "aVL", "V2", "V5", "III", "aVF", "V3", "V6")
    for number, lead in enumerate(leads):
        x, y = 6 + number % 4 * 67, 74 + number // 4 * 36
        c.text(x + 1, y - 17, lead, faces[1], 4.4)
        _beats(c, s, x, y, 66, 16)
    _beats(c, s, 6, 186, 268, 16)
    serial = s.of(Category.DEVICE_ID, s.patient.device, Role.UNKNOWN)
    put(c, 8, 206, 200, ("25 mm/s  10 mm/mV  150 Hz   Cart: ", serial), faces[0], 3.4, SLATE)
    return c.done()


def log(s: ApartStudio) -> Flat:
    """Return a bedside log: a sticker's particulars, rows of readings by hand."""
    c = s.canvas("lab_report", s.rng.choice(((140, 216), (148, 210))), s.rng.choice((WHITE,
                 (255, 250, 222), (232, 246, 236))))  # fmt: skip
    wide = c.size_mm[0]
    faces, hand, pen = s.font("sans"), s.font("hand")[0], s.rng.choice(PENS)
    title = s.rng.choice(("Blood glucose record", "INR / warfarin chart", "Urine dip log"))
    put(c, 8, 11, 66, (title,), faces[1], 5)
    put(c, 8, 16.4, 60, (s.hospital(),), faces[0], 3.4, SLATE)
    sticker(c, s, wide - 66, 5, faces)
    stops = (8.0, 40.0, 62.0, 88.0, wide - 34)
    for x, word in zip(stops, ("Date", "Time", "Reading", "Dose", "Initials"), strict=True):
        c.text(x + 1, 42, word, faces[1], 4)
    for row in range(13):
        y = 45 + row * 12
        c.line(8, y, wide - 8, y, SLATE, 0.25)
        if row > 9:
            continue
        scrawl(c, s, 9, y + 9, 29, (s.day(row - 4),), hand, 6, pen)
        scrawl(c, s, 41, y + 9, 19, (s.clock(),), hand, 6, pen)
        scrawl(c, s, 63, y + 9, 22, (f"{s.rng.uniform(4, 16):.1f}",), hand, 6.4, pen)
        scrawl(c, s, 89, y + 9, 20, (f"{s.rng.randint(2, 14)} u",), hand, 6.4, pen)
        if row % 4 == 0:
            scrawl(c, s, wide - 33, y + 9, 26, (s.colleague("initial"),), hand, 5.6, pen)
    c.region(Category.LAB_RESULT, 8, 37, wide - 8, 165)
    return c.done()


def sticker(c: Canvas, s: ApartStudio, x: float, y: float, faces: Faces) -> None:
    """Stick a patient's label on the page, 60 x 29 mm."""
    c.box(x, y, x + 60, y + 29, fill=(254, 254, 252), outline=(214, 214, 210), radius=1.5)
    put(c, x + 2, y + 5.4, 56, (s.named(names.PRINTED),), faces[1], 4.4)
    put(c, x + 2, y + 10.4, 56, (*said_in_row(s, "mrn"), "   ", s.birth()), faces[0], 3.5)
    put(c, x + 2, y + 15, 56, (*said_in_row(s, "account sex"),), faces[0], 3.5)
    put(c, x + 2, y + 19.4, 56, ("Adm: ", s.day(-1), "   ", s.doctor("brief")), faces[0], 3.4)
    c.barcode(x + 3, y + 21.5, 46, 6, s.patient.account.replace(" ", ""), "Code128",
              Category.ACCOUNT_NUMBER)  # fmt: skip


DESIGNS = {"lab_report": (outreach, outreach, cumulative, pathology, trace, log)}
"""How often each is drawn: the commonest twice."""
