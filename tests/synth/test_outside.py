from datetime import date
from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.apart import names as apart_names
from phiscan.synth.artefacts import KINDS
from phiscan.synth.font_families import FAMILIES
from phiscan.synth.fonts import FontBook
from phiscan.synth.outside import grounds, names, world
from phiscan.synth.outside.form import CELLS, VALUES, fields
from phiscan.synth.outside.kinds import DESIGNS, OUTSIDE_KINDS
from phiscan.synth.outside.studio import OutsidePeople, OutsideStudio
from phiscan.synth.render import plan
from phiscan.synth.reserve import names as reserve_names
from phiscan.synth.scenes import Shot, take
from phiscan.synth.sealed import names as sealed_names
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

BOOK = FontBook("outside")
# Pixels per mm at which the smallest print of a kind is still drawn in its own size.
SCALES = {
    "whiteboard": 0.6, "ehr_screenshot": 1.5, "prescription_label_flat": 6.0,
    "specimen_label_flat": 6.0, "insurance_card": 6.0, "badge": 6.0, "appointment_card": 5.0,
    "wristband_flat": 5.0, "sticky_note": 4.0,
}  # fmt: skip


def person(**given):
    made = OutsidePeople(Random("outside"), world.US).person()
    return names.OutsidePerson(**(vars(made) | given))


def whole_names(lists):
    return {name.lower() for text in lists for name in text.replace(" / ", " ").split()}


def test_a_plan_of_no_photo_is_empty(tmp_path):
    assert plan(tmp_path, count=0, seed=1, split="outside") == []


def test_names_are_from_at_least_fifty_origins_and_in_no_other_list():
    assert len(names.ORIGINS) >= 50
    for origin in names.ORIGINS.values():
        women, men, families = (part.split() for part in origin.split(" / "))
        assert min(map(len, (women, men))) >= 1
        assert len(families) >= 2
    sealed = (part for group in sealed_names.ORIGINS.values() for part in group.values())
    others = (*sealed, *reserve_names.ORIGINS.values(), *apart_names.ORIGINS.values())
    assert not whole_names(names.ORIGINS.values()) & whole_names(others)


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("full", "Gwenola Kerbrat"),
        ("caps_title", "KERBRAT GWENOLA MRS"),
        ("spaced", "KERBRAT , GWENOLA"),
        ("comma_caps", "KERBRAT, GWENOLA S"),
    ],
)
def test_names_are_written_in_each_shape(shape, shown):
    parts = {"given": "Gwenola", "middle": "Soazig", "family": "Kerbrat", "sex": "F"}
    assert person(**parts).written(shape) == shown
    assert person(given="Suharti", middle="", family="").written(shape).lower() == "suharti"


@pytest.mark.parametrize("state", world.STATES.values(), ids=lambda state: state.code)
def test_phones_are_kept_for_fiction_and_no_pattern_stays_unfilled(state):
    rng = Random(state.code)
    # 555-01xx, and the drama numbers of Ofcom and ACMA
    fictional = (
        "55501",
        "1632960",
        "4960",
        "1614960",
        "90180",
        "7700900",
        "5550",
        "7010",
        "491570",
    )
    for _ in range(40):
        digits = "".join(c for c in world.phone(rng, state) if c.isdigit())
        assert any(part in digits for part in fictional), digits
        made = [state.number(rng, word) for word in world.SHAPES]
        assert not any("##" in text or set("@{%") & set(text) for text in made)


def test_every_field_has_a_label_in_every_country():
    for state in world.STATES.values():
        assert all(state.label(Random(1), word) for word in VALUES)
    studio = OutsideStudio("fields", BOOK)
    assert fields(studio, "") == []
    assert all(label and value for label, value in fields(studio, " ".join(VALUES)))
    assert len(CELLS) >= 5


def test_no_font_is_shared_with_another_split():
    mine = {f.regular for f in FAMILIES if f.split == "outside"}
    assert len(mine) >= 30
    assert not mine & {f.regular for f in FAMILIES if f.split != "outside"}


def test_the_outside_split_has_every_kind_and_the_same_clean_ones():
    assert set(OUTSIDE_KINDS) == set(KINDS)
    for name, kind in OUTSIDE_KINDS.items():
        assert (kind.clean, kind.views) == (KINDS[name].clean, KINDS[name].views)


@pytest.mark.parametrize("kind", sorted(DESIGNS))
def test_identifiers_are_named_and_clean_things_hold_none(kind):
    for number, design in enumerate(dict.fromkeys(DESIGNS[kind])):
        flat = design(OutsideStudio(f"{kind} {number}", BOOK, 0.6))
        said = [m for m in flat.marks if m.category is Category.PERSON_NAME]
        if KINDS[kind].clean:
            assert not any(m.text for m in flat.marks)
        else:
            assert said
            assert all(m.origin and m.role in (Role.PATIENT, Role.CLINICIAN) for m in said)


@pytest.mark.parametrize("kind", [*sorted(SCALES), "lab_report", "face_sheet", "letter",
                                  "envelope", "chart_spines"])  # fmt: skip
def test_text_stays_on_the_paper(kind):
    for design in dict.fromkeys(DESIGNS[kind]):
        flat = design(OutsideStudio(f"{kind} 0", BOOK, SCALES.get(kind, 2.8)))
        size = np.array(flat.alpha.shape[::-1])
        for mark in flat.marks:
            if mark.text:
                assert (mark.polygon > -1).all(), (design, mark)
                assert (mark.polygon <= size + 1).all(), (design, mark)


def test_dates_are_written_in_the_country_s_ways():
    studio = OutsideStudio("dates", BOOK)
    shown = {studio.write_date(date(1961, 3, 4)) for _ in range(120)}
    assert len(shown) >= 2
    assert all("61" in text for text in shown)


def test_the_same_shot_gives_the_same_photo():
    shot = Shot("badge", "desk", (400, 300), 0)
    one, other = (take(shot, "outside", "9", BOOK) for _ in range(2))
    assert (one.pixels == other.pixels).all()
    assert [m.text for m in one.marks] == [m.text for m in other.marks]


def test_only_an_outside_studio_draws_outside_kinds():
    with pytest.raises(TypeError, match="OutsideStudio"):
        OUTSIDE_KINDS["menu"].draw(Studio("test", "1", FontBook("test")))


@pytest.mark.parametrize("draw", sorted({d for some in grounds.INSTEAD.values() for d in some},
                                        key=lambda d: d.__name__))  # fmt: skip
@pytest.mark.parametrize("size", [(64, 64), (320, 200)])
def test_grounds_have_the_size_asked_for_and_are_not_flat(draw, size):
    pixels = draw(np.random.default_rng(1), *size)
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.dtype == np.uint8
    assert pixels.std() > 1
