"""Labels tied to values the ways forms do it: beside, above, in boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phiscan.synth import numbers
from phiscan.synth.canvas import INK, Canvas, Colour, Said
from phiscan.synth.fonts import Face
from phiscan.synth.studio import Studio
from phiscan.types import Category

Field = tuple[str, tuple[Said | str, ...]]
"""A label and the runs of its value."""


@dataclass(frozen=True)
class Form:
    """How fields are set: `layout` beside, above or boxed; `columns`; sizes in mm."""

    layout: str
    columns: int
    size: float
    row: float
    caps: bool = False
    colon: str = ":"
    label_share: float = 0.36


def set_fields(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    fields: Sequence[Field],
    form: Form,
    faces: tuple[Face, Face],
    ink: Colour = INK,
    pale: Colour = (95, 95, 105),
) -> float:
    """Set the fields in rows from the top y; return the y below them, in mm."""
    pitch = width / form.columns
    for number, (label, value) in enumerate(fields):
        column, line = number % form.columns, number // form.columns
        left, top = x + column * pitch, y + line * form.row
        label = label.upper() if form.caps else label
        if form.layout == "boxed":
            canvas.box(left, top, left + pitch, top + form.row, outline=(120, 120, 120), width=0.2)
        if form.layout == "beside":
            base = top + form.row * 0.72
            end = canvas.text(left, base, label + form.colon, faces[1], form.size, ink)
            start = max(end + form.size * 0.4, left + pitch * form.label_share)
            size = canvas.fit(value, faces[0], form.size, left + pitch - start - 1)
            canvas.run(start, base, value, faces[0], size, ink)
        else:
            inset = 1.2 if form.layout == "boxed" else 0.0
            canvas.text(
                left + inset, top + form.row * 0.36, label, faces[0], form.size * 0.72, pale
            )
            size = canvas.fit(value, faces[1], form.size, pitch - inset - 2)
            canvas.run(left + inset, top + form.row * 0.84, value, faces[1], size, ink)
    return y + -(-len(fields) // form.columns) * form.row


def name_field(studio: Studio, label: str = "") -> Field:
    """Return the patient's name under one of its labels."""
    label = label or studio.rng.choice(("Patient", "Patient Name", "Name", "Pt Name"))
    return label, (studio.name(),)


def mrn_field(studio: Studio) -> Field:
    """Return the record number under one of its labels."""
    return studio.rng.choice(numbers.MRN_LABELS), (studio.mrn(),)


def birth_field(studio: Studio) -> Field:
    """Return the birth date, now and then with age and sex behind it."""
    rng = studio.rng
    label = rng.choice(("DOB", "Date of Birth", "Birth Date", "D.O.B."))
    if rng.random() < 0.4:
        return label, (studio.birth(), " (", studio.age(), f" y) {studio.patient.sex}")
    return label, (studio.birth(),)


def age_field(studio: Studio) -> Field:
    """Return age and sex."""
    return "Age / Sex", (studio.age(), f" / {studio.patient.sex}")


def account_field(studio: Studio) -> Field:
    """Return the visit's or account's number."""
    label = studio.rng.choice(numbers.ACCOUNT_LABELS)
    return label, (studio.of(Category.ACCOUNT_NUMBER, studio.patient.account),)


def accession_field(studio: Studio) -> Field:
    """Return the order's accession number."""
    label = studio.rng.choice(("Accession", "Accession #", "Lab No", "Specimen ID"))
    return label, (studio.of(Category.OTHER_ID, studio.patient.accession),)


def phone_field(studio: Studio) -> Field:
    """Return the patient's phone."""
    return studio.rng.choice(("Phone", "Home Phone", "Tel", "Cell")), (studio.phone(),)


def address_field(studio: Studio) -> Field:
    """Return street and town in one run."""
    text = f"{studio.patient.street}, {studio.patient.town}"
    return "Address", (studio.of(Category.ADDRESS, text),)


def doctor_field(studio: Studio, label: str = "") -> Field:
    """Return the clinician with a title."""
    rng = studio.rng
    label = label or rng.choice(("Physician", "Ordering Provider", "Attending", "Ordered by"))
    if rng.random() < 0.5:
        return label, ("Dr. ", studio.doctor())
    return label, (studio.doctor(), rng.choice((", MD", " MD", ", NP", ", DO")))


def day_field(studio: Studio, label: str, later: int = 0, *, timed: bool = False) -> Field:
    """Return a date, with a time behind it if asked."""
    return label, (studio.day(later), f" {studio.clock()}") if timed else (studio.day(later),)


def plan_fields(studio: Studio) -> list[Field]:
    """Return member and group number."""
    plan = Category.HEALTH_PLAN_ID
    return [
        ("Member ID", (studio.of(plan, studio.patient.member_id),)),
        ("Group", (studio.of(plan, studio.patient.group),)),
    ]


def ssn_field(studio: Studio) -> Field:
    """Return the SSN, whole or its last four."""
    if studio.rng.random() < 0.5:
        return "SSN", (studio.of(Category.SSN, studio.patient.ssn),)
    return "SSN (last 4)", (studio.of(Category.SSN, studio.patient.ssn[-4:]),)
