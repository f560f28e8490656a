"""The kinds as the reserve split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from phiscan.synth.artefacts import KINDS
from phiscan.synth.canvas import Flat
from phiscan.synth.reserve import (
    boards,
    cards,
    clean_pages,
    clean_scenes,
    ehr_screen,
    imaging,
    lab_report,
    labels,
    letters,
    sheets,
)
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.synth.studio import drawn_by

Design = Callable[[ReserveStudio], Flat]
"""Draws one design of a kind."""


DESIGNS: Mapping[str, Sequence[Design]] = {
    **lab_report.DESIGNS, **sheets.DESIGNS, **letters.DESIGNS, **ehr_screen.DESIGNS,
    **imaging.DESIGNS, **labels.DESIGNS, **cards.DESIGNS, **boards.DESIGNS, **clean_pages.DESIGNS,
    **clean_scenes.DESIGNS,
}  # fmt: skip
RESERVE_KINDS = drawn_by(ReserveStudio, DESIGNS, KINDS)
