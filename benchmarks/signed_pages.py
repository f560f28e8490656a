"""Invented pages of a clinic, signed with a scrawl that nobody can read, or not signed.

Drawn straight and then photographed: turned, blurred, unevenly lit, with a camera's noise. The
lines are those that a reader would give: where the print stands, and sometimes the scrawl as a word
that makes no sense.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.types import Line, Pixels, Points

SIZE_WH = (1500, 1200)
LAYOUTS = ("letter", "label with a rule", "label above a rule", "report", "consent")
_FONT = cv2.FONT_HERSHEY_SIMPLEX
_NONSENSE = ("Jnlla", "Mu", "Ckewn", "~Vv", "Slll", "Ra")
_BODY = ("Patient: Demo Person    DOB 01/02/1960", "MRN 00451277   Clinic of Internal Medicine",
         "was seen for follow up of hypertension.", "Medication and dosage were reviewed.",
         "The blood pressure was 138 over 82.")  # fmt: skip


@dataclass(frozen=True)
class SignedPage:
    """A photo, what a reader gives of it, and where the scrawl is (None: not signed)."""

    layout: str
    pixels: Pixels = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    scrawl: Points | None = None


class _Sheet:
    """A sheet being drawn, its lines and the scrawl's box."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        paper = rng.randint(205, 255)
        self.pixels = np.full((SIZE_WH[1], SIZE_WH[0], 3), paper, np.uint8)
        self.lines: list[tuple[str, tuple[float, float, float, float], float]] = []
        self.box: tuple[float, float, float, float] | None = None
        self.scale = rng.uniform(0.7, 1.15)

    def text(self, x: float, y: float, words: str) -> float:
        """Print words with their baseline at y; return where they end."""
        ink = self.rng.randint(10, 60)
        thick = self.rng.choice((1, 2))
        at = (round(x), round(y))
        cv2.putText(self.pixels, words, at, _FONT, self.scale, (ink,) * 3, thick, cv2.LINE_AA)
        (wide, high), low = cv2.getTextSize(words, _FONT, self.scale, thick)
        self.lines.append((words, (x, y - high - 2, x + wide, y + low), 0.97))
        return x + wide

    def rule(self, x: float, y: float, length: float) -> None:
        """Draw the line to sign on."""
        cv2.line(self.pixels, (round(x), round(y)), (round(x + length), round(y)), (60,) * 3, 2)

    def sign(self, x: float, y: float) -> None:
        """Write a scrawl whose middle line is y."""
        high, wide = self.rng.uniform(22, 55), self.rng.uniform(110, 330)
        points = _scrawl(self.rng) * (wide, high) + (x, y)
        ink = self.rng.choice(((20, 20, 30), (25, 35, 120), (40, 60, 150), (10, 10, 90)))
        thick = self.rng.choice((2, 2, 3, 4))
        cv2.polylines(
            self.pixels, [np.round(points).astype(np.int32)], False, ink, thick, cv2.LINE_AA
        )
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        self.box = (float(x0), float(y0), float(x1), float(y1))
        if self.rng.random() < 0.4:
            self.lines.append((self.rng.choice(_NONSENSE), self.box, self.rng.uniform(0.3, 0.85)))


def _scrawl(rng: Random) -> NDArray[np.float64]:
    """Return (N, 2) points of one pen stroke, about 1 wide and from -1 to 1 high."""
    t = np.linspace(0, 1, 240)
    loops = rng.randint(4, 11)
    fade = 0.35 + rng.uniform(0.3, 0.65) * np.abs(np.cos(math.pi * t * rng.uniform(0.6, 2.2)))
    phase = rng.uniform(0, 6)
    x = t + rng.uniform(0.02, 0.07) * np.cos(2 * math.pi * loops * t + phase)
    y = fade * np.sin(2 * math.pi * loops * t) + 0.25 * np.sin(5 * t + phase)
    return np.column_stack([x, y])


def _letter(sheet: _Sheet, *, signed: bool) -> None:
    x, y = 160.0, 700.0
    closing = sheet.rng.choice(("Sincerely,", "Yours sincerely", "Kind regards,", "Respectfully,"))
    sheet.text(x, y, closing)
    gap = sheet.rng.uniform(90, 150)
    if signed:
        sheet.sign(x + 10, y + gap / 2)
    sheet.text(x, y + gap + 40, "Alex Example, MD")


def _label_with_rule(sheet: _Sheet, *, signed: bool) -> None:
    y = sheet.rng.uniform(650, 900)
    name = sheet.rng.choice(("Signature:", "Patient signature:", "Signed:", "Physician signature"))
    end = sheet.text(140, y, name)
    sheet.rule(end + 15, y + 4, 420)
    if signed:
        sheet.sign(end + 40, y - sheet.rng.uniform(5, 22))
    sheet.text(end + 500, y, "Date:")


def _label_above_rule(sheet: _Sheet, *, signed: bool) -> None:
    y = sheet.rng.uniform(700, 950)
    sheet.rule(150, y, 430)
    if signed:
        sheet.sign(190, y - sheet.rng.uniform(18, 35))
    sheet.text(150, y + 34, sheet.rng.choice(("Signature of patient", "Provider signature")))


def _report(sheet: _Sheet, *, signed: bool) -> None:
    y = sheet.rng.uniform(800, 1000)
    if signed:
        sheet.sign(820, y - sheet.rng.uniform(58, 75))
    sheet.text(800, y, sheet.rng.choice(("Dr. Alex Example", "Alex Example, MD")))
    sheet.text(800, y + 40, "Reg. No. 4471182")


def _consent(sheet: _Sheet, *, signed: bool) -> None:
    sheet.text(140, 560, "I consent to the treatment as explained to me.")
    _label_with_rule(sheet, signed=signed)


_DRAW = dict(zip(LAYOUTS, (_letter, _label_with_rule, _label_above_rule, _report, _consent),
                 strict=True))  # fmt: skip


def signed_page(layout: str, rng: Random, *, signed: bool) -> SignedPage:
    """Draw and photograph one page."""
    sheet = _Sheet(rng)
    for number, words in enumerate(_BODY):
        sheet.text(140, 160 + 70 * number, words)
    _DRAW[layout](sheet, signed=signed)
    matrix = _camera(rng)
    pixels = _photographed(sheet.pixels, matrix, rng)
    lines = tuple(Line(t, _moved(box, matrix), score) for t, box, score in sheet.lines)
    return SignedPage(layout, pixels, lines, _moved(sheet.box, matrix) if sheet.box else None)


def _camera(rng: Random) -> NDArray[np.float64]:
    """Return a (2, 3) turn about the middle, any quarter and up to 8 degrees."""
    degrees = rng.choice((0, 0, 90, 180, 270)) + rng.uniform(-8, 8)
    side = max(SIZE_WH)
    matrix = cv2.getRotationMatrix2D((SIZE_WH[0] / 2, SIZE_WH[1] / 2), degrees, 1.0)
    matrix[:, 2] += side / 2 - SIZE_WH[0] / 2, side / 2 - SIZE_WH[1] / 2
    return np.asarray(matrix, dtype=np.float64)


def _photographed(pixels: Pixels, matrix: NDArray[np.float64], rng: Random) -> Pixels:
    side = max(SIZE_WH)
    ground = (rng.randint(40, 160),) * 3
    photo = cv2.warpAffine(pixels, matrix, (side, side), borderValue=ground)
    photo = cv2.GaussianBlur(photo, (0, 0), rng.uniform(0.4, 1.4)).astype(np.float64)
    light = np.linspace(rng.uniform(0.6, 1.0), rng.uniform(0.6, 1.0), side)
    noise = np.random.default_rng(rng.randrange(1 << 30)).normal(0, rng.uniform(1, 7), photo.shape)
    return np.clip(photo * light[None, :, None] + noise, 0, 255).astype(np.uint8)


def _moved(box: tuple[float, float, float, float], matrix: NDArray[np.float64]) -> Points:
    x0, y0, x1, y1 = box
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) @ matrix[:, :2].T + matrix[:, 2]
    return tuple((float(x), float(y)) for x, y in corners)
