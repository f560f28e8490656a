"""Things held up in a hand: fingers behind, the thumb over an edge."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from phiscan.synth import props
from phiscan.synth.canvas import Flat
from phiscan.synth.studio import Studio
from scenes import cards, shows
from scenes.limbs import skin_tone
from scenes.pictures import Library

Draw = Callable[[Studio, Library], Flat]
_HELD_MM = {"phone": 80.0, "film": 260.0, "card": 86.0}
"""How wide such a thing is beside a hand."""


def held(studio: Studio, item: Flat, wide_mm: float) -> Flat:
    """Return the thing with a hand that holds it from below or from a side."""
    rng = studio.rng
    skin = skin_tone(studio)
    height, width = item.alpha.shape
    scale = width / wide_mm * rng.uniform(0.8, 1.2)
    scale = min(scale, 2.2 * min(width, height) / 150)
    fingers, thumb = (
        props.fingers(scale, skin, studio.noise),
        props.thumb(scale, skin, studio.noise),
    )
    rim = int(70 * scale)
    board = np.zeros((height + rim, width, 4), np.uint8)
    x = int(width * rng.uniform(0.2, 0.8))
    _lay(board, fingers, x - fingers.alpha.shape[1] // 2, height - int(45 * scale))
    body = Flat(item.pixels, item.alpha, 1.0)
    _lay(board, body, 0, 0)
    side = rng.uniform(-0.3, 0.3) * width
    _lay(
        board,
        thumb,
        int(x + side - thumb.alpha.shape[1] / 2),
        height - int(rng.uniform(14, 32) * scale),
    )
    marks = list(item.marks)
    return Flat(board[..., :3].copy(), board[..., 3].copy(), 1.0, marks, item.glows, 9.0)


def _lay(board: np.ndarray, flat: Flat, x: int, y: int) -> None:
    """Lay a thing on RGBA in place, cut at the board's edges."""
    height, width = flat.alpha.shape
    x0, y0, x1, y1 = (
        max(0, x),
        max(0, y),
        min(board.shape[1], x + width),
        min(board.shape[0], y + height),
    )
    if x1 <= x0 or y1 <= y0:
        return
    part = np.s_[y0 - y : y1 - y, x0 - x : x1 - x]
    share = flat.alpha[part][..., None].astype(np.float32) / 255
    target = board[y0:y1, x0:x1]
    target[..., :3] = (target[..., :3] * (1 - share) + flat.pixels[part] * share).astype(np.uint8)
    target[..., 3] = cv2.max(target[..., 3], flat.alpha[part])


def held_phone(studio: Studio, library: Library) -> Flat:
    """Return a phone or tablet in a hand with radiology, a program or a film on it."""
    kind = studio.rng.choice(("viewer", "viewer", "program", "television"))
    item = shows.on_device(studio, library, kind, in_hand=True)
    return held(studio, item, _HELD_MM["phone"] * studio.rng.uniform(0.9, 2.2))


def held_film(studio: Studio, library: Library) -> Flat:
    """Return a film or print held up."""
    make = studio.rng.choice((shows.bare_film, shows.print_out))
    return held(studio, make(studio, library), _HELD_MM["film"])


def held_card(studio: Studio, library: Library) -> Flat:
    """Return an identity card held up."""
    make = studio.rng.choice((cards.identity_card, cards.plan_card, cards.insurance))
    return held(studio, make(studio, library), _HELD_MM["card"])


def held_other_card(studio: Studio, library: Library) -> Flat:
    """Return a bank or other card held up."""
    return held(studio, cards.other_card(studio, library), _HELD_MM["card"])
