"""The kinds as the sealed split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from phiscan.synth.artefacts import KINDS
from phiscan.synth.canvas import Flat
from phiscan.synth.sealed import (
    boards,
    cards,
    clean_pages,
    clean_scenes,
    ehr_screen,
    imaging,
    lab_report,
    labels,
    sheets,
)
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.synth.studio import drawn_by

Design = Callable[[SealedStudio], Flat]
"""Draws one design of a kind."""


DESIGNS: Mapping[str, Sequence[Design]] = {
    **lab_report.DESIGNS, **sheets.DESIGNS, **ehr_screen.DESIGNS, **imaging.DESIGNS,
    **labels.DESIGNS, **cards.DESIGNS, **boards.DESIGNS, **clean_pages.DESIGNS,
    **clean_scenes.DESIGNS,
}  # fmt: skip
SEALED_KINDS = drawn_by(SealedStudio, DESIGNS, KINDS)
