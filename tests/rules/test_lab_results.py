import numpy as np
import pytest

from phiscan.rules import find_phi
from phiscan.rules.lab_results import hull
from phiscan.types import Category, Line


def cell(text, x, y, width=None, height=20.0):
    x1 = x + (width or 11.0 * len(text))
    return Line(text, ((x, y), (x1, y), (x1, y + height), (x, y + height)), 0.95)


def table(rows, top=100.0, pitch=34.0):
    columns = (50.0, 250.0, 340.0, 470.0)
    return [
        cell(text, columns[c], top + r * pitch)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]


RESULTS = [
    ("Glucose", "98", "mg/dL", "70 - 99"),
    ("Sodium", "142", "mmol/L", "136 - 145"),
    ("Hemoglobin", "11.7", "g/dL", "12.0 - 16.5"),
    ("WBC", "8.1", "K/uL", "4.5 - 11.0"),
]


def regions(lines):
    return [f for f in find_phi(lines, (2000, 2000)) if f.category is Category.LAB_RESULT]


def test_no_lines_no_region():
    assert regions([]) == []


def test_a_table_is_one_region_round_its_rows():
    (region,) = regions(table(RESULTS))
    x0, y0, x1, y1 = region.box
    assert (x0, y0) == (50, 100)
    assert x1 >= 560
    assert y1 >= 220


def test_a_note_beside_the_table_is_not_in_the_region():
    lines = [*table(RESULTS), cell("NPO after midnight", 900, 134, height=40)]
    (region,) = regions(lines)
    assert region.box[2] < 700


def test_results_printed_as_cards_are_one_region():
    lines = []
    for column, x in enumerate((50.0, 500.0)):
        for row, (name, value, unit, reference) in enumerate(RESULTS[column * 2 : column * 2 + 2]):
            y = 100.0 + 120 * row
            lines += [cell(name, x, y), cell(f"{value} {unit}", x, y + 32)]
            lines += [
                cell("Reference range", x + 200, y, height=12),
                cell(reference, x + 200, y + 32),
            ]
    (region,) = regions(lines)
    assert region.box[0] == 50
    assert region.box[2] > 560


@pytest.mark.parametrize(
    "rows",
    [
        [("Iced Tea", "$3.50"), ("Caesar Salad", "$12.00"), ("Grilled Salmon", "$19.95")],
        [("Widget", "2", "pcs", "14.00"), ("Bolt M8", "10", "pcs", "3.50"), ("Total", "17.50")],
        [("Nutrition Facts", ""), ("Sodium", "160 mg", "7%"), ("Potassium", "240 mg", "6%")],
        [("if glucose > 98:", ""), ("  sodium = 142", ""), ("  return 11.7", "")],
    ],
    ids=["menu", "invoice", "nutrition", "code"],
)
def test_other_tables_are_none(rows):
    assert regions(table(rows)) == []


def test_hull_is_clockwise_on_the_screen_from_the_top_left():
    assert hull([(0, 0), (10, 0), (10, 5), (0, 5), (4, 2)]) == ((0, 0), (10, 0), (10, 5), (0, 5))
    assert len(hull([(0, 0), (10, 0), (5, 5)])) == 4


def test_upside_down_is_found_too():
    turned = []
    for line in table(RESULTS):
        corners = 1000 - np.array(line.polygon)
        turned.append(Line(line.text, tuple(map(tuple, corners)), line.score))
    (region,) = regions(turned)
    assert region.box[2] == 950
