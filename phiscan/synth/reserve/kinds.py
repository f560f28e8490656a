"""The kinds as the reserve split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

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
from phiscan.synth.studio import Kind, Studio

Design = Callable[[ReserveStudio], Flat]
"""Draws one design of a kind."""


def _one_of(designs: Sequence[Design]) -> Callable[[Studio], Flat]:
    def draw(studio: Studio) -> Flat:
        return studio.rng.choice(designs)(imaging.reserve(studio))

    return draw


DESIGNS: Mapping[str, Sequence[Design]] = {
    **lab_report.DESIGNS, **sheets.DESIGNS, **letters.DESIGNS, **ehr_screen.DESIGNS,
    **imaging.DESIGNS, **labels.DESIGNS, **cards.DESIGNS, **boards.DESIGNS, **clean_pages.DESIGNS,
    **clean_scenes.DESIGNS,
}  # fmt: skip
RESERVE_KINDS: dict[str, Kind] = {
    name: replace(KINDS[name], draw=_one_of(designs)) for name, designs in DESIGNS.items()
}
