"""What every split of the renderer keeps to; what is its own stands in its own file."""

from itertools import product
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.apart import grounds as apart_grounds
from phiscan.synth.apart import kinds as apart_kinds
from phiscan.synth.artefacts import KINDS
from phiscan.synth.blind import grounds as blind_grounds
from phiscan.synth.blind import kinds as blind_kinds
from phiscan.synth.fonts import FAMILIES, FontBook
from phiscan.synth.outside import grounds as outside_grounds
from phiscan.synth.outside import kinds as outside_kinds
from phiscan.synth.render import plan
from phiscan.synth.reserve import grounds as reserve_grounds
from phiscan.synth.reserve import kinds as reserve_kinds
from phiscan.synth.scenes import Shot, kinds_of, studio_of, take
from phiscan.synth.sealed import grounds as sealed_grounds
from phiscan.synth.sealed import kinds as sealed_kinds
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role


class Split(NamedTuple):
    """A split: its kinds and grounds, and how many families of fonts are its own at least."""

    name: str
    kinds: ModuleType
    grounds: ModuleType
    families: int


SPLITS = (
    Split("blind", blind_kinds, blind_grounds, 0),
    Split("sealed", sealed_kinds, sealed_grounds, 20),
    Split("reserve", reserve_kinds, reserve_grounds, 20),
    Split("apart", apart_kinds, apart_grounds, 25),
    Split("outside", outside_kinds, outside_grounds, 30),
)
BOOKS = {split.name: FontBook(split.name) for split in SPLITS}
# Pixels per mm at which the smallest print of a kind is still drawn in its own size.
SCALES = {
    "whiteboard": 0.6, "ehr_screenshot": 1.5, "prescription_label_flat": 6.0,
    "specimen_label_flat": 6.0, "insurance_card": 6.0, "badge": 6.0, "appointment_card": 5.0,
    "wristband_flat": 5.0, "sticky_note": 4.0,
}  # fmt: skip
FLAT = {
    "sealed": ("lab_report", "letter", "sticky_note", "specimen_label_flat"),
    "reserve": ("lab_report", "face_sheet", "letter", "envelope", "sticky_note",
                "specimen_label_flat", "prescription_label_flat", "whiteboard", "ehr_screenshot",
                "chart_spines", "insurance_card"),
    "apart": (*SCALES, "lab_report", "face_sheet", "letter", "envelope", "chart_spines"),
    "outside": (*SCALES, "lab_report", "face_sheet", "letter", "envelope", "chart_spines"),
}  # fmt: skip
SEEDS = {"sealed": 4, "reserve": 2, "apart": 1, "outside": 1}
each = pytest.mark.parametrize("split", SPLITS, ids=lambda split: split.name)


def studio(split, seed, px_per_mm):
    return studio_of(split.name, seed, BOOKS[split.name], px_per_mm)


@each
def test_a_plan_of_no_photo_is_empty(split, tmp_path):
    assert plan(tmp_path, count=0, seed=1, split=split.name) == []


@each
def test_no_font_is_shared_with_another_split(split):
    if split.families:
        mine = {f.regular for f in FAMILIES if f.split == split.name}
        assert len(mine) >= split.families
        assert not mine & {f.regular for f in FAMILIES if f.split != split.name}


@each
def test_a_split_has_every_kind_and_the_same_clean_ones(split):
    assert set(kinds_of(split.name)) == set(KINDS)
    for name, kind in kinds_of(split.name).items():
        assert (kind.clean, kind.views) == (KINDS[name].clean, KINDS[name].views)


@each
def test_only_its_own_studio_draws_a_split_s_kinds(split):
    with pytest.raises(TypeError, match=f"{split.name.title()}Studio"):
        kinds_of(split.name)["menu"].draw(Studio("test", "1", BOOKS[split.name]))


@pytest.mark.parametrize("split", SPLITS[1:], ids=lambda split: split.name)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_identifiers_are_named_and_clean_things_hold_none(split, kind):
    for number, design in enumerate(dict.fromkeys(split.kinds.DESIGNS[kind])):
        flat = design(studio(split, f"{kind} {number}", 0.6))
        said = [m for m in flat.marks if m.category is Category.PERSON_NAME]
        if KINDS[kind].clean:
            assert not any(m.text for m in flat.marks)
        else:
            assert said
            assert all(m.origin and m.role in (Role.PATIENT, Role.CLINICIAN) for m in said)


@pytest.mark.parametrize(
    ("split", "kind"),
    [(split, kind) for split in SPLITS for kind in FLAT.get(split.name, ())],
    ids=lambda value: getattr(value, "name", value),
)
def test_text_stays_on_the_paper(split, kind):
    for design, seed in product(dict.fromkeys(split.kinds.DESIGNS[kind]), range(SEEDS[split.name])):
        flat = design(studio(split, f"{kind} {seed}", SCALES.get(kind, 2.8)))
        size = np.array(flat.alpha.shape[::-1])
        for mark in flat.marks:
            if mark.text:
                assert (mark.polygon > -1).all(), (design, mark)
                assert (mark.polygon <= size + 1).all(), (design, mark)


@each
def test_grounds_have_the_size_asked_for_and_are_not_flat(split):
    draws = {draw for some in split.grounds.INSTEAD.values() for draw in some}
    for draw in sorted(draws, key=lambda draw: draw.__name__):
        for size in ((64, 64), (200, 120)):
            pixels = draw(np.random.default_rng(1), *size)
            assert pixels.shape == (size[1], size[0], 3), draw
            assert pixels.dtype == np.uint8, draw
            assert pixels.std() > 1, draw


@each
def test_the_same_shot_gives_the_same_photo(split):
    shot = Shot("badge", "desk", (200, 150), 0)
    one, other = (take(shot, split.name, "9", BOOKS[split.name]) for _ in range(2))
    assert (one.pixels == other.pixels).all()
    assert [m.text for m in one.marks] == [m.text for m in other.marks]
