"""Small tools that the splits lay things out with: runs that fit, strips, writing by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from phiscan.synth.canvas import INK, Canvas, Colour, Flat, Said
from phiscan.synth.fields import Field
from phiscan.synth.fonts import Face
from phiscan.synth.grounds import noise
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

Parts = Sequence[Said | str]
Faces = tuple[Face, Face]
GREY: Colour = (100, 102, 108)
WHITE: Colour = (255, 255, 255)
Cell = Callable[[Canvas, float, float, float, float, Field, Faces, float, Colour, Colour], None]
"""Sets a field at left, top, in width and height; faces, size, ink and pale ink."""


def put(
    canvas: Canvas,
    x: float,
    y: float,
    room: float,
    parts: Parts,
    face: Face,
    size: float,
    ink: Colour = INK,
) -> float:
    """Write runs in at most `room` mm, smaller if they must; return where they end."""
    return canvas.run(x, y, parts, face, canvas.fit(parts, face, size, room), ink)


def strip(
    studio: Studio,
    parts: Parts,
    face: Face,
    size: float,
    room: float,
    paper: Colour = WHITE,
    ink: Colour = INK,
) -> Flat:
    """Return one line by itself, without an outline, to be turned and pasted."""
    canvas = studio.canvas("strip", (room, size * 1.4), paper)
    put(canvas, size * 0.2, size * 1.02, room - size * 0.4, parts, face, size, ink)
    flat = canvas.done()
    flat.marks = flat.marks[1:]
    return flat


def paste_strip(flat: Flat, line: Flat, quarters: int, x: float, y: float) -> None:
    """Put a line onto a thing, turned by quarters; its marks take the thing's name."""
    flat.paste(renamed(line.turned(quarters), flat), x, y)


def renamed(item: Flat, host: Flat) -> Flat:
    """Return the item with its marks named after the thing it is on."""
    kind = host.marks[0].artefact
    item.marks = [replace(m, artefact=kind) for m in item.marks]
    return item


def board(
    studio: Studio,
    size_mm: tuple[float, float],
    papers: Sequence[Colour],
    frames: Sequence[Colour],
    edge_mm: float,
    width: float,
) -> Canvas:
    """Return an empty whiteboard, its frame so wide and so far from the edge."""
    canvas = studio.canvas("whiteboard", size_mm, studio.rng.choice(papers))
    right, bottom = size_mm[0] - edge_mm, size_mm[1] - edge_mm
    canvas.box(edge_mm, edge_mm, right, bottom, outline=studio.rng.choice(frames), width=width)
    return canvas


def worn(
    flat: Flat,
    studio: Studio,
    lift_mm: float,
    much: float,
    cells: tuple[float, float],
    octaves: int = 4,
) -> Flat:
    """Return a board with the film that wiping leaves (see grounds.noise), off the wall."""
    height, width = flat.alpha.shape
    film = 1 - much * np.clip(noise(studio.noise, width, height, cells, octaves), 0, 1)
    flat.pixels = np.clip(flat.pixels * film[..., None], 0, 255).astype(np.uint8)
    flat.lift_mm = lift_mm
    return flat


def scrawl(
    canvas: Canvas,
    studio: Studio,
    x: float,
    y: float,
    room: float,
    parts: Parts,
    face: Face,
    size: float,
    ink: Colour,
) -> None:
    """Write a line by hand: it starts and sits a little off."""
    drift = size * 0.12
    dx, dy = (studio.rng.uniform(-drift, drift) for _ in "xy")
    put(canvas, x + dx, y + dy, room - drift, parts, face, size, ink)


def sign(canvas: Canvas, studio: Studio, x: float, y: float, size: float = 9.0) -> None:
    """Sign by hand as the clinician; records the signature."""
    hand = studio.font("hand")[0]
    text = hand.spell(studio.clinician.written("initial"))
    canvas.text(x, y, text, hand, size, (28, 34, 110))
    wide = canvas.width_of(text, hand, size)
    canvas.region(
        Category.SIGNATURE, x - 1, y - size, x + wide + 1, y + size * 0.4, role=Role.CLINICIAN
    )


def joined(lines: Iterable[Parts], between: str = "   ") -> list[Said | str]:
    """Return several runs as one, with space between."""
    made: list[Said | str] = []
    for parts in lines:
        made += [between, *parts] if made else [*parts]
    return made


def inline(rows: Sequence[Field], between: str = "  |  ") -> list[Said | str]:
    """Return fields as one run."""
    made: list[Said | str] = []
    for label, value in rows:
        made += [between] if made else []
        made += [f"{label} ", *value]
    return made


def signed(c: Canvas, s: Studio, x: float, y: float, size: float) -> None:
    """Sign by hand as the clinician, small enough to stay on the paper."""
    room, letters = c.size_mm[0] - x - 4, len(s.clinician.written("initial"))
    sign(c, s, x, y, min(size, room / (0.72 * letters)))


def set_grid(c: Canvas, cell: Cell, x: float, y: float, width: float, rows: Sequence[Field],
             faces: Faces, size: float, tall: float, *, columns: int = 1, down: float = 0,
             gap: float = 0, by_column: bool = False, ink: Colour = INK,
             pale: Colour = GREY) -> float:  # fmt: skip
    """Set fields in a grid, row by row or column by column; return the y below, in mm.

    `tall` is a cell's height in sizes, `gap` the space right of it, `down` the most height: sizes
    shrink to it.
    """
    lines = -(-len(rows) // columns)
    high = size * tall
    if down and high * lines > down:
        size, high = size * down / (high * lines), down / lines
    pitch = width / columns
    for number, row in enumerate(rows):
        column, line = divmod(number, lines) if by_column else divmod(number, columns)[::-1]
        left, top = x + column * width / columns, y + line * high
        cell(c, left, top, pitch - gap, high, row, faces, size, ink, pale)
    return y + lines * high
