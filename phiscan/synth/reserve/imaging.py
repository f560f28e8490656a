"""X-ray films and viewers, ultrasound: what is burned in, in this split's ways."""

from __future__ import annotations

from phiscan.synth import imaging
from phiscan.synth.artefacts.radiograph import exposed
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import Parts, joined, put, scrawl
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import fields, lay
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.synth.studio import Studio, studio_as
from phiscan.types import Category, Role

WHITES: tuple[Colour, ...] = ((255, 255, 255), (230, 230, 230), (255, 240, 130), (140, 230, 250))
BURNED = ("comma_caps", "tight", "caret", "caps", "comma_full", "surname_first")
STUDIES = ("XR CHEST 2 VIEWS", "XR HAND RT 3V", "KNEE AP STANDING", "ELBOW LT", "C-SPINE LAT")


def film(studio: Studio, wide_mm: float) -> Flat:
    """Return a picture with its text."""
    s = studio_as(ReserveStudio, studio)
    return exposed(
        s, wide_mm, imaging.BODIES, s.rng.choice((_blocks, _header, _flash, _corner_pen))
    )


def _lines(c: Canvas, s: ReserveStudio, x: float, y: float, room: float, lines: list[Parts],
           size: float, ink: Colour) -> None:  # fmt: skip
    face = s.font(s.rng.choice(("sans", "mono", "narrow")))[0]
    for row, parts in enumerate(lines):
        put(c, x, y + row * size * 1.4, room, parts, face, size, ink)


def _blocks(canvas: Canvas, studio: Studio) -> None:
    """Write two blocks above and one below."""
    s, (wide, tall) = studio_as(ReserveStudio, studio), canvas.size_mm
    ink, z = s.rng.choice(WHITES), wide * s.rng.uniform(0.024, 0.034)
    _lines(canvas, s, z, z * 1.6, wide * 0.5, [(s.named(BURNED),), s.numbered(), s.born(),
           s.age_sex()], z, ink)  # fmt: skip
    _lines(canvas, s, wide * 0.62, z * 1.6, wide * 0.36, [(s.hospital(),), (s.rng.choice(STUDIES),),
           ("Acc ", s.accession())], z, ink)  # fmt: skip
    _lines(canvas, s, z, tall - z * 2.4, wide * 0.6, [("Ref: ", s.doctor("caret")),
           (s.day(), f" {s.clock()}")], z, ink)  # fmt: skip
    canvas.text(wide * 0.92, tall * 0.42, s.rng.choice("LR"), s.font("sans")[1], wide * 0.07, ink,
                "ms")  # fmt: skip


def _header(canvas: Canvas, studio: Studio) -> None:
    """Write all in one line over a black bar at the top or the foot."""
    s, (wide, tall) = studio_as(ReserveStudio, studio), canvas.size_mm
    z = wide * 0.03
    top = s.rng.choice((0.0, tall - z * 2))
    canvas.box(0, top, wide, top + z * 2, fill=(0, 0, 0))
    parts = joined(
        ((s.named(BURNED),), (s.birth(),), (s.mrn(),), (s.day(),), (s.hospital(),)), "  "
    )
    put(canvas, z, top + z * 1.4, wide - 2 * z, parts, s.font("mono")[0], z, s.rng.choice(WHITES))


def _flash(canvas: Canvas, studio: Studio) -> None:
    """Expose the corner of a cassette: typed lines on a pale field."""
    s, (wide, tall) = studio_as(ReserveStudio, studio), canvas.size_mm
    room, high = wide * 0.36, wide * 0.19
    x, y = s.rng.choice(((2.0, 2.0), (wide - room - 2, 2.0), (wide - room - 2, tall - high - 2)))
    canvas.box(x, y, x + room, y + high, fill=(196, 202, 208))
    rows = fields(s, "name mrn birth collected doctor")
    lay(canvas, s, x + 2, y + 2, room - 4, rows, s.font(s.rng.choice(("mono", "sans"))),
        high * 0.15,
        style=s.rng.choice(("dots", "run_in")), down=high - 4)  # fmt: skip


def _corner_pen(canvas: Canvas, studio: Studio) -> None:
    """Write with a white pen on the film, beside a small printed label."""
    s, (wide, tall) = studio_as(ReserveStudio, studio), canvas.size_mm
    hand, z = s.font("hand")[0], wide * 0.05
    scrawl(canvas, s, z, tall - z * 2.2, wide * 0.7, (s.named(names.SPOKEN),), hand, z,
           (250, 250, 250))  # fmt: skip
    scrawl(canvas, s, z, tall - z * 0.8, wide * 0.7, (s.day(), "   ", s.mrn()), hand, z * 0.8,
           (250, 250, 250))  # fmt: skip
    x = wide * 0.62
    canvas.box(x, 3, wide - 3, wide * 0.14, fill=(246, 246, 240))
    rows = fields(s, "name birth mrn")
    lay(canvas, s, x + 1.5, 4, wide - x - 6, rows, s.font("narrow"), wide * 0.026, style="run_in",
        down=wide * 0.14 - 6)  # fmt: skip


def viewer(s: ReserveStudio) -> Flat:
    """Return a viewing program: a list of studies at the left, the picture, a status line."""
    c = s.canvas("radiograph", (510, 318), (10, 12, 14))
    faces, pale = s.font(s.rng.choice(("sans", "narrow"))), (178, 184, 192)
    c.box(0, 0, 128, 318, fill=(30, 34, 40))
    put(c, 5, 12, 118, (s.named(BURNED),), faces[1], 7, (252, 252, 252))
    y = lay(
        c,
        s,
        5,
        18,
        118,
        fields(s, "birth mrn account doctor location"),
        faces,
        5.4,
        style=s.rng.choice(("run_in", "plain")),
        down=70,
        ink=(230, 232, 236),
        pale=pale,
    )
    for row in range(4):
        top = y + 8 + row * 24
        c.box(4, top, 124, top + 22, fill=(46, 52, 60) if row else (40, 84, 130))
        put(c, 8, top + 9, 112, (s.rng.choice(STUDIES),), faces[0], 5.4, (236, 236, 240))
        put(c, 8, top + 18, 112, (s.day(-row * 90), "   ", s.accession() if row == 0 else "prior"),
            faces[0], 5, pale)  # fmt: skip
    said: Parts = ("IMPRESSION: No acute fracture. ", s.doctor("full"), ", MD ", s.day())
    c.paragraph(8, min(y + 116, 286), 112, said, faces[0], 5.6, pale)
    put(c, 136, 314, 366, ("Logged in as ", s.colleague("full"), "    W 2000 L 500  Zoom 62%"),
        faces[0], 5, pale)  # fmt: skip
    return imaging.with_film(s, c, film(s, 262), s.rng.uniform(136, 240), 6, 296)


def _fan(s: ReserveStudio, at: tuple[float, float, float, float]) -> Canvas:
    return imaging.sonogram(s, (320, 240), at, (2, 4, 8))


def obstetric(s: ReserveStudio) -> Flat:
    """Return a scan: institution left above, patient in the middle, time at the right."""
    c = _fan(s, (40, 34, 230, 190))
    face, bold = s.font(s.rng.choice(("sans", "narrow")))
    ink = s.rng.choice(WHITES)
    c.box(0, 0, 320, 26, fill=(28, 40, 60))
    put(c, 4, 10, 90, (s.hospital(),), face, 6, ink)
    put(c, 4, 20, 90, ("C5-1 / OB   MI 1.0",), face, 5.4, ink)
    put(c, 100, 11, 136, (s.named(BURNED),), bold, 8, ink)
    put(c, 100, 21, 136, joined((s.numbered(), (s.birth(),)), "  "), face, 6, ink)
    put(c, 244, 10, 72, (s.day(),), face, 6, ink)
    put(c, 244, 20, 72, (s.clock(), "  ", s.colleague("initial")), face, 6, ink)
    for row, text in enumerate(("BPD 7.1 cm  28w4d", "HC 26.4 cm  28w5d", "AC 24.0 cm  28w2d",
                                "EFW 1214 g")):  # fmt: skip
        c.text(230, 190 + row * 10, text, face, 6, (250, 230, 120))
    put(c, 6, 234, 150, ("GA=28w3d  LMP ", s.day(-199)), face, 6, ink)
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return c.done()


def vascular(s: ReserveStudio) -> Flat:
    """Return a scan with the particulars in a column down the left."""
    c = _fan(s, (92, 14, 216, 206))
    faces, ink = s.font(s.rng.choice(("mono", "sans"))), s.rng.choice(WHITES)
    rows = fields(s, "name mrn birth accession doctor collected")
    y = lay(c, s, 4, 6, 94, rows, faces, 6, style=s.rng.choice(("plain", "run_in")), down=100,
            ink=ink, pale=(160, 172, 186))  # fmt: skip
    for row, text in enumerate(("FR 28Hz", "Gn 58", "PSV 86 cm/s", "RI 0.66")):
        c.text(4, y + 14 + row * 10, text, faces[0], 5.6, (140, 220, 150))
    serial = s.of(Category.DEVICE_ID, s.patient.device, Role.UNKNOWN)
    put(c, 4, 232, 110, ("System S/N ", serial), faces[0], 5, (150, 154, 160))
    put(c, 170, 232, 146, ("Sonographer: ", s.colleague("full")), faces[0], 6, ink)
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return c.done()


SCANS = (obstetric, vascular)


DESIGNS = imaging.designs(film, 320, viewer, SCANS)
