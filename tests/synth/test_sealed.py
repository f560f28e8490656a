from datetime import date
from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.blind import names as blind_names
from phiscan.synth.fonts import FontBook
from phiscan.synth.sealed import names, world
from phiscan.synth.sealed.form import CELLS, VALUES, fields
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


@pytest.mark.parametrize("country", world.COUNTRIES.values(), ids=lambda c: c.code)
def test_phones_are_kept_for_fiction_and_no_pattern_stays_unfilled(country):
    rng = Random(country.code)
    fictional = ("55501", "496", "01632960", "7700900", "2091", "180097", "70101", "491578")
    for _ in range(60):
        digits = "".join(c for c in world.phone(rng, country) if c.isdigit())
        assert any(part in digits for part in fictional), digits
        made = [country.number(rng, word) for word in (*world.SHAPES,)]
        assert not any(set("#@%") & set(text) for text in made)
        assert "{" not in world.street(rng, country) + world.town(rng, country)


def test_every_field_has_a_label_in_every_country():
    for country in world.COUNTRIES.values():
        assert all(country.label(Random(1), word) for word in VALUES)
    studio = SealedStudio("fields", BOOK)
    assert fields(studio, "") == []
    assert all(label and value for label, value in fields(studio, " ".join(VALUES)))


def test_fields_are_set_in_several_ways():
    assert len(CELLS) >= 7


def test_a_date_and_an_age_are_written_in_the_country_s_ways():
    studio = SealedStudio("dates", BOOK)
    shown = {studio.write_date(date(1961, 3, 4)) for _ in range(80)}
    assert len(shown) >= 3
    assert all("61" in text for text in shown)
    assert any(str(studio.patient.age) in str(part) for part in studio.age_sex())
