from datetime import date
from random import Random

import numpy as np
import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.artefacts import KINDS
from phiscan.synth.blind import names, numbers, world
from phiscan.synth.blind.kinds import DESIGNS
from phiscan.synth.blind.people import COMMON, NEW, BlindPeople
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.fonts import FontBook
from phiscan.synth.people import People, split_of
from phiscan.types import Category

BOOK = FontBook("blind")


def people(count: int = 150):
    source = BlindPeople(Random("blind"), world.US)
    return [source.person() for _ in range(count)]


def test_words_of_no_name_are_none():
    assert names.words_of("") == names.words_of("de la J.") == set()


def test_new_names_share_no_word_with_any_name_of_the_other_splits():
    others = set()
    for split in ("tune", "test"):
        source = People(split, Random(split))
        for _ in range(300):
            person = source.person()
            others |= names.words_of(f"{person.given} {person.middle} {person.family}")
    # Icelandic family names are made up on the way, all else comes from lists.
    unlisted = others - names.old_words()
    assert all(word.endswith(("sson", "dottir")) for word in unlisted)
    new = [p for p in people() if p.origin == NEW]
    assert new
    for person in new:
        shown = names.words_of(f"{person.given} {person.middle} {person.family}")
        assert not shown & others


def test_common_names_are_those_of_the_test_split():
    for person in people():
        if person.origin == COMMON:
            assert split_of(person.given.split()[0].split("-")[0]) == "test"


def test_six_in_ten_names_are_new():
    share = np.mean([p.origin == NEW for p in people(400)])
    assert 0.5 < share < 0.7


@pytest.mark.parametrize("source", [*names.LOCALES, *names.ROMANISED])
def test_every_source_has_names_left(source):
    drawn = {names.draw(Random(seed))[2] for seed in range(200)}
    assert len(drawn) > 150
    assert all(names._new(source, family) for family in (False, True))


@pytest.mark.parametrize("region", world.REGIONS.values(), ids=str)
def test_phones_and_numbers_are_kept_for_fiction(region):
    rng = Random(region.code)
    for _ in range(60):
        digits = "".join(c for c in numbers.phone(rng, region.code) if c.isdigit())
        fictional = ("555", "7946", "496", "7700900", "491570")
        assert any(part in digits for part in fictional)
        assert "#" not in world.street(rng, region).replace("#", "", 1)
        assert "#" not in world.town(rng, region)


def test_nhs_numbers_are_test_numbers_with_their_check_digit():
    for seed in range(30):
        digits = [int(c) for c in numbers.nhs(Random(seed)) if c.isdigit()]
        assert digits[:3] == [9, 9, 9]
        assert sum(d * (10 - i) for i, d in enumerate(digits)) % 11 == 0


@pytest.mark.parametrize(
    ("shape", "shown"),
    [("%d-%b-%Y!", "04-MAR-1961"), ("{m}/{d}/%Y", "3/4/1961"), ("{d}th", "4th March 1961")],
)
def test_dates_are_written_in_each_shape(shape, shown):
    assert numbers.write_date(date(1961, 3, 4), shape) == shown


def test_most_kinds_have_two_designs_or_more():
    drawn_inside = {"ehr_screen", "wristband", "wristband_flat", "specimen_label", "code_screen",
                    "prescription_label", "radiograph_lightbox", "radiograph_monitor",
                    "radiograph", "ultrasound"}  # fmt: skip
    assert all(len(DESIGNS[k]) >= 2 for k in set(DESIGNS) - drawn_inside)


@pytest.mark.parametrize("kind", sorted(DESIGNS))
def test_names_say_where_they_are_from_and_clean_things_hold_none(kind):
    for number, design in enumerate(DESIGNS[kind]):
        marks = design(BlindStudio(f"{kind} {number}", BOOK, 0.6)).marks
        said = [m for m in marks if m.category is Category.PERSON_NAME]
        assert all(m.origin in (NEW, COMMON) for m in said)
        if KINDS[kind].clean:
            assert not any(m.text for m in marks)
        else:
            assert said
