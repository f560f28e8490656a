"""What every split with countries of its own keeps to."""

from datetime import date
from random import Random
from types import ModuleType
from typing import NamedTuple

import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.apart import form as apart_form
from phiscan.synth.apart import world as apart_world
from phiscan.synth.fonts import FontBook
from phiscan.synth.outside import form as outside_form
from phiscan.synth.outside import world as outside_world
from phiscan.synth.reserve import form as reserve_form
from phiscan.synth.reserve import world as reserve_world
from phiscan.synth.scenes import studio_of
from phiscan.synth.sealed import form as sealed_form
from phiscan.synth.sealed import world as sealed_world


class Split(NamedTuple):
    """A split's countries and fields, and digits of the phone numbers kept for fiction there.

    These are 555-01xx, and the drama numbers of Ofcom, ComReg and ACMA.
    """

    world: ModuleType
    form: ModuleType
    cells: int
    fictional: tuple[str, ...]

    @property
    def name(self):
        return self.world.WORLD.split

    def studio(self, seed):
        return studio_of(self.name, seed, FontBook(self.name))


SPLITS = (
    Split(sealed_world, sealed_form, 7,
          ("55501", "496", "01632960", "7700900", "2091", "180097", "70101", "491578")),
    Split(reserve_world, reserve_form, 6,
          ("55501", "7946", "960", "496", "498", "700900", "2018", "091", "7010", "491570")),
    Split(apart_world, apart_form, 5,
          ("55501", "960", "496", "700900", "2018", "091", "7010", "491570")),
    Split(outside_world, outside_form, 5,
          ("55501", "1632960", "4960", "1614960", "90180", "7700900", "5550", "7010", "491570")),
)  # fmt: skip
each = pytest.mark.parametrize("split", SPLITS, ids=lambda split: split.name)


@each
def test_phones_are_kept_for_fiction_and_no_pattern_stays_unfilled(split):
    world = split.world.WORLD
    for country in world.countries.values():
        rng = Random(country.code)
        for _ in range(60):
            shown = world.phone(rng, country)
            digits = "".join(c for c in shown if c.isdigit())
            assert any(part in digits for part in split.fictional), shown
            made = [shown, *(country.number(rng, word) for word in split.world.SHAPES)]
            made += [world.street(rng, country), world.town(rng, country)]
            assert not any("##" in text or set("@{%") & set(text) for text in made)


@each
def test_every_field_has_a_label_in_every_country(split):
    values = split.form.VALUES
    for country in split.world.WORLD.countries.values():
        assert all(country.label(Random(1), word) for word in values)
    studio = split.studio("fields")
    assert split.form.fields(studio, "") == []
    assert all(label and value for label, value in split.form.fields(studio, " ".join(values)))


@each
def test_fields_are_set_in_several_ways(split):
    assert len(split.form.CELLS) >= split.cells


@each
def test_dates_are_written_in_the_country_s_ways(split):
    studio = split.studio("dates")
    shown = {studio.write_date(date(1961, 3, 4)) for _ in range(120)}
    assert len(shown) >= 2
    assert all("61" in text for text in shown)


@pytest.mark.parametrize("split", SPLITS[1:3], ids=lambda split: split.name)
def test_a_title_suits_the_patient(split):
    for number in range(40):
        studio = split.studio(f"title {number}")
        is_woman = studio.title().rstrip(".") not in ("Mr", "Master", "Alhaji", "Chief")
        assert is_woman == (studio.patient.sex == "F")
