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

    @property
    def is_text(self) -> bool:
        """Whether it is a printed identifier that can be read in the pixels."""
        return self.text is not None and self.polygon is not None and self.category != "barcode"

    @property
    def height_class(self) -> str:
        """The row of the table by text height."""
        height = self.text_height_px or 0.0
        return next(name for low, high, name in HEIGHTS if low <= height < high)


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
    )
