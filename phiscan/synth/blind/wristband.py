"""Wristbands: text across the band, codes at both ends, a mother's and baby's, a clip-on insert."""

from __future__ import annotations

from collections.abc import Callable

from phiscan.synth.artefacts.wristband import on_wrist, punched
from phiscan.synth.blind.form import fields, name, set_stack
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import Parts, joined, put, renamed
from phiscan.types import Category

BANDS: tuple[Colour, ...] = (
    (255, 255, 255), (246, 250, 252), (252, 214, 120), (206, 180, 226), (240, 180, 196),
    (176, 224, 210),
)  # fmt: skip
Band = Callable[[BlindStudio, float, float], Flat]
UPPER = ("comma_caps", "caps", "comma_full", "turned_caps", "comma")


def across(studio: BlindStudio, length: float, room: float) -> Flat:
    """Return a band whose text runs across it, line below line along its length."""
    height = 28.0
    canvas = studio.canvas("wristband", (length, height), studio.rng.choice(BANDS))
    left = (length - room) / 2
    canvas.box(left, 0.6, left + room, height - 0.6, fill=(255, 255, 255))
    flat = punched(canvas, left)
    label = studio.canvas("wristband", (height - 2, room - 4))
    faces = studio.font(studio.rng.choice(("sans", "narrow")))
    person = studio.patient
    label.barcode(2, 1.5, 11, 11, person.mrn, "QRCode", Category.MRN)
    put(label, 14.5, 6, 11, (f"{person.sex}  ", studio.age(), "y"), faces[1], 3.6)
    lines: list[Parts] = [(studio.part(person.family.upper()),), (studio.part(person.given),),
            studio.numbered(), ("DOB ", studio.birth()), ("Adm ", studio.day())]  # fmt: skip
    for row, parts in enumerate(lines):
        face = faces[int(row < 2)]
        put(label, 1, 19 + row * 6.6, height - 4, parts, face, 5.0 if row < 2 else 4.0)
    drawn = label.done()
    drawn.marks = drawn.marks[1:]
    flat.paste(renamed(drawn.turned(studio.rng.choice((1, 3))), flat), left + 2, 1)
    return flat


def twin_codes(studio: BlindStudio, length: float, room: float) -> Flat:
    """Return a band with the name large between two codes, numbers below it."""
    height = 30.0
    canvas = studio.canvas("wristband", (length, height), studio.rng.choice(BANDS))
    faces = studio.font(studio.rng.choice(("sans", "serif")))
    left = (length - room) / 2
    canvas.box(left, 1, left + room, height - 1, fill=(255, 255, 255), radius=1)
    content = studio.patient.account.replace(" ", "")
    for x in (left + 1.5, left + room - 11.5):
        canvas.barcode(x, 10, 10, 10, content, "DataMatrix", Category.ACCOUNT_NUMBER)
    inner, wide = left + 13.5, room - 27
    put(canvas, inner, 7.5, wide, (name(studio, UPPER),), faces[1], 5.4)
    put(canvas, inner, 13.5, wide, joined(studio_lines(studio)[:1]), faces[1], 4.0)
    put(canvas, inner, 19.5, wide, joined(studio_lines(studio)[1:3]), faces[0], 4.0)
    put(canvas, inner, 25.5, wide, ("Dr ", studio.doctor("brief"), "  ", studio.hospital()),
        faces[0], 3.3)  # fmt: skip
    return punched(canvas, left)


def studio_lines(studio: BlindStudio) -> list[Parts]:
    """Return number, birth and age, and visit as runs."""
    return [studio.numbered(), (studio.label("birth"), " ", studio.birth()), studio.age_sex(),
            (studio.label("account"), " ", studio.account())]  # fmt: skip


def baby(studio: BlindStudio, length: float, room: float) -> Flat:
    """Return a small band: a baby named after its mother, written by hand or printed."""
    rng, height = studio.rng, 20.0
    canvas = studio.canvas("wristband", (length, height), rng.choice(BANDS[2:]))
    by_hand = rng.random() < 0.5
    face, bold = studio.font("hand" if by_hand else "sans")
    left = (length - room) / 2
    canvas.box(left, 1, left + room, height - 1, fill=(255, 255, 255))
    word = rng.choice(("Baby of ", "B/O ", "BABY BOY ", "Baby girl "))
    ink: Colour = (24, 30, 110) if by_hand else (20, 20, 20)
    put(canvas, left + 2, 6.5, room - 4, (word, name(studio, ("full", "comma", "caps"))), bold, 4.8,
        ink)  # fmt: skip
    put(canvas, left + 2, 12, room - 4, joined((studio.numbered(), ("Born ", studio.day(),
        f" {studio.clock()}"))), face, 4.2, ink)  # fmt: skip
    put(
        canvas,
        left + 2,
        17.2,
        room - 4,
        (
            "Mother ",
            studio.part(studio.patient.family),
            "  3.42 kg  Rm ",
            str(rng.randint(200, 499)),
        ),
        face,
        4.0,
        ink,
    )
    return punched(canvas, left)


def insert(studio: BlindStudio, length: float, room: float) -> Flat:
    """Return a band with a paper insert in two columns, labels above values."""
    height = 32.0
    canvas = studio.canvas("wristband", (length, height), studio.rng.choice(BANDS))
    faces = studio.font(studio.rng.choice(("narrow", "mono", "sans")))
    left = (length - room) / 2
    canvas.box(left, 1.5, left + room, height - 1.5, fill=(255, 255, 252), outline=(150, 150, 150))
    half = room / 2
    set_stack(canvas, left + 1.5, 3, half - 2, fields(studio, "name birth sex"), faces, 3.6, 9.2)
    words = "mrn account doctor"
    set_stack(canvas, left + half + 1, 3, half - 2, fields(studio, words), faces, 3.6, 9.2)
    return punched(canvas, left)


BANDS_DRAWN: tuple[Band, ...] = (across, twin_codes, baby, insert)


def worn(studio: BlindStudio) -> Flat:
    """Return one of the bands round a wrist."""
    make = studio.rng.choice(BANDS_DRAWN)
    return on_wrist(studio, lambda: make(studio, 230, studio.rng.uniform(56, 66)))


def lying(studio: BlindStudio) -> Flat:
    """Return one of the bands lying flat, often cut off short."""
    make = studio.rng.choice(BANDS_DRAWN)
    return make(studio, studio.rng.uniform(130, 250), studio.rng.uniform(78, 105))


DESIGNS = {"wristband": (worn,), "wristband_flat": (lying,)}
