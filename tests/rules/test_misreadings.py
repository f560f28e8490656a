"""What readers do to text: lost spaces, dots for commas, strokes for slashes."""

import pytest
import shapely

from phiscan.rules import find_phi
from phiscan.rules.normalise import normalise

from .conftest import SIZE, make_lines

SHELF = "Sigfinnsdottir, Haki   37071872\nYaman, Imam   809 175 376\n"
CARD = """
BlueHarbor Health
Member Name   PCP $20
Jhalak Sekhon Mander   ER $150
Member ID   Specialist $40
WDT 388 17360
Group No.
0057639
Effective 24-AUG-2023 Customer service 303-555-0172
"""


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("Gilardoni, NicoM2803620", "Gilardoni, Nico M2803620"),
        ("Chaitaly988-3205", "Chaitaly 988-3205"),
        ("Patel. Harry", "Patel, Harry"),
        ("Haki37071872@example.org", "Haki37071872@example.org"),
        ("St. Mary", "St. Mary"),
        ("He left. Then it rained", "He left. Then it rained"),
        ("Rm12", "Rm12"),
        ("Sep 05 20185F", "Sep 05 2018 5F"),
        ("03/14/1961M", "03/14/1961 M"),
        ("14-MAR-196164yo", "14-MAR-1961 64yo"),
        ("on 03/14/1961 64 F", "on 03/14/1961 64 F"),
    ],
)
def test_spaces_and_commas_that_were_lost_come_back(read, wanted):
    assert normalise(read).text == wanted


def test_a_space_put_in_keeps_the_way_back():
    normal = normalise("Imam, NicoM2803620")
    start = normal.text.index("M2803620")
    assert normal.original_span(start, start + 8) == (10, 18)


def test_names_and_numbers_glued_together_are_both_found(find):
    found = find(SHELF + "Gilardoni, NicoM2803620")
    assert ("person_name", "Gilardoni, NicoM2803620") in found or (
        "person_name",
        "Gilardoni, Nico",
    ) in found
    assert "mrn" in {category for category, text in found if "2803620" in text}


def test_prices_on_an_insurance_card_make_nothing_public_of_it(find):
    found = {category for category, _ in find(CARD)}
    assert {"person_name", "health_plan_id", "date", "phone"} <= found


@pytest.mark.parametrize("read", ["09/1812023", "O9/18/2023", "09.18.2O23"])
def test_a_labelled_date_with_a_misread_sign_is_covered(find, read):
    page = "Larkfield General Hospital\nPatient Name: Anna Holub\nMRN: 00482913\nDate: "
    assert "date" in {c for c, _ in find(page + read)}


def test_an_empty_date_field_is_none(find):
    assert "date" not in {c for c, _ in find("Patient Name: ____\nDate: __/__/____\n")}


@pytest.mark.parametrize("read", ["07-0CT-1971", "7 0ctober 1971", "3 N0v 1958", "Ju1y 4, 1949"])
def test_months_with_a_digit_for_a_letter(find, read):
    found = find("Patient Name: Anna Holub\nMRN: 00482913\n" + read)
    assert any(read in text for category, text in found if category.startswith("date"))


def test_a_name_one_letter_from_a_form_word_stays_a_name(find):
    found = find("Room Patient   RN   Plan\n201 Boaz Tirie   Andras   Falls risk\n")
    assert any("Boaz Tirie" in text for category, text in found if category == "person_name")


def test_a_note_beside_a_row_of_results_keeps_its_number(find):
    rows = "Calcium   10.7   mg/dL   8.6 - 10.2   MRN MR240492\nSodium   140   mmol/L   135-145\n"
    assert ("mrn", "MR240492") in find(rows)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("DOB: 05/26/19", "DOB: 05/26/1995"),
        ("/22/1965", "02/22/1965"),
        ("ber 23, 1946", "September 23, 1946"),
    ],
)
@pytest.mark.parametrize("angle", [0, 90, 180])
def test_the_end_that_a_box_lost_of_a_date_is_covered_too(cut, whole, angle):
    page = "Larkfield General Hospital\nPatient Name: Anna Holub\nMRN: 00482913\n\n\n"
    shift = (len(whole) - len(cut)) * " " if whole.endswith(cut) else ""
    (line,) = make_lines(page + shift + whole, angle=angle)[-1:]
    found = find_phi(make_lines(page + shift + shift + cut, angle=angle), SIZE)
    dates = [f for f in found if f.category.startswith("date")]
    at = whole.index("/") - 2 if "/" in whole else 0
    truth = shapely.Polygon(line.span_polygon(at, len(whole)))
    covers = shapely.union_all([shapely.Polygon(f.polygon) for f in dates])
    assert truth.intersection(covers).area > 0.99 * truth.area


@pytest.mark.parametrize(
    ("lines", "category", "ends"),
    [
        ("Ask about 16\nMarch 2024 results", "date", {"16", "March 2024"}),
        ("Ring daughter on +1\n208 555 0142 please", "phone", {"+1", "208 555 0142"}),
        ("to speak to 0191\n498 0159 today", "phone", {"0191", "498 0159"}),
        ("Dose was 16\nMarch visit due", "date", set()),
    ],
)
def test_what_goes_on_in_the_next_line_is_covered_whole(find, lines, category, ends):
    page = "Larkfield General Hospital\nPatient Name: Anna Holub\nMRN: 00482913\n\n\n\n\n"
    found = {text for kind, text in find(page + lines) if kind == category}
    assert ends <= found
    assert ends or not found
