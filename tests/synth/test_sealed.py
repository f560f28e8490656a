from datetime import date
from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.blind import names as blind_names
from phiscan.synth.fonts import FontBook
from phiscan.synth.sealed import names, world
from phiscan.synth.sealed.studio import SealedPeople, SealedStudio

BOOK = FontBook("sealed")


def people(count: int = 300):
    source = SealedPeople(Random("sealed"), world.US)
    return [source.person() for _ in range(count)]


def test_names_are_from_at_least_forty_origins_each_with_a_choice():
    origins = [pair for group in names.ORIGINS.values() for pair in group.values()]
    assert len(origins) >= 40
    for pair in origins:
        given, family = pair.split(" / ")
        assert len(given.split()) >= 4
        assert len(family.split()) >= 3


def test_names_come_in_every_build():
    shown = [f"{p.given}|{p.middle}|{p.family}" for p in people()]
    assert any(n.endswith("||") for n in shown)  # one name only
    for part in ("-", "'", " "):
        assert any(part in n for n in shown)
    assert any(" " in n.split("|")[1] and n.split("|")[2] for n in shown)  # four words


def test_most_names_are_new_to_the_blind_split():
    words = blind_names.old_words()
    new = [not blind_names.words_of(f"{p.given} {p.family}") <= words for p in people()]
    assert np.mean(new) > 0.6


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("last_upper", "Mai See VANG"),
        ("comma_mid", "VANG, Mai See P"),
        ("caret", "VANG^MAI SEE^PAO"),
        ("initials_after", "Vang MP"),
        ("dotted", "M. P. Vang"),
        ("all_middle", "Mai See Pao Vang"),
        ("comma", "Vang, Mai See"),
    ],
)
def test_names_are_written_in_each_shape(shape, shown):
    person = people(1)[0]
    fields_of = {k: getattr(person, k) for k in person.__dataclass_fields__}
    fields_of |= {"given": "Mai See", "middle": "Pao", "family": "Vang"}
    assert names.SealedPerson(**fields_of).written(shape) == shown
    alone = names.SealedPerson(**(fields_of | {"given": "Suharti", "family": ""}))
    assert alone.written(shape).title() == "Suharti"


def test_a_date_and_an_age_are_written_in_the_country_s_ways():
    studio = SealedStudio("dates", BOOK)
    shown = {studio.write_date(date(1961, 3, 4)) for _ in range(80)}
    assert len(shown) >= 3
    assert all("61" in text for text in shown)
    assert any(str(studio.patient.age) in str(part) for part in studio.age_sex())
