"""X-ray films and viewers, ultrasound: what is burned in, in this split's ways."""

from __future__ import annotations

from functools import partial

from phiscan.synth import imaging
from phiscan.synth.apart import names
from phiscan.synth.apart.form import fields, lay, said_in_row, timed
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.artefacts.radiograph import exposed
from phiscan.synth.canvas import Canvas, Colour, Flat, plain_text
from phiscan.synth.layout import Parts, put, scrawl
from phiscan.synth.studio import Studio, studio_as
from phiscan.types import Category, Role

INKS: tuple[Colour, ...] = ((255, 255, 255), (240, 240, 236), (200, 214, 224), (250, 220, 130))
BURNED = ("comma_caps", "caret", "comma_full", "tight", "comma_dot", "caps")
STUDIES = ("CHEST PA/LAT", "XR FOOT LEFT 3 VWS", "PORTABLE CHEST 1V", "SHOULDER RT Y VIEW",
           "L SPINE AP", "WRIST (R)")  # fmt: skip
apart = partial(studio_as, ApartStudio)
"""Return the studio as one of this split; raises TypeError for another."""


def film(studio: Studio, wide_mm: float) -> Flat:
    """Return a picture with its text."""
    s = apart(studio)
    return exposed(s, wide_mm, imaging.BODIES, s.rng.choice((_corners, _side, _pasted, _footer)))


def _stack(c: Canvas, s: ApartStudio, x: float, y: float, lines: list[Parts], size: float,
           room: float, ink: Colour, *, right: bool = False) -> None:  # fmt: skip
    """Write lines below each other from the first baseline, ranged left or right."""
    face = s.font(s.rng.choice(("sans", "sans", "narrow", "mono")))[0]
    for row, parts in enumerate(lines):
        z = c.fit(parts, face, size, room)
        wide = c.width_of("".join(p.text for p in plain_text(parts)), face, z)
        c.run(x - wide if right else x, y + row * size * 1.45, parts, face, z, ink)


def _corners(canvas: Canvas, studio: Studio) -> None:
    """Write in all four corners as a viewer overlays it."""
    s, (wide, tall) = apart(studio), canvas.size_mm
    ink, z = s.rng.choice(INKS), wide * s.rng.uniform(0.024, 0.032)
    _stack(canvas, s, z, z * 1.5, [(s.hospital(),), (s.rng.choice(STUDIES),), (s.day(),
           f" {s.clock()}")], z, wide * 0.42, ink)  # fmt: skip
    _stack(canvas, s, wide - z, z * 1.5, [(s.named(BURNED),), (*said_in_row(s, "mrn"),),
           (s.birth(), f"  {s.patient.sex}")], z, wide * 0.46, ink, right=True)  # fmt: skip
    _stack(canvas, s, z, tall - z * 2.2, [("kVp 110  mAs 3.2",), ("Tech ", s.colleague("initial"))],
           z, wide * 0.4, ink)  # fmt: skip
    _stack(canvas, s, wide - z, tall - z * 2.2, [("Acc# ", s.accession()), ("W: 4096 L: 2047",)],
           z, wide * 0.4, ink, right=True)  # fmt: skip


def _side(canvas: Canvas, studio: Studio) -> None:
    """Write a block half way down one side, a marker above it."""
    s, (wide, tall) = apart(studio), canvas.size_mm
    ink, z = s.rng.choice(INKS), wide * s.rng.uniform(0.026, 0.034)
    lines: list[Parts] = [(s.named(BURNED),), (s.birth(), "  ", *s.age_sex()), (s.mrn(),),
                          (s.day(),), ("Dr ", s.doctor("initial"))]  # fmt: skip
    right = s.rng.random() < 0.5
    _stack(
        canvas, s, wide - z if right else z, tall * 0.62, lines, z, wide * 0.36, ink, right=right
    )
    canvas.text(wide * (0.08 if right else 0.9), tall * 0.14, s.rng.choice("LR"), s.font("sans")[1],
                wide * 0.06, ink, "ms")  # fmt: skip


def _pasted(canvas: Canvas, studio: Studio) -> None:
    """Stick a printed label on the film, in a corner below."""
    s, (wide, tall) = apart(studio), canvas.size_mm
    room, high = wide * 0.4, wide * 0.17
    x = s.rng.choice((3.0, wide - room - 3))
    y = tall - high - s.rng.uniform(3, 16)
    canvas.box(x, y, x + room, y + high, fill=(248, 248, 244), radius=1.5)
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    put(canvas, x + 2, y + high * 0.26, room - 4, (s.named(names.PRINTED),), faces[1], high * 0.19)
    lines: list[Parts] = [said_in_row(s, "mrn birth"), (s.rng.choice(STUDIES), "  ", s.day()),
                          said_in_row(s, "doctor")]  # fmt: skip
    for row, parts in enumerate(lines):
        put(canvas, x + 2, y + high * (0.5 + 0.21 * row), room - 4, parts, faces[0], high * 0.145)
    scrawl(
        canvas,
        s,
        wide * 0.05,
        wide * 0.1,
        wide * 0.4,
        (s.rng.choice(("pre-op", "R", "bed 4")),),
        s.font("hand")[0],
        wide * 0.06,
        (250, 250, 250),
    )


def _footer(canvas: Canvas, studio: Studio) -> None:
    """Write two lines across the foot."""
    s, (wide, tall) = apart(studio), canvas.size_mm
    ink, z = s.rng.choice(INKS), wide * 0.028
    canvas.box(0, tall - z * 4.4, wide, tall, fill=(14, 14, 16))
    lines: list[Parts] = [(s.named(BURNED), "     ", *said_in_row(s, "birth mrn", "     ")),
                          (s.hospital(), "     ", s.rng.choice(STUDIES), "     ", s.day(),
                           f" {s.clock()}")]  # fmt: skip
    _stack(canvas, s, z, tall - z * 2.6, lines, z, wide - 2 * z, ink)


def viewer(s: ApartStudio) -> Flat:
    """Return a viewer in a browser: patient above, the picture at the left, report at the right."""
    c = s.canvas("radiograph", (500, 300), (18, 20, 26))
    faces, pale = s.font(s.rng.choice(("sans", "narrow"))), (160, 170, 182)
    accent: Colour = s.rng.choice(((20, 60, 110), (60, 30, 80), (16, 84, 80)))
    c.box(0, 0, 500, 22, fill=accent)
    name = s.named(("comma_dot", "comma", "surname_first"))
    head: Parts = (name, "    ", *said_in_row(s, "birth mrn", "    "), "    Acc# ", s.accession())
    put(c, 8, 14.4, 480, head, faces[1], 7.4, (246, 246, 250))
    c.box(338, 28, 494, 292, fill=(36, 40, 48), radius=2)
    put(c, 344, 40, 144, (s.rng.choice(STUDIES),), faces[1], 6.6, (236, 238, 242))
    rows = [*fields(s, "doctor location"), ("Study date", tuple(timed(s)))]
    y = lay(c, s, 344, 44, 146, rows, faces, 5.4,
            style="column", down=44, ink=(226, 230, 234), pale=pale)  # fmt: skip
    said: Parts = ("FINDINGS: Comparison ", s.day(-200), ". Heart size normal. No effusion. "
                   "Old healed rib fracture. IMPRESSION: no acute disease. Critical results line "
                   "not used. Discussed with ", s.colleague("full"), " ", s.day(),
                   ". Dictated by ", s.colleague("full"), ", MD.")  # fmt: skip
    c.paragraph(344, y + 14, 142, said, faces[0], 6, (226, 230, 234))
    return imaging.with_film(s, c, film(s, 250), s.rng.uniform(8, 70), 26, 268)


def _fan(s: ApartStudio, at: tuple[float, float, float, float]) -> Canvas:
    paper = s.rng.choice(((0, 0, 0), (6, 8, 12), (16, 16, 18)))
    return imaging.sonogram(s, (320, 240), at, paper)


def abdominal(s: ApartStudio) -> Flat:
    """Return a scan: the patient in a pale bar, settings down the right."""
    c = _fan(s, (10, 26, 230, 196))
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    bar: Colour = s.rng.choice(((206, 212, 218), (170, 190, 206), (60, 66, 74)))
    ink: Colour = (20, 22, 26) if bar[0] > 100 else (244, 244, 246)
    c.box(0, 0, 320, 22, fill=bar)
    put(c, 5, 9.4, 190, (s.named(BURNED),), faces[1], 7, ink)
    put(c, 5, 18.4, 190, (*said_in_row(s, "mrn birth"),), faces[0], 5.6, ink)
    put(c, 204, 9.4, 112, (s.hospital(),), faces[0], 5.6, ink)
    put(c, 204, 18.4, 112, (s.day(), f"  {s.clock()}"), faces[0], 5.6, ink)
    for row, text in enumerate(("Abd Gen", "C1-5", "22 Hz", "D 16.0 cm", "G 62", "DR 60", "TIs 0.3",
                                "MI 1.1")):  # fmt: skip
        c.text(262, 44 + row * 9, text, faces[0], 5.8, (190, 200, 210))
    for row, text in enumerate(("1 L 11.24 cm", "2 W  4.87 cm")):
        c.text(262, 130 + row * 9, text, faces[0], 6, (240, 220, 90))
    put(c, 6, 235, 200, ("RT KIDNEY LONG     Op: ", s.colleague("initial")), faces[0], 6,
        (230, 232, 236))  # fmt: skip
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return c.done()


def fetal(s: ApartStudio) -> Flat:
    """Return a scan with three lines at the upper left and a table below."""
    c = _fan(s, (62, 4, 250, 200))
    face = s.font(s.rng.choice(("mono", "sans", "narrow")))[0]
    ink = s.rng.choice(INKS)
    lines: list[Parts] = [(s.named(BURNED),), (s.mrn(), "  ", s.birth()), (s.day(),
                          f" {s.clock()}"), ("Dr. ", s.doctor("comma"))]  # fmt: skip
    for row, parts in enumerate(lines):
        put(c, 5, 12 + row * 9, 104, parts, face, 6.4, ink)
    edd: Parts = ("EDD ", s.day(90), "   GA 27w1d   LMP ", s.day(-190))
    put(c, 5, 214, 200, edd, face, 6, (250, 220, 130))
    put(c, 5, 223, 200, ("FHR 148 bpm   FL 5.1 cm   AFI 14",), face, 6, (250, 220, 130))
    serial = s.of(Category.DEVICE_ID, s.patient.device, Role.UNKNOWN)
    put(c, 5, 235, 310, (s.hospital(), "     Unit ", serial), face, 5.2, (160, 164, 170))
    c.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return c.done()


SCANS = (abdominal, fetal)


DESIGNS = imaging.designs(film, 300, viewer, SCANS)
