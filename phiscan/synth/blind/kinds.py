"""The kinds as the blind split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from phiscan.synth.artefacts import KINDS
from phiscan.synth.blind import (
    appointment_card,
    badge,
    chart_spines,
    clean_pages,
    clean_scenes,
    ehr_screen,
    envelope,
    face_sheet,
    imaging,
    insurance_card,
    lab_report,
    letter,
    prescription_label,
    specimen_label,
    sticky_note,
    whiteboard,
    wristband,
)
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Flat
from phiscan.synth.studio import Kind, Studio

Design = Callable[[BlindStudio], Flat]
"""Draws one design of a kind."""
_MODULES: tuple[ModuleType, ...] = (
    appointment_card,
    badge,
    chart_spines,
    clean_pages,
    clean_scenes,
    ehr_screen,
    envelope,
    face_sheet,
    imaging,
    insurance_card,
    lab_report,
    letter,
    prescription_label,
    specimen_label,
    sticky_note,
    whiteboard,
    wristband,
)


def _one_of(designs: Sequence[Design]) -> Callable[[Studio], Flat]:
    def draw(studio: Studio) -> Flat:
        if not isinstance(studio, BlindStudio):
            raise TypeError(f"wanted a BlindStudio, got {type(studio).__name__}")
        return studio.rng.choice(designs)(studio)

    return draw


DESIGNS: Mapping[str, Sequence[Design]] = {
    name: designs for module in _MODULES for name, designs in module.DESIGNS.items()
}
BLIND_KINDS: dict[str, Kind] = {
    name: replace(KINDS[name], draw=_one_of(designs)) for name, designs in DESIGNS.items()
}
