"""What a user would notice: identifiers found with their category, and clean pages left alone."""

import numpy as np
import pytest

from phiscan.rules import NO_TERMS, Terms, find_phi
from phiscan.types import Line

from .conftest import SIZE, make_line, make_lines

LAB_REPORT = """
St. Mary Medical Center
Patient Name: Maria Lopez   DOB: 03/14/1961
MRN: 00482913   Sex: F   Age: 94
Ordering Provider: Susan Okafor, MD
Collected: 14-MAR-2024 08:15   Phone: (555) 010-0199 x12
SSN: 123-45-6789   Member ID: XYH882736451
Glucose   105   mg/dL   70-99   H
Sodium   140   mmol/L   135-145
Potassium   4.1   mmol/L   3.5-5.1
12 Maple Street, Apt 4B
Springfield, IL 62704
"""
EXPECTED = {
    ("person_name", "Maria Lopez"),
    ("person_name", "Susan Okafor"),
    ("date_of_birth", "03/14/1961"),
    ("mrn", "00482913"),
    ("age_over_89", "94"),
    ("date", "14-MAR-2024"),
    ("phone", "(555) 010-0199 x12"),
    ("ssn", "123-45-6789"),
    ("health_plan_id", "XYH882736451"),
    ("address", "12 Maple Street, Apt 4B"),
    ("address", "Springfield, IL 62704"),
}


def test_no_lines_no_findings():
    assert find_phi([], SIZE) == []


def test_blank_lines_are_no_text():
    assert find_phi([make_line("   ", 10, 10)], SIZE) == []


@pytest.mark.parametrize("angle", [0, 7, 90, 180, 270, 352])
def test_a_lab_report_read_at_any_angle(find, angle):
    assert find(LAB_REPORT, angle=angle) >= EXPECTED


def test_a_lab_report_gives_a_result_region_over_its_rows():
    lines = make_lines(LAB_REPORT, angle=12)
    (region,) = [f for f in find_phi(lines, SIZE) if f.category == "lab_result"]
    rows = [x for x in lines if x.text in ("Glucose", "3.5-5.1", "H")]
    low, high = np.min(region.polygon, axis=0) - 2, np.max(region.polygon, axis=0) + 2
    for line in rows:
        assert (np.array(line.polygon) > low).all()
        assert (np.array(line.polygon) < high).all()


def test_roles_tell_patient_from_clinician():
    roles = {f.text: str(f.role) for f in find_phi(make_lines(LAB_REPORT), SIZE) if f.score > 0.8}
    assert roles["Maria Lopez"] == "patient"
    assert roles["Susan Okafor"] == "clinician"


def test_findings_on_a_medical_page_say_so():
    assert all("medical" in f.tags for f in find_phi(make_lines(LAB_REPORT), SIZE))


def test_reasons_and_reprs_do_not_show_the_value():
    for finding in find_phi(make_lines(LAB_REPORT), SIZE):
        for word in ("Lopez", "00482913", "6789", "Maple"):
            assert word not in finding.reason
            assert word not in repr(finding)


def test_labels_above_their_values(find):
    page = """
Patient Name          MRN           DOB          Sex
LOPEZ, MARIA T        00482913      03/14/1961   F
"""
    assert find(page) >= {
        ("person_name", "LOPEZ, MARIA T"), ("mrn", "00482913"), ("date_of_birth", "03/14/1961"),
    }  # fmt: skip


def test_a_header_glued_into_one_box_finds_its_columns(find):
    lines = [
        make_line("Patient Name      MRN       DOB", 100, 100),
        make_line("Maria Lopez       00482913  03/14/1961", 100, 130),
    ]
    found = {(str(f.category), f.text) for f in find_phi(lines, SIZE) if f.score >= 0.6}
    assert {("person_name", "Maria Lopez"), ("mrn", "00482913")} <= found


def test_every_row_of_a_table_is_found(find):
    page = """
Patient            MRN         Room
Maria Lopez        00482913    12
Ahmed Al-Sayed     00482914    13
Nguyen Thi Hoa     00482915    14
"""
    assert find(page) >= {("person_name", "Nguyen Thi Hoa"), ("mrn", "00482915")}


def test_a_name_over_two_boxes_and_two_lines(find):
    assert find("Patient Name:  Maria  Lopez   MRN: 00482913") >= {
        ("person_name", "Maria"), ("person_name", "Lopez"),
    }  # fmt: skip
    assert find("MRN: 00482913\nName: LOPEZ,\nMARIA") >= {
        ("person_name", "LOPEZ"), ("person_name", "MARIA"),
    }  # fmt: skip


def test_a_name_found_by_its_label_is_found_again(find):
    page = "Patient: Oluwaseun Adeyemi-Brandt\nMRN 00482913\nWe saw Oluwaseun today"
    assert ("person_name", "Oluwaseun") in find(page)


@pytest.mark.parametrize(
    ("text", "category", "value"),
    [
        ("MRN12345678", "mrn", "12345678"),
        ("MHN: 00482913", "mrn", "00482913"),
        ("Med Rec # 00-48-29-13", "mrn", "00-48-29-13"),
        ("Patlent ID: OO48Z913", "mrn", "OO48Z913"),
        ("D0B:O3/14/1961", "date_of_birth", "O3/14/1961"),
        ("DOB 19610314", "date_of_birth", "19610314"),
        ("Date of Birth：1961-03-14", "date_of_birth", "1961-03-14"),
        ("Born March 14, 1961", "date_of_birth", "March 14, 1961"),
        ("Narne:John Okafor", "person_name", "John Okafor"),
        ("SSN (last 4): 6789", "ssn", "6789"),
        ("SSN: XXX-XX-6789", "ssn", "XXX-XX-6789"),
        ("CSN 200481729", "account_number", "200481729"),
        ("Policy #: HB-2201993", "health_plan_id", "HB-2201993"),
        ("Accession: S24-97541", "other_id", "S24-97541"),
        ("Rx # 7098372", "other_id", "7098372"),
        ("NPI: 1234567893", "license_number", "1234567893"),
        ("Serial No: PJN449120X", "device_id", "PJN449120X"),
        ("Tel. 555.010.0199", "phone", "555.010.0199"),
        ("E-mail: m.lopez@example.org", "email", "m.lopez@example.org"),
        ("92 y/o F with pneumonia", "age_over_89", "92 y/o F"),
    ],
)
def test_labelled_values_survive_the_readers_slips(find, text, category, value):
    found = find(f"Patient seen in clinic\nHospital chart\nMRN 11223344\n{text}")
    assert any(c == category and value.startswith(t) for c, t in found), found


@pytest.mark.parametrize(
    "name",
    [
        "Maria Lopez", "O'Brien, Kate", "de la Cruz, Juan M", "Van der Berg Anna", "AHMED AL-SAYED",
        "Nguyen Thi Hoa", "Zoë Müller-Lüdenscheidt", "Sukarno", "April May", "John Price",
        "Phạm, Jane", "J. R. Okonkwo",
    ],
)  # fmt: skip
def test_names_of_every_origin_after_a_label(find, name):
    found = find(f"MRN: 00482913\nPatient Name: {name}\nDiagnosis: asthma")
    assert ("person_name", name) in found


@pytest.mark.parametrize(
    "text",
    [
        "Patient Education Materials", "Patient: Stable", "St. Mary Medical Center",
        "Johns Hopkins Hospital", "LISINOPRIL 10 MG", "Comprehensive Metabolic Panel",
        "Name: ______________", "Maple Grove Avenue", "Monday March", "Blue Cross Blue Shield",
    ],
)  # fmt: skip
def test_not_names(find, text):
    found = find(f"MRN: 00482913\nDOB: 03/14/1961\n{text}")
    assert not {t for c, t in found if c == "person_name"}


def test_an_empty_form_is_clean(find):
    form = """
PATIENT REGISTRATION FORM
Name: ______________   DOB: __/__/____
Phone: (___) ___-____   MRN:
Address: ____________________
Emergency Contact: __________   Signature: ________
"""
    assert find(form) == set()


def test_a_menu_is_clean(find):
    menu = """
Joe's Diner
Open Mon-Fri 8 am - 10 pm
Burger   12.99
Fries   4.99
Coffee   2.50
Call (555) 010-4477
www.joesdiner.com
12 Maple Street, Springfield, IL 62704
"""
    assert find(menu) == set()


def test_a_nutrition_table_is_no_lab_report():
    page = "Nutrition Facts\nProtein   12 g\nSodium   140 mg   6 %\nGlucose   4 g\nCalcium   20 mg"
    assert not [f for f in find_phi(make_lines(page), SIZE) if f.category == "lab_result"]


def test_a_date_alone_on_an_unclear_page_is_still_reported(find):
    assert find("Some note\n03/14/2024") == {("date", "03/14/2024")}


def test_glued_punctuation_never_loses_the_box():
    line = make_line("Name:John Okafor;MRN#00482913.", 100, 100)
    for finding in find_phi([line], SIZE):
        x0, _, x1, _ = finding.box
        assert x0 >= 100
        assert x1 <= 100 + 11 * len(line.text) + 1
        at = line.text.index(finding.text)
        assert x0 <= 100 + 11 * at + 1
        assert x1 >= 100 + 11 * (at + len(finding.text)) - 1


def test_polygons_stay_inside_the_page():
    line = Line("MRN: 00482913", ((-20, -5), (400, -5), (400, 30), (-20, 30)), 0.9)
    for finding in find_phi([line], (300, 25)):
        assert np.min(finding.polygon) >= 0
        assert np.max(np.array(finding.polygon)[:, 0]) <= 300


def test_denied_terms_whatever_their_writing():
    terms = Terms(deny=("José Ñandú", "Project Heron"), allow=())
    lines = make_lines("Re: J0SE NANDU,\nthe project\nheron files")
    found = [f.text for f in find_phi(lines, SIZE, terms=terms) if f.category == "denied_term"]
    assert found == ["J0SE NANDU", "project", "heron"]
    assert "Heron" not in repr(terms)


def test_a_short_denied_term_is_not_found_inside_words():
    terms = Terms(deny=("Ann",), allow=())
    found = find_phi(make_lines("Annual report\nAnn called"), SIZE, terms=terms)
    assert [f.text for f in found if f.category == "denied_term"] == ["Ann"]


def test_no_terms_find_nothing():
    assert find_phi(make_lines("Ann"), SIZE, terms=NO_TERMS) == []


def test_a_phone_and_a_date_broken_over_two_lines(find):
    page = "Hospital chart\nMRN 00482913\nplease call her at (555)\n010-0199 after Oct 20,\n2024"
    assert find(page) >= {
        ("phone", "(555)"), ("phone", "010-0199"), ("date", "Oct 20,"), ("date", "2024"),
    }  # fmt: skip


def test_a_table_of_people_in_a_data_tool_is_not_printed_for_everybody(find):
    rows = "\n".join(
        f"Mona Reed{i}   mona{i}@example.com   4111-1111-1111-111{i};" for i in range(4)
    )
    table = (
        "SELECT name FROM people;\nimport table();\nreturn rows;\nName   Email   Address   Phone\n"
    )
    found = find(table + rows)
    assert {"email", "account_number"} <= {category for category, _ in found}
