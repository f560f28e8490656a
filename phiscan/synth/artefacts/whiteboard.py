"""A ward's whiteboard in marker: rooms and patients, or one patient's bedside board."""

from __future__ import annotations

from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.fonts import Face
from phiscan.synth.layout import worn
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category, Role

MARKERS: tuple[Colour, ...] = ((20, 30, 110), (25, 25, 30), (170, 25, 35), (15, 100, 60))
TEMPLATES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "tune": (
        ("rooms", ("Room", "Patient", "RN", "Plan")),
        ("bedside", ("Today is", "Patient", "Nurse", "Goal")),
    ),
    "test": (
        ("rooms", ("Bed", "Name", "MRN", "Doctor")),
        ("bedside", ("Date", "My name is", "Doctor", "Call")),
    ),
}
PLANS = ("NPO", "D/C today", "PT eval", "Regular diet", "Falls risk", "CT am", "IV abx", "Labs 6am")


def draw(studio: Studio) -> Flat:
    """Return a board of 900 x 600 mm in its frame."""
    layout, titles = studio.pick(**TEMPLATES)
    rng = studio.rng
    canvas = studio.canvas("whiteboard", (900, 600), (244, 246, 246))
    faces = studio.font("hand")
    (_rooms if layout == "rooms" else _bedside)(canvas, studio, titles, faces[rng.randint(0, 1)])
    for edge in ((0, 0, 900, 14), (0, 578, 900, 600), (0, 0, 14, 600), (886, 0, 900, 600)):
        canvas.box(*edge, fill=(176, 180, 184))
    for number in range(rng.randint(1, 4)):
        left = 60 + number * 160 + rng.uniform(0, 30)
        canvas.box(left, 582, left + 120, 596, fill=rng.choice(MARKERS), radius=5)
    return worn(canvas.done(), studio, 12, 0.05, (5, 7))


def _rooms(canvas: Canvas, studio: Studio, titles: tuple[str, ...], face: Face) -> None:
    rng = studio.rng
    stops = (40, 150, 480, 690)
    for stop, title in zip(stops, titles, strict=True):
        size = canvas.fit((title,), face, 44, 105 if stop == 40 else 185)
        canvas.text(stop, 78, title, face, size, MARKERS[1])
    canvas.line(30, 98, 870, 98, (60, 60, 70), 3)
    for row in range(rng.randint(4, 6)):
        y = 158 + row * 76
        person, ink = studio.new_patient(), rng.choice(MARKERS)
        cells: dict[str, tuple[Said | str, ...]] = {
            "Room": (str(201 + row),), "Bed": (f"{rng.randint(1, 9)}{'AB'[row % 2]}",),
            "Patient": (studio.name(rng.choice(("full", "comma", "turned"))),),
            "Name": (studio.name(rng.choice(("full", "comma"))),),
            "RN": (Said(studio.clinician.given, Category.PERSON_NAME, Role.CLINICIAN),),
            "MRN": (Said(person.mrn, Category.MRN, Role.PATIENT),), "Plan": (rng.choice(PLANS),),
            "Doctor": (Said(studio.clinician.family, Category.PERSON_NAME, Role.CLINICIAN),),
        }  # fmt: skip
        for stop, end, title in zip(stops, (*stops[1:], 880), titles, strict=True):
            parts = cells[title]
            size = canvas.fit(parts, face, 40, end - stop - 14)
            canvas.run(stop + rng.uniform(-4, 6), y + rng.uniform(-4, 4), parts, face, size, ink)
        canvas.line(30, y + 20, 870, y + 20, (150, 150, 160), 1.2)


def _bedside(canvas: Canvas, studio: Studio, titles: tuple[str, ...], face: Face) -> None:
    rng = studio.rng
    values: dict[str, tuple[Said | str, ...]] = {
        "Today is": (studio.day(),), "Date": (studio.day(),),
        "Patient": (studio.name("full"),), "My name is": (studio.name("full"),),
        "Nurse": (Said(studio.clinician.given, Category.PERSON_NAME, Role.CLINICIAN),),
        "Doctor": ("Dr. ", studio.doctor("initial")), "Call": ("family ", studio.phone()),
        "Goal": (rng.choice(PLANS),),
    }  # fmt: skip
    for row, title in enumerate(titles):
        y = 130 + row * 118
        end = canvas.text(50, y, f"{title}:", face, 52, MARKERS[1]) + 24
        size = canvas.fit(values[title], face, 58, 860 - end)
        canvas.run(end, y, values[title], face, size, rng.choice(MARKERS))


KINDS = (Kind("whiteboard", draw, ("wall", "wall", "far", "hard"), ("wall",), shiny=True),)
