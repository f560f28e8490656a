from random import Random

import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.apart import names, world
from phiscan.synth.apart.form import fields, strip_of
from phiscan.synth.apart.kinds import DESIGNS
from phiscan.synth.apart.studio import ApartPeople, ApartStudio
from phiscan.synth.blind.names import words_of
from phiscan.synth.fonts import FontBook
from phiscan.synth.reserve import names as reserve_names
from phiscan.synth.sealed import names as sealed_names
from phiscan.types import Category

BOOK = FontBook("apart")


def person(**given):
    made = ApartPeople(Random("apart"), world.US).person()
    return names.ApartPerson(**(vars(made) | given))


def test_names_are_from_at_least_fifty_origins_each_with_a_choice():
    assert len(names.ORIGINS) >= 50
    for origin in names.ORIGINS.values():
        women, men, families = (part.split() for part in origin.split(" / "))
        assert min(map(len, (women, men, families))) >= 3


def test_nearly_no_name_is_one_of_the_other_lists():
    sealed = (pair for group in sealed_names.ORIGINS.values() for pair in group.values())
    lists = (*sealed, *reserve_names.ORIGINS.values())
    old = {w for text in lists for w in words_of(text.replace("_", " "))}
    mine = {w for text in names.ORIGINS.values() for w in words_of(text.replace("_", " "))}
    assert len(mine & old) / len(mine) < 0.05


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("full", "Sabela Fraga Otero"),
        ("comma_caps", "FRAGA OTERO, SABELA U"),
        ("comma_mr", "FRAGA OTERO, Sabela (Mrs)"),
        ("first_dot", "Sabela F."),
        ("surname_first", "FRAGA OTERO Sabela"),
    ],
)
def test_names_are_written_in_each_shape(shape, shown):
    parts = {"given": "Sabela", "middle": "Uxía", "family": "Fraga Otero", "sex": "F"}
    assert person(**parts).written(shape) == shown
    assert person(given="Dolma", middle="", family="").written(shape).lower() == "dolma"


def test_a_strip_gives_each_field_its_own_column():
    studio = ApartStudio("strip", BOOK, 8.0)
    canvas = studio.canvas("face_sheet", (190, 20))
    rows = fields(studio, "birth mrn phone")
    assert strip_of(canvas, 0, 0, 190, rows, studio.font("sans"), 4, (0, 0, 0)) == 14
    lefts = [m.polygon[:, 0].min() for m in canvas.marks]
    assert len(lefts) == 3
    assert lefts == sorted(lefts)


def test_folders_filed_by_number_show_the_end_of_it_in_one_run():
    flat = DESIGNS["chart_spines"][0](ApartStudio("digits", BOOK, 2.8))
    shown = [m for m in flat.marks if m.category is Category.MRN]
    assert shown
    assert all(m.text.isdigit() and len(m.text) <= 6 for m in shown)
