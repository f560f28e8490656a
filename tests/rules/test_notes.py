"""Notes, boards, spines and envelopes: a few words, one of care and a person, are a patient's."""

import pytest

from phiscan.rules.address_blocks import find_blocks
from phiscan.rules.notes import board_names, is_note_to_call
from phiscan.rules.page import Page
from phiscan.rules.shelves import is_shelf

from .conftest import make_lines


def page(text):
    return Page(make_lines(text))


def test_nothing_is_about_nobody():
    empty = Page(())
    assert not empty.is_medical
    assert not is_note_to_call(empty)
    assert not is_shelf(empty)
    assert not list(find_blocks(empty))
    assert not list(board_names(empty))


@pytest.mark.parametrize(
    "text",
    [
        "Thandeka's mum rang\nre bloods",
        "Bed 12 Abimbola\nNBM from midnight",
        "transport booked\nDelyth 14:30\nwheelchair",
        "OR 2\n0730 Vandermolen  L TKA\n0930 Quesada  R THA",
        "Lwazi - sugar 18.4",
        "To Choei Arakaki & all the nurses\nwith thanks from Marquis Singletary",
    ],
)
def test_a_word_of_care_and_a_person_are_enough_on_a_scrap(text):
    assert page(text).is_medical


@pytest.mark.parametrize(
    "text",
    [
        "Thandeka's mum rang\nre tickets",
        "milk\neggs\nbread",
        "OR 2\nkeep clear",
        "Thank you to all the nurses\nof Britain",
        "Middlemarch  George Eliot\nEmma  Jane Austen\nPrinciples of Internal Medicine",
    ],
)
def test_either_alone_is_not(text):
    assert not page(text).is_medical


def test_a_shelf_of_charts_beside_a_menu_is_known():
    menu = "Tuna melt\nIced tea 3.50\nCheesecake 5.25\nSoup 4.00\n"
    assert not is_shelf(page(menu))
    assert is_shelf(page(menu + "MARCHETTI, ENZO 118-20-44\nMARLOWE, BETH 118-31-07"))


def test_lines_between_a_name_and_a_code_are_an_address():
    letter = "Mr & Mrs R Featherstonehaugh\nThe Old Forge\nNether Wallop\nSO20 8EZ"
    ((name, lines),) = find_blocks(page(letter))
    assert name.text == "R Featherstonehaugh"
    assert [line.text for line in lines] == ["The Old Forge", "Nether Wallop", "SO20 8EZ"]
    assert not list(find_blocks(page(letter.removesuffix("\nSO20 8EZ"))))


def test_a_note_to_call_somebody_keeps_no_number(find):
    assert ("phone", "555-0177") in find("pls call Mr Oyelaran\nabout his feet\n555-0177")
    assert not any(c == "phone" for c, _ in find("Lane swimming\npool 555-0177\nopen 7am - 9pm"))
