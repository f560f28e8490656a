import csv
import io

import pytest

from phiscan.report.as_csv import COLUMNS, safe_cell

from .conftest import finding, render, result


def rows(results, **settings):
    return list(csv.DictReader(io.StringIO(render(results, "csv", **settings))))


def test_nothing_given_is_a_heading():
    assert render([], "csv").strip().split(",") == list(COLUMNS)


def test_a_row_a_finding_and_one_for_photos_without(mixed):
    table = rows(mixed)
    assert len(table) == 4 + 1 + 1 + 1 + 1
    assert [r["category"] for r in table[:4]] == ["person_name", "mrn", "mrn", "gps_location"]
    assert (table[-1]["status"], table[-1]["verdict"], table[-1]["category"]) == (
        "failed",
        "block",
        "",
    )


def test_a_finding_in_the_pixels_has_box_and_region():
    row = rows([result("a.png", finding("mrn", (10, 20, 30, 40)))])[0]
    assert [row[k] for k in ("x0", "y0", "x1", "y1", "region")] == [
        "10",
        "20",
        "30",
        "40",
        "top left",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", " =", "\t=", "＝", "\r+"])
def test_no_cell_is_taken_for_a_formula(start):
    name = f'{start}cmd("calc").png'
    table = rows([result(name, notes=[name], not_examined=[name])])
    for column in ("source", "notes", "not_examined"):
        assert table[0][column][0] in "'\\"  # quoted, or the control character escaped


def test_numbers_and_plain_text_stay_as_they_are():
    assert [safe_cell(v) for v in (-3, 0.5, None, "", "a=b")] == [-3, 0.5, None, "", "a=b"]


def test_a_line_break_in_a_name_makes_no_second_row():
    assert len(rows([result('a\nb,"c.png')])) == 1


def test_values_have_their_own_column_only_when_asked_for(mixed):
    assert "text" not in rows(mixed)[0]
    assert rows(mixed, show_values=True)[0]["text"]
