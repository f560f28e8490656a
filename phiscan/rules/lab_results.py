"""The region of printed laboratory results: rows of analyte, value and unit or reference range.

The rows need not hold a name to be health information. A row counts when an analyte stands before
a value that a unit, a range or a flag follows; prices, nutrition tables and code have none of the
pairs. At least two rows make a region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from phiscan.rules import scores
from phiscan.rules.layout import Run
from phiscan.rules.normalise import match_key
from phiscan.rules.page import Page
from phiscan.rules.wordlists import read_sections
from phiscan.types import Category, Finding, Points, Role

_MIN_ROWS = 2
_VALUE = r"[<>]?\s?\d{1,5}(?:[.,]\d{1,3})?"
_RANGE = re.compile(
    rf"(?<![\d/-]){_VALUE}\s?(?:-|to)\s?{_VALUE}(?![\d/-])|(?<!\w)[<>]=?\s?\d+(?:\.\d+)?"
)
_NUMBER = re.compile(rf"(?<![\w/.-]){_VALUE}(?![\d/:])")
_FLAG = re.compile(r"(?<![A-Za-z])(?:HH|LL|H|L|High|Low|HIGH|LOW|Abnormal|Normal|\*)(?![A-Za-z])")
_WORDY_RESULT = re.compile(
    r"(?<![A-Za-z])(?:negative|positive|non-?reactive|reactive|not detected|detected|trace)"
    r"(?![A-Za-z])",
    re.I,
)
_NUTRITION = re.compile(r"nutrition facts|serving|calories|% daily value|ingredients", re.I)


@lru_cache(maxsize=1)
def _analytes() -> frozenset[str]:
    return frozenset(map(match_key, _phrases("ANALYTES")))


def _phrases(section: str) -> list[str]:
    text = read_sections("lab.txt", separator=" | ")[section]
    return [p.strip() for p in text.split("|") if p.strip()]


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    written = sorted(_phrases("UNITS"), key=len, reverse=True)
    return re.compile(
        r"(?<![A-Za-z/])(?:" + "|".join(map(re.escape, written)) + r")(?![A-Za-z0-9])", re.I
    )


@dataclass(frozen=True)
class LabRow:
    """A run that holds a result; `is_sure` when its analyte is in the vocabulary."""

    run: Run
    is_sure: bool


def _starts_with_analyte(text: str) -> bool:
    """Whether one of the first words, up to four together, is an analyte."""
    words = re.findall(r"[A-Za-z0-9][\w./'-]*", text)[:6]
    for first in range(min(2, len(words))):
        for last in range(first + 1, min(first + 5, len(words) + 1)):
            key = match_key("".join(words[first:last]))
            if key in _analytes() and any(c.isalpha() for c in "".join(words[first:last])):
                return True
    return False


def row_of(run: Run) -> LabRow | None:
    """Return the lab row that a run is, None when it is not."""
    text = run.text
    number = _NUMBER.search(text)
    has_unit = bool(_unit().search(text))
    proof = (
        has_unit
        + bool(_RANGE.search(text))
        + bool(_FLAG.search(text[number.end() :]) if number else 0)
    )
    if _starts_with_analyte(text):
        if (number and number.start() > 0 and proof) or _WORDY_RESULT.search(text):
            return LabRow(run, is_sure=True)
        return None
    is_row = number is not None and number.start() > 2 and has_unit and _RANGE.search(text)
    return LabRow(run, is_sure=False) if is_row else None


def lab_rows(page: Page) -> list[LabRow]:
    """Return the rows of results of a page; none on a food label."""
    if any(_NUTRITION.search(run.text) for run in page.runs):
        return []
    rows = [row for row in map(row_of, page.runs) if row is not None]
    return rows if sum(row.is_sure for row in rows) >= _MIN_ROWS else []


def find(page: Page) -> Iterator[Finding]:
    """Yield one region a block of result rows that stand together."""
    for block in _blocks(lab_rows(page)):
        if sum(row.is_sure for row in block) < _MIN_ROWS:
            continue
        polygon = None if page.is_plain_text else hull([p for r in block for p in _points(r.run)])
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


def _points(run: Run) -> list[tuple[float, float]]:
    return [point for cell in run.cells for point in cell.line.polygon]


def _middle(run: Run) -> np.ndarray:
    middle: np.ndarray = np.array(_points(run)).mean(axis=0)
    return middle


def _blocks(rows: Sequence[LabRow]) -> list[list[LabRow]]:
    """Split rows, in reading order, where the next one is far away."""
    blocks: list[list[LabRow]] = []
    for row in rows:
        if blocks and _is_near(blocks[-1][-1].run, row.run):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _is_near(above: Run, below: Run) -> bool:
    height = max(c.height for c in (*above.cells, *below.cells))
    first, second = above.cells[0], below.cells[0]
    turned = np.dot(np.subtract(first.end, first.start), np.subtract(second.end, second.start)) > 0
    gap = np.linalg.norm(np.subtract(first.start, second.start))
    return bool(turned and gap < 7 * height)


def hull(points: Sequence[tuple[float, float]]) -> Points:
    """Return the smallest turned rectangle round points, clockwise, its top left corner first."""
    box = cv2.boxPoints(cv2.minAreaRect(np.array(points, dtype=np.float32)))
    start = int(np.argmin(box.sum(axis=1)))
    ordered = np.roll(box, -start, axis=0)
    (ax, ay), (bx, by), (cx, cy) = ordered[0], ordered[1], ordered[2]
    if (bx - ax) * (cy - by) - (by - ay) * (cx - bx) < 0:
        ordered = np.roll(ordered[::-1], 1, axis=0)
    return tuple((float(x), float(y)) for x, y in ordered)
