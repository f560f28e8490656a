"""X-rays and ultrasound: other bodies, text in blocks, up the side, in a flashed label."""

from __future__ import annotations

from phiscan.synth import imaging
from phiscan.synth.artefacts.radiograph import exposed
from phiscan.synth.blind.form import fields, name, set_stack
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import Faces, Parts, joined, paste_strip, put, strip
from phiscan.synth.studio import Studio, studio_as
from phiscan.types import Category

INKS: tuple[Colour, ...] = ((255, 255, 255), (220, 226, 236), (250, 200, 80), (140, 230, 150))
PALE: Colour = (170, 176, 188)
UPPER = ("comma_caps", "caps", "comma_full", "comma", "turned_caps")
VIEWS = ("CHEST PA", "KNEE AP WB", "HAND DP", "LATERAL", "FOREARM", "MOBILE SUPINE")


def film(studio: Studio, wide_mm: float) -> Flat:
    """Return a picture with its text in one of this split's ways."""
    blind = studio_as(BlindStudio, studio)
    burn = studio.rng.choice((_block, _flash, _bottom))
    shown = exposed(studio, wide_mm, imaging.BODIES, burn)
    if studio.rng.random() < 0.3:
        size = wide_mm * 0.03
        face = studio.font("sans")[0]
        line = strip(blind, (name(blind, UPPER), "  ", studio.mrn()), face, size, wide_mm * 0.5,
                     (0, 0, 0), INKS[0])  # fmt: skip
        paste_strip(shown, line, 3, wide_mm * 0.94, wide_mm * 0.4)
    return shown


def _block(canvas: Canvas, studio: Studio) -> None:
    """Write a block of lines at the upper left, the settings at the lower right."""
    blind, wide, tall = studio_as(BlindStudio, studio), *canvas.size_mm
    face = blind.font(blind.rng.choice(("sans", "mono", "narrow")))[0]
    ink, size = blind.rng.choice(INKS), wide * blind.rng.uniform(0.024, 0.036)
    lines: list[Parts] = [(name(blind, UPPER),), (blind.mrn(), f"  {blind.patient.sex}"),
            (blind.birth(), " ", blind.age(), "Y"), (blind.day(), f" {blind.clock()}"),
            (blind.accession(),), (blind.hospital(),)]  # fmt: skip
    for row, parts in enumerate(lines):
        put(canvas, size * 0.8, size * 1.4 * (row + 1.2), wide * 0.5, parts, face, size, ink)
    for row, text in enumerate((f"{blind.rng.randint(60, 125)} kV", "2.8 mAs", "S: 214")):
        y = tall - size * 1.4 * (2.6 - row)
        canvas.text(wide - size, y, text, face, size, ink, "rs")
    side = blind.rng.choice("LR")
    canvas.text(wide * 0.86, tall * 0.2, side, blind.font("sans")[1], wide * 0.07, INKS[0], "ms")


def _flash(canvas: Canvas, studio: Studio) -> None:
    """Paint a white label with black text, as flashed into a film's corner."""
    blind, wide, tall = studio_as(BlindStudio, studio), *canvas.size_mm
    face, bold = blind.font(blind.rng.choice(("sans", "mono")))
    room, high = wide * 0.42, wide * 0.16
    left = blind.rng.choice((wide * 0.02, wide * 0.56))
    top = blind.rng.choice((wide * 0.02, tall - high - wide * 0.02))
    canvas.box(left, top, left + room, top + high, fill=(226, 228, 230))
    lines: list[Parts] = [(blind.hospital(),), (name(blind, UPPER),),
            joined((blind.numbered(), ("DOB ", blind.birth()))),
            (blind.day(), f"  {blind.rng.choice(VIEWS)}")]  # fmt: skip
    for row, parts in enumerate(lines):
        y = top + high * (0.24 + 0.22 * row)
        chosen = bold if row == 1 else face
        put(canvas, left + 3, y, room - 6, parts, chosen, high * 0.17, (20, 20, 24))


def _bottom(canvas: Canvas, studio: Studio) -> None:
    """Write one line along the foot, the view and marker above."""
    blind, wide, tall = studio_as(BlindStudio, studio), *canvas.size_mm
    face, bold = blind.font(blind.rng.choice(("narrow", "sans")))
    ink, size = blind.rng.choice(INKS), wide * 0.034
    line = joined(((name(blind, UPPER),), blind.numbered(), (blind.birth(),), (blind.day(),)))
    put(canvas, size * 0.6, tall - size * 0.7, wide - size * 1.2, line, face, size, ink)
    canvas.text(size, size * 1.6, blind.rng.choice(VIEWS), bold, size * 1.2, ink)
    canvas.text(wide - size, size * 2.4, blind.rng.choice("LR"), bold, size * 2.4, ink, "rs")


def workstation(studio: BlindStudio) -> Flat:
    """Return a reading program: a list of studies at the left, the picture, the report's text."""
    canvas = studio.canvas("radiograph", (540, 330), (28, 30, 34))
    faces = face, bold = studio.font("sans")
    canvas.box(0, 0, 540, 14, fill=(10, 10, 12))
    head: Parts = ("Worklist > ", name(studio, UPPER), "  ", *studio.numbered())
    put(canvas, 6, 10, 300, head, bold, 6.4, (236, 238, 244))
    put(canvas, 420, 10, 112, ("Reading: ", studio.doctor("full")), face, 5.6, PALE)
    for row in range(8):
        if row:
            studio.new_patient()
        _study(canvas, studio, 22 + row * 37, faces)
    _report(canvas, studio, faces)
    return imaging.with_film(studio, canvas, film(studio, 268), 136, 20, 304)


def _study(canvas: Canvas, studio: BlindStudio, y: float, faces: Faces) -> None:
    """Write the patient's study into the worklist."""
    face, bold = faces
    canvas.box(4, y, 128, y + 34, fill=(44, 48, 56), radius=2)
    put(canvas, 8, y + 11, 116, (name(studio, UPPER),), bold, 6.2, (232, 234, 240))
    put(canvas, 8, y + 20, 116, (studio.mrn(), "  ", *studio.age_sex()), face, 5.4, PALE)
    seen = (f"XR {studio.rng.choice(VIEWS)} ", studio.day())
    put(canvas, 8, y + 29, 116, seen, face, 5.4, PALE)


def _report(canvas: Canvas, studio: BlindStudio, faces: Faces) -> None:
    """Write the report beside the picture."""
    text: Parts = (
        "Clinical: fall, ", studio.age(), " yo. Comparison ", studio.day(-60), ". No acute bony",
        " injury. Phoned to ", studio.colleague("full"), " at ", f"{studio.clock()}. Reported by",
        studio.doctor("long"), ", ", studio.day(), ".",
    )  # fmt: skip
    canvas.text(414, 30, "REPORT", faces[1], 6.4, (232, 234, 240))
    canvas.paragraph(414, 42, 118, text, faces[0], 5.8, (220, 224, 232), 1.5)


def _scan_canvas(studio: BlindStudio, at: tuple[float, float, float, float]) -> Canvas:
    return imaging.sonogram(studio, (340, 250), at)


def banner(studio: BlindStudio) -> Flat:
    """Return a scan with a grey banner above: site, name, number, day; measurements below."""
    canvas = _scan_canvas(studio, (70, 34, 226, 200))
    face, bold = studio.font(studio.rng.choice(("sans", "narrow")))
    canvas.box(0, 0, 340, 28, fill=(58, 62, 70))
    put(canvas, 5, 11, 200, (name(studio, UPPER),), bold, 8, (244, 244, 244))
    line = joined((studio.numbered(), ("DOB ", studio.birth()), studio.age_sex()))
    put(canvas, 5, 22, 200, line, face, 6, (220, 222, 226))
    put(canvas, 220, 11, 114, (studio.hospital(),), face, 6, (220, 222, 226))
    when = (studio.day(), f" {studio.clock()}  Op: ", studio.doctor("initial"))
    put(canvas, 220, 22, 114, when, face, 6, (220, 222, 226))
    for row, text in enumerate(("BPD 6.21 cm  25w1d", "HC 23.4 cm", "FL 4.55 cm", "EFW 760 g")):
        canvas.text(6, 190 + row * 12, text, face, 7, (250, 210, 90))
    put(canvas, 250, 244, 86, ("EDD ", studio.day(100), "  GA by LMP"), face, 6, (250, 210, 90))
    canvas.region(Category.MEDICAL_IMAGING, 0, 0, 340, 250)
    return canvas.done()


def column(studio: BlindStudio) -> Flat:
    """Return a scan with a column at the left: labels above values in green or amber."""
    canvas = _scan_canvas(studio, (100, 10, 234, 210))
    faces = studio.font(studio.rng.choice(("mono", "narrow")))
    ink: Colour = studio.rng.choice(((120, 240, 140), (250, 190, 90), (240, 240, 240)))
    words = "name mrn birth account doctor accession"
    set_stack(canvas, 5, 8, 92, fields(studio, words), faces, 6.4, 24, ink, (140, 144, 150))
    for row, text in enumerate(("C5-1", "Gn 54", "DR 65", "16 cm")):
        canvas.text(5, 172 + row * 11, text, faces[0], 6, (120, 160, 220))
    foot = ("S/N ", studio.of(Category.DEVICE_ID, studio.patient.device), "   ", studio.day(),
            f" {studio.clock()}")  # fmt: skip
    put(canvas, 100, 240, 200, foot, faces[0], 6.4, ink)
    canvas.region(Category.MEDICAL_IMAGING, 0, 0, 340, 250)
    return canvas.done()


SCANS = (banner, column)


DESIGNS = imaging.designs(film, 340, workstation, SCANS)
