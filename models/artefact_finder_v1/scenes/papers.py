"""Pages and labels that carry text, which the network marks for the reader."""

from __future__ import annotations

import numpy as np

from phiscan.synth.artefacts import KINDS
from phiscan.synth.canvas import Flat
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from scenes.pictures import Library, photo
from scenes.sheet import Sheet, any_colour, dark, pale, strong, texture, words

_OWN = (
    "lab_report",
    "face_sheet",
    "letter",
    "specimen_label_flat",
    "prescription_label_flat",
    "appointment_card",
    "sticky_note",
    "envelope",
    "menu",
    "book_page",
    "receipt",
    "empty_form",
    "chart_spines",
    "specimen_label",
    "prescription_label",
)
DOCUMENT = "document"
"""The artefact name of an outline that is a page or label."""


def own_page(studio: Studio, library: Library) -> Flat:
    """Return a page or label of phiscan's own renderer."""
    kind = KINDS[studio.rng.choice(_OWN)]
    studio.px_per_mm = 1.0
    state = studio.rng.getstate()
    size = kind.draw(studio).size_mm
    studio.rng.setstate(state)
    studio.px_per_mm = 400 / max(size)
    flat = kind.draw(studio)
    outline = [m for m in flat.marks if m.category is None][:1]
    flat.marks = [Mark(None, m.polygon, DOCUMENT) for m in outline]
    return flat


def page(studio: Studio, library: Library) -> Flat:
    """Return any printed or written page: text, tables, boxes, stamps, a letterhead."""
    rng = studio.rng
    ratio = rng.choice((1.414, 1.29, 0.707, 1.0, 2.2, 1.7))
    size = (int(400 / ratio), 400) if ratio > 1 else (400, int(400 * ratio))
    width, height = size
    paper = pale(studio)
    sheet = Sheet(studio, size, texture(studio, width, height, paper, 0.015))
    margin = width * rng.uniform(0.04, 0.14)
    y = margin * 0.6
    size_px = rng.uniform(6, 12)
    style = rng.choice(("sans", "serif", "mono", "hand", "narrow"))
    if rng.random() < 0.6:
        sheet.text(
            margin,
            y + 16,
            words(studio, 3),
            rng.uniform(12, 24),
            rng.choice((dark(studio), strong(studio))),
        )
        y += 28
    while y < height - margin:
        tall = rng.uniform(0.06, 0.35) * height
        box = (margin, y, width - margin, min(height - margin / 2, y + tall))
        kind = rng.random()
        if kind < 0.6:
            sheet.lines(box, size_px, dark(studio), style, rng.uniform(1.2, 1.9))
        elif kind < 0.85:
            _grid(studio, sheet, box)
        elif kind < 0.92:
            sheet.bars(margin, y, margin + width * rng.uniform(0.2, 0.5), y + rng.uniform(12, 30))
        else:
            sheet.draw.rectangle(box, any_colour(studio, 150, 250))
        y += tall + rng.uniform(4, 22)
    sheet.mark_whole(None, DOCUMENT)
    return sheet.done(lift=rng.uniform(0.4, 2))


def _grid(studio: Studio, sheet: Sheet, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    tone = (studio.rng.randint(60, 200),) * 3
    columns, pitch = studio.rng.randint(2, 6), studio.rng.uniform(9, 20)
    for y in np.arange(y0, y1, pitch):
        sheet.draw.line((x0, y, x1, y), tone, 1)
        for k in range(columns):
            if studio.rng.random() < 0.8:
                x = x0 + (x1 - x0) * k / columns + 2
                sheet.text(
                    x,
                    y + pitch - 3,
                    words(studio, 1)[:10],
                    min(9, pitch * 0.7),
                    (30, 30, 34),
                    "sans",
                )
    for k in range(columns + 1):
        x = x0 + (x1 - x0) * k / columns
        sheet.draw.line((x, y0, x, y1), tone, 1)


def package(studio: Studio, library: Library) -> Flat:
    """Return a box, a poster or a book cover: colour, a picture, large words; no page."""
    rng = studio.rng
    size = (rng.randint(160, 360), rng.randint(200, 400))
    base = texture(studio, size[0], size[1], any_colour(studio), 0.05)
    sheet = Sheet(studio, size, base)
    if rng.random() < 0.6:
        x, y = size[0] * rng.uniform(0, 0.3), size[1] * rng.uniform(0.1, 0.5)
        sheet.paste(photo(studio, library), x, y, size[0] - 2 * x, size[1] * rng.uniform(0.2, 0.45))
    for _ in range(rng.randint(1, 4)):
        sheet.text(
            size[0] * 0.5,
            size[1] * rng.uniform(0.1, 0.95),
            words(studio, rng.randint(1, 2)).upper(),
            rng.uniform(12, 44),
            any_colour(studio),
            anchor="ms",
            bold=True,
        )
    return sheet.done(lift=4)


def notice(studio: Studio, library: Library) -> Flat:
    """Return a poster, a sign or a written board: few large words, now and then a picture."""
    rng = studio.rng
    ratio = rng.uniform(0.6, 1.7)
    size = (400, int(400 * ratio)) if ratio < 1 else (int(400 / ratio), 400)
    width, height = size
    sheet = Sheet(studio, size, texture(studio, width, height, pale(studio), 0.02))
    ink = rng.choice((dark(studio), strong(studio)))
    style = rng.choice(("hand", "hand", "sans", "narrow", "serif"))
    margin = width * rng.uniform(0.05, 0.12)
    if rng.random() < 0.5:
        band = height * rng.uniform(0.1, 0.25)
        sheet.draw.rectangle((0, 0, width, band), strong(studio))
    large = height * rng.uniform(0.06, 0.13)
    y = large * 1.6
    sheet.text(margin, y, words(studio, rng.randint(1, 3)), large, ink, style, bold=True)
    if rng.random() < 0.4:
        x, wide = rng.uniform(0.05, 0.5) * width, rng.uniform(0.3, 0.5) * width
        tall = rng.uniform(0.15, 0.35) * height
        sheet.paste(photo(studio, library), x, y + large * 0.4, wide, tall)
        y += tall + large * 0.5
    size_px = height * rng.uniform(0.035, 0.07)
    box = (margin, y + size_px, width - margin, height - margin)
    sheet.lines(box, size_px, ink, style, rng.uniform(1.4, 2.4))
    if rng.random() < 0.4:
        edge = any_colour(studio)
        sheet.draw.rectangle((0, 0, width - 1, height - 1), None, edge, rng.randint(2, 9))
    sheet.mark_whole(None, DOCUMENT)
    return sheet.done(lift=rng.uniform(0, 6))
