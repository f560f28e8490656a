"""X-ray films and viewers, ultrasound: what is burned in, in this split's ways."""

from __future__ import annotations

import numpy as np

from phiscan.synth import imaging
from phiscan.synth.artefacts.radiograph import exposed
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import Parts, paste_strip, put, scrawl, strip
from phiscan.synth.outside.form import fields, in_row, lay, outside, set_lines, timed
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

INKS: tuple[Colour, ...] = ((250, 250, 250), (226, 232, 236), (244, 226, 160), (160, 220, 236))
BURNED = ("comma_caps", "caret", "caps", "comma_full", "spaced", "turned_caps")
STUDIES = ("XR CHEST 2V", "ANKLE LT AP", "ABDOMEN SUPINE", "HIP W PELVIS", "C-SPINE LAT",
    "ELBOW RT", "CHEST PA")  # fmt: skip


def film(studio: Studio, wide_mm: float) -> Flat:
    """Return a picture with its text."""
    s = outside(studio)
    return exposed(s, wide_mm, imaging.BODIES,
                   s.rng.choice((_head, _one_corner, _flash, _two_corners)))  # fmt: skip


def _head(canvas: Canvas, studio: Studio) -> None:
    """Write two lines across the top, in a strip that was not exposed."""
    s, wide = outside(studio), canvas.size_mm[0]
    z, ink = wide * s.rng.uniform(0.028, 0.034), s.rng.choice(INKS)
    canvas.box(0, 0, wide, z * 3.6, fill=(6, 6, 8))
    set_lines(canvas, z, z * 1.5, wide - 2 * z, [(s.named(BURNED), "    ", *in_row(s, "birth mrn",
        "    ")),
              (s.hospital(), "    ", s.rng.choice(STUDIES), "    ", s.day(), f" {s.clock()}")],
              s.font(s.rng.choice(("sans", "mono", "narrow")))[0], z, 1.5, ink)  # fmt: skip


def _backed(c: Canvas, x: float, y: float, room: float, rows: list[Parts], face: Face,
            size: float, ink: Colour) -> None:  # fmt: skip
    """Write lines from the first baseline on a dark ground, or bone would swallow them."""
    c.box(x - size * 0.4, y - size * 1.2, x + room, y + size * (1.35 * len(rows) - 0.8),
          fill=(10, 10, 12))  # fmt: skip
    set_lines(c, x, y, room - size * 0.6, rows, face, size, 1.35, ink)


def _one_corner(canvas: Canvas, studio: Studio) -> None:
    """Write a block in one of the lower corners, a marker in the upper one."""
    s, (wide, tall) = outside(studio), canvas.size_mm
    z, ink = wide * s.rng.uniform(0.028, 0.036), s.rng.choice(INKS)
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    rows: list[Parts] = [
        (s.named(BURNED),), ("ID ", s.mrn()), (s.birth(), "  ", *s.age_sex()),
        ("Acc ", s.accession()), (s.day(), f" {s.clock()}"), ("Ref ", s.doctor("initial")),
    ]  # fmt: skip
    _backed(
        canvas, s.rng.choice((z, wide * 0.56)), tall - z * 8, wide * 0.4, rows, faces[0], z, ink
    )
    canvas.text(wide * 0.9, tall * 0.12, s.rng.choice("LR"), faces[1], wide * 0.07, ink, "ms")


def _flash(canvas: Canvas, studio: Studio) -> None:
    """Leave the light window that an identification camera prints into a corner."""
    s, wide = outside(studio), canvas.size_mm[0]
    room, high, ink = wide * 0.42, wide * 0.15, (16, 16, 18)
    x = s.rng.choice((4.0, wide - room - 4))
    canvas.box(x, 4, x + room, 4 + high, fill=(206, 210, 208))
    faces = s.font(s.rng.choice(("mono", "sans")))
    set_lines(canvas, x + 2, 4 + high * 0.25, room - 4, [(s.named(BURNED),), (*in_row(s,
        "mrn birth"),), (s.hospital(),),
              (s.day(), "  ", s.rng.choice(STUDIES))], faces[1], high * 0.17, 1.32,
              ink)  # fmt: skip
    scrawl(canvas, s, wide * 0.08, canvas.size_mm[1] * 0.94, wide * 0.5, (s.surname(),
        s.rng.choice((" stand.", " inspir.", ""))),
           s.font("hand")[0], wide * 0.05, (244, 244, 244))  # fmt: skip


def _two_corners(canvas: Canvas, studio: Studio) -> None:
    """Write who in the upper left and what in the lower right, both small."""
    s, (wide, tall) = outside(studio), canvas.size_mm
    z, ink = wide * s.rng.uniform(0.026, 0.03), s.rng.choice(INKS)
    face = s.font(s.rng.choice(("sans", "narrow")))[0]
    who: list[Parts] = [(s.named(BURNED),), (s.mrn(),), (f"[{s.patient.sex}] ", s.birth())]
    what: list[Parts] = [
        (s.hospital(),),
        (s.day(), f"  {s.clock()}"),
        ("Op: ", s.colleague("initial")),
    ]
    _backed(canvas, z, z * 1.6, wide * 0.46, who, face, z, ink)
    _backed(canvas, wide * 0.58, tall - z * 5, wide * 0.4, what, face, z, ink)


def work_station(s: OutsideStudio) -> Flat:
    """Return a reading station: a list of studies at the left, the picture at the right."""
    c = s.canvas("radiograph", (500, 300), (24, 26, 30))
    faces, pale = s.font(s.rng.choice(("sans", "narrow"))), (150, 158, 170)
    accent: Colour = s.rng.choice(((30, 80, 120), (70, 70, 76), (110, 50, 40)))
    c.box(0, 0, 500, 16, fill=accent)
    put(c, 6, 11, 480, (s.rng.choice(("Reading list", "PACS", "ViewRad")), "     user ",
        s.colleague("initial")), faces[1], 6.4,
        (244, 246, 248))  # fmt: skip
    me = s.patient
    for row in range(7):
        y = 20 + row * 26
        if row:
            s.new_patient()
        c.box(4, y, 182, y + 24, fill=accent if row == 0 else (38, 42, 48))
        put(c, 8, y + 10, 170, (s.named(("comma", "comma_caps", "caret")), "  ", s.mrn()),
            faces[1], 6.4, (238, 240, 242))  # fmt: skip
        put(c, 8, y + 19.6, 170, (s.rng.choice(STUDIES), "  ", s.day(), "  ", s.accession()),
            faces[0], 5.6, pale)  # fmt: skip
    s.patient = me
    lay(c, s, 6, 206, 176, [*fields(s, "name birth doctor location"), ("Study", tuple(timed(s)))],
        faces, 6.2, style="colon",
        ink=(236, 238, 240), pale=pale)  # fmt: skip
    return imaging.with_film(s, c, film(s, 240), s.rng.uniform(194, 240), 20, 276)


def _fan(s: OutsideStudio, at: tuple[float, float, float, float]) -> Canvas:
    paper = s.rng.choice(((0, 0, 0), (8, 8, 12), (20, 22, 26)))
    return imaging.sonogram(s, (320, 240), at, paper)


def echo(s: OutsideStudio) -> Flat:
    """Return a scan of the heart: text down the left, a trace of the beat along the foot."""
    c = _fan(s, (84, 8, 230, 196))
    face, ink = s.font(s.rng.choice(("sans", "narrow", "mono")))[0], s.rng.choice(INKS)
    rows: list[Parts] = [(s.named(BURNED),), (s.mrn(),), ("DOB ", s.birth()), (s.day(),),
        (s.clock(),), (s.hospital(),),
        ("TTE 2.5 MHz",), ("FR 58 Hz  16 cm",), (s.colleague("initial"), ", RDCS")]  # fmt: skip
    set_lines(c, 5, 14, 92, rows, face, 6.4, 1.7, ink)
    xs = np.arange(8, 312, 2.0)
    at = xs % 62
    ys = 222 - 12 * np.exp(-(((at - 20) / 2.2) ** 2)) - 3 * np.exp(-(((at - 38) / 6) ** 2))
    for i in range(len(xs) - 1):
        c.line(xs[i], ys[i], xs[i + 1], ys[i + 1], (80, 220, 110), 0.6)
    put(c, 250, 237, 60, (f"{s.rng.randint(54, 118)} bpm",), face, 6.4, (80, 220, 110))
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return c.done()


def pregnancy(s: OutsideStudio) -> Flat:
    """Return a scan with a header of two tinted cells and measures at the lower right."""
    c = _fan(s, (20, 24, 220, 190))
    faces = s.font(s.rng.choice(("sans", "narrow")))
    tone: Colour = s.rng.choice(((40, 60, 110), (90, 40, 80), (50, 56, 60)))
    c.box(0, 0, 200, 21, fill=tone)
    c.box(202, 0, 320, 21, fill=(54, 58, 66))
    put(c, 4, 9, 192, (s.named(BURNED), "  ", s.patient.sex), faces[1], 7, (248, 248, 250))
    put(c, 4, 18, 192, (*in_row(s, "mrn birth", "   "),), faces[0], 5.8, (248, 248, 250))
    put(c, 206, 9, 110, (s.day(), f" {s.clock()}"), faces[0], 6, (248, 248, 250))
    put(c, 206, 18, 110, (s.hospital(),), faces[0], 5.4, (248, 248, 250))
    set_lines(c, 248, 170, 68, [("GA = 20w4d",), ("BPD  4.91 cm",), ("HC  18.2 cm",), ("EDD ",
        s.day(130)), ("Dr ",
              s.doctor("initial"))], faces[0], 6.2, 1.6, (250, 214, 110))  # fmt: skip
    put(c, 5, 235, 200, ("SN ", s.of(Category.DEVICE_ID, s.patient.device, Role.UNKNOWN),
        "   TIb 0.2  MI 0.9"), faces[0], 5.4,
        (160, 166, 172))  # fmt: skip
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return c.done()


def printed_strip(s: OutsideStudio) -> Flat:
    """Return a thermal print of a scan: white border, text along the side, turned."""
    c = imaging.sonogram(s, (320, 240), (34, 12, 270, 190), (236, 236, 232))
    faces = s.font(s.rng.choice(("sans", "mono")))
    put(c, 36, 214, 266, (s.named(BURNED), "    ", s.birth(), "    ", s.mrn()), faces[1], 7.4,
        (30, 30, 34))  # fmt: skip
    put(c, 36, 228, 266, (s.day(), f" {s.clock()}    ", s.hospital(), "    ",
        s.doctor("initial")), faces[0], 6.4, (60, 60, 64))  # fmt: skip
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    flat = c.done()
    line = strip(s, ("ID ", s.accession(), "   ", s.surname()), faces[0], 7, 150, (236, 236, 232))
    paste_strip(flat, line, 3, 14, 30)
    return flat


SCANS = (echo, pregnancy, printed_strip)

DESIGNS = {**imaging.designs(film, 290, work_station, SCANS[:2]), "ultrasound_export": SCANS}
