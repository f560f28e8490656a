"""Forms that pages of other clinics use: ages in brackets, names of two words, mail, spines."""

from collections.abc import Sequence

import pytest

from phiscan.rules import find_phi
from phiscan.rules.name_compounds import is_compound
from phiscan.types import Line

SIZE = (2000, 2000)


def lines(texts: Sequence[str]) -> list[Line]:
    """Return texts as lines below one another."""
    return [
        Line(text, ((100, y), (100 + 20 * len(text), y), (100 + 20 * len(text), y + 40),
                    (100, y + 40)), 1.0)
        for text, y in zip(texts, range(100, 2000, 70), strict=False)
    ]  # fmt: skip


def found(texts: Sequence[str]) -> dict[str, set[str]]:
    """Return the texts found on a page by their category, those that the policy acts on."""
    by: dict[str, set[str]] = {}
    for finding in find_phi(lines(texts), SIZE):
        if finding.score >= 0.4:
            by.setdefault(str(finding.category), set()).add(finding.text or "")
    return by


@pytest.mark.parametrize("age", ["[92 y]", "(92 y)", "[92 4]", "[92 y1", "92 yrs"])
def test_an_age_behind_a_birth_date_is_one_in_any_brackets(age):
    page = ["Patient: Ada Okafor", f"DOB 08/20/1933 {age}", "MRN 00484532"]
    assert any("92" in text for text in found(page)["age_over_89"])


def test_an_age_below_ninety_in_brackets_is_none():
    assert "age_over_89" not in found(["Patient: Ada Okafor", "DOB 08/20/1953 [72 y]"])


def test_ages_stand_behind_the_names_of_a_boards_rows():
    board = ["ROOM PATIENT", "1 Ada Okafor 56", "2 Yemi Balogun 68", "3 Tunde Adeyemi 99",
             "Ward 7 handover", "Dr. Musa"]  # fmt: skip
    assert found(board)["age_over_89"] == {"99"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("Looking", "Horse", True), ("RUNS", "ABOVE", True), ("Brīngs", "Plenty", True),
     ("Black", "Bean", False), ("looking", "horse", False), ("Looking", "Up", False)],
)  # fmt: skip
def test_two_words_make_a_family_name(first, second, expected):
    assert is_compound((first, second), " ") is expected
    assert not is_compound((first, second), ", ")


def test_a_name_of_two_words_is_found_whole():
    page = ["Ward 4 Bed 12", "C. Runs Above", "MRN 00484532"]
    assert "C. Runs Above" in found(page)["person_name"]


@pytest.mark.parametrize(
    "mail",
    [
        ["Sliema Seafront Clinic", "V393438/26.07.2023", "Sultan Bin Lahej", "9 Triq San Pawl",
         "Victoria VCT 2893"],
        ["Important: open today", "Wharfedale Health Centre", "139608H / 25/03/2024",
         "Ada Okafor", "Rose Cottage, St Mary's Street", "Ludlow SY8 8ZN", "Menu of the day 4.50",
         "Opening hours 9-5"],
    ],
)  # fmt: skip
def test_mail_of_a_place_of_care_names_its_patient(mail):
    by = found(mail)
    assert by["person_name"]
    assert by["address"]
    # The date is covered by itself or within the number that it is printed behind.
    assert any("202" in text for texts in by.values() for text in texts)


def test_a_band_is_known_by_its_line_of_birth_and_number():
    by = found(["Onalenna Kgosi Clinic 3", "b. January 18,1974 #581647977"])
    assert "person_name" in by
    assert any("581647977" in t for ts in by.values() for t in ts)


def test_a_number_and_its_year_is_somebodys_and_a_pressure_is_not():
    page = ["Patient: Ada Okafor", "290/25", "120/80", "MRN 00484532"]
    texts = {t for ts in found(page).values() for t in ts}
    assert "290/25" in texts
    assert "120/80" not in texts


def test_ends_of_spines_are_a_shelf():
    spines = ["Kaasgei 72325918", "averso K021516", "Dorjpalam Ko89341", "Vannina 78096349"]
    assert {"72325918", "78096349"} <= found(spines)["mrn"]


def test_a_title_behind_a_name_belongs_to_it():
    page = ["Full name: OKAFOR ADA MRS", "MRN 00484532"]
    assert any(text.endswith("MRS") for text in found(page)["person_name"])
