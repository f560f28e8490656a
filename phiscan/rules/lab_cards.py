"""Results printed as cards: the analyte, its value below it, and a word that judges the value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from phiscan.rules.lab_row import LabRow
from phiscan.rules.lab_words import (
    NUMBER,
    RANGE_WORDS,
    analytes_of,
    is_measured_in_bodies_alone,
    is_of_a_body,
    unit,
)
from phiscan.rules.layout import Cell

_JUDGED = re.compile(
    r"\W*(?:(?:in|out of|within|above|below|outside) (?:the )?(?:normal |reference )?range|high|low"
    r"|normal|abnormal|critical|borderline|optimal)\W*",
    re.I,
)
_BELOW, _FAR_BELOW = 3.5, 7.0
"""Text heights of the analyte to a value right below it, and to a large one over a gap."""
_JUDGED_BELOW = 4.5


def stacked_rows(cells: Sequence[Cell]) -> list[LabRow]:
    """Return results of which a value with its unit stands right below the analyte."""
    names = names_of_cards(cells)
    values = [c for c in cells if _is_value_with_unit(c.text)]
    return [
        LabRow(
            (name, value),
            is_sure=is_of_a_body(f"{name.text} {value.text}", analytes_of(name.text)),
            is_card=True,
        )
        for name, value in stacked(names, values)
    ]


def names_of_cards(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells that hold an analyte and no value."""
    return [c for c in cells if analytes_of(c.text) and not NUMBER.search(c.text)]


def judged_rows(cells: Sequence[Cell]) -> list[LabRow]:
    """Return cards whose value is a bare number: judged in a word below it, or beside such.

    Without a unit only what is measured in nothing but bodies is sure: a tank has nitrite too.
    """
    names = [c for c in cells if analytes_of(c.text) and not _is_bare(c.text)]
    values = [c for c in cells if _is_bare(c.text)]
    words = [c for c in cells if _JUDGED.fullmatch(c.text) or RANGE_WORDS.match(c.text)]
    rows = []
    for name in names:
        value = _first_below(name, values)
        if value is None:
            continue
        said = tuple(w for w in words if _is_of_card(name, value, w))
        is_own = is_measured_in_bodies_alone(analytes_of(name.text))
        rows.append(
            LabRow((name, value, *said), bool(said) and is_own, is_card=True,
                   is_misread=not said and is_own)
        )  # fmt: skip
    return rows if any(row.is_sure for row in rows) else []


def _first_below(name: Cell, values: Sequence[Cell]) -> Cell | None:
    deep = ((depth(name, value), i) for i, value in enumerate(values))
    below = [(down, i) for down, i in deep if down is not None and 0.5 < down < _FAR_BELOW]
    return values[min(below)[1]] if below else None


def _is_bare(text: str) -> bool:
    return NUMBER.fullmatch(text.strip()) is not None


def _is_of_card(name: Cell, value: Cell, word: Cell) -> bool:
    """Whether a word stands between a card's analyte and value, or right below the value."""
    whole, down = depth(name, word), depth(name, value)
    return whole is not None and down is not None and 0.5 < whole < down + _JUDGED_BELOW


def stacked(names: Sequence[Cell], values: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Yield the pairs of a name and a value right below it."""
    for name in names:
        for value in values:
            down = depth(name, value)
            if name is not value and down is not None and 0.5 < down < _BELOW:
                yield name, value


def depth(above: Cell, below: Cell) -> float | None:
    """Return how far a cell lies under another's start, in the other's text heights and frame.

    None when the two do not begin below one another.
    """
    along = np.subtract(above.end, above.start)
    along = along / max(float(np.hypot(*along)), 1e-6)
    offset = np.subtract(below.start, above.start) / max(above.height, 1e-6)
    right, down = float(offset @ along), float(offset @ np.array([-along[1], along[0]]))
    return down if abs(right) < 1.5 else None


def _is_value_with_unit(text: str) -> bool:
    number = NUMBER.match(text.strip())
    return number is not None and bool(unit().search(text))
