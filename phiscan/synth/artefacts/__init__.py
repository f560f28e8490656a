"""One file a kind of artefact, each with a KINDS tuple. To add one, write it and list it here."""

from __future__ import annotations

from phiscan.synth.artefacts import (
    appointment_card,
    badge,
    chart_spines,
    clean_pages,
    clean_scenes,
    ehr_screen,
    envelope,
    face_sheet,
    insurance_card,
    lab_report,
    letter,
    prescription_label,
    radiograph,
    specimen_label,
    sticky_note,
    ultrasound,
    whiteboard,
    wristband,
)
from phiscan.synth.studio import Kind

_MODULES = (
    lab_report,
    face_sheet,
    letter,
    ehr_screen,
    wristband,
    specimen_label,
    prescription_label,
    insurance_card,
    chart_spines,
    appointment_card,
    whiteboard,
    sticky_note,
    badge,
    envelope,
    radiograph,
    ultrasound,
    clean_pages,
    clean_scenes,
)

KINDS: dict[str, Kind] = {kind.name: kind for module in _MODULES for kind in module.KINDS}
