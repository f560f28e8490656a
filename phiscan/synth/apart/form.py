"""Labels with values, and the ways this split sets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from phiscan.synth.apart import world
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.blind.form import VALUES as COMMON
from phiscan.synth.canvas import INK, Canvas, Colour, plain_text
from phiscan.synth.fields import Field
from phiscan.synth.layout import WHITE, Cell, Faces, Parts, inline, put, set_grid
from phiscan.types import Category

SLATE: Colour = (92, 96, 104)
PENS: tuple[Colour, ...] = ((12, 36, 130), (30, 30, 36), (10, 70, 110), (150, 20, 40))
HUES: tuple[Colour, ...] = ((0, 102, 161), (94, 44, 108), (0, 122, 94), (172, 52, 30), (32, 56, 92),
                            (122, 106, 30), (190, 24, 78))  # fmt: skip
PALES: tuple[Colour, ...] = ((228, 238, 246), (240, 232, 244), (226, 242, 234), (248, 236, 226),
                             (236, 236, 228))  # fmt: skip
BEDS = ("5W-517", "MICU 12", "Trauma 3", "Rm 204 B1", "NICU pod C", "7 North", "Clinic B", "Bed 22",
        "Obs 6", "Cath Lab 2")  # fmt: skip


def _birth(s: ApartStudio) -> Parts:
    return s.rng.choice(((s.birth(),), (s.birth(),), (s.birth(), "  ", *s.age_sex()),
                         (s.birth(), "  Age: ", s.age())))  # fmt: skip


def timed(s: ApartStudio, later: int = 0) -> Parts:
    """Return a day, mostly with a time."""
    return s.rng.choice(((s.day(later), f"  {s.clock()}"), (s.day(later), f" {s.clock()}"),
                         (s.day(later),)))  # fmt: skip


def _ssn(s: ApartStudio) -> Parts:
    ssn = s.patient.ssn
    return s.rng.choice(((s.of(Category.SSN, ssn),), (s.of(Category.SSN, ssn),),
                         ("XXX-XX-", s.of(Category.SSN, ssn[-4:]))))  # fmt: skip


def kin(s: ApartStudio) -> Parts:
    """Return a relative, mostly with the relation."""
    how = s.rng.choice(("wife", "husband", "mother", "father", "sister", "dtr", "neighbor", "aunt"))
    return s.rng.choice(((s.relative(), f" / {how}"), (s.relative("comma"), f" [{how}]"),
                         (s.relative(),)))  # fmt: skip


VALUES: dict[str, Callable[[ApartStudio], Parts]] = {
    **COMMON,
    "name": lambda s: (s.named(),),
    "family": lambda s: (s.part((s.patient.family or s.patient.given).upper()),),
    "given": lambda s: (s.part(f"{s.patient.given} {s.patient.middle[:1]}".strip()),),
    "birth": _birth,
    "sex": lambda s: ({"F": "F", "M": "M"}[s.patient.sex],),
    "national": lambda s: (s.national(),),
    "collected": timed,
    "received": timed,
    "reported": lambda s: timed(s, 1),
    "admitted": timed,
    "doctor": lambda s: s.doctored(),
    "relative": kin,
    "ssn": _ssn,
    "location": lambda s: (s.rng.choice(BEDS),),
}
_HOME = {"ssn": ("US",), "npi": ("US",), "group": ("US", "CA"), "national": tuple(
    code for code in world.NATIONS if code not in ("US", "NZ"))}  # fmt: skip


def fields(s: ApartStudio, words: str) -> list[Field]:
    """Return labels and values of some words, those of this country."""
    code = s.region.code
    return [(s.label(w), tuple(VALUES[w](s))) for w in words.split() if code in _HOME.get(w, code)]


def under(s: ApartStudio, label: str, word: str) -> Field:
    """Return a field under a label of its own."""
    return label, tuple(VALUES[word](s))


def _column(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
            ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a label and, behind a colon in a column of its own, the value."""
    base = y + h * 0.72
    put(c, x, base, w * 0.36, (f[0].rstrip(":."),), faces[0], z * 0.94, ink)
    c.text(x + w * 0.375, base, ":", faces[0], z, ink)
    put(c, x + w * 0.4, base, w * 0.58, f[1], faces[0], z, ink)


def _capital(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
             ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a small label in capitals close before a bold value, no colon."""
    base = y + h * 0.72
    end = put(c, x, base, w * 0.42, (f[0].upper().rstrip(":."),), faces[0], z * 0.7, pale)
    put(c, end + z * 0.5, base, x + w - end - z, f[1], faces[1], z, ink)


def _tile(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
          ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a tinted strip with the label, the value in the white below."""
    c.box(x, y, x + w, y + h * 0.42, fill=(232, 234, 238))
    c.box(x, y, x + w, y + h, outline=pale, width=0.25)
    put(c, x + 1, y + h * 0.33, w - 2, (f[0],), faces[1], z * 0.66, pale)
    put(c, x + 1, y + h * 0.84, w - 2, f[1], faces[0], z, ink)


def _write_in(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
              ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set a printed label and the value by hand on dots."""
    base = y + h * 0.74
    end = put(c, x, base, w * 0.38, (f[0].rstrip(":."),), faces[0], z * 0.66, pale)
    count = int((x + w - end - 2) / max(c.width_of(".", faces[0], z * 0.6), 0.1))
    c.text(end + 1, base + z * 0.22, "." * max(count, 0), faces[0], z * 0.6, pale)
    put(c, end + 2, base, x + w - end - 4, f[1], faces[1], z, ink)


def _item(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
          ink: Colour, pale: Colour) -> None:  # fmt: skip
    """Set the value first in bold, its label small behind it in italics of another colour."""
    base = y + h * 0.72
    size = c.fit(f[1], faces[1], z, w * 0.66)
    end = c.run(x, base, f[1], faces[1], size, ink)
    put(
        c,
        end + z * 0.5,
        base,
        x + w - end - z * 0.6,
        (f"({f[0].rstrip(':.').lower()})",),
        faces[0],
        z * 0.68,
        pale,
    )


CELLS: dict[str, Cell] = {"column": _column, "capital": _capital, "tile": _tile,
                          "write_in": _write_in, "item": _item}  # fmt: skip
_TALL = {"tile": 2.5, "write_in": 1.7}


def lay(c: Canvas, s: ApartStudio, x: float, y: float, width: float, rows: Sequence[Field],
        faces: Faces, size: float, *, columns: int = 1, style: str = "", down: float = 0,
        ink: Colour = INK, pale: Colour = SLATE) -> float:  # fmt: skip
    """Set fields column by column in one style; `down` is the most height. Return the y below."""
    style = style or s.rng.choice(("column", "column", "capital", "tile"))
    tall, gap = _TALL.get(style, 1.5), 0 if style == "tile" else 2.5
    return set_grid(c, CELLS[style], x, y, width, rows, faces, size, tall, columns=columns,
                    down=down, gap=gap, by_column=True, ink=ink, pale=pale)  # fmt: skip


def strip_of(c: Canvas, x: float, y: float, width: float, rows: Sequence[Field], faces: Faces,
             size: float, hue: Colour) -> float:  # fmt: skip
    """Set fields as a table of one row: labels in a coloured head, values below; return the y."""
    shares = [max(len("".join(p.text for p in plain_text(f[1]))), len(f[0])) for f in rows]
    total, left = sum(shares), x
    c.box(x, y, x + width, y + size * 1.5, fill=hue)
    for (label, value), share in zip(rows, shares, strict=True):
        room = width * share / total
        put(c, left + 1, y + size * 1.1, room - 2, (label,), faces[0], size * 0.8, WHITE)
        put(c, left + 1, y + size * 2.9, room - 2, value, faces[1], size)
        c.box(left, y, left + room, y + size * 3.5, outline=hue, width=0.25)
        left += room
    return y + size * 3.5


def letterhead(c: Canvas, s: ApartStudio, faces: Faces, title: str, hue: Colour) -> float:
    """Set the institution's head in one of three ways; return the y below."""
    wide, how = c.size_mm[0], s.rng.choice("abc")
    place: Parts = (s.office_place(), "  |  T ", s.office_phone(), "  F ", s.office_phone())
    if how == "a":
        put(c, wide * 0.42, 12, wide * 0.52, (s.hospital().upper(),), faces[1], 5, hue)
        put(c, wide * 0.42, 17, wide * 0.52, (s.office_place(),), faces[0], 3.2, SLATE)
        put(c, wide * 0.42, 21.4, wide * 0.52, ("Tel. ", s.office_phone()), faces[0], 3.2, SLATE)
        c.line(wide * 0.4, 7, wide * 0.4, 23, hue, 0.8)
        put(c, 14, 17, wide * 0.34, (title,), faces[1], 5.6)
    elif how == "b":
        c.line(14, 24, 34, 24, hue, 1.6)
        c.line(34, 24, wide - 14, 24, SLATE, 0.3)
        put(c, 14, 12.5, wide - 28, (s.hospital(),), faces[0], 7, hue)
        put(c, 14, 19.5, wide * 0.5, (title,), faces[1], 4.2)
        put(c, wide * 0.55, 19.5, wide * 0.41, place, faces[0], 2.8, SLATE)
    else:
        c.box(0, 0, 7, c.size_mm[1], fill=hue)
        put(c, 14, 12, wide - 30, (title.upper(),), faces[1], 5.4)
        put(c, 14, 18.4, wide - 30, (s.hospital(), "   ", *place), faces[0], 3.2, SLATE)
    return 29.0


def said_in_row(s: ApartStudio, words: str, between: str = "   ") -> Parts:
    """Return fields as one run."""
    return inline(fields(s, words), between)
