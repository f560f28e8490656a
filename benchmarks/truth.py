"""Reads a truth.json (schema phiscan-truth/1) into what the benchmarks ask of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEIGHTS = ((0.0, 14.0, "<14 px"), (14.0, 24.0, "14-24 px"), (24.0, 48.0, "24-48 px"),
           (48.0, float("inf"), ">=48 px"))  # fmt: skip
TILTS = (2.0, 10.0, 45.0)
TURNS = ("0, within 2", "0, tilted 2-10", "0, tilted 10-45", "90", "180", "270")
"""Degrees clockwise of a line's baseline; quarter turns hold what is tilted up to 45 about them."""


@dataclass(frozen=True)
class Entry:
    """One true identifier or region; `polygon` (2n, 2) or None where it is not in the pixels."""

    category: str
    text: str | None = field(repr=False)
    polygon: NDArray[np.float64] | None
    page: int
    role: str
    text_height_px: float | None
    artefact: str
    visible: float = 1.0
    origin: str = ""
    """Of a name: "new" or "common" where the truth says so."""

    @property
    def is_text(self) -> bool:
        """Whether it is a printed identifier that can be read in the pixels."""
        return self.text is not None and self.polygon is not None and self.category != "barcode"

    @property
    def height_class(self) -> str:
        """The row of the table by text height."""
        height = self.text_height_px or 0.0
        return next(name for low, high, name in HEIGHTS if low <= height < high)

    @property
    def turn_class(self) -> str:
        """The row of the table by rotation, from the text's own baseline."""
        return "" if self.polygon is None else turn_class(baseline_deg(self.polygon))


def baseline_deg(polygon: NDArray[np.float64]) -> float:
    """Return the angle of a (2n, 2) polygon's reading direction, clockwise, -180..180.

    Of a curved line it is the angle of the chord.

    >>> baseline_deg(np.array([[0, 0], [0, 9], [-4, 9], [-4, 0]], float))
    90.0
    """
    half = len(polygon) // 2
    ends = np.array([polygon[0] + polygon[-1], polygon[half - 1] + polygon[half]]) / 2
    x, y = ends[1] - ends[0]
    return float(np.degrees(np.arctan2(y, x)))


def turn_class(degrees: float) -> str:
    """Return the class of a baseline's angle: a quarter turn, else how far it is tilted.

    >>> turn_class(-3), turn_class(94)
    ('0, tilted 2-10', '90')
    """
    quarter = round(degrees / 90)
    if quarter % 4:
        return str(quarter % 4 * 90)
    tilt = abs(degrees - 90 * quarter)
    return next(name for most, name in zip(TILTS, TURNS, strict=False) if tilt <= most)


@dataclass(frozen=True)
class TruthPhoto:
    """One labelled file."""

    path: Path
    kind: str
    view: str
    rotation_deg: int
    clean: bool
    entries: tuple[Entry, ...]
    outlines: tuple[NDArray[np.float64], ...] = ()

    def regions(self, page: int) -> list[NDArray[np.float64]]:
        """Polygons of everything that a tool may rightly change on a page."""
        return [e.polygon for e in self.entries if e.polygon is not None and e.page == page]


def read_truth(path: Path) -> list[TruthPhoto]:
    """Return the photos of a truth.json; raises ValueError for another schema."""
    table = json.loads(path.read_text(encoding="utf-8"))
    if table.get("schema") != "phiscan-truth/1":
        raise ValueError(f"wanted schema phiscan-truth/1, got {table.get('schema')!r}")
    return list(_photos(table, path.parent))


def _photos(table: dict[str, Any], folder: Path) -> Iterator[TruthPhoto]:
    for photo in table["photos"]:
        outlines = (a["polygon"] for a in photo.get("artefacts", ()))
        yield TruthPhoto(
            path=folder / photo["file"],
            kind=photo["kind"],
            view=photo["view"],
            rotation_deg=int(photo.get("rotation_deg", 0)),
            clean=bool(photo["clean"]),
            entries=tuple(_entry(e) for e in photo["entries"]),
            outlines=tuple(np.array(p, float) for p in outlines if p),
        )


def _entry(entry: dict[str, Any]) -> Entry:
    polygon = entry.get("polygon")
    return Entry(
        category=entry["category"],
        text=entry.get("text"),
        polygon=None if polygon is None else np.array(polygon, float),
        page=int(entry.get("page", 1)),
        role=entry.get("role", "unknown"),
        text_height_px=entry.get("text_height_px"),
        artefact=entry.get("artefact", "unknown"),
        visible=float(entry.get("visible", 1.0)),
        origin=entry.get("origin") or "",
    )
