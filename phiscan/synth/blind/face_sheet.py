"""Face sheets: two columns of labels above values, a grid, a registration slip, a transfer form."""

from __future__ import annotations

from phiscan.synth.blind.form import fields, name, set_cells, set_right, set_stack
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Faces, paste_strip, put, scrawl, strip

PERSON = "mrn birth sex address phone mobile email ssn account"
COVER = "plan member group"
KIN = "relative kin_phone"


def two_columns(studio: BlindStudio) -> Flat:
    """Return a sheet with the patient at the left, the payer and family at the right."""
    rng = studio.rng
    paper = studio.paper()
    canvas = studio.canvas("face_sheet", (216, 279), paper)
    faces = studio.font(rng.choice(("sans", "serif")))
    accent: Colour = rng.choice(((20, 70, 60), (60, 30, 80), (120, 60, 20)))
    put(canvas, 14, 16, 120, (studio.hospital(),), faces[1], 6.0, accent)
    canvas.text(202, 16, "INPATIENT FACESHEET", faces[0], 4.2, GREY, "rs")
    canvas.box(14, 22, 202, 42, fill=accent)
    put(canvas, 18, 31, 120, (name(studio),), faces[1], 7.0, WHITE)
    put(
        canvas,
        18,
        38.5,
        180,
        (
            *studio.numbered(),
            "    ",
            *studio.age_sex(),
            "    Room ",
            f"{rng.randint(2, 9)}{rng.randint(10, 48)}-{rng.choice('AB12')}",
        ),
        faces[0],
        4.2,
        WHITE,
    )
    canvas.line(110, 48, 110, 262, (180, 180, 184), 0.3)
    canvas.text(16, 54, "PATIENT", faces[1], 4.0, accent)
    set_stack(canvas, 16, 58, 88, fields(studio, PERSON), faces, 4.2, 15.5)
    y = 54.0
    for title, words in (("RESPONSIBLE PARTY", KIN), ("PRIMARY COVERAGE", COVER),
                         ("VISIT", "admitted doctor npi")):  # fmt: skip
        canvas.text(116, y, title, faces[1], 4.0, accent)
        y = set_stack(canvas, 116, y + 4, 84, fields(studio, words), faces, 4.2, 15.5) + 8
    flat = canvas.done()
    if rng.random() < 0.5:
        edge = (f"{studio.hospital()}  ", *studio.numbered(), "  ", name(studio))
        line = strip(studio, edge, faces[0], 3.4, 150, paper)
        paste_strip(flat, line, 3, 206, 90)
    return flat


def grid(studio: BlindStudio) -> Flat:
    """Return a sheet of shaded label cells, section by section."""
    rng = studio.rng
    canvas = studio.canvas("face_sheet", (210, 297), studio.paper())
    faces = studio.font(rng.choice(("narrow", "sans")))
    shade: Colour = rng.choice(((222, 230, 240), (236, 228, 218), (224, 236, 224)))
    canvas.text(105, 15, studio.hospital(), faces[1], 6.0, anchor="ms")
    canvas.run(62, 22, ("Tel ", studio.office_phone()), faces[0], 3.4, GREY)
    y = 30.0
    titles = (("PATIENT DETAILS", "family given mrn nhs birth age sex phone mobile ssn"),
              ("ADDRESS", "address email"), ("CONTACTS", KIN),
              ("FUNDING", COVER), ("THIS VISIT", "account admitted location doctor"))  # fmt: skip
    for title, words in titles:
        canvas.box(12, y, 198, y + 7, fill=(70, 76, 88))
        canvas.text(15, y + 5.1, title, faces[1], 3.8, WHITE)
        columns = 1 if title == "ADDRESS" else 2
        y = set_cells(canvas, 12, y + 7, 186, fields(studio, words), faces, 3.8, columns, shade) + 6
    canvas.text(12, y + 6, "Allergies:  NKDA      Diet:  Diabetic      Code status:  Full",
                faces[0], 3.8)  # fmt: skip
    canvas.barcode(140, 9, 50, 10, studio.patient.mrn.replace(" ", ""), "Code128")
    return canvas.done()


def registration(studio: BlindStudio) -> Flat:
    """Return an A5 registration slip, labels ranged right."""
    rng = studio.rng
    canvas = studio.canvas("face_sheet", (148, 210), studio.paper())
    faces = studio.font(rng.choice(("serif", "mono", "sans")))
    canvas.text(74, 14, studio.hospital(), faces[1], canvas.fit((studio.hospital(),), faces[1],
                5.4, 120), anchor="ms")  # fmt: skip
    canvas.text(74, 21, "Registration details - please check", faces[0], 3.6, GREY, "ms")
    canvas.line(10, 25, 138, 25, width=0.5)
    words = "name birth sex address phone mobile email mrn member relative kin_phone doctor"
    y = set_right(canvas, 8, 28, 132, fields(studio, words), faces, 3.8, 9.6)
    canvas.line(10, y + 6, 138, y + 6, width=0.3)
    put(canvas, 12, y + 14, 124, ("Verified with patient on ", studio.day(), " by ",
        studio.colleague("initial")), faces[0], 3.4, GREY)  # fmt: skip
    return canvas.done()


def transfer(studio: BlindStudio) -> Flat:
    """Return a printed transfer form that was filled in by hand."""
    rng = studio.rng
    paper: Colour = rng.choice(((250, 236, 200), (255, 255, 255), (226, 240, 250)))
    canvas = studio.canvas("face_sheet", (216, 279), paper)
    faces, hand = studio.font("sans"), studio.font("hand")[0]
    ink: Colour = rng.choice(((24, 36, 120), (30, 30, 34), (20, 60, 140)))
    canvas.text(16, 18, "INTER-FACILITY TRANSFER / ADMISSION RECORD", faces[1], 5.2)
    put(canvas, 16, 25, 180, ("From: ", studio.hospital()), faces[0], 4.0)
    words = "family given birth mrn address phone relative kin_phone member doctor admitted"
    y = 34.0
    for label, value in fields(studio, words):
        canvas.box(16, y, 200, y + 15, outline=(120, 120, 124), width=0.25)
        canvas.text(18, y + 4.4, label, faces[0], 2.9, GREY)
        scrawl(canvas, studio, 22, y + 12, 172, value, hand, 7.4, ink)
        y += 15
    _ticks(canvas, faces, y + 10, rng.randint(0, 3))
    return canvas.done()


def _ticks(canvas: Canvas, faces: Faces, y: float, chosen: int) -> None:
    for number, word in enumerate(("Ambulatory", "Wheelchair", "Stretcher", "Oxygen")):
        x = 18 + number * 44
        canvas.box(x, y, x + 4, y + 4, outline=(60, 60, 60))
        canvas.text(x + 6, y + 3.5, word, faces[0], 3.6)
        if number == chosen:
            canvas.line(x + 0.6, y + 2, x + 1.8, y + 3.6, (24, 36, 120), 0.7)
            canvas.line(x + 1.8, y + 3.6, x + 5, y - 1.5, (24, 36, 120), 0.7)


DESIGNS = {"face_sheet": (two_columns, grid, registration, transfer)}
