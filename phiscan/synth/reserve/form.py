"""Labels with values, and the ways this split sets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from phiscan.synth.blind.form import VALUES as COMMON
from phiscan.synth.canvas import INK, Canvas, Colour, Said
from phiscan.synth.fields import Field
from phiscan.synth.fonts import Face
from phiscan.synth.layout import GREY, WHITE, Cell, Faces, Parts, put, set_grid
from phiscan.synth.reserve import names, world
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.synth.truth import Mark
from phiscan.types import Category

PENS: tuple[Colour, ...] = ((18, 30, 96), (24, 24, 28), (20, 20, 60), (110, 20, 30))
HUES: tuple[Colour, ...] = ((16, 74, 128), (12, 104, 88), (138, 28, 44), (84, 50, 120),
                            (196, 92, 20), (44, 62, 80))  # fmt: skip
ROOMS = ("412-A", "ICU 7", "ED 14", "Rm 8", "2 North", "L&D 3", "PACU", "Ward 5C", "OR 2", "Bay 11")


def _birth(s: ReserveStudio) -> Parts:
    return s.rng.choice(((s.birth(),), (s.birth(),), (s.birth(), "  (", s.age(), " yrs)"),
                         (s.birth(), "   ", *s.age_sex())))  # fmt: skip


def _timed(s: ReserveStudio, later: int = 0) -> Parts:
    return s.rng.choice(((s.day(later), f" {s.clock()}"), (s.day(later),),
                         (s.day(later), f" at {s.clock()}")))  # fmt: skip


def _ssn(s: ReserveStudio) -> Parts:
    ssn = s.patient.ssn
    return s.rng.choice(((s.of(Category.SSN, ssn),), ("xxx-xx-", s.of(Category.SSN, ssn[-4:]))))


def _kin(s: ReserveStudio) -> Parts:
    how = s.rng.choice(("spouse", "mother", "daughter", "son", "brother", "partner", "father"))
    return s.rng.choice(((s.relative(), f" ({how})"), (s.relative(), f" - {how}"), (s.relative(),)))


VALUES: dict[str, Callable[[ReserveStudio], Parts]] = {
    **COMMON,
    "name": lambda s: (s.named(),),
    "family": lambda s: (s.part(s.patient.family or s.patient.given),),
    "given": lambda s: (s.part(f"{s.patient.given} {s.patient.middle}".strip()),),
    "birth": _birth,
    "sex": lambda s: ({"F": "Female", "M": "Male"}[s.patient.sex],),
    "national": lambda s: (s.national(),),
    "collected": _timed,
    "received": _timed,
    "reported": lambda s: _timed(s, 1),
    "admitted": _timed,
    "doctor": lambda s: s.doctored(),
    "relative": _kin,
    "ssn": _ssn,
    "location": lambda s: (s.rng.choice(ROOMS),),
}
_HOME = {"ssn": ("US",), "npi": ("US",), "group": ("US", "CA"), "national": tuple(
    code for code in world.LANDS if code not in ("US", "NZ"))}  # fmt: skip


def fields(s: ReserveStudio, words: str) -> list[Field]:
    """Return labels and values of some words, those of this country."""
    code = s.region.code
    return [(s.label(w), tuple(VALUES[w](s))) for w in words.split() if code in _HOME.get(w, code)]


def titled(s: ReserveStudio, label: str, word: str) -> Field:
    """Return a field under a label of its own."""
    return label, tuple(VALUES[word](s))


def _run_in(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
            ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a bold label, a colon, the value close behind."""
    base, label = y + h * 0.7, f[0].rstrip(".:") + ":"
    size = c.fit((label, "  ", *f[1]), faces[1], z, w - 1)
    end = c.text(x, base, label, faces[1], size, ink)
    put(c, end + size * 0.45, base, x + w - end - size * 0.5, f[1], faces[0], size, ink)


def _tabbed(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
            ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a pale label, the value at a tab stop, a hair line below."""
    base = y + h * 0.7
    put(c, x, base, w * 0.4, (f[0],), faces[0], z * 0.82, pale)
    put(c, x + w * 0.42, base, w * 0.56, f[1], faces[1], z, ink)
    c.line(x, y + h * 0.97, x + w, y + h * 0.97, (200, 202, 206), 0.15)


def _ruled(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a cell of a printed grid: a tiny label in its corner, the value at its foot."""
    c.box(x, y, x + w, y + h, outline=(90, 92, 98), width=0.2)
    put(c, x + 0.8, y + h * 0.3, w - 2, (f"{f[0]}",), faces[0], z * 0.58, pale)
    put(c, x + 1.2, y + h * 0.82, w - 3, f[1], faces[1], z, ink)


def _blank(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a label and a line to write on."""
    base = y + h * 0.72
    end = put(c, x, base, w * 0.4, (f[0].rstrip(".:") + ":",), faces[0], z * 0.72, pale)
    c.line(end + 1, base + z * 0.28, x + w - 2, base + z * 0.28, (120, 122, 128), 0.2)
    put(c, end + 2, base, x + w - end - 5, f[1], faces[1], z, ink)


def _plain(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Label above value, both in one size, the label pale."""
    put(c, x, y + h * 0.4, w - 1.5, (f[0],), faces[0], z * 0.78, pale)
    put(c, x, y + h * 0.86, w - 1.5, f[1], faces[0], z, ink)


def _dots(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
          ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a typed label filled up with dots to a colon."""
    label = f[0].upper().rstrip(".:")[:15]
    text = f"{label}{'.' * max(1, 16 - len(label))}:"
    base = y + h * 0.7
    end = put(c, x, base, w * 0.5, (text,), faces[0], z, pale)
    put(c, end + z * 0.4, base, x + w - end - z, f[1], faces[0], z, ink)


CELLS: dict[str, Cell] = {"run_in": _run_in, "tabbed": _tabbed, "ruled": _ruled, "blank": _blank,
                          "plain": _plain, "dots": _dots}  # fmt: skip
_TALL = {"ruled": 2.4, "plain": 2.2, "blank": 1.75}


def lay(c: Canvas, s: ReserveStudio, x: float, y: float, width: float, rows: Sequence[Field],
        faces: Faces, size: float, *, columns: int = 1, style: str = "", down: float = 0,
        ink: Colour = INK, pale: Colour = GREY) -> float:  # fmt: skip
    """Set fields in a grid in one style; `down` is the most height. Return the y below, in mm."""
    style = style or s.rng.choice(("run_in", "run_in", "tabbed", "ruled", "plain"))
    tall, gap = _TALL.get(style, 1.5), 0 if style == "ruled" else 2
    return set_grid(c, CELLS[style], x, y, width, rows, faces, size, tall, columns=columns,
                    down=down, gap=gap, ink=ink, pale=pale)  # fmt: skip


def comb(c: Canvas, x: float, y: float, pitch: float, said: Said, face: Face, ink: Colour,
         most: int) -> None:  # fmt: skip
    """Write a value one letter a box; the mark covers the boxes that are filled."""
    text = face.spell(said.text.upper())[:most]
    for number in range(most):
        left = x + number * pitch
        c.box(left, y, left + pitch, y + pitch * 1.25, outline=(130, 134, 140), width=0.2)
        if number < len(text):
            c.text(left + pitch / 2, y + pitch, text[number], face, pitch * 0.95, ink, "ms")
    k = c.px_per_mm
    x0, y0, x1, y1 = x * k, y * k, (x + pitch * len(text)) * k, (y + pitch * 1.25) * k
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    c.marks.append(Mark(said.category, corners, c.artefact, text.strip(), said.role,
                        origin=said.origin))  # fmt: skip


def banner(c: Canvas, s: ReserveStudio, faces: Faces, title: str, hue: Colour) -> float:
    """Set the institution's head in one of four ways; return the y below."""
    wide, how = c.size_mm[0], s.rng.choice("abcd")
    place: Parts = (s.office_place(), "   ", s.office_phone())
    if how == "a":
        c.box(12, 8, 26, 22, fill=hue, radius=2)
        c.box(17.5, 10, 20.5, 20, fill=WHITE)
        c.box(14, 13.5, 24, 16.5, fill=WHITE)
        put(c, 30, 14, wide * 0.5, (s.hospital(),), faces[1], 6, hue)
        put(c, 30, 20, wide * 0.6, place, faces[0], 3.2, GREY)
        put(c, wide * 0.72, 14, wide * 0.24, (title,), faces[1], 4.4)
    elif how == "b":
        put(c, 12, 13, wide - 24, (title,), faces[1], 6)
        put(c, 12, 19, wide * 0.45, (s.hospital(),), faces[0], 3.8, hue)
        put(c, wide * 0.52, 19, wide * 0.44, place, faces[0], 3, GREY)
        c.line(12, 23, wide - 12, 23, hue, 0.7)
    elif how == "c":
        c.box(0, 0, wide, 4, fill=hue)
        for text, size, y in ((s.hospital(), 5.4, 12), (title, 4.2, 24)):
            c.text(wide / 2, y, text, faces[1], c.fit((text,), faces[1], size, wide - 30),
                   anchor="ms")  # fmt: skip
        put(c, wide * 0.25, 18, wide * 0.5, place, faces[0], 3.2, GREY)
    else:
        put(c, wide * 0.5, 11, wide * 0.46, (s.hospital(),), faces[1], 4.6)
        put(c, wide * 0.5, 16, wide * 0.46, (s.office_place(),), faces[0], 3.2)
        put(c, wide * 0.5, 20.5, wide * 0.46, ("Phone ", s.office_phone()), faces[0], 3.2)
        put(c, 12, 14, wide * 0.34, (title,), faces[1], 5.6, hue)
    return 28.0


def who(s: ReserveStudio, shapes: tuple[str, ...] = names.PRINTED) -> Parts:
    """Return the name alone or behind its salutation."""
    if s.rng.random() < 0.15:
        return f"{s.title()} ", s.named(("full", "long"))
    return (s.named(shapes),)
