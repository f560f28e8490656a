"""Specimen labels: text with an upright number, a blood bank's form, a histology pot's."""

from __future__ import annotations

from phiscan.synth.artefacts.specimen_label import tube
from phiscan.synth.blind.form import fields, name, set_right
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import Parts, joined, paste_strip, put, scrawl, strip
from phiscan.types import Category

TESTS = ("FBC/EDTA 4ml", "U&E GEL", "LAV 3.0mL CBC", "COAG BLUE", "HbA1c", "G&S x2", "TROP")


def upright_number(studio: BlindStudio) -> Flat:
    """Return a label of 54 x 26 mm: four lines, the accession standing at the right edge."""
    canvas = studio.canvas("specimen_label", (54, 26))
    face, bold = studio.font(studio.rng.choice(("narrow", "sans", "mono")))
    who = name(studio, ("comma_caps", "comma", "comma_full", "turned_caps"))
    put(canvas, 1.5, 9.6, 44, (who,), bold, 3.4)
    born = joined((("DOB ", studio.birth()), studio.age_sex()), "  ")
    put(canvas, 1.5, 13.0, 44, born, face, 2.9)
    put(canvas, 1.5, 16.3, 44, studio.numbered(), bold, 2.9)
    taken = (f"{studio.rng.choice(TESTS)}  ", studio.day(), f" {studio.clock()}")
    put(canvas, 1.5, 19.4, 44, taken, face, 2.6)
    flat = canvas.done()
    line = strip(studio, (studio.accession(),), bold, 3.2, 24)
    paste_strip(flat, line, studio.rng.choice((1, 3)), 48, 1)
    return flat


def code_below(studio: BlindStudio) -> Flat:
    """Return a label of 50 x 25 mm: surname and given names on lines of their own over a code."""
    canvas = studio.canvas("specimen_label", (50, 25))
    face, bold = studio.font(studio.rng.choice(("sans", "narrow")))
    person = studio.patient
    put(canvas, 2, 7.6, 30, (studio.part(person.family.upper()),), bold, 3.4)
    put(canvas, 2, 11.2, 30, (studio.part(person.given),), face, 3.2)
    put(canvas, 34, 7.6, 14, (studio.birth(),), face, 3.0)
    put(canvas, 34, 11.2, 14, studio.age_sex(), face, 2.8)
    content = person.accession.replace(" ", "")
    canvas.barcode(4, 12.6, 40, 4.6, content, "Code128", Category.OTHER_ID)
    foot = joined(((studio.accession(),), studio.numbered()), "  ")
    put(canvas, 2, 20.8, 46, foot, face, 2.8)
    return canvas.done()


def histology(studio: BlindStudio) -> Flat:
    """Return a pot's label of 80 x 50 mm with ruled lines, filled in by hand."""
    rng = studio.rng
    paper: Colour = rng.choice(((255, 255, 255), (255, 236, 150), (240, 220, 236)))
    canvas = studio.canvas("specimen_label", (80, 50), paper)
    faces, hand = studio.font("sans"), studio.font("hand")[0]
    ink: Colour = rng.choice(((20, 30, 110), (20, 20, 20)))
    put(canvas, 3, 5.4, 74, (studio.hospital(), "  HISTOLOGY"), faces[1], 3.0)
    y = 13.0
    for label, value in fields(studio, "family given birth mrn collected"):
        end = canvas.text(3, y, f"{label}", faces[0], 2.5) + 2
        canvas.line(end, y + 0.8, 77, y + 0.8, (120, 120, 120), 0.2)
        scrawl(canvas, studio, end + 1, y, 73 - end, value, hand, 5.4, ink)
        y += 7.6
    scrawl(
        canvas,
        studio,
        4,
        49,
        72,
        ("L forearm punch bx  Dr ", studio.doctor("brief")),
        hand,
        4.6,
        ink,
    )
    return canvas.done()


def blood_bank(studio: BlindStudio) -> Flat:
    """Return a blood unit's tag of 70 x 90 mm: labels ranged right, a code, large group."""
    canvas = studio.canvas("specimen_label", (70, 90))
    faces = studio.font(studio.rng.choice(("sans", "serif")))
    canvas.text(35, 7, "COMPATIBILITY LABEL", faces[1], 4.2, anchor="ms")
    y = set_right(canvas, 2, 9, 66, fields(studio, "family given birth sex mrn location accession"),
                  faces, 3.4, 5.8)  # fmt: skip
    group = studio.rng.choice(("O Pos", "A Neg", "B Pos", "AB Pos", "O Neg"))
    canvas.text(35, y + 14, group, faces[1], 11, anchor="ms")
    content = studio.patient.mrn.replace(" ", "")
    canvas.barcode(8, y + 18, 54, 8, content, "Code128", Category.MRN)
    rows: list[Parts] = [("Crossmatched ", studio.day(), " by ", studio.colleague("initial")),
                         ("Use before ", studio.day(3), " 23:59")]  # fmt: skip
    for row, parts in enumerate(rows):
        put(canvas, 3, y + 32 + row * 4.6, 64, parts, faces[0], 3.0)
    return canvas.done()


def on_tube(studio: BlindStudio) -> Flat:
    """Return one of the narrow labels on a tube."""
    return tube(studio, lambda _: studio.rng.choice((upright_number, code_below))(studio))


DESIGNS = {
    "specimen_label": (on_tube,),
    "specimen_label_flat": (upright_number, code_below, histology, blood_bank),
}
