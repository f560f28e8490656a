"""Things that look like codes and are none, drawn for benchmarks/barcodes.py and laid on photos."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.code_scenes import Flat, Scene, ground_of, lay, light, outline_of, place
from phiscan.types import Pixels

Gray = NDArray[np.uint8]
Rng = np.random.Generator
WH = 560, 400


def _sheet(level: int = 245) -> Gray:
    return np.full(WH[::-1], level, np.uint8)


def stripes(rng: Rng) -> Gray:
    """Draw a striped shirt: two or three widths that repeat."""
    widths = rng.integers(4, 22, 4)
    run = np.concatenate([np.full(w, 40 + 190 * (i % 2)) for i, w in enumerate(widths)])
    return np.tile(np.resize(run, WH[0]).astype(np.uint8), (WH[1], 1))


def grid(rng: Rng) -> Gray:
    """Squared paper or a fence."""
    sheet, step = _sheet(), int(rng.integers(10, 40))
    sheet[::step], sheet[:, ::step] = 60, 60
    return np.asarray(cv2.erode(sheet, np.ones((2, 2), np.uint8)), np.uint8)


def text_table(rng: Rng) -> Gray:
    """Small print in columns, ruled or not."""
    sheet, size = _sheet(), float(rng.uniform(0.35, 0.6))
    for y in range(16, WH[1], int(34 * size)):
        for x in range(8, WH[0] - 50, 110):
            words = "".join(rng.choice(list("abcdefghilmnorstu0123456789"), 7))
            cv2.putText(sheet, words, (x, y), 0, size, 30, 1, cv2.LINE_AA)
    return sheet


def keyboard(rng: Rng) -> Gray:
    """Rows of light or dark keys with a letter each."""
    dark = bool(rng.random() < 0.5)
    sheet, key = _sheet(20 if dark else 235), 36
    for row, y in enumerate(range(8, WH[1] - key, key + 6)):
        for x in range(8 + 9 * (row % 3), WH[0] - key, key + 6):
            cv2.rectangle(sheet, (x, y), (x + key, y + key), 55 if dark else 200, -1)
            letter = str(rng.choice(list("QWERTYUIOPASDFGHJKL")))
            cv2.putText(sheet, letter, (x + 10, y + 24), 0, 0.6, 230 if dark else 30, 1)
    return sheet


def blinds(rng: Rng) -> Gray:
    """Slats of one width, lit from above."""
    step = int(rng.integers(14, 34))
    slat = np.linspace(235, 90, step).astype(np.uint8)
    return np.tile(np.resize(slat, WH[1])[:, None], (1, WH[0]))


def chessboard(rng: Rng) -> Gray:
    """Squares of one size."""
    step = int(rng.integers(8, 48))
    ys, xs = np.mgrid[: WH[1], : WH[0]]
    return np.where((xs // step + ys // step) % 2, 235, 30).astype(np.uint8)


def piano(rng: Rng) -> Gray:
    """White keys and the black ones in twos and threes."""
    sheet, width = _sheet(), int(rng.integers(16, 36))
    for i, x in enumerate(range(0, WH[0], width)):
        sheet[:, x : x + 2] = 60
        if i % 7 not in (2, 6):
            sheet[: WH[1] * 3 // 5, x + width * 2 // 3 : x + width * 4 // 3] = 20
    return sheet


def crossword(rng: Rng) -> Gray:
    """Draw a ruled grid, one square in five black, numbers in some of the others."""
    sheet, step = _sheet(), int(rng.integers(20, 36))
    for y in range(0, WH[1], step):
        for x in range(0, WH[0], step):
            black = rng.random() < 0.2
            cv2.rectangle(sheet, (x, y), (x + step, y + step), 20, -1 if black else 1)
            if not black and rng.random() < 0.3:
                cv2.putText(sheet, str(rng.integers(60)), (x + 2, y + 10), 0, 0.3, 30, 1)
    return sheet


def ruler(rng: Rng) -> Gray:
    """Draw marks of three lengths at one distance, with numbers."""
    sheet, step = _sheet(230), int(rng.integers(5, 10))
    for i, x in enumerate(range(6, WH[0], step)):
        sheet[: (90 if i % 10 == 0 else 60 if i % 5 == 0 else 35), x : x + 2] = 30
        if i % 10 == 0:
            cv2.putText(sheet, str(i // 10), (x - 4, 120), 0, 0.6, 30, 1, cv2.LINE_AA)
    return sheet


def houndstooth(rng: Rng) -> Gray:
    """Draw a woven check."""
    step = int(rng.integers(4, 9))
    ys, xs = np.mgrid[: WH[1], : WH[0]] // step
    warp, weft = xs % 8 < 4, ys % 8 < 4
    return np.where(np.where((xs + ys) % 4 < 2, warp, weft), 230, 35).astype(np.uint8)


def bricks(rng: Rng) -> Gray:
    """Bricks of many grays with light joints."""
    sheet, h = _sheet(200), int(rng.integers(14, 30))
    for row, y in enumerate(range(0, WH[1], h)):
        for x in range(-h * (row % 2), WH[0], 2 * h):
            level = int(rng.integers(60, 120))
            cv2.rectangle(sheet, (x, y), (x + 2 * h - 4, y + h - 4), level, -1)
    return sheet


def vents(rng: Rng) -> Gray:
    """Draw a perforated sheet: dark holes in rows."""
    sheet, step = _sheet(190), int(rng.integers(12, 30))
    for row, y in enumerate(range(step, WH[1], step)):
        for x in range(step + (row % 2) * step // 2, WH[0], step):
            cv2.circle(sheet, (x, y), step // 3, 30, -1, cv2.LINE_AA)
    return sheet


def music(rng: Rng) -> Gray:
    """Staves with notes."""
    sheet = _sheet()
    for top in range(20, WH[1] - 60, 80):
        for line in range(5):
            sheet[top + 10 * line] = 60
        for x in range(20, WH[0] - 20, int(rng.integers(18, 34))):
            y = top + int(rng.integers(0, 9)) * 5
            cv2.ellipse(sheet, (x, y), (6, 4), -20, 0, 360, 20, -1, cv2.LINE_AA)
            cv2.line(sheet, (x + 5, y), (x + 5, y - 28), 20, 2)
    return sheet


def bar_chart(rng: Rng) -> Gray:
    """Bars of one width and many heights above an axis."""
    sheet, width = _sheet(), int(rng.integers(6, 18))
    for x in range(20, WH[0] - width, 2 * width):
        sheet[WH[1] - 30 - int(rng.integers(40, 330)) : WH[1] - 30, x : x + width] = 70
    sheet[WH[1] - 30, 10:] = 20
    return sheet


def books(rng: Rng) -> Gray:
    """Spines on a shelf, some with a title that runs down."""
    sheet, x = _sheet(40), 0
    while x < WH[0]:
        width = int(rng.integers(14, 46))
        sheet[int(rng.integers(0, 60)) :, x : x + width - 2] = int(rng.integers(40, 240))
        if width > 24:
            for y in range(90, WH[1] - 20, 16):
                cv2.putText(sheet, str(rng.choice(list("ABELNORST"))), (x + 6, y), 0, 0.45, 20, 1)
        x += width
    return sheet


DECOYS: tuple[Callable[[Rng], Gray], ...] = (
    stripes, grid, text_table, keyboard, blinds, chessboard, piano, crossword, ruler, houndstooth,
    bricks, vents, music, bar_chart, books,
)  # fmt: skip
VIEWS = ("turned", "tilted", "blurred", "dark", "glare", "faint", "round")


def make_decoy(draw: Callable[[Rng], Gray], view: str, picture: Pixels, seed: int) -> Scene:
    """Return a photo of one decoy, seen and lit as the codes are; the same for the same seed."""
    rng = np.random.default_rng(seed)
    drawn = draw(rng)
    if view == "faint":
        drawn = (170 + drawn / 4).astype(np.uint8)
    colour = cv2.merge([drawn] * 3)
    flat = Flat(np.asarray(colour, np.uint8), (0, 0, *WH), 1.0, float(rng.uniform(0.4, 1.6)))
    ground = ground_of(picture, rng)
    placing = place(flat, view, (ground.shape[1], ground.shape[0]), rng)
    outline = outline_of(flat, placing)
    photo = light(lay(ground, flat, placing), view, outline, 2.0, rng)
    return Scene(photo, draw.__name__, view)
