import hashlib
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from shapely.geometry import Polygon

from phiscan.synth.artefacts import KINDS
from phiscan.synth.fonts import FontBook
from phiscan.synth.scenes import kinds_of, studio_of
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category

BOOKS = {split: FontBook(split) for split in ("tune", "test", "blind")}
PHI_KINDS = [name for name, kind in KINDS.items() if not kind.clean]


class Drawn(NamedTuple):
    """What the tests ask of a drawn thing: its marks, (width, height), a hash of its picture."""

    marks: list[Mark]
    size_wh: tuple[int, int]
    picture: str


@cache
def draw(name: str, split: str, seed: int) -> Drawn:
    flat = kinds_of(split)[name].draw(studio_of(split, f"{name} {seed}", BOOKS[split], 4.0))
    height, width = flat.alpha.shape
    return Drawn(flat.marks, (width, height), hashlib.sha256(flat.pixels.tobytes()).hexdigest())


def shapes(marks):
    return [Polygon(m.polygon).buffer(0) for m in marks]


@pytest.mark.parametrize("split", ["tune", "test", "blind"])
@pytest.mark.parametrize("name", PHI_KINDS)
def test_what_the_truth_names_can_be_seen(name, split):
    """No identifier runs off its sheet, into another one, or below a code."""
    for seed in range(2):
        drawn = draw(name, split, seed)
        texts = [m for m in drawn.marks if m.text is not None]
        codes = shapes(m for m in drawn.marks if m.category is Category.BARCODE)
        areas = shapes(texts)
        for number, (mark, area) in enumerate(zip(texts, areas, strict=True)):
            assert (mark.polygon >= -2).all(), mark.category
            assert (mark.polygon <= np.array(drawn.size_wh) + 2).all(), mark.category
            for other in areas[number + 1 :]:
                # Tall handwriting may touch the line below.
                assert area.intersection(other).area < 0.2 * min(area.area, other.area)
            for code in codes:
                assert area.intersection(code).area < 0.02 * area.area


@pytest.mark.parametrize("name", PHI_KINDS)
def test_templates_of_the_splits_differ(name):
    drawn = [draw(name, split, 0) for split in ("tune", "test", "blind")]
    for one, other in combinations(drawn, 2):
        assert (one.size_wh, one.picture) != (other.size_wh, other.picture)


def test_codes_decode_to_what_the_truth_says_they_hold():
    zxingcpp = pytest.importorskip("zxingcpp")
    held = 0
    for seed in range(6):
        studio = Studio("tune", f"code {seed}", BOOKS["tune"], 12.0)
        flat = KINDS["wristband_flat"].draw(studio)
        (code,) = [m for m in flat.marks if m.category is Category.BARCODE]
        known = {Category.MRN: studio.patient.mrn, Category.ACCOUNT_NUMBER: studio.patient.account}
        found = {r.text for r in zxingcpp.read_barcodes(flat.pixels)}
        held += known[code.holds] in found
    assert held >= 5
