"""A health plan's member card."""

from __future__ import annotations

from dataclasses import dataclass

from phiscan.synth.canvas import Canvas, Colour, Flat, rounded_alpha
from phiscan.synth.studio import Kind, Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category


@dataclass(frozen=True)
class Template:
    """One plan's card: colours, where the band runs, how labels are worded."""

    paper: Colour
    accent: Colour
    band: str  # top, left, wave
    labels: tuple[str, str, str]
    stacked: bool
    style: str


TEMPLATES = {
    "tune": (
        Template(
            (255, 255, 255),
            (30, 90, 170),
            "top",
            ("Member Name", "Member ID", "Group No."),
            True,
            "sans",
        ),
        Template(
            (236, 246, 240), (20, 120, 90), "left", ("Name:", "ID#:", "Group:"), False, "narrow"
        ),
    ),
    "test": (
        Template(
            (250, 244, 236),
            (170, 70, 40),
            "wave",
            ("Subscriber", "Identification No", "Group Number"),
            True,
            "serif",
        ),
        Template((240, 240, 250), (70, 50, 130), "top", ("MEMBER", "ID", "GRP"), False, "sans"),
    ),
}


def draw(studio: Studio) -> Flat:
    """Return a card of 86 x 54 mm."""
    template = studio.pick(**TEMPLATES)
    canvas = studio.canvas("insurance_card", (85.6, 54), template.paper)
    regular, bold = studio.font(template.style)
    left = _decorate(canvas, template)
    canvas.text(
        left,
        8.6,
        studio.plan(),
        bold,
        4.6,
        (255, 255, 255) if template.band != "left" else template.accent,
    )
    plan = Category.HEALTH_PLAN_ID
    values = (
        studio.name(studio.rng.choice(("caps", "full", "long"))),
        studio.of(plan, studio.patient.member_id),
        studio.of(plan, studio.patient.group),
    )
    y = 18.0
    for label, value in zip(template.labels, values, strict=True):
        if template.stacked:
            canvas.text(left, y, label, regular, 2.5, (90, 90, 90))
            canvas.text(left, y + 4.4, value, bold, 3.9)
        else:
            end = canvas.text(left, y + 3, label, regular, 3.0, (60, 60, 60))
            canvas.text(end + 1.5, y + 3, value, bold, 3.8)
        y += 9.4
    for row, text in enumerate(("RxBIN 610000", "RxPCN MCX", "PCP $20", "ER $150")):
        canvas.text(62, 20 + row * 5, text, regular, 2.7, (50, 50, 50))
    dated = studio.day(-200)
    foot = ("Effective ", dated, "   Customer service ", studio.office_phone())
    canvas.run(left, 50, foot, regular, canvas.fit(foot, regular, 2.7, 83 - left))
    flat = canvas.done(rounded_alpha(canvas.image.size, 3.2 * studio.px_per_mm))
    flat.marks.insert(1, Mark(Category.ID_CARD, flat.marks[0].polygon, "insurance_card"))
    return flat


def _decorate(canvas: Canvas, template: Template) -> float:
    """Draw the plan's colours; return where text starts."""
    if template.band == "left":
        canvas.box(0, 0, 7, 54, fill=template.accent)
        canvas.box(70, 4, 81, 12, fill=template.accent, radius=2)
        return 11.0
    canvas.box(0, 0, 86, 13 if template.band == "top" else 12, fill=template.accent)
    if template.band == "wave":
        canvas.box(50, -30, 110, 15.5, fill=template.accent, radius=14)
    canvas.box(72, 3, 81, 9.5, fill=(255, 255, 255), radius=3)
    return 5.0


KINDS = (Kind("insurance_card", draw, ("scan", "desk", "far", "hard", "hand", "hand"), shiny=True),)
