"""A clinic's letter: address block, salutation, running text, a signature."""

from __future__ import annotations

from collections.abc import Sequence

from phiscan.synth.canvas import Flat, Said
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category, Role

Part = Said | str


def _after_visit(studio: Studio) -> list[Sequence[Part]]:
    person = studio.patient
    return [
        (
            "Thank you for referring ",
            studio.name("full"),
            ", a ",
            studio.age(),
            " year old seen on ",
            studio.day(),
            " for follow up of hypertension.",
        ),
        (
            "Pt ",
            studio.name("turned"),
            " was seen at bedside. Blood pressure was 142/88 and the",
            " examination was otherwise unremarkable. MRN ",
            studio.mrn(),
            ".",
        ),
        (
            "We will see ",
            Said(person.given, Category.PERSON_NAME, Role.PATIENT),
            " again on ",
            studio.day(42),
            ". The family can be reached at ",
            studio.phone(),
            ".",
        ),
    ]


def _results(studio: Studio) -> list[Sequence[Part]]:
    url = "https://portal.example.org/p/" + studio.patient.accession.lower()
    return [
        (
            "Your test results from ",
            studio.day(),
            " are ready. The values are within the expected",
            " range and no change of treatment is needed.",
        ),
        (
            "You can read them at ",
            studio.of(Category.URL, url),
            " or call ",
            studio.office_phone(),
            " and quote account ",
            studio.of(Category.ACCOUNT_NUMBER, studio.patient.account),
            ".",
        ),
        ("Please bring this letter to your next visit on ", studio.day(30), "."),
    ]


def _excuse(studio: Studio) -> list[Sequence[Part]]:
    return [
        (
            "This is to certify that ",
            studio.name("long"),
            " (born ",
            studio.birth(),
            ") was under",
            " my care on ",
            studio.day(),
            " and is unable to attend work for three days.",
        ),
        ("If you have questions please contact our office at ", studio.office_phone(), "."),
    ]


def _discharge(studio: Studio) -> list[Sequence[Part]]:
    return [
        ("Re: ", studio.name("comma"), "   DOB ", studio.birth(), "   ID: ", studio.mrn()),
        (
            "was admitted on ",
            studio.day(),
            " with community acquired pneumonia and discharged on ",
            studio.day(4),
            " in stable condition on oral antibiotics.",
        ),
        (
            "Mr/Ms ",
            Said(studio.patient.family, Category.PERSON_NAME, Role.PATIENT),
            " lives at ",
            studio.of(Category.ADDRESS, f"{studio.patient.street}, {studio.patient.town}"),
            " and will be visited by the community nurse.",
        ),
    ]


TEMPLATES = {
    "tune": ((_after_visit, "serif", "Dear Colleague,"), (_results, "sans", "")),
    "test": ((_excuse, "sans", "To whom it may concern:"), (_discharge, "serif", "Dear Doctor,")),
}


def draw(studio: Studio) -> Flat:
    """Return a letter-size page."""
    body, style, salutation = studio.pick(**TEMPLATES)
    canvas = studio.canvas("letter", (216, 279), studio.paper())
    regular, bold = studio.font(style)
    hand = studio.font("hand")[0]
    person = studio.patient
    canvas.text(24, 26, studio.hospital(), bold, 6.5, (40, 60, 100))
    canvas.line(24, 30, 192, 30, (40, 60, 100), 0.5)
    canvas.text(24, 46, studio.day(2), regular, 4.4)
    canvas.text(24, 58, studio.name("full"), regular, 4.4)
    canvas.text(24, 64.5, studio.of(Category.ADDRESS, person.street), regular, 4.4)
    canvas.text(24, 71, studio.of(Category.ADDRESS, person.town), regular, 4.4)
    name = Said(person.full, Category.PERSON_NAME, Role.PATIENT)
    greeting: tuple[Part, ...] = (salutation,) if salutation else ("Dear ", name, ",")
    canvas.run(24, 86, greeting, regular, 4.4)
    y = 97.0
    for parts in body(studio):
        y = canvas.paragraph(24, y, 168, parts, regular, 4.4) + 4
    canvas.text(24, y + 6, "Sincerely,", regular, 4.4)
    signed = studio.clinician.written("initial")
    canvas.text(26, y + 22, signed, hand, 10, (30, 40, 120))
    wide = canvas.width_of(signed, hand, 10)
    canvas.region(Category.SIGNATURE, 25, y + 12, 28 + wide, y + 26, role=Role.CLINICIAN)
    canvas.run(24, y + 34, (studio.doctor("full"), ", MD"), regular, 4.4)
    return canvas.done()


KINDS = (Kind("letter", draw),)
