"""The region of printed laboratory results: rows of analyte, value and unit or reference range.

The rows need not hold a name to be health information. A row counts when an analyte stands before
a value that a unit, a range or a flag follows; prices, nutrition tables and code have none of the
pairs. At least two rows make a region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.rules import scores
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.lab_words import (
    FLAG,
    FROM_TO,
    NUMBER,
    RANGE,
    WORDY_RESULT,
    analytes_of,
    has_range,
    has_unit,
    is_companion,
    is_of_a_body,
    unit,
)
from phiscan.rules.layout import CELL_BREAK, Cell, Run
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Points, Role

_MIN_ROWS = 2
_MAX_OTHER_LETTERS = 3
_REACH = 5.0
"""Text heights between the rows of one table."""
_CARD_REACH = 20.0
"""Text heights between the cards of one report, which stand in columns."""
_COLUMN_REACH = 12.0
"""Text heights from a table's right end to a column that belongs to it."""
_ROW_REACH = 3.2
_NO_RESULT = re.compile(r"\d{5}|[A-Za-z]\d|\d:\d\d|[$€£]")
_ALIKE = 1.8
"""Times the table's text height; what is larger is on another thing."""
_GROWTH = 4
_MIN_HEADINGS = 2
_RANGE_WORDS = re.compile(
    r"(?:normal|reference|ref|expected)[. ]*(?:range|interval|limits)[:. ]*", re.I
)
_HEADING = re.compile(
    r"\b(?:tests?|analyte|component|results?|values?|units?|ref(?:erence)?|ranges?|interval|limits"
    r"|flags?|normal|abnormal|status|previous|in range|out of range|name|method)\b"
)


@dataclass(frozen=True)
class LabRow:
    """The cells of one result; `is_sure` when its analyte and unit are those of a patient."""

    cells: tuple[Cell, ...]
    is_sure: bool
    is_card: bool = False


def row_of(run: Run) -> LabRow | None:
    """Return the lab row that a run is, None when it is not."""
    text = run.text
    analytes = analytes_of(text)
    if _is_result(text, analytes):
        return LabRow(_result_cells(run), is_sure=is_of_a_body(text, analytes))
    if analytes:
        return None
    number = NUMBER.search(text)
    is_row = number and number.start() > 2 and unit().search(text) and has_range(text)
    return LabRow(_result_cells(run), is_sure=False) if is_row or is_companion(text) else None


def _row_beside(run: Run) -> LabRow | None:
    """Return the lab row in a later column of a run, beside a note or a list of a program."""
    for start in (match.end() for match in re.finditer(CELL_BREAK, run.text)):
        text = run.text[start:]
        analytes = analytes_of(text)
        if _is_result(text, analytes):
            first = next(i for i in range(len(run.cells)) if run.offset(i) >= start)
            return LabRow(_with_results(run.cells[first:]), is_of_a_body(text, analytes))
    return None


def _is_result(text: str, analytes: frozenset[str]) -> bool:
    number = NUMBER.search(text)
    is_given = WORDY_RESULT.search(text) or (number and _is_proven(text, number, analytes))
    return bool(analytes and is_given)


def _is_proven(text: str, number: re.Match[str], analytes: frozenset[str]) -> bool:
    """Whether a value follows its analyte, with a unit, range or flag."""
    return number.start() > 0 and bool(
        has_unit(text, analytes) or has_range(text) or FLAG.search(text[number.end() :])
    )


def stacked_rows(cells: Sequence[Cell]) -> list[LabRow]:
    """Return results printed as cards: the analyte, and its value with a unit right below it."""
    names = [c for c in cells if analytes_of(c.text) and not NUMBER.search(c.text)]
    values = [c for c in cells if _is_value_with_unit(c.text)]
    return [
        LabRow(
            (name, value),
            is_sure=is_of_a_body(f"{name.text} {value.text}", analytes_of(name.text)),
            is_card=True,
        )
        for name in names
        for value in values
        if _is_right_below(name, value)
    ]


def _is_value_with_unit(text: str) -> bool:
    number = NUMBER.match(text.strip())
    return number is not None and bool(unit().search(text))


def _is_right_below(above: Cell, below: Cell) -> bool:
    """Whether a cell starts under another's start, in the other's own reading frame."""
    along = np.subtract(above.end, above.start)
    along = along / max(float(np.hypot(*along)), 1e-6)
    offset = np.subtract(below.start, above.start) / max(above.height, 1e-6)
    right, down = float(offset @ along), float(offset @ np.array([-along[1], along[0]]))
    return abs(right) < 1.5 and 0.5 < down < 3.5


def lab_rows(page: Page) -> list[LabRow]:
    """Return the rows of results of a page; none where all that stands there is not a body's."""
    found = (row_of(run) or _row_beside(run) for run in page.runs)
    rows = [row for row in found if row is not None]
    taken = {id(cell) for row in rows if _has_result(row) for cell in row.cells}
    rows += stacked_rows([c for run in page.runs for c in run.cells if id(c) not in taken])
    return rows if _is_enough(rows) and any(map(_has_result, rows)) else []


def _is_enough(rows: Sequence[LabRow]) -> bool:
    return sum(row.is_sure for row in rows) >= _MIN_ROWS


def _has_result(row: LabRow) -> bool:
    """Whether more than a range and a unit stand by the analyte: posters list normal values."""
    text = _RANGE_WORDS.sub(" ", " ".join(cell.text for cell in row.cells))
    text = unit().sub(" ", FROM_TO.sub(" ", text))
    return bool(NUMBER.search(text) or WORDY_RESULT.search(text) or FLAG.search(text))


def find(page: Page) -> Iterator[Finding]:
    """Yield one region a block of result rows that stand together."""
    for block in _blocks(lab_rows(page)):
        if not _is_enough(block):
            continue
        cells = whole_table([c for row in block for c in row.cells], page)
        polygon = None if page.is_plain_text else hull([p for c in cells for p in c.line.polygon])
        yield Finding(
            category=Category.LAB_RESULT,
            score=min(scores.STRONG_SHAPE + 0.08 * len(block), scores.LABEL_CHECKSUM),
            reason="rows of a laboratory analyte, a value and a unit or range",
            detector="rules.lab_results",
            polygon=polygon,
            page=page.number,
            role=Role.PATIENT,
            text=None,
            tags=frozenset({"medical"}),
        )


def _points(row: LabRow) -> list[tuple[float, float]]:
    return [point for cell in row.cells for point in cell.line.polygon]


def _result_cells(run: Run) -> tuple[Cell, ...]:
    """Return the row's cells from its analyte to the last value, unit, range or flag.

    What else stands at the same height (a program's menu before, a note behind) is no part of it.
    """
    first = next((i for i, c in enumerate(run.cells) if analytes_of(c.text)), 0)
    is_apart = first > 0 and run.text[run.offset(first) - 1] == CELL_BREAK
    return _with_results(run.cells[first if is_apart else 0 :])


def _with_results(row: Sequence[Cell]) -> tuple[Cell, ...]:
    cells = list(row)
    while len(cells) > 1 and not _is_result_alone(cells[-1].text):
        cells.pop()
    return tuple(cells)


def _is_result_cell(text: str) -> bool:
    rest = text
    for pattern in (_RANGE_WORDS, RANGE, unit(), NUMBER, FLAG, WORDY_RESULT):
        rest = pattern.sub(" ", rest)
    return rest != text and sum(c.isalpha() for c in rest) <= _MAX_OTHER_LETTERS


def whole_table(cells: Sequence[Cell], page: Page) -> list[Cell]:
    """Return the cells of a table's rows and what belongs to it around them.

    That is values in columns that no row reached, rows of which only the analyte was read, and the
    headings above. Grown step by step: each cell must be near what is known already.
    """
    table = list(cells)
    others = [c for run in page.runs for c in run.cells if all(c is not t for t in table)]
    for _ in range(_GROWTH):
        frame = _Frame(table)
        near = [c for c in others if frame.is_along(c)]
        new = [c for c in near if frame.is_beside(c) and _is_result_alone(c.text)]
        new += [c for c in near if frame.is_below(c) and analytes_of(c.text)]
        if not new:
            break
        table += new
        others = [c for c in others if all(c is not n for n in new)]
    frame = _Frame(table)
    above = [c for c in others if frame.is_along(c) and frame.is_above(c)]
    headings = {word for c in above for word in _HEADING.findall(c.text.lower())}
    is_headed = len(headings) >= _MIN_HEADINGS
    return table + [c for c in above if is_headed and _HEADING.search(c.text.lower())]


class _Frame:
    """Where a table lies in its own reading direction, in text heights."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.height = float(np.median([c.height for c in cells]))
        along = np.sum([np.subtract(c.end, c.start) for c in cells], axis=0)
        self.along = along / max(float(np.linalg.norm(along)), 1e-6)
        self.down = np.array([-self.along[1], self.along[0]])
        ends = np.array([p for c in cells for p in (c.start, c.end)])
        self.left, self.right = self._range(ends @ self.along)
        self.top, self.bottom = self._range(ends @ self.down)

    def _range(self, places: NDArray[np.float64]) -> tuple[float, float]:
        return float(places.min()) / self.height, float(places.max()) / self.height

    def _depth(self, cell: Cell) -> float:
        middle = (np.array(cell.start) + np.array(cell.end)) / 2
        return float(middle @ self.down) / self.height

    def is_along(self, cell: Cell) -> bool:
        """Whether a cell reads the table's way and begins between its left end and a column on."""
        if not 1 / _ALIKE < cell.height / self.height < _ALIKE:
            return False
        vector = np.subtract(cell.end, cell.start)
        is_turned = float(vector @ self.along) < 0.9 * float(np.linalg.norm(vector))
        start = float(np.array(cell.start) @ self.along) / self.height
        return not is_turned and self.left - 1.5 <= start <= self.right + _COLUMN_REACH

    def is_beside(self, cell: Cell) -> bool:
        """Whether a cell lies as high as one of the table's rows."""
        return self.top - 0.6 <= self._depth(cell) <= self.bottom + 0.6

    def is_below(self, cell: Cell) -> bool:
        """Whether a cell is a row's first, in the rows, right below or above them."""
        start = float(np.array(cell.start) @ self.along) / self.height
        is_near = self.top - _ROW_REACH <= self._depth(cell) <= self.bottom + _ROW_REACH
        return is_near and start <= self.right

    def is_above(self, cell: Cell) -> bool:
        """Whether a cell stands where the row of headings does."""
        return self.top - _ROW_REACH <= self._depth(cell) < self.top - 0.4


def _is_result_alone(text: str) -> bool:
    """Whether a cell is a value, range or flag though no row says so: no date, no case number."""
    value = unit().sub(" ", text)
    return _is_result_cell(text) and not _NO_RESULT.search(value) and not find_dates(text)


def _blocks(rows: Sequence[LabRow]) -> list[list[LabRow]]:
    """Join rows that stand near one another, directly or over others between them."""
    blocks: list[list[LabRow]] = []
    for row in rows:
        near = [b for b in blocks if any(_is_near(other, row) for other in b)]
        blocks = [b for b in blocks if b not in near]
        blocks.append([*(r for b in near for r in b), row])
    return blocks


def _is_near(one: LabRow, other: LabRow) -> bool:
    height = max(c.height for c in (*one.cells, *other.cells))
    first, second = one.cells[0], other.cells[0]
    turned = np.dot(np.subtract(first.end, first.start), np.subtract(second.end, second.start)) > 0
    a, b = np.array(_points(one)), np.array(_points(other))
    gap = np.maximum(b.min(axis=0) - a.max(axis=0), a.min(axis=0) - b.max(axis=0)).max()
    reach = _CARD_REACH if one.is_card and other.is_card else _REACH
    return bool(turned and gap < reach * height)


def hull(points: Sequence[tuple[float, float]]) -> Points:
    """Return the convex outline of points, clockwise, the corner nearest the top left first."""
    outline = cv2.convexHull(np.array(points, dtype=np.float32), clockwise=False)[:, 0]
    if len(outline) < 4:
        outline = cv2.boxPoints(cv2.minAreaRect(np.array(points, dtype=np.float32)))
    start = int(np.argmin(outline.sum(axis=1)))
    return tuple((float(x), float(y)) for x, y in np.roll(outline, -start, axis=0))
