"""Holders' names on bank cards; names, numbers and banks are invented."""

import pytest

CARD = """
RIVERBANK        DEBIT
4929 0000 0000 0001
VALID FROM 10/23   VALID THRU 11/27
{}
"""


@pytest.mark.parametrize(
    "holder", ["BIRKA MEHERA", "OTIS J LINDQVIST", "ANA-LU D'SOUZA", "T. OYELARAN JR"]
)
def test_the_holder_of_a_bank_card_is_found(find, holder):
    assert ("person_name", holder) in find(CARD.format(holder))


@pytest.mark.parametrize(
    "text",
    [
        CARD.format("WORLD ELITE"),
        CARD.format("CARDHOLDER NAME"),
        CARD.format("NOT TRANSFERABLE"),
        "GREEN CORNER STORE\nGIFT CARD   VALID THRU 11/27\nHAPPY BIRTHDAY",
        "BIRKA MEHERA\n\n\n\n\n\n\n\n\n\nBANK HOLIDAY SALE   VALID THRU 11/27",
        "VALID THRU 11/27\nBIRKA MEHERA",
    ],
    ids=["a kind of card", "a specimen", "terms", "a gift card", "far away", "no bank"],
)
def test_other_capitals_are_nobodys(find, text):
    assert not {found for found in find(text) if found[0] == "person_name"}
