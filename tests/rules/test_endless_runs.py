"""Long runs of one kind of character, which a pattern may try to cut up in every way there is."""

import time

import pytest

from phiscan.rules import address_shapes as shapes
from phiscan.rules.blank_forms import _DIALLED_ALONE
from phiscan.rules.emails_urls_ips import _EMAIL_LOST
from phiscan.rules.leftover_numbers import _PAIRS
from phiscan.rules.name_places import _MEASURED, _OCCUPATION_LINE, PERSON_AFTER
from phiscan.rules.phones import _BEHIND

LIMIT_S = 1.0
UNITS = ["", "A", "A1", "A ", "A, ", "A-", "1", "1.", "#", "0", "O1", "É ", "Ab ", " ", "\t"]


@pytest.mark.parametrize("unit", UNITS)
def test_the_start_of_an_address_is_sought_within_a_second(unit):
    text = (unit * 5000)[:5000]
    start = time.process_time()
    shapes.start_of_line(f"{text}! 12 Rose Lane", len(text) + 2)
    assert time.process_time() - start < LIMIT_S


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "pattern",
    [
        shapes.CITY, shapes.CITY_ONLY, shapes.ABROAD, shapes.HOUSE_ON_A_LANE, shapes.TOWN_LINE,
        PERSON_AFTER, _MEASURED, _OCCUPATION_LINE, _PAIRS, _BEHIND, _EMAIL_LOST,
        _DIALLED_ALONE,
    ],
    ids=lambda pattern: pattern.pattern[:12],
)  # fmt: skip
def test_a_long_run_is_read_within_a_second(pattern, unit):
    text = (unit * 600)[:600]
    start = time.process_time()
    for line in (text, f"12 {text}!", f"Doctor {text}!"):
        pattern.match(line)
        pattern.search(line)
        pattern.fullmatch(line)
    assert time.process_time() - start < LIMIT_S


def test_the_parts_before_a_street_are_still_its_start():
    line = "Seen at: Flat 2, Rue de Paris House, 12 Rose Lane"
    assert shapes.start_of_line(line, line.index("12 ")) == line.index("Flat")
