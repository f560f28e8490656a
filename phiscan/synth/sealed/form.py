"""Labels with values, and the ways this split sets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from phiscan.synth.blind.form import VALUES as COMMON
from phiscan.synth.canvas import INK, Canvas, Colour, Said
from phiscan.synth.fields import Field
from phiscan.synth.layout import GREY, WHITE, Cell, Faces, Parts, put, set_grid
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category

PEN: tuple[Colour, ...] = ((22, 40, 120), (30, 30, 34), (16, 80, 60), (120, 24, 40))
ACCENTS: tuple[Colour, ...] = ((0, 92, 110), (120, 30, 70), (50, 60, 130), (160, 80, 10),
                               (40, 100, 40), (60, 60, 66))  # fmt: skip
PLACES = ("3N-14B", "Bay C", "Rm 212-W", "CCU 5", "Tent 2", "MAU", "4 South", "Cot 9")


def _name(s: SealedStudio) -> Parts:
    if s.rng.random() < 0.2:
        return f"{s.title()} ", s.named(("full", "caps", "long", "last_upper", "all_middle"))
    return (s.named(),)


def _doctor(s: SealedStudio) -> Parts:
    shape = s.rng.choice(("full", "initial", "comma", "brief", "caps", "dotted", "last_upper"))
    before = s.rng.choice(("Dr ", "DR. ", "Prof ", "", "", "A/Prof "))
    after = (
        "" if before else s.rng.choice((", M.D.", " MD PhD", ", ARNP", " MBChB", ", CNM", " RN"))
    )
    return tuple(p for p in (before, s.doctor(shape), after) if p)


def _timed(s: SealedStudio, later: int = 0) -> Parts:
    return s.rng.choice(((s.day(later), f" @ {s.clock()}"), (s.day(later), f" {s.clock()}"),
                         (f"{s.clock()}, ", s.day(later)), (s.day(later),)))  # fmt: skip


def _birth(s: SealedStudio) -> Parts:
    return s.rng.choice(((s.birth(),), (s.birth(),), (s.birth(), " / ", *s.age_sex()),
                         (s.birth(), " (", s.age(), ")")))  # fmt: skip


def _ssn(s: SealedStudio) -> Parts:
    whole = s.patient.ssn
    return s.rng.choice(((s.of(Category.SSN, whole),), ("***-**-", s.of(Category.SSN, whole[-4:])),
                         ("last 4: ", s.of(Category.SSN, whole[-4:]))))  # fmt: skip


def _kin(s: SealedStudio) -> Parts:
    how = s.rng.choice(("wife", "son", "mother", "carer", "niece", "husband", "friend"))
    return s.rng.choice(((s.relative(), f", {how}"), (f"{how}: ", s.relative()), (s.relative(),)))


VALUES: dict[str, Callable[[SealedStudio], Parts]] = {
    **COMMON,
    "name": _name,
    "family": lambda s: (s.part(s.patient.family.upper()) if s.patient.family else "-",),
    "given": lambda s: (s.part(f"{s.patient.given} {s.patient.middle}".strip()),),
    "birth": _birth,
    "sex": lambda s: (s.rng.choice((s.patient.sex, {"F": "Woman", "M": "Man"}[s.patient.sex])),),
    "national": lambda s: (s.national(),),
    "collected": _timed,
    "received": _timed,
    "reported": lambda s: _timed(s, 1),
    "admitted": _timed,
    "doctor": _doctor,
    "relative": _kin,
    "ssn": _ssn,
    "location": lambda s: (s.rng.choice(PLACES),),
}
_HOME = {"ssn": ("US",), "npi": ("US",), "national": ("CA", "UK", "IE", "AU", "IN", "ZA")}


def fields(s: SealedStudio, words: str, *, mixed: bool = True) -> list[Field]:
    """Return labels and values of some words, in a chance order unless asked otherwise."""
    code = s.region.code
    chosen = [w for w in words.split() if code in _HOME.get(w, (code,))]
    if mixed:
        head, tail = chosen[:2], chosen[2:]
        s.rng.shuffle(head)
        s.rng.shuffle(tail)
        chosen = head + tail
    return [(s.label(w), tuple(VALUES[w](s))) for w in chosen]


def _colon(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    base = y + h * 0.7
    label = f[0] if f[0].endswith(":") else f"{f[0]}:"
    end = c.text(x, base, label, faces[0], c.fit((label,), faces[0], z, w * 0.42), pale)
    put(c, end + z * 0.4, base, w - (end - x) - z, f[1], faces[1], z, ink)


def _above(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    put(c, x, y + h * 0.34, w - 2, (f[0].upper(),), faces[0], z * 0.62, pale)
    put(c, x, y + h * 0.86, w - 2, f[1], faces[1], z, ink)


def _below(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    put(c, x, y + h * 0.48, w - 3, f[1], faces[1], z, ink)
    c.line(x, y + h * 0.62, x + w - 3, y + h * 0.62, pale, 0.2)
    put(c, x, y + h * 0.9, w - 3, (f"({f[0]})",), faces[0], z * 0.58, pale)


def _box(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
         ink: Colour, pale: Colour) -> None:  # fmt: skip
    c.box(x, y + 0.2, x + w - 1, y + h - 0.2, outline=pale, width=0.2, radius=0.8)
    put(c, x + 1, y + h * 0.32, w - 4, (f[0],), faces[0], z * 0.55, pale)
    put(c, x + 1.4, y + h * 0.84, w - 4.4, f[1], faces[1], z, ink)


def _chip(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
          ink: Colour, pale: Colour) -> None:  # fmt: skip
    base, room = y + h * 0.7, w * 0.32
    c.box(x, base - z * 1.05, x + room, base + z * 0.35, fill=pale, radius=0.6)
    paper = WHITE if sum(pale) < 420 else INK
    put(c, x + 0.8, base, room - 1.6, (f[0],), faces[0], z * 0.78, paper)
    put(c, x + room + 1.2, base, w - room - 3, f[1], faces[1], z, ink)


def _after(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
           ink: Colour, pale: Colour) -> None:  # fmt: skip
    base = y + h * 0.7
    end = put(c, x, base, w * 0.66, f[1], faces[1], z, ink)
    put(c, end + z * 0.5, base, max(x + w - end - z, 4), (f"<- {f[0]}",), faces[0], z * 0.7, pale)


def _leader(c: Canvas, x: float, y: float, w: float, h: float, f: Field, faces: Faces, z: float,
            ink: Colour, pale: Colour) -> None:  # fmt: skip
    base = y + h * 0.7
    label = c.fit((f[0],), faces[0], z, w * 0.35)
    end = c.text(x, base, f[0], faces[0], label, pale)
    size = c.fit(f[1], faces[1], z, w * 0.58)
    start = x + w - 2 - sum(c.width_of(p.text if isinstance(p, Said) else p, faces[1], size)
                            for p in f[1])  # fmt: skip
    dots = "." * int(max(start - end - 2, 0) / max(c.width_of(".", faces[0], z), 0.1))
    c.text(end + 1, base, dots, faces[0], z, pale)
    c.run(start, base, f[1], faces[1], size, ink)


CELLS: dict[str, Cell] = {"colon": _colon, "above": _above, "below": _below, "box": _box,
                          "chip": _chip, "after": _after, "leader": _leader}  # fmt: skip
_TALL = {"above": 2.3, "below": 2.5, "box": 2.5}


def lay(
    c: Canvas, s: SealedStudio, x: float, y: float, width: float, rows: Sequence[Field],
    faces: Faces, size: float, *, columns: int = 1, style: str = "", down: float = 0,
    ink: Colour = INK, pale: Colour = GREY,
) -> float:  # fmt: skip
    """Set fields in a grid in one of the styles; `down` is the most height. Return the y below."""
    style = style or s.rng.choice(tuple(CELLS))
    tall = _TALL.get(style, 1.55)
    return set_grid(c, CELLS[style], x, y, width, rows, faces, size, tall, columns=columns,
                    down=down, gap=1, ink=ink, pale=pale)  # fmt: skip
