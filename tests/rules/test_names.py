"""Names of many origins in many places are covered whole, and what is no name stays readable."""

import re

import pytest

from phiscan.filters import filter_findings
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS, find_phi
from phiscan.types import Category

from .conftest import CHAR, PITCH, SIZE, make_line
from .marked import CHART, LEFT, TOP, plain, read_marks
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
    out = []
    for number, (row, marked) in enumerate(rows):
        shown = ""
        for at, char in enumerate(row):
            if at in marked and (number, at) not in hidden:
                shown += f"[{char}]"
            elif char.isalpha() and at not in marked and (number, at) in hidden:
                shown += "{" + char + "}"
            else:
                shown += char
        out.append(shown)
    return "\n".join(out)


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
