"""The kinds as the blind split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from phiscan.synth.studio import drawn_by

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


DESIGNS: Mapping[str, Sequence[Design]] = {
    name: designs for module in _MODULES for name, designs in module.DESIGNS.items()
}
BLIND_KINDS = drawn_by(BlindStudio, DESIGNS, KINDS)
