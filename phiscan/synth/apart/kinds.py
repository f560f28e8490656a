"""The kinds as the apart split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from phiscan.synth.apart import (
    boards,
    cards,
    clean_notices,
    clean_pages,
    clean_scenes,
    clean_slips,
    ehr_screen,
    imaging,
    lab_report,
    labels,
    letters,
    pharmacy,
    post,
    sheets,
)
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.artefacts import KINDS
from phiscan.synth.canvas import Flat
from phiscan.synth.studio import drawn_by

Design = Callable[[ApartStudio], Flat]
"""Draws one design of a kind."""


DESIGNS: Mapping[str, Sequence[Design]] = {
    **lab_report.DESIGNS, **sheets.DESIGNS, **letters.DESIGNS, **ehr_screen.DESIGNS,
    **imaging.DESIGNS, **labels.DESIGNS, **pharmacy.DESIGNS, **cards.DESIGNS, **post.DESIGNS,
    **boards.DESIGNS, **clean_notices.DESIGNS, **clean_pages.DESIGNS, **clean_scenes.DESIGNS,
    **clean_slips.DESIGNS,
}  # fmt: skip
APART_KINDS = drawn_by(ApartStudio, DESIGNS, KINDS)
