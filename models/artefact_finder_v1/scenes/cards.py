"""Cards that say who somebody is, and cards that do not."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth import props
from phiscan.synth.artefacts import badge, insurance_card
from phiscan.synth.canvas import Flat
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category
from scenes.pictures import Library, load, photo
from scenes.sheet import Sheet, any_colour, dark, pale, strong, texture, words

Pixels = NDArray[np.uint8]


def _paper(studio: Studio, size: tuple[int, int]) -> Pixels:
    """Return a card's background: plain, a wash of two colours, guilloche lines."""
    rng = studio.rng
    base = np.array(pale(studio), np.float32)
    other = np.array(any_colour(studio, 120, 255), np.float32)
    ramp = np.linspace(0, rng.uniform(0, 1), size[0], dtype=np.float32)[None, :, None]
    sheet = base * (1 - ramp) + other * ramp
    sheet = np.repeat(sheet, size[1], 0)
    if rng.random() < 0.5:
        ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
        lines = np.sin(
            ys / rng.uniform(1.2, 5) + rng.uniform(3, 20) * np.sin(xs / rng.uniform(15, 70))
        )
        sheet = sheet + 9 * lines[..., None] * np.array(rng.choices((-1, 0, 1), k=3))
    return np.clip(sheet, 0, 255).astype(np.uint8)


def _portrait(studio: Studio, library: Library, width: int, height: int) -> Pixels:
    rng = studio.rng
    if rng.random() < 0.35:
        tone = any_colour(studio, 80, 170)
        picture = props.silhouette(width, height, tone)
    else:
        picture = load(rng.choice(library.faces()))
        high, wide = picture.shape[:2]
        side = int(min(high, wide) * rng.uniform(0.3, 1.0))
        x, y = rng.randint(0, wide - side), rng.randint(0, max(0, (high - side) // 2))
        picture = cv2.resize(picture[y : y + side, x : x + side], (width, height))
    if rng.random() < 0.15:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return picture


def _rounded(studio: Studio, sheet: Sheet, category: Category | None) -> Flat:
    width, height = sheet.size_wh
    mask = Sheet(studio, sheet.size_wh, (0, 0, 0))
    radius = min(sheet.size_wh) * studio.rng.choice((0.0, 0.05, 0.07))
    mask.draw.rounded_rectangle((0, 0, width - 1, height - 1), radius, (255, 255, 255))
    if category:
        sheet.marks.insert(0, _outline(sheet.size_wh, category))
    return sheet.done(np.asarray(mask.image)[..., 0].copy())


def _outline(size: tuple[int, int], category: Category | None) -> Mark:
    corners = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float64)
    return Mark(category, corners, "card")


def identity_card(studio: Studio, library: Library) -> Flat:
    """Return a licence, residence, health or staff card with a portrait."""
    rng = studio.rng
    upright = rng.random() < 0.35
    size = (214, 338) if upright else (338, 214)
    sheet = Sheet(studio, size, _paper(studio, size))
    width, height = size
    if rng.random() < 0.8:
        sheet.draw.rectangle((0, 0, width, height * rng.uniform(0.1, 0.24)), strong(studio))
        sheet.text(
            width * 0.06,
            height * 0.13,
            words(studio, 2).upper(),
            rng.uniform(12, 20),
            (255, 255, 255),
            "sans",
            bold=True,
        )
    w = int(width * (rng.uniform(0.3, 0.6) if upright else rng.uniform(0.22, 0.34)))
    face = _portrait(studio, library, w, int(w * rng.uniform(1.15, 1.35)))
    if upright:
        x, y = (width - w) / 2, height * rng.uniform(0.2, 0.3)
        text = (width * 0.1, y + face.shape[0] + 8, width * 0.92, height * 0.88)
    else:
        on_left = rng.random() < 0.7
        x, y = (width * 0.05 if on_left else width * 0.95 - w), height * rng.uniform(0.22, 0.3)
        text = (x + w + 10, y, width * 0.96, height * 0.9)
        text = text if on_left else (width * 0.05, y, x - 10, height * 0.9)
    sheet.paste(face, x, y)
    sheet.lines(text, rng.uniform(9, 15), dark(studio), "sans", rng.uniform(1.2, 1.7))
    _extras(studio, sheet)
    return _rounded(studio, sheet, Category.ID_CARD)


def _extras(studio: Studio, sheet: Sheet) -> None:
    """Add a chip, a hologram, a machine-readable zone, a code, a second small portrait."""
    rng, (width, height) = studio.rng, sheet.size_wh
    if rng.random() < 0.25:
        sheet.lines((8, height * 0.8, width - 8, height - 4), 11, (20, 20, 20), "mono", 1.15)
    elif rng.random() < 0.3:
        sheet.bars(width * 0.1, height * 0.86, width * rng.uniform(0.4, 0.9), height * 0.96)
    if rng.random() < 0.25:
        _chip(studio, sheet)
    if rng.random() < 0.2:
        sheet.matrix(width * 0.78, height * 0.72, min(width, height) * 0.2)


def _chip(studio: Studio, sheet: Sheet) -> None:
    width, height = sheet.size_wh
    x, y = width * studio.rng.uniform(0.06, 0.14), height * studio.rng.uniform(0.36, 0.46)
    tone = studio.rng.choice(((212, 175, 90), (200, 202, 206)))
    sheet.draw.rounded_rectangle((x, y, x + 44, y + 36), 5, tone, (120, 100, 60))
    sheet.draw.line((x, y + 18, x + 44, y + 18), (120, 100, 60), 1)
    sheet.draw.line((x + 22, y, x + 22, y + 36), (120, 100, 60), 1)


def plan_card(studio: Studio, library: Library) -> Flat:
    """Return a health plan's or a patient's card: logo, labelled values, no portrait."""
    rng = studio.rng
    size = (338, 214)
    sheet = Sheet(studio, size, _paper(studio, size))
    accent = strong(studio)
    where = rng.random()
    if where < 0.4:
        sheet.draw.rectangle((0, 0, 338, rng.uniform(24, 56)), accent)
    elif where < 0.6:
        sheet.draw.rectangle((0, 0, rng.uniform(10, 36), 214), accent)
    elif where < 0.75:
        sheet.draw.ellipse((200, -80, 420, 80), accent)
    sheet.text(
        44,
        34,
        words(studio, 2).title(),
        rng.uniform(14, 24),
        rng.choice((accent, (255, 255, 255), dark(studio))),
        "sans",
        bold=True,
    )
    y = 70.0
    labels = (
        "Member",
        "Member ID",
        "Group",
        "Name",
        "DOB",
        "MRN",
        "Plan",
        "Subscriber",
        "Effective",
    )
    for label in rng.sample(labels, rng.randint(2, 5)):
        sheet.text(44, y, f"{label}:", rng.uniform(8, 11), (90, 90, 90), "sans")
        sheet.text(
            44 + rng.uniform(60, 90),
            y,
            words(studio, 2),
            rng.uniform(11, 15),
            dark(studio),
            "sans",
            bold=True,
        )
        y += rng.uniform(20, 28)
    sheet.lines((220, 70, 330, 190), 8, dark(studio), "sans")
    _extras(studio, sheet)
    return _rounded(studio, sheet, Category.ID_CARD)


def worn_badge(studio: Studio, library: Library) -> Flat:
    """Return a badge on a lanyard or clip, in a holder or not."""
    rng = studio.rng
    card = badge_card(studio) if rng.random() < 0.4 else identity_card(studio, library)
    high, wide = card.alpha.shape
    rim = rng.randint(0, 12)
    above = rng.randint(20, 150)
    size = (wide + 2 * rim, high + 2 * rim + above)
    sheet = Sheet(studio, size, any_colour(studio, 150, 250))
    mask = np.zeros((size[1], size[0]), np.uint8)
    mask[above:] = 255
    strap = rng.randint(8, 26)
    tone = texture(studio, strap, above + 12, any_colour(studio), 0.05)
    lean = rng.randint(0, size[0] // 3)
    for side in (-1, 1) if rng.random() < 0.6 else (1,):
        top = (size[0] // 2 + side * lean, 0)
        middle = (size[0] // 2, above + 6)
        cv2.line(mask, top, middle, 255, strap)
        sheet.draw.line((*top, *middle), tuple(tone[0, 0].tolist()), strap)
    sheet.draw.rectangle(
        (size[0] / 2 - 12, above - 8, size[0] / 2 + 12, above + 10), (170, 172, 176)
    )
    pixels = np.asarray(sheet.image).copy()
    share = card.alpha[..., None].astype(np.float32) / 255
    spot = pixels[above + rim : above + rim + high, rim : rim + wide]
    spot[:] = (spot * (1 - share) + card.pixels * share).astype(np.uint8)
    corners = np.array(
        [
            [rim, above + rim],
            [rim + wide, above + rim],
            [rim + wide, above + rim + high],
            [rim, above + rim + high],
        ],
        np.float64,
    )
    return Flat(pixels, mask, 1.0, [Mark(Category.ID_CARD, corners, "badge")], False, 2.0)


def badge_card(studio: Studio) -> Flat:
    """Return the badge of phiscan's own renderer."""
    studio.px_per_mm = 4.0
    return badge.draw(studio)


def insurance(studio: Studio, library: Library) -> Flat:
    """Return the insurance card of phiscan's own renderer."""
    studio.px_per_mm = 4.0
    return insurance_card.draw(studio)


def other_card(studio: Studio, library: Library) -> Flat:
    """Return a bank, gift, loyalty, playing, key or greeting card: it says not who somebody is."""
    rng = studio.rng
    size = (338, 214) if rng.random() < 0.75 else (214, 338)
    width, height = size
    kind = rng.random()
    if kind < 0.55:
        base = texture(studio, width, height, any_colour(studio, 10, 240), rng.uniform(0, 0.15))
        if rng.random() < 0.3:
            base = cv2.resize(photo(studio, library), size, interpolation=cv2.INTER_AREA)
        sheet = Sheet(studio, size, base)
        _chip(studio, sheet)
        ink = rng.choice(((240, 240, 240), (220, 190, 120), (20, 20, 20)))
        number = " ".join(f"{rng.randint(0, 9999):04d}" for _ in range(4))
        sheet.text(width * 0.07, height * 0.66, number, width * 0.066, ink, "mono", bold=True)
        sheet.text(width * 0.07, height * 0.88, words(studio, 2).upper(), width * 0.04, ink, "sans")
        for k, tone in enumerate((strong(studio), strong(studio))):
            x = width * 0.78 + k * width * 0.08
            sheet.draw.ellipse((x, height * 0.78, x + width * 0.12, height * 0.92), tone)
    elif kind < 0.8:
        sheet = Sheet(studio, size, _paper(studio, size))
        sheet.draw.rectangle((0, height * 0.3, width, height * 0.7), strong(studio))
        sheet.text(
            width / 2,
            height * 0.57,
            words(studio, 1).upper(),
            width * 0.13,
            (255, 255, 255),
            "sans",
            "ms",
            bold=True,
        )
    else:
        sheet = Sheet(studio, size, (250, 250, 248))
        ink = rng.choice(((200, 20, 30), (20, 20, 20), (30, 60, 150)))
        for _ in range(rng.randint(1, 9)):
            x, y = rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.9) * height
            r = rng.uniform(6, 24)
            sheet.draw.ellipse((x - r, y - r, x + r, y + r), ink)
    return _rounded(studio, sheet, None)
