import re
from random import Random

import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth import numbers
from phiscan.synth.people import NAME_SHAPES, PARTICLES, People, split_of


def people(split: str, count: int = 60):
    source = People(split, Random(f"test {split}"))
    return [source.person() for _ in range(count)]


@pytest.mark.parametrize("split", ["tune", "test"])
def test_every_name_part_belongs_to_its_split(split):
    for person in people(split):
        for name in (person.given, person.middle, person.family):
            parts = name.lower().replace("-", " ").split()
            assert all(split_of(p) == split for p in parts if p not in PARTICLES), name


def test_same_seed_gives_the_same_people():
    assert people("tune", 5) == people("tune", 5)


def test_names_are_varied():
    shown = people("tune", 120)
    assert len({p.family for p in shown}) > 90
    assert any("-" in p.family for p in shown)
    assert any(not p.full.isascii() for p in shown)


def test_each_shape_holds_the_family_name():
    (person,) = people("tune", 1)
    for shape in NAME_SHAPES:
        assert person.family.lower() in person.written(shape).lower()


def test_numbers_cannot_belong_to_anyone():
    for person in people("test"):
        assert re.search(r"555.01\d\d", person.phone)
        assert person.ssn[:3] in ("000", "666") or person.ssn[0] == "9"
        assert person.npi.startswith("2")
        assert "@example." in person.email


@pytest.mark.parametrize("seed", range(20))
def test_npi_has_its_checksum(seed):
    number = "80840" + numbers.npi(Random(seed))
    doubled = [int(c) * (2 if i % 2 else 1) for i, c in enumerate(reversed(number))]
    assert sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def test_age_is_counted_in_whole_years():
    for person in people("tune"):
        assert 0 <= person.age <= 102
