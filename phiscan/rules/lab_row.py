"""One result of a laboratory's report as its cells on the page."""

from __future__ import annotations

from dataclasses import dataclass

from phiscan.rules.layout import Cell


@dataclass(frozen=True)
class LabRow:
    """The cells of one result; `is_sure` when its analyte and unit are those of a patient,
    `is_misread` when they are so only nearly, `is_culture` when it tells what grew.
    """

    cells: tuple[Cell, ...]
    is_sure: bool
    is_card: bool = False
    is_misread: bool = False
    is_culture: bool = False
