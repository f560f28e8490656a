"""What belongs to a table of results around its rows: columns, rows read in part, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from phiscan.rules.date_shapes import find_dates
from phiscan.rules.lab_culture import is_of_a_culture
from phiscan.rules.lab_misread import are_range_words
from phiscan.rules.lab_words import (
    FLAG,
    NUMBER,
    RANGE,
    RANGE_WORDS,
    WORDY_RESULT,
    analytes_of,
    unit,
)
from phiscan.rules.layout import Cell
from phiscan.rules.page import Page

_MAX_OTHER_LETTERS = 3
_COLUMN_REACH = 12.0
"""Text heights from a table's right end to a column that belongs to it."""
_ROW_REACH = 3.2
_NO_RESULT = re.compile(r"\d{5}|[A-Za-z]\d|\d:\d\d|[$€£]")
_ALIKE = 1.8
"""Times the table's text height; what is larger is on another thing."""
_GROWTH = 4
_MIN_HEADINGS = 2
_HEADING = re.compile(
    r"\b(?:tests?|analyte|component|results?|values?|units?|ref(?:erence)?|ranges?|interval|limits"
    r"|flags?|normal|abnormal|status|previous|in range|out of range|name|method)\b"
)


def whole_table(
    cells: Sequence[Cell], page: Page, is_misread: bool = False, is_culture: bool = False
) -> list[Cell]:
    """Return the cells of a table's rows and what belongs to it around them.

    That is values in columns that no row reached, rows of which only the analyte was read (or the
    value, in a table that was misread), and the headings above. Grown step by step: each cell must
    be near what is known already.
    """
    table = list(cells)
    others = [c for run in page.runs for c in run.cells if all(c is not t for t in table)]
    for _ in range(_GROWTH):
        frame = _Frame(table)
        near = [c for c in others if frame.is_along(c)]
        new = [c for c in near if frame.is_beside(c) and _belongs(c.text, is_culture)]
        new += [c for c in near if frame.is_below(c) and _is_row(c.text, is_misread)]
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


def is_result_alone(text: str) -> bool:
    """Whether a cell is a value, range or flag though no row says so: no date, no case number."""
    value = unit().sub(" ", text)
    return _is_result_cell(text) and not _NO_RESULT.search(value) and not find_dates(text)


def _is_row(text: str, is_misread: bool) -> bool:
    """Whether a cell below or above a table's rows is what was read of one more."""
    return bool(analytes_of(text)) or (is_misread and is_result_alone(text))


def _belongs(text: str, is_culture: bool) -> bool:
    """Whether a cell among a table's rows is part of it."""
    return is_result_alone(text) or are_range_words(text) or (is_culture and is_of_a_culture(text))


def _is_result_cell(text: str) -> bool:
    rest = text
    for pattern in (RANGE_WORDS, RANGE, unit(), NUMBER, FLAG, WORDY_RESULT):
        rest = pattern.sub(" ", rest)
    return rest != text and sum(c.isalpha() for c in rest) <= _MAX_OTHER_LETTERS
