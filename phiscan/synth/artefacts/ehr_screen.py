"""An electronic record on a monitor or as a screenshot: chart, schedule or results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phiscan.synth import fields, screens
from phiscan.synth.artefacts.lab_report import results
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.fonts import Face
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category

Faces = tuple[Face, Face]


@dataclass(frozen=True)
class Theme:
    """Colours of one program."""

    page: Colour
    panel: Colour
    bar: Colour
    ink: Colour
    pale: Colour


LIGHT = (
    Theme((238, 241, 245), (255, 255, 255), (28, 84, 140), (30, 34, 40), (110, 116, 124)),
    Theme((246, 244, 240), (255, 255, 255), (90, 40, 90), (40, 36, 44), (120, 116, 120)),
)
DARK = (
    Theme((28, 32, 38), (40, 45, 52), (18, 60, 90), (228, 232, 236), (150, 158, 168)),
    Theme((18, 18, 20), (32, 33, 37), (70, 40, 30), (236, 230, 220), (160, 152, 144)),
)


def chart(studio: Studio) -> Flat:
    """Return a patient's chart: banner, side bar, results and a note; 480 x 270 mm."""
    theme, faces, canvas = _program(studio)
    name = studio.name(studio.rng.choice(("comma", "comma_caps", "full")))
    _banner(canvas, studio, theme, faces, name)
    for row, item in enumerate(
        ("Summary", "Results", "Notes", "Orders", "Meds", "Imaging", "Billing")
    ):
        fill = theme.bar if row == 1 else theme.panel
        canvas.box(0, 52 + row * 16, 62, 66 + row * 16, fill=fill)
        ink = (255, 255, 255) if row == 1 else theme.ink
        canvas.text(8, 61.5 + row * 16, item, faces[0], 6.2, ink)
    _results(canvas, studio, theme, faces)
    _note(canvas, studio, theme, faces)
    address = (
        f"10.{studio.rng.randint(2, 250)}.{studio.rng.randint(2, 250)}.{studio.rng.randint(2, 250)}"
    )
    said = Said(address, Category.IP_ADDRESS)
    canvas.run(
        6,
        267,
        ("Signed in: ", studio.doctor("full"), "   Workstation ", said),
        faces[0],
        5.2,
        theme.pale,
    )
    return canvas.done()


def _banner(canvas: Canvas, studio: Studio, theme: Theme, faces: Faces, name: Said) -> None:
    canvas.box(0, 14, 480, 48, fill=theme.panel)
    canvas.text(10, 28, name, faces[1], canvas.fit((name,), faces[1], 10.5, 280), theme.ink)
    label, number = fields.mrn_field(studio)
    below = (
        "DOB ",
        studio.birth(),
        f"   {studio.patient.sex}   Age ",
        studio.age(),
        f"   {label}: ",
        *number,
    )
    canvas.run(10, 41, below, faces[0], canvas.fit(below, faces[0], 6.6, 280), theme.ink)
    right = (
        "Allergies: Penicillin   ",
        "Visit ",
        studio.of(Category.ACCOUNT_NUMBER, studio.patient.account),
    )
    size = canvas.fit(right, faces[0], 6.0, 174)
    canvas.run(300, 28, right, faces[0], size, (200, 70, 50))
    canvas.run(300, 41, ("PCP ", studio.doctor("comma")), faces[0], 6.0, theme.pale)


def _results(canvas: Canvas, studio: Studio, theme: Theme, faces: Faces) -> None:
    canvas.box(68, 54, 284, 258, fill=theme.panel, radius=2)
    canvas.text(74, 66, "Lab results", faces[1], 7.4, theme.ink)
    rows = results(studio, 12)
    canvas.run(212, 66, (studio.day(),), faces[0], 6.0, theme.pale)
    y = 74.0
    for name, value, flag, unit, span in rows:
        y += 14
        ink = (220, 70, 50) if flag else theme.ink
        for x, cell in ((74, name), (158, f"{value} {flag}"), (196, unit), (234, span)):
            canvas.text(x, y, cell, faces[int(bool(flag) and x == 158)], 5.8, ink)
        canvas.line(74, y + 3.6, 280, y + 3.6, theme.page, 0.5)
    canvas.region(Category.LAB_RESULT, 72, 78, 282, y + 4)


def _note(canvas: Canvas, studio: Studio, theme: Theme, faces: Faces) -> None:
    canvas.box(290, 54, 474, 258, fill=theme.panel, radius=2)
    canvas.text(297, 66, "Progress note", faces[1], 7.4, theme.ink)
    person = studio.patient
    text = (
        "Pt ",
        studio.name("full"),
        " seen at bedside on ",
        studio.day(),
        ". Reports less pain and slept well. Vitals stable, lungs clear.",
        " Plan: continue current dose, repeat labs in the morning.",
        " Contact: ",
        studio.phone(),
        " or ",
        studio.of(Category.EMAIL, person.email),
        ".",
    )
    y = canvas.paragraph(297, 80, 170, text, faces[0], 6.2, theme.ink)
    canvas.run(
        297,
        y + 6,
        ("Electronically signed by ", studio.doctor("long"), ", MD"),
        faces[0],
        5.2,
        theme.pale,
    )


def schedule(studio: Studio) -> Flat:
    """Return a day's schedule: a table of patients; 480 x 270 mm."""
    theme, faces, canvas = _program(studio)
    canvas.run(
        12,
        34,
        ("Schedule for ", studio.day(), "   Provider: ", studio.doctor("comma")),
        faces[1],
        9,
        theme.ink,
    )
    stops = (14, 64, 196, 262, 336, 410)
    canvas.box(8, 42, 472, 57, fill=theme.bar)
    for stop, title in zip(
        stops, ("Time", "Patient", "DOB", "MRN", "Phone", "Reason"), strict=True
    ):
        canvas.text(stop, 53, title, faces[1], 6.4, (255, 255, 255))
    for row in range(studio.rng.randint(6, 11)):
        y = 71 + row * 18
        person = studio.new_patient()
        if row % 2:
            canvas.box(8, y - 12, 472, y + 6, fill=theme.panel)
        cells: tuple[Said | str, ...] = (
            f"{8 + row // 2}:{'03'[row % 2]}0",
            studio.name("comma"),
            studio.birth(),
            studio.mrn(),
            studio.phone(person=person),
            studio.rng.choice(("Follow up", "New pt", "Labs", "BP check")),
        )
        for stop, end, cell in zip(stops, (*stops[1:], 472), cells, strict=True):
            canvas.text(
                stop,
                y,
                cell,
                faces[0],
                canvas.fit((cell,), faces[0], 6.0, end - stop - 4),
                theme.ink,
            )
    return canvas.done()


TEMPLATES: dict[str, tuple[tuple[Callable[[Studio], Flat], int], ...]] = {
    "tune": ((chart, 0), (schedule, 0)),
    "test": ((chart, 1), (schedule, 1)),
}
BRANDS = {"tune": "CareGrid", "test": "Medara One"}


def _program(studio: Studio) -> tuple[Theme, Faces, Canvas]:
    skin = 0 if studio.split == "tune" else 1
    theme = (LIGHT if studio.rng.random() < 0.6 else DARK)[skin]
    canvas = studio.canvas("ehr_screen", (480, 270), theme.page)
    faces = studio.font("sans" if skin == 0 else "narrow")
    canvas.box(0, 0, 480, 13, fill=theme.bar)
    canvas.text(
        6, 9.6, f"{BRANDS[studio.split]}  -  {studio.hospital()}", faces[1], 6.2, (255, 255, 255)
    )
    return theme, faces, canvas


def window(studio: Studio) -> Flat:
    """Return the program's window, as a screenshot would hold it."""
    return studio.pick(**TEMPLATES)[0](studio)


def draw(studio: Studio) -> Flat:
    """Return the window on a monitor."""
    return screens.on_monitor(studio, window(studio), "ehr_screen")


KINDS = (
    Kind(
        "ehr_screen", draw, ("wall", "wall", "far", "hard"), ("office", "wall", "wood"), shiny=True
    ),
    Kind("ehr_screenshot", window, ("screenshot",)),
)
