"""A sheet of crops to look at: the original above, the safe copy below. Never committed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.types import Pixels

TILE_WH = (300, 110)
COLUMNS = 5


class Tile:
    """One crop of the original and of the copy, cut at once so that no photo is kept."""

    def __init__(
        self,
        caption: str,
        weight: float,
        polygon: NDArray[np.float64],
        original: Pixels,
        copy: Pixels | None = None,
    ) -> None:
        self.weight = weight
        crops = [crop_around(p, polygon) for p in (original, copy) if p is not None]
        width, height = TILE_WH
        head = np.full((16, width, 3), 255, np.uint8)
        cv2.putText(head, caption[:52], (2, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.33, (160, 0, 0), 1)
        self.picture: Pixels = np.vstack([head, *(fit(c, width, height) for c in crops)])

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form, the picture as JPEG."""
        _, data = cv2.imencode(".jpg", self.picture[..., ::-1])
        return {"weight": self.weight, "jpeg": base64.b64encode(data.tobytes()).decode()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Tile:
        """Read it back."""
        tile = cls.__new__(cls)
        tile.weight = data["weight"]
        encoded = np.frombuffer(base64.b64decode(data["jpeg"]), np.uint8)
        tile.picture = np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)[..., ::-1]
        return tile


def crop_around(picture: Pixels, polygon: NDArray[np.float64], room: float = 0.4) -> Pixels:
    """Return the upright part around a polygon with some of its surroundings."""
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    pad = room * float((high - low).min()) + 4
    x0, y0 = np.maximum(low - pad, 0).astype(int)
    x1, y1 = np.ceil(high + pad).astype(int)
    part = picture[y0:y1, x0:x1]
    return part if part.size else np.zeros((1, 1, 3), np.uint8)


def fit(picture: Pixels, width: int, height: int) -> Pixels:
    """Return a picture resized into (height, width, 3), its shape kept, white around."""
    factor = min(width / picture.shape[1], height / picture.shape[0])
    size = max(1, int(picture.shape[1] * factor)), max(1, int(picture.shape[0] * factor))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_NEAREST
    canvas = np.full((height, width, 3), 255, np.uint8)
    canvas[: size[1], : size[0]] = cv2.resize(picture, size, interpolation=how)
    return canvas


def write_sheet(tiles: Sequence[Tile], path: Path) -> None:
    """Write the tiles, heaviest first, as one JPEG; nothing when there is none."""
    if not tiles:
        return
    ordered = [t.picture for t in sorted(tiles, key=lambda t: -t.weight)]
    height = max(p.shape[0] for p in ordered)
    blank = np.full((height, TILE_WH[0], 3), 255, np.uint8)
    cells = [np.vstack([p, blank[p.shape[0] :]]) for p in ordered]
    cells += [blank] * (-len(cells) % COLUMNS)
    rows = [np.hstack(cells[i : i + COLUMNS]) for i in range(0, len(cells), COLUMNS)]
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.vstack(rows)[..., ::-1])
