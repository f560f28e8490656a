"""Laboratory reports: a pathology lab's, a cumulative one, a line printer's, a portal's."""

from __future__ import annotations

from collections.abc import Sequence

from phiscan.synth.artefacts.lab_report import Analyte, Row, results
from phiscan.synth.blind.form import fields, set_cells, set_right
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fields import Form, set_fields
from phiscan.synth.fonts import Face
from phiscan.synth.layout import GREY, WHITE, joined, put, sign
from phiscan.types import Category, Role

GROUPS: dict[str, tuple[Analyte, ...]] = {
    "HAEMATOLOGY": (
        ("Haemoglobin", "g/L", 115, 165, 0), ("White Cell Count", "x10^9/L", 4.0, 11.0, 1),
        ("Neutrophils", "x10^9/L", 1.8, 7.5, 1), ("Lymphocytes", "x10^9/L", 1.0, 4.0, 1),
        ("Eosinophils", "x10^9/L", 0.0, 0.5, 2), ("ESR (Westergren)", "mm/hr", 0, 20, 0),
        ("Red Cell Dist. Width", "%", 11.5, 15.0, 1), ("MCHC", "g/L", 310, 360, 0),
        ("Reticulocytes", "%", 0.5, 2.5, 1), ("PCV", "%", 36, 47, 1),
    ),
    "BIOCHEMISTRY": (
        ("Urea", "mmol/L", 2.5, 7.8, 1), ("eGFR", "mL/min/1.73m2", 60, 120, 0),
        ("Alk. Phosphatase", "IU/L", 30, 130, 0), ("Gamma GT", "IU/L", 8, 61, 0),
        ("Magnesium", "mmol/L", 0.70, 1.00, 2), ("Inorganic Phosphate", "mmol/L", 0.80, 1.50, 2),
        ("Uric Acid", "umol/L", 140, 360, 0), ("C-Reactive Protein", "mg/L", 0, 5, 0),
        ("Amylase", "U/L", 28, 100, 0), ("Lipase", "U/L", 13, 60, 0),
        ("Lactate (venous)", "mmol/L", 0.5, 2.2, 1), ("Triglycerides", "mmol/L", 0.4, 1.7, 1),
    ),
    "IMMUNOASSAY / COAGULATION": (
        ("Free T4", "pmol/L", 9.0, 19.1, 1), ("Vitamin B12", "ng/L", 187, 883, 0),
        ("25-OH Vitamin D", "nmol/L", 50, 125, 0), ("Prolactin", "mIU/L", 102, 496, 0),
        ("Troponin I (hs)", "ng/L", 0, 16, 0), ("PSA, Total", "ug/L", 0.0, 4.0, 2),
        ("INR", "", 0.8, 1.2, 1), ("APTT", "sec", 25, 37, 0), ("D-Dimer", "ng/mL FEU", 0, 500, 0),
        ("Fibrinogen", "g/L", 1.8, 3.6, 1),
    ),
}  # fmt: skip
ALL = tuple(a for group in GROUPS.values() for a in group)
RED: Colour = (176, 28, 28)


def pathology(studio: BlindStudio) -> Flat:
    """Return an A4 report in groups, value before unit, signed at the foot."""
    rng = studio.rng
    canvas = studio.canvas("lab_report", (210, 297), studio.paper())
    faces = studio.font(rng.choice(("sans", "serif", "narrow")))
    accent: Colour = rng.choice(((120, 20, 60), (10, 90, 110), (30, 40, 90)))
    canvas.box(0, 0, 210, 5, fill=accent)
    canvas.text(105, 17, studio.hospital().upper(), faces[1], 6.0, accent, "ms")
    place = joined(((studio.office_place(),), ("Ph: ", studio.office_phone())))
    put(canvas, 26, 23, 158, place, faces[0], 3.2, GREY)
    left = fields(studio, "name age mrn doctor")
    right = fields(studio, "accession collected received reported")
    canvas.box(12, 28, 198, 58, outline=(90, 90, 96))
    canvas.line(108, 28, 108, 58, (90, 90, 96), 0.3)
    form = Form("beside", 1, 3.5, 7.0, False, " :", 0.33)
    set_fields(canvas, 15, 29, 92, left, form, faces)
    set_fields(canvas, 111, 29, 85, right, form, faces)
    canvas.text(105, 67, "FINAL REPORT", faces[1], 4.4, accent, "ms")
    y = _groups(canvas, studio, 72, faces, accent)
    canvas.text(16, y + 7, "*** End of Report ***", faces[0], 3.2, GREY)
    sign(canvas, studio, 146, 270, 8)
    canvas.run(146, 278, ("Dr. ", studio.doctor("full")), faces[1], 3.4)
    licence = studio.of(Category.LICENSE_NUMBER, studio.clinician.licence, Role.CLINICIAN)
    canvas.run(146, 283, ("Reg. No. ", licence), faces[0], 3.0, GREY)
    return canvas.done()


def _groups(
    canvas: Canvas, studio: BlindStudio, y: float, faces: tuple[Face, Face], accent: Colour
) -> float:
    stops = (16, 84, 112, 150)
    for stop, title in zip(
        stops, ("Investigation", "Result", "Unit", "Biological Ref. Interval"), strict=True
    ):
        canvas.text(stop, y, title, faces[1], 3.6, accent)
    canvas.line(12, y + 2, 198, y + 2, accent, 0.5)
    top = y + 2.5
    for group in studio.rng.sample(tuple(GROUPS), studio.rng.randint(2, 3)):
        y += 9
        canvas.text(16, y, group, faces[1], 3.5)
        for row in results(studio, studio.rng.randint(3, 7), GROUPS[group]):
            y += 6.4
            test, value, flag, unit, span = row
            ink = RED if flag else (25, 25, 30)
            cells = (test, value + ("*" if flag else ""), unit, span)
            for stop, cell in zip(stops, cells, strict=True):
                strong = bool(flag) and stop == 84
                canvas.text(stop, y, cell, faces[int(strong)], 3.4, ink if strong else (25, 25, 30))
    canvas.region(Category.LAB_RESULT, 14, top, 196, y + 1.5)
    return y


def cumulative(studio: BlindStudio) -> Flat:
    """Return an A4 landscape sheet: one column a date, the patient in a grid of cells."""
    rng = studio.rng
    canvas = studio.canvas("lab_report", (297, 210), studio.paper())
    faces = studio.font(rng.choice(("sans", "narrow")))
    canvas.text(12, 14, studio.hospital(), faces[1], 5.6)
    canvas.text(285, 14, "Cumulative Pathology Results", faces[0], 4.6, GREY, "rs")
    rows = fields(studio, "family given birth mrn nhs location doctor account")
    y = set_cells(canvas, 12, 19, 273, rows, faces, 3.6, 2, rng.choice(((222, 232, 226),
                  (232, 226, 236), (236, 232, 220)))) + 8  # fmt: skip
    stops = [12, 78, 116, 154, 192, 230]
    canvas.text(12, y, "Date", faces[1], 3.7)
    for number, stop in enumerate(stops[1:5]):
        put(canvas, stop, y, 35, (studio.day(-21 * (3 - number)),), faces[1], 3.5)
    canvas.text(230, y, "Units", faces[1], 3.7)
    canvas.text(256, y, "Range", faces[1], 3.7)
    top = y + 2
    for test, _, _, unit, span in results(studio, 16, ALL):
        y += 6.4
        canvas.line(12, y - 4.4, 285, y - 4.4, (205, 208, 212), 0.2)
        put(canvas, 12, y, 62, (test,), faces[0], 3.5)
        low, high = (float(v) for v in span.split(" - "))
        for stop in stops[1:5]:
            value = rng.uniform(low * 0.8, high * 1.2)
            mark = "" if low <= value <= high else rng.choice((" H", " *"))
            strong = bool(mark)
            shown = f"{value:.{len(span.split('.')[-1]) if '.' in span else 0}f}{mark}"
            canvas.text(stop, y, shown if rng.random() < 0.9 else "-", faces[strong], 3.5)
        put(canvas, 230, y, 24, (unit,), faces[0], 3.2, GREY)
        canvas.text(256, y, span, faces[0], 3.2, GREY)
    canvas.region(Category.LAB_RESULT, 11, top, 286, y + 2)
    foot = ("Authorised by ", studio.colleague("initial"), "   Printed: ", studio.day(1),
            f" {studio.clock()}")  # fmt: skip
    canvas.run(12, 204, foot, faces[0], 3.1, GREY)
    return canvas.done()


def line_printer(studio: BlindStudio) -> Flat:
    """Return a fax or terminal print: one fixed pitch, dots between label and value."""
    rng = studio.rng
    paper: Colour = rng.choice(((255, 255, 255), (240, 250, 238), (250, 250, 240)))
    canvas = studio.canvas("lab_report", (216, 279), paper)
    face, bold = studio.font("mono")
    size, pitch = 3.5, 5.6
    fax = ("FROM: ", studio.hospital().upper(), "  FAX ", studio.office_phone(), "  P.01/02")
    put(canvas, 10, 8, 196, fax, face, 2.7, GREY)
    y = 22.0
    canvas.text(108, y, f"{studio.hospital().upper()} LABORATORY", bold, 4.0, anchor="ms")
    for word in ("name", "mrn", "birth", "sex", "account", "doctor", "accession", "collected"):
        y += pitch
        label, said = fields(studio, word)[0]
        head = f"{label.upper()} ".ljust(24, ".") + ": "
        put(canvas, 14, y, 188, (head, *said), face, size)
    y += pitch * 1.6
    canvas.text(14, y, f"{'TEST':<24}{'RESULT':>10} {'FLG':<4}{'UNITS':<15}{'EXPECTED':<14}", bold,
                size)  # fmt: skip
    canvas.line(14, y + 1.8, 202, y + 1.8, width=0.3)
    top = y + 2
    for test, value, flag, unit, span in results(studio, rng.randint(9, 20), ALL):
        y += pitch
        canvas.text(14, y, f"{test[:23]:<24}{value:>10} {flag:<4}{unit:<15}{span:<14}", face, size)
    canvas.region(Category.LAB_RESULT, 13, top, 203, y + 1.6)
    for parts in (
        ("COMMENT: SPECIMEN SLIGHTLY HAEMOLYSED. RESULTS PHONED TO",),
        (studio.colleague("caps"), " RN AT ", studio.clock(), " ON ", studio.day(1)),
        ("VERIFIED BY: ", studio.colleague("turned_caps")),
    ):
        y += pitch * 1.1
        put(canvas, 14, y + 3, 188, parts, face, size)
    return canvas.done()


def portal(studio: BlindStudio) -> Flat:
    """Return a patient portal's print-out: each result with a bar for its range."""
    rng = studio.rng
    canvas = studio.canvas("lab_report", (216, 279))
    regular, bold = faces = studio.font("sans")
    accent: Colour = rng.choice(((90, 60, 160), (0, 130, 110), (210, 90, 40)))
    canvas.box(0, 0, 6, 279, fill=accent)
    put(
        canvas,
        16,
        20,
        120,
        ("Test results for ", studio.name(studio.rng.choice(("full", "long")))),
        bold,
        6.4,
    )
    parts = joined((("Collected on ", studio.day()), ("Ordered by ", studio.doctor("full"))))
    put(canvas, 16, 28, 140, parts, regular, 3.8, GREY)
    set_right(canvas, 128, 6, 78, fields(studio, "birth mrn phone"), faces, 3.4, 6.2)
    y = 38.0
    rows = results(studio, rng.randint(5, 9), ALL)
    for row in rows:
        _bar(canvas, y, row, faces, accent)
        y += 24
    canvas.region(Category.LAB_RESULT, 15, 37, 202, y)
    note = ("Hi ", studio.part(studio.patient.given), ", your results look good overall. Please ",
            "repeat the flagged test before ", studio.day(30), ". Message us or call ",
            studio.office_phone(), ". Dr. ", studio.part(studio.clinician.family,
            studio.clinician, Role.CLINICIAN))  # fmt: skip
    if y < 255:
        canvas.paragraph(16, y + 6, 180, note, regular, 3.8)
    return canvas.done()


def _bar(canvas: Canvas, y: float, row: Row, faces: Sequence[Face], accent: Colour) -> None:
    test, value, flag, unit, span = row
    canvas.box(16, y, 200, y + 21, fill=WHITE, outline=(206, 208, 214), radius=2)
    canvas.text(20, y + 7, test, faces[1], 4.2)
    canvas.text(20, y + 16, f"{value} {unit}", faces[0], 4.6, RED if flag else accent)
    canvas.text(100, y + 7, f"Normal range: {span} {unit}", faces[0], 3.2, GREY)
    canvas.box(100, y + 12, 190, y + 15, fill=(226, 226, 230), radius=1.4)
    canvas.box(122, y + 12, 168, y + 15, fill=(160, 206, 170))
    at = {"": 145, "L": 110, "H": 180}[flag]
    canvas.box(at - 1, y + 10.5, at + 1, y + 16.5, fill=(40, 40, 50), radius=0.8)


DESIGNS = {"lab_report": (pathology, cumulative, line_printer, portal)}
