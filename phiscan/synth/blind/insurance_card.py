"""Insurance cards: a national health card, a dark plan's card, a card in two columns."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.blind.form import fields as fields_of
from phiscan.synth.blind.form import name, set_stack
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat, rounded_alpha
from phiscan.synth.layout import GREY, WHITE, put
from phiscan.synth.truth import Mark
from phiscan.types import Category

SIZE = (85.6, 54.0)


def carded(canvas: Canvas, artefact: str) -> Flat:
    """Return the drawn card with round corners and its region."""
    flat = canvas.done(rounded_alpha(canvas.image.size, 3 * canvas.px_per_mm))
    flat.marks.insert(1, Mark(Category.ID_CARD, flat.marks[0].polygon, artefact))
    return flat


def health_card(studio: BlindStudio) -> Flat:
    """Return a state's card: the number large across the middle, name and dates below."""
    rng = studio.rng
    paper: Colour = rng.choice(((214, 236, 214), (246, 238, 206), (206, 226, 246), (238, 214, 226)))
    canvas = studio.canvas("insurance_card", SIZE, paper)
    face, bold = studio.font(rng.choice(("mono", "sans")))
    for row in range(9):
        canvas.line(0, 6 * row, 86, 6 * row + 5, (250, 250, 250), 0.5)
    title = {
        "AU": "medicare",
        "CA": "HEALTH / SANTE",
        "UK": "National Health Record",
        "IN": "Swasthya Card",
        "US": "STATE MEDICAL ASSISTANCE",
    }[studio.region.code]
    put(canvas, 5, 9, 60, (title,), bold, 5.4, (20, 70, 50))
    put(canvas, 5, 22, 74, (studio.member(),), bold, 6.6)
    put(canvas, 5, 31, 74, ("1  ", name(studio, ("full", "caps", "long"))), face, 4.4)
    if rng.random() < 0.5:
        put(canvas, 5, 37.5, 74, ("2  ", studio.relative("full")), face, 4.4)
    foot = (studio.label("birth"), " ", studio.birth(), "   VALID TO ", studio.day(700))
    put(canvas, 5, 48, 74, foot, face, 3.4)
    return carded(canvas, "insurance_card")


def dark(studio: BlindStudio) -> Flat:
    """Return a plan's card in white on a dark ground, label above value in a grid."""
    rng = studio.rng
    paper: Colour = rng.choice(((18, 32, 70), (50, 18, 60), (16, 60, 56), (28, 28, 30)))
    canvas = studio.canvas("insurance_card", SIZE, paper)
    faces = studio.font(rng.choice(("sans", "narrow")))
    canvas.box(62, -6, 96, 20, fill=(235, 170, 60), radius=10)
    canvas.text(5, 9, studio.plan(), faces[1], 4.6, WHITE)
    pale: Colour = (176, 188, 206)
    y = set_stack(canvas, 5, 13, 52, fields_of(studio, "name member"), faces, 4.2, 12, WHITE, pale)
    set_stack(canvas, 58, 22, 24, fields_of(studio, "group birth"), faces, 3.6, 10, WHITE, pale)
    put(canvas, 5, y + 5, 50, ("PCP ", studio.doctor("initial"), "  ", studio.office_phone()),
        faces[0], 3.0, WHITE)  # fmt: skip
    canvas.text(5, 51, "RxBIN 004336  RxPCN ADV  Copay 25/50", faces[0], 2.6, pale)
    return carded(canvas, "insurance_card")


def with_photo(studio: BlindStudio) -> Flat:
    """Return a card with a portrait, lines beside it and a family below."""
    rng = studio.rng
    canvas = studio.canvas("insurance_card", SIZE, (252, 252, 250))
    face, bold = studio.font(rng.choice(("sans", "serif")))
    accent: Colour = rng.choice(((200, 30, 60), (0, 110, 150), (110, 120, 20)))
    canvas.box(0, 46, 86, 54, fill=accent)
    put(canvas, 5, 51.6, 76, ("24h ", studio.office_phone(), "  preauthorisation needed"), face,
        3.0, WHITE)  # fmt: skip
    canvas.paste(props.silhouette(160, 200, (128, 118, 112)), 5, 14, 18, 22.5)
    put(canvas, 5, 8.6, 74, (studio.plan(),), bold, 5.0, accent)
    put(canvas, 27, 17, 54, (name(studio, ("full", "long", "caps")),), bold, 4.2)
    rows = (("Policy No. ", studio.member()), ("Employee ", studio.of(Category.OTHER_ID,
            studio.patient.group)), (*studio.age_sex(), "  ", studio.label("birth"), " ",
            studio.birth()), ("Spouse: ", studio.relative("full")), ("Valid ", studio.day(-100),
            " - ", studio.day(265)))  # fmt: skip
    for row, parts in enumerate(rows):
        put(canvas, 27, 22.4 + 5 * row, 54, parts, face, 3.2, GREY if row == 4 else (30, 30, 34))
    return carded(canvas, "insurance_card")


DESIGNS = {"insurance_card": (health_card, dark, with_photo)}
