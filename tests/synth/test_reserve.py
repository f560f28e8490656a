from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.blind.names import words_of
from phiscan.synth.canvas import Said
from phiscan.synth.fonts import FontBook
from phiscan.synth.reserve import names, world
from phiscan.synth.reserve.form import comb
from phiscan.synth.reserve.studio import ReservePeople, ReserveStudio
from phiscan.synth.sealed import names as sealed_names
from phiscan.types import Category

BOOK = FontBook("reserve")


def people(count=300):
    source = ReservePeople(Random("reserve"), world.US)
    return [source.person() for _ in range(count)]


def person(**given):
    made = people(1)[0]
    kept = {k: getattr(made, k) for k in made.__dataclass_fields__}
    return names.ReservePerson(**(kept | given))


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


def test_a_comb_marks_the_boxes_that_are_filled():
    studio = ReserveStudio("comb", BOOK, 10.0)
    canvas = studio.canvas("face_sheet", (100, 20))
    face = studio.font("hand")[0]
    comb(canvas, 5, 4, 8, Said("Ann", Category.PERSON_NAME), face, (0, 0, 0), 10)
    (mark,) = canvas.marks
    assert mark.text == "ANN"
    assert mark.polygon.tolist() == [[50, 40], [290, 40], [290, 140], [50, 140]]
