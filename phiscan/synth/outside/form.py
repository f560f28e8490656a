"""Labels with values, and the ways this split sets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from phiscan.synth.apart import form as apart_form
from phiscan.synth.canvas import INK, Canvas, Colour, Flat
from phiscan.synth.fields import Field
from phiscan.synth.fonts import Face
from phiscan.synth.layout import WHITE, Cell, Faces, Parts, inline, put, set_grid
from phiscan.synth.outside import world
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.synth.studio import studio_as

Design = Callable[[OutsideStudio], Flat]
"""Draws one design of a kind."""
outside = partial(studio_as, OutsideStudio)
"""Return the studio as one of this split; raises TypeError for another's."""
DIM: Colour = (96, 100, 110)
PENS: tuple[Colour, ...] = ((24, 44, 120), (28, 28, 32), (16, 60, 90), (90, 24, 40))
HUES: tuple[Colour, ...] = ((18, 92, 140), (140, 36, 60), (28, 112, 84), (96, 64, 150),
                            (206, 104, 24), (44, 52, 72), (0, 128, 140))  # fmt: skip
PALES: tuple[Colour, ...] = ((224, 240, 244), (248, 240, 222), (236, 244, 226), (246, 230, 234),
                             (238, 236, 248))  # fmt: skip
ROOMS = ("B-214", "ICU-09", "ER 11", "Rm 627", "3 East 12", "OBS 4", "Bay C", "PICU 2", "Suite 5",
         "Clinic 3")  # fmt: skip


def _birth(s: OutsideStudio) -> Parts:
    return s.rng.choice(((s.birth(),), (s.birth(),), (s.birth(), ", ", *s.age_sex()),
                         (s.birth(), " [", s.age(), " y]")))  # fmt: skip


def timed(s: OutsideStudio, later: int = 0) -> Parts:
    """Return a day, mostly with a time."""
    return s.rng.choice(((s.day(later), f" {s.clock()}"), (s.day(later), f", {s.clock()}"),
                         (s.day(later),)))  # fmt: skip


def kin(s: OutsideStudio) -> Parts:
    """Return a relative, mostly with the relation."""
    how = s.rng.choice(("mother", "husband", "wife", "brother", "grandson", "niece", "partner"))
    return s.rng.choice(((s.relative(), f" ({how})"), (f"{how}: ", s.relative()), (s.relative(),
        )))  # fmt: skip


VALUES: dict[str, Callable[[OutsideStudio], Parts]] = {
    **apart_form.VALUES,
    "birth": _birth,
    "sex": lambda s: ({"F": "Female", "M": "Male"}[s.patient.sex],),
    "collected": timed,
    "received": timed,
    "admitted": timed,
    "reported": lambda s: timed(s, 1),
    "relative": kin,
    "location": lambda s: (s.rng.choice(ROOMS),),
}  # fmt: skip
_HOME = {"ssn": ("US",), "npi": ("US",), "group": ("US", "CA"),
         "national": tuple(code for code in world.STATES if code != "US")}  # fmt: skip


def fields(s: OutsideStudio, words: str) -> list[Field]:
    """Return labels and values of some words, those of this country."""
    code = s.region.code
    return [(s.label(w), tuple(VALUES[w](s))) for w in words.split() if code in _HOME.get(w,
        code)]  # fmt: skip


def in_row(s: OutsideStudio, words: str, between: str = "  ") -> Parts:
    """Return fields as one run."""
    return inline(fields(s, words), between)


def set_lines(c: Canvas, x: float, y: float, room: float, rows: Sequence[Parts], face: Face,
              size: float, pitch: float = 1.4, ink: Colour = INK) -> float:  # fmt: skip
    """Write runs below each other from the first baseline; return the next baseline."""
    for parts in rows:
        put(c, x, y, room, parts, face, size, ink)
        y += size * pitch
    return y


def _above(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a label in capitals above its value, a rule below."""
    put(c, x, y + h * 0.32, w, (f[0].upper().rstrip(":."),), faces[0], z * 0.58, pale)
    put(c, x, y + h * 0.78, w - 3, f[1], faces[1], z, ink)
    c.line(x, y + h * 0.94, x + w, y + h * 0.94, (210, 212, 216), 0.15)


def _colon(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set label, colon and value in one run, the value bold."""
    end = put(c, x, y + h * 0.7, w * 0.5, (f"{f[0].rstrip(':.')}:",), faces[0], z * 0.9, pale)
    put(c, end + z * 0.4, y + h * 0.7, x + w - end - z * 0.6, f[1], faces[1], z, ink)


def _rail(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
          ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set labels in a dark rail at the left, values in framed cells."""
    c.box(x, y, x + w * 0.32, y + h, fill=(86, 94, 108))
    c.box(x, y, x + w, y + h, outline=(86, 94, 108), width=0.25)
    put(c, x + 1, y + h * 0.68, w * 0.32 - 2, (f[0],), faces[1], z * 0.78, WHITE)
    put(c, x + w * 0.34, y + h * 0.7, w * 0.64, f[1], faces[0], z, ink)


def _below(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set the value on a line, its label small below the line, as on forms to sign."""
    put(c, x + 1, y + h * 0.5, w - 5, f[1], faces[1], z, ink)
    c.line(x, y + h * 0.6, x + w - 1, y + h * 0.6, pale, 0.2)
    put(c, x, y + h * 0.88, w, (f[0],), faces[0], z * 0.55, pale)


def _right(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set the label at the left and the value flush right, as phones and kiosks do."""
    base, size = y + h * 0.68, c.fit(f[1], faces[1], z, w * 0.6)
    put(c, x, base, w * 0.36, (f[0],), faces[0], z * 0.86, pale)
    wide = sum(c.width_of(p if isinstance(p, str) else p.text, faces[1], size) for p in f[1])
    c.run(x + w - wide, base, f[1], faces[1], size, ink)
    c.line(x, y + h * 0.96, x + w, y + h * 0.96, (222, 224, 228), 0.15)


CELLS: dict[str, Cell] = {"above": _above, "colon": _colon, "rail": _rail, "below": _below,
                          "right": _right}  # fmt: skip
_TALL = {"above": 2.3, "rail": 1.75, "below": 2.5, "right": 1.8}


def lay(c: Canvas, s: OutsideStudio, x: float, y: float, width: float, rows: Sequence[Field],
        faces: Faces, size: float, *, columns: int = 1, style: str = "", down: float = 0,
        ink: Colour = INK, pale: Colour = DIM) -> float:  # fmt: skip
    """Set fields row by row in one style; `down` is the most height. Return the y below."""
    style = style or s.rng.choice(("above", "colon", "colon", "rail"))
    return set_grid(c, CELLS[style], x, y, width, rows, faces, size, _TALL.get(style, 1.55),
                    columns=columns, down=down, gap=2, ink=ink, pale=pale)  # fmt: skip


def heads(c: Canvas, s: OutsideStudio, faces: Faces, title: str, hue: Colour) -> float:
    """Set the institution's head in one of three ways; return the y below."""
    wide, how = c.size_mm[0], s.rng.choice("abc")
    if how == "a":
        c.box(12, 8, 30, 26, fill=hue, radius=9)
        c.text(21, 20.4, s.house[0], faces[1], 10, WHITE, "ms")
        put(c, 34, 15, wide * 0.46, (s.hospital(),), faces[1], 6)
        put(c, 34, 20.4, wide * 0.46, (s.office_place(),), faces[0], 3.3, DIM)
        put(c, 34, 25, wide * 0.46, ("Tel ", s.office_phone()), faces[0], 3.3, DIM)
        put(c, wide * 0.7, 18, wide * 0.26, (title,), faces[1], 5, hue)
    elif how == "b":
        c.text(wide / 2, 13, s.house, faces[1], c.fit((s.house,), faces[1], 7, wide - 40), hue,
            "ms")  # fmt: skip
        put(c, wide * 0.2, 19, wide * 0.6, (s.office_place(), "  ·  ", s.office_phone()),
            faces[0], 3.3)  # fmt: skip
        c.box(12, 22, wide - 12, 29, fill=hue)
        c.text(wide / 2, 27.3, title, faces[1], c.fit((title,), faces[1], 4.6, wide - 40), WHITE,
            "ms")  # fmt: skip
    else:
        put(c, 12, 14, wide * 0.5, (title,), faces[1], 7)
        put(c, 12, 21, wide * 0.5, (s.hospital(),), faces[0], 4.2, hue)
        set_lines(c, wide * 0.66, 12, wide * 0.3, [(s.office_place(),), ("Phone: ",
            s.office_phone()),
                  ("Fax: ", s.office_phone())], faces[0], 3.2, 1.5, DIM)  # fmt: skip
        c.line(12, 26, wide - 12, 26, INK, 0.5)
    return 32.0
