"""The kinds as the outside split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from phiscan.synth.artefacts import KINDS
from phiscan.synth.outside import (
    boards,
    cards,
    clean_forms,
    clean_pages,
    clean_slips,
    ehr_screen,
    imaging,
    lab_report,
    labels,
    letters,
    pharmacy,
    post,
    sheets,
)  # fmt: skip
from phiscan.synth.outside.form import Design
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.synth.studio import drawn_by

DESIGNS: Mapping[str, Sequence[Design]] = {
    **lab_report.DESIGNS, **sheets.DESIGNS, **letters.DESIGNS, **ehr_screen.DESIGNS,
    **imaging.DESIGNS, **labels.DESIGNS, **pharmacy.DESIGNS, **cards.DESIGNS, **post.DESIGNS,
    **boards.DESIGNS, **clean_pages.DESIGNS, **clean_slips.DESIGNS,
    "empty_form": (*clean_slips.DESIGNS["empty_form"], *clean_forms.DESIGNS["empty_form"]),
    "poster": (*clean_pages.DESIGNS["poster"], *clean_forms.DESIGNS["poster"]),
}  # fmt: skip
OUTSIDE_KINDS = drawn_by(OutsideStudio, DESIGNS, KINDS)
