"""Text that was seen and could not be read: on a medical page it is covered like what was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Line

_MIN_HEIGHT_PX = 9.0
_MIN_RATIO = 1.8
"""Shorter specks are ruling lines, logos and dust far more often than words."""
_MAX_OVER_READ = 1.3
"""Times the tallest line that was read; what is taller is a rib cage or a curtain, not print."""
_REACH = 6.0
"""Text heights to the nearest line that was read; beyond it the text is on something else."""
_SCORE = 0.5


def find_unread(lines: Sequence[Line], page: Page) -> Iterator[Finding]:
    """Yield `unread_text` for unread lines beside what was read on a medical page."""
    if not page.is_medical:
        return
    read = [line for line in lines if line.text]
    tallest = _MAX_OVER_READ * max((line.height_px for line in read), default=0.0)
    for line in lines:
        if line.text or line.height_px > tallest:
            continue
        if _is_word_sized(line) and _is_beside(line, read):
            yield Finding(
                category=Category.UNREAD_TEXT,
                score=_SCORE,
                reason="text on a medical page that could not be read",
                detector="rules.unread",
                polygon=line.polygon,
                page=page.number,
                tags=frozenset({"medical"}),
            )


def _is_word_sized(line: Line) -> bool:
    x0, y0, x1, y1 = line.box
    length = float(np.hypot(x1 - x0, y1 - y0))
    return line.height_px >= _MIN_HEIGHT_PX and length >= _MIN_RATIO * line.height_px


def _is_beside(line: Line, read: Sequence[Line]) -> bool:
    reach = _REACH * line.height_px
    x0, y0, x1, y1 = line.box
    for other in read:
        a0, b0, a1, b1 = other.box
        if max(a0 - x1, x0 - a1, b0 - y1, y0 - b1) <= reach:
            return True
    return False
