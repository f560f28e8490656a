"""What strips are made of: patients' bands of every make, and the strips that are none."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth.artefacts.wristband import band as printed_band
from phiscan.synth.canvas import Colour
from phiscan.synth.studio import Studio
from scenes.ribbon import Strip
from scenes.sheet import Sheet, any_colour, dark, pale, strong, texture, words

Pixels = NDArray[np.uint8]
Make = Callable[[Studio, int, int], Strip]
"""(studio, length, height in pixels) to a strip."""

BAND_COLOURS: dict[str, tuple[Colour, ...]] = {
    "tune": (
        (252, 252, 252),
        (244, 246, 248),
        (250, 248, 238),
        (246, 226, 110),
        (240, 150, 150),
        (150, 200, 240),
        (170, 226, 170),
        (250, 190, 110),
        (206, 176, 232),
        (244, 186, 208),
        (216, 60, 60),
        (60, 120, 200),
        (250, 220, 40),
        (70, 160, 110),
        (130, 80, 160),
    ),
    "test": (
        (250, 251, 250),
        (255, 252, 244),
        (250, 206, 90),
        (226, 170, 190),
        (140, 214, 206),
        (190, 190, 240),
        (200, 40, 70),
        (30, 100, 170),
        (236, 130, 40),
        (110, 190, 90),
    ),
}


def rgba(pixels: Pixels, alpha: int = 255) -> Pixels:
    """Return RGB as RGBA of one opacity."""
    return np.dstack([pixels, np.full(pixels.shape[:2], alpha, np.uint8)])


def _plain(studio: Studio, like: Pixels, gain: float) -> Pixels:
    """Return the unprinted back of a strip."""
    tone = np.clip(np.median(like[..., :3].reshape(-1, 3), 0) * gain, 0, 255)
    back = np.empty_like(like)
    back[..., :3] = tone
    back[..., 3] = int(like[..., 3].max())
    return back


def _holes(studio: Studio, sheet: Sheet, left: float, right: float) -> None:
    width, height = sheet.size_wh
    tone = studio.rng.randint(110, 200)
    gap, size = height * studio.rng.uniform(0.2, 0.35), height * studio.rng.uniform(0.03, 0.07)
    for x in (*np.arange(gap, left - gap, gap), *np.arange(right + gap, width - gap, gap)):
        box = (x - size, height / 2 - size, x + size, height / 2 + size)
        sheet.draw.ellipse(box, (tone, tone, tone))


def patient_band(studio: Studio, length: int, height: int) -> Strip:
    """Return a patient's band: printed or written label, codes, colours, clasp, holes."""
    rng = studio.rng
    if rng.random() < 0.3:
        return _studio_band(studio, length, height)
    base = studio.pick(**BAND_COLOURS)
    if rng.random() < 0.5:
        base = (rng.randint(244, 255),) * 3
    sheet = Sheet(studio, (length, height), texture(studio, length, height, base, 0.02))
    share = rng.uniform(0.25, 0.75)
    left = length * (0.5 - share / 2 + rng.uniform(-0.1, 0.1))
    right = left + length * share
    is_insert = rng.random() < 0.65
    if is_insert:
        inset = height * rng.uniform(0, 0.14)
        box = (left, inset, right, height - inset)
        sheet.draw.rounded_rectangle(box, height * 0.06, pale(studio))
    ink = dark(studio) if rng.random() < 0.8 else (20, 30, 130)
    _label(studio, sheet, left, right, ink)
    if rng.random() < 0.5:
        _holes(studio, sheet, left, right)
    _edges(studio, sheet)
    alpha = 255 if rng.random() < 0.8 else rng.randint(150, 240)
    front = rgba(np.asarray(sheet.image), alpha)
    if rng.random() < 0.5:
        _clasp(studio, front)
    back = _plain(studio, front, rng.uniform(0.85, 1.05))
    return Strip(front, back, rng.choice((0.05, 0.3, 0.6, 1.0)))


def _studio_band(studio: Studio, length: int, height: int) -> Strip:
    studio.px_per_mm = height / 26
    long_mm = length / studio.px_per_mm
    label = min(long_mm * 0.9, studio.rng.uniform(60, 110))
    drawn = printed_band(studio, max(long_mm, label + 12), label)
    picture = cv2.resize(drawn.pixels, (length, height), interpolation=cv2.INTER_AREA)
    front = rgba(picture)
    return Strip(front, _plain(studio, front, 0.95), studio.rng.uniform(0, 0.8))


def _label(studio: Studio, sheet: Sheet, left: float, right: float, ink: Colour) -> None:
    rng, height = studio.rng, sheet.size_wh[1]
    side = height * rng.uniform(0.45, 0.85)
    top = (height - side) / 2
    text = [left + height * 0.1, right - height * 0.1]
    code = rng.random()
    for at_left in ((True,), (False,), (True, False))[rng.randint(0, 2)] if code < 0.8 else ():
        wide = side if code < 0.45 else min(side * 2.2, (right - left) * 0.35)
        x = text[0] if at_left else text[1] - wide
        if code < 0.45:
            sheet.matrix(x, top, side)
        else:
            sheet.bars(x, top, x + wide, top + side)
        text = [x + wide + height * 0.12, text[1]] if at_left else [text[0], x - height * 0.12]
    style = "hand" if rng.random() < 0.15 else ""
    rows = rng.randint(1, 4)
    size = max(6.0, height / (rows + 0.6) * rng.uniform(0.6, 0.95))
    if text[1] - text[0] > size:
        box = (text[0], height * 0.06, text[1], height * 0.98)
        sheet.lines(box, size, ink, style, 1.12)
    if rng.random() < 0.15:
        x = rng.choice((left - height * 1.2, right + height * 0.2))
        sheet.text(
            x,
            height * 0.7,
            rng.choice(("ALLERGY", "FALL RISK", "DNR", "LATEX")),
            height * 0.4,
            strong(studio),
            bold=True,
        )


def _edges(studio: Studio, sheet: Sheet) -> None:
    """Draw a rim or coloured stripes along both edges, on some."""
    width, height = sheet.size_wh
    if studio.rng.random() < 0.3:
        tone, wide = (
            any_colour(studio, 60, 240),
            max(1, round(height * studio.rng.uniform(0.02, 0.12))),
        )
        sheet.draw.rectangle((0, 0, width, wide), tone)
        sheet.draw.rectangle((0, height - wide, width, height), tone)


def _clasp(studio: Studio, front: Pixels) -> None:
    """Put the snap on: a button or plate across the strip, near an end or beside the label."""
    rng, (height, width) = studio.rng, front.shape[:2]
    x = int(width * rng.choice((rng.uniform(0.02, 0.12), rng.uniform(0.85, 0.98))))
    tone = strong(studio) if rng.random() < 0.4 else (rng.randint(190, 250),) * 3
    r = int(height * rng.uniform(0.25, 0.48))
    if rng.random() < 0.6:
        cv2.circle(front, (x, height // 2), r, (*tone, 255), -1, cv2.LINE_AA)
        cv2.circle(
            front,
            (x, height // 2),
            int(r * 0.6),
            (*(int(v * 0.8) for v in tone), 255),
            1,
            cv2.LINE_AA,
        )
    else:
        cv2.rectangle(front, (x - r, 1), (x + r, height - 2), (*tone, 255), -1)
        cv2.rectangle(
            front, (x - r, 1), (x + r, height - 2), (*(int(v * 0.7) for v in tone), 255), 1
        )


# -- Strips that are no patient's band ------------------------------------------------------------


def tape_measure(studio: Studio, length: int, height: int) -> Strip:
    """Return a tape measure or ruler: ticks and numbers."""
    rng = studio.rng
    base = rng.choice(((250, 220, 60), (250, 250, 250), (240, 240, 225), (250, 200, 40)))
    sheet = Sheet(studio, (length, height), base)
    pitch = height * rng.uniform(0.12, 0.35)
    for number, x in enumerate(np.arange(2, length, pitch)):
        tall = height * (0.5 if number % 10 == 0 else 0.35 if number % 5 == 0 else 0.2)
        sheet.draw.line((x, 0, x, tall), (20, 20, 20), 1)
        if number % 10 == 0:
            sheet.text(x + 1, height * 0.85, str(number // 10), height * 0.45, (20, 20, 20))
    front = rgba(np.asarray(sheet.image))
    return Strip(front, _plain(studio, front, 0.9), rng.uniform(0, 0.7))


def woven(studio: Studio, length: int, height: int) -> Strip:
    """Return a ribbon, a strap, a friendship band, a lanyard: cloth in stripes or a pattern."""
    rng, noise = studio.rng, studio.noise
    front = texture(studio, length, height, any_colour(studio, 10, 245), 0.08)
    kind = rng.random()
    if kind < 0.35:
        for _ in range(rng.randint(1, 4)):
            y = rng.randint(0, height)
            cv2.rectangle(
                front,
                (0, y),
                (length, y + max(1, height // rng.randint(3, 12))),
                any_colour(studio),
                -1,
            )
    elif kind < 0.6:
        pitch = rng.uniform(0.15, 0.8) * height
        phase = np.arange(length)[None] + rng.choice((-1, 0, 1)) * np.arange(height)[:, None]
        front[(phase / pitch % 1) < rng.uniform(0.2, 0.6)] = any_colour(studio)
    elif kind < 0.75:
        for x in np.arange(0, length, height * rng.uniform(0.5, 1.5)):
            cv2.circle(front, (int(x), height // 2), int(height * 0.25), any_colour(studio), -1)
    weave = 1 + 0.06 * np.sin(np.arange(height) * 2 * np.pi / noise.uniform(2, 5))[:, None, None]
    front = rgba(np.clip(front * weave, 0, 255).astype(np.uint8))
    return Strip(front, _plain(studio, front, 0.85), rng.choice((0.0, 0.1, 0.6)))


def rubber(studio: Studio, length: int, height: int) -> Strip:
    """Return a rubber motto or fitness band: one colour, a word or none."""
    rng = studio.rng
    base = strong(studio) if rng.random() < 0.6 else (rng.randint(10, 60),) * 3
    sheet = Sheet(studio, (length, height), texture(studio, length, height, base, 0.03))
    if rng.random() < 0.5:
        ink = tuple(min(255, int(v * 1.5) + 30) for v in base)
        sheet.text(
            length * 0.35,
            height * 0.72,
            words(studio, 2).upper(),
            height * 0.55,
            (ink[0], ink[1], ink[2]),
            "sans",
            bold=True,
        )
    front = rgba(np.asarray(sheet.image))
    return Strip(front, _plain(studio, front, 0.8), rng.uniform(0.1, 0.6))


def metal(studio: Studio, length: int, height: int) -> Strip:
    """Return a metal watch strap, bangle or chain: links."""
    rng = studio.rng
    tone = rng.choice(((200, 202, 206), (212, 175, 90), (60, 60, 64), (190, 140, 120)))
    front = texture(studio, length, height, tone, 0.04)
    pitch = height * rng.uniform(0.15, 0.6)
    shade = 0.75 + 0.4 * np.abs(np.sin(np.arange(length) * np.pi / pitch))
    front = np.clip(front * shade[None, :, None], 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        for y in (height // 3, 2 * height // 3):
            cv2.line(front, (0, y), (length, y), tuple(int(v * 0.5) for v in tone), 1)
    front = rgba(front)
    if rng.random() < 0.4:
        gaps = (np.arange(length) % max(3, int(pitch))) < max(1, pitch * 0.2)
        front[:, gaps, 3] = 0
    return Strip(front, front.copy(), 1.0)


def watch(studio: Studio, length: int, height: int) -> Strip:
    """Return a strap with a dial or a small display in its middle."""
    rng = studio.rng
    strip = rng.choice((rubber, metal, woven, leather))(studio, length, height)
    front = strip.front
    x, r = length // 2, int(height * rng.uniform(0.46, 0.5))
    case = (*any_colour(studio, 20, 220), 255)
    face = (*any_colour(studio, 0, 250), 255)
    if rng.random() < 0.5:
        cv2.circle(front, (x, height // 2), r, case, -1, cv2.LINE_AA)
        cv2.circle(front, (x, height // 2), int(r * 0.84), face, -1, cv2.LINE_AA)
    else:
        low, high = (x - r, height // 2 - r), (x + r, height // 2 + r)
        cv2.rectangle(front, low, high, case, -1)
        cv2.rectangle(
            front,
            (low[0] + r // 6, low[1] + r // 6),
            (high[0] - r // 6, high[1] - r // 6),
            face,
            -1,
        )
    hand = tuple(255 - v for v in face[:3])
    for turn in rng.sample(range(12), 2):
        tip = (int(x + 0.7 * r * np.sin(turn / 2)), int(height / 2 - 0.7 * r * np.cos(turn / 2)))
        cv2.line(front, (x, height // 2), tip, (*hand, 255), max(1, r // 10), cv2.LINE_AA)
    return Strip(front, strip.back, strip.shine)


def leather(studio: Studio, length: int, height: int) -> Strip:
    """Return a leather strap with stitching."""
    rng = studio.rng
    base = rng.choice(((92, 58, 36), (40, 30, 26), (150, 100, 60), (30, 30, 32), (120, 40, 40)))
    front = texture(studio, length, height, base, 0.1)
    for y in (max(1, height // 9), height - max(2, height // 9)):
        for x in range(0, length, max(4, height // 4)):
            cv2.line(front, (x, y), (x + max(2, height // 8), y), (200, 180, 140), 1)
    front = rgba(front)
    return Strip(front, _plain(studio, front, 0.8), rng.uniform(0, 0.4))


def receipt(studio: Studio, length: int, height: int) -> Strip:
    """Return a till receipt or a strip of thermal paper, its lines across the strip."""
    sheet = Sheet(studio, (height, length), (pale(studio)))
    sheet.lines(
        (height * 0.08, 4, height * 0.92, length - 4), max(6.0, height / 14), dark(studio), "mono"
    )
    front = rgba(np.ascontiguousarray(np.rot90(np.asarray(sheet.image))))
    return Strip(front, _plain(studio, front, 0.97), 0.1)


def ticket(studio: Studio, length: int, height: int) -> Strip:
    """Return a ticket, raffle or price label: blocks of colour, large words, perforation."""
    rng = studio.rng
    sheet = Sheet(studio, (length, height), any_colour(studio, 140, 255))
    sheet.draw.rectangle((0, 0, length * rng.uniform(0.1, 0.3), height), strong(studio))
    sheet.text(
        length * 0.33, height * 0.5, words(studio, 2).upper(), height * 0.4, dark(studio), bold=True
    )
    sheet.lines(
        (length * 0.33, height * 0.55, length * 0.75, height * 0.95),
        max(6.0, height * 0.13),
        dark(studio),
    )
    x = length * rng.uniform(0.76, 0.82)
    for y in range(0, height, 4):
        sheet.draw.line((x, y, x, y + 1), (90, 90, 90), 1)
    if rng.random() < 0.5:
        code = np.asarray(sheet.image)
        side = Sheet(studio, (height, max(8, int(length * 0.14))), (250, 250, 250))
        side.bars(4, 2, height - 4, side.size_wh[1] - 2)
        del code
        sheet.paste(np.ascontiguousarray(np.rot90(np.asarray(side.image))), length * 0.84, 0)
    front = rgba(np.asarray(sheet.image))
    return Strip(front, _plain(studio, front, 0.95), 0.1)


def bandage(studio: Studio, length: int, height: int) -> Strip:
    """Return gauze, a plaster or surgical tape."""
    rng = studio.rng
    base = rng.choice(((240, 236, 226), (214, 176, 140), (236, 214, 190), (250, 250, 250)))
    front = texture(studio, length, height, base, 0.05)
    ys, xs = np.mgrid[0:height, 0:length]
    mesh = 1 + 0.08 * np.sin(xs * rng.uniform(0.8, 2)) * np.sin(ys * rng.uniform(0.8, 2))
    front = rgba(np.clip(front * mesh[..., None], 0, 255).astype(np.uint8))
    return Strip(front, front.copy(), 0.0)


def barrier_tape(studio: Studio, length: int, height: int) -> Strip:
    """Return striped tape, or a strip in plain bright colour."""
    rng = studio.rng
    front = np.empty((height, length, 3), np.uint8)
    front[:] = any_colour(studio, 120, 255)
    if rng.random() < 0.7:
        phase = np.arange(length)[None] + np.arange(height)[:, None]
        front[(phase / (height * rng.uniform(0.5, 2)) % 1) < 0.5] = any_colour(studio, 0, 120)
    front = rgba(front)
    return Strip(front, _plain(studio, front, 0.9), rng.uniform(0, 0.8))


WORN_DECOYS: tuple[Make, ...] = (watch, watch, watch, woven, rubber, metal, leather, bandage)
LOOSE_DECOYS: tuple[Make, ...] = (
    tape_measure,
    woven,
    rubber,
    metal,
    watch,
    receipt,
    receipt,
    ticket,
    ticket,
    ticket,
    ticket,
    barrier_tape,
    leather,
    bandage,
)
