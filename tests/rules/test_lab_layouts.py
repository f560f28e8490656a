"""Cultures, cards with a judged value, analysers' slips and lists of samples, and their likes."""

import pytest

from phiscan.rules.lab_culture import is_of_a_culture
from phiscan.rules.lab_results import find
from phiscan.rules.lab_words import analytes_of, are_drugs_of, asks_for_test, is_bare_result
from phiscan.rules.page import Page
from phiscan.types import Line

STOPS = (50.0, 350.0, 650.0, 950.0, 1250.0, 1550.0, 1900.0)


def page(rows, pitch=40.0):
    cells = [
        (text, STOPS[column], 100.0 + pitch * number)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    return Page([
        Line(text, ((x, y), (x + 11 * len(text), y), (x + 11 * len(text), y + 20), (x, y + 20)), 1)
        for text, x, y in cells
    ])  # fmt: skip


def boxes(rows):
    return [f.box for f in find(page(rows))]


CULTURE = [
    ("Gram stain:", "Gram negative rods 2+"),
    ("Culture:", ">100,000 CFU/mL"),
    ("Meropenem", "<=2", "S"),
    ("Amoxicillin", "8", "R"),
    ("Gentamicin", "0.5"),
]
CARDS = [
    ("TSH", "Ferritin", "Sodium"),
    ("5.1", "88", "139"),
    ("High", "In range", "In range"),
    ("PSA", "Urea"),
    ("0.4", "5.5"),
]
SLIP = [
    ("pH", "7.30"),
    ("Na+", "147 H", "mmol/L"),
    ("K+", "3.5", "mmol/L"),
    ("Lac", "0.6", "mmol/L"),
]
SAMPLES = [
    ("Sample", "Patient", "MRN", "DOB", "Test", "Result"),
    ("L4457210", "LOPEZ Maria", "4471902", "03/14/1961", "FBC + diff", "sent"),
    ("L4457344", "PATEL Anil", "4471977", "11/02/1948", "PT/INR", ""),
    ("L4457391", "KIM Ara", "4472013", "07/29/1990", "HbA1c", "clotted"),
]


def test_nothing_is_none_of_them():
    assert boxes([]) == []
    assert not is_of_a_culture("")
    assert not are_drugs_of("")
    assert not is_bare_result("")
    assert not asks_for_test("")


@pytest.mark.parametrize("rows", [CULTURE, CARDS, SLIP, SAMPLES], ids=["culture", "cards", "slip",
                                                                        "samples"])  # fmt: skip
def test_the_region_takes_in_every_row(rows):
    ((_, top, _, bottom),) = boxes(rows)
    assert top == 100
    assert bottom == 100 + 40 * (len(rows) - 1) + 20


def test_a_list_of_samples_ends_where_its_headings_do():
    beside = [*SAMPLES[:3], (*SAMPLES[3], "Gold plan")]
    ((left, _, right, _),) = boxes(beside)
    assert left == 50
    assert right < 1700


@pytest.mark.parametrize(
    "rows",
    [
        [("Amoxicillin", "500 mg", "4.20"), ("Gentamicin", "80 mg", "9.10")],
        [("Amoxicillin", "12"), ("Gentamicin", "40"), ("Meropenem", "8"), ("Vancomycin", "6")],
        [("Vancomycin", "1 g IV", "q12h"), ("Meropenem", "1 g IV", "q8h")],
        [("Nitrite", "Calcium", "Magnesium"), ("0.1", "420", "1300"), ("Normal", "High", "Low")],
        [("TSH", "PSA"), ("5.1", "0.4")],
        [("Na", "3 sec"), ("K", "12 %"), ("Ca", "98101", "High")],
        [("Sample", "Date", "Test", "Status"), ("481220", "03/14/2024", "Iron", "sent"),
         ("481221", "03/14/2024", "Lead", "sent")],
        [("Time", "Name", "DOB", "Reason"), *((f"{t}:30", "Kim, Ara", "03/14/1961", "New pt")
                                              for t in (8, 9, 10, 11))],
    ],
    ids=["prices", "stock", "doses", "aquarium", "unjudged", "short names", "wells", "visits"],
)  # fmt: skip
def test_what_only_looks_like_them_is_none(rows):
    assert boxes(rows) == []


def test_short_names_are_analytes_beside_units_of_blood_alone():
    assert analytes_of("K+ 3.5 mmol/L")
    assert not analytes_of("K 3.5")


@pytest.mark.parametrize("text", ["S", "<=0.5", ">=16/4", "Resistant", "4 ug/mL"])
def test_a_letter_or_a_concentration(text):
    assert is_of_a_culture(text)


@pytest.mark.parametrize("text", ["Ward S", "$4", "500 mg", "03/14"])
def test_neither(text):
    assert not is_of_a_culture(text)
