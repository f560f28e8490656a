"""Reads a truth.json (schema phiscan-truth/1): what labelled photos hold, and where.

A mistake in it is said with its place (`photos[2].entries[0].polygon`) and never with a text or a
file's name: both may be a patient's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from phiscan.errors import UsageError
from phiscan.types import TEXT_CATEGORIES, Category, Role, as_points

SCHEMA = "phiscan-truth/1"

HEIGHTS = ((0.0, 14.0, "<14 px"), (14.0, 24.0, "14-24 px"), (24.0, 48.0, "24-48 px"),
           (48.0, float("inf"), ">=48 px"))  # fmt: skip
TILTS = (2.0, 10.0, 45.0)
TURNS = ("0, within 2", "0, tilted 2-10", "0, tilted 10-45", "90", "180", "270")
"""Degrees clockwise of a line's baseline; quarter turns hold what is tilted up to 45 about them."""


class TruthError(UsageError, ValueError):
    """A truth.json that cannot be read or says something impossible."""


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
        """Whether it is a printed identifier that can be read in the pixels.

        Labels may leave the text out; then the category tells.
        """
        is_print = self.text is not None or self.category in _PRINTED
        return is_print and self.polygon is not None and self.category != "barcode"

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


_PRINTED = TEXT_CATEGORIES - {Category.LAB_RESULT}


@dataclass(frozen=True)
class TruthPhoto:
    """One labelled file; `size_wh` (width, height) of its first page, where the labels say so."""

    path: Path
    kind: str
    view: str
    rotation_deg: int
    clean: bool
    entries: tuple[Entry, ...]
    outlines: tuple[NDArray[np.float64], ...] = ()
    size_wh: tuple[int, int] | None = None

    def regions(self, page: int) -> list[NDArray[np.float64]]:
        """Polygons of everything that a tool may rightly change on a page."""
        return [e.polygon for e in self.entries if e.polygon is not None and e.page == page]


def read_truth(path: Path) -> list[TruthPhoto]:
    """Return the photos of a truth.json, their paths relative to its folder.

    Of a photo only `file` and `entries` must be there, of an entry only `category` and `polygon`.
    Raises TruthError with the place of the first mistake.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TruthError(f"the truth cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise TruthError(f"the truth is no JSON{line}") from None
    if not isinstance(table, dict) or table.get("schema") != SCHEMA:
        raise TruthError(f'the truth: wanted schema "{SCHEMA}" in an object at the top')
    photos = _list(table, "photos", "")
    return [_photo(photo, path.parent, f"photos[{i}]") for i, photo in enumerate(photos)]


def _photo(photo: Any, folder: Path, place: str) -> TruthPhoto:
    table = _object(photo, place)
    file = table.get("file")
    if not isinstance(file, str) or not file or "\0" in file:
        raise TruthError(f"{place}.file: wanted the photo's path, relative to the truth")
    found = enumerate(_list(table, "entries", place))
    entries = tuple(_entry(e, f"{place}.entries[{i}]") for i, e in found)
    outlines = (_object(a, f"{place}.artefacts").get("polygon") for a in table.get("artefacts", ()))
    return TruthPhoto(
        path=folder / file,
        kind=str(table.get("kind", "photo")),
        view=str(table.get("view", "unknown")),
        rotation_deg=int(_number(table, "rotation_deg", place, 0.0)),
        clean=bool(table.get("clean", not entries)),
        entries=entries,
        outlines=tuple(_polygon(p, f"{place}.artefacts", 3) for p in outlines if p),
        size_wh=_size(table.get("size_wh"), place),
    )


def _entry(entry: Any, place: str) -> Entry:
    table = _object(entry, place)
    category, role = table.get("category"), table.get("role", "unknown")
    if category not in list(Category):
        raise TruthError(f"{place}.category: wanted one that `phiscan explain` lists")
    if role not in list(Role):
        raise TruthError(f"{place}.role: wanted one of {', '.join(Role)}")
    if "polygon" not in table:
        raise TruthError(f"{place}.polygon: missing (null for what is not in the pixels)")
    text = table.get("text")
    if text is not None and not isinstance(text, str):
        raise TruthError(f"{place}.text: wanted a text or nothing")
    made = Entry(
        category=category,
        text=text,
        polygon=None if table["polygon"] is None else _polygon(table["polygon"], place, 4),
        page=int(_number(table, "page", place, 1.0, least=1)),
        role=role,
        text_height_px=None,
        artefact=str(table.get("artefact", "unknown")),
        visible=_number(table, "visible", place, 1.0),
        origin=str(table.get("origin") or ""),
    )
    if made.is_text and made.polygon is not None and len(made.polygon) % 2:
        raise TruthError(f"{place}.polygon: wanted as many points above a text as below it")
    return replace(made, text_height_px=_height_px(made, table, place))


def _height_px(entry: Entry, table: Mapping[str, Any], place: str) -> float | None:
    """Return the text's height as labelled, else as its polygon says."""
    if not entry.is_text or entry.polygon is None:
        return None
    half = len(entry.polygon) // 2
    edges = entry.polygon[:half] - entry.polygon[half:][::-1]
    own = float(np.linalg.norm(edges, axis=1).mean())
    return _number(table, "text_height_px", place, own)


def _polygon(value: Any, place: str, least: int) -> NDArray[np.float64]:
    try:
        return np.array(as_points(value, minimum=least))
    except (TypeError, ValueError):
        raise TruthError(f"{place}.polygon: wanted {least} or more [x, y] in pixels") from None


def _size(value: Any, place: str) -> tuple[int, int] | None:
    if value is None:
        return None
    is_pair = isinstance(value, list) and len(value) == 2
    if not is_pair or not all(isinstance(side, int) and side > 0 for side in value):
        raise TruthError(f"{place}.size_wh: wanted [width, height] in pixels")
    return value[0], value[1]


def _number(
    table: Mapping[str, Any], name: str, place: str, default: float, least: float | None = None
) -> float:
    value = table.get(name)
    if value is None:
        return default
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not np.isfinite(value) or (least is not None and value < least):
        raise TruthError(f"{place}.{name}: wanted a number" + (f" from {least}" if least else ""))
    return float(value)


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TruthError(f"{place}: wanted an object")
    return value


def _list(table: Mapping[str, Any], name: str, place: str) -> Sequence[Any]:
    value = table.get(name)
    if not isinstance(value, list):
        raise TruthError(f"{place}.{name}: wanted a list".lstrip("."))
    return value
