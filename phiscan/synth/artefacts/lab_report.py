"""A laboratory report on paper: results in a table, or label above value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phiscan.synth import fields
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fields import Form
from phiscan.synth.fonts import Face
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category

Analyte = tuple[str, str, float, float, int]
"""Name, unit, lowest and highest normal value, decimal places."""
ANALYTES: tuple[Analyte, ...] = (
    ("Glucose", "mg/dL", 70, 99, 0),
    ("Sodium", "mmol/L", 136, 145, 0),
    ("Potassium", "mmol/L", 3.5, 5.1, 1),
    ("Chloride", "mmol/L", 98, 107, 0),
    ("CO2", "mmol/L", 22, 29, 0),
    ("BUN", "mg/dL", 7, 20, 0),
    ("Creatinine", "mg/dL", 0.6, 1.2, 2),
    ("Calcium", "mg/dL", 8.6, 10.2, 1),
    ("Total Protein", "g/dL", 6.0, 8.3, 1),
    ("Albumin", "g/dL", 3.5, 5.0, 1),
    ("AST (SGOT)", "U/L", 10, 40, 0),
    ("ALT (SGPT)", "U/L", 7, 56, 0),
    ("Bilirubin, Total", "mg/dL", 0.1, 1.2, 1),
    ("WBC", "K/uL", 4.5, 11.0, 1),
    ("RBC", "M/uL", 4.1, 5.6, 2),
    ("Hemoglobin", "g/dL", 12.0, 16.5, 1),
    ("Hematocrit", "%", 36, 50, 1),
    ("MCV", "fL", 80, 100, 0),
    ("Platelets", "K/uL", 150, 400, 0),
    ("TSH", "uIU/mL", 0.4, 4.5, 2),
    ("Hemoglobin A1c", "%", 4.0, 5.6, 1),
    ("Cholesterol, Total", "mg/dL", 100, 199, 0),
    ("HDL", "mg/dL", 40, 90, 0),
    ("LDL Calc", "mg/dL", 30, 99, 0),
    ("Ferritin", "ng/mL", 15, 150, 0),
)
Row = tuple[str, str, str, str, str]
"""Analyte, value, flag, unit, reference range."""


@dataclass(frozen=True)
class Template:
    """One laboratory's stationery."""

    title: str
    results: str  # table, ruled, stacked
    form: Form
    style: str
    accent: Colour
    columns: tuple[str, ...]
    footer: str


TEMPLATES = {
    "tune": (
        Template(
            "LABORATORY REPORT",
            "table",
            Form("beside", 2, 3.6, 6.2),
            "sans",
            (20, 60, 120),
            ("Test", "Result", "Flag", "Units", "Reference Range"),
            "Performed at main campus laboratory. CLIA certified.",
        ),
        Template(
            "Final Report - Chemistry",
            "ruled",
            Form("above", 3, 3.7, 10.5),
            "serif",
            (60, 60, 60),
            ("COMPONENT", "VALUE", "", "UNIT", "RANGE"),
            "Results reviewed electronically.",
        ),
        Template(
            "Your lab results",
            "stacked",
            Form("above", 2, 4.2, 12),
            "sans",
            (0, 120, 120),
            ("Test", "Your value", "", "Unit", "Standard range"),
            "Questions? Call the clinic during office hours.",
        ),
        Template(
            "CLINICAL LABORATORY",
            "table",
            Form("beside", 1, 3.4, 5.4, True, " :", 0.22),
            "mono",
            (30, 30, 30),
            ("TEST NAME", "RESULT", "FLG", "UNITS", "EXPECTED"),
            "*** END OF REPORT ***",
        ),
    ),
    "test": (
        Template(
            "Laboratory Results",
            "ruled",
            Form("boxed", 3, 3.6, 11),
            "sans",
            (120, 30, 40),
            ("Analyte", "Observed", "H/L", "Unit", "Normal"),
            "This report supersedes earlier versions.",
        ),
        Template(
            "PATIENT REPORT",
            "table",
            Form("beside", 2, 3.3, 5.6, True),
            "narrow",
            (40, 90, 50),
            ("TESTS", "IN RANGE", "", "UNITS", "REFERENCE INTERVAL"),
            "Reported by the reference laboratory.",
        ),
        Template(
            "Result Summary",
            "stacked",
            Form("beside", 1, 4.0, 7.0),
            "serif",
            (70, 50, 110),
            ("Test", "Result", "", "Unit", "Normal range"),
            "Please discuss these results with your care team.",
        ),
        Template(
            "HEMATOLOGY / CHEMISTRY",
            "table",
            Form("above", 4, 3.4, 10),
            "mono",
            (20, 20, 20),
            ("Procedure", "Value", "Abn", "Units", "Ref"),
            "-- page 1 of 1 --",
        ),
    ),
}


def draw(studio: Studio) -> Flat:
    """Return a letter-size report of 8 to 20 results."""
    rng, template = studio.rng, studio.pick(**TEMPLATES)
    canvas = studio.canvas("lab_report", (216, 279), studio.paper())
    faces = studio.font(template.style)
    canvas.text(16, 20, studio.hospital(), faces[1], 6.2, template.accent)
    canvas.run(
        16, 26, ("Laboratory Services   Tel ", studio.office_phone()), faces[0], 3.4, (80, 80, 80)
    )
    canvas.line(16, 29, 200, 29, template.accent, 0.7)
    canvas.text(16, 37, template.title, faces[1], 5.0)
    y = fields.set_fields(canvas, 16, 41, 184, _head(studio), template.form, faces)
    canvas.line(16, y + 2, 200, y + 2, template.accent, 0.4)
    rows = results(studio, rng.randint(8, 20))
    y = set_results(canvas, 16, y + 5, 184, rows, template, faces)
    canvas.text(16, min(y + 10, 266), template.footer, faces[0], 3.0, (90, 90, 90))
    if rng.random() < 0.4:
        canvas.barcode(150, 9, 46, 9, studio.patient.accession, "Code128", Category.OTHER_ID)
    canvas.run(
        16,
        272,
        ("Printed ", studio.day(1), f" {studio.clock()}   Page 1"),
        faces[0],
        3.1,
        (90, 90, 90),
    )
    return canvas.done()


def _head(studio: Studio) -> list[fields.Field]:
    head = [
        fields.name_field(studio),
        fields.mrn_field(studio),
        fields.birth_field(studio),
        fields.accession_field(studio),
        fields.doctor_field(studio),
        fields.day_field(studio, studio.rng.choice(("Collected", "Coll. Date")), timed=True),
    ]
    more = [
        fields.account_field(studio),
        fields.phone_field(studio),
        fields.day_field(studio, "Reported", 1),
        fields.age_field(studio),
    ]
    return head + studio.rng.sample(more, studio.rng.choice((0, 2)))


def results(studio: Studio, count: int, analytes: Sequence[Analyte] = ANALYTES) -> list[Row]:
    """Return so many invented results, a third of them out of range."""
    rng = studio.rng
    rows: list[Row] = []
    for name, unit, low, high, places in rng.sample(analytes, min(count, len(analytes))):
        span = high - low
        value = rng.uniform(low - 0.25 * span, high + 0.35 * span)
        flag = "L" if value < low else "H" if value > high else ""
        shown = f"{max(value, low * 0.5):.{places}f}"
        rows.append((name, shown, flag, unit, f"{low:.{places}f} - {high:.{places}f}"))
    return rows


def set_results(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Row],
    template: Template,
    faces: tuple[Face, Face],
) -> float:
    """Set the results and record their region; return the y below them."""
    layout = _stacked if template.results == "stacked" else _table
    end = layout(canvas, x, y, width, rows, template, faces)
    canvas.region(Category.LAB_RESULT, x - 1, y - 1, x + width + 1, end + 1)
    return end


def _table(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Row],
    template: Template,
    faces: tuple[Face, Face],
) -> float:
    stops = [x + width * share for share in (0.01, 0.38, 0.54, 0.64, 0.80)]
    pitch = min(7.4, (262 - y - 14) / (len(rows) + 1))
    size = min(3.7, pitch * 0.6)
    canvas.box(x, y, x + width, y + pitch, fill=(228, 232, 238))
    for stop, title in zip(stops, template.columns, strict=True):
        canvas.text(stop, y + pitch * 0.7, title, faces[1], size)
    for row in rows:
        y += pitch
        for stop, cell in zip(stops, row, strict=True):
            bold = bool(row[2]) and cell in row[1:3]
            colour = (170, 20, 20) if bold and template.accent[0] < 100 else (25, 25, 30)
            canvas.text(stop, y + pitch * 0.7, cell, faces[int(bold)], size, colour)
        if template.results == "ruled":
            canvas.line(x, y + pitch, x + width, y + pitch, (190, 190, 190), 0.2)
    return y + pitch


def _stacked(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Row],
    template: Template,
    faces: tuple[Face, Face],
) -> float:
    half, pitch = width / 2, 19.0
    rows = rows[: 2 * int((258 - y) // pitch)]
    for number, (name, value, flag, unit, span) in enumerate(rows):
        left, top = x + half * (number % 2), y + pitch * (number // 2)
        canvas.box(left, top, left + half - 4, top + pitch - 3, outline=(200, 205, 210), radius=1.5)
        canvas.text(left + 3, top + 5, name, faces[1], 3.6, template.accent)
        canvas.text(left + 3, top + 11.5, f"{value} {unit}", faces[1], 4.6)
        canvas.text(
            left + half * 0.46, top + 5, template.columns[4], faces[0], 2.7, (110, 110, 110)
        )
        canvas.text(left + half * 0.46, top + 11, span, faces[0], 3.5)
        if flag:
            word = {"H": "High", "L": "Low"}[flag]
            canvas.text(left + half * 0.78, top + 11, word, faces[1], 3.4, (180, 40, 20))
    return y + pitch * -(-len(rows) // 2)


KINDS = (Kind("lab_report", draw),)
