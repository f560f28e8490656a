"""Lists of samples: a row each with the patient, a number and the test, the result to be noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from phiscan.rules.date_shapes import find_dates
from phiscan.rules.lab_words import asks_for_test
from phiscan.rules.layout import Cell, Run
from phiscan.rules.page import Page

_HEADINGS = {
    "sample": r"(?:samples?|specimens?|accession|acc|lab|spec|tube|barcode)(?: ?(?:no|id|#))?\.?",
    "patient": r"(?:patient|name|patient name|mrn|dob|date of birth|hosp(?:ital)? no)\.?",
    "test": r"(?:tests?|assay|request(?:ed)?|investigation|panel|analysis|procedure)\.?",
    "result": r"(?:results?|value|status|outcome)\.?",
}
_LEAST_HEADINGS = 3
_NUMBER = re.compile(r"\d{5}|\d{2,4}[ -]\d{2,4}[ -]\d{2,4}")
_PRICED = re.compile(r"[$€£]\s?\d|\d\s?[€£]")
_LEAST_ROWS, _LEAST_BARE_ROWS = 2, 4
_REACH = 135.0
"""Text heights from the headings to the last row: few samples are spread over a page."""
_BEYOND = 3.0
"""Text heights that a row may begin a cell beyond the headings' end."""


def sample_lists(page: Page) -> list[Cell]:
    """Return the cells of a list of samples and the tests asked for; none when there is no such.

    Each row holds a test and a date or a long number. Without its row of headings it takes more.
    """
    results = {id(cell) for row in page.result_rows for cell in row.cells}
    runs = [run for run in page.runs if not any(id(cell) in results for cell in run.cells)]
    rows = [run for run in runs if _is_asked(run)]
    heads = [run for run in page.runs if _headings(run) >= _LEAST_HEADINGS]
    heads = [head for head in heads if any(_is_under(head, row) for row in rows)][:1]
    least = _LEAST_ROWS if heads else _LEAST_BARE_ROWS
    if len(rows) < least or not page.is_medical:
        return []
    return [c for run in rows for c in _before_end(run, heads)] + [
        c for head in heads for c in head.cells
    ]


def _is_asked(run: Run) -> bool:
    is_numbered = find_dates(run.numbers_text) or _NUMBER.search(run.text)
    return bool(
        is_numbered
        and not _PRICED.search(run.text)
        and any(asks_for_test(cell.text) for cell in run.cells)
    )


def _headings(run: Run) -> int:
    """Return how many kinds of headings a run has, each in a cell of its own; 0 without a test."""
    texts = [cell.text.strip().lower() for cell in run.cells]
    kinds = {k for k, words in _HEADINGS.items() if any(re.fullmatch(words, t) for t in texts)}
    return len(kinds) if "test" in kinds else 0


def _along(cells: Sequence[Cell]) -> tuple[NDArray[np.float64], float]:
    """Return the reading direction of cells and their text height in pixels."""
    way = np.sum([np.subtract(c.end, c.start) for c in cells], axis=0)
    return way / max(float(np.hypot(*way)), 1e-6), float(np.median([c.height for c in cells]))


def _is_under(head: Run, row: Run) -> bool:
    along, height = _along(head.cells)
    down = np.array([-along[1], along[0]])
    below = float(np.subtract(row.cells[0].start, head.cells[0].start) @ down) / height
    return 0.5 < below < _REACH


def _before_end(run: Run, heads: Sequence[Run]) -> Iterator[Cell]:
    """Yield the cells of a row that begin before its headings end: another paper may lie beside."""
    for cell in run.cells:
        if not heads:
            yield cell
            continue
        along, height = _along(heads[0].cells)
        end = max(float(np.array(c.end) @ along) for c in heads[0].cells)
        if float(np.array(cell.start) @ along) < end + _BEYOND * height:
            yield cell
