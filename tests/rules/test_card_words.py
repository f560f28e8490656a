import pytest

from phiscan.rules.card_words import (
    is_label,
    is_mail,
    is_notice,
    is_remedy,
    is_specimen,
    is_ticket,
)


@pytest.mark.parametrize("lines", [[], [""], ["Ana Lopez"], ["Ana Lopez", "04/05/1961", "555123"]])
def test_what_says_neither_is_no_label(lines: list[str]) -> None:
    assert not is_label(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Okafor, Ada", "Rx 5550101 filled May 2", "ASPIRIN 81 MG TAB", "Qty 30 Refills 2"],
        ["ADA OKAFOR", "Chart No 555123", "DOB 04/05/1961", "Collected 21:45", "Serum"],
        ["SUNNY HILL", "Bean Soup", "no added sugar", "NET WT 12 OZ"],
        ["Cough Lozenges", "BEST BEF0RE 30-Apr-25 LOT B2185", "Consumer line 555 0121"],
        ["VANCOMYCIN 1,250 MG", "in NaCl 250 mL", "MRN 555123", "DOB 04/05/1961", "Exp 5/5"],
    ],
)
def test_the_print_of_tubes_bottles_and_boxes_is_a_labels(lines: list[str]) -> None:
    assert is_label(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ada Okafor",
            "Member ID 555123",
            "Group 5550",
            "RxBIN 555010",
            "DOB 04/05/1961",
            "Chart No",
        ],
        ["Bay Hospital", "Ada Okafor", "Registered Nurse", "Unit No 5", "Lab"],
        ["Ada Okafor", "VISITOR", "to see the laboratory", "blood test"],
        ["DRIVER LICENSE", "OKAFOR ADA", "DOB 04/05/1961", "Wt 140 lb", "EXP 2030"],
        ["CARTE D'IDENTITÉ", "Okafor Ada", "unit no 5", "1 kg"],
        ["Ada Okafor", "Valid until 2030", "DOB 04/05/1961", "Unit No 5551"],
        ["Ada Okafor", "Rx BIN: 555010", "DOB 04/05/1961", "Rx only"],
        ["Ada Okafor", "Rx-BIN 555010", "ASPIRIN 81 MG TAB", "Refills 3"],
        ["Ada Okafor", "Rx PCN 5550", "ASPIRIN 81 MG TAB", "Refills 3"],
    ],
)
def test_a_word_of_cards_makes_it_a_card(lines: list[str]) -> None:
    assert not is_label(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Bay Hospital", "PO Box 555", "Ada Okafor", "MRN 555123", "DOB 04/05/1961"],
        ["Ada Okafor", "NHS 555 012 3456", "Date of birth 04/05/1961", "Hospital No 555123"],
        ["Ada Okafor", "Chart No 555123", "Medical record 555123", "Birth date 04/05/1961"],
    ],
)
def test_a_patients_numbers_and_birth_date_alone_make_no_label(lines: list[str]) -> None:
    assert not is_label(lines)
    assert is_label([*lines, "Serum"]), "with what was taken it is a specimen's"


@pytest.mark.parametrize(
    "lines",
    [
        ["Lunes y miércoles 18:30", "Biblioteca pública", "Gratis", "Clases de inglés"],
        ["No phones beyond this door", "Exams in progress", "Thank you", "QUIET PLEASE"],
        ["REMINDER", "Mon", "Tue", "Ada Okafor", "w/ Dr Lee", "Cancel 1 day ahead", "Bay Clinic"],
        ["Welcome to Bay Health", "Today is", "My nurse", "My doctor", "Ada O.", "Diet", "Plan"],
        ["FLU SHOTS HERE", "Bring your insurance card", "Walk in, no appointment", "Ages 3 and up"],
    ],
)
def test_a_poster_a_wards_board_and_a_reminder_are_notices(lines: list[str]) -> None:
    assert is_notice(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Ada Okafor"],
        ["Bay Hospital", "Ada Okafor", "Registered Nurse", "Welcome", "Please return", "Found?"],
        ["Ada Okafor", "Member ID 555123", "Open Mon-Fri", "8am", "Please call", "Thank you"],
        ["DRIVER LICENSE", "OKAFOR ADA", "DOB 04/05/1961", "Sun", "Sat", "Mon"],
        ["Bay Plan", "Ada Okafor", "Copay $20", "Call Mon-Fri 8am", "Please show", "closed"],
        ["Ada Okafor", "DOB 04/05/1961", "555123", "if found please return"],
    ],
)
def test_no_card_is_a_notice(lines: list[str]) -> None:
    assert not is_notice(lines)


def test_a_pharmacys_label_is_told_from_a_band() -> None:
    assert is_remedy(["Okafor, Ada", "Bay Pharmacy", "ASPIRIN 81 MG TAB", "Qty 30 Refills 2"])
    assert not is_remedy(["OKAFOR, ADA", "DOB 04/05/1961", "MRN 555123", "ALLERGY: ASPIRIN 81 MG"])
    assert not is_remedy([])


def test_a_tubes_label_is_told_from_a_band() -> None:
    assert is_specimen(["OKAFOR, ADA", "Specimen taken 3rd May 2031 13:31", "Unit no 555123 BLUE"])
    assert is_specimen(["OKAFOR, ADA", "Date collected 05/03/31", "MRN 555123GRN"])
    assert not is_specimen(["OKAFOR, ADA", "Admitted 05/03/31", "FALL RISK YELLOW"])
    assert not is_specimen(["OKAFOR, ADA", "Collected by", "Blood bank"])
    assert not is_specimen([])


def test_an_envelope_and_a_parcel_are_no_cards() -> None:
    assert is_mail(["re: Ada Okafor, 11-08-2031", "1565 Elm St, Salem, OR 97301"])
    assert is_mail(["WAYBILL 555 0101", "SENDER", "Contents: imaging CD", "Ada Okafor"])
    assert not is_mail(["SENDER", "Member ID 555123", "Contents", "WAYBILL"])
    assert not is_mail(["Ada Okafor", "1565 Elm St, Salem, OR 97301", "DOB 04/05/1961"])
    assert not is_mail([])


@pytest.mark.parametrize(
    "lines",
    [
        ["Pay before exit", "14 Dec 2024", "PARKING", "Level P2", "$12.47"],
        ["ADMIT ONE", "Row F Seat 12"],
        ["TILL 4", "Bread 2.99", "Change due 1.01 EUR"],
    ],
)
def test_the_print_of_tickets_and_slips_is_a_tickets(lines: list[str]) -> None:
    assert is_ticket(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Ada Okafor", "Member ID 555123", "PCP $20", "ER $150"],
        ["OKAFOR ADA", "04/05/1961 F", "Gate 4"],
        ["Ada Okafor", "Cashier", "Gate 4 $"],
        ["VISITOR PASS", "Ada Okafor", "Gate 4", "Level 2"],
    ],
)
def test_cards_and_bands_are_no_tickets(lines: list[str]) -> None:
    assert not is_ticket(lines)
