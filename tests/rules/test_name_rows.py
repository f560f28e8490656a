"""Pages without a label whose repeated rows are patients, and lists that are nobody's."""

import pytest

from phiscan.filters import filter_findings
from phiscan.options import ScanOptions
from phiscan.policy import decide
from phiscan.rules import NO_TERMS, find_phi
from phiscan.rules.name_rows import count_rows, list_score, name_of_entry, spine_name
from phiscan.rules.page import Page
from phiscan.types import Action, Category

from .conftest import SIZE, make_lines


def page(text):
    return Page(make_lines(text))


def hidden(text):
    """Return the texts that a default scan blocks or sends to review, by category."""
    found = filter_findings(find_phi(make_lines(text), SIZE), ScanOptions(), NO_TERMS).kept
    acted = [f for f in decide(found).findings if f.action is not Action.ALLOW]
    return [(f.category, f.text or "") for f in acted]


def is_hidden(text, words):
    names = " ".join(t for c, t in hidden(text) if c is Category.PERSON_NAME).split()
    return [w for w in words.split() if not any(w in name for name in names)]


def test_a_page_without_rows_counts_none():
    empty = page("")
    assert count_rows(empty) == (0, 0, 0, 0, 0)
    assert list_score(empty) == 0


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("9:30 Obi, Ada 34y Hernia repair", "Obi, Ada"),
        ("14. Ilona Pataki", "Ilona Pataki"),
        ("Bed 4 - T. Okonkwo 61F chase", "T. Okonkwo"),
        ("[ ] Bram Vandenberghe (54) NBM", "Bram Vandenberghe"),
        ("OKAFOR-LEE, B - fluids", "OKAFOR-LEE, B"),
        ("Torvald Eikrem vol 2", "Torvald Eikrem"),
        ("3. pick up bread", ""),
        ("12:30 Lunch", ""),
        ("", ""),
    ],
)
def test_the_name_that_a_row_begins_with(row, name):
    assert name_of_entry(row) == name


@pytest.mark.parametrize(
    "row",
    ["OKAFOR ADA vol 2", "Eikrem, Torvald vo14", "Lotte Haas VoI 3", "r Vandenberghe vol1",
     "NWOSU ADAEZE file 3", "Ada Obi 2 of 3"],
)  # fmt: skip
def test_a_spine_has_a_name_before_its_volume(row):
    assert spine_name(row) is not None


@pytest.mark.parametrize(
    "row",
    ["War and Peace vol 2", "Amoxil 500 tds", "The Green Book vol 1", "page 2 of 3", "vol 3",
     "Modern Cooking part 2"],
)  # fmt: skip
def test_a_title_before_a_volume_is_no_name(row):
    assert spine_name(row) is None


PEOPLE = {
    "a shelf of charts": (
        """
OKAFOR ADA vol 2
Eikrem, Torvald vol 1
Lotte Vandenhaas voI 3
H00412277
M000771204
""",
        "OKAFOR ADA Eikrem Torvald Vandenhaas",
    ),
    "a theatre list": (
        """
THEATRE 4
8:30 Okonkwo, Chidi 61y TURP
9:15 Haverkamp, L. 34y C-section
10:45 Soraya Tehrani 58y R TKR
Dr Vasquez
""",
        "Okonkwo Chidi Haverkamp Soraya Tehrani",
    ),
    "a note of jobs on call": (
        """
jobs
3. T. Okonkwo
61F 4471-20-18 bloods
7. Marit Haugen
48M 4471-88-02 TTO
11. P. Vasquez-Lorca
70F 4470-11-93 NBM
""",
        "Okonkwo Marit Haugen Vasquez-Lorca",
    ),
    "a handover scrap": (
        """
Bed 3 Haugen 81F chase K+
Bed 5 Okonkwo 44M d/c today
Bed 9 Tehrani 67F cannula
""",
        "Haugen Okonkwo Tehrani",
    ),
    "a note to ring somebody": (
        """
Pls ring Marit
on 555-0142
bloods back
""",
        "Marit",
    ),
    "a board of beds": (
        """
Bed 1 Haugen 44 chest pain
Bed 2 Okonkwo 61 fall
Bed 3 Tehrani 23 abdo pain
""",
        "Haugen Okonkwo Tehrani",
    ),
    "spines with numbers": (
        """
HAUGEN MARIT
44-71-20
OKONKWO CHIDI
44-71-88
TEHRANI SORAYA
44-70-11
""",
        "HAUGEN MARIT OKONKWO CHIDI TEHRANI SORAYA",
    ),
    "a note about a result": (
        """
tell Ingrid her INR is 3.2
hold warfarin tonight
""",
        "Ingrid",
    ),
    "a badge on two lines": (
        """
Pinewater General
MARIT
HAUGEN
Staff Nurse
N40812
""",
        "MARIT HAUGEN",
    ),
}


@pytest.mark.parametrize("kind", PEOPLE)
def test_rows_of_people_are_known_without_a_label(kind):
    text, names = PEOPLE[kind]
    assert page(text).is_medical
    assert is_hidden(text, names) == []


NOBODY = {
    "a shopping list": """
1. Milk
2. Bread
3. Pick up parcel
4. Ring the plumber
""",
    "a shelf of books": """
War and Peace vol 1
War and Peace vol 2
The Roman Empire vol 3
""",
    "a timetable": """
9:30 Welcome
10:45 Green rooms and blue walls
12:30 Lunch
14:00 Panel
""",
    "clothes by size": """
Jacket 12M
Trousers 14M
Boots 38F
""",
    "toys by age": """
Wooden blocks 3 y
Puzzle 5 y
Bicycle 8 y
""",
}


@pytest.mark.parametrize("kind", NOBODY)
def test_lists_of_things_are_nobodys(kind):
    assert not page(NOBODY[kind]).is_medical
    assert hidden(NOBODY[kind]) == []
