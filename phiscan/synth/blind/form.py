"""Labels and values as the blind designs set them, and small tools to lay out with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import INK, Canvas, Colour, Said
from phiscan.synth.fields import Field
from phiscan.synth.layout import GREY, Faces, Parts, put
from phiscan.types import Category, Role

SHAPES = (
    "full", "caps", "comma", "comma_caps", "turned", "long", "comma_full", "turned_caps",
)  # fmt: skip


def name(studio: BlindStudio, shapes: Sequence[str] = SHAPES) -> Said:
    """Return the patient's name in one of the shapes."""
    return studio.name(studio.rng.choice(shapes))


def _names(studio: BlindStudio) -> Parts:
    if studio.rng.random() < 0.25:
        return f"{studio.title()} ", name(studio, ("full", "caps", "long"))
    return (name(studio),)


def _doctor(studio: BlindStudio) -> Parts:
    rng = studio.rng
    shape = rng.choice(("full", "initial", "comma", "long", "comma_caps", "brief", "caps"))
    before = rng.choice(("Dr ", "Dr. ", "Mr ", "Prof. ", "", ""))
    after = "" if before else rng.choice((" MD", ", MBBS", ", DO", ", NP", ", PA-C", " FRACP"))
    return tuple(p for p in (before, studio.doctor(shape), after) if p)


def _clocked(studio: BlindStudio, later: int = 0) -> Parts:
    return studio.day(later), f" {studio.clock()}"


def _birth(studio: BlindStudio) -> Parts:
    if studio.rng.random() < 0.35:
        return studio.birth(), " (", *studio.age_sex(), ")"
    return (studio.birth(),)


def _ssn(studio: BlindStudio) -> Parts:
    ssn = studio.patient.ssn
    if studio.rng.random() < 0.5:
        return "XXX-XX-", studio.of(Category.SSN, ssn[-4:])
    return (studio.of(Category.SSN, ssn),)


def _kin(studio: BlindStudio) -> Parts:
    how = studio.rng.choice(("wife", "husband", "mother", "daughter", "son", "partner", "sister"))
    return studio.relative(), f" ({how})"


VALUES: dict[str, Callable[[BlindStudio], Parts]] = {
    "age": lambda s: s.age_sex(),
    "phone": lambda s: (s.phone(),),
    "mobile": lambda s: (s.of(Category.PHONE, s.patient.mobile),),
    "address": lambda s: (s.address(),),
    "email": lambda s: (s.of(Category.EMAIL, s.patient.email),),
    "mrn": lambda s: (s.mrn(),),
    "account": lambda s: (s.account(),),
    "accession": lambda s: (s.accession(),),
    "kin_phone": lambda s: (s.of(Category.PHONE, s.public_phone()),),
    "member": lambda s: (s.member(),),
    "group": lambda s: (s.of(Category.HEALTH_PLAN_ID, s.patient.group),),
    "plan": lambda s: (s.plan(),),
    "npi": lambda s: (s.of(Category.LICENSE_NUMBER, s.clinician.npi, Role.CLINICIAN),),
    "licence": lambda s: (s.of(Category.LICENSE_NUMBER, s.patient.licence),),
}
"""What is written the same in every split."""
_VALUES: dict[str, Callable[[BlindStudio], Parts]] = {
    **VALUES,
    "name": _names,
    "family": lambda s: (s.part(s.patient.family.upper()),),
    "given": lambda s: (s.part(f"{s.patient.given} {s.patient.middle}".strip()),),
    "birth": _birth,
    "sex": lambda s: ({"F": "Female", "M": "Male"}[s.patient.sex],),
    "nhs": lambda s: (s.nhs(),),
    "collected": _clocked,
    "received": _clocked,
    "reported": lambda s: _clocked(s, 1),
    "admitted": _clocked,
    "doctor": _doctor,
    "relative": _kin,
    "ssn": _ssn,
    "location": lambda s: (s.rng.choice(("Ward 7B", "ED", "3 West", "Clinic 4", "ICU-2", "OPD")),),
}
_OWN_LABELS = {
    "ssn": ("SSN", "Soc Sec #", "SS#", "Social Security No."),
    "npi": ("NPI", "NPI #"),
    "licence": ("Driver's Lic #", "Photo ID", "DL No."),
    "kin_phone": ("Contact phone", "NOK Tel", "Their phone", "Emergency Ph"),
}


def field(studio: BlindStudio, word: str) -> Field:
    """Return the label and value for a word of _VALUES."""
    own = _OWN_LABELS.get(word)
    label = studio.rng.choice(own) if own else studio.label(word)
    return label, tuple(_VALUES[word](studio))


def fields(studio: BlindStudio, words: str) -> list[Field]:
    """Return several, given by words with spaces between; `ssn` and `nhs` only in their country."""
    home = {"ssn": "US", "npi": "US", "nhs": "UK"}
    own = studio.region.code
    return [field(studio, w) for w in words.split() if home.get(w, own) == own]


def set_cells(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Field],
    faces: Faces,
    size: float,
    columns: int = 2,
    shade: Colour = (226, 230, 236),
) -> float:
    """Set fields in a grid of shaded label cells and value cells; return the y below."""
    pitch, tall = width / columns, size * 1.9
    for number, (label, value) in enumerate(rows):
        left, top = x + number % columns * pitch, y + number // columns * tall
        middle = left + pitch * 0.34
        canvas.box(left, top, middle, top + tall, fill=shade)
        canvas.box(left, top, left + pitch, top + tall, outline=(150, 154, 160), width=0.2)
        base = top + tall * 0.69
        put(canvas, left + 1.2, base, pitch * 0.34 - 2, (label,), faces[0], size * 0.85, GREY)
        put(canvas, middle + 1.4, base, pitch * 0.66 - 2.4, value, faces[1], size)
    return y + -(-len(rows) // columns) * tall


def set_right(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Field],
    faces: Faces,
    size: float,
    pitch: float,
    ink: Colour = INK,
    pale: Colour = GREY,
) -> float:
    """Set fields with labels ranged right against a gutter at a third; return the y below."""
    gutter = x + width * 0.34
    for label, value in rows:
        y += pitch
        small = canvas.fit((label,), faces[0], size * 0.9, width * 0.33)
        canvas.text(gutter, y, label, faces[0], small, pale, "rs")
        put(canvas, gutter + size * 0.6, y, width * 0.66 - size, value, faces[1], size, ink)
    return y


def set_stack(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Field],
    faces: Faces,
    size: float,
    pitch: float,
    ink: Colour = INK,
    pale: Colour = GREY,
) -> float:
    """Set fields as small labels above values, one below the other; return the y below."""
    for label, value in rows:
        canvas.text(x, y + size * 0.8, label, faces[0], size * 0.68, pale)
        put(canvas, x, y + size * 1.9, width, value, faces[1], size, ink)
        y += pitch
    return y
