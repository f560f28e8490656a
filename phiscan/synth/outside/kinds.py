"""The kinds as the outside split draws them: each of a few designs, chosen by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from phiscan.synth.artefacts import KINDS
from phiscan.synth.canvas import Flat
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
from phiscan.synth.outside.form import Design, outside
from phiscan.synth.studio import Kind, Studio

DESIGNS: Mapping[str, Sequence[Design]] = {
    **lab_report.DESIGNS, **sheets.DESIGNS, **letters.DESIGNS, **ehr_screen.DESIGNS,
    **imaging.DESIGNS, **labels.DESIGNS, **pharmacy.DESIGNS, **cards.DESIGNS, **post.DESIGNS,
    **boards.DESIGNS, **clean_pages.DESIGNS, **clean_slips.DESIGNS,
    "empty_form": (*clean_slips.DESIGNS["empty_form"], *clean_forms.DESIGNS["empty_form"]),
    "poster": (*clean_pages.DESIGNS["poster"], *clean_forms.DESIGNS["poster"]),
}  # fmt: skip


def _one_of(designs: Sequence[Design]) -> Callable[[Studio], Flat]:
    return lambda studio: studio.rng.choice(designs)(outside(studio))


OUTSIDE_KINDS: dict[str, Kind] = {
    name: replace(KINDS[name], draw=_one_of(designs)) for name, designs in DESIGNS.items()
}  # fmt: skip
