import pytest

from phiscan.rules import find_phi
from phiscan.types import Category, Line


def line(text, y, *, x=50.0, width=300.0, height=20.0):
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Line(text, corners, 0.9 if text else 0.2)


MEDICAL = [line("Patient: Maria Lopez", 50), line("MRN: 00482913", 90), line("DOB: 3/14/1961", 130)]


def unread(lines):
    return [f for f in find_phi(lines, (2000, 2000)) if f.category is Category.UNREAD_TEXT]


def test_no_lines_no_findings():
    assert unread([]) == []


def test_unread_line_beside_a_patient_is_a_finding():
    found = unread([*MEDICAL, line("", 170)])
    assert len(found) == 1
    assert "medical" in found[0].tags
    assert found[0].text is None


@pytest.mark.parametrize(
    "other",
    [
        line("", 170, height=6),
        line("", 170, width=25),
        line("", 1500),
        line("", 170, width=900, height=300),
    ],
    ids=["too small", "a speck", "far away", "as tall as a rib cage"],
)
def test_what_is_hardly_text_or_elsewhere_is_not(other):
    assert unread([*MEDICAL, other]) == []


def test_unread_sign_in_a_street_is_nothing():
    assert unread([line("Bakery", 50), line("", 90)]) == []
