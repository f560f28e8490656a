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
        ("Date of specimenFeb 9,2024", "Date of specimen Feb 9,2024"),
        ("1964-11-195953-5025", "1964-11-19 5953-5025"),
        ("5W-517Kingeekuk2025-02-08", "5W-517 Kingeekuk 2025-02-08"),
        ("Ton-That Sr.44 Naidoo", "Ton-That Sr. 44 Naidoo"),
        ("A\u03c1r 29. 2024", "Apr 29. 2024"),  # a Greek rho
        ("\u03b1-fetoprotein", "\u03b1-fetoprotein"),
        (
            "\u0418\u0432\u0430\u043d\u043e\u0432\u0430",
            "\u0418\u0432\u0430\u043d\u043e\u0432\u0430",
        ),
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


@pytest.mark.parametrize(
    ("read", "category", "wanted"),
    [
        ("seen by Dr m. Saleh Ahmed today", "person_name", "m. Saleh Ahmed"),
        (
            "that Br\u00edd \u00f3 S\u00e9, our nurse, rings",
            "person_name",
            "Br\u00edd \u00f3 S\u00e9",
        ),
        ("Report to Yangchen at 15:57", "person_name", "Yangchen"),
        ("Ramasamy s/o Muthu seen today", "person_name", "Ramasamy s/o Muthu"),
        ("Do Carmo, Ana", "person_name", "Do Carmo, Ana"),
        ("Att: Sumarni Full code", "person_name", "Sumarni"),
        ("Dilnoya Abliz Clinic B", "person_name", "Dilnoya Abliz"),
        ("Referred by: Barraclough, arthur", "person_name", "Barraclough, arthur"),
        ("(Rungkat strickland) to arrange", "person_name", "Rungkat strickland"),
        ("CES86 (grp no)", "health_plan_id", "CES86"),
        ("LYY49 (group number)", "health_plan_id", "LYY49"),
        ("The scan of 3112/25 did not show", "other_id", "3112/25"),
        ("Typed 16/0426", "other_id", "16/0426"),
        ("seen on 11th Fetruary 20z4 in clinic", "date", "11th Fetruary 20z4"),
        ("BOTELHO, ADELINO M 9800273.1", "other_id", "M 9800273.1"),
        ("spine 3-3689", "other_id", "3-3689"),
        ("rings on (0113)496 0324 in May", "phone", "(0113)496 0324"),
        ("Client services (330) 555-0175 axt 44", "phone", "(330) 555-0175 axt 44"),
    ],
)
def test_what_bad_light_makes_of_an_identifier_is_still_one(find, read, category, wanted):
    assert (category, wanted) in find(read, is_medical=True)


@pytest.mark.parametrize(
    "read",
    ["BP 120/80", "1200/950", "20/400", "range 1-100", "0-1000", "10432.5", "Riverbend", "3/4"],
)
def test_what_is_measured_stays_harmless_beside_it(find, read):
    assert not {c for c, _ in find(read, is_medical=True)} & {"other_id", "mrn", "person_name"}
