from random import Random

import pytest

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.synth.apart import names as apart_names
from phiscan.synth.outside import names, world
from phiscan.synth.outside.studio import OutsidePeople
from phiscan.synth.reserve import names as reserve_names
from phiscan.synth.sealed import names as sealed_names


def person(**given):
    made = OutsidePeople(Random("outside"), world.US).person()
    return names.OutsidePerson(**(vars(made) | given))


def whole_names(lists):
    return {name.lower() for text in lists for name in text.replace(" / ", " ").split()}


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
