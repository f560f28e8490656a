"""What no list holds is known by where it stands: between commas, among names, below a cut line.

Each cause was seen on photos once; the values here are others of its kind.
"""

import pytest

from phiscan.rules import find_phi
from phiscan.rules.address_lines import find_lines
from phiscan.rules.date_shapes import find_dates, find_partial_dates
from phiscan.rules.name_columns import find_placed
from phiscan.rules.page import Page
from phiscan.rules.shelves import is_shelf

from .conftest import SIZE, make_lines
from .marked import judged, plain


def test_an_empty_page_has_no_place_for_anything():
    assert not list(find_lines(Page((), known_medical=True)))
    assert not list(find_placed(Page((), known_medical=True), []))
    assert not is_shelf(Page(()))
    assert not find_dates("")


@pytest.mark.parametrize(
    "line",
    [
        "«Tigh an Droichid, Baile na mBroc, Nenagh, Co. Tipperary»",
        "«Rathmoyle, Ballaghaderreen, County Roscommon»",
        "«17, Gandhi Bagh, Near Clock Tower, Nagpur MH 440018»",
        "«88/4,Rajaji Salai, Behind Bus Stand, Madurai-625009»",
        "«Birkenallee 27, 04105 Leipzig»",
        "«Via dei Tigli 8»",
        "lives at «RR#9, ch. des Bouleaux, Matane»",
        "«2217 Township Road 41 app. 6, Estevan SK S4A 1K9» tel. «306-555-0142»",
    ],
)
def test_a_line_is_an_address_by_its_parts(line):
    assert judged(line) == plain(line)


@pytest.mark.parametrize(
    "line",
    ["BP 128/76, HR 88, RR 18, Temp 36.9", "Aspirin, Ramipril, Bisoprolol and Atorvastatin",
     "Heart, Lungs, Abdomen: normal"],
)  # fmt: skip
def test_lists_of_findings_and_medicines_are_no_address(line):
    assert judged(line) == line


def test_an_address_goes_on_below_where_its_line_was_cut():
    text = (
        "She lives with her son at «Cnoc na Gaoithe, Sráid Mhór, Tuam, Co.»\n"
        "«Galway» and comes by bus every week to us."
    )
    assert judged(text) == plain(text)


@pytest.mark.parametrize(
    "text",
    ["Wed 4/2/68", "Sun, 19.10.2021", "Fri 03-07-24", "8/30/25 (Sat)", "Mon the 5th June 2023"],
)
def test_a_weekday_belongs_to_its_date(text):
    assert [text[m.start : m.end] for m in find_dates(text)] == [text]


@pytest.mark.parametrize(
    "line",
    ["seen «12th Avgust 2022»", "«31st Octaber 2024»", "review «9th 0ctober»", "«lst May 1987»",
     "«17.08 22»", "Next visit «06 14 2023»"],
)  # fmt: skip
def test_a_date_with_its_month_or_signs_misread(line):
    assert judged(line) == plain(line)


def test_a_year_alone_beside_a_day_and_month():
    assert judged("«Ird March 7»\n«1958»") == "Ird March 7\n1958"
    assert find_partial_dates("2nd April")


@pytest.mark.parametrize(
    "line",
    ["H&C «041 977»", "«C24.3307» «96 y.0.» M", "«MBK 4471»", "No. «TQ 8163»", "«(22-41-K)»",
     "Card «6043 - 218 - 775 - VB»", "«97yofemale»", "«11-05-1926» («98»)",
     "bring card «481 07»\n«3316 K». Questions?"],
)  # fmt: skip
def test_numbers_of_many_forms(line):
    shown = judged(line)
    assert "[" not in shown, shown


@pytest.mark.parametrize("line", ["WBC 1165", "Page 4471", "I10 and E11.65 noted", "May 2023 form"])
def test_what_is_no_number_of_anybodys_stays(line):
    assert "{" not in judged(line).replace("{2}{0}{2}{3}", "2023")


@pytest.mark.parametrize(
    "line",
    [
        "Dr Stone River",
        "«T. R. Long Feather», Consultant",
        "Dr «B. Mason»",
        "seen 16:20 «0. Fa»",
        "10.45 «5. Tuivaga Jr»",
        "seen by Dr «Mac»\n«Giolla Bhríde» informed at noon",
        "DR «F. Lhadon»  «14.20,03/18/2024»",
        "«BUSH, Corin T»",
    ],
)
def test_names_of_plain_words_behind_titles_and_initials(line):
    assert "[" not in judged(line)


def test_the_name_between_two_names_of_a_column():
    page = "Bed  Patient\n1  Ngozi Adeyemi\n2  Copperfield Harbour\n3  Zsofia Kovacs\n"
    found = {text for _, text in find_phi_texts("Ward 4\n" + page, is_medical=True)}
    assert "Copperfield Harbour" in found


def find_phi_texts(text, **kwargs):
    found = find_phi(make_lines(text), SIZE, **kwargs)
    return {(str(f.category), f.text) for f in found if f.score >= 0.35 and f.text}


SPINES = "Amadi, Chidi     HRT 2291\nMarama PAREKURA   5-88213-1\nSOLVEIG LUND    K771-2040\n"


def test_names_and_numbers_of_any_form_in_turn_are_a_shelf():
    assert is_shelf(Page(make_lines(SPINES + "Wade CHURCH  77105\n2024\n2025")))
    found = find_phi_texts(SPINES + "Wade CHURCH  77105\n2024")
    assert {text for category, text in found if category == "person_name"} >= {"Wade CHURCH"}
    assert any("2291" in text for _, text in found)


@pytest.mark.parametrize(
    "text",
    [
        "LH 1165  Madrid  12:40\nBA 2290  Lisbon  13:05\nKL 1733  Oslo  13:30",
        "Lamb Curry  $12.50\nFish Tikka  $11.00\nPaneer  $9.50",
        "",
    ],
)
def test_departures_and_menus_are_no_shelf(text):
    assert not is_shelf(Page(make_lines(text)))


def test_what_is_about_a_person_is_read_as_a_patients_page():
    found = {text for _, text in find_phi_texts("swap Lindiwe\nOkoro w/ B.\ntell Ms Abernathy")}
    assert any("Lindiwe" in text for text in found)
    assert any("Okoro" in text for text in found)


@pytest.mark.parametrize(
    "text",
    [
        "PLEASE SWITCH OFF PHONES\nCT area. No hearing aids or watches.\nHillview Family Practice",
        "Ferndale Hospital\nRadiology  03 555 0141\nPharmacy  03 555 0142\n"
        "Eye clinic  03 555 0143\n"
        "Dialysis  03 555 0144\nCafeteria  03 555 0145",
        '"Nurse!" said the major, and the patient in bed two was silent for a while.\n'
        "It had been the winter of 1894 when the mill was sold to a firm from York.\n" * 5,
    ],
)
def test_signs_directories_and_novels_are_nobodys(text):
    assert not {t for c, t in find_phi_texts(text) if c in ("mrn", "person_name", "address")}
