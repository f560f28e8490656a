from datetime import date
from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.artefacts import KINDS
from phiscan.synth.blind.names import words_of
from phiscan.synth.canvas import Said
from phiscan.synth.fonts import FAMILIES, FontBook
from phiscan.synth.render import plan
from phiscan.synth.reserve import grounds, names, world
from phiscan.synth.reserve.form import CELLS, VALUES, comb, fields
from phiscan.synth.reserve.kinds import DESIGNS, RESERVE_KINDS
from phiscan.synth.reserve.studio import ReservePeople, ReserveStudio
from phiscan.synth.scenes import Shot, take
from phiscan.synth.sealed import names as sealed_names
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

BOOK = FontBook("reserve")


def people(count=300):
    source = ReservePeople(Random("reserve"), world.US)
    return [source.person() for _ in range(count)]


def person(**given):
    made = people(1)[0]
    kept = {k: getattr(made, k) for k in made.__dataclass_fields__}
    return names.ReservePerson(**(kept | given))


def test_a_plan_of_no_photo_is_empty(tmp_path):
    assert plan(tmp_path, count=0, seed=1, split="reserve") == []


def test_names_are_from_at_least_forty_origins_each_with_a_choice():
    assert len(names.ORIGINS) >= 40
    for origin in names.ORIGINS.values():
        women, men, families = (part.split() for part in origin.split(" / "))
        assert min(map(len, (women, men, families))) >= 3


def test_names_come_in_every_build():
    shown = [f"{p.given}|{p.middle}|{p.family}" for p in people()]
    assert any(n.endswith("||") for n in shown)  # one name only
    for part in ("-", "'", " "):
        assert any(part in n for n in shown)
    assert any(" " in n.split("|")[1] and n.split("|")[2] for n in shown)  # four words


def test_nearly_no_name_is_one_of_the_sealed_split():
    listed = (pair for group in sealed_names.ORIGINS.values() for pair in group.values())
    words = {w for pair in listed for w in words_of(pair.replace("_", " "))}
    old = [bool(words_of(f"{p.given} {p.family}") & words) for p in people()]
    assert np.mean(old) < 0.1


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("tight", "DELA CRUZ,MARICEL A"),
        ("comma_dot", "Dela Cruz, Maricel A."),
        ("initials_last", "M.A. Dela Cruz"),
        ("surname_first", "DELA CRUZ Maricel"),
        ("all_middle", "Maricel Anne Dela Cruz"),
        ("full", "Maricel Dela Cruz"),
    ],
)
def test_names_are_written_in_each_shape(shape, shown):
    parts = {"given": "Maricel", "middle": "Anne", "family": "Dela Cruz"}
    assert person(**parts).written(shape) == shown
    alone = person(given="Tashi", middle="", family="")
    assert alone.written(shape) == "Tashi"


@pytest.mark.parametrize("land", world.LANDS.values(), ids=lambda land: land.code)
def test_phones_are_kept_for_fiction_and_no_pattern_stays_unfilled(land):
    rng = Random(land.code)
    # 555-01xx, and the drama numbers of Ofcom, ComReg and ACMA
    fictional = ("55501", "7946", "960", "496", "498", "700900", "2018", "091", "7010", "491570")
    for _ in range(60):
        digits = "".join(c for c in world.phone(rng, land) if c.isdigit())
        assert any(part in digits for part in fictional), digits
        made = [land.number(rng, word) for word in world.SHAPES]
        made += [world.street(rng, land), world.town(rng, land), world.phone(rng, land)]
        assert not any("##" in text or set("@{%") & set(text) for text in made)


def test_every_field_has_a_label_in_every_country():
    for land in world.LANDS.values():
        assert all(land.label(Random(1), word) for word in VALUES)
    studio = ReserveStudio("fields", BOOK)
    assert fields(studio, "") == []
    assert all(label and value for label, value in fields(studio, " ".join(VALUES)))


def test_no_font_is_shared_with_another_split():
    mine = {f.regular for f in FAMILIES if f.split == "reserve"}
    assert len(mine) >= 20
    assert not mine & {f.regular for f in FAMILIES if f.split != "reserve"}


def test_the_reserve_split_has_every_kind_and_the_same_clean_ones():
    assert set(RESERVE_KINDS) == set(KINDS)
    assert len(CELLS) >= 6
    for name, kind in RESERVE_KINDS.items():
        assert (kind.clean, kind.views) == (KINDS[name].clean, KINDS[name].views)


@pytest.mark.parametrize("kind", sorted(DESIGNS))
def test_identifiers_are_named_and_clean_things_hold_none(kind):
    for number, design in enumerate(dict.fromkeys(DESIGNS[kind])):
        flat = design(ReserveStudio(f"{kind} {number}", BOOK, 0.6))
        said = [m for m in flat.marks if m.category is Category.PERSON_NAME]
        if KINDS[kind].clean:
            assert not any(m.text for m in flat.marks)
        else:
            assert said
            assert all(m.origin and m.role in (Role.PATIENT, Role.CLINICIAN) for m in said)


@pytest.mark.parametrize("kind", ["lab_report", "face_sheet", "letter", "envelope", "sticky_note",
                                  "specimen_label_flat", "prescription_label_flat", "whiteboard",
                                  "ehr_screenshot", "chart_spines", "insurance_card"])  # fmt: skip
def test_text_stays_on_the_paper(kind):
    scale = {"whiteboard": 0.6, "ehr_screenshot": 1.5, "prescription_label_flat": 6.0,
             "specimen_label_flat": 6.0, "insurance_card": 6.0}.get(kind, 2.5)  # fmt: skip
    for design in dict.fromkeys(DESIGNS[kind]):
        for seed in range(2):
            flat = design(ReserveStudio(f"{kind} {seed}", BOOK, scale))
            size = np.array(flat.alpha.shape[::-1])
            for mark in flat.marks:
                if mark.text:
                    assert (mark.polygon > -1).all(), (design, mark)
                    assert (mark.polygon <= size + 1).all(), (design, mark)


def test_a_comb_marks_the_boxes_that_are_filled():
    studio = ReserveStudio("comb", BOOK, 10.0)
    canvas = studio.canvas("face_sheet", (100, 20))
    face = studio.font("hand")[0]
    comb(canvas, 5, 4, 8, Said("Ann", Category.PERSON_NAME), face, (0, 0, 0), 10)
    (mark,) = canvas.marks
    assert mark.text == "ANN"
    assert mark.polygon.tolist() == [[50, 40], [290, 40], [290, 140], [50, 140]]


def test_dates_are_written_in_the_country_s_ways_and_titles_suit():
    studio = ReserveStudio("dates", BOOK)
    shown = {studio.write_date(date(1961, 3, 4)) for _ in range(120)}
    assert len(shown) >= 2
    assert all("61" in text for text in shown)
    for number in range(40):
        studio = ReserveStudio(f"title {number}", BOOK)
        is_woman = studio.title().rstrip(".") not in ("Mr", "Master", "Alhaji", "Chief")
        assert is_woman == (studio.patient.sex == "F")


def test_the_same_shot_gives_the_same_photo():
    shot = Shot("badge", "desk", (400, 300), 0)
    one, other = (take(shot, "reserve", "9", BOOK) for _ in range(2))
    assert (one.pixels == other.pixels).all()
    assert [m.text for m in one.marks] == [m.text for m in other.marks]


def test_only_a_reserve_studio_draws_reserve_kinds():
    with pytest.raises(TypeError, match="ReserveStudio"):
        RESERVE_KINDS["menu"].draw(Studio("test", "1", FontBook("test")))


@pytest.mark.parametrize("draw", sorted({d for some in grounds.INSTEAD.values() for d in some},
                                        key=lambda d: d.__name__))  # fmt: skip
@pytest.mark.parametrize("size", [(64, 64), (320, 200)])
def test_grounds_have_the_size_asked_for_and_are_not_flat(draw, size):
    pixels = draw(np.random.default_rng(1), *size)
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.dtype == np.uint8
    assert pixels.std() > 1
