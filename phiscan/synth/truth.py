"""What a rendered photo holds: the labels, and the truth.json they are written to.

Polygons are in upright pixels, clockwise, the first point at the text's own top left; four points
for a straight run, 2n (upper edge, then lower edge reversed) for a curved one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from phiscan.types import Category, Role

SCHEMA = "phiscan-truth/1"

Polygon = NDArray[np.float64]
"""(n, 2) x, y in pixels."""


@dataclass(frozen=True, eq=False)
class Mark:
    """One labelled thing: an identifier, a region (no text), or an artefact's outline.

    `category` None means an outline. `visible` is the share (0..1) that nothing covers and that
    lies inside the frame. `holds` names what a barcode's content is, `origin` where a name
    is from (see Person).
    """

    category: Category | None
    polygon: Polygon | None
    artefact: str
    text: str | None = None
    role: Role = Role.UNKNOWN
    holds: Category | None = None
    page: int = 1
    visible: float = 1.0
    origin: str = ""

    def moved(self, polygon: Polygon) -> Mark:
        """Return the same mark elsewhere."""
        return replace(self, polygon=polygon)


@dataclass(frozen=True)
class PhotoTruth:
    """One photo's labels; `size_wh` of the first page in upright pixels."""

    file: str
    size_wh: tuple[int, int]
    kind: str
    view: str
    rotation_deg: int
    clean: bool
    marks: tuple[Mark, ...] = field(repr=False)
    pages: int = 1

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "file": self.file,
            "size_wh": list(self.size_wh),
            "pages": self.pages,
            "kind": self.kind,
            "view": self.view,
            "rotation_deg": self.rotation_deg,
            "clean": self.clean,
            "artefacts": [_outline(m) for m in self.marks if m.category is None],
            "entries": [_entry(m) for m in self.marks if m.category is not None],
        }


def height_px(polygon: Polygon) -> float:
    """Mean height across the reading direction of a polygon with 2n points, in pixels.

    >>> height_px(np.array([[0, 0], [9, 0], [9, 4], [0, 4]], float))
    4.0
    """
    half = len(polygon) // 2
    return float(np.linalg.norm(polygon[:half] - polygon[half:][::-1], axis=1).mean())


def _points(polygon: Polygon | None) -> list[list[float]] | None:
    if polygon is None:
        return None
    return [[round(float(x), 1), round(float(y), 1)] for x, y in polygon]


def _outline(mark: Mark) -> dict[str, Any]:
    return {"kind": mark.artefact, "polygon": _points(mark.polygon), "page": mark.page}


def _entry(mark: Mark) -> dict[str, Any]:
    has_height = mark.text is not None and mark.polygon is not None
    entry: dict[str, Any] = {
        "category": str(mark.category),
        "text": mark.text,
        "polygon": _points(mark.polygon),
        "page": mark.page,
        "role": str(mark.role),
        "text_height_px": round(height_px(mark.polygon), 1)
        if has_height and mark.polygon is not None
        else None,
        "artefact": mark.artefact,
    }
    if mark.visible < 0.99:
        entry["visible"] = round(mark.visible, 2)
    if mark.origin:
        entry["origin"] = mark.origin
    if mark.holds is not None:
        entry["holds"] = str(mark.holds)
    return entry


def write_truth(path: Path, photos: Sequence[PhotoTruth], *, seed: int, split: str) -> None:
    """Write truth.json, one line an entry so that a change reads well in a diff."""
    head = {"schema": SCHEMA, "seed": seed, "split": split}
    body = ",\n".join(json.dumps(p.to_dict(), ensure_ascii=False) for p in photos)
    path.write_text(json.dumps(head)[:-1] + ', "photos": [\n' + body + "\n]}\n", encoding="utf-8")
