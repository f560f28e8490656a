"""Names of many origins in many places are covered whole, and what is no name stays readable."""

import re

import numpy as np
import pytest

from phiscan.errors import EngineError
from phiscan.filters import filter_findings
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS, find_phi, name_tags
from phiscan.types import Category, Role

from .conftest import CHAR, PITCH, SIZE, make_line
from .marked import CHART, LEFT, TOP, plain, read_marks, shown
from .name_pages import CLEAN, LINES, NOT_NAMES, PAGES


def rows_of(text):
    return [row for row in text.strip("\n").split("\n") if row.strip()]


def names_on(text):
    """Return (row, first place, last place, finding) of every name that a default scan keeps."""
    lines = [
        make_line(piece.group(), LEFT + CHAR * piece.start(), TOP + PITCH * row)
        for row, written in enumerate(text.split("\n"))
        for piece in re.finditer(r"\S+(?: \S+)*", written)
    ]
    kept = filter_findings(find_phi(lines, SIZE), ScanOptions(), NO_TERMS).kept
    for finding in kept:
        if finding.category is Category.PERSON_NAME:
            x0, y0, x1, _ = finding.box
            row = round((y0 - TOP) / PITCH)
            yield row, round((x0 - LEFT) / CHAR), round((x1 - LEFT) / CHAR), finding


def judged(text, context=""):
    """Return the text with the letters of names left readable in [], others covered in {}."""
    first = context.count("\n")
    rows = [read_marks(row) for row in text.split("\n")]
    hidden = {
        (row - first, at)
        for row, start, end, _ in names_on(context + "\n".join(row for row, _ in rows))
        for at in range(start, end)
    }
    return shown(rows, hidden, str.isalpha)


@pytest.mark.parametrize("line", rows_of(LINES))
def test_names_on_a_chart_are_covered_whole_and_alone(line):
    assert judged(line, CHART) == plain(line)


@pytest.mark.parametrize("line", rows_of(NOT_NAMES))
def test_what_is_no_name_stays_readable_on_a_chart(line):
    assert judged(line, CHART) == line


@pytest.mark.parametrize("kind", PAGES)
def test_names_on_whole_pages(kind):
    page = PAGES[kind][1]
    assert judged(page) == plain(page)


@pytest.mark.parametrize("kind", CLEAN)
def test_pages_without_persons_stay_readable(kind):
    assert judged(CLEAN[kind]) == CLEAN[kind]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Pt Okwuosa seen at bedside", Role.PATIENT),
        ("Patient: Perpetua Achterberg", Role.PATIENT),
        ("M: Perpetua Achterberg", Role.UNKNOWN),  # what was Hi, Mr or Mrs is no registered nurse
        ("Achterberg, Perpetua 5512093", Role.UNKNOWN),
        ("daughter Lan", Role.UNKNOWN),
        ("Tevita Lautaimi   Log out", Role.UNKNOWN),  # staff, or the patient in a portal
        ("Oleksandr Hryhorenko, MD", Role.CLINICIAN),
        ("Dr. Bhattacharyya to see", Role.CLINICIAN),
        ("Ordering Provider: Villanueva-Crespo, Inés", Role.CLINICIAN),
        ("Electronically signed by Jean Ouédraogo", Role.CLINICIAN),
    ],
)
def test_whose_name_it_is(line, role):
    first = CHART.count("\n")
    roles = {finding.role for row, *_, finding in names_on(CHART + line) if row == first}
    assert roles == {role}


def test_a_patient_beside_the_doctors_value_is_no_clinician():
    page = CHART + "Attending\nDr. F. Szczepanik   Okwuosa, Ifeoma\n"
    roles = {f.text: f.role for *_, f in names_on(page)}
    assert roles["Okwuosa, Ifeoma"] is not Role.CLINICIAN
    assert roles["F. Szczepanik"] is Role.CLINICIAN


def test_a_badge_names_a_clinician():
    page = read_marks(PAGES["badge"][1])[0]
    assert {f.role for *_, f in names_on(page)} == {Role.CLINICIAN}


def test_lists_go_on_alone_where_the_tagger_cannot_be_opened(monkeypatch):
    def fail(texts):
        raise EngineError("no weights")

    monkeypatch.setattr(name_tags, "name_scores", fail)
    for line in ("Pt «Okwuosa» seen at bedside", "«Achterberg, Perpetua» 5512093"):
        assert judged(line, CHART) == plain(line)


def test_the_tagger_alone_makes_no_name_of_a_firm(monkeypatch):
    monkeypatch.setattr(
        name_tags, "name_scores", lambda texts: [np.ones(len(t), np.float32) for t in texts]
    )
    for line in ("Sister Odile Memorial", "Mercy General Hospital", "Metformin 500 mg"):
        assert judged(line, CHART) == line


def test_no_words_have_no_tag():
    assert name_tags.mean_tag([]) == 0.0
