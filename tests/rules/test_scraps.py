"""Labels and spines with a few words: whose they are, and what is nobody's."""

import pytest

from phiscan.rules import people
from phiscan.rules.page import Page
from phiscan.rules.scraps import ENOUGH, scrap_score

from .conftest import make_lines


def page(text):
    return Page(make_lines(text))


@pytest.mark.parametrize("text", [
    "", "Elm Street", "Harriet Vane\n14 September", "PROUST\nVol 4\nThe Captive\nSwann",
    "Latte 3.20\nMocha 3.60\nAnna Holub 2.90",
])  # fmt: skip
def test_what_says_nothing_of_anybody_scores_nothing(text):
    assert scrap_score(page(text)) == 0.0


@pytest.mark.parametrize("text", [
    "HOLUB, ANNA\n33-81-07", "Anna Holub\n04.11.1971", "Anna Holub\nHN 58-004412\n3/9/2505 M",
    "von Trotha\nHenrike\nVol 4", "14-07-1983 M\nXq",
])  # fmt: skip
def test_a_name_with_a_number_a_date_or_a_volume_is_somebodys(text):
    assert scrap_score(page(text)) == ENOUGH


def test_a_telephone_or_a_trade_makes_no_patient_of_a_name():
    assert scrap_score(page("Anna Holub\n020 7946 0881")) == 0.0
    assert scrap_score(page("Anna Holub\nconcert tickets\n04.11.1971")) == 0.0


def test_a_list_of_people_is_three_names_in_places_of_their_own():
    assert not people.has_people_alone(page(""))
    assert not people.has_people_alone(page("Amara Eze Y\nFinlay McCrindle Y"))
    assert people.has_people_alone(page("Amara Eze Y\nFinlay McCrindle N - egg\nYusra Haddadin Y"))


def test_a_name_round_a_comma_is_seen_in_a_sentence_and_plain_words_are_not():
    assert people.has_comma_name(page('formalin labelled "Vetrov, Arkady", two fragments'))
    assert not people.has_comma_name(page("Bring Water, Bread and salt"))


def test_numbered_places_with_names_make_a_board():
    board = "TH 2 Abernathy TKR L\nTH 3 Sivarajah hyst\nTH 5 Okonedo ORIF"
    assert Page(make_lines(board)).is_medical
    assert not Page(make_lines("Q1 Research\nQ2 Prototype\nQ3 Beta")).is_medical
