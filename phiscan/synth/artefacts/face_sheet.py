"""A registration face sheet: every field of a patient on one page."""

from __future__ import annotations

from dataclasses import dataclass

from phiscan.synth import fields
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.fields import Field, Form
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category


@dataclass(frozen=True)
class Template:
    """One hospital's sheet: title, section names, how fields are set."""

    title: str
    sections: tuple[str, str, str]
    form: Form
    style: str
    accent: Colour
    banner: bool


TEMPLATES = {
    "tune": (
        Template("PATIENT FACE SHEET", ("Patient Information", "Guarantor / Contact", "Insurance"),
                 Form("boxed", 2, 4.2, 13), "sans", (40, 60, 110), True),
        Template("Registration Record", ("DEMOGRAPHICS", "EMERGENCY CONTACT", "COVERAGE"),
                 Form("beside", 1, 4.1, 8, False, ":", 0.3), "serif", (30, 30, 30), False),
    ),
    "test": (
        Template("ADMISSION SUMMARY", ("1. Patient", "2. Next of kin", "3. Payer"),
                 Form("above", 2, 4.1, 12), "narrow", (110, 40, 40), True),
        Template("Demographic Sheet", ("Identification", "Responsible party", "Plan"),
                 Form("boxed", 1, 4.0, 10.5), "mono", (50, 90, 60), False),
    ),
}  # fmt: skip


def draw(studio: Studio) -> Flat:
    """Return a letter-size sheet in three sections."""
    template = studio.pick(**TEMPLATES)
    canvas = studio.canvas("face_sheet", (216, 279), studio.paper())
    faces = studio.font(template.style)
    if template.banner:
        canvas.box(0, 0, 216, 26, fill=template.accent)
    ink: Colour = (255, 255, 255) if template.banner else template.accent
    canvas.text(14, 12, studio.hospital(), faces[1], 6.4, ink)
    canvas.text(14, 21, template.title, faces[1], 5.2, ink)
    y = 34.0
    for title, group in zip(template.sections, _groups(studio), strict=True):
        if y + 22 > 268:
            break
        canvas.text(14, y + 3, title, faces[1], 4.6, template.accent)
        canvas.line(14, y + 4.6, 202, y + 4.6, template.accent, 0.4)
        fit = int((266 - y - 6) / template.form.row) * template.form.columns
        y = fields.set_fields(canvas, 14, y + 6, 188, group[:fit], template.form, faces) + 8
    return canvas.done()


def _groups(studio: Studio) -> tuple[list[Field], list[Field], list[Field]]:
    relative = studio.people.person()
    relation = studio.rng.choice(("Spouse", "Mother", "Father", "Daughter", "Son"))
    person = [
        fields.name_field(studio),
        fields.mrn_field(studio),
        fields.birth_field(studio),
        fields.ssn_field(studio),
        fields.address_field(studio),
        fields.phone_field(studio),
        ("E-mail", (studio.of(Category.EMAIL, studio.patient.email),)),
        fields.account_field(studio),
        fields.day_field(studio, "Admit Date", timed=True),
        fields.doctor_field(studio, "Attending"),
    ]
    contact = [
        ("Name", (studio.name("full", relative), f" ({relation})")),
        ("Contact Phone", (studio.phone(person=relative),)),
    ]
    if studio.rng.random() < 0.35:
        licence = studio.of(Category.LICENSE_NUMBER, studio.patient.licence)
        contact.append(("Driver License", (licence,)))
    cover: list[Field] = [("Payer", (studio.plan(),)), *fields.plan_fields(studio)]
    if studio.rng.random() < 0.3:
        cover.append(("Pacemaker S/N", (studio.of(Category.DEVICE_ID, studio.patient.device),)))
    return person, contact, cover


KINDS = (Kind("face_sheet", draw),)
