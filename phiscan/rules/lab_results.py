"""The region of printed laboratory results: rows of analyte, value and unit or reference range.

The rows need not hold a name to be health information. A row counts when an analyte stands before
a value that a unit, a range or a flag follows; prices, nutrition tables and code have none of the
pairs. At least two rows make a region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from phiscan.rules import scores
from phiscan.rules.lab_cards import judged_rows, stacked, stacked_rows
from phiscan.rules.lab_culture import culture_rows
from phiscan.rules.lab_misread import (
    has_unit_or_range,
    is_nearly_a_result,
    is_nearly_a_value,
    is_nearly_an_analyte,
    reads_like_a_result,
)
from phiscan.rules.lab_row import LabRow
from phiscan.rules.lab_table import is_result_alone, whole_table
from phiscan.rules.lab_words import (
    FLAG,
    FROM_TO,
    NUMBER,
    RANGE_WORDS,
    WORDY_RESULT,
    analytes_of,
    has_range,
    has_unit,
    is_bare_result,
    is_companion,
    is_of_a_body,
    unit,
)
from phiscan.rules.lab_worklist import sample_lists
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK, Cell, Run
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Line, Points, Role

_MIN_ROWS = 2
_MIN_RESULTS, _LEAST_RESULTS = 2, 0.25
"""Rows, or their share, in which a result stands: of a poster of normal values one may be misread.
"""
_UNREAD = 0.6
"""What was read below this is not: a value that gave no digits."""
_MIN_UNITS = 3
"""Rows with a unit or range from which it is worth asking whether the rest was misread."""
_REACH = 5.0
"""Text heights between the rows of one table."""
_GAP, _ALIGNED = 12.0, 2.0
"""Text heights that may be unread between two rows of one column, and how far apart they begin."""
_OF_A_PATIENT = (Kind.PATIENT, Kind.MRN, Kind.DOB)
_CARD_REACH = 20.0
"""Text heights between the cards of one report, which stand in columns."""


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
            row = run.cells[first:]
            return LabRow(_with_results(row[_first_of(row) :]), is_of_a_body(text, analytes))
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


def _misread_rows(page: Page, rows: Sequence[LabRow]) -> Iterator[LabRow]:
    """Yield rows of which a word, a unit or a range was misread, beside and between the others."""
    taken = {id(cell) for row in rows for cell in row.cells}
    free: list[Cell] = []
    for run in page.runs:
        cells = [c for c in run.cells if id(c) not in taken]
        first = next((i for i, c in enumerate(cells) if is_nearly_an_analyte(c.text)), 0)
        row = cells[first:]
        while len(row) > 1 and not is_nearly_a_result(row[-1].text):
            row.pop()
        if row and reads_like_a_result(CELL_BREAK.join(c.text for c in row)):
            yield LabRow(tuple(row), is_sure=False, is_misread=True)
        else:
            free += cells
    names = [c for c in free if is_nearly_an_analyte(c.text)]
    for pair in stacked(names, [c for c in free if is_nearly_a_value(c.text)]):
        yield LabRow(pair, is_sure=False, is_card=True, is_misread=True)


def lab_rows(page: Page) -> list[LabRow]:
    """Return the rows of results of a page; none where all that stands there is not a body's.

    One result makes normal values no report, unless others were seen beside them and not read.
    """
    rows = list(page.result_rows)
    results = [row for row in rows if _has_result(row)]
    is_given = len(results) >= _MIN_RESULTS or len(results) >= _LEAST_RESULTS * len(rows) > 0
    return rows if is_given or (results and _are_unread(rows, page)) else []


def all_rows(page: Page) -> list[LabRow]:
    """Return the rows of a page, of results or of normal values; none when too few for a table."""
    found = (row_of(run) or _row_beside(run) for run in page.runs)
    rows = [row for row in found if row is not None]
    taken = {id(cell) for row in rows if _has_result(row) for cell in row.cells}
    free = [c for run in page.runs for c in run.cells if id(c) not in taken]
    rows += [*stacked_rows(free), *judged_rows(free), *culture_rows(page.runs)]
    if rows or sum(has_unit_or_range(run.text) for run in page.runs) >= _MIN_UNITS:
        rows += _misread_rows(page, rows)
    return [*rows, *_bare_rows(page, rows)] if _is_enough(rows) else []


def _bare_rows(page: Page, rows: Sequence[LabRow]) -> Iterator[LabRow]:
    """Yield rows of an analyte and a number alone, of which the unit or the range is wanting."""
    taken = {id(cell) for row in rows for cell in row.cells}
    for run in page.runs:
        if is_bare_result(run.text) and not any(id(cell) in taken for cell in run.cells):
            yield LabRow(run.cells, is_sure=False)


def _rows_of_patient(page: Page) -> list[LabRow]:
    """Return the rows of results of a page; where it is a patient's one result is enough."""
    rows = lab_rows(page)
    if rows or not _is_of_a_patient(page):
        return rows
    rows = list(page.result_rows)
    return rows if any(map(_has_result, rows)) else []


def _is_of_a_patient(page: Page) -> bool:
    """Whether more than its analytes makes a page medical: a poster has as many of those."""
    return page.known_medical or (page.is_medical and any(page.fields_of(*_OF_A_PATIENT)))


def _are_unread(rows: Sequence[LabRow], page: Page) -> bool:
    """Whether in most rows something was seen that was not read: a value, not a normal one."""
    unread = [line for line in page.lines if _is_unread(line)]
    seen = sum(_has_result(row) or any(_is_in(line, row) for line in unread) for row in rows)
    return 2 * seen >= len(rows)


def _is_unread(line: Line) -> bool:
    if not line.text.strip():
        return True
    return line.score < _UNREAD and not (analytes_of(line.text) or has_unit_or_range(line.text))


def _is_in(line: Line, row: LabRow) -> bool:
    """Whether a line stands in a row or right behind it, at its height."""
    start, height = row.cells[0].start, max(c.height for c in row.cells)
    along = np.subtract(row.cells[-1].end, start)
    length = max(float(np.hypot(*along)), 1e-6)
    along = along / length
    offset = np.subtract(np.mean(line.polygon, axis=0), start)
    right, down = float(offset @ along), float(offset @ np.array([-along[1], along[0]]))
    return 0 < right < length + _REACH * height and abs(down) < height / 2


def _is_enough(rows: Sequence[LabRow]) -> bool:
    """Whether rows make a table: two that are one's beyond doubt; of misread ones each is half."""
    return 2 * sum(r.is_sure for r in rows) + sum(r.is_misread for r in rows) >= 2 * _MIN_ROWS


def _has_result(row: LabRow) -> bool:
    """Whether more than a range and a unit stand by the analyte: posters list normal values."""
    if row.is_culture:
        return True
    text = RANGE_WORDS.sub(" ", " ".join(cell.text for cell in row.cells))
    text = unit().sub(" ", FROM_TO.sub(" ", text))
    return bool(NUMBER.search(text) or WORDY_RESULT.search(text) or FLAG.search(text))


def find(page: Page) -> Iterator[Finding]:
    """Yield one region a block of result rows that stand together, and a list of samples."""
    for block in _blocks(_rows_of_patient(page)):
        if _is_enough(block):
            is_culture = any(row.is_culture for row in block)
            cells = [c for row in block for c in row.cells]
            yield _region(
                page, whole_table(cells, page, _is_misread(block), is_culture), len(block)
            )
    if listed := sample_lists(page):
        yield _region(page, listed, _MIN_ROWS)


def _region(page: Page, cells: Sequence[Cell], rows: int) -> Finding:
    points = [p for c in cells for p in c.line.polygon]
    return Finding(
        category=Category.LAB_RESULT,
        score=min(scores.STRONG_SHAPE + 0.08 * rows, scores.LABEL_CHECKSUM),
        reason="rows of a laboratory analyte, a value and a unit or range",
        detector="rules.lab_results",
        polygon=None if page.is_plain_text else hull(points),
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
    first = _first_of(run.cells)
    is_apart = first > 0 and run.text[run.offset(first) - 1] == CELL_BREAK
    return _with_results(run.cells[first if is_apart else 0 :])


def _first_of(row: Sequence[Cell]) -> int:
    """Return the number of a row's first cell: an analyte whose result follows, else any."""
    named = [i for i, cell in enumerate(row) if analytes_of(cell.text)]
    for first, after in pairwise([*named, len(row)]):
        text = CELL_BREAK.join(cell.text for cell in row[first:after])
        if _is_result(text, analytes_of(text)):
            return first
    return named[0] if named else 0


def _with_results(row: Sequence[Cell]) -> tuple[Cell, ...]:
    cells = list(row)
    while len(cells) > 1 and not is_result_alone(cells[-1].text):
        cells.pop()
    return tuple(cells)


def _is_misread(block: Sequence[LabRow]) -> bool:
    return 2 * sum(row.is_misread for row in block) > len(block)


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
    return bool(turned and gap < _reach(one, other, height) * height)


def _reach(one: LabRow, other: LabRow, height: float) -> float:
    """Return how far apart rows of one table may lie, in text heights."""
    if one.is_card and other.is_card:
        return _CARD_REACH
    if not (one.is_misread or other.is_misread):
        return _REACH
    first, second = one.cells[0], other.cells[0]
    along = np.subtract(first.end, first.start)
    along = along / max(float(np.hypot(*along)), 1e-6)
    is_column = abs(float(np.subtract(second.start, first.start) @ along)) < _ALIGNED * height
    return _GAP if is_column else _REACH


def hull(points: Sequence[tuple[float, float]]) -> Points:
    """Return the convex outline of points, clockwise, the corner nearest the top left first."""
    outline = cv2.convexHull(np.array(points, dtype=np.float32), clockwise=False)[:, 0]
    if len(outline) < 4:
        outline = cv2.boxPoints(cv2.minAreaRect(np.array(points, dtype=np.float32)))
    start = int(np.argmin(outline.sum(axis=1)))
    return tuple((float(x), float(y)) for x, y in np.roll(outline, -start, axis=0))
